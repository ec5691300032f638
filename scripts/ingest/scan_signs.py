"""Signs that the character recognition has no letters for: "≥" and "≤" are read as ">" and "<". The bar below is looked for in the ink. Pure."""

from __future__ import annotations

from dataclasses import replace

import numpy
from PIL import Image

from .scan_ocr import Word

_WITH_BAR = {">": "≥", "<": "≤"}
# A pixel this much darker than the paper is ink; the part of the width that a bar fills, and that the end of an arm may fill.
_DARKER, _BAR, _ARM = 60, 0.7, 0.6
# Of the height of the sign: the strips at its top and its foot.
_STRIP = 0.14
# A sign lower than this, in pixels, cannot be told apart.
_LOWEST = 8


def with_bars(picture: Image.Image, word: Word) -> Word:
    """The word, its first sign with the bar that stands below it in the picture it was read from."""
    sign = _WITH_BAR.get(word.text[:1])
    return replace(word, text=sign + word.text[1:]) if sign and _has_bar(picture, word) else word


def _has_bar(picture: Image.Image, word: Word) -> bool:
    grey = numpy.asarray(picture.convert("L").crop((word.x0, word.top, word.x1, word.bottom)), dtype=numpy.int16)
    if not grey.size:
        return False
    ink = grey < int(numpy.percentile(numpy.asarray(picture.convert("L")), 90)) - _DARKER
    columns = ink.any(axis=0)
    begin = int(columns.argmax())
    gaps = numpy.flatnonzero(~columns[begin:])
    glyph = ink[:, begin : begin + int(gaps[0])] if len(gaps) else ink[:, begin:]
    rows = numpy.flatnonzero(glyph.any(axis=1))
    if len(rows) < _LOWEST:
        return False
    glyph = glyph[rows[0] : rows[-1] + 1]
    strip = max(1, round(_STRIP * len(glyph)))
    return float(glyph[-strip:].mean(axis=1).max()) >= _BAR and float(glyph[:strip].mean(axis=1).max()) <= _ARM
