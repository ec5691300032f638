"""What pdfminer says of colours, directions and paths, and borders painted as areas, in plain terms. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from .pdf_ink import Bar

# Between the strongest and the weakest of red, green and blue, of 1.
_COLOURED = 0.4
_SPACES = {"ICCBased", "DeviceGray", "DeviceRGB", "DeviceCMYK", "CalGray", "CalRGB"}
# The widest side of a border that is painted as the area between two rectangles, in points.
_FRAME = 6.0
# A corner is met this nearly; a box with round corners is higher and wider than this, in points.
_CORNER, _ROUND = 0.5, 8.0


def is_white(colour: Any, space: Any) -> bool:
    """Whether the colour is that of paper. A colour of a space that is not known is not."""
    values = colour if isinstance(colour, tuple) else (colour,)
    if getattr(space, "name", "") not in _SPACES or not all(isinstance(value, (int, float)) for value in values):
        return False
    return all(value <= 0.02 for value in values) if len(values) == 4 else all(value >= 0.98 for value in values)


def is_vivid(colour: Any) -> bool:
    """Whether the colour is far from grey. A colour of a space that is not known counts as grey."""
    values = colour if isinstance(colour, tuple) else ()
    if not all(isinstance(value, (int, float)) for value in values):
        return False
    if len(values) == 4:
        values = tuple((1 - value) * (1 - values[3]) for value in values[:3])
    return len(values) == 3 and max(values) - min(values) > _COLOURED


def turn_of(a: float, b: float) -> int | None:
    """By how many degrees text along (a, b) is turned: 0, 90, 180, 270; None when it slants."""
    angle = math.degrees(math.atan2(b, a)) % 360
    for turn in (0, 90, 180, 270, 360):
        if abs(angle - turn) <= 5:
            return turn % 360
    return None


def frame_sides(boxes: Sequence[Bar]) -> list[Bar]:
    """The four sides of a border painted as the area between two rectangles; none of other areas."""
    if len(boxes) != 2:
        return []
    outer, inner = sorted(boxes, key=lambda bar: (bar.x0 - bar.x1) * (bar.bottom - bar.top))
    left, right = inner.x0 - outer.x0, outer.x1 - inner.x1
    above, below = inner.top - outer.top, outer.bottom - inner.bottom
    if not all(0 <= side <= _FRAME for side in (left, right, above, below)) or not (left + right + above + below):
        return []
    sides = [
        (left, Bar(outer.x0, outer.top, inner.x0, outer.bottom, outer.white, outer.vivid)), (right, Bar(inner.x1, outer.top, outer.x1, outer.bottom, outer.white, outer.vivid)),
        (above, Bar(outer.x0, outer.top, outer.x1, inner.top, outer.white, outer.vivid)), (below, Bar(outer.x0, inner.bottom, outer.x1, outer.bottom, outer.white, outer.vivid)),
    ]  # fmt: skip
    return [bar for width, bar in sides if width]


def is_rectangle(points: Sequence[tuple[float, float]]) -> bool:
    """Whether a path goes from corner to corner of its box and nowhere else."""
    near = all(x < _CORNER and y < _CORNER for x, y in _from_sides(points))
    return near and len(points) in (4, 5)


def is_rounded(kinds: Sequence[str], points: Sequence[tuple[float, float]]) -> bool:
    """Whether a path (what its segments are: m, l, c, h; where they end) is a box with round corners."""
    xs, ys = zip(*points)
    at_side = all(min(x, y) < _CORNER for x, y in _from_sides(points))
    return kinds.count("c") == 4 and kinds.count("l") in (3, 4) and at_side and _ROUND < min(max(xs) - min(xs), max(ys) - min(ys))


def _from_sides(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """How far points are from the nearer side of their box, across and down."""
    xs, ys = zip(*points)
    return [(min(x - min(xs), max(xs) - x), min(y - min(ys), max(ys) - y)) for x, y in points]
