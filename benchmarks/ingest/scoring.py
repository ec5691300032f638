"""What was read against what is true: rows, cells, and whether each mistake was flagged. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from scripts.ingest.read_tables import ReadRow, ReadTable, Tables
from scripts.ingest.unruled_tables import is_unruled

from .truth import TrueDocument, TrueRow, TrueTable


@dataclass
class Score:
    """Counts over one or more tables. `silent`: wrong and nothing says so, a row lost or invented without a word too."""

    rows: int = 0
    rows_right: int = 0
    cells: int = 0
    cells_right: int = 0
    flagged: int = 0
    silent: int = 0
    right_but_flagged: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        for name in ("rows", "rows_right", "cells", "cells_right", "flagged", "silent", "right_but_flagged"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.examples += other.examples

    def wrong(self, said: bool, what: str, cells: int = 1) -> None:
        if said:
            self.flagged += cells
        else:
            self.silent += cells
        self.examples.append(f"{'' if said else 'SILENT '}{what}")


def score(plan: TrueDocument, tables: Tables, remarks: Sequence[str] = ()) -> Score:
    """Every true table against the read one that shares most of its words. A table that is set aside, stopped or remarked ("chưa được đọc", "không được đọc") is not lost in silence."""
    told = bool(tables.stopped or tables.aside) or any("được đọc" in remark for remark in remarks)
    whole, left = Score(), list(tables.read)
    for true in plan.tables:
        best = max(left, key=lambda read: _likeness(true, read), default=None)
        if best is None or _likeness(true, best) < (0.2 if best.kind == true.kind else 0.5):
            lost = Score(rows=len(true.rows), cells=sum(map(_filled, true.rows)))
            lost.wrong(told, f"{plan.name}: {true.kind}: bảng không được đọc", lost.cells)
            whole.add(lost)
            continue
        left.remove(best)
        whole.add(_table(plan.name, true, best))
    for read in left:
        asked = all(row.doubts for row in read.rows)
        whole.wrong(asked, f"{plan.name}: {read.kind}: bảng không có trong văn bản", sum(1 for row in read.rows for cell in row.cells if cell and cell.text))
    return whole


def _filled(row: TrueRow) -> int:
    return sum(map(bool, row.cells))


def _words(texts: list[str]) -> set[str]:
    return {word for text in texts for word in text.split()}


def _likeness(true: TrueTable, read: ReadTable) -> float:
    a = _words([cell for row in true.rows for cell in row.cells])
    b = _words([cell.text for row in read.rows for cell in row.cells if cell])
    return len(a & b) / max(1, len(a | b)) + (0.5 if true.kind == read.kind else 0)


def _key(cells: list[str]) -> str:
    return " ".join("|".join(cells).split())


def _table(name: str, true: TrueTable, read: ReadTable) -> Score:
    found = Score()
    if true.kind != read.kind:
        cells = sum(map(_filled, true.rows))
        found.rows, found.cells = len(true.rows), cells
        found.wrong(False, f"{name}: {true.kind} đọc thành {read.kind}", cells)
        return found
    by_index = {column.index: column for column in read.columns}
    indexes = sorted(by_index)
    same_width = len(indexes) == len(true.columns)
    # The maintainer is told to count the rows of a table without rules.
    counted = any(map(is_unruled, read.rows))
    wanted = [row for row in true.rows if row.kind != "letters"]
    got = [row for row in read.rows if row.kind != "letters"]
    matcher = SequenceMatcher(None, [_key(list(row.cells)) for row in wanted], [_key(_texts(row, indexes)) for row in got], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            for row, other in zip(wanted[a:b], got[c:d]):
                found.add(_row(name, true, by_index, indexes, row, other, same_width))
            continue
        pairs, spare = _pairs(wanted[a:b], got[c:d], indexes)
        for row, other in pairs:
            if other is None:
                found.rows, found.cells = found.rows + 1, found.cells + _filled(row)
                found.wrong(counted, f"{name}: {true.kind}: mất dòng {row.cells[:2]}", _filled(row))
            else:
                found.add(_row(name, true, by_index, indexes, row, other, same_width))
        for other in spare:
            said = bool(other.doubts) or any(cell and cell.doubts for cell in other.cells)
            found.wrong(said, f"{name}: {true.kind}: dòng thừa {_texts(other, indexes)[:3]}", sum(map(bool, _texts(other, indexes))))
    return found


def _pairs(wanted: list[TrueRow], got: list[ReadRow], indexes: list[int]) -> tuple[list[tuple[TrueRow, ReadRow | None]], list[ReadRow]]:
    """True rows with the read row that is most like each, in order."""
    pairs, rest = [], list(got)
    for row in wanted:
        likes = [SequenceMatcher(None, _key(list(row.cells)), _key(_texts(other, indexes)), autojunk=False).ratio() for other in rest]
        best = max(range(len(rest)), key=likes.__getitem__, default=None)
        if best is None or likes[best] < 0.45:
            pairs.append((row, None))
        else:
            pairs.append((row, rest.pop(best)))
    return pairs, rest


def _texts(row: ReadRow, indexes: list[int]) -> list[str]:
    return [row.text(at) if at < len(row.cells) else "" for at in indexes]


def _row(name: str, true: TrueTable, by_index: dict, indexes: list[int], row: TrueRow, other: ReadRow, same_width: bool) -> Score:
    found = Score(rows=1)
    texts = _texts(other, indexes)
    kind_said = bool(other.doubts)
    right = True
    if other.kind != row.kind:
        right = False
        found.wrong(kind_said, f"{name}: {true.kind}: {row.cells[:2]} là {row.kind}, đọc thành {other.kind}", 1)
    for at, (column, text) in enumerate(zip(true.columns, row.cells)):
        index = indexes[at] if same_width and at < len(indexes) else None
        cell = other.cells[index] if index is not None and index < len(other.cells) else None
        known = by_index[index] if index is not None else None
        said = bool(other.doubts) or bool(cell and cell.doubts) or bool(known and known.doubts)
        if cell is None:  # another column or a merged cell holds it: what is asked about the row
            said = said or any(one.doubts for one in other.cells if one)
        read_text = texts[at] if index is not None else ""
        mapped = known is not None and known.role == column.role and (column.years is None or row.kind == "section" or known.years == column.years) and (column.role != "amount" or known.stage == column.stage)
        good = read_text == text and (mapped or not text)
        found.cells += 1
        if good:
            found.cells_right += 1
            found.right_but_flagged += said and bool(text)
        else:
            right = False
            why = f"“{text}” đọc thành “{read_text}”" if read_text != text else f"cột {column.heading} ({column.role} {column.years} {column.stage}) hiểu là {known and (known.role, known.years, known.stage)}"
            found.wrong(said, f"{name}: {true.kind}: {row.cells[0]} {row.cells[1][:40]}: {why}")
    found.rows_right += right
    return found
