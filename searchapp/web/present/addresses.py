"""Where the pages of articles, issues, people and sources are, for the pages that link to them."""

from searchapp.urls.records import article_url, issue_url, person_url, source_url

__all__ = ["article_url", "issue_url", "person_url", "source_url"]
