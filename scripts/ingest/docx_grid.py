"""The columns of a Word table: rows with cells of several widths become one grid of positions. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree

from . import limits
from .docx_styles import W, value
from .office_file import integer

# Twentieths of a point: columns narrower than this are where two rows missed each other by a hair (1.5 mm).
SLIVER = 85
_NEAR = 0.03


@dataclass
class Slot:
    """One w:tc: where it begins and ends in the columns of the file. `merge`: "" | restart | continue, with the row above."""

    element: etree._Element | None
    start: int
    end: int
    merge: str = ""
    width: int = 0
    content: Any = None


@dataclass
class RowSlots:
    slots: list[Slot]
    uneven: bool = False  # its cells do not add up to the columns of the table

    @property
    def end(self) -> int:
        return self.slots[-1].end if self.slots else 0


def slots_of(row: etree._Element, cells: list[etree._Element]) -> RowSlots:
    """The cells of one row with their columns; cells merged sideways in the old way (w:hMerge) become one."""
    properties = row.find(f"{W}trPr")
    slots: list[Slot] = []
    column = min(integer(value(properties, "gridBefore")), limits.COLUMNS + 1)
    if column > 0:
        slots.append(Slot(None, 0, column))
    for cell in cells:
        own = cell.find(f"{W}tcPr")
        span = min(max(integer(value(own, "gridSpan"), 1), 1), limits.COLUMNS + 1)
        vertical, across = value(own, "vMerge"), value(own, "hMerge")
        width = integer(value(own, "tcW", "w")) if value(own, "tcW", "type") in ("dxa", "", None) else 0
        if across is not None and across != "restart" and slots and slots[-1].element is not None:
            slots[-1].end, slots[-1].width = slots[-1].end + span, slots[-1].width + width
        else:
            merge = "" if vertical is None else "restart" if vertical == "restart" else "continue"
            slots.append(Slot(cell, column, column + span, merge, width))
        column += span
    if (after := min(integer(value(properties, "gridAfter")), limits.COLUMNS + 1)) > 0:
        slots.append(Slot(None, column, column + after))
    return RowSlots(slots)


def even(rows: list[RowSlots], widths: list[int]) -> int:
    """Gives every row the same number of columns, by the widths of its cells where they tell; returns that number."""
    columns = max([row.end for row in rows], default=0)
    for row in rows:
        if row.slots and row.end < columns:
            row.uneven = not _by_widths(row, widths, columns)
            if row.end < columns:
                row.slots.append(Slot(None, row.end, columns))
    return columns


def _by_widths(row: RowSlots, widths: list[int], columns: int) -> bool:
    """Stretches cells without w:gridSpan to the columns their widths cover; False when the widths do not tell."""
    if len(widths) != columns or not all(slot.width > 0 for slot in row.slots):
        return False
    edges = _edges(widths)
    near, at, ends = _NEAR * edges[-1], 0, []
    for slot in row.slots:
        at += slot.width
        end = min(range(1, columns + 1), key=lambda number: abs(edges[number] - at))
        if abs(edges[end] - at) > near or end <= (ends[-1] if ends else 0):
            return False
        ends.append(end)
    if ends[-1] != columns:
        return False
    for slot, start, end in zip(row.slots, [0, *ends], ends, strict=False):
        slot.start, slot.end = start, end
    return True


def _edges(widths: list[int]) -> list[int]:
    edges = [0]
    for width in widths:
        edges.append(edges[-1] + width)
    return edges


def compact(rows: list[RowSlots], columns: int, widths: list[int]) -> tuple[int, tuple[float, ...]]:
    """Renumbers the columns: a hair's breadth between two edges is one edge, an edge that no cell uses is none.

    Returns the number of columns and their widths (() when the file does not state them).
    """
    known = len(widths) == columns and all(width > 0 for width in widths)
    edges = _edges(widths) if known else list(range(columns + 1))
    alone = {slot.start for row in rows for slot in row.slots if slot.end - slot.start == 1 and slot.content}
    same = list(range(columns + 1))
    for number in range(columns):
        if known and widths[number] < min(SLIVER, _NEAR * edges[-1]) and number not in alone:
            same[number + 1] = same[number]
    used = sorted({same[edge] for row in rows for slot in row.slots for edge in (slot.start, slot.end)})
    place = {edge: number for number, edge in enumerate(used)}
    for row in rows:
        for slot in row.slots:
            slot.start, slot.end = place[same[slot.start]], place[same[slot.end]]
        row.slots = [slot for slot in row.slots if slot.end > slot.start]
    found = tuple(float(edges[last] - edges[first]) for first, last in zip(used, used[1:], strict=False)) if known else ()
    return len(used) - 1, found
