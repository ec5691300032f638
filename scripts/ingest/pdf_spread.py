"""Tables without vertical rules that go on over pages: their columns show in the rows of all pages together. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from .pdf_gutters import Banded
from .pdf_lines import is_page_number
from .pdf_pages import Page
from .table_header import find_header

# The rules of a table begin and end at the same places on each page, within this, in points.
_SAME = 3.0
# Lines of a row follow each other within this part of the size of their letters.
_LEADING = 2.0
Part = tuple[Page, int]


def spread(pages: Sequence[Page]) -> dict[int, dict[int, tuple[int, list[Banded]]]]:
    """Page -> `others` of `banded`, for every table on several pages."""
    found: dict[int, dict[int, tuple[int, list[Banded]]]] = {}
    for chain in _chains(pages):
        parts = [page.spaced[number] for page, number in chain]
        for at, (page, number) in enumerate(chain):
            found.setdefault(page.number, {})[number] = at, parts
    return found


def _chains(pages: Sequence[Page]) -> list[list[Part]]:
    chains: list[list[Part]] = []
    for page in pages:
        last = chains[-1][-1] if chains else None
        fitting = [number for number, group in enumerate(page.spaced) if not _above(page, group) and last and last[0].number == page.number - 1 and _goes_on(chains[-1], (page, number))]
        if fitting:
            chains[-1].append((page, fitting[0]))
        ends = [number for number, group in enumerate(page.spaced) if group.down and not _below(page, group)]
        if ends and ends[-1] not in fitting[:1]:
            chains.append([(page, ends[-1])])
    return [chain for chain in chains if len(chain) > 1]


def _goes_on(chain: Sequence[Part], part: Part) -> bool:
    page, number = part
    one, other = chain[-1][0].spaced[chain[-1][1]], page.spaced[number]
    if abs(one.start - other.start) > _SAME or abs(one.end - other.end) > _SAME or _below(chain[-1][0], one):
        return False
    heading, again = _heading(chain[0]), _heading(part)
    return not again or again == heading


def _heading(part: Part) -> list[str]:
    """The letters of the heading of a table, in whatever columns they were found; none when it has no heading or no grid."""
    group = part[0].spaced[part[1]]
    for lattice, grid in part[0].grids:
        if abs(lattice.ys[0] - group.top) < 1 and (header := find_header(grid)):
            return sorted("".join("".join(cell.text.split()) for cell in grid.cells if header.first <= cell.row < header.end))
    return []


def _above(page: Page, group: Banded) -> bool:
    """Whether anything but the rest of a row stands above the table."""
    return _reach(page, group.top, -1) or any(lattice.ys[-1] < group.top - 1 for lattice, _ in page.grids)


def _below(page: Page, group: Banded) -> bool:
    """Whether anything but the beginning of a row stands below the table."""
    return _reach(page, group.bottom, 1) or any(lattice.ys[0] > group.bottom + 1 for lattice, _ in page.grids)


def _reach(page: Page, edge: float, sign: int) -> bool:
    """Whether lines stand on this side (1 below, -1 above) that do not follow each other from the edge on."""
    beyond = sorted((line for line in page.lines if (line.base - edge) * sign > 1 and not is_page_number(line.text)), key=lambda line: line.base * sign)
    for line in beyond:
        if abs(line.base - edge) > _LEADING * line.size:
            return True
        edge = line.base
    return False
