"""Seeded questions of every kind, the same for every engine: all clauses must match, filters narrow."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import pairwise

import msgspec

from bench.prepared import Prepared, Sample
from searchapp.model.search import Filter, Match, SearchQuery
from searchapp.query.parser import parse
from searchapp.text.analyze import STOP_WORDS, stem

EACH = 24
"""Questions of each kind."""

RARE, MID, FREQUENT = (0.0, 0.0005), (0.005, 0.03), (0.1, 0.6)
"""Shares of the articles that have a word, from and to."""

TRIES = 100
"""Draws for each question that is wanted: some lead to none."""

MOST_EXPANSIONS = 500
"""Words that a prefix begins."""


class Clause(msgspec.Struct, frozen=True):
    """Words: one of them, any of them, one after another, or the beginning of some."""

    kind: str
    """`word`, `any`, `phrase` or `prefix`."""
    words: tuple[str, ...]


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Everything one asks; days are proleptic Gregorian ordinals, both included."""

    key: int = 0
    kind: str
    must: tuple[Clause, ...]
    filters: dict[str, str] = {}
    """`person`, `source` (slugs) or `volume` -> the value."""
    after: int | None = None
    before: int | None = None


Maker = Callable[[], Question | None]


def questions(prepared: Prepared, *, mode: str, seed: int = 1, each: int = EACH) -> list[Question]:
    """`each` of every kind. Of stems no prefix is asked: that is a question to words."""
    makers = Makers(prepared, random.Random(f"questions {seed}"))
    kinds = [kind for kind in makers.kinds if mode == "words" or kind != "prefix"]
    asked = [question for kind in kinds for question in _different(makers.kinds[kind], each)]
    return [msgspec.structs.replace(question, key=key) for key, question in enumerate(asked)]


def _different(make: Maker, wanted: int) -> Iterable[Question]:
    """So many different ones, or as many as many tries give."""
    found: dict[bytes, Question] = {}
    for _ in range(wanted * TRIES):
        question = make()
        if question is not None:
            found.setdefault(msgspec.json.encode(question), question)
        if len(found) == wanted:
            break
    return found.values()


def stemmed(question: Question) -> Question:
    """The same question to stems."""
    must = tuple(Clause(each.kind, tuple(map(stem, each.words))) for each in question.must)
    return msgspec.structs.replace(question, must=must)


def search_query(question: Question, *, mode: str) -> SearchQuery:
    """The question in our engine's words. Raises ValueError where they would be read otherwise."""
    exact = "=" if mode == "words" else ""
    text = " ".join(_text(clause, exact) for clause in question.must)
    if parse(text).notices:
        raise ValueError(text)
    return SearchQuery(
        q=text,
        filters=tuple(Filter(field=name, values=(value,)) for name, value in question.filters.items()),
        after=date.fromordinal(question.after) if question.after else None,
        before=date.fromordinal(question.before) if question.before else None,
        match=Match.ALL,
        per_page=10,
    )


def _text(clause: Clause, exact: str) -> str:
    match clause.kind:
        case "phrase":
            return f'{exact}"{" ".join(clause.words)}"'
        case "prefix":
            return f"{clause.words[0]}*"
        case "any":
            return "(" + " OR ".join(exact + word for word in clause.words) + ")"
        case _:
            return exact + clause.words[0]


class Makers:
    """Draws questions from the words and the articles of one corpus."""

    def __init__(self, prepared: Prepared, draw: random.Random) -> None:
        self.draw = draw
        self.size = prepared.summary.articles
        self.frequencies = prepared.frequencies()
        self.samples = [sample for sample in prepared.samples() if sample.people and sample.sources]

    @property
    def kinds(self) -> Mapping[str, Maker]:
        return {
            "rare": lambda: self.single("rare", self.rare),
            "mid": lambda: self.single("mid", self.mid),
            "frequent": lambda: self.single("frequent", self.frequent),
            "and 2": lambda: self.conjunction("and 2", 2),
            "and 3": lambda: self.conjunction("and 3", 3),
            "or": self.disjunction,
            "phrase": self.phrase,
            "frequent phrase": self.frequent_phrase,
            "prefix": self.prefix,
            "filter": self.filtered,
            "dates": self.dated,
            "combined": self.combined,
        }

    @cached_property
    def rare(self) -> list[str]:
        return [w for w in self.between(RARE[0], max(RARE[1], 10 / self.size)) if self.frequencies[w] > 1]

    @cached_property
    def mid(self) -> list[str]:
        return self.between(*MID)

    @cached_property
    def frequent(self) -> list[str]:
        return self.between(*FREQUENT)

    def between(self, least: float, most: float) -> list[str]:
        """Words that stand in this share of the articles."""
        first, last = least * self.size, most * self.size
        return [w for w, count in self.frequencies.items() if first <= count <= last and self.tells(w)]

    def tells(self, word: str) -> bool:
        return word.isascii() and word.isalpha() and len(word) > 1 and word not in STOP_WORDS

    def single(self, kind: str, words: Sequence[str]) -> Question | None:
        return _question(kind, Clause("word", (self.draw.choice(words),))) if words else None

    def conjunction(self, kind: str, size: int, sample: Sample | None = None) -> Question | None:
        words = self.of_one_article(sample or self.draw.choice(self.samples), size, 0.003, 0.5)
        return _question(kind, *(Clause("word", (word,)) for word in words)) if words else None

    def disjunction(self) -> Question:
        words = self.draw.sample(
            self.between_share, min(len(self.between_share), self.draw.choice((2, 3, 4)))
        )
        return _question("or", Clause("any", tuple(words)))

    @cached_property
    def between_share(self) -> list[str]:
        return self.between(0.001, 0.2)

    def of_one_article(self, sample: Sample, size: int, least: float, most: float) -> list[str]:
        """Different words of one article, so that together they find something."""
        among = sorted({w for paragraph in sample.body for w in paragraph})
        held = [w for w in among if least <= self.frequencies[w] / self.size <= most and self.tells(w)]
        if len(held) < size:
            return []
        words = self.draw.sample(held, size)
        return words if len({stem(word) for word in words}) == size else []

    def phrase(self, sample: Sample | None = None) -> Question | None:
        """Two or three words that stand side by side, one of them not frequent."""
        words = self.side_by_side(sample or self.draw.choice(self.samples), self.draw.choice((2, 2, 3)))
        shares = [self.frequencies[word] / self.size for word in words]
        return _question("phrase", Clause("phrase", words)) if words and min(shares) < 0.05 else None

    def frequent_phrase(self) -> Question | None:
        """Two words that very many articles have, as in "this month"."""
        if not self.often_adjacent:
            return None
        return _question("frequent phrase", Clause("phrase", self.draw.choice(self.often_adjacent)))

    @cached_property
    def often_adjacent(self) -> list[tuple[str, ...]]:
        pairs = Counter(
            pair
            for sample in self.samples
            for paragraph in sample.body
            for pair in pairwise(paragraph)
            if any(map(self.tells, pair)) and all(word.isalpha() for word in pair)
        )
        often = (
            p for p, _ in pairs.most_common() if min(map(self.frequencies.__getitem__, p)) > 0.15 * self.size
        )
        return [pair for _, pair in zip(range(3 * EACH), often, strict=False)]

    def side_by_side(self, sample: Sample, size: int) -> tuple[str, ...]:
        paragraph = self.draw.choice(sample.body)
        at = self.draw.randrange(max(1, len(paragraph) - size))
        words = tuple(paragraph[at : at + size])
        return words if len(words) == size and all(map(self.tells, words)) else ()

    def prefix(self) -> Question | None:
        word = self.draw.choice(self.mid) if self.mid else ""
        beginning = word[: self.draw.choice((3, 4, 5))]
        if len(beginning) < 3 or not 3 <= self.beginnings[beginning] <= MOST_EXPANSIONS:
            return None
        return _question("prefix", Clause("prefix", (beginning,)))

    @cached_property
    def beginnings(self) -> Counter[str]:
        return Counter(word[:size] for word in self.frequencies for size in (3, 4, 5) if len(word) >= size)

    def filtered(self) -> Question | None:
        sample = self.draw.choice(self.samples)
        words = self.of_one_article(sample, 1, 0.01, 0.5)
        return self.narrowed(_question("filter", Clause("word", tuple(words))), sample) if words else None

    def dated(self) -> Question | None:
        sample = self.draw.choice(self.samples)
        words = self.of_one_article(sample, 1, 0.01, 0.5)
        return self.within_days(_question("dates", Clause("word", tuple(words))), sample) if words else None

    def combined(self) -> Question | None:
        """Two words or a phrase, of one person, source or volume, within some days."""
        sample = self.draw.choice(self.samples)
        question = self.phrase(sample) if self.draw.random() < 0.3 else self.conjunction("", 2, sample)
        if question is None:
            return None
        question = msgspec.structs.replace(question, kind="combined")
        return self.within_days(self.narrowed(question, sample), sample)

    def narrowed(self, question: Question, sample: Sample) -> Question:
        field, value = self.draw.choice(
            (
                ("person", self.draw.choice(sample.people)),
                ("source", self.draw.choice(sample.sources)),
                ("volume", str(sample.volume)),
            )
        )
        return msgspec.structs.replace(question, filters={field: value})

    def within_days(self, question: Question, sample: Sample) -> Question:
        span = self.draw.choice((15, 90, 365))
        return msgspec.structs.replace(question, after=sample.day - span, before=sample.day + span)


def _question(kind: str, *must: Clause) -> Question:
    return Question(kind=kind, must=must)


def by_kind(asked: Sequence[Question]) -> Iterator[tuple[str, list[Question]]]:
    """In the order in which kinds first come."""
    for kind in dict.fromkeys(question.kind for question in asked):
        yield kind, [question for question in asked if question.kind == kind]
