"""JSON lines, one file a table, one row a line: numbers are numbers, what is not stated is null, codes and dates are strings."""

from __future__ import annotations

import json
from functools import lru_cache
from io import BufferedWriter
from pathlib import Path

from .base import Chunk, Table
from .cells import EXACT_IN_DOUBLES, refuse_integers

# Codes, dates and texts go through the encoder of the library; only braces and commas around them are the same for every row.
_quoted = json.JSONEncoder(ensure_ascii=False).encode


@lru_cache(maxsize=1)
def json_lines(table: Table, chunk: Chunk) -> list[str]:
    """Each row of the chunk as a JSON object; remembered, for the whole JSON document holds them too.

    Raises CannotHold for integers that readers, who count in double precision, would get as another number.
    """
    refuse_integers(table, chunk, EXACT_IN_DOUBLES, "JSON")
    columns = [_column(kind, cells) for kind, cells in zip(table.types, chunk.text_columns)]
    names = (_quoted(name).replace("%", "%%") for name in table.columns)
    row = "{" + ",".join(f"{name}:%s" for name in names) + "}"
    return [row % cells for cells in zip(*columns)]


def _column(kind: str, cells: tuple[str, ...]) -> list[str]:
    if kind == "integer":
        return [text or "null" for text in cells]
    if kind == "number":
        # Always with a point (15.0), so that tools which guess types guess the same one for every plan.
        return [repr(float(text)) if text else "null" for text in cells]
    # Codes and names come again and again: each is encoded once.
    known = {text: _quoted(text) for text in set(cells)} | {"": "null"}
    return list(map(known.__getitem__, cells))


class NdjsonWriter:
    """Writes <table>.ndjson into `folder`; a table without rows is an empty file."""

    def __init__(self, folder: Path) -> None:
        self.remarks: list[str] = []
        self._folder = folder
        self._out: BufferedWriter | None = None

    def begin(self, table: Table) -> None:
        self._table = table
        self._out = open(self._folder / f"{table.name}.ndjson", "wb")

    def rows(self, chunk: Chunk) -> None:
        assert self._out
        self._out.write(("\n".join(json_lines(self._table, chunk)) + "\n").encode("utf-8"))

    def end(self) -> None:
        assert self._out
        self._out.close()

    def close(self) -> None:
        """Nothing is open between tables."""

    def abandon(self) -> None:
        if self._out:
            self._out.close()
