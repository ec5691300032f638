"""Cells merged over several rows that a page break cuts: each page shows a part of the cell, its words on one of them or on both. Pure."""

from __future__ import annotations

from dataclasses import replace

from .grid import Cell, Grid
from .lattice import row_of, squares
from .table_rows import SECTION_NUMBER

# As the texts of a column begin, when so many of them do.
_USUAL = 0.8
# A column of fewer other cells shows no habit.
_FEWEST = 4
_EMPTY_BELOW = "Ô này trống ở đầu trang, dưới một ô có chữ ở cuối trang trước. Chữ của ô đó có thuộc cả dòng này không (ô gộp bị ngắt trang)?"
_EMPTY_ABOVE = "Ô này trống ở cuối trang, trên một ô có chữ ở đầu trang sau. Chữ của ô đó có thuộc cả dòng này không (ô gộp bị ngắt trang)?"
_TORN = "Ô cuối trang trước và ô đầu trang sau có thể là một ô gộp bị ngắt trang: chữ ở đây có đủ không, hay phải nối hai phần?"


def continued_merges(upper: Grid, rest: Grid, body: int) -> tuple[Grid, Grid]:
    """Both grids, the rows at the break being two: where a merged cell may go on over it, its words are put together or asked about.

    `body`: the first row of `upper` below its heading.
    """
    top = [cell for cell in row_of(rest, 0) if cell.text]
    if len(top) == 2 and SECTION_NUMBER.fullmatch(top[0].text):
        return upper, rest  # a section begins: no merged cell reaches into it
    above = {column: cell for (row, column), cell in squares(upper, upper.rows - 1).items() if row == upper.rows - 1 and cell.column == column}
    new: dict[tuple[int, int], Cell] = {}
    old: dict[tuple[int, int], Cell] = {}
    for cell in row_of(rest, 0):
        over = above.get(cell.column)
        if over is None or cell.column == 0 or over.column_span != cell.column_span:
            continue
        before, after = _at_break(over, cell, [other for other in (*upper.cells, *rest.cells) if other.column == cell.column and (other.row >= body or other in rest.cells)])
        old[over.row, over.column], new[cell.row, cell.column] = before, after
    return _replaced(upper, old), _replaced(rest, new)


def _replaced(grid: Grid, changed: dict[tuple[int, int], Cell]) -> Grid:
    return replace(grid, cells=tuple(changed.get((cell.row, cell.column), cell) for cell in grid.cells)) if changed else grid


def _at_break(over: Cell, cell: Cell, column: list[Cell]) -> tuple[Cell, Cell]:
    """The last cell of a column before the break and the first one after it. `column`: all its cells below the heading."""
    others = [one for one in column if one is not over and one is not cell]
    merges = any(one.row_span > 1 and one.text for one in others) or over.row_span > 1
    single = [bool(one.text) for one in others if one.column_span == 1]
    # Nothing else in the column is empty: what is empty at the break may be the other half of a merged cell.
    full = len(single) >= _FEWEST and all(single)
    if not cell.text and over.text:
        if over.row_span > 1 or cell.row_span > 1 or merges and full:
            return over, replace(cell, text=over.text, raw=over.raw).doubting(_EMPTY_BELOW, "để trống")
        return over, cell.doubting(_EMPTY_BELOW, over.text) if merges or full else cell
    if not over.text and cell.text and (cell.row_span > 1 or full):
        return over.doubting(_EMPTY_ABOVE, cell.text), cell
    begun = [one.text[:1].isupper() for one in others if one.text]
    capital = sum(begun) >= _USUAL * len(begun) and (len(begun) >= _FEWEST or cell.row_span > 1 or over.row_span > 1)
    small = capital and cell.text[:1].islower() and len(cell.text) > 1
    if not cell.text or not over.text or not (merges or small or cell.row_span > 1):
        return over, cell
    whole = f"{over.text} {cell.text}"
    if small and (cell.row_span > 1 or over.row_span > 1):
        return replace(over, text=whole).doubting(_TORN, over.text), replace(cell, text=whole).doubting(_TORN, cell.text)
    # A merged cell of more rows than lines had room for more words before the break.
    if small or cell.row_span > 1 and len(over.raw.splitlines()) >= over.row_span:
        return over.doubting(_TORN, whole), cell.doubting(_TORN, whole)
    return over, cell
