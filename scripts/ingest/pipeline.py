"""From a document that was read to a draft of its plan: tables, rows, what the running text says. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..plans import Reference
from ..tables import plan_tables
from .draft import Draft, Mark
from .doubled_totals import with_one_total
from .drafting import draft_rows
from .grid import Document, Grid, Refused
from .merging import merge
from .metadata import draft_metadata
from .origins import with_origins
from .paid_tasks import with_tasks
from .read_tables import ReadTable, Stopped, Tables
from .scan_marks import picture_marks
from .tables import read_tables
from .unruled_tables import is_unruled

SOURCE_ID = "S1"


@dataclass(frozen=True)
class Drafted:
    """A draft with all that it was made from."""

    document: Document
    tables: Tables
    draft: Draft


def make_draft(
    document: Document, plan_id: str, reference: Reference, indicators: dict[str, str] | None = None, tables_wanted: bool = True
) -> Drafted:
    """The draft of a plan. Every plan table is in it; a table that could not be read has a mark.

    `indicators`: as draft_targets.known_indicators gives them. Raises Refused when no table of the document could be read,
    unless none is wanted.
    """
    tables = read_tables(document, reference.agency_of)
    if not tables.read and tables_wanted:
        raise Refused(nothing_read(document, tables))
    rows = draft_rows(plan_id, SOURCE_ID, document.kind, tables.read, reference, indicators)
    spoken = draft_metadata(plan_id, document, tables, reference)
    draft = with_tasks(with_one_total(merge(spoken, rows), spoken))
    return completed(document, tables, with_origins(draft, document, tables))


def completed(document: Document, tables: Tables, draft: Draft) -> Drafted:
    """The same draft with every plan table, in the order of the tables, a mark for each table that was stopped and for what was read from a picture."""
    known = {table: draft.tables.get(table, []) for table in plan_tables()}
    marks = [*draft.marks, *(Mark("plans", "", "", stopped_sentence(one), place=one.grid.place) for one in tables.stopped)]
    marks += [Mark("plans", "", "", line.text, place=line.place) for line in document.unread]
    marks += [Mark("plans", "", "", unruled_sentence(table), place=table.place) for table in tables.read if any(map(is_unruled, table.rows))]
    marks += picture_marks(document, tables, draft)
    return Drafted(document, tables, replace(draft, tables=known, marks=marks))


def unruled_sentence(table: ReadTable) -> str:
    title = table.titles[-1].text if table.titles else ", ".join(column.heading for column in table.columns[:3])
    return f"Bảng “{title[:80]}” không kẻ đủ khung, dòng và cột đọc theo khoảng trống giữa các chữ: có thể thiếu hoặc lẫn dòng; đếm lại từng dòng với bản in ({len(table.rows)} dòng đã đọc)."


def stopped_sentence(stopped: Stopped) -> str:
    told = f"Bảng chưa đọc được ({first_words(stopped.grid)}): {stopped.reason.rstrip('.')}."
    if stopped.lines:
        told += f" Thêm vào cuối scripts/ingest/headings.csv rồi chạy lại: {' | '.join(stopped.lines)}"
    return told


def first_words(grid: Grid) -> str:
    """The first texts of a grid, by which a person finds it."""
    texts = [cell.text for cell in grid.cells if cell.text][:4]
    shown = " | ".join(texts) or "không có chữ"
    return f"“{shown[:80]}{'…' if len(shown) > 80 else ''}”"


def nothing_read(document: Document, tables: Tables) -> str:
    """Why there is no draft, with what can be done, one line for each grid."""
    lines = [f"{document.name}: không đọc được bảng nào của kế hoạch ({len(document.grids)} bảng trong tài liệu); chưa ghi gì."]
    for one in tables.stopped:
        lines.append(f"- {stopped_sentence(replace(one, lines=()))}")
        lines += ["  Thêm vào cuối scripts/ingest/headings.csv, mỗi cột một dòng, rồi chạy lại đúng lệnh này:", *(f"    {line}" for line in one.lines)] if one.lines else []
    lines += [f"- Bảng để ngoài ({first_words(one.grid)}): {one.reason}" for one in tables.aside]
    lines += [f"- {remark}" for remark in (*document.remarks, *(line.text for line in document.unread))]
    lines.append("- Nếu văn bản đúng là không có bảng nào, thêm NO_TABLES=1 vào lệnh make (hoặc --without-tables) để nháp riêng phần số, ngày, người ký, căn cứ. "
        "Có bảng mà máy không thấy thì nhập tay: make new-plan.")
    return "\n".join(lines)
