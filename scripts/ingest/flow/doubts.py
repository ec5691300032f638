"""What is asked about the cells of one row. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ..grid import Doubt
from .numbering import THROUGH, Counted, number_of
from .row import SURE, ReadCell, Row
from .tokens import FAR, SPACE

# Where a row fills some of several columns of one role, its words could stand one column further: the margin has to be larger.
_SHIFT_SURE = 6.0


def _over_gap(cell: ReadCell) -> bool:
    """Words on both sides of a gap as wide as a page's end."""
    worded = [place for place, token in enumerate(cell.tokens) if token.text]
    return any(token.gap == FAR for token in cell.tokens[worded[0] + 1 : worded[-1] + 1]) if worded else False


def _next_number(cell: ReadCell, counted: Counted) -> str:
    """A number at the beginning of a line of this cell that would be the next row's; "" when there is none."""
    for place, token in enumerate(cell.tokens):
        if place and token.text and token.gap != SPACE:
            number = number_of(token.text)
            if number and number.value > 1 and counted.after(number)[0] <= THROUGH:
                return token.text
    return ""


def shifting(row: Row, roles: list[str]) -> set[int]:
    """The columns of a role that has several, in a row that fills only some of them, and those beside them."""
    found: set[int] = set()
    for role in set(roles) & {"schedule", "target", "baseline", "amount", "fund"}:
        columns = [column for column, one in enumerate(roles) if one == role]
        filled = [column for column in columns if row.cells[column].text]
        if len(columns) > 1 and 0 < len(filled) < len(columns):
            found.update(range(max(1, columns[0] - 1), min(len(roles), columns[-1] + 2)))
    return found


def doubts_of(row: Row, column: int, cell: ReadCell, headings: list[str], counted: Counted, loose: Collection[int], other: Mapping[int, str]) -> tuple[Doubt, ...]:
    doubts = []
    shown = f"“{cell.text}”" if cell.text else "ô trống"
    if cell.margin < (_SHIFT_SURE if column in loose else SURE) and not row.span:
        second = f"“{cell.second}”" if cell.second else "ô trống"
        where = next((headings[place] for place, one in enumerate(row.cells) if place != column and one.text and one.text == cell.second), "")
        if not cell.text and where:
            question = f"“{cell.second}” đứng ở cột “{where}” hay cột “{headings[column]}”?"
        else:
            question = f"Cột “{headings[column]}” của dòng này là {shown} hay {second}?"
        doubts.append(Doubt(question, cell.second))
    elif column in other and other[column] != cell.text:
        second = f"“{other[column]}”" if other[column] else "ô trống"
        doubts.append(Doubt(f"Chữ của dòng này chia vào các cột theo hai cách đều hợp: cột “{headings[column]}” là {shown} hay {second}?", other[column]))
    elif cell.missing and not row.span and column:
        doubts.append(Doubt(f"Không thấy dấu của ô “{headings[column]}” ở dòng này; ô này để trống, hay gộp với dòng khác?"))
    if _over_gap(cell):
        doubts.append(Doubt("Giữa ô này có khoảng cách của một trang mới; phần sau có thuộc ô này không, hay bảng đã hết?"))
    if next_number := _next_number(cell, counted):
        doubts.append(Doubt(f"Trong ô này có dòng bắt đầu bằng “{next_number}”, là số thứ tự tiếp theo; từ đó có phải là một dòng khác của bảng không?"))
    if column == 1 and row.other:
        doubts.append(Doubt("Dòng này là tiêu đề của các dòng dưới hay là một dòng có đủ các cột?", row.other))
    if column == 0 and row.odd_number:
        doubts.append(Doubt(f"Số thứ tự “{cell.text}” không nối tiếp dòng trước; đây có phải là đầu một dòng mới không?"))
    return tuple(doubts)
