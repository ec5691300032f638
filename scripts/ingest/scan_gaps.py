"""Rules of dots, dashes or faint ink that were found in part: the stretches between two crossing rules where they go on. Pure."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy

from .pdf_edges import Rule
from .scan_page import POINT

# In points: pieces this near to one level are one line; a crossing rule reaches the line within this; a shorter stretch is no side of a cell.
_LEVEL, _TOUCH, _LEAST = 1.0, 3.0, 9.0
# Lines shorter than this in all are strokes of letters.
_LINE = 40.0
# In pixels at 300 dpi: half the height of the strip in which a line is looked for, and what lies beside it.
_STRIP, _BESIDE = 3, (6, 10)
# A line goes on where as much ink is drawn, in every part of the stretch some, and beside it hardly any. One drawn through goes on without a gap.
_ALIKE, _EACH, _PARTS, _SOLID = 0.75, 0.4, 4, 0.95
# What the crossing rules themselves take of the stretch, in points.
_CROSSING = 1.2
_FREE, _CROWDED = 0.3, 0.6


def continued(mask: numpy.ndarray, across: Sequence[Rule], down: Sequence[Rule]) -> tuple[list[Rule], list[Rule]]:
    """The level and upright rules with the stretches added that were too short or too crowded to be found by themselves."""
    level = [*across, *_stretches(mask, across, down)]
    return level, [*down, *_stretches(mask.T, down, level)]


def _stretches(mask: numpy.ndarray, rules: Sequence[Rule], crossing: Sequence[Rule]) -> list[Rule]:
    found = []
    for line in _lines(rules):
        length = sum(rule.length for rule in line)
        if length < _LINE:
            continue
        at = sum(rule.at * rule.length for rule in line) / length
        usual = sum(_ink(mask, at, rule.start, rule.end).mean() * rule.length for rule in line) / length
        borders = sorted(other.at for other in crossing if other.start - _TOUCH <= at <= other.end + _TOUCH)
        for start, end in itertools.pairwise(borders):
            if end - start >= _LEAST and not _covered(line, start, end) and _goes_on(mask, at, start, end, usual):
                found.append(Rule(at, start, end, line[0].thickness))
    return found


def _lines(rules: Sequence[Rule]) -> list[list[Rule]]:
    lines: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: (rule.at, rule.start)):
        if lines and rule.at - lines[-1][-1].at <= _LEVEL:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    return lines


def _covered(line: Sequence[Rule], start: float, end: float) -> bool:
    return sum(max(0.0, min(end, rule.end) - max(start, rule.start)) for rule in line) >= 0.5 * (end - start)


def _goes_on(mask: numpy.ndarray, at: float, start: float, end: float, usual: float) -> bool:
    start, end = start + _CROSSING, end - _CROSSING
    inside = _ink(mask, at, start, end)
    drawn = float(inside.mean()) if inside.size else 0.0
    if drawn < (_SOLID if usual >= _SOLID else _ALIKE * usual) or any(part.mean() < _EACH * usual for part in numpy.array_split(inside, _PARTS) if part.size):
        return False
    sides = [float(_ink(mask, at, start, end, side).mean()) for side in (-1, 1)]
    return min(sides) <= _FREE * drawn and max(sides) <= _CROWDED * drawn


def _ink(mask: numpy.ndarray, at: float, start: float, end: float, side: int = 0) -> numpy.ndarray:
    """Along the line: whether there is ink on it (side 0), above it (-1) or below it (1)."""
    middle = round(at * POINT)
    first, last = {0: (middle - _STRIP, middle + _STRIP + 1), -1: (middle - _BESIDE[1], middle - _BESIDE[0]), 1: (middle + _BESIDE[0], middle + _BESIDE[1])}[side]
    return mask[max(0, first) : max(0, last), max(0, round(start * POINT)) : max(0, round(end * POINT))].any(axis=0)
