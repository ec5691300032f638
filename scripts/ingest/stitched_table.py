"""A table whose pages are being joined, and which of its columns hold numbers and names."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from .grid import Doubt, Grid, Line
from .headings import meanings
from .table_header import Header


@dataclass
class Stitched:
    """One table with its pages joined. `parts`: the grids it was; `lines`: what stood above the first; `doubts`: row -> questions about it."""

    grid: Grid
    header: Header | None
    parts: list[Grid]
    lines: list[Line]
    doubts: dict[int, list[Doubt]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    @property
    def body(self) -> int:
        return self.header.body if self.header else 0


def numbers(table: Stitched) -> int:
    """The column of numbers; the first one when no heading names it."""
    levels = table.header.levels if table.header else ()
    return next((index for index, level in enumerate(levels) if level and any(m.role == "number" for m in meanings(level[-1]))), 0)


def names(table: Stitched) -> int:
    """The column of names: the one with most words."""
    longest = Counter({column: 0 for column in range(table.grid.columns)})
    body = table.body
    for cell in table.grid.cells:
        if cell.row >= body and cell.column_span == 1:
            longest[cell.column] += len(cell.text)
    named = [index for index, levels in enumerate(table.header.levels) if levels and any(m.role == "name" for m in meanings(levels[0]))] if table.header else []
    return max(named or range(table.grid.columns), key=lambda column: longest[column])
