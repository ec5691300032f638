"""Heads of plans that lack what an issued document carries, and announcements that nothing follows."""

from __future__ import annotations

from collection_support import SONG_MA, THUAN_CHAU

from .fault import COMMITTED, edited, fault, typed, without_row

PLANS = f"{SONG_MA}/plans.csv"
NOTICES = f"{SONG_MA}/notices.csv"
DOCUMENTS = f"{SONG_MA}/issued_documents.csv"
RESULTS = f"{SONG_MA}/results.csv"
VALUES = f"{THUAN_CHAU}/target_values.csv"

FAULTS = [
    # The document has neither number nor date, and two notices say so.
    fault("blank-number", "the notice of the blank number was deleted", PLANS, 2, "document_number",
          without_row(NOTICES, COMMITTED.row_of(NOTICES, rule="blank-number"))),
    fault("blank-date", "the notice of the blank date was deleted", PLANS, 2, "issued_on",
          without_row(NOTICES, COMMITTED.row_of(NOTICES, rule="blank-date"))),
    typed("blank-signer", "the signer was overlooked", PLANS, 2, "signer_name", ""),
    typed("blank-signer-position", "the signer's office was overlooked", PLANS, 2, "signer_position", ""),
    typed("announced-appendices", "an appendix too many was counted in the text", PLANS, 2, "appendices_announced", "3"),
    fault("announced-count", "four divisions are said to be listed as tasks", RESULTS, 28, "value",
          edited(RESULTS, 28, listed_in="tasks")),
    typed("result-parts", "a part was misread", RESULTS, 15, "value", "84", value_text="84"),
    fault("result-parts", "the other part was misread", RESULTS, 15, "value",
          edited(RESULTS, 16, value="17", value_text="17 Chứng thư số")),
    typed("more-than-all", "a share above one hundred per cent", RESULTS, 11, "value", "110", value_text="110%"),
    typed("more-than-all", "five out of four", RESULTS, 33, "value", "5", value_text="05/04 công chức", out_of="4"),
    typed("more-than-all", "a target above one hundred per cent", VALUES, 3, "value_text", "110%", value_min="110", value_max="110"),
    typed("more-than-all", "a target of at least more than all", VALUES, 3, "value_text", "≥ 101%", comparator="ge", value_min="101", value_max=""),
    typed("more-than-all", "a range that ends above one hundred per cent", VALUES, 53, "value_text", "80% - 110%", value_max="110"),
    typed("repeated-document", "the number of the row above", DOCUMENTS, 3, "symbol", "66/QĐ-UBND"),
]  # fmt: skip
