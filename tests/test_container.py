"""The container file: what it copies and installs, whom it runs as, and that it builds where an engine is."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from searchapp.settings import PREFIX, Settings
from tests.browser.serving import SEARCHAPP, free_port, started

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = {PREFIX + field.name.upper() for field in fields(Settings)}


class Instruction(NamedTuple):
    """One of a container file: `COPY`, and what follows it."""

    name: str
    text: str


def instructions() -> list[list[Instruction]]:
    """Those of each stage."""
    text = re.sub(r"\\\n", " ", (ROOT / "Containerfile").read_text())
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    found = [Instruction(*line.split(maxsplit=1)) for line in lines]
    starts = [number for number, each in enumerate(found) if each.name == "FROM"]
    return [found[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]


def of(stage: list[Instruction], name: str) -> list[str]:
    return [each.text for each in stage if each.name == name]


def test_the_container_is_slim_and_installs_a_wheel_beside_what_is_locked() -> None:
    build, final = instructions()
    assert [
        bool(re.fullmatch(r"python:3\.\d+-slim( AS build)?", of(stage, "FROM")[0]))
        for stage in (build, final)
    ]
    assert of(build, "FROM")[0].removesuffix(" AS build") == of(final, "FROM")[0]
    commands = " ".join(of(build, "RUN"))
    assert "--require-hashes" in commands
    assert "pip wheel" in commands
    assert len(re.findall("--no-index", commands)) == 2, "nothing is fetched but what is locked"
    assert of(final, "RUN") == [], "nothing but what was built is in it"
    assert of(final, "COPY") == ["--from=build /venv /venv"]
    assert not of(build, "ADD") + of(final, "ADD")


def test_what_the_container_copies_is_there_and_not_ignored() -> None:
    build, _ = instructions()
    copied = {name for text in of(build, "COPY") for name in text.split()[:-1]}
    assert {name for name in copied if not (ROOT / name).exists()} == set()
    admitted = re.findall("^!(.+)$", (ROOT / ".containerignore").read_text(), re.MULTILINE)
    assert copied == set(admitted)


def test_the_container_runs_the_site_as_nobody_in_particular_and_says_how_it_is() -> None:
    _, final = instructions()
    [user], [health], [entry], [command] = (
        of(final, name) for name in ("USER", "HEALTHCHECK", "ENTRYPOINT", "CMD")
    )
    assert [int(number) > 0 for number in user.split(":")] == [True, True]
    assert "/healthz" in health
    assert (entry, command) == ('["searchapp"]', '["serve"]')
    assert set(re.findall(rf"\b{PREFIX}\w+", " ".join(of(final, "ENV")))) < SETTINGS


def test_the_check_of_health_does_what_it_says(tmp_path: Path) -> None:
    _, final = instructions()
    [health] = of(final, "HEALTHCHECK")
    [program] = re.findall(r'"-c", "(.+)"\]', health)

    def is_well(port: int) -> bool:
        environ = {"SEARCHAPP_PORT": str(port)}
        done = subprocess.run([sys.executable, "-c", program], env=environ, capture_output=True, check=False)
        return done.returncode == 0

    with started([*SEARCHAPP, "serve", "--index", str(tmp_path / "index")], log=tmp_path / "log") as (
        _,
        address,
    ):
        assert is_well(urlsplit(address).port or 0)
    assert not is_well(free_port())


def engine() -> str | None:
    """The name of a container engine that answers."""
    for name in filter(shutil.which, ("podman", "docker")):
        if subprocess.run([name, "info"], capture_output=True, check=False).returncode == 0:
            return name
    return None


def test_the_container_is_built_where_there_is_an_engine() -> None:
    name = engine()
    if name is None:
        pytest.skip("no container engine answers here: the Containerfile was read, and NOT built")
    command = [name, "build", "--file", "Containerfile", "--tag", "searchapp-test", "."]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    run = [name, "run", "--rm", "--read-only", "searchapp-test", "--version"]
    assert subprocess.run(run, capture_output=True, check=False).returncode == 0
