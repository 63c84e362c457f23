"""What may have been meant where nothing stands: near names, the issues around a gap, other articles."""

from __future__ import annotations

import difflib
from bisect import bisect_left
from collections.abc import Iterable
from itertools import islice

from searchapp.engines.base import Engine
from searchapp.model.article import ArticleId, IssueKey
from searchapp.model.registry import Person, Source, Withdrawn
from searchapp.model.search import SearchQuery
from searchapp.text.near_names import NearNames
from searchapp.web import i18n, written
from searchapp.web.i18n import gettext
from searchapp.web.present.addresses import article_url, issue_url, person_url, source_url
from searchapp.web.present.labels import DateView, Labels
from searchapp.web.present.page import Link
from searchapp.web.present.rows import articles

MOST = 5
_LONGEST = 100
"""Characters of an address that are compared."""
_COMPARED, _ALIKE = 20_000, 2_000
"""Ids that are looked through, and those of them that are compared letter by letter."""
_LONGER = 3


def people_names(engine: Engine) -> NearNames:
    """The names of an index's people, those of most articles first."""
    return NearNames(_names(engine.people().values()))


def source_names(engine: Engine) -> NearNames:
    """The names of an index's sources, those of most articles first."""
    return NearNames(_names(engine.sources().values()))


def _names(records: Iterable[Person | Source]) -> Iterable[tuple[str, tuple[str, ...]]]:
    ordered = sorted(records, key=lambda each: (-each.articles, each.slug))
    return ((each.slug, (each.name, *each.aliases)) for each in ordered)


def near_people(slug: str, names: NearNames, engine: Engine) -> tuple[Link, ...]:
    """The people who may have been meant."""
    people = engine.people()
    near = (people[each] for each in names.near(slug[:_LONGEST], most=MOST))
    return tuple(
        Link(text=each.name, href=person_url(each.slug), note=articles(each.articles)) for each in near
    )


def near_sources(slug: str, names: NearNames, engine: Engine) -> tuple[Link, ...]:
    """The sources that may have been meant."""
    sources = engine.sources()
    near = (sources[each] for each in names.near(slug[:_LONGEST], most=MOST))
    return tuple(
        Link(text=each.name, href=source_url(each.slug), note=articles(each.articles)) for each in near
    )


def near_issues(key: IssueKey, engine: Engine) -> tuple[Link, ...]:
    """The issues held before and after one that is not; and those of its number in other publications."""
    keys, labels = list(engine.issues()), Labels.of(engine)
    own = [each for each in keys if each.publication == key.publication]
    at = bisect_left(own, key)
    near = dict.fromkeys(own[max(0, at - 1) : at], gettext("before it"))
    near |= dict.fromkeys(own[at : at + 1], gettext("after it"))
    same = (each for each in keys if (each.volume, each.number) == (key.volume, key.number))
    near |= dict.fromkeys(islice(same, MOST - len(near)), "")
    return tuple(
        Link(text=labels.issue(each), href=issue_url(each), note=note) for each, note in near.items()
    )


def article_ids(engine: Engine) -> tuple[ArticleId, ...]:
    """All ids of an index; none where there are so many that comparing them would take long."""
    [total] = engine.totals([SearchQuery()])
    return tuple(engine.digests()) if total <= _COMPARED else ()


def near_articles(article_id: str, ids: Iterable[ArticleId], engine: Engine) -> tuple[Link, ...]:
    """The articles of similar ids."""
    begin, size = article_id[:1], len(article_id)
    alike = [each for each in ids if each[:1] == begin and abs(len(each) - size) <= _LONGER]
    labels = Labels.of(engine)
    near = difflib.get_close_matches(article_id[:_LONGEST], alike[:_ALIKE], n=3)
    found = [engine.get(ArticleId(each)) for each in near]
    return tuple(
        Link(
            text=each.title,
            href=article_url(each.id),
            note=written.joined(labels.place(each), DateView.of(each.date).text),
        )
        for each in found
    )


def citation(record: Withdrawn, labels: Labels) -> str:
    """An article that is not held any more, as it is cited."""
    with i18n.in_source():  # as the title is
        parts = [labels.issue(record.key)] if record.key else []
        if record.key is None and record.publication:
            parts.append(labels.publication(record.publication))
        if record.day:
            parts.append(written.day(record.day))
    return " ".join(filter(None, (f"“{record.title.rstrip('.')}.”", ", ".join(parts))))


def issue_link(record: Withdrawn, engine: Engine) -> tuple[Link, ...]:
    """The issue it stood in, where something of it is held."""
    if record.key is None or record.key not in engine.issues():
        return ()
    return (Link(text=Labels.of(engine).issue(record.key), href=issue_url(record.key)),)
