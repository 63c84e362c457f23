"""Test collections in the form of TREC: <DOC> with its <DOCNO>, <top> with its <num>, lines of judgments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from searchapp.evaluation.collection import CollectionDocument, Part, Topic, bad
from searchapp.evaluation.smart import paragraphs

_DOCUMENT = re.compile(r"<DOC>(.*?)</DOC>", re.DOTALL | re.IGNORECASE)
_NUMBER = re.compile(r"<DOCNO>\s*(.*?)\s*</DOCNO>", re.DOTALL | re.IGNORECASE)
_TITLE = re.compile(r"<(TITLE|HEADLINE|HEAD|TTL)>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
_UNREAD = re.compile(
    r"<(DOCNO|DOCID|DATE|DATE1|BYLINE|AUTHOR|BIBLIO|FILEID|DOCHDR|URL)>.*?</\1>", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")

_TOPIC = re.compile(r"<top>(.*?)(?=</top>|<top>|\Z)", re.DOTALL | re.IGNORECASE)
_PART = re.compile(r"<(num|title|desc|narr)>([^<]*)", re.IGNORECASE)
_LABEL = re.compile(r"^\s*(?:Number|Topic|Description|Narrative)\s*:\s*", re.IGNORECASE)
_NOTHING = ("", "empty")

JUDGMENT = re.compile(r"\s*\S+\s+\S+\s+\S+\s+-?\d+\s*\Z")


def has_documents(text: str) -> bool:
    """Whether a file has documents."""
    return bool(_DOCUMENT.search(text) and _NUMBER.search(text))


def has_topics(text: str) -> bool:
    """Whether a file has topics."""
    return bool(re.search(r"<top>.*?<num>", text, re.DOTALL | re.IGNORECASE))


def documents(name: str, text: str) -> Part:
    """Headlines, and all text of elements that are not about the document. Raises InputError."""
    return Part(documents=[_document(name, match[1]) for match in _DOCUMENT.finditer(text)])


def topics(name: str, text: str) -> Part:
    """Titles, being what a reader would type; where a topic has none, its description. Raises InputError."""
    return Part(topics=[_topic(name, match[1]) for match in _TOPIC.finditer(text)])


def judgments(lines: Sequence[Sequence[str]]) -> Part:
    """`lines` are the words of each: topic, a number that says nothing, document, grade."""
    found: dict[str, dict[str, int]] = {}
    for topic, _, document, grade in lines:
        found.setdefault(topic, {})[document] = int(grade)
    return Part(judgments=found)


def _document(name: str, inside: str) -> CollectionDocument:
    number = _NUMBER.search(inside)
    if number is None:
        raise bad(name, "has a document without a number", "Give each <DOC> its <DOCNO>.")
    title = _TITLE.search(inside)
    text = _UNREAD.sub("\n", inside if title is None else inside[: title.start()] + inside[title.end() :])
    return CollectionDocument(
        number[1], " ".join(_plain(title[2]).split()) if title else "", paragraphs(_plain(text))
    )


def _topic(name: str, inside: str) -> Topic:
    parts = {tag.lower(): _LABEL.sub("", text).strip() for tag, text in _PART.findall(inside)}
    if not parts.get("num"):
        raise bad(name, "has a topic without a number", "Give each <top> its <num>.")
    asked = (parts.get(tag, "") for tag in ("title", "desc"))
    return Topic(parts["num"], next((text for text in asked if text.lower() not in _NOTHING), ""))


def _plain(text: str) -> str:
    return unescape(_TAG.sub(" ", text))
