"""What the rules of the audit ask of single cells: dates, numbers of rows, values that fit together."""

from __future__ import annotations

import pytest
from literal_plans import plan, reference

from scripts.audit.dates import impossible
from scripts.audit.measures import MeasureTwice
from scripts.audit.numbering import Numbering, in_order, ordinals
from scripts.figures import parse_figure


@pytest.mark.parametrize(
    "text",
    ["31/02/2025", "31/02/2025.", "ngày 31/02/2025-31/03/2025", "31-02-2025", "31.02.2025", "31/02/25", "Tháng 10/226", "tháng 13 năm 2026",
     "31/6 hằng năm", "ngày 31 tháng 6 hàng năm", "tháng 13 hàng năm", "Quý V/2026", "quý 5 năm 2026", "Quý V-2026"],
)  # fmt: skip
def test_what_has_the_form_of_a_date_and_is_none(text: str) -> None:
    """Days, months and quarters that no calendar has, and years that are not written in full."""
    assert impossible(text)


@pytest.mark.parametrize(
    "text",
    ["", "29/02/2024", "Từ 01/7/2025 đến nay", "28.02.2025", "8/2025", "tháng 8/2025", "trước ngày 05 của tháng cuối quý", "Quý IV/2026", "quý 4 năm 2026",
     "31/12 hằng năm", "mục 1.2.10", "Nghị quyết 57/2024", "Theo Nghị quyết số 57/2024", "số: 57/2024", "Giai đoạn 2025 - 2030", "Sông Mã, ngày tháng năm 2025"],
)  # fmt: skip
def test_what_is_a_date_or_does_not_look_like_one(text: str) -> None:
    """Blank dates, numbers of sections and of documents, and periods of years are no faulty dates."""
    assert not impossible(text)


@pytest.mark.parametrize(
    ("printed", "places"), [("4", {4}), ("4.", {4}), ("(4)", {4}), ("4/", {4}), ("1.4", {4}), ("IV", {4}), ("d", {4}), ("e", {5, 6}), ("VI", {6}), ("?", set())]
)
def test_printed_numbers_have_a_place_in_their_list(printed: str, places: set[int]) -> None:
    """Whatever is printed around them; a letter can stand in either alphabet."""
    assert ordinals(printed) == places


def test_lists_in_order() -> None:
    """Arabic, Roman and lettered lists count up by one; the first that does not is told."""
    for numbers in (["1", "2", "3"], ["I", "II", "III", "IV", "V"], ["a", "b", "c", "d", "đ", "e"], ["A", "B", "C", "D", "E"], ["(1)", "(2)"]):
        assert in_order(numbers, 1) is None
    assert (in_order(["3", "2", "3", "4"], 1), in_order(["1", "2", "4"], 1), in_order(["1", "1"], 1)) == (0, 2, 1)


def test_a_list_may_go_on_in_the_next_section() -> None:
    """A Roman list that ends at V goes on with VI, though V is a letter too."""
    first = [{"target_id": f"CT{at:02}", "number": number} for at, number in enumerate(["I", "II", "III", "IV", "V"], 1)]
    second = [{"target_id": f"CT{at:02}", "number": number, "section_number": "II"} for at, number in enumerate(["VI", "VII"], 6)]
    assert list(Numbering().find(plan(targets=first + second), reference())) == []


@pytest.mark.parametrize(
    ("texts", "clash"),
    [
        (["50%", "50%"], ()), (["ít nhất 50%", "60%"], ()), (["trên 62%", "63%"], ()), (["khoảng 50%", "60%"], ()), (["0,5%", "0,50%"], ()),
        (["40%", "99,5%", "trên 30%"], ("KQ02", "KQ01")), (["trên 63%", "63%"], ("KQ02", "KQ01")), (["5 hộ", "5 bản"], ("KQ02", "KQ01")),
    ],
)  # fmt: skip
def test_values_of_one_measure_contradict_each_other_or_do_not(texts: list[str], clash: tuple[str, ...]) -> None:
    """Only values of which no number fits both are reported, at the later one, whatever stands after them."""
    results = []
    for at, text in enumerate(texts, start=1):
        figure = parse_figure(text)
        results.append({"result_id": f"KQ{at:02}", "value_text": text, "comparator": figure.comparator, "value": f"{figure.value:f}",
                        "unit": figure.unit, "as_of": "2025", "indicator_id": "internet"})  # fmt: skip
    found = list(MeasureTwice().find(plan(results=results), reference()))
    assert [(finding.row_id, *finding.elsewhere) for finding in found] == ([clash] if clash else [])
