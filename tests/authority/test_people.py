"""People over the whole archive: identities, bare surnames, labels, and what the editor's file changes."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from searchapp.authority.people_file import PeopleFile, load_people, overlaid, people_of
from searchapp.errors import SettingsError
from searchapp.extract.lexicon import load_lexicon
from searchapp.extract.people import name_mentions
from searchapp.model.article import ArticleId
from searchapp.model.draft import Draft
from searchapp.model.registry import DatedRole, Person
from tests.authority.walks import Named, people_named

SEEDS = Path(__file__).parents[2] / "seeds"
APRIL_4, APRIL_8 = (
    "\n\n".join((SEEDS / name).read_text(encoding="utf-8").split("\n\n")[1:])
    for name in ("000_ed16eb6156c8d97f.txt", "002_a488e1ec50027d39.txt")
)
NOTHING_KNOWN = PeopleFile()


def drafts(texts: dict[str, str]) -> list[Draft]:
    return [
        Draft(
            id=ArticleId(name),
            path=name,
            digest="",
            publication="Monitor",
            volume=8,
            number=1,
            title=None,
            paragraphs=(paragraphs := tuple(text.split("\n\n"))),
            names=name_mentions(paragraphs, load_lexicon()),
        )
        for name, text in texts.items()
    ]


def resolve(known: PeopleFile = NOTHING_KNOWN, dates: dict[str, date] | None = None, **texts: str) -> Named:
    days = {ArticleId(name): (dates or {}).get(name) for name in texts}
    return people_named(drafts(texts), days, known)


def names(resolution: Named, article: str) -> list[str]:
    return [person.name for person in resolution.people[ArticleId(article)] if not person.attributive]


def person(resolution: Named, slug: str) -> Person:
    return next(person for person in resolution.persons if person.slug == slug)


def test_seeds_name_ten_and_seven_persons() -> None:
    resolution = resolve(load_people(), a=APRIL_4, b=APRIL_8)
    assert names(resolution, "a") == [
        "Kamal Kharrazi",
        "John Bolton",
        "Aleksandr Losyukov",
        "Aleksandr Rumyantsev",
        "Igor Ivanov",
        "Gennady Seleznev",
        "Sergei Mironov",
        "Vladimir Putin",
        "Yasser Arafat",
        "Romano Prodi",
    ]
    assert names(resolution, "b") == [
        "Vladimir Putin",
        "Kamal Kharrazi",
        "George W. Bush",
        "Colin Powell",
        "Igor Ivanov",
        "Mohammad Khatami",
        "Sergei Ivanov",
    ]
    assert not any(resolution.unresolved.values())


def test_president_bush_is_attributive_where_only_his_administration_is_named() -> None:
    resolution = resolve(load_people(), a=APRIL_4, b=APRIL_8)
    (bush,) = [p for p in resolution.people[ArticleId("a")] if p.attributive]
    assert (bush.slug, bush.name, len(bush.mentions)) == ("george-w-bush", "George W. Bush", 4)
    assert person(resolution, "george-w-bush").articles == 1


def test_label_is_a_printed_form_even_where_people_toml_knows_more() -> None:
    resolution = resolve(load_people(), a=APRIL_4)
    (bush,) = [p for p in resolution.people[ArticleId("a")] if p.attributive]
    assert (bush.slug, bush.name) == ("george-w-bush", "Bush")


def test_all_seven_bare_ivanovs_are_igor() -> None:
    resolution = resolve(load_people(), b=APRIL_8)
    by_slug = {p.slug: p for p in resolution.people[ArticleId("b")]}
    igor, sergei = by_slug["igor-ivanov"], by_slug["sergei-ivanov"]
    assert [m.surface for m in igor.mentions].count("Ivanov") == 7
    assert [m.surface for m in sergei.mentions] == ["Sergei Ivanov"]
    assert igor.roles == ("Russian Foreign Minister", "Foreign Minister")
    assert person(resolution, "igor-ivanov").confusable_with == ("sergei-ivanov",)


def test_bare_surname_belongs_to_the_nearest_full_name_before_it() -> None:
    resolution = resolve(
        a="Akhmad Kadin met Ramzan Kadin. Kadin said yes. Then Akhmad Kadin left. Kadin slept."
    )
    found = {p.slug: [m.place.start for m in p.mentions] for p in resolution.people[ArticleId("a")]}
    assert found == {"akhmad-kadin": [0, 52, 71], "ramzan-kadin": [17, 31]}


def test_bare_surname_without_a_full_name_belongs_to_the_only_holder_in_the_archive() -> None:
    resolution = resolve(a="Governor Viktor Kirsanov spoke.", b="In Omsk, Kirsanov refused.")
    assert names(resolution, "b") == ["Viktor Kirsanov"]


def test_bare_surname_of_two_holders_stays_unresolved() -> None:
    resolution = resolve(
        a="Governor Viktor Kirsanov spoke.",
        b="General Pavel Kirsanov spoke.",
        c="In Omsk, Kirsanov refused. Kirsanov left.",
    )
    assert names(resolution, "c") == []
    (unresolved,) = resolution.unresolved[ArticleId("c")]
    assert unresolved.candidates == ("pavel-kirsanov", "viktor-kirsanov")
    assert (unresolved.surface, len(unresolved.mentions)) == ("Kirsanov", 2)


def test_a_role_that_only_one_of_them_had_decides() -> None:
    resolution = resolve(
        a="Russian Foreign Minister Igor Kirsanov spoke.",
        b="Defense Minister Pavel Kirsanov spoke.",
        c="He met Foreign Minister Kirsanov. Kirsanov nodded.",
    )
    assert names(resolution, "c") == ["Igor Kirsanov"]
    assert resolution.unresolved[ArticleId("c")] == ()


def test_a_role_that_contradicts_the_nearest_is_stronger() -> None:
    def told(role: str) -> Named:
        return resolve(
            a="Russian Foreign Minister Igor Kirsanov spoke.",
            b="Russian Defense Minister Pavel Kirsanov spoke.",
            c=f"Foreign Minister Igor Kirsanov came. {role} Kirsanov had wanted a veto.",
        )

    found = told("Defense Minister")
    assert names(found, "c") == ["Igor Kirsanov", "Pavel Kirsanov"]
    unknown = told("Finance Minister")
    assert names(unknown, "c") == ["Igor Kirsanov"]
    assert len(unknown.unresolved[ArticleId("c")]) == 1
    assert names(told("Army General"), "c") == ["Igor Kirsanov"]


def test_a_role_that_contradicts_the_only_holder_means_nobody_where_the_file_knows_another() -> None:
    igor = "Foreign Minister Igor Ivanov spoke."
    text = "Defense Minister Ivanov had wanted a veto."
    assert names(resolve(load_people(), a=igor, b=text), "b") == []
    assert names(resolve(a=igor, b=text), "b") == ["Igor Ivanov"]


def test_relatives_are_persons_the_archive_knows() -> None:
    known = "Former Soviet President Mikhail Gorbin spoke. Guard commander Ramzan Kadin spoke."
    text = "Mikhail and Raisa Gorbin met Akhmad Kadin. His son Ramzan and Saddam and Tariq Azin did not."
    found = resolve(a=known, b=text, c="Saddam Husin slept.")
    assert names(found, "b") == [
        "Mikhail Gorbin",
        "Raisa Gorbin",
        "Akhmad Kadin",
        "Ramzan Kadin",
        "Tariq Azin",
    ]


def test_courtesies_and_aliases() -> None:
    found = resolve(a="Then Mrs. Thatchin came. Mrs. Gorbin stayed.", b="Raisa Gorbin spoke.")
    assert names(found, "a") == ["Thatchin", "Raisa Gorbin"]
    assert found.people[ArticleId("a")][0].roles == ()
    alias = resolve(a="Vladimir Kumin, alias Barsin, lost an arm.", b="Mikhail Barsin spoke.")
    assert names(alias, "a") == ["Vladimir Kumin"]
    stranger = resolve(a="A Mr. Petrin called. Petrin wept.", b="Ivan Petrin spoke.")
    assert [(p.slug, len(p.mentions)) for p in stranger.people[ArticleId("a")]] == [("petrin", 2)]


def test_surname_of_several_words_is_found_alone() -> None:
    found = resolve(a="Jaap de Hoop Scheffin came. De Hoop Scheffin asked.")
    assert [len(p.mentions) for p in found.people[ArticleId("a")]] == [2]


def test_holders_count_from_when_the_archive_first_names_them() -> None:
    resolution = resolve(
        dates={"a": date(1996, 1, 5), "b": date(2000, 1, 5), "c": date(1997, 1, 5), "d": date(2001, 1, 5)},
        a="Governor Viktor Kirsanov spoke.",
        b="General Pavel Kirsanov spoke.",
        c="In Omsk, Kirsanov refused.",
        d="In Omsk, Kirsanov refused.",
    )
    assert names(resolution, "c") == ["Viktor Kirsanov"]
    assert len(resolution.unresolved[ArticleId("d")]) == 1


def test_words_nobody_holds_are_dropped() -> None:
    resolution = resolve(a="In Omsk, Zvezdin refused. The Tolkin administration fell. Zelen Plov was served.")
    assert resolution.people[ArticleId("a")] == () == resolution.unresolved[ArticleId("a")]


def test_a_title_makes_a_person_of_a_single_name() -> None:
    resolution = resolve(a="Prime Minister Barsukin resigned. Barsukin wept.")
    (barsukin,) = resolution.people[ArticleId("a")]
    assert (barsukin.slug, barsukin.roles, len(barsukin.mentions)) == ("barsukin", ("Prime Minister",), 2)


def test_spellings_are_one_person_where_the_given_names_agree() -> None:
    resolution = resolve(
        a="Mayor Yuri Luzhin spoke.",
        b="Mayor Yury Luzhin spoke.",
        c="Mayor Yury Luzhin spoke.",
        d="Oleg Luzhin spoke.",
    )
    assert [p.slug for p in resolution.persons] == ["oleg-luzhin", "yury-luzhin"]
    assert person(resolution, "yury-luzhin").aliases == ("Yuri Luzhin",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Aleksandr Lukashenko", "Alyaksandr Lukashenka"),
        ("Imammali Rakhmonov", "Imomali Rahmonov"),
        ("Mentimir Shaimiyev", "Mintimer Shaimiev"),
        ("Dzhokhar Dudayev", "Djohar Dudaev"),
        ("Yuri Luzhkov", "Yury Luzhkov"),
        ("Gennadi Seleznev", "Gennady Seleznev"),
        ("Said Abdullo Nuri", "Saidabdullo Nuri"),
        ("Zenon Poznyak", "Zyanon Paznyak"),
        ("Kamal Kharrazi", "Kamal Kharazi"),
        ("George W. Bush", "George Bush"),
        ("Boris Yeltsin", "B. Yeltsin"),
    ],
)
def test_known_variants_are_one_person(one: str, other: str) -> None:
    resolution = resolve(load_people(), a=f"President {one} spoke.", b=f"President {other} spoke.")
    assert len(resolution.persons) == 1
    assert resolution.persons[0].name in (one, other)
    assert resolution.persons[0].articles == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Igor Ivanov", "Sergei Ivanov"),
        ("Akhmad Kadyrov", "Ramzan Kadyrov"),
        ("Aleksandr Lebed", "Aleksei Lebed"),
        ("Vladimir Yakovlev", "Aleksandr Yakovlev"),
        ("Heidar Aliev", "Ilham Aliev"),
        ("Mohammad Khatami", "Mohammad Reza Khatami"),
        ("George W. Bush", "George H. W. Bush"),
    ],
)
def test_namesakes_stay_apart(one: str, other: str) -> None:
    resolution = resolve(load_people(), a=f"Senator {one} spoke to Senator {other}.")
    assert len(resolution.persons) == 2
    assert all(len(person.confusable_with) == 1 for person in resolution.persons)


def test_given_names_are_learned_from_the_archive() -> None:
    text = "They trusted Xolka Tamir entirely."
    assert names(resolve(a=text), "a") == []
    assert names(resolve(a=text, b="Foreign Minister Xolka Ruza spoke."), "a") == ["Xolka Tamir"]


def test_single_names_and_aliases_of_the_file() -> None:
    resolution = resolve(load_people(), a="According to Saddam, Khattab was dead.")
    assert [p.slug for p in resolution.people[ArticleId("a")]] == ["saddam-hussein", "khattab"]
    assert "Владимир Путин" in person(resolve(load_people(), b=APRIL_8), "vladimir-putin").aliases


def test_roles_are_dated() -> None:
    resolution = resolve(
        dates={"a": date(1996, 1, 5), "b": date(1997, 1, 5)},
        a="Foreign minister Pavel Kirsanov spoke.",
        b="Foreign Minister Pavel Kirsanov spoke. Prime Minister Kirsanov agreed.",
    )
    assert person(resolution, "pavel-kirsanov").roles == (
        DatedRole(role="Foreign Minister", first=date(1996, 1, 5), last=date(1997, 1, 5)),
        DatedRole(role="Prime Minister", first=date(1997, 1, 5), last=date(1997, 1, 5)),
    )


def test_order_of_the_drafts_does_not_matter() -> None:
    texts = {
        "a": APRIL_4,
        "b": APRIL_8,
        "c": "Sergey Ivanov and V. Putin met. Ivanov left.",
        "d": "Ivanov left.",
    }
    expected = people_named(drafts(texts), {}, load_people())
    for shuffled in permutations(drafts(texts)):
        resolution = people_named(shuffled, {}, load_people())
        assert resolution.persons == expected.persons
        assert dict(resolution.people) == dict(expected.people)
        assert dict(resolution.unresolved) == dict(expected.unresolved)


def test_editor_hides_splits_and_merges() -> None:
    text = "Mayor Yuri Luzhin met Mayor Yury Luzhin and Governor Oleg Petrin. Governor Igor Tarasin left."
    split = people_of('never_merge = [["Yuri Luzhin", "Yury Luzhin"]]', "people.toml")
    assert {"yuri-luzhin", "yury-luzhin"} < {p.slug for p in resolve(split, a=text).persons}
    merged = people_of('always_merge = [["Oleg Petrin", "Igor Tarasin"]]', "people.toml")
    assert [p.name for p in resolve(merged, a=text).persons] == ["Igor Tarasin", "Yuri Luzhin"]
    hidden = people_of('[[person]]\nname = "Oleg Petrin"\nhidden = true', "people.toml")
    assert "oleg-petrin" not in {p.slug for p in resolve(hidden, a=text).persons}


def test_archives_file_is_laid_over_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "people.toml").write_text(
        '[[person]]\nname = "Boris Yeltsin"\naliases = ["Boris Jelzin"]\n[[person]]\nname = "Ann Doe"\n',
        "utf-8",
    )
    entries = {person.name: person for person in load_people(tmp_path).persons}
    assert {"Boris Eltsin", "Boris Jelzin"} <= set(entries["Boris Yeltsin"].aliases)
    assert "Ann Doe" in entries
    assert load_people(tmp_path / "nowhere") == load_people()
    assert overlaid(load_people(), PeopleFile()) == load_people()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name = ", "is not valid TOML"),
        ('[[person]]\nname = "A"\nalias = ["B"]', "Did you mean aliases?"),
        ('[[persons]]\nname = "A"', "Did you mean person?"),
        ('[[person]]\naliases = ["B"]', "Give every person a name"),
        ('[[person]]\nname = "A"\naliases = "B"', "Write a list of names"),
        ('[[person]]\nname = "A"\nhidden = "yes"', "Write true or false"),
        ("person = 3", "Begin each entry with [[person]]"),
        ('never_merge = ["A", "B"]', "merges are lists of such lists"),
    ],
)
def test_bad_files_say_what_to_do(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "people.toml").write_text(text, "utf-8")
    with pytest.raises(SettingsError) as caught:
        load_people(tmp_path)
    assert told in str(caught.value)
    assert str(tmp_path) in str(caught.value)
