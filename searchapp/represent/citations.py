"""Articles as references for citation managers: RIS and BibTeX.

A supplied title stands in square brackets, as bibliographers write it; an inferred date is said to be
one; what is unknown is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from searchapp.model.article import Article, Certainty
from searchapp.represent.json import Publications, publication_name
from searchapp.represent.origin import Origin
from searchapp.urls.records import article_url

RIS_TYPE = "application/x-research-info-systems"
BIBTEX_TYPE = "application/x-bibtex"

_INFERRED = "The date was worked out by the archive."
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_UNPRINTED = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff]+")
_SPECIAL = {
    **{character: f"\\{character}" for character in "&%$#_"},
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    '"': r"\textquotedbl{}",
}
"""Braces are spelt out: BibTeX counts them, escaped or not."""


def ris(articles: Iterable[Article], publications: Publications, origin: Origin) -> bytes:
    """References in RIS, lines ended by CRLF."""
    lines = [line for article in articles for line in _ris(article, publications, origin)]
    return "".join(f"{line}\r\n" for line in lines).encode()


def bibtex(articles: Iterable[Article], publications: Publications, origin: Origin) -> bytes:
    """Entries in BibTeX, their texts escaped for LaTeX."""
    return "\n".join(_bibtex(article, publications, origin) for article in articles).encode()


def cited_title(article: Article) -> str:
    """The title in one line, in brackets where the archive supplied it."""
    title = one_line(article.title)
    return f"[{title}]" if article.title_supplied else title


def escaped(text: str) -> str:
    """Text that LaTeX prints as it is."""
    return "".join(_SPECIAL.get(character, character) for character in one_line(text))


def one_line(text: str) -> str:
    """Text without line ends and control characters."""
    return _UNPRINTED.sub(" ", text).strip()


def _ris(article: Article, publications: Publications, origin: Origin) -> list[str]:
    day = article.date.value
    fields = [
        ("TY", "JOUR"),
        ("ID", article.id),
        ("TI", cited_title(article)),
        ("T2", publication_name(article, publications)),
        ("VL", article.volume),
        ("IS", article.issue),
        ("PY", day and f"{day:%Y}"),
        ("DA", day and f"{day:%Y/%m/%d}"),
        ("UR", origin.at(article_url(article.id))),
        ("DB", origin.archive),
        ("LA", "en"),
        *(("KW", person.name) for person in article.identities),
        ("N1", _INFERRED if _is_inferred(article) else None),
    ]
    written = [f"{tag}  - {one_line(str(value))}" for tag, value in fields if value is not None]
    return [*written, "ER  - ", ""]


def _bibtex(article: Article, publications: Publications, origin: Origin) -> str:
    day = article.date.value
    publication = publication_name(article, publications)
    people = ", ".join(escaped(person.name) for person in article.identities)
    fields = {
        "title": f"{{{escaped(cited_title(article))}}}",
        "journal": publication and escaped(publication),
        "volume": article.volume,
        "number": article.issue,
        "year": day and day.year,
        "date": day,
        "url": origin.at(article_url(article.id)),
        "keywords": people or None,
        "note": _INFERRED if _is_inferred(article) else None,
        "language": "english",
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value is not None]
    if day:
        lines.append(f"  month = {_MONTHS[day.month - 1]},\n")
    kind = "article" if publication else "misc"
    return f"@{kind}{{{article.id},\n{''.join(lines)}}}\n"


def _is_inferred(article: Article) -> bool:
    return article.date.certainty is Certainty.INFERRED
