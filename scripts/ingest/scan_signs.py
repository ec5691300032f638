"""Signs that the character recognition has no letters for: "≥" and "≤" are read as ">", "<" or "=". The bar below is looked for in the ink. Pure."""

from __future__ import annotations

from dataclasses import replace

import numpy
from PIL import Image

from .scan_ocr import Word

_READ_AS = (">", "<", "=")
# A pixel this much darker than the paper is ink; the part of the width that a bar fills, and that the end of an arm may fill.
_DARKER, _BAR, _ARM = 60, 0.7, 0.6
# Of the height of the sign: the strips at its top and its foot.
_STRIP = 0.14
# A sign lower than this, in pixels, cannot be told apart.
_LOWEST = 8


def with_bars(picture: Image.Image, word: Word) -> Word:
    """The word, its first sign with the bar that stands below it in the picture it was read from."""
    sign = _barred(picture, word) if word.text[:1] in _READ_AS else ""
    return replace(word, text=sign + word.text[1:]) if sign else word


def _barred(picture: Image.Image, word: Word) -> str:
    """"≥" or "≤" where that is what the first sign of the word looks like, else ""."""
    grey = numpy.asarray(picture.convert("L"), dtype=numpy.int16)
    ink = grey[word.top : word.bottom, word.x0 : word.x1] < int(numpy.percentile(grey, 90)) - _DARKER
    columns = ink.any(axis=0)
    if not columns.any():
        return ""
    begin = int(columns.argmax())
    gaps = numpy.flatnonzero(~columns[begin:])
    glyph = ink[:, begin : begin + int(gaps[0])] if len(gaps) else ink[:, begin:]
    rows = numpy.flatnonzero(glyph.any(axis=1))
    if len(rows) < _LOWEST:
        return ""
    glyph = glyph[rows[0] : rows[-1] + 1]
    strip = max(1, round(_STRIP * len(glyph)))
    head, foot = glyph[:strip], glyph[-strip:]
    if float(foot.mean(axis=1).max()) < _BAR or float(head.mean(axis=1).max()) > _ARM:
        return ""
    # The upper arm begins at the back of the sign.
    return "≥" if float(numpy.nonzero(head)[1].mean()) < glyph.shape[1] / 2 else "≤"
