from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from searchapp.archive import ArchiveConfig, CalendarRules, load_archive
from searchapp.authority.briefs import Listed, brief
from searchapp.authority.calendar import issue_days
from searchapp.authority.citations import CitedCounts, person_names, resolved_citations
from searchapp.authority.likeliest import Likeliest
from searchapp.authority.people_file import KnownPerson, PeopleFile
from searchapp.authority.sources import SourceBook, load_sources, printed_sources, source_book, source_records
from searchapp.authority.vocabulary import vocabulary
from searchapp.extract import extract
from searchapp.model.article import (
    ArticleId,
    Certainty,
    CitationKind,
    CrossReference,
    Document,
    IssueDate,
    IssueKey,
    Mention,
    NamedPerson,
    Place,
)
from searchapp.model.draft import Draft
from searchapp.model.registry import Person, Source
from searchapp.text.fold import folded_words
from tests.authority import walks
from tests.authority.walks import resolved

KNOWN = vocabulary(load_archive(Path(__file__).parent), load_sources(Path(__file__).parent))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> ArchiveConfig:
    return load_archive(tmp_path_factory.mktemp("none"))


def calendar(archive: ArchiveConfig) -> CalendarRules:
    monitor = archive.publication("Monitor")
    assert monitor is not None
    assert monitor.calendar is not None
    return monitor.calendar


def draft(name: str, issue: str, text: str, publication: str = "Monitor") -> Draft:
    volume, number = issue.split(":")
    header = f"Publication: {publication} Volume: {volume} Issue: {number}"
    document = Document(id=ArticleId(name), path=f"{name}.txt", text=f"{header}\n\n{text}")
    return extract(document, lambda _: (), KNOWN)


def dated(archive: ArchiveConfig, *drafts: Draft) -> dict[str, IssueDate]:
    return {str(key): found for key, found in walks.issue_days(drafts, archive).items()}


def references(archive: ArchiveConfig, *drafts: Draft) -> dict[ArticleId, tuple[CrossReference, ...]]:
    return {article.id: article.references for article in resolved(drafts, archive).articles}


SIXTY_SIX = draft("a", "8:66", "The minister arrived in the capital (AP, April 1, 3).")
SIXTY_EIGHT = draft(
    "b", "8:68", "The minister left again (AP, April 5). He came late (see the Monitor, April 4)."
)


def test_a_day_that_another_issue_names_is_certain(archive: ArchiveConfig) -> None:
    found = dated(archive, SIXTY_SIX, SIXTY_EIGHT)
    assert (found["8:66"].value, found["8:66"].certainty) == (date(2002, 4, 4), Certainty.CERTAIN)
    assert (found["8:68"].value, found["8:68"].certainty) == (date(2002, 4, 8), Certainty.INFERRED)
    assert "8:68 calls it ‘see the Monitor, April 4’." in map(str, found["8:66"].evidence)


def test_a_day_that_only_counting_and_citations_give_is_inferred(archive: ArchiveConfig) -> None:
    assert dated(archive, SIXTY_SIX)["8:66"].certainty is Certainty.INFERRED


@pytest.mark.parametrize(
    ("cites", "certainty"),
    [
        ("He arrived (AP, April 4).", Certainty.INFERRED),
        ("He arrived today (AP, April 4).", Certainty.CERTAIN),
        ("He arrived (AP, March 20).", Certainty.INFERRED),
        ("He arrived.", Certainty.INFERRED),
    ],
)
def test_citations_must_confirm_what_counting_gives(
    archive: ArchiveConfig, cites: str, certainty: Certainty
) -> None:
    found = dated(archive, draft("a", "8:66", cites), SIXTY_EIGHT)["8:66"]
    assert (found.value, found.certainty) == (date(2002, 4, 4), certainty)


def test_all_articles_of_an_issue_are_heard(archive: ArchiveConfig) -> None:
    later = draft("c", "8:66", "He stayed (AFP, April 4).")
    assert dated(archive, SIXTY_SIX, later, SIXTY_EIGHT)["8:66"].certainty is Certainty.INFERRED


def test_citations_later_than_the_day_make_it_unknown(archive: ArchiveConfig) -> None:
    found = dated(archive, draft("a", "8:66", "He arrived (AP, April 6; AFP, April 8)."), SIXTY_EIGHT)["8:66"]
    assert (found.value, found.certainty) == (None, Certainty.UNKNOWN)
    assert found.evidence


def test_one_misprint_among_many_citations_is_forgiven_but_never_certain(archive: ArchiveConfig) -> None:
    text = "He arrived (AP, April 1; AFP, April 2; Turan, April 3; Reuters, April 9)."
    found = dated(archive, draft("a", "8:66", text), SIXTY_EIGHT)["8:66"]
    assert (found.value, found.certainty) == (date(2002, 4, 4), Certainty.INFERRED)


def test_where_issues_fell_out_citations_decide_or_nothing_does(archive: ArchiveConfig) -> None:
    found = dated(archive, draft("a", "6:28", "He came (AP, February 8)."), draft("b", "2:138", "He left."))
    assert (found["6:28"].value, found["6:28"].certainty) == (date(2000, 2, 9), Certainty.INFERRED)
    assert (found["2:138"].value, found["2:138"].certainty) == (None, Certainty.UNKNOWN)


def test_neighbours_help_where_issues_fell_out(archive: ArchiveConfig) -> None:
    days = {135: "July 10", 136: "July 11", 137: "July 12", 138: "July 15", 139: "July 16", 140: "July 17"}
    drafts = [draft(f"a{n}", f"2:{n}", f"He came. (AP, {day})") for n, day in days.items()]
    found = dated(archive, *drafts)
    assert found["2:138"].value in (None, date(1996, 7, 16))
    assert Certainty.CERTAIN not in {day.certainty for day in found.values()}


def test_a_loss_that_no_rule_knows_is_noticed_by_what_is_cited(archive: ArchiveConfig) -> None:
    # Of 1999, the 15th of February had no issue here: all numbers from 30 on are a day late.
    days = [day for day in issue_days(calendar(archive), 1999) if day != date(1999, 2, 15)][:60]
    # Every fourth story cites its own day, the others the day before.
    cites = [day if n % 4 == 0 else day - timedelta(1) for n, day in enumerate(days)]
    told = [f"He came (AP, {day:%B} {day.day})." for day in cites]
    found = dated(archive, *(draft(f"a{n}", f"5:{n}", text) for n, text in enumerate(told, start=1)))
    wrong = [n for n, day in enumerate(days, start=1) if found[f"5:{n}"].value not in (None, day)]
    assert wrong == []
    assert sum(day.value is not None for day in found.values()) > 55


def test_a_printed_date_is_certain(archive: ArchiveConfig) -> None:
    found = dated(archive, draft("a", "2:5", "September 17, 2005\n\nHe came.", "Eurasia Daily Monitor"))
    assert found["2:5"] == IssueDate(
        value=date(2005, 9, 17), certainty=Certainty.CERTAIN, evidence=found["2:5"].evidence
    )


def test_without_rules_a_day_stays_unknown(archive: ArchiveConfig) -> None:
    found = dated(archive, draft("a", "2:5", "He came (AP, May 5).", "Village News"))
    assert found["2:5"].certainty is Certainty.UNKNOWN


def test_a_reference_finds_its_issue_held_or_not(archive: ArchiveConfig) -> None:
    text = "Text (see the Monitor, February 20; see yesterday’s Monitor; Prism, December 5)."
    citing = draft("c", "8:67", text)
    february, yesterday, prism = references(archive, citing, SIXTY_SIX)[citing.id]
    assert (february.date, february.volume, february.issue) == (date(2002, 2, 20), 8, 36)
    assert (february.articles, february.likeliest) == ((), None)
    assert (yesterday.date, yesterday.articles) == (date(2002, 4, 4), ("a",))
    assert (prism.publication, prism.date, prism.volume) == ("Prism", date(2001, 12, 5), None)


def test_the_likeliest_article_shares_the_paragraphs_words(archive: ArchiveConfig) -> None:
    others = (
        draft("x", "8:66", "Wheat harvests in Kustanai province rose again."),
        draft("y", "8:66", "Pipeline tariffs through Novorossiisk were lowered."),
    )
    citing = draft("z", "8:68", "Tariffs for the Novorossiisk pipeline rise (see the Monitor, April 4).")
    found = {article.id: article for article in resolved((*others, citing), archive).articles}
    [reference] = found[citing.id].references
    assert (reference.articles, reference.likeliest) == (("x", "y"), "y")
    assert {key: article.referred_to_by for key, article in found.items()} == {
        "x": ("z",),
        "y": ("z",),
        "z": (),
    }


def person(slug: str, paragraph: int = 1) -> NamedPerson:
    mention = Mention(place=Place(paragraph=paragraph, start=0, end=1), surface=slug)
    return NamedPerson(slug=slug, name=slug, mentions=(mention,))


def test_the_likeliest_article_shares_the_paragraphs_people() -> None:
    # Nothing but the identities tells: the texts spell the name differently.
    others = (draft("x", "8:66", "Seleznyov met the traders."), draft("y", "8:66", "Nobody met the traders."))
    citing = draft("z", "8:68", "Seleznev met traders again (see the Monitor, April 4).\n\nOrlov left.")
    [pointer], issue = citing.pointers, (ArticleId("x"), ArticleId("y"))
    people = {"x": (person("gennady-seleznev"),), "y": (person("ivan-orlov"),)}
    named = (person("gennady-seleznev"), person("ivan-orlov", paragraph=2))
    nobody = Likeliest(Listed(others), lambda _: ())
    assert nobody(pointer, issue, draft=citing, people=()) is None
    somebody = Likeliest(Listed(others), lambda article: people[article.id])
    assert somebody(pointer, issue, draft=citing, people=named) == "x"


@pytest.mark.parametrize(
    ("text", "issue", "day"),
    [
        ("see the Monitor, 8:36", 36, date(2002, 2, 20)),
        ("see the Monitor, vol. 8, no. 36, February 20", 36, date(2002, 2, 20)),
        ("see Wednesday’s Monitor", 65, date(2002, 4, 3)),
        ("see last Friday’s Monitor", None, date(2002, 3, 29)),  # Good Friday: no Monitor appeared
        ("see Thursday’s Monitor", 62, date(2002, 3, 28)),
        ("see today’s Monitor", 66, date(2002, 4, 4)),
    ],
)
def test_issues_are_named_by_number_or_weekday(
    archive: ArchiveConfig, text: str, issue: int | None, day: date
) -> None:
    citing = draft("a", "8:66", f"He came (AP, April 3; {text}).")
    [found] = references(archive, citing)[citing.id]
    assert (found.issue, found.date) == (issue, day)


def test_yesterdays_issue_has_a_number_where_its_day_is_unknown(archive: ArchiveConfig) -> None:
    citing, meant = draft("a", "2:138", "He came (see yesterday’s Monitor)."), draft("b", "2:137", "He left.")
    [found] = references(archive, citing, meant)[citing.id]
    assert (found.volume, found.issue, found.date, found.articles) == (2, 137, None, ("b",))


def test_last_weeks_issue_of_a_weekly_is_the_one_before(archive: ArchiveConfig) -> None:
    citing = draft("a", "3:14", "He came (see last week’s Chechnya Weekly).", "Chechnya Weekly")
    [found] = references(archive, citing)[citing.id]
    assert (found.publication, found.volume, found.issue) == ("North Caucasus Weekly", 3, 13)
    daily = draft("b", "8:66", "He came (see last week’s Monitor).")
    assert references(archive, daily)[daily.id][0].issue is None


def test_a_reference_gives_a_weekly_its_year(archive: ArchiveConfig) -> None:
    citing = draft("a", "4:10", "He came (see the Monitor, April 20).", "Prism")
    assert references(archive, citing)[citing.id][0].date == date(1998, 4, 20)


def cited(text: str, persons: tuple[tuple[str, ...], ...] = ()) -> list[str | None]:
    article = draft("a", "8:66", text)
    book = source_book(load_sources(Path(__file__).parent), printed(article))
    return [each.source for each in resolved_citations(article, date(2002, 4, 4), book, persons)]


def printed(article: Draft) -> Counter[str]:
    return Counter(printed_sources(article.citations))


def records(article: Draft, book: SourceBook) -> tuple[Source, ...]:
    counts = CitedCounts(book)
    counts.add(brief(article))
    return source_records(counts.articles(()), printed(article), book)


def test_a_person_is_no_source() -> None:
    text = "It was so (Ivan Orlov, April 3; Village News, April 3; Trud, April 3)."
    assert cited(text) == ["Ivan Orlov", "Village News", "Trud"]
    assert cited(text, (folded_words("Ivan Orlov"), folded_words("Trud"))) == ["Village News", "Trud"]


def test_persons_are_those_found_and_those_an_editor_knows() -> None:
    known = PeopleFile(persons=(KnownPerson(name="Ivan Orlov", aliases=("Ivan the Bold",)),))
    found = person_names((Person(slug="ann-other", name="Ann Other"),), known)
    assert found == {folded_words(name) for name in ("Ivan Orlov", "Ivan the Bold", "Ann Other")}


def test_a_source_named_in_a_sentence_counts_for_the_facet() -> None:
    article = draft("a", "8:66", "He came, Moscow radio reported April 3. He left, Interfax reported.")
    book = source_book(load_sources(Path(__file__).parent), printed(article))
    citations = resolved_citations(article, date(2002, 4, 4), book)
    assert [(c.slug, [str(days) for days in c.dates], c.kind) for c in citations] == [
        ("moscow-radio", ["2002-04-03"], CitationKind.INLINE),
        ("interfax", [], CitationKind.INLINE),
    ]
    assert [record.slug for record in records(article, book)] == [
        "interfax",
        "moscow-radio",
    ]


def test_a_source_that_passed_it_on_is_second_hand() -> None:
    article = draft("a", "8:66", "He came (Cited by Belapan, April 3; AP, April 3).")
    book = source_book(load_sources(Path(__file__).parent), printed(article))
    citations = resolved_citations(article, date(2002, 4, 4), book)
    assert [(c.source, c.second_hand) for c in citations] == [("Belapan", True), ("AP", False)]


def test_citations_get_their_years(archive: ArchiveConfig) -> None:
    january = draft(
        "a", "8:2", "Text (AP, December 30-January 2; Itar-Tass,, January 2; Reuter, May 5, 1999)."
    )
    book = source_book(load_sources(Path(__file__).parent), printed(january))
    issues = resolved([january], archive).findings.issues
    day = issues.reading_day(IssueKey(publication="monitor", volume=8, number=2))
    found = resolved_citations(january, day, book)
    assert [(c.source, c.lost, [str(days) for days in c.dates]) for c in found] == [
        ("AP", False, ["2001-12-30/2002-01-02"]),
        ("Itar-Tass", False, ["2002-01-02"]),
        (None, True, ["2002-01-02"]),
        ("Reuters", False, ["1999-05-05"]),
    ]


def test_a_weeklys_year_is_enough_for_its_citations(archive: ArchiveConfig) -> None:
    weekly = draft("a", "1:23", "Text (AP, September 17; Turan, September 20).", "Eurasia Daily Monitor")
    issues = resolved([weekly], archive).findings.issues
    key = IssueKey(publication="eurasia-daily-monitor", volume=1, number=23)
    assert issues.reading_day(key) == date(2004, 9, 27)
    book = source_book(load_sources(Path(__file__).parent), printed(weekly))
    found = resolved_citations(weekly, date(2004, 9, 27), book)
    assert [str(days) for citation in found for days in citation.dates] == ["2004-09-17", "2004-09-20"]


def test_spellings_of_a_source_are_one() -> None:
    text = "Text (ITAR-TASS, Reuter, April 3). Text (Itar-Tass; Western agencies, the Vremya-MN, April 3)."
    article = draft("a", "8:66", text + " Text (Vremya MN, AP/Reuters, April 3).")
    book = source_book(load_sources(Path(__file__).parent), printed(article))
    found = {record.slug: record for record in records(article, book)}
    assert list(found) == ["ap", "itar-tass", "reuters", "vremya-mn", "western-agencies"]
    assert found["western-agencies"].collective
    assert found["itar-tass"].articles == 1
    assert "ITAR-TASS" in found["itar-tass"].aliases
