"""Dates that no calendar has, and dates that contradict the document's own."""

from __future__ import annotations

from collection_support import SONG_MA, THUAN_CHAU

from .fault import edited, fault, steps, typed

PLANS = f"{SONG_MA}/plans.csv"
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

# The fifth of December, said in two ways.
BY_DECEMBER = {
    "deadline_text": "trước ngày 05 tháng 12 hàng năm", "recurrence": "yearly", "due_rule": "day 05 of december of each year",
}  # fmt: skip
BY_LAST_MONTH = {
    "deadline_text": "trước ngày 05 của tháng cuối năm", "recurrence": "yearly", "due_rule": "day 05 of the last month of each year",
}  # fmt: skip

FAULTS = [
    typed("impossible-date", "the thirty-first of June", DOCUMENTS, 2, "issued_on_text", "31/6/2025", issued_on=""),
    typed("impossible-date", "a year of three digits", SCHEDULES, 13, "schedule_text", "Tháng 10/226", kind="text", starts_on="", due_on=""),
    typed("impossible-date", "a deadline on the thirty-first of November", DUTIES, 8, "deadline_text", "trước ngày 31/11/2026", due_on=""),
    typed("impossible-date", "the thirty-first of February with hyphens", DOCUMENTS, 2, "issued_on_text", "31-02-2025", issued_on=""),
    typed("impossible-date", "the thirty-first of February with full stops", DOCUMENTS, 2, "issued_on_text", "31.02.2025", issued_on=""),
    typed("impossible-date", "the thirty-first of February of a short year", DOCUMENTS, 2, "issued_on_text", "31/02/25", issued_on=""),
    typed("impossible-date", "a year of two digits", DOCUMENTS, 2, "issued_on_text", "02/7/25", issued_on=""),
    typed("impossible-date", "a thirteenth month in words", RESULTS, 7, "as_of_text", "hết tháng 13 năm 2025", as_of=""),
    typed("impossible-date", "the second of two days", RESULTS, 36, "as_of_text", "từ 01/9/2025 đến 31/9/2025", as_of=""),
    typed("impossible-date", "a fifth quarter", SCHEDULES, 2, "schedule_text", "Quý V/2026", kind="text", starts_on="", due_on=""),
    typed("impossible-date", "a fifth quarter in figures", SCHEDULES, 2, "schedule_text", "quý 5 năm 2025", kind="text", starts_on="", due_on=""),
    typed("impossible-date", "every year on the thirty-first of June", REPORTS, 10, "deadline_text", "trước ngày 31/6 hằng năm"),
    typed("impossible-date", "every year on the thirty-first of June in words", REPORTS, 10, "deadline_text", "ngày 31 tháng 6 hàng năm"),
    # The first digital signature is of 2025-10-04; the blank date, of which a notice speaks, is filled in.
    typed("signed-before-date", "the day after the signature", PLANS, 2, "issued_on", "2025-10-05", "stale-notice",
          issued_on_text="Sông Mã, ngày 05 tháng 10 năm 2025"),
    typed("listed-after-plan", "a document of the day after the signature", DOCUMENTS, 44, "issued_on", "2025-10-05",
          issued_on_text="05/10/2025"),
    fault("listed-after-plan", "a document of the day after the date of the plan", DOCUMENTS, 44, "issued_on", steps(
        edited(PLANS, 2, issued_on="2025-10-03", issued_on_text="Sông Mã, ngày 03 tháng 10 năm 2025"),
        edited(DOCUMENTS, 44, issued_on="2025-10-04", issued_on_text="04/10/2025")), "stale-notice"),
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
    fault("reporting-deadlines", "yearly reports by the fifth of December and by the tenth of the last month", REPORTS, 12, "deadline_text", steps(
        edited(REPORTS, 10, **BY_DECEMBER), edited(REPORTS, 12, **BY_LAST_MONTH | {
            "deadline_text": "trước ngày 10 của tháng cuối năm", "due_rule": "day 10 of the last month of each year"}))),
    typed("reporting-deadlines", "monthly reports by the second and by the fifth", REPORTS, 12, "deadline_text", "trước ngày 02 hàng tháng",
          recurrence="monthly", due_rule="day 02 of each month"),
]  # fmt: skip
