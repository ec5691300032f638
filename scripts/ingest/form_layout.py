"""The form in which a plan without a readable file is typed: its sheets and columns, made from the schemas. Writer and reader share it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..plans import Reference
from ..schedules import parse_period
from ..tables import schemas
from .headings import Meaning, meanings

VERSION = "1"
# A sheet that nobody sees says that a workbook is this form, of which version and for which plan.
MARKER, MAGIC = "_mau_nhap", "mau-nhap-ke-hoach"
PLAN_SHEET, BODIES_SHEET, GUIDE_SHEET = "Kế hoạch", "Cơ quan", "Hướng dẫn"
MARKER_HEADER = ("magic", "version", "plan_id")  # its first cells
PLAN_HEADER = ("Mục", "Nội dung", "Giải thích")
PLAN_TABLES = ("plans", "sources")
PERIODS = "…"
SECTION = "mục"
PLACE = ("source_page", "source_line_from", "source_line_to")
# Table -> the columns of its sheet, in order; PERIODS stands for one column a year.
SHEETS: dict[str, tuple[str, ...]] = {
    "targets": (
        "row", "level", "number", "name", "unit_text", PERIODS, "lead_text", "lead_bodies", "support_text", "support_bodies",
        "indicator_id", "origin", "reading", "cells_reading", *PLACE,
    ),
    "tasks": (
        "row", "level", "number", "title", "name", "product_text", "lead_text", "lead_bodies", "support_text", "support_bodies",
        PERIODS, "note_text", "origin", "reading", "cells_reading", *PLACE,
    ),
    "budget_lines": ("view", "level", "number", "name", "expenditure", "unit_text", PERIODS, "amount_words", "reading", *PLACE),
    "issued_documents": ("number", "symbol", "issued_on_text", "name", "reading", *PLACE),
    "source_parts": ("kind", "name", "page_from", "page_to", "line_from", "line_to"),
}  # fmt: skip
SHEET_TITLES = {"targets": "Chỉ tiêu", "tasks": "Nhiệm vụ", "budget_lines": "Ngân sách", "issued_documents": "Văn bản ban hành", "source_parts": "Phần văn bản"}
# What the schemas do not have: columns that only the form needs.
_OWN = {
    "row": ("Loại dòng", f"Chọn “{SECTION}” cho dòng chỉ là đề mục (số và tên của mục); các dòng dưới thuộc mục đó. Để trống nếu là dòng thường."),
    "level": ("Cấp", "Để trống hoặc ghi 1 nếu dòng không nằm dưới dòng nào; ghi 2 nếu nằm dưới dòng cấp 1 gần nhất ở trên, ghi 3 nếu nằm dưới dòng cấp 2, ..."),
    "lead_bodies": ("Tách cơ quan chủ trì", "Chỉ cần khi ô như in nêu nhiều cơ quan mà không ngăn bằng dấu chấm phẩy: ghi lại từng tên đúng như in, ngăn bằng dấu chấm phẩy."),
    "support_bodies": ("Tách cơ quan phối hợp", "Chỉ cần khi ô như in nêu nhiều cơ quan mà không ngăn bằng dấu chấm phẩy: ghi lại từng tên đúng như in, ngăn bằng dấu chấm phẩy."),
    "cells_reading": ("Mức chắc chắn của các cột năm", "Ghi “chưa chắc chắn” nếu không biết chắc giá trị hay thời gian của dòng này thuộc cột nào. Để trống là chắc chắn."),
}  # fmt: skip
# Columns of a sheet that belong to a child table.
_CHILD = {("budget_lines", "unit_text"): "budget_amounts", ("budget_lines", "amount_words"): "budget_amounts"}
# Money of a table in another unit than dong; any other wording of the document may be typed.
MONEY_UNITS = ("nghìn đồng", "triệu đồng", "tỷ đồng")
# Fields of plans and sources that follow from others or from the plan's id.
_DERIVED = ("plan_id", "commune_code", "document_number", "issued_on", "source_id")
REQUIRED_ROWS = {"targets": ("name",), "tasks": ("name",), "budget_lines": ("view", "name"), "issued_documents": ("name",), "source_parts": ("kind", "name")}
_TIME = "Thời gian thực hiện"
# The comment on a column of a year.
PERIOD_ABOUT = "Chép ô của cột này đúng như in. Sửa năm ở tên cột nếu cần."
_YEAR = re.compile(r"20[0-9]{2}")
_YEARLY = re.compile(r"(.+) năm (20[0-9]{2})")
_VALUES = {"Kết quả": "baseline", "Chỉ tiêu": "target"}
READING_CERTAIN = "certain"


@dataclass(frozen=True)
class Field:
    """One column of a sheet, or one row of the first sheet. `choices`: label -> value, the only labels allowed;
    `suggested`: labels that may be chosen, while other text may be typed."""

    key: str
    table: str
    title: str
    about: str
    choices: dict[str, str]
    suggested: tuple[str, ...] = ()
    bodies: bool = False
    required: bool = False
    example: str = ""


@dataclass(frozen=True)
class Period:
    """A column for a year: its heading, and what it means for the rows below."""

    heading: str
    meaning: Meaning


def shown(field: Field) -> str:
    """The example of a field as its drop-down calls it."""
    return next((label for label, value in field.choices.items() if value == field.example), field.example)


def explained(field: Field) -> str:
    """What stands beside a field of the first sheet."""
    return f"{field.about} Ví dụ: {shown(field)}" if field.example else field.about


def _choices(schema_field: dict[str, Any]) -> dict[str, str]:
    return {label: value for value, label in schema_field.get("enum_titles", {}).items()}


def _field(sheet: str, key: str, reference: Reference) -> Field:
    if key == "row":
        return Field(key, sheet, *_OWN[key], _row_choices(sheet))
    if key in _OWN:
        choices = _choices(schemas()["targets"].fields["reading"]) if key == "cells_reading" else {}
        return Field(key, sheet, *_OWN[key], choices, bodies=key.endswith("_bodies"))
    table = _CHILD.get((sheet, key), sheet)
    said = schemas()[table].fields[key]
    choices, suggested = _choices(said), ()
    if key == "indicator_id":
        choices = {row["name"]: row["indicator_id"] for row in reference.rows("indicators")}
    if key == "topic_id":
        choices = {row["name"]: row["topic_id"] for row in reference.rows("topics")}
    if key == "unit_text" and table == "budget_amounts":
        suggested = MONEY_UNITS
    required = key in REQUIRED_ROWS.get(sheet, ()) or sheet in PLAN_TABLES and bool(said.get("constraints", {}).get("required"))
    return Field(key, table, said["title"], said["description"], choices, suggested, key in ("lead_text", "support_text"), required, str(said.get("example", "")))


def _row_choices(sheet: str) -> dict[str, str]:
    own = _choices(schemas()[sheet].fields["kind"]) if "kind" in schemas()[sheet].fields else {SHEET_TITLES[sheet].lower(): "row"}
    return {SECTION: "section"} | own


def columns(sheet: str, reference: Reference) -> tuple[list[Field], list[Field]]:
    """The columns of a sheet before those of the years, and those behind."""
    keys = SHEETS[sheet]
    at = keys.index(PERIODS) if PERIODS in keys else len(keys)
    return [_field(sheet, key, reference) for key in keys[:at]], [_field(sheet, key, reference) for key in keys[at + 1 :]]


def plan_fields(reference: Reference) -> list[Field]:
    """The rows of the first sheet: what is asked about the plan, then about its source. Titles are different from each other."""
    found = [
        _field(table, key, reference) for table in PLAN_TABLES for key in schemas()[table].columns if key not in _DERIVED
    ]  # fmt: skip
    seen: dict[str, int] = {}
    for field in found:
        seen[field.title] = seen.get(field.title, 0) + 1
    return [
        Field(f.key, f.table, f"{f.title} (tài liệu nguồn)" if f.table == "sources" and seen[f.title] > 1 else f.title, f.about, f.choices, required=f.required, example=f.example)
        for f in found
    ]  # fmt: skip


def period_headings(sheet: str, years: Iterable[int]) -> list[str]:
    """The headings of the columns for these years."""
    if PERIODS not in SHEETS[sheet]:
        return []
    if sheet == "tasks":
        return [_TIME, *(f"Năm {year}" for year in years)]
    names = list(_VALUES) if sheet == "targets" else [_stage_title(stage) for stage in ("estimated_outturn", "requested")]
    return [f"{name} năm {year}" for year in years for name in names]


def _stage_title(stage: str) -> str:
    title = schemas()["budget_amounts"].fields["stage"]["enum_titles"][stage]
    return title[:1].upper() + title[1:]


@cache
def _stages() -> dict[str, str]:
    return {_stage_title(stage): stage for stage in schemas()["budget_amounts"].fields["stage"]["enum_titles"]}


def read_period(sheet: str, heading: str) -> Period | None:
    """What a column between the fixed ones means: by the form's own headings, else by headings.csv; None when neither knows it."""
    kind = "budget" if sheet == "budget_lines" else sheet
    roles = {"targets": ("baseline", "target"), "tasks": ("schedule",), "budget": ("amount",)}.get(kind, ())
    if match := _YEARLY.fullmatch(heading):
        years = (int(match[2]), int(match[2]))
        if kind == "targets" and match[1] in _VALUES:
            return Period(heading, Meaning(kind, _VALUES[match[1]], "", years))
        if kind == "budget" and match[1] in _stages():
            return Period(heading, Meaning(kind, "amount", _stages()[match[1]], years))
    if kind == "tasks" and (heading == _TIME or parse_period(heading)):
        return Period(heading, Meaning(kind, "schedule", "", parse_period(heading)))
    # A value or an amount belongs to the one year of its heading.
    one = len(set(_YEAR.findall(heading))) == 1
    found = [m for m in meanings(heading) if m.table == kind and m.role in roles and m.sure and (kind == "tasks" or one and m.years)]
    return Period(heading, found[0]) if len(found) == 1 else None
