"""The cells of a printed row by what they mean: merged cells resolved, text as our tables hold it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..checks.cells import INVISIBLE
from ..text import clean
from .grid import Cell, Doubt, Place
from .read_tables import SHARED, Column, ReadRow, ReadTable

_HIDDEN = re.compile(f"[{INVISIBLE}]")
# A list dash is followed by words; one before a figure may be a minus sign.
_BULLET = re.compile(r"^(?:[-–—+•*●▪·]\s*)+(?=[^\W\d_]|[“\"'(\[])|^(?:[-–—+•*●▪·]\s+)+(?=\S)")
# An empty tick box says that nothing was chosen.
_NOTHING = re.compile(r"[-–—+•*●▪·.…_☐□\s]*")
_COVERED = "Ô “{text}” gộp với dòng trên: nội dung này có thuộc cả dòng này không?"
_REMOVED = "Ô có ký tự ẩn {code}, đã bỏ: so lại chữ với văn bản."


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell of a row in one column. `text` is NFC with single spaces, "" for an empty cell.

    `lines` are those of the raw cell, cleaned. `covered`: the cell belongs to a row above and is merged down to this one;
    `shared`: it is merged down from this row, and says the same of those below.
    """

    column: Column
    text: str
    lines: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    place: Place = Place()
    covered: bool = False
    shared: bool = False

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row of a table with its cells found: one Spot a column, in the order of the columns."""

    row: ReadRow
    spots: tuple[Spot, ...]

    def all(self, role: str) -> list[Spot]:
        return [spot for spot in self.spots if spot.column.role == role]

    def one(self, role: str) -> Spot | None:
        """The first cell with text in a column of this role, else the first one; None when the table has no such column."""
        found = self.all(role)
        return next((spot for spot in found if spot), found[0] if found else None)

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in the row but what is merged down from rows above."""
        return all(spot.covered or is_nothing(spot.text) for spot in self.spots)

    def text(self, role: str) -> str:
        spot = self.one(role)
        return spot.text if spot else ""


def tidy(text: str) -> str:
    """Clean text without characters that nobody sees."""
    return clean(_HIDDEN.sub("", clean(text)))


def is_nothing(text: str) -> bool:
    """Whether a cell says nothing: empty, or only dashes and dots as documents put them into cells without content."""
    return bool(_NOTHING.fullmatch(text))


def without_bullet(text: str) -> str:
    """The text without list dashes at its head; a sign before a figure stays."""
    return _BULLET.sub("", text)


def is_bulleted(text: str) -> bool:
    return bool(_BULLET.match(text))


def printed_rows(table: ReadTable) -> list[PrintedRow]:
    """The rows of a table in order, but blank ones and those of letters under the heading (A, B, C)."""
    hanging: dict[int, tuple[Cell, int]] = {}  # column -> the merged cell that reaches further down, over how many rows
    found = []
    for row in table.rows:
        spots = tuple(_spot(table, row, at, hanging) for at in range(len(table.columns)))
        printed = PrintedRow(row, spots)
        if row.kind != "letters" and not printed.is_blank:
            found.append(printed)
    return found


def _spot(table: ReadTable, row: ReadRow, at: int, hanging: dict[int, tuple[Cell, int]]) -> Spot:
    """A merged cell stands in its first row; in the rows below it is found again, or None stands there."""
    column, cell = table.columns[at], row.cells[at]
    above, left = hanging.get(at, (None, 0))
    again = cell is not None and above is not None and (cell.row, cell.column, cell.text) == (above.row, above.column, above.text)
    if cell is not None and not again:
        hanging.pop(at, None)
        if cell.row_span > 1:
            hanging[at] = (cell, cell.row_span - 1)
        return _read(column, cell)
    if above is None or not (left or again):
        return Spot(column, "", place=row.place)
    hanging[at] = (above, left - 1)
    # One number for several rows is one question; a value may hold of some rows and not of others.
    first = column.role != "number" or left == above.row_span - 1
    asked = column.role not in SHARED and not is_nothing(above.text) and first
    return _read(column, above, (Doubt(_COVERED.format(text=tidy(above.text))),) if asked else (), covered=True)


def _read(column: Column, cell: Cell, extra: tuple[Doubt, ...] = (), covered: bool = False) -> Spot:
    text = tidy(cell.text)
    hidden = sorted({f"U+{ord(found):04X}" for found in _HIDDEN.findall(clean(cell.text))})
    doubts = (*cell.doubts, *extra, *(Doubt(_REMOVED.format(code=code)) for code in hidden))
    lines = tuple(line for raw in cell.raw.splitlines() if (line := tidy(raw)))
    shared = cell.row_span > 1 and not covered and column.role in SHARED
    return Spot(column, text, lines, doubts, cell.place, covered, shared)
