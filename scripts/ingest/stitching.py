"""Grids of pages that follow each other become the tables they were before printing. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from .cut_headings import with_cut_heading
from .grid import Document, Doubt, Grid, Line
from .headings import squeezed
from .lattice import NEAR, edges, on_edges, part, printed, shared_edges, under
from .page_breaks import joined_at_break
from .running_lines import PAGED, is_running, running_lines
from .sheet_breaks import asked, goes_on_next_sheet
from .stitched_table import Stitched, numbers
from .table_decoys import reason_aside
from .table_header import Header, find_header, is_letters
from .table_titles import holds_continued, is_appendix, leaves, lines_of, names_appendix, without_continued

# A heading repeated on the next page, misread in a few characters.
ALIKE = 0.85
_GOES_ON = "Trang {page} mở đầu bằng một khung không ghép được vào bảng này; dòng cuối trang trước đã đủ chữ chưa, có còn dòng nào ở trang sau không?"
_REST = "Bảng từ đây không có dòng tiêu đề và số thứ tự không nối tiếp, nhưng cùng khổ cột với bảng ngay trên, nên được đọc là phần tiếp của bảng ấy: đúng không?"
# Words between two parts of a Word table or a sheet's: more than this are running text, and the table is another.
STRAY = 80


def stitched(document: Document) -> list[Stitched]:
    """Every table of the document; a grid that is no table is one by itself. Each grid is part of exactly one, but for those that hold only titles."""
    tables: list[Stitched] = []
    between: list[Line] = []
    noise = running_lines(document)
    open_table: Stitched | None = None
    for block in document.blocks:
        if isinstance(block, Line):
            if block.text and not is_running(block.text, noise):
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
            if open_table is not None and (header is None or not between) and open_table.grid.cut_below and block.cut_above:
                open_table.doubts.setdefault(open_table.grid.rows - 1, []).append(Doubt(_GOES_ON.format(page=block.place.page)))
            table = Stitched(block, header, [block], between)
            tables.append(table)
            open_table = None if aside else table
        between = [*between, *lines_of(block)] if aside and names_appendix(block) else []
    return tables


def _only_titles(grid: Grid) -> bool:
    """Whether a page break left the titles of a table, drawn in squares of its width, without the table."""
    return grid.columns == 1 and bool(grid.cut_below and grid.cells) and is_appendix(grid.cells[0].text)


def _joined(table: Stitched, grid: Grid, header: Header | None, between: Sequence[Line], kind: str) -> bool:
    """Join the grid to the table if it goes on there; False, and nothing is changed, when it is another table."""
    if any(leaves(line, table.lines) for line in between):
        return False
    if kind in PAGED and _joined_heading(table, grid):
        return True
    repeated = _repeated(table, grid)
    paged = kind in PAGED
    if header is not None and not repeated and not (paged and _only_heading(table)):
        return False
    page, before = grid.place.page, table.parts[-1].place.page
    if not paged and page != before:
        if not goes_on_next_sheet(table, grid, between, repeated) or table.grid.columns != grid.columns:
            return False
        if not repeated:
            table.doubts.setdefault(table.grid.rows, []).append(asked(table, page))
        _append(table, table.grid, grid, repeated, grid, ())
        return True
    if not paged:  # "(Tiếp theo)" says that the table goes on, nothing else
        between = [line for line in between if not holds_continued(line.text)]
    rest = not paged and _is_rest(table, grid, between)
    goes_on = repeated or _only_heading(table) or rest or _goes_on(table, grid)
    if not paged and (not goes_on or between and (repeated or _is_apart(table, grid, between))):
        return False
    if paged and page is not None and before is not None and not before <= page <= before + 1:
        return False
    broken = table.grid.cut_below and grid.cut_above
    own = {squeezed(title.text) for title in table.lines}
    # A title that is printed again on each page is nothing between the two.
    apart = any(squeezed(line.text) not in own for line in between)
    if paged and repeated and (page == before or apart) and not broken and not _goes_on(table, part(grid, repeated, grid.rows)):
        return False
    aligned = _aligned(table.grid, grid)
    if aligned is None:
        return False
    if not repeated and not paged and table.grid.columns != grid.columns:
        return False
    if rest and not (repeated or _only_heading(table) or _goes_on(table, grid)):
        table.doubts.setdefault(table.grid.rows, []).append(Doubt(_REST, "một bảng khác"))
    _append(table, aligned[0], aligned[1], repeated, grid, between)
    return True


def _joined_heading(table: Stitched, grid: Grid) -> bool:
    """Join the grid to a heading that the page break cut so that its upper half by itself is none."""
    follows = None not in (grid.place.page, table.grid.place.page) and grid.place.page == table.grid.place.page + 1
    if table.header is not None or table.grid.rows > 2 or not (table.grid.cut_below and grid.cut_above and follows):
        return False
    aligned = _aligned(table.grid, grid)
    whole = with_cut_heading(*aligned) if aligned else None
    if whole is None or whole.rows == table.grid.rows + grid.rows or find_header(whole) is None:
        return False
    table.grid, table.header = whole, find_header(whole)
    table.parts.append(grid)
    return True


def _goes_on(table: Stitched, grid: Grid) -> bool:
    """Whether the first number of the grid follows the last one of the table."""
    column = numbers(table)
    last = [cell.text for cell in table.grid.cells if cell.column == column and re.fullmatch(r"[0-9]+[.)]?", cell.text)]
    first = [cell.text for cell in grid.cells if cell.column == column and re.fullmatch(r"[0-9]+[.)]?", cell.text)]
    return bool(last and first) and int(first[0].rstrip(".)")) == int(last[-1].rstrip(".)")) + 1


def _is_rest(table: Stitched, grid: Grid, between: Sequence[Line]) -> bool:
    """Whether a grid without pages and without a heading follows the table at once and has its columns: somebody cut one table in two."""
    one, other = edges(table.grid), edges(grid)
    same = table.header is not None and not between and table.grid.columns == grid.columns > 2
    return same and bool(one and other) and all(abs(a - b) <= NEAR for a, b in zip(one, other))


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
    return squeezed(" ".join(map(without_continued, levels)))


def _same_row(one: Grid, row: int, other: Grid, at: int) -> bool:
    first, second = ([squeezed(without_continued(cell.text)) for cell in printed(grid, number)] for grid, number in ((one, row), (other, at)))
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
        table.grid = with_cut_heading(table.grid, rest)
    else:
        rest = joined_at_break(table, rest, bool(table.grid.cut_below and whole.cut_above), whole.cut_above and not between)
        if rest.rows:
            table.grid = under(table.grid, rest)
    if table.header is not None:
        table.header = find_header(table.grid)
