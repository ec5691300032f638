"""Where the rows of a dataset come from: a plan in memory, or the CSV files already written for each plan, one at a time."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from functools import cache
from operator import itemgetter
from pathlib import Path

from ..csv_files import CsvFile
from ..plans import Plan, Reference
from ..tables import plan_tables, schemas
from .base import CannotHold, Table

Cells = list[str]
# Table -> its rows, each the cells in the order of its columns ("" for not stated).
RowsOf = Callable[[str], Iterable[Cells]]


@cache
def table_of(name: str) -> Table:
    """A committed table as writers get it; one value for all datasets, so that what writers remember of it is found again."""
    return Table(name, schemas()[name].descriptor)


def cells_of(file: CsvFile, rows: Iterable[dict[str, str]] | None = None) -> Iterator[Cells]:
    """The rows of a table that was read as lists of cells."""
    return map(list, map(itemgetter(*file.columns), file.rows if rows is None else rows))


def rows_of_plan(plan: Plan) -> RowsOf:
    return lambda table: cells_of(plan.files[table])


def rows_of_written(folder: Path, plan_ids: Iterable[str]) -> RowsOf:
    """The rows of these plans from `folder`/<plan_id>/<table>.csv, which CsvWriter wrote; no more than one file is open."""

    def readers(table: str) -> Iterator[Iterator[Cells]]:
        for plan_id in plan_ids:
            path = folder / plan_id / f"{table}.csv"
            with open(path, encoding="utf-8", newline="") as file:
                reader = csv.reader(file, strict=True)
                if next(reader, None) != schemas()[table].columns:
                    raise CannotHold(f"{plan_id}/{table}.csv: dòng tiêu đề không theo lược đồ; xóa thư mục build/ rồi dựng lại")
                yield reader

    return lambda table: chain.from_iterable(readers(table))


def reference_keys(tables: Iterable[str], known: Iterable[str]) -> dict[str, dict[str, int]]:
    """Table -> reference table -> which column of the table names its rows."""
    found: dict[str, dict[str, int]] = {}
    for table in tables:
        for key in schemas()[table].descriptor.get("foreignKeys", []):
            fields = [key["fields"]] if isinstance(key["fields"], str) else key["fields"]
            if key["reference"]["resource"] in known and len(fields) == 1:
                found.setdefault(table, {})[key["reference"]["resource"]] = schemas()[table].columns.index(fields[0])
    return found


class Referred:
    """The reference tables of a dataset and the rows that its rows name, collected while these stream by.

    A plan, a commune or a province takes the rows that its keys lead to, through other reference tables too
    (plan -> commune -> province); the collection takes every table whole. Which tables they are depends on the schemas alone.
    """

    def __init__(self, reference: Reference, whole: bool) -> None:
        self._reference, self._whole = reference, whole
        self._keys = reference_keys(schemas(), reference.keyed)
        reached = {other for table in plan_tables() for other in self._keys.get(table, {})}
        while further := {other for table in reached for other in self._keys.get(table, {})} - reached:
            reached |= further
        self.tables = [table for table in reference.files if whole or table in reached]
        self._codes: dict[str, set[str]] = {table: set() for table in self.tables}

    def see(self, table: str, rows: list[Cells]) -> None:
        """Note which reference rows these rows name."""
        if not self._whole:
            for other, at in self._keys.get(table, {}).items():
                self._codes[other].update([cells[at] for cells in rows])

    def rows(self) -> dict[str, list[Cells]]:
        """Reference table -> its rows, in the order of the committed file."""
        if self._whole:
            return {table: list(cells_of(self._reference.files[table])) for table in self.tables}
        # A table comes after those that it names, so going backwards meets every key before the rows that it leads to.
        found = {}
        for table in reversed(self.tables):
            keyed = self._reference.keyed[table]
            rows = sorted((keyed[code] for code in self._codes[table] & keyed.keys()), key=lambda row: row.number)
            found[table] = list(cells_of(self._reference.files[table], rows))
            self.see(table, found[table])
        return {table: found[table] for table in self.tables}
