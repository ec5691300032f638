"""Facts of a plan -> what its pages show: counts, who leads, what is due. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Any

from .facts import Group, PlanFacts, Rows


def value_columns(groups: list[Group]) -> list[tuple[int, str]]:
    """The (year, measure) columns of these targets: earliest year first, a baseline before a target."""
    return sorted({column for group in groups for row in group.rows for column in row["by_column"]})


def examples(facts: PlanFacts, most: int) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """(target, its earliest target value) for `most` targets with a certain figure: one of each section, then a second."""
    by_group = []
    for group in facts.targets:
        found = []
        for row in group.rows:
            values = [
                v for v in row["values"]
                if v["measure"] == "target" and v["comparator"] != "text" and "doubtful" not in (v["reading"], row["reading"])
            ]  # fmt: skip
            if values:
                found.append((row, min(values, key=lambda v: v["year"])))
        by_group.append(found)
    turns = chain.from_iterable(zip_longest(*by_group))
    return [example for example in turns if example][:most]


def leaders(facts: PlanFacts) -> list[tuple[str, str, int, int]]:
    """(agency_id, name, targets led, tasks led), those with most first; bodies that lead nothing are left out."""
    names: dict[str, str] = {}
    targets, tasks = Counter[str](), Counter[str]()
    for groups, counter in ((facts.targets, targets), (facts.tasks, tasks)):
        for group in groups:
            for row in group.rows:
                # A body printed twice in one cell leads once; a group is a heading, its tasks are counted.
                if row.get("kind") != "group":
                    led_by = {body["agency_id"]: body["name"] for body in row["lead"]}
                    names |= led_by
                    counter.update(led_by.keys())
    order = sorted(names, key=lambda a: (-(targets[a] + tasks[a]), a))
    return [(a, names[a], targets[a], tasks[a]) for a in order]


def without_lead(facts: PlanFacts) -> tuple[int, int]:
    """How many targets, and tasks of a table, name no leading body; of tasks in running text nobody expects it."""
    return (
        sum(not row["lead"] for group in facts.targets for row in group.rows),
        sum(not row["lead"] for group in facts.tasks for row in group.rows if row["kind"] == "task" and row["origin"] == "appendix"),
    )


def duty_bodies(facts: PlanFacts) -> list[tuple[str, int]]:
    """(name, duties) of the bodies that the chapter on implementation names, those with most first."""
    return Counter(row["body"] for row in facts.duties).most_common()


def dated_duties(facts: PlanFacts) -> Rows:
    """Duties with a date, by date; what several bodies must do is listed once."""
    found = {(row["due_on"], row["summary"]): row for row in reversed(facts.duties) if row["due_on"]}
    return sorted(found.values(), key=lambda row: (row["due_on"], row["duty_id"]))


@dataclass
class Calendar:
    """When tasks are to be done. `dated` are (task, schedule) by due date; the counts are of tasks."""

    dated: list[tuple[dict[str, Any], dict[str, Any]]]
    counts: dict[str, int]


# What the plan says about time, from the most to the least definite; a task counts once, under the first that fits.
TIMES = ("dated", "year", "recurring", "ongoing", "marked", "conditional", "text", "none")
DATED = ("date", "month", "quarter")


def calendar(facts: PlanFacts) -> Calendar:
    """Tasks by what the document says about their time."""
    dated, counts = [], Counter[str]()
    for group in facts.tasks:
        for row in group.rows:
            # A task in running text counts only where it states a time: without a column for it none is missing.
            if row["kind"] != "task" or row["origin"] == "body" and not row["schedules"]:
                continue
            kinds = {"dated" if s["kind"] in DATED else s["kind"] for s in row["schedules"]} or {"none"}
            counts[next(time for time in TIMES if time in kinds)] += 1
            dated += [(row, s) for s in row["schedules"] if s["kind"] in DATED]
    dated.sort(key=lambda pair: (pair[1]["due_on"], pair[0]["task_id"]))
    return Calendar(dated, {time: counts[time] for time in TIMES if counts[time]})


def schedule_runs(schedules: Rows) -> list[tuple[Rows, dict[str, Any]]]:
    """Neighbouring columns with the same words as one run: ([rows], first row), so that five equal cells read once.

    A run says "2025–2035", so columns with years between them that say nothing stay apart.
    """
    runs: list[tuple[Rows, dict[str, Any]]] = []
    for row in schedules:
        if runs and _follows(runs[-1][0][-1], row) and _said(runs[-1][1]) == _said(row):
            runs[-1][0].append(row)
        else:
            runs.append(([row], row))
    return runs


def _follows(before: dict[str, Any], row: dict[str, Any]) -> bool:
    """Whether a column's years begin where those of the column before end, or in the next year."""
    end, start = before["period_to"], row["period_from"]
    return bool(end and start) and end <= start <= end + 1


def _said(row: dict[str, Any]) -> tuple[object, ...]:
    return row["schedule_text"], row["kind"], row["reading"]
