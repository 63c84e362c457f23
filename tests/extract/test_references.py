import time

import pytest

from searchapp.extract.references import pointers
from searchapp.extract.vocabulary import Vocabulary
from searchapp.model.draft import Pointer

KNOWN = Vocabulary.of(
    publications=[
        "Monitor", "The Fortnight in Review", "EDM", "Eurasia Daily Monitor", "Prism", "Chechnya Weekly",
        "Russia’s Week",
    ]
)  # fmt: skip


def found(text: str) -> list[Pointer]:
    return list(pointers((text,), KNOWN, "Monitor"))


def days(text: str) -> list[str]:
    return [f"{pointer.publication} {pointer.month}/{pointer.day}" for pointer in found(text)]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Text (see the Monitor, February 20).", ["Monitor 2/20"]),
        ("Text (See Monitor, February 20).", ["Monitor 2/20"]),
        ("Text (NTV, April 10; see also the Monitor, April 5).", ["Monitor 4/5"]),
        ("Text (NTV, April 10 [see also the Monitor, April 5]).", ["Monitor 4/5"]),
        ("Text (Interfax, January 12; Monitor, January 13).", ["Monitor 1/13"]),
        ("Text (The Fortnight in Review, July 16).", ["Fortnight in Review 7/16"]),
        ("Text (EDM, September 17).", ["EDM 9/17"]),
        ("Text. See the Monitor, May 5.", ["Monitor 5/5"]),
        (
            "(see the Monitor, January 18-19, 22, February 6)",
            [f"Monitor {d}" for d in ("1/18", "1/19", "1/22", "2/6")],
        ),
        ("(see the Monitor, April 29, also May 5, 8)", ["Monitor 4/29", "Monitor 5/5", "Monitor 5/8"]),
        ("(see the Monitor, February 11 & 8)", ["Monitor 2/11", "Monitor 2/8"]),
        (
            "(see the Monitor, May 5 and the Fortnight in Review, May 8)",
            ["Monitor 5/5", "Fortnight in Review 5/8"],
        ),
    ],
)
def test_every_form_is_read(text: str, read: list[str]) -> None:
    assert days(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The Monitor of April 5 said so.", ["Monitor 4/5"]),
        ("Text (see the Monitor of April 5 and 6, for the details).", ["Monitor 4/5", "Monitor 4/6"]),
        ("Text (see the Monitor April 5).", ["Monitor 4/5"]),
        ("Text (see the Monitor, 5 April).", ["Monitor 4/5"]),
        (
            "Text (see Fortnight in Review, July 16; Prism, July 3).",
            ["Fortnight in Review 7/16", "Prism 7/3"],
        ),
        ("Text (see Friday’s Monitor, April 5).", ["Monitor 4/5"]),
        ("Text (see Russia's Week, April 5).", ["Russia's Week 4/5"]),
        ("Text (see the Monitor, February 30).", ["Monitor 2/30"]),
        ("Text. (see the Monitor, April 5", ["Monitor 4/5"]),
    ],
)
def test_looser_forms_are_read(text: str, read: list[str]) -> None:
    assert days(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "Text (see Friday's Monitor).", "Text (NTV, April 10; see also last Friday’s Monitor).",
        "As Friday´s Monitor said, it fell.", "Text (Friday’s Monitor).",
    ],
)  # fmt: skip
def test_a_weekday_names_an_issue(text: str) -> None:
    [pointer] = found(text)
    assert (pointer.publication, pointer.weekday, pointer.month) == ("Monitor", 5, None)
    assert pointer.surface.endswith("Monitor")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Text (Monitor, vol. 8, no. 66).", None),
        ("Text (see the Monitor, Volume 8, Issue 66, April 4).", (4, 4)),
        ("Text (see the Monitor, 8:66).", None),
        ("Text. See Monitor 8:66.", None),
        ("Text (AP, April 5; see also the Monitor, Vol. 8, #66).", None),
    ],
)
def test_an_issue_is_named_by_its_number(text: str, day: tuple[int, int] | None) -> None:
    [pointer] = found(text)
    assert (pointer.volume, pointer.number) == (8, 66)
    assert (pointer.month, pointer.day) == (day or (None, None))


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("(see yesterday’s Monitor)", 1),
        ("(AP, May 5; see yesterday's Monitor)", 1),
        ("(see previous story)", 0),
        ("(see last week’s Monitor)", 7),
    ],
)
def test_a_day_can_be_said_relatively(text: str, before: int) -> None:
    [pointer] = found(text)
    assert (pointer.publication, pointer.days_before, pointer.month) == ("Monitor", before, None)


@pytest.mark.parametrize(
    "text",
    [
        "(Christian Science Monitor, May 5)",
        "(monitors, May 5)",
        "They see the Monitor daily.",
        "(Prism)",
        "The Christian Science Monitor of April 5 said so.",
        "Friday’s Christian Science Monitor said so.",
        "He read Psalm 8:66 (8:66).",
        "Friday’s monitor was dark.",
        "(see the Monitor, 8:66:12)",
    ],
)
def test_what_is_not_ours_is_not_pointed_to(text: str) -> None:
    assert found(text) == []


def test_a_pointer_has_its_place() -> None:
    text = "Text (NTV, April 10; see also the Monitor, April 5, 6)."
    for pointer in found(text):
        assert (
            text[pointer.place.start : pointer.place.end]
            == pointer.surface
            == "see also the Monitor, April 5, 6"
        )


def test_only_the_archives_publications_are_pointed_to() -> None:
    text = "Text (see the Village News, May 5; see the Monitor, May 6)."
    village = Vocabulary.of(publications=["The Village News"])
    assert [pointer.publication for pointer in pointers((text,), village, None)] == ["Village News"]


def test_the_articles_own_publication_need_not_be_known() -> None:
    text = "Text (see the Village News, May 5)."
    assert [pointer.day for pointer in pointers((text,), Vocabulary(), "The Village News")] == [5]


@pytest.mark.parametrize(
    "text", ["see the Monitor, " * 5_000, "(see the Monitor, 8:66; " * 3_000, "Monitor’s" * 9_000]
)
def test_reading_takes_no_longer_than_the_text_is_long(text: str) -> None:
    begun = time.process_time()  # not the clock: the machine may be busy
    found(text)
    assert time.process_time() - begun < 5
