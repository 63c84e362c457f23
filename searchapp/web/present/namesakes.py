"""Which Ivanov? Where a bare surname among the words fits several people, each of them is one step away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from searchapp.engines.base import Engine
from searchapp.model.registry import Person
from searchapp.model.search import SearchPage
from searchapp.query.nodes import And, Field, Node, Or, Term
from searchapp.query.parser import parse
from searchapp.text.names import NameIndex
from searchapp.urls.links import Links
from searchapp.web import written
from searchapp.web.i18n import gettext
from searchapp.web.present.page import Link

MOST = 5
"""People offered for one name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Namesakes:
    """A name, and those who have it."""

    question: str
    people: tuple[Link, ...]


class Surnames:
    """Who has which surname, in any spelling; built once for a generation."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.people: Mapping[str, Person] = {person.slug: person for person in people}
        self._index = NameIndex([_by_surname(person) for person in self.people.values()])

    @classmethod
    def of(cls, engine: Engine) -> Surnames:
        """Of the people of an index."""
        return cls(engine.people().values())

    def sharing(self, word: str) -> Sequence[Person]:
        """Those whose surname it is, most often named first."""
        found = (self.people[slug] for slug in self._index.meant(word))
        return sorted(found, key=lambda person: (-person.articles, person.slug))


def namesakes(page: SearchPage, surnames: Surnames) -> tuple[Namesakes, ...]:
    """The questions that an answer leaves open; none once one of the people is chosen."""
    asked = page.query.filter("person")
    counts = {value.value: value.count for value in page.facet("person").values}
    links = Links(page.query)
    found = []
    for word in dict.fromkeys(_bare_names(parse(page.query.q).node)):
        sharing = surnames.sharing(word)
        held = [person for person in sharing if counts.get(person.slug)]
        if len(held) > 1 and not {person.slug for person in sharing} & {*asked.values}:
            people = tuple(_link(person, counts[person.slug], links) for person in held[:MOST])
            question = gettext("Which %(name)s?", name=held[0].name.rpartition(" ")[2])
            found.append(Namesakes(question=question, people=people))
    return tuple(found)


def _link(person: Person, count: int, links: Links) -> Link:
    return Link(text=person.name, href=links.toggled("person", person.slug), note=written.number(count))


def _bare_names(node: Node) -> Iterator[str]:
    """The single words that are looked for as they are or in `person:`; quoted ones mean themselves."""
    match node:
        case Term(text, exact=False):
            yield text
        case Field("person", Term(text)):
            yield text
        case And(nodes) | Or(nodes):
            for child in nodes:
                yield from _bare_names(child)


def _by_surname(person: Person) -> Person:
    forms = dict.fromkeys(form.rpartition(" ")[2] for form in (person.name, *person.aliases))
    name, *others = forms
    return replace(person, name=name, aliases=tuple(others))
