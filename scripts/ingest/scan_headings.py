"""Headings that were read with a wrong letter ("Sft" for "Stt"): taken for the heading they are nearest to, and asked about. Pure."""

from __future__ import annotations

import csv
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


def mended_headings(grids: Sequence[Grid]) -> list[Grid]:
    """The grids in the order of the document; a heading that nobody knows is taken from the table above, or from headings.csv."""
    found: list[Grid] = []
    for grid in grids:
        above = next((other for other in reversed(found) if _alike(other, grid)), None)
        found.append(_mended(grid, above))
    return found


def _alike(one: Grid, other: Grid) -> bool:
    """Two tables with the same columns."""
    a, b = sum(one.widths), sum(other.widths)
    return one.columns == other.columns and all(abs(x / a - y / b) < _SAME_WIDTHS for x, y in zip(one.widths, other.widths))


def _mended(grid: Grid, above: Grid | None) -> Grid:
    heads = {(cell.row, cell.column): cell for cell in above.cells if cell.row < _DEEPEST} if above else {}
    cells = list(grid.cells)
    for row in range(min(_DEEPEST, grid.rows)):
        own = [number for number, cell in enumerate(cells) if cell.row == row and cell.text]
        known = [number for number in own if meanings(cells[number].text)]
        if len(known) < max(2, _KNOWN * len(own)):
            continue
        for number in own:
            if number not in known:
                cells[number] = _one(cells[number], heads.get((row, cells[number].column)))
    return replace(grid, cells=tuple(cells))


def _one(cell: Cell, above: Cell | None) -> Cell:
    if cell.method != "ocr" or not cell.doubts:
        return cell
    if above and meanings(above.text) and _likeness(cell.text, above.text) >= 0.5:
        return _taken(cell, above.text, "theo bảng ở trang trước")
    # Of headings that are as near, the first column is that of the numbers.
    nearest = max(_headings(), key=lambda heading: (_likeness(cell.text, heading), cell.column == 0 and _is_number(heading), heading))
    if _likeness(cell.text, nearest) >= (_SHORT_NEAR if len(key(nearest)) <= _SHORT else _NEAR):
        return _taken(cell, nearest, "gần nhất trong headings.csv")
    return cell


def _taken(cell: Cell, text: str, why: str) -> Cell:
    question = f"Đọc từ ảnh được “{cell.text}”, hiểu là “{text}” ({why}); trong bản in là gì?"
    return replace(cell, text=text, doubts=(Doubt(question, cell.text),))


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, key(one).replace(" ", ""), key(other).replace(" ", ""), autojunk=False).ratio()


def _is_number(heading: str) -> bool:
    return any(meaning.role == "number" for meaning in meanings(heading))


@cache
def _headings() -> tuple[str, ...]:
    """The headings of headings.csv that are words alone: a year that was misread is never taken for another. A column is not lost to a guess either."""
    with FILE.open(encoding="utf-8", newline="") as file:
        texts = [row["heading"] for row in csv.DictReader(file) if row["role"] not in (OTHER, WITHHELD)]
    return tuple(text for text in texts if not set("{}…0123456789") & set(text))
