"""What the reader came to an article for: its matches, one after another, and the hits beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from searchapp.engines.base import Engine
from searchapp.errors import SearchAppError
from searchapp.model.article import Article
from searchapp.model.search import PER_PAGE, Run
from searchapp.urls.carried import Carried
from searchapp.web import written
from searchapp.web.i18n import gettext, ngettext
from searchapp.web.present.page import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Above the text."""

    text: str
    """How many matches are marked, or that none is."""
    first: str | None
    marks: Link | None
    """Hides the marks, or shows them again."""
    back: str
    place: str
    """`Result 3 of 11`; empty where the article is not known to be one."""
    previous: Link | None = None
    next: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A hit's rank, of how many, and the hits before and after it."""

    at: int
    total: int
    previous: Article | None
    next: Article | None


def beside(carried: Carried, article: Article, engine: Engine) -> Beside | None:
    """Where an article stands among the hits; None where it is not at that place any more."""
    if carried.at is None:
        return None
    size = min(PER_PAGE)
    # The article at the end of a page has its next on the next one.
    pages = sorted({(at - 1) // size + 1 for at in range(max(1, carried.at - 1), carried.at + 2)})
    hits: dict[int, Article] = {}
    total = 0
    for number in pages:
        try:
            page = engine.search(replace(carried.query, page=number, per_page=size))
        except SearchAppError:
            break
        total = page.total
        hits |= {(number - 1) * size + place: hit.article for place, hit in enumerate(page.hits, start=1)}
        if carried.at + 1 in hits or carried.at >= total:
            break
    here = hits.get(carried.at)
    if here is None or here.id != article.id:
        return None
    at = carried.at
    return Beside(at=at, total=total, previous=hits.get(at - 1), next=hits.get(at + 1))


def finding(
    carried: Carried, article: Article, runs: Sequence[Sequence[Run]], around: Beside | None
) -> Finding:
    """The view; `runs` are the paragraphs with their marks."""
    count = sum(run.marked for paragraph in runs for run in paragraph)
    return Finding(
        text=_said(carried, count),
        first="#m1" if count else None,
        marks=_marks(carried, article),
        back=carried.back,
        place=_place(around) if around else "",
        previous=_hit(carried, around.previous, -1) if around else None,
        next=_hit(carried, around.next, 1) if around else None,
    )


def _said(carried: Carried, count: int) -> str:
    q = carried.query.q
    if not q or not carried.marks:
        return ""
    if not count:
        return gettext("Nothing in this text matches %(q)s.", q=q)
    return ngettext("%(number)s match of %(q)s", "%(number)s matches of %(q)s", count,
                    number=written.number(count), q=q)  # fmt: skip


def _marks(carried: Carried, article: Article) -> Link | None:
    if not carried.query.q:
        return None
    text = gettext("Hide the marks") if carried.marks else gettext("Show the matches")
    return Link(text=text, href=carried.unmarked().url(article.id))


def _place(around: Beside) -> str:
    at, total = written.number(around.at), written.number(around.total)
    return gettext("Result %(at)s of %(total)s", at=at, total=total)


def _hit(carried: Carried, article: Article | None, step: int) -> Link | None:
    if article is None or carried.at is None:
        return None
    href = carried.moved(carried.at + step).url(article.id)
    return Link(text=article.title, href=href)
