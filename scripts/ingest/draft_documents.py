"""Lists of documents that the commune has issued: issued_documents."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..values import parse_date, parse_document_number
from .drafter import Drafter
from .grid import Doubt
from .hierarchy import styles
from .read_tables import ReadTable
from .row_cells import PrintedRow, is_nothing, printed_rows

PLACED = ("number", "symbol", "issued_on", "name")
# "66/QĐ-UBND ngày 02/7/2025" in one cell.
_BOTH = re.compile(r"(\S.*?)[,;]? ((?:ngày )?[0-9]{1,2}(?:/| tháng )[0-9]{1,2}(?:/| năm )[0-9]{4})", re.IGNORECASE)


def draft_documents(drafter: Drafter, tables: Iterable[ReadTable]) -> None:
    for table in tables:
        unplaced = []
        dated = any(column.role == "issued_on" for column in table.columns)
        for printed in printed_rows(table):
            if _is_heading(printed):
                title = " ".join(spot.text for spot in printed.spots if not is_nothing(spot.text))
                drafter.mark("issued_documents", None, "", f"Dòng “{title}” là tên nhóm văn bản? Bảng này không có cột cho nhóm.", title, "", printed.row.place)
                continue
            row = drafter.standing("issued_documents", "VB", printed)
            _fill(drafter, row, printed, dated)
            unplaced += [(row, spot) for spot in printed.spots if spot.column.role not in PLACED]
        drafter.unplaced("issued_documents", unplaced)


def _is_heading(printed: PrintedRow) -> bool:
    """Whether a row names a group of documents ("I. Quyết định") and is none itself."""
    if printed.row.kind in ("section", "total"):
        return True
    given = [spot for spot in printed.spots if not is_nothing(spot.text) and spot.column.role != "number"]
    numbered = styles(printed.text("number"))[0] in ("roman", "capital")
    return numbered and len(given) == 1 and parse_document_number(given[0].text) is None


def _fill(drafter: Drafter, row: dict[str, str], printed: PrintedRow, dated: bool) -> None:
    for field, role in (("number", "number"), ("symbol", "symbol"), ("issued_on_text", "issued_on"), ("name", "name")):
        drafter.words("issued_documents", row, field, printed.one(role))
    symbol, place = printed.one("symbol"), printed.row.place
    if not dated and (match := _BOTH.fullmatch(row["symbol"])):
        row["symbol"], row["issued_on_text"] = match.groups()
    if issued_on := parse_date(row["issued_on_text"]):
        row["issued_on"] = issued_on.isoformat()
    elif row["issued_on_text"]:
        drafter.mark("issued_documents", row, "issued_on", "Ngày này không đọc được: so lại với văn bản.", row["issued_on_text"], "", place)
    if row["symbol"] and parse_document_number(row["symbol"]) is None:
        drafter.mark("issued_documents", row, "symbol", "Số, ký hiệu này không theo mẫu thường gặp: so lại với văn bản.", row["symbol"], "", symbol.place if symbol else place)
    if not row["name"]:
        drafter.doubtful("issued_documents", row, "name", Doubt("Dòng này không có trích yếu: có phải là phần tiếp của dòng trên không?"), "", place)
