"""What has to be asked about a table that was read from a picture, besides its cells: its headings and the kinds of its rows. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .grid import Doubt, Grid
from .lattice import squares
from .read_tables import Column, ReadRow
from .table_header import Header, is_heading

OCR = "ocr"
# How rows are numbered; what is numbered otherwise ("IV", "A", "Vv") may head them, its other cells being strokes.
_ROW = re.compile(r"[0-9]+(?:[.,][0-9]+)*[.)]?|[a-zđ][.)]|[-–+*•]")
_KINDS = {"section": "đề mục của các dòng dưới", "total": "dòng tổng", "letters": "dòng đánh chữ A, B, C dưới tiêu đề"}


def asked_columns(columns: Sequence[Column], header: Header, grid: Grid) -> list[Column]:
    """The columns with the doubts of the cells of their headings, each once: a wrong year there is wrong in every row.

    What is asked about a heading that was not read from a picture and is a known one makes no difference.
    """
    covered, told, found = squares(grid), set(), []
    for column in columns:
        cells = [covered[corner] for corner in header.corners[column.index] if corner in covered and corner not in told]
        told.update((cell.row, cell.column) for cell in cells)
        doubts = tuple(Doubt(f"Tiêu đề cột: {doubt.question[:1].lower()}{doubt.question[1:]}", doubt.second) for cell in cells if OCR in cell.method.split() or not is_heading(column.heading) for doubt in cell.doubts)
        found.append(replace(column, doubts=(*column.doubts, *dict.fromkeys(doubts))))
    return found


def asked_rows(rows: Sequence[ReadRow], columns: Sequence[Column]) -> list[ReadRow]:
    """The rows, those doubting their kind where one letter read wrong would make it another."""
    return [_asked(row, columns) for row in rows]


def _asked(row: ReadRow, columns: Sequence[Column]) -> ReadRow:
    own = [cell for cell in row.cells if cell and cell.text]
    if not any(OCR in cell.method.split() for cell in own):
        return row
    if row.kind in _KINDS:
        question = f"Dòng đọc từ ảnh này được hiểu là {_KINDS[row.kind]}; đúng không?"
    elif _may_be_section(row, columns):
        question = "Dòng đọc từ ảnh này được hiểu là một dòng nội dung, không phải đề mục; đúng không?"
    else:
        return row
    return replace(row, doubts=(*row.doubts, Doubt(question)))


def _may_be_section(row: ReadRow, columns: Sequence[Column]) -> bool:
    """Whether a row is numbered as no row is, or has nothing but what they have."""
    filled = [column for column in columns if row.text(column.index)]
    numbered = any(column.role == "number" and not _ROW.fullmatch(row.text(column.index)) for column in filled)
    return numbered or {column.role for column in filled} <= {"number", "name", "title", "amount"}
