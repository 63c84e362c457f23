"""A PDF file written by hand: pages of lines, each set where it is told to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

Set = tuple[float, float, float, str]
"""x, y, size of the letters, words."""

TOP, LINE, SIZE, LEFT = 700.0, 13.0, 11.0, 72.0


def set_lines(*lines: str, top: float = TOP, left: float = LEFT) -> list[Set]:
    """Lines one below the other; an empty one leaves a gap, a leading tab indents."""
    return [
        (left + 18 * line.startswith("\t"), top - LINE * number, SIZE, line.strip())
        for number, line in enumerate(lines)
        if line
    ]


def pdf(*pages: Sequence[Set], trailer: str = "") -> bytes:
    """A file of these pages."""
    written, places = b"%PDF-1.4\n", []
    for number, content in enumerate(_objects(pages), start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(places) + 1
    end = (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{len(written)}\n%%EOF\n"
    )
    return written + end.encode("ascii")


def _objects(pages: Sequence[Sequence[Set]]) -> Iterator[str]:
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    yield "<< /Type /Catalog /Pages 2 0 R >>"
    yield f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"
    yield "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    for number, page in enumerate(pages):
        drawn = "\n".join(
            f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm {_literal(words)} Tj ET" for x, y, size, words in page
        )
        yield (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
            f"/Resources << /Font << /F 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>"
        )
        yield f"<< /Length {len(drawn.encode('cp1252'))} >>\nstream\n{drawn}\nendstream"


def _literal(words: str) -> str:
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"({escaped})"
