"""Pages that were read, one by one -> the blocks of a document, in reading order. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from .grid import Grid, Line, Place
from .pdf_cells import Frame
from .pdf_gutters import Banded
from .pdf_lattice import Lattice
from .pdf_lines import PageLines, as_line, running
from .pdf_order import Placed, columns
from .pdf_words import TextLine

# A table ends at the edge of the text area when less than this is left, in points.
_LEFT_OVER = 45.0


@dataclass
class Page:
    """One page: its grids with the lattices they were drawn as, the lines outside them. `scanned`: it is a picture; `letters`: how many it holds as text; `spaced`: what may be tables without vertical rules; `asked`: what was seen and not read."""

    number: int
    frame: Frame
    grids: list[tuple[Lattice, Grid]]
    lines: list[TextLine]
    scanned: bool
    letters: int = 0
    remarks: list[str] = field(default_factory=list)
    spaced: list[Banded] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


def asked_lines(pages: Sequence[Page]) -> tuple[Line, ...]:
    """What was seen on the pages and not read, with the page it is asked about."""
    return tuple(Line(text, Place(page=page.number)) for page in pages for text in page.asked)


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
        body = {as_line(line, page.number): line for line in page.lines if (page.number, line) not in margins}
        end = lowest[round(page.frame.width), round(page.frame.height)]
        lines = [Placed(as_line(line, page.number), line.x0, line.top, line.x1, line.base, line.base - 0.5 * line.size) for line in page.lines]
        grids = [Placed(grid, lattice.xs[0], lattice.ys[0], lattice.xs[-1], lattice.ys[-1], lattice.ys[0]) for lattice, grid in page.grids]
        parts = columns([*lines, *grids])
        for number, part in enumerate(parts):
            others = [one for one in part if isinstance(one.block, Grid) or one.block in body]
            for one in part:
                if isinstance(one.block, Line):
                    blocks.append(one.block)
                    continue
                above = any(other.bottom < one.top + 1 for other in others if other is not one)
                below = any(other.top > one.bottom - 1 for other in others if other is not one)
                first, last = page is pages[0] and part is parts[0], page is pages[-1] and part is parts[-1]
                blocks.append(replace(one.block, cut_above=not above and not first, cut_below=not below and end - one.bottom < _LEFT_OVER and not last))
    return blocks
