"""The review page of a draft: one HTML file that needs nothing else. What a person has to decide comes first, all the rest is folded away."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..csv_files import csv_text
from ..problems import visible
from ..tables import schemas
from .checking import Checked
from .differences import Difference
from .draft import Mark
from .evidence import Evidence, Finder
from .grid import Grid, Place
from .pictures import Pictures
from .pipeline import first_words
from .read_tables import OTHER, UNKNOWN, WITHHELD, Column, ReadTable
from .summary import steps
from .writing import texts_of

# More than this of one kind is counted, not shown: a page must open on a phone.
ROWS = 1_000
GROUPS = 500
GRID_ROWS = 12

KINDS = {"targets": "Chỉ tiêu", "tasks": "Nhiệm vụ", "budget": "Kinh phí", "documents": "Văn bản"}
ROLES = {
    "number": "số thứ tự", "name": "tên", "unit": "đơn vị", "baseline": "hiện trạng", "target": "chỉ tiêu", "lead": "chủ trì", "support": "phối hợp", "note": "ghi chú",
    "title": "tên ngắn", "product": "sản phẩm", "schedule": "thời gian", "quantity": "số lượng", "amount": "số tiền", "symbol": "ký hiệu", "issued_on": "ngày ban hành", "issuer": "cơ quan ban hành",
    OTHER: "chưa có chỗ", WITHHELD: "không công bố", UNKNOWN: "chưa biết, chưa đọc",
}  # fmt: skip
SOURCES = {"text": "văn bản thuần", "pdf": "PDF có chữ", "docx": "Word (DOCX)", "xlsx": "Excel (XLSX)", "scan": "bản quét"}


@cache
def _environment() -> Environment:
    env = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    env.filters["visible"] = visible
    return env


def review_page(checked: Checked, data: bytes, folder: str, differences: Iterable[Difference] = ()) -> str:
    """The page as HTML, the same for the same input. `data`: the document's bytes, to cut pictures from; `folder`: where the draft lies, "" for beside the page."""
    drafted, pictures = checked.drafted, Pictures(data)
    document, draft = drafted.document, drafted.draft
    groups, finder = _groups(draft.marks), Finder(drafted)
    shown = [_group(document.kind, marks, finder, pictures) for marks in groups[:GROUPS]]
    return _environment().get_template("review_page.html").render(
        plan_id=draft.plan_id, folder=folder, document=document, source=SOURCES[document.kind], marks=len(draft.marks), groups=shown,
        groups_left=len(groups) - len(shown), left_out=pictures.left_out, tables=[_table(document.kind, read) for read in drafted.tables.read],
        aside=[{"reason": one.reason.rstrip("."), "words": first_words(one.grid), "rows": _rows(one.grid), "place": place_words(document.kind, one.grid.place)} for one in drafted.tables.aside],
        stopped=[{"reason": one.reason, "words": first_words(one.grid), "lines": one.lines, "rows": _rows(one.grid), "place": place_words(document.kind, one.grid.place)} for one in drafted.tables.stopped],
        plan=_plan(draft.tables["plans"]), results=checked.results, problems=[problem.line() for problem in checked.problems], left=[problem.line() for problem in checked.left], findings=checked.findings,
        additions=[(f"{table}.csv", schemas()[table].columns, _addition(table, rows)) for table, rows in draft.additions.items() if rows],
        differences=[one.sentence() for one in differences], all_tables=[_all(table, rows) for table, rows in draft.tables.items()],
        files=len(texts_of(draft)), steps=steps(checked, folder or ".", "", bool(folder)),
    ) + "\n"  # fmt: skip


def _groups(marks: list[Mark]) -> list[list[tuple[int, Mark]]]:
    """The marks by the row they are about, each with its row in review.csv, in the order of the first of a row."""
    found: dict[tuple[str, ...], list[tuple[int, Mark]]] = {}
    for number, mark in enumerate(marks, start=2):
        alone = (mark.table, "", str(number)) if not mark.row_id else (mark.table, mark.row_id.split(":")[0])
        found.setdefault(alone, []).append((number, mark))
    return list(found.values())


def _group(kind: str, marks: list[tuple[int, Mark]], finder: Finder, pictures: Pictures) -> dict[str, Any]:
    first = marks[0][1]
    evidence: list[Evidence] = list(dict.fromkeys(finder.of(mark) for _, mark in marks))
    boxes = list(dict.fromkeys(box for one in evidence for box in one.boxes))
    images = [(address, box.page) for box in boxes if (address := pictures.address(box))]
    cells = list(dict.fromkeys(one.cells for one in evidence if one.cells))
    return {
        "id": f"r{marks[0][0]}", "title": f"{_title(first.table)} {first.row_id.split(':')[0]}".strip(),
        "marks": [{"number": number, "mark": mark, "field": _field(mark.table, mark.field), "file": f"{mark.table}.csv", "place": place_words(kind, mark.place), "label": _label(mark, cells), "notice": mark.table == "notices"} for number, mark in marks],
        "readings": {mark.reading for _, mark in marks if mark.reading}, "images": images, "cells": cells, "lines": list(dict.fromkeys(one.lines for one in evidence if one.lines)), "asked": {str(n) for _, mark in marks if mark.place.line_from for n in range(mark.place.line_from, (mark.place.line_to or mark.place.line_from) + 1)}, "alt": "; ".join(text for _, text in cells[0]) if cells else "bảng trên trang",
    }  # fmt: skip


def _label(mark: Mark, rows: list[tuple[tuple[str, str], ...]]) -> str:
    """What the reading of a mark is: words of the document for a proposed notice, the heading of a column, else what the draft holds."""
    if mark.table == "notices":
        return "Văn bản in"
    of_column = any(mark.reading == heading for row in rows for heading, _ in row) and all(mark.reading != text for row in rows for _, text in row)
    return "Tiêu đề cột" if of_column else "Bản nháp ghi"


# What a person compares with the first and the last page of the document.
HEAD = (
    "title", "document_number_text", "issued_on_text", "issuer_text", "signer_name", "signer_position", "period_from", "period_to", "stage",
    "appendices_announced", "appendices_present",
)  # fmt: skip


def _plan(rows: list[dict[str, str]]) -> list[tuple[str, str]]:
    """What the draft says of the plan itself: the title of a column, its words."""
    schema = schemas()["plans"]
    return [(schema.fields[column]["title"].removesuffix(" (nguyên văn)"), schema.label(column, row[column])) for row in rows for column in HEAD]


def _title(table: str) -> str:
    return schemas()[table].title if table in schemas() else table


def _field(table: str, field: str) -> str:
    """The column as people call it, with its name."""
    known = schemas()[table].fields if table in schemas() else {}
    return f"{known[field]['title']} ({field})" if field in known else field


def place_words(kind: str, place: Place) -> str:
    """A place in words: trang 3; trang tính 2, hàng 4–9; dòng 10–12; đoạn 5."""
    page = {"xlsx": "trang tính"}.get(kind, "trang")
    line = {"xlsx": "hàng", "docx": "khối"}.get(kind, "dòng")
    found = [f"{page} {place.page}"] if place.page is not None else []
    if place.line_from is not None:
        last = f"–{place.line_to}" if place.line_to not in (None, place.line_from) else ""
        found.append(f"{line} {place.line_from}{last}")
    return ", ".join(found)


def _table(kind: str, read: ReadTable) -> dict[str, Any]:
    titles = " / ".join(line.text for line in read.titles)
    return {
        "kind": KINDS[read.kind], "title": titles or "không có tiêu đề", "rows": sum(row.kind != "letters" for row in read.rows), "place": place_words(kind, read.place),
        "unit": read.unit, "remarks": read.remarks, "columns": [_column(column) for column in read.columns],
    }  # fmt: skip


def _column(column: Column) -> dict[str, str]:
    heading = " > ".join(filter(None, (*column.above, column.heading))) or "(không có tên)"
    years = "" if column.years is None else f", {column.years[0]}" if column.years[0] == column.years[1] else f", {column.years[0]}–{column.years[1]}"
    stage = f", {schemas()['budget_amounts'].label('stage', column.stage)}" if column.stage else ""
    found = "theo headings.csv" if column.found == "heading" else "theo nội dung bên dưới, cần xem lại"
    return {"heading": heading, "role": ROLES[column.role] + years + stage, "found": found}


def _rows(grid: Grid) -> list[list[str]]:
    return [row for row in grid.texts()[:GRID_ROWS] if any(row)]


def _addition(table: str, rows: list[dict[str, str]]) -> list[str]:
    columns = schemas()[table].columns
    return csv_text(columns, [{column: row.get(column, "") for column in columns} for row in rows]).splitlines()[1:]


def _all(table: str, rows: list[dict[str, str]]) -> dict[str, Any]:
    """One table of the draft without the columns that hold nothing."""
    columns = [column for column in schemas()[table].columns if column != "plan_id" and any(row[column] for row in rows)]
    return {"file": f"{table}.csv", "title": _title(table), "columns": [(column, schemas()[table].fields[column]["title"]) for column in columns], "count": len(rows), "rows": [[row[column] for column in columns] for row in rows[:ROWS]]}
