"""Budget trees as the plan page shows them: cells, shares, changes, a chart. Pure."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from . import budget_tree, charts, formats
from .languages import _
from .templates import label, quote

UNAPPROVED = (*budget_tree.REQUEST_STAGES, "estimated_outturn")


def only_asked(views: list[budget_tree.View]) -> bool:
    """Whether no amount of the plan is approved money or money spent."""
    return all(stage in UNAPPROVED for view in views for _year, stage in view.columns)


def _column_name(column: budget_tree.Column) -> str:
    stage = label("budget_amounts", "stage", column[1])
    return f"{stage[:1].upper()}{stage[1:]} {column[0]}"


def view_table(view: budget_tree.View, disputed: set[tuple[str, int, str]]) -> dict[str, Any]:
    """A budget view as the template shows it: for each line its cells, share and change; `disputed` amounts are marked."""
    lines = []
    last = view.columns[-1] if view.columns else None
    for line in view.lines():
        root = line.root_amounts.get(last, 0) if last else 0
        amount = line.amount(last) if last else None
        pair = budget_tree.change(line, view.columns)
        lines.append({
            "row": line.row,
            "depth": line.depth,
            "cells": [
                (_column_name(column), *_cell(line.amounts.get(column)), (line.row["line_id"], *column) in disputed) for column in view.columns
            ],
            "share": formats.percent(amount, root) if amount is not None and root else "",
            "change": _change(pair) + (_newly_stated(line, view.columns) if pair else ""),
        })  # fmt: skip
    return {
        "name": view.name,
        "label": label("budget_lines", "view", view.name),
        "columns": [_column_name(column) for column in view.columns],
        "years": f"{view.columns[0][0]}–{last[0]}" if last and last[0] != view.columns[0][0] else "",
        "share_name": _("Tỷ trọng %(year)s", year=last[0]) if len({column[0] for column in view.columns}) > 1 else _("Tỷ trọng"),
        "lines": lines,
    }


def _cell(amount: dict[str, Any] | None) -> tuple[dict[str, Any] | None, int | None]:
    """A budget_amounts row, and the sum that its words say when it is another."""
    return amount, budget_tree.words_disagree(amount) if amount else None


def _newly_stated(line: budget_tree.Line, columns: list[budget_tree.Column]) -> str:
    """A warning when parts are stated for the last year only: the two sums are then not of the same things."""
    first, last = columns[0], columns[-1]
    parts = [part for part in line.walk() if part is not line]
    new = any(part.amount(first) is None and part.amount(last) is not None for part in parts)
    return _("; năm %(year)s có khoản không nêu", year=first[0]) if new else ""


def _change(pair: tuple[int, int] | None) -> str:
    if pair is None:
        return ""
    first, last = pair
    if first == last:
        return _("không đổi")
    amount = formats.dong(abs(last - first))
    by = _("tăng %(amount)s", amount=amount) if last > first else _("giảm %(amount)s", amount=amount)
    return f"{by} ({formats.percent(abs(last - first), first)})" if first else by


def is_doubtful(views: list[budget_tree.View], request: tuple[budget_tree.Column, dict[str, Any]] | None) -> bool:
    """Whether the line that states the requested sum could not be read with certainty."""
    lines = [line.row for view in views for line in view.lines()]
    return request is not None and any(row["line_id"] == request[1]["line_id"] and row["reading"] == "doubtful" for row in lines)


def request_parts(views: list[budget_tree.View], request: tuple[budget_tree.Column, dict[str, Any]] | None) -> list[tuple[str, int]]:
    """The first division of the requested sum, as the document prints it."""
    if request is None:
        return []
    column = request[0]
    for view in views:
        for root in view.roots:
            parts = [(c.row["name"], c.amount(column)) for c in root.children if c.amount(column) is not None]
            if parts:
                return parts
    return [(root.row["name"], root.amount(column)) for view in views if view.name == "task_group"
            for root in view.roots if root.amount(column) is not None]  # fmt: skip


def chart(views: list[budget_tree.View]) -> str:
    """The two upper levels below the total of the division by type, every year side by side; empty without such a division."""
    view = next((v for v in views if v.name == "spending_type" and v.columns), None)
    if view is None:
        return ""
    groups = []
    # Without a row for the total the division itself begins at the roots.
    upper = 1 if len(view.roots) == 1 else 0
    for line in view.lines():
        if line.depth in (upper, upper + 1):
            prefix = ("" if line.depth == upper else "– ") + (f"{line.row['number']}. " if line.row["number"] else "")
            bars = [
                charts.Bar(index, amount, formats.dong_short(amount) if amount is not None else _("%(year)s: không nêu", year=column[0]))
                for index, column in enumerate(view.columns) for amount in [line.amount(column)]
            ]  # fmt: skip
            groups.append(charts.BarGroup(prefix + line.row["name"], bars, quoted=True))
    names = [_column_name(column) for column in view.columns]
    years = [_("năm %(year)s", year=column[0]) for column in view.columns]
    said = Markup("; ").join(
        Markup("{}: {}").format(quote(g.label.removeprefix("– ")), ", ".join(f"{y} {b.said}" for y, b in zip(years, g.bars))) for g in groups
    )
    joining = _("và")
    both = f" {joining} ".join(names)
    return charts.bar_chart("bieu-do-ngan-sach", _("Ngân sách theo loại chi"), Markup("{}. {}.").format(both, said), names, groups)
