"""Read one CSV file as written: cells are text, nothing is guessed, nothing is lost. Write one in the one canonical form.

The reader goes on where it can after a fault of form (a byte order mark, semicolons, columns in the wrong
order), so that one run reports every problem; the rules in checks/files.py judge what it records.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

BOM = b"\xef\xbb\xbf"
# A long cell is a cell; whether it is too long is for rules to say.
csv.field_size_limit(10_000_000)


class Row(dict):
    """One record: column -> text. `number` counts as a spreadsheet does: the header is row 1."""

    __slots__ = ("number",)

    def __init__(self, number: int, cells: Mapping[str, str] | Iterable[tuple[str, str]]):
        super().__init__(cells)
        self.number = number


@dataclass
class CsvFile:
    """One file: its rows and what is odd in its form. `path` is as people write it."""

    path: str
    table: str
    columns: list[str]
    exists: bool = True
    unopened: str = ""
    rows: list[Row] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    byte_order_mark: bool = False
    undecodable: str = ""
    delimiter: str = ","
    carriage_returns: bool = False
    final_newline: bool = True
    unreadable: str = ""
    uneven_rows: list[tuple[int, int]] = field(default_factory=list)
    blank_rows: list[int] = field(default_factory=list)

    @property
    def lost(self) -> bool:
        """Whether rows that people wrote may be missing from `rows`."""
        return not self.exists or not self.header or bool(self.undecodable or self.unreadable)

    @property
    def missing_columns(self) -> list[str]:
        return [column for column in self.columns if column not in self.header]

    @property
    def known_columns(self) -> list[str]:
        return [column for column in self.columns if column in self.header]


def read(path: Path, name: str, table: str, columns: list[str]) -> CsvFile:
    """Read `path` as `table`; `name` is how messages call it. A file that is missing or cannot be opened has no rows."""
    file = CsvFile(name, table, columns)
    try:
        raw = path.read_bytes()
    except OSError as error:
        file.exists = False
        file.unopened = "" if isinstance(error, FileNotFoundError) else error.strerror or type(error).__name__
        return file
    file.byte_order_mark = raw.startswith(BOM)
    try:
        text = raw.removeprefix(BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        utf_16 = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
        file.undecodable = "UTF-16" if utf_16 else f"byte 0x{raw.removeprefix(BOM)[error.start]:02X}"
        return file
    file.carriage_returns = "\r" in text
    file.final_newline = text.endswith("\n")
    first = text.split("\n", 1)[0]
    if "," not in first and len(columns) > 1:
        file.delimiter = next((mark for mark in ";\t|" if mark in first), ",")
    _parse(file, text)
    return file


def _parse(file: CsvFile, text: str) -> None:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=file.delimiter, strict=True)
    try:
        file.header = next(reader, [])
        for number, cells in enumerate(reader, start=2):
            if not any(cells):
                file.blank_rows.append(number)
                continue
            if len(cells) != len(file.header):
                file.uneven_rows.append((number, len(cells)))
            if file.header == file.columns and len(cells) == len(file.columns):
                file.rows.append(Row(number, zip(file.columns, cells)))
                continue
            by_column = dict(zip(file.header, cells))
            file.rows.append(Row(number, {c: by_column.get(c, "") for c in file.columns}))
    except csv.Error as error:
        file.unreadable = f"{reader.line_num}: {error}"


class _Lines(list[str]):
    """What csv.writer writes to: one string a row."""

    write = list.append


def csv_lines(rows: Iterable[Iterable[str]]) -> str:
    """Rows of cells as canonical CSV: comma, LF, quotes only where needed."""
    known, out = list(rows), io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(known)
    if "\r" not in (text := out.getvalue()):
        return text
    # The module quotes a line break only when it is that of the rows: with CR LF it quotes both, and the CR is taken off again.
    lines = _Lines()
    csv.writer(lines, lineterminator="\r\n").writerows(known)
    return "".join([f"{line[:-2]}\n" for line in lines])


def csv_text(columns: list[str], rows: Iterable[Mapping[str, str]]) -> str:
    """Rows as canonical CSV with its header."""
    return csv_lines([columns, *([row[column] for column in columns] for row in rows)])
