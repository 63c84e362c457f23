"""What an article's page says in its head to programs; `parts/metadata.html` writes it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask
from markupsafe import Markup

from searchapp.model.article import ArticleId
from searchapp.represent.linked_data import Tag, citation_tags, embedded, json_ld
from searchapp.web.origin import origin
from searchapp.web.site import site


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Of one article."""

    tags: tuple[Tag, ...]
    json_ld: Markup


def install(app: Flask) -> None:
    """`metadata(id)` in the app's templates."""
    app.jinja_env.globals["metadata"] = metadata


def metadata(article_id: ArticleId) -> Metadata:
    """What is said of an article. Raises ArticleNotFound."""
    engine, where = site().engine, origin()
    article, publications = engine.get(article_id), engine.publications()
    return Metadata(
        tags=tuple(citation_tags(article, publications, where)),
        # Escaped for a data block, in which HTML's own escapes mean nothing.
        json_ld=Markup(embedded(json_ld(article, publications, where))),  # noqa: S704
    )
