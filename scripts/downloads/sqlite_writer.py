"""A dataset as one SQLite file: keys, codes and types from the schemas, full-text search with and without diacritics, a dictionary."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from ..dictionary_rows import FIRST_COLUMNS
from .base import CannotHold, Chunk, Table
from .cells import EXACT_IN_64_BITS, place, refuse_integers
from .package_texts import dictionary_rows
from .rows import table_of
from .sqlite_tables import create_table, indexes, quoted, row_id_columns, searched_columns

Views = Callable[[list[int]], list[str]]
# A page is the least that a table or an index takes: a plan has 50 of them, nearly all of them small.
PAGE_SIZES = {"plan": 1024, "commune": 1024}
BETWEEN = " · "
# The columns of the dictionary in the package, without what would double its size in every file.
TOLD = [column for column in FIRST_COLUMNS if column not in ("description_en", "example")]
# The search reads its texts from one table, so that no text is kept twice: as it is, and with "đ" made "d", which has no diacritic
# that the tokenizer could remove. Both spellings find a row: "chuyen doi so" in the second column, "chuyển đổi số" in the first.
SEARCH = (
    "CREATE TABLE search_texts (id INTEGER PRIMARY KEY, plan_id TEXT, table_name TEXT NOT NULL, row_id TEXT, text TEXT NOT NULL)",
    "CREATE VIEW search_rows AS SELECT id, plan_id, table_name, row_id, text,"
    " replace(replace(replace(text, 'đ', 'd'), 'Đ', 'D'), 'ð', 'd') AS folded FROM search_texts",
    "CREATE VIRTUAL TABLE search USING fts5(plan_id UNINDEXED, table_name UNINDEXED, row_id UNINDEXED, text, folded,"
    " content = 'search_rows', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2')",
)


@cache
def _empty(tables: tuple[str, ...], page_size: int) -> bytes:
    """A database with these tables, the search and the dictionary, before any row: the same for all plans, made once a process."""
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.execute(f"PRAGMA page_size = {page_size}")
    _filled(database, "dataset", ["name", "value"], [])
    _filled(database, "dictionary", TOLD, [tuple(row[column] or None for column in TOLD) for row in dictionary_rows(tables)])
    for table in map(table_of, tables):
        for statement in (create_table(table, tables), *indexes(table, tables)):
            database.execute(statement)
    for statement in SEARCH:
        database.execute(statement)
    return database.serialize()


def _filled(database: sqlite3.Connection, name: str, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    database.execute(f"CREATE TABLE {quoted(name)} ({', '.join(map(quoted, columns))})")
    database.executemany(f"INSERT INTO {quoted(name)} VALUES ({', '.join('?' * len(columns))})", rows)


class SqliteWriter:
    """Writes `path`; `told` comes from about(), `tables` are those that will come, `views` gives the views for the years of target values."""

    def __init__(self, path: Path, told: dict[str, Any], tables: list[str], views: Views | None = None) -> None:
        self.remarks: list[str] = []
        self._path, self._views = path, views
        path.write_bytes(_empty(tuple(tables), PAGE_SIZES.get(told["kind"], 4096)))
        self._db = sqlite3.connect(path, isolation_level=None)
        # What fails is removed whole, so nothing needs to be safe against a crash in between.
        for setting in ("journal_mode = MEMORY", "synchronous = OFF", "foreign_keys = OFF"):
            self._db.execute(f"PRAGMA {setting}")
        self._db.execute("BEGIN")
        self._db.executemany("INSERT INTO dataset VALUES (?, ?)", told.items())

    def begin(self, table: Table) -> None:
        self._table, self._searched, self._row_id = table, searched_columns(table), row_id_columns(table)
        self._plan = table.columns.index("plan_id") if "plan_id" in table.columns else -1
        self._insert = f"INSERT INTO {quoted(table.name)} VALUES ({', '.join('?' * len(table.columns))})"
        self._plain = all(kind in ("string", "integer") for kind in table.types)

    def rows(self, chunk: Chunk) -> None:
        refuse_integers(self._table, chunk, EXACT_IN_64_BITS, "SQLite")
        rows: list[tuple[Any, ...]] = chunk.values
        if not self._plain:
            columns = zip(self._table.types, chunk.value_columns, chunk.text_columns)
            rows = list(zip(*(_column(kind, values, texts) for kind, values, texts in columns)))
        problems, at = [], 0
        while at < len(rows):
            before = self._db.total_changes
            try:
                self._db.executemany(self._insert, rows[at:] if at else rows)
                break
            except sqlite3.IntegrityError as error:
                at += self._db.total_changes - before
                where = place(self._table, chunk.first + at, chunk.texts[at], "…").removesuffix(", cột …")
                problems.append(f"{where}: không theo lược đồ của bảng ({error}); chạy “make check” và sửa dòng")
                at += 1
        if problems:
            raise CannotHold("\n".join(problems))
        self._index(chunk)

    def _index(self, chunk: Chunk) -> None:
        """Keep the texts that people look for, one a row, for the search."""
        found = []
        for cells in chunk.texts if self._searched else ():
            text = BETWEEN.join([cells[at] for at in self._searched if cells[at]])
            if text:
                plan_id = cells[self._plan] if self._plan >= 0 else None
                found.append((plan_id, self._table.name, ":".join([cells[at] for at in self._row_id]) or None, text))
        self._db.executemany("INSERT INTO search_texts (plan_id, table_name, row_id, text) VALUES (?, ?, ?, ?)", found)

    def end(self) -> None:
        """What holds for all rows is looked at when all are there."""

    def close(self) -> None:
        problems = []
        for name, row, parent, _ in self._db.execute("PRAGMA foreign_key_check").fetchall():
            problems.append(f"bảng {name}, dòng {row + 1}: chỉ đến một dòng không có trong bảng {parent}; chạy “make check” và sửa mã")
        if problems:
            raise CannotHold("\n".join(problems))
        if self._views:
            years = [year for year, in self._db.execute("SELECT DISTINCT year FROM target_values ORDER BY year")]
            for statement in self._views(years):
                self._db.execute(statement)
        self._db.execute("INSERT INTO search(search) VALUES ('rebuild')")
        self._db.execute("COMMIT")
        self._db.close()

    def abandon(self) -> None:
        self._db.close()
        self._path.unlink(missing_ok=True)


def _column(kind: str, values: list[Any], texts: tuple[str, ...]) -> Sequence[Any]:
    """Numbers as SQLite has them; days and moments as written, in ISO 8601, which its date functions read."""
    if kind == "number":
        return [None if value is None else float(value) for value in values]
    return [text or None for text in texts] if kind in ("date", "datetime") else values
