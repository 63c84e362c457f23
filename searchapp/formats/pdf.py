"""PDF files: their text, line by line with its place on the page, which is where paragraphs show.

Only text that the file holds as text is read: pictures of pages are for text recognition. pypdf is imported
where it is needed: that takes longer than a search.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from searchapp.errors import N_, ExtractionError, Message
from searchapp.formats.layout import Line, text_of
from searchapp.formats.source import Reading, Source
from searchapp.formats.split import documents_of

if TYPE_CHECKING:
    from pypdf import PageObject

Matrix = list[float]


def documents(source: Source) -> Iterator[Reading]:
    """The article of a file, or several where it has several header lines. Raises ExtractionError."""
    pages = _pages(source.path, source.content())
    text = text_of(pages)
    if not text:
        raise ExtractionError(
            Message.of(N_("%(path)s holds no text, at most pictures of it."), path=source.path),
            Message.of(N_("Run text recognition (OCR) on it, and index what that gives.")),
        )
    return documents_of(source.stem, source.path, text)


def _pages(path: str, content: bytes) -> list[list[Line]]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    # What pypdf forgives in a file is nothing that a reader of messages could mend.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(content))
        return [list(_lines(page)) for page in reader.pages]
    except (DependencyError, FileNotDecryptedError) as error:
        raise _encrypted(path) from error
    except Exception as error:
        # A damaged file can raise nearly anything; whatever it is, it is this file's fault.
        raise ExtractionError(
            Message.of(N_("%(path)s is damaged, or not a PDF file."), path=path),
            Message.of(N_("Open it in a PDF viewer and save it anew, or save its text as a text file.")),
        ) from error


def _encrypted(path: str) -> ExtractionError:
    return ExtractionError(
        Message.of(N_("%(path)s is encrypted."), path=path),
        Message.of(N_("Save a copy of it without a password.")),
    )


def _lines(page: PageObject) -> Iterator[Line]:
    """The lines of a page in the order in which it draws them."""
    drawn: list[tuple[str, float, float, float]] = []

    def draw(text: str, page_matrix: Matrix, matrix: Matrix, _font: object, size: float) -> None:
        x, y = _placed(matrix, page_matrix)
        scale = abs(matrix[3] * page_matrix[3]) or 1.0
        drawn.append((text, x, y, size * scale))

    page.extract_text(visitor_text=draw)
    words, place = "", (0.0, 0.0, 0.0)
    for text, *where in drawn:
        for piece in text.splitlines(keepends=True):
            if piece.strip() and not words.strip():
                place = (where[0], where[1], where[2])
            words += piece
            if piece.endswith("\n"):
                yield Line.of(words, *place)
                words = ""
    yield Line.of(words, *place)


def _placed(matrix: Matrix, page_matrix: Matrix) -> tuple[float, float]:
    """Where a text's own matrix and the page's put its beginning: x to the right, y upwards."""
    a, b, c, d, e, f = page_matrix
    x, y = matrix[4], matrix[5]
    return a * x + c * y + e, b * x + d * y + f
