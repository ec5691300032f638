"""The days on which a rhythm falls due inside a span of time, as dates and as a rule of iCalendar. Pure."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any

from .deadlines import MONTHS
from .text import clean, tone_key

# In which months of a year a rhythm falls due, where the document names no month.
LAST_MONTHS = {"monthly": tuple(range(1, 13)), "quarterly": (3, 6, 9, 12), "half-yearly": (6, 12), "yearly": (12,)}
# The shortest month has this many days: a later day of a month is not in every month.
SHORTEST = 28

_RULE = re.compile(r"day (?P<day>[0-9]{2}) of (?:(?P<each>each month)|the last month of each (?P<period>quarter|half-year|year)|(?P<month>[a-z]+) of each year)")
_PERIODS = {"quarter": "quarterly", "half-year": "half-yearly", "year": "yearly"}
_TIME_OF_YEAR = re.compile(r"(?:tháng (?P<month>1[0-2]|0?[1-9])|quý (?P<quarter>iv|i{1,3}|[1-4])) h[àằ]ng năm")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True)
class Rhythm:
    """`months`: in which months of a year it is due. `day`: the day of the month that the document states, 0 when it states none."""

    recurrence: str
    months: tuple[int, ...]
    day: int = 0

    def day_in(self, year: int, month: int) -> date:
        """The day stated, in a month that lacks it the last one; the last day of the month when none is stated."""
        length = monthrange(year, month)[1]
        return date(year, month, min(self.day or length, length))

    def days(self, first: date, last: date) -> list[date]:
        """Every due day from `first` to `last`, both included."""
        found = (self.day_in(year, month) for year in range(first.year, last.year + 1) for month in self.months)
        return [day for day in found if first <= day <= last]

    def rule(self, until: date) -> dict[str, Any]:
        """The RRULE of these days, as a dictionary of JSON; it is right for an event that begins on one of them."""
        if len(self.months) > 1:
            found: dict[str, Any] = {"freq": "MONTHLY", "interval": 12 // len(self.months)}
        else:
            found = {"freq": "YEARLY", "bymonth": self.months[0]}
        if self.day > SHORTEST:
            # Of the 28th to the day stated, the last that the month has.
            found |= {"bymonthday": list(range(SHORTEST, self.day + 1)), "bysetpos": -1}
        else:
            found["bymonthday"] = self.day or -1
        return found | {"until": until.isoformat()}


def stated_rhythm(recurrence: str, due_rule: str) -> Rhythm:
    """A duty's rhythm: "quarterly", "day 05 of the last month of each quarter". The day is 0 without a rule."""
    match = _RULE.fullmatch(due_rule)
    if not match:
        return Rhythm(recurrence, LAST_MONTHS[recurrence])
    if match["month"]:
        return Rhythm("yearly", (MONTHS.index(match["month"]) + 1,), int(match["day"]))
    own = "monthly" if match["each"] else _PERIODS[match["period"]]
    return Rhythm(own, LAST_MONTHS[own], int(match["day"]))


def printed_rhythm(recurrence: str, words: str) -> Rhythm:
    """A task's rhythm, of which the document never states the day, but at times the month: "Tháng 11 hằng năm"."""
    match = _TIME_OF_YEAR.search(tone_key(clean(words))) if recurrence == "yearly" else None
    if not match:
        return Rhythm(recurrence, LAST_MONTHS[recurrence])
    return Rhythm(recurrence, (int(match["month"]) if match["month"] else 3 * (_ROMAN.get(match["quarter"]) or int(match["quarter"])),))
