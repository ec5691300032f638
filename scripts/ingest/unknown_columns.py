"""Columns that neither headings.csv nor their cells explain: what a maintainer adds for a heading, and when a column without one can be left out. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .grid import Doubt, Grid
from .read_tables import UNKNOWN, Column
from .table_columns import Candidate
from .table_kinds import NEEDED
from .table_mapping import Mapped

# What a maintainer writes a role for.
ROLE = "<vai trò>"
TABLE = "<loại bảng>"
# How cells are found whose borders are drawn or stored.
DRAWN = ("ruled", "sheet")
# Of so many columns one may be unknown.
OF = 3
_NO_HEADING = "Cột thứ {number} của bảng không có tiêu đề nên chưa đọc cột này: có nội dung cần ghi thì nhập tay, hoặc ghi tiêu đề vào văn bản rồi chạy lại."


def heading_line(item: Candidate, kind: str, role: str = "") -> str:
    """The line for headings.csv; what the maintainer has to choose stands between < and >."""
    heading = f'"{item.heading}"' if "," in item.heading or '"' in item.heading else item.heading
    return f"{heading},{kind or TABLE},{role or ROLE}"


def without_unknown(columns: Mapped, kind: str, found: Sequence[Candidate], grid: Grid) -> list[Column] | None:
    """The columns with those taken out that nobody explains and that have no heading, asked about at the column of names.

    None when one has a heading, which headings.csv can be given, or when they may be what the table needs.
    The cells of an unknown column are not told either: they may be persons. Where nobody drew the columns, an unknown one says that they were found wrongly.
    """
    if any(found[index].heading for index in columns.unknown) or any(cell.method not in DRAWN for cell in grid.cells if cell.text):
        return None
    known = {column.role for column in columns.columns if not column.doubts}
    enough = all(known.intersection(group) for group in NEEDED[kind]) and "name" in known
    if not enough or len(columns.unknown) * OF > len(columns.columns):
        return None
    name = next(column for column in columns.columns if column.role == "name")
    if min(columns.unknown) < name.index:
        return None  # names come first: this column may be that of the names
    doubts = tuple(Doubt(_NO_HEADING.format(number=index + 1)) for index in columns.unknown)
    changed = [replace(column, role=UNKNOWN) if column.index in columns.unknown else column for column in columns.columns]
    changed[name.index] = replace(name, doubts=(*name.doubts, *doubts))
    return changed
