"""Wide tables for people who work in a spreadsheet: what a plan's tables say of one target, task or amount, in one row. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from .csv_files import Row
from .downloads.base import Table
from .facts import disputed
from .places import PLACE
from .plans import Plan, Reference
from .wide_fields import value_columns, wide_descriptors

Cells = dict[str, str]
Children = dict[str, list[Row]]
BETWEEN = "; "
BELOW = " / "


def tables(years: list[int]) -> list[Table]:
    """The wide tables of a dataset that has target values in these years, in the order that readers see them."""
    return list(_tables(tuple(years)))


@lru_cache(maxsize=64)
def _tables(years: tuple[int, ...]) -> tuple[Table, ...]:
    """One value for all datasets of the same years, so that what writers remember of a table is found again."""
    return tuple(Table(descriptor["name"], descriptor) for descriptor in wide_descriptors(list(years)))


def years(plan: Plan) -> set[int]:
    """The years of the plan's target values."""
    return {int(row["year"]) for row in plan.rows("target_values")}


def rows(plan: Plan, reference: Reference, years: list[int]) -> dict[str, list[list[str]]]:
    """Wide table -> its rows for a validated plan: cells as a CSV has them ("" for not stated), in the columns of tables(years).

    Rows stand in the order of the plan's own tables. Raises KeyError for an id that is not in the reference tables, and for
    a target value in a year that is not among `years`: its column would be missing.
    """
    where = _where(plan, reference)
    made: dict[str, Iterable[Cells]] = {
        "targets_by_year": _targets(plan, reference, years), "tasks_with_bodies": _tasks(plan, reference), "budget_with_paths": _budget(plan),
    }  # fmt: skip
    return {
        table.name: [[cells[column] for column in table.columns] for cells in (where | found for found in made[table.name])]
        for table in tables(years)
    }


def _where(plan: Plan, reference: Reference) -> Cells:
    code = plan.rows("plans")[0]["commune_code"]
    commune = reference.keyed["communes"][code]
    province = reference.keyed["provinces"][commune["province_code"]]
    return {"plan_id": plan.plan_id, "province": province["name"], "commune": commune["name"], "commune_code": code}


def _targets(plan: Plan, reference: Reference, years: list[int]) -> Iterable[Cells]:
    columns = {(str(year), measure, source): name for name, year, measure, source in value_columns(years)}
    sources = {source for _, _, source in columns}
    values, bodies = _children(plan, "target_values", "target_id"), _children(plan, "target_agencies", "target_id")
    for row in plan.rows("targets"):
        own = values.get(row["target_id"], [])
        cells = dict.fromkeys(columns.values(), "")
        for value in own:
            cells |= {columns[value["year"], value["measure"], source]: value[source] for source in sources}
        indicator = reference.keyed["indicators"][row["indicator_id"]]["name"] if row["indicator_id"] else ""
        yield row | _standing(plan, row, "target_id") | cells | {
            "indicator": indicator, **_bodies(bodies.get(row["target_id"], []), "lead", reference), "reading": _reading(row, own),
        }  # fmt: skip


def _tasks(plan: Plan, reference: Reference) -> Iterable[Cells]:
    schedules, bodies = _children(plan, "task_schedules", "task_id"), _children(plan, "task_agencies", "task_id")
    for row in plan.rows("tasks"):
        if row["kind"] != "task":
            continue
        own, named = schedules.get(row["task_id"], []), bodies.get(row["task_id"], [])
        yield row | _standing(plan, row, "task_id") | _bodies(named, "lead", reference) | _bodies(named, "support", reference) | {
            "schedule_texts": BETWEEN.join(
                f"{each['column_text']}: {each['schedule_text']}" if each["period_from"] else each["schedule_text"] for each in own
            ),
            "schedule_kinds": _each_once(own, "kind"),
            "recurrences": _each_once(own, "recurrence"),
            "period_from": _extreme(min, own, "period_from"),
            "period_to": _extreme(max, own, "period_to"),
            "starts_on": _extreme(min, own, "starts_on"),
            "first_due_on": _extreme(min, own, "due_on"),
            "last_due_on": _extreme(max, own, "due_on"),
            "reading": _reading(row, own),
        }  # fmt: skip


def _budget(plan: Plan) -> Iterable[Cells]:
    amounts, doubts = _children(plan, "budget_amounts", "line_id"), disputed(plan.rows("notices"))
    for row in plan.rows("budget_lines"):
        above = _names_above(plan, row)
        line = row | _standing(plan, row, "line_id") | {"path": BELOW.join(above), "depth": str(len(above))}
        for amount in amounts.get(row["line_id"], []):
            doubtful = (row["line_id"], int(amount["fiscal_year"]), amount["stage"]) in doubts
            yield line | amount | {"disputed": "yes" if doubtful else "no"}
        if row["line_id"] not in amounts:
            yield line | dict.fromkeys(("fiscal_year", "stage", "amount_text", "unit_text", "amount", "amount_words", "disputed"), "")


def _names_above(plan: Plan, row: Row) -> list[str]:
    names: list[str] = []
    while row["parent_id"]:
        row = plan.by_id["budget_lines"][row["parent_id"]]
        names.insert(0, row["name"])
    return names


def _children(plan: Plan, table: str, key: str) -> Children:
    """Id of a row -> its rows in a child table, in printed order where that table keeps one."""
    found: Children = {}
    for row in plan.rows(table):
        found.setdefault(row[key], []).append(row)
    for own in found.values():
        own.sort(key=lambda row: int(row.get("seq", 0)))
    return found


def _standing(plan: Plan, row: Row, key: str) -> Cells:
    """Where the row stands, in the document and on the site."""
    return {column: row[column] for column in PLACE} | {"page": f"{plan.plan_id}/#{row[key]}"}


def _bodies(named: list[Row], role: str, reference: Reference) -> Cells:
    ids = [row["agency_id"] for row in named if row["role"] == role]
    names = [reference.keyed["agencies"][agency_id]["name"] for agency_id in ids]
    return {f"{role}_agencies": BETWEEN.join(names), f"{role}_agency_ids": BETWEEN.join(ids)}


def _reading(row: Row, children: list[Row]) -> str:
    """A wide row is read with certainty when everything in it is."""
    return "doubtful" if any(part["reading"] == "doubtful" for part in (row, *children)) else "certain"


def _each_once(own: list[Row], column: str) -> str:
    return BETWEEN.join(dict.fromkeys(row[column] for row in own if row[column]))


def _extreme(choose: Callable[..., str], own: list[Row], column: str) -> str:
    """The least or greatest of the cells stated; years and days of four-digit years sort as text."""
    return choose((row[column] for row in own if row[column]), default="")
