"""A heading of a column, and a whole header: what is found in a stream of tokens. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ..headings import Meaning, exactly, meanings
from ..table_header import is_period
from .tokens import Token


@dataclass(frozen=True, slots=True)
class Heading:
    """`start`, `end`: its tokens, counted from the header's first. `above`: the place of the heading over it in `Header.headings`, -1 for none."""

    start: int
    end: int
    text: str
    role: str
    years: tuple[int, int] | None = None
    known: bool = True
    above: int = -1


@dataclass(frozen=True)
class Header:
    """`headings` in the order drawn; `leaves`: the places of those that are columns, from left to right. `kind` as in read_tables.KINDS.

    `others`: the same tokens read in another way, at not much more cost.
    """

    kind: str
    tokens: tuple[Token, ...]
    headings: tuple[Heading, ...]
    leaves: tuple[int, ...]
    cost: float
    others: tuple[Header, ...] = ()

    @property
    def columns(self) -> list[Heading]:
        return [self.headings[place] for place in self.leaves]

    @property
    def roles(self) -> list[str]:
        """What each column holds; in a budget the parts of a sum are sums ("fund"), and no name ends in a figure ("item")."""
        if self.kind != "budget":
            return [one.role for one in self.columns]
        return ["item" if one.role == "name" else "fund" if one.role == "other" and one.above >= 0 else one.role for one in self.columns]

    @property
    def words(self) -> list[str]:
        return [token.text for token in self.tokens if token.text]

    @property
    def paths(self) -> list[tuple[str, ...]]:
        """Of each column its headings from the top."""
        return [(*((self.headings[one.above].text,) if one.above >= 0 else ()), one.text) for one in self.columns]


def leaves(headings: tuple[Heading, ...]) -> tuple[int, ...]:
    """The places of the columns, from left to right."""
    found: list[int] = []
    for place, one in enumerate(headings):
        below = [child for child, other in enumerate(headings) if other.above == place]
        if one.above < 0:
            found += below or [place]
    return tuple(found)


@lru_cache(maxsize=65536)
def meaning_of(text: str, kind: str) -> Meaning | None:
    """The first meaning of a heading in this kind of table."""
    return next((meaning for meaning in meanings(text) if meaning.table == kind), None)


def is_part_of_time(text: str) -> bool:
    """ "Quý I", "Giai đoạn 1", "Năm 2026": words that head a column under others; not a figure alone."""
    return " " in text and is_period(text)


@lru_cache(maxsize=65536)
def is_exact(text: str, kind: str = "") -> bool:
    """Whether headings.csv has the whole heading, in this kind of table or ("") in any."""
    return any(meaning.table == kind or not kind for meaning in exactly(text))
