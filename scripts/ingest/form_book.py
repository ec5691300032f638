"""The sheets of a filled form: each cell as it is stored and as it is seen, hidden rows and columns too, for what was typed must not be lost."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..text import clean
from . import limits
from .office_file import OfficeFile
from .xlsx_book import Look, X, shared
from .xlsx_sheet import Shown, cells_of, merges_of, rows_of, shown_cell


@dataclass(frozen=True, slots=True)
class Stored:
    """One cell that is not blank. `kind`: text | number | formula | fault (an error of Excel, TRUE, FALSE); `number` as stored; `formula` without "="."""

    kind: str
    shown: Shown
    look: Look
    number: str = ""
    formula: str = ""


@dataclass
class FormSheet:
    """Cells by (row, column) from 1, merged areas as (first row, first column, last row, last column). `notes`: where comments are and
    what they say; `pictures`: whether pictures or text boxes lie on the sheet."""

    title: str
    epoch_1904: bool = False
    cells: dict[tuple[int, int], Stored] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    pictures: bool = False


def form_sheets(name: str, data: bytes) -> list[FormSheet]:
    """Every sheet of cells, in order. Raises Refused for a broken file and for more cells or letters than limits allow."""
    file = OfficeFile(name, data)
    held = shared(file)
    found = []
    limits.at_most(name, "trang tính", len(held.sheets), limits.SHEETS)
    for title, _, part in held.sheets:
        sheet = FormSheet(title, held.epoch_1904)
        found.append(sheet)
        if not part:
            continue
        root = file.xml(part)
        sheet.merged = [(*start, *end) for start, end in merges_of(root).items()]
        sheet.pictures = bool(file.related(part, "drawing"))
        sheet.notes = [(note.get("ref", ""), clean(note.xpath("string()"))) for notes in file.related(part, "comments") for note in file.xml(notes).iter(f"{X}comment")]
        letters = 0
        for number, row in rows_of(root):
            for where, cell in cells_of(number, row):
                look = held.look(cell)
                shown = shown_cell(cell, held.strings, look, held.epoch_1904)
                if shown is None or not (shown.text.strip() or shown.doubts):
                    continue
                letters += len(shown.text)
                limits.at_most(name, "ký tự", letters, limits.CHARACTERS)
                formula, kind = cell.find(f"{X}f"), cell.get("t", "n")
                stored = "formula" if formula is not None else "fault" if kind in ("e", "b") else "number" if kind == "n" else "text"
                sheet.cells[where] = Stored(stored, shown, look, cell.findtext(f"{X}v") or "", "" if formula is None else formula.text or "")
                limits.at_most(name, "ô", len(sheet.cells), limits.CELLS)
    return found
