"""What the rows of one reading say about the table's layout, for the next reading. Pure."""

from __future__ import annotations

from collections import Counter
from statistics import median

from .contents import shape_key
from .layout import Layout, lines_of, step_of, width
from .row import SURE, Row
from .tokens import FAR, SINGLE, SPACE

_MOSTLY = 0.8
_SOME = 5  # lines of a column
_FEW = 3


def has_near_borders(rows: list[Row]) -> bool:
    """Whether some cells stand nearer than a line apart: where none do, the text was written in another way."""
    for row in rows:
        for before, cell in zip(row.cells, row.cells[1:]):
            if before.tokens and cell.tokens and cell.tokens[0].gap in (SPACE, SINGLE) and not row.span:
                return True
    return False


def learned(rows: list[Row], layout: Layout) -> Layout:
    """What the sure cells of a table say about its layout."""
    after = Layout(layout.columns, bounds=layout.bounds)
    blanks: Counter[int] = Counter()
    unsure: Counter[int] = Counter()
    endings: Counter[int] = Counter()
    wrapped: list[list[float]] = [[] for _ in range(layout.columns)]
    too_wide: list[list[float]] = [[] for _ in range(layout.columns)]
    every: list[list[float]] = [[] for _ in range(layout.columns)]
    for row in rows:
        if row.span:
            continue
        last = row.cells[-1]
        if last.text and last.margin >= SURE and not any(cell.over_page for cell in row.cells):
            endings[len(row.tokens) - 1 - max(place for place, token in enumerate(row.tokens) if token.text)] += 1
        for column, cell in enumerate(row.cells):
            drawn = lines_of(cell.tokens)
            if len(drawn) == 1 and not cell.text:
                (blanks if cell.margin >= SURE else unsure)[len(cell.tokens)] += 1
            if cell.margin < SURE:
                continue
            texts = [line for line in drawn if line]
            if texts:
                after.common[column, shape_key(cell.text)] += 1
            # The last row may have taken in the text below the table.
            if texts and (row is not rows[-1] or len(rows) <= _FEW):
                every[column] += map(width, texts)
                wrapped[column] += map(width, texts[:-1])
                too_wide[column] += [width(line) + 0.6 + width(below.split(" ", 1)[0]) for line, below in zip(texts, texts[1:])]
            before = row.cells[column - 1] if column else None
            if before and before.margin >= SURE and before.text and cell.text and not before.over_page and not cell.over_page:
                after.steps[step_of(len(lines_of(before.tokens)), len(drawn), cell.tokens[0])] += 1
    for column in range(layout.columns):
        if len(every[column]) >= _SOME:
            after.seen[column] = sorted(every[column])[-2]
        if len(wrapped[column]) >= 2:
            # One cell read wrongly must not widen its column.
            longest = sorted(every[column])
            after.widths[column] = max(median(wrapped[column]), longest[-1] if len(longest) < 5 else longest[-2])
            after.limits[column] = sorted(too_wide[column])[len(too_wide[column]) > 2]
    # Where an empty cell is never sure, those that are not still say how many blanks one draws.
    if counted := blanks if blanks.total() >= _FEW else blanks + unsure:
        after.glyphs = max(counted, key=lambda count: (counted[count], -count))
    ending, often = endings.most_common(1)[0] if endings else (0, 0)
    known = ending if often >= 4 and often >= _MOSTLY * endings.total() else None
    return Layout(after.columns, after.widths, after.steps, after.glyphs, known, layout.missing, after.common, layout.bounds, after.limits, after.seen)
