"""The SQLite file: the cells of the CSV, keys that hold and can be followed, a search with and without diacritics, a dictionary."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from dataset_support import Downloads, committed, datasets, tables_of, values
from literal_plans import PLAN_ID, REFERENCE_ROWS, plan, reference

from scripts.datasets import Dataset
from scripts.downloads.base import CannotHold
from scripts.downloads.dataset_files import write_dataset
from scripts.downloads.rows import rows_of_plan, table_of
from scripts.downloads.sqlite_tables import searched_columns
from scripts.edition import Edition
from scripts.plans import Plan
from scripts.tables import reference_tables, schemas

EVERY_DATASET = pytest.mark.parametrize("dataset", datasets(), ids=lambda dataset: dataset.stem)
SONG_MA = Dataset("plan", PLAN_ID, "Kế hoạch", "Plan", (PLAN_ID,))


@pytest.fixture
def everything(downloads: Downloads) -> Iterator[sqlite3.Connection]:
    """The file of the collection."""
    connection = sqlite3.connect(downloads.path(datasets()[-1], "sqlite"))
    yield connection
    connection.close()


@EVERY_DATASET
def test_every_cell_is_there(dataset: Dataset, downloads: Downloads) -> None:
    """In the order of the rows, typed: integers, reals, ISO dates, NULL for what is not stated."""
    with sqlite3.connect(downloads.path(dataset, "sqlite")) as database:
        for table in tables_of(dataset):
            found = database.execute(f'SELECT * FROM "{table}" ORDER BY rowid')
            assert [column[0] for column in found.description] == schemas()[table].columns
            expected = [
                tuple(float(v) if isinstance(v, Decimal) else v.isoformat() if isinstance(v, date) else v for v in row)
                for row in values(table, committed(dataset, table))
            ]  # fmt: skip
            assert found.fetchall() == expected
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        database.execute("INSERT INTO search(search, rank) VALUES ('integrity-check', 1)")


def test_keys_are_declared(everything: sqlite3.Connection) -> None:
    """Primary keys, keys to other tables, keys to a parent inside the plan; an index where the primary key does not serve."""
    def keys(table: str) -> set[tuple[str, str, str]]:
        return {(row[2], row[3], row[4]) for row in everything.execute(f"PRAGMA foreign_key_list({table})")}

    assert keys("targets") == {
        ("targets", "plan_id", "plan_id"), ("targets", "parent_id", "target_id"), ("indicators", "indicator_id", "indicator_id"),
        ("sources", "plan_id", "plan_id"), ("sources", "source_id", "source_id"),
    }  # fmt: skip
    assert keys("communes") == {("provinces", "province_code", "code")}
    assert [row[1] for row in everything.execute("PRAGMA table_info(target_values)") if row[5]] == ["plan_id", "target_id", "year", "measure"]
    indexed = {row[1] for row in everything.execute("PRAGMA index_list(targets)") if row[3] == "c"}
    assert indexed == {"targets_indicator_id"}
    assert [row for row in everything.execute("PRAGMA index_list(target_values)") if row[3] == "c"] == []


def test_keys_can_be_followed(everything: sqlite3.Connection) -> None:
    """From an amount to its line, its plan, its commune, its province: as many rows as there are amounts."""
    found = everything.execute(
        "SELECT provinces.name, sum(amount) FROM budget_amounts JOIN budget_lines USING (plan_id, line_id) JOIN plans USING (plan_id)"
        " JOIN communes ON communes.code = commune_code JOIN provinces ON provinces.code = province_code GROUP BY 1 ORDER BY 1"
    ).fetchall()
    rows = [row for row in committed(datasets()[-1], "budget_amounts")]
    at = schemas()["budget_amounts"].columns.index("amount")
    assert dict(found) == {
        name: sum(int(row[at]) for row in rows if row[0].startswith(slug)) for name, slug in (("Quảng Ngãi", "quang-ngai/"), ("Sơn La", "son-la/"))
    }  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "same"),
    [("chuyen doi so", "Chuyển đổi số"), ('"chuyen doi so"', '"chuyển đổi số"'), ("dao tao", "ĐÀO TẠO"), ("hoa", "hoá"), ("dich vu cong", "dịch vụ công"),
     ("Song Ma", "Sông Mã")],
)  # fmt: skip
def test_the_search_finds_with_and_without_diacritics(asked: str, same: str, everything: sqlite3.Connection) -> None:
    """The same rows, of plan tables and reference tables, each named by plan, table and id."""
    query = "SELECT plan_id, table_name, row_id, text FROM search WHERE search MATCH ? ORDER BY rowid"
    found = everything.execute(query, (asked,)).fetchall()
    assert found and found == everything.execute(query, (same,)).fetchall()
    for plan_id, table, row_id, text in found:
        assert table in schemas() and text
        assert (plan_id is None) == (schemas()[table].scope == "reference")
    if asked == "Song Ma":
        assert (None, "communes", "04168", "Sông Mã · Xã Sông Mã") in found


def test_the_search_leads_to_the_row(everything: sqlite3.Connection) -> None:
    """The id inside the plan is that of the table; of a reference table with a longer key it is its parts, as in notices."""
    found = everything.execute("SELECT plan_id, row_id, text FROM search WHERE table_name = 'tasks' AND search MATCH 'chuyen doi so'").fetchall()
    assert found
    for plan_id, row_id, text in found:
        name, = everything.execute("SELECT name FROM tasks WHERE plan_id = ? AND task_id = ?", (plan_id, row_id)).fetchone()
        assert name in text
    former = everything.execute("SELECT row_id, text FROM search WHERE table_name = 'commune_predecessors' AND search MATCH 'nà nghịu'").fetchall()
    assert ("04168:2", "Xã Nà Nghịu") in former


def test_what_the_search_covers(everything: sqlite3.Connection) -> None:
    """Rows with an id of their own, by their words; child rows would say the same again."""
    covered = {table for table, in everything.execute("SELECT DISTINCT table_name FROM search")}
    assert covered == {"plans", "sources", "targets", "tasks", "budget_lines", "issued_documents", "citations", "results", "duties", "proposals", "notices",
                       *reference_tables()} - {"commune_changes"}  # fmt: skip
    searched = {table: [schemas()[table].columns[at] for at in searched_columns(table_of(table))] for table in ("targets", "notices", "communes", "target_values")}
    assert searched == {
        "targets": ["section_title", "name", "unit_text", "lead_text", "support_text"], "notices": ["message", "message_en"], "communes": ["name", "full_name"],
        "target_values": [],
    }  # fmt: skip


def test_the_file_explains_itself(everything: sqlite3.Connection, downloads: Downloads) -> None:
    """The dictionary has every column of every table, the dataset its title, version and licence."""
    told = everything.execute('SELECT "table", field, title FROM dictionary').fetchall()
    assert told == [(table, name, field["title"]) for table in tables_of(datasets()[-1]) for name, field in schemas()[table].fields.items()]
    assert dict(everything.execute("SELECT name, value FROM dataset"))["licence"] == "CC-BY-4.0"


def write(found: Plan, target: Path, **more: object) -> sqlite3.Connection:
    known = reference(topics=[{**REFERENCE_ROWS["topics"][0], "description": "Kế hoạch khoa học, công nghệ"}])
    write_dataset(SONG_MA, rows_of_plan(found), known, target, Edition(), formats=("sqlite",), **more)  # type: ignore[arg-type]
    return sqlite3.connect(target / "song-ma-04168-khcn-2026.sqlite")


def test_a_key_that_leads_nowhere_stops_the_file(tmp_path: Path) -> None:
    """Each is named with its row; a parent of another plan is none; nothing is written."""
    found = plan(
        targets=[{"target_id": "CT01"}, {"target_id": "CT02", "parent_id": "CT09"}],
        target_values=[{"target_id": "CT01"}, {"target_id": "CT07"}],
    )  # fmt: skip
    with pytest.raises(CannotHold) as error:
        write(found, tmp_path)
    assert str(error.value).split("\n") == [
        "bảng targets, dòng 3: chỉ đến một dòng không có trong bảng targets; chạy “make check” và sửa mã",
        "bảng target_values, dòng 3: chỉ đến một dòng không có trong bảng targets; chạy “make check” và sửa mã",
    ]
    assert list(tmp_path.iterdir()) == []


def test_rows_against_the_schema_stop_the_file(tmp_path: Path) -> None:
    """A key twice, an unknown code, a required cell without text: all of them are said, with their rows."""
    targets = [{"target_id": "CT01"}, {"target_id": "CT01"}, {"target_id": "CT02", "reading": "maybe"}, {"target_id": "CT03", "name": ""}, {"target_id": "CT04"}]
    with pytest.raises(CannotHold) as error:
        write(plan(targets=targets), tmp_path)
    assert [line.split(": ")[:2] for line in str(error.value).split("\n")] == [
        [f"bảng targets, dòng 3 ({PLAN_ID})", "không theo lược đồ của bảng (UNIQUE constraint failed"],
        [f"bảng targets, dòng 4 ({PLAN_ID})", "không theo lược đồ của bảng (CHECK constraint failed"],
        [f"bảng targets, dòng 5 ({PLAN_ID})", "không theo lược đồ của bảng (NOT NULL constraint failed"],
    ]
    assert list(tmp_path.iterdir()) == []


def test_views_are_made_for_the_years_that_are_there(tmp_path: Path) -> None:
    """Whoever gives views gets the years of the target values, in order."""
    asked: list[list[int]] = []

    def views(years: list[int]) -> list[str]:
        asked.append(years)
        return ["CREATE VIEW named AS SELECT target_id, name FROM targets"]

    values = [{"target_id": "CT01", "year": year} for year in ("2030", "2026")]
    database = write(plan(targets=[{"target_id": "CT01"}], target_values=values), tmp_path, views=views)
    assert asked == [[2026, 2030]]
    assert database.execute("SELECT * FROM named").fetchall() == [("CT01", "Phủ sóng 5G")]
