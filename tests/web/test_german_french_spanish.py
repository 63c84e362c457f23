"""Pages in German, French and Spanish: their words, days and counts, and the marks that belong to each."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.web import catalogues
from tests.web.catalogues import TRANSLATIONS

THIN = "\u202f"
"""The space that French puts before high marks."""


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "de",
            ("Filter entfernen: Person Igor Ivanov", "Filter entfernen: Ab 1. April 2002", "Jg. 8, Nr. 68"),
        ),
        ("fr", (f"Retirer le filtre{THIN}: personne Igor Ivanov", f"Personne{THIN}:", "1er avril 2002")),
        ("es", ("Quitar el filtro: persona Igor Ivanov", "Persona:", "1 de abril de 2002", "n.º 68")),
    ],
)
def test_results_are_said_in_the_language(client: FlaskClient, language: str, said: tuple[str, ...]) -> None:
    asked = f"/search?person=igor-ivanov&after=2002-04-01&lang={language}"
    html = client.get(asked).text.replace("\xa0", " ")
    assert f'<html lang="{language}" dir="ltr"' in html
    assert [each for each in said if each not in html] == []


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("de", "1 Person", "2 Personen"),
        ("fr", "1 personne", "2 personnes"),
        ("es", "1 persona", "2 personas"),
    ],
)
def test_counts_have_the_form_of_their_number(
    client: FlaskClient, language: str, one: str, many: str
) -> None:
    assert one in client.get(f"/people?find=igor&lang={language}").text
    assert many in client.get(f"/people?find=ivanov&lang={language}").text


@pytest.mark.parametrize(
    ("language", "month"), [("de", "April 2002"), ("fr", "avril 2002"), ("es", "abril de 2002")]
)
def test_months_are_written_as_the_language_writes_them(
    client: FlaskClient, language: str, month: str
) -> None:
    assert f"<caption>{month}</caption>" in client.get(f"/browse?lang={language}").text


@pytest.mark.parametrize(
    ("language", "foreign"),
    [
        ("de", r"[”«»]|(?:^|\s)“"),
        ("fr", rf"[“”„]|[^{THIN}][:;?!](?=\s|$)|[^{THIN}]»|«[^{THIN}]"),
        ("es", r"[“”„]|(?:^|[^\w*)\"»])[;:?]|«\s|\s»"),
        ("ru", r"[“”]"),
    ],
)
def test_marks_are_those_of_the_language(language: str, foreign: str) -> None:
    assert [form for form in forms(language) if re.search(foreign, form)] == []


def test_a_question_in_spanish_begins_with_its_mark() -> None:
    assert [form for form in forms("es") if form.count("?") != form.count("¿")] == []


def forms(language: str) -> list[str]:
    """Every text of a catalogue, in all its forms."""
    found = catalogues.read(TRANSLATIONS / language / "LC_MESSAGES" / "messages.po")
    texts = [message.string or "" for message in found if message.id]
    return [form for text in texts for form in ((text,) if isinstance(text, str) else text)]
