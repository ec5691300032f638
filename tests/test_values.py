"""What single cells mean: target values, dates, document numbers."""

import unicodedata
from datetime import date
from decimal import Decimal

import pytest

from scripts.values import TargetValue, parse_date, parse_document_number, parse_target_value


def nfd(s):
    return unicodedata.normalize("NFD", s)


@pytest.mark.parametrize(
    "printed, comparator, low, high, unit",
    [
        ("100%", "eq", "100", "100", "%"),
        ("0,2 %", "eq", "0.2", "0.2", "%"),
        ("01", "eq", "1", "1", ""),
        ("60", "eq", "60", "60", ""),
        ("25.861 người", "eq", "25861", "25861", "người"),
        ("01 cán bộ phụ trách", "eq", "1", "1", "cán bộ phụ trách"),
        ("≥ 15%", "ge", "15", None, "%"),
        ("≥0,23%", "ge", "0.23", None, "%"),
        (">=15 %", "ge", "15", None, "%"),
        ("≥ 1", "ge", "1", None, ""),
        ("Tối thiểu 4 lượt/ năm", "ge", "4", None, "lượt/ năm"),
        ("Tối thiểu 4 lượt/năm", "ge", "4", None, "lượt/năm"),
        ("TỐI THIỂU 2%", "ge", "2", None, "%"),
        ("Ít nhất 50%", "ge", "50", None, "%"),
        ("ít nhất 01 mô hình", "ge", "1", None, "mô hình"),
        (nfd("ít nhất 01 mô hình"), "ge", "1", None, "mô hình"),
        ("≤ 5%", "le", None, "5", "%"),
        ("<= 5%", "le", None, "5", "%"),
        ("Tối đa 3 ngày", "le", None, "3", "ngày"),
        ("Không quá 5%", "le", None, "5", "%"),
        ("80% - 90%", "range", "80", "90", "%"),
        ("80-90%", "range", "80", "90", "%"),
        ("80%–90%", "range", "80", "90", "%"),
        ("2 - 3 lớp", "range", "2", "3", "lớp"),
        ("từ 80% trở lên", "ge", "80", None, "%"),
        ("Từ 02 mô hình trở lên", "ge", "2", None, "mô hình"),
        ("từ 5% trở xuống", "le", None, "5", "%"),
    ],
)
def test_target_values_are_comparisons(printed, comparator, low, high, unit):
    """Signs, words and ranges give the same bounds; the unit stays as printed."""
    bounds = [bound and Decimal(bound) for bound in (low, high)]
    assert parse_target_value(printed) == TargetValue(comparator, *bounds, unit)


@pytest.mark.parametrize(
    "printed",
    [
        "", "Duy trì", "Duy trì 01 cán bộ phụ trách", "Thường xuyên", "Sử dung hệ thống hiện có", "x",
        # strict inequalities are none of the comparators
        "trên 70%", "Đạt trên 95%", "> 70%", "< 5%", "hơn 50%", "dưới 5%",
        # words behind the figure that change it
        "50% trở lên", "01 mô hình trở lên", "5 bản hoặc tiểu khu", "3 bậc tăng",
        # more than one figure, or one that is not certain
        "2.5%", "15/20 bản", "01 mô hình, 02 lớp", "khoảng 50%", "50% vào năm 2030", "100% hộ dân", "5G",
        # a range has an order and a unit: 2026-2030 is a period
        "2026-2030", "90% - 80%", "80% - 80%", "80% - 90", "80% - 90 hộ", "≥ 80-90%", "5-10", "80 - 90 - 100%",
        "30/11/2026", "Năm 2026", "100%.", "≥", "%", "tối thiểu", "≥ tối thiểu 5%",
    ],
)  # fmt: skip
def test_other_target_values_stay_text(printed):
    """What is not certainly one comparison keeps its words and gets neither bounds nor unit."""
    assert parse_target_value(printed) == TargetValue("text", None, None, "")


@pytest.mark.parametrize(
    "printed, expected",
    [
        ("29/9/2025", date(2025, 9, 29)),
        ("A Lưới 2, ngày 08 tháng 01 năm 2026", date(2026, 1, 8)),
        ("Phường 12, ngày 08/01/2026", date(2026, 1, 8)),
        ("02/7/2025", date(2025, 7, 2)),
        ("15/08/2025", date(2025, 8, 15)),
        ("29/02/2024", date(2024, 2, 29)),
        ("ngày 29/9/2025", date(2025, 9, 29)),
        ("ngày 13 tháng 8 năm 2025", date(2025, 8, 13)),
        ("Minh Long, ngày 13 tháng 8 năm 2025", date(2025, 8, 13)),
        ("Sông Mã,  ngày  04 tháng 10\nnăm 2025", date(2025, 10, 4)),
        (nfd("Minh Long, Ngày 03 Tháng 02 Năm 2025"), date(2025, 2, 3)),
    ],
)
def test_dates_have_the_day_first(printed, expected):
    """Figures or words, with or without the place of issue."""
    assert parse_date(printed) == expected


@pytest.mark.parametrize(
    "printed",
    ["", "ngày tháng năm 2025", "Sông Mã, ngày     tháng     năm 2025", "/7/2025", "7/2025", "31/02/2025",
     "29/02/2025", "00/7/2025", "13/13/2025", "29/9/25", "29/9/226", "29/9/20255", "2025-09-29", "29-9-2025", "trước 29/9/2025",
     "29/9/2025 của UBND tỉnh", "ngày 01/7/2025, ngày 02/7/2025"],
)  # fmt: skip
def test_blank_and_impossible_dates_are_none(printed):
    """A date left blank, one the calendar does not have and one among other words is no date."""
    assert parse_date(printed) is None


@pytest.mark.parametrize(
    "printed, expected",
    [
        ("Số: 142/KH-UBND", "142/KH-UBND"),
        ("Số:142/KH-UBND", "142/KH-UBND"),
        ("142/KH-UBND", "142/KH-UBND"),
        ("Số: 142 /KH-UBND", "142/KH-UBND"),
        ("Kế hoạch số 71/NQ-CP", "71/NQ-CP"),
        ("Nghị quyết số 71/NQ- CP ngày 01/4/2025 của Chính phủ", "71/NQ-CP"),
        ("71/NQ - CP", "71/NQ-CP"),
        ("193/2025/QH15", "193/2025/QH15"),
        ("70/2025/UBTVQH15", "70/2025/UBTVQH15"),
        ("Nghị định số 85/2025/NĐ-CP ngày 08/4/2025", "85/2025/NĐ-CP"),
        (nfd("Nghị định số 85/2025/NĐ-CP"), "85/2025/NĐ-CP"),
        ("01/2025/TTLT-BTC-BNV", "01/2025/TTLT-BTC-BNV"),
        ("333-KH/TU", "333-KH/TU"),
        ("Nghị quyết số 57- NQ/TW", "57-NQ/TW"),
        ("02-KH/BCĐTW", "02-KH/BCĐTW"),
        ("12-CTr/TU", "12-CTr/TU"),
        ("Chỉ thị số 14/CT-TTg ngày 28/5/2025", "14/CT-TTg"),
        ("45/TTr-UBND", "45/TTr-UBND"),
        ("11/UBND-VHXH", "11/UBND-VHXH"),
        ("752/SKHCN -KH&ĐMST", "752/SKHCN-KH&ĐMST"),
        ("8324/BTC-TH", "8324/BTC-TH"),
        ("12a/KH-UBND", "12a/KH-UBND"),
        ("Kế hoạch số 142/KH-UBND - Sơn La", "142/KH-UBND"),
        ("Kế hoạch số 142/KH-UBND - UBND tỉnh", "142/KH-UBND"),
        ("71/NQ-CP (sau đây gọi là Nghị quyết số 71/NQ-CP)", "71/NQ-CP"),
    ],
)
def test_document_numbers_lose_only_damage(printed, expected):
    """The number and its symbol are found among other words; spaces at hyphens and slashes are removed."""
    assert parse_document_number(printed) == expected


@pytest.mark.parametrize(
    "printed",
    ["", "Số: /KH-UBND", "Số:       /KH-UBND", "Số: ....../KH-UBND", "Số: 142", "KH-UBND", "02/7/2025", "7/2025",
     # broken off at the end of a line
     "71/NQ-", "71/NQ", "917/UBND-", "57-NQ", "57-NQ/", "85/2025/NĐ-", "142/KH-UBND-",
     # two documents
     "03/NQ-CP và 71/NQ-CP",
     "142/kh-ubnd", "Tỷ lệ 15/20 bản", "13/8/2025/KH-UBND", "24/7", "1/Ấn phẩm-Sách"],
)  # fmt: skip
def test_blank_broken_and_several_numbers_are_none(printed):
    """No number is made from a blank, from a symbol broken off, or by choosing among several."""
    assert parse_document_number(printed) is None


@pytest.mark.parametrize(
    "printed, unit, comparator, low, high, found",
    [
        ("80", "%", "eq", "80", "80", "%"),
        ("≥ 12,5", "Hộ", "ge", "12.5", None, "Hộ"),
        ("80 - 90", "m2/người", "range", "80", "90", "m2/người"),
        ("80%", "Hộ", "eq", "80", "80", "%"),
        ("80 - 90", "", "text", None, None, ""),
        ("90 - 80", "%", "text", None, None, ""),
        ("Duy trì", "%", "text", None, None, ""),
    ],
)
def test_a_figure_takes_the_unit_of_its_column(printed, unit, comparator, low, high, found):
    """A figure without a unit has that of the unit column; its own unit stands; words stay words."""
    bounds = [None if bound is None else Decimal(bound) for bound in (low, high)]
    assert parse_target_value(printed, unit) == TargetValue(comparator, *bounds, found)
