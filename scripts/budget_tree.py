"""The budget of a plan as trees of lines with their amounts, shares and changes. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .numbers_vi import parse_amount_words

Column = tuple[int, str]  # fiscal year, stage
VIEW_ORDER = ("total", "spending_type", "task_group")
# From first to last, as a year's budget goes: asked for, approved, estimated while it runs, settled.
STAGE_ORDER = ("requested", "submitted", "approved", "estimated_outturn", "executed", "final")
REQUEST_STAGES = ("requested", "submitted")


@dataclass
class Line:
    """One printed line. `amounts` holds typed budget_amounts rows by column; a missing one is not stated."""

    row: dict[str, Any]
    depth: int
    amounts: dict[Column, dict[str, Any]] = field(default_factory=dict)
    children: list["Line"] = field(default_factory=list)
    root_amounts: dict[Column, int] = field(default_factory=dict)

    def amount(self, column: Column) -> int | None:
        found = self.amounts.get(column)
        return found["amount"] if found else None

    def walk(self) -> Iterator["Line"]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass
class View:
    """One way of dividing the money, with the columns it has figures for: earliest year first, then by stage."""

    name: str
    roots: list[Line]
    columns: list[Column]

    def lines(self) -> list[Line]:
        return [line for root in self.roots for line in root.walk()]


def views(lines: list[dict[str, Any]], amounts: list[dict[str, Any]]) -> list[View]:
    """Typed budget_lines and budget_amounts -> the views that have lines, in the order of VIEW_ORDER.

    A line's share is of its view's total: the root when there is one, else the sum of the roots.
    """
    by_line: dict[str, dict[Column, dict[str, Any]]] = defaultdict(dict)
    for row in amounts:
        by_line[row["line_id"]][row["fiscal_year"], row["stage"]] = row
    nodes: dict[str, Line] = {}
    roots: dict[str, list[Line]] = defaultdict(list)
    for row in lines:
        parent = nodes.get(row["parent_id"])
        node = Line(row, parent.depth + 1 if parent else 0, by_line[row["line_id"]])
        nodes[row["line_id"]] = node
        (parent.children if parent else roots[row["view"]]).append(node)
    found = []
    for name in VIEW_ORDER:
        if roots[name]:
            view = View(name, roots[name], [])
            view.columns = sorted({column for line in view.lines() for column in line.amounts}, key=_moment)
            for line in view.lines():
                line.root_amounts = {c: sum(r.amount(c) or 0 for r in view.roots) for c in view.columns}
            found.append(view)
    return found


def _moment(column: Column) -> tuple[int, int]:
    return column[0], STAGE_ORDER.index(column[1])


def request_total(found: list[View]) -> tuple[Column, dict[str, Any]] | None:
    """The sum the plan asks for: (column, budget_amounts row) of the latest year requested; None when none is stated.

    The document's own total comes first, then the root of the division by type; a sum is never made up here,
    so several roots with an amount in that column are parts of a total that the document does not state.
    """
    for view in found:
        columns = [c for root in view.roots for c in root.amounts if c[1] in REQUEST_STAGES]
        if columns and view.name != "task_group":
            latest = max(columns, key=_moment)
            stated = [root.amounts[latest] for root in view.roots if latest in root.amounts]
            if len(stated) == 1:
                return latest, stated[0]
    return None


def words_disagree(amount: dict[str, Any]) -> int | None:
    """The sum that the words say, when it is not the sum that the figures say."""
    words = amount["amount_words"]
    said = parse_amount_words(words) if words else None
    return said if said is not None and said != amount["amount"] else None


def change(line: Line, columns: list[Column]) -> tuple[int, int] | None:
    """(first amount, last amount) when both the first and last year are stated; two stages of one year are no change."""
    if not columns or columns[0][0] == columns[-1][0]:
        return None
    first, last = line.amount(columns[0]), line.amount(columns[-1])
    return (first, last) if first is not None and last is not None else None
