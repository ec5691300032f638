"""Rules about reporting: one rhythm has one deadline."""

from __future__ import annotations

from collections.abc import Iterator

from ..csv_files import Row
from ..plans import Plan, Reference
from .base import AuditRule, Finding


def plain(due_rule: str) -> str:
    """The rule with December called what it is, the last month of the year."""
    return due_rule.replace("of december of each year", "of the last month of each year")


class ReportingDeadlines(AuditRule):
    """Reports of one rhythm are due on one day."""

    severity = "minor"  # the bodies may report to one another; only a reader can tell
    title = "Hạn báo cáo cùng kỳ khác nhau"
    title_en = "Contradictory reporting deadlines"
    description = "Báo cáo cùng nhịp (tháng, quý, 6 tháng, năm) trong một kế hoạch phải có cùng ngày đến hạn."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        first: dict[str, Row] = {}
        seen: set[tuple[str, str]] = set()
        for row in plan.rows("duties"):
            if row["kind"] != "report" or not row["due_rule"]:
                continue
            before, due = first.setdefault(row["recurrence"], row), plain(row["due_rule"])
            if plain(before["due_rule"]) != due and (row["recurrence"], due) not in seen:
                seen.add((row["recurrence"], due))
                yield self.finding(
                    "duties", row, "deadline_text", row["deadline_text"], before["deadline_text"],
                    f"Ở đây hạn báo cáo là “{row['deadline_text']}” ({row['agency_text']}), ở {before['duty_id']} là “{before['deadline_text']}” ({before['agency_text']}).",
                    f"Here the report is due “{row['deadline_text']}” ({row['agency_text']}), at {before['duty_id']} “{before['deadline_text']}” ({before['agency_text']}).",
                    (before["duty_id"],),
                )  # fmt: skip
