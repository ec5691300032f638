"""The rules of a table in a picture: long thin runs of ink, level or upright, whole, dotted, dashed or broken. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy

from .pdf_edges import Rule, rules
from .pdf_ink import Bar
from .scan_page import POINT

# In pixels at 300 dpi. A rule is at most this thick; pieces nearer than the gap are one; shorter pieces are letters.
_THICK, _GAP, _SHORTEST = 9, 12, 55
# A heavy rule, or two lines that the scanner ran into one; so thick are letters too, but only where they are short.
_HEAVY, _HEAVY_LENGTH = 14, 150
# A rule that is drawn through: this part of it is ink. Of a dotted one the part is less, but then it is longer and free on both sides,
# or much longer than text goes on without a gap and free on one side: the letters of a tight row touch the other.
_SOLID, _DOTTED, _DOTTED_LENGTH, _LONG = 0.9, 0.25, 150, 400
_FREE, _CROWDED = 0.15, 0.45
_BESIDE = (4, 8)


@dataclass(frozen=True, slots=True)
class Streak:
    """A run of ink along x (y, x0 .. x1, in pixels), with how many rows it takes."""

    y0: int
    y1: int
    x0: int
    x1: int
    middle: float
    thickness: float


def page_rules(mask: numpy.ndarray) -> tuple[list[Rule], list[Rule]]:
    """Level and upright rules, in points (72 an inch) from the upper left corner."""
    upright = numpy.ascontiguousarray(mask.T)
    bars = [_bar(streak, turned) for turned, seen in ((False, mask), (True, upright)) for streak in (*streaks(seen), *heavy(seen))]
    return rules(bars)


def heavy(mask: numpy.ndarray) -> list[Streak]:
    """The level rules that are too thick for the others, of a mask of ink."""
    return [streak for streak in streaks(mask, _HEAVY) if streak.thickness > _THICK - 1 and streak.x1 - streak.x0 >= _HEAVY_LENGTH]


def _bar(streak: Streak, upright: bool) -> Bar:
    half = max(1.0, min(streak.thickness, _HEAVY)) / 2
    along, across = (streak.x0 / POINT, streak.x1 / POINT), ((streak.middle - half) / POINT, (streak.middle + half) / POINT)
    return Bar(across[0], along[0], across[1], along[1]) if upright else Bar(along[0], across[0], along[1], across[1])


def streaks(mask: numpy.ndarray, thick: int = _THICK) -> list[Streak]:
    """The level rules of a mask of ink; of its transpose, the upright ones."""
    thin = mask & ~_opened(mask, thick + 1)
    # One pixel of slack: a rule that is not quite level goes on in the next row.
    slack = thin.copy()
    slack[1:] |= thin[:-1]
    slack[:-1] |= thin[1:]
    closed = _eroded(_dilated(slack.T, _GAP + 1), _GAP + 1).T
    return [streak for streak in _gathered(*_runs(closed)) if _is_rule(mask, streak)]


def _sums(mask: numpy.ndarray, size: int) -> numpy.ndarray:
    """How many of `size` pixels down from each one are set; size - 1 rows fewer."""
    total = numpy.zeros((mask.shape[0] + 1, mask.shape[1]), dtype=numpy.int16)
    numpy.cumsum(mask, axis=0, dtype=numpy.int16, out=total[1:])
    return total[size:] - total[:-size]


def _padded(mask: numpy.ndarray, before: int, after: int) -> numpy.ndarray:
    return numpy.pad(mask, ((before, after), (0, 0)))


def _eroded(mask: numpy.ndarray, size: int) -> numpy.ndarray:
    """What is set in a whole window of `size` down: the counterpart of _dilated."""
    return _sums(mask, size) == size


def _dilated(mask: numpy.ndarray, size: int) -> numpy.ndarray:
    """size - 1 rows more: each pixel set drawn out over `size` rows."""
    return _sums(_padded(mask, size - 1, size - 1), size) > 0


def _opened(mask: numpy.ndarray, size: int) -> numpy.ndarray:
    """The pixels that stand in a column of at least `size` of them."""
    if mask.shape[0] < size:
        return numpy.zeros_like(mask)
    return _dilated(_eroded(mask, size), size)


def _runs(closed: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:
    """Row, beginning and end of every run that is long enough, in order."""
    flat = numpy.pad(closed, ((0, 0), (1, 1))).astype(numpy.int8).ravel()
    change = numpy.diff(flat)
    begins, ends = numpy.flatnonzero(change == 1), numpy.flatnonzero(change == -1)
    long = ends - begins >= _SHORTEST
    begins, ends, width = begins[long], ends[long], closed.shape[1] + 2
    return begins // width, begins % width, ends % width


def _gathered(rows: numpy.ndarray, begins: numpy.ndarray, ends: numpy.ndarray) -> list[Streak]:
    """Runs that overlap from row to row as one streak."""
    parts: list[list[tuple[int, int, int]]] = []
    above: list[tuple[int, int, int]] = []  # begin, end, which streak
    here: list[tuple[int, int, int]] = []
    last = -2
    merged: dict[int, int] = {}

    def root(one: int) -> int:
        while one in merged:
            one = merged[one]
        return one

    for row, begin, end in zip(rows.tolist(), begins.tolist(), ends.tolist()):
        if row != last:
            above, here, last = (here if row == last + 1 else []), [], row
        touching = sorted({root(which) for x0, x1, which in above if x0 < end and begin < x1})
        if not touching:
            parts.append([])
            touching = [len(parts) - 1]
        for other in touching[1:]:
            parts[touching[0]] += parts[other]
            merged[other] = touching[0]
        parts[touching[0]].append((row, begin, end))
        here.append((begin, end, touching[0]))
    return [_streak(runs) for number, runs in enumerate(parts) if number not in merged]


def _streak(runs: list[tuple[int, int, int]]) -> Streak:
    x0, x1 = min(begin for _, begin, _ in runs), max(end for _, _, end in runs)
    weight = sum(end - begin for _, begin, end in runs)
    middle = sum((row + 0.5) * (end - begin) for row, begin, end in runs) / weight
    rows = [row for row, _, _ in runs]
    # Two rows of the thickness are the slack.
    return Streak(min(rows), max(rows) + 1, x0, x1, middle, weight / (x1 - x0) - 2)


def _is_rule(mask: numpy.ndarray, streak: Streak) -> bool:
    drawn = float(mask[streak.y0 : streak.y1, streak.x0 : streak.x1].any(axis=0).mean())
    above = _beside(mask, streak.y0 - _BESIDE[1], streak.y0 - _BESIDE[0], streak)
    below = _beside(mask, streak.y1 + _BESIDE[0], streak.y1 + _BESIDE[1], streak)
    length, near, far = streak.x1 - streak.x0, max(above, below), min(above, below)
    if drawn >= _SOLID:
        return near <= _CROWDED
    free = near <= _FREE or length >= _LONG and far <= _FREE and near <= _CROWDED
    return drawn >= _DOTTED and length >= _DOTTED_LENGTH and free


def _beside(mask: numpy.ndarray, first: int, end: int, streak: Streak) -> float:
    """Which part of a strip beside the streak has ink in it."""
    strip = mask[max(0, first) : max(0, end), streak.x0 : streak.x1]
    return float(strip.any(axis=0).mean()) if strip.size else 0.0
