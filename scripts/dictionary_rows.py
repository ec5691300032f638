"""The data dictionary as rows: one for each field of each table, with all that its schema says of it. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .tables import TableSchema

# Constraints of Table Schema that are a column of the dictionary each; an enumeration is in `values`, with its labels.
CONSTRAINTS = ("required", "unique", "minimum", "maximum", "minLength", "maxLength", "pattern")
TEXTS = ("title", "title_en", "description", "description_en")
# As they were first published; what came later stands after them.
FIRST_COLUMNS = ["table", "table_title", "field", "type", *TEXTS, "values", "example"]
COLUMNS = [
    *FIRST_COLUMNS, "table_title_en", "position", "unit", "unit_en", "unit_column", "values_en", "primary_key", "foreign_key", *CONSTRAINTS,
]  # fmt: skip


@dataclass(frozen=True)
class Relation:
    """Rows of `child` name a row of `parent`: the columns that do, and those of the parent that they repeat.

    `optional`: the last column may be empty, so that a row need not name any.
    """

    child: str
    columns: tuple[str, ...]
    parent: str
    parent_columns: tuple[str, ...]
    optional: bool


def relations(schema: TableSchema) -> list[Relation]:
    """The foreign keys of a table; a key to the table itself has it as parent too."""
    found = []
    for key in schema.descriptor.get("foreignKeys", []):
        columns, target = _columns(key["fields"]), key["reference"]
        optional = not all(constraints(schema.fields[column]).get("required") for column in columns)
        found.append(Relation(schema.name, columns, target["resource"] or schema.name, _columns(target["fields"]), optional))
    return found


def relations_of(schema: TableSchema, field: str) -> list[Relation]:
    """The foreign keys that this field completes: of a key of several columns the last one says which row is meant."""
    return [relation for relation in relations(schema) if relation.columns[-1] == field]


def constraints(field: dict[str, Any]) -> dict[str, Any]:
    """What the schema demands of a field. Raises ValueError for a demand that the dictionary has no words for."""
    found = field.get("constraints", {})
    if unknown := found.keys() - {*CONSTRAINTS, "enum"}:
        raise ValueError(f"cột {field['name']}: từ điển chưa biết ràng buộc {', '.join(sorted(unknown))}; thêm vào dictionary_rows.CONSTRAINTS và field_rules")
    return found


def primary_key(schema: TableSchema) -> list[str]:
    """The key of a table; a table made for reading may have none."""
    return schema.primary_key if "primaryKey" in schema.descriptor else []


def entries(tables: Iterable[TableSchema]) -> list[dict[str, Any]]:
    """One dictionary a field, as JSON has it: numbers and truth values as such, lists of values and keys, None for what the schema does not say."""
    return [_entry(schema, field, at) for schema in tables for at, field in enumerate(schema.fields.values(), start=1)]


def rows(tables: Iterable[TableSchema]) -> list[dict[str, str]]:
    """The same as cells of CSV, the columns being COLUMNS: "true" or "" for truth values, lists joined with "; "."""
    return [_cells(entry) for entry in entries(tables)]


def json_text(tables: Iterable[TableSchema]) -> str:
    """dictionary.json: {"tables": [...], "fields": [...]}, a line for each table and each field."""
    known = list(tables)
    parts = {"tables": [_table(schema) for schema in known], "fields": entries(known)}
    lists = (f'"{name}": [\n' + ",\n".join(json.dumps(one, ensure_ascii=False) for one in found) + "\n]" for name, found in parts.items())
    return "{\n" + ",\n".join(lists) + "\n}\n"


def _columns(said: str | list[str]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)


def _table(schema: TableSchema) -> dict[str, Any]:
    keys = [{"columns": list(r.columns), "table": r.parent, "references": list(r.parent_columns)} for r in relations(schema)]
    said = {name: schema.descriptor[name] for name in ("name", *TEXTS, "scope")}
    return said | {"primary_key": primary_key(schema), "foreign_keys": keys}


def _entry(schema: TableSchema, field: dict[str, Any], position: int) -> dict[str, Any]:
    demanded, name = constraints(field), field["name"]
    labels, english = field.get("enum_titles", {}), field.get("enum_titles_en", {})
    entry: dict[str, Any] = {
        "table": schema.name, "table_title": schema.descriptor["title"], "table_title_en": schema.descriptor["title_en"], "field": name, "position": position,
        "type": field["type"], "unit": field.get("unit"), "unit_en": field.get("unit_en"), "unit_column": field.get("unit_column"),
    }  # fmt: skip
    entry |= {text: field[text] for text in TEXTS}
    entry |= {constraint: demanded.get(constraint) for constraint in CONSTRAINTS}
    entry |= {truth: demanded.get(truth, False) for truth in ("required", "unique")}
    entry["values"] = [{"value": code, "label": labels.get(code, code), "label_en": english.get(code, code)} for code in demanded.get("enum", [])]
    entry["primary_key"] = name in primary_key(schema)
    entry["foreign_key"] = [f"{relation.parent}.{relation.parent_columns[-1]}" for relation in relations_of(schema, name)]
    return entry | {"example": field["example"]}


def _cells(entry: dict[str, Any]) -> dict[str, str]:
    lists = {
        "values": "; ".join(f"{one['value']} = {one['label']}" for one in entry["values"]),
        "values_en": "; ".join(f"{one['value']} = {one['label_en']}" for one in entry["values"]),
        "foreign_key": "; ".join(entry["foreign_key"]),
    }
    return {column: lists[column] if column in lists else _cell(entry[column]) for column in COLUMNS}


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else ""
    return "" if value is None else str(value)
