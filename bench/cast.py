"""Who and what the made-up articles are about: issues with their days, people, sources."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from datetime import date

import numpy as np

from bench.stories import Named, Story
from bench.vocabulary import syllable
from searchapp.authority.slugs import slugify

NUMBERS = 250
"""Issues a volume."""

MOST_PEOPLE, MOST_SOURCES = 12, 8
"""Of one article; about four and three are usual."""

MONTHS = ("January February March April May June July August September October November December").split()


@dataclass(frozen=True)
class Cast:
    """Everybody of one archive, the often named first."""

    people: tuple[tuple[str, str], ...]
    """Slug and name."""
    sources: tuple[tuple[str, str], ...]
    volumes: int
    an_issue: int
    """How many articles an issue has."""

    def story(
        self, place: int, paragraphs: list[str], title: str | None, draw: np.random.Generator, *, plain: bool
    ) -> Story:
        """The `place`-th article (from 0): these paragraphs, with its people and sources named in them."""
        volume, number = divmod(place // self.an_issue, NUMBERS)
        day = issue_day(volume + 1, number + 1)
        people = [
            _begun(paragraphs, at, *self.people[who])
            for at, who in enumerate(_drawn(draw, len(self.people), 4, MOST_PEOPLE))
        ]
        cited = "" if plain else f", {MONTHS[day.month - 1]} {day.day}"
        sources = [
            _ended(paragraphs, at, *self.sources[which], cited)
            for at, which in enumerate(_drawn(draw, len(self.sources), 3, MOST_SOURCES))
        ]
        return Story(
            id=f"monitor-{volume + 1}-{number + 1}-{place % self.an_issue + 1}",
            volume=volume + 1,
            number=number + 1,
            day=day,
            title=title,
            paragraphs=tuple(paragraphs),
            people=tuple(people),
            sources=tuple(sources),
        )


def cast(articles: int, *, seed: int, plain: bool) -> Cast:
    """About 5,000 people and eight volumes for 100,000 articles, 20,000 and sixteen for a million."""
    draw = random.Random(f"cast {seed}")
    volumes = max(8, round(8 * (articles / 100_000) ** 0.3))
    return Cast(
        people=_names(draw, max(50, int(5_000 * (articles / 100_000) ** 0.65)), parts=2, plain=plain),
        sources=_names(draw, 300, parts=1, plain=plain),
        volumes=volumes,
        an_issue=math.ceil(articles / (volumes * NUMBERS)),
    )


def issue_day(volume: int, number: int) -> date:
    """Issues are numbered by the working days of a year, which begins on 2 January."""
    first = np.datetime64(f"{1994 + volume}-01-02")
    day = np.busday_offset(first, number - 1, roll="forward")
    return date.fromisoformat(str(day))


def _names(draw: random.Random, size: int, *, parts: int, plain: bool) -> tuple[tuple[str, str], ...]:
    given = [_name(draw, 2) for _ in range(600)]
    made: dict[str, str] = {}
    while len(made) < size:
        name = _name(draw, draw.choice((2, 2, 3)))
        if not plain and draw.random() < 0.05:
            name = draw.choice(("al-{}", "O’{}", "{}-" + _name(draw, 2), "{}ová", "Ü{}")).format(name)
        if parts == 2:
            name = f"{draw.choice(given)} {name}"
        made.setdefault(slugify(name), name)
    return tuple(made.items())


def _name(draw: random.Random, syllables: int) -> str:
    return "".join(syllable(draw) for _ in range(syllables)).capitalize()


def _drawn(draw: np.random.Generator, size: int, usual: int, most: int) -> list[int]:
    """Different places below `size`, small ones more often (the logarithm of a place is uniform)."""
    wanted = min(int(draw.poisson(usual)), most)
    places = (np.exp(draw.random(wanted) * math.log(size + 1)) - 1).astype(int)
    return list(dict.fromkeys(places.tolist()))


def _begun(paragraphs: list[str], at: int, slug: str, name: str) -> Named:
    """The name put before a paragraph that has none yet, or else after one."""
    place = at % len(paragraphs)
    if at < len(paragraphs):
        paragraphs[place] = f"{name} {paragraphs[place]}"
        return Named(slug, name, place + 1, 0, len(name))
    start = len(paragraphs[place]) + 1
    paragraphs[place] = f"{paragraphs[place]} {name}"
    return Named(slug, name, place + 1, start, start + len(name))


def _ended(paragraphs: list[str], at: int, slug: str, name: str, cited: str) -> Named:
    """The source put after one paragraph, in a parenthesis with its day."""
    place = at % len(paragraphs)
    start = len(paragraphs[place]) + 1
    text = f"({name}{cited})" if cited else name
    paragraphs[place] = f"{paragraphs[place]} {text}"
    return Named(slug, name, place + 1, start, start + len(text))
