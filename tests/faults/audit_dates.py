"""Dates that no calendar has, and dates that contradict the document's own."""

from __future__ import annotations

from collection_support import SONG_MA, THUAN_CHAU

from .fault import fault, typed

DOCUMENTS = f"{SONG_MA}/issued_documents.csv"
CITATIONS = f"{SONG_MA}/citations.csv"
RESULTS = f"{SONG_MA}/results.csv"
DUTIES = f"{SONG_MA}/duties.csv"
PLAN_SCHEDULES = f"{SONG_MA}/task_schedules.csv"
SCHEDULES = f"{THUAN_CHAU}/task_schedules.csv"
REPORTS = f"{THUAN_CHAU}/duties.csv"

# A column without years, as plans for one year have it; the plan of Sông Mã is for 2026.
LATE_TASK = {
    "plan_id": SONG_MA, "task_id": "NV01", "seq": "1", "column_text": "Thời gian thực hiện", "schedule_text": "Trước 30/11/2027",
    "kind": "date", "due_on": "2027-11-30", "reading": "certain",
}  # fmt: skip

FAULTS = [
    typed("impossible-date", "the thirty-first of June", DOCUMENTS, 2, "issued_on_text", "31/6/2025", issued_on=""),
    typed("impossible-date", "a year of three digits", SCHEDULES, 13, "schedule_text", "Tháng 10/226", kind="text", starts_on="", due_on=""),
    typed("impossible-date", "a deadline on the thirty-first of November", DUTIES, 8, "deadline_text", "trước ngày 31/11/2026", due_on=""),
    # The document itself is of 2025-09-29, so that its known date is contradicted as well.
    typed("cited-after-plan", "a basis that is younger than the plan", CITATIONS, 2, "issued_on", "2025-12-29", "cited-with-other-date",
          issued_on_text="ngày 29/12/2025"),
    typed("guidance-year", "guidance for the year before", CITATIONS, 37, "issued_on", "2024-06-13", "cited-with-other-date",
          issued_on_text="ngày 13/6/2024"),
    typed("result-after-plan", "a result of a year that had not begun", RESULTS, 36, "as_of", "2026", as_of_text="năm 2026"),
    typed("result-after-plan", "a result of the month after the signature", RESULTS, 7, "as_of", "2025-11",
          as_of_text="hết tháng 11/2025"),
    typed("schedule-outside-column", "next year in the column of this year", SCHEDULES, 2, "schedule_text", "Tháng 9/2026",
          starts_on="2026-09-01", due_on="2026-09-30"),
    typed("due-outside-period", "a duty due after the plan has ended", DUTIES, 8, "deadline_text", "trước ngày 05/12/2027",
          due_on="2027-12-05"),
    fault("due-outside-period", "a task due after the plan has ended", PLAN_SCHEDULES, 2, "schedule_text",
          lambda c: c.append(PLAN_SCHEDULES, **LATE_TASK)),
    typed("reporting-deadlines", "monthly reports by the second and by the fifth", REPORTS, 12, "deadline_text", "trước ngày 02 hàng tháng",
          recurrence="monthly", due_rule="day 02 of each month"),
]  # fmt: skip
