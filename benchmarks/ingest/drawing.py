"""Made-up plans as Word files and workbooks. The same plan and layout give the same cells."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

from docx import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.shared import Cm, Pt
from openpyxl import Workbook
from openpyxl.styles import Border, Side

from .layouts import Box, Layout, boxes
from .making import COMMUNE
from .truth import TrueDocument, TrueTable

LETTERHEAD = (("ỦY BAN NHÂN DÂN", f"XÃ {COMMUNE.upper()}", "Số: 15/KH-UBND"), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", f"{COMMUNE}, ngày 20 tháng 01 năm 2026"))
SIGNATURES = (("Nơi nhận:", "- Như kính gửi;", "- Lưu: VT, VHXH."), ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn Mẫu"))


def form(how: Layout, text: str) -> str:
    return unicodedata.normalize("NFD", text) if how.decomposed else text


def write_docx(plan: TrueDocument, how: Layout, path: Path) -> None:
    word = WordDocument()
    section = word.sections[0]
    if how.landscape:
        section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, section.page_height, section.page_width
    word.styles["Normal"].font.name, word.styles["Normal"].font.size = how.font, Pt(how.size)
    if how.decoys:
        _pair(word, how, LETTERHEAD)
    for text in plan.head:
        word.add_paragraph(form(how, text))
    if how.decoys:
        _pair(word, how, SIGNATURES)
    for table in plan.tables:
        if not how.titles_in_table:
            for title in table.titles:
                word.add_paragraph(form(how, title))
        _word_table(word, table, how)
        word.add_paragraph("")
    word.save(path)


def _pair(word: WordDocument, how: Layout, sides: tuple[tuple[str, ...], ...]) -> None:
    drawn = word.add_table(rows=1, cols=2)
    for cell, lines in zip(drawn.rows[0].cells, sides):
        cell.text = "\n".join(form(how, line) for line in lines)


def _word_table(word: WordDocument, table: TrueTable, how: Layout) -> None:
    found, _head = boxes(table, how)
    cut = _cut(table, found, max(box.row + box.row_span for box in found) - len(table.rows)) if how.parted else 0
    if cut:
        below = [replace(box, row=box.row - cut) for box in found if box.row >= cut]
        _word_grid(word, table, how, [box for box in found if box.row < cut])
        word.add_paragraph("")
        _word_grid(word, table, how, below)
    else:
        _word_grid(word, table, how, found)


def _cut(table: TrueTable, found: list[Box], first: int) -> int:
    """A row drawn in the middle of a run of numbers, before which the table may be divided; 0 when there is none. `first`: the row below the heading."""
    tall = {row for box in found for row in range(box.row + 1, box.row + box.row_span)}
    numbers = [row.cells[0] if row.kind == "row" else "" for row in table.rows]
    places = [
        first + at for at in range(1, len(numbers))
        if numbers[at - 1].isdigit() and numbers[at].isdigit() and int(numbers[at]) == int(numbers[at - 1]) + 1 and first + at not in tall
    ]  # fmt: skip
    return places[len(places) // 2] if places else 0


def _word_grid(word: WordDocument, table: TrueTable, how: Layout, found: list[Box]) -> None:
    rows = max(box.row + box.row_span for box in found)
    drawn = word.add_table(rows=rows, cols=len(table.columns))
    drawn.style = "Table Grid"
    for box in found:
        cell = drawn.cell(box.row, box.column)
        if box.row_span > 1 or box.column_span > 1:
            cell = cell.merge(drawn.cell(box.row + box.row_span - 1, box.column + box.column_span - 1))
        cell.text = form(how, box.text)
    for column, width in zip(drawn.columns, (c.width for c in table.columns)):
        column.width = Cm(width)


def write_xlsx(plan: TrueDocument, how: Layout, path: Path) -> None:
    book = Workbook()
    book.remove(book.active)
    side = Side(style="thin")
    for at, table in enumerate(plan.tables, start=1):
        sheet = book.create_sheet(f"PL{at}")
        first = 1
        if not how.titles_in_table:
            for title in table.titles:
                sheet.cell(first, 1, form(how, title))
                sheet.merge_cells(start_row=first, start_column=1, end_row=first, end_column=len(table.columns))
                first += 1
            first += 1
        found, head = boxes(table, how)
        for box in found:
            cell = sheet.cell(first + box.row, box.column + 1)
            _value(cell, form(how, box.text), table, box)
            cell.border = Border(left=side, right=side, top=side, bottom=side)
            if box.row_span > 1 or box.column_span > 1:
                sheet.merge_cells(
                    start_row=first + box.row, start_column=box.column + 1, end_row=first + box.row + box.row_span - 1, end_column=box.column + box.column_span
                )
    book.save(path)


def _value(cell, text: str, table: TrueTable, box) -> None:
    """Figures as Excel holds them where people type them: 100% is 1, an amount is a number with a format."""
    role = table.columns[box.column].role
    if role == "amount" and text.replace(".", "").isdigit() and not box.head:
        cell.value, cell.number_format = int(text.replace(".", "")), "#,##0"
    elif role in ("target", "baseline") and text.endswith("%") and text[:-1].isdigit():
        cell.value, cell.number_format = int(text[:-1]) / 100, "0%"
    elif role == "number" and text.isdigit():
        cell.value = int(text)
    elif text:
        cell.value = text
