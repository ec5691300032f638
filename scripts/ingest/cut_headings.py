"""A heading that a page break cuts: its words on both pages become one, headings of a second level stay below. Pure."""

from __future__ import annotations

from dataclasses import replace

from .fragments import joined
from .grid import Grid
from .headings import meanings
from .lattice import part, printed, squares, under
from .table_header import is_heading, is_number


def with_cut_heading(upper: Grid, rest: Grid) -> Grid:
    """A heading cut by a page break: its words are joined where that makes headings known, or where the second half cannot begin one."""
    last = upper.rows - 1
    above, below = squares(upper), {cell.column: cell for cell in printed(rest, 0)}
    pairs = {column: above[last, column] for column in below if (last, column) in above}
    # Under a heading merged over several columns stand headings of their own.
    lower = {column for column, cell in pairs.items() if cell.column_span > below[column].column_span}
    merged = {column: joined(cell, below[column]) for column, cell in pairs.items() if column not in lower}
    better = sum(is_heading(cell.text) for cell in merged.values()) > sum(bool(meanings(pairs[column].text)) for column in merged)
    # "Kinh phí năm" and "2026": known with and without the cell below it, which has neither number nor name beside it.
    alone = all(column > 1 and cell.column_span == 1 for column, cell in pairs.items())
    rest_of_words = alone and all(is_heading(cell.text) for cell in merged.values()) and len(below) < rest.columns
    goes_on = any(below[column].text[:1].islower() for column in merged) and 0 not in merged
    # "ST" and "T", "Số" and "TT": what numbers the rows.
    goes_on = goes_on or 0 in merged and any(found.role == "number" for found in meanings(merged[0].text))
    numbered = 0 in below and is_number(below[0].text) and not goes_on
    if not (better or rest_of_words or goes_on) or numbered or len(pairs) != len(below):
        return under(upper, rest)
    replaced = {(cell.row, cell.column): cell for cell in merged.values()}
    cells = tuple(replaced.get((cell.row, cell.column), cell) for cell in upper.cells)
    if not lower:
        return under(replace(upper, cells=cells), part(rest, 1, rest.rows))
    over = {above[last, column] for column in lower}
    cells = tuple(cell if cell.row + cell.row_span <= last or cell in over else replace(cell, row_span=cell.row_span + 1) for cell in cells)
    kept = tuple(cell for cell in rest.cells if cell.row > 0 or above.get((last, cell.column)) in over)
    return replace(under(replace(upper, cells=()), replace(rest, cells=kept)), cells=cells + tuple(replace(cell, row=cell.row + upper.rows) for cell in kept))
