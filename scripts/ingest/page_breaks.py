"""What a page break cuts: a heading, a row, a cell merged over several rows. Pure."""

from __future__ import annotations

from dataclasses import replace

from .fragments import joined, judge
from .grid import Cell, Grid
from .headings import meanings
from .lattice import part, printed, row_of, squares, under
from .stitched_table import Stitched, names, numbers
from .table_header import is_heading, is_number
from .table_rows import SECTION_NUMBER

# Rows before a page break that show what rows of the table look like.
LOOKED_BACK = 60
_UNDER_MERGED = "Ô này ở đầu trang, dưới một ô gộp nhiều dòng ở trang trước. Chữ của ô gộp có thuộc cả dòng này không?"
_MAYBE_MERGED = "Ô này trống ở đầu trang, trong cột có ô gộp nhiều dòng. Có phải là phần dưới của ô cuối trang trước không?"


def with_cut_heading(upper: Grid, rest: Grid) -> Grid:
    """A heading cut by a page break: its words are joined where that makes headings known."""
    last = upper.rows - 1
    above, below = squares(upper), {cell.column: cell for cell in printed(rest, 0)}
    pairs = {column: above[last, column] for column in below if (last, column) in above}
    merged = {column: joined(cell, below[column]) for column, cell in pairs.items()}
    better = sum(is_heading(cell.text) for cell in merged.values()) > sum(bool(meanings(cell.text)) for cell in pairs.values())
    # "Kinh phí năm" and "2026": known with and without the cell below it, which has neither number nor name beside it.
    alone = all(column > 1 and cell.column_span == 1 for column, cell in pairs.items())
    rest_of_words = alone and all(is_heading(cell.text) for cell in merged.values()) and len(below) < rest.columns
    numbered = 0 in below and is_number(below[0].text)
    if not (better or rest_of_words) or numbered or len(pairs) != len(below):
        return under(upper, rest)
    replaced = {(cell.row, cell.column): cell for cell in merged.values()}
    cells = tuple(replaced.get((cell.row, cell.column), cell) for cell in upper.cells)
    return under(replace(upper, cells=cells), part(rest, 1, rest.rows))


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
        return _with_continued_merges(table, upper, rest) if touches or follows else rest
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


def _with_continued_merges(table: Stitched, upper: dict[int, Cell], rest: Grid) -> Grid:
    """A cell merged over several rows and over the break: its words stand on the page before."""
    top = [cell for cell in row_of(rest, 0) if cell.text]
    if len(top) == 2 and SECTION_NUMBER.fullmatch(top[0].text):
        return rest  # a section begins: no merged cell reaches into it
    merging = {cell.column for grid, first in ((table.grid, table.body), (rest, 0)) for cell in grid.cells if cell.row_span > 1 and cell.row >= first}
    changed = []
    for cell in rest.cells:
        over = upper.get(cell.column)
        if cell.row == 0 and not cell.text and cell.column > 0 and over is not None and over.text and over.column == cell.column:
            if over.row_span > 1 or cell.row_span > 1:
                cell = _said_by(cell, over)
            elif cell.column in merging:
                cell = cell.doubting(_MAYBE_MERGED, over.text)
        changed.append(cell)
    return replace(rest, cells=tuple(changed))


def _filled(above: dict[tuple[int, int], Cell], row: int, columns: int) -> frozenset[int]:
    return frozenset(column for column in range(columns) if _text(above, row, column))


def _text(above: dict[tuple[int, int], Cell], row: int, column: int) -> str:
    cell = above.get((row, column))
    return cell.text if cell is not None else ""


def _pages(table: Stitched) -> str:
    pages = [grid.place.page for grid in table.parts[-2:]]
    return f"{pages[0]} và {pages[1]} " if len(pages) == 2 and None not in pages else ""
