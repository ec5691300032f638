"""What one plan gives to the API: its rows by indicator, body and legal document, in no language. Pure."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from ..facts import PlanFacts
from ..places import PLACE
from .shapes import CITATION, DUTY, RESULT, TARGET_BODY, TASK_BODY, VALUE, Json, Shape, cells, own_columns

Row = dict[str, Json]
Named = list[tuple[str, Row]]

INDICATORS, AGENCIES, DOCUMENTS = "chi-tieu", "co-quan", "van-ban"
# From a list below du-lieu/chi-tieu/ and its like to the root of the site.
TO_ROOT = "../../"
# How many plans a list has rows of is counted beside its rows.
PLANS = "plans"

_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, check_circular=False).encode


def list_name(resource: str, identifier: str) -> str:
    """The list of one indicator, body or document: "api/co-quan/cong-an-xa"."""
    return f"api/{resource}/{identifier}"


def rows_of(facts: PlanFacts) -> Named:
    """(list, row) of every target value and result tied to an indicator, of every body named, of every citation; rows are what JSON holds.

    Raises CannotHold for a figure that JSON cannot hold as it is.
    """
    return [(name, {**own, **rest}) for name, own, rest in _halves(facts)]


def _halves(facts: PlanFacts) -> list[tuple[str, Row, Row]]:
    """(list, what a row says itself, what it says of where it stands); rows of one parent share the second."""
    rest = _Rest(facts)
    found: list[tuple[str, Row, Row]] = []

    def add(shape: Shape, rows: Iterable[dict[str, Any]], shared: Row, resource: str, key: str, identifier: str = "") -> None:
        table, columns = shape.table, shape.columns
        for row in rows:
            own = {"table": table, **cells(row, table, columns)}
            found.append((list_name(resource, identifier or row[key]), own, shared))

    for row in chain.from_iterable(group.rows for group in facts.targets):
        if row["agencies"] or (row["indicator_id"] and row["values"]):
            shared = rest.of_child(VALUE, row, row["target_id"])
            if row["indicator_id"]:
                add(VALUE, row["values"], shared, INDICATORS, "", row["indicator_id"])
            add(TARGET_BODY, row["agencies"], shared, AGENCIES, "agency_id")
    for row in chain.from_iterable(group.rows for group in facts.tasks):
        if row["agencies"]:
            add(TASK_BODY, row["agencies"], rest.of_child(TASK_BODY, row, row["task_id"]), AGENCIES, "agency_id")
    for row in facts.results:
        if row["indicator_id"]:
            add(RESULT, [row], rest.of(row, row["result_id"]), INDICATORS, "indicator_id")
    for row in facts.duties:
        add(DUTY, [row], rest.of(row, row["duty_id"]), AGENCIES, "agency_id")
    for row in facts.citations:
        add(CITATION, [row], rest.of(row, row["citation_id"]), DOCUMENTS, "document_id")
    return found


class _Rest:
    """What rows of one plan say besides their own columns."""

    def __init__(self, facts: PlanFacts) -> None:
        self.flags, self.page = facts.flags, f"{TO_ROOT}{facts.plan_id}/#"
        self.plan = {
            "commune_code": facts.commune["code"], "commune_full_name": facts.commune["full_name"],
            "province_code": facts.province["code"], "province_full_name": facts.province["full_name"],
        }  # fmt: skip

    def of(self, row: dict[str, Any], identifier: str) -> Row:
        """Of a row that says itself where it stands."""
        part = row["place"].part or None
        return {**self.plan, "source_part_name": part, "page": self.page + identifier, "notices": self.flags.get(identifier, [])}

    def of_child(self, shape: Shape, parent: dict[str, Any], identifier: str) -> Row:
        """Of rows that stand where their parent stands."""
        found: Row = {lent.name: parent[lent.column] or None for lent in shape.lent}
        if shape.schedules:
            columns = own_columns("task_schedules", "tasks")
            found["schedules"] = [cells(time, "task_schedules", columns) for time in parent["schedules"]]
        return {**found, **{column: parent[column] for column in PLACE}, **self.of(parent, identifier)}


@dataclass(frozen=True)
class Packed:
    """The rows of a plan as they go from one process to another and to disk: lines of JSON by list, and how many are of which table."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)


def packed(facts: PlanFacts) -> Packed:
    """The rows of one plan (see rows_of), ready to be stored."""
    lines: dict[str, list[str]] = defaultdict(list)
    counts: dict[str, Counter[str]] = defaultdict(lambda: Counter({PLANS: 1}))
    last: Row | None = None
    end = ""
    for name, own, rest in _halves(facts):
        if rest is not last:
            # Rows of one parent follow one another: what they share is encoded once.
            last, end = rest, f",{_encoded(rest)[1:]}\n"
        lines[name].append(_encoded(own)[:-1] + end)
        counts[name][own["table"]] += 1
    return Packed(dict(counts), {name: "".join(own) for name, own in lines.items()})
