"""Notices that nothing stands behind: no rule, no row, no place, or no longer a finding."""

from __future__ import annotations

from collection_support import SONG_MA, Cells

from .fault import COMMITTED, Damage, edited, fault, in_cells, typed, without_row

NOTICES = f"{SONG_MA}/notices.csv"
DOCUMENTS = f"{SONG_MA}/issued_documents.csv"
LINES = f"{SONG_MA}/budget_lines.csv"
RESULTS = f"{SONG_MA}/results.csv"

NEXT_ROW = len(COMMITTED.cells(NOTICES)) + 1
NO_TASK = COMMITTED.row_of(NOTICES, rule="investment-without-task", row_id="NS27")
GUIDANCE = COMMITTED.row_of(NOTICES, rule="guidance-year")
SPELLED = COMMITTED.row_of(NOTICES, rule="body-spelled-variously")
COUNTED = COMMITTED.row_of(NOTICES, rule="announced-count")
PARTS = COMMITTED.row_of(NOTICES, rule="result-parts")

EDITORIAL = {
    "plan_id": SONG_MA, "notice_id": "DC999", "rule": "editorial", "severity": "minor", "table": "budget_lines", "row_id": "NS03",
    "field": "name", "message": "Tên dòng viết tắt.", "message_en": "The line's name is abbreviated.",
    "source_id": "S1", "source_line_from": "1582", "source_line_to": "1582",
}  # fmt: skip


def noted(**values: str) -> Damage:
    """A maintainer's notice is added, with these cells; without them it would be sound."""
    return lambda c: c.append(NOTICES, **EDITORIAL | values)


def counted_twice(cells: Cells) -> Cells:
    header, above, row = cells[0], cells[1:COUNTED], cells[COUNTED - 1]
    again = ["DC999" if column == "notice_id" else cell for column, cell in zip(header, row)]
    return [header, *above, again, *cells[COUNTED:]]


FAULTS = [
    fault("unknown-notice-rule", "a rule that is none", NOTICES, NEXT_ROW, "rule", noted(rule="wrong-sum")),
    fault("unknown-notice-rule", "a rule about form, which needs no notice", NOTICES, NEXT_ROW, "rule", noted(rule="loose-form")),
    typed("unknown-notice-rule", "a rule with a letter missing, so that its finding has no notice", NOTICES, NO_TASK, "rule",
          "investment-without-tas", "investment-without-task"),
    fault("notice-row", "a row that does not exist", NOTICES, NEXT_ROW, "row_id", noted(row_id="NS99")),
    fault("notice-row", "half of a key of two parts", NOTICES, NEXT_ROW, "row_id", noted(table="budget_amounts", row_id="NS02", field="amount")),
    fault("notice-row", "a table that does not exist", NOTICES, NEXT_ROW, "table", noted(table="budgets")),
    fault("notice-row", "a column of another table", NOTICES, NEXT_ROW, "field", noted(field="amount")),
    typed("notice-row", "an id with a slip of the keyboard", NOTICES, NO_TASK, "row_id", "NS72", "investment-without-task stale-notice"),
    fault("notice-elsewhere", "another place that does not exist", NOTICES, NEXT_ROW, "elsewhere", noted(elsewhere="NS02; NS99")),
    fault("notice-elsewhere", "lines after the end of the document", NOTICES, NEXT_ROW, "elsewhere", noted(elsewhere="1620-1628")),
    fault("notice-elsewhere", "lines that end before they begin", NOTICES, NEXT_ROW, "elsewhere", noted(elsewhere="596-590")),
    fault("notice-elsewhere", "a plan of another commune", NOTICES, NEXT_ROW, "elsewhere",
          noted(elsewhere="son-la/thuan-chau-03721/nq57-2025#CT01")),
    fault("stale-notice", "the cause was corrected and its notice forgotten", NOTICES, NO_TASK, "rule", edited(LINES, 28, task_id="NV14")),
    fault("stale-notice", "a notice pasted twice", NOTICES, COUNTED + 1, "rule", in_cells(NOTICES, counted_twice)),
    fault("stale-notice", "one listed document less than the notice says", NOTICES, COUNTED, "printed", without_row(DOCUMENTS, 44)),
    fault("stale-notice", "a part of a sum was read again", NOTICES, PARTS, "printed",
          edited(RESULTS, 19, value_text="12 Chứng thư số", value="12")),
    typed("stale-notice", "what is printed was retyped in the notice", NOTICES, GUIDANCE, "printed", "ngày 18/7/2023"),
    typed("stale-notice", "a material finding called minor", NOTICES, GUIDANCE, "severity", "minor"),
    typed("stale-notice", "a minor finding called material", NOTICES, SPELLED, "severity", "material"),
]  # fmt: skip
