"""What steps to the right by columns under one merged heading: names below their sections, units beside their figures. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from .grid import Cell, Grid
from .headings import meanings
from .lattice import Squares, squares
from .shapes import SHARE, share
from .stitched_table import Stitched
from .table_header import Header, find_header, is_number

# What stands alone before a name: "a)", "1.2", "-", "+".
_MARK = re.compile(r"[-–+•*]|(?:[0-9]{1,2}(?:\.[0-9]{1,2})*|[IVX]{1,5}|[^\W\d_])[.)/]?")
_UNIT = 15
_NAMES = ("name", "title", "number")


def with_joined_columns(table: Stitched) -> Stitched:
    """The table with such columns made one; the same table when it has none, or when two columns under a heading hold words in the same rows."""
    while table.header is not None and (column := _second(table.grid, table.header)) is not None:
        grid = _joined(table.grid, column)
        table = replace(table, grid=grid, header=find_header(grid))
    return table


def _second(grid: Grid, header: Header) -> int | None:
    """The first column that only goes on the one before it."""
    covered = squares(grid, header.end)
    numbered = any(meaning.role == "number" for levels in header.levels for meaning in meanings(levels[-1] if levels else ""))
    for column in range(1, grid.columns):
        heading = header.levels[column]
        if not heading or header.corners[column] != header.corners[column - 1]:
            continue
        # One heading over the numbers of the rows and their names, in a table that has no other numbers.
        if not numbered and column == 1 and share([cell.text for cell in grid.cells if cell.column == 0 and cell.row >= header.end], is_number) >= SHARE:
            continue
        named = any(meaning.role in _NAMES for meaning in meanings(heading[-1]))
        if any(_two(covered, row, column) for row in range(header.end, grid.rows)) and all(
            _fits(covered, row, column, named) for row in range(header.end, grid.rows)
        ):
            return column
    return None


def _two(covered: Squares, row: int, column: int) -> bool:
    return covered.get((row, column - 1)) is not covered.get((row, column))


def _fits(covered: Squares, row: int, column: int, named: bool) -> bool:
    left, right = covered.get((row, column - 1)), covered.get((row, column))
    if left is None or right is None:
        return False
    if left is right:
        return True
    if (left.row, left.row_span, left.column_span, right.column_span) != (right.row, right.row_span, 1, 1):
        return False
    if not (left.text and right.text):
        return True
    if named:
        return bool(_MARK.fullmatch(left.text))
    # A figure with its unit beside it; two figures are two columns.
    return any(map(str.isdigit, left.text)) and not any(map(str.isdigit, right.text)) and len(right.text) <= _UNIT


def _joined(grid: Grid, column: int) -> Grid:
    covered = squares(grid)
    cells = []
    for cell in grid.cells:
        if cell.column == column:
            continue
        if cell.column > column:
            cell = replace(cell, column=cell.column - 1)
        elif cell.column + cell.column_span > column:
            cell = replace(cell, column_span=cell.column_span - 1)
        elif cell.column + cell.column_span == column and (right := covered.get((cell.row, column))) is not None and right is not cell:
            cell = _one(cell, right)
        cells.append(cell)
    widths = (*grid.widths[: column - 1], sum(grid.widths[column - 1 : column + 1]), *grid.widths[column + 1 :]) if len(grid.widths) == grid.columns else ()
    return replace(grid, cells=tuple(cells), columns=grid.columns - 1, widths=widths)


def _one(left: Cell, right: Cell) -> Cell:
    kept = left if left.text or not right.text else right
    text, raw = (" ".join(filter(None, words)) for words in ((left.text, right.text), (left.raw or left.text, right.raw or right.text)))
    return replace(kept, column=left.column, text=text, raw=raw, doubts=(*left.doubts, *right.doubts))
