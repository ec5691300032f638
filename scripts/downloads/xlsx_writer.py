"""Excel: a cover, a sheet for each table with real numbers and days, a dictionary. Rows stream, so that a nation fits."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from itertools import repeat
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from xlsxwriter import Workbook

from .base import Chunk, Table, Value
from .xlsx_cells import AS_NUMBERS, LINE, ROWS, Look, Unfit, height, lines, look, text
from .xlsx_cover import COLUMNS, COVER, LAST, LOOKS, SHADE, Cover, Sheet, write_cover, write_dictionary
from .xlsx_sheet import StreamedSheet, number_content, places, text_cell, text_content

NAME_LENGTH = 31  # of a sheet, as Excel allows


@dataclass
class Column:
    """Cells of one column, each from the style in its place on, "" for none; the lines that each fills, nothing when that is one;
    row -> why Excel would change what stands there."""

    cells: list[str]
    lines: list[int]
    unfit: dict[int, str]


class XlsxWriter:
    """Writes `path`. Sheets stand in the order in which tables begin; a table of more rows than a sheet holds goes on in <table>_2, <table>_3, …

    A cell that Excel would change is written as text, or, when the text is too long, as a note that says where the whole of it
    stands; each such cell is in `remarks` and on the cover. `scratch` is where rows wait (the system's temporary folder when None).
    """

    def __init__(self, path: Path, cover: Cover, rows_a_sheet: int = ROWS, scratch: Path | None = None) -> None:
        self.remarks: list[str] = []
        self._path, self._cover, self._limit = path, cover, rows_a_sheet
        self._scratch = scratch
        self._book = Workbook(str(path), {"use_zip64": True})
        # The only time in the file: equal data give equal bytes.
        self._book.set_properties({"title": cover.title, "created": datetime(*(cover.date.timetuple()[:3] if cover.date else (1980, 1, 1)))})
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._head = self._format(bold=True, bg_color=SHADE, bottom=1, text_wrap=True, valign="top")
        self._front = self._add_sheet(COVER)
        self._tables: list[Table] = []
        self._sheets: list[Sheet] = []
        self._sheet: StreamedSheet | None = None

    def _format(self, **properties: Any) -> Any:
        """The format with these properties, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(properties)
        return self._formats[key]

    def _add_sheet(self, name: str) -> StreamedSheet:
        sheet = self._book.add_worksheet(name, StreamedSheet)
        sheet.scratch = self._scratch
        return sheet

    def begin(self, table: Table) -> None:
        self._tables.append(table)
        self._table, self._count, self._part = table, 0, 1
        self._looks = [look(field) for field in table.fields]
        self._makers = [AS_NUMBERS.get(kind) for kind in table.types]
        self._open_sheet()

    def _open_sheet(self) -> None:
        suffix = f"_{self._part}" if self._part > 1 else ""
        name = self._table.name[: NAME_LENGTH - len(suffix)] + suffix
        self._sheet = sheet = self._add_sheet(name)
        self._sheets.append(Sheet(name, self._table))
        self._places = self._begin_rows(sheet, self._table.columns, self._looks)

    def _begin_rows(self, sheet: StreamedSheet, columns: list[str], looks: list[Look]) -> list[tuple[str, str]]:
        """Write the row of column names, which stays in sight; returns the places of the cells below it."""
        for at, seen in enumerate(looks):
            sheet.set_column(at, at, seen.width)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.repeat_rows(0)
        sheet.set_paper(9)
        heads = places((self._head,) * len(columns))
        sheet.put("".join(text_cell(f"{before}1{after}", name) for (before, after), name in zip(heads, columns)), 2 * LINE)
        return places(tuple(
            self._format(num_format=seen.number_format, valign="top", text_wrap=True) if seen.wraps
            else self._format(num_format=seen.number_format, valign="top") for seen in looks
        ))  # fmt: skip

    def rows(self, chunk: Chunk) -> None:
        columns = list(map(self._column, range(len(self._places)), chunk.text_columns, chunk.value_columns))
        found = [(row, at, why) for at, column in enumerate(columns) for row, why in column.unfit.items()]
        for row, at, why in sorted(found):
            columns[at].cells[row] = self._places[at][1] + text_content(self._instead(at, self._count + row, chunk.texts[row][at], why))
        starts = [f"<c r={before}" for before, _after in self._places]
        tallest = map(max, *(column.lines for column in columns if column.lines), repeat(1), repeat(1))
        for cells, lines_of_row in zip(zip(*(column.cells for column in columns)), tallest):
            assert self._sheet
            if self._sheet.height > self._limit:
                self._close_sheet()
                self._part += 1
                self._open_sheet()
            number = str(self._sheet.height + 1)
            self._sheet.put("".join([start + number + cell for start, cell in zip(starts, cells) if cell]), height(lines_of_row))
        self._count += len(chunk.texts)

    def _column(self, at: int, texts: tuple[str, ...], values: list[Value]) -> Column:
        """The cells of a column. What comes again and again is made once."""
        after, make, width = self._places[at][1], self._makers[at], self._looks[at].width
        made, tall, unfit = {"": ""}, {"": 1}, {}
        for written, value in dict(zip(texts, values)).items():
            if value is not None:
                try:
                    made[written] = after + (number_content(make(value)) if make else text_content(text(value)))
                    if not make and self._looks[at].wraps and len(written) > width:
                        tall[written] = lines(written, width)
                except Unfit as said:
                    unfit[written] = str(said)
        return Column(
            [made.get(written, "") for written in texts], [tall.get(written, 1) for written in texts] if len(tall) > 1 else [],
            {row: unfit[written] for row, written in enumerate(texts) if written in unfit} if unfit else {},
        )  # fmt: skip

    def _instead(self, column: int, row: int, written: str, why: str) -> str:
        """What stands in a cell that Excel cannot hold, with a remark; `row` is that of the table, from 0."""
        name = self._table.columns[column]
        place = f"tệp {self._table.name}.csv, dòng {row + 2}, cột {name}"
        too_long = self._table.types[column] == "string"
        what = "toàn văn chỉ có ở tệp CSV, trong ô là lời báo" if too_long else f"ô ghi {written} dưới dạng chữ, không phải số"
        self.remarks.append(f"{place[0].upper()}{place[1:]}: {why}; {what}.")
        return f"[Ô này {why}. Toàn văn: {place}.]" if too_long else written

    def _close_sheet(self) -> None:
        assert self._sheet
        self._finish(self._sheet, len(self._table.columns))
        self._sheets[-1].rows = self._sheet.height - 1

    def _finish(self, sheet: StreamedSheet, width: int) -> None:
        sheet.finish(width)
        sheet.autofilter(0, 0, sheet.height - 1, width - 1)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})

    def end(self) -> None:
        self._close_sheet()
        self._sheet = None

    def close(self) -> None:
        write_cover(self._front, self._format, self._cover, self._sheets, self.remarks)
        dictionary = self._add_sheet(LAST)
        write_dictionary(dictionary, self._begin_rows(dictionary, COLUMNS, LOOKS), self._tables)
        self._finish(dictionary, len(COLUMNS))
        # Small files never touch the disk before they are whole: to make and remove their parts takes longer than all the rest.
        self._book.in_memory = not any(sheet.spilled for sheet in self._book.worksheets())
        with TemporaryDirectory(dir=self._scratch) if not self._book.in_memory else nullcontext() as folder:
            self._book.tmpdir = folder
            self._book.close()

    def abandon(self) -> None:
        for sheet in self._book.worksheets():
            sheet.forget()
        self._path.unlink(missing_ok=True)
