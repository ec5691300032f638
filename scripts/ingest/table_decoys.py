"""Grids that are no table of a plan: letterheads, signatures, contents, boxes, lists of persons. Pure."""

from __future__ import annotations

from ..values import parse_date
from .grid import Cell, Grid
from .headings import meanings
from .lattice import printed
from .table_header import Header
from .table_phrases import begins, holds, is_phrase
from .table_titles import names_appendix

# A phrase of a signature counts in a small grid only: rows of tasks may name offices too.
SMALL = 8


def reason_aside(grid: Grid, header: Header | None) -> str:
    """Why the grid is no table of a plan, in Vietnamese; "" when it may be one."""
    texts = [cell.text for cell in grid.cells if cell.text]
    if not texts:
        return "Khung không có chữ."
    if header is not None:
        return _of_heading([text for levels in header.levels for text in levels[-1:]])
    if any(holds(text, "letterhead") for text in texts):
        return "Phần đầu văn bản (quốc hiệu, tên cơ quan, số văn bản)."
    if grid.rows <= SMALL and any(map(_signs, grid.cells)):
        return "Phần ký và nơi nhận."
    if names_appendix(grid):
        return "Khung ghi số và tên phụ lục, không phải bảng."
    if any(is_phrase(text, "contents") for text in texts):
        return "Mục lục."
    if len(texts) == 1 and grid.rows * grid.columns > 0 and len(grid.cells) == 1:
        return "Khung chữ một ô, không phải bảng."
    return ""


def signed_from(grid: Grid, first: int) -> int:
    """The row, from `first` on, in which the signatures drawn below a table begin: only signatures and names of persons follow. The number of rows when there are none."""
    found = grid.rows
    for row in range(grid.rows - 1, max(first, grid.rows - SMALL) - 1, -1):
        cells = printed(grid, row)
        if cells and all(map(_signs, cells)) or row + 1 == found and len(cells) == 1 and parse_date(cells[0].text):
            found = row  # a place and a date stand above the signatures
        elif not all(_is_person(cell.text) for cell in cells):
            break
    return found


def _is_person(text: str) -> bool:
    """Whether the text may be a name under a signature, or a remark like "(Đã ký)"."""
    words = text.split()
    return text.startswith("(") or (1 < len(words) <= 6 and not any(letter.isdigit() for letter in text) and all(word[:1].isupper() for word in words))


def _signs(cell: Cell) -> bool:
    return any(begins(line, "signature") or is_phrase(line, "signature_alone") for line in (cell.raw or cell.text).splitlines())


def _of_heading(headings: list[str]) -> str:
    if any(is_phrase(text, "person") for text in headings):
        details = [text for text in headings if is_phrase(text, "person_detail")]
        plan = [text for text in headings if any(m.role in ("target", "schedule", "amount", "symbol") for m in meanings(text))]
        if details and not plan:
            return f"Danh sách người (cột “{details[0]}”): dữ liệu cá nhân, không đưa vào kế hoạch."
    if len(headings) <= 3 and any(is_phrase(text, "page") for text in headings):
        return "Mục lục."
    return ""
