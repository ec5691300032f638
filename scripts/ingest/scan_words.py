"""Words read from a picture -> the lines they stand on. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from .pdf_ink import Char
from .pdf_words import TextLine
from .scan_ocr import Word
from .scan_page import POINT


def text_lines(words: Sequence[Word], apart: float | None = None) -> list[TextLine]:
    """Words by their lines, from the top, in points; a line falls into pieces at gaps wider than `apart` times its height."""
    rows: dict[tuple[int, int, int], list[list[Word]]] = {}
    for word in words:
        pieces = rows.setdefault(word.line, [[]])
        if apart and pieces[-1] and word.x0 - pieces[-1][-1].x1 > apart * (word.bottom - word.top):
            pieces.append([])
        pieces[-1].append(word)
    found = [_line(piece) for pieces in rows.values() for piece in pieces]
    return found if apart is None else sorted(found, key=lambda line: (line.base, line.x0))


def _line(words: Sequence[Word]) -> TextLine:
    top, bottom = min(word.top for word in words) / POINT, max(word.bottom for word in words) / POINT
    size = bottom - top
    letters = []
    for word in words:
        step = (word.x1 - word.x0) / len(word.text)
        for at, letter in enumerate(word.text):
            letters.append(Char(letter, (word.x0 + at * step) / POINT, top, (word.x0 + (at + 1) * step) / POINT, bottom, size, order=len(letters)))
    return TextLine(" ".join(word.text for word in words), tuple(letters), bottom, size)
