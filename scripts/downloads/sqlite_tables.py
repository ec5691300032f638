"""The tables of a SQLite file as their schemas define them: columns, keys, codes, indexes, and which texts people look for. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from .base import Table

TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "date": "TEXT", "datetime": "TEXT"}
# Words that people look for; with those quoted from a document.
NAMED = {"name", "full_name", "title", "summary", "message", "alias", "definition"}


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _names(names: list[str]) -> str:
    return f"({', '.join(map(quoted, names))})"


def _listed(names: str | list[str]) -> list[str]:
    return [names] if isinstance(names, str) else names


def primary_key(table: Table) -> list[str]:
    return _listed(table.descriptor.get("primaryKey", []))


def foreign_keys(table: Table, tables: Collection[str]) -> Iterator[tuple[list[str], str, list[str]]]:
    """(columns, table, its columns) of each key to one of these tables.

    A key to a parent in the same table is meant inside the plan: the schema cannot say so, for frictionless refuses a key that
    is empty in part; SQLite does not mind.
    """
    inside = ["plan_id"] if "plan_id" in table.columns else []
    for key in table.descriptor.get("foreignKeys", []):
        fields, other, others = _listed(key["fields"]), key["reference"]["resource"], _listed(key["reference"]["fields"])
        if other in ("", table.name):
            yield [*inside, *fields], table.name, [*inside, *others]
        elif other in tables:
            yield fields, other, others


def _column(field: dict[str, Any]) -> str:
    limits = field.get("constraints", {})
    text = f"{quoted(field['name'])} {TYPES[field['type']]}"
    if limits.get("required"):
        text += " NOT NULL"
    if "enum" in limits and field["type"] == "string":
        text += f" CHECK ({quoted(field['name'])} IN ({', '.join(map(_literal, limits['enum']))}))"
    return text


def create_table(table: Table, tables: Collection[str]) -> str:
    """CREATE TABLE with the primary key and the keys to these tables. Rows keep their order: rowid 1 is the first row of the CSV."""
    parts = [_column(field) for field in table.fields]
    if key := primary_key(table):
        parts.append(f"PRIMARY KEY {_names(key)}")
    parts += [f"FOREIGN KEY {_names(own)} REFERENCES {quoted(other)} {_names(others)}" for own, other, others in foreign_keys(table, tables)]
    return f"CREATE TABLE {quoted(table.name)} (\n  " + ",\n  ".join(parts) + "\n)"


def indexes(table: Table, tables: Collection[str]) -> list[str]:
    """An index for each foreign key that the primary key does not serve: it does where both begin with plan_id, for a plan has few rows."""
    served = [primary_key(table)]
    statements = []
    for own, _, _ in foreign_keys(table, tables):
        if not any(key[:1] == own[:1] for key in served):
            served.append(own)
            statements.append(f"CREATE INDEX {quoted('_'.join([table.name, *own]))} ON {quoted(table.name)} {_names(own)}")
    return statements


def searched_columns(table: Table) -> list[int]:
    """Which columns the search covers: text quoted from a document, names, titles, summaries, messages; no codes, numbers or dates.

    None of a plan's child tables (values, bodies, schedules, amounts): their text stands in the cells of the row that they belong to.
    """
    if "plan_id" in table.columns and len(primary_key(table)) > 2:
        return []
    return [
        at for at, field in enumerate(table.fields)
        if field["type"] == "string" and not {"enum", "pattern"} & field.get("constraints", {}).keys()
        and field["name"] != "number" and (field.get("printed") or field["name"].removesuffix("_en") in NAMED)
    ]  # fmt: skip


def row_id_columns(table: Table) -> list[int]:
    """The columns that name a row inside its plan, as the column row_id of notices does."""
    return [table.columns.index(column) for column in primary_key(table) if column != "plan_id"]
