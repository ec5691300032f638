"""Figures that a text reports, and the date for which they hold."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest

from scripts.figures import Figure, parse_as_of, parse_figure


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("105,99 km²", "105.99", "km²"),
        ("12.345,6 ha", "12345.6", "ha"),
        ("1.200 m2", "1200", "m2"),
        ("1.234.567", "1234567", ""),
        ("1,234", "1.234", ""),
        ("05 mô hình", "5", "mô hình"),
        ("100 %", "100", "%"),
        ("0,0001%", "0.0001", "%"),
        ("0", "0", ""),
        ("2 lượt/năm", "2", "lượt/năm"),
        ("4 lượt / năm", "4", "lượt / năm"),
        ("12,5 tỷ đồng", "12.5", "tỷ đồng"),
        (" 950\n hộ ", "950", "hộ"),
        (unicodedata.normalize("NFD", "950 hộ"), "950", "hộ"),
    ],
)
def test_a_number_and_its_unit(printed: str, value: str, unit: str) -> None:
    """A dot stands between thousands, a comma before decimals; the unit stays as printed, white space and Unicode form aside."""
    assert parse_figure(printed) == Figure("eq", Decimal(value), None, unit)


@pytest.mark.parametrize(
    ("printed", "comparator"),
    [
        ("trên 95%", "gt"), ("Trên 95%", "gt"), ("hơn 95%", "gt"), ("> 95%", "gt"), ("dưới 95%", "lt"), ("<95%", "lt"),
        ("khoảng 95%", "approx"), ("gần 95%", "approx"), ("ước 95%", "approx"), ("xấp xỉ 95%", "approx"),
        ("ít nhất 95%", "ge"), ("tối thiểu 95%", "ge"), ("không dưới 95%", "ge"), ("≥ 95%", "ge"), (">=95%", "ge"),
        ("tối đa 95%", "le"), ("không quá 95%", "le"), ("≤95%", "le"), ("<= 95 %", "le"), ("95%", "eq"),
    ],
)  # fmt: skip
def test_words_and_signs_say_how_to_compare(printed: str, comparator: str) -> None:
    """More than, less than, about, at least, at most; without a word it is the very figure."""
    assert parse_figure(printed) == Figure(comparator, Decimal(95), None, "%")


@pytest.mark.parametrize(
    ("printed", "figure"),
    [
        ("08/10 đồng chí", Figure("eq", Decimal(8), Decimal(10), "đồng chí")),
        ("9/8 xã", Figure("eq", Decimal(9), Decimal(8), "xã")),
        ("1 / 2", Figure("eq", Decimal(1), Decimal(2), "")),
        ("trên 1.200/2.400 hộ", Figure("gt", Decimal(1200), Decimal(2400), "hộ")),
    ],
)
def test_a_part_of_a_whole(printed: str, figure: Figure) -> None:
    """The number after the stroke is the whole, even where it is the smaller one."""
    assert parse_figure(printed) == figure


@pytest.mark.parametrize(
    "printed",
    ["", "năm", "50 hộ trở lên", "10 - 20 hộ", "15%-20%", "3 hộ, 5 người", "tăng 5%", "5 tăng", "5 5", "-5%", "10/", "1.5 tỷ", "95.5%",
     "ước đạt 5%", "5% trở lên", "5 hộ hoặc 6", "²", "٣", "1" * 30],
)  # fmt: skip
def test_what_is_not_certain_stays_text(printed: str) -> None:
    """Two figures, a change, a bound after the number, a number that can be read in two ways: no value, no unit."""
    assert parse_figure(printed) == Figure("text", None, None, "")


@pytest.mark.parametrize(
    ("printed", "as_of"),
    [
        ("năm 2025", "2025"),
        ("2025", "2025"),
        ("Đến hết năm 2025", "2025"),
        ("cuối năm 2025", "2025"),
        ("tính đến hết năm 2025", "2025"),
        ("tính đến tháng 8/2025", "2025-08"),
        ("8/2025", "2025-08"),
        ("tháng 08/2025", "2025-08"),
        ("hết tháng 8/2025", "2025-08"),
        ("đến hết tháng 8 năm 2025", "2025-08"),
        ("đến ngày 31/8/2025", "2025-08-31"),
        ("tính đến ngày 31 tháng 8 năm 2025", "2025-08-31"),
        ("tính đến\nhết ngày 31/8/2025", "2025-08-31"),
        ("1/1/2025", "2025-01-01"),
        (unicodedata.normalize("NFD", "hết tháng 8/2025"), "2025-08"),
    ],
)
def test_dates_are_as_precise_as_printed(printed: str, as_of: str) -> None:
    """A year, a month of a year, or a day; nothing is added."""
    assert parse_as_of(printed) == as_of


@pytest.mark.parametrize(
    "printed",
    ["", "đến nay", "6 tháng đầu năm 2025", "quý III/2025", "2025-2030", "tháng 8", "31/02/2025", "tháng 13/2025", "năm 1999", "năm 20255",
     "năm 2025 và 2026"],
)  # fmt: skip
def test_periods_and_impossible_dates_stay_empty(printed: str) -> None:
    """What is no one year, month or day is not made into one."""
    assert parse_as_of(printed) == ""
