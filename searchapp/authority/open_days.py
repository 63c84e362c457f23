"""The days of issues that counting leaves open, or that it gives against what the issues cite.

Where too many issues of a volume cite days after the counted ones, some issue fell out that the rules
do not know: then all of the volume's days are open, and its issues settle them together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from searchapp.archive import CalendarRules
from searchapp.authority.calendar import issue_days, later_days, possible_days
from searchapp.authority.evidence import Fit, Held, Named, fit, others
from searchapp.authority.likely_days import likely_days
from searchapp.model.article import IssueKey

# Measured on real issues: how often the last cited day lies so to the issue's own.
_WEIGHTS = {
    Fit.SILENT: 1.0,
    Fit.DAY_BEFORE: 0.62,
    Fit.SAME_DAY: 0.24,
    Fit.SAME_DAY_TOLD: 0.62,
    Fit.OLDER: 0.13,
    Fit.AFTER: 0.01,
}
_OLDER_BY_DAY = 0.6
_NAMED_WEIGHT = 5.0
"""How much likelier a day is that another issue names."""

DOUBTED_FROM = 3
"""So many issues that cite later days put a volume's counting in doubt,"""
DOUBTED_SHARE = 0.05
"""if they are at least this share of those held: misprints are fewer."""
UNKNOWN_LOSSES = 4
"""How many issues may have fallen out of a doubted volume."""


def open_days(held: Held, named: Named) -> Mapping[IssueKey, Mapping[date, float]]:
    """The probability of each possible day, for every issue of a volume that is not simply counted."""
    found: dict[IssueKey, Mapping[date, float]] = {}
    for _, volume in groupby(held, key=lambda key: (key.publication, key.volume)):
        keys = list(volume)
        rules = held[keys[0]].calendar
        if rules is not None and rules.weekdays:
            found |= _volume(keys, held, named, rules)
    return found


def _volume(
    keys: Sequence[IssueKey], held: Held, named: Named, rules: CalendarRules
) -> Mapping[IssueKey, Mapping[date, float]]:
    days = {key: found for key in keys if (found := possible_days(rules, key.volume, key.number))}
    counted = {key: found[0] for key, found in days.items() if len(found) == 1}
    doubted = _is_doubted(counted, held, rules)
    if doubted:
        days = {key: later_days(rules, key.volume, key.number, UNKNOWN_LOSSES) for key in days}
    if not doubted and len(counted) == len(days):
        return {}
    slots = {day: slot for slot, day in enumerate(issue_days(rules, next(iter(days.values()))[0].year))}
    chain = [
        (key.number, {day: _weight(key, day, held, named, rules) for day in found})
        for key, found in days.items()
    ]
    likely = zip(days, likely_days(chain, slots), strict=True)
    return {key: found for key, found in likely if doubted or key not in counted}


def _is_doubted(counted: Mapping[IssueKey, date], held: Held, rules: CalendarRules) -> bool:
    later = sum(fit(held[key], day, rules).fit is Fit.AFTER for key, day in counted.items())
    return later >= max(DOUBTED_FROM, DOUBTED_SHARE * len(counted))


def _weight(key: IssueKey, day: date, held: Held, named: Named, rules: CalendarRules) -> float:
    cited = fit(held[key], day, rules)
    weight = _WEIGHTS[cited.fit]
    if cited.fit is Fit.OLDER and cited.last:
        weight *= _OLDER_BY_DAY ** max(0, (day - cited.last).days - 2)
    return weight * _NAMED_WEIGHT if others(key, day, named) else weight
