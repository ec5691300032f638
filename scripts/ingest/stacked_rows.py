"""Several rows typed into one drawn row, each a line in every cell ("1" and "2" in one square). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..text import clean
from .grid import Cell, Doubt
from .read_tables import Column, ReadRow

_DIVIDED = "Một dòng kẻ của bảng in chứa các số {numbers}, đã tách thành {count} dòng theo từng đoạn trong ô: đúng không?"
_TOGETHER = "Ô số thứ tự có nhiều số ({numbers}): dòng kẻ này gồm nhiều dòng, các ô khác không chia được theo số; tách tay."


def unstacked(row: ReadRow, columns: Sequence[Column]) -> list[ReadRow]:
    """The rows in a printed one, asked about; the row alone when its number is one."""
    number = next((row.cells[column.index] for column in columns if column.role == "number"), None)
    numbers = _lines(number) if number is not None else []
    if row.kind != "row" or len(numbers) < 2 or not _follow(numbers):
        return [row]
    told = ", ".join(f"“{text}”" for text in numbers)
    lines = {cell.column: _lines(cell) for cell in row.cells if cell is not None and cell.text}
    if any(len(texts) != len(numbers) for texts in lines.values()):
        return [replace(row, doubts=(*row.doubts, Doubt(_TOGETHER.format(numbers=told))))]
    asked = Doubt(_DIVIDED.format(numbers=told, count=len(numbers)))
    return [
        replace(row, cells=tuple(_part(cell, lines, at) for cell in row.cells), doubts=(*row.doubts, asked) if at == 0 else (asked,)) for at in range(len(numbers))
    ]


def _lines(cell: Cell) -> list[str]:
    return [text for line in cell.raw.splitlines() if (text := clean(line))]


def _follow(numbers: Sequence[str]) -> bool:
    figures = [text.rstrip(".)") for text in numbers]
    return all(text.isascii() and text.isdigit() for text in figures) and all(int(b) == int(a) + 1 for a, b in zip(figures, figures[1:]))


def _part(cell: Cell | None, lines: dict[int, list[str]], at: int) -> Cell | None:
    if cell is None or cell.column not in lines:
        return cell
    text = lines[cell.column][at]
    return replace(cell, text=text, raw=text)
