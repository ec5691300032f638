"""Rules -> lattices: the tables as drawn, with their cells, also those merged by leaving rules out. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .pdf_edges import Rule

# How far a rule may end before the rule it meets, and how close two rules of one border may lie.
TOUCH = 3.0
DOUBLE = 4.0
# A strip of the lattice without a letter in it that is narrower than this is the inside of a double border.
STRIP = 6.0
# A table open at a side: its rules reach this far over the outermost rule they cross.
OVER = 8.0
_SNAP = 1.5
# A rule shorter than this is part of a table only between two others (else it underlines a letter).
_LOOSE = 15.0
_DRAWN, _MISSING = 0.7, 0.3


@dataclass(frozen=True, slots=True)
class Region:
    """One cell: rows and columns of the lattice from its upper left corner. `sure`: False when the rules around it do not close."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    sure: bool = True


@dataclass(frozen=True)
class Lattice:
    """Column borders `xs`, row borders `ys` (points) and the cells between them, in order of row, then column."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]
    open_below: bool = False
    open_above: bool = False


Ink = Callable[[float, float, float, float], bool]


def lattices(across: Sequence[Rule], down: Sequence[Rule], inked: Ink) -> list[Lattice]:
    """Every table of more than one cell, from the top. `inked(x0, top, x1, bottom)`: whether a letter's middle lies in there."""
    across = [rule for rule in across if rule.length >= _LOOSE or sum(_meet(rule, other) for other in down) >= 2]
    down = [rule for rule in down if rule.length >= _LOOSE or sum(_meet(other, rule) for other in across) >= 2]
    found = [_lattice(rows, columns, inked) for rows, columns in _connected(across, down)]
    return sorted((one for one in found if one and len(one.regions) > 1), key=lambda one: (one.ys[0], one.xs[0]))


def _meet(level: Rule, upright: Rule) -> bool:
    return level.start - TOUCH <= upright.at <= level.end + TOUCH and upright.start - TOUCH <= level.at <= upright.end + TOUCH


def _beside(one: Rule, other: Rule) -> bool:
    overlap = min(one.end, other.end) - max(one.start, other.start)
    return abs(one.at - other.at) <= DOUBLE and overlap > 0.5 * min(one.length, other.length)


def _connected(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that cross or run side by side belong to one table."""
    parent = list(range(len(across) + len(down)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    shift = len(across)
    for i, level in enumerate(across):
        for j, upright in enumerate(down):
            if _meet(level, upright):
                parent[root(i)] = root(shift + j)
    for family, offset in ((across, 0), (down, shift)):
        order = sorted(range(len(family)), key=lambda number: family[number].at)
        for place, number in enumerate(order):
            for other in order[place + 1 :]:
                if family[other].at - family[number].at > DOUBLE:
                    break
                if _beside(family[number], family[other]):
                    parent[root(offset + number)] = root(offset + other)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number in range(len(parent)):
        pair = groups.setdefault(root(number), ([], []))
        (pair[0] if number < shift else pair[1]).append(across[number] if number < shift else down[number - shift])
    return [pair for pair in groups.values() if len(pair[0]) >= 2 and len(pair[1]) >= 2 or len(pair[0]) + len(pair[1]) >= 4 and all(pair)]


def _positions(family: list[Rule]) -> list[float]:
    groups: list[list[float]] = []
    for at in sorted(rule.at for rule in family):
        if groups and at - groups[-1][0] <= 2 * _SNAP and at - groups[-1][-1] <= _SNAP:
            groups[-1].append(at)
        else:
            groups.append([at])
    return [sum(group) / len(group) for group in groups]


def _without_strips(positions: list[float], family: list[Rule], empty: Callable[[float, float, Rule], bool]) -> list[float]:
    """Borders drawn as two rules become one: beside the rules no letter stands between them."""
    kept: list[float] = []
    for at in positions:
        near = [rule for rule in family if kept and (abs(rule.at - at) <= _SNAP or abs(rule.at - kept[-1]) <= STRIP)]
        if kept and at - kept[-1] < STRIP and all(empty(kept[-1], at, rule) for rule in near):
            kept[-1] = (kept[-1] + at) / 2
        else:
            kept.append(at)
    return kept


def _side(family: list[Rule], edge: float, sign: int, filled: Callable[[float, float], bool]) -> float | None:
    """Where the rules of an open side end together, or None when the side is drawn. `filled`: whether text stands between here and there; then one rule will do."""
    ends: dict[int, float] = {}
    for rule in family:
        line, end = round(rule.at), rule.end if sign > 0 else rule.start
        ends[line] = max(ends[line], end, key=lambda value: sign * value) if line in ends else end
    over = sorted(end for end in ends.values() if (end - edge) * sign > OVER)
    furthest = (over[-1] if sign > 0 else over[0]) if over else edge
    if len(over) == 1 and len(ends) <= 3 and filled(min(edge, furthest), max(edge, furthest)):
        return furthest
    if len(over) < 2 or 2 * len(over) < len(ends):
        return None
    return furthest if sum(abs(end - furthest) <= TOUCH for end in over) >= 2 else None


def _opened(positions: list[float], crossing: list[Rule], filled: Callable[[float, float], bool]) -> tuple[list[float], bool, bool]:
    first, last = _side(crossing, positions[0], -1, filled), _side(crossing, positions[-1], 1, filled)
    return [*([] if first is None else [first]), *positions, *([] if last is None else [last])], first is not None, last is not None


def _covered(family: list[Rule], at: float, start: float, end: float) -> float:
    """Which part of start..end the rules at this position cover, from 0 to 1."""
    pieces = sorted((max(start, rule.start - 1), min(end, rule.end + 1)) for rule in family if abs(rule.at - at) <= STRIP)
    total, reached = 0.0, start
    for begin, stop in pieces:
        total += max(0.0, stop - max(begin, reached))
        reached = max(reached, stop)
    return total / (end - start)


def _nearest(family: list[Rule], positions: list[float]) -> list[list[Rule]]:
    """The rules by the position they belong to."""
    found: list[list[Rule]] = [[] for _ in positions]
    for rule in family:
        found[min(range(len(positions)), key=lambda number: abs(positions[number] - rule.at))].append(rule)
    return found


def _lattice(across: list[Rule], down: list[Rule], inked: Ink) -> Lattice | None:
    xs, ys = _positions(down), _positions(across)
    xs = _without_strips(xs, down, lambda start, end, rule: not inked(start, rule.start, end, rule.end))
    ys = _without_strips(ys, across, lambda start, end, rule: not inked(rule.start, start, rule.end, end))
    top, bottom = min(rule.start for rule in down), max(rule.end for rule in down)
    xs, _, _ = _opened(xs, across, lambda start, end: inked(start, top, end, bottom))
    ys, above, below = _opened(ys, down, lambda start, end: False)
    if len(xs) < 2 or len(ys) < 2:
        return None
    columns, rows = len(xs) - 1, len(ys) - 1
    levels, uprights = _nearest(across, ys), _nearest(down, xs)
    walls = [[_covered(uprights[j], xs[j], ys[i], ys[i + 1]) for j in range(1, columns)] for i in range(rows)]
    floors = [[_covered(levels[i], ys[i], xs[j], xs[j + 1]) for j in range(columns)] for i in range(1, rows)]
    return Lattice(tuple(xs), tuple(ys), tuple(_regions(rows, columns, walls, floors)), below, above)


def _regions(rows: int, columns: int, walls: list[list[float]], floors: list[list[float]]) -> list[Region]:
    parent = list(range(rows * columns))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    doubtful: set[int] = set()
    for i in range(rows):
        for j in range(columns):
            here = i * columns + j
            neighbours = [(here + 1, walls[i][j])] if j + 1 < columns else []
            neighbours += [(here + columns, floors[i][j])] if i + 1 < rows else []
            for there, drawn in neighbours:
                if drawn < 0.5:
                    parent[root(here)] = root(there)
                if _MISSING < drawn < _DRAWN:
                    doubtful |= {here, there}
    members: dict[int, list[int]] = {}
    for node in range(rows * columns):
        members.setdefault(root(node), []).append(node)
    found = [region for nodes in members.values() for region in _rectangles(nodes, columns, doubtful)]
    return sorted(found, key=lambda region: (region.row, region.column))


def _rectangles(nodes: list[int], columns: int, doubtful: set[int]) -> list[Region]:
    """The cell made of these fields; when they are no rectangle, the rectangles that they fall into, none of them sure."""
    sure = not doubtful.intersection(nodes)
    places = {divmod(node, columns) for node in nodes}
    top, left = min(row for row, _ in places), min(column for _, column in places)
    bottom, right = max(row for row, _ in places), max(column for _, column in places)
    if len(places) == (bottom - top + 1) * (right - left + 1):
        return [Region(top, left, bottom - top + 1, right - left + 1, sure)]
    found: list[list[int]] = []
    while places:
        row, column = min(places)
        wide = 1
        while (row, column + wide) in places:
            wide += 1
        high = 1
        while all((row + high, column + step) in places for step in range(wide)) and (row + high, column + wide) not in places and (row + high, column - 1) not in places:
            high += 1
        places -= {(row + i, column + j) for i in range(high) for j in range(wide)}
        found.append([row, column, high, wide])
    return [Region(row, column, high, wide, False) for row, column, high, wide in found]
