"""What keyboards, spreadsheets and copying from Word do to one cell."""

from __future__ import annotations

import unicodedata

from collection_support import SONG_MA, THUAN_CHAU

from .fault import typed

DOCUMENTS = f"{SONG_MA}/issued_documents.csv"
AMOUNTS = f"{SONG_MA}/budget_amounts.csv"
TARGETS = f"{THUAN_CHAU}/targets.csv"

FAULTS = [
    typed("loose-form", "an amount with a leading zero", AMOUNTS, 3, "amount", "05267475000"),
    typed("loose-form", "a time without its zone", f"{SONG_MA}/plans.csv", 2, "signed_at", "2025-10-04T12:02:52"),
    typed("loose-form", "what pandas writes for an empty cell", f"{THUAN_CHAU}/target_values.csv", 9, "value_min", "NaN",
          "parsed-target-value"),
    typed("not-nfc", "copied from a document with decomposed letters", TARGETS, 2, "name",
          unicodedata.normalize("NFD", "Tỷ lệ phủ sóng 5G trên địa bàn")),
    typed("untrimmed", "a space at the end", TARGETS, 2, "name", "Tỷ lệ phủ sóng 5G trên địa bàn "),
    typed("untrimmed", "a no-break space at the front", TARGETS, 2, "name", "\u00a0Tỷ lệ phủ sóng 5G trên địa bàn", "control-character"),
    typed("formula-start", "a list bullet was kept", DOCUMENTS, 3, "name", "- Quyết định thành lập"),
    typed("formula-start", "a formula", DOCUMENTS, 3, "name", "=1+1"),
    typed("control-character", "a line break inside a cell", TARGETS, 2, "name", "Tỷ lệ phủ sóng 5G\ntrên địa bàn"),
    typed("control-character", "an invisible space from a web page", TARGETS, 2, "name", "Tỷ lệ phủ sóng\u200b 5G"),
    typed("control-character", "letters that read backwards", TARGETS, 2, "name", "Tỷ lệ \u202e%51"),
]  # fmt: skip
