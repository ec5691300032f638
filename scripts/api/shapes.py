"""What an object of the API holds: the columns of one table, and cells that it borrows from the rows that belong to it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

from ..downloads.base import CannotHold
from ..languages import N_
from ..places import PLACE
from ..tables import schemas

Json = Any


@dataclass(frozen=True)
class Lent:
    """A cell of another table: `name` is that of the table in the singular and of its column, "target_name"."""

    table: str
    column: str

    @property
    def name(self) -> str:
        return f"{self.table[:-1]}_{self.column}"


@dataclass(frozen=True)
class Shape:
    """A row of `table` as the API gives it: "table", its columns, what it borrows, its place, its page, the notices about it.

    `kin` is the table of its parent, which says where a child row stands and lends `lent`; "" for a row with a place of its own.
    `schedules`: the row has the times of its task. `title` is a message.
    """

    name: str
    table: str
    title: str
    kin: str = ""
    lent: tuple[Lent, ...] = ()
    schedules: bool = False

    @property
    def columns(self) -> list[str]:
        return schemas()[self.table].columns

    @cached_property
    def place(self) -> tuple[Lent, ...]:
        """The columns that say where a child row stands, those of its parent under their own names."""
        return tuple(Lent(self.kin, column) for column in PLACE) if self.kin else ()


# What every row says of its plan.
COMMUNE = (Lent("communes", "code"), Lent("communes", "full_name"))
PROVINCE = (Lent("provinces", "code"), Lent("provinces", "full_name"))
# The part of the document (body, an appendix) in which it stands.
PART = Lent("source_parts", "name")
OF_TARGET = (Lent("targets", "name"), Lent("targets", "reading"))
OF_TASK = tuple(Lent("tasks", column) for column in ("kind", "title", "name", "reading"))

VALUE = Shape("TargetValueRow", "target_values", N_("Một giá trị của chỉ tiêu trong một kế hoạch"), "targets", OF_TARGET)
RESULT = Shape("ResultRow", "results", N_("Một kết quả đã báo cáo trong một kế hoạch"))
TARGET_BODY = Shape("TargetAgencyRow", "target_agencies", N_("Một chỉ tiêu mà cơ quan chủ trì hoặc phối hợp"), "targets", OF_TARGET)
TASK_BODY = Shape("TaskAgencyRow", "task_agencies", N_("Một nhiệm vụ mà cơ quan chủ trì hoặc phối hợp"), "tasks", OF_TASK, schedules=True)
DUTY = Shape("DutyRow", "duties", N_("Một trách nhiệm mà kế hoạch giao cho cơ quan"))
CITATION = Shape("CitationRow", "citations", N_("Một lần kế hoạch viện dẫn văn bản"))
SHAPES = (VALUE, RESULT, TARGET_BODY, TASK_BODY, DUTY, CITATION)


@cache
def own_columns(table: str, parent: str) -> tuple[str, ...]:
    """The columns of a child row that stands inside its parent: all but those that name the parent, and its number in the order."""
    keys = {*schemas()[table].primary_key, *schemas()[parent].primary_key}
    return tuple(column for column in schemas()[table].columns if column not in keys)


@cache
def _unlike_text(table: str) -> frozenset[str]:
    """The columns of which a typed cell is no value of JSON."""
    return frozenset(name for name, field in schemas()[table].fields.items() if field["type"] in ("number", "date", "datetime"))


def cells(row: Mapping[str, Any], table: str, columns: Sequence[str]) -> dict[str, Json]:
    """These columns of a typed row of the table as JSON holds them: null for not stated, days and times in ISO 8601, figures as numbers.

    Raises CannotHold for a figure of more digits than programs keep when they read JSON.
    """
    found = {column: None if (value := row[column]) == "" else value for column in columns}
    for column in _unlike_text(table):
        value = found.get(column)
        if isinstance(value, date):
            found[column] = value.isoformat()
        elif value is not None:
            found[column] = number(value)
            if found[column] is None:
                raise CannotHold(
                    f"bảng {table}, dòng {':'.join(str(row[key]) for key in schemas()[table].primary_key)}, cột {column}: "
                    f"số {value} có nhiều chữ số hơn mức chương trình đọc JSON giữ được; cần không quá 15 chữ số có nghĩa; "
                    "kiểm tra lại số trong tệp CSV và sửa nếu chép thừa"
                )
    return found


def number(value: Decimal) -> int | float | None:
    """The figure as a number of JSON; None when a program that reads it as a double would get another one."""
    if not value.is_finite():
        return None
    found = int(value) if value == value.to_integral_value() else float(value)
    return found if abs(found) <= 2**53 and Decimal(repr(found)) == value else None


def reference_row(row: Mapping[str, str], table: str) -> dict[str, Json]:
    """A whole row of a reference table, typed."""
    return cells(schemas()[table].typed(dict(row)), table, schemas()[table].columns)
