"""Rows of a grid as rows of a table: sections, totals, rows; cells merged down and across. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..text import clean
from .bare_headings import ASKED, bare_headings
from .grid import Cell, Doubt, Grid, Place
from .headings import squeezed
from .lattice import printed, squares
from .read_tables import OTHER, SHARED, TAKEN_OUT, Column, ReadRow
from .sections import headed
from .stacked_rows import unstacked
from .table_decoys import signed_from
from .table_header import Header, is_letters
from .table_phrases import begins, is_total

SECTION_NUMBER = re.compile(r"(?:[IVXLC]+|[A-Z])[.)]?")
_ROW_NUMBER = re.compile(r"(?:[0-9]{1,3}(?:\.[0-9]{1,3})*|[a-zđ])[.)]?")

# A remark below the rows: "* …", "(1) …".
_FOOTNOTE = re.compile(r"\*|\((?:\*+|[0-9])\)")
_DECIMAL = re.compile(r"[0-9]{1,3},[0-9]{1,2}")
NUMBER_OF_DAY = "Ô số thứ tự là ngày {day} của trang tính: bản in ghi “{number}” phải không?"
_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/(?:19|20)[0-9]{2}")


@dataclass
class Body:
    """`notes`: the cells of rows that are none ("Bằng chữ: …"), told in the remarks too. `apart`: as in ReadTable."""

    rows: list[ReadRow] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    notes: list[Cell] = field(default_factory=list)
    apart: list[Cell] = field(default_factory=list)


def body_rows(grid: Grid, header: Header, columns: Sequence[Column], doubts: Mapping[int, Sequence[Doubt]]) -> Body:
    """The rows below the heading. `doubts`: row of the grid -> questions about it."""
    covered, body = squares(grid), Body()
    heading = {column: {squeezed(text) for text in levels} for column, levels in enumerate(header.levels)}
    numbers = [column.index for column in columns if column.role == "number"]
    empty = 0
    waiting: list[Doubt] = []
    end = signed_from(grid, header.body)
    if end < grid.rows:
        body.remarks.append(f"Phần ký ở cuối bảng không đọc: {'; '.join(cell.text for cell in printed(grid, end))}.")
    bare = bare_headings(grid, header.body, end, columns)
    withheld = {column.index for column in columns if column.role in TAKEN_OUT}
    body.apart = [cell for cell in grid.cells if cell.text and (cell.row >= end or cell.row >= header.end and cell.column in withheld)]
    for row in range(header.end, end):
        cells = [covered.get((row, column)) for column in range(grid.columns)]
        own = [cell for cell in cells if cell is not None and cell.text and cell.row == row]
        waiting += doubts.get(row, ())
        if not own:
            empty += 1
            continue
        if _is_heading_again(own, heading):
            body.remarks.append(f"Dòng tiêu đề lặp lại giữa bảng{_where(own[0].place)} được bỏ.")
            continue
        if row != header.letters and not body.rows and row == header.end and is_letters(grid, row):
            body.rows.append(ReadRow("letters", tuple(cells), _place(own)))
            continue
        if row == header.letters:
            body.rows.append(ReadRow("letters", tuple(cells), _place(own)))
            continue
        if _is_remark(own, grid, last=not any(cell.text and cell.column == column for cell in grid.cells if cell.row > row for column in numbers)):
            body.remarks.append(f"Dòng ghi chú trong bảng{_where(own[0].place)}: {own[0].text}")
            body.notes.append(own[0])
            continue
        kind = _kind(cells, own, columns, grid)
        if kind == "row" and row in bare:
            kind = "section"
            waiting += () if own[0].bold else (ASKED,)
        found = unstacked(ReadRow(kind, _cells(cells, row, columns, kind), _place(own), tuple(waiting)), columns)
        body.apart += own if len(found) > 1 else ()
        body.rows += found
        waiting = []
    if empty:
        body.remarks.append(f"{empty} dòng trống được bỏ.")
    return body


def _is_heading_again(own: Sequence[Cell], heading: Mapping[int, set[str]]) -> bool:
    return len(own) >= 2 and all(squeezed(cell.text) in heading[cell.column] for cell in own)


def _is_remark(own: Sequence[Cell], grid: Grid, last: bool) -> bool:
    """ "Ghi chú: …", "Bằng chữ: …"; "* …", "(1) …" over the width of the table below all its rows: between them it heads those that follow."""
    if len({id(cell) for cell in own}) > 1:
        return False
    text, wide = own[0].text, own[0].column_span >= grid.columns - 1
    return begins(text, "remark") and (wide or ":" in text[:30]) or wide and last and bool(_FOOTNOTE.match(text))


def _role_cell(cells: Sequence[Cell | None], columns: Sequence[Column], role: str) -> Cell | None:
    return next((cells[column.index] for column in columns if column.role == role), None)


def _kind(cells: Sequence[Cell | None], own: Sequence[Cell], columns: Sequence[Column], grid: Grid) -> str:
    number, name = _role_cell(cells, columns, "number"), _role_cell(cells, columns, "name")
    if name is None or not name.text:
        name = _role_cell(cells, columns, "title") or name  # a section stands in the first column of words, drawn apart or merged
    head = [cell for cell in (number, name) if cell is not None and cell.text]
    if head and any(is_total(cell.text) for cell in head):
        return "total"
    different = list(dict.fromkeys((cell.row, cell.column) for cell in own))
    numbered = clean(number.text) if number is not None and number is not name else ""
    if len(different) == 1 and own[0].column_span >= max(2, grid.columns - 1):
        return "section"
    if len(different) == 1 and numbered and name is not number and _is_title(numbered):
        return "section"  # typed into the first column, over the empty ones beside it
    # A body or time merged down from the heading of a section is that of its rows.
    outside = [
        cell for cell in own if cell is not number and cell is not name
        and columns[cell.column].role not in ("title", OTHER, *TAKEN_OUT) and not (cell.row_span > 1 and columns[cell.column].role in SHARED)
    ]  # fmt: skip
    spread = name is not None and name.column_span >= max(2, len([c for c in columns if c.role not in ("number", "name")]))
    if name is not None and name.text and not outside:
        if numbered and SECTION_NUMBER.fullmatch(numbered):
            return "section"
        if not numbered and (spread or _is_capitals(name.text) or SECTION_NUMBER.fullmatch(headed(name.text)[0])):
            return "section"
        return "section" if spread and not _ROW_NUMBER.fullmatch(numbered) else "row"
    amounts = [column.index for column in columns if column.role == "amount"]
    if amounts and numbered and SECTION_NUMBER.fullmatch(numbered) and all(cell.column in amounts for cell in outside):
        return "section"
    return "row"


def _is_title(text: str) -> bool:
    """Whether what stands in the column of numbers is words, no number and no remark."""
    words = text.split()
    return len(words) > 1 and sum(letter.isalpha() for letter in text) > 4 and not _ROW_NUMBER.fullmatch(text) and text[0] not in "(*-–+"


def _is_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 3 and sum(letter.isupper() for letter in letters) >= 0.8 * len(letters)


def _cells(cells: Sequence[Cell | None], row: int, columns: Sequence[Column], kind: str) -> tuple[Cell | None, ...]:
    """One entry a column. A cell merged down is itself in every row it covers; one merged across stands in its first column only."""
    found: list[Cell | None] = []
    for index, cell in enumerate(cells):
        if cell is None or cell.column != index or columns[index].role in TAKEN_OUT:
            found.append(None)
            continue
        if kind == "row" and cell.row == row and cell.text and cell.column_span > 1:
            cell = _asked_across(cell, columns)
        if columns[index].role == "number" and is_decimal_number(cell):
            cell = replace(cell, text=cell.text.replace(",", "."))
        elif columns[index].role == "number" and cell.method == "sheet" and (number := number_of_day(cell.text)):
            cell = _asked_day(cell, number)
        found.append(cell)
    if kind != "section":
        _move_names(found, columns)
    return tuple(found)


def is_decimal_number(cell: Cell) -> bool:
    """Whether a sheet holds the number of a row as a decimal: 1.1, shown as "1,1" where the comma divides."""
    return cell.method == "sheet" and bool(_DECIMAL.fullmatch(cell.text))


def number_of_day(text: str) -> str:
    """The number that a spreadsheet set to Vietnamese made a day: "01/02/2026" was 1.2; "" for any other text."""
    day = _DAY.fullmatch(text)
    return f"{int(day[1])}.{int(day[2])}" if day else ""


def _asked_day(cell: Cell, text: str) -> Cell:
    """That it is a day is all there is to ask about."""
    return replace(cell, text=text, doubts=(Doubt(NUMBER_OF_DAY.format(day=cell.text, number=text), cell.text),))


def _move_names(found: list[Cell | None], columns: Sequence[Column]) -> None:
    """A name merged with the number or short title before it ("TỔNG CỘNG") stands in the column of names."""
    name = next((column.index for column in columns if column.role == "name"), None)
    for index, cell in enumerate(found):
        if name is not None and cell is not None and index < name < index + cell.column_span and columns[index].role in ("number", "title"):
            found[index], found[name] = None, replace(cell, column=name, column_span=index + cell.column_span - name)


def _asked_across(cell: Cell, columns: Sequence[Column]) -> Cell:
    over = [column for column in columns[cell.column : cell.column + cell.column_span] if column.role != OTHER]
    roles = {column.role for column in over}
    if len(over) < 2 or roles & {"number", "name", "title"}:
        return cell
    headings = "”, “".join(column.heading for column in over)
    ask = "giá trị này thuộc năm nào" if len(roles) == 1 and all(column.years for column in over) else "nội dung này thuộc cột nào"
    return cell.doubting(f"Ô “{cell.text[:60]}” gộp các cột “{headings}”: {ask}?", "mọi cột mà ô này gộp")


def _place(own: Sequence[Cell]) -> Place:
    first, last = own[0].place, max((cell.place for cell in own), key=lambda place: (place.line_to or place.line_from or 0))
    return replace(first, line_from=min((cell.place.line_from for cell in own if cell.place.line_from is not None), default=None)).to(last)


def _where(place: Place) -> str:
    if place.page is not None:
        return f" (trang {place.page})"
    return f" (dòng {place.line_from})" if place.line_from is not None else ""
