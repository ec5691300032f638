"""Rows without rules between them: where the numbers of the rows stand below each other in one cell, each begins a row. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .pdf_ink import Char
from .pdf_lattice import Lattice, Region
from .pdf_words import TextLine, text_lines
from .table_header import is_number
from .table_phrases import is_total

# So many numbers below each other are of rows, in a table of so many columns.
_NUMBERS, _COLUMNS = 2, 3
# A name stands beside its number when their bases differ by less than this, and the row begins this far above its base, as parts of the size of the letters.
_LEVEL, _ABOVE = 0.35, 0.8


def numbered_rows(lattice: Lattice, chars: Sequence[Char]) -> tuple[Lattice, frozenset[int]]:
    """The lattice with a border above each row that only its number shows, and which of its rows those are."""
    cuts = {row: ys for row in range(len(lattice.ys) - 1) if (ys := _cuts([region for region in lattice.regions if region.row <= row < region.row + region.rows], lattice, chars))}
    if not cuts:
        return lattice, frozenset()
    at, ys = [], [lattice.ys[0]]
    for row in range(len(lattice.ys) - 1):
        at.append(len(ys) - 1)
        ys += [*cuts.get(row, ()), lattice.ys[row + 1]]
    at.append(len(ys) - 1)
    regions: list[Region] = []
    for region in lattice.regions:
        first, end = at[region.row], at[region.row + region.rows]
        if region.row in cuts:
            regions += [replace(region, row=row, rows=1) for row in range(first, end)]
        else:
            regions.append(replace(region, row=first, rows=end - first))
    shown = frozenset(number for row in cuts for number in range(at[row], at[row + 1]))
    return replace(lattice, ys=tuple(ys), regions=tuple(sorted(regions, key=lambda region: (region.row, region.column)))), shown


def _cuts(regions: Sequence[Region], lattice: Lattice, chars: Sequence[Char]) -> list[float]:
    """Where the rows begin that stand in one row of the lattice, but for the first; none unless every number has a name beside it."""
    if len(regions) < _COLUMNS or any(region.rows > 1 for region in regions):
        return []
    columns = [_lines(lattice, region, chars) for region in regions]
    first = next((number for number, line in enumerate(columns[0]) if is_number(line.text)), len(columns[0]))
    numbers = columns[0][first:]
    if len(numbers) < _NUMBERS or not all(is_number(line.text) for line in numbers) or len({line.text.strip() for line in numbers}) == 1:
        return []
    names = max(columns[1:], key=lambda lines: sum(len(line.text) for line in lines))
    if not all(any(abs(name.base - number.base) < _LEVEL * number.size for name in names) for number in numbers):
        return []
    starts = [*numbers, *(line for line in names if is_total(line.text) and line.base > numbers[-1].base)]
    tops = [line.base - _ABOVE * line.size for line in starts]
    above = any(line.base < tops[0] for lines in columns for line in lines)
    return tops if above else tops[1:]


def _lines(lattice: Lattice, region: Region, chars: Sequence[Char]) -> list[TextLine]:
    x0, x1 = lattice.xs[region.column], lattice.xs[region.column + region.columns]
    top, bottom = lattice.ys[region.row], lattice.ys[region.row + region.rows]
    return text_lines(char for char in chars if char.turn == 0 and x0 < char.middle[0] < x1 and top < char.middle[1] < bottom)
