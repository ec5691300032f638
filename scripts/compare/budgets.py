"""What plans ask for, year by year: the sum, its kinds, its purposes, and what may be added up. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from .. import budget_tree
from ..budget_tree import Column, Line, View
from ..facts import PlanFacts
from .heads import Named, Row, standing

LIST = "budgets"
KINDS = ("recurrent", "investment")
# The indicator under which a plan's results state how many people live in the commune.
POPULATION = "dan-so"


def listed(facts: PlanFacts) -> Named:
    """One row for each year that the plan asks money for; one row without amount when it states no sum."""
    found = requests(facts.views)
    people = population(facts.results)
    if not found:
        return [(LIST, {"plan_id": facts.plan_id, "code": facts.commune["code"], "amount": None, "population": people})]
    return [(LIST, _row(facts, column, line) | {"population": people}) for column, line in found]


def requests(views: list[View]) -> list[tuple[Column, Line]]:
    """(column, line) of the sum asked for in each year, the earliest first; nothing is added up that the document does not add up.

    The document's own total comes before the root of the division by type, and what was submitted before what was asked for;
    several roots are parts of a sum that the document does not state.
    """
    found: dict[int, tuple[Column, Line]] = {}
    for view in views:
        if view.name == "task_group":
            continue
        for column in reversed([column for column in view.columns if column[1] in budget_tree.REQUEST_STAGES]):
            stating = [root for root in view.roots if column in root.amounts]
            if len(stating) == 1:
                found.setdefault(column[0], (column, stating[0]))
    return [found[year] for year in sorted(found)]


def _row(facts: PlanFacts, column: Column, line: Line) -> Row:
    amount = line.amounts[column]
    return {
        **standing(facts, line.row, line.row["line_id"]), "code": facts.commune["code"], "year": column[0], "stage": column[1],
        "amount": amount["amount"], "words": budget_tree.words_disagree(amount), "amount_words": amount["amount_words"],
        "disputed": _disputed(facts, line, column), "kinds": kinds(facts, column, line), "purposes": purposes(facts, column),
    }  # fmt: skip


def _disputed(facts: PlanFacts, line: Line, column: Column) -> bool:
    return (line.row["line_id"], *column) in facts.disputed


def kinds(facts: PlanFacts, column: Column, root: Line) -> dict[str, dict[str, Any]]:
    """Kind of expenditure -> {"amount", "disputed"}, from the highest lines below the sum that are of one kind.

    A kind whose lines state no amount is left out: it is not stated. When the sum's own lines are not divided,
    the division by type is taken if it adds up to the same sum.
    """
    other = next((r for v in facts.views if v.name == "spending_type" for r in v.roots if r.amount(column) == root.amount(column)), None)
    for start in (root, other):
        found: dict[str, dict[str, Any]] = {}
        for line in _of_one_kind(start) if start else []:
            amount = line.amount(column)
            if amount is not None:
                sum_of = found.setdefault(line.row["expenditure"], {"amount": 0, "disputed": False})
                sum_of["amount"] += amount
                sum_of["disputed"] |= _disputed(facts, line, column)
        if found:
            return found
    return {}


def _of_one_kind(line: Line) -> list[Line]:
    if line.row["expenditure"]:
        return [line]
    return [found for child in line.children for found in _of_one_kind(child)]


def purposes(facts: PlanFacts, column: Column) -> list[Row]:
    """The highest lines of the division by purpose, as the document prints them; `amount` None: not stated."""
    return [
        {"id": line.row["line_id"], "name": line.row["name"], "amount": line.amount(column), "disputed": _disputed(facts, line, column),
         "reading": line.row["reading"], "notices": facts.flags.get(line.row["line_id"], [])}
        for view in facts.views if view.name == "task_group" for line in view.roots
    ]  # fmt: skip


def population(results: list[Row]) -> Row | None:
    """The number of residents that a plan states as a result, with its row; None when it states none, or more than one."""
    stated = {
        int(row["value"]): row for row in reversed(results)
        if row["indicator_id"] == POPULATION and row["comparator"] == "eq" and row["reading"] == "certain" and row["value"]
    }  # fmt: skip
    if len(stated) != 1:
        return None
    ((people, row),) = stated.items()
    return {"people": people, "id": row["result_id"], "as_of": row["as_of_text"]}


def per_resident(row: Row) -> int | None:
    """Dong for each resident, rounded half up; None without a population, without a sum, or when the sum is disputed."""
    if not row["population"] or row["amount"] is None or row["disputed"]:
        return None
    return int((Decimal(row["amount"]) / row["population"]["people"]).quantize(Decimal(1), ROUND_HALF_UP))


@dataclass
class Total:
    """What plans ask for in one year. Sums hold undisputed amounts only; `disputed` counts the requests left out."""

    year: int
    amount: int = 0
    requests: int = 0
    disputed: int = 0
    recurrent: int = 0
    investment: int = 0
    undivided: int = 0


@dataclass
class Totals:
    """All requests: by year; how many plans state no sum, and how many a population."""

    years: list[Total]
    without: int
    with_population: int


def totals(rows: Iterable[Row]) -> Totals:
    by_year: dict[int, Total] = {}
    without, with_population, last = 0, 0, ""
    for row in rows:
        with_population += bool(row["population"]) and row["plan_id"] != last
        last = row["plan_id"]
        if row["amount"] is None:
            without += 1
            continue
        total = by_year.setdefault(row["year"], Total(row["year"]))
        if row["disputed"]:
            total.disputed += 1
            continue
        total.requests += 1
        total.amount += row["amount"]
        parts = {kind: row["kinds"].get(kind, {"amount": 0, "disputed": False}) for kind in KINDS}
        # A part counts only where the parts make up the sum, so that columns of the table can be compared.
        if sum(part["amount"] for part in parts.values()) == row["amount"] and not any(part["disputed"] for part in parts.values()):
            total.recurrent += parts["recurrent"]["amount"]
            total.investment += parts["investment"]["amount"]
        else:
            total.undivided += 1
    return Totals([by_year[year] for year in sorted(by_year)], without, with_population)
