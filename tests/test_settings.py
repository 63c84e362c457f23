"""Settings come from the environment; what cannot be used is refused with what to do."""

from pathlib import Path

import pytest

from searchapp.archive import load_archive
from searchapp.errors import SettingsError
from searchapp.settings import Settings
from tests import settings_page


def test_defaults() -> None:
    settings = Settings.load({"PATH": "/bin"})
    assert (settings.index, settings.host, settings.port) == (Path("index"), "127.0.0.1", 8000)


def test_the_environment_sets_them() -> None:
    settings = Settings.load({"SEARCHAPP_INDEX": "there", "SEARCHAPP_PORT": "8080"})
    assert (settings.index, settings.port) == (Path("there"), 8080)


def test_an_unknown_setting_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(SettingsError, match="Did you mean SEARCHAPP_INDEX"):
        Settings.load({"SEARCHAPP_INDX": "there"})


@pytest.mark.parametrize("value", ["0", "70000", "http", "-1"])
def test_a_port_is_a_number_in_range(value: str) -> None:
    with pytest.raises(SettingsError, match="from 1 to 65535"):
        Settings.load({"SEARCHAPP_PORT": value})


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("url", "https://archive.example.org/", "https://archive.example.org"),
        ("url", "http://localhost:8080/the/archive/", "http://localhost:8080/the/archive"),
        ("authority", "archive.example.org,2026", "archive.example.org,2026"),
        ("trusted_hosts", "archive.example.org, .example.com", ("archive.example.org", ".example.com")),
        ("proxies", "0", 0),
        ("rate", "10/second;600 per hour", "10/second;600 per hour"),
        ("rate_storage", "redis://localhost:6379", "redis://localhost:6379"),
    ],
)
def test_what_the_site_is_told(name: str, text: str, value: object) -> None:
    assert getattr(Settings.load({f"SEARCHAPP_{name.upper()}": text}), name) == value


@pytest.mark.parametrize(
    ("name", "text", "hint"),
    [
        ("url", "archive.example.org", "https://archive"),
        ("url", "https://archive.example.org/a b", "https://example.org/archive"),
        ("authority", "archive.example.org", "a year"),
        ("proxies", "10", "from 0 to 9"),
        ("rate", "many", "60/minute"),
        ("rate", "60", "60/minute"),
        ("rate_storage", "disk", "memory://"),
        ("slow_query_ms", "soon", "whole number"),
        ("url", "", "unset it"),
    ],
)
def test_what_cannot_be_used_is_told_with_what_can(name: str, text: str, hint: str) -> None:
    with pytest.raises(SettingsError, match=hint):
        Settings.load({f"SEARCHAPP_{name.upper()}": text})


def test_the_page_of_all_settings_is_as_they_are() -> None:
    written = settings_page.PAGE.read_text(encoding="utf-8")
    assert written == settings_page.page(), "python -m tests.settings_page"


def test_an_archive_describes_itself(tmp_path: Path) -> None:
    (tmp_path / "archive.toml").write_text(
        'title = "The Omsk Gazette"\n\n[[publications]]\nslug = "gazette"\nname = "Gazette"\n'
    )
    archive = load_archive(tmp_path)
    assert archive.title == "The Omsk Gazette"
    assert {"gazette", "monitor"} <= {publication.slug for publication in archive.publications}


@pytest.mark.parametrize("text", ["title = ", "titel = 'x'", "title = 3", "[[publications]]\nname = 'x'"])
def test_an_archive_that_cannot_be_used_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "archive.toml").write_text(text)
    with pytest.raises(SettingsError, match=r"archive\.toml"):
        load_archive(tmp_path)
