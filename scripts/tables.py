"""The tables of the collection, as their schemas define them: names, order, fields, titles."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache, cached_property
from typing import Any, Callable

from .languages import VIETNAMESE, chosen, current
from .paths import SCHEMAS

CASTS: dict[str, Callable[[str], Any]] = {
    "integer": int,
    "year": int,
    "number": Decimal,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
}


@dataclass(frozen=True)
class TableSchema:
    """One schema file: a Table Schema with our titles in two languages."""

    name: str
    descriptor: dict[str, Any]

    @property
    def scope(self) -> str:
        """"plan" (one file in every plan folder) or "reference" (one file for everyone)."""
        return self.descriptor["scope"]

    @property
    def title(self) -> str:
        """What the table is called in the language being written."""
        return chosen(self.descriptor, "title")

    @cached_property
    def fields(self) -> dict[str, dict[str, Any]]:
        """Field name -> field descriptor, in the order of the columns."""
        return {field["name"]: field for field in self.descriptor["fields"]}

    @cached_property
    def columns(self) -> list[str]:
        return list(self.fields)

    @cached_property
    def casts(self) -> list[tuple[str, Callable[[str], Any]]]:
        """The fields that are not text, each with the function that reads one cell."""
        return [(name, CASTS[f["type"]]) for name, f in self.fields.items() if f["type"] in CASTS]

    @property
    def primary_key(self) -> list[str]:
        key = self.descriptor["primaryKey"]
        return [key] if isinstance(key, str) else key

    def label(self, field: str, value: str) -> str:
        """The label of an enumerated value in the language being written."""
        titles = "enum_titles" if current() == VIETNAMESE else "enum_titles_en"
        return self.fields[field].get(titles, {}).get(value, value)

    def typed(self, row: dict[str, str]) -> dict[str, Any]:
        """The row with numbers and dates as values and empty cells of those types as None.

        Raises ValueError for a cell that is not of its type: data are validated before they are shown.
        """
        typed: dict[str, Any] = dict(row)
        for name, cast in self.casts:
            text = row.get(name, "")
            typed[name] = cast(text) if text else None
        return typed


@cache
def schemas() -> dict[str, TableSchema]:
    """Every schema, in dependency order: a table comes after the tables that it refers to."""
    loaded = [json.loads(path.read_text("utf-8")) for path in SCHEMAS.glob("*.json")]
    loaded.sort(key=lambda descriptor: (descriptor["order"], descriptor["name"]))
    return {d["name"]: TableSchema(d["name"], d) for d in loaded}


@cache
def wide_schemas() -> dict[str, dict[str, Any]]:
    """The descriptors of the wide tables as people wrote them (see wide_fields), in the order that readers see them."""
    loaded = [json.loads(path.read_text("utf-8")) for path in (SCHEMAS / "wide").glob("*.json")]
    return {d["name"]: d for d in sorted(loaded, key=lambda descriptor: descriptor["order"])}


def plan_tables() -> list[str]:
    return [name for name, schema in schemas().items() if schema.scope == "plan"]


def reference_tables() -> list[str]:
    return [name for name, schema in schemas().items() if schema.scope == "reference"]


def whole(text: str) -> int | None:
    """The number that plain digits make; None for anything else ("²" is a digit to Python, not to us)."""
    try:
        return int(text) if text.isascii() and text.isdigit() else None
    except ValueError:
        return None  # thousands of digits
