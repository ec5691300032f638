"""Rows of a plan -> what its pages show: groups, counts, who leads, what is due. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Any

from . import budget_tree, formats
from .plans import Plan, Reference

Rows = list[dict[str, Any]]


@dataclass
class Group:
    """Rows of one printed section of one part of the document (appendix or body)."""

    origin: str
    number: str
    title: str
    rows: Rows


@dataclass
class PlanFacts:
    """Everything the plan page says, as numbers and rows; templates only show it."""

    plan_id: str
    plan: dict[str, Any]
    commune: dict[str, str]
    province: dict[str, str]
    topic: dict[str, str]
    sources: Rows
    parts: Rows
    targets: list[Group]
    tasks: list[Group]
    views: list[budget_tree.View]
    documents: Rows
    row_counts: dict[str, int]

    @property
    def target_count(self) -> int:
        return sum(len(group.rows) for group in self.targets)

    @property
    def task_count(self) -> int:
        return sum(row["kind"] == "task" for group in self.tasks for row in group.rows)

    @property
    def request(self) -> tuple[budget_tree.Column, dict[str, Any]] | None:
        return budget_tree.request_total(self.views)


def plan_facts(plan: Plan, reference: Reference) -> PlanFacts:
    """A validated plan as facts. Raises KeyError for an id that is not in the reference tables."""
    head = plan.typed("plans")[0]
    commune = reference.keyed["communes"][head["commune_code"]]
    agencies = reference.keyed["agencies"]
    targets, tasks = plan.typed("targets"), plan.typed("tasks")
    for rows, key, child in ((targets, "target_id", "target_agencies"), (tasks, "task_id", "task_agencies")):
        _attach(rows, key, plan.typed(child), "agencies")
        for row in rows:
            for role in ("lead", "support"):
                row[role] = [
                    {**body, "name": agencies[body["agency_id"]]["name"]}
                    for body in row["agencies"] if body["role"] == role
                ]  # fmt: skip
    parts = plan.typed("source_parts")
    lines, documents = plan.typed("budget_lines"), plan.typed("issued_documents")
    for rows in ([head], targets, tasks, lines, documents):
        for row in rows:
            row["place"] = place(parts, row)
    _attach(targets, "target_id", plan.typed("target_values"), "values")
    _attach(tasks, "task_id", plan.typed("task_schedules"), "schedules")
    for row in targets:
        row["by_column"] = {(value["year"], value["measure"]): value for value in row["values"]}
    return PlanFacts(
        plan_id=plan.plan_id,
        plan=head,
        commune=commune,
        province=reference.keyed["provinces"][commune["province_code"]],
        topic=reference.keyed["topics"][head["topic_id"]],
        sources=plan.typed("sources"),
        parts=parts,
        targets=_groups(targets),
        tasks=_groups(tasks),
        views=budget_tree.views(lines, plan.typed("budget_amounts")),
        documents=documents,
        row_counts={table: len(file.rows) for table, file in plan.files.items()},
    )


def place(parts: Rows, row: dict[str, Any]) -> str:
    """Where a row stands, as people cite it: "Phụ lục I, dòng 409–417"."""
    where = formats.lines(row["source_line_from"], row["source_line_to"], row["source_page"])
    for part in parts:
        line = row["source_line_from"] if part["line_from"] else row["source_page"]
        first, last = part["line_from"] or part["page_from"], part["line_to"] or part["page_to"]
        if part["source_id"] == row["source_id"] and line and first <= line <= last:
            return f"{part['name']}, {where}"
    return where


def _attach(rows: Rows, key: str, children: Rows, name: str) -> None:
    by_id: dict[str, Rows] = {row[key]: [] for row in rows}
    for child in children:
        by_id[child[key]].append(child)
    for row in rows:
        row[name] = by_id[row[key]]


def _groups(rows: Rows) -> list[Group]:
    groups: list[Group] = []
    for row in rows:
        head = (row["origin"], row["section_number"], row["section_title"])
        if not groups or (groups[-1].origin, groups[-1].number, groups[-1].title) != head:
            groups.append(Group(*head, rows=[]))
        groups[-1].rows.append(row)
    return groups


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
    """How many targets and tasks name no leading body."""
    return (
        sum(not row["lead"] for group in facts.targets for row in group.rows),
        sum(not row["lead"] for group in facts.tasks for row in group.rows if row["kind"] == "task"),
    )


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
            if row["kind"] != "task":
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
