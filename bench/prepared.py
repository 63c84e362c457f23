"""The files from which every engine is fed and every question is made: written once for a corpus.

`stories.jsonl` is what our engine reads. The peers get the same texts as our analyzer reads them:
`facts.tsv` has id, volume, number, day, people, sources and the text itself; `words.tsv` and `stems.tsv`
have, line by line for the same articles, the title's and the body's tokens. `PARTED` is between paragraphs.
"""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import chain, islice
from multiprocessing import Pool
from multiprocessing.pool import AsyncResult
from pathlib import Path

import msgspec

from bench.corpus import Size
from bench.given import stories
from bench.progress import Progress
from bench.stories import Records, Story
from searchapp.model.registry import Registry
from searchapp.text.analyze import stem, words

PARTED = "\x1e"
SAMPLED = 2_000
"""Articles that questions are made from."""

MODES = ("words", "stems")
FILES = ("stories.jsonl", "facts.tsv", "words.tsv", "stems.tsv")
PART = 100
"""Articles that a process reads at once."""


class Sample(msgspec.Struct):
    """One article, to make questions from."""

    volume: int
    day: int
    """Proleptic Gregorian ordinal."""
    people: list[str]
    sources: list[str]
    body: list[list[str]]
    """The words of each paragraph."""


class Summary(msgspec.Struct):
    """What a corpus came to."""

    articles: int
    tokens: int
    characters: int
    words: int
    """Different ones."""


class Prepared:
    """A corpus as files in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def summary(self) -> Summary:
        return msgspec.json.decode((self.folder / "summary.json").read_bytes(), type=Summary)

    @property
    def registry(self) -> Registry:
        return msgspec.json.decode((self.folder / "registry.json").read_bytes(), type=Registry)

    def samples(self) -> list[Sample]:
        return msgspec.json.decode((self.folder / "samples.json").read_bytes(), type=list[Sample])

    def frequencies(self) -> dict[str, int]:
        """Word -> number of articles that have it."""
        return msgspec.json.decode((self.folder / "frequencies.json").read_bytes(), type=dict[str, int])

    def stories(self) -> Iterator[Story]:
        decode = msgspec.json.Decoder(Story).decode
        with (self.folder / "stories.jsonl").open("rb") as lines:
            yield from map(decode, lines)


def fingerprint(size: Size, corpus: Path | None) -> str:
    """Of what the files would say of the first articles: another where the making or the analysis is."""
    read = _read(list(islice(stories(size, corpus), PART)))
    digest = hashlib.sha256()
    for lines in read.lines.values():
        digest.update(b"".join(lines))
    return digest.hexdigest()[:8]


def prepared(folder: Path, size: Size, corpus: Path | None) -> Prepared:
    """The corpus of this size, written where it is not there yet."""
    if not (folder / "summary.json").exists():
        unfinished = folder.with_name(folder.name + ".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        _write(unfinished, size, corpus)
        unfinished.rename(folder)
    return Prepared(folder)


def _write(folder: Path, size: Size, corpus: Path | None) -> None:
    known, samples = _Known(), list[Sample]()
    every = max(1, size.articles // SAMPLED)
    progress = Progress("corpus", size.articles)
    with ExitStack() as opened:
        files = {name: opened.enter_context((folder / name).open("wb")) for name in FILES}
        for part, read in _reading(stories(size, corpus)):
            for name, lines in read.lines.items():
                files[name].writelines(lines)
            for story, line in zip(part, read.lines["words.tsv"], strict=True):
                if known.articles % every == 0 and len(samples) < SAMPLED:
                    samples.append(_sample(story, line))
                known.add(story)
            known.frequencies.update(read.frequencies)
            known.tokens += read.tokens
            progress.at(known.articles)
    told = {"samples": samples, "frequencies": known.frequencies, "registry": known.records.registry()}
    for name, value in (told | {"summary": known.summary()}).items():
        (folder / f"{name}.json").write_bytes(msgspec.json.encode(value))


class _Known:
    """What is counted over the whole corpus."""

    def __init__(self) -> None:
        self.records = Records()
        self.frequencies = Counter[str]()
        self.articles = self.tokens = self.characters = 0

    def add(self, story: Story) -> None:
        self.records.add(story)
        self.articles += 1
        self.characters += sum(map(len, story.paragraphs))

    def summary(self) -> Summary:
        return Summary(self.articles, self.tokens, self.characters, len(self.frequencies))


class _Read(msgspec.Struct):
    """What one part of the corpus came to: lines for the files, and what is counted."""

    lines: dict[str, list[bytes]]
    frequencies: Counter[str]
    tokens: int


def _reading(told: Iterator[Story]) -> Iterator[tuple[list[Story], _Read]]:
    """Parts of the corpus with what two processes made of them, in order."""
    pending: deque[tuple[list[Story], AsyncResult[_Read]]] = deque()
    with Pool(2) as pool:
        while part := list(islice(told, PART)):
            pending.append((part, pool.apply_async(_read, (part,))))
            if len(pending) > 6:
                first, result = pending.popleft()
                yield first, result.get()
        for first, result in pending:
            yield first, result.get()


def _read(part: list[Story]) -> _Read:
    read = _Read({name: [] for name in FILES}, Counter(), 0)
    for story in part:
        title = words(story.title or "")
        body = [list(words(paragraph)) for paragraph in story.paragraphs]
        tokens = [*title, *chain.from_iterable(body)]
        read.tokens += len(tokens)
        read.frequencies.update(set(tokens))
        read.lines["stories.jsonl"].append(msgspec.json.encode(story) + b"\n")
        read.lines["facts.tsv"].append(_facts(story))
        read.lines["words.tsv"].append(_tokens(title, body))
        read.lines["stems.tsv"].append(_tokens(map(stem, title), (map(stem, each) for each in body)))
    return read


def _facts(story: Story) -> bytes:
    """A line; tabs and ends of line in the text become spaces."""
    text = PARTED.join(" ".join(paragraph.split()) for paragraph in story.paragraphs)
    people = " ".join(each.slug for each in story.people)
    sources = " ".join(each.slug for each in story.sources)
    numbers = (story.volume, story.number, story.day.toordinal())
    return "\t".join((story.id, *map(str, numbers), people, sources, text)).encode() + b"\n"


def _tokens(title: Iterable[str], body: Iterable[Iterable[str]]) -> bytes:
    return f"{' '.join(title)}\t{PARTED.join(map(' '.join, body))}\n".encode()


def _sample(story: Story, line: bytes) -> Sample:
    _, body = line.decode().rstrip("\n").split("\t")
    return Sample(
        volume=story.volume,
        day=story.day.toordinal(),
        people=[each.slug for each in story.people],
        sources=[each.slug for each in story.sources],
        body=[paragraph.split() for paragraph in body.split(PARTED)],
    )
