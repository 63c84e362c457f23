"""Answers for people at a terminal: plain lines, bold where the terminal can and NO_COLOR is not set."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TimeRemainingColumn
from rich.progress import Progress as Bars
from rich.text import Text

from searchapp.errors import SearchAppError
from searchapp.indexing import Report
from searchapp.journal import Leftover
from searchapp.model.article import Article, CrossReference
from searchapp.model.draft import Draft
from searchapp.model.registry import Publication
from searchapp.model.search import Hit, Run, SearchPage
from searchapp.query.conditions import ALL_FILTERS, ALL_WORDS, Condition
from searchapp.reports import NOTHING_READ
from searchapp.stages import Advance, Stage

Publications = Mapping[str, Publication]


_CONTROLS = {code: "\ufffd" for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}


def _text(text: str, style: str = "") -> Text:
    """Text as a terminal may be shown it: what an article holds must not command it."""
    return Text(text.translate(_CONTROLS), style)


def _out() -> Console:
    return Console(highlight=False, soft_wrap=True)


def _messages() -> Console:
    return Console(stderr=True, highlight=False, soft_wrap=True)


_STAGES = {Stage.READING: "Reading", Stage.COMPARING: "Comparing", Stage.WRITING: "Writing"}


@contextmanager
def progress(stage: Stage, total: Callable[[], int], /) -> Iterator[Advance]:
    """A bar on stderr for as long as a stage lasts; nothing where stderr is not a terminal."""
    if not sys.stderr.isatty():
        yield lambda _done, _articles: None
        return
    columns = ("{task.description}", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=_messages(), transient=True) as bars:
        bar, articles = bars.add_task(_STAGES[stage], total=total()), 0

        def advance(done: int, more: int) -> None:
            nonlocal articles
            articles += more
            told = f" ({articles} articles)" if articles else ""
            bars.update(bar, advance=done, description=_STAGES[stage] + told)

        yield advance


def print_leftover(leftover: Leftover | None, *, resume: bool) -> None:
    """What an interrupted run left, and what becomes of it."""
    if leftover is None or not (leftover.articles or leftover.files):
        if resume:
            _messages().print("No interrupted run was found to go on with.")
        return
    articles = "1 article" if leftover.articles == 1 else f"{leftover.articles} articles"
    files = "1 file" if leftover.files == 1 else f"{leftover.files} files"
    if resume:
        told = f"Going on with an interrupted run: {articles} of {files} are there already."
    else:
        told = (
            f"An interrupted run left {articles} of {files}. All files are read again, but texts that say"
            " the same are not extracted again; with --resume these files would not be read either."
        )
    _messages().print(told)


def warn(error: SearchAppError) -> None:
    """What went wrong beside the work that was asked for."""
    _messages().print(_text(str(error)))


def say(text: str) -> None:
    """A line on stderr."""
    _messages().print(_text(text))


def print_failures(report: Report) -> None:
    """What failed, by name, and which characters could not be read."""
    for failure in report.failures:
        told = str(failure.error)
        _messages().print(_text(told if failure.path in told else f"{failure.path}: {told}"))
    for path, count in report.unreadable:
        characters = "1 character is" if count == 1 else f"{count} characters are"
        _messages().print(_text(f"{path}: {characters} not UTF-8 and shown as \ufffd. Save it in UTF-8."))


def print_report(report: Report, *, dry_run: bool) -> None:
    """What a run did: a line on stdout; what failed, by name, on stderr."""
    print_failures(report)
    if not report.read and not report.withdrawn:
        _messages().print(_text(str(NOTHING_READ)))
        return
    done = "would be " if dry_run else ""
    counts = f"{report.added} {done}added, {report.changed} {done}changed, {report.unchanged} unchanged"
    more = [f"{report.refreshed} {done}refreshed"] if report.refreshed else []
    more += [f"{report.withdrawn} {done}withdrawn"] if report.withdrawn else []
    articles = "1 article" if report.read == 1 else f"{report.read} articles"
    failed = len(report.failures)
    _out().print(f"{articles}, {failed} failed ({', '.join([counts, *more])}).")
    if report.generation:
        held = "1 article" if report.articles == 1 else f"{report.articles} articles"
        _out().print(f"The index holds {held}, generation {report.generation}.")


def print_page(
    page: SearchPage, publications: Publications, ways_out: Sequence[tuple[Condition, int]]
) -> None:
    """One page of results; how the query was read, what was forgiven and what else to ask goes to stderr."""
    if page.read_as and page.read_as != page.query.q:
        _messages().print(_text(f"Read as: {page.read_as}"))
    for notice in page.notices:
        _messages().print(_text(str(notice.message)))
    for suggestion in page.suggestions:
        _messages().print(_text(f"Did you mean: {suggestion.text} ({suggestion.count})"))
    out = _out()
    if not page.total:
        _print_nothing(ways_out)
        return
    first = (page.query.page - 1) * page.query.per_page + 1
    last = first + len(page.hits) - 1
    out.print("1 article" if page.total == 1 else f"{page.total} articles ({first}-{last} shown)")
    for number, hit in enumerate(page.hits, start=first):
        _print_hit(out, number, hit, publications)
    if page.query.page < page.pages:
        _messages().print(f"More: --page {page.query.page + 1}")


def _print_nothing(ways_out: Sequence[tuple[Condition, int]]) -> None:
    _messages().print("No articles match all of this.")
    for condition, count in ways_out:
        articles = "1 article" if count == 1 else f"{count} articles"
        _messages().print(_text(f"Without {_asked(condition)}: {articles}"))


def _asked(condition: Condition) -> str:
    if condition.param in ("q", ALL_WORDS):
        return condition.value
    if condition.param == ALL_FILTERS:
        return "any filter"
    return f"--{'not-' if condition.excluded else ''}{condition.param} {condition.value}"


def _print_hit(out: Console, number: int, hit: Hit, publications: Publications) -> None:
    out.print()
    out.print(_text(f"{number}. ") + _marked(hit.title, "bold underline"))
    out.print(_text(f"   {hit.article.id} · {_place(hit.article, publications)}"))
    for snippet in hit.snippets:
        out.print(_text(f"   ¶{snippet.paragraph} ") + _marked(snippet.runs, "bold"))
    if hit.more_matches:
        out.print(f"   + {hit.more_matches} more matches")


def _marked(runs: Sequence[Run], style: str) -> Text:
    return Text.assemble(*(_text(run.text, style if run.marked else "") for run in runs))


def _place(article: Article, publications: Publications) -> str:
    """Where it appeared: `Monitor vol. 8 no. 66 · 4 April 2002 (certain)`."""
    record = publications.get(article.publication or "")
    parts = [record.name] if record else []
    parts += [f"vol. {article.volume}"] if article.volume is not None else []
    parts += [f"no. {article.issue}"] if article.issue is not None else []
    day = article.date.value
    dated = f"{day.day} {day:%B %Y} ({article.date.certainty.value})" if day else "date unknown"
    return " · ".join(part for part in (" ".join(parts), dated) if part)


def print_article(article: Article, publications: Publications) -> None:
    """An article, then its people, sources and references."""
    out = _out()
    out.print(_text(article.title, "bold"))
    out.print(_text(f"{_place(article, publications)} · {article.id}"))
    for reason in article.date.evidence:
        out.print(_text(f"  {reason}"))
    for number, paragraph in enumerate(article.paragraphs, start=1):
        out.print()
        out.print(_text(f"¶{number} {paragraph}"))
    out.print()
    for heading, lines in _apparatus(article).items():
        if lines:
            out.print(_text(heading, "bold"))
            for line in lines:
                out.print(_text(f"  {line}"))


def print_original(draft: Draft) -> None:
    """An article's text as its file gave it; what of it was left out is told on stderr."""
    for cut in draft.cuts:
        _messages().print(_text(f"Left out ({cut.reason}): {cut.text}"))
    _out().print(_text(draft.original), end="" if draft.original.endswith("\n") else "\n")


def _apparatus(article: Article) -> Mapping[str, list[str]]:
    return {
        "People": [
            f"{person.name}{' (only attributively)' if person.attributive else ''}"
            f"{': ' if person.roles else ''}{'; '.join(person.roles)}"
            for person in article.people
        ],
        "Unresolved names": [
            f"{name.surface}: {' or '.join(name.candidates) or 'nobody known'}" for name in article.unresolved
        ],
        "Sources cited": [
            f"{citation.source or 'a lost source'}: {', '.join(map(str, citation.dates))}"
            for citation in article.citations
        ],
        "Refers to": [
            f"{_issue_referred_to(reference)}: {', '.join(reference.articles) or 'not in this archive'}"
            for reference in article.references
        ],
        "Referred to by": list(article.referred_to_by),
    }


def _issue_referred_to(reference: CrossReference) -> str:
    """As much as is known: `Monitor 8:66, 2002-04-04`."""
    numbered = reference.volume is not None and reference.issue is not None
    issue = f" {reference.volume}:{reference.issue}" if numbered else ""
    return f"{reference.publication}{issue}, {reference.date or 'date unknown'}"


def print_stats(stats: Mapping[str, Any]) -> None:
    """A line for each figure."""
    out = _out()
    for name, value in stats.items():
        if name != "ok":
            out.print(f"{name.replace('_', ' ')}: {'unknown' if value is None else value}")


def announce(address: str, trouble: SearchAppError | None) -> None:
    """Where the site is, and what an operator should know first."""
    if trouble:
        _messages().print(_text(str(trouble)))
    _messages().print(_text(f"Serving {address} (stop with Ctrl-C)"))
