"""Lucene, by a small Java program beside this module: `Lucene.java` is compiled when it is started."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from bench.peers.base import Absent

JARS = Path("/usr/share/java")
"""Where Debian's liblucene*-java packages put them."""

PARTS = ("core", "analyzers-common", "queries", "memory", "highlighter")
OPTIONS = ("-Xmx2g", "-XX:+UseSerialGC")
PROGRAM = Path(__file__).with_name("Lucene.java")


def check() -> str:
    """The version. Raises Absent."""
    if shutil.which("java") is None or shutil.which("javac") is None:
        raise Absent("there is no JDK")
    versions = sorted(
        (tuple(map(int, found[1].split("."))), found[1])
        for jar in JARS.glob("lucene-core-*.jar")
        if (found := re.fullmatch(r"lucene-core-([\d.]+)\.jar", jar.name))
    )
    for _, version in reversed(versions):
        if all(_jar(part, version).exists() for part in PARTS):
            return f"Lucene {version}"
    raise Absent(f"there is no lucene-core-*.jar in {JARS} (liblucene8-java)")


def run(*arguments: str) -> None:
    """This process becomes the Java one."""
    version = check().removeprefix("Lucene ")
    path = ":".join(str(_jar(part, version)) for part in PARTS)
    os.execvp("java", ["java", *OPTIONS, "-cp", path, str(PROGRAM), *arguments])  # noqa: S606  # no shell is needed


def _jar(part: str, version: str) -> Path:
    return JARS / f"lucene-{part}-{version}.jar"
