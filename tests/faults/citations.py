"""Counted mentions that name other lines, and legal documents with two ids or half a replacement."""

from __future__ import annotations

from collection_support import SONG_MA, Collection

from .fault import Damage, fault, typed

LAWS = "legal_documents.csv"
CITATIONS = f"{SONG_MA}/citations.csv"


def second_id(document_id: str, **values: str) -> Damage:
    """The document and a copy of its row under another id, as the first rows of the table."""

    def damage(collection: Collection) -> None:
        header, *rows = collection.cells(LAWS)
        row = rows.pop(collection.row_of(LAWS, document_id=document_id) - 2)
        collection.write(LAWS, [header, row, row, *rows])
        collection.edit(LAWS, 3, document_id=f"{document_id}-2", **values)

    return damage


FAULTS = [
    typed("mention-count", "a mention was counted whose line is not named", CITATIONS, 3, "mentions", "11"),
    typed("mention-count", "lines in the wrong order", CITATIONS, 16, "mention_lines", "169; 128"),
    typed("mention-count", "a line after the end of the document", CITATIONS, 2, "mention_lines", "1628"),
    fault("one-document-one-id", "a law entered twice", LAWS, 3, "document_id", second_id("58-2024-qh15")),
    fault("one-document-one-id", "a plan entered twice, its number with a space", LAWS, 3, "document_id",
          second_id("142-kh-ubnd-son-la-2025", symbol="142 /KH-UBND")),
    fault("one-document-one-id", "a law without number entered twice", LAWS, 3, "document_id", second_id("luat-dau-thau")),
    fault("one-document-one-id", "a law entered twice, its issuer spelled in another way", LAWS, 3, "document_id",
          second_id("58-2024-qh15", issuer="Quốc hội nước CHXHCN Việt Nam", title="Luật Đầu tư công số 58")),
    typed("replacement-complete", "nobody says how the replacement is known", LAWS, 3, "source", ""),
    typed("replacement-complete", "nobody says when the replacement was looked up", LAWS, 3, "verified_on", ""),
    typed("replacement-complete", "replaced since a day, by nothing", LAWS, 3, "replaced_by", "", "stale-notice"),
    typed("replacement-complete", "replaced by a document, since no day", LAWS, 3, "replaced_on", "", "stale-notice"),
]  # fmt: skip
