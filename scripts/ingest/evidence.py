"""Where in the document a mark can be looked up: the row as printed, the lines around it, the piece of the page. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..places import anchor, parent_table, placed_tables, row_id
from .draft import Draft, Mark
from .grid import Box, Cell, Grid, Line, Place
from .pipeline import Drafted
from .read_tables import ReadRow, ReadTable
from .usage import HELD

AROUND = 2
# Longer passages are shown by their first lines.
LINES = 14
# Lines around a place are looked for so far away, past empty ones.
BLANK = 6
_WORD = re.compile(r"\w+")
_KINDS = {table: kind for kind, (table, _) in HELD.items()}
# A row of ours is the printed row that holds at least this part of its words.
_SAME = 0.8


@dataclass(frozen=True)
class Evidence:
    """`boxes`: pieces of pages; `cells`: (heading, text) of the printed row; `lines`: (number, text) of the document as it stands."""

    boxes: tuple[Box, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()
    lines: tuple[tuple[str, str], ...] = ()


class Finder:
    """Finds the evidence of marks of one draft; the printed rows are matched with the rows of ours once."""

    def __init__(self, drafted: Drafted):
        self._drafted, self._draft, self._document = drafted, drafted.draft, drafted.document
        self._flat = [] if self._document.source_lines else [shown for block in self._document.blocks for shown in _shown(block)]
        self._cells: dict[tuple[Place, str], list[Cell]] = {}
        for cell in (cell for grid in self._document.grids for cell in grid.cells):
            self._cells.setdefault((cell.place, cell.text), []).append(cell)
        self._printed = {table: _aligned(self._draft, table, drafted.tables.read) for table in _KINDS}

    def of(self, mark: Mark) -> Evidence:
        """What shows the place of a mark best: its printed row, else the table or cell that it names, else the lines there."""
        table, identifier = self._about(mark)
        found = self._printed.get(table, {}).get(anchor(identifier))
        lines = self._lines(self._place(mark, table, identifier), [mark.reading, *self._words_of(table, identifier)])
        if found:
            read, row = found
            cells = tuple((read.columns[at].heading, cell.text) for at, cell in enumerate(row.cells) if cell and cell.text)
            return Evidence(_row_boxes(row), cells, lines if self._document.source_lines else ())
        for grid in (one.grid for one in self._drafted.tables.stopped):
            if grid.place == mark.place and not mark.row_id:
                return Evidence(_grid_boxes(grid), lines=lines)
        if cell := self._cell(mark):
            return Evidence((cell.box,) if cell.box else (), (("", cell.text),), lines)
        return Evidence(lines=lines)

    def _about(self, mark: Mark) -> tuple[str, str]:
        """The placed table and the row that a mark speaks of; a notice speaks of another row."""
        table, identifier = mark.table, mark.row_id
        if table == "notices":
            notice = next((row for row in self._draft.tables[table] if row["notice_id"] == identifier), None)
            table, identifier = (notice["table"], notice["row_id"]) if notice else (table, identifier)
        return (table if table in placed_tables() else parent_table(table)), identifier

    def _place(self, mark: Mark, table: str, identifier: str) -> Place:
        if mark.place != Place():
            return mark.place
        row = next((row for row in self._draft.tables.get(table, []) if row_id(table, row) == anchor(identifier)), None)
        if row is None or not identifier:
            return Place()
        numbers = [int(text) if (text := row[column]).isdigit() else None for column in ("source_page", "source_line_from", "source_line_to")]
        return Place(*numbers)

    def _words_of(self, table: str, identifier: str) -> list[str]:
        """What the document prints of a row that stands in no table, the most telling first."""
        row = next((row for row in self._draft.tables.get(table, []) if identifier and row_id(table, row) == anchor(identifier)), {})
        return [row[column] for column in ("symbol", "named_text") if row.get(column)]

    def _lines(self, place: Place, readings: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """The lines of a text at a place and around it; of other documents the paragraphs, and rows of tables, there."""
        if self._document.source_lines:
            if place.line_from is None:
                return ()
            last = place.line_to or place.line_from
            before = [number for number in range(max(1, place.line_from - BLANK), place.line_from) if self._is_text(number)][-AROUND:]
            inside = [number for number in range(place.line_from, min(last, len(self._document.source_lines)) + 1) if self._is_text(number)]
            after = [number for number in range(last + 1, min(last + BLANK, len(self._document.source_lines)) + 1) if self._is_text(number)][:AROUND]
            return tuple((str(number), self._document.source_lines[number - 1]) for number in [*before, *inside, *after][: LINES + AROUND])
        flat = self._flat
        if place.line_from is not None:
            last = place.line_to or place.line_from
            at = [i for i, (where, _) in enumerate(flat) if where.page == place.page and where.line_from is not None and place.line_from <= where.line_from <= last]
        else:
            on = [(i, text) for i, (where, text) in enumerate(flat) if place.page is not None and where.page == place.page]
            found = ([i for i, text in on if words in text] for reading in readings if (words := " ".join(reading.split())))
            at = next(filter(None, found), [])
        if not at:
            return ()
        around = flat[max(0, at[0] - AROUND) : min(at[-1] + AROUND + 1, at[0] + LINES)]
        return tuple((_number(where), text) for where, text in around)

    def _is_text(self, number: int) -> bool:
        return bool(self._document.source_lines[number - 1].strip())

    def _cell(self, mark: Mark) -> Cell | None:
        """The one cell at the place of a mark that has exactly the words of its reading."""
        if not mark.reading or mark.place == Place():
            return None
        found = self._cells.get((mark.place, mark.reading), [])
        return found[0] if len(found) == 1 else None


def _shown(block: Line | Grid) -> list[tuple[Place, str]]:
    if isinstance(block, Line):
        return [(block.place, block.text)]
    rows = [block.row(number) for number in range(block.rows)]
    return [(cells[0].place, " | ".join(cell.text for cell in cells)) for cells in rows if cells]


def _number(place: Place) -> str:
    return str(place.line_from) if place.line_from is not None else f"tr. {place.page}" if place.page is not None else ""


def _aligned(draft: Draft, table: str, tables: Sequence[ReadTable]) -> dict[str, tuple[ReadTable, ReadRow]]:
    """Row id -> the printed row it was made from: both stand in the order of the document."""
    rows = [(read, row) for read in tables if read.kind == _KINDS[table] for row in read.rows]
    words = [_words(" ".join(cell.text for cell in row.cells if cell)) for _, row in rows]
    found, begin = {}, 0
    for row in draft.tables.get(table, []):
        wanted = _words(" ".join(row.get(column, "") for column in ("number", "name", "symbol", "lead_text", "product_text")))
        at = next((at for at in range(begin, len(rows)) if wanted and len(wanted & words[at]) >= _SAME * len(wanted)), None)
        if at is not None:
            found[row_id(table, row)], begin = rows[at], at + 1
    return found


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _row_boxes(row: ReadRow) -> tuple[Box, ...]:
    """The row on each of its pages; a cell merged down over other rows says nothing about how high this one is."""
    boxes = [cell.box for cell in row.cells if cell and cell.box]
    own = [cell.box for cell in row.cells if cell and cell.box and cell.row_span == 1] or boxes
    found = []
    for page in sorted({box.page for box in own}):
        high = [box for box in own if box.page == page]
        wide = [box for box in boxes if box.page == page]
        found.append(Box(page, min(b.x0 for b in wide), min(b.top for b in high), max(b.x1 for b in wide), max(b.bottom for b in high)))
    return tuple(found)


def _grid_boxes(grid: Grid) -> tuple[Box, ...]:
    if grid.boxes:
        return grid.boxes
    boxes = [cell.box for cell in grid.cells if cell.box]
    return tuple(
        Box(page, min(b.x0 for b in on), min(b.top for b in on), max(b.x1 for b in on), max(b.bottom for b in on))
        for page in sorted({box.page for box in boxes})
        for on in ([box for box in boxes if box.page == page],)
    )
