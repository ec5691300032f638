"""Words printed over others (stamps without a frame and level watermarks, known by the size of their letters and by what they lie on), and boxes painted over words. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from .pdf_ink import Bar, Char

# Letters of such words, and which part of the letters of a page they may be.
_FEWEST, _MOST = 4, 0.3
# So many of them lie on other letters, and this part of them at least.
_LYING, _PART = 3, 0.2
# Letters of nearly one size, as this part of each other, are of one text that overflows its cell.
_ALIKE = 0.87
# Two letters lie on each other when they share this part of the smaller one.
_SHARED = 0.2
# The side of the squares in which letters that may lie on each other are looked for, in points.
_FIELD = 20.0

Box = tuple[float, float, float, float]


def overprints(chars: Sequence[Char]) -> list[list[Char]]:
    """Runs of letters of another size than most of the page, painted one after the other, many of which lie on other letters."""
    letters = [char for char in chars if not char.blank and char.turn == 0 and not char.clip]
    usual = Counter(_style(char) for char in letters).most_common(1)
    runs = [run for run in _runs(letters) if _FEWEST <= len(run) <= _MOST * len(letters) and _apart(_style(run[0]), usual[0][0])]
    if not runs:
        return []
    fields: dict[tuple[int, int], list[Char]] = {}
    for char in letters:
        for field in _fields(_box(char)):
            fields.setdefault(field, []).append(char)
    return [run for run in runs if _lying(run, fields) >= max(_LYING, _PART * len(run))]


def covering(fills: Sequence[Bar], chars: Sequence[Char]) -> tuple[set[int], list[Bar]]:
    """The orders of the letters over which a box was painted after them, and those boxes."""
    points = sorted((char.middle[1], char.middle[0], char.order) for char in chars)
    found: set[int] = set()
    boxes: list[Bar] = []
    for fill in fills:
        if fill.covers:
            rows = points[bisect_left(points, (fill.top,)) : bisect_right(points, (fill.bottom,))]
            under = {order for _, x, order in rows if order < fill.covers and fill.x0 < x < fill.x1}
            found |= under
            boxes += [fill] if under else []
    return found, boxes


def around(run: Sequence[Char]) -> Bar:
    """The area of such words."""
    return Bar(min(char.x0 for char in run), min(char.base - char.size for char in run), max(char.x1 for char in run), max(char.base for char in run))


def _style(char: Char) -> tuple[int, bool]:
    return round(4 * char.size), char.vivid


def _apart(one: tuple[int, bool], other: tuple[int, bool]) -> bool:
    return one[1] != other[1] or not _ALIKE <= one[0] / max(other[0], 1) <= 1 / _ALIKE


def _runs(letters: Sequence[Char]) -> list[list[Char]]:
    runs: list[list[Char]] = []
    for char in sorted(letters, key=lambda char: char.order):
        if runs and _style(runs[-1][-1]) == _style(char):
            runs[-1].append(char)
        else:
            runs.append([char])
    return runs


def _lying(run: Sequence[Char], fields: dict[tuple[int, int], list[Char]]) -> int:
    own = {char.order for char in run}
    return sum(any(other.order not in own and _over(_box(char), _box(other)) for field in _fields(_box(char)) for other in fields[field]) for char in run)


def _box(char: Char) -> Box:
    return char.x0, char.base - 0.7 * char.size, char.x1, char.base


def _fields(box: Box) -> list[tuple[int, int]]:
    x0, top, x1, bottom = (int(side // _FIELD) for side in box)
    return [(column, row) for column in range(x0, x1 + 1) for row in range(top, bottom + 1)]


def _over(one: Box, other: Box) -> bool:
    wide, high = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    least = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return wide > 0 and high > 0 and wide * high > _SHARED * least
