"""Headings that were read with a wrong letter ("Sft" for "Stt"): taken for the heading they are nearest to, and asked about. Pure."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache

from .grid import Cell, Doubt, Grid
from .headings import FILE, key, meanings
from .read_tables import OTHER, WITHHELD

# How many rows a heading may take; how like a heading the words must be; how many cells of the row are known, so that it is a heading.
_DEEPEST = 4
_NEAR, _SHORT_NEAR, _SHORT = 0.8, 0.6, 6
_KNOWN = 0.5
_SAME_WIDTHS = 0.03
# Two readings of one printed heading are at least so much alike.
_SAME_HEADING = 0.5
# A column of numbers: narrow, its heading short, most of what stands in it no longer than a Roman number.
_NARROW, _BRIEF, _MOSTLY = 0.16, 8, 0.6
_NUMBER = "STT"
_YEAR = re.compile(r"(?:năm\s*)?(20[0-9]{2})", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+")


def mended_headings(grids: Sequence[Grid]) -> list[Grid]:
    """The grids in the order of the document; a heading that nobody knows is taken from the same table on another page, or from headings.csv."""
    taken = _agreed([_mended(grid) for grid in _agreed(grids)])
    return [replace(new, cells=tuple(map(_asked, new.cells, old.cells))) for new, old in zip(taken, grids)]


def _asked(cell: Cell, read: Cell) -> Cell:
    if cell.text == read.text:
        return read
    return replace(cell, doubts=(Doubt(f"Đọc từ ảnh được “{read.text}”, hiểu là tiêu đề “{cell.text}”; trong bản in là gì?", read.text),))


def _open(cell: Cell) -> bool:
    """Whether the words of a cell were read from a picture, so that they may be others."""
    return "ocr" in cell.method.split() and bool(cell.text and cell.doubts)


def _heads(grid: Grid) -> list[int]:
    """The rows at the top in which enough cells are known to be headings."""
    found = []
    for row in range(min(_DEEPEST, grid.rows)):
        own = [cell for cell in grid.cells if cell.row == row and cell.text]
        if sum(map(bool, (meanings(cell.text) for cell in own))) >= max(2, _KNOWN * len(own)):
            found.append(row)
    return found


def _mended(grid: Grid) -> Grid:
    cells, rows = list(grid.cells), _heads(grid)
    for number, cell in enumerate(cells):
        if cell.row not in rows or not _open(cell):
            continue
        if cell.column == 0 and not _is_number(cell.text) and _holds_numbers(grid, cell):
            cells[number] = replace(cell, text=_NUMBER)
        elif not meanings(cell.text):
            cells[number] = replace(cell, text=_nearest(cell.text, cell.column == 0))
    return replace(grid, cells=tuple(cells))


def _holds_numbers(grid: Grid, head: Cell) -> bool:
    """Whether the first column is that of the numbers, whatever was read over it."""
    below = [cell.text for cell in grid.cells if cell.column == 0 and cell.row >= head.row + head.row_span and cell.text]
    narrow = bool(grid.widths) and grid.widths[0] <= _NARROW * sum(grid.widths)
    return narrow and len(head.text) <= _BRIEF and bool(below) and sum(len(text) <= 4 for text in below) >= _MOSTLY * len(below)


def _nearest(text: str, first: bool) -> str:
    """The heading of headings.csv that is nearest to the text, or the text itself. `first`: in the first column, that of the numbers where two are as near."""
    years = [match[1] for match in _YEAR.finditer(text)]
    shown = _YEAR.sub("{năm}", text) if len(years) == 1 else text
    nearest = max(_headings(len(years) == 1), key=lambda heading: (_likeness(shown, heading), first and _is_number(heading), heading))
    if _likeness(shown, nearest) < (_SHORT_NEAR if len(key(nearest)) <= _SHORT else _NEAR):
        return text
    return nearest.replace("năm {năm}", "{năm}").replace("{năm}", f"năm {''.join(years)}")


def _agreed(grids: Sequence[Grid]) -> list[Grid]:
    """The grids, those that are one table on several pages with one heading: what was read the same most often, of what headings.csv knows."""
    groups: list[list[int]] = []
    for number, grid in enumerate(grids):
        group = next((one for one in groups if _same_table(grids[one[0]], grid)), None)
        groups.append([number]) if group is None else group.append(number)
    found = list(grids)
    for group in groups:
        if len(group) > 1:
            for number, grid in zip(group, _unified([grids[number] for number in group])):
                found[number] = grid
    return found


def _same_table(one: Grid, other: Grid) -> bool:
    """Two grids with the same columns under headings that are alike."""
    a, b = sum(one.widths), sum(other.widths)
    if one.columns != other.columns or not all(abs(x / a - y / b) < _SAME_WIDTHS for x, y in zip(one.widths, other.widths)):
        return False
    upper, lower = ({cell.column: cell.text for cell in grid.cells if cell.row == 0 and cell.text} for grid in (one, other))
    shared = [column for column in upper if column in lower]
    return len(shared) >= 2 and sum(_likeness(upper[column], lower[column]) >= _NEAR for column in shared) >= _KNOWN * max(len(upper), len(lower))


def _unified(grids: Sequence[Grid]) -> list[Grid]:
    rows = sorted({row for grid in grids for row in _heads(grid)})
    texts: dict[tuple[int, int], Counter[str]] = {}
    for cell in (cell for grid in grids for cell in grid.cells if cell.row in rows and cell.text and meanings(cell.text)):
        texts.setdefault((cell.row, cell.column), Counter())[cell.text] += 1
    # Of readings as frequent the first one stands.
    best = {place: max(counts, key=counts.__getitem__) for place, counts in texts.items()}
    return [replace(grid, cells=tuple(_as_elsewhere(cell, best.get((cell.row, cell.column), cell.text)) for cell in grid.cells)) for grid in grids]


def _as_elsewhere(cell: Cell, text: str) -> Cell:
    """The cell with the words of the same heading on other pages; figures that differ are left as read."""
    alike = _DIGITS.findall(cell.text) == _DIGITS.findall(text) and _likeness(cell.text, text) >= _SAME_HEADING
    return replace(cell, text=text) if _open(cell) and alike else cell


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, key(one).replace(" ", ""), key(other).replace(" ", ""), autojunk=False).ratio()


def _is_number(heading: str) -> bool:
    return any(meaning.role == "number" for meaning in meanings(heading))


@cache
def _headings(with_year: bool) -> tuple[str, ...]:
    """The headings of headings.csv that are words alone, or words and a year: a year is taken as it was read. A column is not lost to a guess either."""
    with FILE.open(encoding="utf-8", newline="") as file:
        texts = [row["heading"] for row in csv.DictReader(file) if row["role"] not in (OTHER, WITHHELD)]
    plain = [(text, text.replace("{năm}", "", 1)) for text in texts]
    return tuple(text for text, words in plain if (text != words) == with_year and not set("{}…0123456789") & set(words))
