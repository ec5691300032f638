"""Cells that break a sentence of their table's schema."""

from __future__ import annotations

from collection_support import SONG_MA, THUAN_CHAU

from .fault import fault, in_cells, typed

PLANS = f"{SONG_MA}/plans.csv"
SOURCES = f"{SONG_MA}/sources.csv"
DOCUMENTS = f"{SONG_MA}/issued_documents.csv"
LINES = f"{SONG_MA}/budget_lines.csv"
AMOUNTS = f"{SONG_MA}/budget_amounts.csv"
TARGETS = f"{THUAN_CHAU}/targets.csv"
VALUES = f"{THUAN_CHAU}/target_values.csv"
TASKS = f"{THUAN_CHAU}/tasks.csv"

FAULTS = [
    typed("wrong-type", "an amount with separators", AMOUNTS, 3, "amount", "5.267.475.000", "loose-form"),
    typed("wrong-type", "a decimal comma", VALUES, 15, "value_min", "0,23", "loose-form"),
    typed("wrong-type", "a day that does not exist", DOCUMENTS, 2, "issued_on", "2025-02-30", "parsed-date"),
    typed("wrong-type", "a date as it is printed", DOCUMENTS, 2, "issued_on", "02/7/2025", "parsed-date"),
    typed("value-required", "a name was left out", TARGETS, 2, "name", ""),
    typed("value-required", "a row without its reading", DOCUMENTS, 44, "reading", ""),
    typed("not-in-list", "a code in Vietnamese", TARGETS, 2, "reading", "chắc chắn"),
    typed("not-in-list", "a code with a capital letter", LINES, 2, "expenditure", "Recurrent"),
    typed("wrong-pattern", "a short check sum", SOURCES, 2, "sha256", "a34e5cc4"),
    typed("wrong-pattern", "a commune code that lost its zero", PLANS, 2, "commune_code", "4168", "unknown-reference"),
    typed("out-of-range", "a year of the wrong century", PLANS, 2, "period_to", "2206"),
    typed("out-of-range", "a page zero", PLANS, 2, "source_page", "0", "stale-notice"),
    typed("duplicate-key", "an id used twice", DOCUMENTS, 44, "issued_document_id", "VB42"),
    fault("duplicate-key", "a row pasted twice", VALUES, 148, "measure", in_cells(VALUES, lambda cells: cells + [cells[1]])),
    typed("unknown-reference", "a topic that is not in the list", PLANS, 2, "topic_id", "khoa-hoc"),
    typed("unknown-reference", "a commune that does not exist", PLANS, 2, "commune_code", "99999"),
    typed("unknown-reference", "an indicator that is not in the list", TARGETS, 2, "indicator_id", "phu-song-7g"),
    typed("unknown-reference", "a parent that does not exist", TASKS, 3, "parent_id", "NV99"),
    typed("unknown-reference", "a value of a target that does not exist", VALUES, 2, "target_id", "CT99"),
]  # fmt: skip
