"""The data dictionary, /du-lieu/tu-dien/: every table, column, rule and value as the schemas define them, as a page and as files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from . import dictionary_rows, entity_diagram, field_rules
from .csv_files import csv_text
from .dictionary_rows import Relation
from .field_rules import Check
from .languages import CODES, N_, PREFIXES, _, chosen, writing
from .page import Page
from .tables import TableSchema, schemas
from .templates import counted, render

PATH = "du-lieu/tu-dien/"
CSV, JSON, SVG = "dictionary.csv", "dictionary.json", "so-do.svg"
TYPES = {
    "string": N_("chữ"), "integer": N_("số nguyên"), "number": N_("số"), "year": N_("năm (bốn chữ số)"), "boolean": N_("đúng hoặc sai (true, false)"),
    "date": N_("ngày (ISO 8601)"), "datetime": N_("ngày giờ (ISO 8601)"),
}  # fmt: skip
SCOPES = {
    "plan": N_("một tệp trong mỗi thư mục kế hoạch"), "reference": N_("một tệp chung trong data/reference"), "wide": N_("chỉ có trong các tệp tải về, ghép từ những bảng trên"),
}  # fmt: skip
GROUPS = {"reference": N_("Các bảng dùng chung"), "plan": N_("Các bảng của từng kế hoạch"), "wide": N_("Các bảng ghép sẵn để đọc")}
# Tables that are made from others have no place in the diagram.
DRAWN = ("reference", "plan")


def dictionary_files(tables: Iterable[TableSchema] | None = None) -> dict[str, str]:
    """Address from the root of the site -> text: the dictionary as CSV and JSON, and the diagram of each language."""
    known = _known(tables)
    files = {
        PATH + CSV: csv_text(dictionary_rows.COLUMNS, dictionary_rows.rows(known)),
        PATH + JSON: dictionary_rows.json_text(known),
    }
    for code in CODES:
        with writing(code):
            files[PREFIXES[code] + PATH + SVG] = entity_diagram.standalone(_drawn(known))
    return files


def dictionary_page(tables: Iterable[TableSchema] | None = None) -> Page:
    """One page for all tables, those of the schemas unless others are given; a column is found at #table.column."""
    known = _known(tables)
    checks = field_rules.table_checks()
    groups = [
        {"name": scope, "title": _(title), "tables": [_table(schema, checks) for schema in known if schema.scope == scope]}
        for scope, title in GROUPS.items() if any(schema.scope == scope for schema in known)
    ]  # fmt: skip
    shown = [table for group in groups for table in group["tables"]]
    columns = sum(len(table["fields"]) for table in shown)
    title = _("Từ điển dữ liệu")
    body = render(
        "dictionary.html", PATH, title=title, groups=groups, diagram=entity_diagram.diagram(_drawn(known)), relations=_relations(_drawn(known)),
        files={"csv": CSV, "json": JSON, "svg": SVG}, checks=checks, general=field_rules.general_checks(),
    )  # fmt: skip
    description = counted("Nghĩa của từng bảng, từng cột và từng giá trị: %(tables)s bảng, %(n)s cột.", columns, tables=len(shown))
    return Page(PATH, title, description, [(table["name"], table["title"]) for table in shown], body, "dictionary")


def _known(tables: Iterable[TableSchema] | None) -> list[TableSchema]:
    return list(schemas().values() if tables is None else tables)


def _drawn(tables: list[TableSchema]) -> list[TableSchema]:
    return [schema for schema in tables if schema.scope in DRAWN]


def _table(schema: TableSchema, checks: list[Check]) -> dict[str, Any]:
    descriptor = schema.descriptor
    return {
        "name": schema.name, "file": schema.name if schema.scope == "wide" else f"{schema.name}.csv", "title": schema.title, "description": chosen(descriptor, "description"), "scope": _(SCOPES[schema.scope]),
        "key": dictionary_rows.primary_key(schema), "fields": [_field(schema, field) for field in schema.fields.values()],
        "checks": [{"code": check.code, "title": chosen(check.texts, "title"), "columns": check.columns(schema.name)} for check in checks if schema.name in check.tables],
    }  # fmt: skip


def _field(schema: TableSchema, field: dict[str, Any]) -> dict[str, Any]:
    values = field.get("constraints", {}).get("enum", [])
    return {
        "name": field["name"], "title": chosen(field, "title"), "description": chosen(field, "description"), "type": _(TYPES[field["type"]]),
        "unit": chosen(field, "unit") if "unit" in field else "", "unit_column": field.get("unit_column", ""), "example": field.get("example", ""),
        "demands": field_rules.demands(schema, field["name"]), "values": [(value, schema.label(field["name"], value)) for value in values],
    }  # fmt: skip


def _relations(tables: list[TableSchema]) -> list[dict[str, Any]]:
    """What the diagram draws, table by table, as text."""
    titles = {schema.name: schema.title for schema in tables}

    def said(relation: Relation) -> dict[str, Any]:
        to = _("dòng khác của chính bảng này") if relation.parent == relation.child else titles[relation.parent]
        columns, named = ", ".join(relation.columns), ", ".join(relation.parent_columns)
        return {"columns": columns, "to": relation.parent, "title": to, "named": named, "optional": relation.optional}

    found = [(schema, [said(relation) for relation in dictionary_rows.relations(schema)]) for schema in tables]
    return [{"name": schema.name, "title": schema.title, "keys": keys} for schema, keys in found if keys]
