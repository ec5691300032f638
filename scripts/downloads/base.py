"""What every format is given: tables with their types, rows in chunks, each cell as written and as a value. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, Protocol

Value = str | int | Decimal | date | datetime | None


@dataclass(frozen=True, eq=False)
class Table:
    """A table as its schema defines it: `fields` are field descriptors of Table Schema with our titles, in the order of the columns."""

    name: str
    descriptor: dict[str, Any]

    @property
    def fields(self) -> list[dict[str, Any]]:
        return self.descriptor["fields"]

    @cached_property
    def columns(self) -> list[str]:
        return [field["name"] for field in self.fields]

    @cached_property
    def types(self) -> list[str]:
        """string | integer | number | date | datetime, one a column."""
        return [field["type"] for field in self.fields]


@dataclass(frozen=True, eq=False)
class Chunk:
    """Some rows of a table: `texts` are the cells as the CSV has them ("" for not stated), row by row; `value_columns` are the same cells
    typed (None for not stated), column by column; nothing when there is no row.

    `first` is the number of the first of them in the whole table as a spreadsheet counts: the header is row 1.
    """

    texts: list[list[str]]
    value_columns: list[list[Value]]
    first: int = 2

    @cached_property
    def text_columns(self) -> list[tuple[str, ...]]:
        """The cells column by column, for formats that treat a column alike; nothing when there is no row."""
        return list(zip(*self.texts))

    @cached_property
    def values(self) -> list[tuple[Value, ...]]:
        """The typed cells row by row, for formats that take rows."""
        return list(zip(*self.value_columns))


class Writer(Protocol):
    """One format being written. Calls come in this order: begin, rows any number of times, end; again for the next table; close.

    A writer holds no more than a chunk, whatever the number of rows; what its format cannot hold, it says in `remarks`
    (documented substitutions) or by raising CannotHold. `abandon` removes what it has begun to write.
    """

    remarks: list[str]

    def begin(self, table: Table) -> None: ...

    def rows(self, chunk: Chunk) -> None: ...

    def end(self) -> None: ...

    def close(self) -> None: ...

    def abandon(self) -> None: ...


class CannotHold(ValueError):
    """A format cannot hold a cell without changing it; each line says table, row, column, what was found and what to do, in Vietnamese."""
