"""Whom somebody meant who wrote a name that nobody has."""

from __future__ import annotations

import pytest

from searchapp.text.near_names import NearNames

NAMES = NearNames(
    [
        ("igor-ivanov", ["Igor Ivanov"]),
        ("sergei-ivanov", ["Sergei Ivanov"]),
        ("kamal-kharrazi", ["Kamal Kharrazi", "Камаль Харрази"]),
        ("vladimir-putin", ["Vladimir Putin"]),
        ("afp", ["AFP", "Agence France-Presse"]),
    ]
)


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("ivanof", ("igor-ivanov", "sergei-ivanov")),
        ("sergei-ivanof", ("sergei-ivanov", "igor-ivanov")),
        ("igor", ("igor-ivanov",)),
        ("kharazi", ("kamal-kharrazi",)),
        ("Путин", ("vladimir-putin",)),
        ("vladmir-puttin", ("vladimir-putin",)),
        ("agence", ("afp",)),
        ("xyz", ()),
        ("v", ()),
        ("", ()),
        ("!?", ()),
    ],
)
def test_near_names(text: str, near: tuple[str, ...]) -> None:
    assert NAMES.near(text, most=5) == near


def test_no_more_than_asked() -> None:
    assert NAMES.near("ivanof", most=1) == ("igor-ivanov",)
