"""The published Data Package: fresh or stale, complete, and able to show a fault to whoever validates it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable

import pytest
from collection_support import SONG_MA, THUAN_CHAU, Collection
from frictionless import Package

from scripts import package
from scripts.paths import ROOT, Layout
from scripts.plans import load_plan, load_plans, load_reference
from scripts.tables import plan_tables, reference_tables

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def published(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> Collection:
    """The small collection with the schemas and the descriptor of the repository, which lists five plans."""
    shutil.copytree(ROOT / "data/schemas", collection.data / "schemas")
    shutil.copy(ROOT / "datapackage.json", collection.descriptor)
    monkeypatch.setenv("COLLECTION_ROOT", str(collection.root))
    return collection


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> tuple[int, str]:
        return package.main(list(arguments)), capsys.readouterr().out

    return run


def test_the_repository_is_fresh(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """datapackage.json lists the committed folders, no more and no fewer."""
    monkeypatch.delenv("COLLECTION_ROOT", raising=False)
    assert run("--check") == (0, "")


def test_a_stale_descriptor_is_said_and_not_touched(published: Collection, run: Run) -> None:
    """Exit code 1, one line that says what to do, and the file as it was."""
    before = published.descriptor.read_bytes()
    code, said = run("--check")
    assert (code, said.count("\n")) == (1, 1)
    assert said.startswith("datapackage.json:1: danh sách tài nguyên đã cũ; ")
    assert "make package" in said
    assert published.descriptor.read_bytes() == before


def test_writing_makes_it_fresh_and_keeps_what_people_wrote(published: Collection, run: Run) -> None:
    """Only the resources are made: title, licence and keywords are written by people."""
    before = json.loads(published.descriptor.read_text("utf-8"))
    assert run() == (0, "Đã cập nhật datapackage.json.\n")
    after = json.loads(published.descriptor.read_text("utf-8"))
    assert {k: v for k, v in after.items() if k != "resources"} == {k: v for k, v in before.items() if k != "resources"}
    assert list(after) == list(before)
    assert run("--check") == (0, "")
    assert run() == (0, "")


def test_a_new_plan_makes_it_stale(published: Collection, run: Run) -> None:
    """A folder that the package does not list would be published nowhere."""
    run()
    shutil.copytree(published.plans / SONG_MA, published.plans / "son-la/song-ma-04168/khcn-2027")
    assert run("--check")[0] == 1


def test_no_plan_is_an_error(published: Collection, run: Run) -> None:
    """An empty package would be valid and mean nothing: nothing is written, and a line says so."""
    before = published.descriptor.read_bytes()
    shutil.rmtree(published.plans)
    for arguments in ([], ["--check"]):
        code, said = run(*arguments)
        assert (code, said.split(";")[0]) == (1, "data/plans: không có thư mục kế hoạch nào")
    assert published.descriptor.read_bytes() == before
    with pytest.raises(ValueError, match="no plan folder"):
        package.collection_resources(published)


def test_resources_are_every_table_with_every_file(published: Collection) -> None:
    """Reference tables have one path, plan tables one for each plan, in the order of the folders."""
    resources = {resource["name"]: resource for resource in package.collection_resources(published)}
    assert list(resources) == reference_tables() + plan_tables()
    assert resources["communes"]["path"] == "data/reference/communes.csv"
    assert resources["targets"]["path"] == [f"data/plans/{SONG_MA}/targets.csv", f"data/plans/{THUAN_CHAU}/targets.csv"]
    for name, resource in resources.items():
        assert resource["schema"] == f"data/schemas/{name}.json"
        assert resource["dialect"]["delimiter"] == ","
        paths = [resource["path"]] if isinstance(resource["path"], str) else resource["path"]
        assert all((published.root / path).is_file() for path in [*paths, resource["schema"]])


def test_a_single_plan_has_a_single_path(published: Collection) -> None:
    """A list of one would be read as a table in several parts."""
    shutil.rmtree(published.plans / THUAN_CHAU)
    targets = next(r for r in package.collection_resources(published) if r["name"] == "targets")
    assert targets["path"] == f"data/plans/{SONG_MA}/targets.csv"


def test_the_repository_is_valid_for_frictionless_and_every_row_was_read() -> None:
    """Parts of a table are joined by Frictionless; the rows it counts are the rows of our files."""
    report = Package(str(ROOT / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "note"])
    layout = Layout()
    reference, plans = load_reference(layout), list(load_plans(layout))
    rows = {table: len(reference.rows(table)) for table in reference_tables()}
    rows |= {table: sum(len(plan.rows(table)) for plan in plans) for table in plan_tables()}
    assert {task.name: task.stats["rows"] for task in report.tasks} == rows


def test_frictionless_sees_a_planted_foreign_key_fault(published: Collection, run: Run) -> None:
    """Keys between the files of different plans and the reference tables are declared in a way that works."""
    run()
    assert Package(str(published.descriptor)).validate().valid
    published.edit(f"{THUAN_CHAU}/target_values.csv", 2, target_id="CT99")
    published.edit(f"{SONG_MA}/plans.csv", 2, topic_id="khoa-hoc")
    report = Package(str(published.descriptor)).validate()
    faults = [(task.name, error.type, error.cells[1]) for task in report.tasks for error in task.errors]
    assert faults == [("plans", "foreign-key", "04168"), ("target_values", "foreign-key", "CT99")]


def test_the_frictionless_command_sees_it_too(published: Collection, run: Run) -> None:
    """As a journalist would run it: exit code 1 and the name of the fault."""
    run()
    published.edit(f"{SONG_MA}/plans.csv", 2, commune_code="99999")
    done = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"],
        cwd=published.root, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 1
    errors = [error for task in json.loads(done.stdout)["tasks"] for error in task["errors"]]
    assert [(error["type"], error["fieldNames"], error["fieldCells"]) for error in errors] == [
        ("foreign-key", ["commune_code"], ["99999"])
    ]


def test_a_plan_is_checked_with_the_tables_it_fills_and_the_rows_it_points_to(collection: Collection) -> None:
    """Tables without rows cannot be wrong, and a country of communes is not read again for every plan."""
    plan = load_plan(collection, collection.plans / SONG_MA)
    described = package.plan_descriptor(plan, load_reference(collection))
    rows = {resource["name"]: len(resource["data"]) - 1 for resource in described["resources"]}
    filled = {table: len(plan.rows(table)) for table in plan_tables() if plan.rows(table)}
    assert {"targets", "target_values", "target_agencies", "task_schedules"}.isdisjoint(filled)
    pointed = {
        "agencies": {row["agency_id"] for table in ("task_agencies", "duties") for row in plan.rows(table)},
        "indicators": {row["indicator_id"] for row in plan.rows("results")} - {""},
        "legal_documents": {row["document_id"] for row in plan.rows("citations")},
    }
    assert rows == {**filled, "communes": 1, "topics": 1, **{table: len(ids) for table, ids in pointed.items()}}
