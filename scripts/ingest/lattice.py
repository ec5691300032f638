"""Grids as squares of rows and columns: what covers a square, parts of a grid, one grid under another. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .grid import Cell, Grid

Squares = dict[tuple[int, int], Cell]
# Two column edges are the same one when they lie this close, as a share of the table's width.
NEAR = 0.02


def squares(grid: Grid) -> Squares:
    """(row, column) -> the cell that covers it."""
    covered: Squares = {}
    for cell in grid.cells:
        for row in range(cell.row, min(cell.row + cell.row_span, grid.rows)):
            for column in range(cell.column, min(cell.column + cell.column_span, grid.columns)):
                covered[row, column] = cell
    return covered


def printed(grid: Grid, row: int) -> list[Cell]:
    """The cells with text whose upper left corner is in this row, from left to right."""
    return [cell for cell in grid.row(row) if cell.text]


def part(grid: Grid, first: int, end: int) -> Grid:
    """Rows `first` up to, not including, `end`. A cell merged over the cut is clipped; its text stays with its upper part."""
    kept = []
    for cell in grid.cells:
        top, bottom = max(cell.row, first), min(cell.row + cell.row_span, end)
        if top < bottom:
            # The lower part of a merged cell still says what the upper one says.
            kept.append(replace(cell, row=top - first, row_span=bottom - top))
    place = grid.place
    stood = [cell.place for cell in kept if cell.place.line_from is not None]
    if stood and (first, end) != (0, grid.rows):
        place = replace(place, line_from=stood[0].line_from, line_to=stood[-1].line_to or stood[-1].line_from)
    return replace(grid, cells=tuple(sorted(kept, key=lambda cell: (cell.row, cell.column))), rows=end - first, place=place)


def under(upper: Grid, lower: Grid) -> Grid:
    """The rows of `lower` below those of `upper`; both have the same columns."""
    moved = tuple(replace(cell, row=cell.row + upper.rows) for cell in lower.cells)
    return replace(
        upper, cells=upper.cells + moved, rows=upper.rows + lower.rows, place=upper.place.to(lower.place),
        cut_below=lower.cut_below, boxes=upper.boxes + lower.boxes,
    )  # fmt: skip


def edges(grid: Grid) -> tuple[float, ...]:
    """Where columns begin and end, from 0 to 1; () when the widths are unknown."""
    total = sum(grid.widths)
    if len(grid.widths) != grid.columns or total <= 0:
        return ()
    ends, at = [0.0], 0.0
    for width in grid.widths:
        at += width
        ends.append(at / total)
    return tuple(ends)


def shared_edges(one: Grid, other: Grid) -> tuple[float, ...] | None:
    """The edges of both grids together when one has all the edges of the other; None when each has edges of its own, or widths are unknown."""
    first, second = edges(one), edges(other)
    if not first or not second:
        return None
    many, few = (first, second) if len(first) >= len(second) else (second, first)
    return many if all(any(abs(edge - known) <= NEAR for known in many) for edge in few) else None


def on_edges(grid: Grid, wanted: Sequence[float]) -> Grid:
    """The grid with the columns of `wanted`: a column that is now several becomes cells merged over them."""
    own = edges(grid)
    at = [min(range(len(wanted)), key=lambda index: abs(wanted[index] - edge)) for edge in own]
    cells = tuple(replace(cell, column=at[cell.column], column_span=at[cell.column + cell.column_span] - at[cell.column]) for cell in grid.cells)
    widths = tuple(after - before for before, after in zip(wanted, wanted[1:]))
    return replace(grid, cells=cells, columns=len(wanted) - 1, widths=widths)
