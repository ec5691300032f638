"""A dataset as one JSON document: what it is, then every table as a list of objects."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .base import Chunk, Table
from .ndjson_writer import json_lines


class JsonWriter:
    """Writes `path`; `about` is what the document says of the dataset."""

    def __init__(self, path: Path, about: dict[str, Any]) -> None:
        self.remarks: list[str] = []
        self._path = path
        self._out = open(path, "wb")
        self._out.write(f'{{"dataset":{json.dumps(about, ensure_ascii=False)},\n"tables":{{'.encode("utf-8"))
        self._tables = self._rows = 0

    def begin(self, table: Table) -> None:
        self._table = table
        self._out.write(f"{',' if self._tables else ''}\n{json.dumps(table.name)}:[".encode("utf-8"))
        self._tables += 1
        self._rows = 0

    def rows(self, chunk: Chunk) -> None:
        self._out.write(((",\n" if self._rows else "\n") + ",\n".join(json_lines(self._table, chunk))).encode("utf-8"))
        self._rows += len(chunk.texts)

    def end(self) -> None:
        self._out.write(b"\n]" if self._rows else b"]")

    def close(self) -> None:
        self._out.write(b"\n}}\n")
        self._out.close()

    def abandon(self) -> None:
        self._out.close()
        self._path.unlink(missing_ok=True)
