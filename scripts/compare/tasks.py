"""Tasks and dated duties of all plans by what the plan says of their time. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from ..facts import Group, PlanFacts
from ..metrics import DATED
from .by_plan import BY_PLAN
from .heads import Named, Row, standing

# What the plan says of time -> the list that such rows are in, in the order in which they are shown; dated rows are in the list of a quarter.
KINDS = {
    "ongoing": "thuong-xuyen", "recurring": "thuong-xuyen", "conditional": "cho-dieu-kien", "year": "chi-ghi-nam",
    "marked": "danh-dau-giai-doan", "text": "ghi-bang-loi", "none": "khong-neu",
}  # fmt: skip
UNDATED = list(dict.fromkeys(KINDS.values()))
SHOWN = ("schedule_text", "kind", "period_from", "period_to", "reading")


def listed(facts: PlanFacts) -> Named:
    """Each task once in every list that its times put it in, and each duty with a date or a rhythm."""
    found: Named = []
    for group in facts.tasks:
        for row in group.rows:
            if row["kind"] == "task":
                found += _in_lists(_task(facts, group, row), row["schedules"])
    for row in facts.duties:
        if row["due_on"] or row["recurrence"]:
            kind = "date" if row["due_on"] else "recurring"
            time = {"schedule_text": row["deadline_text"], "kind": kind, "period_from": None, "period_to": None, "reading": row["reading"], "due_on": row["due_on"]}
            found += _in_lists(_duty(facts, row), [time])
    return found


def _task(facts: PlanFacts, group: Group, row: Row) -> Row:
    return {
        **standing(facts, row, row["task_id"]), "what": "task", "name": f"{row['title']}. {row['name']}" if row["title"] else row["name"],
        "section": ". ".join(filter(None, (group.number, group.title))), "product": row["product_text"],
        "lead": list({body["agency_id"]: [body["agency_id"], body["name"]] for body in row["lead"]}.values()),
    }  # fmt: skip


def _duty(facts: PlanFacts, row: Row) -> Row:
    return {
        **standing(facts, row, row["duty_id"]), "what": "duty", "name": row["summary"], "section": row["section"], "product": "",
        "lead": [[row["agency_id"], row["body"]]],
    }  # fmt: skip


def _in_lists(row: Row, schedules: list[Row]) -> Named:
    by_list: dict[str, list[Row]] = {}
    for time in schedules:
        due = time["due_on"]
        name = f"tasks/{quarter(due)}/{due.isoformat()}" if time["kind"] in DATED else f"tasks/{KINDS[time['kind']]}"
        by_list.setdefault(name, []).append({key: time[key] for key in SHOWN} | {"due_on": due.isoformat() if due else None})
    if not schedules:
        by_list[f"tasks/{KINDS['none']}"] = []
    return [(name, {**row, "schedules": times, "due_on": times[0]["due_on"] if times else None}) for name, times in by_list.items()]


def quarter(day: date) -> str:
    """2026-11-30 -> "quy-4-2026"."""
    return f"quy-{(day.month + 2) // 3}-{day.year}"


def bounds(slug: str) -> tuple[date, date]:
    """The first and the last day of a quarter: "quy-4-2026" -> 2026-10-01, 2026-12-31."""
    number, year = map(int, slug.split("-")[1:])
    first = date(year, 3 * number - 2, 1)
    after = date(year + number // 4, 3 * number % 12 + 1, 1)
    return first, after - timedelta(days=1)


def quarters(names: Iterable[str]) -> dict[str, list[str]]:
    """Quarter -> the lists of its days in order, the earliest first, of all list names that there are."""
    found: dict[str, list[str]] = {}
    for name in sorted(name for name in names if name.startswith("tasks/quy-") and not name.endswith(f"/{BY_PLAN}")):
        found.setdefault(name.split("/")[1], []).append(name)
    return {slug: found[slug] for slug in sorted(found, key=bounds)}


def with_dates(row: Row) -> Row:
    """A stored row with its days as dates again."""
    return {**row, "due_on": _day(row["due_on"]), "schedules": [{**time, "due_on": _day(time["due_on"])} for time in row["schedules"]]}


def _day(text: str | None) -> Any:
    return date.fromisoformat(text) if text else None
