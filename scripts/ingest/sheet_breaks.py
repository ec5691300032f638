"""A table of a workbook that goes on on the next sheet. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from ..audit.numbering import ordinals
from .grid import Doubt, Grid, Line
from .headings import squeezed
from .hierarchy import styles
from .stitched_table import Stitched, numbers
from .table_titles import holds_continued

_SAME = "Trang tính {page} không có dòng tên cột, số thứ tự nối tiếp bảng ở trang tính {before}: các dòng từ đây có thuộc cùng một bảng không?"


def goes_on_next_sheet(table: Stitched, grid: Grid, between: Sequence[Line], repeated: int) -> bool:
    """Whether a grid of a later sheet is the rest of the table: nothing but "(tiếp theo)" or the same titles stands above it, and its numbers go on."""
    own = {squeezed(line.text) for line in table.lines}
    if any(not holds_continued(line.text) and squeezed(line.text) not in own for line in between):
        return False
    column = numbers(table)
    first = next((cell.text for cell in grid.cells if cell.column == column and cell.row >= repeated and cell.text), "")
    before = [cell.text for cell in table.grid.cells if cell.column == column and cell.row >= table.body and cell.text]
    for style in styles(first) if first else ():
        last = next((text for text in reversed(before) if style in styles(text)), "")
        if last and any(number - 1 in ordinals(last) for number in ordinals(first)):
            return True
    return False


def asked(table: Stitched, page: int | None) -> Doubt:
    """What to ask about the first row of a sheet without a heading."""
    return Doubt(_SAME.format(page=page, before=table.parts[-1].place.page), "một bảng khác")
