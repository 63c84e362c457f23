"""The wheel: everything the site needs is in it, and it works where this tree is not."""

import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from functools import partial
from pathlib import Path

import pytest

from tests.browser.serving import build_index, get, serving

MADE = shutil.ignore_patterns(".*", "*.egg-info", "__pycache__", "*.mo")
SOURCES = ("LICENSE", "README.md", "pyproject.toml", "setup.cfg", "setup.py", "searchapp", "templates")

WHERE = """
import importlib.resources, searchapp
print(searchapp.__file__, importlib.resources.files("searchapp.templates"))
"""

RELEASED = 1_700_000_000
"""Seconds since 1970 that the files of a wheel are said to be from."""

pytestmark = pytest.mark.xdist_group("wheel")


def run(*command: str | Path, cwd: Path) -> None:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(root, tmp_path_factory.mktemp("wheel"), "PYTHONHASHSEED=1", "TZ=Asia/Kamchatka")


def built(root: Path, folder: Path, *environ: str) -> Path:
    """A wheel of a copy of the sources, without anything made from them; nothing is downloaded."""
    sources = folder / "sources"
    sources.mkdir()
    for name in SOURCES:
        copy = shutil.copyfile if (root / name).is_file() else copied_folder
        copy(root / name, sources / name)
    options = ("--no-deps", "--no-index", "--no-build-isolation", "--disable-pip-version-check")
    build = (sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", folder, sources)
    run("env", f"SOURCE_DATE_EPOCH={RELEASED}", *environ, *build, cwd=folder)
    [wheel] = folder.glob("*.whl")
    return wheel


# Files are as new as the copy.
copied_folder = partial(shutil.copytree, ignore=MADE, copy_function=shutil.copyfile)


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `searchapp` command of an environment that has the wheel, and this one's other packages."""
    folder = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    options = ("--no-deps", "--no-index", "--disable-pip-version-check")
    run(sys.executable, "-m", "pip", "--python", python, "install", *options, wheel, cwd=folder)
    # A path in a .pth file lends its packages, but not its own .pth files: no editable install comes along.
    [packages] = folder.glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder / "bin" / "searchapp"


def names(folder: Path, *patterns: str) -> set[str]:
    """The files of a folder that match, by their paths within it."""
    return {
        str(path.relative_to(folder))
        for pattern in patterns
        for path in folder.rglob(pattern)
        if path.is_file()
    }


def packed(wheel: Path, prefix: str) -> set[str]:
    """The files of the wheel below a prefix, without it."""
    with zipfile.ZipFile(wheel) as archive:
        return {name.removeprefix(prefix) for name in archive.namelist() if name.startswith(prefix)}


def test_every_module_is_in_the_wheel(wheel: Path, root: Path) -> None:
    assert names(root / "searchapp", "*.py", "py.typed") <= packed(wheel, "searchapp/")


def test_every_template_is_in_the_wheel(wheel: Path, root: Path) -> None:
    templates = names(root / "templates", "*") - names(root / "templates", "*.pyc")
    assert packed(wheel, "searchapp/templates/") == templates
    assert any(name.endswith(".html") for name in templates)


@pytest.mark.parametrize("folder", ["data", "web/static"])
def test_every_other_file_of_the_package_is_in_the_wheel(wheel: Path, root: Path, folder: str) -> None:
    there = names(root / "searchapp" / folder, "*")
    assert there
    assert packed(wheel, f"searchapp/{folder}/") == there


def test_every_catalogue_is_in_the_wheel_compiled(wheel: Path, root: Path) -> None:
    sources = names(root / "searchapp" / "web" / "translations", "*.po")
    assert sources
    compiled = {name.removesuffix(".po") + ".mo" for name in sources}
    assert packed(wheel, "searchapp/web/translations/") == sources | compiled


def test_nothing_else_is_in_the_wheel(wheel: Path) -> None:
    tops = {name.split("/")[0].split("-")[0] for name in packed(wheel, "")}
    assert tops == {"searchapp"}


def test_two_builds_are_the_same_bytes(wheel: Path, root: Path, tmp_path: Path) -> None:
    another = built(root, tmp_path, "PYTHONHASHSEED=2", "TZ=America/Anchorage", "LC_ALL=C")
    assert another.name == wheel.name
    assert another.read_bytes() == wheel.read_bytes()


def test_the_wheel_serves_the_sample_articles(installed: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    build_index(index, command=[str(installed)], cwd=tmp_path)
    with serving(index, command=[str(installed)], cwd=tmp_path) as site:
        status, text = get(f"{site}/search?q=bushehr")
    assert status == 200
    assert "Bushehr" in text


def test_the_wheels_own_package_is_what_runs(installed: Path, tmp_path: Path) -> None:
    told = subprocess.run(
        [installed.with_name("python"), "-c", WHERE], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    environment = str(installed.parent.parent)
    assert [path.startswith(environment) for path in told.stdout.split()] == [True, True]
