"""Style sheets and scripts without what only their authors read: comments, indentation, blank space.

Nothing is renamed or rearranged. It relies on how our own files are written: a script's comments stand on
lines of their own, every statement ends in a semicolon, and no string goes over a line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_STRING = r'"[^"\n]*"|`[^`]*`|(?<=\()/[^/\n]+/'
"""Text that stays as it is; a regular expression is the first argument of something."""
_CSS = re.compile(
    rf"({_STRING})|/\*.*?\*/|\s*([{{}};,]|>(?!=)|(?<=[a-z]):(?=\s[^{{}}]*[;}}]))\s*|(\s)\s*", re.DOTALL
)
_COMMENT = re.compile(r"^\s*//.*$", re.MULTILINE)
_JS = re.compile(rf"({_STRING})|\s*([=+\-*/<>!?:;,(){{}}\[\]&|.])\s*|(\s)\s*")


def slim_css(text: str) -> str:
    """A style sheet that means the same."""
    return _without_space(_CSS, text).replace(";}", "}")


def slim_js(text: str) -> str:
    """A script that means the same."""
    return _without_space(_JS, _COMMENT.sub("", text)).replace(";}", "}")


SLIM: Mapping[str, Callable[[str], str]] = {".css": slim_css, ".js": slim_js}
"""By the ending of the file's name."""


def _without_space(pattern: re.Pattern[str], text: str) -> str:
    """Strings as they are, signs without the space around them, one space between words."""
    return pattern.sub(lambda found: found[1] or found[2] or (" " if found[3] else ""), text).strip()
