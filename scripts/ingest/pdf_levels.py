"""Which rules across a page are of one table without vertical rules. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .pdf_edges import Rule
from .pdf_ink import Bar, Char
from .pdf_words import text_lines
from .table_titles import belongs_to_table

# Rules of one table begin and end together within this, in points, and follow each other within this.
SAME, _APART = 3.0, 700.0
_WIDE = 150.0
# A shaded area higher than this is no row.
_ROW = 200.0
# Rows of titles and headings.
TITLES = 4
# A rule shorter than its table by this leaves out a merged cell, when its pieces at one height (within _NEAR) make up this part of the table, or in the heading.
_WHOLE, _NEAR, _MOST = 15.0, 0.8, 0.4


@dataclass(frozen=True)
class Level:
    """The rules of one table from side to side, from the top, and `parts`: the pieces of those that leave out merged cells."""

    rules: list[Rule]
    parts: list[Rule]


def shaded(fills: Iterable[Bar]) -> list[Rule]:
    """The upper and lower edges of shaded rows; areas side by side are one."""
    rows: dict[tuple[int, int], list[Bar]] = {}
    for fill in fills:
        if not fill.white and fill.bottom - fill.top < _ROW:
            rows.setdefault((round(fill.top), round(fill.bottom)), []).append(fill)
    found = []
    for row in rows.values():
        runs: list[tuple[float, float]] = []
        for fill in sorted(row, key=lambda fill: (fill.x0, fill.x1)):
            start = runs.pop()[0] if runs and fill.x0 - runs[-1][1] <= SAME else fill.x0
            runs.append((start, max(fill.x1, start)))
        found += [Rule(y, start, end) for start, end in runs for y in (row[0].top, row[0].bottom)]
    return found


def tables(across: Sequence[Rule], chars: Sequence[Char]) -> list[Level]:
    """The tables that rules (of tables without vertical ones) may be of, from the top; a title between two rows begins another table."""
    groups = _groups(across, [])
    if any(len(group) > TITLES for group in groups):
        groups = _groups(across, [line.base for line in text_lines(chars) if belongs_to_table(line.text)])
    whole = [group for group in groups if not any(_within(group, other) for other in groups)]
    tops = [min(other[0].at for other in groups if other is group or _within(other, group)) for group in whole]
    ends = [*(group[0].at for group in whole[1:]), float("inf")]
    return [Level(group, _parts(across, group, top, end)) for group, top, end in zip(whole, tops, ends)]


def _groups(across: Sequence[Rule], titles: Sequence[float]) -> list[list[Rule]]:
    groups: list[list[Rule]] = []
    for rule in sorted((rule for rule in across if rule.length >= _WIDE), key=lambda rule: rule.at):
        group = next((one for one in reversed(groups) if abs(one[0].start - rule.start) <= SAME and abs(one[0].end - rule.end) <= SAME and rule.at - one[-1].at < _APART), None)
        if group is None or len(group) > TITLES and any(group[-1].at < title < rule.at for title in titles):
            groups.append([rule])
        elif rule.at - group[-1].at > SAME:
            group.append(rule)
    return groups


def _within(group: list[Rule], other: list[Rule]) -> bool:
    """Whether a group of shorter rules stands beside the rows of the other one."""
    wider = other[0].length > group[0].length + SAME and other[0].start - SAME <= group[0].start and group[0].end <= other[0].end + SAME
    return wider and group[0].at <= other[-1].at and other[0].at <= group[-1].at


def _parts(across: Sequence[Rule], level: Sequence[Rule], top: float, bottom: float) -> list[Rule]:
    """Rules that leave out a cell merged over several rows: what is drawn of them, from both sides of the table. Pieces of one rule are at one height."""
    start, end = level[0].start, level[0].end
    pieces = [
        rule for rule in across
        if start - SAME <= rule.start and rule.end <= end + SAME and rule.length < end - start - _WHOLE and all(abs(rule.at - other.at) > SAME for other in level) and top <= rule.at < bottom
    ]  # fmt: skip
    found: list[Rule] = []
    for piece in sorted(pieces, key=lambda rule: rule.at):
        at = found[-1].at if found and piece.at - found[-1].at <= _NEAR else piece.at
        found.append(Rule(at, piece.start, piece.end, piece.thickness))
    drawn = {at: sum(rule.length for rule in found if rule.at == at) for at in {rule.at for rule in found}}
    return [rule for rule in found if drawn[rule.at] > _MOST * (end - start) or rule.at < level[: TITLES + 1][-1].at]
