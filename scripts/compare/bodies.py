"""What each body is named for in all plans: targets and tasks that it leads or supports, duties that it is given. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable

from ..facts import PlanFacts
from .heads import Named, Row, standing
from .indicators import NUMBERS

# The lists of one body, in the order in which its page shows them.
ROLES = ("target-lead", "task-lead", "duty", "target-support", "task-support")
SPELLINGS = "spellings"


def list_name(agency_id: str, part: str = "") -> str:
    """The list of one body, or of one of its roles or its printed names."""
    return f"bodies/{agency_id}/{part}" if part else f"bodies/{agency_id}"


def listed(facts: PlanFacts, long: Container[str] = ()) -> Named:
    """Each target, task and duty in the lists of the bodies that it names; a body printed twice in one cell is named once.

    A heading over tasks names no body of its own: its tasks are listed. In `long` lists a row says its role and no more.
    """
    found: Named = []
    spelled: dict[str, dict[str, int]] = {}
    for groups, key, what in ((facts.targets, "target_id", "target"), (facts.tasks, "task_id", "task")):
        for group in groups:
            for row in group.rows:
                if row.get("kind") == "group":
                    continue
                own: Row = {}
                for part in ("lead", "support"):
                    printed: dict[str, str] = {}
                    for body in row[part]:
                        _count(spelled, body)
                        printed.setdefault(body["agency_id"], body["agency_text"])
                    for agency_id, text in printed.items():
                        role = f"{what}-{part}"
                        if list_name(agency_id) in long:
                            found.append((list_name(agency_id, role), {"role": role}))
                            continue
                        own = own or {**standing(facts, row, row[key]), "name": row["name"], **_when(row)}
                        found.append((list_name(agency_id, role), {**own, "role": role, "printed": text}))
    for row in facts.duties:
        _count(spelled, row)
        if list_name(row["agency_id"]) in long:
            found.append((list_name(row["agency_id"], "duty"), {"role": "duty"}))
            continue
        own = {**standing(facts, row, row["duty_id"]), "name": row["summary"], "values": [], "times": [row["deadline_text"]] if row["deadline_text"] else []}
        found.append((list_name(row["agency_id"], "duty"), {**own, "role": "duty", "printed": row["agency_text"]}))
    return found + [(list_name(agency_id, SPELLINGS), {"plan_id": facts.plan_id, "texts": texts}) for agency_id, texts in spelled.items()]


def _count(spelled: dict[str, dict[str, int]], body: Row) -> None:
    """Count one printing of the name of a body: agency -> printed name -> how often."""
    texts = spelled.setdefault(body["agency_id"], {})
    texts[body["agency_text"]] = texts.get(body["agency_text"], 0) + 1


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
