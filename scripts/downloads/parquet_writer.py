"""Parquet, one file a table: typed columns, compressed, with the titles and units of the columns inside."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from .base import Chunk, Table
from .cells import EXACT_IN_64_BITS, refuse_integers

# Moments are kept as moments; they are shown in the time of Vietnam, in which documents are signed.
TYPES = {
    "string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "date": pa.date32(), "datetime": pa.timestamp("us", tz="+07:00"),
}  # fmt: skip
# What columns mean at length is in the dictionary: in every file of a plan it would take more room than the rows.
TOLD = ("title", "title_en", "unit")
# A group of rows is what a reader loads at once: larger ones compress better, this many stay small in memory.
GROUP = 50_000
# A table of fewer rows is read whole: there dictionaries and statistics of columns take more time and room than they save.
FEW = 1_000


@lru_cache(maxsize=64)
def arrow_schema(table: Table) -> pa.Schema:
    """The columns of a table with their types; metadata hold their titles and units."""
    fields = [
        pa.field(field["name"], TYPES[field["type"]], metadata={key: field[key] for key in TOLD if field.get(key)})
        for field in table.fields
    ]  # fmt: skip
    return pa.schema(fields, metadata={key: table.descriptor[key] for key in TOLD if table.descriptor.get(key)})


class ParquetWriter:
    """Writes <table>.parquet into `folder`; a table without rows is a file with its columns only."""

    def __init__(self, folder: Path) -> None:
        self.remarks: list[str] = []
        self._folder = folder
        self._out: pq.ParquetWriter | None = None
        self._file: pa.OSFile | None = None

    def begin(self, table: Table) -> None:
        self._table, self._schema = table, arrow_schema(table)
        self._waiting: list[pa.RecordBatch] = []
        self._out, self._file = None, pa.OSFile(str(self._folder / f"{table.name}.parquet"), "wb")

    def rows(self, chunk: Chunk) -> None:
        refuse_integers(self._table, chunk, EXACT_IN_64_BITS, "Parquet")
        arrays = [pa.array(self._values(kind, column), TYPES[kind]) for kind, column in zip(self._table.types, chunk.value_columns)]
        if arrays:
            self._waiting.append(pa.record_batch(arrays, schema=self._schema))
        if self._rows_waiting() >= GROUP:
            self._flush()

    def _rows_waiting(self) -> int:
        return sum(batch.num_rows for batch in self._waiting)

    @staticmethod
    def _values(kind: str, column: list[Any]) -> Any:
        return [None if value is None else float(value) for value in column] if kind == "number" else column

    def _flush(self) -> None:
        """Write the rows that wait as a group; the first call knows whether there are many."""
        if not self._out:
            many = self._rows_waiting() >= FEW
            self._out = pq.ParquetWriter(self._file, self._schema, compression="zstd", use_dictionary=many, write_statistics=many)
        if self._waiting:
            self._out.write_table(pa.Table.from_batches(self._waiting, self._schema))
            self._waiting = []

    def end(self) -> None:
        self._flush()
        assert self._out
        self._out.close()
        self._file.close()

    def close(self) -> None:
        """Nothing is open between tables."""

    def abandon(self) -> None:
        if self._out:
            self._out.close()
        if self._file:
            self._file.close()
