"""Every file of one dataset, all formats in one pass over its rows; none of them when one cannot be written."""

from __future__ import annotations

import gc
import hashlib
import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from ..datasets import BY_NAME, FORMATS, Dataset, WrittenFile
from ..edition import Edition
from ..plans import Reference
from ..tables import plan_tables
from .about import about
from .base import CannotHold, Table, Writer
from .cells import typed
from .rows import Cells, Referred, RowsOf, table_of
from .sqlite_writer import Views

CHUNK = 5_000
UNFINISHED = ".dang-ghi"
# Extra tables are views in SQLite; the package holds what is committed, with its schemas.
WITHOUT_EXTRA = ("zip", "sqlite")
# What makes the writer of a further format, given the path of its file.
Maker = Callable[[Path], Writer]


@dataclass(frozen=True)
class _Open:
    """A format being written; `extra`: whether it takes the extra tables too."""

    format: str
    writer: Writer
    extra: bool = True


def write_dataset(
    dataset: Dataset, rows_of: RowsOf, reference: Reference, target: Path, edition: Edition, *, version: str = "",
    extra: Iterable[tuple[Table, Iterable[Cells]]] = (), views: Views | None = None, makers: dict[str, Maker] | None = None,
    formats: Collection[str] = tuple(known.name for known in FORMATS),
) -> list[WrittenFile]:  # fmt: skip
    """Write the dataset's files of these formats into the folder `target`; return what they are.

    `extra` are further tables with their rows, first in every format that holds tables as they come (not in the package, not in
    SQLite, which has `views`). `makers` give the writers of formats that are not made here ("xlsx").
    Raises CannotHold with every cell that a format cannot hold; then none of the files is there, and older ones stay as they were.
    """
    referred = Referred(reference, dataset.kind == "collection")
    tables = [*plan_tables(), *referred.tables]
    told = about(dataset, edition, version)
    unfinished, run = target / UNFINISHED, _Run()
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    try:
        for form, make in _makers(dataset, told, tables, unfinished, views, makers or {}).items():
            if form in formats:
                run.open.append(_Open(form, make(unfinished / f"{dataset.stem}{BY_NAME[form].suffix}"), form not in WITHOUT_EXTRA))
        with _cycles_left():
            for table, rows in extra:
                run.table(table, rows, extra=True)
            for name in plan_tables():
                run.table(table_of(name), rows_of(name), seen=referred.see)
            for name, rows in referred.rows().items():
                run.table(table_of(name), rows)
        run.close()
        made = [file for each in run.open for file in _written(dataset, each, unfinished, run.counts)]
        for file in made:
            os.replace(unfinished / file.path, target / file.path)
        return made
    except BaseException:
        run.abandon()
        raise
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _makers(
    dataset: Dataset, told: dict[str, Any], tables: list[str], folder: Path, views: Views | None, others: dict[str, Maker]
) -> dict[str, Maker]:
    """What makes the writer of each format, in the order of FORMATS. Libraries that take long to load are loaded here, once a process."""
    from .archive import ZipWriter
    from .csv_writer import CsvWriter
    from .json_writer import JsonWriter
    from .ndjson_writer import NdjsonWriter
    from .parquet_writer import ParquetWriter
    from .sqlite_writer import SqliteWriter

    known: dict[str, Maker] = {
        "csv": lambda path: CsvWriter(folder), "ndjson": lambda path: NdjsonWriter(folder), "parquet": lambda path: ParquetWriter(folder),
        "json": lambda path: JsonWriter(path, told), "sqlite": lambda path: SqliteWriter(path, told, tables, views),
        "zip": lambda path: ZipWriter(path, dataset, told, tables), **others,
    }  # fmt: skip
    return {form.name: known[form.name] for form in FORMATS if form.name in known}


@contextmanager
def _cycles_left() -> Iterator[None]:
    """Without the search for cycles, which takes a third of the time of reading: rows are many small objects, and none knows another."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Run:
    """All writers in step. A problem of one does not hide those of the rest: they are raised together at the end."""

    def __init__(self) -> None:
        self.open: list[_Open] = []
        # Rows of each table; apart those of the extra tables, which not every format has.
        self.counts: dict[bool, dict[str, int]] = {True: {}, False: {}}
        self._problems: dict[str, None] = {}

    def table(self, table: Table, rows: Iterable[Cells], extra: bool = False, seen: Callable[[str, list[Cells]], None] | None = None) -> None:
        taking = [each.writer for each in self.open if each.extra or not extra]
        for writer in taking:
            self._try(writer.begin, table)
        remaining, count = iter(rows), 0
        while texts := list(islice(remaining, CHUNK)):
            if seen:
                seen(table.name, texts)
            try:
                chunk = typed(table, texts, count + 2)
            except CannotHold as error:
                self._note(error)
            else:
                for writer in taking:
                    self._try(writer.rows, chunk)
            count += len(texts)
        for writer in taking:
            self._try(writer.end)
        self.counts[extra][table.name] = count

    def close(self) -> None:
        # Rows that were left out for a problem would be missed by keys: nothing is said of what follows from a problem.
        if not self._problems:
            for each in self.open:
                self._try(each.writer.close)
        if self._problems:
            raise CannotHold("\n".join(self._problems))

    def _try(self, call: Callable[..., None], *given: Any) -> None:
        try:
            call(*given)
        except CannotHold as error:
            self._note(error)

    def _note(self, error: CannotHold) -> None:
        self._problems |= dict.fromkeys(str(error).split("\n"))

    def abandon(self) -> None:
        for each in self.open:
            each.writer.abandon()


def _written(dataset: Dataset, each: _Open, folder: Path, counts: dict[bool, dict[str, int]]) -> Iterator[WrittenFile]:
    """The files of one format: one a table, or one that holds every table."""
    known, rows = BY_NAME[each.format], (counts[True] if each.extra else {}) | counts[False]
    for table in rows if known.per_table else [""]:
        path = folder / f"{table or dataset.stem}{known.suffix}"
        with open(path, "rb") as file:
            checksum = hashlib.file_digest(file, "sha256").hexdigest()
        count = rows[table] if table else sum(rows.values())
        yield WrittenFile(each.format, table, path.name, path.stat().st_size, checksum, count, tuple(each.writer.remarks))
