"""Articles of the size of those in seeds/, their paragraphs drawn by a seeded generator from real texts.

Those of tests/gold were gathered for what is hard to read: they name and cite several times as much as the
articles in seeds/ do.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from searchapp.extract.header import parted

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = {"gold": ROOT / "tests" / "gold", "seeds": ROOT / "seeds"}
SIZE = 5_700
"""Characters of an article's text: about the mean of the two seeds."""


def synthetic_articles(number: int, *, texts: str = "gold", seed: int = 1) -> Iterator[tuple[str, str]]:
    """Name and text of each article, nine to an issue."""
    generator = random.Random(seed)
    read = [path.read_text(encoding="utf-8") for path in sorted(FOLDERS[texts].glob("*.txt"))]
    paragraphs = [line for text in read for line in parted(text).below.splitlines() if len(line) > 200]
    for count in range(number):
        volume, issue = 1 + count // 9 % 8, 10 + count // 72 % 90
        chosen: list[str] = []
        while sum(map(len, chosen)) < SIZE:
            chosen.append(generator.choice(paragraphs))
        header = f"Publication: Monitor Volume: {volume} Issue: {issue}"
        yield f"synthetic-{count:06}.txt", "\n\n".join((header, *chosen)) + "\n"
