"""The articles like one, each with what it shares: `shares Kharrazi, Bushehr and 3 more rare words`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from searchapp.engines.base import Engine
from searchapp.model.article import Article
from searchapp.model.similar import Similar
from searchapp.text.analyze import tokens
from searchapp.urls.records import article_url
from searchapp.web import written
from searchapp.web.i18n import gettext, ngettext
from searchapp.web.present.labels import DateView, Labels
from searchapp.web.present.page import Link

MOST = 5
PEOPLE, WORDS = 2, 2
"""Named one by one; the rest is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikeView:
    """An article like the one that is read."""

    link: Link
    """Its note is where and when it appeared."""
    why: str


def alike(article: Article, engine: Engine, labels: Labels) -> tuple[AlikeView, ...]:
    """The articles most like one, best first."""
    found = engine.similar(article.id, limit=MOST)
    printed = _printed(article, {word for each in found for word in each.words})
    return tuple(_view(each, engine.get(each.id), labels, printed) for each in found)


def _view(each: Similar, other: Article, labels: Labels, printed: dict[str, str]) -> AlikeView:
    note = f"{labels.place(other)} · {DateView.of(other.date).text}"
    return AlikeView(
        link=Link(text=other.title, href=article_url(other.id), note=note),
        why=gettext("shares %(things)s", things=written.listed(_things(each, labels, printed))),
    )


def _things(each: Similar, labels: Labels, printed: dict[str, str]) -> Sequence[str]:
    people = [labels.person(slug) for slug in each.people]
    # Names first: they say more than the rarest adverb.
    words = sorted((printed.get(word, word) for word in each.words), key=lambda word: word[:1].islower())
    told = [*people[:PEOPLE], *words[:WORDS]]
    more_people, more_words = len(people[PEOPLE:]), len(words[WORDS:])
    if more_people:
        told.append(ngettext("%(number)s more person", "%(number)s more people", more_people,
                             number=written.number(more_people)))  # fmt: skip
    if more_words:
        told.append(ngettext("%(number)s more rare word", "%(number)s more rare words", more_words,
                             number=written.number(more_words)))  # fmt: skip
    return told


def _printed(article: Article, words: Iterable[str]) -> dict[str, str]:
    """Words as they are indexed -> as the article prints them first."""
    wanted, found = set(words), dict[str, str]()
    for text in article.paragraphs:
        if not wanted:
            break
        for token in tokens(text):
            if token.word in wanted:
                wanted.remove(token.word)
                found[token.word] = text[token.start : token.end]
    return found
