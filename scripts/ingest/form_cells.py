"""The cells of a filled form as text, and everything wrong with them, told by sheet, row and column in one run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ..problems import quote
from . import date_formats
from .form_book import FormSheet, Stored
from .number_formats import chosen, exact, plain, shown_number
from .row_cells import is_nothing, tidy

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
_DAY = "Ô này là ngày của Excel, đọc là {text}: có đúng như in không? Gõ lại dạng chữ nếu không."
_HOUR = "Ô này là giờ của Excel, đọc là {text}: có đúng như in không? Gõ lại dạng chữ nếu không."
# These show a number as it was typed.
_PLAIN = ("", "General", "@", "0", "#,##0")


@dataclass(frozen=True)
class FormRow:
    """A row that is not blank: its number on the sheet, column number (from 0) -> cell with text."""

    number: int
    cells: dict[int, Cell]

    def text(self, column: int | None) -> str:
        return self.cells.get(column, EMPTY).text if column is not None else ""


def letters(column: int) -> str:
    """The name of a column counted from 1: 28 -> "AB"."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def rows(sheet: FormSheet, problems: Problems) -> Iterator[FormRow]:
    """Every row with text, the header too. Merged cells, formulas and errors are problems."""
    last = [max((where[at] for where in sheet.cells), default=0) for at in (0, 1)]
    if last[0] > ROWS or last[1] > COLUMNS:
        problems.add(f"trang “{sheet.title}”", f"chữ ở tận dòng {last[0]}, cột {letters(last[1])}", f"nhiều nhất {ROWS} dòng, {COLUMNS} cột",
                     "chuyển hoặc xóa những ô ấy")  # fmt: skip
        return
    for top, left, bottom, right in sorted(sheet.merged):
        area = f"{letters(left)}{top}:{letters(right)}{bottom}"
        problems.add(f"trang “{sheet.title}”, ô {area}", "các ô gộp", "mỗi dòng có ô riêng", "bỏ gộp ô rồi ghi nội dung vào từng dòng")
    found: dict[int, dict[int, Cell]] = {}
    for where in sorted(sheet.cells):
        cell = _cell(sheet, where, sheet.cells[where], problems)
        if cell.text:
            found.setdefault(where[0], {})[where[1] - 1] = cell
    for number, cells in found.items():
        yield FormRow(number, cells)


def _cell(sheet: FormSheet, where: tuple[int, int], stored: Stored, problems: Problems) -> Cell:
    place = f"trang “{sheet.title}”, dòng {where[0]}, cột {letters(where[1])}"
    if stored.kind == "formula":
        problems.add(place, f"công thức {quote('=' + stored.formula)}", "chữ hoặc số như in", "dán lại dưới dạng giá trị")
        return EMPTY
    if stored.kind == "fault":
        problems.add(place, f"giá trị {quote(stored.shown.text)} của Excel", "chữ hoặc số như in", "gõ lại ô này")
        return EMPTY
    if stored.kind == "text":
        return Cell(tidy(stored.shown.text), " ".join(doubt.question for doubt in stored.shown.doubts))
    try:
        cell = _number(stored, sheet.epoch_1904)
        struck = " ".join(doubt.question for doubt in stored.shown.doubts) if stored.look.struck else ""
        return replace(cell, ask=f"{struck} {cell.ask}".strip())
    except (ArithmeticError, ValueError):
        problems.add(place, f"giá trị {quote(stored.number)}", "chữ hoặc số như in", "gõ lại ô này")
        return EMPTY


def _number(stored: Stored, epoch_1904: bool) -> Cell:
    """A number or day as the form of its cell shows it in Vietnamese. Raises ArithmeticError or ValueError when it is none."""
    number, form = exact(stored.number), stored.look.format
    part, _ = chosen(number, form)
    if part and date_formats.is_date(part):
        day = date_formats.shown(number, part, epoch_1904)
        if day is None or number < 1:
            text = plain(number) if day is None else day.text
            return Cell(text, _HOUR.format(text=text))
        text = f"{day.when:%d/%m/%Y}" if "d" in "".join(part).lower() else f"{day.when:%m/%Y}"
        return Cell(text, _DAY.format(text=text))
    seen = tidy(shown_number(stored.number, form or "General").text)
    whole = number == number.to_integral_value()
    if form.endswith("%"):
        text = f"{plain(number * 100)}%"
        return Cell(text, "" if text == seen or plain_share(seen) == number else ASK.format(text=text))
    if form in _PLAIN and whole:
        return Cell(seen)
    if number == 0 and is_nothing(seen) and seen:
        return Cell(seen)  # the dash of accountants
    text = seen or plain(number)
    # 1.234 typed for a thousand becomes a decimal where Excel is set to English.
    unsure = form not in _PLAIN or text != plain(number) or len(text.partition(",")[2]) == 3
    return Cell(text, ASK.format(text=text) if unsure else "", decimal=not whole)


def plain_share(seen: str) -> Decimal | None:
    """What "15,50%" says as a number."""
    digits = seen.removesuffix("%").replace(".", "").replace(",", ".").strip()
    return Decimal(digits) / 100 if digits.replace(".", "", 1).isdigit() else None
