"""Writes docs/licences.md from requirements.lock and what is installed: `python -m tests.supply.licences`."""

from __future__ import annotations

from itertools import groupby

from tests.supply.locked import ROOT, packages

PAGE = ROOT / "docs" / "licences.md"
HEAD = """# Licences

searchapp is under the [MIT licence](../LICENSE). Whoever installs it installs these too
(`requirements.lock`), each under its own licence, here as an expression of SPDX. None is under the GPL, the
LGPL or the AGPL.

Wheels may hold libraries of others. Those of numpy hold libgfortran, under the GPL with the GCC runtime
library exception, which lets a program under any licence use it, and libquadmath, under the LGPL.

This page is written by `python -m tests.supply.licences`; `make sbom` writes the same, and more, for machines
(CycloneDX).

| package | version | licence |
|---|---|---|
"""


def page() -> str:
    """The whole page; a package of several versions, for several Pythons, has one line."""
    rows = []
    for name, found in groupby(packages(), key=lambda package: package.name):
        versions = [*found]
        told = ", ".join(package.version for package in versions)
        rows.append(f"| {name} | {told} | {versions[0].licence} |\n")
    return HEAD + "".join(rows)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
