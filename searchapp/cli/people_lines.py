"""What `searchapp people` prints, as lines for people and as objects for programs."""

from __future__ import annotations

from collections.abc import Sequence

from searchapp.editing.changes import Applied
from searchapp.editing.findings import Finding, Kind
from searchapp.editing.spellings import Spellings
from searchapp.engines.base import Engine
from searchapp.model.article import ArticleId
from searchapp.model.registry import DatedRole, Person
from searchapp.represent.json import Object, person_object

_HEADINGS = {
    Kind.NEAR_DUPLICATE: "Perhaps one person:",
    Kind.AMBIGUOUS: "Surnames that may mean several persons:",
    Kind.SINGLE: "Named in one article only:",
}


def articles_of(person: Person, engine: Engine) -> list[ArticleId]:
    """The articles that name a person, also those that do so only attributively."""
    held = (engine.get(article_id) for article_id in sorted(engine.digests()))
    return [article.id for article in held if any(each.slug == person.slug for each in article.people)]


def listed(people: Sequence[Person]) -> list[str]:
    """A line each: articles, name, slug."""
    if not people:
        return ["Nobody is named in this archive."]
    width = max(len(person.name) for person in people)
    return [f"{person.articles:>6}  {person.name:<{width}}  {person.slug}" for person in people]


def list_object(engine: Engine, people: Sequence[Person], shown: Sequence[Person]) -> Object:
    """Everyone shown, and how many there are."""
    return {
        "ok": True,
        "generation": engine.generation,
        "total": len(people),
        "people": [
            {"slug": person.slug, "name": person.name, "articles": person.articles} for person in shown
        ],
    }


def details(person: Person, spellings: Spellings, articles: Sequence[ArticleId]) -> list[str]:
    """One person, at length."""
    names = [f"{name} ({spellings.count(name)})" for name in spellings.names(person)]
    unprinted = [name for name in person.aliases if not spellings.count(name)]
    told = [f"{person.name} ({person.slug})", "", f"Printed: {'; '.join(names)}"]
    told += [f"Also known as: {'; '.join(unprinted)}"] if unprinted else []
    told += [f"Role: {_role(role)}" for role in person.roles]
    told += [f"Articles, {person.articles} of them not only attributively: {', '.join(articles)}"]
    return [*told, *(f"Not to be confused with: {slug}" for slug in person.confusable_with)]


def details_object(person: Person, spellings: Spellings, articles: Sequence[ArticleId]) -> Object:
    """The object of `/person/<slug>.json`, with what an editor needs beside it."""
    names = spellings.names(person)
    return {
        **person_object(person),
        "spellings": [{"name": name, "mentions": spellings.count(name)} for name in names],
        "article_ids": list(articles),
    }


def _role(role: DatedRole) -> str:
    days = sorted({day.isoformat() for day in (role.first, role.last) if day})
    return f"{role.role} ({' to '.join(days)})" if days else role.role


def check(found: Sequence[Finding], limit: int | None) -> list[str]:
    """What needs a look, by kind, with the commands."""
    told: list[str] = []
    for kind, heading in _HEADINGS.items():
        own = [finding for finding in found if finding.kind is kind]
        told += ["", heading] if own and told else [heading] if own else []
        for finding in own[:limit]:
            told.append(f"  {finding.name} ({finding.articles}): {', '.join(finding.slugs)}")
            told += [f"    {command}" for command in finding.commands]
        left = len(own) - len(own[:limit])
        told += [f"  and {left} more"] if left else []
    return told or ["Nothing about people needs a look."]


def check_object(engine: Engine, found: Sequence[Finding], limit: int | None) -> Object:
    """The same as an object: a list for each kind."""
    return {
        "ok": True,
        "generation": engine.generation,
        **{
            kind.value: [
                {
                    "name": finding.name,
                    "slugs": list(finding.slugs),
                    "articles": finding.articles,
                    "commands": list(finding.commands),
                }
                for finding in [each for each in found if each.kind is kind][:limit]
            ]
            for kind in Kind
        },
    }


def applied(done: Applied) -> list[str]:
    """What a change did."""
    articles = "1 article says" if done.refreshed == 1 else f"{done.refreshed} articles say"
    return [
        f"{done.person.name} ({done.person.slug}), {done.person.articles} articles.",
        f"{done.path} is written; {articles} something else now, generation {done.generation}.",
    ]
