"""What matched in one article, by the reader's own query: marked text, snippets, and their number."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from searchapp.model.article import Article
from searchapp.model.search import Hit, Run, Snippet
from searchapp.query.nodes import And, Field, Leaf, Node, Or
from searchapp.query.parser import parse
from searchapp.query.patterns import Pattern, WordTest, pattern
from searchapp.text.analyze import Token, tokens
from searchapp.text.snippets import Stretch, merged, runs, sentences, snippet

MOST_SNIPPETS = 3


def positive_leaves(node: Node) -> Iterator[tuple[str | None, Leaf]]:
    """The leaves that can make an article match, with the text field they are limited to."""
    match node:
        case And(nodes) | Or(nodes):
            for child in nodes:
                yield from positive_leaves(child)
        case Field(name, value):
            if name == "title":
                yield name, value
        case _ if isinstance(node, Leaf):
            yield None, node


def marked_paragraphs(article: Article, q: str) -> tuple[tuple[Run, ...], ...]:
    """The article's paragraphs as runs, marked where the query's words match."""
    patterns = _patterns(q, field="body")
    return tuple(runs(text, _marks(text, patterns)) for text in article.paragraphs)


class Marker:
    """Shows why articles were found: made once for all hits of a page.

    `meanings` gives the folded words that a test means, all that any of the articles may hold. A test
    that it does not name is put to the words of each article, which is slower.
    """

    def __init__(self, node: Node, meanings: Mapping[WordTest, Collection[str]] | None = None) -> None:
        self._meanings = meanings or {}
        self._body = patterns_of(node, field="body")
        self._title = patterns_of(node, field="title")

    def hit(self, article: Article, score: float) -> Hit:
        """An article found, with up to three sentences that show why."""
        marked = [_marks(text, self._body) for text in article.paragraphs]
        snippets = tuple(_best_sentences(article.paragraphs, marked)) if self._body else _lead(article)
        shown = sum(run.marked for each in snippets for run in each.runs)
        return Hit(
            article=article,
            score=score,
            snippets=snippets,
            title=self.title(article),
            more_matches=sum(map(len, marked)) - shown,
        )

    def title(self, article: Article) -> tuple[Run, ...]:
        """The title as runs; one that the archive supplied is never marked."""
        if article.title_supplied:
            return (Run(text=article.title),)
        return runs(article.title, _marks(article.title, self._title))


def patterns_of(node: Node, *, field: str) -> tuple[Pattern, ...]:
    """What is marked in one text field."""
    leaves = positive_leaves(node)
    return tuple(pattern(leaf) for limited, leaf in leaves if limited in (None, field))


@lru_cache(maxsize=256)
def _patterns(q: str, *, field: str) -> tuple[Pattern, ...]:
    return patterns_of(parse(q).node, field=field)


def _marks(text: str, patterns: Sequence[Pattern]) -> tuple[Stretch, ...]:
    words = list(tokens(text))
    return merged(
        [mark for each in patterns for span in each.spans(words) for mark in _stretches(each, span)]
    )


def _stretches(each: Pattern, span: tuple[Token, ...]) -> list[Stretch]:
    """A phrase is one mark; words that are near each other are marked one by one."""
    if each.distance is None:
        return [Stretch(span[0].start, span[-1].end)]
    return [Stretch(token.start, token.end) for token in span]


def _best_sentences(paragraphs: Sequence[str], marked: Sequence[tuple[Stretch, ...]]) -> Iterator[Snippet]:
    """The sentences with most different matched words, then most matches, shown in text order."""
    found = []
    for number, (text, marks) in enumerate(zip(paragraphs, marked, strict=True), start=1):
        starts = [mark.start for mark in marks]
        for sentence in sentences(text) if marks else ():
            inside = marks[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            different = len({text[mark.start : mark.end].casefold() for mark in inside})
            if inside:
                found.append((-different, -len(inside), number, sentence, inside))
    for _, _, number, sentence, inside in sorted(sorted(found)[:MOST_SNIPPETS], key=lambda each: each[2:4]):
        yield snippet(number, paragraphs[number - 1], sentence, inside)


def _lead(article: Article) -> tuple[Snippet, ...]:
    """Where no word was asked for: the first sentence, or the second where the title is the first."""
    if not article.paragraphs:
        return ()
    opening = sentences(article.paragraphs[0])
    said = 1 if article.title_supplied and len(opening) > 1 else 0
    return tuple(snippet(1, article.paragraphs[0], sentence, ()) for sentence in opening[said : said + 1])
