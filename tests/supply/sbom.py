"""The software bill of materials of what users install, as CycloneDX: `python -m tests.supply.sbom FILE`.

Made from the lock file, and so the same wherever it is made: it names no time and no machine.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from searchapp import __version__
from tests.supply.locked import OURSELVES, Package, packages

VERSION = "1.6"
"""Of CycloneDX."""
_OURS = f"pkg:pypi/{OURSELVES}@{__version__}"


def sbom() -> dict[str, Any]:
    """The whole document."""
    found = packages()
    return {
        "$schema": f"http://cyclonedx.org/schema/bom-{VERSION}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": VERSION,
        "version": 1,
        "metadata": {"component": _ourselves()},
        "components": [_component(package) for package in found],
        "dependencies": [
            _needs(OURSELVES, _OURS, found),
            *(_needs(each.name, each.purl, found) for each in found),
        ],
    }


def _ourselves() -> dict[str, Any]:
    return {
        "type": "application",
        "bom-ref": _OURS,
        "name": OURSELVES,
        "version": __version__,
        "purl": _OURS,
        "licenses": [{"expression": "MIT"}],
    }


def _component(package: Package) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": package.purl,
        "name": package.name,
        "version": package.version,
        "purl": package.purl,
        "licenses": [{"expression": package.licence}],
        "externalReferences": [
            {
                "type": "distribution",
                "url": package.purl,
                "hashes": [{"alg": "SHA-256", "content": each} for each in package.hashes],
            }
        ],
        **({"properties": [{"name": "marker", "value": package.marker}]} if package.marker else {}),
    }


def _needs(name: str, ref: str, found: list[Package]) -> dict[str, Any]:
    return {"ref": ref, "dependsOn": [each.purl for each in found if name in each.needed_by]}


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(sbom(), indent=2) + "\n", encoding="utf-8")
