"""The catalogues: what the code says, what is translated, and both brought together.

`python -m tests.web.catalogues` writes every catalogue anew: texts that are new stand there without a
translation, those that nobody says any more are gone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import searchapp.web

ROOT = Path(__file__).parents[2]
TRANSLATIONS = Path(searchapp.web.__file__).parent / "translations"
CATALOGUES = sorted(TRANSLATIONS.glob("*/LC_MESSAGES/messages.po"))
Id = str | tuple[str, ...]


def compile_catalogues() -> None:
    """Compile what is missing or older than its source; several processes may do it at once."""
    for source in CATALOGUES:
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        partial = target.with_name(f".{os.getpid()}.mo")
        with partial.open("wb") as compiled:
            write_mo(compiled, read(source))
        partial.replace(target)


def read(source: Path) -> Catalog:
    with source.open("rb") as text:
        return read_po(text, locale=source.parts[-3])


def said() -> Iterator[Id]:
    """Every text of the code and the templates."""
    with (TRANSLATIONS.parent / "babel.cfg").open() as configuration:
        methods, options = parse_mapping_cfg(configuration)  # type: ignore[no-untyped-call]
    for folder in ("searchapp", "templates"):
        texts = extract_from_dir(
            ROOT / folder,
            method_map=[(pattern.removeprefix(f"{folder}/"), method) for pattern, method in methods],
            options_map={pattern.removeprefix(f"{folder}/"): given for pattern, given in options.items()},
            keywords={**DEFAULT_KEYWORDS, "N_": None},
        )
        yield from (text for _, _, text, _, _ in texts if text)


def update(source: Path) -> list[Id]:
    """Write a catalogue anew; gives what is left to translate."""
    old, new = read(source), Catalog(locale=source.parts[-3], fuzzy=False)
    new.mime_headers = old.mime_headers  # its plural forms, which Babel may have fewer of
    missing = []
    for text in said():
        known = old.get(text)
        forms = known.string if known else None
        if not all([forms] if isinstance(forms, str) else forms or [""]):
            missing.append(text)
        new.add(text, known.string if known else None)
    new.header_comment = old.header_comment
    with source.open("wb") as written:
        write_po(written, new, width=100, sort_output=True, no_location=True, omit_header=True)
    _with_header(source, old)
    return missing


def _with_header(source: Path, old: Catalog) -> None:
    """The part of a header that does not change by itself."""
    lines = [old.header_comment, 'msgid ""', 'msgstr ""']
    lines += [f'"{name}: {value}\\n"' for name, value in old.mime_headers if name in _KEPT]
    source.write_text("\n".join(lines) + "\n\n" + source.read_text(encoding="utf-8"), encoding="utf-8")


_KEPT = ("Language", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding")


if __name__ == "__main__":
    for each in CATALOGUES:
        for text in update(each):
            print(f"{each.parts[-3]}: {text}")
