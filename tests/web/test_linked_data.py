"""What an article's page tells programs in its head: schema.org and the tags of scholars."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from searchapp.represent.linked_data import citation_tags, embedded, json_ld
from tests.represent.answers import ORIGIN, PUBLICATIONS, article, with_text

HOME = "https://archive.example.org"
SHAPES: dict[str, set[str]] = {
    "Article": {"headline", "url", "datePublished", "inLanguage", "isAccessibleForFree", "isPartOf",
                "mentions", "citation"},
    "PublicationIssue": {"issueNumber", "datePublished", "isPartOf"},
    "PublicationVolume": {"volumeNumber", "isPartOf"},
    "Periodical": {"name"},
    "Person": {"name"},
    "Organization": {"name"},
    "CreativeWork": {"publisher", "datePublished", "temporalCoverage"},
}  # fmt: skip
"""Properties that schema.org gives these types, of those that are used."""
WITHIN = {
    "Article": {"PublicationIssue", "PublicationVolume", "Periodical"},
    "PublicationIssue": {"PublicationVolume", "Periodical"},
    "PublicationVolume": {"Periodical"},
}


def check(body: Any) -> None:
    """Every object is of a type of schema.org and has only its properties."""
    known = SHAPES[body["@type"]] | {"@type", "@id", "@context"}
    assert set(body) <= known
    if "isPartOf" in body:
        assert body["isPartOf"]["@type"] in WITHIN[body["@type"]]
    for value in body.values():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                check(each)
            else:
                assert each not in (None, "")


def test_an_article_lies_in_its_issue_its_volume_and_its_periodical() -> None:
    body = json_ld(article("visit"), PUBLICATIONS, ORIGIN)
    check(body)
    assert body["isPartOf"] == {
        "@type": "PublicationIssue",
        "@id": f"{HOME}/issue/monitor/8/68",
        "issueNumber": "68",
        "datePublished": "2002-04-08",
        "isPartOf": {
            "@type": "PublicationVolume",
            "volumeNumber": "8",
            "isPartOf": {"@type": "Periodical", "name": "Monitor"},
        },
    }


def test_who_is_mentioned_are_persons() -> None:
    assert json_ld(article("moscow"), PUBLICATIONS, ORIGIN)["mentions"] == [
        {"@type": "Person", "@id": f"{HOME}/person/sergei-ivanov", "name": "Sergei Ivanov"}
    ]


def test_what_is_cited_are_reports_and_other_issues() -> None:
    cited = json_ld(article("visit"), PUBLICATIONS, ORIGIN)["citation"]
    afp = {"@type": "Organization", "@id": f"{HOME}/source/afp", "name": "AFP"}
    assert cited[0] == {
        "@type": "CreativeWork",
        "publisher": afp,
        "temporalCoverage": ["2002-04-01/2002-04-03"],
    }
    assert cited[1]["datePublished"] == "2002-04-05"
    february, april = cited[-2:]
    assert (february["@type"], february["issueNumber"]) == ("PublicationIssue", "36")
    assert (april["@id"], april["isPartOf"]["issueNumber"]) == (f"{HOME}/article/moscow", "66")


def test_what_is_unknown_is_left_out() -> None:
    body = json_ld(article("undated"), PUBLICATIONS, ORIGIN)
    check(body)
    assert not {"datePublished", "isPartOf", "mentions", "citation"} & set(body)
    tags = dict(citation_tags(article("undated"), PUBLICATIONS, ORIGIN))
    assert "citation_publication_date" not in tags
    assert "citation_journal_title" not in tags


def test_the_tags_of_scholars() -> None:
    assert list(citation_tags(article("moscow"), PUBLICATIONS, ORIGIN)) == [
        ("citation_title", "MOSCOW WAITS FOR IRAN’S GUEST."),
        ("citation_journal_title", "Monitor"),
        ("citation_volume", "8"),
        ("citation_issue", "66"),
        ("citation_publication_date", "2002/04/04"),
        ("citation_language", "en"),
        ("citation_public_url", f"{HOME}/article/moscow"),
        ("citation_fulltext_html_url", f"{HOME}/article/moscow"),
        ("citation_keywords", "Sergei Ivanov"),
    ]


@given(st.text(st.characters(codec="utf-8")) | st.sampled_from(["</script><script>", "<!--", "]]>", "&lt;"]))
def test_no_text_ends_its_script(title: str) -> None:
    body = json_ld(with_text(title, "Text."), PUBLICATIONS, ORIGIN)
    text = embedded(body)
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text) == body
    parsed = html.fromstring(f'<div><script type="application/ld+json">{text}</script></div>')
    [script] = parsed.iter("script")
    assert json.loads(script.text) == body


@pytest.mark.parametrize("article_id", ["visit", "moscow", "undated"])
def test_a_page_says_it_in_its_head(client: FlaskClient, article_id: str) -> None:
    head = html.fromstring(client.get(f"/article/{article_id}").text).find("head")
    [script] = head.iterfind("script[@type='application/ld+json']")
    said = json.loads(script.text)
    check(said)
    assert said["url"] == f"http://localhost/article/{article_id}"
    tags = {each.get("name"): each.get("content") for each in head.iter("meta")}
    assert tags["citation_title"] == article(article_id).title
    for link in head.iterfind("link[@rel='alternate']"):
        answer = client.get(link.get("href"))
        assert (answer.status_code, answer.mimetype) == (200, link.get("type"))
