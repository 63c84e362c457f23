"""The home page: examples that work, what the archive spans, what is missing from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import url_for

from searchapp.engines.base import Engine
from searchapp.model.article import DateRange
from searchapp.model.registry import Issue, Person, Source
from searchapp.model.search import SearchQuery
from searchapp.urls import search_url
from searchapp.web import i18n
from searchapp.web.i18n import gettext, ngettext
from searchapp.web.present.gaps import missing
from searchapp.web.present.labels import Labels
from searchapp.web.present.page import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeRow:
    """What is held of one volume."""

    name: Link
    issues: str
    days: str
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """Everything the template of the home page shows."""

    canonical: str
    q: str
    counts: str
    span: str
    examples: tuple[Link, ...]
    volumes: tuple[VolumeRow, ...]


def home_view(engine: Engine) -> HomeView:
    """The view of the home page."""
    issues, labels = engine.issues(), Labels.of(engine)
    everything = engine.search(SearchQuery(per_page=10)).total
    return HomeView(
        canonical=url_for("search.home"),
        q="",
        counts=_counts(everything, len(issues), len(labels.people), len(labels.sources)),
        span=_days(issues.values()),
        examples=tuple(_examples(engine, labels, list(issues.values()))),
        volumes=tuple(_volumes(issues.values(), labels)),
    )


def _counts(articles: int, issues: int, people: int, sources: int) -> str:
    return i18n.listed(
        (
            ngettext("%(number)s article", "%(number)s articles", articles, number=i18n.number(articles)),
            ngettext("%(number)s issue", "%(number)s issues", issues, number=i18n.number(issues)),
            ngettext("%(number)s person", "%(number)s people", people, number=i18n.number(people)),
            ngettext("%(number)s source", "%(number)s sources", sources, number=i18n.number(sources)),
        )
    )


def _days(issues: Iterable[Issue]) -> str:
    known = [issue.date.value for issue in issues if issue.date.value is not None]
    return i18n.days(DateRange(first=min(known), last=max(known))) if known else ""


def _examples(engine: Engine, labels: Labels, issues: Sequence[Issue]) -> Iterator[Link]:
    """Questions made of what the archive holds; those that find nothing are not shown."""
    for text, says in _asked(_frequent(labels.people), _frequent(labels.sources), issues):
        query = SearchQuery(q=text)
        total = engine.search(query).total
        if total:
            yield Link(text=text, href=search_url(query), note=f"{says} · {_found(total)}")


def _found(total: int) -> str:
    return ngettext("%(number)s article", "%(number)s articles", total, number=i18n.number(total))


def _frequent(records: Mapping[str, Person] | Mapping[str, Source]) -> list[str]:
    """The names of the three in most articles."""
    ranked = sorted((-record.articles, slug, record.name) for slug, record in records.items())
    return [name for _, _, name in ranked[:3]]


def _asked(people: list[str], sources: list[str], issues: Sequence[Issue]) -> Iterator[tuple[str, str]]:
    surnames = [name.rpartition(" ")[2].lower() for name in people]
    if people:
        yield surnames[0], gettext("a word, in all its forms")
        yield f"“{people[0]}”", gettext("an exact phrase")
    if len(people) > 1:
        yield f"{surnames[0]} -{surnames[-1]}", gettext("without a word")
        yield f'person:"{people[-1]}"', gettext("a person, however spelled")
    if sources:
        yield f'source:"{sources[0]}"', gettext("a source that was cited")
    dated = [issue.date.value for issue in issues if issue.date.value is not None]
    if dated:
        yield f"date:{max(dated):%Y-%m}", gettext("a month")


def _volumes(issues: Iterable[Issue], labels: Labels) -> Iterator[VolumeRow]:
    for (publication, volume), group in groupby(issues, key=lambda i: (i.key.publication, i.key.volume)):
        held = list(group)
        query = SearchQuery().toggle("publication", publication).toggle("volume", str(volume))
        name = gettext(
            "%(publication)s vol. %(volume)s", publication=labels.publication(publication), volume=volume
        )
        numbers = [issue.key.number for issue in held]
        yield VolumeRow(
            name=Link(text=name, href=search_url(query)),
            issues=ngettext(
                "%(number)s issue", "%(number)s issues", len(held), number=i18n.number(len(held))
            ),
            days=_days(held),
            missing=missing(range(min(numbers), max(numbers) + 1), numbers),
        )
