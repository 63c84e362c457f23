"""A name becomes the part of an address that stands for it. The same name always gives the same slug."""

from __future__ import annotations

import re

from anyascii import anyascii

_APOSTROPHES = re.compile(r"['\u2019\u2018\u02bc\u00b4`\u2032]")
_OTHER = re.compile(r"[^a-z0-9]+")


def slugify(name: str) -> str:
    """ASCII, lower case, words joined by hyphens: `Igor Ivanov` is `igor-ivanov`, `El’za` is `elza`.

    A name without a letter or digit gives `unnamed`: a slug is never empty.
    """
    plain: str = anyascii(_APOSTROPHES.sub("", name))
    # anyascii writes soft signs as apostrophes; they vanish like any other.
    return _OTHER.sub("-", _APOSTROPHES.sub("", plain).lower()).strip("-") or "unnamed"
