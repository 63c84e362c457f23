"""What those who run the site learn of its requests: numbers, lines, slow searches, words if they ask.

No line tells an address of a reader, and only the slow and the opt-in log tell words.
"""

from __future__ import annotations

import json
import logging
import os
import time
import weakref
from bisect import bisect_left
from contextlib import suppress
from datetime import UTC, datetime
from typing import NamedTuple, cast

from flask import Flask, Response, current_app, g, request

from searchapp.model.search import SearchQuery
from searchapp.represent.prometheus import Metric, Sample, buckets
from searchapp.represent.query_log import entry
from searchapp.settings import Settings
from searchapp.web.counters import Counters

UNSEEN = "searchapp.unseen"
"""In the environment of a request that nobody made, and that is not counted."""
_KEY = "searchapp-watch"
_BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
"""In seconds."""
_GROUPS = ("search", "article", "other")
_CLASSES = ("2xx", "3xx", "4xx", "5xx")
_PAGES = {"search.results": "search", "api.search": "search", "articles.article": "article",
          "api.article": "article"}  # fmt: skip
_WIDTH = len(_BOUNDS) + 2
"""Numbers of a histogram: its buckets, one more above them, and the sum."""
_STATUSES = len(_GROUPS) * _WIDTH
_SEARCHES = _STATUSES + len(_CLASSES)
_EMPTY, _LIMITED = _SEARCHES + 1, _SEARCHES + 2

_log = logging.getLogger("searchapp.slow")


class Found(NamedTuple):
    """What a search was for, and how many articles it found."""

    query: SearchQuery
    total: int


class Watch:
    """Counts the requests of one app, and logs as its settings say."""

    def __init__(self, settings: Settings) -> None:
        self._counters = Counters(_LIMITED + 1)
        self._slow = settings.slow_query_ms / 1000
        self._requests = Lines(settings.request_log) if settings.request_log else None
        self._queries = Lines(settings.query_log) if settings.query_log else None

    def seen(self, response: Response, seconds: float, found: Found | None) -> None:
        """A request was answered; `found` is what a search found, where it was one."""
        group = _GROUPS.index(_PAGES.get(request.endpoint or "", "other"))
        first = group * _WIDTH
        self._counters.add(first + bisect_left(_BOUNDS, seconds))
        self._counters.add(first + _WIDTH - 1, seconds)
        self._counters.add(_STATUSES + min(max(response.status_code // 100, 2), 5) - 2)
        if response.status_code == 429:
            self._counters.add(_LIMITED)
        if found is not None:
            self._searched(found, seconds)
        if self._requests is not None:
            self._requests.add(_told(response, seconds, found))

    def metrics(self) -> list[Metric]:
        """The numbers of all processes together."""
        numbers = self._counters.totals()
        return [
            _latency(numbers),
            _counter(
                "searchapp_responses_total",
                "Answers by class of status.",
                [(("status", name), numbers[_STATUSES + at]) for at, name in enumerate(_CLASSES)],
            ),
            _counter("searchapp_searches_total", "Searches answered.", [(None, numbers[_SEARCHES])]),
            _counter(
                "searchapp_searches_empty_total", "Searches that found nothing.", [(None, numbers[_EMPTY])]
            ),
            _counter(
                "searchapp_rate_limited_total",
                "Requests refused as too many at once.",
                [(None, numbers[_LIMITED])],
            ),
        ]

    def _searched(self, found: Found, seconds: float) -> None:
        self._counters.add(_SEARCHES)
        if not found.total:
            self._counters.add(_EMPTY)
        if seconds >= self._slow:
            _log.warning("A search took %.0f ms: %s", seconds * 1000, json.dumps(found.query.q))
        if self._queries is not None and found.query.q and found.query.page == 1:
            self._queries.add(entry(found.query.q, found.total, datetime.now(UTC)))


class Lines:
    """A file to add lines to: `-` is stderr. Raises OSError."""

    def __init__(self, path: str) -> None:
        self._file = 2 if path == "-" else os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
        if path != "-":
            weakref.finalize(self, os.close, self._file)

    def add(self, line: str) -> None:
        """In one go, so that lines of several processes and threads do not mix."""
        with suppress(OSError):  # a full disk costs lines, and no answers
            os.write(self._file, f"{line}\n".encode())


def install(app: Flask, settings: Settings) -> None:
    """Watch the app's requests."""
    app.extensions[_KEY] = Watch(settings)
    app.before_request(_begin)
    app.after_request(_end)


def watch() -> Watch:
    """Of this app."""
    return cast("Watch", current_app.extensions[_KEY])


def found(query: SearchQuery, total: int) -> None:
    """Note what this request searched for, and how much it found."""
    g.found = Found(query, total)


def _begin() -> None:
    g.begun = time.perf_counter()


def _end(response: Response) -> Response:
    if UNSEEN in request.environ:
        return response
    begun = g.get("begun")
    seconds = time.perf_counter() - begun if begun is not None else 0.0
    watch().seen(response, seconds, g.get("found"))
    return response


def _told(response: Response, seconds: float, found: Found | None) -> str:
    """One line; the route says what was asked for, and not which."""
    told = {
        "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "method": request.method,
        "route": request.url_rule.rule if request.url_rule else None,
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
        "bytes": response.content_length,
        "found": found.total if found else None,
    }
    return json.dumps(told)


def _latency(numbers: list[float]) -> Metric:
    samples: list[Sample] = []
    for at, group in enumerate(_GROUPS):
        own = numbers[at * _WIDTH : (at + 1) * _WIDTH]
        label = ("route", group)
        samples += [("_bucket", (label, ("le", bound)), count) for bound, count in buckets(_BOUNDS, own[:-1])]
        samples += [("_sum", (label,), own[-1]), ("_count", (label,), sum(own[:-1]))]
    about = "How long answers took, in seconds, until they began to be sent."
    return Metric(name="searchapp_request_seconds", kind="histogram", about=about, samples=samples)


def _counter(name: str, about: str, samples: list[tuple[tuple[str, str] | None, float]]) -> Metric:
    labelled = [("", (label,) if label else (), value) for label, value in samples]
    return Metric(name=name, kind="counter", about=about, samples=labelled)
