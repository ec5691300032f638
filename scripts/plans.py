"""Find and read plan folders and the reference tables: the only reader of data/plans and data/reference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from . import csv_files, review_marks
from .csv_files import CsvFile, Row
from .paths import Layout
from .tables import plan_tables, reference_tables, schemas


@dataclass
class Plan:
    """One plan folder. `files` holds every plan table, also those that are missing (no rows); `siblings` the commune's other plans.

    `review`: the open questions of a draft (see review_marks), None when the folder has no such file.
    """

    plan_id: str
    path: str
    files: dict[str, CsvFile]
    stray: list[str]
    siblings: list["Plan"] = field(default_factory=list)
    review: CsvFile | None = None

    def rows(self, table: str) -> list[Row]:
        return self.files[table].rows

    @property
    def lost(self) -> list[CsvFile]:
        """The files of which rows may be missing: what is missing would be found missing."""
        return [file for file in self.files.values() if file.lost]

    @cached_property
    def by_id(self) -> dict[str, dict[str, Row]]:
        """Table -> row id -> row, for the tables whose rows have an id of their own."""
        index: dict[str, dict[str, Row]] = {}
        for table in self.files:
            key = schemas()[table].primary_key
            if len(key) == 2:
                index[table] = {row[key[1]]: row for row in self.rows(table)}
        return index

    def typed(self, table: str) -> list[dict[str, Any]]:
        """The rows as values (see TableSchema.typed), in file order."""
        schema = schemas()[table]
        return [schema.typed(row) for row in self.rows(table)]


def plan_folders(layout: Layout) -> list[Path]:
    """Every folder three levels below data/plans, in the order of their names."""
    return sorted(path for path in layout.plans.glob("*/*/*") if path.is_dir())


def plan_id_of(layout: Layout, folder: Path) -> str:
    return folder.resolve().relative_to(layout.plans.resolve()).as_posix()


class NoSuchPlan(LookupError):
    """A name that people gave is no plan folder; the text says so in Vietnamese."""


def named_folders(layout: Layout, names: list[str]) -> list[Path]:
    """The plan folders that people named: by path (from here or from the root), or by plan_id."""
    folders = {folder.resolve(): folder for folder in plan_folders(layout)}
    found = []
    for name in names:
        paths = [(place / name).resolve() for place in (Path(), layout.root, layout.plans)]
        folder = next((folders[path] for path in paths if path in folders), None)
        if folder is None:
            raise NoSuchPlan(
                f"{name}: không phải thư mục kế hoạch; cần data/plans/<tỉnh>/<xã>-<mã xã>/<kế hoạch>; kiểm tra lại đường dẫn"
            )
        found.append(folder)
    return found


def names_in(folder: Path) -> list[str]:
    """What lies in a folder, by name."""
    return sorted(path.name for path in folder.iterdir())


def load_plan(layout: Layout, folder: Path) -> Plan:
    """Read one plan folder; faults of form are recorded, not raised."""
    return load_folder(folder, plan_id_of(layout, folder), layout.relative(folder))


def load_folder(folder: Path, plan_id: str, shown: str) -> Plan:
    """Read a folder as that plan, wherever it lies; `shown` is how messages call it."""
    names = plan_tables()
    files = {
        name: csv_files.read(
            folder / f"{name}.csv",
            f"{shown}/{name}.csv",
            name,
            schemas()[name].columns,
        )
        for name in names
    }
    review = csv_files.read(folder / review_marks.NAME, f"{shown}/{review_marks.NAME}", "review", review_marks.COLUMNS)
    expected = {f"{name}.csv" for name in names} | {review_marks.NAME}
    stray = [name for name in names_in(folder) if name not in expected]
    return Plan(plan_id, shown, files, stray, review=review if review.exists or review.unopened else None)


def load_plans(layout: Layout) -> Iterator[Plan]:
    """One plan at a time: a nation of plans does not fit in memory."""
    for folder in plan_folders(layout):
        yield load_plan(layout, folder)


def load_tables(layout: Layout, *names: str) -> Iterator[Plan]:
    """The plans one at a time with only these tables read: the others cost time that a look-up does not need."""
    for folder in plan_folders(layout):
        files = {name: csv_files.read(folder / f"{name}.csv", layout.relative(folder / f"{name}.csv"), name, schemas()[name].columns) for name in names}
        yield Plan(plan_id_of(layout, folder), layout.relative(folder), files, [])


def load_with_siblings(layout: Layout, folders: list[Path]) -> list[Plan]:
    """These plans, each knowing the other plans of its commune, whether those are among them or not."""
    loaded: dict[Path, Plan] = {}
    for folder in folders:
        for path in sorted(folder.parent.iterdir()):
            if path.is_dir() and path not in loaded:
                loaded[path] = load_plan(layout, path)
    for folder in folders:
        loaded[folder].siblings = [plan for path, plan in loaded.items() if path.parent == folder.parent and path != folder]
    return [loaded[folder] for folder in folders]


def misplaced(layout: Layout) -> list[str]:
    """Files that lie under data/plans but not in a plan folder."""
    at_depth = {path for pattern in ("*", "*/*", "*/*/*", "*/*/*/*/**") for path in layout.plans.glob(pattern)}
    return sorted(layout.relative(path) for path in at_depth if path.is_file())


@dataclass
class Reference:
    """The reference tables, with the look-ups that checks and pages need."""

    files: dict[str, CsvFile]

    def rows(self, table: str) -> list[Row]:
        return self.files[table].rows

    @cached_property
    def keyed(self) -> dict[str, dict[str, Row]]:
        """Table -> single key -> row, for the tables with a key of one column."""
        index: dict[str, dict[str, Row]] = {}
        for table in self.files:
            key = schemas()[table].primary_key
            if len(key) == 1:
                index[table] = {row[key[0]]: row for row in self.rows(table)}
        return index

    @cached_property
    def agency_of(self) -> dict[str, str]:
        """Printed text of a body -> agency_id."""
        return {row["alias"]: row["agency_id"] for row in self.rows("agency_aliases")}


def load_reference(layout: Layout) -> Reference:
    return Reference(
        {
            name: csv_files.read(
                layout.reference / f"{name}.csv",
                layout.relative(layout.reference / f"{name}.csv"),
                name,
                schemas()[name].columns,
            )
            for name in reference_tables()
        }
    )
