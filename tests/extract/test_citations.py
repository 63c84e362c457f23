import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchapp.extract.citations import cited_days
from searchapp.extract.vocabulary import Vocabulary
from searchapp.model.draft import DaySpan

KNOWN = Vocabulary.of(
    publications=["The Monitor"], sources=["Interfax", "Itar-Tass", "AP", "Reuters", "Kommersant", "Trud"]
)


def read(text: str) -> list[str]:
    """Each source with its days: `AFP 4/1-4/3`; `?` is a lost one."""
    return [
        f"{cited.source or '?'} {', '.join(map(shown, cited.spans))}"
        for cited in cited_days((f"Text ({text}).",), KNOWN)
    ]


def shown(span: DaySpan) -> str:
    first, last = f"{span.month}/{span.day}", f"{span.last_month}/{span.last_day}"
    days = first if first == last else f"{first}-{last}"
    return f"{days}/{span.year}" if span.year else days


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Turan, May 5", ["Turan 5/5"]),
        ("AP, Itar-Tass, May 5", ["AP 5/5", "Itar-Tass 5/5"]),
        ("AP, May 5, 7, 10; AFP, May 4", ["AP 5/5, 5/7, 5/10", "AFP 5/4"]),
        ("NTV, October 27, BBC Monitoring, October 28", ["NTV 10/27", "BBC Monitoring 10/28"]),
        ("AP, April 1-3", ["AP 4/1-4/3"]),
        ("AP, July 5 through 7", ["AP 7/5-7/7"]),
        ("AP, October 5 and 6", ["AP 10/5, 10/6"]),
        ("AP, April 23 & 24", ["AP 4/23, 4/24"]),
        ("AP, July 31 and August 1", ["AP 7/31, 8/1"]),
        ("AP, April 27-May 4", ["AP 4/27-5/4"]),
        ("AP, December 30–January 2", ["AP 12/30-1/2"]),
        ("AP, October 2 and 21, 2004", ["AP 10/2/2004, 10/21/2004"]),
        ("AP, Sept. 5", ["AP 9/5"]),
        ("“Vremya,” May 5", ["Vremya 5/5"]),
        ("gazeta, lenta.ru, May 5", ["gazeta 5/5", "lenta.ru 5/5"]),
        ("Ekspert, no. 12, March 25", ["Ekspert 3/25"]),
        ("AP and the BBC, April 3", ["AP 4/3", "BBC 4/3"]),
    ],
)
def test_every_shape_is_read(text: str, found: list[str]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Business Daily,, April 3", ["Business Daily 4/3", "? 4/3"]),
        ("AP, Interfax,, April 5", ["AP 4/5", "Interfax 4/5", "? 4/5"]),
        (", February 28", ["? 2/28"]),
        ("AP, May 5; , May 6", ["AP 5/5", "? 5/6"]),
        ("AP, May 5,", ["AP 5/5"]),
    ],
)
def test_a_lost_source_keeps_its_days(text: str, found: list[str]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Cited by Belapan, September 9", ["Belapan 9/9"]),
        (
            "Itogi, as reported by the Federal News Service, May 5",
            ["Itogi 5/5", "Federal News Service 5/5"],
        ),
        ("Radios Bishkek and Dushanbe, May 5", ["Radio Bishkek 5/5", "Radio Dushanbe 5/5"]),
        ("Monitor interviews, January 15", ["Monitor interviews 1/15"]),
        ("Le Monde, May 5 [from the English translation]", ["Le Monde 5/5"]),
        ("NTV, April 10; see also the Monitor, April 5", ["NTV 4/10"]),
        ("NTV, April 10. See also the Monitor, April 5", ["NTV 4/10"]),
        ("Interfax, January 12; Monitor, January 13", ["Interfax 1/12"]),
        ("Christian Science Monitor, May 5", ["Christian Science Monitor 5/5"]),
    ],
)
def test_what_stands_around_a_source_is_not_its_name(text: str, found: list[str]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "no relation", "FSB", "US$3 million", "12", "it was unclear whether he would grant him a meeting",
        "April 5", "on April 5", "born May 5", "signed in Vienna, May 5", "Sunday, May 5",
        "Victory Day, May 9",
        "the cruiser, which sank on the way home, August 12", "AP", "AP, February 30", "AP, May",
        "the minister, May 5, in the capital", "see the Monitor, May 5",
    ],
)  # fmt: skip
def test_other_parentheses_are_not_citations(text: str) -> None:
    assert read(text) == []


def test_a_citation_inside_another_parenthesis_is_read() -> None:
    assert read("as he said (AP, May 5) at noon") == ["AP 5/5"]


def test_a_citation_has_its_place() -> None:
    paragraph = "It ended there. (AP, May 5; AFP, May 6)"
    places = [cited.place for cited in cited_days(("Before.", paragraph), KNOWN)]
    assert [(place.paragraph, paragraph[place.start : place.end]) for place in places] == [
        (2, "AP, May 5"),
        (2, "AFP, May 6"),
    ]


@given(st.text(alphabet="()[],;.&- AFPMayseth15’\n", max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    for cited in cited_days((text,), KNOWN):
        assert 0 <= cited.place.start <= cited.place.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 50_000,
        "(a," * 20_000 + ")" * 20_000,
        "(AP" + ", May 5" * 20_000 + ")",
        ("(" * 300 + "AP, May 5" + ")" * 300) * 100,
    ],
)
def test_reading_takes_no_longer_than_the_text_is_long(text: str) -> None:
    begun = time.process_time()  # not the clock: the machine may be busy
    cited_days((text,), KNOWN)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Interfax April 3", ["Interfax 4/3"]),
        ("AP, Reuters April 3; Trud April 4", ["AP 4/3", "Reuters 4/3", "Trud 4/4"]),
        ("Itar-Tass. April 5", ["Itar-Tass 4/5"]),
        ("Interfax of April 3", ["Interfax 4/3"]),
        ("Kommersant on 5 April", ["Kommersant 4/5"]),
        ("AP; Reuters, April 5", ["AP 4/5", "Reuters 4/5"]),
        ("AP, April, 5; Trud, May 6", ["AP 4/5", "Trud 5/6"]),
        ("AP, April 5; 6", ["AP 4/5, 4/6"]),
        ("AP, April 5; May 6", ["AP 4/5, 5/6"]),
        ("AP, April 5;", ["AP 4/5"]),
        ("AP ,April 5;AFP,April 6", ["AP 4/5", "AFP 4/6"]),
    ],
)
def test_punctuation_of_known_sources_may_be_missing_or_misplaced(text: str, found: list[str]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Gromov resigned April 5", "the harvest of April 5", "Ulan-Ude April 5", "he left on 5 April",
        "Gromov; Trud, April 5, which he reads",
    ],
)  # fmt: skip
def test_without_its_comma_an_unknown_name_is_prose(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("AP, 5 April", ["AP 4/5"]),
        ("AP, 5-7 April; AFP, 3 and 4 May", ["AP 4/5-4/7", "AFP 5/3, 5/4"]),
        ("AP, 30 April-2 May", ["AP 4/30-5/2"]),
        ("AP, 5 April 1999", ["AP 4/5/1999"]),
        ("AP, April 20, 27-May 4", ["AP 4/20, 4/27-5/4"]),
        ("AP, Apr. 5; AFP, Sept. 3; Trud, Dec.30", ["AP 4/5", "AFP 9/3", "Trud 12/30"]),
        ("AP, April 5, 1999, AFP, April 6", ["AP 4/5/1999", "AFP 4/6"]),
        ("AP, December 30, 1998, January 2, 1999", ["AP 12/30/1998, 1/2/1999"]),
        ("AP, December 30, 1998-January 2, 1999", ["AP 12/30-1/2/1999"]),
        ("Trud, vol. 3, no. 12, March 25", ["Trud 3/25"]),
    ],
)
def test_days_and_years_stand_in_any_order(text: str, found: list[str]) -> None:
    assert read(text) == found


@pytest.mark.parametrize("end", ["", ".", " ", " [from the Polish translation]."])
def test_a_parenthesis_never_closed_ends_with_its_paragraph(end: str) -> None:
    paragraphs = (f"They left. (Interfax, AP, April 3{end}", "Nobody followed.")
    assert [cited.source for cited in cited_days(paragraphs, KNOWN)] == ["Interfax", "AP"]


def test_an_open_parenthesis_with_prose_is_none() -> None:
    assert (
        cited_days(("They left (on foot, April 3. Nobody followed them, and they did not wait.",), KNOWN)
        == ()
    )


@pytest.mark.parametrize("end", ["(12)", "(12, 13)", "(4)."])
def test_the_numbers_of_endnotes_name_no_source(end: str) -> None:
    assert cited_days((f"No soldier would take orders, Interfax officials hoped. {end}",), KNOWN) == ()


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("Cited by Trud, May 5", [True]),
        ("Itogi, as reported by Trud, May 5", [False, True]),
        ("Trud, May 5", [False]),
    ],
)
def test_a_source_that_passed_it_on_is_marked(text: str, second: list[bool]) -> None:
    assert [cited.second_hand for cited in cited_days((f"Text ({text}).",), KNOWN)] == second


@pytest.mark.parametrize(
    "text",
    [
        "Battle of Poltava, June 27",
        "Chernobyl disaster, April 26",
        "Victory Parade, May 9",
        "Budapest summit, May 3",
    ],
)
def test_events_are_not_sources(text: str) -> None:
    assert read(text) == []
