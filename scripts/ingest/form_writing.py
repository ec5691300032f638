"""Write the form of one plan as a workbook: the same input gives the same bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from ..downloads.xlsx_cells import LINE, height, lines
from ..plans import Reference
from . import form_layout as layout
from .form_layout import Field

GUIDE = Path(__file__).parent / "form_guide.csv"
# Rows below the header that have drop-downs and are text; more may be typed.
ROWS = 500
# Text in a list of its own may not be longer than this; longer lists stand on the sheet that nobody sees.
INLINE = 255
SHADE, NEEDED = "#E8EEF4", "#FFF4D6"
WIDTHS = {"name": 60, "title": 30, "product_text": 36, "lead_text": 34, "support_text": 34, "amount_words": 36, "note_text": 30, "section_title": 30}
NARROW, USUAL = 9, 18
PLAN_WIDTHS, GUIDE_WIDTH = (34, 60, 90), 130
SHORT = ("level", "number", *layout.PLACE, "page_from", "page_to", "line_from", "line_to")
Rows = Sequence[Mapping[str, str]]


def form_bytes(plan_id: str, years: Sequence[int], reference: Reference, filled: Mapping[str, Rows] | None = None) -> bytes:
    """The workbook. `filled`: sheet -> rows as {column title: text}, "plans" -> rows {"title": …, "value": …}; empty when None.

    A title of a row that is no fixed column gets a column among those of the years.
    """
    held = io.BytesIO()
    book = Workbook(held, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False})
    book.set_properties({"title": f"Mẫu nhập kế hoạch {plan_id}", "created": datetime(1980, 1, 1)})
    _Form(book, plan_id, reference, filled or {}).write(years)
    book.close()
    return held.getvalue()


class _Form:
    """One workbook while it is written."""

    def __init__(self, book: Workbook, plan_id: str, reference: Reference, filled: Mapping[str, Rows]) -> None:
        self._book, self._plan_id, self._reference, self._filled = book, plan_id, reference, filled
        border = {"border": 1, "border_color": "#C9D3DD", "valign": "top"}
        self._text = book.add_format({**border, "num_format": "@", "text_wrap": True})
        self._about = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#555555"})
        self._head = book.add_format({**border, "bold": False, "bg_color": SHADE, "text_wrap": True})
        self._needed = book.add_format({**border, "bold": True, "bg_color": NEEDED, "text_wrap": True})
        self._lists: list[tuple[str, ...]] = []

    def write(self, years: Sequence[int]) -> None:
        self._plan()
        for sheet in layout.SHEETS:
            self._rows(sheet, years)
        self._bodies()
        self._guide()
        self._marker()

    def _plan(self) -> None:
        sheet = self._book.add_worksheet(layout.PLAN_SHEET)
        for at, width in enumerate(PLAN_WIDTHS):
            sheet.set_column(at, at, width)
        sheet.freeze_panes(1, 0)
        for at, title in enumerate(layout.PLAN_HEADER):
            sheet.write_string(0, at, title, self._head)
        values = {row["title"]: row["value"] for row in self._filled.get("plans", ())}
        for at, field in enumerate(layout.plan_fields(self._reference), start=1):
            sheet.write_string(at, 0, field.title, self._needed if field.required else self._head)
            self._put(sheet, at, 1, values.get(field.title, ""))
            self._choose(sheet, field, at, 1, at)
            about = layout.explained(field)
            sheet.write_string(at, 2, about, self._about)
            sheet.set_row(at, max(height(lines(about, PLAN_WIDTHS[2])), LINE))

    def _rows(self, name: str, years: Sequence[int]) -> None:
        sheet = self._book.add_worksheet(layout.SHEET_TITLES[name])
        before, after = layout.columns(name, self._reference)
        given = list(self._filled.get(name, ()))
        fixed = {field.title for field in before + after}
        headings = list(dict.fromkeys([*layout.period_headings(name, years), *(title for row in given for title in row if title not in fixed)]))
        sheet.set_row(0, 3 * LINE)
        sheet.freeze_panes(1, layout.SHEETS[name].index("name") + 1 if len(before) > 4 else 0)
        at = 0
        for field in before:
            at = self._column(sheet, at, field)
        for heading in headings:
            at = self._period(sheet, at, heading)
        for field in after:
            at = self._column(sheet, at, field)
        titles = [*(f.title for f in before), *headings, *(f.title for f in after)]
        for row, cells in enumerate(given, start=1):
            for column, title in enumerate(titles):
                self._put(sheet, row, column, cells.get(title, ""))

    def _column(self, sheet: Worksheet, at: int, field: Field) -> int:
        narrow = field.key in SHORT
        sheet.set_column(at, at, WIDTHS.get(field.key, NARROW if narrow else USUAL), self._text)
        sheet.write_string(0, at, field.title, self._needed if field.required else self._head)
        sheet.write_comment(0, at, field.about, {"x_scale": 2.5, "y_scale": 2})
        self._choose(sheet, field, 1, at, ROWS)
        return at + 1

    def _period(self, sheet: Worksheet, at: int, heading: str) -> int:
        sheet.set_column(at, at, USUAL, self._text)
        sheet.write_string(0, at, heading, self._head)
        sheet.write_comment(0, at, layout.PERIOD_ABOUT, {"x_scale": 2})
        return at + 1

    def _put(self, sheet: Worksheet, row: int, column: int, text: str) -> None:
        if text:
            sheet.write_string(row, column, text, self._text)
        else:
            sheet.write_blank(row, column, None, self._text)

    def _choose(self, sheet: Worksheet, field: Field, first: int, column: int, last: int) -> None:
        """A drop-down: of a closed list nothing else can be typed; names of bodies and units are only offered."""
        if field.choices:
            options: dict[str, Any] = {"error_title": field.title, "error_message": "Chọn một giá trị trong danh sách, hoặc để trống."}
            source = self._source(tuple(field.choices))
        elif field.suggested:
            options, source = {"show_error": False}, self._source(field.suggested)
        elif field.bodies:
            names = len(self._reference.rows("agencies"))
            options, source = {"show_error": False}, f"='{layout.BODIES_SHEET}'!{xl_range_abs(1, 0, max(names, 1), 0)}"
        else:
            return
        sheet.data_validation(first, column, last, column, {"validate": "list", "source": source, **options})

    def _source(self, labels: tuple[str, ...]) -> list[str] | str:
        if len(",".join(labels)) <= INLINE and not any("," in label for label in labels):
            return list(labels)
        if labels not in self._lists:
            self._lists.append(labels)
        at = self._lists.index(labels) + len(layout.MARKER_HEADER)
        return f"='{layout.MARKER}'!{xl_range_abs(0, at, len(labels) - 1, at)}"

    def _bodies(self) -> None:
        sheet = self._book.add_worksheet(layout.BODIES_SHEET)
        sheet.set_column(0, 1, 50)
        sheet.freeze_panes(1, 0)
        for at, title in enumerate(("Tên cơ quan đã biết", "Mã")):
            sheet.write_string(0, at, title, self._head)
        for at, row in enumerate(self._reference.rows("agencies"), start=1):
            sheet.write_string(at, 0, row["name"])
            sheet.write_string(at, 1, row["agency_id"])

    def _guide(self) -> None:
        sheet = self._book.add_worksheet(layout.GUIDE_SHEET)
        sheet.set_column(0, 0, GUIDE_WIDTH)
        looks = self._book.add_format({"bold": True, "text_wrap": True}), self._book.add_format({"text_wrap": True, "valign": "top"})
        for at, line in enumerate(_guide()):
            sheet.write_string(at, 0, line, looks[min(at, 1)])
            sheet.set_row(at, max(height(lines(line, GUIDE_WIDTH)), LINE))

    def _marker(self) -> None:
        sheet = self._book.add_worksheet(layout.MARKER)
        for at, text in enumerate((layout.MAGIC, layout.VERSION, self._plan_id)):
            sheet.write_string(0, at, text)
        for at, labels in enumerate(self._lists, start=len(layout.MARKER_HEADER)):
            for row, label in enumerate(labels):
                sheet.write_string(row, at, label)
        sheet.very_hidden()


def _guide() -> Iterable[str]:
    with GUIDE.open(encoding="utf-8", newline="") as file:
        return [row["line"] for row in csv.DictReader(file)]
