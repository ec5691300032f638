"""What one plan gives to the API: its rows by indicator, body and legal document, in no language. Pure."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
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

_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def list_name(resource: str, identifier: str) -> str:
    """The list of one indicator, body or document: "api/co-quan/cong-an-xa"."""
    return f"api/{resource}/{identifier}"


def rows_of(facts: PlanFacts) -> Named:
    """(list, row) of every target value and result tied to an indicator, of every body named, of every citation; rows are what JSON holds.

    Raises CannotHold for a figure that JSON cannot hold as it is.
    """
    make = _Maker(facts)
    found: Named = []
    for row in chain.from_iterable(group.rows for group in facts.targets):
        if row["indicator_id"]:
            found += [(list_name(INDICATORS, row["indicator_id"]), made) for made in make.children(VALUE, row, "target_id", row["values"])]
        found += _by_body(make.children(TARGET_BODY, row, "target_id", row["agencies"]))
    for row in chain.from_iterable(group.rows for group in facts.tasks):
        found += _by_body(make.children(TASK_BODY, row, "task_id", row["agencies"]))
    found += [(list_name(INDICATORS, row["indicator_id"]), make.row(RESULT, row, "result_id")) for row in facts.results if row["indicator_id"]]
    found += _by_body([make.row(DUTY, row, "duty_id") for row in facts.duties])
    found += [(list_name(DOCUMENTS, row["document_id"]), make.row(CITATION, row, "citation_id")) for row in facts.citations]
    return found


def _by_body(rows: list[Row]) -> Named:
    return [(list_name(AGENCIES, row["agency_id"]), row) for row in rows]


class _Maker:
    """Makes the rows of one plan; what all of them say of the plan is made once."""

    def __init__(self, facts: PlanFacts) -> None:
        self.flags, self.page = facts.flags, f"{TO_ROOT}{facts.plan_id}/#"
        self.plan = {
            "commune_code": facts.commune["code"], "commune_full_name": facts.commune["full_name"],
            "province_code": facts.province["code"], "province_full_name": facts.province["full_name"],
        }  # fmt: skip

    def row(self, shape: Shape, row: dict[str, Any], key: str) -> Row:
        """A row that says itself where it stands."""
        return {"table": shape.table, **cells(row, shape.table, shape.columns), **self._rest(row, row[key])}

    def children(self, shape: Shape, parent: dict[str, Any], key: str, children: list[dict[str, Any]]) -> list[Row]:
        """Rows that stand where their parent stands."""
        if not children:
            return []
        rest: Row = {lent.name: parent[lent.column] or None for lent in shape.lent}
        if shape.schedules:
            kept = own_columns("task_schedules", "tasks")
            rest["schedules"] = [cells(time, "task_schedules", kept) for time in parent["schedules"]]
        rest |= {**{column: parent[column] for column in PLACE}, **self._rest(parent, parent[key])}
        return [{"table": shape.table, **cells(child, shape.table, shape.columns), **rest} for child in children]

    def _rest(self, row: dict[str, Any], identifier: str) -> Row:
        part = row["place"].part or None
        return {**self.plan, "source_part_name": part, "page": self.page + identifier, "notices": self.flags.get(identifier, [])}


@dataclass(frozen=True)
class Packed:
    """The rows of a plan as they go from one process to another and to disk: lines of JSON by list, and how many are of which table."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)


def packed(found: Named) -> Packed:
    """The rows of one plan, ready to be stored."""
    lines: dict[str, list[str]] = defaultdict(list)
    counts: dict[str, Counter[str]] = defaultdict(lambda: Counter({PLANS: 1}))
    for name, row in found:
        lines[name].append(_encoded(row) + "\n")
        counts[name][row["table"]] += 1
    return Packed(dict(counts), {name: "".join(own) for name, own in lines.items()})
