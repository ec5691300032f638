"""Lists too long to show every row: what each plan has in them, one row a plan. Pure.

A list is the page that shows it: "bodies/cong-an-xa" is made of the lists of its roles, "tasks/quy-4-2026" of those of its days.
"""

from __future__ import annotations

from collections.abc import Container
from functools import cache

from .bodies import SPELLINGS
from .heads import Named, Row
from .indicators import UNSORTED

# The part of a list that has one row a plan.
BY_PLAN = "by-plan"
# First part of the name of a list -> the column of its rows that says what they are counted as; targets are all of one kind.
KINDS = {"bodies": "role", "documents": "role", "tasks": "what", "indicators": ""}
TARGET = "target"


@cache
def whole(name: str) -> str:
    """The list that a list of rows is a part of: "bodies/cong-an-xa/duty" -> "bodies/cong-an-xa"; "" when its rows are shown however many there are.

    Targets of one indicator keep their rows: they are there to be compared, and a plan has one.
    """
    first, own, *_parts = *name.split("/"), ""
    return f"{first}/{own}" if first in KINDS and (first != "indicators" or own == UNSORTED) else ""


def is_left_out(name: str, long: Container[str]) -> bool:
    """Whether rows of this name are shown nowhere, because the list that they are a part of is among the long ones."""
    lies_in = whole(name)
    return lies_in != "" and lies_in in long and not name.endswith(f"/{BY_PLAN}")


def by_plan(plan_id: str, found: Named) -> Named:
    """One row for each list that the plan is in: how many rows of which kind; the first day of dated tasks, the printed names of a body."""
    own: dict[str, Row] = {}
    for name, row in found:
        lies_in, part = whole(name), name.rpartition("/")[2]
        if not lies_in:
            continue
        said = own.setdefault(lies_in, {"plan_id": plan_id, "counts": {}})
        if part == SPELLINGS:
            said["texts"] = row["texts"]
            continue
        column = KINDS[name.partition("/")[0]]
        kind = row[column] if column else TARGET
        said["counts"][kind] = said["counts"].get(kind, 0) + 1
        if lies_in.startswith("tasks/quy-"):
            said["first"] = min(part, said.get("first", part))
    return [(f"{name}/{BY_PLAN}", said) for name, said in own.items()]
