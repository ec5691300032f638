"""When a duty is due: the printed deadline or rhythm of reporting, as a rhythm, a day in it, or a date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from .text import clean, tone_key
from .values import parse_date


@dataclass(frozen=True, slots=True)
class Deadline:
    """`recurrence`: monthly | quarterly | half-yearly | yearly | ""; `due_rule`: "day 05 of each month" and the like, "" when no day is stated."""

    recurrence: str = ""
    due_rule: str = ""
    due_on: date | None = None


# From the most to the least frequent: of several rhythms in one deadline the first found counts.
_RHYTHMS = (
    ("monthly", r"h[àằ]ng tháng|mỗi tháng|báo cáo tháng"),
    # "ngày 13 tháng 12" is a day of December.
    ("quarterly", r"h[àằ]ng quý|mỗi quý|cuối quý|(?<![0-9])0?3 tháng(?! [0-9])"),
    ("half-yearly", r"(?<![0-9])0?6 tháng(?! [0-9])"),
    ("yearly", r"h[àằ]ng năm|mỗi năm|(?<![0-9])0?1 năm|cuối năm"),
)
MONTHS = "january february march april may june july august september october november december".split()
_EACH = {"monthly": "each month", "quarterly": "the last month of each quarter", "half-yearly": "the last month of each half-year", "yearly": "the last month of each year"}
_DAY = re.compile(r"(?:trước )?ngày (?P<day>0?[1-9]|[12][0-9]|3[01])(?P<rest>(?![0-9/]).*)")
_OF = (
    ("monthly", re.compile(r" (?:của )?(?:h[àằ]ng tháng|mỗi tháng)")),
    ("quarterly", re.compile(r" (?:của )?tháng cuối (?:của )?(?:h[àằ]ng |mỗi )?quý")),
    ("half-yearly", re.compile(r" (?:của )?tháng cuối (?:của )?(?:kỳ )?6 tháng")),
    ("yearly", re.compile(r" (?:của )?tháng cuối (?:của )?(?:h[àằ]ng |mỗi )?năm")),
)
_MONTH_OF_YEAR = re.compile(r" (?:của )?tháng (1[0-2]|0?[1-9])(?: h[àằ]ng năm)?(?![0-9/])")
_DATE = re.compile(r"(?:trước |chậm nhất )?(?P<date>(?:ngày )?[0-9]{1,2}(?:/| tháng )[0-9]{1,2}(?:/| năm )20[0-9]{2})")
_DAY_OF_YEAR = re.compile(r"(?:trước )?(?:ngày )?(0?[1-9]|[12][0-9]|3[01])/(1[0-2]|0?[1-9]) h[àằ]ng năm")
_IN_YEAR = re.compile(r"(?:hoàn thành )?trong năm (20[0-9]{2})")


def _day_of_year(day: int, month: int) -> str:
    """ "day 15 of december of each year"; "" for 31 June."""
    try:
        date(2024, month, day)  # a leap year: 29 February is a day of some years
    except ValueError:
        return ""
    return f"day {day:02} of {MONTHS[month - 1]} of each year"


@lru_cache(maxsize=1024)
def parse_deadline(text: str) -> Deadline:
    """ "Định kỳ hằng quý (trước ngày 05 của tháng cuối quý)" -> quarterly, "day 05 of the last month of each quarter".

    "trước ngày 05/12/2026" is a date, "trong năm 2025" the last day of that year. What has neither rhythm nor day stays empty.
    """
    words = tone_key(clean(text))
    if match := _IN_YEAR.fullmatch(words):
        return Deadline(due_on=date(int(match[1]), 12, 31))
    if match := _DATE.fullmatch(words):
        return Deadline(due_on=parse_date(match["date"]))
    if match := _DAY_OF_YEAR.fullmatch(words):
        return Deadline("yearly", _day_of_year(int(match[1]), int(match[2])))
    recurrence = next((name for name, pattern in _RHYTHMS if re.search(pattern, words)), "")
    day = _DAY.search(words)
    if not day:
        return Deadline(recurrence)
    for name, pattern in _OF:
        if pattern.match(day["rest"]):
            return Deadline(recurrence or name, f"day {int(day['day']):02} of {_EACH[name]}")
    if month := _MONTH_OF_YEAR.match(day["rest"]):
        return Deadline("yearly", _day_of_year(int(day["day"]), int(month[1])))
    return Deadline(recurrence)
