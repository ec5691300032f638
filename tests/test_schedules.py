"""When a task is due: printed schedules as dates or a rhythm."""

import unicodedata
from datetime import date

import pytest

from scripts.schedules import Schedule, parse_period, parse_schedule


@pytest.mark.parametrize(
    "printed, kind, starts_on, due_on",
    [
        ("Tháng 9/2025", "month", date(2025, 9, 1), date(2025, 9, 30)),
        ("7/2025", "month", date(2025, 7, 1), date(2025, 7, 31)),
        ("Tháng 01/2026", "month", date(2026, 1, 1), date(2026, 1, 31)),
        ("12/2025", "month", date(2025, 12, 1), date(2025, 12, 31)),
        ("Tháng 02/2028", "month", date(2028, 2, 1), date(2028, 2, 29)),
        ("Tháng 9 năm 2025", "month", date(2025, 9, 1), date(2025, 9, 30)),
        ("Quý I/2026", "quarter", date(2026, 1, 1), date(2026, 3, 31)),
        ("Quý III/2026", "quarter", date(2026, 7, 1), date(2026, 9, 30)),
        ("Qúy 3/2026", "quarter", date(2026, 7, 1), date(2026, 9, 30)),
        ("QUÝ IV NĂM 2026", "quarter", date(2026, 10, 1), date(2026, 12, 31)),
        ("Năm 2026", "year", date(2026, 1, 1), date(2026, 12, 31)),
        ("2030", "year", date(2030, 1, 1), date(2030, 12, 31)),
        ("Trước 30/11/2026", "date", None, date(2026, 11, 30)),
        ("Trước ngày 05/12/2026", "date", None, date(2026, 12, 5)),
        ("30/11/2026", "date", None, date(2026, 11, 30)),
        ("Trước ngày 30 tháng 11 năm 2026", "date", None, date(2026, 11, 30)),
        ("Trước tháng 6/2026", "date", None, date(2026, 5, 31)),
        ("Trước tháng 01/2026", "date", None, date(2025, 12, 31)),
        ("T6/2026", "month", date(2026, 6, 1), date(2026, 6, 30)),
        ("Tháng 6-2026", "month", date(2026, 6, 1), date(2026, 6, 30)),
        ("Trong tháng 6, năm 2026", "month", date(2026, 6, 1), date(2026, 6, 30)),
        ("Quí II/2026", "quarter", date(2026, 4, 1), date(2026, 6, 30)),
        ("Trong quý 2-2026", "quarter", date(2026, 4, 1), date(2026, 6, 30)),
        ("Cả năm 2026", "year", date(2026, 1, 1), date(2026, 12, 31)),
        ("6 tháng đầu năm 2026", "date", None, date(2026, 6, 30)),
        ("06 tháng cuối năm 2026", "date", None, date(2026, 12, 31)),
        ("Đến hết tháng 6/2026", "date", None, date(2026, 6, 30)),
        ("Hết quý III/2026", "date", None, date(2026, 9, 30)),
        ("Đến hết năm 2026", "date", None, date(2026, 12, 31)),
        ("Hoàn thành trước ngày 30/6/2026", "date", None, date(2026, 6, 30)),
        ("Chậm nhất 30/6/2026", "date", None, date(2026, 6, 30)),
        ("Kế hoạch: Tháng 01/2026", "month", date(2026, 1, 1), date(2026, 1, 31)),
        (unicodedata.normalize("NFD", "Kế hoạch: Tháng 01/2026"), "month", date(2026, 1, 1), date(2026, 1, 31)),
    ],
)
def test_times_of_the_calendar(printed, kind, starts_on, due_on):
    """Years, quarters and months run from their first to their last day; a date is a last day only."""
    assert parse_schedule(printed) == Schedule(kind, starts_on, due_on, "")


@pytest.mark.parametrize(
    "printed, recurrence",
    [
        ("Hàng năm", "yearly"),
        ("Hằng năm", "yearly"),
        ("HẰNG NĂM", "yearly"),
        ("Cập nhật hàng năm", "yearly"),
        ("Tháng 11 hàng năm (kế hoạch năm tiếp theo)", "yearly"),
        ("Hàng tháng", "monthly"),
        ("Hàng quý", "quarterly"),
        ("Hằng quý", "quarterly"),
        ("Định kỳ hằng quý", "quarterly"),
        ("6 tháng", "half-yearly"),
        ("06 tháng, năm", "half-yearly"),
        ("Quý, 6 tháng, năm và đột xuất", "quarterly"),
        ("năm, quý, tháng", "monthly"),
        ("Hàng năm và đột xuất", "yearly"),
        ("Báo cáo: Quý, 6 tháng, năm và đột xuất", "quarterly"),
    ],
)
def test_rhythms(printed, recurrence):
    """A rhythm has no dates, and a list of rhythms counts as the most frequent one."""
    assert parse_schedule(printed) == Schedule("recurring", None, None, recurrence)


@pytest.mark.parametrize(
    "printed, kind",
    [
        ("x", "marked"),
        ("X", "marked"),
        ("Thường xuyên", "ongoing"),
        ("Liên tục", "ongoing"),
        ("Thường xuyên, liên tục", "ongoing"),
        ("Sau khi có Kế hoạch của tỉnh", "conditional"),
        ("Sau cấp có thẩm quyền ban hành dự kiến 12/2025", "conditional"),
        ("Sau 30/11/2026", "conditional"),
        ("Khi tỉnh triển khai", "conditional"),
        ("Theo chỉ đạo, yêu cầu của tỉnh trong năm 2025", "conditional"),
        ("Theo yêu cầu", "conditional"),
        ("Theo kế hoạch của tỉnh", "conditional"),
        ("Báo cáo: Khi có yêu cầu", "conditional"),
    ],
)
def test_kinds_without_dates(printed, kind):
    """A mark, ongoing work and work waiting for an event carry no dates, even when one is mentioned."""
    assert parse_schedule(printed) == Schedule(kind, None, None, "")


@pytest.mark.parametrize(
    "printed",
    [
        # misprints and times the calendar does not have
        "Tháng 10/226", "Tháng 13/2026", "Tháng 0/2026", "Quý V/2026", "Quý 5/2026", "31/11/2026", "Trước 31/11/2026",
        "Trước tháng 13/2026", "Tháng 13 hàng năm",
        # two times in one cell
        "Quý III/2026 - Tháng 10/226", "Tháng 9 - 10/2026", "Năm 2026 - 2030", "2026, 2027",
        # not said exactly
        "", "Năm", "Quý", "Tháng", "tháng năm 2026", "Tháng 9", "Quý III", "đột xuất", "Đầu năm 2026",
        "Trước năm 2030", "9 năm 2026", "Hàng tuần", "xx", "Kế hoạch:", "Sáu tháng", "Theo dõi", "Từ: 12/2025", "Trước: 12/2025",
        "Quý I-II/2026", "Quý IV/2025 - Quý I/2026", "6 tháng đầu năm", "Hết 6/2026 và 7/2026", "Đến hết hết tháng 6/2026", "Từ tháng 3 đến tháng 6/2026",
        "Hàng năm (từ 2027)", "Xong, ngày 30/11/2026", "1926", "20266",
    ],
)  # fmt: skip
def test_everything_else_stays_text(printed):
    """A misprint is never repaired, and an inexact time gets no dates."""
    assert parse_schedule(printed) == Schedule("text", None, None, "")


@pytest.mark.parametrize(
    "printed, period",
    [
        ("Năm 2025", (2025, 2025)),
        ("NĂM 2025", (2025, 2025)),
        (unicodedata.normalize("NFD", "Năm 2025"), (2025, 2025)),
        ("Giai đoạn 2025 - 2030", (2025, 2030)),
        ("Giai đoạn\n2030 -\n2035", (2030, 2035)),
        ("Giai đoạn 2025–2030", (2025, 2030)),
        ("2025-2030", (2025, 2030)),
        ("Giai đoạn 2026 - 2026", (2026, 2026)),
        ("2025", None),
        ("Giai đoạn 2030", None),
        ("Giai đoạn 2030 - 2025", None),
        ("Năm 2025 - 2030", None),
        ("Năm 226", None),
        ("Từ năm 2025", None),
        ("Thời gian thực hiện", None),
        ("", None),
    ],
)
def test_periods_of_column_headings(printed, period):
    """A column heading names one year or a first and a last year; any other heading names no period."""
    assert parse_period(printed) == period
