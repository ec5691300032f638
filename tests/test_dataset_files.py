"""Every format of every dataset, read back by other tools: nothing lost, nothing changed, the same bytes always."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from datetime import date, datetime, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas
import polars
import pytest
from csvkit.utilities.csvlook import CSVLook
from csvkit.utilities.csvstat import CSVStat
from dataset_support import Downloads, cells, committed, datasets, tables_of, values, write_all
from frictionless import Package
from pyarrow import parquet

from scripts.datasets import Dataset
from scripts.package import data_version
from scripts.paths import Layout
from scripts.tables import plan_tables, schemas

EVERY_DATASET = pytest.mark.parametrize("dataset", datasets(), ids=lambda dataset: dataset.stem)
# One of each kind, for tools that take long: the largest plan, its commune, its province, everything.
FEW = pytest.mark.parametrize(
    "dataset", [d for d in datasets() if d.path in ("son-la/thuan-chau-03721/nq57-2025", "son-la/muong-la-03808", "son-la", "")], ids=lambda d: d.stem
)
OURS = {"csv", "ndjson", "parquet", "json", "sqlite", "zip"}


def comparable(value: Any) -> Any:
    """Equal for equal cells, whatever a tool makes of their type: numbers as numbers, moments in one zone, nothing as None."""
    if value is None or value != value:  # NaN
        return None
    if isinstance(value, datetime):
        return value.astimezone(timezone.utc)
    if isinstance(value, (int, float, Decimal)):
        return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    return value


def same(found: Any, table: str, rows: list[list[str]]) -> bool:
    return [[comparable(value) for value in row] for row in found] == [[comparable(value) for value in row] for row in values(table, rows)]


def iso(table: str, rows: list[list[Any]]) -> list[list[Any]]:
    """The rows with days and moments as their text, for formats that have no such type."""
    return [[value.isoformat() if isinstance(value, date) else value for value in row] for row in rows]


@EVERY_DATASET
def test_every_table_is_there_in_every_format(dataset: Dataset, downloads: Downloads) -> None:
    """Which files exist does not depend on rows; what is said of each is true; nothing else lies in the folder."""
    folder = downloads.root / dataset.folder
    said = downloads.written[dataset.path]
    assert {made.form for made in said} == OURS
    for form in ("csv", "ndjson", "parquet"):
        assert [made.table for made in said if made.form == form] == tables_of(dataset)
    assert {path.name for path in folder.iterdir() if path.is_file()} == {made.path for made in said}
    for made in said:
        data = (folder / made.path).read_bytes()
        assert (downloads.root / dataset.file(made.form, made.table)) == folder / made.path
        assert (made.bytes, made.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    counts = {table: len(committed(dataset, table)) for table in tables_of(dataset)}
    assert downloads.tables(dataset) == counts
    assert {made.rows for made in said if not made.table} == {sum(counts.values())}


@EVERY_DATASET
def test_csv_has_the_committed_cells(dataset: Dataset, downloads: Downloads) -> None:
    """Read with csv and with pandas; the tables of a plan are the committed files, byte for byte."""
    for table in tables_of(dataset):
        path = downloads.path(dataset, "csv", table)
        expected = [schemas()[table].columns, *committed(dataset, table)]
        assert cells(path) == expected
        frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
        assert [list(frame.columns), *frame.values.tolist()] == expected
        if dataset.kind == "plan" and table in plan_tables():
            assert path.read_bytes() == (Layout().plans / dataset.path / path.name).read_bytes()


@FEW
@pytest.mark.filterwarnings("ignore:Error sniffing CSV dialect:RuntimeWarning")
def test_csvkit_reads_the_csv(dataset: Dataset, downloads: Downloads) -> None:
    """`csvstat -I` counts every row of every column as text; `csvlook -I` shows a line a row."""
    for table in ("plans", "targets", "tasks", "budget_amounts", "agencies"):
        path, expected = str(downloads.path(dataset, "csv", table)), committed(dataset, table)
        if any("\n" in cell for row in expected for cell in row):
            continue
        out, looked = io.StringIO(), io.StringIO()
        CSVStat(["-I", "--blanks", "--csv", path], out).run()
        assert {(row["type"], row["nonnulls"]) for row in csv.DictReader(io.StringIO(out.getvalue()))} == {("Text", str(len(expected)))}
        CSVLook(["-I", path], looked).run()
        assert len(looked.getvalue().splitlines()) == len(expected) + 2


@EVERY_DATASET
def test_ndjson_has_every_value(dataset: Dataset, downloads: Downloads) -> None:
    """One object a line, in the order of the rows: exact types with json, the same cells with pandas."""
    for table in tables_of(dataset):
        path, expected = downloads.path(dataset, "ndjson", table), iso(table, values(table, committed(dataset, table)))
        lines = [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]
        assert all(list(line) == schemas()[table].columns for line in lines)
        assert [list(line.values()) for line in lines] == [[float(v) if isinstance(v, Decimal) else v for v in row] for row in expected]
        if expected:
            frame = pandas.read_json(path, lines=True, dtype=False, precise_float=True)
            found = frame.astype(object).values.tolist()
            assert [list(map(comparable, row)) for row in found] == [list(map(comparable, row)) for row in expected]


@FEW
def test_duckdb_reads_the_ndjson(dataset: Dataset, downloads: Downloads) -> None:
    """It guesses types from the values: numbers are numbers, codes keep their zeros."""
    path = downloads.path(dataset, "ndjson", "target_values")
    rows = values("target_values", committed(dataset, "target_values"))
    expected = sum(row[schemas()["target_values"].columns.index("value_min")] or 0 for row in rows)
    assert duckdb.execute("SELECT count(*), sum(value_min)::DECIMAL(18, 4) FROM read_json(?)", [str(path)]).fetchall() == [(len(rows), expected)]
    codes = duckdb.execute("SELECT DISTINCT commune_code FROM read_json(?) ORDER BY 1", [str(downloads.path(dataset, "ndjson", "plans"))]).fetchall()
    assert [code for code, in codes] == sorted({row[1] for row in committed(dataset, "plans")})


@EVERY_DATASET
def test_json_is_one_document(dataset: Dataset, downloads: Downloads) -> None:
    """What the dataset is, then every table; whole numbers are integers, empty cells null, never an empty text."""
    document = json.loads(downloads.path(dataset, "json").read_text("utf-8"))
    assert list(document) == ["dataset", "tables"]
    assert document["dataset"] == {
        "id": dataset.path or "minh-bach-ke-hoach-xa", "kind": dataset.kind, "title": dataset.title, "title_en": dataset.title_en, "version": data_version(),
        "date": "2026-11-22", "licence": "CC-BY-4.0", "licence_url": "https://creativecommons.org/licenses/by/4.0/",
        "page": f"https://minhbach.example.vn/{dataset.page}", "plans": len(dataset.plan_ids),
    }  # fmt: skip
    assert list(document["tables"]) == tables_of(dataset)
    for table, rows in document["tables"].items():
        expected = iso(table, values(table, committed(dataset, table)))
        assert [list(row.values()) for row in rows] == [[float(v) if isinstance(v, Decimal) else v for v in row] for row in expected]
        assert {type(value) for row in rows for value in row.values()} <= {str, int, float, type(None)}
        assert "" not in (value for row in rows for value in row.values())
    frame = pandas.DataFrame(document["tables"]["targets"], columns=schemas()["targets"].columns)
    assert frame["name"].tolist() == [row[schemas()["targets"].columns.index("name")] for row in committed(dataset, "targets")]


@EVERY_DATASET
def test_parquet_has_every_value(dataset: Dataset, downloads: Downloads) -> None:
    """DuckDB sees the types of the schema and every cell, in order; a table without rows has its columns."""
    kinds = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE", "datetime": "TIMESTAMP WITH TIME ZONE"}
    for table in tables_of(dataset):
        source = f"read_parquet('{downloads.path(dataset, 'parquet', table)}')"
        fields = schemas()[table].fields
        described = duckdb.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
        assert [(row[0], row[1]) for row in described] == [(name, kinds[field["type"]]) for name, field in fields.items()]
        columns = [f"epoch_us({name})" if field["type"] == "datetime" else f'"{name}"' for name, field in fields.items()]
        expected = [
            [int(value.timestamp() * 10**6) if isinstance(value, datetime) else value for value in row]
            for row in values(table, committed(dataset, table))
        ]  # fmt: skip
        found = duckdb.execute(f"SELECT {', '.join(columns)} FROM {source}").fetchall()
        assert [list(map(comparable, row)) for row in found] == [list(map(comparable, row)) for row in expected]


@FEW
def test_parquet_tells_what_its_columns_mean(dataset: Dataset, downloads: Downloads) -> None:
    """Other readers see the same rows; titles and descriptions of columns stand in the file."""
    for table in ("plans", "budget_amounts", "communes"):
        path = downloads.path(dataset, "parquet", table)
        assert same(polars.read_parquet(path).rows(), table, committed(dataset, table))
        schema = parquet.read_schema(path)
        for name, field in schemas()[table].fields.items():
            told = {key.decode(): value.decode() for key, value in schema.field(name).metadata.items()}
            assert told == {key: field[key] for key in ("title", "title_en", "unit") if key in field}
        assert parquet.ParquetFile(path).metadata.num_rows == len(committed(dataset, table))


@FEW
def test_the_package_is_valid_by_itself(dataset: Dataset, downloads: Downloads, tmp_path: Path) -> None:
    """Unpacked elsewhere, Frictionless finds every table valid and every key led somewhere."""
    zipfile.ZipFile(downloads.path(dataset, "zip")).extractall(tmp_path)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "note"])
    assert {task.name: task.stats.get("rows", 0) for task in report.tasks} == downloads.tables(dataset)


@EVERY_DATASET
def test_the_package_holds_the_same_files(dataset: Dataset, downloads: Downloads) -> None:
    """The tables are those that are offered one by one; sums are those of the files; the README counts what is there."""
    archive = zipfile.ZipFile(downloads.path(dataset, "zip"))
    for table in tables_of(dataset):
        assert archive.read(f"data/{table}.csv") == downloads.path(dataset, "csv", table).read_bytes()
    sums = dict(reversed(line.split("  ")) for line in archive.read("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist() if name != "SHA256SUMS"}
    said = archive.read("README.md").decode()
    assert said.startswith(f"# {dataset.title}\n") and f"Số kế hoạch: {len(dataset.plan_ids)}\n" in said
    assert all(f"- data/{table}.csv: {schemas()[table].title}, {rows} dòng\n" in said for table, rows in downloads.tables(dataset).items())
    notices = committed(dataset, "notices")
    material = [row for row in notices if row[schemas()["notices"].columns.index("severity")] == "material"]
    assert f"notices.csv có {len(notices)} điểm đối chiếu ({len(material)} đáng kể)" in said


def test_equal_data_give_equal_bytes(downloads: Downloads, tmp_path: Path) -> None:
    """Every file of every dataset, written again."""
    again = write_all(tmp_path)
    assert again.written == downloads.written
