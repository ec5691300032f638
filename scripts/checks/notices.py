"""Rules about notices: what the audit finds is acknowledged, and what is acknowledged is still there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..audit import AUDIT_RULES, EDITORIAL, findings
from ..audit.base import Finding
from ..audit.measures import MeasureBetweenPlans
from ..csv_files import Row
from ..places import place_of, row_id
from ..plans import Plan, Reference
from ..problems import Problem, quote
from ..rules import PlanRule, Rule
from ..tables import whole

_LINES = re.compile(r"([1-9][0-9]*)(?:-([1-9][0-9]*))?")
_CODES = {rule.code() for rule in AUDIT_RULES} | {EDITORIAL}


def row_ids(plan: Plan) -> dict[str, set[str]]:
    """Table -> the ids by which notices name its rows."""
    return {table: {row_id(table, row) for row in file.rows} for table, file in plan.files.items()}


class UnknownNoticeRule(PlanRule):
    """A notice names a rule of the audit, or says that a maintainer wrote it."""

    title = "Quy tắc đối chiếu không có"
    title_en = "Unknown rule in a notice"
    description = "Cột rule của notices phải là mã một quy tắc đối chiếu, hoặc editorial."
    tables = ("notices",)

    def check_plan(self, plan: Plan, reference: Reference) -> Iterator[Problem]:
        file = plan.files["notices"]
        for row in file.rows:
            if row["rule"] and row["rule"] not in _CODES:
                yield self.problem(
                    file, row, "rule", f"tìm thấy {quote(row['rule'])}", f"một trong {', '.join(sorted(_CODES))}",
                    "chép đúng mã quy tắc như “make check” báo, hoặc ghi editorial",
                )  # fmt: skip


class NoticeRow(PlanRule):
    """A notice is about a row and a column that exist."""

    title = "Đối chiếu nói về dòng không có"
    title_en = "Notice about a row that does not exist"
    description = "Cột table, row_id và field của notices phải chỉ đúng một bảng, một dòng và một cột của kế hoạch."
    tables = ("notices",)

    def check_plan(self, plan: Plan, reference: Reference) -> Iterator[Problem]:
        file = plan.files["notices"]
        known = row_ids(plan) if file.rows else {}
        for row in file.rows:
            about = plan.files.get(row["table"])
            if about is None:
                yield self.problem(
                    file, row, "table", f"tìm thấy {quote(row['table'])}", f"một trong {', '.join(plan.files)}", "sửa tên bảng"
                )
                continue
            if not about.lost and row["row_id"] not in known[row["table"]]:
                yield self.problem(
                    file, row, "row_id", (f"không có dòng {quote(row['row_id'])}" if row["row_id"] else "ô trống, không chỉ ra dòng nào") + f" trong {row['table']}.csv",
                    "mã của một dòng có thật; khóa nhiều phần nối bằng dấu hai chấm, như CT01:2026:target",
                    "sửa row_id, hoặc xóa dòng đối chiếu này nếu dòng kia đã bỏ",
                )  # fmt: skip
            if row["field"] and row["field"] not in about.columns:
                yield self.problem(
                    file, row, "field", f"tìm thấy {quote(row['field'])}", f"một cột của {row['table']}: {', '.join(about.columns)}", "sửa tên cột"
                )


class NoticeElsewhere(PlanRule):
    """The other places that a notice names exist: rows of this plan or of a plan of the same commune, lines of the source."""

    title = "Chỗ kia của đối chiếu không có"
    title_en = "Notice points nowhere"
    description = "Mỗi phần của cột elsewhere phải là mã một dòng có thật, hoặc số dòng không vượt quá văn bản nguồn."
    tables = ("notices",)

    def check_plan(self, plan: Plan, reference: Reference) -> Iterator[Problem]:
        file = plan.files["notices"]
        known = {of.plan_id: set().union(*row_ids(of).values()) for of in (plan, *plan.siblings)} if file.rows else {}
        lost = {of.plan_id for of in (plan, *plan.siblings) if of.lost}
        for row in file.rows:
            source = plan.by_id["sources"].get(row["source_id"])
            length = whole(source["lines"] or source["pages"]) if source else None
            for place in row["elsewhere"].split("; ") if row["elsewhere"] else []:
                if (place.rpartition("#")[0] or plan.plan_id) not in lost and not self._exists(place, plan.plan_id, known, length):
                    yield self.problem(
                        file, row, "elsewhere", f"không có {quote(place)}",
                        "mã một dòng của kế hoạch (NV03), số dòng của văn bản (590-596), hoặc plan_id#mã của kế hoạch khác cùng xã",
                        "sửa chỗ này",
                    )  # fmt: skip

    @staticmethod
    def _exists(place: str, own: str, known: dict[str, set[str]], length: int | None) -> bool:
        if lines := _LINES.fullmatch(place):
            first, last = int(lines[1]), int(lines[2] or lines[1])
            return first <= last and (length is None or last <= length)
        plan_id, _, identifier = place.rpartition("#")
        return identifier in known.get(plan_id or own, set())


class StaleNotice(Rule):
    """A notice of a rule that no longer finds anything there is removed or corrected."""

    title = "Đối chiếu đã cũ"
    title_en = "Stale notice"
    description = "Quy tắc ghi trong notices không còn tìm thấy gì ở dòng đó, hoặc tìm thấy điều khác với điều đã ghi."
    tables = ("notices",)


def check_notices(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """Every finding without a notice, as a problem of its own rule, and every notice without a finding.

    A plan with files that could not be read whole is not audited, nor is it compared with plans of which that is true.
    """
    if plan.lost:
        return
    noted: dict[tuple[str, str, str, str], list[Row]] = {}
    for row in plan.rows("notices"):
        if row["rule"] in _CODES - {EDITORIAL}:
            noted.setdefault((row["rule"], row["table"], row["row_id"], row["field"]), []).append(row)
    open_findings = []
    for finding in findings(plan, reference):
        same = next((row for row in noted.get(finding.key, []) if (row["printed"], row["expected"]) == (finding.printed, finding.expected)), None)
        if same is None:
            open_findings.append(finding)
        else:
            noted[finding.key].remove(same)
            yield from _differences(plan, same, finding)
    for finding in open_findings:
        changed = noted.get(finding.key)
        yield _changed(plan, changed.pop(0), finding) if changed else _unacknowledged(plan, finding)
    uncertain = {MeasureBetweenPlans.code()} if any(other.lost for other in plan.siblings) else set()
    for (rule, *_), rows in noted.items():
        for row in rows if rule not in uncertain else []:
            yield StaleNotice.problem(
                plan.files["notices"], row, "rule", f"quy tắc {rule} không thấy gì ở {row['table']} {row['row_id']}".rstrip(), "đối chiếu còn đúng với dữ liệu",
                "xóa dòng đối chiếu này, hoặc sửa nó nếu dữ liệu vừa được sửa nhầm",
            )  # fmt: skip


def _differences(plan: Plan, row: Row, finding: Finding) -> Iterator[Problem]:
    """What a notice says otherwise than the finding that it acknowledges: how much it matters, where it stands, what else it touches."""
    told = set(row["elsewhere"].split("; ")) - {""}
    wanted = {"severity": finding.severity, **place_of(plan, finding.table, finding.row, finding.field)}
    if missing := [place for place in finding.elsewhere if place not in told]:
        wanted["elsewhere"] = "; ".join([*filter(None, [row["elsewhere"]]), *missing])
    for field, value in wanted.items():
        if row[field] != value:
            yield StaleNotice.problem(
                plan.files["notices"], row, field, f"tìm thấy {quote(row[field])}" if row[field] else "ô trống",
                f"{quote(value) if value else 'ô trống'} theo quy tắc {finding.rule}", f"sửa {field}; xem lại lời giải thích",
            )  # fmt: skip


def _changed(plan: Plan, row: Row, finding: Finding) -> Problem:
    return StaleNotice.problem(
        plan.files["notices"], row, "printed", f"đối chiếu ghi {quote(row['printed'])}, cần có {quote(row['expected'])}",
        f"quy tắc {finding.rule} nay thấy {quote(finding.printed)}, cần có {quote(finding.expected)}",
        "so lại với văn bản, rồi sửa printed, expected và lời giải thích",
    )  # fmt: skip


def _unacknowledged(plan: Plan, finding: Finding) -> Problem:
    rule = next(rule for rule in AUDIT_RULES if rule.code() == finding.rule)
    found = f"văn bản ghi {quote(finding.printed)}" if finding.printed else "ô trống"
    return rule.problem(
        plan.files[finding.table], finding.row, finding.field, f"{finding.row_id or plan.plan_id}: {found}", f"đối chiếu với: {finding.expected}",
        "so lại với văn bản: chép sai thì sửa; văn bản đúng là như vậy thì thêm một dòng vào notices.csv (chạy “make notices PLAN=…” để có sẵn dòng)",
    )  # fmt: skip
