"""Bodies listed one a row beside a task whose other cells are merged over those rows: they belong to the one row of the task. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .grid import Doubt
from .row_cells import PrintedRow, Spot, is_nothing

ROLES = ("lead", "support")
_ASKED = "Các dòng dưới chỉ ghi thêm cơ quan, những ô khác gộp với dòng này: các cơ quan đã ghi chung vào một ô; đúng không?"


def with_listed_bodies(rows: Sequence[PrintedRow]) -> list[PrintedRow]:
    """The rows; those that only name more bodies are part of the row above, which is asked about."""
    found: list[PrintedRow] = []
    for row in rows:
        if found and _only_names_bodies(row):
            found[-1] = replace(found[-1], spots=tuple(_with(above, below, row) for above, below in zip(found[-1].spots, row.spots)))
        else:
            found.append(row)
    return found


def _only_names_bodies(row: PrintedRow) -> bool:
    own = [spot for spot in row.spots if not spot.covered and not is_nothing(spot.text)]
    named = [spot for spot in row.all("name") if spot.covered and spot]
    return bool(own and named) and all(spot.column.role in ROLES for spot in own) and row.row.kind == "row"


def _with(above: Spot, below: Spot, row: PrintedRow) -> Spot:
    if below.covered or is_nothing(below.text):
        return above
    texts, lines = (above.text, below.text), (*above.lines, *below.lines)
    asked = () if any(doubt.question == _ASKED for doubt in above.doubts) else (Doubt(_ASKED),)
    return replace(above, text=" ".join(filter(None, texts)), lines=lines, doubts=(*above.doubts, *below.doubts, *row.row.doubts, *asked))
