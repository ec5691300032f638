"""The rows of a table as a grid of cells, with the questions that the table as a whole raises. Pure."""

from __future__ import annotations

from statistics import median

from ..grid import Cell, Grid, Place
from .contents import BODIES, shape_key
from .doubts import doubts_of, shifting
from .heading import Header
from .neighbours import asked_beside
from .numbering import Counted, number_of
from .parting import parted
from .row import Row
from .tokens import Token, raw_of

_LONG = 20  # words: a shorter cell is never too long
_FEW = 3
_ENOUGH, _RARELY = 6, 0.8  # rows, and the share of them with words, before an empty cell is odd
_UNFIT = "Các ô của dòng này khớp kém với cột của chúng; các ô có đúng cột như bản gốc không?"
_NOTHING_BELOW = "Dòng cuối bảng chỉ có tên, dưới nó không còn dòng nào: bản văn bản có bị cắt mất phần sau không, hay chữ của các cột khác đã dồn vào đây?"
_ODD = 15.0  # a row so much dearer than the others is asked about


def place_of(run: tuple[Token, ...] | list[Token]) -> Place:
    lines = [token.line for token in run if token.text] or [token.line for token in run]
    return Place(None, min(lines), max(lines)) if lines else Place()


def grid_of(header: Header, rows: list[Row], others: list[Header], loose: bool = False) -> Grid:
    """`others`: headers that suit the rows nearly as well; each column that they read in another way is asked about. `loose`: so is every row."""
    cells, depth = _header_cells(header)
    cells = _asking_others(cells, header, others)
    headings = [heading.text for heading in header.columns]
    usual = median(row.cost for row in rows)
    cells = _asking_empty(cells, rows, header)
    longest = [_much(rows, column) for column in range(len(headings))]
    filled = [_mostly_filled(rows, column) for column in range(len(headings))]
    roles = header.roles
    bodies = [column for column, role in enumerate(roles) if role in BODIES]
    counted = Counted()
    for number, row in enumerate(rows, start=depth):
        own = number_of(row.cells[0].text)
        counted = counted.after(own)[1] if own else counted
        found = _row_cells(row, number, header, counted, parted(row, roles, _elsewhere(rows, row)))
        for column, cell in enumerate(found):
            if longest[column] and len(cell.text.split()) > longest[column] and cell.column_span == 1:
                found[column] = cell.doubting("Ô này dài hơn hẳn các ô khác của cột; có chữ của ô hay dòng khác lẫn vào không?")
            if filled[column] and not row.span and not cell.text and not cell.doubts:
                found[column] = cell.doubting(f"Các dòng khác đều có chữ ở cột “{headings[column]}”, riêng dòng này không; chữ của ô này có lẫn sang ô khác không?")
        if loose:
            found = [cell if cell.doubts else cell.doubting(_UNFIT) for cell in found]
        elif row.cost > _ODD + 2 * usual and not any(cell.doubts for cell in found):
            found[1] = found[1].doubting(_UNFIT)
        if row.span and row is rows[-1] and not any(cell.doubts for cell in found):
            found[1] = found[1].doubting(_NOTHING_BELOW)
        cells += found if row.span else asked_beside(found, headings, bodies)
    everything = [*header.tokens, *(token for row in rows for token in row.tokens)]
    return Grid(tuple(cells), depth + len(rows), len(headings), place_of(everything))


def _elsewhere(rows: list[Row], row: Row) -> list[set[str]]:
    """By column, what the other rows hold there."""
    others = [other for other in rows if other is not row and not other.span]
    return [{shape_key(other.cells[column].text) for other in others if other.cells[column].text} for column in range(len(row.cells))]


def _much(rows: list[Row], column: int) -> int:
    """How many words are far more than the other cells of a column hold; 0 when there are too few to say."""
    counts = sorted(len(row.cells[column].text.split()) for row in rows if not row.span and row.cells[column].text)
    return max(_LONG, int(1.7 * counts[-2]), 4 * int(median(counts))) if len(counts) >= 4 else 0


def _mostly_filled(rows: list[Row], column: int) -> bool:
    """Whether an empty cell of this column is rare enough to be asked about."""
    texts = [row.cells[column].text for row in rows if not row.span]
    return column > 1 and len(texts) >= _ENOUGH and sum(map(bool, texts)) >= _RARELY * len(texts)


def _asking_others(cells: list[Cell], header: Header, others: list[Header]) -> list[Cell]:
    for other in others:
        second = " | ".join(" / ".join(path) for path in other.paths)
        same_size = len(other.paths) == len(header.paths)
        different = {column for column, path in enumerate(header.paths) if not same_size or other.paths[column] != path}
        question = "Đầu bảng có thể đọc theo cách khác; cột “{}” có đúng như bản gốc không?"
        cells = [cell.doubting(question.format(cell.text), second) if cell.column_span == 1 and cell.column in different else cell for cell in cells]
    return cells


def _asking_empty(cells: list[Cell], rows: list[Row], header: Header) -> list[Cell]:
    """A column in which no row has a word may be no column."""
    plain = [row for row in rows if not row.span]
    leaves = {header.headings[place].text: column for column, place in enumerate(header.leaves)}
    empty = {column for column in leaves.values() if len(plain) >= _FEW and not any(row.cells[column].text for row in plain)}
    question = "Không dòng nào có chữ ở cột “{}”; bản gốc có cột này không?"
    return [cell.doubting(question.format(cell.text)) if cell.column in empty and cell.column_span == 1 and leaves.get(cell.text) == cell.column else cell for cell in cells]


def _header_cells(header: Header) -> tuple[list[Cell], int]:
    depth = 2 if any(heading.above >= 0 for heading in header.headings) else 1
    column_of = {place: column for column, place in enumerate(header.leaves)}
    found: list[Cell] = []
    for place, heading in enumerate(header.headings):
        run = header.tokens[heading.start : heading.end]
        below = [column_of[child] for child, other in enumerate(header.headings) if other.above == place]
        column = min(below) if below else column_of[place]
        level = 1 if heading.above >= 0 else 0
        rows = depth if not below and not level else 1
        cell = Cell(level, column, heading.text, raw_of(run), place_of(run), rows, len(below) or 1, "flow")
        if not heading.known:
            cell = cell.doubting(f"Tiêu đề cột “{heading.text}” chưa có trong headings.csv nên chưa chắc đây là một cột; bản gốc có cột này không?")
        found.append(cell)
    return sorted(found, key=lambda cell: (cell.row, cell.column)), depth


def _row_cells(row: Row, number: int, header: Header, counted: Counted, other: dict[int, str]) -> list[Cell]:
    found = []
    headings = [heading.text for heading in header.columns]
    loose = set() if row.span else shifting(row, header.roles)
    everything = place_of(row.tokens)
    for column, cell in enumerate(row.cells[:2] if row.span else row.cells):
        place = place_of(cell.tokens) if cell.tokens else everything
        reach = len(headings) - 1 if row.span and column == 1 else 1
        doubts = doubts_of(row, column, cell, headings, counted, loose, other)
        found.append(Cell(number, column, cell.text, raw_of(cell.tokens), place, 1, reach, "flow", doubts))
    return found
