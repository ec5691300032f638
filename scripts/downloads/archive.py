"""The self-contained Data Package of any dataset as one zip, written as rows come: tables, schemas, dictionary, rules, checksums, README."""

from __future__ import annotations

import hashlib
import json
import zipfile
from functools import cache
from pathlib import Path
from typing import IO, Any

from ..datasets import Dataset
from .about import descriptor, schema_of
from .base import Chunk, Table
from .csv_writer import csv_bytes, header
from .package_texts import citation, dictionary, readme, rules

# A zip entry needs a time; the earliest one that the format knows keeps the bytes the same from build to build.
EPOCH = (1980, 1, 1, 0, 0, 0)


class ZipWriter:
    """Writes a package to `target`, a path or a file open for writing bytes. `tables` are those that will come, in their order."""

    def __init__(self, target: Path | IO[bytes], dataset: Dataset, told: dict[str, Any], tables: list[str]) -> None:
        self.remarks: list[str] = []
        self._target, self._dataset, self._told, self._tables = target, dataset, told, tables
        self._zip = zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED)
        self._sums: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        self._material = 0
        self._sources: list[dict[str, str]] = []
        self._entry: IO[bytes] | None = None
        self._add("datapackage.json", _json(descriptor(told, tables)))

    def begin(self, table: Table) -> None:
        self._table, self._sum = table, hashlib.sha256()
        self._counts[table.name] = 0
        self._entry = self._zip.open(_info(f"data/{table.name}.csv"), "w")
        self._write(header(table))

    def rows(self, chunk: Chunk) -> None:
        self._write(csv_bytes(chunk))
        self._counts[self._table.name] += len(chunk.texts)
        if self._table.name == "notices":
            at = self._table.columns.index("severity")
            self._material += sum(cells[at] == "material" for cells in chunk.texts)
        if self._table.name == "sources" and self._dataset.kind == "plan":
            self._sources += [dict(zip(self._table.columns, cells)) for cells in chunk.texts]

    def _write(self, data: bytes) -> None:
        assert self._entry
        self._entry.write(data)
        self._sum.update(data)

    def end(self) -> None:
        assert self._entry
        self._entry.close()
        self._entry = None
        self._sums[f"data/{self._table.name}.csv"] = self._sum.hexdigest()

    def close(self) -> None:
        for table in self._tables:
            self._add(f"schemas/{table}.json", schema_text(table, tuple(self._tables)))
        self._add("dictionary.csv", dictionary(tuple(self._tables)))
        self._add("rules.csv", rules())
        self._add("CITATION.cff", citation(self._told))
        self._add("README.md", readme(self._dataset, self._told, self._counts, self._material, self._sources))
        self._add("SHA256SUMS", "".join(f"{checksum}  {name}\n" for name, checksum in sorted(self._sums.items())))
        self._zip.close()

    def _add(self, name: str, text: str) -> None:
        data = text.encode("utf-8")
        self._sums[name] = hashlib.sha256(data).hexdigest()
        self._zip.writestr(_info(name), data)

    def abandon(self) -> None:
        if self._entry:
            self._entry.close()
        self._zip.close()
        if isinstance(self._target, Path):
            self._target.unlink(missing_ok=True)


@cache
def schema_text(table: str, tables: tuple[str, ...]) -> str:
    """A table's schema as it stands in the package; remembered, for all plans, communes and provinces have the same tables."""
    return _json(schema_of(table, tables))


def _info(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


_dumps = json.JSONEncoder(ensure_ascii=False).encode


def _json(value: dict[str, Any]) -> str:
    """An object with a line for each property, and for each resource or field in it."""
    lines = []
    for name, item in value.items():
        rows = isinstance(item, list) and len(item) > 1 and isinstance(item[0], dict)
        text = "[\n  " + ",\n  ".join(map(_dumps, item)) + "\n ]" if rows else _dumps(item)
        lines.append(f" {_dumps(name)}: {text}")
    return "{\n" + ",\n".join(lines) + "\n}\n"
