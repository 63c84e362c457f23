"""Writes docs/settings.md from searchapp/settings.py: `python -m tests.settings_page`."""

import ast
import re
from dataclasses import fields
from pathlib import Path

from searchapp.settings import PREFIX, Settings

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "settings.md"
HEAD = """# Settings

Each is a variable of the environment, read when a command starts. A name that is not here is refused, with
the nearest one that is; so is a value that cannot be used. `--index` and `--archive`, and for `searchapp
serve` `--host`, `--port` and `--workers`, win over the environment.

This page is written by `python -m tests.settings_page`, from searchapp/settings.py.

| variable | default | what it is |
|---|---|---|
"""
OF_THE_MACHINE = {"workers": "as many as CPUs, up to 4", "processes": "as many as CPUs"}


def told() -> dict[str, str]:
    """What stands below each field of `Settings`."""
    tree = ast.parse((ROOT / "searchapp" / "settings.py").read_text(encoding="utf-8"))
    [settings] = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    texts: dict[str, str] = {}
    for field, text in zip(settings.body, settings.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(text, ast.Expr)
            and isinstance(text.value, ast.Constant)
        ):
            texts[field.target.id] = re.sub(r"\s+", " ", str(text.value.value))
    return texts


def default(name: str, value: object) -> str:
    shown = OF_THE_MACHINE.get(name)
    return shown or (f"`{value}`" if value not in ("", ()) else "")


def page() -> str:
    """The whole page."""
    texts = told()
    rows = [
        f"| `{PREFIX}{field.name.upper()}` | {default(field.name, field.default)} | {texts[field.name]} |\n"
        for field in fields(Settings)
    ]
    return HEAD + "".join(rows)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
