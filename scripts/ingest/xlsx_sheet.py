"""One sheet of a workbook as the cells it shows, with what it hides told apart. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ..text import clean
from . import limits
from .grid import Doubt
from .number_formats import shown_number, shown_text
from .office_file import integer
from .readings import Piece, doubts, reading
from .xlsx_book import Look, Shared, X, pieces

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
# Why what a sheet holds is not seen.
ROWS, COLUMNS, COVERED = "dòng ẩn", "cột ẩn", "ô bị ô gộp che"
_NO_RESULT = "Ô có công thức mà tệp không lưu kết quả: mở bằng Excel, lưu lại, hoặc gõ số theo bản in."
_ERROR = "Ô báo lỗi {0} của Excel: số đúng là bao nhiêu?"
_LOGICAL = "Ô chứa giá trị logic {0}: bản in ghi gì?"


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell: its text with line ends, questions, and whether it is bold."""

    text: str
    doubts: tuple[Doubt, ...] = ()
    bold: bool = False


@dataclass
class Sheet:
    """What a sheet shows, by (row, column) from 1. `merged`: upper left corner -> last row and column."""

    cells: dict[tuple[int, int], Shown] = field(default_factory=dict)
    ruled: set[tuple[int, int]] = field(default_factory=set)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    formulas: int = 0
    zeros: int = 0  # that the sheet does not show
    fills: dict[tuple[int, int], str] = field(default_factory=dict)  # the colours of cells
    aside: dict[str, list[tuple[int, str]]] = field(default_factory=dict)  # why -> rows and texts that are not shown

    def hides_column(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self.hidden_columns)


def reference(text: str) -> tuple[int, int] | None:
    """"B12" -> (12, 2); None for what is no cell of a sheet."""
    match = _REFERENCE.fullmatch(text.replace("$", ""))
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    return (row, column) if 1 <= row <= MOST_ROWS and column <= MOST_COLUMNS else None


def sheet_of(name: str, root: etree._Element, book: Shared) -> Sheet:
    """Reads one sheet. Raises Refused for more cells than limits allow."""
    sheet = Sheet()
    for column in root.iterfind(f"{X}cols/{X}col"):
        if column.get("hidden") in ("1", "true") or column.get("width") in ("0", "0.0"):
            sheet.hidden_columns.append((integer(column.get("min"), 1), integer(column.get("max"), 1)))
    sheet.merged = merges_of(root)
    no_zeros = any(view.get("showZeros") in ("0", "false") for view in root.iterfind(f"{X}sheetViews/{X}sheetView"))
    letters = 0
    for row_number, row in rows_of(root):
        if row.get("hidden") in ("1", "true") or row.get("ht") in ("0", "0.0"):
            sheet.hidden_rows.add(row_number)
        for where, cell in cells_of(row_number, row):
            look = book.look(cell)
            if look.ruled:
                sheet.ruled.add(where)
            if look.fill and len(sheet.fills) < limits.CELLS:
                sheet.fills[where] = look.fill
            if cell.find(f"{X}f") is not None:
                sheet.formulas += 1
            found = shown_cell(cell, book.strings, look, book.epoch_1904)
            if found is not None and no_zeros and _is_zero(cell):
                sheet.zeros, found = sheet.zeros + 1, None
            if found is not None:
                # One long string may stand in every cell: a small file, more text than memory holds.
                letters += len(found.text)
                limits.at_most(name, "ký tự", letters, limits.CHARACTERS)
            if found is not None and (clean(found.text) or found.doubts):
                sheet.cells[where] = found
            limits.at_most(name, "ô", max(len(sheet.cells), len(sheet.ruled)), limits.CELLS)
    _set_aside(sheet)
    return sheet


def rows_of(root: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """The rows of a sheet with their numbers; one that states none follows the one before."""
    number = 0
    for row in root.iterfind(f"{X}sheetData/{X}row"):
        number = integer(row.get("r"), number + 1)
        yield number, row


def cells_of(row_number: int, row: etree._Element) -> Iterator[tuple[tuple[int, int], etree._Element]]:
    """The cells of a row with where they stand."""
    column = 0
    for cell in row.iterfind(f"{X}c"):
        where = reference(cell.get("r", "")) or (row_number, column + 1)
        column = where[1]
        yield where, cell


def merges_of(root: etree._Element) -> dict[tuple[int, int], tuple[int, int]]:
    """Upper left corner -> last row and column of every merged area."""
    found = {}
    for merge in root.iterfind(f"{X}mergeCells/{X}mergeCell"):
        first, _, last = merge.get("ref", "").partition(":")
        if (start := reference(first)) and (end := reference(last)) and end[0] >= start[0] and end[1] >= start[1]:
            found[start] = end
    return found


def _set_aside(sheet: Sheet) -> None:
    """Moves what is not seen out of the cells: hidden rows and columns, cells that a merged one covers."""
    inside = _covered(sheet)
    for where in sorted(sheet.cells):
        covered = where in inside
        why = ROWS if where[0] in sheet.hidden_rows else COLUMNS if sheet.hides_column(where[1]) else COVERED if covered else ""
        if not why or (not covered and _reaches_out(sheet, where)):
            continue
        sheet.aside.setdefault(why, []).append((where[0], clean(sheet.cells.pop(where).text)))


def _covered(sheet: Sheet) -> set[tuple[int, int]]:
    """The cells that a merged one covers, its own corner apart."""
    found: set[tuple[int, int]] = set()
    for start, end in sheet.merged.items():
        area = (end[0] - start[0] + 1) * (end[1] - start[1] + 1)
        if area < len(sheet.cells):
            places = {(row, column) for row in range(start[0], end[0] + 1) for column in range(start[1], end[1] + 1)}
        else:
            places = {where for where in sheet.cells if start[0] <= where[0] <= end[0] and start[1] <= where[1] <= end[1]}
        found |= places & sheet.cells.keys() - {start}
    return found


def _reaches_out(sheet: Sheet, where: tuple[int, int]) -> bool:
    """A merged cell that begins in a hidden row or column is still seen in the others."""
    end = sheet.merged.get(where)
    if end is None:
        return False
    rows = any(row not in sheet.hidden_rows for row in range(where[0], min(end[0], where[0] + limits.BLOCKS) + 1))
    columns = any(not sheet.hides_column(column) for column in range(where[1], end[1] + 1))
    return rows and columns


def shown_cell(cell: etree._Element, strings: list[list[Piece]], look: Look, epoch_1904: bool) -> Shown | None:
    """What a cell shows; None for a blank one."""
    kind, stored = cell.get("t", "n"), cell.findtext(f"{X}v")
    if kind == "inlineStr" or (kind == "s" and stored is not None):
        if kind == "s":
            number = integer(stored, -1)
            text = strings[number] if 0 <= number < len(strings) else []
        else:
            inline = cell.find(f"{X}is")
            text = [] if inline is None else pieces(inline)
        return _words(text, look)
    if stored is None or stored == "":
        return Shown("", (Doubt(_NO_RESULT),), look.bold) if cell.find(f"{X}f") is not None and kind != "str" else None
    if kind == "e":
        return Shown(stored, (Doubt(_ERROR.format(stored)),), look.bold)
    if kind == "b":
        shown = "TRUE" if stored == "1" else "FALSE"
        return Shown(shown, (Doubt(_LOGICAL.format(shown)),), look.bold)
    if kind in ("str", "d"):
        return _words([Piece(stored)], look)
    try:
        found = shown_number(stored, look.format or "General", look.by_machine, epoch_1904)
    except (ArithmeticError, ValueError):
        return Shown(stored, (Doubt(_ERROR.format(stored[:40])),), look.bold)
    asked = found.doubts
    if not look.format:
        asked = (*asked, Doubt(f"Ô chứa số {stored} với dạng hiển thị mà tệp không nêu rõ: đối chiếu với bản in."))
    if look.struck:
        asked = (*asked, *doubts(lambda kind: reading([Piece(found.text, struck=True)], kind)))
    return Shown(found.text, asked, look.bold)


def _is_zero(cell: etree._Element) -> bool:
    try:
        return cell.get("t", "n") == "n" and float(cell.findtext(f"{X}v") or "1") == 0
    except ValueError:
        return False


def _words(text: list[Piece], look: Look) -> Shown:
    if look.struck:
        text = [Piece(piece.text, struck=True, raised=piece.raised) for piece in text]
    found = shown_text(reading(text), look.format)
    return Shown(found.text, (*found.doubts, *doubts(lambda kind: reading(text, kind))), look.bold)
