"""How the lines of an entity diagram run: at right angles in the gutters between columns, never through a box. Pure.

All keys that point to one table are one net: it leaves the table once, runs along one trunk in each gutter it needs and
branches to every line that names the table. It crosses a column in a lane between its boxes. Lines of two nets may cross,
never lie on one another: what leaves a box, what enters one and what passes between boxes have heights of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from .dictionary_rows import Relation
from .entity_layout import LINE, WIDTH, Box

# Heights within a line's 16 units: lines of columns are entered at 0, tables left at 8 to the right and at 14 to the left.
LEAVES, LEAVES_LEFT = 24, 14
LANES = (4, 12)
APART = 2  # nearer than this, two horizontal lines of different nets look like one
BESIDE = 3
BEFORE, AFTER, PITCH = 20, 24, 9


@dataclass
class Net:
    """The keys to one table from the tables of the same column (`own`) or from those of later columns.

    Gutter g lies left of column g. `enters`: gutter -> height at which the net comes from the left, or None;
    `ends`: gutter -> heights at which it goes on to the right, into a box or a lane.
    """

    parent: str
    own: bool
    enters: dict[int, int | None] = field(default_factory=dict)
    ends: dict[int, list[int]] = field(default_factory=dict)
    lanes: dict[int, int] = field(default_factory=dict)

    def heights(self, gutter: int) -> list[int]:
        """Every height at which the net meets its trunk in the gutter."""
        enters = self.enters[gutter]
        return sorted({*self.ends[gutter], *([] if enters is None else [enters])})


@dataclass(frozen=True)
class Routes:
    """Nets, the x of their trunks by (net, gutter), and the left edge of every column; the last edge is the drawing's width."""

    nets: list[Net]
    trunks: dict[tuple[int, int], int]
    edges: list[int]


def routes(boxes: dict[str, Box], keys: Iterable[Relation]) -> Routes:
    """The ways of all keys between these boxes but those of a table to itself."""
    between = [key for key in keys if key.child != key.parent and {key.child, key.parent} <= boxes.keys()]
    nets = [
        net for name, box in boxes.items() for own in (False, True)
        if (net := _net(boxes, box, [key for key in between if key.parent == name and (boxes[key.child].column == box.column) is own], own, between))
    ]  # fmt: skip
    for net in nets:
        _lanes(net, nets, boxes)
    last = max((box.column for box in boxes.values()), default=0)
    trunks: dict[tuple[int, int], int] = {}
    edges, x = [], PITCH
    for gutter in range(last + 1):
        order = ordered([net for net in nets if gutter in net.ends], gutter)
        x += AFTER if gutter else 0
        trunks |= {(nets.index(net), gutter): x + PITCH * at for at, net in enumerate(order)}
        x += PITCH * max(len(order) - 1, 0) + BEFORE
        edges.append(x)
        x += WIDTH
    return Routes(nets, trunks, [*edges, x + AFTER])


def _net(boxes: dict[str, Box], parent: Box, keys: list[Relation], own: bool, every: list[Relation]) -> Net | None:
    """The net of these keys among all of them, its lanes still to be found; None without keys. Raises ValueError for a key that points to the right."""
    if not keys:
        return None
    net = Net(parent.name, own)
    for key in keys:
        child = boxes[key.child]
        if child.column < parent.column:
            raise ValueError(f"sơ đồ: khóa của bảng {key.child} trỏ tới {key.parent} ở cột bên phải")
        # Where one line names rows of several tables, their ends stand side by side.
        beside = [other for other in every if other.child == key.child and other.columns[-1] == key.columns[-1]].index(key)
        net.ends.setdefault(child.column, []).append(child.line_at(key.columns[-1]) + beside * BESIDE)
    if own:
        net.enters[parent.column] = None
        net.ends[parent.column].append(parent.top + LEAVES_LEFT)
    else:
        net.enters[parent.column + 1] = parent.top + LEAVES
        for gutter in range(parent.column + 1, max(net.ends)):
            net.ends.setdefault(gutter, [])
    return net


def _lanes(net: Net, nets: list[Net], boxes: dict[str, Box]) -> None:
    """Take the net through every column between its table and the last it goes to, as straight as is free."""
    lowest = max(box.bottom for box in boxes.values()) + LINE
    grid = [y for top in range(-LINE, lowest, LINE) for y in (top + lane for lane in LANES)]
    for column in range(min(net.ends), max(net.ends)):
        before = net.enters[column]
        assert before is not None
        taken = {
            y for other in nets if other is not net for gutter in (column, column + 1) if gutter in other.ends
            for y in [*other.ends[gutter], other.enters.get(gutter)] if y is not None
        }  # fmt: skip
        standing = [box for box in boxes.values() if box.column == column]
        free = (
            y for y in [before, *grid]
            if not any(box.top - 3 < y < box.bottom + 3 for box in standing) and not any(abs(y - other) < APART for other in taken)
        )  # fmt: skip
        net.lanes[column] = min(free, key=lambda y: (abs(y - before), y))
        net.ends[column].append(net.lanes[column])
        net.enters[column + 1] = net.lanes[column]


def ordered(nets: list[Net], gutter: int) -> list[Net]:
    """The nets of a gutter from left to right, neighbours changed about until no change saves a crossing."""
    order = list(nets)
    for _turn in order:
        before = list(order)
        for at, (left, right) in enumerate(pairwise(before)):
            left = order[at]
            if crossings(right, left, gutter) < crossings(left, right, gutter):
                order[at], order[at + 1] = right, left
        if order == before:
            break
    return order


def crossings(left: Net, right: Net, gutter: int) -> int:
    """How often two nets cross when the trunk of one stands left of the other's."""

    def inside(y: int | None, net: Net) -> bool:
        heights = net.heights(gutter)
        return y is not None and heights[0] < y < heights[-1]

    return inside(right.enters[gutter], left) + sum(inside(y, right) for y in left.ends[gutter])
