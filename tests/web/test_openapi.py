"""The description of the API is true: it is valid, it names every address, and every answer is as it says.

The proof of the API (tests/proofs) asks what nobody would think of.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from searchapp.represent.openapi import document
from searchapp.urls import PARAMETERS
from tests.represent.answers import ORIGIN

DOCUMENT: dict[str, Any] = document(ORIGIN)
OPERATIONS = {
    operation["operationId"]: (path, operation)
    for path, methods in DOCUMENT["paths"].items()
    for operation in methods.values()
}
MACHINES = ("api", "feeds", "lists", "suggest")
"""The parts of the site that it describes."""


def test_it_is_valid() -> None:
    validate(DOCUMENT, cls=OpenAPIV31SpecValidator)


def test_it_is_served(client: FlaskClient) -> None:
    served = client.get("/api/openapi.json").get_json()
    assert served == {**DOCUMENT, "servers": [{"url": "http://localhost"}]}


def test_it_names_every_address_and_no_other(app: Flask) -> None:
    rules = [each for each in app.url_map.iter_rules() if each.endpoint.partition(".")[0] in MACHINES]
    plain = {shape for each in rules for shape in shapes(each.rule)}
    assert plain == {re.sub(r"\{\w+\}", "{}", path) for path in DOCUMENT["paths"]}


def shapes(rule: str) -> Iterator[str]:
    """A rule as the paths of a description: one for each of the suffixes it takes."""
    forms = re.search(r"<any\(([a-z,]+)\):form>", rule)
    for form in forms[1].split(",") if forms else [""]:
        written = rule.replace(forms[0], form) if forms else rule
        yield re.sub(r"<[^>]+>", "{}", written)


def test_it_names_every_parameter_of_a_search() -> None:
    for name, others in (("search_json", set()), ("search_jsonl", {"page", "per_page"})):
        _, operation = OPERATIONS[name]
        assert {each["name"] for each in operation["parameters"]} == {*PARAMETERS, "seen", "lang"} - others


# A client made of the document alone --------------------------------------------------------------


def ask(client: FlaskClient, name: str, **arguments: Any) -> Any:
    """What an operation answers, checked against what the document says of it."""
    path, operation = OPERATIONS[name]
    asked = []
    for each in operation["parameters"]:
        value = arguments.pop(each["name"].replace("-", "not_"), None)
        if each["in"] == "path":
            path = path.replace(f"{{{each['name']}}}", quote(str(value), safe=""))
        elif value is not None:
            asked.append((each["name"], value))
    assert not arguments
    answer = client.get(f"{path}?{urlencode(asked, doseq=True)}")
    said = operation["responses"][str(answer.status_code)]
    for header, about in said.get("headers", {}).items():
        assert header in answer.headers or not about.get("required")
    [(media_type, content)] = said["content"].items()
    assert answer.mimetype == media_type
    body = (
        json.loads(answer.data) if media_type.endswith("json") and "ndjson" not in media_type else answer.text
    )
    check(body, content["schema"])
    return body


def check(body: Any, schema: dict[str, Any]) -> None:
    whole = {**schema, "components": DOCUMENT["components"]}
    Draft202012Validator(whole, format_checker=FormatChecker()).validate(body)


SEARCHES: tuple[dict[str, Any], ...] = (
    {},
    {"q": "moscow", "sort": "oldest", "per_page": 10},
    {"q": '"axis of evil" -russia'},
    {"q": "moskow"},
    {"q": "( unclosed OR"},
    {"q": "nothing at all", "match": "any"},
    {"person": ["igor-ivanov", "nobody"], "person_op": "all", "not_source": ["afp", "none"]},
    {"issue": ["60..70", "8:66"], "volume": 8, "year": "2002", "month": "2002-04", "publication": "monitor"},
    {"after": "2002-04", "before": "2002-04-30", "page": 1},
    {"page": 400},
    {"page": 1000, "per_page": 100},
    {"page": 0},
    {"q": "x" * 501},
)


@pytest.mark.parametrize("form", ["json", "atom", "csv", "ris", "bib", "jsonl"])
@pytest.mark.parametrize("asked", SEARCHES, ids=str)
def test_searches_are_answered_as_described(client: FlaskClient, form: str, asked: dict[str, Any]) -> None:
    if form == "jsonl":
        asked = {name: value for name, value in asked.items() if name not in ("page", "per_page")}
    body = ask(client, f"search_{form}", **asked)
    if form == "jsonl" and isinstance(body, str):
        for line in body.splitlines():
            check(json.loads(line), {"$ref": "#/components/schemas/Article"})


def test_a_client_finds_its_way_from_a_search_to_everything_else(client: FlaskClient) -> None:
    [hit] = ask(client, "search_json", q="bushehr")["data"]
    article = ask(client, "article", id=hit["id"])
    assert "visit" in ask(client, "article_ris", id=hit["id"])
    assert "@article{visit" in ask(client, "article_bib", id=hit["id"])
    issue = ask(client, "issue", publication="monitor", volume=article["volume"], number=article["issue"])
    assert issue["articles"] == [hit["id"]]
    for person in hit["people"]:
        assert ask(client, "person", slug=person["slug"])["name"] == person["name"]
        assert person["name"] in ask(client, "person_atom", slug=person["slug"])
    for source in hit["sources"]:
        assert ask(client, "source", slug=source["slug"])["name"] == source["name"]
        assert source["name"] in ask(client, "source_atom", slug=source["slug"])
    assert len(ask(client, "people", sort="count")["data"]) == 6
    assert [each["slug"] for each in ask(client, "sources", find="tass")["data"]] == ["itar-tass"]
    assert "Igor Ivanov" in ask(client, "suggest", q="igor iv")[1]


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("article", {"id": "nothing"}),
        ("article_bib", {"id": "nothing"}),
        ("person", {"slug": "no/body"}),
        ("person_atom", {"slug": "nobody"}),
        ("source", {"slug": "Ничто"}),
        ("issue", {"publication": "monitor", "volume": 8, "number": 999_999}),
        ("people", {"page": 10_000}),
        ("people", {"sort": "best"}),
        ("sources", {"letter": ""}),
    ],
)
def test_errors_are_as_described(client: FlaskClient, name: str, arguments: dict[str, Any]) -> None:
    assert ask(client, name, **arguments)["ok"] is False


def test_a_description_that_said_less_would_be_found_out() -> None:
    person = {"slug": "a", "name": "A", "aliases": [], "roles": [], "articles": 1, "confusable_with": []}
    validator = Draft202012Validator(
        {"$ref": "#/components/schemas/Person", "components": DOCUMENT["components"]}
    )
    assert validator.is_valid(person)
    assert not validator.is_valid({**person, "surprise": 1})
    assert not validator.is_valid({name: value for name, value in person.items() if name != "roles"})
