import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchapp.extract.title import LONGEST_SUPPLIED, opening, supplied_title

BODY = "The talks in Baku ended without a result yesterday, and both sides went home (Turan, May 5)."
LATE = (
    "Some three weeks after the parliament had voted down an earlier draft of the budget, "
    "Finance Minister Ann Other was expected today to lay another one before it."
)
UNWILLING = (
    "In a clear sign of the cabinet’s growing unwillingness to pay what the U.S. creditors demand "
    "that it should pay each month, the minister stayed at home."
)


@pytest.mark.parametrize(
    ("above", "below", "title"),
    [
        (("TALKS IN BAKU FAIL.",), (BODY,), "TALKS IN BAKU FAIL."),
        (("Talks in Baku Fail",), ("TALKS IN BAKU FAIL", "By Ann Other", BODY), "Talks in Baku Fail"),
        ((), ("Talks in Baku Fail", "By Ann Other", BODY), "Talks in Baku Fail"),
        (("TALKS IN BAKU FAIL", "BUT WILL GO ON."), (BODY,), "TALKS IN BAKU FAIL BUT WILL GO ON."),
        ((), ("TALKS IN BAKU FAIL.", BODY), "TALKS IN BAKU FAIL."),
        (("Talks in Baku Fail",), ("By:", BODY), "Talks in Baku Fail"),
        ((), (BODY,), None),
        ((), ("They went home.", BODY), None),
    ],
)
def test_a_printed_title_stands_above_or_below_the_header(
    above: tuple[str, ...], below: tuple[str, ...], title: str | None
) -> None:
    found = opening(above, below)
    assert found.title == title
    assert found.paragraphs[-1] == BODY
    if title:
        assert found.paragraphs == (BODY,)


def test_first_words_that_were_taken_for_a_title_are_given_back() -> None:
    found = opening(("Three weeks after the vote in Baku",), ("the talks ended (Turan, May 5).", BODY))
    assert found.title is None
    assert found.paragraphs == ("Three weeks after the vote in Baku the talks ended (Turan, May 5).", BODY)


@pytest.mark.parametrize(
    ("above", "first"),
    [
        ("TALKS IN BAKU FAIL", "the talks ended (Turan, May 5)."),
        ("Talks in Baku Fail Again", "the talks ended (Turan, May 5)."),
        ("The talks failed.", "the talks ended (Turan, May 5)."),
        ("The talks in baku failed", "The talks ended (Turan, May 5)."),
        ("The talks in baku failed", "al-Watan said so (Turan, May 5)."),
        ("The talks in baku failed", "gazeta.ru said so (Turan, May 5)."),
    ],
)
def test_a_title_above_stays_a_title(above: str, first: str) -> None:
    found = opening((above,), (first, BODY))
    assert (found.title, found.paragraphs) == (above, (first, BODY))


def test_a_body_that_begins_in_mid_sentence_is_left_as_it_is() -> None:
    first = (
        "the talks in Baku ended without a result yesterday, and both sides at once went home (Turan, May 5)."
    )
    assert opening((), (first, BODY)).paragraphs == (first, BODY)


def test_a_by_line_is_not_a_sentence_that_begins_with_by() -> None:
    sentence = "By Friday the talks in Baku had failed."
    assert opening((), (sentence, BODY)).paragraphs == (sentence, BODY)


@pytest.mark.parametrize(
    ("lead", "title"),
    [
        ("The talks failed. Nobody was surprised.", "The talks failed"),
        ("The talks failed (Turan, May 5).", "The talks failed"),
        (
            "Lt. Gen. Ivan K. Other left the U.S. Army. He said so.",
            "Lt. Gen. Ivan K. Other left the U.S. Army",
        ),
        (
            LATE,
            "Some three weeks after the parliament had voted down an earlier draft of the budget…",
        ),
        (
            UNWILLING,
            "In a clear sign of the cabinet’s growing unwillingness to pay what the U.S. creditors demand…",
        ),
    ],
)
def test_a_supplied_title_is_the_lead_clause(lead: str, title: str) -> None:
    assert supplied_title((lead, BODY)) == title


@given(st.text(max_size=400))
def test_a_supplied_title_is_never_too_long(lead: str) -> None:
    assert len(supplied_title((lead,))) <= LONGEST_SUPPLIED


@pytest.mark.parametrize(
    ("paragraph", "title"),
    [
        ("The pipeline was opened in 2002. Nobody came to the party.", "The pipeline was opened in 2002"),
        ("They met at 5 p.m. Nobody spoke.", "They met at 5 p.m."),
        ("Is it war? Nobody in Omsk knows.", "Is it war?"),
        ("The U.S. Senate voted (AFP, May 5). It was late.", "The U.S. Senate voted"),
    ],
)
def test_a_supplied_title_ends_with_its_sentence(paragraph: str, title: str) -> None:
    assert supplied_title((paragraph,)) == title
