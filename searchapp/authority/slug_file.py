"""`registry.jsonl` in the archive's folder: the slugs once given, one JSON object a line.

    {"person": "igor-ivanov", "names": ["Igor Ivanov"]}
    {"person": "kamal-kharazi", "now": "kamal-kharrazi"}

Objects that speak of no person are left where they are. Lines are only ever added, by replacing the file.
"""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from searchapp.authority.slug_registry import Given, Line, Moved, SlugRegistry
from searchapp.errors import N_, Message, SettingsError

FILE = "registry.jsonl"


class _Line(msgspec.Struct):
    person: str | None = None
    names: tuple[str, ...] = ()
    now: str | None = None


def load_slugs(folder: Path) -> SlugRegistry:
    """The registry of an archive's folder; an empty one where there is no file. Raises SettingsError."""
    path = folder / FILE
    return slugs_of(registry_text(path), str(path))


def slugs_of(text: str, path: str) -> SlugRegistry:
    """The registry from the file's text; `path` is for the errors."""
    numbered = enumerate(text.split("\n"), start=1)
    told = (_line(line, path, number) for number, line in numbered if line.strip())
    return SlugRegistry(tuple(line for line in told if line is not None))


def add_slugs(folder: Path, lines: Sequence[Line]) -> None:
    """Add lines to the archive's registry, all or none. Raises SettingsError where it cannot be written."""
    add_lines(folder, list(map(_encoded, lines)))


def add_lines(folder: Path, lines: Sequence[str]) -> None:
    """Add lines of whatever kind, each with its end."""
    if not lines:
        return
    path = folder / FILE
    try:
        with _alone(folder):
            before = registry_text(path)
            before += "" if before.endswith("\n") or not before else "\n"
            replace_text(path, before + "".join(lines))
    except OSError as error:
        raise unwritable(path, error) from error


def replace_text(path: Path, text: str) -> None:
    """Put a file in the place of another: whoever reads sees the old or the new one. Raises OSError."""
    target = path.resolve()
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o644
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as written:
            written.write(text)
            written.flush()
            os.fchmod(written.fileno(), mode)
            os.fsync(written.fileno())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def unwritable(path: Path, error: OSError) -> SettingsError:
    """What to tell where a file of the archive's folder cannot be written."""
    return SettingsError(
        Message.of(N_("%(path)s cannot be written: %(error)s."), path=path, error=error.strerror or error),
        Message.of(N_("Make its folder writable, or give another one with --archive.")),
    )


def registry_text(path: Path) -> str:
    """All lines of the file; none where there is no file. Raises SettingsError."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            Message.of(N_("%(path)s cannot be read: %(error)s."), path=path, error=error),
            Message.of(N_("Make it a readable text file in UTF-8, or remove it.")),
        ) from error


def _line(text: str, path: str, number: int) -> Line | None:
    try:
        told = msgspec.json.decode(text, type=_Line)
    except msgspec.DecodeError as error:
        raise _damaged(path, number, error) from error
    if told.person is None:
        return None
    if told.person and told.now and not told.names:
        return Moved(slug=told.person, now=told.now)
    if told.person and told.names and all(told.names) and told.now is None:
        return Given(slug=told.person, names=told.names)
    raise _damaged(path, number, "it has neither names nor a slug to go to")


def _encoded(line: Line) -> str:
    if isinstance(line, Moved):
        body: dict[str, object] = {"person": line.slug, "now": line.now}
    else:
        body = {"person": line.slug, "names": line.names}
    return msgspec.json.encode(body).decode() + "\n"


def _damaged(path: str, number: int, problem: object) -> SettingsError:
    return SettingsError(
        Message.of(
            N_("Line %(number)s of %(path)s is damaged: %(problem)s."),
            path=path,
            number=number,
            problem=problem,
        ),
        Message.of(N_("Correct that line or remove it; without it the slug it gave may be given anew.")),
    )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Nobody else adds lines meanwhile: what they added before is kept."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
