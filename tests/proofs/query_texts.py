"""What readers, and those who are none, might type: queries by a grammar, spoilt ones, and bytes. By lot."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from searchapp.fields import FACETS, SEARCHABLE
from searchapp.model.search import LONGEST_QUERY, Match, Sort
from tests.engines.strategies import CONDITIONS, VALUES, WORDS

LETTERS = "abcdefghijklmnopqrstuvwxyz"
FREQUENT = "qu"
"""What more words begin with than are looked for."""
PERIODS = (
    "2002", "2002-04", "2002-04-04", "4 April 2002", "spring 2002", "last year", "yesterday", "04/05/2002",
    "2001..2003", "April", "the 1990s", "весна 2002", "before 2002", "2002-13", "9999", "0000-00-00", "1e9",
)  # fmt: skip
SIGNS = (
    '"', "“", "”", "„", "«", "»", "(", ")", "-", "--", "~", "~9999", "*", "?", "=", ":", "OR", "AND", "NOT",
    "or", "|", "&", "..", "\\", "/", "'", "’", "^2", "[", "]", "{", "}", "%", "\0", "\n", "\t", "\u00a0",
    "\u200b", "\u200d", "\u202e", "\u0301", "\u0338", "\ufeff", "\ufffd", "\ud800", "\udfff", "İ", "ß", "ﬁ",
    "Ⅷ", "٣", "½", "𝔸", "🙂", "漢字",
)  # fmt: skip
"""What a query's parser, or Unicode, is sensitive to."""

Parameters = list[tuple[str, str]]


@dataclass(frozen=True)
class Texts:
    """Queries over a vocabulary."""

    vocabulary: Sequence[str]
    draw: random.Random

    def query(self) -> tuple[str, str]:
        """What kind of text it is, and the text."""
        kinds: dict[str, Callable[[], str]] = {
            "by the grammar": partial(self._grammar, 4),
            "spoilt": self._spoilt,
            "of signs and words": self._signs,
            "of bytes": self._bytes,
            "long": self._long,
        }
        [kind] = self.draw.choices(list(kinds), (50, 20, 14, 10, 6))
        return kind, kinds[kind]()

    def parameters(self) -> Parameters:
        """Parameters as an address gives them: some twice, some that cannot be."""
        given: Parameters = [("q", self.query()[1])]
        for _ in range(self.draw.randrange(4)):
            given.append(self._parameter())
        self.draw.shuffle(given)
        return given

    def _parameter(self) -> tuple[str, str]:
        field = self.draw.choice(FACETS).name
        known = [
            (self.draw.choice(("", "-")) + field, self.draw.choice(VALUES[field])),
            ("sort", self.draw.choice(list(Sort)).value),
            ("match", self.draw.choice(list(Match)).value),
            ("page", str(self.draw.randrange(4))),
            ("per_page", self.draw.choice(("10", "20", "50", "7"))),
            (self.draw.choice(("after", "before")), self.draw.choice(PERIODS)),
            ("person-op", self.draw.choice(("any", "all"))),
        ]
        name, value = self.draw.choice(known)
        return name, value if self.draw.random() < 0.8 else self.query()[1]

    def _grammar(self, depth: int) -> str:
        if depth == 0 or self.draw.random() < 0.3:
            return self._leaf()
        parts = [self._grammar(depth - 1) for _ in range(self.draw.randint(1, 4))]
        joined = self.draw.choice((" ", " ", " OR ", " AND ", " -")).join(parts)
        return self.draw.choice(("{}", "{}", "({})", "-({})", "NOT {}")).format(joined)

    def _leaf(self) -> str:
        form = self.draw.choice(
            ("{0}", "{0}", "{0}", "={0}", "{0}*", "{0}~", '"{0} {1}"', '="{0} {1}"', '"{0} {1}"~{2}', "-{0}",
             "title:{0}", "{3}:{0}", "{3}:{4}", '{3}:"{0} {1}"', "{5}", "{6}*", '"{0} {6}*"', "{6}~")
        )  # fmt: skip
        return form.format(
            self._word(),
            self._word(),
            self.draw.randrange(12),
            self.draw.choice(sorted(SEARCHABLE)),
            self.draw.choice(PERIODS),
            self.draw.choice(CONDITIONS),
            self._beginning(),
        )

    def _beginning(self) -> str:
        return self.draw.choice((FREQUENT, "".join(self.draw.choices(LETTERS, k=self.draw.randint(1, 3)))))

    def _word(self) -> str:
        return self.draw.choice(self.draw.choice((WORDS, self.vocabulary)))

    def _spoilt(self) -> str:
        """A query by the grammar in which something was taken away, doubled, or put in."""
        text = self._grammar(3)
        for _ in range(self.draw.randint(1, 6)):
            first, last = sorted(self.draw.randint(0, len(text)) for _ in range(2))
            put = self.draw.choice(
                ("", text[first:last] * 2, self.draw.choice(SIGNS), text[first:last][::-1])
            )
            text = text[:first] + put + text[last:]
        return text

    def _signs(self) -> str:
        parts = (self.draw.choice((*SIGNS, self._word())) for _ in range(self.draw.randrange(60)))
        return self.draw.choice(("", " ")).join(parts)

    def _bytes(self) -> str:
        readings = (("utf-8", "replace"), ("utf-8", "surrogateescape"), ("latin-1", "strict"))
        encoding, errors = self.draw.choice(readings)
        return self.draw.randbytes(self.draw.randrange(200)).decode(encoding, errors)

    def _long(self) -> str:
        """About as long as a query may be, and as dear as it may be."""
        unit = self.draw.choice(
            (f"{self._beginning()}* ", f"{self._word()}~ ", f"{self._word()} OR ", f"{self._leaf()} ",
             f'"{self._word()} {self._word()}"~9 ', "(", "-(", '"', "NOT ", "the ", "a", "=", "title:",
             self.draw.choice(SIGNS))
        )  # fmt: skip
        text = unit * (LONGEST_QUERY // len(unit) + 1)
        return text[: LONGEST_QUERY + self.draw.choice((0, 0, 0, 0, -1, 1))]
