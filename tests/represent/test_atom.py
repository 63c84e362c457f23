"""Feeds, as readers of feeds and the schema of the format see them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from searchapp.model.article import Article
from searchapp.model.search import Filter, SearchPage, SearchQuery, Sort
from searchapp.represent.atom import feed, feed_url, subject_of
from tests.represent.answers import ORIGIN, SERVED, article, found, page_of, with_text

ATOM = "{http://www.w3.org/2005/Atom}"
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))


def changed(article: Article) -> datetime:
    day = article.date.value
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else SERVED


def written(page: SearchPage) -> bytes:
    subject = subject_of(page.query, ORIGIN)
    return feed(page, subject, ORIGIN, changed=changed, never=SERVED)


def parsed(page: SearchPage) -> Any:
    read = feedparser.parse(written(page))
    assert not read.bozo, read.get("bozo_exception")
    return read


def check(document: bytes) -> None:
    """What the schema says, and what it leaves to Schematron."""
    root = etree.fromstring(document)
    SCHEMA.assertValid(root)
    assert root.find(f"{ATOM}author") is not None
    ids = [each.text for each in root.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids)
    for entry in root.iter(f"{ATOM}entry"):
        assert any(link.get("rel") == "alternate" for link in entry.iter(f"{ATOM}link"))


QUESTIONS = (
    SearchQuery(),
    SearchQuery(q="moscow"),
    SearchQuery(q='"axis of evil" & <b>', sort=Sort.NEWEST),
    SearchQuery(q="nothing-at-all"),
    SearchQuery(per_page=10, page=2),
    SearchQuery(filters=(Filter(field="person", values=("igor-ivanov",)),)),
)


@pytest.mark.parametrize("query", QUESTIONS, ids=str)
def test_every_feed_is_valid(query: SearchQuery) -> None:
    check(written(found(query)))


def test_the_schema_refuses_what_is_no_feed() -> None:
    broken = written(found(SearchQuery(q="moscow"))).replace(b"<updated>", b"<updated>on ", 1)
    assert not SCHEMA.validate(etree.fromstring(broken))
    assert not SCHEMA.validate(etree.fromstring(b'<feed xmlns="http://www.w3.org/2005/Atom"/>'))


def test_a_reader_sees_the_articles() -> None:
    read = parsed(found(SearchQuery(q="bushehr")))
    assert read.version == "atom10"
    assert read.feed.title == "Monitor archive: bushehr"
    assert read.feed.id == "tag:archive.example.org,2026:search?q=bushehr"
    [entry] = read.entries
    assert entry.id == "tag:archive.example.org,2026:article/visit"
    assert entry.link == "https://archive.example.org/article/visit"
    assert entry.title.startswith("Iranian Foreign Minister Kamal Kharrazi")
    assert (entry.updated, entry.published) == ("2002-04-08T00:00:00Z", "2002-04-08T00:00:00Z")
    assert "<b>Bushehr</b>" in entry.summary
    assert {"Igor Ivanov", "AFP"} <= {tag.label for tag in entry.tags}
    assert "George W. Bush" not in {tag.label for tag in entry.tags}


def test_totals_are_those_of_opensearch() -> None:
    read = parsed(found(SearchQuery(per_page=10, page=2))).feed
    assert (read.opensearch_totalresults, read.opensearch_startindex, read.opensearch_itemsperpage) == (
        "27",
        "11",
        "10",
    )


def test_pages_lead_to_each_other_and_are_one_feed() -> None:
    first, second = (parsed(found(SearchQuery(per_page=10, page=page))).feed for page in (1, 2))
    links = {link.rel: link.href for link in second.links if link.rel != "alternate"}
    assert links == {
        "self": "https://archive.example.org/search.atom?page=2&per_page=10",
        "search": "https://archive.example.org/opensearch.xml",
        "first": "https://archive.example.org/search.atom?per_page=10",
        "previous": "https://archive.example.org/search.atom?per_page=10",
        "next": "https://archive.example.org/search.atom?page=3&per_page=10",
        "last": "https://archive.example.org/search.atom?page=3&per_page=10",
    }
    assert first.id == second.id


def test_an_empty_feed_says_when_it_was_updated() -> None:
    read = parsed(found(SearchQuery(q="nothing-at-all")))
    assert (read.entries, read.feed.updated) == ([], "2026-03-03T12:30:00Z")
    assert read.feed.opensearch_totalresults == "0"


def test_a_feed_is_as_new_as_its_newest_entry() -> None:
    assert parsed(found(SearchQuery(q="moscow -without"))).feed.updated == "2002-04-08T00:00:00Z"


def test_an_undated_article_has_no_day_of_publication() -> None:
    [entry] = parsed(page_of(article("undated"))).entries
    assert "published" not in entry


def test_the_feed_to_follow_has_the_newest_first() -> None:
    assert feed_url(SearchQuery(q="moscow", page=3)) == "/search.atom?q=moscow&sort=newest"


@given(st.text(), st.text())
def test_no_text_breaks_a_feed(title: str, text: str) -> None:
    check(written(page_of(with_text(title.encode("utf-8", "replace").decode(), text, person=title))))
