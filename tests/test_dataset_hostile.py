"""Cells and datasets that break writers: kept to the letter by every format, or refused with a clear line and no file at all."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import pandas
import polars
import pytest
from dataset_support import cells
from literal_plans import PLAN_ID, REFERENCE_ROWS, plan, reference
from pyarrow import parquet

from scripts.datasets import Dataset, WrittenFile
from scripts.downloads import dataset_files, parquet_writer
from scripts.downloads.base import CannotHold, Chunk, Table
from scripts.downloads.dataset_files import write_dataset
from scripts.downloads.rows import rows_of_plan, rows_of_written
from scripts.edition import Edition
from scripts.plans import Plan, Reference
from scripts.tables import plan_tables, schemas

DATASET = Dataset("plan", PLAN_ID, 'Kế hoạch "A" & <B>', "", (PLAN_ID,))
STEM = "song-ma-04168-khcn-2026"
HOSTILE = [
    "=1+1", "+84", "-5", "@SUM(A1)", "=HYPERLINK(\"http://example.vn\")", "dài " * 10_000, "\t\x00\x01\x1b\x7f\x85", "dòng\nhai", "dòng\r\nhai", "dòng\rhai", '"', '""', "a,b;c|d",
    "'; DROP TABLE plans; --", " khoảng trắng ", "NULL", "null", "NaN", "NA", "true", "2026-01-01", "007", "1e5", "\u2028\u2029", "\ufeffBOM", "\ufffe\uffff", "😀 đ€", "%s %(x)s {{ 7*7 }}",
    "</script><b>", "e\u0301 chưa ghép", "\\u0041 \\n",
]  # fmt: skip


@pytest.fixture(scope="module")
def known() -> Reference:
    return reference(topics=[{**REFERENCE_ROWS["topics"][0], "description": "Kế hoạch khoa học, công nghệ"}])


def written(found: Plan, known: Reference, target: Path, **more: Any) -> list[WrittenFile]:
    return write_dataset(DATASET, rows_of_plan(found), known, target, Edition(), **more)


@pytest.fixture(scope="module")
def hostile(known: Reference, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a plan with one proposal for each text, and a plan's title that is one."""
    target = tmp_path_factory.mktemp("hostile")
    rows = [{"proposal_id": f"KN{at:02}", "summary": text} for at, text in enumerate(HOSTILE, 1)]
    written(plan(plans=[{"title": HOSTILE[1]}], proposals=rows), known, target)
    return target


def test_csv_keeps_them(hostile: Path) -> None:
    """csv, pandas and polars give each text back; the package holds the same bytes."""
    path, at = hostile / "proposals.csv", schemas()["proposals"].columns.index("summary")
    assert [row[at] for row in cells(path)[1:]] == HOSTILE
    assert pandas.read_csv(path, dtype=str, keep_default_na=False)["summary"].tolist() == HOSTILE
    assert polars.read_csv(path, infer_schema=False)["summary"].to_list() == HOSTILE
    assert zipfile.ZipFile(hostile / f"{STEM}.zip").read("data/proposals.csv") == path.read_bytes()


def test_json_keeps_them(hostile: Path) -> None:
    """Escaped where JSON asks for it; one line a row in NDJSON, whatever a text holds."""
    lines = (hostile / "proposals.ndjson").read_bytes().split(b"\n")
    assert [json.loads(line)["summary"] for line in lines[:-1]] == HOSTILE and lines[-1] == b""
    document = json.loads((hostile / f"{STEM}.json").read_text("utf-8"))
    assert [row["summary"] for row in document["tables"]["proposals"]] == HOSTILE
    assert (document["dataset"]["title"], document["dataset"]["title_en"]) == (DATASET.title, None)


def test_parquet_and_sqlite_keep_them(hostile: Path) -> None:
    """Also what no XML could hold. A text with the letters of a command is a text."""
    assert [row[0] for row in duckdb.execute(f"SELECT summary FROM '{hostile / 'proposals.parquet'}'").fetchall()] == HOSTILE
    assert polars.read_parquet(hostile / "proposals.parquet")["summary"].to_list() == HOSTILE
    with sqlite3.connect(hostile / f"{STEM}.sqlite") as database:
        assert [row[0] for row in database.execute("SELECT summary FROM proposals ORDER BY rowid")] == HOSTILE
        found = database.execute("SELECT row_id FROM search WHERE search MATCH 'drop'").fetchall()
        assert found == [(f"KN{HOSTILE.index(chr(39) + '; DROP TABLE plans; --') + 1:02}",)]


def test_tables_without_rows_are_there(known: Reference, tmp_path: Path) -> None:
    """A plan without budget, with no body and no law named: headers, empty files, columns alone, empty lists."""
    made = {(file.form, file.table): file for file in written(plan(), known, tmp_path)}
    for table in ("budget_lines", "budget_amounts", "agencies", "legal_documents"):
        columns = schemas()[table].columns
        assert (tmp_path / f"{table}.csv").read_text("utf-8") == ",".join(columns) + "\n"
        assert (tmp_path / f"{table}.ndjson").read_bytes() == b""
        assert [row[0] for row in duckdb.execute(f"DESCRIBE SELECT * FROM '{tmp_path / table}.parquet'").fetchall()] == columns
        assert made["csv", table].rows == 0
        with sqlite3.connect(tmp_path / f"{STEM}.sqlite") as database:
            assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    tables = json.loads((tmp_path / f"{STEM}.json").read_text("utf-8"))["tables"]
    assert {table for table, rows in tables.items() if rows} == {"plans", "sources", "source_parts", "provinces", "communes", "topics"}


def test_a_number_that_json_would_change_stops_everything(known: Reference, tmp_path: Path) -> None:
    """2^53 is written exactly by every format; one more stops all, and the files of before stay."""
    def amounts(amount: int) -> Plan:
        line = [{"line_id": "NS01"}]
        return plan(budget_lines=line, budget_amounts=[{"line_id": "NS01", "amount_text": "rất nhiều", "amount": str(amount)}])

    written(amounts(2**53), known, tmp_path)
    assert json.loads((tmp_path / "budget_amounts.ndjson").read_text("utf-8"))["amount"] == 2**53
    assert duckdb.execute(f"SELECT amount FROM '{tmp_path}/budget_amounts.parquet'").fetchall() == [(2**53,)]
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(CannotHold, match=r"^bảng budget_amounts, dòng 2 \(son-la/song-ma-04168/khcn-2026\), cột amount: “9007199254740993” lớn hơn"):
        written(amounts(2**53 + 1), known, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_all_problems_are_said_and_nothing_is_left(known: Reference, tmp_path: Path) -> None:
    """Of every table and every format in one run, each once."""
    found = plan(
        plans=[{"issued_on": "2025-02-30"}], proposals=[{"proposal_id": "KN01", "summary": "nửa \udc00"}],
        results=[{"result_id": "KQ01", "value": "0.12345678901234567890"}, {"result_id": "KQ01", "name": "Trùng mã"}, {"result_id": "KQ01", "name": "Trùng nữa"}],
    )  # fmt: skip
    with pytest.raises(CannotHold) as error:
        written(found, known, tmp_path)
    said = str(error.value).split("\n")
    assert [line.split(" (")[0] for line in said] == ["bảng plans, dòng 2", "bảng results, dòng 2", "bảng proposals, dòng 2"]
    assert list(tmp_path.iterdir()) == []


def test_chunks_leave_no_trace(known: Reference, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Taken two rows at a time the files are the same, but for Parquet, which has more groups of rows and the same rows."""
    found = plan(proposals=[{"proposal_id": f"KN{at:02}", "summary": f"Việc {at}"} for at in range(1, 8)])
    whole = written(found, known, tmp_path / "whole")
    monkeypatch.setattr(dataset_files, "CHUNK", 2)
    monkeypatch.setattr(parquet_writer, "GROUP", 3)
    parted = written(found, known, tmp_path / "parted")
    assert [file for file in parted if file.form != "parquet"] == [file for file in whole if file.form != "parquet"]
    groups = [parquet.ParquetFile(tmp_path / name / "proposals.parquet").num_row_groups for name in ("whole", "parted")]
    assert groups == [1, 2]
    frames = [polars.read_parquet(tmp_path / name / "proposals.parquet") for name in ("whole", "parted")]
    assert frames[0].equals(frames[1]) and len(frames[0]) == 7


class Failing:
    """A writer of one more format that fails as a full disk does."""

    remarks = ["Excel: không có gì để nói"]

    def __init__(self, path: Path, fail: bool) -> None:
        self.path, self.fail, self.seen = path, fail, list[tuple[str, int]]()
        path.write_bytes(b"begun")

    def begin(self, table: Table) -> None:
        self.seen.append((table.name, 0))

    def rows(self, chunk: Chunk) -> None:
        self.seen.append((self.seen.pop()[0], len(chunk.texts)))

    def end(self) -> None:
        if self.fail and self.seen[-1][0] == "tasks":
            raise OSError(28, "No space left on device")

    def close(self) -> None:
        self.path.write_text(json.dumps(self.seen))

    def abandon(self) -> None:
        self.path.unlink(missing_ok=True)


def test_a_full_disk_leaves_nothing(known: Reference, tmp_path: Path) -> None:
    """An error of another kind goes through as it is; what was begun is removed."""
    with pytest.raises(OSError, match="No space"):
        written(plan(), known, tmp_path, makers={"xlsx": lambda path: Failing(path, True)})
    assert list(tmp_path.iterdir()) == []


def test_further_tables_and_formats(known: Reference, tmp_path: Path) -> None:
    """Extra tables come first; SQLite and the package are without them; a further format gets all of them, and its remarks come back."""
    wide = Table("rong", {"fields": [{"name": "plan_id", "type": "string"}, {"name": "100%", "type": "number", "title": "Phần trăm"}]})
    made = written(plan(), known, tmp_path, extra=[(wide, iter([[PLAN_ID, "0.5"], [PLAN_ID, ""]]))], makers={"xlsx": lambda path: Failing(path, False)})
    files = {(file.form, file.table): file for file in made}
    assert (tmp_path / "rong.csv").read_text("utf-8") == f"plan_id,100%\n{PLAN_ID},0.5\n{PLAN_ID},\n"
    assert (tmp_path / "rong.ndjson").read_text("utf-8") == f'{{"plan_id":"{PLAN_ID}","100%":0.5}}\n{{"plan_id":"{PLAN_ID}","100%":null}}\n'
    assert polars.read_parquet(tmp_path / "rong.parquet")["100%"].to_list() == [0.5, None]
    document = json.loads((tmp_path / f"{STEM}.json").read_text("utf-8"))
    assert list(document["tables"]) == ["rong", *plan_tables(), "provinces", "communes", "topics", "agencies", "indicators", "legal_documents"]
    assert "data/rong.csv" not in zipfile.ZipFile(tmp_path / f"{STEM}.zip").namelist()
    with sqlite3.connect(tmp_path / f"{STEM}.sqlite") as database:
        assert database.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'rong'").fetchone() == (0,)
    seen = json.loads((tmp_path / f"{STEM}.xlsx").read_text())
    assert seen[:2] == [["rong", 2], ["plans", 1]]
    assert files["xlsx", ""].remarks == ("Excel: không có gì để nói",)
    assert files["json", ""].rows == files["zip", ""].rows + 2 == files["xlsx", ""].rows


def test_rows_are_taken_from_the_files_of_plans(known: Reference, tmp_path: Path) -> None:
    """A commune is what was written for its plans, one after the other; files of another schema are refused."""
    folder = tmp_path / "du-lieu"
    for name in ("khcn-2026", "cds-2026"):
        plan_id = f"son-la/song-ma-04168/{name}"
        tables = plan(**{table: [{"plan_id": plan_id}] for table in ("plans", "sources", "source_parts")}, proposals=[{"plan_id": plan_id, "proposal_id": "KN01", "summary": HOSTILE[8]}])
        write_dataset(Dataset("plan", plan_id, "Kế hoạch", "Plan", (plan_id,)), rows_of_plan(tables), known, folder / plan_id, Edition())
    commune = Dataset("commune", "son-la/song-ma-04168", "Xã Sông Mã", "Sông Mã commune", ("son-la/song-ma-04168/khcn-2026", "son-la/song-ma-04168/cds-2026"))
    write_dataset(commune, rows_of_written(folder, commune.plan_ids), known, folder / commune.path, Edition())
    assert [row[0] for row in cells(folder / commune.path / "proposals.csv")[1:]] == list(commune.plan_ids)
    assert [row[4] for row in cells(folder / commune.path / "proposals.csv")[1:]] == [HOSTILE[8]] * 2
    (folder / commune.plan_ids[1] / "duties.csv").write_text("plan_id,duty\n", "utf-8")
    with pytest.raises(CannotHold, match="^son-la/song-ma-04168/cds-2026/duties.csv: dòng tiêu đề không theo lược đồ"):
        write_dataset(commune, rows_of_written(folder, commune.plan_ids), known, folder / commune.path, Edition())
    assert (folder / commune.path / "song-ma-04168.zip").exists()
