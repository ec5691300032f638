"""The data dictionary, /du-lieu/tu-dien/: every table, column and value as the schemas define them. Pure but for reading templates."""

from __future__ import annotations

from typing import Any

from .languages import N_, _, chosen
from .page import Page
from .tables import TableSchema, schemas
from .templates import counted, render

PATH = "du-lieu/tu-dien/"
TYPES = {
    "string": N_("chữ"), "integer": N_("số nguyên"), "number": N_("số"), "date": N_("ngày (ISO 8601)"), "datetime": N_("ngày giờ (ISO 8601)"),
}  # fmt: skip
SCOPES = {"plan": N_("một tệp trong mỗi thư mục kế hoạch"), "reference": N_("một tệp chung trong data/reference")}


def dictionary_page() -> Page:
    """One page for all tables; a column is found at #table.column."""
    tables = [_table(schema) for schema in schemas().values()]
    columns = sum(len(table["fields"]) for table in tables)
    title = _("Từ điển dữ liệu")
    body = render("dictionary.html", PATH, title=title, tables=tables)
    description = counted("Nghĩa của từng bảng, từng cột và từng giá trị: %(tables)s bảng, %(n)s cột.", columns, tables=len(tables))
    return Page(PATH, title, description, [(table["name"], table["title"]) for table in tables], body, "dictionary")


def _table(schema: TableSchema) -> dict[str, Any]:
    descriptor = schema.descriptor
    return {
        "name": schema.name, "title": schema.title, "description": chosen(descriptor, "description"), "scope": _(SCOPES[schema.scope]),
        "fields": [_field(schema, field) for field in schema.fields.values()],
    }  # fmt: skip


def _field(schema: TableSchema, field: dict[str, Any]) -> dict[str, Any]:
    constraints, kind = field.get("constraints", {}), TYPES[field["type"]]
    return {
        "name": field["name"], "title": chosen(field, "title"), "description": chosen(field, "description"), "type": _(kind),
        "key": field["name"] in schema.primary_key, "required": constraints.get("required", False), "example": field.get("example", ""),
        "values": [(value, schema.label(field["name"], value)) for value in constraints.get("enum", [])],
        "other_tables": _other_tables(schema, field["name"]),
    }  # fmt: skip


def _other_tables(schema: TableSchema, column: str) -> list[str]:
    """The tables whose rows the column names."""
    keys = schema.descriptor.get("foreignKeys", [])
    found = [
        key["reference"]["resource"] or schema.name for key in keys
        if column == (key["fields"] if isinstance(key["fields"], str) else key["fields"][-1])
    ]  # fmt: skip
    return list(dict.fromkeys(found))
