"""Grids of pages that follow each other become the tables they were before printing. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from ..text import clean
from .fragments import joined, judge
from .grid import Cell, Document, Doubt, Grid, Line
from .headings import meanings, squeezed
from .continued_merges import continued_merges
from .lattice import NEAR, edges, on_edges, part, printed, row_of, shared_edges, squares, under
from .table_decoys import reason_aside
from .table_header import Header, find_header, is_heading, is_letters, is_number
from .table_titles import belongs_to_table, is_appendix, leaves

# A heading repeated on the next page, misread in a few characters.
ALIKE = 0.85
# Rows before a page break that show what rows of the table look like.
LOOKED_BACK = 60
# Words between two parts of a Word table or a sheet's: more than this are running text, and the table is another.
STRAY = 80
_DIGITS = re.compile(r"[0-9]+")
_PAGE_NUMBER = re.compile(r"(?:trang )?[-–]? ?[0-9]{1,4} ?(?:/ ?[0-9]{1,4})? ?[-–]?", re.IGNORECASE)
_PAGED = ("pdf", "scan")


@dataclass
class Stitched:
    """One table with its pages joined. `parts`: the grids it was; `lines`: what stood above the first; `doubts`: row -> questions about it."""

    grid: Grid
    header: Header | None
    parts: list[Grid]
    lines: list[Line]
    doubts: dict[int, list[Doubt]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    @property
    def body(self) -> int:
        return self.header.body if self.header else 0


def stitched(document: Document) -> list[Stitched]:
    """Every table of the document; a grid that is no table is one by itself. Each grid is part of exactly one, but for those that hold only titles."""
    tables: list[Stitched] = []
    between: list[Line] = []
    noise = _running_lines(document)
    open_table: Stitched | None = None
    for block in document.blocks:
        if isinstance(block, Line):
            if block.text and not _PAGE_NUMBER.fullmatch(clean(block.text)) and _masked(block.text) not in noise:
                between.append(block)
            continue
        if _only_titles(block):
            between += [Line(cell.text, cell.place) for cell in block.cells if cell.text]
            continue
        header = find_header(block)
        # A section alone at the head of a page is one cell, as a box is.
        goes_on = open_table is not None and len(block.cells) == 1 and block.cut_above and open_table.grid.cut_below
        aside = bool(reason_aside(block, header)) and not goes_on
        if aside or open_table is None or not _joined(open_table, block, header, between, document.kind):
            table = Stitched(block, header, [block], between)
            tables.append(table)
            open_table = None if aside else table
        between = []
    return tables


def _only_titles(grid: Grid) -> bool:
    """Whether a page break left the titles of a table, drawn in squares of its width, without the table."""
    return grid.columns == 1 and bool(grid.cut_below and grid.cells) and is_appendix(grid.cells[0].text)


def _running_lines(document: Document) -> frozenset[str]:
    """What stands at the head or foot of at least three pages, the same but for figures. A title that comes back is none."""
    pages: dict[int, list[Line]] = {}
    for block in document.blocks:
        if isinstance(block, Line) and block.place.page is not None and block.text and document.kind in _PAGED:
            pages.setdefault(block.place.page, []).append(block)
    at_edges = Counter(text for lines in pages.values() for text in {_masked(line.text) for line in (*lines[:2], *lines[-2:]) if not belongs_to_table(line.text)})
    return frozenset(text for text, count in at_edges.items() if count >= 3)


def _masked(text: str) -> str:
    return _DIGITS.sub("#", clean(text))


def _joined(table: Stitched, grid: Grid, header: Header | None, between: Sequence[Line], kind: str) -> bool:
    """Join the grid to the table if it goes on there; False, and nothing is changed, when it is another table."""
    if any(leaves(line, table.lines) for line in between):
        return False
    repeated = _repeated(table, grid)
    paged = kind in _PAGED
    if header is not None and not repeated and not (paged and _only_heading(table)):
        return False
    page, before = grid.place.page, table.parts[-1].place.page
    if not paged and (page != before or not (repeated or _only_heading(table) or _goes_on(table, grid)) or between and (repeated or _is_apart(table, grid, between))):
        return False
    if paged and page is not None and before is not None and not before <= page <= before + 1:
        return False
    broken = table.grid.cut_below and grid.cut_above
    if paged and repeated and (page == before or between and not broken) and not _goes_on(table, part(grid, repeated, grid.rows)):
        return False
    aligned = _aligned(table.grid, grid)
    if aligned is None:
        return False
    if not repeated and not paged and table.grid.columns != grid.columns:
        return False
    _append(table, aligned[0], aligned[1], repeated, grid, between)
    return True


def _goes_on(table: Stitched, grid: Grid) -> bool:
    """Whether the first number of the grid follows the last one of the table."""
    column = _numbers(table)
    last = [cell.text for cell in table.grid.cells if cell.column == column and re.fullmatch(r"[0-9]+[.)]?", cell.text)]
    first = [cell.text for cell in grid.cells if cell.column == column and re.fullmatch(r"[0-9]+[.)]?", cell.text)]
    return bool(last and first) and int(first[0].rstrip(".)")) == int(last[-1].rstrip(".)")) + 1


def _is_apart(table: Stitched, grid: Grid, between: Sequence[Line]) -> bool:
    """Whether a grid without pages, below some words, is another table: but for a few stray words its numbers go on."""
    return sum(len(line.text) for line in between) > STRAY or not _goes_on(table, grid)


def _only_heading(table: Stitched) -> bool:
    return table.header is not None and table.header.end >= table.grid.rows


def _aligned(upper: Grid, lower: Grid) -> tuple[Grid, Grid] | None:
    """Both with the same columns; None when their columns do not fit."""
    shared = shared_edges(upper, lower)
    if upper.columns == lower.columns:
        one, other = edges(upper), edges(lower)
        # Adapters measure a little differently on each page: with the same number of columns twice the tolerance will do.
        near = not one or not other or all(abs(a - b) <= 2 * NEAR for a, b in zip(one, other))
        return (upper, lower) if near or shared else None
    return (on_edges(upper, shared), on_edges(lower, shared)) if shared else None


def _repeated(table: Stitched, grid: Grid) -> int:
    """How many first rows of the grid repeat the heading of the table (with its row of letters)."""
    if table.header is None:
        return 0
    rows = range(table.header.first, table.header.end)
    start = 0
    while start < grid.rows and start < 4 and len(printed(grid, start)) == 1 and printed(grid, start)[0].column_span >= grid.columns - 1:
        start += 1  # titles repeated inside the grid
    for skipped in (0, start) if start else (0,):
        if skipped + len(rows) <= grid.rows and all(_same_row(table.grid, row, grid, skipped + at) for at, row in enumerate(rows)):
            end = skipped + len(rows)
            return end + 1 if end < grid.rows and is_letters(grid, end) else end
    header = find_header(grid)
    if header is not None and [_words(levels) for levels in header.levels] == [_words(levels) for levels in table.header.levels]:
        return header.body
    return 0


def _words(levels: Sequence[str]) -> str:
    return squeezed(" ".join(levels))


def _same_row(one: Grid, row: int, other: Grid, at: int) -> bool:
    first, second = ([squeezed(cell.text) for cell in printed(grid, number)] for grid, number in ((one, row), (other, at)))
    if first == second:
        return True
    if len(first) != len(second):
        # Merged squares may be drawn differently on the next page; the words must still be there.
        return bool(first) and len("".join(second)) > 8 and SequenceMatcher(None, "".join(first), "".join(second)).ratio() >= 0.95
    years = [re.findall(r"20[0-9]{2}", text) for text in first] == [re.findall(r"20[0-9]{2}", text) for text in second]
    return years and all(SequenceMatcher(None, a, b).ratio() >= ALIKE for a, b in zip(first, second))


def _append(table: Stitched, upper: Grid, lower: Grid, repeated: int, whole: Grid, between: Sequence[Line]) -> None:
    where = f"trang {whole.place.page}" if whole.place.page is not None else f"từ dòng {whole.place.line_from}" if whole.place.line_from is not None else "phần sau"
    if repeated:
        table.remarks.append(f"Dòng tiêu đề lặp lại ({where}) được bỏ.")
    if upper is not table.grid:
        table.grid = upper
        table.header = find_header(upper) if table.header else None
    rest = part(lower, repeated, lower.rows) if repeated else lower
    if between and not repeated:
        words = "; ".join(line.text for line in between)
        question = f"Giữa hai phần của bảng ({where}) có dòng “{words[:80]}”. Các dòng từ đây có thuộc cùng một bảng không?"
        table.doubts.setdefault(table.grid.rows, []).append(Doubt(question, "một bảng khác"))
    elif between:
        table.remarks.append(f"Giữa hai phần của bảng ({where}) có dòng: {'; '.join(line.text for line in between)}")
    table.parts.append(whole)
    if not rest.rows:
        return
    if _only_heading(table):
        table.grid = _with_cut_heading(table.grid, rest)
    else:
        rest = _joined_at_break(table, rest, bool(table.grid.cut_below and whole.cut_above))
        if rest.rows:
            table.grid = under(table.grid, rest)
    if table.header is not None:
        table.header = find_header(table.grid)


def _with_cut_heading(upper: Grid, rest: Grid) -> Grid:
    """A heading cut by a page break: its words are joined where that makes headings known, or where the second half cannot begin one."""
    last = upper.rows - 1
    above, below = squares(upper), {cell.column: cell for cell in printed(rest, 0)}
    pairs = {column: above[last, column] for column in below if (last, column) in above}
    # Under a heading merged over several columns stand headings of their own.
    lower = {column for column, cell in pairs.items() if cell.column_span > below[column].column_span}
    merged = {column: joined(cell, below[column]) for column, cell in pairs.items() if column not in lower}
    better = sum(is_heading(cell.text) for cell in merged.values()) > sum(bool(meanings(pairs[column].text)) for column in merged)
    # "Kinh phí năm" and "2026": known with and without the cell below it, which has neither number nor name beside it.
    alone = all(column > 1 and cell.column_span == 1 for column, cell in pairs.items())
    rest_of_words = alone and all(is_heading(cell.text) for cell in merged.values()) and len(below) < rest.columns
    goes_on = any(below[column].text[:1].islower() for column in merged) and 0 not in merged
    # "ST" and "T", "Số" and "TT": what numbers the rows.
    goes_on = goes_on or 0 in merged and any(found.role == "number" for found in meanings(merged[0].text))
    numbered = 0 in below and is_number(below[0].text) and not goes_on
    if not (better or rest_of_words or goes_on) or numbered or len(pairs) != len(below):
        return under(upper, rest)
    replaced = {(cell.row, cell.column): cell for cell in merged.values()}
    cells = tuple(replaced.get((cell.row, cell.column), cell) for cell in upper.cells)
    if not lower:
        return under(replace(upper, cells=cells), part(rest, 1, rest.rows))
    over = {above[last, column] for column in lower}
    cells = tuple(cell if cell.row + cell.row_span <= last or cell in over else replace(cell, row_span=cell.row_span + 1) for cell in cells)
    kept = tuple(cell for cell in rest.cells if cell.row > 0 or above.get((last, cell.column)) in over)
    return replace(under(replace(upper, cells=()), replace(rest, cells=kept)), cells=cells + tuple(replace(cell, row=cell.row + upper.rows) for cell in kept))


def _joined_at_break(table: Stitched, rest: Grid, touches: bool) -> Grid:
    """The rows after the break without what was joined to the last row before it."""
    last, seen = table.grid.rows - 1, max(0, table.grid.rows - 1 - LOOKED_BACK)
    above, below = squares(table.grid, seen), squares(rest)
    upper = {column: above[last, column] for column in range(table.grid.columns) if (last, column) in above}
    lower = {column: cell for column in range(rest.columns) if (cell := below.get((0, column))) is not None}
    names = _names(table)
    filled = frozenset(column for column, cell in lower.items() if cell.text and cell.row == 0)
    others = [_filled(above, row, table.grid.columns) for row in range(max(seen, table.body), last)] + [_filled(below, row, rest.columns) for row in range(1, rest.rows)]
    usual = sum(bool(row) and row <= filled for row in others) / len(others) if len(others) > 1 else None
    own = [{column: cell for column, cell in cells.items() if cell.column == column} for cells in (upper, lower)]
    cut = judge(own[0], own[1], _numbers(table), names, touches, usual)
    if not cut.is_one_row:
        if cut.doubt:  # either row is not whole if they are one
            table.doubts.setdefault(last, []).append(cut.doubt)
            table.doubts.setdefault(table.grid.rows, []).append(cut.doubt)
        if touches:
            table.grid, rest = continued_merges(table.grid, rest, table.body)
        return rest
    if cut.doubt:
        table.doubts.setdefault(last, []).append(cut.doubt)
    tail = {cell.column: cell for cell in row_of(rest, 0)}
    changed = {(cell.row, cell.column): joined(cell, tail[cell.column]) for cell in upper.values() if cell.column in tail}
    table.grid = replace(table.grid, cells=tuple(changed.get((cell.row, cell.column), cell) for cell in table.grid.cells), cut_below=rest.cut_below)
    table.remarks.append(f"Dòng bị ngắt giữa hai trang {_pages(table)}được nối lại.")
    return part(rest, 1, rest.rows)


def _numbers(table: Stitched) -> int:
    """The column of numbers; the first one when no heading names it."""
    levels = table.header.levels if table.header else ()
    return next((index for index, level in enumerate(levels) if level and any(m.role == "number" for m in meanings(level[-1]))), 0)


def _filled(above: dict[tuple[int, int], Cell], row: int, columns: int) -> frozenset[int]:
    return frozenset(column for column in range(columns) if _text(above, row, column))


def _names(table: Stitched) -> int:
    """The column of names: the one with most words."""
    longest = Counter({column: 0 for column in range(table.grid.columns)})
    body = table.body
    for cell in table.grid.cells:
        if cell.row >= body and cell.column_span == 1:
            longest[cell.column] += len(cell.text)
    named = [index for index, levels in enumerate(table.header.levels) if levels and any(m.role == "name" for m in meanings(levels[0]))] if table.header else []
    return max(named or range(table.grid.columns), key=lambda column: longest[column])


def _text(above: dict[tuple[int, int], Cell], row: int, column: int) -> str:
    cell = above.get((row, column))
    return cell.text if cell is not None else ""


def _pages(table: Stitched) -> str:
    pages = [grid.place.page for grid in table.parts[-2:]]
    return f"{pages[0]} và {pages[1]} " if len(pages) == 2 and None not in pages else ""


