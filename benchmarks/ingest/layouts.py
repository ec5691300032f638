"""How a made-up plan is drawn: what varies from commune to commune, decided by the seed alone."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from .truth import TrueTable

FONTS = ("Liberation Serif", "Noto Serif", "DejaVu Sans", "Noto Sans", "Liberation Sans")


@dataclass(frozen=True)
class Layout:
    """One way of drawing a plan. `merged_leads`: equal bodies below each other are one tall cell. `parted`: in Word an empty paragraph divides the table.

    In a PDF alone, `sides`: all | rows (rules between rows only) | inside (no outer frame); `laid`: "" | stamp | watermark, what lies over the pages.
    """

    font: str
    size: float
    rules: str
    landscape: bool
    repeated_header: bool
    rows_may_break: bool
    letters: bool
    merged_leads: bool
    decomposed: bool
    decoys: bool
    titles_in_table: bool
    rotated: bool
    zebra: bool
    parted: bool
    sides: str = "all"
    laid: str = ""

    @property
    def features(self) -> list[str]:
        """What is special about it, for the report."""
        names = ("landscape", "letters", "merged_leads", "decomposed", "titles_in_table", "rotated", "zebra", "parted")
        return [f"rules={self.rules}", f"sides={self.sides}", *([self.laid] if self.laid else []), *(name for name in names if getattr(self, name)), "header again" if self.repeated_header else "header once"]


def layout(seed: int) -> Layout:
    random = Random(seed * 7919 + 1)
    return Layout(
        font=random.choice(FONTS), size=random.choice((9, 10, 11, 12, 13)), rules=random.choice(("solid", "solid", "dotted", "dashed", "double", "thin")),
        landscape=random.random() < 0.5, repeated_header=random.random() < 0.6, rows_may_break=random.random() < 0.7, letters=random.random() < 0.25,
        merged_leads=random.random() < 0.25, decomposed=random.random() < 0.3, decoys=random.random() < 0.6, titles_in_table=random.random() < 0.15,
        rotated=random.random() < 0.2, zebra=random.random() < 0.2, parted=random.random() < 0.25,
        sides=random.choice(("all", "all", "all", "all", "rows", "inside")), laid=random.choice(("", "", "", "", "stamp", "watermark")),
    )  # fmt: skip


@dataclass(frozen=True)
class Box:
    """One drawn cell: where it begins, how far it goes, what it says."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    head: bool = False
    bold: bool = False


def boxes(table: TrueTable, how: Layout) -> tuple[list[Box], int]:
    """The table as drawn, and how many of its rows are the header."""
    columns, width = table.columns, len(table.columns)
    found: list[Box] = []
    at = 0
    if how.titles_in_table:
        for title in table.titles:
            found.append(Box(at, 0, title, 1, width, bold=True))
            at += 1
    first = at
    two = any(column.above for column in columns)
    column = 0
    while column < width:
        above = columns[column].above
        if not above:
            found.append(Box(at, column, columns[column].heading, 2 if two else 1, 1, True))
            column += 1
            continue
        last = column
        while last + 1 < width and columns[last + 1].above == above:
            last += 1
        found.append(Box(at, column, above[0], 1, last - column + 1, True))
        found += [Box(at + 1, n, columns[n].heading, 1, 1, True) for n in range(column, last + 1)]
        column = last + 1
    at += 2 if two else 1
    if how.letters:
        found += [Box(at, n, "ABCDEFGHIJKLM"[n], head=True) for n in range(width)]
        at += 1
    head = at if how.titles_in_table else at - first
    lead = next((n for n, c in enumerate(columns) if c.role == "lead"), None) if how.merged_leads else None
    tall: dict[int, int] = {}
    if lead is not None:
        start = None
        for n, row in enumerate(table.rows):
            same = start is not None and row.kind == "row" and row.cells[lead] == table.rows[start].cells[lead] and row.cells[lead]
            if same and tall[start] < 3:
                tall[start] += 1
            else:
                start = n if row.kind == "row" else None
                if start is not None:
                    tall[start] = 1
    covered = {n + more for n, count in tall.items() for more in range(1, count)}
    for n, row in enumerate(table.rows):
        for column, text in enumerate(row.cells):
            if row.merged and column > 1:
                continue
            if column == lead and n in covered:
                continue
            rows = tall.get(n, 1) if column == lead else 1
            wide = width - 1 if row.merged and column == 1 else 1
            found.append(Box(at + n, column, text, rows, wide, bold=row.kind in ("section", "total")))
    return found, head
