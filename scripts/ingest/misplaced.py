"""Cells whose text reads as that of another column: a date among the products, a sum inside a name. Pure."""

from __future__ import annotations

import re

from ..schedules import parse_schedule
from .body_names import Names
from .hierarchy import styles
from .row_cells import without_bullet

_SUM = re.compile(r"(?<![\d.,/])[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}(?![\d.,])")
_TIMES = ("date", "month", "quarter", "year", "recurring", "ongoing")


def misplaced(kind: str, role: str, text: str, names: Names) -> str:
    """What to ask about a cell that looks as if it stood in the wrong column, "" for any other. `kind`, `role` as in read_tables."""
    text = without_bullet(text)
    if role in ("product", "lead", "support", "name", "title") and parse_schedule(text).kind in _TIMES:
        return f"Ô “{text}” là thời gian nhưng đứng ở cột khác: có lệch cột không?"
    if kind == "tasks" and role in ("name", "product", "schedule") and names.find(text):
        return f"Ô “{text}” là tên cơ quan nhưng đứng ở cột khác: có lệch cột không?"
    if kind == "budget" and role == "name" and _SUM.search(text):
        return f"Ô “{text[:80]}” có số tiền bên trong: số đó có thuộc cột tiền không?"
    if role == "number" and len(text) > 4 and styles(text)[0] == "other":
        return f"Ô “{text[:80]}” đứng ở cột số thứ tự: có lệch cột không?"
    return ""
