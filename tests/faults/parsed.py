"""Parsed columns that say something else than the printed text beside them."""

from __future__ import annotations

from collection_support import SONG_MA, THUAN_CHAU

from .fault import typed

PLANS = f"{SONG_MA}/plans.csv"
DOCUMENTS = f"{SONG_MA}/issued_documents.csv"
AMOUNTS = f"{SONG_MA}/budget_amounts.csv"
VALUES = f"{THUAN_CHAU}/target_values.csv"
SCHEDULES = f"{THUAN_CHAU}/task_schedules.csv"

FAULTS = [
    typed("parsed-target-value", "two digits exchanged", VALUES, 2, "value_min", "51"),
    typed("parsed-target-value", "the decimal comma lost in a spreadsheet", VALUES, 15, "value_min", "23"),
    typed("parsed-target-value", "at least read as exactly", VALUES, 2, "comparator", "eq"),
    typed("parsed-target-value", "a figure read into words", VALUES, 11, "value_min", "100"),
    typed("parsed-amount", "a group of the printed figure lost a digit", AMOUNTS, 3, "amount", "5267475000",
          amount_text="5.267.475.00"),
    typed("parsed-date", "day and month exchanged", DOCUMENTS, 2, "issued_on", "2025-02-07"),
    typed("parsed-date", "a date guessed for a blank one", PLANS, 2, "issued_on", "2025-10-04"),
    typed("parsed-document-number", "a number guessed for a blank one", PLANS, 2, "document_number", "142/KH-UBND"),
    typed("parsed-schedule", "the last day of another month", SCHEDULES, 2, "due_on", "2025-10-30"),
    typed("parsed-schedule", "a rhythm changed", SCHEDULES, 4, "recurrence", "monthly"),
    typed("parsed-period", "the year of another column", SCHEDULES, 2, "period_to", "2026"),
]  # fmt: skip
