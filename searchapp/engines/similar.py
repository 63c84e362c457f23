"""Which articles are like one another, and by what: rare words and people. The same for every engine.

Of an article's words those count that few articles have: the rarest `MOST_WORDS`. Another article is similar
that has one of them and one thing more, word or person. Each thing counts by how telling it is (`bm25.idf`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from searchapp.engines.bm25 import SCORE_DIGITS, idf
from searchapp.engines.texts import indexed_texts
from searchapp.model.article import Article
from searchapp.model.similar import Similar
from searchapp.text.analyze import STOP_WORDS, Token, words

MOST_WORDS = 24
SHORTEST = 4
"""Letters of a word that counts."""
LEAST = 2
"""Things that similar articles share; and articles that must have a word."""
_FEW, _SHARE = 8, 50


def telling_words(article: Article) -> Sequence[str]:
    """The words of an article's text that may count, sorted; names of its people count as people."""
    names = {word for person in article.people for word in words(person.name)}
    body = {word for text in indexed_texts(article)["body"] for word in words(text)}
    return sorted(word for word in body - STOP_WORDS - names if _may_count(word))


def _may_count(word: str) -> bool:
    return len(word) >= SHORTEST and not word[0].isdigit()


def most_articles(total: int) -> int:
    """How many of all articles have a word that is rare, at most."""
    return max(_FEW, total // _SHARE)


def rarest(counts: Mapping[str, int], total: int) -> Sequence[str]:
    """The words to go by, rarest first; `counts` says how many articles have each."""
    rare = [(count, word) for word, count in counts.items() if LEAST <= count <= most_articles(total)]
    return [word for _, word in sorted(rare)[:MOST_WORDS]]


def similar(
    article: Article, others: Iterable[tuple[Article, Mapping[str, Sequence[Token]]]], limit: int
) -> Sequence[Similar]:
    """The definition: `others` are all articles, itself among them, with their indexed words."""
    held = [(each, {token.word for token in texts["body"]}) for each, texts in others]
    counts = Counter(word for _, body in held for word in body)
    telling = set(telling_words(article))
    rare = rarest({word: counts[word] for word in telling}, len(held))
    named = Counter(slug for each, _ in held for slug in _slugs(each))
    slugs = _slugs(article)
    found = []
    for each, body in held:
        shared = [word for word in rare if word in body]
        people = [slug for slug in slugs if slug in _slugs(each)]
        if each.id != article.id and shared and len(shared) + len(people) >= LEAST:
            score = sum(idf(counts[word], len(held)) for word in shared)
            score += sum(idf(named[slug], len(held)) for slug in people)
            alike = Similar(id=each.id, people=tuple(people), words=tuple(shared))
            found.append((-round(score, SCORE_DIGITS), _age(each), alike))
    return [alike for _, _, alike in sorted(found, key=lambda each: (each[0], each[1], each[2].id))[:limit]]


def _slugs(article: Article) -> Sequence[str]:
    return list(dict.fromkeys(person.slug for person in article.identities))


def _age(article: Article) -> tuple[bool, int]:
    """Newest first, undated ones last."""
    day = article.date.value
    return (day is None, -day.toordinal() if day else 0)
