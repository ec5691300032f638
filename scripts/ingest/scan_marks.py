"""What a draft made from pictures still has to ask: every row and cell that comes from running text, and what stands over each table. Pure."""

from __future__ import annotations

from ..places import placed_tables, row_id
from .draft import Draft, Mark
from .grid import Document, Place
from .read_tables import Tables

# Of the plan itself what is printed in its head, each to be confirmed by itself.
_HEAD = ("title", "document_number_text", "issued_on_text", "issuer_text", "signer_name", "signer_position", "signing_authority", "period_from", "period_to", "replaces_text")
_ASK = "Đọc từ ảnh, có thể sai chữ, sai số: đúng như bản in chưa?"


def picture_marks(document: Document, tables: Tables, draft: Draft) -> list[Mark]:
    """One mark for what was read from a picture and has none yet; [] for a document that is none."""
    if not document.scanned:
        return []
    pages = {str(page) for page in document.scanned}
    marks = []
    asked = {(mark.table, mark.row_id, mark.field) for mark in draft.marks}
    rows_asked = {(table, name.split(":")[0]) for table, name, _ in asked}
    for table, rows in draft.tables.items():
        if table not in placed_tables() or table == "sources":
            continue
        for row in rows:
            if row.get("source_page") and row["source_page"] not in pages:
                continue
            identifier = row_id(table, row)
            place = Place(page=int(row["source_page"])) if row.get("source_page") else Place()
            if table == "plans":
                marks += [Mark(table, identifier, name, _ASK, row[name], place=place) for name in _HEAD if row.get(name) and (table, identifier, name) not in asked]
            elif (table, identifier.split(":")[0]) not in rows_asked:
                marks.append(Mark(table, identifier, "", _ASK, _words(row), place=place))
    for read in tables.read:
        if read.place.page in document.scanned and (read.titles or read.unit):
            titles = " / ".join(line.text for line in read.titles)
            marks.append(Mark("plans", "", "", f"Tên bảng và đơn vị tính đọc từ ảnh: “{titles}”{f', đơn vị “{read.unit}”' if read.unit else ''}. Đúng như bản in chưa?", place=read.place))
    return marks


def _words(row: dict[str, str]) -> str:
    """What the row says, in short."""
    return " | ".join(text for column, text in row.items() if text and column.endswith(("name", "summary", "title", "symbol", "_text")))[:200]
