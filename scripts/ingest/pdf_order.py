"""The order in which a page is read: from the top, and where tables stand side by side (two pages printed on one sheet) the left side first. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .grid import Grid, Line

# Tables stand side by side when they share this part of the height of the lower one.
_BESIDE = 0.3


@dataclass(frozen=True)
class Placed:
    """A block and the area it stands in, in points from the upper left corner; `level`: where a line or table counts as standing."""

    block: Line | Grid
    x0: float
    top: float
    x1: float
    bottom: float
    level: float


def columns(blocks: Sequence[Placed]) -> list[list[Placed]]:
    """The blocks in reading order, in parts: one below the other, or the left and the right side."""
    grids = [one for one in blocks if isinstance(one.block, Grid)]
    pair = next(((left, right) for left in grids for right in grids if left.x1 <= right.x0 + 1 and _beside(left, right)), None)
    if pair is None:
        return [sorted(blocks, key=lambda one: (one.level, one.x0))]
    border = (pair[0].x1 + pair[1].x0) / 2
    first, last = min(one.top for one in pair), max(one.bottom for one in pair)
    across = [one for one in blocks if one.x0 < border < one.x1]
    top = max((one.bottom for one in across if one.bottom <= first + 1), default=float("-inf"))
    bottom = min((one.top for one in across if one.top >= last - 1), default=float("inf"))
    above = [one for one in blocks if one.level < top or one in across and one.bottom <= top]
    below = [one for one in blocks if one not in above and (one.level > bottom or one in across)]
    rest = [one for one in blocks if one not in above and one not in below]
    sides = [one for one in rest if one.x1 <= border], [one for one in rest if one.x1 > border]
    return [part for group in (above, *sides, below) if group for part in columns(group)]


def _beside(one: Placed, other: Placed) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > _BESIDE * min(one.bottom - one.top, other.bottom - other.top)
