"""Rules about money: parts add up to their parent, and views of the same money agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..csv_files import Row
from ..plans import Plan, Reference
from ..problems import Problem
from .base import PlanRule
from .rows import whole

Amounts = dict[tuple[str, str], dict[str, int]]


def amounts(plan: Plan) -> Amounts:
    """(fiscal_year, stage) -> line_id -> dong, for every amount that is a whole number; none when rows are lost."""
    found: Amounts = defaultdict(dict)
    if plan.files["budget_lines"].lost or plan.files["budget_amounts"].lost:
        return found
    for row in plan.rows("budget_amounts"):
        if (amount := whole(row["amount"])) is not None:
            found[row["fiscal_year"], row["stage"]][row["line_id"]] = amount
    return found


def dong(amount: int) -> str:
    return f"{amount:,}".replace(",", ".") + " đồng"


def _amount_row(plan: Plan, line_id: str, column: tuple[str, str]) -> Row:
    return next(
        row for row in plan.rows("budget_amounts")
        if row["line_id"] == line_id and (row["fiscal_year"], row["stage"]) == column
    )  # fmt: skip


class BudgetSum(PlanRule):
    """At every level of the tree a line's amount is the sum of its parts, for each year and stage."""

    title = "Cộng các dòng con không bằng dòng cha"
    title_en = "Parts do not add up"
    description = "Với mỗi năm và mỗi loại số liệu, số tiền của một dòng bằng tổng các dòng con có số tiền."

    def check_plan(self, plan: Plan, reference: Reference) -> Iterator[Problem]:
        children: dict[str, list[str]] = defaultdict(list)
        for line in plan.rows("budget_lines"):
            if line["parent_id"]:
                children[line["parent_id"]].append(line["line_id"])
        for column, by_line in amounts(plan).items():
            for parent, parts in children.items():
                known = [part for part in parts if part in by_line]
                total = sum(by_line[part] for part in known)
                if parent in by_line and known and by_line[parent] != total:
                    yield self.problem(
                        plan.files["budget_amounts"], _amount_row(plan, parent, column), "amount",
                        f"{parent} năm {column[0]} là {dong(by_line[parent])}",
                        f"các dòng con ({', '.join(known)}) cộng lại là {dong(total)}",
                        "so từng số với văn bản: chép sai thì sửa; nếu chính văn bản cộng sai thì báo người duy trì để ghi đối chiếu",
                    )  # fmt: skip


class BudgetViews(PlanRule):
    """Views of the same money (by type, by task group, in total) have the same total, for each year and stage."""

    title = "Các cách phân loại không cùng tổng"
    title_en = "Views disagree"
    description = "Tổng theo loại chi, theo nhóm nhiệm vụ và tổng số phải bằng nhau với cùng năm và loại số liệu."

    def check_plan(self, plan: Plan, reference: Reference) -> Iterator[Problem]:
        for column, by_line in amounts(plan).items():
            roots: dict[str, list[str]] = defaultdict(list)
            for line in plan.rows("budget_lines"):
                if not line["parent_id"] and line["line_id"] in by_line:
                    roots[line["view"]].append(line["line_id"])
            totals = {view: sum(by_line[line] for line in lines) for view, lines in roots.items()}
            base = "total" if "total" in totals else next(iter(totals), "")
            for view, total in totals.items():
                if total != totals[base]:
                    yield self.problem(
                        plan.files["budget_amounts"], _amount_row(plan, roots[view][0], column), "amount",
                        f"tổng theo {view} năm {column[0]} là {dong(total)}",
                        f"tổng theo {base} là {dong(totals[base])}",
                        "so từng số với văn bản: chép sai thì sửa; nếu chính văn bản lệch thì báo người duy trì để ghi đối chiếu",
                    )  # fmt: skip
