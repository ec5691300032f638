"""The title of a plan: the kind of document and its subject, as printed. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..text import clean
from .grid import Place
from .head import RULE, TITLE_LINES, bare, is_dated
from .paragraphs import Piece
from .phrases import is_upper, key, names, starts, words

_SECTION = re.compile(r"(?:[A-ZĐ]|[IVX]+|[0-9]{1,2})[.)]\s|(?:PHẦN|Phần|CHƯƠNG|Chương)\s+[IVX0-9]")
# Wrapped lines of a text follow each other, or have one empty line between them.
GAP = 2


@dataclass(frozen=True, slots=True)
class Title:
    text: str = ""
    place: Place = Place()
    last: int = -1
    kind: str = ""
    cut: bool = False


def title(lines: Sequence[Piece]) -> Title:
    """The kind of document and its subject. `last`: index of its last line; `kind` "" when no kind is printed; `cut`: nothing showed its end."""
    head = next((at for at, piece in enumerate(lines) if _SECTION.match(piece.text)), len(lines))
    for at, piece in enumerate(lines[:head]):
        if piece.cell:
            continue
        text = bare(piece.text)
        match = starts(text, "title")
        rest = text[match.end() :].strip() if match else ""
        if match and is_upper(text[: match.end()]) and not rest[:1].islower() and not RULE.fullmatch(text):
            return _subject(lines, at, words("title")[clean(key(text[: match.end()]))], alone=not rest)
    for at, piece in enumerate(lines[: min(head, TITLE_LINES)]):
        if not piece.cell and not is_upper(piece.text) and not starts(piece.text, "number") and not is_dated(piece.text):
            return _subject(lines, at, "", alone=False)
    return Title()


def _subject(lines: Sequence[Piece], first: int, kind: str, alone: bool) -> Title:
    """`alone`: the first line names the kind of document and no more, so the next one is its subject whatever it looks like."""
    last, cut, gaps = first, True, [0]
    texts = [bare(lines[first].text)]
    for at in range(first + 1, min(len(lines), first + TITLE_LINES)):
        piece, before = lines[at], lines[last]
        text = bare(piece.text)
        if RULE.fullmatch(text) or not text or (alone and last == first and is_dated(text)):
            continue
        gap = _gap(before.place, piece.place)
        if _ends(piece, before, lines[first], alone=last == first and alone) or ((last > first or not alone) and gap > max(*gaps, GAP)):
            cut = False
            break
        last = at
        gaps.append(gap)
        texts.append(text)
    # Titles have no full stop: what ends with one may be the first sentence of the text.
    return Title(clean(" ".join(texts)), lines[first].place.to(lines[last].place), last, kind, cut or texts[-1].endswith((".", ";", ":")))


def _ends(piece: Piece, before: Piece, first: Piece, alone: bool) -> bool:
    """Whether a line no longer belongs to the title. `alone`: only the kind of document stands before it."""
    if piece.cell or is_dated(piece.text) or starts(piece.text, "issuer") or _SECTION.match(piece.text) or (starts(piece.text, "number") and "/" in piece.text):
        return True
    if alone:
        return False
    text = piece.text.lstrip("-–+*• ")
    if starts(text, "opening") and text[:1].isupper() and not is_upper(text):
        return True
    if first.bold != piece.bold and before.bold != piece.bold:
        return True
    return before.text.endswith((".", ";", ":")) or (piece.text.startswith("(") and names(piece.text, "attached"))


def _gap(before: Place, after: Place) -> int:
    """How many lines below; 0 where lines are not counted."""
    return after.line_from - before.line_to if before.line_to is not None and after.line_from is not None else 0
