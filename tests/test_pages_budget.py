"""The money on the page of a plan: the short answer, the tables, the chart."""

from __future__ import annotations

import pytest
from html_support import answer, cells, headings, text, tree
from literal_plans import plan, reference

from scripts import pages, summaries
from scripts.facts import plan_facts


def line(line_id: str, parent_id: str = "", view: str = "spending_type", **cells: str) -> dict[str, str]:
    return {"line_id": line_id, "parent_id": parent_id, "view": view, "name": f"Khoản {line_id}", **cells}


def amount(line_id: str, sum_of_money: int, year: int = 2026, stage: str = "requested", **cells: str) -> dict[str, str]:
    printed = f"{sum_of_money:,}".replace(",", ".")
    return {"line_id": line_id, "fiscal_year": str(year), "stage": stage, "amount_text": printed, "amount": str(sum_of_money), **cells}


def body(lines: list[dict[str, str]], amounts: list[dict[str, str]]) -> str:
    return pages.plan_page(plan_facts(plan(budget_lines=lines, budget_amounts=amounts), reference())).body


def summary(lines: list[dict[str, str]], amounts: list[dict[str, str]]) -> summaries.Summary:
    return summaries.summary(plan_facts(plan(budget_lines=lines, budget_amounts=amounts), reference()))


TREE = [line("NS01"), line("NS02", "NS01", number="I"), line("NS03", "NS02", number="1"), line("NS04", "NS01"), line("NS05", "NS04")]
TWO_YEARS = [
    amount("NS01", 400, 2025, "estimated_outturn"), amount("NS01", 1000), amount("NS02", 400, 2025, "estimated_outturn"), amount("NS02", 400),
    amount("NS03", 0, 2025, "estimated_outturn"), amount("NS03", 400), amount("NS04", 600),
]  # fmt: skip


def test_lines_show_amounts_shares_and_changes() -> None:
    """Shares are of the last column; changes run from the first year to the last; what is not stated is not 0."""
    page = body(TREE, TWO_YEARS)
    assert headings(page) == ["Mã, chỗ ghi", "Nội dung", "Ước thực hiện 2025 (đồng)", "Nhu cầu, đề xuất 2026 (đồng)", "Tỷ trọng 2026", "Thay đổi 2025–2026"]
    assert cells(page, "NS01") == ["Khoản NS01", "400", "1.000", "100%", "tăng 600 đồng (150%); năm 2025 có khoản không nêu"]
    assert cells(page, "NS02") == ["I Khoản NS02", "400", "400", "40%", "không đổi"]
    assert cells(page, "NS03") == ["1 Khoản NS03", "0", "400", "40%", "tăng 400 đồng"]
    assert cells(page, "NS04") == ["Khoản NS04", "không nêu", "600", "60%", "không so được"]
    assert cells(page, "NS05") == ["Khoản NS05", "không nêu", "không nêu", "–", "không so được"]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (0, 0, "không đổi"),
        (5, 5, "không đổi"),
        (0, 5, "tăng 5 đồng"),
        (5, 0, "giảm 5 đồng (100%)"),
        (340_000_000, 740_000_000, "tăng 400.000.000 đồng (117,6%)"),
        (100_000, 99_999, "giảm 1 đồng (dưới 0,1%)"),
    ],
)
def test_changes_are_told_in_money_and_percent(first: int, last: int, expected: str) -> None:
    """A rise from nothing has no percentage; a change too small for one is not 0%."""
    page = body([line("NS01")], [amount("NS01", first, 2025), amount("NS01", last, 2026)])
    assert cells(page, "NS01")[-1] == expected


def test_a_stated_nothing_is_no_part_of_the_whole() -> None:
    """A stated 0 is 0%, unlike an amount that is not stated."""
    page = body([line("NS01"), line("NS02", "NS01"), line("NS03", "NS01")], [amount("NS01", 5), amount("NS02", 0)])
    assert [cells(page, line_id)[1:] for line_id in ("NS02", "NS03")] == [["0", "0%"], ["không nêu", "–"]]


def test_a_whole_of_nothing_has_no_shares() -> None:
    """Where the total is a stated 0, no part of it is shown as a share."""
    assert cells(body([line("NS01")], [amount("NS01", 0)]), "NS01") == ["Khoản NS01", "0", "–"]


def test_lines_without_figures_say_so() -> None:
    """A division that the document prints without amounts says so of every line, and the plan states no money."""
    page = body([line("NS01", view="task_group"), line("NS02", view="task_group")], [])
    assert headings(page) == ["Mã, chỗ ghi", "Nội dung", "Số tiền"]
    assert cells(page, "NS01") == ["Khoản NS01", "không nêu"]
    assert answer(page, "Tốn bao nhiêu?") == "Không nêu số tiền Văn bản không ghi tổng kinh phí."


def test_stages_of_one_year_stand_side_by_side_without_change() -> None:
    """Approved money beside what was asked for is no change over time, and the page does not call it unapproved."""
    page = body([line("NS01")], [amount("NS01", 5), amount("NS01", 4, stage="approved")])
    assert headings(page)[2:] == ["Nhu cầu, đề xuất 2026 (đồng)", "Được phê duyệt 2026 (đồng)", "Tỷ trọng"]
    shown = text(tree(page))
    assert "chưa phải ngân sách được phê duyệt" not in shown
    assert "Đầu mỗi cột cho biết số tiền là nhu cầu, được phê duyệt hay đã thực hiện." in shown
    assert "chưa phải ngân sách được phê duyệt" in text(tree(body([line("NS01")], [amount("NS01", 5)])))


def test_words_that_say_another_sum_stand_at_their_figure() -> None:
    """The warning is in the cell whose words disagree, and in no other cell of the line; words can say nought too."""
    amounts = [amount("NS01", 4_000_000, 2025), amount("NS01", 4_814_980, 2026, amount_words="Bốn tỷ tám trăm mười bốn triệu chín trăm tám mươi ngàn")]
    first, second = cells(body([line("NS01")], amounts), "NS01")[1:3]
    assert first == "4.000.000"
    assert second == (
        "4.814.980 Bằng chữ: “Bốn tỷ tám trăm mười bốn triệu chín trăm tám mươi ngàn” chữ là 4.814.980.000 đồng, không khớp với số"
    )
    nought = cells(body([line("NS01")], [amount("NS01", 5, amount_words="Không đồng")]), "NS01")[1]
    assert nought == "5 Bằng chữ: “Không đồng” chữ là 0 đồng, không khớp với số"


def test_amounts_that_are_printed_otherwise_show_their_print() -> None:
    """A sum in millions is shown in dong with the words of the document."""
    printed = cells(body([line("NS01", reading="doubtful")], [amount("NS01", 148_000_000, amount_text="148 triệu")]), "NS01")
    assert printed == ["Khoản NS01 đọc chưa chắc chắn", "148.000.000 In trong văn bản: “148 triệu”", "100%"]


def test_the_answer_is_the_requested_sum_and_its_first_division() -> None:
    """The short sum, its stage and year, the sum in full at its row, and the parts as the document divides it."""
    amounts = [amount("NS01", 5_267_475_000), amount("NS02", 2_339_975_000), amount("NS04", 2_927_500_000)]
    assert answer(body(TREE, amounts), "Tốn bao nhiêu?") == (
        "5,27 tỷ đồng Đây là nhu cầu, đề xuất năm 2026, không phải ngân sách đã được duyệt. Số đầy đủ: 5.267.475.000 đồng. "
        "Khoản NS02: 2,34 tỷ đồng Khoản NS04: 2,93 tỷ đồng"
    )


def test_the_answer_divides_by_task_group_when_nothing_else_does() -> None:
    """A total without parts of its own is divided by the groups that state an amount."""
    lines = [line("NS01", view="total"), line("NS02", view="task_group"), line("NS03", view="task_group")]
    found = answer(body(lines, [amount("NS01", 5_000_000), amount("NS03", 2_000_000)]), "Tốn bao nhiêu?")
    assert found.endswith("Số đầy đủ: 5.000.000 đồng. Khoản NS03: 2 triệu đồng")


def test_the_answer_does_not_choose_between_figures_and_words() -> None:
    """Both sums are asked about; lists of plans show the figures in full and say that the words differ."""
    amounts = [amount("NS01", 4_814_980, amount_words="Bốn tỷ tám trăm mười bốn triệu chín trăm tám mươi ngàn")]
    found = answer(body([line("NS01")], amounts), "Tốn bao nhiêu?")
    assert found.startswith("4.814.980 đồng hay 4.814.980.000 đồng?")
    assert "Chúng tôi giữ nguyên cả hai và không đoán số nào đúng." in found
    assert (summary([line("NS01")], amounts).request_full, summary([line("NS01")], amounts).request_in_words) == ("4.814.980 đồng", "4.814.980.000 đồng")


@pytest.mark.parametrize(
    ("lines", "amounts"),
    [
        ([line("NS01")], [amount("NS01", 5, stage="approved")]),
        ([line("NS01"), line("NS02")], [amount("NS01", 5), amount("NS02", 6)]),
        ([line("NS01", view="task_group")], [amount("NS01", 5)]),
    ],
)
def test_money_without_a_requested_total_is_not_called_unstated(lines: list[dict[str, str]], amounts: list[dict[str, str]]) -> None:
    """Where amounts are stated but no requested total, the answer says just that and leads to the table."""
    assert answer(body(lines, amounts), "Tốn bao nhiêu?") == "Không nêu tổng nhu cầu Các khoản có ghi số tiền ở bảng ngân sách."
    assert (summary(lines, amounts).request, summary(lines, amounts).request_full) == ("", "")


def chart_labels(page: str) -> list[str]:
    """The group names in the chart of a page, without the legend and the figures."""
    return [text(label) for label in tree(page).iter("text") if label.get("class") == "bar-label"]


def test_the_chart_shows_two_levels_below_the_total() -> None:
    """The total itself, deeper levels and other views are left to the tables; a line without a number has no dot."""
    lines = [*TREE, line("NS06", "NS03"), line("NS07", view="total")]
    assert chart_labels(body(lines, [*TWO_YEARS, amount("NS06", 5)])) == ["I. Khoản NS02", "– 1. Khoản NS03", "Khoản NS04", "– Khoản NS05"]


def test_the_chart_of_a_division_without_a_total_begins_at_its_roots() -> None:
    """The roots are the upper level then, not a total to be left out."""
    lines = [line("NS01", number="I"), line("NS02", "NS01", number="1"), line("NS03", number="II")]
    assert chart_labels(body(lines, [amount("NS01", 5), amount("NS03", 6)])) == ["I. Khoản NS01", "– 1. Khoản NS02", "II. Khoản NS03"]


def test_the_chart_says_in_words_what_it_shows() -> None:
    """The text alternative names the columns and every bar, and says which year is not stated."""
    (description,) = [text(element) for element in tree(body(TREE, TWO_YEARS)).iter("desc")]
    assert description == (
        "Ước thực hiện 2025 và Nhu cầu, đề xuất 2026. I. Khoản NS02: năm 2025 400 đồng, năm 2026 400 đồng; 1. Khoản NS03: năm 2025 0 đồng, năm 2026 400 đồng; "
        "Khoản NS04: năm 2025 không nêu, năm 2026 600 đồng; Khoản NS05: năm 2025 không nêu, năm 2026 không nêu."
    )


@pytest.mark.parametrize(
    ("lines", "amounts"),
    [([line("NS01", view="task_group")], [amount("NS01", 5)]), ([line("NS01"), line("NS02", "NS01")], []), ([line("NS01")], [amount("NS01", 5)])],
)
def test_there_is_no_chart_without_a_division_by_type(lines: list[dict[str, str]], amounts: list[dict[str, str]]) -> None:
    """Other views, lines without amounts and a lone total are no picture."""
    assert list(tree(body(lines, amounts)).iter("svg")) == []
