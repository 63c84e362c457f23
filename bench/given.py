"""Archives that are given: JSON Lines, or the stories of Reuters-21578 recombined to any size.

A line of JSON Lines has `id`, `paragraphs` and `facets` (`volume`, `number`, `date`, `people`, `sources`),
seldom a `title`. What a corpus holds is never written into this project.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import numpy as np

from bench.cast import cast
from bench.corpus import BATCH, Size, synthetic
from bench.stories import Named, Story
from searchapp.authority.slugs import slugify


class _Facets(msgspec.Struct):
    volume: int
    number: int
    date: date
    people: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class _Line(msgspec.Struct):
    id: str
    paragraphs: tuple[str, ...]
    facets: _Facets
    title: str | None = None


def stories(size: Size, corpus: Path | None) -> Iterator[Story]:
    """Made up where no corpus is given."""
    if corpus is None:
        return synthetic(size)
    if corpus.name.endswith(".jsonl"):
        return _json_lines(corpus, size.articles)
    return _recombined(corpus, size)


def _json_lines(corpus: Path, most: int) -> Iterator[Story]:
    with corpus.open("rb") as lines:
        for _, line in zip(range(most), lines, strict=False):
            told = msgspec.json.decode(line, type=_Line)
            yield Story(
                id=told.id,
                volume=told.facets.volume,
                number=told.facets.number,
                day=told.facets.date,
                title=told.title,
                paragraphs=told.paragraphs,
                people=tuple(Named(slugify(name), name) for name in dict.fromkeys(told.facets.people)),
                sources=tuple(Named(slugify(name), name) for name in dict.fromkeys(told.facets.sources)),
            )


def _recombined(corpus: Path, size: Size) -> Iterator[Story]:
    """Paragraphs drawn from all of the corpus; issues, people and sources are made up."""
    from bench.reuters_people import stories as reuters_stories

    pool = [
        paragraph
        for story in reuters_stories(corpus)
        for paragraph in story.text.split("\n\n")
        if len(paragraph) > 80
    ]
    lengths = [paragraph.count(" ") + 1 for paragraph in pool]
    everybody = cast(size.articles, seed=size.seed, plain=size.plain)
    for place in range(size.articles):
        if place % BATCH == 0:
            draw = np.random.default_rng((size.seed, place))
        paragraphs, words = list[str](), 0
        while words < size.words:
            at = int(draw.integers(len(pool)))
            paragraphs.append(pool[at])
            words += lengths[at]
        yield everybody.story(place, paragraphs, None, draw, plain=size.plain)
