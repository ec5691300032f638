"""What a document really says: its tables with their true cells, to hold against what was read."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from scripts.text import nfc

KINDS_OF_ROWS = {"S": "section", "R": "row", "G": "row", "T": "total", "L": "letters"}


@dataclass(frozen=True)
class TrueColumn:
    """One column: its heading as printed (`above` the levels over it), what it holds, and the years and stage it names."""

    heading: str
    role: str
    years: tuple[int, int] | None = None
    stage: str = ""
    above: tuple[str, ...] = ()
    width: float = 3.0


@dataclass(frozen=True)
class TrueRow:
    """One printed row. `kind`: section | row | total | letters. `merged`: its second cell runs to the end of the row."""

    kind: str
    cells: tuple[str, ...]
    merged: bool = False


@dataclass(frozen=True)
class TrueTable:
    """One table. `kind` as in scripts.ingest.read_tables."""

    kind: str
    titles: tuple[str, ...]
    columns: tuple[TrueColumn, ...]
    rows: tuple[TrueRow, ...]


@dataclass(frozen=True)
class TrueDocument:
    """A document: `head` and `foot` are the paragraphs around the tables, `decoys` whether letterhead and signatures are drawn as tables."""

    name: str
    tables: tuple[TrueTable, ...]
    head: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    features: tuple[str, ...] = field(default=())


# What the columns of the rebuilt documents hold: by kind of table, in the order of the columns.
_ROLES = {
    "budget": ("number", "name", "amount", "amount"),
    "documents": ("number", "symbol", "issued_on", "name"),
    "targets": ("number", "name", "baseline", "target", "lead", "support"),
    "tasks": ("number", "title", "name", "lead", "support", "schedule"),
}
_YEARS = {"budget": {2: (2025, 2025), 3: (2026, 2026)}, "targets": {2: (2025, 2025), 3: (2026, 2026)}}
_STAGES = {"budget": {2: "estimated_outturn", 3: "requested"}}


def rebuilt(path: Path) -> TrueDocument:
    """The tables of a *.truth.json beside the rebuilt documents."""
    tables = []
    for known in json.loads(path.read_text("utf-8")):
        kind = known["kind"]
        columns = tuple(
            TrueColumn(heading, _ROLES[kind][at], _YEARS.get(kind, {}).get(at), _STAGES.get(kind, {}).get(at, ""))
            for at, heading in enumerate(known["header"])
        )
        rows = tuple(TrueRow(KINDS_OF_ROWS[row["type"]], tuple(map(nfc, row["cells"])), row["merged"]) for row in known["rows"])
        tables.append(TrueTable(kind, tuple(known["titles"]), columns, rows))
    return TrueDocument(path.name.removesuffix(".truth.json"), tuple(tables))
