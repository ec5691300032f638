"""Text made of pieces that can be read in more than one way: tracked changes, struck words, small raised figures. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..text import clean
from .grid import Doubt

# now: changes accepted, struck words in, note marks out; before: changes rejected; kept: without struck words; marked: with note marks.
NOW, BEFORE, KEPT, MARKED = KINDS = ("now", "before", "kept", "marked")
_QUESTIONS = {
    BEFORE: "Ô này có chỗ sửa chưa được chấp nhận (Track Changes); bản nháp đọc như đã chấp nhận, có đúng không?",
    KEPT: "Ô này có chữ bị gạch ngang: giữ hay bỏ?",
    MARKED: "Chữ số nhỏ phía trên có phải dấu chú thích không? Bản nháp đã bỏ nó.",
}
_RAISED = re.compile(r"[\d*()\[\],]+")
# After these a small 2 or 3 is part of a unit: m², km³.
_UNITS = ("m", "M")


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of one look. `added`, `gone`: by a change that nobody accepted yet."""

    text: str
    added: bool = False
    gone: bool = False
    struck: bool = False
    raised: bool = False


def reading(pieces: Iterable[Piece], kind: str = NOW) -> str:
    """The text in one of its KINDS of reading."""
    text = ""
    for piece in pieces:
        if piece.added if kind == BEFORE else piece.gone:
            continue
        if piece.struck and kind == KEPT:
            continue
        mark = piece.raised and _RAISED.fullmatch(piece.text.strip()) and text.strip() and not text.endswith(_UNITS)
        if mark and kind != MARKED:
            continue
        text += piece.text
    return text


def doubts(read: Callable[[str], str]) -> list[Doubt]:
    """A question for every kind of reading that differs from the one taken; `read` gives the text of a kind."""
    taken = clean(read(NOW))
    return [Doubt(question, other) for kind, question in _QUESTIONS.items() if (other := clean(read(kind))) != taken]
