"""Where things lie and how the server answers: read once from the environment, frozen after.

Each setting is a field of `Settings`, and `SEARCHAPP_<NAME>` in the environment sets it. The page of all
settings (docs/settings.md) is made of the fields, their defaults and the texts below them.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from searchapp.errors import N_, Message, SettingsError

PREFIX = "SEARCHAPP_"

Value = Path | str | int | tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting with its default."""

    index: Path = Path("index")
    """The folder of the built index."""
    archive: Path = Path(".")
    """The folder of archive.toml, people.toml and sources.toml; each is optional."""
    host: str = "127.0.0.1"
    """The address `searchapp serve` listens on."""
    port: int = 8000
    """The port `searchapp serve` listens on."""
    workers: int = min(4, os.cpu_count() or 1)
    """How many processes of `searchapp serve` answer requests."""
    threads: int = 4
    """How many requests each of them answers at once."""
    processes: int = os.cpu_count() or 1
    """How many processes of `searchapp index` read files."""
    kept_pages_mb: int = 16
    """How many MB of pages each of them keeps, which are not made again for whoever asks for the same until
    the index changes. With 0 none are."""
    url: str = ""
    """The address the world knows the site by, such as `https://archive.example.org` or
    `https://example.org/archive`: what feeds, citations and the sitemap name, and the path before all its
    addresses. Without it, each request's own, without a path."""
    authority: str = ""
    """Whose the ids in feeds are, for ever: a domain and a year in which it is yours, such as
    `archive.example.org,2026`. Without it, the host of `url` or of the request, and 2026."""
    trusted_hosts: tuple[str, ...] = ()
    """The names the site answers to, with commas between them; `.example.org` is that domain and all below
    it. Others are refused. Without it, any is answered."""
    proxies: int = 0
    """How many proxies of yours stand in front, whose `X-Forwarded-` headers are believed. With 0 none
    is."""
    rate: str = ""
    """How often one address may ask, such as `60/minute` or `10/second;600/hour`. Without it, as often as
    it likes. Behind a proxy, set `proxies` too, or all readers are one address."""
    rate_storage: str = "memory://"
    """Where requests are counted: each process by itself (`memory://`), or all together in Redis
    (`redis://host:6379`; needs the extra `searchapp[redis]`)."""
    request_log: str = ""
    """Where a line is written for each request, a JSON object without words or addresses of readers: a file,
    or `-` for stderr. Without it, none is."""
    slow_query_ms: int = 500
    """Searches that take longer than so many milliseconds are logged with their words, and no address."""
    query_log: str = ""
    """A file to which the words of every search are added, with the hour, how much they found and no address,
    for `searchapp log top`. Without it, words are not kept."""

    @classmethod
    def load(cls, environ: Mapping[str, str]) -> Settings:
        """The settings of an environment; raises SettingsError for unknown names and bad values."""
        asked = {
            name.removeprefix(PREFIX).lower(): value
            for name, value in environ.items()
            if name.startswith(PREFIX)
        }
        known = [field.name for field in fields(cls)]
        for name in asked:
            if name not in known:
                raise SettingsError(
                    Message.of(N_("%(name)s is not a setting."), name=PREFIX + name.upper()),
                    _nearest(name, known),
                )
        return cls(**{name: _value(name, text) for name, text in asked.items()})  # type: ignore[arg-type]


def _value(name: str, text: str) -> Value:
    if not text:
        raise SettingsError(
            Message.of(N_("%(name)s is empty."), name=PREFIX + name.upper()),
            Message.of(N_("Give it a value, or unset it.")),
        )
    return _READERS.get(name, _text)(name, text)


def _text(_: str, text: str) -> str:
    return text


def _path(_: str, text: str) -> Path:
    return Path(text)


def _names(_: str, text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _number(least: int, highest: int) -> Callable[[str, str], int]:
    def read(name: str, text: str) -> int:
        if text.isdecimal() and least <= int(text) <= highest:
            return int(text)
        numbers = Message.of(
            N_("Give a whole number from %(least)s to %(highest)s."), least=least, highest=highest
        )
        raise _bad(name, text, numbers)

    return read


def _like(form: str, hint: str) -> Callable[[str, str], str]:
    def read(name: str, text: str) -> str:
        if not re.fullmatch(form, text):
            raise _bad(name, text, Message.of(hint))
        return text.rstrip("/")

    return read


_A_RATE = r"[1-9][0-9]{0,8}\s*(?:/|\bper\b)\s*(?:[1-9][0-9]{0,4}\s*)?(?:second|minute|hour|day)s?"
_READERS: Mapping[str, Callable[[str, str], Value]] = {
    "index": _path,
    "archive": _path,
    "port": _number(1, 65535),
    "workers": _number(1, 256),
    "threads": _number(1, 256),
    "processes": _number(1, 256),
    "kept_pages_mb": _number(0, 4096),
    "url": _like(
        r"https?://[A-Za-z0-9.\[\]:-]+(?:/[A-Za-z0-9._~-]+)*/?",
        N_("Give an address like https://archive.example.org or https://example.org/archive."),
    ),
    "authority": _like(
        r"[A-Za-z0-9.-]+,[0-9]{4}(?:-[0-9]{2}){0,2}",
        N_("Give a domain and a year with a comma between them, like archive.example.org,2026."),
    ),
    "trusted_hosts": _names,
    "proxies": _number(0, 9),
    "rate": _like(
        rf"{_A_RATE}(?:\s*;\s*{_A_RATE})*",
        N_("Give numbers for a time, like 60/minute or 10/second;600/hour."),
    ),
    "slow_query_ms": _number(1, 600_000),
    "rate_storage": _like(
        r"memory://|rediss?://[!-~]+",
        N_("Give memory:// or an address of Redis, like redis://localhost:6379."),
    ),
}
"""What reads each setting's text; a text as it is, for those that are not here."""


def _bad(name: str, text: str, hint: Message) -> SettingsError:
    return SettingsError(
        Message.of(N_("%(name)s is “%(value)s”."), name=PREFIX + name.upper(), value=text), hint
    )


def _nearest(name: str, known: list[str]) -> Message:
    near = difflib.get_close_matches(name, known, n=1) or known[:1]
    return Message.of(N_("Did you mean %(name)s?"), name=PREFIX + near[0].upper())
