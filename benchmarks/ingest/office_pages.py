"""Made-up plans as PDFs saved by an office program: Word files drawn as communes draw them, printed by LibreOffice."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from docx import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Pt
from docx.table import _Cell

from .drawing import LETTERHEAD, SIGNATURES, form
from .layouts import Box, Layout, boxes
from .printing import Printing
from .truth import TrueDocument, TrueTable

_BORDERS = {"solid": ("single", 4), "thin": ("single", 2), "dotted": ("dotted", 4), "dashed": ("dashed", 4), "double": ("double", 4)}
_CENTRED = ("number", "amount", "target", "baseline", "issued_on")
_MARGIN = Cm(2)


def write_word(plan: TrueDocument, how: Layout, printing: Printing, path: Path) -> None:
    """The Word file: letterhead, text, then each table with its titles, on pages across where the layout says so."""
    word = WordDocument()
    style = word.styles["Normal"]
    style.font.name, style.font.size = how.font, Pt(how.size)
    style.paragraph_format.space_after = Pt(0)
    section = word.sections[0]
    _page(section, how.landscape and not printing.mixed)
    if printing.paged:
        _page_number(section.header.paragraphs[0]._p)
    if how.decoys:
        _pair(word, how, LETTERHEAD)
    for text in plan.head:
        word.add_paragraph(form(how, text)).alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if how.decoys:
        _pair(word, how, SIGNATURES)
    for number, table in enumerate(plan.tables):
        if printing.mixed:
            _page(word.add_section(WD_SECTION.NEW_PAGE), True)
        elif not printing.together or number == 0:
            word.add_page_break()
        if not how.titles_in_table:
            for title in table.titles:
                paragraph = word.add_paragraph()
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                paragraph.add_run(form(how, title)).bold = True
        section = word.sections[-1]
        _table(word, table, how, printing, section.page_width - section.left_margin - section.right_margin)
        word.add_paragraph("")
    word.save(path)


def printed(files: Sequence[Path], folder: Path) -> None:
    """A PDF beside each Word file."""
    profile = (folder / "office").resolve().as_uri()
    subprocess.run(["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)], check=True, capture_output=True, timeout=60 + 30 * len(files))


def _page(section: Section, across: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if across else (Cm(21), Cm(29.7))
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN


def _page_number(paragraph: OxmlElement) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    field.append(OxmlElement("w:r"))
    paragraph.append(field)


def _pair(word: WordDocument, how: Layout, sides: tuple[tuple[str, ...], ...]) -> None:
    for cell, lines in zip(word.add_table(rows=1, cols=2).rows[0].cells, sides):
        cell.text = "\n".join(form(how, line) for line in lines)


def _table(word: WordDocument, table: TrueTable, how: Layout, printing: Printing, width: int) -> None:
    found, head = boxes(table, how)
    rows = max(box.row + box.row_span for box in found)
    drawn = word.add_table(rows=rows, cols=len(table.columns))
    drawn.autofit = False
    _borders(drawn._tbl.tblPr, how)
    whole = sum(column.width for column in table.columns)
    widths = [int(width * column.width / whole) for column in table.columns]
    for column, wide in zip(drawn.columns, widths):
        column.width = wide
    for row in drawn.rows:
        for cell, wide in zip(row.cells, widths):
            cell.width = wide
        if not how.rows_may_break:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    if how.repeated_header:
        for row in drawn.rows[:head]:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for box in found:
        cell = drawn.cell(box.row, box.column)
        if box.row_span > 1 or box.column_span > 1:
            cell = cell.merge(drawn.cell(box.row + box.row_span - 1, box.column + box.column_span - 1))
        slim = box.head and box.column_span == 1 and table.columns[box.column].width < 0.12 * whole and len(box.text) > 3
        _fill(cell, box, table.columns[box.column].role, how, printing, slim)


def _fill(cell: _Cell, box: Box, role: str, how: Layout, printing: Printing, slim: bool) -> None:
    lines = form(how, box.text).replace("; ", ";\n").split("\n") if printing.lined else [form(how, box.text)]
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        run = paragraph.add_run(line)
        run.bold = box.bold or box.head
        if printing.tracking:
            spacing = OxmlElement("w:spacing")
            spacing.set(qn("w:val"), str(int(20 * printing.tracking)))
            run._r.get_or_add_rPr().append(spacing)
        centred = box.head or role in _CENTRED
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.JUSTIFY if printing.justified else WD_ALIGN_PARAGRAPH.LEFT
    properties = cell._tc.get_or_add_tcPr()
    if printing.upright_heads and slim:
        _add(properties, "w:textDirection", "btLr")
    if not printing.low and how.size > 10:
        _add(properties, "w:vAlign", "center")
    if how.zebra and box.row % 2 or printing.cells == "white" and box.head:
        shade = _add(properties, "w:shd", "clear")
        shade.set(qn("w:fill"), "DDDDDD")


def _add(parent: OxmlElement, name: str, value: str) -> OxmlElement:
    element = OxmlElement(name)
    element.set(qn("w:val"), value)
    parent.append(element)
    return element


def _borders(properties: OxmlElement, how: Layout) -> None:
    line, size = _BORDERS[how.rules]
    borders = OxmlElement("w:tblBorders")
    hidden = {"all": (), "rows": ("left", "right", "insideV"), "inside": ("top", "left", "bottom", "right")}[how.sides]
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        edge = _add(borders, f"w:{side}", "nil" if side in hidden else line)
        edge.set(qn("w:sz"), str(size))
    properties.append(borders)
