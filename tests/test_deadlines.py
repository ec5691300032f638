"""When a duty is due: a rhythm, a day in it, or a date."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

import pytest

from scripts.deadlines import Deadline, parse_deadline
from scripts.tables import schemas


@pytest.mark.parametrize(
    ("printed", "recurrence", "due_rule"),
    [
        ("hàng tháng", "monthly", ""),
        ("HẰNG THÁNG", "monthly", ""),
        ("trước ngày 25 hằng tháng", "monthly", "day 25 of each month"),
        ("báo cáo tháng trước ngày 20 hàng tháng", "monthly", "day 20 of each month"),
        ("Hàng qúy", "quarterly", ""),
        ("3 tháng một lần", "quarterly", ""),
        ("Định kỳ hằng quý (trước ngày 05 của tháng cuối quý)", "quarterly", "day 05 of the last month of each quarter"),
        ("trước ngày 5 tháng cuối của mỗi quý", "quarterly", "day 05 of the last month of each quarter"),
        ("6 tháng, năm", "half-yearly", ""),
        ("trước ngày 15 của tháng cuối kỳ 6 tháng", "half-yearly", "day 15 of the last month of each half-year"),
        ("cuối năm", "yearly", ""),
        ("trước ngày 25 của tháng cuối năm", "yearly", "day 25 of the last month of each year"),
        ("trước ngày 15 tháng 12 hằng năm", "yearly", "day 15 of december of each year"),
        ("hằng năm (trước ngày 05 tháng 12)", "yearly", "day 05 of december of each year"),
        (unicodedata.normalize("NFD", "trước ngày 25 hằng tháng"), "monthly", "day 25 of each month"),
        ("trước ngày 13 tháng 12 hằng năm", "yearly", "day 13 of december of each year"),
        ("trước ngày 6 tháng 3 hằng năm", "yearly", "day 06 of march of each year"),
        ("Trước ngày 15/12 hằng năm", "yearly", "day 15 of december of each year"),
        ("trước ngày 31 tháng 6 hằng năm", "yearly", ""),
        ("31/6 hàng năm", "yearly", ""),
    ],
)
def test_rhythms_and_the_day_in_them(printed: str, recurrence: str, due_rule: str) -> None:
    """How often, and on which day of which month; a rhythm without a day has no rule."""
    assert parse_deadline(printed) == Deadline(recurrence, due_rule, None)


@pytest.mark.parametrize(("printed", "recurrence"), [("hằng tháng, quý, 6 tháng, năm", "monthly"), ("định kỳ 6 tháng, 1 năm", "half-yearly")])
def test_of_several_rhythms_the_most_frequent_counts(printed: str, recurrence: str) -> None:
    """One who reports every month also reports every quarter."""
    assert parse_deadline(printed) == Deadline(recurrence)


@pytest.mark.parametrize(
    ("printed", "due_on"),
    [
        ("trước ngày 05/12/2026", date(2026, 12, 5)),
        ("trước 05/12/2026", date(2026, 12, 5)),
        ("chậm nhất ngày 10/10/2025", date(2025, 10, 10)),
        ("ngày 05 tháng 12 năm 2026", date(2026, 12, 5)),
        ("Trong năm 2026", date(2026, 12, 31)),
        ("hoàn thành trong năm 2026", date(2026, 12, 31)),
    ],
)
def test_dates(printed: str, due_on: date) -> None:
    """A day, or the last day of the year within which something is to be done."""
    assert parse_deadline(printed) == Deadline("", "", due_on)


@pytest.mark.parametrize("printed", ["", "khi có yêu cầu", "đột xuất", "31/02/2026", "ngày 15/6", "trước ngày 30/6 và 31/12", "16 tháng", "21 năm"])
def test_what_has_neither_rhythm_nor_day_stays_empty(printed: str) -> None:
    """No year is guessed, and an impossible date is none."""
    assert parse_deadline(printed) == Deadline()


@pytest.mark.parametrize("printed", ["ngày 32 hằng tháng", "ngày 0 hằng tháng", "ngày 05/2026 hằng tháng"])
def test_an_impossible_day_leaves_the_rhythm(printed: str) -> None:
    """What is certain is kept."""
    assert parse_deadline(printed) == Deadline("monthly")


@pytest.mark.parametrize("month", range(1, 13))
def test_every_rule_can_be_written_in_its_column(month: int) -> None:
    """What the parser says the schema allows."""
    pattern = schemas()["duties"].fields["due_rule"]["constraints"]["pattern"]
    found = parse_deadline(f"trước ngày 28 tháng {month} hằng năm").due_rule
    assert found.startswith("day 28 of ") and re.fullmatch(pattern, found)
    for printed in ("ngày 1 hằng tháng", "ngày 1 tháng cuối quý", "ngày 1 tháng cuối kỳ 6 tháng", "ngày 1 tháng cuối năm"):
        assert re.fullmatch(pattern, parse_deadline(printed).due_rule)
