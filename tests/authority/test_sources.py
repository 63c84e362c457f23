"""The shipped list of sources, and how an archive's own is laid over it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from searchapp.authority.slugs import slugify
from searchapp.authority.sources import SourceBook, SourceRules, load_sources, source_book

NOTHING_PRINTED: dict[str, int] = {}


@pytest.fixture(scope="module")
def shipped() -> tuple[SourceRules, ...]:
    return load_sources(Path(__file__).parent)


@pytest.fixture(scope="module")
def book(shipped: tuple[SourceRules, ...]) -> SourceBook:
    return source_book(shipped, NOTHING_PRINTED)


def slugs(rules: SourceRules) -> set[str]:
    return {slugify(name.removeprefix("The ")) for name in (rules.name, *rules.aliases)}


def test_no_name_belongs_to_two_sources(shipped: tuple[SourceRules, ...]) -> None:
    counts = Counter(slug for rules in shipped for slug in slugs(rules))
    assert [slug for slug, count in counts.items() if count > 1] == []


def test_no_alias_is_told_twice(shipped: tuple[SourceRules, ...]) -> None:
    for rules in shipped:
        names = (rules.name, *rules.aliases)
        assert len(set(names)) == len(names), rules.name


def test_every_source_has_a_kind_or_stands_for_several(shipped: tuple[SourceRules, ...]) -> None:
    assert [rules.name for rules in shipped if (rules.kind is None) != rules.collective] == []
    assert len(shipped) > 300


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("Kommersant-daily", "Kommersant"),
        ("Reuter", "Reuters"),
        ("ITAR-TASS", "Itar-Tass"),
        ("Vremya-MN", "Vremya MN"),
        ("Izvestiya", "Izvestia"),
        ("gazeta", "Gazeta"),
        ("The Washington Post", "Washington Post"),
        ("Rustavi-2", "Rustavi-2 TV"),
        ("Czech News Agency", "CTK"),
    ],
)
def test_spellings_have_one_label(book: SourceBook, printed: str, label: str) -> None:
    assert book.label(book.slug(printed)) == label


@pytest.mark.parametrize(
    ("printed", "collective"),
    [
        ("Russian agencies", True),
        ("Western media", True),
        ("Kazakh media", True),
        ("Village agencies", True),
        ("Interfax", False),
    ],
)
def test_several_sources_together_are_marked(book: SourceBook, printed: str, *, collective: bool) -> None:
    named = SourceBook(by_slug=book.by_slug, labels={slugify(printed): printed})
    assert named.collective(named.slug(printed)) is collective


def test_an_archives_own_sources_win(tmp_path: Path) -> None:
    own = '[[sources]]\nname = "Interfax Moscow"\nkind = "wire"\naliases = ["Interfax"]\n'
    (tmp_path / "sources.toml").write_text(own)
    own_book = source_book(load_sources(tmp_path), NOTHING_PRINTED)
    assert own_book.label(own_book.slug("Interfax")) == "Interfax Moscow"
    assert own_book.label(own_book.slug("Trud")) == "Trud"
