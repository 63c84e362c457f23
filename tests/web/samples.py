"""An invented archive in the shape of the seeds: five volumes, two Ivanovs, gaps, an undated text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from searchapp.engines.memory import MemoryEngine
from searchapp.errors import Message
from searchapp.model.article import (
    Article,
    ArticleId,
    Certainty,
    Citation,
    CrossReference,
    DateRange,
    IssueDate,
    IssueKey,
    Mention,
    NamedPerson,
    Place,
    UnresolvedName,
)
from searchapp.model.draft import Draft
from searchapp.model.registry import DatedRole, Issue, Person, Publication, Redirect, Registry, Source

NAMES = {
    "igor-ivanov": "Igor Ivanov",
    "sergei-ivanov": "Sergei Ivanov",
    "kamal-kharrazi": "Kamal Kharrazi",
    "vladimir-putin": "Vladimir Putin",
    "george-w-bush": "George W. Bush",
    "gennady-seleznev": "Gennady Seleznev",
}
SOURCES = {"afp": "AFP", "itar-tass": "Itar-Tass", "russian-agencies": "Russian agencies"}

VISIT = (
    "Iranian Foreign Minister Kamal Kharrazi begins two days of talks in Moscow today. Foreign Minister "
    "Igor Ivanov receives him, and the Bush administration watches an “axis of evil” at the table."
)
POSTPONED = (
    "The visit had been put off once, as was told here (see the Monitor, February 20), and the quarrel over "
    "Bushehr was no secret (see the Monitor, April 4). Ivanov said nothing <of it> & smiled (AFP, April 1-3)."
)
REACTORS = (
    "Vladimir Putin then spoke of reactors, of Bushehr and of the Caspian; Itar-Tass, always in a hurry, "
    "had printed his words before he said them (Itar-Tass, April 5; Russian agencies, , April 5)."
)


def at(text: str, words: str, paragraph: int) -> Place:
    start = text.index(words)
    return Place(paragraph=paragraph, start=start, end=start + len(words))


def person(slug: str, *roles: str, attributive: bool = False, place: Place | None = None) -> NamedPerson:
    where = place or Place(paragraph=1, start=0, end=4)
    mention = Mention(place=where, surface=NAMES[slug].rpartition(" ")[2])
    return NamedPerson(slug=slug, name=NAMES[slug], roles=roles, attributive=attributive, mentions=(mention,))


def cited(slug: str | None, first: date, last: date, paragraph: int) -> Citation:
    return Citation(
        source=SOURCES[slug] if slug else None,
        slug=slug,
        lost=slug is None,
        collective=slug == "russian-agencies",
        dates=(DateRange(first=first, last=last),),
        place=Place(paragraph=paragraph, start=0, end=3),
    )


def inferred(day: date) -> IssueDate:
    reason = Message.of("The latest day cited is %(day)s.", day=day)
    return IssueDate(value=day, certainty=Certainty.INFERRED, evidence=(reason,))


def certain(day: date) -> IssueDate:
    return IssueDate(
        value=day, certainty=Certainty.CERTAIN, evidence=(Message.of("Another issue names it."),)
    )


def articles() -> tuple[Article, ...]:
    april = date(2002, 4, 1)
    visit = Article(
        id=ArticleId("visit"),
        publication="monitor",
        volume=8,
        issue=68,
        date=inferred(date(2002, 4, 8)),
        title="Iranian Foreign Minister Kamal Kharrazi begins two days of talks in Moscow today",
        title_supplied=True,
        paragraphs=(VISIT, POSTPONED, REACTORS),
        people=(
            person("kamal-kharrazi", "Iranian Foreign Minister", place=at(VISIT, "Kamal Kharrazi", 1)),
            person("igor-ivanov", "Foreign Minister", place=at(VISIT, "Igor Ivanov", 1)),
            person("george-w-bush", attributive=True, place=at(VISIT, "Bush", 1)),
            person("vladimir-putin", place=at(REACTORS, "Vladimir Putin", 3)),
        ),
        citations=(
            cited("afp", april, date(2002, 4, 3), 2),
            cited("itar-tass", date(2002, 4, 5), date(2002, 4, 5), 3),
            cited("russian-agencies", date(2002, 4, 5), date(2002, 4, 5), 3),
            cited(None, date(2002, 4, 5), date(2002, 4, 5), 3),
        ),
        references=(
            CrossReference(
                publication="Monitor",
                date=date(2002, 2, 20),
                volume=8,
                issue=36,
                place=at(POSTPONED, "see the Monitor, February 20", 2),
            ),
            CrossReference(
                publication="Monitor",
                date=date(2002, 4, 4),
                volume=8,
                issue=66,
                articles=(ArticleId("moscow"),),
                likeliest=ArticleId("moscow"),
                place=at(POSTPONED, "see the Monitor, April 4", 2),
            ),
        ),
        unresolved=(
            UnresolvedName(
                surface="Ivanov",
                candidates=("igor-ivanov", "sergei-ivanov"),
                mentions=(Mention(place=at(POSTPONED, "Ivanov", 2), surface="Ivanov"),),
            ),
        ),
    )
    moscow = Article(
        id=ArticleId("moscow"),
        publication="monitor",
        volume=8,
        issue=66,
        date=certain(date(2002, 4, 4)),
        title="MOSCOW WAITS FOR IRAN’S GUEST.",
        title_supplied=False,
        paragraphs=("Moscow waits. So does Sergei Ivanov, the defense minister, with a list of missiles.",),
        people=(person("sergei-ivanov", "defense minister"),),
        citations=(cited("afp", april, april, 1),),
        referred_to_by=(ArticleId("visit"),),
    )
    return (visit, moscow, undated(), *years())


def undated() -> Article:
    return Article(
        id=ArticleId("undated"),
        publication=None,
        volume=None,
        issue=None,
        title="A text without a header",
        title_supplied=True,
        paragraphs=("A text without a header. It names Moscow and nobody.",),
    )


def years() -> Iterable[Article]:
    """Twenty-four more, two months apart, so that there are pages, years and long lists."""
    for number in range(24):
        day = date(1998 + number // 6, 1 + 2 * (number % 6), 10)
        yield Article(
            id=ArticleId(f"duma-{number:02}"),
            publication="monitor",
            volume=day.year - 1994,
            issue=7 + 40 * (number % 6),
            date=inferred(day),
            title=f"Seleznev opens session {number} of the Duma",
            title_supplied=True,
            paragraphs=(f"Seleznev opens session {number} of the Duma. Nobody leaves before noon.",),
            people=(person("gennady-seleznev", "Duma speaker"),),
        )


def registry(held: Iterable[Article]) -> Registry:
    held = tuple(held)
    keys = sorted({article.key for article in held if article.key})
    return Registry(
        publications=(Publication(slug="monitor", name="Monitor"),),
        people=tuple(_record(slug, held) for slug in sorted(NAMES)),
        sources=tuple(
            Source(
                slug=slug,
                name=name,
                collective=slug == "russian-agencies",
                articles=sum(slug in dict(a.sources) for a in held),
            )
            for slug, name in sorted(SOURCES.items())
        ),
        issues=tuple(_issue(key, held) for key in keys),
        redirects=(
            Redirect(field="person", old="kamal-kharazi", new="kamal-kharrazi"),
            Redirect(field="source", old="agence-france-presse", new="afp"),
        ),
    )


def _record(slug: str, held: tuple[Article, ...]) -> Person:
    return Person(
        slug=slug,
        name=NAMES[slug],
        aliases=("Kamal Kharazi",) if slug == "kamal-kharrazi" else (),
        roles=(DatedRole(role="Foreign Minister", first=date(2002, 4, 4), last=date(2002, 4, 8)),),
        articles=sum(slug in [p.slug for p in a.identities] for a in held),
        confusable_with={"igor-ivanov": ("sergei-ivanov",), "sergei-ivanov": ("igor-ivanov",)}.get(slug, ()),
    )


def _issue(key: IssueKey, held: tuple[Article, ...]) -> Issue:
    inside = [article for article in held if article.key == key]
    return Issue(key=key, date=inside[0].date, articles=tuple(sorted(article.id for article in inside)))


def engine() -> MemoryEngine:
    held = articles()
    filled = MemoryEngine()
    with filled.writer() as writer:
        for article in held:
            writer.put(article, _draft(article))
        writer.set_registry(registry(held))
    return filled


def _draft(article: Article) -> Draft:
    return Draft(
        id=article.id,
        path=f"{article.id}.txt",
        digest=article.id,
        publication=article.publication,
        volume=article.volume,
        number=article.issue,
        title=None if article.title_supplied else article.title,
        paragraphs=article.paragraphs,
    )
