"""Due days of a rhythm: every one inside its span, none that the calendar lacks, and the same from the rule of iCalendar."""

from __future__ import annotations

from datetime import date

import pytest
from dateutil.rrule import rrulestr

from scripts.deadlines import parse_deadline
from scripts.rhythms import Rhythm, printed_rhythm, stated_rhythm


def expanded(rhythm: Rhythm, first: date, last: date) -> list[date]:
    """The days that another library makes of the rule."""
    rule = rhythm.rule(last)
    parts = [f"{name.upper()}={','.join(map(str, value)) if isinstance(value, list) else value}" for name, value in rule.items()]
    text = ";".join(f"UNTIL={rule['until'].replace('-', '')}" if part.startswith("UNTIL") else part for part in parts)
    return [moment.date() for moment in rrulestr(f"DTSTART:{first:%Y%m%d}\nRRULE:{text}")]


@pytest.mark.parametrize(
    "recurrence, rule, days",
    [
        ("quarterly", "day 05 of the last month of each quarter", ["2026-03-05", "2026-06-05", "2026-09-05", "2026-12-05"]),
        ("quarterly", "", ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"]),
        ("half-yearly", "day 15 of the last month of each half-year", ["2026-06-15", "2026-12-15"]),
        ("half-yearly", "", ["2026-06-30", "2026-12-31"]),
        ("yearly", "day 30 of november of each year", ["2026-11-30"]),
        ("yearly", "day 15 of the last month of each year", ["2026-12-15"]),
        ("yearly", "", ["2026-12-31"]),
        ("monthly", "day 05 of each month", [f"2026-{month:02}-05" for month in range(1, 13)]),
        # A day that not every month has: the last day of those that lack it.
        ("monthly", "day 30 of each month", [f"2026-{month:02}-{28 if month == 2 else 30}" for month in range(1, 13)]),
        ("quarterly", "day 31 of the last month of each quarter", ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"]),
        # The rule says more than the column recurrence.
        ("monthly", "day 02 of the last month of each quarter", ["2026-03-02", "2026-06-02", "2026-09-02", "2026-12-02"]),
    ],
)
def test_due_days_of_a_year(recurrence: str, rule: str, days: list[str]) -> None:
    """As written by the rule, or the last day of each period when no day is stated; and the RRULE gives the same days."""
    rhythm = stated_rhythm(recurrence, rule)
    found = rhythm.days(date(2026, 1, 1), date(2026, 12, 31))
    assert [day.isoformat() for day in found] == days
    assert expanded(rhythm, found[0], date(2026, 12, 31)) == found


def test_twenty_years() -> None:
    """Leap years too: 29 February where there is one."""
    rhythm = stated_rhythm("yearly", "day 29 of february of each year")
    found = rhythm.days(date(2025, 1, 1), date(2045, 12, 31))
    assert [day.isoformat() for day in found[:4]] == ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]
    assert len(found) == 21 and expanded(rhythm, found[0], date(2045, 12, 31)) == found


def test_a_span_that_begins_in_the_middle_of_a_period() -> None:
    """The first due day is the first inside the span; the days that follow keep the rhythm."""
    rhythm = stated_rhythm("quarterly", "day 05 of the last month of each quarter")
    found = rhythm.days(date(2025, 6, 6), date(2026, 3, 5))
    assert [day.isoformat() for day in found] == ["2025-09-05", "2025-12-05", "2026-03-05"]
    assert expanded(rhythm, found[0], date(2026, 3, 5)) == found
    assert rhythm.days(date(2026, 3, 6), date(2026, 6, 4)) == []


@pytest.mark.parametrize(
    "words, day",
    [
        ("Hằng năm", "2026-12-31"),
        ("Tháng 11 hàng năm (kế hoạch năm tiếp theo)", "2026-11-30"),
        ("Quý I hằng năm", "2026-03-31"),
        ("quý 4 hàng năm", "2026-12-31"),
        ("Tháng 02 hằng năm", "2026-02-28"),
    ],
)
def test_a_yearly_task_whose_month_is_printed(words: str, day: str) -> None:
    """Stands at the end of that month, not of the year."""
    assert printed_rhythm("yearly", words).days(date(2026, 1, 1), date(2026, 12, 31)) == [date.fromisoformat(day)]


@pytest.mark.parametrize("words", ["trước ngày 05 hàng tháng", "trước ngày 20 của tháng cuối quý", "trước ngày 15 tháng 12", "ngày 30/11 hằng năm", "trước ngày 10 tháng cuối năm"])
def test_every_form_of_rule_is_understood(words: str) -> None:
    """What deadlines.py writes, rhythms.py reads: the day that is printed is the day of the event."""
    read = parse_deadline(words)
    assert read.due_rule and stated_rhythm(read.recurrence, read.due_rule).day == int(read.due_rule[4:6])
