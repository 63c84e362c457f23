"""What the project promises about itself: its README, its lock files, its size, and what it never names."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
MODULES = sorted((ROOT / "searchapp").rglob("*.py"))
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock", "requirements-fuzz.lock")

LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
"""In lines."""

# In pieces, so that this file may name what no file may name.
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
        ("repo", "maven", "apache", "org"),
    )
)
FOLDERS = tuple("/" + folder for folder in ("work", "root", "tmp/dev", "tmp/v", "opt/wheels"))
NAMED = [
    *map(re.escape, REGISTRIES),
    *(r"(?<![\w.)-])" + re.escape(folder) + r"(?![\w-])" for folder in FOLDERS),
]
NEVER_NAMED = re.compile("|".join(NAMED))


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def read(name: str | Path) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def code_blocks(page: str | Path) -> str:
    return "\n".join(re.findall(r"^```[a-z]*\n(.*?)^```", read(page), re.DOTALL | re.MULTILINE))


def targets() -> set[str]:
    return set(re.findall(r"^([a-z0-9-]+):(?!=)", read("Makefile"), re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_make_command_of_the_documents_is_a_target(page: Path) -> None:
    assert set(re.findall(r"\bmake ([a-z0-9-]+)", code_blocks(page))) <= targets()


def test_the_readme_says_how_to_serve_and_test() -> None:
    assert {"serve", "test"} <= set(re.findall(r"^make ([a-z]+)", code_blocks("README.md"), re.MULTILINE))


def test_every_command_of_the_readme_exists() -> None:
    named = set(re.findall(r"^searchapp ([a-z]+)", code_blocks("README.md"), re.MULTILINE))
    for command in sorted(named):
        told = subprocess.run(
            [sys.executable, "-m", "searchapp", command, "--help"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 0, told.stderr


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_link_of_the_documents_leads_somewhere(page: Path) -> None:
    linked = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", read(page))
    assert [target for target in linked if not (page.parent / target).exists()] == []


def test_the_changelog_has_a_place_for_what_is_not_released() -> None:
    assert re.search(r"^## \[?Unreleased\]?", read("CHANGELOG.md"), re.MULTILINE)


def tracked_texts() -> Iterator[tuple[str, str]]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip(f"not a git work tree: {listed.stderr.strip()}")
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.is_file() and b"\0" not in (content := path.read_bytes()):
            yield name, content.decode("utf-8")


def test_no_tracked_text_names_a_package_registry_or_a_machines_folder() -> None:
    found = [
        f"{name}:{number}: {line.strip()}"
        for name, text in tracked_texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if NEVER_NAMED.search(line)
    ]
    assert found == []


def pins(lock: str) -> dict[str, str]:
    """The pinned requirements, `name==version ; marker`, each with the rest of its entry."""
    text = read(lock)
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    return {entry.splitlines()[0].rstrip(" \\"): entry for entry in entries}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_is_exact_and_hashed(lock: str) -> None:
    for pin, entry in pins(lock).items():
        assert re.match(r"[A-Za-z0-9._-]+==[^=\s]+", pin), pin
        assert "--hash=sha256:" in entry, pin


@pytest.mark.parametrize("lock", LOCKS[1:])
def test_every_other_lock_holds_the_very_pins_of_the_package(lock: str) -> None:
    runtime, tools = pins(LOCKS[0]), pins(lock)
    versions = {pin.split(" ;")[0] for pin in tools}
    names = {version.split("==")[0] for version in versions}
    shared = {pin.split(" ;")[0] for pin in runtime if pin.split("==")[0] in names}
    assert shared <= versions


def test_every_requirement_is_locked() -> None:
    setup = ConfigParser(interpolation=None)
    setup.read_string(read("setup.cfg"))
    groups = tomllib.loads(read("pyproject.toml"))["dependency-groups"]
    asked = {
        "requirements.lock": [*setup["options"]["install_requires"].split(), *groups["build"]],
        "requirements-dev.lock": [*groups["build"], *(one for one in groups["dev"] if isinstance(one, str))],
        "requirements-bench.lock": groups["bench"],
        "requirements-fuzz.lock": groups["fuzz"],
    }
    for lock, requirements in asked.items():
        locked = {pin.split("==")[0] for pin in pins(lock)}
        assert {re.split(r"[<>=\[]", one)[0].lower() for one in requirements} <= locked, f"{lock}: make lock"


def test_building_needs_the_same_as_is_locked_for_it() -> None:
    project = tomllib.loads(read("pyproject.toml"))
    assert project["build-system"]["requires"] == project["dependency-groups"]["build"]


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_modules_and_functions_are_short(module: Path) -> None:
    text = read(module)
    assert len(text.splitlines()) <= LONGEST_MODULE
    long = [
        f"{node.name}: {length} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert long == []
