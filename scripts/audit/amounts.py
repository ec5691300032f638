"""Rules about money: figures and words, parts and wholes, and lines that something must stand behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import gcd

from ..csv_files import Row
from ..formats import dong
from ..numbers_vi import parse_amount_words
from ..plans import Plan, Reference
from ..tables import whole
from .base import AuditRule, Finding

Column = tuple[str, str]
# Reachable sums are kept as bits: beyond this the amounts are too fine-grained to search.
SEARCHED_SUMS = 20_000_000


def amounts(plan: Plan) -> dict[Column, dict[str, Row]]:
    """(fiscal_year, stage) -> line_id -> row, for every amount that is a whole number."""
    found: dict[Column, dict[str, Row]] = defaultdict(dict)
    for row in plan.rows("budget_amounts"):
        if whole(row["amount"]) is not None:
            found[row["fiscal_year"], row["stage"]][row["line_id"]] = row
    return found


def children(plan: Plan) -> dict[str, list[str]]:
    """line_id -> the lines right below it, in order."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in plan.rows("budget_lines"):
        if line["parent_id"]:
            found[line["parent_id"]].append(line["line_id"])
    return found


class AmountWords(AuditRule):
    """A sum printed in figures and in words is the same sum."""

    title = "Số tiền bằng số khác bằng chữ"
    title_en = "Figures and words disagree"
    description = "Số tiền in bằng số và số tiền in bằng chữ ngay cạnh phải là một."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        for by_line in amounts(plan).values():
            for row in by_line.values():
                said = parse_amount_words(row["amount_words"]) if row["amount_words"] else None
                amount = int(row["amount"])
                if said is not None and said != amount:
                    yield self.finding(
                        "budget_amounts", row, "amount", dong(amount), dong(said),
                        f"Số tiền in bằng số là {dong(amount)}, in bằng chữ là {dong(said)}. Trang này giữ cả hai, không chọn thay văn bản.",
                        f"The sum is {amount:,} dong in figures and {said:,} dong in words. Both are kept as printed.",
                    )  # fmt: skip


class AmountWordsUnread(AuditRule):
    """A sum printed in words can be read as one number."""

    severity = "minor"
    title = "Số tiền bằng chữ không đọc được"
    title_en = "Amount in words cannot be read"
    description = "Số tiền in bằng chữ phải đọc được thành đúng một số; chữ thiếu, thừa hoặc sai thứ tự thì không so được với số."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        for by_line in amounts(plan).values():
            for row in by_line.values():
                if row["amount_words"] and parse_amount_words(row["amount_words"]) is None:
                    yield self.finding(
                        "budget_amounts", row, "amount_words", row["amount_words"], dong(int(row["amount"])),
                        f"Số tiền bằng chữ in “{row['amount_words']}”, không đọc được thành một số; bằng số là {dong(int(row['amount']))}.",
                        f"The sum in words is printed “{row['amount_words']}”, which cannot be read as one number; in figures it is {int(row['amount']):,} dong.",
                    )  # fmt: skip


class BudgetSum(AuditRule):
    """At every level of the tree a line's amount is the sum of its parts, for each year and stage."""

    title = "Cộng các dòng con không bằng dòng cha"
    title_en = "Parts do not add up"
    description = "Với mỗi năm và mỗi loại số liệu, số tiền của một dòng bằng tổng các dòng con có số tiền."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        for (year, _), by_line in amounts(plan).items():
            for parent, parts in children(plan).items():
                known = [part for part in parts if part in by_line]
                total = sum(int(by_line[part]["amount"]) for part in known)
                if parent in by_line and known and (amount := int(by_line[parent]["amount"])) != total:
                    yield self.finding(
                        "budget_amounts", by_line[parent], "amount", dong(amount), dong(total),
                        f"Năm {year}, dòng {parent} ghi {dong(amount)}; các dòng thành phần ({', '.join(known)}) cộng lại được {dong(total)}.",
                        f"For {year} line {parent} says {amount:,} dong; its parts ({', '.join(known)}) add up to {total:,} dong.",
                        tuple(known),
                    )  # fmt: skip


class BudgetViews(AuditRule):
    """Views of the same money (by type, by task group, in total) have the same total, for each year and stage."""

    title = "Các cách phân loại không cùng tổng"
    title_en = "Views disagree"
    description = "Tổng theo loại chi, theo nhóm nhiệm vụ và tổng số phải bằng nhau với cùng năm và loại số liệu."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        for (year, _), by_line in amounts(plan).items():
            roots: dict[str, list[str]] = defaultdict(list)
            for line in plan.rows("budget_lines"):
                if not line["parent_id"] and line["line_id"] in by_line:
                    roots[line["view"]].append(line["line_id"])
            totals = {view: sum(int(by_line[line]["amount"]) for line in lines) for view, lines in roots.items()}
            base = "total" if "total" in totals else next(iter(totals), "")
            for view, total in totals.items():
                if total != totals[base]:
                    yield self.finding(
                        "budget_amounts", by_line[roots[view][0]], "amount", dong(total), dong(totals[base]),
                        f"Năm {year}, chia cách này ({', '.join(roots[view])}) cộng được {dong(total)}, "
                        f"còn tổng nêu ở {', '.join(roots[base])} là {dong(totals[base])}.",
                        f"For {year} this breakdown ({', '.join(roots[view])}) adds up to {total:,} dong, "
                        f"while {', '.join(roots[base])} says {totals[base]:,} dong.",
                        tuple(roots[base]),
                    )  # fmt: skip


class AmountUnexplained(AuditRule):
    """The amount of a group of tasks is the sum of some of the lines of the division by type of spending."""

    title = "Số tiền của nhóm không khớp nhóm dòng nào"
    title_en = "No set of lines explains an amount"
    description = (
        "Số tiền của một nhóm nhiệm vụ phải bằng tổng của một số dòng chi tiết nào đó trong bảng theo loại chi "
        "cùng năm; không có tổ hợp nào như vậy thì người đọc không biết nhóm gồm những khoản nào. "
        "Không xét khi số tiền lẻ tới mức có quá nhiều tổng phải thử."
    )

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        view = {line["line_id"]: line["view"] for line in plan.rows("budget_lines")}
        for (year, _), by_line in amounts(plan).items():
            parents = {parent for parent, parts in children(plan).items() if any(part in by_line for part in parts)}
            leaves = [int(row["amount"]) for line, row in by_line.items() if view.get(line) == "spending_type" and line not in parents]
            groups = {line: row for line, row in by_line.items() if view.get(line) == "task_group" and line not in parents}
            unit = gcd(*leaves) if leaves else 0
            if not unit or sum(leaves) // unit > SEARCHED_SUMS:
                continue
            sums = 1
            for leaf in leaves:
                sums |= sums << (leaf // unit)
            for line, row in groups.items():
                amount = int(row["amount"])
                if amount % unit or not sums >> (amount // unit) & 1:
                    yield self.finding(
                        "budget_amounts", row, "amount", dong(amount), "tổng của một số dòng trong bảng theo loại chi",
                        f"Nhóm này ghi {dong(amount)} cho năm {year}, nhưng không có cách cộng nào các dòng chi tiết của bảng theo loại chi ra đúng số đó.",
                        f"This group has {amount:,} dong for {year}, but no set of detailed lines of the division by type adds up to it.",
                    )  # fmt: skip


class InvestmentWithoutTask(AuditRule):
    """A detailed investment line with an amount belongs to a task that the plan sets."""

    title = "Khoản đầu tư không gắn với nhiệm vụ nào"
    title_en = "Investment line without a task"
    description = "Mỗi dòng chi đầu tư có số tiền phải ứng với một nhiệm vụ nêu trong kế hoạch."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        if not plan.rows("tasks"):
            return
        parents = set(children(plan))
        paid = {line: row for by_line in amounts(plan).values() for line, row in by_line.items()}
        for line in plan.rows("budget_lines"):
            details = line["view"] == "spending_type" and line["line_id"] not in parents
            if details and line["expenditure"] == "investment" and line["line_id"] in paid and not line["task_id"]:
                amount = int(paid[line["line_id"]]["amount"])
                yield self.finding(
                    "budget_lines", line, "task_id", dong(amount), "một nhiệm vụ của kế hoạch",
                    f"Dòng này xin {dong(amount)} vốn đầu tư, nhưng phần nhiệm vụ của kế hoạch không nêu việc tương ứng.",
                    f"This line asks for {amount:,} dong of investment, but the plan's tasks name nothing that it would pay for.",
                )  # fmt: skip
