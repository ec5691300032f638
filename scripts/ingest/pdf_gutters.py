"""Tables with rules between the rows only: their columns part where every row leaves white space. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from .pdf_edges import Rule
from .pdf_ink import Bar, Char
from .pdf_lattice import Lattice

# Rules of one table begin and end together within this, in points; at least so many of them, no further apart than half a page.
_SAME, _RULES, _APART = 3.0, 3, 400.0
_WIDE = 150.0
# White space between columns: its width in points, and the part of the rows that may cross it (merged cells).
_GUTTER, _CROSSED = 4.0, 0.25
_FEWEST = 3
# Lines of a row follow each other within this part of the size of their letters.
_LEADING = 1.8


def banded(across: Sequence[Rule], fills: Iterable[Bar], chars: Sequence[Char], found: Sequence[Lattice]) -> list[tuple[list[Rule], list[Rule]]]:
    """The rules of each table without vertical ones: those drawn (or the edges of shaded rows) and, as vertical rules, the white space between its columns."""
    free = [rule for rule in [*across, *_edges(fills)] if rule.length >= _WIDE and not any(one.ys[0] - 3 <= rule.at <= one.ys[-1] + 3 for one in found)]
    tables = []
    for level in _groups(free):
        ys = [rule.at for rule in level]
        inside = [char for char in chars if not char.blank and char.turn == 0 and not char.clip]
        bands = _bands(ys, inside, level[0].start, level[0].end)
        borders = _gutters([band for band in bands if band], level[0].start, level[0].end)
        if len(borders) < _FEWEST - 1:
            continue
        ys = [*_outside(ys[0], -1, inside, borders, level[0]), *ys, *_outside(ys[-1], 1, inside, borders, level[0])]
        bands = _bands(ys, inside, level[0].start, level[0].end)
        sides = [Rule(x, ys[0], ys[-1]) for x in (level[0].start, level[0].end)]
        walls = [Rule(x, top, bottom) for x in borders for top, bottom, band in zip(ys, ys[1:], bands) if not any(start < x < end for start, end in band)]
        tables.append(([Rule(y, level[0].start, level[0].end) for y in ys], [*sides, *walls]))
    return tables


def _edges(fills: Iterable[Bar]) -> list[Rule]:
    """The upper and lower edges of shaded rows; areas side by side are one."""
    rows: dict[tuple[int, int], tuple[float, float, float, float]] = {}
    for fill in fills:
        if not fill.white and fill.bottom - fill.top < _APART / 2:
            place = round(fill.top), round(fill.bottom)
            x0, x1, top, bottom = rows.get(place, (fill.x0, fill.x1, fill.top, fill.bottom))
            rows[place] = min(x0, fill.x0), max(x1, fill.x1), top, bottom
    return [Rule(y, x0, x1) for x0, x1, top, bottom in rows.values() for y in (top, bottom)]


def _groups(rules: Iterable[Rule]) -> list[list[Rule]]:
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        group = next((one for one in groups if abs(one[0].start - rule.start) <= _SAME and abs(one[0].end - rule.end) <= _SAME and rule.at - one[-1].at < _APART), None)
        if group is None:
            groups.append([rule])
        elif rule.at - group[-1].at > _SAME:
            group.append(rule)
    return [group for group in groups if len(group) >= _RULES]


def _bands(ys: Sequence[float], chars: Sequence[Char], start: float, end: float) -> list[list[tuple[float, float]]]:
    """Of each row, the stretches that its letters cover, from left to right."""
    bands: list[list[tuple[float, float]]] = [[] for _ in ys[1:]]
    for char in chars:
        x, y = char.middle
        row = bisect_left(ys, y) - 1
        if start <= x <= end and 0 <= row < len(bands):
            bands[row].append((char.x0 - 0.15 * char.size, char.x1 + 0.15 * char.size))
    return [_merged(band) for band in bands]


def _outside(edge: float, sign: int, chars: Sequence[Char], borders: Sequence[float], level: Rule) -> list[float]:
    """The far side of a row that stands above the first rule (-1) or below the last one (1): text in two columns or more that crosses no border."""
    near = sorted((char for char in chars if level.start <= char.middle[0] <= level.end and (char.middle[1] - edge) * sign > 0), key=lambda char: (char.middle[1] - edge) * sign)
    reach, row = edge, []
    for char in near:
        if abs(char.middle[1] - reach) > _LEADING * char.size:
            break
        reach = char.middle[1]
        row.append(char)
    columns = {sum(border < char.middle[0] for border in borders) for char in row}
    if len(columns) < 2 or any(start < border < end for start, end in _merged([(char.x0, char.x1) for char in row]) for border in borders):
        return []
    return [reach + sign * row[-1].size]


def _merged(pieces: list[tuple[float, float]]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for start, end in sorted(pieces):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def _gutters(bands: Sequence[list[tuple[float, float]]], start: float, end: float) -> list[float]:
    """A border in each stretch that hardly any row covers, between ones that several do: where the fewest rows cross it."""
    most, least = (int(_CROSSED * len(bands)), _GUTTER) if len(bands) > _FEWEST else (0, 1.25 * _GUTTER)
    steps = sorted([(x0, 1) for band in bands for x0, _ in band] + [(x1, -1) for band in bands for _, x1 in band])
    borders: list[float] = []
    white: list[tuple[int, float, float]] = []
    depth, last, seen = 0, start, False
    for x, step in steps:
        if depth <= most and x > last:
            white.append((depth, last, x))
        depth, last = depth + step, x
        if depth > most:
            borders += _border(white, least) if seen else []  # the first stretch is the margin
            white, seen = [], True
    return [x for x in borders if start < x < end]


def _border(white: Sequence[tuple[int, float, float]], least: float) -> list[float]:
    """The middle of the least crossed part of a stretch of (rows that cross, from, to); none in a narrow stretch."""
    if not white or white[-1][2] - white[0][1] < least:
        return []
    fewest = min(crossing for crossing, _, _ in white)
    start, end = max(((start, end) for crossing, start, end in white if crossing == fewest), key=lambda part: part[1] - part[0])
    return [(start + end) / 2]
