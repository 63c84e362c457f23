"""Names, queries and numbers in the sentences of a language that reads the other way."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from babel import Locale

import searchapp.web
from searchapp.query.wording import in_digits
from searchapp.web.script import phrases_apart, set_apart

APART = "\N{FIRST STRONG ISOLATE}%s\N{POP DIRECTIONAL ISOLATE}"


@pytest.mark.parametrize("name", ["Igor Ivanov", "Путин", "bushehr -bolton", "2002-04-05", "axis of evil"])
def test_what_reads_from_the_left_is_set_apart_in_persian(name: str) -> None:
    assert set_apart(name, "fa") == APART % name
    assert set_apart(name, "en") == set_apart(name, "uk") == name


def test_what_reads_from_the_right_is_set_apart_in_other_languages() -> None:
    assert set_apart("بوشهر", "en") == APART % "بوشهر"
    assert set_apart("بوشهر", "fa") == "بوشهر"


def test_numbers_are_part_of_the_sentence() -> None:
    assert [set_apart(text, locale) for text in ("66", "60–70") for locale in ("fa", "tr")] == [
        "۶۶",
        "66",
        "۶۰–۷۰",
        "60–70",
    ]


def test_days_in_an_echo_keep_their_order() -> None:
    assert (
        phrases_apart("kharrazi AND after:“۱ آوریل ۲۰۰۲”") == f"kharrazi AND after:“{APART % '۱ آوریل ۲۰۰۲'}”"
    )
    assert phrases_apart("“axis of evil”") == "“axis of evil”"


@pytest.mark.parametrize(
    ("locale", "written"), [("fa", "۴ آوریل ۲۰۰۲"), ("en", "4 آوریل 2002"), ("tr", "4 آوریل 2002")]
)
def test_digits_are_those_of_the_language(locale: str, written: str) -> None:
    assert in_digits("4 آوریل 2002", Locale.parse(locale)) == written


def test_the_style_sheet_knows_no_left_and_right() -> None:
    """An inset of four values names sides, and so do a float or an alignment to one of them."""
    style = (files(searchapp.web) / "static" / "site.css").read_text(encoding="utf-8")
    assert re.findall(r"inset:(?: [^ ;]+){4};", style) == []
    assert re.findall(r"(?:float|clear|text-align): (?:left|right)", style) == []
    assert re.findall(r"(?:margin|padding|border)-(?:left|right)", style) == []
