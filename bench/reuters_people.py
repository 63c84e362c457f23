"""People found in English news that nobody here labelled: the Reuters-21578 corpus and its PEOPLE tags.

A tag (`reagan`, `james-baker`) counts where its last part stands in the article's body as a capitalised word.
The articles that carry such tags are read as one archive. A tag tells whom an article is about, not all whom
it names: so precision is looked at by hand, in a sample of full names that no tag names.

The corpus, reuters21578.tar.gz, lies beside the project in ../shared/corpora or where --corpus says.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

from searchapp.authority.briefs import Listed
from searchapp.errors import ExtractionError
from searchapp.model.article import Article, ArticleId, Document
from searchapp.model.draft import Draft
from searchapp.settings import Settings
from searchapp.text.analyze import words
from searchapp.wiring import load_known, passes

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpora" / "reuters21578.tar.gz"
STORY = re.compile(r'<REUTERS[^>]* NEWID="(\d+)">(.*?)</REUTERS>', re.DOTALL)
PEOPLE = re.compile(r"<PEOPLE>(.*?)</PEOPLE>")
TAG = re.compile(r"<D>(.*?)</D>")
BODY = re.compile(r"<BODY>(.*?)</BODY>", re.DOTALL)
TRAILER = re.compile(r"\s*\bREUTER\b[\s\x03]*\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Story:
    """One article of the corpus."""

    id: ArticleId
    people: tuple[str, ...]
    text: str


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--corpus", type=Path, default=CORPUS, help="where reuters21578.tar.gz lies")
    asked.add_argument("--all", action="store_true", help="read all articles, not only those with tags")
    asked.add_argument("--sample", type=int, default=100, metavar="N", help="how many names to print")
    asked.add_argument("--seed", type=int, default=1, metavar="N", help="of the sample (default 1)")
    asked.add_argument("--missed", action="store_true", help="name every tag that was not found")
    options = asked.parse_args()
    if not options.corpus.exists():
        print(f"Skipped: there is no {options.corpus.name} in {options.corpus.parent}.")
        return
    print(f"$ python -m bench.reuters_people {' '.join(sys.argv[1:])}".rstrip())
    print(f"{datetime.now(tz=UTC).date()}")
    told = [story for story in stories(options.corpus) if story.text and (story.people or options.all)]
    articles = read(told)
    named = {story.id: named_tags(story) for story in told if story.id in articles}
    report_tags(named, articles, name_missed=options.missed)
    print_sample(named, articles, random.Random(options.seed), options.sample)


def stories(corpus: Path) -> Iterator[Story]:
    """Every article, in the corpus's order."""
    with tarfile.open(corpus) as files:
        for member in sorted(files.getmembers(), key=lambda member: member.name):
            file = files.extractfile(member) if member.name.endswith(".sgm") else None
            for match in STORY.finditer(file.read().decode("latin-1") if file else ""):
                people, body = PEOPLE.search(match[2]), BODY.search(match[2])
                yield Story(
                    id=ArticleId(f"reuters-{int(match[1]):05}"),
                    people=tuple(TAG.findall(people[1])) if people else (),
                    text=unwrapped(unescape(body[1])) if body else "",
                )


def unwrapped(body: str) -> str:
    """Paragraphs as lines of their own: the corpus breaks lines and indents what begins anew."""
    paragraphs = re.split(r"\n {2,}", TRAILER.sub("", body))
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def read(told: Sequence[Story]) -> dict[ArticleId, Article]:
    """Both passes; a story without a paragraph of its own is left out."""
    run = passes(load_known(Settings(archive=ROOT / "seeds")))
    drafts: list[Draft] = []
    for number, story in enumerate(told, start=1):
        document = Document(id=story.id, path=story.id, text=story.text, position=number, title=story.id)
        try:
            drafts.append(run.extract(document))
        except ExtractionError:
            continue
    return {article.id: article for article in run.resolve(Listed(drafts)).articles}


def named_tags(story: Story) -> tuple[str, ...]:
    """The tags whose last part stands in the text with a capital."""
    capitals = {
        word
        for each in re.findall(r"[^\W\d_][\w'’]*", story.text)
        if each[0].isupper()
        for word in words(each)
    }
    return tuple(tag for tag in story.people if last_part(tag) in capitals)


def last_part(tag: str) -> str:
    return words(tag)[-1]


def report_tags(
    named: dict[ArticleId, tuple[str, ...]], articles: dict[ArticleId, Article], *, name_missed: bool
) -> None:
    """How the tags were found, as a table."""
    ways = {(key, tag): way_found(tag, articles[key]) for key, tags in named.items() for tag in tags}
    counts, total = Counter(ways.values()), len(ways)
    people = len({tag for _, tag in ways})
    print(f"{len(articles)} articles read; {total} tags, of {people} people, are named in their texts\n")
    for way in ("person", "attributive only", "unresolved", "missed"):
        print(f"{way:18} {counts[way]:5} {counts[way] / total:7.1%}")
    if name_missed:
        missed = Counter(tag for (_, tag), way in ways.items() if way == "missed")
        print("\nmissed:", ", ".join(f"{tag} {count}" for tag, count in missed.most_common()))


def way_found(tag: str, article: Article) -> str:
    """How an article names whom a tag means, at best."""
    surname = last_part(tag)
    if any(surname in words(person.name) for person in article.identities):
        return "person"
    if any(surname in words(person.name) for person in article.people):
        return "attributive only"
    if any(surname in words(name.surface) for name in article.unresolved):
        return "unresolved"
    return "missed"


def print_sample(
    named: dict[ArticleId, tuple[str, ...]],
    articles: dict[ArticleId, Article],
    draw: random.Random,
    size: int,
) -> None:
    """Full names that no tag names, each once with the words around it, to be judged by hand."""
    tagged = {last_part(tag) for tags in named.values() for tag in tags}
    found: dict[str, str] = {}
    for key in sorted(articles):
        for person in articles[key].identities:
            mention = next((each for each in person.mentions if len(words(each.surface)) > 1), None)
            if mention and not tagged & set(words(person.name)):
                place = mention.place
                text = articles[key].paragraphs[place.paragraph - 1]
                around = text[max(0, place.start - 50) : place.end + 40]
                found.setdefault(person.slug, f"{person.name}  [{key}]  …{around}…")
    print(f"\n{len(found)} full names that no tag names; {min(size, len(found))} of them:")
    for line in draw.sample(sorted(found.values()), min(size, len(found))):
        print(f"  {line}")


if __name__ == "__main__":
    main()
