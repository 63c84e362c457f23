"""The pages of people and sources: whom they are mentioned with, in which sentences, for which days."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from html import unescape

import pytest
from flask.testing import FlaskClient
from msgspec.structs import replace

from searchapp.engines.memory import MemoryEngine
from searchapp.model.article import Citation, CitationKind, DateRange, Mention, NamedPerson, Place
from searchapp.model.registry import DatedRole, Issue, Person, Source
from searchapp.settings import Settings
from searchapp.web import create_app
from tests.engines.builders import Put, article, registry
from tests.web.conftest import Archive

NAMES = {
    "anna-arno": "Anna Arno",
    "boris-berg": "Boris Berg",
    "clara-cole": "Clara Cole",
    "dora-dun": "Dora Dun",
}
APRIL = date(2002, 4, 4)


def told(key: str, *paragraphs: str, day: date = APRIL, passing: str = "") -> Put:
    """An article whose people are named wherever a surname of theirs stands."""
    made, draft = article(key, *paragraphs, volume=8, issue=day.toordinal() % 200, date=day)
    people = []
    for slug, name in NAMES.items():
        surname = name.rpartition(" ")[2]
        mentions = tuple(
            Mention(place=Place(paragraph=number, start=at.start(), end=at.end()), surface=at[0])
            for number, text in enumerate(paragraphs, start=1)
            for at in re.finditer(rf"(?:{name}|{surname})", text)
        )
        if mentions:
            people.append(NamedPerson(slug=slug, name=name, mentions=mentions, attributive=slug == passing))
    return replace(made, people=tuple(people)), draft


PUTS = (
    told("a", "Anna Arno met Boris Berg. Clara Cole did not.", "Berg and Arno met again, and Arno left."),
    told("b", "Clara Cole wrote to Anna Arno. Boris Berg read it.", day=date(2002, 4, 8)),
    told("c", "Anna Arno spoke of the Dun plan.", day=date(2002, 6, 3), passing="dora-dun"),
    told("d", "Boris Berg and Dora Dun.", day=date(2002, 7, 1)),
)


def cited(slug: str, paragraph: int, *dates: DateRange) -> Citation:
    place = Place(paragraph=paragraph, start=0, end=3)
    return Citation(source=slug.upper(), slug=slug, dates=dates, place=place)


def days(first: int, last: int | None = None) -> DateRange:
    return DateRange(first=date(2002, 4, first), last=date(2002, 4, last or first))


CITED = (
    (cited("afp", 1, days(1, 3)), cited("afp", 2, days(3))),
    (cited("afp", 1, days(3)), replace(cited("afp", 1), second_hand=True), cited("rtr", 1, days(5))),
    (replace(cited("afp", 1), kind=CitationKind.INLINE),),
    (),
)


def dated(issue: Issue) -> Issue:
    made = next(made for made, _ in PUTS if made.id in issue.articles)
    return dataclasses.replace(issue, date=made.date)


@pytest.fixture(scope="module")
def site() -> FlaskClient:
    puts = [(replace(made, citations=own), draft) for (made, draft), own in zip(PUTS, CITED, strict=True)]
    anna = Person(
        slug="anna-arno",
        name="Anna Arno",
        aliases=("Ana Arno", "Анна Арно"),
        roles=(
            DatedRole(role="Mayor", first=APRIL, last=date(2002, 6, 3)),
            DatedRole(role="former mayor"),
        ),
        articles=3,
        confusable_with=("boris-berg",),
    )
    engine = MemoryEngine()
    with engine.writer() as writer:
        for put in puts:
            writer.put(*put)
        records = registry(puts, people=[anna])
        writer.set_registry(dataclasses.replace(records, issues=tuple(map(dated, records.issues))))
    assert records.sources == (Source(slug="afp", name="AFP"), Source(slug="rtr", name="RTR"))
    return create_app(Settings(), engine, Archive()).test_client()


def text(html: str) -> str:
    return unescape(" ".join(re.sub(r"<[^>]*>", "", html.replace("</th>", " ")).split()))


def companions(html: str) -> list[tuple[str, str, str]]:
    """Name, number of articles, and where these are, of everybody mentioned together with a person."""
    found = re.findall(
        r'<a class="name" href="/person/[^"]*">([^<]*)</a> <span class="meta"><a href="([^"]*)">([^<]*)</a>',
        html,
    )
    return [(name, count, unescape(href)) for name, href, count in found]


def quotes(html: str) -> list[tuple[str, str]]:
    """Sentences with their marks, and where they stand."""
    found = re.findall(r"<blockquote[^>]*>(.*?)</blockquote>\s*<figcaption[^>]*><a href=\"([^\"]*)\">", html)
    return [(unescape(re.sub(r"</?mark>", "|", said)), href) for said, href in found]


def test_those_of_most_sentences_come_first_with_all_articles_that_name_both(site: FlaskClient) -> None:
    html = site.get("/person/anna-arno").text
    both = "/search?person=anna-arno&person={}&person_op=all"
    assert companions(html) == [
        ("Boris Berg", "2 articles", both.format("boris-berg")),
        ("Clara Cole", "2 articles", both.format("clara-cole")),
    ]


def test_the_sentences_say_how_and_name_both(site: FlaskClient) -> None:
    html = site.get("/person/anna-arno").text
    assert quotes(html) == [
        ("|Anna Arno| met |Boris Berg|.", "/article/a#p1"),
        ("|Berg| and |Arno| met again, and |Arno| left.", "/article/a#p2"),
        ("|Clara Cole| wrote to |Anna Arno|.", "/article/b#p1"),
    ]


def test_who_is_named_only_in_passing_is_nobodys_company(site: FlaskClient) -> None:
    assert "Dora Dun" not in site.get("/person/anna-arno").text
    assert companions(site.get("/person/dora-dun").text)[0][:2] == ("Boris Berg", "1 article")


def test_a_person_is_told_with_spellings_roles_and_those_they_are_not(site: FlaskClient) -> None:
    shown = text(site.get("/person/anna-arno").text)
    assert "Also written: Ana Arno, Анна Арно" in shown
    assert "Mayor 4 Apr – 3 Jun 2002" in shown
    assert "former mayor" in shown
    assert "Not to be confused with Boris Berg" in shown


def test_the_timeline_leads_to_the_persons_articles_and_has_a_table(site: FlaskClient) -> None:
    html = site.get("/person/anna-arno").text
    assert 'href="/search?person=anna-arno&amp;month=2002-04" aria-label="April 2002: 2 articles"' in html
    assert "Show as table" in html


def test_the_sources_of_the_same_articles_are_counted(site: FlaskClient) -> None:
    html = site.get("/person/clara-cole").text
    assert '<a href="/source/rtr">RTR</a>' in html
    assert '<a href="/search?person=clara-cole&amp;source=afp">2 articles</a>' in html


def test_a_feed_follows_a_person_and_a_source(site: FlaskClient) -> None:
    for path in ("/person/anna-arno", "/source/afp"):
        html = site.get(path).text
        assert f'<link rel="alternate" type="application/atom+xml" href="{path}.atom"' in html
        assert site.get(f"{path}.atom").status_code == 200


def test_a_source_is_told_day_by_day_the_newest_first(site: FlaskClient) -> None:
    html = site.get("/source/afp").text
    table = html.partition('id="days"')[2].partition("</table>")[0]
    rows = [
        (text(day), re.findall(r'href="/article/(\w)"', cell), re.findall(r'"/article/(\w#p\d)"', cell))
        for day, cell in re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td>', table, re.DOTALL)
    ]
    assert rows == [
        ("3 April 2002", ["b", "a"], ["b#p1", "a#p2"]),
        ("1–3 Apr 2002", ["a"], ["a#p1"]),
        ("days unknown", ["c", "b"], ["c#p1", "b#p1"]),
    ]
    shown = text(table)
    assert "named in the sentence" in shown
    assert "passed on by another source" in shown


def test_the_people_a_source_is_cited_with_lead_to_both(site: FlaskClient) -> None:
    html = site.get("/source/rtr").text
    assert '<a href="/person/boris-berg">Boris Berg</a>' in html
    assert '<a href="/search?person=boris-berg&amp;source=rtr">1 article</a>' in html
