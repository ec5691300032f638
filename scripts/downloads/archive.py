"""What readers take away of a plan: its CSV files as they are, and a self-contained Data Package."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

from .. import csv_files
from ..csv_files import CsvFile
from ..package import DIALECT, licenses, referred_rows
from ..plans import Plan, Reference
from ..tables import schemas

# A zip entry needs a time; the earliest one that the format knows keeps the bytes the same from build to build.
EPOCH = (1980, 1, 1, 0, 0, 0)


def csv_text(file: CsvFile, rows: list[dict[str, str]]) -> str:
    """Rows of a table as canonical CSV."""
    return csv_files.csv_text(file.columns, rows)


def plan_files(plan: Plan, reference: Reference) -> dict[str, CsvFile]:
    """The tables of a self-contained package: the plan's, and of each reference table the rows that they point to."""
    files = dict(plan.files)
    for table, rows in referred_rows(plan.files, reference).items():
        if rows:
            source = reference.files[table]
            files[table] = CsvFile(source.path, table, source.columns, rows=rows, header=source.columns)
    return files


def schema_of(table: str, files: dict[str, CsvFile]) -> dict[str, Any]:
    """A table's schema in the archive; keys to tables that are not in it (a commune's province, say) are left out."""
    schema = dict(schemas()[table].descriptor)
    keys = schema.pop("foreignKeys", [])
    kept = [key for key in keys if key["reference"]["resource"] in files or not key["reference"]["resource"]]
    return schema | ({"foreignKeys": kept} if kept else {})


def descriptor(plan: Plan, title: str, files: dict[str, CsvFile]) -> dict[str, Any]:
    """datapackage.json of the archive."""
    resources = [
        {
            "name": table, "type": "table", "title": schemas()[table].title, "path": f"data/{table}.csv", "scheme": "file", "format": "csv",
            "mediatype": "text/csv", "encoding": "utf-8", "dialect": DIALECT, "schema": f"schemas/{table}.json",
        }
        for table in files
    ]  # fmt: skip
    name = plan.plan_id.replace("/", "-")
    return {"name": name, "title": title, "profile": "data-package", "licenses": licenses(), "resources": resources}


def package_files(plan: Plan, reference: Reference, title: str) -> dict[str, str]:
    """The self-contained package of a plan: path in the zip -> text."""
    files = plan_files(plan, reference)
    texts = {"datapackage.json": _json(descriptor(plan, title, files))}
    texts |= {f"data/{table}.csv": csv_text(file, file.rows) for table, file in files.items()}
    return texts | {f"schemas/{table}.json": _json(schema_of(table, files)) for table in files}


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def zipped(files: dict[str, str]) -> bytes:
    """The files as a zip; the same texts give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, text in files.items():
            _add(archive, name, text)
    return out.getvalue()


def _add(zipped: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    zipped.writestr(entry, text.encode("utf-8"))
