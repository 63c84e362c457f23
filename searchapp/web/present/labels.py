"""How the archive's things are called on a page: issues, people, sources, dates, filter values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import msgspec

from searchapp.engines.base import Engine
from searchapp.model.article import Article, Certainty, IssueDate, IssueKey, Mention
from searchapp.model.registry import Person, Publication, Source
from searchapp.model.search import NONE
from searchapp.web import written
from searchapp.web.i18n import gettext
from searchapp.web.present.page import Link


class DateView(msgspec.Struct, frozen=True, gc=False):
    """When an issue appeared, and how we know."""

    text: str
    iso: str | None
    note: str
    """Empty where the date is certain."""
    evidence: tuple[str, ...] = ()
    """Where the page explains it."""

    @classmethod
    def of(cls, when: IssueDate) -> DateView:
        """A date as lists show it."""
        if when.value is None:
            return cls(gettext("date unknown"), None, "")
        note = gettext("worked out") if when.certainty is Certainty.INFERRED else ""
        return cls(written.day(when.value), when.value.isoformat(), note)

    @classmethod
    def explained(cls, when: IssueDate) -> DateView:
        """A date with how we know it."""
        return msgspec.structs.replace(cls.of(when), evidence=tuple(map(written.said, when.evidence)))


@dataclass(frozen=True, slots=True)
class Labels:
    """The names behind the slugs of one generation."""

    publications: Mapping[str, Publication]
    people: Mapping[str, Person]
    sources: Mapping[str, Source]

    @classmethod
    def of(cls, engine: Engine) -> Labels:
        """The engine's own records."""
        return cls(engine.publications(), engine.people(), engine.sources())

    def publication(self, slug: str) -> str:
        """The periodical's name."""
        return self.publications[slug].name if slug in self.publications else slug

    def person(self, slug: str) -> str:
        """The person's name."""
        return self.people[slug].name if slug in self.people else slug

    def source(self, slug: str) -> str:
        """The source's name."""
        return self.sources[slug].name if slug in self.sources else slug

    def aliases(self, field: str, value: str) -> tuple[str, ...]:
        """How else a filter's value is called."""
        record: Publication | Person | Source | None = None
        if field == "person":
            record = self.people.get(value)
        elif field == "source":
            record = self.sources.get(value)
        elif field == "publication":
            record = self.publications.get(value)
        return record.aliases if record else ()

    def issue(self, key: IssueKey) -> str:
        """`Monitor vol. 8 no. 66`."""
        return gettext(
            "%(publication)s vol. %(volume)s no. %(number)s",
            publication=self.publication(key.publication),
            volume=key.volume,
            number=key.number,
        )

    def place(self, article: Article) -> str:
        """The issue an article appeared in, as far as it is known."""
        if article.key is not None:
            return self.issue(article.key)
        return self.publication(article.publication) if article.publication else gettext("issue unknown")

    def value(self, field: str, value: str) -> str:
        """A filter's value, outside its facet: `Igor Ivanov`, `8:66`, `April 2002`, `no person`."""
        if value == NONE:
            return _none(field)
        if field == "month" and ".." not in value:
            return written.month(date.fromisoformat(f"{value}-01"))
        names = {"publication": self.publication, "person": self.person, "source": self.source}
        return names[field](value) if field in names else written.digits(value.replace("..", "–"))


def _none(field: str) -> str:
    return {
        "publication": gettext("publication unknown"),
        "volume": gettext("volume unknown"),
        "issue": gettext("issue unknown"),
        "person": gettext("no person"),
        "source": gettext("no source cited"),
    }.get(field, gettext("date unknown"))


def paragraph_links(numbers: Iterable[int]) -> tuple[Link, ...]:
    """`¶1 ¶3`, each once."""
    return tuple(Link(text=f"¶{number}", href=f"#p{number}") for number in sorted(set(numbers)))


def mentioned(mentions: Iterable[Mention]) -> tuple[Link, ...]:
    """The paragraphs of mentions."""
    return paragraph_links(mention.place.paragraph for mention in mentions)
