"""Documents cited with two dates, a wrong number or the wrong year, and laws that were no longer in force."""

from __future__ import annotations

from collection_support import SONG_MA, THUAN_CHAU, Collection

from .fault import Damage, fault, typed

LAWS = "legal_documents.csv"
CITATIONS = f"{SONG_MA}/citations.csv"
DOCUMENTS = f"{SONG_MA}/issued_documents.csv"
NQ57_CITATIONS = f"{THUAN_CHAU}/citations.csv"


def replaced(document_id: str, on: str) -> Damage:
    """Another document takes the place of this one."""

    def damage(collection: Collection) -> None:
        row = collection.row_of(LAWS, document_id=document_id)
        collection.edit(LAWS, row, replaced_by="99/2025/TT-BTC", replaced_on=on, source="Điều 9 Thông tư này", verified_on="2026-11-22")

    return damage


FAULTS = [
    typed("cited-with-two-dates", "a month later than three rows above", NQ57_CITATIONS, 6, "issued_on", "2025-06-07",
          issued_on_text="ngày 07/6/2025"),
    typed("cited-with-other-date", "a day before the document was issued", CITATIONS, 2, "issued_on_text", "ngày 28/9/2025",
          issued_on="2025-09-28"),
    typed("cited-with-other-number", "the number of another plan", NQ57_CITATIONS, 2, "symbol", "143/KH-UBND"),
    # The number 193/2025/QH15 says that its date is of 2025, and so does the list of documents.
    typed("symbol-year", "a resolution of 2025 dated in the year before", CITATIONS, 4, "issued_on", "2024-02-19", "cited-with-other-date",
          issued_on_text="ngày 19/02/2024"),
    typed("symbol-year", "a decree dated in a year that its number does not carry", CITATIONS, 32, "issued_on", "2023-04-08",
          "cited-with-other-date", issued_on_text="ngày 08/4/2023"),
    fault("symbol-year", "a listed document whose number carries the next year", DOCUMENTS, 2, "issued_on", lambda c: c.edit(
        DOCUMENTS, 2, symbol="66/2026/QĐ-UBND")),
    # The plan was signed on 2025-10-04 and begins on 2026-01-01; CC35 cites the circular 56/2025/TT-BTC as guidance.
    fault("cited-after-replacement", "guidance replaced before the plan was signed", CITATIONS, 36, "document_id",
          replaced("56-2025-tt-btc", "2025-09-01")),
    fault("cited-after-replacement", "guidance replaced on the day of the signature", CITATIONS, 36, "document_id",
          replaced("56-2025-tt-btc", "2025-10-04")),
    fault("replaced-before-period", "guidance replaced between signature and beginning", CITATIONS, 36, "document_id",
          replaced("56-2025-tt-btc", "2025-10-05")),
    fault("replaced-before-period", "guidance replaced on the first day of the plan", CITATIONS, 36, "document_id",
          replaced("56-2025-tt-btc", "2026-01-01")),
]  # fmt: skip
