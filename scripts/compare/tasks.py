"""Tasks and dated duties of all plans by what the plan says of their time. Pure."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from datetime import date, timedelta
from functools import partial
from typing import Any

from ..facts import Group, PlanFacts
from ..metrics import DATED
from .by_plan import BY_PLAN, whole
from .heads import Named, Row, standing

# What the plan says of time -> the list that such rows are in, in the order in which they are shown; dated rows are in the list of a quarter.
KINDS = {
    "ongoing": "thuong-xuyen", "recurring": "thuong-xuyen", "conditional": "cho-dieu-kien", "year": "chi-ghi-nam",
    "marked": "danh-dau-giai-doan", "text": "ghi-bang-loi", "none": "khong-neu",
}  # fmt: skip
UNDATED = list(dict.fromkeys(KINDS.values()))
SHOWN = ("schedule_text", "kind", "period_from", "period_to", "reading")


def listed(facts: PlanFacts, long: Container[str] = ()) -> Named:
    """Each task once in every list that its times put it in, and each duty with a date or a rhythm.

    In `long` lists a row says what it is and no more.
    """
    found: Named = []
    for group in facts.tasks:
        for row in group.rows:
            if row["kind"] == "task":
                found += _in_lists("task", partial(_task, facts, group, row), row["schedules"], long)
    for row in facts.duties:
        if row["due_on"] or row["recurrence"]:
            kind = "date" if row["due_on"] else "recurring"
            time = {"schedule_text": row["deadline_text"], "kind": kind, "period_from": None, "period_to": None, "reading": row["reading"], "due_on": row["due_on"]}
            found += _in_lists("duty", partial(_duty, facts, row), [time], long)
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


def _in_lists(what: str, make: Callable[[], Row], schedules: list[Row], long: Container[str]) -> Named:
    by_list: dict[str, list[Row]] = {}
    for time in schedules:
        by_list.setdefault(_list_name(time), []).append(time)
    if not schedules:
        by_list[f"tasks/{KINDS['none']}"] = []
    found: Named = []
    row: Row = {}
    for name, times in by_list.items():
        if whole(name) in long:
            found.append((name, {"what": what}))
            continue
        row = row or make()
        shown = [{key: time[key] for key in SHOWN} | {"due_on": time["due_on"].isoformat() if time["due_on"] else None} for time in times]
        found.append((name, {**row, "schedules": shown, "due_on": shown[0]["due_on"] if shown else None}))
    return found


def _list_name(time: Row) -> str:
    due = time["due_on"]
    return f"tasks/{quarter(due)}/{due.isoformat()}" if time["kind"] in DATED else f"tasks/{KINDS[time['kind']]}"


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
