"""Pass one: a document becomes a draft, all that can be read off one text alone. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from searchapp.errors import N_, ExtractionError, Message
from searchapp.extract.body import paragraphs, without_placeholder, without_tail
from searchapp.extract.citations import cited_days
from searchapp.extract.header import parted
from searchapp.extract.references import pointers
from searchapp.extract.title import opening
from searchapp.model.article import Document
from searchapp.model.draft import Draft, NameMention

Names = Callable[[tuple[str, ...]], tuple[NameMention, ...]]
"""Reads the people's names off an article's paragraphs."""


def extract(document: Document, names: Names) -> Draft:
    """A document as a draft. Raises ExtractionError where it has no paragraph of its own."""
    text = parted(document.text)
    above, placeholders = without_placeholder(paragraphs(text.above))
    below, more_placeholders = without_placeholder(paragraphs(text.below))
    begun = opening(above, below)
    body, tail = without_tail(begun.paragraphs, text.header)
    if not body:
        raise ExtractionError(
            Message.of(N_("%(path)s has no text below its header and title."), path=document.path),
            Message.of(N_("Add the article’s text, or take the file away.")),
        )
    header = text.header
    return Draft(
        id=document.id,
        path=document.path,
        digest=hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
        publication=header.publication if header else None,
        volume=header.volume if header else None,
        number=header.number if header else None,
        title=begun.title,
        paragraphs=body,
        cuts=(*placeholders, *more_placeholders, *begun.cuts, *tail),
        citations=cited_days(body),
        pointers=pointers(body, header.publication if header else None),
        names=names(body),
    )
