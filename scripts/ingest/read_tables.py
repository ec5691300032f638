"""Tables whose columns and rows are understood, before they become rows of ours: what tables.py makes and drafting reads. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from .grid import Cell, Doubt, Grid, Line, Place

KINDS = ("targets", "tasks", "budget", "documents")
# What a column can hold, by kind of table. A heading is mapped to one of these in headings.csv.
ROLES = {
    "targets": ("number", "name", "unit", "baseline", "target", "lead", "support", "note"),
    "tasks": ("number", "title", "name", "product", "lead", "support", "schedule", "note"),
    "budget": ("number", "name", "unit", "quantity", "amount", "note"),
    "documents": ("number", "symbol", "issued_on", "name", "issuer", "note"),
}
# In any kind of table: a column that our tables have no place for (its cells stay in the report), and one that must not be published
# (persons, "không phát hành"): its cells are taken out.
OTHER, WITHHELD = "other", "withheld"
# A column that nothing explains: its cells are taken out too.
UNKNOWN = "unknown"
TAKEN_OUT = (WITHHELD, UNKNOWN)
# A merged cell of these says the same of every row that it covers; a sum or a figure may be meant for all of them together.
SHARED = ("title", "product", "lead", "support", "schedule", "note", "unit", "issuer")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    `heading` is the lowest level as printed (line wraps undone), `above` the levels over it from the top.
    `years`: the first and last year the heading names (both equal for one), None when it names none.
    `stage`: of an amount, as in budget_amounts.stage; "" elsewhere.
    `found`: "heading" (headings.csv knows it) or "shape" (what stands below decided).
    """

    index: int
    heading: str
    role: str
    above: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    stage: str = ""
    found: str = "heading"
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One printed row, page breaks undone. `cells` has one entry a column; None where a merged cell of this row covers it.

    `kind`: section (a heading of the rows below), row (all that is no section, a group of tasks too), total, letters (A B C under
    the heading). Whether a row is a group is for drafting to say.
    """

    kind: str
    cells: tuple[Cell | None, ...]
    place: Place
    doubts: tuple[Doubt, ...] = ()

    def text(self, column: int) -> str:
        cell = self.cells[column]
        return cell.text if cell else ""


@dataclass(frozen=True)
class ReadTable:
    """One table of the document, its pages joined.

    `titles`: the lines directly above it that belong to it ("Phụ lục 1", its name, "Đơn vị: đồng"). `unit`: the money unit
    printed above or in the headings, as printed ("đồng", "triệu đồng"), "" when none. `appendix`: its number as printed ("1", "II"), "".
    `remarks`: Vietnamese sentences about what joining and mapping decided. `notes`: cells of rows that are remarks ("Bằng chữ: …").
    `apart`: cells that may not be told anywhere (persons) or need not be (signatures): so that they are not missed.
    `others`: what stood inside the grid above the heading and belongs to no table.
    """

    kind: str
    columns: tuple[Column, ...]
    rows: tuple[ReadRow, ...]
    titles: tuple[Line, ...]
    place: Place
    unit: str = ""
    appendix: str = ""
    remarks: tuple[str, ...] = ()
    notes: tuple[Cell, ...] = ()
    apart: tuple[Cell, ...] = field(default=(), repr=False)
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SetAside:
    """A grid that is no table of a plan (letterhead, signatures), listed with the reason in Vietnamese."""

    grid: Grid
    reason: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """A table that looks like one of a plan but cannot be read: why, and what the maintainer can do (the line of headings.csv to add)."""

    grid: Grid
    reason: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tables:
    """All that became of a document's grids: every grid is in exactly one of the three."""

    read: tuple[ReadTable, ...]
    aside: tuple[SetAside, ...]
    stopped: tuple[Stopped, ...]
