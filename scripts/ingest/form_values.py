"""The text of a form's cell as a table holds it: codes for labels, whole numbers, days. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from ..problems import quote
from ..tables import schemas
from ..text import fold, tone_key
from ..values import parse_date
from .form_cells import Problems
from .form_layout import Field


def value_of(field: Field, text: str, place: str, problems: Problems) -> str:
    """The text of a cell as a table holds it: the code of a label, whole numbers and days in their form."""
    if field.choices:
        if text in field.choices.values():  # the code itself, as the explanation beside the cell calls it
            return text
        label = _alike(text, field.choices)
        if label is None:
            listed = ", ".join(f"“{label}”" for label in list(field.choices)[:12])
            problems.add(place, f"tìm thấy {quote(text)}", f"một trong {listed}" + (", ..." if len(field.choices) > 12 else ""), "chọn trong danh sách của ô")
        return field.choices[label] if label is not None else ""
    kind = type_of(field)
    if kind == "integer" and not (text.isascii() and text.isdigit()):
        problems.add(place, f"tìm thấy {quote(text)}", "một số nguyên", "ghi lại chỉ bằng chữ số")
        return ""
    if kind == "date":
        day = parse_date(text)
        if day is None and not _is_iso(text):
            problems.add(place, f"tìm thấy {quote(text)}", "ngày dạng 31/12/2026", "ghi lại ngày")
        return day.isoformat() if day else text
    if kind == "datetime" and not _is_moment(text):
        problems.add(place, f"tìm thấy {quote(text)}", "ngày giờ dạng 2026-12-31T08:30:00+07:00", "ghi lại dạng chữ, hoặc để trống")
    return text


def _alike(text: str, choices: Iterable[str]) -> str | None:
    """The label itself, else the one that is the same but for capitals, or but for tone marks too."""
    for key in (str, tone_key, fold):
        found = [label for label in choices if key(label) == key(text)]
        if len(found) == 1:
            return found[0]
    return None


def type_of(field: Field) -> str:
    """The type of a field in its schema; what only the form has is text."""
    return schemas()[field.table].fields.get(field.key, {}).get("type", "string")


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _is_iso(text: str) -> bool:
    try:
        year, month, day = text.split("-")
        return parse_date(f"{day}/{month}/{year}") is not None
    except ValueError:
        return False
