"""The text outside every grid, as lines; and which of them are page numbers and running headers. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..text import clean
from .grid import Line, Place
from .pdf_words import TextLine

# Pieces of a line further apart than this many letter sizes are of two columns (the two sides of a letterhead).
APART = 2.0
# Page numbers and running headers stand in this part of a page, at its top or bottom.
_MARGIN = 0.12
_NUMBER = re.compile(r"[-–—\s]*(?:[Tt]rang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–—\s]*")


@dataclass(frozen=True)
class PageLines:
    """The lines of a page outside its grids, from the top, with the height of the page they stand on."""

    page: int
    height: float
    lines: tuple[TextLine, ...]

    def marginal(self, line: TextLine) -> bool:
        return line.base < _MARGIN * self.height or line.base > (1 - _MARGIN) * self.height


def as_line(line: TextLine, page: int) -> Line:
    return Line(clean(line.text.replace("\u00ad", "-")), Place(page=page), line.bold)


def is_page_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text.strip()))


def running(pages: Sequence[PageLines]) -> set[tuple[int, TextLine]]:
    """(page, line) of page numbers, and of texts that stand in the margin of two pages or more at the same height."""
    counts = Counter((clean(line.text), round(line.base / 4)) for page in pages for line in page.lines if page.marginal(line))
    found = set()
    for page in pages:
        for line in filter(page.marginal, page.lines):
            repeated = max(counts[(clean(line.text), round(line.base / 4) + step)] for step in (-1, 0, 1)) >= 2
            if repeated or is_page_number(line.text):
                found.add((page.page, line))
    return found
