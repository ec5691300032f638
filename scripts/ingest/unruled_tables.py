"""What has to be asked about a table whose columns were found by the white space between its words: each of its rows, once. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .grid import Doubt
from .read_tables import ReadRow

WORDS = "words"
_KINDS = {"section": "đề mục của các dòng dưới", "total": "dòng tổng", "letters": "dòng đánh chữ A, B, C dưới tiêu đề", "row": "một dòng nội dung"}


def is_unruled(row: ReadRow) -> bool:
    return any(cell is not None and WORDS in cell.method.split() for cell in row.cells)


def asked_unruled(rows: Iterable[ReadRow]) -> list[ReadRow]:
    """The rows, those without vertical rules doubting as a whole: a border found wrongly changes cells, the number and the kind of a row alike."""
    return [replace(row, doubts=(Doubt(_question(row)), *row.doubts)) if is_unruled(row) else row for row in rows]


def _question(row: ReadRow) -> str:
    return f"Bảng không kẻ đủ khung, ô chia theo khoảng trống giữa các chữ: dòng này (hiểu là {_KINDS[row.kind]}) có đúng như bản in từng ô, kể cả số thứ tự và ô trống, không?"
