"""Web pages: the main content without the site around it, as paragraphs, and what the page is called.

Old pages without any structure are read too: there only lines that are nothing but links are left out.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import dropwhile

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import map_encoding_to_html5
from resiliparse.parse.html import HTMLTree

from searchapp.errors import N_, ExtractionError, Message
from searchapp.formats.page_title import page_title, same_words
from searchapp.formats.source import Reading, Source
from searchapp.formats.split import documents_of, headers, with_headers_apart

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""(?:charset|<\?xml[^>]{1,80}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_DECLARED_WITHIN = 4096
"""In bytes; browsers look no further than 1024, old editors put more in front."""

_CELLS = re.compile(r"\t+")
_BETWEEN_LINKS = re.compile(r"\s*(?:[|•·»›>/]|--?)\s*|\s{2,}")
_TIME = re.compile(r"^([A-Z][a-z]+ \d{1,2}, \d{4}),? \d{1,2}:\d\d [AP]M\b(?: Age: .*)?$", re.MULTILINE)
"""A site's date line. The time is the site's, and mostly midnight."""


def documents(source: Source) -> Iterator[Reading]:
    """The article of a page; several where it has several header lines. Raises ExtractionError."""
    page = HTMLTree.parse(decoded(source.content()))
    title = page_title(page)
    _keep_lists(page)
    text = _text(page, title)
    if not text:
        raise ExtractionError(
            Message.of(N_("%(path)s has no text on its page."), path=source.path),
            Message.of(N_("Save the whole page from a browser, or its text as a text file.")),
        )
    articles = list(documents_of(source.stem, source.path, text))
    # A page of several articles is called what none of them is.
    yield from articles if len(articles) > 1 else (replace(articles[0], page_title=title),)


def decoded(content: bytes) -> str:
    r"""A page's characters: by its byte order mark, by what it declares, else UTF-8 or Windows-1252.

    >>> decoded(b"<meta charset=windows-1251><p>\xcc\xee\xf1\xea\xe2\xe0")[-6:]
    'Москва'
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.removeprefix(mark).decode(encoding, "replace")
    declared = _DECLARED.search(content[:_DECLARED_WITHIN])
    named = declared and map_encoding_to_html5(declared[1].decode("ascii"), fallback_utf8=False)
    # A declaration that can be read is not in UTF-16, whatever it says.
    if named and not named.startswith("utf"):
        return content.decode(named, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("utf-8" if named else "cp1252", "replace")


def _keep_lists(page: HTMLTree) -> None:
    """Turn the lists of an article into numbered ones: those with bullets are taken for menus."""
    for menu in page.document.query_selector_all("ul") if page.document else ():
        linked = sum(len(anchor.text or "") for anchor in menu.query_selector_all("a"))
        kept = page.create_element("ol")
        if menu.parent is None or kept is None or 2 * linked > len(menu.text or ""):
            continue
        while child := menu.first_child:
            kept.append_child(child)
        menu.parent.replace_child(kept, menu)


def _text(page: HTMLTree, title: str | None) -> str:
    text = _lines(page, main=True)
    found = headers(text)
    if not found:
        whole = _lines(page, main=False)
        text = text or whole
        # A header may stand in a corner of the page. Several are those of articles the page points to.
        found = tuple(dict.fromkeys(headers(whole)))
        text = f"{found[0]}\n\n{text}" if len(found) == 1 and text else text
    lines = _TIME.sub(r"\1", _with_header_above(with_headers_apart(text), found)).split("\n")
    return "\n".join(_without_links(lines, page, title)).strip()


def _with_header_above(text: str, found: tuple[str, ...]) -> str:
    """A text whose only header stands below it, turned round."""
    if len(found) != 1:
        return text
    above, header, below = text.partition(found[0])
    return f"{header}\n\n{above}\n\n{below}" if len(above) > len(below) else text


def _lines(page: HTMLTree, *, main: bool) -> str:
    """Blank lines part paragraphs; the cells of a table, which laid out old pages, are paragraphs too."""
    text = extract_plain_text(
        page, main_content=main, list_bullets=False, alt_texts=False, comments=False, preserve_formatting=True
    )
    return _CELLS.sub("\n\n", text).strip()


def _without_links(lines: Iterable[str], page: HTMLTree, title: str | None) -> list[str]:
    """The lines without those at both ends that consist of links."""
    anchors = page.document.query_selector_all("a[href]") if page.document else ()
    links = {" ".join((anchor.text or "").split()) for anchor in anchors}

    def is_navigation(line: str) -> bool:
        parts = [part for part in _BETWEEN_LINKS.split(line.strip()) if part]
        is_title = title is not None and same_words(line, title)
        return not is_title and (line.strip() in links or all(part in links for part in parts))

    return _trimmed(_trimmed(lines, is_navigation), is_navigation)


def _trimmed(lines: Iterable[str], is_cut: Callable[[str], bool]) -> list[str]:
    """The lines after the first that are cut, from last to first."""
    return list(dropwhile(is_cut, lines))[::-1]
