"""Pages that were read, one by one -> the blocks of a document, in reading order. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from .grid import Grid, Line, Place
from .pdf_cells import Frame
from .pdf_gutters import Banded
from .pdf_lattice import Lattice
from .pdf_lines import PageLines, as_line, running
from .pdf_words import TextLine

# A table ends at the edge of the text area when less than this is left, in points.
_LEFT_OVER = 45.0


@dataclass
class Page:
    """One page: its grids with the lattices they were drawn as, the lines outside them. `scanned`: it is a picture; `letters`: how many it holds as text; `spaced`: what may be tables without vertical rules; `undrawn`: as in Ink; `unread`: what may be rows that were not read, a question each."""

    number: int
    frame: Frame
    grids: list[tuple[Lattice, Grid]]
    lines: list[TextLine]
    scanned: bool
    letters: int = 0
    remarks: list[str] = field(default_factory=list)
    spaced: list[Banded] = field(default_factory=list)
    undrawn: int = 0
    unread: list[str] = field(default_factory=list)


def unread_lines(pages: Sequence[Page]) -> tuple[Line, ...]:
    """What may be rows that were not read, with the page it is asked about."""
    return tuple(Line(text, Place(page=page.number)) for page in pages for text in page.unread)


def page_blocks(pages: Sequence[Page]) -> list[Line | Grid]:
    """The grids and lines of all pages in reading order; a grid at the edge of the text area says so."""
    sheets = [PageLines(page.number, page.frame.height, tuple(page.lines)) for page in pages]
    margins = running(sheets)
    lowest: dict[tuple[int, int], float] = {}
    for page in pages:
        body = [line.base for line in page.lines if (page.number, line) not in margins] + [lattice.ys[-1] for lattice, _ in page.grids]
        size = round(page.frame.width), round(page.frame.height)
        lowest[size] = max([lowest.get(size, 0.0), *body])
    blocks = []
    for page in pages:
        body = [line for line in page.lines if (page.number, line) not in margins]
        others = [(line.top, line.base) for line in body] + [(lattice.ys[0], lattice.ys[-1]) for lattice, _ in page.grids]
        end = lowest[round(page.frame.width), round(page.frame.height)]
        placed = [(line.base - 0.5 * line.size, line.x0, as_line(line, page.number)) for line in page.lines]
        for lattice, grid in page.grids:
            top, bottom = lattice.ys[0], lattice.ys[-1]
            above = any(base < top + 1 for start, base in others if (start, base) != (top, bottom))
            below = any(start > bottom - 1 for start, base in others if (start, base) != (top, bottom))
            touches = not below and (end - bottom < _LEFT_OVER)
            placed.append((top, lattice.xs[0], replace(grid, cut_above=not above and page is not pages[0], cut_below=touches and page is not pages[-1])))
        blocks += [block for _, _, block in sorted(placed, key=lambda item: item[:2])]
    return blocks
