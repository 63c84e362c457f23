"""Who is mentioned together with somebody: the people of the same sentences, and these sentences themselves.

A sentence says how two people belong together; a number of articles, or a drawing with lines, does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from searchapp.model.article import Article, NamedPerson
from searchapp.model.search import Filter, Run, SearchQuery
from searchapp.text.snippets import Stretch, merged, sentences, snippet
from searchapp.urls import search_url
from searchapp.web import written
from searchapp.web.present.addresses import article_url, person_url
from searchapp.web.present.labels import DateView, Labels
from searchapp.web.present.page import Link
from searchapp.web.present.rows import articles

MOST = 6
"""People."""
SHOWN = 2
"""Sentences of each."""


class Shared(NamedTuple):
    """A sentence that names both."""

    article: Article
    paragraph: int
    sentence: Stretch
    marks: tuple[Stretch, ...]
    """Where both are named, within the paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A sentence, and where it stands."""

    runs: tuple[Run, ...]
    source: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Somebody else, with the sentences that name both."""

    name: Link
    articles: Link
    """All articles that name both."""
    quotes: tuple[Quote, ...]


def shared_sentences(found: Iterable[Article], slug: str) -> Mapping[str, Sequence[Shared]]:
    """For everybody else the sentences that name both, in the order of the articles."""
    shared: defaultdict[str, list[Shared]] = defaultdict(list)
    for article in found:
        own = next((each for each in article.identities if each.slug == slug), None)
        for number, sentence in _sentences(article, own):
            for other in article.identities:
                if other is not own and own and (marks := _marks(other, number, sentence)):
                    both = merged((*marks, *_marks(own, number, sentence)))
                    shared[other.slug].append(Shared(article, number, sentence, both))
    return shared


def together(
    shared: Mapping[str, Sequence[Shared]], counts: Mapping[str, int], slug: str, labels: Labels
) -> tuple[Together, ...]:
    """Those of most sentences first, then those of most articles; `counts` are of articles that name both."""
    ranked = sorted(counts, key=lambda other: (-len(shared.get(other, ())), -counts[other], other))
    return tuple(
        Together(
            name=Link(text=labels.person(other), href=person_url(other)),
            articles=Link(text=articles(counts[other]), href=_both(slug, other)),
            quotes=tuple(_quote(each, labels) for each in shared.get(other, ())[:SHOWN]),
        )
        for other in ranked[:MOST]
    )


def _sentences(article: Article, person: NamedPerson | None) -> Iterator[tuple[int, Stretch]]:
    """The sentences that name somebody, with the number of their paragraph."""
    for number in sorted({mention.place.paragraph for mention in person.mentions} if person else ()):
        for sentence in sentences(article.paragraphs[number - 1]):
            if person and _marks(person, number, sentence):
                yield number, sentence


def _marks(person: NamedPerson, paragraph: int, sentence: Stretch) -> list[Stretch]:
    places = (mention.place for mention in person.mentions)
    return [
        Stretch(place.start, place.end)
        for place in places
        if place.paragraph == paragraph and sentence.start <= place.start < sentence.end
    ]


def _both(one: str, other: str) -> str:
    return search_url(SearchQuery(filters=(Filter(field="person", values=(one, other), every=True),)))


def _quote(shared: Shared, labels: Labels) -> Quote:
    article, number = shared.article, shared.paragraph
    shown = snippet(number, article.paragraphs[number - 1], shared.sentence, shared.marks)
    text = written.joined(labels.place(article), DateView.of(article.date).text)
    return Quote(runs=shown.runs, source=Link(text=text, href=f"{article_url(article.id)}#p{number}"))
