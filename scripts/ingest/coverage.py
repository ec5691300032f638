"""Proof that nothing of a document was lost on the way to its tables: every cell and every line is somewhere. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ..text import clean
from .grid import Cell, Document, Grid
from .read_tables import ReadTable, Tables
from .spoken_sums import in_words

_WITH_UNIT = re.compile(r"(.+) (\([^()]*\))")


def lost_cells(document: Document, tables: Tables) -> list[Cell]:
    """The cells with text of grids that became tables, whose words stand in no row, heading or title of any table."""
    apart = {id(one.grid) for one in (*tables.aside, *tables.stopped)}
    cells = [cell for grid in document.grids if id(grid) not in apart for cell in grid.cells if solid(cell.text)]
    left = Counter(solid(text) for table in tables.read for text in _rows(table))
    # Headings stand once in a table and are printed again on every page.
    heads = {solid(text) for table in tables.read for text in (*_heads(table), *table.others)}
    beyond = []
    for cell in cells:
        text = solid(cell.text)
        if left[text]:
            left[text] -= 1
        elif text not in heads:
            beyond.append(cell)
    # What was joined over a page break holds the words of more than one cell.
    joined = "\n".join(text for text, count in left.items() if count > 0)
    return [cell for cell in beyond if solid(cell.text) not in joined]


def lost_lines(document: Document) -> list[int]:
    """The lines of a text, counted from 1, that hold words and belong to no line or table of the document."""
    held: set[int] = set()
    for block in document.blocks:
        places = [block.place]
        if isinstance(block, Grid):
            places += [cell.place for cell in block.cells]
        for place in places:
            if place.line_from is not None:
                held |= set(range(place.line_from, (place.line_to or place.line_from) + 1))
    return [number for number, line in enumerate(document.source_lines, start=1) if line.strip() and number not in held]


def doubled_lines(document: Document) -> list[int]:
    """The lines of a text that belong to two tables, or to a table and to the lines outside, in order."""
    owner: Counter[int] = Counter()
    for block in document.blocks if document.source_lines else ():
        if block.place.line_from is not None:
            owner.update(range(block.place.line_from, (block.place.line_to or block.place.line_from) + 1))
    return sorted(number for number, count in owner.items() if count > 1)


def ranges(numbers: Iterable[int]) -> str:
    """3, 4, 5, 9 as "3-5, 9"."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in found)


def solid(text: str) -> str:
    """The text without white space: a page break may stand inside a word."""
    return "".join(clean(text).split())


def _rows(table: ReadTable) -> list[str]:
    """The texts of the rows; what may not be told is somewhere too: to ask where it belongs would be to tell it."""
    cells = [cell for row in table.rows for cell in row.cells if cell]
    # A sum in words is written beside its amount, or asked about.
    spoken = [cell for cell in table.notes if table.kind == "budget" and in_words(cell)]
    # The number of a row may have been put right (1,1 of a sheet is 1.1): its cell is there all the same.
    return [cell.raw or cell.text if cell.method == "sheet" else cell.text for cell in (*cells, *table.apart, *spoken)]


def _heads(table: ReadTable) -> list[str]:
    headings = [text for column in table.columns for text in (column.heading, *column.above)]
    # A unit in a square of its own under a heading was put behind it.
    headings += [part for text in headings if (match := _WITH_UNIT.fullmatch(text)) for part in match.groups()]
    titles = [line.text for line in table.titles]
    # A label and what it says may be two cells: "Đơn vị tính:", "triệu đồng".
    labelled = [part for title in titles if ": " in title for part in (f"{title.partition(': ')[0]}:", title.partition(": ")[2])]
    return [*headings, *titles, *labelled, table.unit]
