"""What can go wrong, as one tree of errors, and messages that are translated where they are shown.

Knows nothing of the rest of the package. Every error says what happened and, in `hint`, what to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "translate this later"
    """Mark a message for the catalogues; it is translated where it is shown."""
    return text


@dataclass(frozen=True, slots=True)
class Message:
    """An English message with named placeholders (`%(name)s`) and their values.

    Equal messages are equal values. `str()` gives the English text.
    """

    text: str
    params: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, text: str, /, **params: object) -> Message:
        """A message from a marked text and its values: `Message.of(N_("Page %(page)s"), page=3)`."""
        return cls(text, tuple(sorted(_param(name, str(value)) for name, value in params.items())))

    def __str__(self) -> str:
        return self.text % dict(self.params)


@lru_cache(maxsize=4096)
def _param(name: str, value: str) -> tuple[str, str]:
    # An archive's issues have messages by the hundred thousand, in which the same days come again.
    return name, value


class SearchAppError(Exception):
    """The root: whatever searchapp raises on purpose. The shells catch this, and only here."""

    http_status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 3

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return str(self.message) if self.hint is None else f"{self.message} {self.hint}"


class InputError(SearchAppError):
    """What was asked cannot be understood."""

    http_status = 400
    exit_code = 2


class ParameterError(InputError):
    """One parameter of a request has a value it cannot have; `param` is its name."""

    def __init__(self, message: Message, hint: Message | None = None, *, param: str) -> None:
        super().__init__(message, hint)
        self.param = param


class QueryTooLong(ParameterError):
    """The query's text has more characters than a query may have."""


class PageTooDeep(ParameterError):
    """No search can be followed as far as this page."""

    http_status = 404


class NotFound(SearchAppError):
    """What was asked for by name is not in this archive."""

    http_status = 404
    exit_code = 1


class ArticleNotFound(NotFound):
    """No article has this id."""


class PageNotFound(NotFound):
    """The results end before this page."""


class ExtractionError(SearchAppError):
    """A file could not be read as articles; the run goes on without it."""

    exit_code = 2


class EngineError(SearchAppError):
    """The index cannot answer."""

    http_status = 503
    exit_code = 3


class IndexMissing(EngineError):
    """There is no index where one was expected."""


class IndexOutdated(EngineError):
    """The index was written by another version of searchapp."""


class IndexDamaged(EngineError):
    """The index does not hold what its manifest says it holds."""


class IndexLocked(EngineError):
    """Another process is writing this index."""


class EngineUnavailable(EngineError):
    """The engine did not answer in time."""


class SettingsError(SearchAppError):
    """A setting or a file of the archive's configuration cannot be used."""

    exit_code = 78
