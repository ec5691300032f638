"""Rules about bodies: every body named in a cell is listed once, and every listed text names a known body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..csv_files import Row
from ..plans import Plan, Reference
from ..problems import Problem, quote
from ..rules import CollectionRule, PlanRule

CHILDREN = {"targets": ("target_id", "target_agencies"), "tasks": ("task_id", "task_agencies")}
# Bodies may be printed as a list with dashes: "Phòng Kinh tế - Công an xã".
BETWEEN = re.compile(r"[\s;,.+–-]*(?:và)?[\s;,.+–-]*", re.IGNORECASE)


def _line(alias: str, agency_id: str) -> str:
    """The row of the alias table, as it is to be typed."""
    if "," in alias or '"' in alias:
        alias = '"' + alias.replace('"', '""') + '"'
    return f"{alias},{agency_id}"


class AgencyAlias(PlanRule):
    """Every body's printed text is in the alias table, and agency_id is what the table says."""

    title = "Cơ quan không tra được"
    title_en = "Agency does not resolve"
    description = "Tên cơ quan như in phải có trong agency_aliases.csv và agency_id phải khớp."
    tables = ("target_agencies", "task_agencies", "duties")

    def check_plan(self, plan: Plan, reference: Reference) -> Iterator[Problem]:
        for table in self.tables:
            file = plan.files[table]
            for row in file.rows:
                text = row["agency_text"]
                known = reference.agency_of.get(text)
                if known is None and text:
                    yield self.problem(
                        file, row, "agency_text", f"không tra được {quote(text)}", "tên có trong agency_aliases.csv",
                        f"thêm dòng “{_line(text, row['agency_id'] or 'agency_id')}” vào data/reference/agency_aliases.csv",
                    )  # fmt: skip
                elif known is not None and known != row["agency_id"]:
                    yield self.problem(
                        file, row, "agency_id", f"tìm thấy {quote(row['agency_id'])}",
                        f"{quote(known)} theo agency_aliases.csv cho {quote(text)}", "sửa agency_id",
                    )  # fmt: skip


class AgencyCell(PlanRule):
    """The listed bodies, in order, are all that the printed cell names: nothing left over, nothing added."""

    title = "Danh sách cơ quan không khớp ô in"
    title_en = "Agencies differ from the cell"
    description = "Các cơ quan được tách phải đúng thứ tự và phủ hết ô chủ trì hoặc phối hợp như in."
    tables = tuple(table for pair in CHILDREN.items() for table in (pair[0], pair[1][1]))

    def check_plan(self, plan: Plan, reference: Reference) -> Iterator[Problem]:
        for table, (key, child) in CHILDREN.items():
            if plan.files[child].lost:
                continue
            listed: dict[tuple[str, str], list[Row]] = {}
            for row in plan.rows(child):
                listed.setdefault((row[key], row["role"]), []).append(row)
            for row in plan.rows(table):
                for role in ("lead", "support"):
                    bodies = listed.get((row[key], role), [])
                    yield from self._compare(plan, table, child, row, f"{role}_text", bodies)

    def _compare(self, plan: Plan, table: str, child: str, row: Row, field: str, bodies: list[Row]) -> Iterator[Problem]:
        cell, position = row[field], 0
        for expected_seq, body in enumerate(bodies, start=1):
            if body["seq"] != str(expected_seq):
                yield self.problem(
                    plan.files[child], body, "seq", f"tìm thấy {quote(body['seq'])}", f"cần “{expected_seq}”",
                    "đánh số 1, 2, 3… theo thứ tự trong ô",
                )  # fmt: skip
            at = cell.find(body["agency_text"], position)
            if at < 0:
                yield self.problem(
                    plan.files[child], body, "agency_text", f"{quote(body['agency_text'])} không có trong ô",
                    f"các tên theo thứ tự trong {field}: {quote(cell)}", "chép đúng tên như in, đúng thứ tự, hoặc bỏ dòng này",
                )  # fmt: skip
                continue
            yield from self._gap(plan, table, row, field, cell[position:at])
            position = at + len(body["agency_text"])
        yield from self._gap(plan, table, row, field, cell[position:])

    def _gap(self, plan: Plan, table: str, row: Row, field: str, left: str) -> Iterator[Problem]:
        if not BETWEEN.fullmatch(left):
            child = CHILDREN[table][1]
            yield self.problem(
                plan.files[table], row, field, f"phần {quote(left.strip(' ;,.'))} chưa được tách thành cơ quan",
                f"mỗi cơ quan trong ô là một dòng của {child}.csv", f"thêm dòng vào {child}.csv",
            )  # fmt: skip


class AgencyNameAlias(CollectionRule):
    """The name of every body is one of its aliases."""

    title = "Tên cơ quan chưa có trong bảng tên gọi"
    title_en = "Agency name is not an alias"
    description = "Tên chính của mỗi cơ quan cũng phải là một dòng trong agency_aliases.csv."
    tables = ("agencies",)

    def check_collection(self, plan_ids: list[str], misplaced: list[str], reference: Reference) -> Iterator[Problem]:
        file = reference.files["agencies"]
        for row in file.rows:
            if reference.agency_of.get(row["name"]) != row["agency_id"]:
                yield self.problem(
                    file, row, "name", f"{quote(row['name'])} chưa trỏ tới {row['agency_id']}",
                    "tên chính cũng là một tên gọi", f"thêm dòng “{_line(row['name'], row['agency_id'])}” vào agency_aliases.csv",
                )  # fmt: skip
