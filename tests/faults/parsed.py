"""Parsed columns that say something else than the printed text beside them."""

from __future__ import annotations

from collection_support import SONG_MA, THUAN_CHAU

from .fault import typed

PLANS = f"{SONG_MA}/plans.csv"
DOCUMENTS = f"{SONG_MA}/issued_documents.csv"
AMOUNTS = f"{SONG_MA}/budget_amounts.csv"
VALUES = f"{THUAN_CHAU}/target_values.csv"
SCHEDULES = f"{THUAN_CHAU}/task_schedules.csv"
RESULTS = f"{SONG_MA}/results.csv"
DUTIES = f"{SONG_MA}/duties.csv"
REPORTS = f"{THUAN_CHAU}/duties.csv"

FAULTS = [
    typed("parsed-target-value", "two digits exchanged", VALUES, 2, "value_min", "51"),
    typed("parsed-target-value", "the decimal comma lost in a spreadsheet", VALUES, 18, "value_min", "15"),
    typed("parsed-target-value", "at least read as exactly", VALUES, 2, "comparator", "eq"),
    typed("parsed-target-value", "a figure read into words", VALUES, 11, "value_min", "100"),
    typed("parsed-amount", "a group of the printed figure lost a digit", AMOUNTS, 3, "amount", "5267475000",
          amount_text="5.267.475.00"),
    typed("parsed-amount", "a unit that the amount was not multiplied by", AMOUNTS, 3, "amount", "5267475000", unit_text="triệu đồng"),
    typed("parsed-target-value", "a unit that its value has not got", VALUES, 11, "unit", "%"),
    typed("parsed-date", "day and month exchanged", DOCUMENTS, 2, "issued_on", "2025-02-07"),
    typed("parsed-date", "a date guessed for a blank one", PLANS, 2, "issued_on", "2025-10-04", "stale-notice"),
    typed("parsed-document-number", "a number guessed for a blank one", PLANS, 2, "document_number", "142/KH-UBND",
          "stale-notice"),
    typed("parsed-schedule", "the last day of another month", SCHEDULES, 2, "due_on", "2025-10-30"),
    typed("parsed-schedule", "a rhythm changed", SCHEDULES, 4, "recurrence", "monthly"),
    typed("parsed-period", "the year of another column", SCHEDULES, 2, "period_to", "2026"),
    typed("parsed-figure", "a digit lost", RESULTS, 6, "value", "10"),
    typed("parsed-figure", "more than read as exactly", RESULTS, 9, "comparator", "eq"),
    typed("parsed-figure", "a unit taken from the row above", RESULTS, 14, "unit", "bản"),
    typed("parsed-figure", "a denominator that is not printed", RESULTS, 28, "out_of", "10"),
    typed("parsed-as-of", "the year before", RESULTS, 36, "as_of", "2024"),
    typed("parsed-as-of", "a month guessed to its last day", RESULTS, 7, "as_of", "2025-08-31"),
    typed("parsed-deadline", "day and month exchanged", DUTIES, 8, "due_on", "2026-05-12"),
    typed("parsed-deadline", "another rhythm", REPORTS, 8, "recurrence", "monthly"),
    typed("parsed-deadline", "a day that is not printed", REPORTS, 10, "due_rule", "day 05 of the last month of each year"),
]  # fmt: skip
