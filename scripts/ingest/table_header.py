"""Where the heading of a table stands in a grid, and what it says over each column: one to three levels, merged or not. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..text import clean
from .grid import Cell, Grid
from .headings import LONGEST, meanings
from .lattice import Squares, part, printed, row_of, squares
from .table_phrases import money_in

# How far down a heading is looked for: letterheads and titles may stand above it in a sheet.
DEEPEST = 25
_NUMBER = re.compile(r"(?:[IVXLC]+|[0-9]{1,3}(?:\.[0-9]{1,3}){0,4}|[a-zđ]|[A-Z])[.)]?")
_LETTERED = re.compile(r"\(?(?:[A-Z]|[a-z]|[0-9]{1,2})\)?(?: ?= ?[0-9a-zA-Z()+*/x: -]+)?")
_PERIOD = re.compile(r"(?:năm |quý |tháng |giai đoạn |đến |kh |th )?(?:20[0-9]{2}|[ivx]+|[0-9]{1,2})(?: ?[-–/] ?20[0-9]{2})?", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^()0-9]{1,30}\)")
_FIGURE = re.compile(r"[≥≤<>]?\s*[0-9][0-9.,]*\s*%?")


@dataclass(frozen=True)
class Header:
    """Rows `first` up to `end` are the heading, `letters` the row of "A B C" under it. `levels`: of each column, from the top."""

    first: int
    end: int
    levels: tuple[tuple[str, ...], ...]
    # Of each column, the squares of its levels: columns under one merged cell share a square.
    corners: tuple[tuple[tuple[int, int], ...], ...]
    letters: int | None = None

    @property
    def body(self) -> int:
        """The first row below the heading."""
        return self.end if self.letters is None else self.letters + 1


def is_number(text: str) -> bool:
    """Whether the text numbers a row: "I", "1", "1.2", "a", "01"."""
    return bool(_NUMBER.fullmatch(clean(text)))


def is_heading(text: str) -> bool:
    """Whether headings.csv knows the text, in any kind of table."""
    return bool(meanings(text))


def is_period(text: str) -> bool:
    return bool(_PERIOD.fullmatch(clean(text)))


def find_header(grid: Grid, start: int = 0) -> Header | None:
    """The first heading at row `start` or below; None when the grid has none."""
    if grid.rows > start + 2 * DEEPEST:
        grid = part(grid, 0, start + 2 * DEEPEST)
    covered = squares(grid)
    for row in range(start, min(grid.rows, start + DEEPEST)):
        if _begins_heading(grid, row) or _looks_like_heading(grid, covered, row):
            end = _end(grid, covered, row)
            levels, corners = _levels(grid, covered, row, end)
            letters = end if end < grid.rows and is_letters(grid, end) else None
            return Header(row, end, levels, corners, letters)
        cells = printed(grid, row)
        if len(cells) > 1 and cells[0].column == 0 and is_number(cells[0].text):
            return None  # rows have begun
    return None


def is_unit(text: str) -> bool:
    """Whether the text is a unit in brackets: "(%)", "(triệu đồng)"."""
    return clean(text).strip("() ") == "%" or bool(money_in(text))


def is_letters(grid: Grid, row: int) -> bool:
    """Whether the row only letters or numbers the columns: A B C, (1) (2) (3), 4=2+3."""
    texts = [cell.text for cell in printed(grid, row)]
    if len(texts) < max(2, grid.columns // 2) or not all(_LETTERED.fullmatch(text) for text in texts):
        return False
    plain = [re.split(r" ?=", text)[0].strip("()") for text in texts]
    figures = [int(text) for text in plain if text.isdigit()]
    # A "C" is read from a picture as "c".
    letters = [text.lower() for text in plain if not text.isdigit()]
    rising = all(after > before for before, after in zip(figures, figures[1:])) and letters == sorted(set(letters))
    # "1 | 5 | 9" may be a row of values: the figures of such a row follow each other.
    return rising and (len(figures) < 2 or figures[-1] - figures[0] == len(figures) - 1) and len(letters) + len(figures) > 1


def _begins_heading(grid: Grid, row: int) -> bool:
    cells = printed(grid, row)
    if len(cells) < 2 or is_number(cells[0].text) and not is_heading(cells[0].text):
        return False
    known = [cell for cell in cells if is_heading(cell.text) and not cell.text[:1].islower()]
    named = [cell for cell in known if not is_period(cell.text)]
    if len(named) >= 2:
        # Twelve months or five years beside them are headings too.
        return 2 * sum(cell in known or is_period(cell.text) for cell in cells) >= len(cells)
    # One word of headings and periods ("Kế hoạch | Quý III/2026") may be a row of values: nearly all must be headings, under titles only.
    above = all(len(printed(grid, before)) <= 1 for before in range(row))
    return len(named) == 1 and len(known) >= 2 and 4 * len(known) >= 3 * len(cells) and above


def _looks_like_heading(grid: Grid, covered: Squares, row: int) -> bool:
    """Words that headings.csv does not know: short, over (nearly) every column, and a numbered row comes below."""
    cells = printed(grid, row)
    if len(cells) < 3 or not cells or cells[0].column != 0 or sum(cell.column_span for cell in cells) < 0.7 * grid.columns:
        return False
    short = all(len(cell.text) <= 60 and cell.text[:1].isupper() and not _FIGURE.fullmatch(cell.text) for cell in cells)
    if not short or is_number(cells[0].text):
        return False
    below = max(cell.row + cell.row_span for cell in cells)
    return any(
        (cell := covered.get((number, 0))) is not None and cell.column_span == 1 and clean(cell.text).strip(".)") in ("1", "01", "I", "A", "a", "1.1")
        for number in range(below, min(below + 3, grid.rows))
    )


def _end(grid: Grid, covered: Squares, first: int) -> int:
    """The row below the heading that begins at `first`."""
    end = max([cell.row + cell.row_span for cell in row_of(grid, first)] or [first + 1])
    while end < grid.rows and end - first < 4 and _is_lower_level(grid, covered, first, end):
        end = max([end + 1, *(cell.row + cell.row_span for cell in printed(grid, end))])
    return end


def _is_lower_level(grid: Grid, covered: Squares, first: int, row: int) -> bool:
    cells = printed(grid, row)
    if not cells or is_letters(grid, row) or any(len(cell.text) > LONGEST or _is_figure(cell.text) for cell in cells):
        return False
    if len(cells) == 1 and cells[0].column_span >= grid.columns - 1:
        return False
    if all(_IN_BRACKETS.fullmatch(cell.text) for cell in cells) and any(is_unit(cell.text) for cell in cells):
        return True
    known = sum(is_heading(cell.text) or is_period(cell.text) for cell in cells)
    parents = [covered.get((row - 1, cell.column)) for cell in cells]
    beneath = all(parent is not None and parent.column_span > 1 and parent.column_span < grid.columns for parent in parents)
    if beneath:
        numbered = covered.get((row, 0))
        unnumbered = numbered is None or not numbered.text or numbered.row < row
        return unnumbered and (known * 2 >= len(cells) or all(len(cell.text) <= 40 and cell.text[:1].isupper() for cell in cells))
    # Not merged: the years of a heading stand to the right of it, and nothing stands under the others.
    return cells[0].column > 0 and len(cells) >= 2 and known == len(cells) and any(not covered[row - 1, c.column].text for c in cells if (row - 1, c.column) in covered)


def _is_figure(text: str) -> bool:
    return bool(_FIGURE.fullmatch(clean(text))) and not is_period(text)


def _levels(grid: Grid, covered: Squares, first: int, end: int) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[tuple[int, int], ...], ...]]:
    levels, corners = [], []
    for column in range(grid.columns):
        above: list[Cell] = []
        for row in range(first, end):
            cell = covered.get((row, column))
            if (cell is None or not cell.text) and any(_text(covered, lower, column) for lower in range(row + 1, end)):
                cell = _to_the_left(covered, row, column, end)
            if cell is not None and cell.text and cell not in above:
                above.append(cell)
        texts = [cell.text for cell in above]
        if len(texts) > 1 and _IN_BRACKETS.fullmatch(texts[-1]):
            texts[-2:] = [f"{texts[-2]} {texts[-1]}"]  # "(triệu đồng)" in a row of its own under "Kinh phí"
        levels.append(tuple(texts))
        corners.append(tuple((cell.row, cell.column) for cell in above[: len(texts)]))
    return tuple(levels), tuple(corners)


def _to_the_left(covered: Squares, row: int, column: int, end: int) -> Cell | None:
    """The heading that an unmerged empty square belongs to: the nearest to the left that has a level of its own below it."""
    for before in range(column - 1, -1, -1):
        cell = covered.get((row, before))
        if cell is not None and cell.text:
            has_lower = any(_text(covered, lower, before) and covered[lower, before] is not cell for lower in range(row + 1, end))
            return cell if has_lower else None
    return None


def _text(covered: Squares, row: int, column: int) -> str:
    cell = covered.get((row, column))
    return cell.text if cell is not None else ""
