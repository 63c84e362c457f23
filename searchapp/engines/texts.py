"""The texts of an article that are indexed, field by field, and their words: the same for every engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from searchapp.model.article import Article
from searchapp.text.analyze import Token, paragraph_tokens


def indexed_texts(article: Article) -> Mapping[str, Sequence[str]]:
    """The paragraphs of each text field; a supplied title has none."""
    names = " ".join(person.name for person in article.identities)
    return {
        "title": () if article.title_supplied else (article.title,),
        "body": article.paragraphs,
        "people": (names,),
    }


def indexed_words(article: Article) -> Mapping[str, Sequence[Token]]:
    """The tokens of each text field."""
    texts = indexed_texts(article)
    return {name: [token for _, token in paragraph_tokens(texts[name])] for name in texts}
