"""What a run did and what an index holds, as the objects that `--json` prints."""

from __future__ import annotations

from typing import Any

from searchapp.engines.base import Engine
from searchapp.errors import N_, InputError, Message
from searchapp.indexing import Report
from searchapp.model.draft import Draft
from searchapp.represent.json import error_object

Object = dict[str, Any]

NOTHING_READ = InputError(
    Message.of(N_("Nothing was read, and nothing was changed.")),
    Message.of(N_("Name files or folders that hold articles.")),
)


def index_object(report: Report) -> Object:
    """A run of `searchapp index`; where nothing could be read it is an error too."""
    done = bool(report.read or report.withdrawn)
    return {
        "ok": done,
        **({} if done else error_object(NOTHING_READ)),
        "generation": report.generation,
        "articles": report.articles,
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "refreshed": report.refreshed,
        "withdrawn": report.withdrawn,
        "failed": len(report.failures),
        "failures": [
            {"path": failure.path, **_only(error_object(failure.error), "error", "hint")}
            for failure in report.failures
        ],
        "unreadable": [{"path": path, "characters": count} for path, count in report.unreadable],
    }


def original_object(draft: Draft) -> Object:
    """An article's text as its file gave it, and what of it is not the article's own."""
    return {
        "ok": True,
        "id": draft.id,
        "path": draft.path,
        "position": draft.position,
        "original": draft.original,
        "cuts": [{"reason": cut.reason, "text": cut.text} for cut in draft.cuts],
    }


def stats_object(engine: Engine) -> Object:
    """How much of everything the index holds."""
    articles = [engine.get(article_id) for article_id in engine.digests()]
    days = sorted(article.date.value for article in articles if article.date.value)
    citations = [citation for article in articles for citation in article.citations]
    return {
        "ok": True,
        "generation": engine.generation,
        "articles": len(articles),
        "publications": len(engine.publications()),
        "issues": len(engine.issues()),
        "people": len(engine.people()),
        "sources": len(engine.sources()),
        "citations": len(citations),
        "lost_source": sum(citation.lost for citation in citations),
        "cross_references": sum(len(article.references) for article in articles),
        "unresolved_names": sum(len(article.unresolved) for article in articles),
        "undated": len(articles) - len(days),
        "first_date": days[0].isoformat() if days else None,
        "last_date": days[-1].isoformat() if days else None,
    }


def _only(body: Object, *names: str) -> Object:
    return {name: body[name] for name in names}
