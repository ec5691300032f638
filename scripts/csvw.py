"""CSV on the Web: what the cells of the CSV files mean, for programs that read them by that standard. Pure.

A dataset's folder has one small csv-metadata.json; the columns of each table stand once for all datasets, in
du-lieu/schemas/<table>.csvw.json.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from .datasets import FOLDER, Dataset
from .described import Release, Texts
from .tables import TableSchema, schemas

CONTEXT = "http://www.w3.org/ns/csvw"
STANDARD = "https://www.w3.org/TR/tabular-metadata/"
METADATA = "csv-metadata.json"
# Type of Table Schema -> datatype of CSVW. Decimals have a point and no groups, dates are ISO 8601, times have a zone.
TYPES: dict[str, dict[str, Any]] = {
    "string": {"base": "string"}, "integer": {"base": "integer"}, "number": {"base": "decimal", "format": {"decimalChar": "."}},
    "date": {"base": "date", "format": "yyyy-MM-dd"}, "datetime": {"base": "datetime", "format": "yyyy-MM-ddTHH:mm:ssXXX"},
}  # fmt: skip
# Characters with a meaning in the regular expressions of the standard.
SYNTAX = re.compile(r"[\\^$.*+?()\[\]{}|/]")


def schema_address(table: str) -> str:
    """Where the columns of a table are described, from the root of the site."""
    return f"{FOLDER}schemas/{table}.csvw.json"


def shared() -> dict[str, dict[str, Any]]:
    """The columns of every table, by the address where they are described."""
    return {schema_address(table): table_schema(schema) for table, schema in schemas().items()}


def table_schema(schema: TableSchema) -> dict[str, Any]:
    """The columns of a table: types, titles in both languages, keys.

    Keys to reference tables are left out, for these are not in a dataset's folder, and so is the key to a parent: it names
    no plan, and ids repeat from plan to plan.
    """
    said: dict[str, Any] = {"@context": CONTEXT, "@type": "Schema", "columns": [_column(field) for field in schema.fields.values()], "primaryKey": schema.primary_key}
    keys = [
        {"columnReference": key["fields"],
         "reference": {"schemaReference": f"{key['reference']['resource']}.csvw.json", "columnReference": key["reference"]["fields"]}}
        for key in schema.descriptor.get("foreignKeys", [])
        if key["reference"]["resource"] and schemas()[key["reference"]["resource"]].scope == schema.scope
    ]  # fmt: skip
    return said | ({"foreignKeys": keys} if keys else {})


def _column(field: dict[str, Any]) -> dict[str, Any]:
    limits = field.get("constraints", {})
    datatype = dict(TYPES[field["type"]])
    if field["type"] == "string" and "enum" in limits:
        datatype["format"] = "|".join(SYNTAX.sub(r"\\\g<0>", code) for code in limits["enum"])
    elif field["type"] == "string" and "pattern" in limits:
        datatype["format"] = limits["pattern"]
    datatype |= {name: limits[name] for name in ("minimum", "maximum") if name in limits}
    return {
        "name": field["name"], "titles": {"und": field["name"], "vi": field["title"], "en": field["title_en"]},
        "dc:description": [{"@value": field["description"], "@language": "vi"}, {"@value": field["description_en"], "@language": "en"}],
        "datatype": datatype, "null": "", "required": bool(limits.get("required")),
    }  # fmt: skip


def dataset(here: Dataset, titles: Texts, tables: Sequence[str], this: Release) -> dict[str, Any]:
    """csv-metadata.json of a dataset's folder, which holds these tables as <table>.csv."""
    up = "../" * (here.folder.count("/") - FOLDER.count("/"))
    return {
        "@context": [CONTEXT, {"@language": "vi"}],
        "dc:title": [{"@value": text, "@language": code} for code, text in titles.items()],
        "dc:license": {"@id": this.license["path"]},
        "dc:publisher": this.publisher,
        "schema:version": this.version,
        "dialect": {"encoding": "utf-8", "delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True, "lineTerminators": ["\n"]},
        "tables": [
            {
                "url": f"{table}.csv", "tableSchema": up + schema_address(table).removeprefix(FOLDER),
                "dc:title": [{"@value": schemas()[table].descriptor[key], "@language": code} for key, code in (("title", "vi"), ("title_en", "en"))],
            }
            for table in tables
        ],
    }  # fmt: skip
