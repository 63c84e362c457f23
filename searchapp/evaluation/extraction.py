"""An archive of gold texts, read as any archive is, all together and without an index, and measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from searchapp.engines.memory import MemoryEngine
from searchapp.evaluation.comparison import ASPECTS, Comparison, compared
from searchapp.evaluation.gold import Gold, check_pairs, load_gold
from searchapp.indexing import Passes, index_paths
from searchapp.model.article import Article, ArticleId, Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One aspect over all articles. A share of nothing is None."""

    right: int
    missed: int
    false: int

    @property
    def precision(self) -> float | None:
        """How much of what was found is right."""
        return _share(self.right, self.right + self.false)

    @property
    def recall(self) -> float | None:
        """How much of what is right was found."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both."""
        return _share(2 * self.right, 2 * self.right + self.missed + self.false)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """How well the gold articles were read."""

    comparisons: Mapping[ArticleId, Mapping[str, Comparison]]
    """Of every article, by aspect."""
    covered: int
    """How many articles have a day that the calendar gives by counting."""
    covered_exact: int
    """How many of these got exactly that day."""
    wrong_but_certain: tuple[ArticleId, ...]
    """The articles whose date is called certain and is another."""

    def tally(self, aspect: str) -> Tally:
        """The sums of one aspect."""
        each = [aspects[aspect] for aspects in self.comparisons.values()]
        return Tally(
            right=sum(comparison.right for comparison in each),
            missed=sum(len(comparison.missed) for comparison in each),
            false=sum(len(comparison.false) for comparison in each),
        )

    @property
    def tallies(self) -> Mapping[str, Tally]:
        """Every aspect with its sums."""
        return {aspect: self.tally(aspect) for aspect in ASPECTS}


def evaluate(folder: Path, passes: Passes) -> Evaluation:
    """Read the texts of a folder as one archive and compare them with their gold.

    Raises InputError for bad gold files, ExtractionError for bad texts.
    """
    gold = load_gold(folder)
    engine = _read(folder, passes)
    paths = {draft.id: draft.path for draft in engine.drafts()}
    check_pairs(folder, gold, paths)
    return evaluated({article_id: (gold[article_id], engine.get(article_id)) for article_id in sorted(paths)})


def _read(folder: Path, passes: Passes) -> MemoryEngine:
    """The folder's texts as an archive in memory; the first that cannot be read is raised."""
    engine = MemoryEngine()
    report = index_paths([folder], engine, passes)
    for failure in report.failures:
        raise failure.error
    return engine


def evaluated(pairs: Mapping[ArticleId, tuple[Gold, Article]]) -> Evaluation:
    """Articles beside their gold."""
    covered = [(gold, article) for gold, article in pairs.values() if gold.date.calendar]
    return Evaluation(
        comparisons={article_id: compared(*pair) for article_id, pair in pairs.items()},
        covered=len(covered),
        covered_exact=sum(article.date.value == gold.date.value for gold, article in covered),
        wrong_but_certain=tuple(
            article_id
            for article_id, (gold, article) in pairs.items()
            if article.date.certainty is Certainty.CERTAIN and article.date.value != gold.date.value
        ),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
