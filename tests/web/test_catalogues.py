"""Every text of the interface is in every catalogue, and nothing else is.

After a change of texts run `python -m tests.web.catalogues` and translate what it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from flask.testing import FlaskClient

from tests.web import catalogues
from tests.web.catalogues import CATALOGUES, Id

VALUE = re.compile(r"%\(\w+\)s")


def messages(path: Path) -> tuple[Catalog, list[Message]]:
    catalogue = catalogues.read(path)
    return catalogue, [message for message in catalogue if message.id]


def forms(message: Message) -> Iterable[str]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


@pytest.fixture(scope="module")
def said() -> set[Id]:
    found = set(catalogues.said())
    assert len(found) > 100
    return found


def test_a_text_that_counts_is_never_asked_for_without_its_number(said: set[Id]) -> None:
    counting = {text[0] for text in said if not isinstance(text, str)}
    assert sorted(counting & said) == []


def test_there_is_russian() -> None:
    assert "ru" in [path.parts[-3] for path in CATALOGUES]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_catalogue_is_complete(path: Path, said: set[Id]) -> None:
    catalogue, found = messages(path)
    plural = {text if isinstance(text, str) else text[0]: text for text in said}
    held = {text if isinstance(text, str) else text[0]: text for text in (m.id for m in found)}
    assert sorted(plural.keys() - held.keys()) == [], "not translated"
    assert sorted(held.keys() - plural.keys()) == [], "no longer said"
    assert list(catalogue.obsolete) == []
    assert [message.id for message in found if message.fuzzy] == []
    assert [message.id for message in found if not all(forms(message))] == []
    assert [message.id for message in found if list(message.check(catalogue))] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_translation_has_the_values_of_its_text(path: Path) -> None:
    """Babel minds only a value that the text has not; here one that is forgotten is minded, too."""
    _, found = messages(path)
    for message in found:
        text = message.id if isinstance(message.id, str) else message.id[1]
        for form in forms(message):
            assert sorted(VALUE.findall(form)) == sorted(VALUE.findall(text)), form


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_plural_forms_are_those_of_the_language(path: Path) -> None:
    catalogue, found = messages(path)
    for message in found:
        if message.pluralizable:
            assert len(list(forms(message))) == catalogue.num_plurals


@pytest.mark.parametrize(
    ("asked", "cookie", "header", "lang"),
    [
        ("?lang=ru", None, "en", "ru"),
        ("?lang=en", "ru", "ru", "en"),
        ("", "ru", "en", "ru"),
        ("", None, "ru-RU,ru;q=0.9,en;q=0.8", "ru"),
        ("", None, "xx", "en"),
        ("?lang=xx", "yy", "ru", "ru"),
    ],
)
def test_the_language_is_asked_then_remembered_then_guessed(
    client: FlaskClient, asked: str, cookie: str | None, header: str, lang: str
) -> None:
    if cookie:
        client.set_cookie("lang", cookie)
    answer = client.get(f"/search{asked}", headers={"Accept-Language": header})
    assert f'<html lang="{lang}" dir="ltr"' in answer.text
    assert answer.headers["Content-Language"] == lang
    assert "Accept-Language" in answer.headers["Vary"]


def test_a_chosen_language_stays(client: FlaskClient) -> None:
    assert "27 статей" in client.get("/search?lang=ru").text
    assert "1 статья" in client.get("/search?q=bushehr").text
    assert "3 статьи" in client.get("/search?q=moscow").text


def test_dates_messages_and_evidence_are_said_in_russian(client: FlaskClient) -> None:
    html = client.get("/article/visit?lang=ru").text
    assert "8 апреля 2002" in html
    assert "Заголовок дан архивом" in html
    refused = client.get("/search?page=0&lang=ru")
    assert "Параметр page не может быть равен «0»." in refused.text


def test_every_page_offers_itself_in_the_other_languages(client: FlaskClient) -> None:
    html = client.get("/search?q=moscow&lang=en").text
    assert '<input type="hidden" name="to" value="/search?q=moscow">' in html
    assert '<option value="ru" lang="ru">Русский</option>' in html
