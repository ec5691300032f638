"""What one table's typography says: how wide its columns are, and what stands between cells of so many lines. Pure.

A producer that centres cells gives a small step (one newline) only between a cell of one line and a cell of two; cells of one line each stand at
the same height (a space); all else is further apart. Other alignments differ, so the steps are counted anew in each table.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
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


# Seen so often before a table has been read, by lines before + lines after (at most 5): mostly centred cells, some not. A small step after a hung line
# is drawn as a blank line.
_PRIOR = {2: (8.0, 1.0, 0.6), 3: (0.3, 6.5, 2.0), 4: (0.3, 0.7, 9.0), 5: (0.2, 0.3, 9.5)}
_PRIOR_HUNG = {2: (8.0, 0.5, 1.1), 3: (0.3, 1.0, 7.5), 4: (0.3, 0.5, 9.0), 5: (0.2, 0.3, 9.5)}
_NEAR = (SPACE, SINGLE, DOUBLE)
_MOST_LINES = 3  # taller cells count as cells of so many lines
_OF_ALIKE = 0.25  # how much a step seen between other cells with as many lines together tells
Step = tuple[int, int, str, bool]  # lines before, lines after, the gap, whether the line before is hung


def step_of(before: int, after: int, token: Token) -> Step:
    """The step to a cell that begins with this token."""
    return min(before, _MOST_LINES), min(after, _MOST_LINES), DOUBLE if token.gap == FAR else token.gap, token.hung


def _together(before: int, after: int) -> int:
    return min(5, before + after)


@dataclass
class Layout:
    """`widths`: of each column, None while unknown. `glyphs`: how many blanks an empty cell draws here. `bounds`: what each column is narrower than, by its heading; `limits`: by its cells. `seen`: the widest line but one, where there are some.
    `ending`: how many blanks end each row.
    `common`: texts seen, by column."""

    columns: int
    widths: list[float | None] = field(default_factory=list)
    steps: Counter[Step] = field(default_factory=Counter)
    glyphs: int = 1
    ending: int | None = None
    missing: float = 6.0
    common: Counter[tuple[int, str]] = field(default_factory=Counter)
    bounds: list[float | None] = field(default_factory=list)
    limits: list[float | None] = field(default_factory=list)
    seen: list[float | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.widths = self.widths or [None] * self.columns
        self.bounds = self.bounds or [None] * self.columns
        self.limits = self.limits or [None] * self.columns
        self.seen = self.seen or [None] * self.columns
        self._costs: dict[Step, float] = {}
        tall = range(1, _MOST_LINES + 1)
        for hung, priors in ((False, _PRIOR), (True, _PRIOR_HUNG)):
            for before, after in product(tall, tall):
                alike = [(one, other) for one, other in product(tall, tall) if _together(one, other) == _together(before, after)]
                counts = {}
                for gap, often in zip(_NEAR, priors[_together(before, after)]):
                    own = self.steps[before, after, gap, hung]
                    counts[gap] = often + min(60, own) + _OF_ALIKE * min(60, sum(self.steps[one, other, gap, hung] for one, other in alike) - own)
                everything = sum(counts.values())
                for gap, count in counts.items():
                    self._costs[before, after, gap, hung] = min(6.0, -log(count / everything))

    def step_cost(self, before: int, after: int, gap: str, hung: bool) -> float:
        """Of `gap` between a cell of `before` lines, the last of them `hung` or not, and one of `after` lines."""
        return self._costs[min(max(before, 1), _MOST_LINES), min(max(after, 1), _MOST_LINES), DOUBLE if gap == FAR else gap, hung]

    def ending_cost(self, blanks: int) -> float:
        """Of so many blanks after the last cell of a row."""
        return 0.6 * blanks if self.ending is None else 1.5 * abs(blanks - self.ending)

    def wrap_cost(self, column: int, drawn: tuple[tuple[float, float], ...]) -> float:
        """Of the line breaks inside a cell: a line ends where the next word had no room, and none is wider than the column.

        `drawn`: of each line its width and that of its first word.
        """
        room = self.widths[column]
        if room is None:
            cost = 0.15 * len(drawn)
            seen = self.seen[column]
            if seen is not None:
                cost += sum(min(_FAR_TOO_WIDE, _SHARP * (here / seen - _WIDER) + 0.8) for here, _ in drawn if here > _WIDER * seen)
            if len(drawn) == 1 and self.bounds[column] is None:
                return cost
            longest = max(drawn)[0]
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
_WIDER, _SHARP, _FAR_TOO_WIDE = 1.6, 15.0, 8.0  # a line so much wider than all others of a column in which none is broken
_ROOM_UNSURE = 1.0
_BOLD = 1.35  # headings are bold, and sometimes broken by hand


def bound_of(drawn: tuple[tuple[float, float], ...]) -> float | None:
    """A heading is broken where its next word had no room: its column is narrower than both together. None when it is not broken."""
    return min((here + 0.6 + word for (here, _), (_, word) in zip(drawn, drawn[1:])), default=None)
