"""Made-up plans as files: DOCX, XLSX, PDF drawn by a browser. The same plan and layout give the same cells."""

from __future__ import annotations

import html
import io
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


def _form(how: Layout, text: str) -> str:
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
        word.add_paragraph(_form(how, text))
    if how.decoys:
        _pair(word, how, SIGNATURES)
    for table in plan.tables:
        if not how.titles_in_table:
            for title in table.titles:
                word.add_paragraph(_form(how, title))
        _word_table(word, table, how)
        word.add_paragraph("")
    word.save(path)


def _pair(word: WordDocument, how: Layout, sides: tuple[tuple[str, ...], ...]) -> None:
    drawn = word.add_table(rows=1, cols=2)
    for cell, lines in zip(drawn.rows[0].cells, sides):
        cell.text = "\n".join(_form(how, line) for line in lines)


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
        cell.text = _form(how, box.text)
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
                sheet.cell(first, 1, _form(how, title))
                sheet.merge_cells(start_row=first, start_column=1, end_row=first, end_column=len(table.columns))
                first += 1
            first += 1
        found, head = boxes(table, how)
        for box in found:
            cell = sheet.cell(first + box.row, box.column + 1)
            _value(cell, _form(how, box.text), table, box)
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


_RULES = {"solid": "0.75pt solid #000", "thin": "0.3pt solid #555", "dotted": "1px dotted #000", "dashed": "0.75pt dashed #000", "double": "2.5pt double #000"}


_SIDES = {"all": "", "rows": " table.data td { border-left: none; border-right: none; padding: 2pt 6pt }", "inside": " table.data { border-style: hidden }"}
# Over the first appendix and over every page: a flattened stamp of a digital signature, a watermark.
_LAID = {
    "": "",
    "stamp": '<div style="position: absolute; top: 30cm; left: 9cm; width: 7cm; padding: 2pt; font: 8pt sans-serif; color: red; border: 1pt solid red">'
    f"Người ký: ỦY BAN NHÂN DÂN XÃ {COMMUNE.upper()}<br>Thời gian ký: 20.01.2026 09:15:22 +07:00</div>",
    "watermark": '<div style="position: fixed; top: 8cm; left: 4cm; font: 60pt sans-serif; color: #ddd">DỰ THẢO</div>',
}


def page_html(plan: TrueDocument, how: Layout) -> str:
    """The plan as a page that a browser prints."""
    out = io.StringIO()
    size = "A4 landscape" if how.landscape else "A4"
    style = (
        f"@page {{ size: {size}; margin: 2cm 1.5cm }} body {{ font: {how.size}pt '{how.font}' }} table {{ border-collapse: collapse; width: 100%; margin: 6pt 0 18pt }}"
        f" table.data td, table.data th {{ border: {_RULES[how.rules]}; padding: 2pt 4pt; vertical-align: {'middle' if how.size > 10 else 'top'} }}"
        f" tr {{ break-inside: {'auto' if how.rows_may_break else 'avoid'} }} thead {{ display: {'table-header-group' if how.repeated_header else 'table-row-group'} }}"
        " table.side td { width: 50%; text-align: center } h2 { break-before: page; font-size: 1.1em; text-align: center } p.title { text-align: center; font-weight: bold }"
        + (" tr:nth-child(even) td { background: #eee }" if how.zebra else "")
        + _SIDES[how.sides]
    )
    out.write(f'<!doctype html><html lang="vi"><meta charset="utf-8"><style>{style}</style>{_LAID[how.laid]}')
    if how.decoys:
        _side(out, how, LETTERHEAD)
    for text in plan.head:
        out.write(f"<p>{html.escape(_form(how, text))}</p>")
    if how.decoys:
        _side(out, how, SIGNATURES)
    for table in plan.tables:
        if how.titles_in_table:
            out.write("<h2></h2>")
        else:
            out.write(f"<h2>{html.escape(_form(how, table.titles[0]))}</h2>")
            out.writelines(f'<p class="title">{html.escape(_form(how, title))}</p>' for title in table.titles[1:])
        _html_table(out, table, how)
    return out.getvalue()


def _side(out: io.StringIO, how: Layout, sides: tuple[tuple[str, ...], ...]) -> None:
    cells = "".join(f"<td>{'<br>'.join(html.escape(_form(how, line)) for line in lines)}</td>" for lines in sides)
    out.write(f'<table class="side"><tr>{cells}</tr></table>')


def _html_table(out: io.StringIO, table: TrueTable, how: Layout) -> None:
    found, head = boxes(table, how)
    total = sum(column.width for column in table.columns)
    out.write('<table class="data">')
    out.writelines(f'<col style="width:{100 * column.width / total:.1f}%">' for column in table.columns)
    out.write("<thead>")
    for row in range(max(box.row for box in found) + 1):
        if row == head:
            out.write("</thead><tbody>")
        out.write("<tr>")
        for box in found:
            if box.row == row:
                spans = (f' rowspan="{box.row_span}"' if box.row_span > 1 else "") + (f' colspan="{box.column_span}"' if box.column_span > 1 else "")
                weight = ' style="font-weight:bold"' if box.bold or box.head else ""
                out.write(f"<td{spans}{weight}>{html.escape(_form(how, box.text))}</td>")
        out.write("</tr>")
    out.write("</tbody></table>")


def turned(pdf: bytes) -> bytes:
    """The same pages lying on their side in the file, with the mark that turns them upright when shown."""
    from pypdf import PdfReader, PdfWriter, Transformation

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    for page in writer.pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        page.add_transformation(Transformation().rotate(90).translate(height, 0))
        page.mediabox.upper_right = (height, width)
        page.cropbox.upper_right = (height, width)
        page.rotate(90)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


class Printer:
    """A browser that prints pages as PDF; use as a context."""

    def __enter__(self) -> Printer:
        from playwright.sync_api import sync_playwright

        self._play = sync_playwright().start()
        self._browser = self._play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        return self

    def __exit__(self, *_error: object) -> None:
        self._browser.close()
        self._play.stop()

    def write_pdf(self, plan: TrueDocument, how: Layout, path: Path) -> None:
        page = self._browser.new_page()
        page.set_content(page_html(plan, how))
        raw = page.pdf(prefer_css_page_size=True, print_background=True)
        page.close()
        path.write_bytes(turned(raw) if how.rotated else raw)
