"""An invented archive in the shape of the seeds, large enough to be browsed: `write(folder)`.

Five volumes with gaps, a cast that meets again, two Ivanovs, sources cited by day, pointers between issues.
The same texts every time.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

VOLUMES = range(4, 9)
"""Volume 8 is of 2002."""
PER_VOLUME = 24

CAST = (
    ("Russian Foreign Minister Igor Ivanov", "Ivanov"),
    ("Russian Defense Minister Sergei Ivanov", "Ivanov"),
    ("President Vladimir Putin", "Putin"),
    ("Iranian Foreign Minister Kamal Kharrazi", "Kharrazi"),
    ("Atomic Energy Minister Aleksandr Rumyantsev", "Rumyantsev"),
    ("Duma speaker Gennady Seleznev", "Seleznev"),
    ("Ukrainian Prime Minister Anatoly Kinakh", "Kinakh"),
    ("Kazakh President Nursultan Nazarbaev", "Nazarbaev"),
    ("Georgian President Eduard Shevardnadze", "Shevardnadze"),
    ("Gazprom chief Aleksei Miller", "Miller"),
    ("Finance Minister Aleksei Kudrin", "Kudrin"),
    ("Federation Council chairman Sergei Mironov", "Mironov"),
)
SOURCES = ("AFP", "Reuters", "AP", "Interfax", "Itar-Tass", "IRNA", "Kommersant", "Izvestia", "RIA Novosti")


@dataclass(frozen=True)
class Topic:
    """What an article is about."""

    lead: str
    said: tuple[str, ...]
    cast: tuple[int, ...]


TOPICS = (
    Topic(
        "{full} promised yesterday that the second reactor at Bushehr would be loaded before the snow falls",
        (
            "Engineers at the nuclear power plant count pumps, and the pumps do not agree with the invoices.",
            "Washington says that such cooperation is a threat to nonproliferation agreements.",
            "The fuel, {name} said, would come back to Russia; nobody in Tehran has signed that.",
        ),
        (4, 3, 2, 0),
    ),
    Topic(
        "{full} left the talks on the Caspian Sea a day early, and with fewer maps than he had brought",
        (
            "Five states share the sea, and there are six proposals for dividing it.",
            "“A line in the water is still a line,” {name} was quoted as saying.",
            "A median line would give Kazakhstan the shelf and leave Iran a thirteenth of the shore.",
        ),
        (7, 3, 2, 0),
    ),
    Topic(
        "{full} told a half-empty Duma that the arms sales of the past year had been paid for in bananas",
        (
            "Deputies asked for the list of weapons, and were given the list of fruit.",
            "The sales, {name} insisted, involve conventional weaponry only.",
            "“Nothing but a myth,” he called the reports of ballistic missiles under tarpaulins.",
        ),
        (1, 5, 11),
    ),
    Topic(
        "{full} flew to Kyiv with a bill for natural gas that Ukraine says it has never seen",
        (
            "The debt stands at US$1.4 billion, or at nothing, according to who is asked.",
            "A pipeline consortium with German banks was mentioned, and mentioned again.",
            "{name} would not say who owns the gas while it is under way.",
        ),
        (9, 6, 2),
    ),
    Topic(
        "{full} called the presence of U.S. instructors in Tbilisi “neither a tragedy nor a holiday”",
        (
            "Two hundred instructors are to train four battalions for the Pankisi gorge.",
            "Moscow’s generals read of it in the newspapers, and were not amused.",
            "{name} spoke of a partnership in the war against terrorism that must not become a habit.",
        ),
        (8, 1, 2),
    ),
    Topic(
        "{full} sent the budget back to the ministries a third time, with a note about oil at $18 a barrel",
        (
            "The surplus is real, {name} conceded, but it is already spent.",
            "A reserve fund would be filled whenever a barrel costs more than the ministers think it should.",
            "Governors of the poorer regions have begun to telephone.",
        ),
        (10, 5, 11),
    ),
    Topic(
        "{full} dismissed the characterization of Iran, Iraq and North Korea as an “axis of evil”",
        (
            "It is a remnant of Cold War thinking, he said, and better left behind.",
            "The summit scheduled for late May is not in danger, according to {name}.",
            "Diplomats in Moscow walk a careful line between two capitals, neither of which calls back.",
        ),
        (0, 2, 3),
    ),
)

OPENINGS = (
    "",
    "In Geneva, ",
    "Without a word of explanation, ",
    "After a week of silence, ",
    "Before an audience of engineers, ",
    "For the second time this year, ",
    "Somewhat to the surprise of his own staff, ",
)

CLOSING = (
    "What follows from this is unclear. A commission will meet, and it will meet in May.",
    "Few in the capital expect a decision before the summit, and fewer still expect one after it.",
    "Officials nevertheless insist that the sides are moving closer, if from a great distance.",
    "The newspapers, meanwhile, have moved on to the price of sugar.",
)


@dataclass(frozen=True)
class Number:
    """One issue."""

    volume: int
    number: int

    @property
    def day(self) -> date:
        """Issues appear on working days, the first on the second of January."""
        first = date(1994 + self.volume, 1, 2)
        weeks, rest = divmod(self.number - 1 + min(first.weekday(), 4), 5)
        return first - timedelta(days=first.weekday()) + timedelta(days=7 * weeks + rest)


def write(folder: Path) -> None:
    """A hundred and twenty text files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in articles():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def articles() -> Iterator[tuple[str, str]]:
    """Names and texts."""
    draw = random.Random(8)
    before: Number | None = None
    for volume in VOLUMES:
        for number in sorted(draw.sample(range(3, 180), PER_VOLUME)):
            issue = Number(volume, number)
            yield f"invented-{volume}-{number:03}", _article(issue, before, draw)
            before = issue


def _article(issue: Number, before: Number | None, draw: random.Random) -> str:
    topic, other = draw.sample(TOPICS, 2)
    full, name = CAST[draw.choice(topic.cast)]
    second_full, second = CAST[draw.choice([each for each in other.cast if CAST[each][1] != name])]
    said = [each.format(name=name) for each in draw.sample(topic.said, 3)]
    refers = f" (see the Monitor, {_day(before.day)})" if before and before.volume == issue.volume else ""
    paragraphs = [
        f"Publication: Monitor Volume: {issue.volume} Issue: {issue.number}",
        f"{draw.choice(OPENINGS)}{topic.lead.format(full=full)}. {said[0]} {said[1]}",
        (
            f"The matter is not a new one{refers}. {said[2]} {other.said[0].format(name=second)} "
            f"“Ask me in a year,” {second_full} told reporters, and left by the other door."
        ),
        (
            f"{second} and {name} are expected to meet before the end of the month, though neither office "
            f"would say where. {draw.choice(CLOSING)} ({_cited(issue.day, draw)})."
        ),
    ]
    return "\n\n".join(paragraphs) + "\n"


def _cited(day: date, draw: random.Random) -> str:
    cited = []
    for source in draw.sample(SOURCES, draw.randint(2, 4)):
        last = day - timedelta(days=1)
        first = last - timedelta(days=draw.randint(0, 2))
        same = first.month == last.month
        days = _day(last) if first == last else f"{_day(first)}-{last.day}" if same else _day(first)
        cited.append(f"{source}, {days}")
    return "; ".join(cited)


def _day(day: date) -> str:
    return f"{day:%B} {day.day}"
