"""How a made-up plan is printed as PDF, besides its layout: what offices do with their pages and programs. Decided by the seed alone."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from random import Random

from .truth import TrueDocument, TrueTable


@dataclass(frozen=True)
class Printing:
    """`upright_heads`: headings of narrow columns stand on their side. `narrow`: words and figures break inside. `gapped`: spaces are gaps, not letters.
    `tracking`: points between letters. `mixed`: text upright, tables across. `paged`: "" | number | header, what the margins say.
    `cells`: "" | boxes (a border of its own for each cell) | white (white rules on shaded cells). `together`: tables follow each other on a page.
    `numbers`: how rows are numbered, with {n}."""

    upright_heads: bool = False
    narrow: bool = False
    gapped: bool = False
    tracking: float = 0.0
    mixed: bool = False
    paged: str = ""
    cells: str = ""
    justified: bool = False
    together: bool = False
    lined: bool = False
    low: bool = False
    numbers: str = "{n}"

    @property
    def features(self) -> list[str]:
        """What is special about it, for the report."""
        return [f"{one.name}={value}" if not isinstance(value, bool) else one.name for one in fields(self) if (value := getattr(self, one.name)) != one.default]


def printing(seed: int) -> Printing:
    random = Random(seed * 104729 + 7)

    def sometimes(part: float = 0.15) -> bool:
        return random.random() < part

    return Printing(
        upright_heads=sometimes(), narrow=sometimes(), gapped=sometimes(), tracking=random.choice((-0.4, -0.2, 0.5)) if sometimes() else 0.0, mixed=sometimes(0.25),
        paged=random.choice(("", "", "number", "header")), cells=random.choice(("boxes", "white")) if sometimes(0.2) else "", justified=sometimes(0.3), together=sometimes(),
        lined=sometimes(0.25), low=sometimes(), numbers=random.choice(("{n}.", "{n})", "{n}.", "0{n}")) if sometimes(0.25) else "{n}",
    )  # fmt: skip


def renumbered(plan: TrueDocument, how: Printing) -> TrueDocument:
    """The plan with its rows numbered in that way."""
    return replace(plan, tables=tuple(_renumbered(table, how.numbers) for table in plan.tables)) if how.numbers != "{n}" else plan


def _renumbered(table: TrueTable, numbers: str) -> TrueTable:
    at = next((index for index, column in enumerate(table.columns) if column.role == "number"), 0)
    return replace(table, rows=tuple(replace(row, cells=(*row.cells[:at], _number(row.cells[at], numbers), *row.cells[at + 1 :])) for row in table.rows))


def _number(text: str, numbers: str) -> str:
    if numbers == "0{n}":
        return f"0{text}" if text.isdigit() and len(text) == 1 else text
    return numbers.format(n=text) if text else ""
