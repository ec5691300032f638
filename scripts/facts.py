"""A plan as facts: its rows as values, each with its place, its bodies and the notices about it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from . import budget_tree, formats
from .places import anchor
from .plans import Plan, Reference
from .tables import schemas

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
    results: Rows
    citations: Rows
    duties: Rows
    proposals: Rows
    notices: Rows
    flags: dict[str, list[str]]
    disclosure: Rows
    row_counts: dict[str, int]

    @property
    def target_count(self) -> int:
        return sum(len(group.rows) for group in self.targets)

    @property
    def task_count(self) -> int:
        return sum(row["kind"] == "task" for group in self.tasks for row in group.rows)

    @property
    def disputed(self) -> set[tuple[str, int, str]]:
        """(line, year, stage) of the amounts that a material notice is about: shown, and left out of totals over plans.

        Two amounts that contradict each other are both disputed, whichever of them the notice stands at.
        """
        return disputed(self.notices)

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
    results, citations, duties, proposals, notices = (
        plan.typed(table) for table in ("results", "citations", "duties", "proposals", "notices")
    )
    for rows in ([head], targets, tasks, lines, documents, results, citations, duties, proposals, notices):
        for row in rows:
            row["place"] = place(parts, row)
    for row in duties:
        row["body"] = agencies[row["agency_id"]]["name"]
    for row in citations:
        row["document"] = schemas()["legal_documents"].typed(reference.keyed["legal_documents"][row["document_id"]])
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
        results=results,
        citations=citations,
        duties=duties,
        proposals=proposals,
        notices=notices,
        flags=flags(notices),
        disclosure=[schemas()["disclosure_rules"].typed(row) for row in reference.rows("disclosure_rules")],
        row_counts={table: len(file.rows) for table, file in plan.files.items()},
    )


def disputed(notices: Iterable[dict[str, Any]]) -> set[tuple[str, int, str]]:
    """(line, year, stage) of every amount that one of these notices disputes, see PlanFacts.disputed. Rows of notices as text or as values."""
    found = set()
    for row in notices:
        if row["table"] == "budget_amounts" and row["severity"] == "material":
            own = row["row_id"].partition(":")[2]
            for place in (row["row_id"], *row["elsewhere"].split("; ")):
                # A line named without its column is meant in the column of the row.
                line, _, column = place.partition(":")
                year, _, stage = (column or own).partition(":")
                if line.startswith("NS") and year.isdigit():
                    found.add((line, int(year), stage))
    return found


def flags(notices: Rows) -> dict[str, list[str]]:
    """Anchor of a row -> the notices about it, or about a row that is shown with it; "plans.<column>" for the plan's own row."""
    found: dict[str, list[str]] = {}
    for notice in notices:
        about = anchor(notice["row_id"]) if notice["row_id"] else f"plans.{notice['field']}"
        found.setdefault(about, []).append(notice["notice_id"])
    return found


@dataclass(frozen=True)
class Place:
    """Where a row stands. As text it is what people cite in the language being written: "Phụ lục I, dòng 409–417"."""

    part: str
    first: int | None
    last: int | None
    page: int | None

    @property
    def lines(self) -> str:
        return formats.lines(self.first, self.last, self.page)

    def __str__(self) -> str:
        return f"{self.part}, {self.lines}" if self.part else self.lines


def place(parts: Rows, row: dict[str, Any]) -> Place:
    where = row["source_line_from"], row["source_line_to"], row["source_page"]
    # Two parts may share a page: that of the row's origin comes first.
    for part in sorted(parts, key=lambda part: part.get("kind") != row.get("origin", part.get("kind"))):
        line = row["source_line_from"] if part["line_from"] else row["source_page"]
        first, last = part["line_from"] or part["page_from"], part["line_to"] or part["page_to"]
        if part["source_id"] == row["source_id"] and line and first <= line <= last:
            return Place(part["name"], *where)
    return Place("", *where)


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
