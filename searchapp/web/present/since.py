"""What is new since a bookmark was made, in a sentence: 3 new, 1 changed since 3 March 2026."""

from __future__ import annotations

from collections.abc import Collection

from searchapp.history import Since
from searchapp.model.article import ArticleId
from searchapp.web import written
from searchapp.web.i18n import gettext, ngettext


def told_since(news: Since, found: Collection[ArticleId]) -> str:
    """Of a search; `found` are those of the added and changed articles that it finds.

    What a withdrawn article said is not known any more, so that those are counted whatever was asked.
    """
    added, changed = len(news.added.intersection(found)), len(news.changed.intersection(found))
    withdrawn = len(news.withdrawn)
    parts = []
    if added:
        parts.append(ngettext("%(number)s new", "%(number)s new", added, number=written.number(added)))
    if changed:
        parts.append(
            ngettext("%(number)s changed", "%(number)s changed", changed, number=written.number(changed))
        )
    if withdrawn:
        parts.append(
            ngettext(
                "%(number)s withdrawn from the archive",
                "%(number)s withdrawn from the archive",
                withdrawn,
                number=written.number(withdrawn),
            )
        )
    day = written.day(news.day)
    if not parts:
        return gettext("Nothing is new since %(day)s.", day=day)
    return gettext("Since %(day)s: %(news)s.", day=day, news=written.listed(parts))
