"""Days and times of a workbook as their format shows them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from .grid import Doubt

_LETTERS = frozenset("ymdhs")
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
# Serial numbers that a plan can mean: the years 1900 to 2199.
_LAST = 109_574
_EVE, _EVE_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)


@dataclass(frozen=True, slots=True)
class Day:
    """A day as shown; `unsure` when the format names months or weekdays in words, which the machine chooses: then in figures."""

    text: str
    when: datetime
    unsure: bool = False
    month_first: bool = False


def is_date(part: list[str]) -> bool:
    """Whether a part of a number format shows a day or a time."""
    return any(token.lower() in _LETTERS or _ELAPSED.fullmatch(token) for token in part)


def shown(value: Decimal, part: list[str], epoch_1904: bool) -> Day | None:
    """None for a number that is no day, for elapsed time and for parts of seconds."""
    if not 0 <= value <= _LAST or any(_ELAPSED.fullmatch(token) for token in part) or "0" in part:
        return None
    # Excel counts a 29 February 1900 that never was: its first sixty days are one off.
    if not epoch_1904 and 1 <= value < 61:
        return None
    when = (_EVE_1904 if epoch_1904 else _EVE) + timedelta(seconds=round(float(value) * 86_400))
    runs, unsure, text = list(_runs(part)), False, ""
    half = any("/" in token and token[0] in "aA" for token in part)
    for number, run in enumerate(runs):
        letter = run[0].lower()
        if letter in _LETTERS and set(run.lower()) == {letter}:
            minutes = letter == "m" and (_near(runs[:number][::-1], "h") or _near(runs[number + 1 :], "s"))
            found = _field(when, letter, len(run), minutes, half)
            unsure = unsure or found is None
            text += found or ""
        elif len(run) > 1 and letter == "a" and "/" in run:
            text += "SA" if when.hour < 12 else "CH"
            unsure = True
        else:
            text += "" if run[0] in "[*" else " " if run[0] == "_" else run[1:] if run[0] == "\\" else run.strip('"')
    if unsure:
        named = any(run.lower() in ("d", "dd") for run in runs) or not any(run.lower().startswith("m") for run in runs)
        return Day(when.strftime("%d/%m/%Y" if named else "%m/%Y"), when, True)
    order = [run[0].lower() for run in runs if run[0].lower() in "dm" and len(run) < 3]
    return Day(text.strip(), when, month_first=order[:2] == ["m", "d"])


def asked(day: Day, by_machine: bool) -> Iterator[Doubt]:
    """A day whose day and month could be taken for each other: shown as each machine is set, or with the month first."""
    if day.when.day > 12 or day.when.day == day.when.month or not (by_machine or day.month_first):
        return
    why = "theo cài đặt của từng máy" if by_machine else "tháng trước, ngày sau"
    other = day.when.strftime("%m/%d/%Y" if by_machine else "%d/%m/%Y")
    yield Doubt(f"Ngày này hiển thị {why}: đúng là ngày {day.when.day} tháng {day.when.month}, hay ngược lại?", other)


def _runs(part: list[str]) -> Iterator[str]:
    """Equal letters together: d d / m m -> dd / mm."""
    run = ""
    for token in part:
        if run and len(token) == 1 and token.lower() in _LETTERS and token.lower() == run[0].lower():
            run += token
            continue
        if run:
            yield run
        run = token
    if run:
        yield run


def _near(runs: list[str], letter: str) -> bool:
    """Whether the next field in this direction is of this letter."""
    fields = (run[0].lower() for run in runs if run[0].lower() in _LETTERS)
    return next(fields, "") == letter


def _field(when: datetime, letter: str, length: int, minutes: bool, half: bool) -> str | None:
    if letter == "y":
        return f"{when.year % 100:02d}" if length < 3 else str(when.year)
    if (letter in "md" and not minutes) and length > 2:
        return None
    number = {"m": when.minute if minutes else when.month, "d": when.day, "h": (when.hour % 12 or 12) if half else when.hour, "s": when.second}[letter]
    return f"{number:0{min(length, 2)}d}"
