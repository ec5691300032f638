"""What each body is named for in all plans: targets and tasks that it leads or supports, duties that it is given. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..facts import PlanFacts
from .heads import Named, Row, standing
from .indicators import NUMBERS

# The lists of one body, in the order in which its page shows them.
ROLES = ("target-lead", "task-lead", "duty", "target-support", "task-support")
SPELLINGS = "spellings"


def list_name(agency_id: str, part: str = "") -> str:
    """The list of one body, or of one of its roles or its printed names."""
    return f"bodies/{agency_id}/{part}" if part else f"bodies/{agency_id}"


def listed(facts: PlanFacts) -> Named:
    """Each target, task and duty in the lists of the bodies that it names; a body printed twice in one cell is named once.

    A heading over tasks names no body of its own: its tasks are listed.
    """
    found: Named = []
    spelled: dict[str, Counter[str]] = {}
    for groups, key, what in ((facts.targets, "target_id", "target"), (facts.tasks, "task_id", "task")):
        for group in groups:
            for row in group.rows:
                if row.get("kind") == "group":
                    continue
                own = {**standing(facts, row, row[key]), "name": row["name"], **_when(row)}
                for role in ("lead", "support"):
                    for agency_id in dict.fromkeys(body["agency_id"] for body in row[role]):
                        texts = [body["agency_text"] for body in row[role] if body["agency_id"] == agency_id]
                        spelled.setdefault(agency_id, Counter()).update(texts)
                        found.append((list_name(agency_id, f"{what}-{role}"), {**own, "role": f"{what}-{role}", "printed": texts[0]}))
    for row in facts.duties:
        spelled.setdefault(row["agency_id"], Counter())[row["agency_text"]] += 1
        own = {**standing(facts, row, row["duty_id"]), "name": row["summary"], "values": [], "times": [row["deadline_text"]] if row["deadline_text"] else []}
        found.append((list_name(row["agency_id"], "duty"), {**own, "role": "duty", "printed": row["agency_text"]}))
    return found + [(list_name(agency_id, SPELLINGS), {"plan_id": facts.plan_id, "texts": dict(texts)}) for agency_id, texts in spelled.items()]


def _when(row: Row) -> Row:
    """The target's figures by year, or the printed times of the task, each once."""
    values = [
        {key: value[key] for key in ("year", "value_text", "comparator", "unit")}
        | {key: None if value[key] is None else str(value[key]) for key in NUMBERS}
        for value in row.get("values", []) if value["measure"] == "target"
    ]  # fmt: skip
    return {"values": values, "times": list(dict.fromkeys(time["schedule_text"] for time in row.get("schedules", [])))}


def spellings(rows: Iterable[Row]) -> list[tuple[str, int]]:
    """(printed name, how often), the most frequent first."""
    found: Counter[str] = Counter()
    for row in rows:
        found.update(row["texts"])
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
