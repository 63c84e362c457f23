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
    ("text", "before"),
    [
        ("(see yesterday’s Monitor)", 1),
        ("(AP, May 5; see yesterday's Monitor)", 1),
        ("(see previous story)", 0),
    ],
)
def test_a_day_can_be_said_relatively(text: str, before: int) -> None:
    [pointer] = found(text)
    assert (pointer.publication, pointer.days_before, pointer.month) == ("Monitor", before, None)


@pytest.mark.parametrize(
    "text",
    ["(Christian Science Monitor, May 5)", "(monitors, May 5)", "They see the Monitor daily.", "(Prism)"],
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
