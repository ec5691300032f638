"""Targets of all plans by the indicator that they measure: rows, and what a list of them has in common. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

from ..facts import PlanFacts
from .heads import Named, Row, standing

# Targets of which no indicator of ours says what they measure.
UNSORTED = "chua-xep"
NUMBERS = ("value_min", "value_max")


def list_name(indicator_id: str) -> str:
    return f"indicators/{indicator_id or UNSORTED}"


def listed(facts: PlanFacts, long: Container[str] = ()) -> Named:
    """Each target of the plan in the list of its indicator; figures are text, as JSON has no decimals. In `long` lists a row says nothing."""
    found: Named = []
    for group in facts.targets:
        for row in group.rows:
            if list_name(row["indicator_id"]) in long:
                found.append((list_name(row["indicator_id"]), {}))
                continue
            values = [
                {key: value[key] for key in ("year", "measure", "value_text", "comparator", "unit", "reading")}
                | {key: None if value[key] is None else str(value[key]) for key in NUMBERS}
                for value in row["values"]
            ]  # fmt: skip
            own = {**standing(facts, row, row["target_id"]), "code": facts.commune["code"], "name": row["name"], "values": values}
            found.append((list_name(row["indicator_id"]), own))
    return found


@lru_cache(10_000)
def decimal(text: str | None) -> Decimal | None:
    """A stored figure as a number again."""
    return None if text is None else Decimal(text)


def with_numbers(value: Row) -> Row:
    """A stored value with its figures as numbers again."""
    return {**value, **{key: decimal(value[key]) for key in NUMBERS}}


def level(value: Row) -> Any:
    """The figure, as stored or as a number, that stands for a value on one scale: the lower end of a range, the limit of "at least" and "at most"; None for words."""
    if value["comparator"] == "text":
        return None
    return value["value_max"] if value["comparator"] == "le" else value["value_min"]


@dataclass
class Overview:
    """What the targets of one indicator have in common. `levels` are, by year, the targets that have a figure in `unit`."""

    unit: str
    rows: int = 0
    communes: int = 0
    plans: int = 0
    columns: list[tuple[int, str]] = field(default_factory=list)
    units: Counter[str] = field(default_factory=Counter)
    comparators: Counter[str] = field(default_factory=Counter)
    renamed: int = 0
    doubtful: int = 0
    levels: dict[int, Counter[Decimal]] = field(default_factory=dict)

    @property
    def years(self) -> list[int]:
        return sorted({year for year, measure in self.columns if measure == "target"})

    @property
    def fullest_year(self) -> int | None:
        """The year for which most targets have a figure, the earliest of several."""
        return min(self.levels, key=lambda year: (-self.levels[year].total(), year), default=None)


def overview(rows: Iterable[Row], name: str, unit: str) -> Overview:
    """Read once through the rows of an indicator of this name and unit; the rows of one commune stand together."""
    found = Overview(unit)
    columns: set[tuple[int, str]] = set()
    commune = plan = ""
    for row in rows:
        found.rows += 1
        found.communes += row["code"] != commune
        found.plans += row["plan_id"] != plan
        commune, plan = row["code"], row["plan_id"]
        found.renamed += row["name"] != name
        found.doubtful += "doubtful" in (row["reading"], *(value["reading"] for value in row["values"]))
        for value in row["values"]:
            columns.add((value["year"], value["measure"]))
            figure = decimal(level(value))
            found.comparators[value["comparator"]] += 1
            if figure is not None:
                found.units[value["unit"]] += 1
                if value["measure"] == "target" and value["unit"] == unit:
                    found.levels.setdefault(value["year"], Counter())[figure] += 1
    found.columns = sorted(columns)
    return found


def overview_by_plan(rows: Iterable[Row]) -> Overview:
    """How many targets, communes and plans a list has of which only the count of each plan is kept."""
    found, commune = Overview(""), ""
    for row in rows:
        own = row["plan_id"].rpartition("/")[0]
        found.rows += sum(row["counts"].values())
        found.communes += own != commune
        found.plans += 1
        commune = own
    return found


def cells(row: Row, columns: list[tuple[int, str]]) -> list[Row | None]:
    """The row's values column by column; None where the plan states nothing."""
    by_column = {(value["year"], value["measure"]): with_numbers(value) for value in row["values"]}
    return [by_column.get(column) for column in columns]


def ordered(indicators: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Indicators with their `overview` and `key` (of their name): those that most communes set first, then by name."""
    return sorted(indicators, key=lambda row: (-row["overview"].communes, row["key"]))
