"""Rules about dates: those that no calendar has, and years that contradict the rest of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..csv_files import Row
from ..formats import day
from ..plans import Plan, Reference
from ..tables import whole
from .base import AuditRule, Finding

# Columns whose words are dates, or hold them.
DATED = {
    "plans": "issued_on_text", "issued_documents": "issued_on_text", "citations": "issued_on_text", "results": "as_of_text",
    "task_schedules": "schedule_text", "duties": "deadline_text",
}  # fmt: skip
_NO_MORE = r"(?![0-9])(?![/.][0-9])"
_DATES = (
    re.compile(rf"(?<![0-9/.-])(?P<day>[0-9]{{1,2}})(?:[/-]| tháng )(?P<month>[0-9]{{1,2}})(?:[/-]| năm )(?P<year>[0-9]{{2,5}}){_NO_MORE}", re.IGNORECASE),
    # With points only a whole year makes a date: 1.2.10 is a number of a section.
    re.compile(rf"(?<![0-9/.-])(?P<day>[0-9]{{1,2}})\.(?P<month>[0-9]{{1,2}})\.(?P<year>[0-9]{{4}}){_NO_MORE}"),
    # 57/2024 may be the number of a document: a month stands alone, or behind a word of time.
    re.compile(rf"(?:^|(?:tháng|trước|đến|hết|từ|trong|sau|và|[-–,;]) )(?P<month>[0-9]{{1,2}})(?:/| năm )(?P<year>[0-9]{{3,5}}){_NO_MORE}", re.IGNORECASE),
    re.compile(r"(?<![0-9/.-])(?P<day>[0-9]{1,2})(?:/| tháng )(?P<month>[0-9]{1,2})(?= h[àằ]ng năm)", re.IGNORECASE),
    re.compile(r"tháng (?P<month>[0-9]{1,2})(?= h[àằ]ng năm)", re.IGNORECASE),
)
_QUARTER = re.compile(r"quý (?P<quarter>[0-9]+|[ivx]+)(?:[/-]| năm )[0-9]", re.IGNORECASE)
# A year in which 29 February exists, for days without a year.
_LEAP = "2024"


def impossible(text: str) -> bool:
    """Whether something in the text has the form of a date, month or quarter and is none."""
    for pattern in _DATES:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            if not is_real(parts.get("day"), parts["month"], parts.get("year") or _LEAP):
                return True
    return any(match["quarter"].lower() not in ("i", "ii", "iii", "iv", "1", "2", "3", "4") for match in _QUARTER.finditer(text))


def is_real(day: str | None, month: str, year: str) -> bool:
    """Whether the calendar of our days has such a day, or such a month when no day is given."""
    try:
        return 1945 <= date(int(year), int(month), int(day or 1)).year <= 2100
    except ValueError:
        return False


def written(text: str) -> date | None:
    """The date in a parsed cell; None when it is empty or no date."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def dated(plan: Plan) -> date | None:
    """When the plan was issued, or first signed; None when neither is stated."""
    for row in plan.rows("plans"):
        return written(row["issued_on"]) or written(row["signed_at"][:10])
    return None


class ImpossibleDate(AuditRule):
    """What is printed as a day or month of a year is one."""

    title = "Ngày tháng không có thật hoặc in sai"
    title_en = "Impossible or mistyped date"
    description = "Chữ in có dạng ngày hoặc tháng của một năm phải là ngày tháng có thật, năm đủ bốn chữ số."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        for table, field in DATED.items():
            for row in plan.rows(table):
                if impossible(row[field]):
                    yield self.finding(
                        table, row, field, row[field], "một ngày tháng có thật",
                        f"Văn bản in “{row[field]}”, không phải là ngày tháng có thật. Trang này giữ nguyên chữ in và không suy ra ngày.",
                        f"The document prints “{row[field]}”, which is no real date. It is kept as printed and no date is derived.",
                    )  # fmt: skip


class SignedBeforeDate(AuditRule):
    """A plan is not signed before the day that it is dated."""

    title = "Ký trước ngày ghi trên văn bản"
    title_en = "Signed before its date"
    description = "Dấu thời gian của chữ ký số đầu tiên không thể sớm hơn ngày ban hành ghi trên văn bản."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        for row in plan.rows("plans"):
            issued, signed = written(row["issued_on"]), written(row["signed_at"][:10])
            if issued and signed and signed < issued:
                yield self.finding(
                    "plans", row, "issued_on", row["issued_on_text"], f"không sau {day(signed)}",
                    f"Văn bản ghi “{row['issued_on_text']}”, còn chữ ký số đầu tiên có dấu thời gian {day(signed)}.",
                    f"The document is dated {issued}, but its first digital signature is stamped {signed}.",
                )  # fmt: skip


class _AfterPlan(AuditRule):
    """A date of `table` is not after the day on which the plan was issued or signed; a year or month is compared as far as it goes."""

    table = field = text = ""
    says = says_en = ""

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        issued = dated(plan)
        for row in plan.rows(self.table) if issued else []:
            told = row[self.field]
            if issued and told[:4].isdigit() and told > issued.isoformat()[: len(told)]:
                yield self.finding(
                    self.table, row, self.field, row[self.text], f"không sau {day(issued)}",
                    f"Kế hoạch ban hành hoặc ký ngày {day(issued)} nhưng {self.says} {row[self.text]}.",
                    f"The plan was issued or signed on {issued}, but {self.says_en} {told}.",
                )  # fmt: skip


class CitedAfterPlan(_AfterPlan):
    """A document that the plan cites was issued before the plan."""

    title = "Văn bản viện dẫn có ngày sau kế hoạch"
    title_en = "Cited document dated after the plan"
    description = "Văn bản được viện dẫn không thể có ngày ban hành sau ngày ban hành hoặc ngày ký của kế hoạch."
    table, field, text = "citations", "issued_on", "issued_on_text"
    says, says_en = "viện dẫn văn bản ghi", "cites a document dated"


class ListedAfterPlan(_AfterPlan):
    """A document that the plan lists as issued is not of a later date than the plan."""

    title = "Văn bản đã ban hành có ngày sau kế hoạch"
    title_en = "Listed document dated after the plan"
    description = "Văn bản được liệt kê là đã ban hành không thể có ngày sau ngày ban hành hoặc ngày ký của kế hoạch."
    table, field, text = "issued_documents", "issued_on", "issued_on_text"
    says, says_en = "liệt kê văn bản đã ban hành ghi", "lists a document as issued on"


class ResultAfterPlan(_AfterPlan):
    """A reported result is not of a later date than the plan."""

    title = "Kết quả có thời điểm sau ngày kế hoạch"
    title_en = "Result dated after the plan"
    description = "Kết quả được báo cáo không thể có thời điểm sau ngày ban hành hoặc ngày ký của kế hoạch."
    table, field, text = "results", "as_of", "as_of_text"
    says, says_en = "nêu kết quả của", "reports a result as of"


class GuidanceYear(AuditRule):
    """Guidance on drawing up a plan is dated in the year before the plan begins, or later."""

    title = "Hướng dẫn có năm quá sớm so với kế hoạch"
    title_en = "Guidance dated too early"
    description = "Văn bản hướng dẫn lập kế hoạch của một năm thường ra trong năm trước đó; ngày sớm hơn có thể là in sai năm."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        starts = [whole(row["period_from"]) for row in plan.rows("plans")]
        for row in plan.rows("citations"):
            cited = written(row["issued_on"])
            if row["role"] == "guidance" and cited and starts and starts[0] and cited.year < starts[0] - 1:
                yield self.finding(
                    "citations", row, "issued_on", row["issued_on_text"], f"năm {starts[0] - 1} hoặc sau",
                    f"Kế hoạch của năm {starts[0]} dẫn văn bản hướng dẫn lập kế hoạch ghi {row['issued_on_text']}, sớm hơn năm {starts[0] - 1}.",
                    f"A plan for {starts[0]} cites guidance on drawing it up that is dated {cited}, before {starts[0] - 1}.",
                )  # fmt: skip


class ScheduleOutsideColumn(AuditRule):
    """A date in a column for certain years is in one of those years."""

    title = "Thời hạn nằm ngoài giai đoạn của cột"
    title_en = "Schedule outside its column"
    description = "Ngày, tháng, năm ghi trong cột của một giai đoạn phải thuộc giai đoạn đó."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        for row in plan.rows("task_schedules"):
            due, first, last = written(row["due_on"]), whole(row["period_from"]), whole(row["period_to"])
            if due and first and last and not first <= due.year <= last:
                yield self.finding(
                    "task_schedules", row, "schedule_text", row["schedule_text"], row["column_text"],
                    f"Cột “{row['column_text']}” ghi “{row['schedule_text']}”; năm {due.year} không thuộc giai đoạn của cột.",
                    f"The column “{row['column_text']}” says “{row['schedule_text']}”; {due.year} is not among its years.",
                )  # fmt: skip


class DueOutsidePeriod(AuditRule):
    """What a plan wants done is due in the plan's years."""

    title = "Hạn nằm ngoài thời kỳ của kế hoạch"
    title_en = "Deadline outside the plan's period"
    description = "Hạn của một trách nhiệm, hoặc của một nhiệm vụ ở cột không ghi năm, phải thuộc các năm của kế hoạch."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        for head in plan.rows("plans"):
            first, last = whole(head["period_from"]), whole(head["period_to"])
            for table, field in (("duties", "deadline_text"), ("task_schedules", "schedule_text")):
                for row in plan.rows(table):
                    due = written(row["due_on"])
                    if due and first and last and not row.get("period_from") and not first <= due.year <= last:
                        yield self._outside(table, row, field, first, last)

    def _outside(self, table: str, row: Row, field: str, first: int, last: int) -> Finding:
        years = str(first) if first == last else f"{first}–{last}"
        return self.finding(
            table, row, field, row[field], years,
            f"Kế hoạch là của {years}, nhưng hạn ghi “{row[field]}”.", f"The plan is for {years}, but the deadline says “{row[field]}”.",
        )  # fmt: skip
