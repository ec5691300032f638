"""Whether a table stands in the running text of a plan or behind it: the column origin of targets and tasks. Pure."""

from __future__ import annotations

from dataclasses import replace

from ..tables import whole
from . import appendices, signing
from .draft import Draft
from .grid import Document, Place
from .metadata import printed_lines
from .read_tables import Tables

TABLES = ("targets", "tasks")


def end_of_body(document: Document, tables: Tables) -> Place | None:
    """Where the running text ends: at the signatures, else at the first appendix; None when the document has neither, and for a workbook."""
    if document.kind == "xlsx":
        return None
    lines = printed_lines(document, tables)
    found = appendices.present(lines)
    signed = signing.signature(lines[: found[0].at] if found else lines)
    if signed.at > 0:
        return lines[signed.at].place
    return found[0].place if found else None


def with_origins(draft: Draft, end: Place | None) -> Draft:
    """The same draft; rows that stand before `end` are of the body. On the page of the end itself a table may be either, and stays as it is."""
    if end is None:
        return draft
    return replace(draft, tables=draft.tables | {table: [_placed(row, end) for row in draft.tables.get(table, [])] for table in TABLES})


def _placed(row: dict[str, str], end: Place) -> dict[str, str]:
    at, last = (whole(row["source_line_from"]), end.line_from) if end.line_from is not None else (whole(row["source_page"]), end.page)
    return row | {"origin": "body"} if at is not None and last is not None and at < last else row
