"""The catalogues, compiled where they lie: in a plain checkout nobody has done it yet."""

from __future__ import annotations

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import searchapp.web

TRANSLATIONS = Path(searchapp.web.__file__).parent / "translations"


def compile_catalogues() -> None:
    """Compile what is missing or older than its source; several processes may do it at once."""
    for source in TRANSLATIONS.glob("*/LC_MESSAGES/messages.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        partial = target.with_name(f".{os.getpid()}.mo")
        with source.open("rb") as text, partial.open("wb") as compiled:
            write_mo(compiled, read_po(text, locale=source.parts[-3]))
        partial.replace(target)
