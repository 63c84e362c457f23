"""The home page: examples that work, what the archive spans, what is missing from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from searchapp.engines.base import Engine
from searchapp.model.registry import Issue, Person, Source
from searchapp.model.search import SearchQuery
from searchapp.urls import search_url
from searchapp.web import written
from searchapp.web.i18n import gettext, ngettext
from searchapp.web.present.coverage import PublicationRows, Rules, days, publications
from searchapp.web.present.labels import Labels
from searchapp.web.present.page import Link

MOST_VOLUMES = 12
"""So many are told one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRow:
    """What is held of one volume; of one publication, where there are too many volumes to tell one by one."""

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
    held: tuple[HeldRow, ...]
    browse: str
    """Where the calendars are."""


def home_view(engine: Engine, rules: Rules) -> HomeView:
    """The view of the home page."""
    issues, labels = engine.issues(), Labels.of(engine)
    [everything] = engine.totals([SearchQuery()])
    return HomeView(
        canonical=url_for("search.home"),
        q="",
        counts=_counts(everything, len(issues), len(labels.people), len(labels.sources)),
        span=days(issues.values()),
        examples=tuple(_examples(engine, labels, list(issues.values()))),
        held=_held(tuple(publications(issues.values(), labels, rules))),
        browse=url_for("browse.browse"),
    )


def _counts(articles: int, issues: int, people: int, sources: int) -> str:
    return written.listed(
        (
            ngettext("%(number)s article", "%(number)s articles", articles, number=written.number(articles)),
            ngettext("%(number)s issue", "%(number)s issues", issues, number=written.number(issues)),
            ngettext("%(number)s person", "%(number)s people", people, number=written.number(people)),
            ngettext("%(number)s source", "%(number)s sources", sources, number=written.number(sources)),
        )
    )


def _examples(engine: Engine, labels: Labels, issues: Sequence[Issue]) -> Iterator[Link]:
    """Questions made of what the archive holds; those that find nothing are not shown."""
    asked = list(_asked(_frequent(labels.people), _frequent(labels.sources), issues))
    queries = [SearchQuery(q=text) for text, _ in asked]
    for (text, says), query, total in zip(asked, queries, engine.totals(queries), strict=True):
        if total:
            yield Link(text=text, href=search_url(query), note=f"{says} · {_found(total)}")


def _found(total: int) -> str:
    return ngettext("%(number)s article", "%(number)s articles", total, number=written.number(total))


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


def _held(held: Sequence[PublicationRows]) -> tuple[HeldRow, ...]:
    if sum(len(publication.volumes) for publication in held) > MOST_VOLUMES:
        return tuple(HeldRow(name=each.name, issues=each.issues, days=each.days, missing="") for each in held)
    return tuple(
        HeldRow(
            name=Link(text=written.joined(publication.name.text, volume.name.text), href=volume.name.href),
            issues=volume.issues,
            days=volume.days,
            missing=volume.missing,
        )
        for publication in held
        for volume in publication.volumes
    )
