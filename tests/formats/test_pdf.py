from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from searchapp.errors import ExtractionError
from searchapp.formats.pdf import documents
from searchapp.formats.source import Source
from searchapp.model.article import Document
from tests.formats.papers import pdf, set_lines

HEADER = "Publication: Monitor Volume: 8 Issue: 66"
JOINED = (
    "Grain prices rose again in Omsk on Tuesday, and the government of the region let it be known that "
    "the well-known Itar-Tass correspondent’s report was wrong (Interfax, April 3)."
)


def written(folder: Path, content: bytes) -> Source:
    path = folder / "talks.pdf"
    path.write_bytes(content)
    return Source.of(path)


def read(folder: Path, content: bytes) -> Document:
    [document] = documents(written(folder, content))
    assert isinstance(document, Document)
    return document


def test_lines_are_joined_to_paragraphs(tmp_path: Path) -> None:
    page = set_lines(
        "Grain Prices Rise in Omsk",
        "",
        HEADER,
        "",
        "Grain prices rose again in Omsk on Tuesday, and the govern-",
        "ment of the region let it be known that the well-known Itar-",
        "Tass correspondent’s report was wrong (Interfax, April 3).",
        "",
        "The traders shrugged. Their two-year contracts, as two-",
        "year contracts do, said nothing of bread.",
    )
    document = read(tmp_path, pdf(page))
    assert (document.id, document.path) == ("talks", str(tmp_path / "talks.pdf"))
    assert document.text.split("\n\n") == [
        "Grain Prices Rise in Omsk",
        HEADER,
        JOINED,
        "The traders shrugged. Their two-year contracts, as two-year contracts do, said nothing of bread.",
    ]


def test_an_indented_line_begins_a_paragraph(tmp_path: Path) -> None:
    page = set_lines(
        "\tGrain prices rose again in Omsk on Tuesday, and everyone knew.",
        "The governor was the last to hear of it (Interfax, April 3).",
        "\tThe traders shrugged, went home and were not heard of for",
        "the rest of the week.",
    )
    assert read(tmp_path, pdf(page)).text.count("\n\n") == 1


def test_a_paragraph_goes_on_over_the_page(tmp_path: Path) -> None:
    first = set_lines("Grain prices rose again in Omsk on Tuesday, and everyone in the")
    second = set_lines("town knew it before the governor did.")
    assert "in the town" in read(tmp_path, pdf(first, second)).text


def test_what_every_page_repeats_is_dropped(tmp_path: Path) -> None:
    texts = {
        "Prices rose again in Omsk on Tuesday, and everyone knew of it.": "It",
        "The traders shrugged, and in Tomsk they did so twice that day.": "This",
        "Nobody in Perm ate bread that day, nor on any other in April.": "That",
    }
    pages = [
        [
            *set_lines("The Monitor, April 4, 2002", top=760),
            *set_lines(text, f"{closing} was so."),
            *set_lines(f"Page {number} of 3", top=30),
        ]
        for number, (text, closing) in enumerate(texts.items(), start=1)
    ]
    assert read(tmp_path, pdf(*pages)).text == "\n\n".join(
        f"{text} {closing} was so." for text, closing in texts.items()
    )


def test_a_header_line_on_every_page_is_kept_once(tmp_path: Path) -> None:
    pages = [
        [*set_lines(HEADER, top=760), *set_lines(text)] for text in ("Prices rose.", "Traders shrugged.")
    ]
    assert read(tmp_path, pdf(*pages)).text.split("\n\n") == [HEADER, "Prices rose.", "Traders shrugged."]


def test_two_header_lines_are_two_articles(tmp_path: Path) -> None:
    pages = [
        set_lines(f"{HEADER}{number}", "", text) for number, text in ((1, "Prices rose."), (2, "Nobody ate."))
    ]
    _, second = documents(written(tmp_path, pdf(*pages)))
    assert isinstance(second, Document)
    assert (second.id, second.position) == ("talks-2", 2)
    assert second.text == f"{HEADER}2\n\nNobody ate."


def encrypted(content: bytes, word: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    writer.encrypt(user_password=word, owner_password=word + "!", algorithm="RC4-128")
    held = BytesIO()
    writer.write(held)
    return held.getvalue()


def test_a_file_that_anyone_may_open_is_read(tmp_path: Path) -> None:
    content = encrypted(pdf(set_lines("Prices rose.")), word="")
    assert read(tmp_path, content).text == "Prices rose."


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (encrypted(pdf(set_lines("Prices rose.")), word="bread"), "without a password"),
        (pdf([]), "text recognition"),
        (b"%PDF-1.4 and then nothing", "damaged"),
        (b"Prices rose.", "not a PDF"),
        (b"", "not a PDF"),
    ],
    ids=["encrypted", "pictures", "cut off", "text", "empty"],
)
def test_what_cannot_be_read_says_what_to_do(tmp_path: Path, content: bytes, told: str) -> None:
    with pytest.raises(ExtractionError, match=told) as caught:
        list(documents(written(tmp_path, content)))
    assert str(tmp_path / "talks.pdf") in str(caught.value)
    assert caught.value.hint is not None
