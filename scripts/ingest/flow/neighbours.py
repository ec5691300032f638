"""Words of a row that may be of the cell beside theirs: what one unsure cell, or a torn one, says about its neighbours. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..grid import Cell
from ..table_phrases import begins, is_phrase
from .contents import ends_in_body

_ITEM = re.compile(r"(?:^| )[-+•] \w")
_LETTERS = 4
_BESIDE = "Ô “{}” bên cạnh chưa chắc; chữ ở ô này có lẫn với ô đó không?"
_LISTS = "Dòng này có danh sách gạch đầu dòng cạnh một ô khác; mục nào của ô nào?"
_OPEN = "Chữ ở cột “{}” kết thúc bằng “{}”, phần còn lại có nằm ở ô khác của dòng không?"
_BODY = "Chữ cuối của ô “{}” giống phần đầu tên một cơ quan; chữ đó thuộc ô này hay ô bên cạnh?"
_CAPITALS = "Chữ in hoa ở hai ô cạnh nhau: là một đề mục bị tách, hay hai ô?"


def asked_beside(cells: Sequence[Cell], headings: Sequence[str], bodies: Sequence[int]) -> list[Cell]:
    """The cells of one row, in order of columns, those doubting too that may hold words of a doubtful or torn cell beside them. `bodies`: the columns of agencies."""
    found = list(cells)
    unsure = [place for place, cell in enumerate(cells) if cell.doubts and place > 0]
    for place in (*_lists(cells), *_capitals(cells)):
        question = _CAPITALS if place in _capitals(cells) else _LISTS
        found[place] = found[place].doubting(question) if not found[place].doubts else found[place]
    for place in bodies:
        last = cells[place].text.split()[-1:] if place < len(cells) else []
        if last and is_phrase(last[0], "joins"):
            # The words that follow may stand in any cell of the row.
            question = _OPEN.format(headings[place], last[0])
            found = [cell.doubting(question) if at == place or at and cell.text and not cell.doubts else cell for at, cell in enumerate(found)]
    for place in bodies:
        if place > 1 and place - 1 not in bodies and _last_line_is_body(cells[place - 1]):
            question = _BODY.format(headings[place - 1])
            found[place - 1 : place + 1] = [cell if cell.doubts else cell.doubting(question) for cell in found[place - 1 : place + 1]]
    for place in unsure:
        for beside in (place - 1, place + 1):
            if 0 < beside < len(found) and found[beside].text and not found[beside].doubts:
                found[beside] = found[beside].doubting(_BESIDE.format(headings[place]))
    return found


def _last_line_is_body(cell: Cell) -> bool:
    """Whether one of the last drawn lines of the cell begins with the name of a body: it may be the first line of the cell beside."""
    drawn = [line for line in cell.raw.split("\n")[1:] if line]
    return any(line[0].isupper() and begins(line, "body") for line in drawn[-2:]) and ends_in_body(cell.text)


def _lists(cells: Sequence[Cell]) -> list[int]:
    """Cells with several items and the filled ones beside them."""
    many = [place for place, cell in enumerate(cells) if place and len(_ITEM.findall(cell.text)) > 1]
    return sorted({near for place in many for near in (place, place + 1) if near < len(cells) and place + 1 < len(cells) and cells[place + 1].text})


def _capitals(cells: Sequence[Cell]) -> list[int]:
    """The name and the cell after it, both in capitals."""
    named = [place for place in (1, 2) if place < len(cells) and cells[place].text.isupper() and sum(map(str.isalpha, cells[place].text)) >= _LETTERS]
    return named if len(named) == 2 else []
