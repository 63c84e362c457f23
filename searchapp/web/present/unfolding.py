"""Which of a facet's values a page shows, in which order, and which of the values inside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from searchapp.model.search import NONE, Facet, FacetValue, SearchQuery, natural

SHOWN = 10
"""Values on the page; the others are on one of their own. All chosen ones are among them."""
MOST_CHILDREN = 30
"""Issues or months shown in all; past that only those of chosen volumes or years."""
CHILD = {"volume": "issue", "year": "month"}
"""The facets whose values have others inside them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfolding:
    """Which values of a facet show their children, and which children."""

    few: bool
    """All children are shown, since there are not many."""
    asked: bool
    """A value may be among those asked for."""
    picky: bool
    """A child may be among those asked for."""
    alone: bool
    """The only volume."""

    @classmethod
    def of(cls, facet: Facet, query: SearchQuery) -> Unfolding:
        """What a question's own filters ask of one facet."""
        asked = {each.field for each in query.filters}
        return cls(
            few=sum(len(value.children) for value in facet.values) <= MOST_CHILDREN,
            asked=facet.field in asked,
            picky=CHILD.get(facet.field) in asked,
            alone=len(facet.values) == 1 and facet.field == "volume",
        )

    def picked(self, value: FacetValue) -> Sequence[FacetValue]:
        """The children that are asked for."""
        if not self.picky:
            return ()
        return [child for child in value.children if child.selected or child.excluded]

    def shown(self, value: FacetValue) -> tuple[FacetValue, ...]:
        """The children that are shown."""
        picked = self.picked(value)
        if value.selected or picked:
            return tuple(dict.fromkeys((*value.children[:MOST_CHILDREN], *picked)))
        return value.children if self.few else ()

    def is_open(self, value: FacetValue) -> bool:
        """Whether the children are seen without a click."""
        return self.alone or bool(self.picked(value))

    def outstanding(self, values: Iterable[FacetValue]) -> set[int]:
        """The places of those that are shown first, however rare."""
        if not (self.asked or self.picky or self.alone):
            return set()
        return {
            place
            for place, value in enumerate(values)
            if value.selected or value.excluded or self.is_open(value)
        }

    def hides_all(self, values: Iterable[FacetValue]) -> bool:
        """Whether there are children, and none is shown."""
        inside = [value for value in values if value.children]
        return bool(inside) and not any(map(self.shown, inside))


CHILDLESS = Unfolding(few=True, asked=False, picky=False, alone=False)
"""Of issues and months."""


def in_order(facet: Facet) -> Sequence[FacetValue]:
    """Volumes and years keep their order, whatever was found in them."""
    if facet.field not in CHILD:
        return facet.values
    return sorted(facet.values, key=lambda each: (each.value == NONE, natural(each.value)))


def shown(values: Sequence[FacetValue], outstanding: set[int]) -> Sequence[FacetValue]:
    """The first ones; those that stand out are always among them."""
    others = [place for place in range(len(values)) if place not in outstanding]
    free = max(0, SHOWN - len(outstanding))
    return [values[place] for place in sorted((*outstanding, *others[:free]))]
