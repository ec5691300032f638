"""Numbers, money and dates as Vietnamese readers write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from scripts import formats


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1.000"),
        (5267475000, "5.267.475.000"),
        (Decimal("0.23"), "0,23"),
        (Decimal("1234567.5"), "1.234.567,5"),
        (Decimal("15.00"), "15"),
        (Decimal("100"), "100"),
        (Decimal("1E+3"), "1.000"),
    ],
)
def test_numbers_have_dots_between_thousands_and_a_comma_before_decimals(value: int | Decimal, expected: str) -> None:
    """Zeros that only fill the fraction are dropped; zeros of the whole stay."""
    assert formats.number(value) == expected


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [("5.2675", 2, "5,27"), ("0.125", 2, "0,13"), ("2.5", 0, "3"), ("7.996", 2, "8"), ("1.004", 2, "1"), ("12.3", 2, "12,3")],
)
def test_rounding_is_half_up_and_adds_no_zeros(value: str, places: int, expected: str) -> None:
    """A half goes up, as people round, not to the even neighbour; what is shorter stays as short."""
    assert formats.rounded(Decimal(value), places) == expected


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (0, "0 đồng"),
        (999_999, "999.999 đồng"),
        (1_000_000, "1 triệu đồng"),
        (4_814_980, "4,81 triệu đồng"),
        (740_000_000, "740 triệu đồng"),
        (999_994_999, "999,99 triệu đồng"),
        (999_995_000, "1 tỷ đồng"),
        (999_999_999, "1 tỷ đồng"),
        (1_000_000_000, "1 tỷ đồng"),
        (5_267_475_000, "5,27 tỷ đồng"),
        (1_234_567_890_000, "1.234,57 tỷ đồng"),
    ],
)
def test_money_is_said_in_the_unit_people_say(amount: int, expected: str) -> None:
    """Nobody says "1.000 triệu": what rounds up to a thousand million is one billion."""
    assert formats.dong_short(amount) == expected


def test_money_in_full_keeps_every_dong() -> None:
    """The full form rounds nothing."""
    assert formats.dong(5_267_475_001) == "5.267.475.001 đồng"


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (0, 5, "0%"),
        (5, 5, "100%"),
        (1, 3, "33,3%"),
        (740, 5286, "14%"),
        (400_000_000, 340_000_000, "117,6%"),
        (5, 10_000, "0,1%"),
        (4, 10_000, "dưới 0,1%"),
    ],
)
def test_shares_have_one_decimal(part: int, whole: int, expected: str) -> None:
    """Money that is stated is never shown as 0%, however small its share."""
    assert formats.percent(part, whole) == expected


def test_small_shares_name_the_last_decimal_shown() -> None:
    """The bound of "dưới" follows the number of decimals."""
    assert formats.percent(1, 1000, 0) == "dưới 1%"
    assert formats.percent(1, 100_000, 2) == "dưới 0,01%"


def test_days_come_first_with_two_figures() -> None:
    """Dates are written day, month, year."""
    assert formats.day(date(2026, 11, 30)) == "30/11/2026"
    assert formats.day(date(2025, 7, 2)) == "02/07/2025"


@pytest.mark.parametrize(
    ("comparator", "low", "high", "unit", "expected"),
    [
        ("eq", "100", "100", "%", "100%"),
        ("eq", "1", "1", "mô hình", "1 mô hình"),
        ("eq", "25861", "25861", "", "25.861"),
        ("ge", "0.23", None, "%", "≥ 0,23%"),
        ("ge", "4", None, "lượt/ năm", "≥ 4 lượt/ năm"),
        ("le", None, "5", "%", "≤ 5%"),
        ("range", "80", "90", "%", "80–90%"),
        ("range", "2", "3", "lớp", "2–3 lớp"),
        ("text", None, None, "", ""),
    ],
)
def test_targets_are_figures_with_sign_and_unit(comparator: str, low: str | None, high: str | None, unit: str, expected: str) -> None:
    """A percent sign stands at the figure, any other unit after a space; words alone give nothing."""
    bounds = [Decimal(text) if text else None for text in (low, high)]
    assert formats.target_value(comparator, *bounds, unit) == expected


@pytest.mark.parametrize(
    ("parsed", "printed", "expected"),
    [
        ("≥ 15%", "≥15 %", True),
        ("80–90%", "80 - 90%", True),
        ("1 mô hình", "1 Mô hình", True),
        ("1 mô hình", "01 mô hình", False),
        ("≥ 4 lượt/ năm", "Tối thiểu 4 lượt/ năm", False),
        ("80–90%", "80% - 90%", False),
    ],
)
def test_same_text_looks_past_spaces_case_and_dashes(parsed: str, printed: str, expected: bool) -> None:
    """Any other difference is one that readers should see."""
    assert formats.same_text(parsed, printed) is expected


@pytest.mark.parametrize(
    ("first", "last", "page", "expected"),
    [
        (409, 417, None, "dòng 409–417"),
        (1134, 1134, None, "dòng 1134"),
        (1134, None, None, "dòng 1134"),
        (None, None, 12, "trang 12"),
        (5, 6, 2, "trang 2, dòng 5–6"),
        (None, None, None, "không ghi"),
    ],
)
def test_places_are_lines_or_a_page(first: int | None, last: int | None, page: int | None, expected: str) -> None:
    """A text file has lines, a paged one pages; an end that is not given is not made up."""
    assert formats.lines(first, last, page) == expected
