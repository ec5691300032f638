"""The numbers of rows read from a picture: where the surest reading breaks the count and the other one goes on with it, the other one stands. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..audit.numbering import ordinals
from .grid import Cell, Doubt
from .hierarchy import styles

_ASK = "Đọc từ ảnh được “{read}”; theo số ở dòng trên thì là “{number}”: trong bản in là gì?"


def counted(cells: Sequence[Cell]) -> list[Cell]:
    """The cells of a grid, those of its first column with the reading by which their numbers follow each other. Each was and stays asked about."""
    found, last = list(cells), {}
    for place, cell in sorted(((place, cell) for place, cell in enumerate(cells) if cell.column == 0 and cell.column_span == 1 and cell.text), key=lambda item: item[1].row):
        second = cell.doubts[0].second if cell.doubts else ""
        if second and not _follows(cell.text, last) and _goes_on(second, last):
            cell = replace(cell, text=second, raw=second, doubts=(Doubt(_ASK.format(read=cell.text, number=second), cell.text), *cell.doubts[1:]))
            found[place] = cell
        for style in styles(cell.text):
            last[style] = cell.text
    return found


def _goes_on(text: str, last: dict[str, str]) -> bool:
    return any(number - 1 in ordinals(last[style]) for style in styles(text) if style in last for number in ordinals(text))


def _follows(text: str, last: dict[str, str]) -> bool:
    """Whether a number may stand here: the next one of its style, or the first of a new count."""
    return _goes_on(text, last) or any(number == 1 for number in ordinals(text)) or not any(style in last for style in styles(text))
