import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchapp.archive import load_archive
from searchapp.authority.sources import load_sources
from searchapp.authority.vocabulary import vocabulary
from searchapp.extract.attributions import with_attributions
from searchapp.extract.citations import cited_days
from searchapp.model.article import CitationKind
from searchapp.model.draft import CitedDays

NOWHERE = Path(__file__).parent
KNOWN = vocabulary(load_archive(NOWHERE), load_sources(NOWHERE))


def found(*paragraphs: str) -> tuple[CitedDays, ...]:
    return with_attributions(cited_days(paragraphs, KNOWN), paragraphs, KNOWN)


def read(text: str) -> list[str]:
    """Each source named, with its days where some are stated."""
    return [
        " ".join((cited.source or "?", *(f"{span.month}/{span.day}" for span in cited.spans)))
        for cited in found(text)
    ]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("The bridge at Osinovka was closed again, Interfax reported.", ["Interfax"]),
        ("Interfax has also reported that the bridge was closed.", ["Interfax"]),
        ("Yesterday the Interfax news agency reported that it was closed.", ["Interfax"]),
        ("Moscow radio reported August 23 that the bridge was closed.", ["Moscow radio 8/23"]),
        ("Itar-Tass reported on Monday, August 23, that it was closed.", ["Itar-Tass 8/23"]),
        ("Grozny television reported the same.", ["Grozny television"]),
        (
            "Radio Tashkent and Itar-Tass reported August 23 that it fell.",
            ["Radio Tashkent 8/23", "Itar-Tass 8/23"],
        ),
        ("On August 23, the AP reported that it was closed.", ["AP 8/23"]),
        ("The bridge was closed on August 23, Interfax reported.", ["Interfax"]),
        ("The mayor told Ogonek (no. 18) that it would open.", ["Ogonek"]),
        ("The mayor told the newspaper Izvestia that it would open.", ["Izvestia"]),
        ("The mayor told Interfax and Itar-Tass on May 5 that it would.", ["Interfax 5/5", "Itar-Tass 5/5"]),
        ("It will open, according to Itar-Tass.", ["Itar-Tass"]),
        ("According to Lenta.ru, it will open.", ["Lenta.ru"]),
        ("In an interview with Izvestia on May 5, the mayor wept.", ["Izvestia 5/5"]),
        ("In an interview published in yesterday’s Trud he wept.", ["Trud"]),
        ("“It is open,” AFP quoted the mayor as saying.", ["AFP"]),
        ("It is open, as reported by Reuters.", ["Reuters"]),
        ("It is open, NTV said.", ["NTV"]),
        ("The Moscow Times wrote that it is open.", ["The Moscow Times"]),
    ],
)
def test_a_sentence_names_its_source(text: str, sources: list[str]) -> None:
    assert read(text) == sources
    assert {cited.kind for cited in found(text)} == {CitationKind.INLINE}


@pytest.mark.parametrize(
    "text",
    [
        "Interfax chief Ivan Orlov reported a good year.",
        "The head of Interfax reported that he was ill.",
        "A spokesman for the Interfax news agency reported that he was ill.",
        "According to Interfax chief Ivan Orlov, it was a good year.",
        "According to NTV’s lawyers, it was a good year.",
        "The mayor told NTV president Ivan Orlov to leave.",
        "The mayor told NTV to leave.",
        "Smoke over the AP building was reported.",
        "Reuters’ correspondents were expelled, the ministry reported.",
        "Monitor interviews confirm it.",
        "Interfax was reported to be closing.",
        "NTV reported a loss of three million rubles.",
        "NTV said it would sue.",
        "Interfax reports were confused.",
        "Stolichnaya gazeta reported it.",
        "Village Interfax reported it.",
        "Estonia reported a rise, and Orlov radio reported another.",
        "A trend reported by the ministry is true of the den.",
        "Mia reported that she was well, and Ana told Uni that he was not.",
        "Orlov reported on August 23 that he was well.",
        "He was well, the Daily Planet reported.",
    ],
)
def test_what_only_looks_like_a_source_is_none(text: str) -> None:
    assert found(text) == ()


def test_it_says_nothing_new_beside_a_citation_of_its_paragraph() -> None:
    text = "The bridge was closed, Interfax reported. It opened later, Interfax reported (Interfax, May 5)."
    assert read(text) == ["Interfax 5/5"]
    again = found("It was closed, Interfax reported.", "It opened (Interfax, May 5).")
    assert [(cited.source, cited.place.paragraph) for cited in again] == [("Interfax", 1), ("Interfax", 2)]


def test_it_has_its_place() -> None:
    text = "The bridge was closed, the Moscow Times reported."
    [cited] = found(text)
    assert text[cited.place.start : cited.place.end] == "Moscow Times"


@given(st.text(alphabet="Interfax reported told AP.,(“ ”’-5May", max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    for cited in found(text):
        assert 0 <= cited.place.start < cited.place.end <= len(text)


@pytest.mark.parametrize(
    "text", ["AP reported " * 4_000, "AP and " * 6_000 + "AP reported", "told AP and " * 4_000]
)
def test_reading_takes_no_longer_than_the_text_is_long(text: str) -> None:
    begun = time.process_time()  # not the clock: the machine may be busy
    found(text)
    assert time.process_time() - begun < 5
