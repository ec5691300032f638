"""Bars -> rules: fragments (dots, dashes, pieces of cells) chained into whole horizontal and vertical lines. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter

from .pdf_ink import Bar, Char

# Fragments closer than this are one rule; of short ones (dashes) also those closer than they are long.
GAP = 2.5
_DASH, _DASH_GAP = 12.0, 6.0
# Rules whose middle lines differ by less are the same line.
LEVEL = 0.8
SHORTEST = 3.0
_THIN = 3.0
# The side of the squares in which bars that may touch are looked for, in points.
_FIELD = 40.0
# A line is drawn through letters this far above their base, as parts of their size, and begins and ends this near to them, in points.
_LOW, _HIGH, _LOOSE = 0.15, 0.5, 2.0
# An underline is at least this long and begins and ends this near to its text, in points.
_WORD, _FIT = 8.0, 0.8


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: at `at` across (y of a horizontal one, x of a vertical one), from `start` to `end` along, in points."""

    at: float
    start: float
    end: float
    thickness: float = 0.0

    @property
    def length(self) -> float:
        return self.end - self.start


def rules(bars: Iterable[Bar], fills: Iterable[Bar] = ()) -> tuple[list[Rule], list[Rule]]:
    """The horizontal and the vertical rules of a page. White bars count on a coloured area, and those that go on from them between rows of no colour."""
    ground = [fill for fill in fills if not fill.white]
    bars = list(bars)
    seen = [bar for bar in bars if not bar.white] + _joined([bar for bar in bars if bar.white], ground)
    return _chained(seen, _across), _chained(seen, _down)


def without_underlines(bars: Iterable[Bar], chars: Iterable[Char]) -> list[Bar]:
    """The bars that are no underline and no strike-through: those that begin and end with the letters over them."""
    lines: dict[int, list[Char]] = {}
    for char in chars:
        if char.turn == 0 and not char.blank:
            lines.setdefault(round(char.base), []).append(char)
    return [bar for bar in bars if bar.x1 - bar.x0 < _WORD or bar.bottom - bar.top > _THIN or not _under_text(bar, lines)]


def struck(bars: Iterable[Bar], chars: Iterable[Char]) -> set[int]:
    """The orders of the letters that a short line is drawn through from the first to the last of them."""
    lines: dict[int, list[Char]] = {}
    for char in chars:
        if char.turn == 0 and not char.blank:
            lines.setdefault(round(char.base), []).append(char)
    found: set[int] = set()
    for bar in bars:
        middle = (bar.top + bar.bottom) / 2
        for base in range(round(middle), round(middle) + 9) if bar.x1 - bar.x0 >= SHORTEST and bar.bottom - bar.top <= _THIN else ():
            over = [char for char in lines.get(base, ()) if bar.x0 - 1 <= (char.x0 + char.x1) / 2 <= bar.x1 + 1 and _LOW * char.size <= char.base - middle <= _HIGH * char.size]
            if over and abs(min(char.x0 for char in over) - bar.x0) <= _LOOSE and abs(max(char.x1 for char in over) - bar.x1) <= _LOOSE:
                found.update(char.order for char in over)
    return found


def _under_text(bar: Bar, lines: dict[int, list[Char]]) -> bool:
    middle = (bar.top + bar.bottom) / 2
    for base in range(round(middle) - 8, round(middle) + 9):
        over = [char for char in lines.get(base, ()) if bar.x0 - 1 <= (char.x0 + char.x1) / 2 <= bar.x1 + 1 and -0.2 * char.size <= char.base - middle <= 0.5 * char.size]
        if over and abs(min(char.x0 for char in over) - bar.x0) <= _FIT and abs(max(char.x1 for char in over) - bar.x1) <= _FIT:
            return True
    return False


def _joined(white: list[Bar], ground: list[Bar]) -> list[Bar]:
    """The white bars on a coloured area, and all that touch one of them, directly or by others."""
    if not ground:
        return []
    fields: dict[tuple[int, int], list[int]] = {}
    for number, bar in enumerate(white):
        for field in _fields(bar):
            fields.setdefault(field, []).append(number)
    queue = [number for number, bar in enumerate(white) if any(_lies_on(bar, fill) for fill in ground)]
    found = set(queue)
    while queue:
        bar = white[queue.pop()]
        near = {number for field in _fields(bar) for number in fields[field]} - found
        touching = [number for number in near if _touch(bar, white[number])]
        found.update(touching)
        queue += touching
    return [white[number] for number in sorted(found)]


def _fields(bar: Bar) -> list[tuple[int, int]]:
    """The squares of the page that a bar lies in or near."""
    columns, rows = (range(int((start - GAP) // _FIELD), int((end + GAP) // _FIELD) + 1) for start, end in ((bar.x0, bar.x1), (bar.top, bar.bottom)))
    return [(column, row) for column in columns for row in rows]


def _touch(one: Bar, other: Bar) -> bool:
    return one.x0 - GAP <= other.x1 and other.x0 - GAP <= one.x1 and one.top - GAP <= other.bottom and other.top - GAP <= one.bottom


def _lies_on(bar: Bar, fill: Bar) -> bool:
    x, y = (bar.x0 + bar.x1) / 2, (bar.top + bar.bottom) / 2
    return fill.x0 - 1 <= x <= fill.x1 + 1 and fill.top - 1 <= y <= fill.bottom + 1


def _across(bar: Bar) -> Rule:
    return Rule((bar.top + bar.bottom) / 2, bar.x0, bar.x1, bar.bottom - bar.top)


def _down(bar: Bar) -> Rule:
    return Rule((bar.x0 + bar.x1) / 2, bar.top, bar.bottom, bar.x1 - bar.x0)


def _chained(bars: list[Bar], seen_as: Callable[[Bar], Rule]) -> list[Rule]:
    pieces = [piece for piece in map(seen_as, bars) if piece.length >= piece.thickness or max(piece.length, piece.thickness) <= _THIN]
    found = [rule for level in _levels(pieces) for rule in _runs(level)]
    return [rule for rule in found if rule.length >= SHORTEST and rule.length >= 2 * rule.thickness]


def _levels(pieces: list[Rule]) -> list[list[Rule]]:
    """Pieces by the line they stand on."""
    levels: list[list[Rule]] = []
    for piece in sorted(pieces, key=attrgetter("at", "start", "end")):
        if levels and piece.at - levels[-1][0].at <= LEVEL:
            levels[-1].append(piece)
        else:
            levels.append([piece])
    return levels


def _runs(level: list[Rule]) -> list[Rule]:
    runs: list[list[float]] = []  # [start, end, weight of the line, weighted position, thickness, length of the last piece]
    for piece in sorted(level, key=attrgetter("start", "end", "at")):
        weight = max(piece.length, 0.1)
        if runs and piece.start - runs[-1][1] <= _reach(runs[-1][5], piece.length):
            run = runs[-1]
            run[1] = max(run[1], piece.end)
            run[2] += weight
            run[3] += weight * piece.at
            run[4] = max(run[4], min(piece.thickness, _THIN))
            run[5] = piece.length
        else:
            runs.append([piece.start, piece.end, weight, weight * piece.at, min(piece.thickness, _THIN), piece.length])
    return [Rule(at / weight, start, end, thick) for start, end, weight, at, thick, _ in runs]


def _reach(last: float, this: float) -> float:
    return max(GAP, min(_DASH_GAP, 1.6 * max(last, this))) if max(last, this) <= _DASH else GAP
