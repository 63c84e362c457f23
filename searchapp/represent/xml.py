"""XML that is well-formed whatever the texts hold. Knows no vocabulary."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree as ET

Element = ET.Element

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, even escaped."""


def legal(text: str) -> str:
    """Text with U+FFFD for what XML cannot hold."""
    return _ILLEGAL.sub("\ufffd", text)


def child(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    """A new last element of `parent`."""
    made = ET.SubElement(parent, name, _legal(attributes))
    made.text = None if text is None else legal(text)
    return made


def element(name: str, attributes: Mapping[str, str]) -> Element:
    """A root; namespaces are attributes, prefixes a part of names."""
    return Element(name, _legal(attributes))


def written(root: Element) -> bytes:
    """A document in UTF-8."""
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body + b"\n"


def _legal(attributes: Mapping[str, str]) -> dict[str, str]:
    return {name: legal(value) for name, value in attributes.items()}
