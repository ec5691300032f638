"""Budget lines and amounts as trees: columns, shares, the requested sum, changes."""

from __future__ import annotations

from typing import Any

import pytest

from scripts import budget_tree
from scripts.budget_tree import REQUEST_STAGES, STAGE_ORDER, VIEW_ORDER, Line
from scripts.tables import schemas


def line(line_id: str, parent_id: str = "", view: str = "total") -> dict[str, Any]:
    return {"line_id": line_id, "parent_id": parent_id, "view": view, "name": f"Khoản {line_id}"}


def amount(line_id: str, year: int, stage: str, sum_of_money: int, words: str = "") -> dict[str, Any]:
    return {"line_id": line_id, "fiscal_year": year, "stage": stage, "amount": sum_of_money, "amount_words": words}


def test_orders_name_every_code_of_the_schemas() -> None:
    """A stage or view that the schemas allow has its place in the order."""
    enum = {name: schemas()[table].fields[name]["constraints"]["enum"] for table, name in (("budget_amounts", "stage"), ("budget_lines", "view"))}
    assert sorted(STAGE_ORDER) == sorted(enum["stage"])
    assert sorted(VIEW_ORDER) == sorted(enum["view"])
    assert set(REQUEST_STAGES) <= set(STAGE_ORDER)


def test_lines_form_a_tree_in_document_order() -> None:
    """Depth counts from the root of the view; walking a view gives parents before their parts."""
    (view,) = budget_tree.views([line("NS01"), line("NS02", "NS01"), line("NS03", "NS02"), line("NS04", "NS01")], [])
    assert [(found.row["line_id"], found.depth) for found in view.lines()] == [("NS01", 0), ("NS02", 1), ("NS03", 2), ("NS04", 1)]


def test_views_come_in_one_order_and_only_with_lines() -> None:
    """The document's total comes first, whatever the order of the rows; a view without lines is left out."""
    found = budget_tree.views([line("NS01", view="task_group"), line("NS02", view="total")], [])
    assert [view.name for view in found] == ["total", "task_group"]
    assert budget_tree.views([], []) == []


def test_a_view_without_amounts_has_no_columns() -> None:
    """Lines that the document prints without figures stay lines; nothing is added for them."""
    (view,) = budget_tree.views([line("NS01"), line("NS02")], [])
    assert view.columns == []
    assert [found.root_amounts for found in view.lines()] == [{}, {}]
    assert budget_tree.change(view.roots[0], view.columns) is None


def test_columns_follow_years_then_stages() -> None:
    """Within a year, what is asked for stands before what is approved and what is settled."""
    (view,) = budget_tree.views([line("NS01")], [
        amount("NS01", 2026, "approved", 3), amount("NS01", 2026, "requested", 4), amount("NS01", 2025, "final", 1),
        amount("NS01", 2025, "estimated_outturn", 2),
    ])  # fmt: skip
    assert view.columns == [(2025, "estimated_outturn"), (2025, "final"), (2026, "requested"), (2026, "approved")]


def test_a_missing_amount_is_not_zero() -> None:
    """An amount that is not stated is None; a stated zero is 0."""
    (view,) = budget_tree.views([line("NS01"), line("NS02", "NS01")], [amount("NS01", 2026, "requested", 0)])
    root, child = view.lines()
    assert root.amount((2026, "requested")) == 0
    assert child.amount((2026, "requested")) is None


def test_shares_are_of_the_whole_view() -> None:
    """Several roots add up, column by column; one that is not stated adds nothing; other views do not count."""
    (total, by_type) = budget_tree.views(
        [line("NS01"), line("NS02", view="spending_type"), line("NS03", "NS02", "spending_type"), line("NS04", view="spending_type")],
        [amount("NS01", 2026, "requested", 100), amount("NS02", 2026, "requested", 60), amount("NS03", 2026, "requested", 20),
         amount("NS04", 2026, "requested", 40), amount("NS04", 2025, "estimated_outturn", 7)],
    )  # fmt: skip
    whole = {(2025, "estimated_outturn"): 7, (2026, "requested"): 100}
    assert [found.root_amounts for found in by_type.lines()] == [whole, whole, whole]
    assert total.roots[0].root_amounts == {(2026, "requested"): 100}


def test_the_request_is_the_documents_own_total() -> None:
    """The stated total is taken before the root of the division by type."""
    own = amount("NS02", 2026, "requested", 5_267_475_000)
    found = budget_tree.views(
        [line("NS01", view="spending_type"), line("NS02")], [amount("NS01", 2026, "requested", 5_000_000_000), own]
    )
    assert budget_tree.request_total(found) == ((2026, "requested"), own)


def test_the_request_is_of_the_latest_year_and_stage_asked_for() -> None:
    """Outturn and approved money are no request; a later row may hold the later year."""
    latest = amount("NS02", 2027, "submitted", 9)
    found = budget_tree.views([line("NS01"), line("NS02")], [
        amount("NS01", 2026, "requested", 5), amount("NS01", 2028, "approved", 6), amount("NS02", 2027, "requested", 8), latest,
    ])  # fmt: skip
    assert budget_tree.request_total(found) == ((2027, "submitted"), latest)


def test_the_request_may_be_the_root_of_the_division_by_type() -> None:
    """Without a stated total, the one root of the division is the total."""
    root = amount("NS01", 2026, "requested", 50)
    lines = [line("NS01", view="spending_type"), line("NS02", "NS01", "spending_type")]
    found = budget_tree.views(lines, [root, amount("NS02", 2026, "requested", 20)])
    assert budget_tree.request_total(found) == ((2026, "requested"), root)


@pytest.mark.parametrize("view", VIEW_ORDER)
def test_parts_without_a_total_make_no_request(view: str) -> None:
    """Where the document gives parts alone, their sum is not made up, and no part passes for the whole."""
    lines = [line("NS01", view=view), line("NS02", view=view)]
    found = budget_tree.views(lines, [amount("NS01", 2026, "requested", 30), amount("NS02", 2026, "requested", 20)])
    assert budget_tree.request_total(found) is None


def test_a_plan_that_only_states_other_money_requests_nothing() -> None:
    """Approved money is no request."""
    assert budget_tree.request_total(budget_tree.views([line("NS01")], [amount("NS01", 2026, "approved", 5)])) is None
    assert budget_tree.request_total([]) is None


@pytest.mark.parametrize(
    ("words", "sum_of_money", "expected"),
    [
        ("", 4_814_980, None),
        ("Bốn tỷ tám trăm mười bốn triệu chín trăm tám mươi ngàn", 4_814_980, 4_814_980_000),
        ("Bốn tỷ tám trăm mười bốn triệu chín trăm tám mươi ngàn", 4_814_980_000, None),
        ("theo quyết định", 4_814_980, None),
        ("Không đồng", 5, 0),
    ],
)
def test_words_disagree_only_with_another_sum(words: str, sum_of_money: int, expected: int | None) -> None:
    """Words that say another sum are told, nought included; words that cannot be read say nothing."""
    assert budget_tree.words_disagree(amount("NS01", 2026, "requested", sum_of_money, words)) == expected


def stated(**by_year: int) -> Line:
    """A line with one amount a year: y2025=1 is 1 dong of outturn in 2025."""
    rows = {(int(year[1:]), "estimated_outturn"): {"amount": value} for year, value in by_year.items()}
    return Line(line("NS01"), 0, rows)


YEARS = [(2025, "estimated_outturn"), (2026, "estimated_outturn"), (2027, "estimated_outturn")]


def test_change_is_from_the_first_year_to_the_last() -> None:
    """Years between do not matter; a stated zero is an amount."""
    assert budget_tree.change(stated(y2025=3, y2026=9, y2027=5), YEARS) == (3, 5)
    assert budget_tree.change(stated(y2025=0, y2027=5), YEARS) == (0, 5)


def test_change_needs_both_ends() -> None:
    """With one end not stated, or one column, there is nothing to compare."""
    assert budget_tree.change(stated(y2026=9, y2027=5), YEARS) is None
    assert budget_tree.change(stated(y2025=3, y2026=9), YEARS) is None
    assert budget_tree.change(stated(y2025=3), YEARS[:1]) is None


def test_two_stages_of_one_year_are_no_change() -> None:
    """Money approved below what was asked for did not fall over time."""
    both = Line(line("NS01"), 0, {(2026, "requested"): {"amount": 5}, (2026, "approved"): {"amount": 4}})
    assert budget_tree.change(both, [(2026, "requested"), (2026, "approved")]) is None
