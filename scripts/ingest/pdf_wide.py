"""A sheet wider than its paper: the columns that a program printed on pages of their own go back to the right of their table. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .grid import Cell, Grid, Line, Place
from .headings import meanings
from .pdf_lattice import Lattice

Drawn = tuple[Lattice, Grid]
# Row borders of both pages are at the same height within this, in points; as many of them at least.
_LEVEL, _BORDERS = 1.0, 4


@dataclass(frozen=True)
class Sheet:
    """A page with its grids."""

    page: int
    grids: tuple[Drawn, ...]


def widened(sheets: Sequence[Sheet]) -> tuple[dict[int, tuple[Drawn, ...]], list[Line]]:
    """Page -> its grids, with columns of later pages joined and taken from those, and a question on each."""
    found = {sheet.page: sheet.grids for sheet in sheets}
    joined: dict[int, int] = {}
    asked = []
    bases: list[Sheet] = []
    for sheet in sheets:
        fitting = [base for base in bases if _continues(base, sheet)]
        if not fitting:
            bases += [sheet] if len(sheet.grids) == 1 else []
            continue
        base = min(fitting, key=lambda one: (joined.get(one.page, 0), one.page))
        joined[base.page] = joined.get(base.page, 0) + 1
        lattice, grid = _refined(*found[base.page][0], [y for own, _ in sheet.grids for y in own.ys])
        found[base.page] = ((lattice, _beside(lattice, grid, sheet)),)
        found[sheet.page] = ()
        question = f"Trang {sheet.page} in các cột tiếp theo của bảng ở trang {base.page} (các hàng ở cùng độ cao), đã ghép vào bên phải: từng hàng có khớp với bản in không?"
        asked.append(Line(question, Place(page=sheet.page)))
    return found, asked


def _continues(base: Sheet, sheet: Sheet) -> bool:
    if not sheet.grids:
        return False
    levels = base.grids[0][0].ys
    own = [y for lattice, _ in sheet.grids for y in lattice.ys]
    if len(own) < _BORDERS or len(levels) < _BORDERS or abs(max(own) - levels[-1]) > _LEVEL or not (_among(own, levels) or _among(levels, own)):
        return False
    numbered = any(meaning.role == "number" for _, grid in sheet.grids for cell in grid.cells if cell.text for meaning in meanings(cell.text))
    # A table that goes on with the same columns is the next page of its rows.
    same = any(len(lattice.xs) == len(base.grids[0][0].xs) and all(abs(a - b) <= _LEVEL for a, b in zip(lattice.xs, base.grids[0][0].xs)) for lattice, _ in sheet.grids)
    return not numbered and not same


def _among(some: Sequence[float], all_of: Sequence[float]) -> bool:
    return all(any(abs(y - level) <= _LEVEL for level in all_of) for y in some)


def _refined(lattice: Lattice, grid: Grid, levels: Sequence[float]) -> Drawn:
    """The grid with a row border at each of these levels: the columns of a heading of one level may stand on another page than those of several."""
    more = sorted({round(y, 1) for y in levels if lattice.ys[0] < y < lattice.ys[-1] and not _among([y], lattice.ys)})
    if not more:
        return lattice, grid
    ys = sorted([*lattice.ys, *(y for before, y in zip([0.0, *more], more) if y - before > _LEVEL)])
    at = [ys.index(y) for y in lattice.ys]
    cells = tuple(replace(cell, row=at[cell.row], row_span=at[cell.row + cell.row_span] - at[cell.row]) for cell in grid.cells)
    return replace(lattice, ys=tuple(ys)), replace(grid, cells=cells, rows=len(ys) - 1)


def _beside(lattice: Lattice, grid: Grid, sheet: Sheet) -> Grid:
    question = f"Cột này in ở trang {sheet.page}, được ghép vào bên phải bảng ở trang {grid.place.page}; có đúng là cùng một bảng không?"
    edges = sorted({round(x) for own, _ in sheet.grids for x in own.xs})
    kept = [edge for before, edge in zip([-9, *edges], edges) if edge - before > 3]
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for own, part in sheet.grids:
        rows = [_nearest(lattice.ys, y) for y in own.ys]
        columns = [_nearest(kept, x) for x in own.xs]
        for cell in part.cells:
            row, column = rows[cell.row], columns[cell.column]
            high, wide = rows[cell.row + cell.row_span] - row, columns[cell.column + cell.column_span] - column
            taken |= {(row + i, column + j) for i in range(high) for j in range(wide)}
            moved = replace(cell, row=row, column=grid.columns + column, row_span=high, column_span=wide)
            cells.append(moved.doubting(question) if row == 0 else moved)
    more = len(kept) - 1
    # A merged row that is cut between the pages may show the same words on both.
    last = {(cell.row, cell.text) for cell in grid.cells if cell.column + cell.column_span == grid.columns}
    again = {cell.row for cell in cells if cell.column_span == more > 1 and (cell.row, cell.text) in last}
    filled = {(cell.row, cell.column - grid.columns) for cell in cells if (cell.text or cell.row_span > 1) and cell.row not in again}
    own_cells, drawn = [], frozenset(taken)
    for cell in grid.cells:
        free = not any((cell.row + i, column) in filled for i in range(cell.row_span) for column in range(more))
        parted = any((cell.row + i, column) in drawn for i in range(cell.row_span) for column in range(more))
        # A merged row goes on over the columns; so does one that no rule parts there.
        if cell.column + cell.column_span == grid.columns and free and (cell.column_span > 1 or not parted or cell.row in again):
            over = {(cell.row + i, column) for i in range(cell.row_span) for column in range(more)}
            cells = [other for other in cells if (other.row, other.column - grid.columns) not in over]
            taken |= over
            cell = replace(cell, column_span=cell.column_span + more)
        own_cells.append(cell)
    cells += [Cell(row, grid.columns + column, "", place=grid.place, method="ruled") for row in range(grid.rows) for column in range(more) if (row, column) not in taken]
    widths = (*grid.widths, *(float(after - before) for before, after in zip(kept, kept[1:])))
    boxes = grid.boxes + tuple(box for _, part in sheet.grids for box in part.boxes)
    return replace(grid, cells=tuple(sorted((*own_cells, *cells), key=lambda cell: (cell.row, cell.column))), columns=grid.columns + more, widths=widths, boxes=boxes)


def _nearest(places: Sequence[float], at: float) -> int:
    return min(range(len(places)), key=lambda number: abs(places[number] - at))
