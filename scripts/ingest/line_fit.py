"""How much room the last word of a printed line left in its cell: what tells a word broken in two from two words. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .pdf_words import TextLine

# The widest usual margins of a cell, both sides, in points: where they are not known, a line shorter than the cell less these has room for one letter more.
_MARGINS = 16.0
# A left margin outside these, in points, is an indent or a rule that the text touches.
_LEAST, _MOST = 1.0, 12.0
# Measured widths differ from the ones that the lines were broken with by less than this, in points.
_NEAR = 0.4
# So many wraps between words tell whether their spaces are printed, when at least this part of them agrees.
_FEWEST, _AGREED = 4, 0.9
# A space is at least this part of the size of its letters wide.
_SPACE = 0.22


@dataclass(frozen=True)
class Fit:
    """`margins`: of the cells of a table, left and right together, in points, None when unknown. `spaced`: wrapped lines end with the space they were broken at."""

    margins: float | None = None
    spaced: bool = False

    def tightness(self, before: TextLine, after: TextLine, width: float) -> str:
        """How little room `before` leaves in a cell of this width (points) for a letter of `after`.

        "": enough for a letter. "about": perhaps none, the margins being unknown. "close": none. "only": none, but
        enough for the space that is printed at every other wrap, so only a word broken in two (or a new paragraph) explains it.
        """
        line, letter = before.x1 - before.x0, after.chars[0].x1 - after.chars[0].x0
        if self.margins is not None:
            room = width - self.margins - line
            if -_NEAR * 4 < room < letter + _NEAR:
                return "only" if self.spaced and room > _SPACE * before.size + _NEAR else "close"
        return "about" if line + letter > width - _MARGINS else ""

    def may_go_on(self, line: TextLine, width: float) -> bool:
        """Whether the line is one word that leaves no room for the widest letter: what follows may be the rest of it."""
        margins = _MARGINS if self.margins is None else self.margins
        return " " not in line.text and line.x1 - line.x0 + line.size > width - margins


def fit_of(cells: Iterable[tuple[Sequence[TextLine], float, float]]) -> Fit:
    """What the cells of a table (lines, left and right side) show of its margins and wraps."""
    gaps, wraps = [], []
    for lines, left, _ in cells:
        gaps += [line.x0 - left for line in lines]
        wraps += [line.text.endswith(" ") for line in lines[:-1] if " " in line.text.strip()]
    gap = min((gap for gap in gaps if gap > _LEAST), default=None)
    return Fit(2 * gap if gap is not None and gap < _MOST else None, len(wraps) >= _FEWEST and sum(wraps) >= _AGREED * len(wraps))
