"""Proof that nothing printed was lost: every cell with text stands in the draft once, or in a mark. Pure.

It goes by the words of cells and rows alone and knows nothing of how cells are taken, so that it also finds the faults of their making.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..places import anchor, row_id
from .draft import Draft
from .grid import Place
from .read_tables import ReadTable
from .row_cells import PrintedRow, is_nothing
from .shared_cells import rows_of

# Kind of table -> its table of ours, its child tables with the column that is printed.
HELD = {
    "targets": ("targets", (("target_values", "value_text"),)),
    "tasks": ("tasks", (("task_schedules", "schedule_text"),)),
    "budget": ("budget_lines", (("budget_amounts", "amount_text"),)),
    "documents": ("issued_documents", ()),
}
PRINTED = (
    "number", "title", "name", "product_text", "note_text", "lead_text", "support_text", "unit_text", "symbol", "issued_on_text",
)  # fmt: skip
_WORD = re.compile(r"\w+|[%≥≤<>]")
# "Tháng 1/2026 và tháng 7/2026" are two times, and nothing holds the word between them.
_BETWEEN = "và"


@dataclass(frozen=True, slots=True)
class Unused:
    """One printed cell that the draft does not hold, or ("" as `column`) words of a row of ours that no cell holds."""

    table: str
    row_id: str
    column: str
    text: str
    place: Place

    @property
    def question(self) -> str:
        if self.column:
            return f"Ô ở cột “{self.column}” chưa được dùng: “{self.text}”; ghi vào đâu?"
        return f"Dòng {self.row_id} có chữ không thấy trong dòng in: “{self.text}”; so lại với văn bản."


def unused_cells(tables: Iterable[ReadTable], draft: Draft, made: Mapping[int, str]) -> list[Unused]:
    """Every cell of the tables that is not held exactly once, in the order of the document. `made`: id() of a ReadRow -> the row of ours made from it."""
    texts = [f"{mark.question} {mark.reading}" for mark in draft.marks]
    found: list[Unused] = []
    for kind, (table, children) in HELD.items():
        rows = {row_id(table, row): row for row in draft.tables.get(table, [])}
        below = {child: _by_owner(draft, child) for child, _ in children}
        waiting: list[PrintedRow] = []
        left = set(rows)
        for printed in (row for read in tables if read.kind == kind for row in rows_of(read)):
            identifier = made.get(id(printed.row), "")
            row = rows.get(identifier)
            if row is None:
                waiting.append(printed)
                continue
            left.discard(identifier)
            for heading in waiting:
                found += _heading(table, heading, row, texts)
            waiting.clear()
            held = [row[field] for field in PRINTED if row.get(field)]
            held += [child[field] for name, field in children for child in below[name].get(identifier, [])]
            found += _row(table, identifier, printed, held, texts)
        for heading in waiting:
            found += _heading(table, heading, None, texts)
        found += [Unused(table, identifier, "", rows[identifier]["name"], Place()) for identifier in rows if identifier in left]
    return found


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _by_owner(draft: Draft, child: str) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in draft.tables.get(child, []):
        found.setdefault(anchor(row_id(child, row)), []).append(row)
    return found


def _heading(table: str, printed: PrintedRow, following: dict[str, str] | None, texts: list[str]) -> list[Unused]:
    """The words of a row that made none of ours stand in the section of the row below it, or in a mark."""
    left = Counter(_words(f"{following.get('section_number', '')} {following.get('section_title', '')}")) if following else Counter()
    missing = []
    for spot in printed.spots:
        # What is merged down from a heading is looked for in the rows below it.
        if is_nothing(spot.text) or spot.covered or (spot.shared and following):
            continue
        words = Counter(_words(spot.text))
        if not words - left:
            left -= words
        elif not any(spot.text in text for text in texts):
            missing.append(spot)
    if not missing:
        return []
    first = missing[0]
    return [Unused(table, "", first.column.heading or "không tên", " ".join(spot.text for spot in missing), first.place)]


def _row(table: str, identifier: str, printed: PrintedRow, held: list[str], texts: list[str]) -> list[Unused]:
    """Cells against what the row and its child rows hold; a cell may be held in several pieces, and be told in a mark instead."""
    left, missing = Counter(_words(" ".join(held))), []
    # A cell that is held as it stands goes first: "4" is not a piece of "4.000.000" that stands in the same row.
    for spot in sorted(printed.spots, key=lambda one: one.text not in held):
        # The number of the rows above, where this one has a longer one ("1" over "1.1").
        longer = spot.column.role == "number" and any(text != spot.text and text.startswith(f"{spot.text.rstrip('.')}.") for text in held[:1])
        if is_nothing(spot.text) or longer:
            continue
        words = Counter(_words(spot.text))
        if spot.column.role == "schedule":
            words.pop(_BETWEEN, None)
        if not words - left:
            left -= words
        elif not any(f"{identifier}: {spot.text}" in text or (spot.covered and spot.text in text) for text in texts):
            missing.append(Unused(table, identifier, spot.column.heading or "không tên", spot.text, spot.place))
    if left and not missing:
        missing.append(Unused(table, identifier, "", " ".join(left.elements()), printed.row.place))
    return missing
