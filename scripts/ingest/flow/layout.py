"""What one table's typography says: how wide its columns are, and what stands between cells of so many lines. Pure.

A producer that centres cells gives a small step (one newline) only between a cell of one line and a cell of two; cells of one line each stand at
the same height (a space); all else is further apart. Other alignments differ, so the steps are counted anew in each table.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from math import log

from .tokens import DOUBLE, FAR, SINGLE, SPACE, Token

_NARROW, _WIDE = frozenset("iljtfrI.,;:'!|()[]-/ “”"), frozenset("mwMW@%≥≤&")


@lru_cache(maxsize=65536)
def width(text: str) -> float:
    """In letters of middling width, as a proportional font draws them."""
    return sum(0.6 if letter in _NARROW else 1.6 if letter in _WIDE else 1.35 if letter.isupper() else 1.0 for letter in text)


def lines_of(run: list[Token] | tuple[Token, ...]) -> list[str]:
    """The drawn lines of a cell; "" for one of blanks only."""
    shown: list[list[str]] = []
    for place, token in enumerate(run):
        if not place or token.gap != SPACE:
            shown.append([])
        if token.text:
            shown[-1].append(token.text)
    return [" ".join(words) for words in shown]


# Seen so often, by (lines before + lines after, at most 5; gap), before a table has been read: mostly centred cells, some not.
_PRIOR = {
    (2, SPACE): 8.0, (2, SINGLE): 1.0, (2, DOUBLE): 0.6, (3, SPACE): 0.3, (3, SINGLE): 6.0, (3, DOUBLE): 2.5,
    (4, SPACE): 0.3, (4, SINGLE): 0.7, (4, DOUBLE): 9.0, (5, SPACE): 0.2, (5, SINGLE): 0.3, (5, DOUBLE): 9.5,
}  # fmt: skip


@dataclass
class Layout:
    """`widths`: of each column, None while unknown. `glyphs`: how many blanks an empty cell draws here. `bounds`: what each column is narrower than, by its heading; `limits`: by its cells.
    `ending`: how many blanks end each row.
    `common`: texts seen, by column."""

    columns: int
    widths: list[float | None] = field(default_factory=list)
    steps: Counter[tuple[int, str]] = field(default_factory=Counter)
    glyphs: int = 1
    ending: int | None = None
    missing: float = 6.0
    common: Counter[tuple[int, str]] = field(default_factory=Counter)
    bounds: list[float | None] = field(default_factory=list)
    limits: list[float | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.widths = self.widths or [None] * self.columns
        self.bounds = self.bounds or [None] * self.columns
        self.limits = self.limits or [None] * self.columns
        self._costs = {}
        for total in range(2, 6):
            counts = {gap: _PRIOR[total, gap] + min(60, self.steps[total, gap]) for gap in (SPACE, SINGLE, DOUBLE)}
            everything = sum(counts.values())
            for gap, count in counts.items():
                self._costs[total, gap] = min(6.0, -log(count / everything))

    def step_cost(self, before: int, after: int, gap: str) -> float:
        """Of `gap` between a cell of `before` lines and one of `after` lines."""
        return self._costs[max(2, min(5, before + after)), DOUBLE if gap == FAR else gap]

    def ending_cost(self, blanks: int) -> float:
        """Of so many blanks after the last cell of a row."""
        return 0.6 * blanks if self.ending is None else 1.5 * abs(blanks - self.ending)

    def wrap_cost(self, column: int, drawn: tuple[tuple[float, float], ...]) -> float:
        """Of the line breaks inside a cell: a line ends where the next word had no room, and none is wider than the column.

        `drawn`: of each line its width and that of its first word.
        """
        room = self.widths[column]
        if room is None:
            longest = max(here for here, _ in drawn)
            cost = 0.15 * len(drawn)
            bound = self.bounds[column]
            if bound is not None:
                cost += sum(min(6.0, 12.0 * (here / bound - _BOLD)) for here, _ in drawn if here > _BOLD * bound)
            for (here, _), (_, word) in zip(drawn, drawn[1:]):
                cost += _UNKNOWN_WRAP * max(0.0, min(1.0, 2 * (longest * 0.97 - here - 0.6 - word) / longest))
            return cost
        cost = 0.0
        limit = self.limits[column]
        for here, _ in drawn:
            if here > room * 1.08:
                # Up to what was too wide in other cells nothing says how much wider the column is.
                cost += min(8.0 if limit is None or here > limit else _ROOM_UNSURE, 25.0 * (here / room - 1.08) + 0.8)
        for (here, _), (_, word) in zip(drawn, drawn[1:]):
            needed = here + 0.6 + word
            if needed < room * 0.97:
                cost += min(5.0, 0.6 + 10.0 * (0.97 - needed / room))
        return cost


_UNKNOWN_WRAP = 2.5
_ROOM_UNSURE = 1.0
_BOLD = 1.35  # headings are bold, and sometimes broken by hand


def bound_of(drawn: tuple[tuple[float, float], ...]) -> float | None:
    """A heading is broken where its next word had no room: its column is narrower than both together. None when it is not broken."""
    return min((here + 0.6 + word for (here, _), (_, word) in zip(drawn, drawn[1:])), default=None)
