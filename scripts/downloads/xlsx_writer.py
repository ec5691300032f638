"""Excel: a cover, a sheet for each table with real numbers and days, a dictionary. Rows stream, so that a nation fits."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from xlsxwriter import Workbook

from .base import Chunk, Table
from .xlsx_cells import AS_NUMBERS, LINE, ROWS, Look, Unfit, height, lines, look, text
from .xlsx_cover import COLUMNS, COVER, LAST, LOOKS, SHADE, Cover, Sheet, write_cover, write_dictionary
from .xlsx_sheet import StreamedSheet, number_cell, places, text_cell

NAME_LENGTH = 31  # of a sheet, as Excel allows


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
        for at, values in enumerate(chunk.values):
            assert self._sheet
            if self._sheet.height > self._limit:
                self._close_sheet()
                self._part += 1
                self._open_sheet()
            self._count += 1
            self._row(values, chunk.texts[at])

    def _row(self, values: tuple[Any, ...], texts: list[str]) -> None:
        assert self._sheet
        row, cells, tallest = self._sheet.height + 1, [], 1
        for at, value in enumerate(values):
            if value is None:
                continue
            before, after = self._places[at]
            make = self._makers[at]
            try:
                if make:
                    cells.append(number_cell(f"{before}{row}{after}", make(value)))
                else:
                    cells.append(text_cell(f"{before}{row}{after}", text(value)))
                    if self._looks[at].wraps and len(value) > self._looks[at].width:
                        tallest = max(tallest, lines(value, self._looks[at].width))
            except Unfit as said:
                cells.append(text_cell(f"{before}{row}{after}", self._instead(at, texts[at], str(said))))
        self._sheet.put("".join(cells), height(tallest))

    def _instead(self, column: int, written: str, why: str) -> str:
        """What stands in a cell that Excel cannot hold, with a remark."""
        name = self._table.columns[column]
        place = f"tệp {self._table.name}.csv, dòng {self._count + 1}, cột {name}"
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
