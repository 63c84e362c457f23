"""Slugs that last: whoever was given one keeps it, whatever arrives, and old ones lead somewhere."""

from __future__ import annotations

import itertools
import random
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchapp.authority.given_slugs import Face, given_slugs
from searchapp.authority.people_file import load_people
from searchapp.authority.redirects import redirects
from searchapp.authority.slug_file import FILE, add_slugs, load_slugs, slugs_of
from searchapp.authority.slug_registry import NO_SLUGS, Given, Moved, SlugRegistry
from searchapp.authority.slugs import slugify
from searchapp.errors import SettingsError
from searchapp.extract import extract
from searchapp.extract.lexicon import load_lexicon
from searchapp.extract.people import name_mentions
from searchapp.formats import documents
from searchapp.model.article import Document
from searchapp.model.draft import Draft
from searchapp.model.registry import Person, Redirect, Source
from tests.authority.walks import people_named

PEOPLE = ("Igor Ivanov", "Ígor Ivanov", "Sergei Ivanov", "Igor Ivanóv", "Khattab")


def face(*names: str, surfaces: tuple[str, ...] = ()) -> Face:
    return Face(
        label=names[0],
        names=frozenset(names),
        surfaces=frozenset((*names, *surfaces)),
        slug=slugify(names[0]),
    )


def settled(known: SlugRegistry, *faces: Face) -> tuple[dict[str, str], SlugRegistry]:
    """Label -> slug, and the registry afterwards."""
    slugs, lines = given_slugs(known, faces)
    return dict(zip((each.label for each in faces), slugs, strict=True)), known.extended(lines)


def test_an_empty_registry_gives_slugs_by_label_and_learns_them() -> None:
    slugs, known = settled(NO_SLUGS, face("Igor Ivanov"), face("Ígor Ivanov"))
    assert slugs == {"Igor Ivanov": "igor-ivanov", "Ígor Ivanov": "igor-ivanov-2"}
    assert known.lines == (
        Given(slug="igor-ivanov", names=("Igor Ivanov",)),
        Given(slug="igor-ivanov-2", names=("Ígor Ivanov",)),
    )


def test_nothing_new_is_no_line() -> None:
    _, known = settled(NO_SLUGS, face("Igor Ivanov", "I. Ivanov"))
    assert given_slugs(known, [face("I. Ivanov", "Igor Ivanov")]) == (("igor-ivanov",), ())


def test_a_slug_outlives_its_label() -> None:
    _, known = settled(NO_SLUGS, face("Alyaksandr Lukashenka"))
    slugs, known = settled(known, face("Aleksandr Lukashenko", "Alyaksandr Lukashenka"))
    assert slugs == {"Aleksandr Lukashenko": "alyaksandr-lukashenka"}
    slugs, _ = settled(known, face("Aleksandr Lukashenko"))
    assert slugs == {"Aleksandr Lukashenko": "alyaksandr-lukashenka"}


def test_who_comes_later_gets_another_even_if_first_in_the_alphabet() -> None:
    _, known = settled(NO_SLUGS, face("Ígor Ivanov"))
    slugs, _ = settled(known, face("Igor Ivanov"), face("Ígor Ivanov"))
    assert slugs == {"Igor Ivanov": "igor-ivanov-2", "Ígor Ivanov": "igor-ivanov"}


def test_persons_who_turn_out_to_be_one_keep_the_older_slug_and_the_other_leads_there() -> None:
    _, known = settled(NO_SLUGS, face("Kamal Kharazi"), face("Kamal Kharrazi"))
    slugs, known = settled(known, face("Kamal Kharrazi", "Kamal Kharazi"))
    assert slugs == {"Kamal Kharrazi": "kamal-kharazi"}
    assert known.moved == {"kamal-kharrazi": "kamal-kharazi"}


def test_who_parts_again_gets_the_slug_back() -> None:
    _, known = settled(NO_SLUGS, face("Kamal Kharazi"), face("Kamal Kharrazi"))
    _, known = settled(known, face("Kamal Kharrazi", "Kamal Kharazi"))
    slugs, known = settled(known, face("Kamal Kharazi"), face("Kamal Kharrazi"))
    assert slugs == {"Kamal Kharazi": "kamal-kharazi", "Kamal Kharrazi": "kamal-kharrazi"}
    assert known.moved == {}
    assert given_slugs(known, [face("Kamal Kharazi"), face("Kamal Kharrazi")])[1] == ()


def test_where_persons_part_the_first_name_keeps_the_slug() -> None:
    _, known = settled(NO_SLUGS, face("Aleksei Lebed", "Aleksandr Lebed"))
    slugs, _ = settled(known, face("Aleksandr Lebed"), face("Aleksei Lebed"))
    assert slugs == {"Aleksandr Lebed": "aleksandr-lebed", "Aleksei Lebed": "aleksei-lebed"}


def test_a_slug_of_somebody_withdrawn_is_for_nobody_else() -> None:
    _, known = settled(NO_SLUGS, face("Igor Ivanov"))
    slugs, known = settled(known, face("Ígor Ivanov"))
    assert slugs == {"Ígor Ivanov": "igor-ivanov-2"}
    assert settled(known, face("Igor Ivanov"))[0] == {"Igor Ivanov": "igor-ivanov"}


def test_a_surname_s_slug_leads_to_the_only_one_who_bears_it_now() -> None:
    _, known = settled(NO_SLUGS, face("Ivanov"))
    slugs, known = settled(known, face("Igor Ivanov", surfaces=("Ivanov",)))
    assert slugs == {"Igor Ivanov": "igor-ivanov"}
    assert known.current("ivanov") == "igor-ivanov"


def test_a_surname_s_slug_leads_nowhere_where_several_bear_it() -> None:
    _, known = settled(NO_SLUGS, face("Ivanov"))
    both = [face(name, surfaces=("Ivanov",)) for name in ("Igor Ivanov", "Sergei Ivanov")]
    assert settled(known, *both)[1].moved == {}


def test_a_rename_is_followed_and_its_undoing_too() -> None:
    _, known = settled(NO_SLUGS, face("Igor Ivanov", "I. Ivanov"))
    there = (
        Given(slug="i-ivanov", names=("I. Ivanov", "Igor Ivanov")),
        Moved(slug="igor-ivanov", now="i-ivanov"),
    )
    assert settled(known.extended(there), face("I. Ivanov", "Igor Ivanov"))[0] == {"I. Ivanov": "i-ivanov"}
    back = (
        Given(slug="igor-ivanov", names=("Igor Ivanov", "I. Ivanov")),
        Moved(slug="i-ivanov", now="igor-ivanov"),
    )
    slugs, again = settled(known.extended(there + back), face("Igor Ivanov", "I. Ivanov"))
    assert slugs == {"Igor Ivanov": "igor-ivanov"}
    assert again.current("i-ivanov") == "igor-ivanov"


def test_ways_that_go_round_end() -> None:
    known = SlugRegistry((Moved(slug="a", now="b"), Moved(slug="b", now="a")))
    assert known.current("a") in ("a", "b")


@given(
    arrivals=st.lists(st.permutations(PEOPLE).map(lambda p: p[:3]), max_size=4),
    order=st.permutations(PEOPLE),
)
def test_slugs_survive_any_order_of_arrival(arrivals: list[list[str]], order: list[str]) -> None:
    slugs, known = settled(NO_SLUGS, *map(face, sorted(PEOPLE)))
    for some in arrivals:
        now, known = settled(known, *map(face, some))
        assert now == {name: slugs[name] for name in some}
    assert settled(known, *map(face, order))[0] == slugs


def test_an_address_once_given_always_leads_to_a_bearer_of_its_name() -> None:
    """Spellings join and part at random; while anybody prints a slug's first name, it leads to somebody."""
    names = [f"{given} {surname}" for given in ("Igor", "Ihor", "I.") for surname in ("Ivanov", "Ivanow")]
    for seed in range(60):
        chance, known = random.Random(seed), NO_SLUGS
        for _ in range(6):
            groups: dict[int, list[str]] = {}
            for name in names:
                groups.setdefault(chance.randrange(4), []).append(name)
            slugs, known = settled(known, *(face(*each) for _, each in sorted(groups.items())))
            standing = set(slugs.values())
            assert len(standing) == len(groups)
            assert {known.current(slug) for slug in known.first} <= standing
            assert not standing & set(known.moved)
            assert settled(known, *(face(*each) for _, each in sorted(groups.items())))[1] == known


@pytest.fixture(scope="module")
def printed() -> list[Draft]:
    """Real texts, with people whose names they spell in several ways."""
    names = partial(name_mentions, lexicon=load_lexicon())
    files = sorted((Path(__file__).parents[1] / "gold").glob("*.txt"))[::2]
    found = [
        extract(each, names=names) for file in files for each in documents(file) if isinstance(each, Document)
    ]
    assert len(found) > 30
    return found


@pytest.mark.parametrize("seed", range(3))
def test_every_address_of_a_growing_archive_lives_on(printed: list[Draft], seed: int) -> None:
    people, known, given_ever = load_people(), NO_SLUGS, set[str]()
    arriving = random.Random(seed).sample(printed, len(printed))
    for held in range(8, len(arriving) + 8, 8):
        resolution = people_named(arriving[:held], {}, people, known)
        known = known.extended(resolution.given)
        leading = {each.old for each in redirects(known, resolution.persons, ())}
        standing = {person.slug for person in resolution.persons}
        given_ever |= standing
        assert given_ever <= standing | leading
    assert people_named(printed, {}, people, known).given == ()


def test_the_file_reads_back_what_was_added(tmp_path: Path) -> None:
    lines = (Given(slug="el-za", names=("El’za Kungaeva", "Эльза Кунгаева")), Moved(slug="a", now="b"))
    assert load_slugs(tmp_path) == NO_SLUGS
    add_slugs(tmp_path, lines[:1])
    add_slugs(tmp_path, ())
    add_slugs(tmp_path, lines[1:])
    assert load_slugs(tmp_path).lines == lines
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_lines_of_others_and_a_missing_last_newline_are_kept(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"withdrawn": "some-article"}\n\n{"person": "a", "names": ["A B"]}')
    add_slugs(tmp_path, [Moved(slug="a", now="b")])
    assert (tmp_path / FILE).read_text().count("\n") == 4
    assert load_slugs(tmp_path).moved == {"a": "b"}


@pytest.mark.parametrize(
    "damage",
    ['{"person": "a", "names"', "[]", '{"person": "a"}', '{"person": "", "names": ["A"]}',
     '{"person": "a", "names": []}', '{"person": "a", "names": [""]}', '{"person": 1}'],
)  # fmt: skip
def test_a_damaged_line_is_told_by_its_number(damage: str) -> None:
    with pytest.raises(SettingsError) as told:
        slugs_of(f'{{"person": "a", "names": ["A B"]}}\n{damage}\n', "registry.jsonl")
    assert "Line 2 of registry.jsonl is damaged" in str(told.value)
    assert "Correct that line or remove it" in str(told.value)


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="cannot be read"):
        load_slugs(tmp_path)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be written"):
        add_slugs(tmp_path / "nowhere", [Moved(slug="a", now="b")])


def test_redirects_lead_to_records_only_and_never_from_one() -> None:
    known = SlugRegistry(tuple(itertools.starmap(moved, [("a", "b"), ("b", "c"), ("d", "gone")])))
    people = (Person(slug="c", name="C"),)
    sources = (
        Source(slug="afp", name="AFP", aliases=("Agence France-Presse", "afp", "RIA")),
        Source(slug="ria", name="RIA"),
    )
    assert redirects(known, people, sources) == (
        Redirect(field="person", old="a", new="c"),
        Redirect(field="person", old="b", new="c"),
        Redirect(field="source", old="agence-france-presse", new="afp"),
    )


def moved(slug: str, now: str) -> Moved:
    return Moved(slug=slug, now=now)
