"""Rows of a table that hold nothing but a name while the others are numbered: headings of the rows below them. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from .grid import Cell, Doubt, Grid
from .lattice import Squares, squares
from .read_tables import Column
from .row_cells import is_bulleted

# Of the rows with more than a name so many must be numbered.
NUMBERED = 0.9
ASKED = Doubt("Dòng này không có số, chỉ có tên, được đọc là đề mục của các dòng dưới nó: đúng không?", "một dòng như các dòng khác")


def bare_headings(grid: Grid, first: int, end: int, columns: Sequence[Column]) -> frozenset[int]:
    """The rows from `first` up to `end` with a name alone, each above a numbered row; none in a table whose rows are not numbered."""
    covered = squares(grid)
    numbers = [column.index for column in columns if column.role == "number"]
    names = [column.index for column in columns if column.role == "name"]
    filled = [row for row in range(first, end) if _own(covered, grid, row)]
    if not numbers or not names:
        return frozenset()
    bare = {row for row in filled if _is_bare(_own(covered, grid, row), names[0])}
    others = [row for row in filled if row not in bare]
    numbered = {row for row in others if any((cell := covered.get((row, column))) is not None and cell.text for column in numbers)}
    if not bare or len(numbered) < NUMBERED * len(others) or len(numbered) < len(bare):
        return frozenset()
    return frozenset(row for row, below in zip(filled, filled[1:]) if row in bare and below in numbered)


def _own(covered: Squares, grid: Grid, row: int) -> list[Cell]:
    cells = (covered.get((row, column)) for column in range(grid.columns))
    return list({id(cell): cell for cell in cells if cell is not None and cell.text and cell.row == row}.values())


def _is_bare(own: Sequence[Cell], name: int) -> bool:
    return len(own) == 1 and own[0].column == name and own[0].text[:1].isupper() and not is_bulleted(own[0].text)
