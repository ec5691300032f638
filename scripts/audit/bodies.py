"""Rules about who is responsible: bodies that lead, support, have duties, and how they are written."""

from __future__ import annotations

from collections.abc import Iterator

from ..csv_files import Row
from ..plans import Plan, Reference
from .base import AuditRule, Finding

ROWS = (("targets", "target_agencies", "target_id"), ("tasks", "task_agencies", "task_id"))


def named(plan: Plan, role: str = "") -> Iterator[tuple[str, Row]]:
    """(table of the parent row, agency row) for every body that leads or supports something."""
    for table, child, _ in ROWS:
        for row in plan.rows(child):
            if not role or row["role"] == role:
                yield table, row


def is_collective(reference: Reference, agency_id: str) -> bool:
    """Whether the agency is many unnamed bodies: a group, or "các doanh nghiệp" against one enterprise."""
    row = reference.keyed["agencies"].get(agency_id)
    return bool(row) and (row["kind"] == "group" or row["name"].startswith("Các "))


def body_name(reference: Reference, agency_id: str) -> str:
    row = reference.keyed["agencies"].get(agency_id)
    return row["name"] if row else agency_id


class LeadIsSupport(AuditRule):
    """The body that leads is not also the one that supports."""

    title = "Cùng một cơ quan vừa chủ trì vừa phối hợp"
    title_en = "Lead and support are the same body"
    description = "Cơ quan chủ trì của một dòng không đồng thời là cơ quan phối hợp của dòng đó."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        for _, child, key in ROWS:
            leads = {(row[key], row["agency_id"]) for row in plan.rows(child) if row["role"] == "lead"}
            for row in plan.rows(child):
                if row["role"] == "support" and (row[key], row["agency_id"]) in leads:
                    name = body_name(reference, row["agency_id"])
                    yield self.finding(
                        child, row, "agency_text", row["agency_text"], "một cơ quan khác cơ quan chủ trì",
                        f"{row[key]} ghi {name} vừa chủ trì vừa phối hợp.", f"{row[key]} names {name} both as lead and as support.",
                    )  # fmt: skip


class LeadNotABody(AuditRule):
    """What leads is a body that can be asked, not only a group of unnamed ones."""

    title = "Chủ trì không phải một cơ quan cụ thể"
    title_en = "Lead is not a body"
    description = "Ô chủ trì phải nêu ít nhất một cơ quan cụ thể, không chỉ một nhóm không nêu tên (“các cơ quan, đơn vị”)."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        for table, child, key in ROWS:
            leads: dict[str, list[str]] = {}
            for row in plan.rows(child):
                if row["role"] == "lead":
                    leads.setdefault(row[key], []).append(row["agency_id"])
            cells: dict[str, list[Row]] = {}
            for row in plan.rows(table):
                # In running text no cell says who leads: the subject of a sentence is no more than that.
                bodies = leads.get(row[key], []) if row["origin"] == "appendix" else []
                if bodies and all(is_collective(reference, body) for body in bodies):
                    cells.setdefault(row["lead_text"], []).append(row)
            for text, rows in cells.items():
                ids = ", ".join(row[key] for row in rows)
                yield self.finding(
                    table, rows[0], "lead_text", text, "một cơ quan cụ thể",
                    f"Ô chủ trì chỉ ghi “{text}”, không nêu cơ quan cụ thể nào ({ids}).",
                    f"The lead is given only as “{text}”, which names no single body ({ids}).",
                    tuple(row[key] for row in rows[1:]),
                )  # fmt: skip


class BodySpelledVariously(AuditRule):
    """A plan writes the name of a body in one way."""

    severity = "minor"
    title = "Một cơ quan được viết nhiều cách"
    title_en = "Body written in several ways"
    description = "Tên một cơ quan trong kế hoạch nên viết thống nhất; khác nhau chỉ ở chữ hoa hoặc chữ “các” ở đầu không tính."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        spelt: dict[str, dict[str, tuple[str, Row]]] = {}
        written = [("target_agencies", row) for row in plan.rows("target_agencies")]
        written += [("task_agencies", row) for row in plan.rows("task_agencies")] + [("duties", row) for row in plan.rows("duties")]
        for table, row in written:
            spelt.setdefault(row["agency_id"], {}).setdefault(row["agency_text"].casefold().removeprefix("các "), (table, row))
        for agency_id, ways in spelt.items():
            if len(ways) < 2:
                continue
            (_, first), (table, second), *_ = ways.values()
            texts = "; ".join(f"“{row['agency_text']}”" for _, row in ways.values())
            others = tuple(dict.fromkeys(_standing(t, row) for t, row in [*list(ways.values())[:1], *list(ways.values())[2:]]))
            yield self.finding(
                table, second, "agency_text", second["agency_text"], first["agency_text"],
                f"{body_name(reference, agency_id)} được viết {len(ways)} cách: {texts}.",
                f"{body_name(reference, agency_id)} is written in {len(ways)} ways: {texts}.",
                others,
            )  # fmt: skip


def _standing(table: str, row: Row) -> str:
    return row[{"target_agencies": "target_id", "task_agencies": "task_id"}.get(table, "duty_id")]


class DutiesWithoutTasks(AuditRule):
    """A body with duties under "Tổ chức thực hiện" has a part in some target or task."""

    severity = "minor"
    title = "Có trách nhiệm nhưng không có nhiệm vụ"
    title_en = "Duties without tasks"
    description = "Cơ quan cấp xã được giao trách nhiệm ở phần tổ chức thực hiện phải chủ trì hoặc phối hợp một chỉ tiêu, nhiệm vụ nào đó."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        working = {row["agency_id"] for _, row in named(plan)}
        if not any(named(plan, "lead")):
            return  # where nothing names a lead, nobody is left out
        for row in _first_of_each(plan.rows("duties")):
            if row["agency_id"] not in working and _of_commune(reference, row["agency_id"]):
                name = body_name(reference, row["agency_id"])
                yield self.finding(
                    "duties", row, "agency_id", row["agency_text"], "chủ trì hoặc phối hợp một chỉ tiêu, nhiệm vụ",
                    f"{name} được giao trách nhiệm ở phần tổ chức thực hiện nhưng không đứng ở cột chủ trì hay phối hợp của chỉ tiêu, nhiệm vụ nào.",
                    f"{name} has duties in the chapter on implementation but neither leads nor supports any target or task.",
                )  # fmt: skip


class TasksWithoutDuties(AuditRule):
    """A body that leads targets or tasks is named under "Tổ chức thực hiện"."""

    severity = "minor"
    title = "Chủ trì nhưng không có trách nhiệm nêu riêng"
    title_en = "Tasks without duties"
    description = "Cơ quan cấp xã chủ trì chỉ tiêu hoặc nhiệm vụ phải được nêu ở phần tổ chức thực hiện."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        duties = plan.rows("duties")
        if not duties:
            return
        with_duties = {row["agency_id"] for row in duties}
        for table, row in _first_leads(plan):
            if row["agency_id"] not in with_duties and _of_commune(reference, row["agency_id"]):
                name = body_name(reference, row["agency_id"])
                yield self.finding(
                    "target_agencies" if table == "targets" else "task_agencies", row, "agency_id", row["agency_text"], "được nêu ở phần tổ chức thực hiện",
                    f"{name} chủ trì chỉ tiêu hoặc nhiệm vụ nhưng phần tổ chức thực hiện không nêu tên.",
                    f"{name} leads targets or tasks but is not named in the chapter on implementation.",
                )  # fmt: skip


def _of_commune(reference: Reference, agency_id: str) -> bool:
    agency = reference.keyed["agencies"].get(agency_id)
    return bool(agency) and agency["level"] == "commune" and not is_collective(reference, agency_id)


def _first_of_each(rows: list[Row]) -> list[Row]:
    return list({row["agency_id"]: row for row in reversed(rows)}.values())[::-1]


def _first_leads(plan: Plan) -> list[tuple[str, Row]]:
    leads = list(named(plan, "lead"))
    return list({row["agency_id"]: (table, row) for table, row in reversed(leads)}.values())[::-1]
