"""The words of an article, field by field: what every engine indexes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from searchapp.model.article import Article
from searchapp.text.analyze import Token, paragraph_tokens, tokens


def indexed_words(article: Article) -> Mapping[str, Sequence[Token]]:
    """The tokens of each text field; a supplied title has none."""
    names = " ".join(person.name for person in article.identities)
    return {
        "title": [] if article.title_supplied else list(tokens(article.title)),
        "body": [token for _, token in paragraph_tokens(article.paragraphs)],
        "people": list(tokens(names)),
    }
