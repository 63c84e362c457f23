"""The shipped people.toml: whom it knows, and that no name in it means two persons."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations

import pytest

from searchapp.authority.identities import Names
from searchapp.authority.people_file import load_people
from searchapp.authority.slugs import slugify
from searchapp.text.fold import folded_words

KNOWN = load_people()
SHOWN = [person for person in KNOWN.persons if not person.hidden]


def test_it_knows_the_public_figures_of_the_time() -> None:
    assert len(SHOWN) >= 290


def test_no_person_is_entered_twice() -> None:
    slugs = Counter(slugify(person.name) for person in KNOWN.persons)
    assert [slug for slug, count in slugs.items() if count > 1] == []


def test_no_spelling_is_two_persons() -> None:
    names = Names(KNOWN)
    meant: dict[str, set[str]] = defaultdict(set)
    for person in KNOWN.persons:
        for spelling in person.names:
            meant[names.key(spelling)].add(person.name)
    assert {key: persons for key, persons in meant.items() if len(persons) > 1} == {}


def test_no_entry_says_the_same_twice() -> None:
    assert [person.name for person in KNOWN.persons if len(set(person.names)) < len(person.names)] == []


def test_every_alias_is_a_full_name_but_for_those_who_have_one_name() -> None:
    for person in SHOWN:
        single = " " not in person.name
        assert all(single or " " in alias for alias in person.aliases), person.name


def test_everybody_can_be_asked_for_in_cyrillic() -> None:
    for person in SHOWN:
        assert any("а" <= letter <= "я" for name in person.names for letter in name.casefold()), person.name


def test_those_told_apart_are_entries_of_their_own() -> None:
    names = {person.name for person in SHOWN}
    assert {name for apart in KNOWN.never_merge for name in apart} <= names


def test_everybody_who_shares_a_surname_is_told_apart() -> None:
    by_surname = defaultdict(list)
    for person in SHOWN:
        if len(person.name.split()) > 1 and not person.name.endswith(" II"):
            by_surname[folded_words(person.name)[-1]].append(person.name)
    for bearers in by_surname.values():
        for one, other in combinations(bearers, 2):
            assert any({one, other} <= set(apart) for apart in KNOWN.never_merge), (one, other)


@pytest.mark.parametrize("name", ["Путин", "Борис Ельцин", "Нурсултан Назарбаев", "Эдуард Шеварднадзе"])
def test_cyrillic_names_are_written_right(name: str) -> None:
    assert any(name in spelling for person in SHOWN for spelling in person.names)
