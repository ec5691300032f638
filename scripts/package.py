"""A plan or the whole collection as a Data Package; writes or checks datapackage.json.

`python -m scripts.package` writes the version and the resources into datapackage.json and keeps the metadata people
wrote; `--check` says whether the file is fresh and exits 1 when it is not.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from functools import cache
from typing import Any

from .csv_files import CsvFile
from .paths import ROOT, Layout, current_layout
from .plans import Plan, Reference, plan_folders
from .tables import plan_tables, reference_tables, schemas

# The profiles of Data Package 2.0. What the descriptors say beside them, readers of version 1 understand too.
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
DIALECT = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\n", "header": True}

# What a schema says to people. Frictionless copies and checks it anew for every table and key, at half of all its time.
FOR_PEOPLE = {"title", "title_en", "description", "description_en", "enum_titles", "enum_titles_en", "example", "printed", "unit", "unit_en", "unit_column"}


class Cells(list):
    """The cells of a table as frictionless gets them. It copies a descriptor many times over; the cells nobody changes."""

    def __deepcopy__(self, memo: object) -> "Cells":
        return self


def _inline(file: CsvFile, rows: list[dict[str, str]], keys: bool = True) -> dict[str, Any]:
    """A table in memory, with the part of its schema that can be broken; `keys`: those to other tables as well."""
    said = schemas()[file.table].descriptor
    # Frictionless fails on "sNaN"; any text that is no number is a fault of type to it.
    numbers = {field["name"] for field in said["fields"] if field["type"] == "number"}
    cells = [file.columns] + [
        ["?" if column in numbers and "snan" in row[column].lower() else row[column] for column in file.columns] for row in rows
    ]
    fields = [{name: value for name, value in field.items() if name not in FOR_PEOPLE} for field in said["fields"]]
    schema = {"fields": fields, "primaryKey": said["primaryKey"], "missingValues": said["missingValues"]}
    if keys and "foreignKeys" in said:
        schema["foreignKeys"] = said["foreignKeys"]
    return {"name": file.table, "type": "table", "data": Cells(cells), "schema": schema}


def referred_rows(files: dict[str, CsvFile], reference: Reference) -> dict[str, list[dict[str, str]]]:
    """The reference rows that these tables point to: all that a check of their keys needs to see."""
    needed: dict[str, list[dict[str, str]]] = {table: [] for table in reference.keyed}
    for table, file in files.items():
        for key in schemas()[table].descriptor.get("foreignKeys", []):
            target = key["reference"]["resource"]
            if target in needed:
                column = key["fields"] if isinstance(key["fields"], str) else key["fields"][0]
                rows = reference.keyed[target]
                codes = {row[column] for row in file.rows}
                needed[target] += [rows[code] for code in sorted(codes & rows.keys())]
    return {table: list({id(row): row for row in rows}.values()) for table, rows in needed.items()}


def plan_descriptor(plan: Plan, reference: Reference) -> dict[str, Any]:
    """One plan as a package of in-memory tables: those with rows, and those that their keys point to.

    Reading was done once and strictly; Frictionless then sees the very cells that were read.
    """
    filled = [table for table, file in plan.files.items() if file.rows] or ["plans"]
    needed = {key["reference"]["resource"] for t in filled for key in schemas()[t].descriptor.get("foreignKeys", [])}
    resources = [_inline(plan.files[t], plan.rows(t), t in filled) for t in plan.files if t in needed | set(filled)]
    for table, rows in referred_rows(plan.files, reference).items():
        if table in needed:
            resources.append(_inline(reference.files[table], rows, keys=False))
    return {"name": "plan", "resources": resources}


def stands_alone(plan: Plan) -> bool:
    """Whether the plan's rows can be checked among those of other plans without meeting theirs by mistake.

    Every row carries the plan's own id, so that keys of (plan_id, id) stay apart, and every parent is a row of this
    plan: the key to a parent has no plan_id, for frictionless refuses a key that is empty in part.
    """
    for table, file in plan.files.items():
        schema = schemas()[table]
        own = {row[schema.primary_key[-1]] for row in file.rows}
        if any(row["plan_id"] != plan.plan_id for row in file.rows):
            return False
        if "parent_id" in schema.fields and not {row["parent_id"] for row in file.rows} - {""} <= own:
            return False
    return True


def batch_descriptor(plans: list[Plan], reference: Reference) -> dict[str, Any]:
    """Many plans that stand alone as one package: what frictionless does for every package it then does once."""
    files = {
        table: CsvFile(table, table, schemas()[table].columns, rows=[row for plan in plans for row in plan.rows(table)])
        for table in plan_tables()
    }
    return plan_descriptor(Plan("", "", files, []), reference)


def reference_descriptor(reference: Reference) -> dict[str, Any]:
    """The reference tables as a package of in-memory tables."""
    return {"name": "reference", "resources": [_inline(f, f.rows) for f in reference.files.values()]}


@cache
def licenses() -> list[dict[str, str]]:
    """The licences of the compiled data, as the root descriptor states them."""
    return json.loads(Layout().descriptor.read_text("utf-8"))["licenses"]


@cache
def data_version() -> str:
    """The version of the data, as CHANGELOG.md describes it."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def resource(table: str, paths: list[str]) -> dict[str, Any]:
    """One table of the published package: its files, its schema by reference, and how its CSV is written."""
    schema = schemas()[table]
    return {
        "name": table,
        "type": "table",
        "title": schema.title,
        "description": schema.descriptor["description"],
        "path": paths[0] if len(paths) == 1 else paths,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": DIALECT,
        "schema": f"data/schemas/{table}.json",
    }


def collection_resources(layout: Layout) -> list[dict[str, Any]]:
    """The resources of the root package: every reference table, then every plan table over all plan folders.

    Raises ValueError when there is no plan: a package without resources validates without meaning anything.
    """
    folders = [layout.relative(folder) for folder in plan_folders(layout)]
    if not folders:
        raise ValueError("no plan folder under data/plans")
    references = [resource(table, [f"data/reference/{table}.csv"]) for table in reference_tables()]
    return references + [resource(t, [f"{folder}/{t}.csv" for folder in folders]) for t in plan_tables()]


def fresh_text(layout: Layout, version: str = "") -> str:
    """What datapackage.json should hold: its own metadata, the version of the data, and resources made from the folders.

    `version` is that of a release being made; without it, the one of pyproject.toml.
    """
    written = json.loads(layout.descriptor.read_text("utf-8"))
    made = {"$schema": PROFILE, "version": version or data_version(), "resources": collection_resources(layout)}
    head = {"$schema": "", "name": "", "title": "", "description": "", "version": ""}
    descriptor = {name: value for name, value in (head | written | made).items() if name in written or name in made}
    return json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.package", description="Cập nhật datapackage.json.")
    parser.add_argument("--check", action="store_true", help="chỉ kiểm tra, không ghi; thoát 1 nếu tệp đã cũ")
    options = parser.parse_args(arguments)
    layout = current_layout()
    if not plan_folders(layout):
        print("data/plans: không có thư mục kế hoạch nào; cần ít nhất một kế hoạch; khôi phục data/plans [no-plans]")
        return 1
    try:
        text = fresh_text(layout)
    except (OSError, ValueError, TypeError) as error:
        said = f"không đọc được ({type(error).__name__})"
        print(f"datapackage.json:1: {said}; cần một tệp JSON như bản đã lưu; khôi phục tệp (git checkout datapackage.json) rồi chạy “make package” [broken-package]")
        return 1
    if text == layout.descriptor.read_text("utf-8"):
        return 0
    if options.check:
        print("datapackage.json:1: danh sách tài nguyên đã cũ; cần khớp với các thư mục kế hoạch; chạy “make package” rồi lưu thay đổi [stale-package]")
        return 1
    layout.descriptor.write_text(text, "utf-8")
    print(f"Đã cập nhật {layout.relative(layout.descriptor)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
