"""Beginning a plan by hand: a folder that says what is missing, and a form; all of it or nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from collection_support import Collection

from scripts.ingest import new_plan
from scripts.ingest.command import ingest
from scripts.ingest.form_reading import is_form, read_form
from scripts.ingest.form_writing import form_bytes
from scripts.ingest.grid import Refused
from scripts.plans import load_reference
from scripts.tables import plan_tables, schemas
from scripts.validate import validate

PLAN_ID = "son-la/song-ma-04168/khcn-2027"


def contents(root: Path) -> dict[str, bytes | None]:
    return {str(path.relative_to(root)): path.read_bytes() if path.is_file() else None for path in sorted(root.rglob("*"))}


def test_a_plan_is_begun(collection: Collection) -> None:
    """Every table with its header, the one row that the id gives, and a form that is recognised."""
    folder, form = new_plan.begin(collection, PLAN_ID)
    assert folder == collection.plans / PLAN_ID and form == collection.build / "ingest" / PLAN_ID / "form.xlsx"
    assert sorted(path.stem for path in folder.iterdir()) == sorted(plan_tables())
    for table in plan_tables():
        lines = (folder / f"{table}.csv").read_text("utf-8").splitlines()
        assert lines[0] == ",".join(schemas()[table].columns) and len(lines) == (2 if table == "plans" else 1)
    assert (folder / "plans.csv").read_text("utf-8").splitlines()[1].startswith(f"{PLAN_ID},04168,,")
    data = form.read_bytes()
    assert is_form(data) and read_form("form.xlsx", data, "0" * 64, PLAN_ID, load_reference(collection)).plan_id == PLAN_ID


def test_the_checks_say_what_is_missing(collection: Collection) -> None:
    """Nothing but missing things: the form of the files is right."""
    new_plan.begin(collection, PLAN_ID)
    missing = [problem for problem in validate(collection, [PLAN_ID]) if problem.rule == "value-required"]
    assert {problem.field for problem in missing} >= {"topic_id", "title", "period_from", "period_to", "stage", "source_id"}


@pytest.mark.parametrize(
    "plan_id, said",
    [
        ("son-la/song-ma-04168/khcn-2026", "Thư mục data/plans/son-la/song-ma-04168/khcn-2026 đã có"),
        ("son-lo/song-ma-04168/khcn-2027", "gần nhất: son-la"),
        ("son-la/song-na-04100/khcn-2027", "gần nhất: song-ma-04168"),
        ("son-la/song-ma/khcn-2027", "gần nhất: song-ma-04168"),
        ("../../x-04168/khcn-2027", "không"),
        ("son-la/song-ma-04168/Kế hoạch", "không đúng dạng"),
        ("son-la/song-ma-04168/khcn", "thêm --years"),
    ],
)
def test_a_wrong_id_makes_nothing(collection: Collection, plan_id: str, said: str) -> None:
    """The message says what is wrong and what is near; no folder is left."""
    before = contents(collection.root)
    with pytest.raises(Refused) as refused:
        new_plan.begin(collection, plan_id)
    assert said in str(refused.value)
    assert contents(collection.root) == before


def test_a_form_is_not_written_over(collection: Collection, tmp_path: Path) -> None:
    """Somebody may have filled it in."""
    form = tmp_path / "mau.xlsx"
    form.write_bytes(b"typed")
    before = contents(collection.root)
    with pytest.raises(Refused, match="đã có"):
        new_plan.begin(collection, PLAN_ID, form=form)
    assert form.read_bytes() == b"typed" and contents(collection.root) == before


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_nothing_is_left_half_written(collection: Collection, monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """The last step fails: the form, the scratch folder and the folders above are gone."""

    def fail(*_paths: object) -> None:
        raise error

    before = contents(collection.root)
    monkeypatch.setattr(os, "rename", fail)
    with pytest.raises(Refused if isinstance(error, OSError) else KeyboardInterrupt):
        new_plan.begin(collection, PLAN_ID)
    assert contents(collection.root) == before


@pytest.mark.parametrize(
    "plan_id, asked, years",
    [("a/b-00001/khcn-2027", "", [2026, 2027]), ("a/b-00001/x", "2030, 2025,2025", [2025, 2030])],
)
def test_the_years_of_the_form(plan_id: str, asked: str, years: list[int]) -> None:
    """Those asked for, in order and each once; else the year of the plan and the one before."""
    assert new_plan.form_years(plan_id, asked) == years


@pytest.mark.parametrize("asked", ["25", "2025;2026", "năm 2025", "2025,"])
def test_years_of_another_form_are_refused(asked: str) -> None:
    """With an example of what is meant."""
    with pytest.raises(Refused, match="--years 2025,2026"):
        new_plan.form_years("a/b-00001/khcn-2027", asked)


def test_the_command_says_what_to_do_next(collection: Collection, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0 and the next steps; 2 and the reason when it is refused."""
    monkeypatch.setenv("COLLECTION_ROOT", str(collection.root))
    assert new_plan.main(["--plan", f"data/plans/{PLAN_ID}/"]) == 0
    printed = capsys.readouterr().out
    assert f"make ingest DOC=build/ingest/{PLAN_ID}/form.xlsx PLAN={PLAN_ID}" in printed and "Hướng dẫn" in printed
    assert new_plan.main(["--plan", PLAN_ID]) == 2
    assert "đã có" in capsys.readouterr().err


def filled(collection: Collection, folder: Path) -> Path:
    """A form with one target, and the folder that was begun with it."""
    form = collection.root / "mau.xlsx"
    known = load_reference(collection)
    cells = {"Mã lĩnh vực": known.rows("topics")[0]["name"], "Tên kế hoạch": "KẾ HOẠCH năm 2027", "Từ năm": "2027", "Đến năm": "2027", "Tình trạng": "đã ban hành",
             "Định dạng": "bản quét", "Tên tệp": "ke-hoach.pdf", "Mã băm SHA-256": "a" * 64, "Số trang": "2", "Trang nguồn": "1"}  # fmt: skip
    rows = {"plans": [{"title": title, "value": value} for title, value in cells.items()],
            "targets": [{"Tên chỉ tiêu": "Tỷ lệ phủ sóng 5G", "Chỉ tiêu năm 2027": "≥ 90%", "Trang nguồn": "2"}],
            "source_parts": [{"Loại phần": "phụ lục", "Tên phần": "Phụ lục", "Từ trang": "1", "Đến trang": "2"}]}  # fmt: skip
    form.write_bytes(form_bytes(PLAN_ID, [2027], known, rows))
    return form


def test_a_filled_form_takes_the_place_of_the_begun_folder(collection: Collection, capsys: pytest.CaptureFixture[str]) -> None:
    """Read as any document: the rows, the questions, the review page; a second run finds nothing new."""
    folder, _ = new_plan.begin(collection, PLAN_ID)
    form = filled(collection, folder)
    assert ingest(collection, form, PLAN_ID) == 0
    assert "≥ 90%" in (folder / "target_values.csv").read_text("utf-8") and (collection.build / "ingest" / PLAN_ID / "review.html").is_file()
    before = contents(folder)
    assert ingest(collection, form, PLAN_ID) == 0 and contents(folder) == before
    assert "không có gì mới" in capsys.readouterr().out


def test_a_folder_that_was_typed_into_is_kept(collection: Collection) -> None:
    """One cell is enough."""
    folder, _ = new_plan.begin(collection, PLAN_ID)
    form = filled(collection, folder)
    collection.edit(f"{PLAN_ID}/plans.csv", 2, notes="của tôi")
    before = contents(folder)
    assert ingest(collection, form, PLAN_ID) == 2
    assert contents(folder) == before
