"""Pass one: a document becomes a draft, all that can be read off one text alone. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

from searchapp.errors import N_, ExtractionError, Message
from searchapp.extract.attributions import with_attributions
from searchapp.extract.body import paragraphs, without_placeholder, without_tail
from searchapp.extract.citations import cited_days
from searchapp.extract.header import Header, parted
from searchapp.extract.references import pointers
from searchapp.extract.title import opening
from searchapp.extract.vocabulary import NO_NAMES, Vocabulary
from searchapp.model.article import Document
from searchapp.model.draft import Draft, NameMention

Names = Callable[[tuple[str, ...]], tuple[NameMention, ...]]
"""Reads the people's names off an article's paragraphs."""


def extract(document: Document, names: Names, vocabulary: Vocabulary = NO_NAMES) -> Draft:
    """A document as a draft. Raises ExtractionError where it has no paragraph of its own."""
    text = parted(document.text)
    above, placeholders = without_placeholder(paragraphs(text.above))
    below, more_placeholders = without_placeholder(paragraphs(text.below))
    begun = opening(*_titled(above, below, document))
    publication, volume, number = _issue(document, text.header)
    body, tail = without_tail(begun.paragraphs, _header(publication, volume, number))
    if not body:
        raise ExtractionError(
            Message.of(N_("%(path)s has no text below its header and title."), path=document.name),
            Message.of(N_("Add the article’s text, or take the file away.")),
        )
    return Draft(
        id=document.id,
        path=document.path,
        position=document.position,
        digest=digest(document),
        publication=publication,
        volume=volume,
        number=number,
        title=document.title or begun.title or document.page_title,
        paragraphs=body,
        cuts=(*placeholders, *more_placeholders, *begun.cuts, *tail),
        original=document.text,
        citations=with_attributions(cited_days(body, vocabulary, publication), body, vocabulary),
        pointers=pointers(body, vocabulary, publication),
        names=names(body),
    )


def _titled(
    above: tuple[str, ...], below: tuple[str, ...], document: Document
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands above and below the header, with a title that is known put above it."""
    if above:
        return above, below
    if document.title:
        return (document.title,), below
    if document.page_title and below and _words(below[0]) == _words(document.page_title):
        return below[:1], below[1:]
    return above, below


def _issue(document: Document, header: Header | None) -> tuple[str | None, int | None, int | None]:
    """Publication, volume and number: what the file gives beside the text counts more than its header."""
    return (
        document.publication or (header.publication if header else None),
        header.volume if document.volume is None and header else document.volume,
        header.number if document.number is None and header else document.number,
    )


def _header(publication: str | None, volume: int | None, number: int | None) -> Header | None:
    if publication is None or volume is None or number is None:
        return None
    return Header(publication=publication, volume=volume, number=number)


def digest(document: Document) -> str:
    """SHA-256 of everything that a draft is made of, hexadecimal."""
    beside = (document.publication, document.volume, document.number, document.title, document.page_title)
    said = document.text + (json.dumps(beside) if any(each is not None for each in beside) else "")
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _words(line: str) -> str:
    return "".join(filter(str.isalnum, line)).casefold()
