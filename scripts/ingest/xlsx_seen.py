"""The cells of a sheet in rows and columns counted without the hidden ones. Pure."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from . import limits
from .xlsx_sheet import Sheet


@dataclass(frozen=True, slots=True)
class SeenCell:
    """A cell in rows and columns counted without the hidden ones: first and last of each, and where it stands in the sheet."""

    top: int
    left: int
    bottom: int
    right: int
    where: tuple[int, int]


class Seen:
    """`standing`: row -> the cells in it, those that reach down into it too; `ruled`: row -> columns with lines at their sides."""

    def __init__(self, name: str, sheet: Sheet) -> None:
        self._sheet = sheet
        self._hidden = sorted(sheet.hidden_rows)
        self._last = max((row for row, _ in (*sheet.cells, *sheet.ruled)), default=1)
        last = max((self._end(where)[1] for where in sheet.cells), default=0)
        self.columns = [column for column in range(1, last + 1) if not sheet.hides_column(column)]
        self._place = {column: index for index, column in enumerate(self.columns)}
        cells = sorted(map(self._seen, sheet.cells), key=lambda cell: (cell.top, cell.left))
        limits.at_most(name, "ô", sum(cell.bottom - cell.top + 1 for cell in cells), limits.CELLS)
        # The cells of each row, those that reach down into it too.
        self.standing: dict[int, list[SeenCell]] = {}
        for cell in cells:
            for row in range(cell.top, cell.bottom + 1):
                self.standing.setdefault(row, []).append(cell)
        self.ruled: dict[int, set[int]] = {}
        for row, column in sheet.ruled:
            if row not in sheet.hidden_rows and column in self._place:
                self.ruled.setdefault(self._row(row), set()).add(self._place[column])

    def _end(self, where: tuple[int, int]) -> tuple[int, int]:
        """The last row and column of a cell, merged ones bounded by what the sheet holds."""
        rows, columns = self._sheet.merged.get(where, where)
        return min(rows, self._last), min(columns, where[1] + limits.COLUMNS)

    def _row(self, row: int) -> int:
        """A row of the sheet counted without hidden ones."""
        return row - bisect_left(self._hidden, row)

    def _seen(self, where: tuple[int, int]) -> SeenCell:
        rows, columns = self._end(where)
        first, last = self._row(where[0]), self._row(rows + 1) - 1
        left = bisect_left(self.columns, where[1])
        right = bisect_left(self.columns, columns + 1) - 1
        return SeenCell(first, left, max(last, first), max(right, left), where)

    def actual(self, row: int) -> int:
        """The row of the sheet that is this one without the hidden ones."""
        for hidden in self._hidden:
            if hidden > row:
                break
            row += 1
        return row
