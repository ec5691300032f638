"""Rows of another plan, rows at no place of the document, bounds the wrong way round."""

from __future__ import annotations

from collection_support import SONG_MA, THUAN_CHAU

from .fault import edited, fault, in_cells, steps, typed

PLANS = f"{SONG_MA}/plans.csv"
SOURCES = f"{SONG_MA}/sources.csv"
PARTS = f"{SONG_MA}/source_parts.csv"
BUDGET = f"{SONG_MA}/budget_lines.csv"
DOCUMENTS = f"{SONG_MA}/issued_documents.csv"
TARGETS = f"{THUAN_CHAU}/targets.csv"
VALUES = f"{THUAN_CHAU}/target_values.csv"
SCHEDULES = f"{THUAN_CHAU}/task_schedules.csv"

FAULTS = [
    typed("plan-id-folder", "a row copied from another plan", DOCUMENTS, 5, "plan_id", THUAN_CHAU, "unknown-reference"),
    typed("source-place", "the last line was forgotten", DOCUMENTS, 5, "source_line_to", ""),
    typed("source-place", "the row ends before it begins", DOCUMENTS, 5, "source_line_to", "1290"),
    typed("source-place", "a line after the end of the document", DOCUMENTS, 44, "source_line_to", "1628", "row-outside-parts"),
    typed("source-place", "a row beyond the end of the document, among rows that are not", DOCUMENTS, 5, "source_line_to", "16290",
          "row-outside-parts source-place", source_line_from="16280"),
    fault("source-place", "a PDF is cited by lines, not by pages", PLANS, 2, "source_page",
          lambda c: c.edit(SOURCES, 2, kind="pdf", pages="9"), "source-place"),
    fault("source-place", "a row of a Word file without the block that ends it", DOCUMENTS, 5, "source_line_to",
          steps(edited(SOURCES, 2, kind="docx"), edited(DOCUMENTS, 5, source_line_to=""))),
    fault("source-length", "a Word file whose blocks were not counted", SOURCES, 2, "lines", edited(SOURCES, 2, kind="docx", lines="")),
    fault("source-place", "rows of a sheet the wrong way round", DOCUMENTS, 5, "source_line_to",
          steps(edited(SOURCES, 2, kind="xlsx", lines="", pages="1627"), edited(DOCUMENTS, 5, source_line_to="1290")), "source-place"),
    typed("source-length", "the number of lines was forgotten", SOURCES, 2, "lines", ""),
    typed("source-length", "a part that goes on after the end of the document", PARTS, 4, "line_to", "1628"),
    typed("row-outside-parts", "a row that ends after its part", BUDGET, 31, "source_line_to", "1300", "stale-notice"),
    typed("sequence", "a schedule numbered 7 after 1", SCHEDULES, 4, "seq", "7"),
    typed("sequence", "a part numbered 5 after 1", PARTS, 3, "seq", "5"),
    typed("bounds-order", "a period that ends before it begins", PLANS, 2, "period_to", "2025", "due-outside-period"),
    typed("bounds-order", "the bounds of a range exchanged", VALUES, 53, "value_max", "80", "parsed-target-value",
          value_min="90"),
    typed("bounds-order", "a deadline before its start", SCHEDULES, 2, "due_on", "2025-08-31", "parsed-schedule"),
    typed("source-part-order", "a part begins inside the one before it", PARTS, 3, "line_from", "1098"),
    typed("source-part-order", "a part without its last line", PARTS, 2, "line_from", "1", "row-outside-parts", line_to=""),
    fault("row-outside-parts", "an appendix is missing from the list of parts", DOCUMENTS, 2, "source_line_from",
          in_cells(PARTS, lambda cells: cells[:3]), "appendix-count row-outside-parts"),
    typed("row-outside-parts", "a row of an appendix said to be running text", TARGETS, 2, "origin", "body", "numbering"),
    typed("appendix-count", "an appendix that is announced but absent was counted", PLANS, 2, "appendices_present", "3",
          "announced-appendices"),
]  # fmt: skip
