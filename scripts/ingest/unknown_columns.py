"""Columns that neither headings.csv nor their cells explain: when the table can be read without them, and what a maintainer adds. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .grid import Doubt, Grid
from .read_tables import UNKNOWN, Column
from .table_columns import Candidate
from .table_kinds import NEEDED
from .table_mapping import NAMES, Mapped, roles_told

# What a maintainer writes a role for.
ROLE = "<vai trò>"
TABLE = "<loại bảng>"
# How cells are found whose borders are drawn or stored.
DRAWN = ("ruled", "sheet")
# Of so many columns one may be unknown.
OF = 3
_LEFT_OUT = "Chưa biết cột “{heading}” là gì nên chưa đọc cột này: thêm dòng {line} vào scripts/ingest/headings.csv rồi chạy lại. Thay {role} bằng một trong: {roles}."

_NO_HEADING = "Cột thứ {number} của bảng không có tiêu đề nên chưa đọc cột này: có nội dung cần ghi thì nhập tay, hoặc ghi tiêu đề vào văn bản rồi chạy lại."


def heading_line(item: Candidate, kind: str, role: str = "") -> str:
    """The line for headings.csv; what the maintainer has to choose stands between < and >."""
    heading = f'"{item.heading}"' if "," in item.heading or '"' in item.heading else item.heading
    return f"{heading},{kind or TABLE},{role or ROLE}"


def without_unknown(columns: Mapped, kind: str, found: Sequence[Candidate], grid: Grid) -> list[Column] | None:
    """The columns with the unknown ones taken out and asked about at the column of names; None when they may be what the table needs.

    The cells of an unknown column are not told either: they may be persons. Where nobody drew the columns, an unknown one says that they were found wrongly.
    """
    if any(cell.method not in DRAWN for cell in grid.cells if cell.text):
        return None
    known = {column.role for column in columns.columns if not column.doubts}
    enough = all(known.intersection(group) for group in NEEDED[kind]) and "name" in known
    if not enough or len(columns.unknown) * OF > len(columns.columns):
        return None
    name = next(column for column in columns.columns if column.role == "name")
    if min(columns.unknown) < name.index:
        return None  # names come first: this column may be that of the names
    doubts = tuple(_doubt(found[index], kind, role) for index, role in columns.unknown.items())
    changed = [replace(column, role=UNKNOWN) if column.index in columns.unknown else column for column in columns.columns]
    changed[name.index] = replace(name, doubts=(*name.doubts, *doubts))
    return changed


def _doubt(item: Candidate, kind: str, role: str) -> Doubt:
    if not item.heading:
        return Doubt(_NO_HEADING.format(number=item.index + 1))
    told = "" if role else roles_told([kind])
    question = _LEFT_OUT.format(heading=item.heading, line=heading_line(item, kind, role), role=ROLE, roles=told)
    return Doubt(question if told else question.partition(" Thay ")[0], NAMES[role] if role else "")
