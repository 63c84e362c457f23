"""The log of what was searched for: words, how much they found, the hour; nobody's address.

A line is a JSON object, `{"at", "q", "found"}`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How often the same was searched for, and what it found the last time."""

    q: str
    times: int
    found: int


class _Entry(msgspec.Struct):
    q: str
    found: int


def entry(q: str, found: int, now: datetime) -> str:
    """One line. To the hour: when exactly tells more of a reader than of an archive."""
    line = {"at": f"{now:%Y-%m-%dT%H}Z", "q": q, "found": found}
    return msgspec.json.encode(line).decode()


def top(lines: Iterable[str], *, zero: bool) -> list[Asked]:
    """What is searched for most, first; with `zero` only what found nothing. Torn lines are left out."""
    times: Counter[str] = Counter()
    last: dict[str, _Entry] = {}
    for line in lines:
        try:
            read = msgspec.json.decode(line, type=_Entry)
        except msgspec.DecodeError:
            continue
        key = " ".join(read.q.casefold().split())
        times[key] += 1
        last[key] = read
    asked = [Asked(q=last[key].q, times=number, found=last[key].found) for key, number in times.items()]
    wanted = [each for each in asked if not (zero and each.found)]
    return sorted(wanted, key=lambda each: (-each.times, each.q))
