"""Marking as plainly as it can be said: every word of the text is read and put to every test.

What is quick must give the same (test_marking) and is measured against this (bench/marking.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from searchapp.engines.marking import MOST_SNIPPETS, patterns_of
from searchapp.model.article import Article
from searchapp.model.search import Hit, Run, Snippet
from searchapp.query.nodes import Node
from searchapp.query.patterns import Pattern
from searchapp.text.analyze import tokens
from searchapp.text.snippets import LONGEST

_SENTENCE_END = re.compile(
    r"(?<=[.!?])[\"'\u201d\u2019)\]]*\s+(?=[\"'\u201c\u2018(\[]?[A-Z\u0400-\u042f0-9])"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\u201c\"])(?:[A-Z]|(?:[A-Z]\.)+[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Sgt|Adm|Capt"
    r"|St|Sen|Rep|Gov|Nos?|nos?|vs|ca|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.$"
)


class Stretch(NamedTuple):
    start: int
    end: int


def hit(article: Article, score: float, node: Node) -> Hit:
    patterns = patterns_of(node, field="body")
    marked = [marks(text, patterns) for text in article.paragraphs]
    snippets = tuple(best_sentences(article.paragraphs, marked)) if patterns else lead(article)
    shown = sum(run.marked for each in snippets for run in each.runs)
    return Hit(
        article=article,
        score=score,
        snippets=snippets,
        title=marked_title(article, node),
        more_matches=sum(map(len, marked)) - shown,
    )


def marked_title(article: Article, node: Node) -> tuple[Run, ...]:
    if article.title_supplied:
        return (Run(text=article.title),)
    return runs(article.title, marks(article.title, patterns_of(node, field="title")))


def marked_paragraphs(article: Article, node: Node) -> tuple[tuple[Run, ...], ...]:
    patterns = patterns_of(node, field="body")
    return tuple(runs(text, marks(text, patterns)) for text in article.paragraphs)


def marks(text: str, patterns: Sequence[Pattern]) -> list[Stretch]:
    words, found = list(tokens(text)), []
    for each in patterns:
        for span in each.spans(words):
            if each.distance is None:
                found.append(Stretch(span[0].start, span[-1].end))
            else:
                found += [Stretch(token.start, token.end) for token in span]
    return merged(found)


def merged(marks: Sequence[Stretch]) -> list[Stretch]:
    whole: list[Stretch] = []
    for mark in sorted(marks):
        if whole and mark.start < whole[-1].end:
            whole[-1] = Stretch(whole[-1].start, max(whole[-1].end, mark.end))
        else:
            whole.append(mark)
    return whole


def best_sentences(paragraphs: Sequence[str], marked: Sequence[list[Stretch]]) -> Iterator[Snippet]:
    found = []
    for number, (text, marks) in enumerate(zip(paragraphs, marked, strict=True), start=1):
        for sentence in sentences(text):
            inside = [mark for mark in marks if sentence.start <= mark.start < sentence.end]
            different = len({text[mark.start : mark.end].casefold() for mark in inside})
            if inside:
                found.append((-different, -len(inside), number, sentence, inside))
    for _, _, number, sentence, inside in sorted(sorted(found)[:MOST_SNIPPETS], key=lambda each: each[2:4]):
        yield snippet(number, paragraphs[number - 1], sentence, inside)


def lead(article: Article) -> tuple[Snippet, ...]:
    if not article.paragraphs:
        return ()
    opening = sentences(article.paragraphs[0])
    said = 1 if article.title_supplied and len(opening) > 1 else 0
    return tuple(snippet(1, article.paragraphs[0], sentence, ()) for sentence in opening[said : said + 1])


def sentences(paragraph: str) -> list[Stretch]:
    found, start = [], 0
    for gap in _SENTENCE_END.finditer(paragraph):
        if not _ABBREVIATION.search(paragraph[max(start, gap.start() - 12) : gap.start()]):
            found.append(Stretch(start, start + len(paragraph[start : gap.end()].rstrip())))
            start = gap.end()
    if paragraph[start:].strip():
        found.append(Stretch(start, len(paragraph.rstrip())))
    return found


def runs(text: str, marks: Sequence[Stretch], *, within: Stretch | None = None) -> tuple[Run, ...]:
    part = within or Stretch(0, len(text))
    pieces, at = [], part.start
    for mark in marks:
        start, end = max(mark.start, at), min(mark.end, part.end)
        if start < end:
            pieces += [Run(text=text[at:start]), Run(text=text[start:end], marked=True)]
            at = end
    pieces.append(Run(text=text[at : part.end]))
    return tuple(piece for piece in pieces if piece.text)


def snippet(number: int, paragraph: str, sentence: Stretch, marks: Sequence[Stretch]) -> Snippet:
    part = shortened(paragraph, sentence, marks[0].start if marks else sentence.start)
    shown = list(runs(paragraph, marks, within=part))
    if part.start > sentence.start:
        shown.insert(0, Run(text="\u2026"))
    if part.end < sentence.end:
        shown.append(Run(text="\u2026"))
    return Snippet(paragraph=number, runs=tuple(shown))


def shortened(text: str, sentence: Stretch, focus: int) -> Stretch:
    if sentence.end - sentence.start <= LONGEST:
        return sentence
    start = max(sentence.start, min(focus - LONGEST // 3, sentence.end - LONGEST))
    end = min(sentence.end, start + LONGEST)
    if start > sentence.start:
        start = min(text.find(" ", start, focus) + 1 or start, focus)
    if end < sentence.end:
        end = text.rfind(" ", focus, end) if text.rfind(" ", focus, end) > focus else end
    return Stretch(start, end)
