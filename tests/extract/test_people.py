"""Whom one text names: full names, roles as printed, bare and attributive mentions, and whom it does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchapp.extract.lexicon import load_lexicon
from searchapp.extract.people import name_mentions
from searchapp.model.draft import Manner, NameMention

SEEDS = Path(__file__).parents[2] / "seeds"
LEXICON = load_lexicon()


def mentions(*paragraphs: str) -> tuple[NameMention, ...]:
    return name_mentions(paragraphs, LEXICON)


def full(*paragraphs: str) -> list[tuple[str | None, str, str | None]]:
    """Given name, surname and role of each certain full name."""
    return [(m.given, m.surname, m.role) for m in mentions(*paragraphs) if m.manner is Manner.FULL]


def attributive(text: str) -> list[str]:
    return [m.surname for m in mentions(text) if m.manner is Manner.ATTRIBUTIVE]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        # Roles are lower case after a nationality in early volumes, capitals later.
        ("So Russian foreign minister Yevgeny Tarasov left.", "Yevgeny Tarasov", "Russian foreign minister"),
        ("So Russian Foreign Minister Yevgeny Tarasov left.", "Yevgeny Tarasov", "Russian Foreign Minister"),
        ("He met U.S. Assistant Secretary of State Ann Doe.", "Ann Doe", "U.S. Assistant Secretary of State"),
        (
            "In all, European Commission President Romano Bassi spoke.",
            "Romano Bassi",
            "European Commission President",
        ),
        ("Fuel and Energy Minister Yuri Zorin resigned.", "Yuri Zorin", "Fuel and Energy Minister"),
        ("They named then acting prime minister Oleg Durov.", "Oleg Durov", "then acting prime minister"),
        ("The pro-Moscow Chechen leader Akhmad Zavin spoke.", "Akhmad Zavin", "pro-Moscow Chechen leader"),
        ("Former deputy speaker Artur Chilin agreed.", "Artur Chilin", "Former deputy speaker"),
        ("In Moscow Foreign Minister Igor Tarasov spoke.", "Igor Tarasov", "Foreign Minister"),
        ("St. Petersburg Governor Oleg Yakin came.", "Oleg Yakin", "St. Petersburg Governor"),
        (
            "Moldova's new prime minister, Dumitru Braga, came.",
            "Dumitru Braga",
            "Moldova's new prime minister",
        ),
        # Ranks come in five styles.
        ("Lt. Gen. Gennady Trosin flew in.", "Gennady Trosin", "Lt. Gen."),
        ("Col. General Vyacheslav Trubin flew in.", "Vyacheslav Trubin", "Col. General"),
        ("Colonel-General Leonid Ivashin flew in.", "Leonid Ivashin", "Colonel-General"),
        ("General-Major Valery Minaev flew in.", "Valery Minaev", "General-Major"),
        ("Marshal Igor Sergin flew in.", "Igor Sergin", "Marshal"),
        ("The chief of staff Col. Gen. Valery Manin went.", "Valery Manin", "chief of staff Col. Gen."),
        # Set off by commas, before and after.
        ("Ann Doe, the U.S. secretary of state, came.", "Ann Doe", "U.S. secretary of state"),
        (
            "He met the chairman of the Upper House, Oleg Mironin.",
            "Oleg Mironin",
            "chairman of the Upper House",
        ),
        ("Russia’s defense minister, Igor Rodin, and others met.", "Igor Rodin", "Russia’s defense minister"),
        (
            "Nadir Hachin, the head of the Union of Muslims, fled.",
            "Nadir Hachin",
            "head of the Union of Muslims",
        ),
        ("The U.S. mediator, Xarey Cavan, called.", "Xarey Cavan", "U.S. mediator"),
        ("A student, Xarlo Giulan, told a reporter.", "Xarlo Giulan", "student"),
        ("The wrestler Xarlo Giulan lost.", "Xarlo Giulan", "wrestler"),
        (
            "Xira Markin, the old president’s wife, still writes.",
            "Xira Markin",
            "old president’s wife",
        ),
        ("Ramzan Kadin, the man’s son, fled.", "Ramzan Kadin", "man’s son"),
        (
            "Ann Doe, the deputy prime minister for social affairs, came.",
            "Ann Doe",
            "deputy prime minister for social affairs",
        ),
        ("Ann Doe, now a Duma deputy, came.", "Ann Doe", "Duma deputy"),
        ("So Interpol Secretary-General Ann Doe came.", "Ann Doe", "Interpol Secretary-General"),
        ("NATO Secretary General Lord Arthur Robin spoke.", "Arthur Robin", "NATO Secretary General"),
        # A rank between the office and the name; a rank retired from.
        (
            "NATO’s Supreme Commander, General Wesley Clarin, spoke.",
            "Wesley Clarin",
            "NATO’s Supreme Commander, General",
        ),
        ("Lt. Gen. (ret.) Aleksandr Lebin spoke.", "Aleksandr Lebin", "Lt. Gen. (ret.)"),
    ],
)
def test_role_is_as_printed(text: str, name: str, role: str) -> None:
    given_name, surname = name.split()
    assert full(text) == [(given_name, surname, role)]


def test_plural_gives_its_singular_to_each() -> None:
    assert full("Governors Viktor Isharin, Eduard Rossin and Oleg Yakin signed; Igor Tarasin did not.") == [
        ("Viktor", "Isharin", "Governor"),
        ("Eduard", "Rossin", "Governor"),
        ("Oleg", "Yakin", "Governor"),
        ("Igor", "Tarasin", None),
    ]


@pytest.mark.parametrize(
    ("text", "given", "surname"),
    [
        ("Interpol head Ronald K. Noble came.", "Ronald K.", "Noble"),
        ("El’za Kungina was buried.", "El’za", "Kungina"),
        ("Stanislav Il´yasin and others came.", "Stanislav", "Il´yasin"),
        ("Levon Ter-Petrosin resigned.", "Levon", "Ter-Petrosin"),
        ("Bashar al-Asin spoke.", "Bashar", "al-Asin"),
        ("Osama bin Ladin spoke.", "Osama", "bin Ladin"),
        ("Max van der Stool spoke.", "Max", "van der Stool"),
        ("Jiang Zemin spoke.", "Zemin", "Jiang"),
        ("Former British Prime Minister John Major spoke.", "John", "Major"),
        ("Journalist Larry King asked.", "Larry", "King"),
        ("Foreign Minister Petre Roman spoke.", "Petre", "Roman"),
        ("Bill Clayton's aides said so.", "Bill", "Clayton"),
        # An unknown given name behind a title, or with a surname of the region.
        ("Deputy Foreign Minister Xolbek Imran spoke.", "Xolbek", "Imran"),
        ("According to Xavkat Dzubaidov, all is well.", "Xavkat", "Dzubaidov"),
        # Words run together in volume 1.
        ("Abkhaz leader VladislavArdzin spoke.", "Vladislav", "Ardzin"),
        ("Said Abdullo Nurin signed.", "Said Abdullo", "Nurin"),
        # Surnames of several words, titles inside names, places that are surnames.
        ("Jaap de Hoop Scheffin spoke.", "Jaap", "de Hoop Scheffin"),
        ("Carla Del Ponsin spoke.", "Carla", "Del Ponsin"),
        ("Khalid Sheikh Mohammedin spoke.", "Khalid Sheikh", "Mohammedin"),
        ("They believe Omar Sheikh did it.", "Omar", "Sheikh"),
        ("The American banker Boris Jordan came.", "Boris", "Jordan"),
        ("Xamzi bin al-Shibin fled.", "Xamzi", "bin al-Shibin"),
        ("They met Kim Jong Il there.", "Jong Il", "Kim"),
        # Given names in another spelling, or built as such names are; Jan is no month here.
        ("Then Serguei Dzubin and others came.", "Serguei", "Dzubin"),
        ("They met Xotambek Safar there.", "Xotambek", "Safar"),
        ("So Jan Nowin was there.", "Jan", "Nowin"),
        # Said to have suffered what people suffer.
        ("The arrest of Xiduan Isamin, known as Hambin, came late.", "Xiduan", "Isamin"),
    ],
)
def test_names_of_every_build(text: str, given: str, surname: str) -> None:
    assert [(g, s) for g, s, _ in full(text)] == [(given, surname)]


@pytest.mark.parametrize(
    "text",
    [
        "The Duma, Gazprom, Yabloko and Interfax were silent; so was Itar-Tass.",
        "The Axis of Evil and the Dayton Accords recalled the Cold War.",
        "It reached the UN Security Council, the Middle East, Central Asia and the Persian Gulf.",
        "The cruiser Marshal Ustinov and the aircraft carrier Admiral Kuznetsov sailed.",
        "They marched down Lenin Street to the Andrei Sakharov Museum.",
        "Business Recorder and the Diplomatic Academy were cited.",
        "Georgia, Jordan, Israel and Paris agreed. Georgian President Hotel guests left.",
        "IRANIAN FOREIGN MINISTER WINDS UP MOSCOW VISIT.",
        "Major changes followed. King size beds were sold. The Bill passed.",
        "Al Jazeera, Abu Dhabi, Nizhny Novgorod, Buenos Aires and Tel Aviv; New England; White House.",
        "The USS Abraham Lincoln sailed, and Price Waterhouse & Co audited.",
        "Norilsk Nickel Chairman and Yabloko leader are posts.",
        "On Monday President Hotel staff struck, and New York banks closed.",
        "He flew back by way of Charles de Gaulle.",
        "France sent the Charles de Gaulle, and the Leonid Brezhnev sailed.",
        "The Akademik Igor Keldin has been sent home.",
        "It was a Tom Clancin plot. The Peter and Paul Fortress and the Molotov Cocktail stood.",
        "The Admiral Kuznetsov stayed in port; so did the Admiral Kuznetsov.",
        "Near the Alexander Nevsky cathedral stood the Pyotr Veliky missile battery.",
        "The arrest of Novye Aldy residents followed. A rival, Norilsk Nickel, bid.",
    ],
)
def test_these_are_nobody(text: str) -> None:
    assert full(text) == []


def test_attributive_uses() -> None:
    # A hyphenated pair is told from a hyphenated surname by the whole archive: both readings are kept.
    named = attributive("It pleased the Bush administration, and the Yeltsin-Kuchma summit failed.")
    assert sorted(named) == ["Bush", "Kuchma", "Yeltsin", "Yeltsin-Kuchma"]
    assert attributive("Only pro-Zyuganov deputies and Yeltsin adviser Ivan Tarasin came.") == [
        "Zyuganov",
        "Yeltsin",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Yeltsin government’s latest crisis passed.",
        "The Yeltsin empire shrank.",
        "In the Yeltsin years it rained.",
        "Only the Yeltsin clan's money was left.",
        "The Yeltsin doctrine was dead.",
    ],
)
def test_surname_with_a_noun_behind_it_is_attributive(text: str) -> None:
    assert attributive(text) == ["Yeltsin"]


def test_candidate_whose_surname_acts_is_a_person() -> None:
    text = "He met two of the freed, Xamilla Carr and Jon James. {}"
    assert ("Xamilla", "Carr", None) in full(text.format("Carr asked him to be fair."))
    assert ("Xamilla", "Carr", None) not in full(text.format("Carr shares rose."))


def test_relatives_share_a_surname() -> None:
    assert full("Loyal to the brothers Magomed and Nadir Khachin, they stood.") == [
        ("Nadir", "Khachin", None),
        ("Magomed", "Khachin", None),
    ]
    for text in (
        "The brothers Chernin, Mikhail and Lev, sold.",
        "The Chernin brothers, Mikhail and Lev, sold.",
    ):
        assert full(text) == [("Mikhail", "Chernin", None), ("Lev", "Chernin", None)]
    candidates = [m for m in mentions("Mikhail and Raisa Gorbin came.") if m.manner is Manner.SURNAME]
    assert ("Mikhail", "Gorbin", "Mikhail") in [(m.given, m.surname, m.surface) for m in candidates]
    candidates = list(mentions("Akhmad Kadin took no credit. His son Ramzan did."))
    assert ("Ramzan", "Kadin") in [(m.given, m.surname) for m in candidates]
    candidates = list(mentions("Yury Zakharin and Viktor Gonchin left. Zakharin’s wife, Olga, wept."))
    assert ("Olga", "Zakharin") in [(m.given, m.surname) for m in candidates]


def test_courtesy_introduces_without_being_a_role() -> None:
    (thatcher,) = mentions("Then Mrs. Thatchin came.")
    assert (thatcher.manner, thatcher.role) == (Manner.SURNAME, "")
    (petrov,) = mentions("A Mr. Petrin called.")
    assert (petrov.manner, petrov.surname) == (Manner.FULL, "Petrin")


def test_brackets_are_looked_through() -> None:
    budanov, kazantsev = [
        m for m in mentions("It named “[Colonel Yury] Budanin” and asked [Viktor] Kazantin.") if m.given
    ]
    assert (budanov.given, budanov.surname, budanov.role, budanov.surface) == (
        "Yury",
        "Budanin",
        "Colonel",
        "Budanin",
    )
    assert (kazantsev.given, kazantsev.surface) == ("Viktor", "[Viktor] Kazantin")


def test_single_names_behind_a_title() -> None:
    assert full("Pope John Paul II met Patriarch Aleksy II.") == [
        (None, "John Paul II", "Pope"),
        (None, "Aleksy II", "Patriarch"),
    ]
    kirsanov = mentions("In the gorge, Georgian President Kirsanov's men died.")[-1]
    assert (kirsanov.surname, kirsanov.role) == ("Kirsanov", "Georgian President")
    (khattab,) = mentions("He saw field commander Khattab.")
    assert (khattab.manner, khattab.surname, khattab.role) == (Manner.SURNAME, "Khattab", "field commander")


def test_everyday_words_are_surnames_only_where_the_text_knows_one() -> None:
    assert not mentions("Cook the books, they said.")
    known = mentions("British Foreign Secretary Robin Cook came. Cook said no.")
    assert [m.surface for m in known] == ["Robin Cook", "Cook"]
    listed = mentions("Bush, Putin, Jacques Chirin and Tony Blair each spoke.")
    assert [m.surface for m in listed] == ["Bush", "Putin", "Jacques Chirin", "Tony Blair"]
    behind = mentions("Gore will come in July; Bush later.")
    assert [m.surface for m in behind] == ["Bush"]
    titled = mentions("They asked President Bush. Bush said no.")
    assert [m.surface for m in titled] == ["Bush", "Bush"]


def test_surface_is_the_text_at_its_place_without_possessive() -> None:
    text = "Meanwhile, Iranian Foreign Minister Kamal Kharazin’s visit ended."
    (mention,) = mentions(text)
    assert mention.surface == "Kamal Kharazin"
    assert text[mention.place.start : mention.place.end] == mention.surface
    assert mention.place.paragraph == 1


@pytest.mark.parametrize(
    ("seed", "people"),
    [
        (
            "000_ed16eb6156c8d97f.txt",
            {
                "Kamal Kharrazi": "Iranian Foreign Minister",
                "John Bolton": "U.S. Assistant Secretary of State",
                "Aleksandr Losyukov": "Deputy Foreign Minister",
                "Aleksandr Rumyantsev": "Russian Atomic Energy Minister",
                "Igor Ivanov": "Russian Foreign Minister",
                "Gennady Seleznev": "Russian State Duma speaker",
                "Sergei Mironov": "chairman of the Federation Council",
                "Vladimir Putin": "President",
                "Yasser Arafat": None,
                "Romano Prodi": "European Commission President",
            },
        ),
        (
            "002_a488e1ec50027d39.txt",
            {
                "Vladimir Putin": "Russian President",
                "Kamal Kharrazi": "Iranian Foreign Minister",
                "George W. Bush": "U.S. President",
                "Colin Powell": "U.S. Secretary of State",
                "Igor Ivanov": "Foreign Minister",
                "Mohammad Khatami": "Iranian President",
                "Sergei Ivanov": "Russian Defense Minister",
            },
        ),
    ],
)
def test_seeds_name_exactly_these_in_full(seed: str, people: dict[str, str | None]) -> None:
    paragraphs = (SEEDS / seed).read_text(encoding="utf-8").split("\n\n")[1:]
    found = {m.surface: m.role for m in mentions(*paragraphs) if m.manner is Manner.FULL}
    assert found == people


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from("Igor Ivanov’s [Viktor] “Putin” President the of , . al- U.S. II Said bin -".split())
    )
)
def test_any_text_gives_places_that_hold_their_surface(words: list[str]) -> None:
    text = " ".join(words)
    for mention in mentions(text):
        assert text[mention.place.start : mention.place.end] == mention.surface


def test_a_name_run_together_with_the_next_word_ends_where_it_ends() -> None:
    text = "Imomali Rakhmonovwill meet Pavel Grachevsaid, Ferdinand Marcos and Boris Yeltsinand aides."
    found = {mention.surface for mention in mentions(text)}
    assert {"Imomali Rakhmonov", "Pavel Grachev", "Ferdinand Marcos", "Boris Yeltsin"} <= found
