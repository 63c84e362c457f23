"""JSON Lines: each line is a record of one article, with its text and what is known of it beside the text.

A record's own `date` is not read: an issue's day is worked out over the whole archive, of what texts print.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from searchapp.errors import N_, ExtractionError, Message
from searchapp.formats.source import Failure, Reading, Source, no_text
from searchapp.formats.split import article_id, tidied
from searchapp.model.article import ArticleId, Document

TEXT_KEYS = ("text", "paragraphs", "body", "content")
"""Where the text may lie, a string or a list of paragraphs; the first that is there counts."""

_BLANK = b" \t\r\n\xef\xbb\xbf"


def documents(source: Source) -> Iterator[Reading]:
    """The records of a file, in order; a line that is none fails by its number, and the others are read."""
    taken: dict[ArticleId, int] = {}
    empty = True
    with source.open() as file:
        for number, line in enumerate(file, start=1):
            if not line.strip(_BLANK):
                continue
            empty = False
            try:
                document = _document(source, number, _record(line))
                _refuse_second(document.id, taken.setdefault(document.id, number), number)
            except _Wrong as wrong:
                yield Failure(path=source.path, error=wrong.told(source.path, number))
            else:
                yield document
    if empty:
        raise no_text(source.path)


class _Wrong(Exception):
    """What is wrong with a line, as a marked message that also names the line and its file."""

    def __init__(self, problem: str, /, **params: object) -> None:
        super().__init__(problem)
        self.problem = problem
        self.params = params

    def told(self, path: str, line: int) -> ExtractionError:
        return ExtractionError(
            Message.of(self.problem, **self.params, path=path, line=line),
            Message.of(N_("Correct that line, and index the file again.")),
        )


def _record(line: bytes) -> Mapping[str, object]:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _Wrong(N_("Line %(line)s of %(path)s is not in UTF-8.")) from error
    except (ValueError, RecursionError) as error:
        raise _Wrong(N_("Line %(line)s of %(path)s is not JSON: %(error)s."), error=error) from error
    if not isinstance(record, dict):
        raise _Wrong(N_("Line %(line)s of %(path)s is not a JSON object."))
    return record


def _refuse_second(document_id: ArticleId, first: int, line: int) -> None:
    if first != line:
        problem = N_("Line %(line)s of %(path)s has the id “%(id)s”, as line %(first)s has.")
        raise _Wrong(problem, id=document_id, first=first)


def _document(source: Source, line: int, record: Mapping[str, object]) -> Document:
    return Document(
        id=article_id(_own_id(record) or f"{source.stem}-{line}"),
        path=source.path,
        text=_text(record),
        position=line,
        publication=_words(record, "publication"),
        volume=_number(record, "volume"),
        number=_number(record, "issue"),
        title=_words(record, "title"),
    )


def _own_id(record: Mapping[str, object]) -> str | None:
    """The record's id; None where it has none, or only dots, which an address cannot hold."""
    own = record.get("id")
    if own is None:
        return None
    if isinstance(own, bool) or not isinstance(own, str | int):
        raise _Wrong(N_("In line %(line)s of %(path)s “%(key)s” is neither a string nor a number."), key="id")
    name = str(own).strip()
    return name if name.strip(".") else None


def _text(record: Mapping[str, object]) -> str:
    key = next((key for key in TEXT_KEYS if record.get(key) is not None), None)
    if key is None:
        problem = N_("Line %(line)s of %(path)s has no text: it needs one of %(keys)s.")
        raise _Wrong(problem, keys=", ".join(TEXT_KEYS))
    given = record[key]
    parts = given if isinstance(given, list) else [given]
    strings = [part for part in parts if isinstance(part, str)]
    if len(strings) < len(parts):
        problem = N_("In line %(line)s of %(path)s “%(key)s” is neither a string nor a list of strings.")
        raise _Wrong(problem, key=key)
    text = "\n\n".join(part.strip() for part in strings if part.strip())
    if not text:
        raise _Wrong(N_("In line %(line)s of %(path)s “%(key)s” is empty."), key=key)
    return tidied(text)


def _words(record: Mapping[str, object], key: str) -> str | None:
    given = record.get(key)
    if given is None:
        return None
    if not isinstance(given, str):
        raise _Wrong(N_("In line %(line)s of %(path)s “%(key)s” is not a string."), key=key)
    return " ".join(tidied(given).split()) or None


def _number(record: Mapping[str, object], key: str) -> int | None:
    """A number of up to four digits, written as one or as a string."""
    given = record.get(key)
    if given is None or given == "":
        return None
    digits = str(given).strip()
    if isinstance(given, bool) or not (digits.isascii() and digits.isdigit() and len(digits) <= 4):
        raise _Wrong(N_("In line %(line)s of %(path)s “%(key)s” is not a number."), key=key)
    return int(digits)
