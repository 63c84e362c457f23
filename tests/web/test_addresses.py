"""The addresses that pages make themselves are those that the routes have."""

from __future__ import annotations

from flask import Flask, url_for
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchapp.model.article import ArticleId, IssueKey
from searchapp.web.present.addresses import article_url, issue_url, person_url, source_url

texts = st.text(st.characters(codec="utf-8"), min_size=1) | st.sampled_from(
    ["a/b", "..", "a b&c=1+2%#?", "путин"]
)
anyhow = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@anyhow
@given(texts, texts, st.integers(0, 999_999), st.integers(0, 999_999))
def test_addresses_lead_to_their_routes(app: Flask, text: str, q: str, volume: int, number: int) -> None:
    with app.test_request_context():
        assert article_url(ArticleId(text)) == url_for("articles.article", article_id=text)
        assert article_url(ArticleId(text), q) == url_for("articles.article", article_id=text, q=q)
        assert person_url(text) == url_for("articles.person", slug=text)
        assert source_url(text) == url_for("articles.source", slug=text)
        key = IssueKey(publication=text, volume=volume, number=number)
        route = url_for("articles.issue", publication=text, volume=str(volume), number=str(number))
        assert issue_url(key) == route
