"""What is held of each publication: its issues, the numbers missing between them, what does not fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from searchapp.archive import ArchiveConfig
from searchapp.authority.briefs import brief
from searchapp.authority.troubles import Trouble, date_troubles
from searchapp.engines.base import Engine
from searchapp.engines.naming import Naming
from searchapp.model.article import IssueKey
from searchapp.model.registry import Issue, Publication, Registry
from searchapp.represent.json import date_object

Object = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Numbers of a volume that are not held, though later and earlier ones are; both ends included."""

    publication: str
    """The slug."""
    volume: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """The issues, in order, with the gaps among them and the troubles of each."""

    generation: str
    publications: Mapping[str, Publication]
    issues: tuple[Issue, ...]
    gaps: tuple[Gap, ...]
    troubles: Mapping[IssueKey, tuple[Trouble, ...]]


def holdings(engine: Engine, archive: ArchiveConfig, publication: str | None = None) -> Holdings:
    """What is held, or what is held of one publication: its whole name, an alias or the slug."""
    publications = engine.publications()
    held = engine.issues()
    naming = Naming(_records(publications))
    meant = naming.meant("publication", publication) if publication else publications.keys()
    issues = tuple(issue for key, issue in held.items() if key.publication in meant)
    days = {key: issue.date for key, issue in held.items()}
    found: dict[IssueKey, list[Trouble]] = {}
    for trouble in date_troubles(map(brief, engine.drafts()), days, archive):
        found.setdefault(trouble.issue, []).append(trouble)
    return Holdings(
        generation=engine.generation,
        publications=publications,
        issues=issues,
        gaps=tuple(gaps(issue.key for issue in issues)),
        troubles={issue.key: tuple(found.get(issue.key, ())) for issue in issues},
    )


def gaps(keys: Iterable[IssueKey]) -> Iterator[Gap]:
    """The gaps between issues that are given in order."""
    for (publication, volume), inside in groupby(keys, lambda key: (key.publication, key.volume)):
        for one, other in pairwise(key.number for key in inside):
            if other > one + 1:
                yield Gap(publication=publication, volume=volume, first=one + 1, last=other - 1)


def holdings_object(held: Holdings) -> Object:
    """The object that `searchapp issues --json` prints; publications by their names, as elsewhere."""
    return {
        "ok": True,
        "generation": held.generation,
        "issues": [
            {
                "publication": _name(held, issue.key.publication),
                "volume": issue.key.volume,
                "issue": issue.key.number,
                "date": date_object(issue.date),
                "articles": list(issue.articles),
                "troubles": [
                    {"article": trouble.article, "message": str(trouble.message)}
                    for trouble in held.troubles[issue.key]
                ],
            }
            for issue in held.issues
        ],
        "gaps": [
            {
                "publication": _name(held, gap.publication),
                "volume": gap.volume,
                "first": gap.first,
                "last": gap.last,
            }
            for gap in held.gaps
        ],
    }


def holdings_lines(held: Holdings) -> Iterator[str]:
    """A line for each issue and each gap, in order; troubles are set in below their issue."""
    following = {(gap.publication, gap.volume, gap.first - 1): gap for gap in held.gaps}
    for issue in held.issues:
        key, day = issue.key, issue.date
        name = _name(held, key.publication)
        dated = f"{day.value} ({day.certainty.value})" if day.value else "date unknown"
        articles = "1 article" if len(issue.articles) == 1 else f"{len(issue.articles)} articles"
        yield f"{name} {key} · {dated} · {articles}"
        yield from (f"    {trouble.article}: {trouble.message}" for trouble in held.troubles[key])
        if gap := following.get((key.publication, key.volume, key.number)):
            numbers = str(gap.first) if gap.first == gap.last else f"{gap.first}-{gap.last}"
            yield f"{name} {gap.volume}:{numbers} not held"


def _records(publications: Mapping[str, Publication]) -> Registry:
    return Registry(publications=tuple(publications.values()))


def _name(held: Holdings, slug: str) -> str:
    record = held.publications.get(slug)
    return record.name if record else slug
