from pathlib import Path

import pytest

from searchapp.errors import ExtractionError
from searchapp.formats.html import documents
from searchapp.formats.source import Source
from searchapp.model.article import Document

HEADER = "Publication: Monitor Volume: 8 Issue: 66"
FIRST = "Grain prices rose again in Omsk on Tuesday, and everyone in the town knew it (Interfax, April 3)."
SECOND = "The traders shrugged, went home and were not heard of for the rest of the week."

SHARED = (
    "<title>x</title><meta property='og:title' content='Talks Fail – The Review'>"
    "<meta property='og:site_name' content='The Review'>"
)
SITE = """<!DOCTYPE html><html><head><meta charset="utf-8">
<title>{title} - Jamestown</title>{meta}<script>var p = "<p>not this</p>";</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/all">Publications</a></li></ul></nav>
<main><article><h1>{title}</h1>{body}</article></main>
<aside class="sidebar"><h3>Related</h3><ul><li><a href="/x">Another story</a></li></ul></aside>
<footer><p>Copyright 2023. All rights reserved.</p></footer></body></html>"""


def written(folder: Path, page: str | bytes) -> Source:
    path = folder / "talks.html"
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    return Source.of(path)


def read(folder: Path, page: str | bytes) -> Document:
    [document] = documents(written(folder, page))
    assert isinstance(document, Document)
    return document


def parts(document: Document) -> list[str]:
    return [line for line in document.text.split("\n") if line.strip()]


def site(*body: str, title: str = "Talks Fail", meta: str = "") -> str:
    return SITE.format(title=title, meta=meta, body="".join(f"<p>{each}</p>" for each in body))


def test_a_page_is_its_article_without_the_site(tmp_path: Path) -> None:
    document = read(tmp_path, site(HEADER, FIRST, SECOND))
    assert (document.id, document.path) == ("talks", str(tmp_path / "talks.html"))
    assert parts(document) == ["Talks Fail", HEADER, FIRST, SECOND]
    assert f"{FIRST}\n\n{SECOND}" in document.text
    assert document.page_title == "Talks Fail"


@pytest.mark.parametrize(
    "header",
    [
        "<b>Publication:</b> <a href='/m'>Monitor</a> <b>Volume:</b> 8 <b>Issue:</b> 66",
        "Publication: Monitor<br>Volume: 8<br>Issue: 66",
        "<span>Publication: Monitor</span> | <span>Volume: 8</span> | <span>Issue: 66</span>",
        "From the archive. Publication: Monitor Volume: 8 Issue: 66",
    ],
)
def test_the_header_is_found_however_it_is_set(tmp_path: Path, header: str) -> None:
    assert HEADER in parts(read(tmp_path, site(header, FIRST, SECOND)))


def test_a_header_below_the_text_or_beside_it_goes_above(tmp_path: Path) -> None:
    below = read(tmp_path, site(FIRST, SECOND, HEADER))
    beside = read(tmp_path, site(FIRST, SECOND).replace("<h3>Related</h3>", f"<p>{HEADER}</p>"))
    assert parts(below)[0] == parts(beside)[0] == HEADER


def test_headers_of_other_articles_are_not_taken(tmp_path: Path) -> None:
    others = f"<p>{HEADER}</p><p>{HEADER}7</p>"
    assert "Publication" not in read(tmp_path, site(FIRST).replace("<h3>Related</h3>", others)).text


def test_a_page_of_two_articles_gives_both(tmp_path: Path) -> None:
    page = f"<body><p>{HEADER}</p><p>{FIRST}</p><p>Traders Go Home</p><p>{HEADER}7</p><p>{SECOND}</p></body>"
    _, second = documents(written(tmp_path, page))
    assert isinstance(second, Document)
    assert (second.id, second.page_title) == ("talks-2", None)
    assert parts(second) == ["Traders Go Home", f"{HEADER}7", SECOND]


def test_a_page_of_the_nineties_is_read(tmp_path: Path) -> None:
    page = f"""<HTML><HEAD><TITLE>Monitor, 4 April 2002</TITLE></HEAD><BODY><TABLE><TR>
<TD><A HREF="/">Home</A><BR><A HREF="/a">Archive</A></TD>
<TD><FONT SIZE=4><B>TALKS FAIL.</B></FONT><BR><BR>{HEADER}<BR><BR>{FIRST}<BR><BR>{SECOND}
<P><A HREF="/67">Next</A> | <A HREF="/">Home</A></TD></TR></TABLE></BODY></HTML>"""
    document = read(tmp_path, page)
    assert parts(document) == ["TALKS FAIL.", HEADER, FIRST, SECOND]


def test_lists_of_words_stay_and_lists_of_links_go(tmp_path: Path) -> None:
    words = "<ul><li>Bread is dear.</li><li>Butter is <a href='/b'>dearer</a>.</li></ul>"
    links = "<ul><li><a href='/1'>Bread</a></li><li><a href='/2'>Butter</a></li></ul>"
    document = read(
        tmp_path, site(FIRST, SECOND).replace("</article>", f"{words}<p>{SECOND}</p>{links}</article>")
    )
    text = [part.strip() for part in parts(document)]
    assert text == ["Talks Fail", FIRST, SECOND, "Bread is dear.", "Butter is dearer.", SECOND]


def test_the_time_that_a_site_puts_behind_a_date_goes(tmp_path: Path) -> None:
    document = read(tmp_path, site(HEADER, "April 4, 2002 12:00 AM Age: 20 years", FIRST))
    assert parts(document) == ["Talks Fail", HEADER, "April 4, 2002", FIRST]


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        ("<title>Talks Fail - Jamestown</title>", "<h1>Talks Fail</h1>", "Talks Fail"),
        ("<title>Talks Fail - Jamestown</title>", "<h1>Jamestown</h1>", "Talks Fail"),
        ("<title>Talks Fail | Jamestown</title>", "", "Talks Fail"),
        ("<title>Talks Fail - Again</title>", "", "Talks Fail - Again"),
        ("<title>Monitor, 4 April</title>", "<h1>Monitor</h1>", "Monitor"),
        (
            SHARED,
            "<h1>Menu</h1>",
            "Talks Fail",
        ),
        (
            "<title>Talks Fail - Jamestown</title><link rel='canonical' href='https://jamestown.example/t'>",
            "",
            "Talks Fail",
        ),
        ("<title>Untitled Document</title>", "", None),
        ("", "", None),
    ],
)
def test_a_page_is_called_what_its_article_is(
    tmp_path: Path, head: str, heading: str, title: str | None
) -> None:
    page = f"<html><head>{head}</head><body>{heading}<p>{FIRST}</p><p>{SECOND}</p></body></html>"
    assert read(tmp_path, page).page_title == title


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("<meta charset='windows-1251'>", "cp1251"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=koi8-r'>", "koi8-r"),
        ("<?xml version='1.0' encoding='ISO-8859-5'?>", "iso8859-5"),
        ("<meta charset='utf-8'>", "utf-8"),
        ("<meta charset='nonsense'>", "utf-8"),
        ("", "utf-8"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
    ],
)
def test_the_encoding_is_what_the_page_says(tmp_path: Path, head: str, encoding: str) -> None:
    text = "Цены на зерно в Омске выросли."
    assert read(tmp_path, f"{head}<p>{text}</p>".encode(encoding)).text == text


def test_an_undeclared_page_is_western_where_it_is_not_utf_8(tmp_path: Path) -> None:
    assert read(tmp_path, "<p>“El’za” spoke.</p>".encode("cp1252")).text == "“El’za” spoke."


@pytest.mark.parametrize("page", ["", "<html><body><script>1</script></body></html>", "<img src='a.png'>"])
def test_a_page_without_text_says_what_to_do(tmp_path: Path, page: str) -> None:
    with pytest.raises(ExtractionError, match=r"talks\.html") as caught:
        list(documents(written(tmp_path, page)))
    assert caught.value.hint is not None
