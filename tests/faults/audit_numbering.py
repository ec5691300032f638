"""Printed numbers that repeat, skip, or stand under another number."""

from __future__ import annotations

from collection_support import SONG_MA, THUAN_CHAU

from .fault import edited, fault, steps, typed

DOCUMENTS = f"{SONG_MA}/issued_documents.csv"
LINES = f"{SONG_MA}/budget_lines.csv"
TARGETS = f"{THUAN_CHAU}/targets.csv"
TASKS = f"{THUAN_CHAU}/tasks.csv"

FAULTS = [
    typed("numbering", "the last number of a list skips one", DOCUMENTS, 44, "number", "45"),
    typed("numbering", "a number twice", DOCUMENTS, 3, "number", "1"),
    typed("numbering", "a list that begins with two", TARGETS, 2, "number", "2"),
    typed("numbering", "a letter twice", LINES, 13, "number", "a"),
    typed("numbering", "a Roman number skips one", LINES, 25, "number", "III"),
    typed("numbering", "a capital letter that repeats the small one", LINES, 13, "number", "A"),
    typed("numbering", "a letter in brackets skips one", LINES, 13, "number", "(c)"),
    typed("numbering", "a number in brackets twice", DOCUMENTS, 3, "number", "(1)"),
    typed("numbering", "a number before a stroke skips one", DOCUMENTS, 44, "number", "44/"),
    # 5.1 and 5.2 are the parts of number 5.
    fault("number-under-other", "parts numbered after another row", TASKS, 35, "number",
          steps(edited(TASKS, 35, number="6.1"), edited(TASKS, 36, number="6.2"))),
    fault("number-under-other", "parts in brackets numbered after another row", TASKS, 35, "number",
          steps(edited(TASKS, 35, number="(6.1)"), edited(TASKS, 36, number="(6.2)"))),
    fault("number-under-other", "parts of no row right below another number", TASKS, 35, "number",
          steps(edited(TASKS, 35, number="4.1", parent_id=""), edited(TASKS, 36, number="4.2", parent_id=""))),
]  # fmt: skip
