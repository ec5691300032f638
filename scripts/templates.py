"""The Jinja environment of the data pages, and the words that its templates ask for. Everything is escaped."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from . import formats, metrics
from .paths import TEMPLATES
from .tables import schemas
from .text import tone_key


class RowEnvironment(Environment):
    """Templates speak of the columns of rows, which are dictionaries: `row.name` looks there first, not for an attribute."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


@cache
def environment() -> Environment:
    """The templates; an undefined name is an error, and every value is escaped."""
    env = RowEnvironment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    env.globals.update(
        dong=formats.dong, dong_short=formats.dong_short, number=formats.number, day=formats.day, label=label,
        reads_differently=_reads_differently, target_value=_target_value, schedule_runs=metrics.schedule_runs,
        _=lambda text: text, run_label=_run_label, schedule_note=_schedule_note, group_title=_group_title,
    )  # fmt: skip
    return env


def label(table: str, column: str, value: str) -> str:
    return schemas()[table].label(column, value)


def _reads_differently(parsed: str, printed: str) -> bool:
    """Whether readers should see the printed text beside the parsed one: not for a moved tone mark or dash."""
    return not formats.same_text(tone_key(parsed), tone_key(printed))


def _group_title(title: str) -> str:
    """A printed section title in running text: without capitals throughout, without its remark in brackets."""
    words = title.partition(" (")[0]
    return words.capitalize() if words.isupper() else words


def _target_value(value: dict[str, Any]) -> str:
    return formats.target_value(value["comparator"], value["value_min"], value["value_max"], value["unit"])


def _run_label(rows: list[dict[str, Any]]) -> str:
    """The columns of a run: "Năm 2025" or "2025–2035" for neighbouring columns with the same words."""
    first, last = rows[0], rows[-1]
    if not first["period_from"]:
        return ""
    years = f"{first['period_from']}–{last['period_to']}"
    return f"Năm {first['period_from']}" if first["period_from"] == last["period_to"] else years


def _outside_column(row: dict[str, Any]) -> bool:
    """Whether the printed time lies outside the years of the column it is printed in."""
    return bool(row["due_on"] and row["period_from"] and not row["period_from"] <= row["due_on"].year <= row["period_to"])


def _schedule_note(row: dict[str, Any]) -> str:
    """What was read out of the printed words: the due date, or the kind when there is none."""
    if row["kind"] == "marked":
        return "có đánh dấu, không ghi ngày"
    outside = "không thuộc giai đoạn của cột" if _outside_column(row) else ""
    if row["due_on"] and row["kind"] in metrics.DATED:
        return f"hạn {formats.day(row['due_on'])}" + (f"; {outside}" if outside else "")
    if outside:
        return outside
    if row["kind"] == "text":
        return "không đọc được thành ngày"
    if row["kind"] == "conditional":
        return "chờ điều kiện"
    return ""
