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

from scripts import evidence
from scripts.csv_files import CsvFile, csv_text
from scripts.datasets import Dataset
from scripts.downloads.about import about, descriptor, schema_of
from scripts.downloads.rows import Referred
from scripts.edition import Edition
from scripts.paths import Layout
from scripts.plans import Plan, Reference, load_plan, load_reference, plan_folders, plan_id_of
from scripts.tables import plan_tables

FOLDERS = {plan_id_of(Layout(), folder): folder for folder in plan_folders(Layout())}
MUONG_LA = "son-la/muong-la-03808/cds-2026"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
# The reference tables that the keys of plan tables lead to, in the order of schemas.
REFERRED = ["provinces", "communes", "topics", "agencies", "indicators", "legal_documents"]
EVERY_PLAN = pytest.mark.parametrize("plan_id", FOLDERS)


@pytest.fixture(scope="module")
def known() -> Reference:
    return load_reference(Layout())


def read(plan_id: str) -> Plan:
    return load_plan(Layout(), FOLDERS[plan_id])


def extracted(plan_id: str, known: Reference, to: Path) -> Path:
    """The folder of an unpacked archive, alone on its disk."""
    zipfile.ZipFile(io.BytesIO(evidence.pack(read(plan_id), known, "Kế hoạch"))).extractall(to)
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
    assert {resource["name"] for resource in described["resources"]} == tables == {*plan_tables(), *REFERRED}
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
    packed = [dict(zip(header, row)) for row in agencies]
    assert packed == [row for row in known.rows("agencies") if row["agency_id"] in used]
    header, *provinces = cells(folder / "data" / "provinces.csv")
    assert [dict(zip(header, row))["name"] for row in provinces] == ["Sơn La"]
    assert not (folder / "data" / "commune_predecessors.csv").exists()


@EVERY_PLAN
def test_equal_plans_give_equal_bytes(plan_id: str, known: Reference) -> None:
    """An archive depends on its plan and its title alone; entries bear a fixed time and come in a fixed order."""
    first = evidence.pack(read(plan_id), known, "Kế hoạch")
    assert first == evidence.pack(read(plan_id), load_reference(Layout()), "Kế hoạch")
    entries = zipfile.ZipFile(io.BytesIO(first)).infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o644}
    names = [entry.filename for entry in entries]
    assert names[: len(plan_tables()) + 1] == ["datapackage.json", *(f"data/{table}.csv" for table in plan_tables())]


def referred(**tables: list[dict[str, str]]) -> dict[str, list[list[str]]]:
    """The reference rows of a plan of these rows."""
    found, known = plan(**tables), Referred(reference(), whole=False)
    for table in plan_tables():
        known.see(table, [list(row.values()) for row in found.rows(table)])
    return known.rows()


def test_reference_tables_do_not_depend_on_rows() -> None:
    """A plan that names no body has an empty table of bodies; one that names two carries those two once, as the committed file orders them."""
    assert {table: [cells[0] for cells in rows] for table, rows in referred().items()} == {
        "provinces": ["14"], "communes": ["04168"], "topics": ["khcn"], "agencies": [], "indicators": [], "legal_documents": [],
    }  # fmt: skip
    bodies = [{"task_id": "NV01", "seq": str(at), "agency_id": agency} for at, agency in enumerate(("ubnd-xa", "cong-an-xa", "ubnd-xa"), 1)]
    assert [cells[0] for cells in referred(tasks=[{"task_id": "NV01"}], task_agencies=bodies)["agencies"]] == ["cong-an-xa", "ubnd-xa"]


def test_the_collection_carries_every_reference_table_whole() -> None:
    """Also those that no plan names: former units, aliases, rules of disclosure."""
    known = reference()
    assert {table: len(rows) for table, rows in Referred(known, whole=True).rows().items()} == {
        table: len(file.rows) for table, file in known.files.items()
    }


def test_keys_to_tables_outside_the_package_are_left_out() -> None:
    """What is not packed is not promised; keys inside a table stay."""
    assert schema_of("communes", ["communes"]).get("foreignKeys", []) == []
    keys = {table: [key["reference"]["resource"] for key in schema_of(table, plan_tables())["foreignKeys"]] for table in ("task_agencies", "tasks")}
    assert keys == {"task_agencies": ["tasks"], "tasks": ["", "sources"]}
    assert "foreignKeys" in schema_of("communes", ["communes", "provinces"])


@pytest.mark.parametrize(
    ("dataset", "name"),
    [(Dataset("plan", "son-la/song-ma-04168/khcn-2026", "Kế hoạch <A> & B", "Plan <A> & B", ("son-la/song-ma-04168/khcn-2026",)), "son-la-song-ma-04168-khcn-2026"),
     (Dataset("commune", "son-la/song-ma-04168", "Xã Sông Mã", "", ()), "son-la-song-ma-04168"), (Dataset("province", "son-la", "Tỉnh Sơn La", "", ()), "son-la"),
     (Dataset("collection", "", "Minh bạch kế hoạch xã", "", ()), "minh-bach-ke-hoach-xa")],
)  # fmt: skip
def test_every_dataset_is_described_alike(dataset: Dataset, name: str) -> None:
    """One function for all: what it is, its version and licence, its tables with their schemas; an address only when it is known."""
    described = descriptor(about(dataset, Edition(), "1.2.3"), ["plans", "communes"])
    assert (described["$schema"], described["name"], described["title"]) == (PROFILE, name, dataset.title)
    assert (described["version"], described["licenses"][0]["name"]) == ("1.2.3", "CC-BY-4.0")
    assert [(r["name"], r["path"], r["schema"]) for r in described["resources"]] == [
        ("plans", "data/plans.csv", "schemas/plans.json"), ("communes", "data/communes.csv", "schemas/communes.json"),
    ]  # fmt: skip
    assert not {"id", "homepage", "created", "profile"} & described.keys()
    placed = descriptor(about(dataset, Edition(site_url="https://minhbach.example.vn/")), [])
    assert placed["id"] == placed["homepage"] == f"https://minhbach.example.vn/{dataset.page}"


def topics(*names: str) -> CsvFile:
    return csv_file("topics", [{"topic_id": str(at), "name": name} for at, name in enumerate(names)])


def test_csv_is_written_one_way() -> None:
    """Comma, LF, a header always, quotes only where a cell needs them."""
    assert csv_text(topics().columns, []) == "topic_id,name,name_en,description\n"
    file = topics("a, b", 'c "d"', "04168")
    assert csv_text(file.columns, file.rows) == 'topic_id,name,name_en,description\n0,"a, b",,\n1,"c ""d""",,\n2,04168,,\n'


def test_any_cell_survives_the_round_trip() -> None:
    """Line breaks, quotes, semicolons, spaces at the ends, formulas and NA are cells like others."""
    said = ["dòng\nhai", '"', ";", " khoảng trắng ", "=1+1", "NA", "null", "'", "\ttab", "Đề án – “A”", "dòng\rhai\r\n", "\x00\x1f"]
    file = topics(*said)
    written = csv_text(file.columns, file.rows)
    assert [row[1] for row in csv.reader(io.StringIO(written, newline=""))][1:] == said
    assert pandas.read_csv(io.StringIO(written), dtype=str, keep_default_na=False)["name"].tolist() == said
