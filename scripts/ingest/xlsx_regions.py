"""Where the tables of a sheet are: titles and notes become lines, what stands in rows and columns becomes grids. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..text import clean
from . import limits
from .grid import Cell, Grid, Line, Place
from .table_header import is_heading
from .table_phrases import is_total
from .table_titles import belongs_to_table
from .xlsx_ends import NUMBERING, is_note, noted_from, signed_from
from .xlsx_seen import Seen
from .xlsx_sheet import Sheet

_ALONE = "Dòng này chỉ có một ô và nằm cuối bảng không kẻ: là dòng của bảng hay lời ghi dưới bảng?"
# How far above tables side by side their own titles stand.
_TITLES = 5
# A row of so few cells over or under a table of so many columns is a letterhead or signatures.
_FEW, _WIDE = 2, 4
# So many rows further down a table may go on: more blank rows end it.
_GAP = 3


@dataclass(frozen=True, slots=True)
class _Words:
    """A line and the column where it begins."""

    left: int
    line: Line


# Tables side by side, each with its first column.
_Beside = list[tuple[int, Grid]]


class Regions:
    """The blocks of one sheet, from its shown cells."""

    def __init__(self, name: str, sheet: Sheet, number: int) -> None:
        self._name, self._sheet, self._number = name, sheet, number
        self._seen = Seen(name, sheet)
        self.remarks: list[str] = []

    def blocks(self) -> Iterator[Line | Grid]:
        above: list[_Words] = []  # the lines since the last table
        for found in (found for band in self._bands() for found in self._band(band)):
            if isinstance(found, _Words):
                above.append(found)
                continue
            for number, (left, grid) in enumerate(found):
                further = found[number + 1][0] if number + 1 < len(found) else None
                near = (grid.place.line_from or 0) - _TITLES
                own = [words for words in above if further is None or words.left < further or (words.line.place.line_from or 0) < near]
                above = [words for words in above if words not in own]
                yield from (words.line for words in own)
                yield grid
        yield from (words.line for words in above)

    def _bands(self) -> Iterator[list[int]]:
        """Rows that may hold one table: those near each other, and those that go on below its heading."""
        found: list[int] = []
        for band in self._near():
            if found and self._is_rest(found, band):
                found += band
                continue
            if found:
                yield found
            found = band
        if found:
            yield found

    def _is_rest(self, band: list[int], rest: list[int]) -> bool:
        """Whether rows after some blank ones are numbered rows under the heading of the band, with titles of sections between them at most."""
        heading = next((row for row in reversed(band) if self._is_heading(row)), None)
        many = [row for row in rest if self._count(row) > 1]
        if heading is None or not many or rest[0] - band[-1] > _GAP or any(map(self._is_heading, rest)) or any(map(is_total, self._texts(band[-1]))):
            return False
        lefts = {cell.left for row in band if row >= heading for cell in self._seen.standing.get(row, ())}
        numbered = NUMBERING.fullmatch(self._texts(many[0])[0]) and self._seen.standing[many[0]][0].left == min(lefts)
        aligned = all(cell.left in lefts for row in rest for cell in self._seen.standing.get(row, ()))
        return bool(numbered) and aligned and not any(belongs_to_table(text) for row in rest if row not in many for text in self._texts(row))

    def _is_heading(self, row: int) -> bool:
        texts = self._texts(row)
        known = sum(map(is_heading, texts))
        return len(texts) > 2 and known > 1 and 2 * known >= len(texts)

    def _near(self) -> Iterator[list[int]]:
        """Rows without a blank row between them; a ruled blank row, or one that a merged cell covers, is not blank. A table goes on
        after a blank row when what follows is numbered in its first column, or is a row of figures without a first cell."""
        band: list[int] = []
        for row in sorted({*self._seen.standing, *self._seen.ruled}):
            if band and row != band[-1] + 1 and not (row == band[-1] + 2 and self._goes_on(band, row)):
                yield band
                band = []
            band.append(row)
        if band:
            yield band

    def _goes_on(self, band: list[int], row: int) -> bool:
        edges = [cell.left for above in band if self._count(above) > 2 for cell in self._seen.standing[above]]
        cells, texts = self._seen.standing.get(row, ()), self._texts(row)
        if not edges or len(cells) < 2 or cells[0].left < min(edges) or cells[-1].left > max(edges):
            return False
        if cells[0].left == min(edges):
            return bool(NUMBERING.fullmatch(texts[0]))
        return any(any(map(str.isdigit, text)) for text in texts)

    def _count(self, row: int) -> int:
        return len(self._seen.standing.get(row, ()))

    def _is_ruled(self, row: int) -> bool:
        """Whether most of what stands in a row has lines at its sides."""
        cells = self._seen.standing.get(row, ())
        if not cells:
            return row in self._seen.ruled
        return 2 * sum(cell.where in self._sheet.ruled for cell in cells) > len(cells)

    def _band(self, rows: list[int]) -> Iterator[_Words | _Beside]:
        width = max(map(self._count, rows))
        full = [row for row in rows if self._count(row) > 1]
        drawn = any(map(self._is_ruled, full))
        if not full or (len(full) < 2 and not drawn):
            yield from self._lines(rows)
            return
        first = 0
        while self._above(rows[first], width, drawn):
            first += 1
        texts = [None if self._is_ruled(row) else self._texts(row) for row in rows]
        last = signed_from(texts)
        last = noted_from(texts[:last])
        if last <= first:  # nothing but titles stands above the signatures
            yield from self._lines(rows)
            return
        while last > first + 1 and self._below(rows[last - 1], width, drawn):
            last -= 1
        yield from self._lines(rows[:first])
        core = rows[first:last]
        cut = self._second_title(core) if drawn else None
        if cut is None:
            yield self._side_by_side(core, drawn)
            yield from self._lines(rows[last:])
            return
        yield self._side_by_side(core[:cut], drawn)
        yield from self._band([*core[cut:], *rows[last:]])

    def _above(self, row: int, width: int, drawn: bool) -> bool:
        """A title, or a letterhead over a wide or a drawn table. A first row of headings has cells that reach down to more of them."""
        cells = self._seen.standing.get(row, [])
        if len(cells) < 2:
            return True
        reaches = any(self._count(cell.bottom) > len(cells) for cell in cells if cell.bottom > row)
        return len(cells) <= _FEW and (width >= _WIDE or drawn and not self._is_heading(row)) and not self._is_ruled(row) and not reaches

    def _below(self, row: int, width: int, drawn: bool) -> bool:
        """A blank row, or a note or signatures under a ruled table: rows without lines that hold no figure."""
        cells, ruled = self._seen.standing.get(row, []), self._is_ruled(row)
        if not cells or (not ruled and is_note(self._texts(row))):
            return True
        if not drawn or ruled or any(cell.top < row for cell in cells):
            return False
        figures = any(any(map(str.isdigit, text)) for text in self._texts(row))
        return len(cells) == 1 or (len(cells) <= _FEW and width >= _WIDE and not figures)

    def _texts(self, row: int) -> list[str]:
        return [clean(self._sheet.cells[cell.where].text) for cell in self._seen.standing.get(row, ())]

    def _second_title(self, rows: list[int]) -> int | None:
        """Where, inside a ruled table, unruled titles begin that another table follows: its first cell is no numbering."""
        for number in range(1, len(rows) - 1):
            if self._count(rows[number]) != 1 or self._is_ruled(rows[number]):
                continue
            after = next((row for row in rows[number:] if self._count(row) > 1), None)
            if after is not None and not NUMBERING.fullmatch(self._texts(after)[0]):
                return number
        return None

    def _side_by_side(self, rows: list[int], drawn: bool) -> _Beside:
        """One grid, or several where wholly blank columns stand between what are tables by themselves."""
        rows = [row for row in rows if row in self._seen.standing or row in self._seen.ruled]
        used = {column for row in rows for cell in self._seen.standing.get(row, ()) if self._count(row) > 1 for column in range(cell.left, cell.right + 1)}
        used |= {column for row in rows for column in self._seen.ruled.get(row, ())}
        runs: list[list[int]] = []
        for column in sorted(used):
            if runs and column == runs[-1][-1] + 1:
                runs[-1].append(column)
            else:
                runs.append([column])
        if len(runs) < 2 or not all(self._is_table(rows, run) for run in runs):
            runs = [sorted(used)]
        else:
            self.remarks.append(f"Trang tính {self._number}, dòng {self._seen.actual(rows[0])}: {len(runs)} bảng đặt cạnh nhau, đã đọc thành từng bảng.")
        starts = [0, *(run[0] for run in runs[1:])]
        return [(first, self._grid(rows, range(first, last), drawn)) for first, last in zip(starts, [*starts[1:], len(self._seen.columns)])]

    def _is_table(self, rows: list[int], run: list[int]) -> bool:
        counts = [sum(run[0] <= cell.left <= run[-1] for cell in self._seen.standing.get(row, ())) for row in rows]
        return sum(count > 1 for count in counts) > 1

    def _grid(self, rows: list[int], columns: range, drawn: bool) -> Grid:
        seen = [cell for row in rows for cell in self._seen.standing.get(row, ()) if cell.top == row and cell.left in columns]
        kept = sorted({cell.left for cell in seen})
        limits.at_most(self._name, "cột trong một bảng", len(kept), limits.COLUMNS)
        limits.at_most(self._name, "ô", len(kept) * len(rows), limits.CELLS)
        order, places = {row: number for number, row in enumerate(rows)}, [Place(self._number, actual, actual) for actual in map(self._seen.actual, rows)]
        taken: set[tuple[int, int]] = set()
        cells = []
        for cell in seen:
            row, column = order[cell.top], kept.index(cell.left)
            height = order.get(cell.bottom, len(rows) - 1) - row + 1
            span = sum(cell.left <= other <= cell.right for other in kept)
            area = {(r, c) for r in range(row, row + height) for c in range(column, column + span)}
            if area & taken:  # merged areas that overlap: each keeps its corner
                height, span, area = 1, 1, {(row, column)}
            taken |= area
            found = self._sheet.cells[cell.where]
            text = found.text.strip()
            made = Cell(row, column, clean(text), text, places[row].to(places[row + height - 1]), height, span, "sheet", found.doubts)
            alone = row == len(rows) - 1 and not drawn and self._count(cell.top) == 1
            cells.append(made.doubting(_ALONE) if alone else made)
        cells += [
            Cell(row, column, "", "", places[row], method="sheet") for row in range(len(rows)) for column in range(len(kept)) if (row, column) not in taken
        ]
        cells.sort(key=lambda cell: (cell.row, cell.column))
        return Grid(tuple(cells), len(rows), len(kept), places[0].to(places[-1]))

    def _lines(self, rows: list[int]) -> Iterator[_Words]:
        for row in rows:
            for cell in self._seen.standing.get(row, ()):
                if cell.top != row:
                    continue
                found, actual = self._sheet.cells[cell.where], cell.where[0]
                lines = (Line(clean(part), Place(self._number, actual, actual), found.bold) for part in found.text.split("\n") if clean(part))
                yield from (_Words(cell.left, line) for line in lines)
