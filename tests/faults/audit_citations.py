"""Documents cited with two dates or a wrong number, and laws that were no longer in force."""

from __future__ import annotations

from collection_support import SONG_MA, THUAN_CHAU, Collection

from .fault import Damage, fault, typed

LAWS = "legal_documents.csv"
CITATIONS = f"{SONG_MA}/citations.csv"
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
