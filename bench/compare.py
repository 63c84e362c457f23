"""The embedded engine beside its peers: one corpus, one set of questions, everyone in turns.

Each engine runs in a process of its own and is given the same tokens. Before any time is printed all answers
are compared: totals of every phase, and the counts of volume, issue, people and sources. Indexes are kept in
the work folder, so that only what has changed is indexed again.
"""

from __future__ import annotations

import argparse
import hashlib
import platform
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from bench.corpus import Size
from bench.extraction import cpu
from bench.peers import MODULES
from bench.prepared import MODES, Prepared, fingerprint, prepared
from bench.processes import ROOT, Engine, built, checked, size_of
from bench.progress import say
from bench.questions import EACH, questions
from bench.report import report
from bench.results import OURS, Built, EngineResult, Results, kinds, phases, ratios
from bench.rounds import Disagreement, Rounds

WORK = ROOT / "build" / "bench"
WRITING = ("change.py", "format.py", "codec", "columns", "disk", "generations", "writing")
"""What our engine writes by: to search otherwise changes no index."""
SHARED = ("engines/texts.py", "engines/values.py", "fields.py", "model", "text")
SOURCES = {
    OURS: (
        *(f"searchapp/engines/embedded/{each}" for each in WRITING),
        *(f"searchapp/{each}" for each in SHARED),
    ),
    "lucene": ("bench/peers/Lucene.java",),
}
"""What an index is made by, beside the peer's own module."""


def main() -> None:
    options = asked()
    size = Size.of(
        options.articles, options.words, seed=options.seed, plain=options.plain, titles=options.titles
    )
    named = f"{options.corpus.name}-" if options.corpus else ""
    folder = options.work / f"{named}{size.key}-{fingerprint(size, options.corpus)}"
    corpus = prepared(folder / "corpus", size, options.corpus)
    found = {name: checked(name) for name in options.engines}
    for name, told in found.items():
        if "absent" in told:
            say(f"{name} is left out: {told['absent']}")
    there = {name: told["version"] for name, told in found.items() if "version" in told}
    for mode in MODES if options.mode == "both" else (options.mode,):
        results = compared(corpus, folder, there, mode, size, options)
        print(report(results) + "\n")
        target = options.json or folder / "results.json"
        target = target.with_stem(f"{target.stem}-{mode}")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(msgspec.json.format(msgspec.json.encode(results)))
        say(f"written: {target}")


def asked() -> argparse.Namespace:
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--articles", type=int, default=2_000, metavar="N", help="how many (default 2,000)")
    told.add_argument("--words", type=int, metavar="N", help="an article (625; 300 from 500,000 articles on)")
    told.add_argument("--seed", type=int, default=1, metavar="N", help="of corpus and questions (default 1)")
    told.add_argument("--plain", action="store_true", help="ASCII words without capitals or punctuation")
    told.add_argument("--titles", type=float, default=0.0, metavar="SHARE", help="of articles (default 0)")
    told.add_argument("--corpus", type=Path, help="JSON Lines, or reuters21578.tar.gz to recombine")
    told.add_argument("--engines", type=lambda text: text.split(","), default=list(MODULES), metavar="A,B")
    told.add_argument("--mode", choices=(*MODES, "both"), default="words", help="what the peers are given")
    told.add_argument("--rounds", type=int, default=5, metavar="N", help="that are timed (default 5)")
    told.add_argument("--each", type=int, default=EACH, metavar="N", help=f"questions a kind ({EACH})")
    told.add_argument("--work", type=Path, default=WORK, help="folder of corpora and indexes")
    told.add_argument("--json", type=Path, help="where the figures go (default: beside the indexes)")
    return told.parse_args()


def compared(
    corpus: Prepared,
    folder: Path,
    versions: dict[str, str],
    mode: str,
    size: Size,
    options: argparse.Namespace,
) -> Results:
    """Raises SystemExit where two engines answer differently."""
    indexes = {name: indexed(name, versions[name], corpus, folder, mode) for name in versions}
    asked_of_all = questions(corpus, mode=mode, seed=options.seed, each=options.each)
    say(f"{len(asked_of_all)} questions to {', '.join(versions)}")
    engines = {name: Engine(name, index) for name, (index, _) in indexes.items()}
    opened = {name: engine.opened() for name, engine in engines.items()}
    rounds = Rounds(engines, asked_of_all, mode, options.seed)
    try:
        rounds.compare()
    except Disagreement as error:
        sys.exit(f"The engines disagree, so nothing was timed.\n{error}")
    rounds.warm()
    rounds.measure(options.rounds)
    results = {
        name: EngineResult(
            version=versions[name],
            built=indexes[name][1],
            open_cpu=opened[name]["cpu"],
            open_wall=opened[name]["wall"],
            private=engines[name].private() - opened[name]["private"],
            phases=phases(rounds.times, name),
            first=phases(rounds.times, name, first=True),
            kinds=kinds(rounds.times, name, asked_of_all),
        )
        for name in versions
    }
    for engine in engines.values():
        engine.close()
    return Results(
        command=f"python -m bench.compare {' '.join(sys.argv[1:])}".rstrip(),
        day=str(datetime.now(tz=UTC).date()),
        machine={"cpu": cpu(), "python": f"Python {platform.python_version()}"},
        corpus=corpus.summary,
        words_an_article=size.words,
        titles=size.titles,
        plain=size.plain,
        mode=mode,
        rounds=options.rounds,
        engines=results,
        ratios=ratios(rounds.times, [name for name in versions if name != OURS], asked_of_all)
        if OURS in versions
        else [],
    )


def indexed(name: str, version: str, corpus: Prepared, folder: Path, mode: str) -> tuple[Path, Built]:
    """The index and what it cost, from an earlier run where nothing has changed since."""
    mode = "any" if name == OURS else mode  # ours is one index for words and stems
    sources = (*SOURCES.get(name, ()), f"{MODULES[name].replace('.', '/')}.py")
    index = folder / f"{name}-{mode}-{_digest((*sources, version))}"
    told = index.with_suffix(".json")
    if not told.exists():
        for former in folder.glob(f"{name}-{mode}-*"):
            shutil.rmtree(former) if former.is_dir() else former.unlink()
        cost = built(name, corpus.folder, mode, index, articles=corpus.summary.articles)
        made = Built(
            cost["cpu"], cost["wall"], int(cost["peak"]), size_of(index), int(cost.get("records", 0))
        )
        told.write_bytes(msgspec.json.encode(made))
    return index, msgspec.json.decode(told.read_bytes(), type=Built)


def _digest(sources: tuple[str, ...]) -> str:
    """Of files and of the files in folders; what is neither counts as text."""
    digest = hashlib.sha256()
    for source in sources:
        path = ROOT / source
        files = sorted(path.rglob("*.py")) if path.is_dir() else [path] if path.is_file() else []
        for file in files:
            digest.update(file.read_bytes())
        digest.update(b"" if files else source.encode())
    return digest.hexdigest()[:8]


if __name__ == "__main__":
    main()
