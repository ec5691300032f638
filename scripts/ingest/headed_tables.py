"""One list drawn as several tables, each under a heading of its own in the running text: the heading is a section of its rows. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..text import clean
from .grid import Cell, Doubt, Line
from .headings import key
from .hierarchy import styles
from .read_tables import ReadRow, ReadTable
from .sections import headed
from .table_titles import belongs_to_table

KINDS = ("targets", "tasks")
LONGEST = 200
_SECTIONS = "Các dòng “{lines}” in ngay trên những bảng cùng tiêu đề cột, được đọc là đề mục của các dòng trong bảng: đúng không?"
_MAYBE = "Dòng “{line}” in ngay trên bảng này, dưới một bảng cùng tiêu đề cột: có phải là đề mục của các dòng dưới nó không?"


@dataclass(frozen=True)
class Above:
    """A table and the line directly above it, None when none is."""

    table: ReadTable
    line: Line | None


def with_sections(tables: Sequence[Above]) -> list[ReadTable]:
    """The same tables in order; in those of one list a row for the heading above each comes first."""
    found: list[ReadTable] = []
    run: list[Above] = []
    for item in tables:
        if run and not _goes_on(run[-1].table, item):
            found += _headed(run)
            run = []
        run.append(item)
    return found + _headed(run)


def _goes_on(before: ReadTable, item: Above) -> bool:
    alike = [[key(text) for text in (*column.above, column.heading)] for column in before.columns] == [
        [key(text) for text in (*column.above, column.heading)] for column in item.table.columns
    ]
    # A number of its own is that of another appendix.
    return alike and before.kind == item.table.kind in KINDS and (not item.table.appendix or item.table.appendix == before.appendix)


def _headed(run: Sequence[Above]) -> list[ReadTable]:
    lines = [item.line if item.line is not None and _may_head(item.line.text) else None for item in run]
    if len(run) < 2 or not any(lines[1:]) or any(row.kind == "section" for item in run for row in item.table.rows):
        return [item.table for item in run]
    numbers = [headed(clean(line.text))[0] if line is not None else "" for line in lines]
    if all(numbers) and len(set(numbers)) == len(numbers) and len({styles(number)[0] for number in numbers}) == 1:
        shown = "”, “".join(clean(line.text)[:60] for line in lines if line is not None)
        asked = [(Doubt(_SECTIONS.format(lines=shown)),), *[()] * (len(run) - 1)]
        return [_under(item.table, line, doubts) for item, line, doubts in zip(run, lines, asked) if line is not None]
    return [run[0].table, *(_asking(item.table, line) for item, line in zip(run[1:], lines[1:]))]


def _may_head(text: str) -> bool:
    return len(text) <= LONGEST and not belongs_to_table(text)


def _under(table: ReadTable, line: Line, doubts: tuple[Doubt, ...]) -> ReadTable:
    cell = Cell(0, 0, clean(line.text), line.text, line.place, column_span=len(table.columns))
    row = ReadRow("section", (cell, *[None] * (len(table.columns) - 1)), line.place, doubts)
    letters = [row for row in table.rows if row.kind == "letters"]
    return replace(table, rows=(*letters, row, *(row for row in table.rows if row.kind != "letters")))


def _asking(table: ReadTable, line: Line | None) -> ReadTable:
    at = next((at for at, row in enumerate(table.rows) if row.kind != "letters"), None)
    if line is None or at is None:
        return table
    row = table.rows[at]
    asked = replace(row, doubts=(*row.doubts, Doubt(_MAYBE.format(line=clean(line.text)[:80]))))
    return replace(table, rows=(*table.rows[:at], asked, *table.rows[at + 1 :]))
