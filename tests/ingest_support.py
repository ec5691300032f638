"""A small plan as a Word file and as a draft made by hand, for the tests of what becomes of a draft."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx

from scripts.ingest.draft import Draft, Mark
from scripts.ingest.grid import Cell, Document, Grid, Line, Place
from scripts.ingest.pipeline import Drafted
from scripts.ingest.read_tables import Column, ReadRow, ReadTable, Tables
from scripts.tables import plan_tables, schemas

PLAN_ID = "son-la/song-ma-04168/cds-2026"
HEAD = (
    "ỦY BAN NHÂN DÂN", "XÃ SÔNG MÃ", "Số: 12/KH-UBND", "Sông Mã, ngày 05 tháng 01 năm 2026", "KẾ HOẠCH", "Chuyển đổi số xã Sông Mã năm 2026",
)  # fmt: skip
TASKS = (
    ("STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời gian hoàn thành"),
    ("1", "Tổ chức lớp học số", "Phòng Kinh tế", "Tháng 6/2026"),
    ("2", "Lắp điểm truy cập công cộng", "Phòng Văn hóa - Xã hội", "Quý III/2026"),
)


def word_file(path: Path, *tables: Sequence[Sequence[str]], head: Sequence[str] = HEAD) -> Path:
    """A Word file with these paragraphs and below them the tables, each under the title of an appendix."""
    document = docx.Document()
    for text in head:
        document.add_paragraph(text)
    for number, rows in enumerate(tables, start=1):
        document.add_paragraph(f"Phụ lục {number}")
        document.add_paragraph("DANH MỤC NHIỆM VỤ NĂM 2026")
        table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
        for at, texts in enumerate(rows):
            for cell, text in zip(table.rows[at].cells, texts):
                cell.text = text
    document.save(path)
    return path


def row_of(table: str, **cells: str) -> dict[str, str]:
    return dict.fromkeys(schemas()[table].columns, "") | {"plan_id": PLAN_ID} | cells


def draft_of(tables: dict[str, list[dict[str, str]]], marks: Sequence[Mark] = ()) -> Draft:
    """A draft with the rows of plans and sources that every plan has, and these."""
    plan = row_of(
        "plans", commune_code="04168", topic_id="cds", title="Kế hoạch Chuyển đổi số", document_number_text="Số: 12/KH-UBND", document_number="12/KH-UBND",
        issued_on_text="ngày 05 tháng 01 năm 2026", issued_on="2026-01-05", signer_name="Nguyễn Văn Mẫu", signer_position="CHỦ TỊCH",
        period_from="2026", period_to="2026", stage="issued", source_id="S1", source_line_from="1", source_line_to="1",
    )  # fmt: skip
    source = row_of("sources", source_id="S1", kind="text", name="mau.txt", sha256="0" * 64, lines="9")
    part = row_of("source_parts", source_id="S1", seq="1", kind="body", name="Phần lời văn", line_from="1", line_to="9")
    known = {"plans": [plan], "sources": [source], "source_parts": [part]} | tables
    return Draft(PLAN_ID, {table: known.get(table, []) for table in plan_tables()}, list(marks))


def drafted_text(lines: Sequence[str], rows: Sequence[Sequence[str]], first: int, draft: Draft) -> Drafted:
    """A text whose lines from `first` on are the rows of one table of documents, a row a line."""
    grid = Grid(
        tuple(Cell(at, column, text, text, Place(None, first + at, first + at)) for at, texts in enumerate(rows) for column, text in enumerate(texts)),
        len(rows), len(rows[0]), Place(None, first, first + len(rows) - 1),
    )  # fmt: skip
    roles = ("number", "symbol", "name")
    columns = tuple(Column(at, heading, roles[at]) for at, heading in enumerate(rows[0]))
    read = tuple(ReadRow("row", tuple(grid.row(at)), Place(None, first + at, first + at)) for at in range(1, len(rows)))
    outside = tuple(Line(text, Place(None, at, at)) for at, text in enumerate(lines, start=1) if text and not first <= at < first + len(rows))
    document = Document("text", "mau.txt", "0" * 64, (*outside, grid), lines=len(lines), source_lines=tuple(lines))
    return Drafted(document, Tables((ReadTable("documents", columns, read, (), grid.place),), (), ()), draft)
