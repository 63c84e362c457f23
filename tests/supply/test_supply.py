"""What users install besides the package: all is listed, under licences that bind nobody else's code."""

from __future__ import annotations

import json
import re
import warnings
from configparser import ConfigParser

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from license_expression import get_spdx_licensing

from tests.supply import licences
from tests.supply.locked import LOCK, OURSELVES, ROOT, packages
from tests.supply.sbom import sbom


def test_the_page_of_licences_is_as_it_would_be_written() -> None:
    assert licences.PAGE.read_text(encoding="utf-8") == licences.page(), "python -m tests.supply.licences"


def test_every_licence_is_one_that_spdx_knows_and_none_is_a_gpl() -> None:
    spdx = get_spdx_licensing()
    told = {package.name: package.licence for package in packages()}
    assert {name: text for name, text in told.items() if spdx.validate(text).errors} == {}
    assert {name: text for name, text in told.items() if re.search(r"GPL|General Public", text)} == {}


def test_every_pin_is_in_the_bill_with_its_hashes_once() -> None:
    text = LOCK.read_text(encoding="utf-8")
    pins = re.findall(r"^([a-z0-9-]+)==(\S+)(.*)", text, re.MULTILINE)
    here = [(name, version) for name, version, rest in pins if "win32" not in rest]
    components = sbom()["components"]
    assert [(each["name"], each["version"]) for each in components] == here
    hashes = [item["content"] for each in components for item in each["externalReferences"][0]["hashes"]]
    assert len(hashes) == len(set(hashes))
    assert set(hashes) <= set(re.findall("sha256:([0-9a-f]{64})", text))


def test_the_bill_is_valid_cyclonedx() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of what the validator is made of
        assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(sbom())) is None


def test_the_bill_says_what_needs_what() -> None:
    needs = {each["ref"].split("/")[1].split("@")[0]: each["dependsOn"] for each in sbom()["dependencies"]}
    setup = ConfigParser(interpolation=None)
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    asked = {re.split(r"[<>=]", text)[0].lower() for text in setup["options"]["install_requires"].split()}
    assert {ref.split("/")[1].split("@")[0] for ref in needs[OURSELVES]} == asked
    assert [ref.split("@")[0] for ref in needs["jinja2"]] == ["pkg:pypi/markupsafe"]
    reached, waiting = set[str](), [OURSELVES]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += [ref.split("/")[1].split("@")[0] for ref in needs[name]]
    assert set(needs) - reached == {"setuptools"}, "which only building needs"
