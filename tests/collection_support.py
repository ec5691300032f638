"""A collection with a pen: read and damage single cells, rows and bytes of its files."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

from scripts.paths import Layout

SONG_MA = "son-la/song-ma-04168/khcn-2026"
THUAN_CHAU = "son-la/thuan-chau-03721/nq57-2025"

Cells = list[list[str]]


class Collection(Layout):
    """A layout whose files are called `<plan_id>/tasks.csv` (of a plan) or `communes.csv` (of data/reference).

    Rows count as a spreadsheet shows them: the header is row 1.
    """

    def path(self, file: str) -> Path:
        return (self.plans if "/" in file else self.reference) / file

    def cells(self, file: str) -> Cells:
        return list(csv.reader(io.StringIO(self.path(file).read_text("utf-8"), newline="")))

    def write(self, file: str, cells: Cells, delimiter: str = ",") -> None:
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(cells)
        self.path(file).write_bytes(out.getvalue().encode("utf-8"))

    def cell(self, file: str, row: int, field: str) -> str:
        cells = self.cells(file)
        return cells[row - 1][cells[0].index(field)]

    def row_of(self, file: str, **values: str) -> int:
        """The first row that has these texts in these columns."""
        header, *rows = self.cells(file)
        wanted = {header.index(field): text for field, text in values.items()}
        return next(number for number, row in enumerate(rows, start=2) if all(row[at] == text for at, text in wanted.items()))

    def edit(self, file: str, row: int, **values: str) -> None:
        """Give cells of one row new text."""
        cells = self.cells(file)
        for field, value in values.items():
            cells[row - 1][cells[0].index(field)] = value
        self.write(file, cells)

    def edit_cells(self, file: str, change: Callable[[Cells], Cells]) -> None:
        self.write(file, change(self.cells(file)))

    def append(self, file: str, **values: str) -> None:
        """Add a row; columns that are not named stay empty."""
        self.edit_cells(file, lambda cells: [*cells, [values.get(column, "") for column in cells[0]]])

    def copy_plan(self, plan_id: str, copy_id: str) -> None:
        """A second plan with the same rows."""
        shutil.copytree(self.plans / plan_id, self.plans / copy_id)
        for path in (self.plans / copy_id).iterdir():
            path.write_bytes(path.read_bytes().replace(plan_id.encode(), copy_id.encode()))

    def edit_bytes(self, file: str, change: Callable[[bytes], bytes]) -> None:
        path = self.path(file)
        path.write_bytes(change(path.read_bytes()))


def windows_1258(raw: bytes) -> bytes:
    """UTF-8 saved again in the old Vietnamese code page; what it lacks becomes a question mark, as in Excel."""
    return raw.decode("utf-8").encode("cp1258", "replace")
