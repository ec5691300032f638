"""Whether a table stands in the running text of a plan or in an appendix: the column origin of targets and tasks. Pure."""

from __future__ import annotations

from dataclasses import replace

from ..places import part_of
from . import appendices, signing
from .draft import Draft, Mark
from .grid import Document, Place
from .metadata import printed_lines
from .read_tables import Tables

TABLES = ("targets", "tasks")
_UNNAMED = "Tài liệu không có dòng “Phụ lục”, mà {where}: là phần của lời văn hay là phụ lục? Là phụ lục thì thêm một dòng vào source_parts và ghi origin là appendix."
_SHEET = "bảng nằm trong bảng tính"
_BEHIND = "bảng đứng sau phần ký"


def with_origins(draft: Draft, document: Document, tables: Tables) -> Draft:
    """The same draft; the origin of each row is the kind of the part of the source that holds it.

    Tables that look like those of an appendix, in a document that names none, are asked about once.
    """
    parts = draft.tables.get("source_parts", [])
    placed = {table: [_placed(row, parts) for row in draft.tables.get(table, [])] for table in TABLES}
    marks = list(draft.marks)
    if not any(part["kind"] == "appendix" for part in parts) and (where := _unlike_body(document, tables)):
        marks.append(Mark("source_parts", "", "", _UNNAMED.format(where=where[0]), "body", "appendix", where[1]))
    return replace(draft, tables=draft.tables | placed, marks=marks)


def _placed(row: dict[str, str], parts: list[dict[str, str]]) -> dict[str, str]:
    part = part_of(parts, row)
    return row | {"origin": part["kind"]} if part is not None else row


def _unlike_body(document: Document, tables: Tables) -> tuple[str, Place] | None:
    """Why a table may be of an appendix although nothing says so, and where the table stands; None when it may not."""
    lines = printed_lines(document, tables)
    if not tables.read or appendices.present(lines):
        return None
    if document.kind == "xlsx":
        return _SHEET, tables.read[0].place
    signed = signing.signature(lines)
    if signed.at <= 0:
        return None
    end = lines[signed.at].place
    behind = next((table.place for table in tables.read if _order(table.place) > _order(end)), None)
    return (_BEHIND, behind) if behind is not None else None


def _order(place: Place) -> int:
    return place.line_from or place.page or 0
