"""Signs that rules are missing where a table has columns or rows: asked or remarked, never guessed. Pure."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace

from .grid import Cell, Doubt
from .headings import meanings
from .pdf_lattice import Lattice
from .pdf_words import TextLine, text_lines
from .table_header import is_number

# A gap this many letter sizes wide, at a column border of other rows, may be a border that is not drawn.
_GUTTER = 2.0
_ALIGNED = 6.0
# Headings are no longer than this many letters, and those of one table stand within so many points of each other.
_HEADING, _BESIDE = 60, 25.0
# A table is painted in rows when fewer steps than one in so many go down past other cells.
_USUAL = 2
_ROWS, _COLUMNS = 3, 3


def gutter_doubts(lines: Sequence[TextLine], borders: Sequence[float]) -> list[Doubt]:
    """Doubts of a merged cell whose text leaves a wide gap where the columns of other rows part."""
    for border in borders:
        for line in lines:
            left = [char for char in line.chars if char.x1 <= border]
            right = [char for char in line.chars if char.x0 >= border]
            if left and right and len(left) + len(right) == len(line.chars) and min(char.x0 for char in right) - max(char.x1 for char in left) > _GUTTER * line.size:
                texts = [text_lines(side)[0].text for side in (left, right)]
                return [Doubt(f"Ô gộp này có khoảng trống lớn giữa “{texts[0]}” và “{texts[1]}”; đây là một ô, hay hai ô thiếu đường kẻ dọc?")]
    return []


def row_doubts(cells: Sequence[Cell], rows: int) -> tuple[Cell, ...]:
    """The cells, those of a row doubting when one of its cells is a column of numbers and another has as many lines: rows without rules."""
    suspect = set()
    for row in range(rows):
        here = [cell for cell in cells if cell.row == row]
        counts = [len(cell.raw.splitlines()) for cell in here]
        for cell, count in zip(here, counts):
            numbers = count >= 2 and all(is_number(line) for line in cell.raw.splitlines())
            if numbers and len(set(cell.raw.splitlines())) > 1 and sum(other >= count for other in counts) >= 2:
                suspect.add(row)
    doubt = Doubt("Cột số thứ tự có nhiều số trong một ô; đây là một hàng, hay nhiều hàng không có đường kẻ ngang?")
    return tuple(replace(cell, doubts=(*cell.doubts, doubt)) if cell.row in suspect and cell.text else cell for cell in cells)


def overflowing(painted: Sequence[int], cells: Sequence[Cell], near: Callable[[int, int], bool]) -> set[int]:
    """The cells (by their place in `cells`) of which one may hold the end of the other's text. `painted`: the cell of each letter, in the order of painting; `near`:
    whether the text of a cell begins where a next line of another's would stand.

    Programs paint row after row, so text that goes on straight below, passing by other cells with text, has run over the rule.
    """
    beneath = {(cell.row, cell.column): number for number, cell in enumerate(cells)}
    steps = [(one, other) for one, other in itertools.pairwise(painted) if one != other]
    down = {step for step in steps if beneath.get((cells[step[0]].row + cells[step[0]].row_span, cells[step[0]].column)) == step[1]}
    filled: dict[int, list[int]] = {}
    for number in sorted(set(painted)):
        filled.setdefault(cells[number].row, []).append(cells[number].column)
    passed = {(one, other) for one, other in down if _between(cells[one], cells[other], filled) and near(one, other)}
    if len(passed) * _USUAL > len(steps):
        return set()  # painted column after column
    return {number for step in passed for number in step}


def _between(one: Cell, other: Cell, filled: dict[int, list[int]]) -> bool:
    """Whether a cell with text follows in the row of one, or stands before the other in its row. `filled`: row -> columns, ascending."""
    return filled[one.row][-1] > one.column or filled[other.row][0] < other.column


def without_uprights(page: int, found: Sequence[Lattice]) -> list[str]:
    """A remark on tables whose columns were parted by white space."""
    return [f"Trang {page} có bảng không kẻ dọc, cột chia theo khoảng trống: có thể thiếu hàng hoặc lẫn cột, phải so từng hàng với trang in."] if found else []


def unruled(lines: Sequence[TextLine], page: int) -> list[str]:
    """A question when lines outside every grid stand in three columns or more, row after row."""
    rows: list[list[TextLine]] = []
    for line in lines:
        if rows and line.base - rows[-1][0].base <= 0.3 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    best: list[list[TextLine]] = []
    run: list[list[TextLine]] = []
    for row in rows:
        if len(row) < _COLUMNS:
            continue
        run = [*run, row] if run and _aligned(run[-1], row) >= _COLUMNS - 1 else [row]
        best = max(best, run, key=len)
    if len(best) < _ROWS:
        return _headed(lines, page)
    first = " | ".join(line.text.strip() for line in sorted(best[0], key=lambda line: line.x0))
    return [f"Trang {page} có vẻ có bảng không kẻ khung ({len(best)} dòng có từ {_COLUMNS} cột, từ “{first[:80]}”); bảng này không được đọc: nhập tay, hoặc kẻ khung rồi in lại; nếu không phải bảng thì bỏ qua."]


def _headed(lines: Sequence[TextLine], page: int) -> list[str]:
    """A question when headings of columns, one of them that of the numbers, stand side by side outside every grid."""
    known = [(line, {meaning.role for meaning in meanings(line.text)}) for line in lines if len(line.text) < _HEADING]
    for line, roles in known:
        beside = [other.text.strip() for other, meant in known if meant and abs(other.base - line.base) < _BESIDE and (other.x0 > line.x1 or other.x1 < line.x0)]
        if "number" in roles and len(beside) >= _COLUMNS - 1:
            return [f"Trang {page} có vẻ có bảng không kẻ khung (tiêu đề “{' | '.join([line.text.strip(), *beside])[:80]}”); bảng này không được đọc: nhập tay, hoặc kẻ khung rồi in lại; nếu không phải bảng thì bỏ qua."]
    return []


def _aligned(one: Sequence[TextLine], other: Sequence[TextLine]) -> int:
    """How many pieces of a row begin, end or are centred where one of the other row does."""
    return sum(
        any(abs(a.x0 - b.x0) < _ALIGNED or abs(a.x1 - b.x1) < _ALIGNED or abs(a.x0 + a.x1 - b.x0 - b.x1) < 2 * _ALIGNED for b in other) for a in one
    )  # fmt: skip
