"""The package that readers download: self-contained, valid by itself, the very cells of the plan, the same bytes always."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pandas
import pytest
from frictionless import Package
from literal_plans import csv_file, plan, reference

from scripts.downloads import archive
from scripts.csv_files import CsvFile
from scripts.paths import Layout
from scripts.plans import Plan, Reference, load_plan, load_reference, plan_folders, plan_id_of
from scripts.tables import plan_tables

FOLDERS = {plan_id_of(Layout(), folder): folder for folder in plan_folders(Layout())}
MUONG_LA = "son-la/muong-la-03808/cds-2026"
EVERY_PLAN = pytest.mark.parametrize("plan_id", FOLDERS)


@pytest.fixture(scope="module")
def known() -> Reference:
    return load_reference(Layout())


def read(plan_id: str) -> Plan:
    return load_plan(Layout(), FOLDERS[plan_id])


def extracted(plan_id: str, known: Reference, to: Path) -> Path:
    """The folder of an unpacked archive, alone on its disk."""
    zipfile.ZipFile(io.BytesIO(archive.zipped(archive.package_files(read(plan_id), known, "Kế hoạch")))).extractall(to)
    return to


def cells(path: Path) -> list[list[str]]:
    with open(path, encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def problems(folder: Path) -> list[tuple[str, str, int | None]]:
    """(table, kind of error, row) of everything that Frictionless finds in the package."""
    report = Package(str(folder / "datapackage.json")).validate()
    assert len(report.tasks) >= len(plan_tables())
    return [(task.name, error.type, getattr(error, "row_number", None)) for task in report.tasks for error in task.errors] + [
        ("", error.type, None) for error in report.errors
    ]


@EVERY_PLAN
def test_the_archive_is_valid_by_itself(plan_id: str, known: Reference, tmp_path: Path) -> None:
    """Unpacked elsewhere, every table is valid and every key leads to a row of the package."""
    folder = extracted(plan_id, known, tmp_path)
    tables = {path.stem for path in (folder / "data").iterdir()}
    assert problems(folder) == []
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert {resource["name"] for resource in described["resources"]} == tables >= {*plan_tables(), "communes", "topics"}
    assert all((folder / resource["path"]).is_file() for resource in described["resources"])


@pytest.mark.parametrize(
    ("table", "column"),
    [("task_agencies", "agency_id"), ("task_schedules", "task_id"), ("plans", "commune_code"), ("plans", "topic_id"), ("targets", "indicator_id"),
     ("sources", "plan_id"), ("citations", "document_id"), ("duties", "agency_id"), ("notices", "source_id")],
)  # fmt: skip
def test_a_key_that_leads_nowhere_is_seen(table: str, column: str, known: Reference, tmp_path: Path) -> None:
    """The package is checked against itself: an id without its row is an error at its row."""
    path = extracted(MUONG_LA, known, tmp_path) / "data" / f"{table}.csv"
    header, first, *rest = cells(path)
    first[header.index(column)] = {"commune_code": "99999", "plan_id": "son-la/muong-la-03808/khac-2026", "task_id": "NV99",
                                   "source_id": "S9"}.get(column, "khong-co")
    with open(path, "w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([header, first, *rest])
    assert (table, "foreign-key", 2) in problems(tmp_path)


@EVERY_PLAN
def test_the_archive_holds_the_cells_of_the_plan(plan_id: str, known: Reference, tmp_path: Path) -> None:
    """Read back with csv and with pandas, every table is the committed one, cell for cell, codes with their leading zeros."""
    folder = extracted(plan_id, known, tmp_path)
    for table in plan_tables():
        committed = cells(FOLDERS[plan_id] / f"{table}.csv")
        assert cells(folder / "data" / f"{table}.csv") == committed
        frame = pandas.read_csv(folder / "data" / f"{table}.csv", dtype=str, keep_default_na=False)
        assert [list(frame.columns), *frame.values.tolist()] == committed


def test_the_archive_holds_the_reference_rows_that_the_plan_uses(known: Reference, tmp_path: Path) -> None:
    """Of the reference tables only the rows that the plan names, as they are committed."""
    folder = extracted(MUONG_LA, known, tmp_path)
    header, commune = cells(folder / "data" / "communes.csv")
    assert dict(zip(header, commune)) == known.keyed["communes"]["03808"]
    used = {row["agency_id"] for table in ("target_agencies", "task_agencies", "duties") for row in read(MUONG_LA).rows(table)}
    header, *agencies = cells(folder / "data" / "agencies.csv")
    packed = sorted((dict(zip(header, row)) for row in agencies), key=lambda row: row["agency_id"])
    assert packed == [known.keyed["agencies"][agency_id] for agency_id in sorted(used)]
    assert not (folder / "data" / "provinces.csv").exists()


@EVERY_PLAN
def test_equal_plans_give_equal_bytes(plan_id: str, known: Reference) -> None:
    """An archive depends on its plan and its title alone; entries bear a fixed time and come in a fixed order."""
    first = archive.zipped(archive.package_files(read(plan_id), known, "Kế hoạch"))
    assert first == archive.zipped(archive.package_files(read(plan_id), load_reference(Layout()), "Kế hoạch"))
    entries = zipfile.ZipFile(io.BytesIO(first)).infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o644}
    names = [entry.filename for entry in entries]
    assert names[: len(plan_tables()) + 1] == ["datapackage.json", *(f"data/{table}.csv" for table in plan_tables())]


def test_only_needed_reference_tables_are_packed() -> None:
    """A plan that names no body carries no table of bodies; one that names two carries those two once."""
    assert list(archive.plan_files(plan(), reference()))[len(plan_tables()) :] == ["communes", "topics"]
    bodies = [{"task_id": "NV01", "seq": str(at), "agency_id": agency} for at, agency in enumerate(("ubnd-xa", "cong-an-xa", "ubnd-xa"), 1)]
    files = archive.plan_files(plan(tasks=[{"task_id": "NV01"}], task_agencies=bodies), reference())
    assert [row["agency_id"] for row in files["agencies"].rows] == ["cong-an-xa", "ubnd-xa"]


def test_keys_to_tables_outside_the_package_are_left_out() -> None:
    """The commune's province is not packed, so its key is not promised; keys inside a table stay."""
    found = plan()
    files = archive.plan_files(found, reference())
    described = archive.descriptor(found, "Kế hoạch <A> & B", files)
    keys = {table: archive.schema_of(table, files).get("foreignKeys", []) for table in files}
    assert [(resource["name"], resource["schema"]) for resource in described["resources"]] == [(table, f"schemas/{table}.json") for table in files]
    assert keys["communes"] == []
    assert [key["reference"]["resource"] for key in keys["task_agencies"]] == ["tasks"]
    assert [key["reference"]["resource"] for key in keys["tasks"]] == ["", "sources"]
    assert (described["name"], described["title"]) == ("son-la-song-ma-04168-khcn-2026", "Kế hoạch <A> & B")
    assert described["licenses"][0]["name"] == "CC-BY-4.0"


def topics(*names: str) -> CsvFile:
    return csv_file("topics", [{"topic_id": str(at), "name": name} for at, name in enumerate(names)])


def test_csv_is_written_one_way() -> None:
    """Comma, LF, a header always, quotes only where a cell needs them."""
    assert archive.csv_text(topics(), []) == "topic_id,name,name_en,description\n"
    file = topics("a, b", 'c "d"', "04168")
    assert archive.csv_text(file, file.rows) == 'topic_id,name,name_en,description\n0,"a, b",,\n1,"c ""d""",,\n2,04168,,\n'


def test_any_cell_survives_the_round_trip() -> None:
    """Line breaks, quotes, semicolons, spaces at the ends, formulas and NA are cells like others."""
    said = ["dòng\nhai", '"', ";", " khoảng trắng ", "=1+1", "NA", "null", "'", "\ttab", "Đề án – “A”"]
    file = topics(*said)
    written = archive.csv_text(file, file.rows)
    assert [row[1] for row in csv.reader(io.StringIO(written, newline=""))][1:] == said
    assert pandas.read_csv(io.StringIO(written), dtype=str, keep_default_na=False)["name"].tolist() == said
