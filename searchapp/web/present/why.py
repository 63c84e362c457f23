"""Why an article is among the results: what of its score each word of the question makes."""

from __future__ import annotations

from operator import itemgetter

from babel.numbers import format_percent

from searchapp.engines.base import Engine
from searchapp.fields import field_named
from searchapp.model.article import ArticleId
from searchapp.model.explanation import FieldShare, WordShare
from searchapp.urls.carried import Carried
from searchapp.web import i18n, written
from searchapp.web.i18n import gettext


def why(carried: Carried, article_id: ArticleId, engine: Engine) -> tuple[str, ...]:
    """A line for each word, and for each two that stand near each other; none where no word was asked."""
    found = engine.explain(carried.query, article_id)
    if not found.found or found.score <= 0:
        return ()
    shares = [(word.amount, _word(word)) for word in found.words]
    shares += [(near.amount, " … ".join(map(i18n.apart, near.texts))) for near in found.near]
    shares.sort(key=itemgetter(0), reverse=True)
    return tuple(f"{_percent(amount / found.score)} · {text}" for amount, text in shares if amount)


def _word(word: WordShare) -> str:
    return i18n.labelled(word.text, written.listed([_times(each) for each in word.fields]))


def _times(share: FieldShare) -> str:
    field = field_named(share.field)
    label = gettext(field.label) if field else share.field
    return f"{i18n.inside(label)} {written.number(share.occurrences)} ×"


def _percent(share: float) -> str:
    return written.digits(format_percent(share, locale=i18n.formats()))
