"""One token of a query to one leaf of its tree, with notices for what could not be taken literally."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from searchapp.errors import N_, Message
from searchapp.fields import Kind as FieldKind
from searchapp.fields import field_named
from searchapp.model.search import Notice
from searchapp.query.lexer import Kind, Lexeme
from searchapp.query.nodes import Dates, Field, Fuzzy, Leaf, Near, Node, Phrase, Prefix, Term
from searchapp.query.periods import Period, Unread, earliest, latest, reading
from searchapp.text.analyze import words

FARTHEST = 50
"""Words in between that `~` may ask for."""

SHORTEST_PREFIX = 2


class Leaves:
    """Makes leaves and gathers what there is to say: notices, and the relative dates made absolute."""

    def __init__(self, today: date | None) -> None:
        self.today = today
        self.notices: list[Notice] = []
        self.rewritten: list[tuple[int, int, str]] = []

    def note(self, text: str, lexeme: Lexeme | None = None, /, **params: object) -> None:
        """Say something, once: of the first place it is true of."""
        self.say(Message.of(text, **params), lexeme)

    def say(self, message: Message, lexeme: Lexeme | None, days: tuple[date, ...] = ()) -> None:
        """Say something, once; of days that the place can mean, where there are several."""
        start, end = (lexeme.start, lexeme.end) if lexeme else (None, None)
        if all(notice.message != message for notice in self.notices):
            self.notices.append(Notice(message=message, start=start, end=end, days=days))

    def leaf(self, lexeme: Lexeme) -> Node | None:
        """The leaf of a word or quotation; None where there is nothing to search in it."""
        if not lexeme.closed:
            self.note(N_("The quotation mark was closed at the end."), lexeme)
        field = field_named(lexeme.field) if lexeme.field else None
        if field is None:
            return self._words(lexeme)
        if field.kind is FieldKind.DATE:
            return self._dates(lexeme, field.name)
        if field.kind is FieldKind.TEXT:
            value = self._words(lexeme)
            return value and Field(field.name, value)
        if field.form and not re.fullmatch(field.form, lexeme.text.strip()):
            self.note(N_("“%(text)s” is not a value of %(field)s; it was searched as words."),
                      lexeme, text=lexeme.text, field=field.name)  # fmt: skip
            return Phrase(lexeme.text) if words(lexeme.text) else None
        return Field(field.name, Term(lexeme.text.strip())) if lexeme.text.strip() else None

    def _words(self, lexeme: Lexeme) -> Leaf | None:
        if not words(lexeme.text):
            if any(unicodedata.category(character) == "So" for character in lexeme.text):
                self.note(N_("“%(text)s” has no letters or digits to search for."), lexeme, text=lexeme.text)
            return None
        if lexeme.kind is Kind.QUOTED:
            return self._quotation(lexeme)
        self._say_unknown_field(lexeme)
        stripped = lexeme.text.rstrip("*~")
        if not lexeme.exact and stripped and stripped != lexeme.text:
            return self._pattern(lexeme, stripped)
        return Term(lexeme.text, lexeme.exact)

    def _quotation(self, lexeme: Lexeme) -> Leaf:
        if lexeme.distance is None or len(words(lexeme.text)) == 1:
            return Phrase(lexeme.text, lexeme.exact)
        if lexeme.distance > FARTHEST:
            self.note(N_("At most %(most)s words in between can be asked for."), lexeme, most=FARTHEST)
        return Near(lexeme.text, min(lexeme.distance, FARTHEST))

    def _pattern(self, lexeme: Lexeme, text: str) -> Leaf:
        if lexeme.text[len(text)] == "~":
            return Fuzzy(text)
        if len(words(text)[-1]) < SHORTEST_PREFIX:
            self.note(
                N_("A * needs two letters before it; “%(text)s” was searched as a word."), lexeme, text=text
            )
            return Term(text)
        return Prefix(text)

    def _say_unknown_field(self, lexeme: Lexeme) -> None:
        name, colon, rest = lexeme.text.partition(":")
        if colon and rest and name.isalpha() and not rest.startswith("/"):
            self.note(N_("“%(name)s” is not a field; it was searched as a word."), lexeme, name=name)

    def _dates(self, lexeme: Lexeme, name: str) -> Node | None:
        found = reading(lexeme.text, self.today)
        dates = _bounded(lexeme.text, name, found) if isinstance(found, Period) else None
        if dates is None or isinstance(found, Unread):
            self._say_unread(lexeme, _why(lexeme.text, name, found))
            return Phrase(lexeme.text) if words(lexeme.text) else None
        if found.either:
            self.say(either_day(lexeme.text, found.either), lexeme, found.either)
        if found.relative:
            self.rewritten.append((lexeme.start, lexeme.end, f"{name}:{_absolute(dates)}"))
        return dates

    def _say_unread(self, lexeme: Lexeme, why: Message | None) -> None:
        if why:
            self.say(why, lexeme)
        unread = N_("“%(text)s” could not be read as a date; it was searched as words.")
        self.note(unread, lexeme, text=lexeme.text)


def either_day(text: str, days: Sequence[date]) -> Message:
    """What is said of a date that can be two days."""
    both = N_("“%(text)s” can be two days: both were searched, %(one)s and %(other)s.")
    return Message.of(both, text=text, one=days[0], other=days[1])


def _bounded(text: str, name: str, found: Period) -> Dates | None:
    """The days that a field asks for; None where the period does not have the end that it asks for."""
    if name == "after":
        first = earliest(found)
        return Dates(name, text, first, None) if first else None
    if name == "before":
        last = latest(found)
        return Dates(name, text, None, last) if last else None
    return Dates(name, text, found.first, found.last, found.alternatives)


def _why(text: str, name: str, found: Period | Unread) -> Message | None:
    """Why a field can do nothing with what was read."""
    if isinstance(found, Unread):
        return found.why
    endless = N_("“%(text)s” has no first day.") if name == "after" else N_("“%(text)s” has no last day.")
    return Message.of(endless, text=text)


def _absolute(dates: Dates) -> str:
    return Period(dates.first, dates.last).iso if dates.name == "date" else str(dates.first or dates.last)
