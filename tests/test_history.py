"""What is new since a generation, told by the steps between it and the one that is served."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchapp.history import FILE, MOST_IDS, MOST_STEPS, News, Since, Step, add_step, since, steps
from searchapp.model.article import ArticleId

DAY = date(2026, 3, 3)


def news(added: str = "", changed: str = "", withdrawn: str = "") -> News:
    return News(*(tuple(map(ArticleId, ids)) for ids in (added, changed, withdrawn)))


def told(number: int, added: str = "", changed: str = "", withdrawn: str = "") -> Since:
    """What came since a step."""
    ids = (frozenset(map(ArticleId, each)) for each in (added, changed, withdrawn))
    return Since(DAY + timedelta(days=number), *ids)


def step(number: int, said: News | None) -> Step:
    before = str(number - 1) if number > 1 else ""
    return Step(before, str(number), DAY + timedelta(days=number), said)


STEPS = (
    step(1, None),
    step(2, news(added="ab")),
    step(3, news(changed="ax", withdrawn="y")),
    step(4, news()),
)


def test_what_came_since_is_told_with_the_day_of_what_was_seen() -> None:
    assert since(STEPS, "1", "4") == told(1, added="ab", changed="x", withdrawn="y")
    assert since(STEPS, "2", "4") == told(2, changed="ax", withdrawn="y")
    assert since(STEPS, "4", "4") == told(4)


@pytest.mark.parametrize(("seen", "now"), [("0", "4"), ("1", "5"), ("9", "4"), ("x", "4"), ("", "4")])
def test_what_the_steps_do_not_lead_to_is_not_told(seen: str, now: str) -> None:
    assert since(STEPS, seen, now) is None


def test_a_missing_step_and_one_of_too_much_break_the_chain() -> None:
    assert since((*STEPS[:2], STEPS[3]), "1", "4") is None
    assert since((*STEPS, step(5, None)), "4", "5") is None
    assert since((*STEPS, step(5, None)), "5", "5") is not None


Archive = Mapping[str, int]
archives = st.lists(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 2)), min_size=2, max_size=6)


def between(old: Archive, new: Archive) -> News:
    return news(
        "".join(sorted(new.keys() - old.keys())),
        "".join(sorted(key for key in new.keys() & old.keys() if new[key] != old[key])),
        "".join(sorted(old.keys() - new.keys())),
    )


@given(archives)
def test_steps_together_tell_what_the_first_and_the_last_state_differ_in(states: list[Archive]) -> None:
    made = [step(1, None)]
    made += [step(n, between(old, new)) for n, (old, new) in enumerate(pairwise(states), 2)]
    found = since(made, "1", str(len(states)))
    first, last = states[0], states[-1]
    assert found is not None
    assert found.added == last.keys() - first.keys()
    assert found.withdrawn == first.keys() - last.keys()
    assert found.changed <= first.keys() & last.keys()
    assert {key for key in first.keys() & last.keys() if first[key] != last[key]} <= found.changed


def test_steps_are_kept_as_long_as_they_are_not_too_many(tmp_path: Path) -> None:
    for number in range(1, MOST_STEPS + 3):
        add_step(tmp_path, step(number, news(added="a")))
    kept = steps(tmp_path)
    assert len(kept) == MOST_STEPS
    assert kept[-1] == step(MOST_STEPS + 2, news(added="a"))


def test_too_much_is_not_kept_and_damaged_lines_are_passed_over(tmp_path: Path) -> None:
    many = News(added=tuple(ArticleId(str(n)) for n in range(MOST_IDS + 1)))
    add_step(tmp_path, Step("", "1", DAY, many))
    with (tmp_path / FILE).open("a") as file:
        file.write('{"after":\n')
    add_step(tmp_path, step(2, news(added="a")))
    assert [each.news for each in steps(tmp_path)] == [None, news(added="a")]
    assert steps(tmp_path / "nowhere") == []
