"""A row that a page break cuts: its halves become one, or are asked about. Pure."""

from __future__ import annotations

from dataclasses import replace

from .continued_merges import continued_merges
from .fragments import joined, judge
from .grid import Cell, Grid
from .lattice import part, row_of, squares
from .stitched_table import Stitched, names, numbers

# Rows before a page break that show what rows of the table look like.
LOOKED_BACK = 60
_UNDER_MERGED = "Ô này ở đầu trang, dưới một ô gộp nhiều dòng ở trang trước. Chữ của ô gộp có thuộc cả dòng này không?"


def joined_at_break(table: Stitched, rest: Grid, touches: bool, follows: bool) -> Grid:
    """The rows after the break without what was joined to the last row before it. `touches`: both parts reach the break; `follows`: the lower one does, and nothing stands between."""
    last, seen = table.grid.rows - 1, max(0, table.grid.rows - 1 - LOOKED_BACK)
    above, below = squares(table.grid, seen), squares(rest)
    upper = {column: above[last, column] for column in range(table.grid.columns) if (last, column) in above}
    lower = {column: cell for column in range(rest.columns) if (cell := below.get((0, column))) is not None}
    name_column = names(table)
    filled = frozenset(column for column, cell in lower.items() if cell.text and cell.row == 0)
    others = [_filled(above, row, table.grid.columns) for row in range(max(seen, table.body), last)] + [_filled(below, row, rest.columns) for row in range(1, rest.rows)]
    usual = sum(bool(row) and row <= filled for row in others) / len(others) if len(others) > 1 else None
    own = [{column: cell for column, cell in cells.items() if cell.column == column} for cells in (upper, lower)]
    cut = judge(own[0], own[1], numbers(table), name_column, touches, usual)
    if not cut.is_one_row:
        if cut.doubt:  # either row is not whole if they are one
            table.doubts.setdefault(last, []).append(cut.doubt)
            table.doubts.setdefault(table.grid.rows, []).append(cut.doubt)
        if touches or follows:
            table.grid, rest = continued_merges(table.grid, rest, table.body)
        return rest
    if cut.doubt:
        table.doubts.setdefault(last, []).append(cut.doubt)
    tail = {cell.column: cell for cell in row_of(rest, 0)}
    changed = {(cell.row, cell.column): joined(cell, tail[cell.column]) for cell in upper.values() if cell.column in tail}
    table.grid = replace(table.grid, cells=tuple(changed.get((cell.row, cell.column), cell) for cell in table.grid.cells), cut_below=rest.cut_below)
    table.remarks.append(f"Dòng bị ngắt giữa hai trang {_pages(table)}được nối lại.")
    # A cell merged from the row that was cut down to the rows below it.
    whole = {column: changed[over.row, over.column] for column, over in upper.items() if column in tail and tail[column].row_span > 1 and over.column == column}
    below_cut = part(rest, 1, rest.rows)
    cells = (_said_by(cell, whole[cell.column]) if cell.row == 0 and cell.column in whole else cell for cell in below_cut.cells)
    return replace(below_cut, cells=tuple(cells))


def _said_by(cell: Cell, over: Cell) -> Cell:
    """The lower part of a merged cell, with the words of the whole."""
    return replace(cell, text=over.text, raw=over.raw).doubting(_UNDER_MERGED, "để trống") if over.text else cell


def _filled(above: dict[tuple[int, int], Cell], row: int, columns: int) -> frozenset[int]:
    return frozenset(column for column in range(columns) if _text(above, row, column))


def _text(above: dict[tuple[int, int], Cell], row: int, column: int) -> str:
    cell = above.get((row, column))
    return cell.text if cell is not None else ""


def _pages(table: Stitched) -> str:
    pages = [grid.place.page for grid in table.parts[-2:]]
    if len(pages) < 2 or None in pages:
        return ""
    return f"{pages[0]} và {pages[1]} " if pages[0] != pages[1] else f"in trên tờ {pages[0]} "
