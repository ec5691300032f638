"""What stands below the table of a sheet without a blank row between: notes, a place with its day, signatures. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .table_phrases import begins, is_phrase

NUMBERING = re.compile(r"(?:\d+|[IVXLCivxlc]+|[A-Za-zĐđ])(?:[.)/-]\s*\d*)*")
_STAR = re.compile(r"\(?\*+\)?")
_DAY = re.compile(r".*ngày\b.*\btháng\b.*\bnăm\b.*", re.IGNORECASE)
# Signatures stand side by side, three at most.
_FEW = 3


def is_note(texts: Sequence[str]) -> bool:
    """Whether a row is one cell of a note: "(*) …", "Ghi chú: …"."""
    return len(texts) == 1 and (bool(_STAR.match(texts[0])) or begins(texts[0], "remark") and ":" in texts[0][:30])


def noted_from(rows: Iterable[Sequence[str] | None]) -> int:
    """The index of the first note of those with which the rows end, one cell each; the number of rows when there are none. None as in signed_from."""
    found = list(rows)
    at = len(found)
    for number in range(len(found) - 1, 0, -1):
        texts = found[number]
        if texts is None or len(texts) > 1:
            break
        at = number if is_note(texts) else at
    return at


def signed_from(rows: Iterable[Sequence[str] | None]) -> int:
    """The index of the row at which signatures begin, the number of rows when there are none. None stands for a row with lines at its sides."""
    found = list(rows)
    at = len(found)
    for number in range(len(found) - 1, 0, -1):
        texts = found[number]
        if texts is None or len(texts) > _FEW or (texts and NUMBERING.fullmatch(texts[0])):
            break
        if any(begins(text, "signature") or is_phrase(text, "signature_alone") for text in texts):
            at = number
    while 1 < at < len(found) and (day := found[at - 1]) is not None and len(day) == 1 and _DAY.fullmatch(day[0]):
        at -= 1
    return at
