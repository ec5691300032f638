"""Canonical CSV, one file a table: for a plan, byte for byte what is committed."""

from __future__ import annotations

from functools import lru_cache
from io import BufferedWriter
from pathlib import Path

from ..csv_files import csv_lines
from .base import Chunk, Table


@lru_cache(maxsize=1)
def csv_bytes(chunk: Chunk) -> bytes:
    """The rows of a chunk; remembered, for the zip holds them too."""
    return csv_lines(chunk.texts).encode("utf-8")


def header(table: Table) -> bytes:
    return csv_lines([table.columns]).encode("utf-8")


class CsvWriter:
    """Writes <table>.csv into `folder`."""

    def __init__(self, folder: Path) -> None:
        self.remarks: list[str] = []
        self._folder = folder
        self._out: BufferedWriter | None = None

    def begin(self, table: Table) -> None:
        self._out = open(self._folder / f"{table.name}.csv", "wb")
        self._out.write(header(table))

    def rows(self, chunk: Chunk) -> None:
        assert self._out
        self._out.write(csv_bytes(chunk))

    def end(self) -> None:
        assert self._out
        self._out.close()

    def close(self) -> None:
        """Nothing is open between tables."""

    def abandon(self) -> None:
        if self._out:
            self._out.close()
