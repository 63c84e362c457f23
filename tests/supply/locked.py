"""What users install: the packages of requirements.lock, with their licences as installed here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements.lock"
OURSELVES = "searchapp"

_ENTRY = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;]+)(?: ; (?P<marker>[^\\\n]+?))? \\$", re.MULTILINE
)
_ELSEWHERE = "sys_platform == 'win32'"
"""Of packages that no machine installs that searchapp is for."""
_SPOKEN: Mapping[str, str] = {
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "MIT, BSD": "MIT AND BSD-3-Clause",
    "Two-clause BSD license": "BSD-2-Clause",
    "ZPL 2.1": "ZPL-2.1",
}
"""Licences as some packages say them, in the words of SPDX."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One pin of the lock file."""

    name: str
    version: str
    marker: str
    """Where it is installed; empty where it is everywhere."""
    needed_by: tuple[str, ...]
    hashes: tuple[str, ...]
    """SHA-256, hexadecimal, of each of its files."""

    @property
    def purl(self) -> str:
        """Its address as a package (package-url)."""
        return f"pkg:pypi/{self.name}@{self.version}"

    @property
    def licence(self) -> str:
        """An expression of SPDX. Raises PackageNotFoundError where no version of it is installed here."""
        found = metadata(self.name)
        classifiers = [text for text in found.get_all("Classifier") or [] if text.startswith("License ::")]
        said = [
            found["License-Expression"],
            found["License"],
            *(text.split(" :: ")[-1] for text in classifiers),
        ]
        text = next(str(each) for each in said if each)
        return _SPOKEN.get(text, text)


def packages() -> list[Package]:
    """All of them, by name."""
    text = LOCK.read_text(encoding="utf-8")
    starts = [*_ENTRY.finditer(text)]
    ends = [*(each.start() for each in starts[1:]), len(text)]
    found = [_package(start, text[start.end() : end]) for start, end in zip(starts, ends, strict=True)]
    return [package for package in found if package.marker != _ELSEWHERE]


def _package(entry: re.Match[str], rest: str) -> Package:
    via = re.findall(r"^    #(?: via|  ) +([A-Za-z0-9]\S*)", rest, re.MULTILINE)
    return Package(
        name=entry["name"],
        version=entry["version"],
        marker=entry["marker"] or "",
        needed_by=tuple(via),
        hashes=tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})", rest)),
    )
