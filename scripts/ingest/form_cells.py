"""The cells of a filled form as text, and everything wrong with them, told by sheet, row and column in one run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ..problems import quote
from .row_cells import tidy

# A plan has some hundreds of rows; a sheet with more was not filled by hand.
ROWS, COLUMNS = 5_000, 200


@dataclass
class Problems:
    """What a person has to mend in the form before it is read. Lines stand in the order of the sheets."""

    name: str
    lines: list[str] = field(default_factory=list)

    def add(self, place: str, found: str, expected: str, fix: str) -> None:
        self.lines.append(f"{self.name}: {place}: {found}; cần {expected}; {fix}")


@dataclass(frozen=True)
class Cell:
    """One cell: `text` as it is seen, NFC and with single spaces; `ask`: a question when Excel may have changed what was typed.

    `decimal`: a number with decimals, which is as printed where figures stand, but not where words or "1.1" do.
    """

    text: str = ""
    ask: str = ""
    decimal: bool = False


EMPTY = Cell()
ASK = "Ô này là số của Excel, đọc là {text}: có đúng như in không? Gõ lại dạng chữ nếu không."


@dataclass(frozen=True)
class FormRow:
    """A row that is not blank: its number on the sheet, column number (from 0) -> cell with text."""

    number: int
    cells: dict[int, Cell]

    def text(self, column: int | None) -> str:
        return self.cells.get(column, EMPTY).text if column is not None else ""


def rows(sheet: Worksheet, problems: Problems) -> Iterator[FormRow]:
    """Every row with text, the header too. Merged cells, formulas and errors are problems."""
    if sheet.max_row > ROWS or sheet.max_column > COLUMNS:
        problems.add(f"trang “{sheet.title}”", f"{sheet.max_row} dòng, {sheet.max_column} cột", f"nhiều nhất {ROWS} dòng, {COLUMNS} cột",
                     "xóa những dòng, cột thừa ở cuối trang")  # fmt: skip
        return
    for merged in sorted(str(found) for found in sheet.merged_cells.ranges):
        problems.add(f"trang “{sheet.title}”, ô {merged}", "các ô gộp", "mỗi dòng có ô riêng", "bỏ gộp ô rồi ghi nội dung vào từng dòng")
    for number, line in enumerate(sheet.iter_rows(), start=1):
        found = {at: cell for at, each in enumerate(line) if (cell := _cell(sheet.title, each, problems)).text}
        if found:
            yield FormRow(number, found)


def _cell(sheet: str, cell: Any, problems: Problems) -> Cell:
    value = cell.value
    if value is None:
        return EMPTY
    place = f"trang “{sheet}”, dòng {cell.row}, cột {get_column_letter(cell.column)}"
    if cell.data_type == "f":
        problems.add(place, f"công thức {quote(str(getattr(value, 'text', value)))}", "chữ hoặc số như in", "dán lại dưới dạng giá trị")
        return EMPTY
    if cell.data_type == "e" or isinstance(value, bool):
        problems.add(place, f"giá trị {quote(str(value))} của Excel", "chữ hoặc số như in", "gõ lại ô này")
        return EMPTY
    if isinstance(value, str):
        return Cell(tidy(value))
    return _shown(value, cell.number_format)


def _shown(value: Any, form: str) -> Cell:
    """A number or day as the form of its cell shows it in Vietnamese."""
    if isinstance(value, (int, float)):
        return _number(value, form)
    if isinstance(value, (datetime, date)):
        days = "d" in form.lower()
        text = f"{value:%d/%m/%Y}" if days else f"{value:%m/%Y}"
        return Cell(text, f"Ô này là ngày của Excel, đọc là {text}: có đúng như in không? Gõ lại dạng chữ nếu không.")
    return Cell(tidy(str(value)), "Ô này là giờ của Excel: có đúng như in không? Gõ lại dạng chữ nếu không.")


def _number(value: int | float, form: str) -> Cell:
    number = Decimal(str(value))
    if form.endswith("%"):
        seen = len(form.partition(".")[2].rstrip("%"))
        text, share = f"{_plain(number * 100)}%", number * 100
        return Cell(text, "" if share == round(share, seen) else ASK.format(text=text))
    whole = number == number.to_integral_value()
    if whole:
        return Cell(f"{int(number):,}".replace(",", ".") if "#,##0" in form else str(int(number)))
    text = _plain(number)
    # 1.234 typed for a thousand becomes a decimal where Excel is set to English.
    unsure = len(text.partition(",")[2]) == 3
    return Cell(text, ASK.format(text=text) if unsure else "", decimal=True)


def _plain(number: Decimal) -> str:
    return format(number.normalize() if number != number.to_integral_value() else number.quantize(Decimal(1)), "f").replace(".", ",")
