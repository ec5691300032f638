"""How each kind of column looks in Excel, and which cells Excel cannot hold as they are. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from .base import Value

# What Excel holds: characters (of UTF-16) in a cell, digits of a number, rows below a header, and days that it counts as everyone does
# (it takes 1900 for a leap year).
CHARACTERS = 32_767
DIGITS = 15
ROWS = 1_048_575
FIRST_DAY = date(1900, 3, 1)
DAY_ZERO = date(1899, 12, 30).toordinal()
VIETNAM = timezone(timedelta(hours=7))
# Widths of columns in characters; the height of a line in points, and how many lines of a long text are in sight.
WIDE, NARROW, ARROW = 50, 14, 4
LINE, LINES = 15, 8


class Unfit(ValueError):
    """Excel would change this value; the text says why, in Vietnamese."""


@dataclass(frozen=True)
class Look:
    """How a column is shown: its width in characters, whether long text wraps, its number format ("@" is text that stays text when edited)."""

    width: float
    wraps: bool
    number_format: str


def look(field: dict[str, Any]) -> Look:
    """From what the schema says of a field: its type, its codes, the length of its example. Rows are not looked at: they stream."""
    kind, rules, example = field["type"], field.get("constraints", {}), len(str(field.get("example", "")))
    least = min(len(field["name"]) + ARROW, WIDE)
    if kind == "string" and ("enum" in rules or "pattern" in rules):
        return Look(max(least, max(map(len, rules.get("enum", [])), default=min(example, WIDE)) + 2), False, "@")
    if kind == "string":
        return Look(WIDE, True, "General") if example > WIDE // 2 else Look(max(least, NARROW, example + 2), True, "@")
    if kind in ("date", "datetime"):
        return Look(max(least, 12 if kind == "date" else 20), False, "yyyy-mm-dd" if kind == "date" else "yyyy-mm-dd hh:mm:ss")
    if field.get("unit_en") == "VND":
        return Look(max(least, 18), False, "#,##0")
    return Look(max(least, 8), False, "0" if kind == "integer" else "General")


def lines(text: str, width: float) -> int:
    """How many lines of a column a text fills."""
    return -int(-len(text) // width)


def height(count: int) -> int:
    """Points of a row of so many lines; 0 for one line, which needs no word. What is longer than LINES would push the next rows off the screen:
    it is seen in part, and whole in the line above the sheet."""
    return min(count, LINES) * LINE if count > 1 else 0


def utf16_length(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def text(value: Any) -> str:
    if len(value) > CHARACTERS // 2 and utf16_length(value) > CHARACTERS:
        raise Unfit(f"dài {_grouped(utf16_length(value))} ký tự, Excel chỉ chứa {_grouped(CHARACTERS)}")
    return value


def _grouped(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def integer(value: Any) -> str:
    if abs(value) >= 10**DIGITS:
        raise Unfit(f"Excel chỉ giữ đúng {DIGITS} chữ số")
    return str(value)


def number(value: Any) -> str:
    written = str(value)
    if len(written) <= DIGITS:
        return written
    if len(value.normalize().as_tuple().digits) > DIGITS or Decimal(repr(float(value))) != value:
        raise Unfit(f"Excel chỉ giữ đúng {DIGITS} chữ số")
    return repr(float(value))


def day(value: Any) -> str:
    if value < FIRST_DAY:
        raise Unfit("Excel không tính đúng ngày trước 1900-03-01")
    return str(value.toordinal() - DAY_ZERO)


def moment(value: Any) -> str:
    """The time on clocks in Vietnam: Excel knows no time zones."""
    try:
        local: datetime = value.astimezone(VIETNAM)
    except OverflowError:
        raise Unfit("giờ Việt Nam của thời điểm này nằm ngoài các năm mà Excel tính được") from None
    if local.microsecond:
        raise Unfit("Excel không giữ đúng phần nhỏ hơn một giây")
    seconds = local.hour * 3600 + local.minute * 60 + local.second
    return repr(int(day(local.date())) + seconds / 86_400)


AS_NUMBERS: dict[str, Callable[[Value], str]] = {"integer": integer, "number": number, "date": day, "datetime": moment}
