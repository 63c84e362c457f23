"""What matched in one article, by the reader's own query: marked text, snippets, and their number."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from operator import itemgetter

from searchapp.engines.matches import Meanings, Search, all_marks
from searchapp.model.article import Article
from searchapp.model.search import Hit, Run, Snippet
from searchapp.query.nodes import And, Field, Leaf, Node, Or
from searchapp.query.patterns import Pattern, pattern
from searchapp.text.places import Places
from searchapp.text.snippets import Stretch, runs, sentences, snippet

MOST_SNIPPETS = 3

Marks = dict[int, list[Stretch]]
"""The marks of each text that has some, by its place among the texts."""

_IN_TEXT_ORDER = itemgetter(2, 3)


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


def patterns_of(node: Node, *, field: str) -> tuple[Pattern, ...]:
    """What is marked in one text field."""
    leaves = positive_leaves(node)
    return tuple(pattern(leaf) for limited, leaf in leaves if limited in (None, field))


class Marker:
    """Shows why articles were found: made once for all hits of a page.

    A test that `meanings` does not name is put to the words of each article, which is slower.
    """

    def __init__(self, node: Node, meanings: Meanings | None = None) -> None:
        body, title = (patterns_of(node, field=field) for field in ("body", "title"))
        known = {each: Search.of(each, meanings or {}) for each in (*body, *title) if each.tests}
        self._asked = bool(body)
        self._body = [known[each] for each in dict.fromkeys(body) if each.tests]
        self._title = [known[each] for each in dict.fromkeys(title) if each.tests]
        self._alike = self._title == self._body

    def hit(self, article: Article, score: float) -> Hit:
        """An article found, with up to three sentences that show why."""
        texts, marked = self._marked(article)
        title_marks = marked.pop(0, ())
        snippets = tuple(_best_sentences(texts, marked)) if self._asked else _lead(article)
        shown = sum([run.marked for each in snippets for run in each.runs])
        return Hit(
            article=article,
            score=score,
            snippets=snippets,
            title=(Run(text=article.title),) if article.title_supplied else runs(article.title, title_marks),
            more_matches=sum(map(len, marked.values())) - shown,
        )

    def paragraphs(self, article: Article) -> tuple[tuple[Run, ...], ...]:
        """The paragraphs as runs."""
        marked = _marks(article.paragraphs, self._body)
        return tuple(runs(text, marked.get(at, ())) for at, text in enumerate(article.paragraphs))

    def _marked(self, article: Article) -> tuple[Sequence[str], Marks]:
        """The title and the paragraphs, and their marks; a title that the archive supplied has none."""
        title = "" if article.title_supplied else article.title
        if self._alike:
            texts = (title, *article.paragraphs)
            return texts, _marks(texts, self._body)
        texts = ("", *article.paragraphs)
        return texts, _marks((title,), self._title) | _marks(texts, self._body)


def _marks(texts: Sequence[str], searches: Sequence[Search]) -> Marks:
    found: Marks = {}
    if searches:
        places = Places(texts)
        starts, end_of_text = places.starts, 0
        for start, end in all_marks(searches, places):
            if start >= end_of_text:
                at = bisect_right(starts, start)
                begin, end_of_text = starts[at - 1], starts[at]
                inside = found[at - 1] = []
            inside.append(Stretch(start - begin, end - begin))
    return found


def _best_sentences(texts: Sequence[str], marked: Marks) -> Iterator[Snippet]:
    """The sentences with most different matched words, then most matches, shown in text order."""
    found = []
    for number, marks in marked.items():
        text = texts[number]
        for sentence, inside in _sentences_with(text, marks):
            different = 1
            if len(inside) > 1:
                different = len({text[mark.start : mark.end].casefold() for mark in inside})
            found.append((-different, -len(inside), number, sentence, inside))
    for _, _, number, sentence, inside in sorted(sorted(found)[:MOST_SNIPPETS], key=_IN_TEXT_ORDER):
        yield snippet(number, texts[number], sentence, inside)


def _sentences_with(text: str, marks: list[Stretch]) -> Iterator[tuple[Stretch, list[Stretch]]]:
    """The sentences in which marks begin, and those marks."""
    first, last = 0, len(marks)
    for sentence in sentences(text):
        after = first
        while after < last and marks[after].start < sentence.end:
            after += 1
        if after > first:
            yield sentence, marks[first:after]
        if after == last:
            return
        first = after


def _lead(article: Article) -> tuple[Snippet, ...]:
    """Where no word was asked for: the first sentence, or the second where the title is the first."""
    if not article.paragraphs:
        return ()
    opening = list(islice(sentences(article.paragraphs[0]), 2))
    said = 1 if article.title_supplied and len(opening) > 1 else 0
    return tuple(snippet(1, article.paragraphs[0], sentence, ()) for sentence in opening[said : said + 1])
