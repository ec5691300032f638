"""The committed collection in every format, written once, and what each file must hold: read from the committed CSV by itself."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from scripts.datasets import Dataset, WrittenFile
from scripts.downloads.dataset_files import write_dataset
from scripts.downloads.rows import rows_of_plan, rows_of_written
from scripts.edition import Edition
from scripts.paths import Layout
from scripts.plans import load_plans, load_reference
from scripts.tables import plan_tables, reference_tables, schemas

EDITION = Edition(date(2026, 11, 22), "https://minhbach.example.vn/")
PLAN_IDS = sorted(path.relative_to(Layout().plans).as_posix() for path in Layout().plans.glob("*/*/*"))
REFERRED = ["provinces", "communes", "topics", "agencies", "indicators", "legal_documents"]


def datasets() -> list[Dataset]:
    """The five plans, their communes, their provinces, everything."""
    communes = sorted({plan_id.rpartition("/")[0] for plan_id in PLAN_IDS})
    provinces = sorted({commune.split("/")[0] for commune in communes})

    def below(path: str) -> tuple[str, ...]:
        return tuple(plan_id for plan_id in PLAN_IDS if plan_id.startswith(f"{path}/"))

    return [
        *(Dataset("plan", plan_id, f"Kế hoạch {plan_id}", f"Plan {plan_id}", (plan_id,)) for plan_id in PLAN_IDS),
        *(Dataset("commune", path, f"Xã {path}", f"Commune {path}", below(path)) for path in communes),
        *(Dataset("province", path, f"Tỉnh {path}", f"Province {path}", below(path)) for path in provinces),
        Dataset("collection", "", "Minh bạch kế hoạch xã", "Commune plans", tuple(PLAN_IDS)),
    ]  # fmt: skip


@dataclass(frozen=True)
class Downloads:
    """The folder below which the files lie as on the site, and what write_dataset said of each dataset, by its path."""

    root: Path
    written: dict[str, list[WrittenFile]]

    def path(self, dataset: Dataset, form: str, table: str = "") -> Path:
        return self.root / dataset.file(form, table)

    def tables(self, dataset: Dataset) -> dict[str, int]:
        """Table -> how many rows it is said to have."""
        return {made.table: made.rows for made in self.written[dataset.path] if made.form == "csv"}


def write_all(root: Path) -> Downloads:
    """Every dataset: plans from memory, the others from the CSV files that were written for plans."""
    reference, plans = load_reference(Layout()), {plan.plan_id: plan for plan in load_plans(Layout())}
    written = {}
    for dataset in datasets():
        rows_of = rows_of_plan(plans[dataset.path]) if dataset.kind == "plan" else rows_of_written(root / "du-lieu", dataset.plan_ids)
        written[dataset.path] = write_dataset(dataset, rows_of, reference, root / dataset.folder, EDITION)
    return Downloads(root, written)


def cells(path: Path) -> list[list[str]]:
    with open(path, encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def committed(dataset: Dataset, table: str) -> list[list[str]]:
    """The rows that the dataset must have, without the header: of a plan table those of its plans; of a reference table all for
    the collection, else those whose id stands in a column of that meaning."""
    if table in plan_tables():
        return [row for plan_id in dataset.plan_ids for row in cells(Layout().plans / plan_id / f"{table}.csv")[1:]]
    header, *rows = cells(Layout().reference / f"{table}.csv")
    if dataset.kind == "collection":
        return rows
    named = {
        "provinces": {plan_id.split("/")[0] for plan_id in dataset.plan_ids}, "communes": _used(dataset, "commune_code"), "topics": _used(dataset, "topic_id"),
        "agencies": _used(dataset, "agency_id"), "indicators": _used(dataset, "indicator_id"), "legal_documents": _used(dataset, "document_id"),
    }[table]  # fmt: skip
    at = header.index("slug") if table == "provinces" else 0
    return [row for row in rows if row[at] in named]


def _used(dataset: Dataset, column: str) -> set[str]:
    found = set()
    for table in plan_tables():
        if column in schemas()[table].columns:
            at = schemas()[table].columns.index(column)
            found |= {row[at] for row in committed(dataset, table)}
    return found


def tables_of(dataset: Dataset) -> list[str]:
    return [*plan_tables(), *(reference_tables() if dataset.kind == "collection" else REFERRED)]


def values(table: str, rows: list[list[str]]) -> list[list[Any]]:
    """The rows as values by the schema alone: numbers as Decimal or int, days and moments as such, None for not stated."""
    schema = schemas()[table]
    return [[value if value != "" else None for value in schema.typed(dict(zip(schema.columns, row))).values()] for row in rows]
