"""Two tables under the same headings, beside or under each other, of which only the first has a full title. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from .grid import Line
from .headings import key
from .read_tables import KINDS, ReadTable
from .table_header import Header
from .table_phrases import holds

UNIT_ABOVE = "Bảng này không in đơn vị tiền; cột “{heading}” tính bằng “{unit}” như bảng cùng tên cột ở trước: đúng không?"


def is_twin(header: Header, titles: Sequence[Line], before: ReadTable) -> bool:
    """Whether the columns are headed as those of the table before, and no title says what kind of table this one is."""
    own = [[key(text) for text in levels] for levels in header.levels]
    alike = own == [[key(text) for text in (*column.above, column.heading) if text] for column in before.columns]
    return alike and not any(holds(line.text, kind) for line in titles for kind in KINDS)
