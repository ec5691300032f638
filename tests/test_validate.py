"""The command line as its users meet it: exit codes, lines, JSON, named plans, and whatever spreadsheets leave behind."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from collection_support import SONG_MA, THUAN_CHAU, Collection, windows_1258

from scripts import validate
from scripts.paths import ROOT

SM = f"data/plans/{SONG_MA}"
LINE = re.compile(r"[^:]+(:\d+)?(: [\w ]+)?: .+; .+; .+ \[[a-z0-9-]+\]")


def run(collection: Collection, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`python -m scripts.validate` on this collection."""
    return subprocess.run(
        [sys.executable, "-m", "scripts.validate", *arguments],
        cwd=ROOT, env=os.environ | {"COLLECTION_ROOT": str(collection.root)}, capture_output=True, encoding="utf-8",
    )  # fmt: skip


def lines(collection: Collection, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """What the command prints when it finds problems; an exception, which users see as a traceback, fails the test."""
    monkeypatch.setenv("COLLECTION_ROOT", str(collection.root))
    assert validate.main(list(arguments)) == 1
    return capsys.readouterr().out.splitlines()


def test_sound_data_exit_zero_and_print_nothing_but_a_word(collection: Collection) -> None:
    """Scripts read the exit code, people the word."""
    done = run(collection)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "Dữ liệu hợp lệ.\n")


def test_one_run_reports_every_problem_of_every_damaged_file(collection: Collection) -> None:
    """Exit code 1, and a line of one form for each problem: in two plans, a reference table and beside the plans."""
    collection.edit(f"{SONG_MA}/budget_amounts.csv", 3, amount_text="5.267.475.00")
    collection.edit(f"{SONG_MA}/issued_documents.csv", 2, name="")
    collection.edit(f"{THUAN_CHAU}/targets.csv", 2, name="Tỷ lệ phủ sóng 5G ")
    collection.edit("topics.csv", 2, name_en="")
    collection.path("ghi-chu/x.csv").parent.mkdir()
    collection.path("ghi-chu/x.csv").write_bytes(b"x\n")
    done = run(collection)
    assert (done.returncode, done.stderr) == (1, "5 lỗi.\n")
    assert done.stdout.splitlines() == [
        "data/plans/ghi-chu/x.csv: tệp không nằm trong thư mục kế hoạch;"
        " data/plans/<tỉnh>/<xã>-<mã xã>/<kế hoạch>/<bảng>.csv; chuyển tệp vào đúng thư mục, hoặc xóa [misplaced-file]",
        f"{SM}/budget_amounts.csv:3: amount: tìm thấy “5267475000”; đọc lại amount_text “5.267.475.00” được ô trống;"
        " sửa amount cho khớp, hoặc sửa amount_text nếu chép sai văn bản [parsed-amount]",
        f"{SM}/issued_documents.csv:2: name: ô trống; cần một giá trị;"
        " điền tên văn bản, ví dụ “Quyết định thành lập Tổ Ứng cứu công nghệ xã Sông Mã” [value-required]",
        f"data/plans/{THUAN_CHAU}/targets.csv:2: name: “Tỷ lệ phủ sóng 5G ” có khoảng trắng ở đầu hoặc cuối; “Tỷ lệ phủ sóng 5G”;"
        " chạy “make tidy”, hoặc xóa khoảng trắng thừa [untrimmed]",
        "data/reference/topics.csv:2: name_en: ô trống; cần một giá trị; điền tên tiếng Anh, ví dụ “Digital transformation” [value-required]",
    ]
    assert all(LINE.fullmatch(line) for line in done.stdout.splitlines())


def test_json_for_other_programs(collection: Collection) -> None:
    """The same problems as objects; the words stay Vietnamese and readable."""
    collection.edit(f"{SONG_MA}/issued_documents.csv", 2, issued_on="2025-02-07")
    done = run(collection, SONG_MA, "--format", "json")
    assert (done.returncode, done.stderr) == (1, "")
    assert json.loads(done.stdout) == [
        {
            "path": f"{SM}/issued_documents.csv",
            "row": 2,
            "field": "issued_on",
            "rule": "parsed-date",
            "found": "tìm thấy “2025-02-07”",
            "expected": "đọc lại issued_on_text “02/7/2025” được “2025-07-02”",
            "fix": "sửa issued_on cho khớp, hoặc sửa issued_on_text nếu chép sai văn bản",
        }
    ]
    assert "đọc lại" in done.stdout


@pytest.mark.parametrize("name", [SONG_MA, SM, f"{SM}/", "{root}/" + SM], ids=["plan_id", "path", "path with slash", "full path"])
def test_a_plan_may_be_named_in_every_usual_way(
    collection: Collection, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """Only the named plan is judged: the fault in the other one is not reported."""
    collection.edit(f"{SONG_MA}/issued_documents.csv", 2, name="")
    collection.edit(f"{THUAN_CHAU}/targets.csv", 2, name="")
    found = lines(collection, monkeypatch, capsys, name.format(root=collection.root))
    assert [line.split(": ")[0] for line in found] == [f"{SM}/issued_documents.csv:2"]


@pytest.mark.parametrize("name", ["khong-co", "data/plans", "data/plans/son-la/song-ma-04168", f"{SM}/plans.csv", "../..", ""])
def test_a_name_that_is_no_plan_is_one_clear_line(collection: Collection, name: str) -> None:
    """Nothing is validated instead, and nothing looks like a crash."""
    done = run(collection, name)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"{name}: không phải thư mục kế hoạch; cần data/plans/<tỉnh>/<xã>-<mã xã>/<kế hoạch>; kiểm tra lại đường dẫn\n"
    )


def excel_utf8(raw: bytes) -> bytes:
    """CSV UTF-8 as Excel saves it with Vietnamese settings."""
    return b"\xef\xbb\xbf" + raw.replace(b",", b";").replace(b"\n", b"\r\n")


def rename_plan(collection: Collection, plan_id: str) -> None:
    """The folder and every plan_id in it get another name."""
    (collection.plans / plan_id).parent.mkdir(parents=True)
    (collection.plans / SONG_MA).rename(collection.plans / plan_id)
    for path in (collection.plans / plan_id).iterdir():
        path.write_bytes(path.read_bytes().replace(SONG_MA.encode(), plan_id.encode()))


def directory_in_place_of(collection: Collection, file: str) -> None:
    collection.path(file).unlink()
    collection.path(file).mkdir()


# Damage to sources.csv of one plan -> what the first line says of it, up to the advice.
DAMAGED = {
    "missing": (lambda raw: None, "/sources.csv: không có tệp này; mỗi bảng phải có một tệp CSV"),
    "empty": (lambda raw: b"", "/sources.csv: dòng cuối không có ký tự xuống dòng; tệp kết thúc bằng xuống dòng"),
    "only a header, as Unicode text": (
        lambda raw: raw.split(b"\n")[0].decode().encode("utf-16"),
        "/sources.csv: không đọc được theo UTF-8 (UTF-16); tệp mã hóa UTF-8",
    ),
    "header lost": (
        lambda raw: raw.split(b"\n", 1)[1],
        "/sources.csv: không có dòng nào; ít nhất một nguồn",
    ),
    "semicolons": (
        lambda raw: raw.replace(b",", b";"), "/sources.csv:1: các cột cách nhau bằng dấu chấm phẩy “;”; dấu phẩy “,”",
    ),
    "byte order mark": (lambda raw: b"\xef\xbb\xbf" + raw, "/sources.csv:1: có dấu BOM (EF BB BF) ở đầu tệp; UTF-8 không BOM"),
    "carriage returns": (lambda raw: raw.replace(b"\n", b"\r\n"), "/sources.csv: có ký tự xuống dòng CR; xuống dòng LF"),
    "unclosed quote": (
        lambda raw: raw.replace(b"S1,text,", b'S1,text,"'),
        "/sources.csv:2: không đọc tiếp được: dấu ngoặc kép mở mà không khép hoặc khép sai chỗ; ngoặc kép theo cặp",
    ),
    "NUL byte": (
        lambda raw: raw.replace(b"000_f9b30", b"000_\x00f9b30"),
        "/sources.csv:2: name: “000_\\u0000f9b30d5aa66084d1.txt” có ký tự ẩn U+0000; chỉ chữ, số, dấu câu và dấu cách",
    ),
    "unknown column": (
        lambda raw: raw.replace(b"notes\n", b"ghi chu\n"), "/sources.csv:1: ghi chu: cột lạ “ghi chu”; các cột: plan_id, source_id",
    ),
    "duplicate id": (
        lambda raw: raw + raw.split(b"\n")[1] + b"\n",
        f"/sources.csv:3: source_id: plan_id “{SONG_MA}”, source_id “S1” đã có ở dòng 2; khóa không lặp lại",
    ),
    "wrong date": (
        lambda raw: raw.replace(b",,,,,\n", b",,,,31/02/2025,\n"),
        "/sources.csv:2: retrieved_on: tìm thấy “31/02/2025”; cần ngày có thật dạng NĂM-THÁNG-NGÀY",
    ),
    "number with separators": (
        lambda raw: raw.replace(b",1627,", b",1.627,"),
        "/sources.csv:2: lines: tìm thấy “1.627”; cần số nguyên viết liền",
    ),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_file_gives_clear_lines(
    collection: Collection, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], damage: str
) -> None:
    """Every problem lies in the damaged file, one of them says what happened to it, and the run goes to its end."""
    change, said = DAMAGED[damage]
    path = collection.path(f"{SONG_MA}/sources.csv")
    changed = change(path.read_bytes())
    path.unlink() if changed is None else path.write_bytes(changed)
    found = lines(collection, monkeypatch, capsys, SONG_MA)
    assert any(line.startswith(SM + said) for line in found), found
    assert all(LINE.fullmatch(line) for line in found)


def test_a_file_saved_by_excel_gets_one_line_for_each_habit_of_excel(
    collection: Collection, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its cells are still read, so that its rows are not reported as lost besides."""
    collection.edit_bytes(f"{SONG_MA}/sources.csv", excel_utf8)
    found = lines(collection, monkeypatch, capsys, SONG_MA)
    assert [line.rpartition("[")[2] for line in found] == ["carriage-return]", "byte-order-mark]", "wrong-delimiter]"]


def test_a_file_in_windows_1258_is_named_and_its_rows_are_not_missed_elsewhere(
    collection: Collection, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line, which says how to save it: not one more for each of the 250 rows that point to its targets."""
    collection.edit_bytes(f"{THUAN_CHAU}/targets.csv", windows_1258)
    assert lines(collection, monkeypatch, capsys, THUAN_CHAU) == [
        f"data/plans/{THUAN_CHAU}/targets.csv: không đọc được theo UTF-8 (byte 0xC1), có thể là Windows-1258; tệp mã hóa UTF-8;"
        " lưu lại dạng “CSV UTF-8” bằng LibreOffice Calc (dấu phân cách: dấu phẩy), hoặc sửa bằng trình soạn thảo văn bản [not-utf8]"
    ]


FOLDERS: dict[str, tuple[Callable[[Collection], None], str]] = {
    "a directory named targets.csv": (
        lambda c: directory_in_place_of(c, f"{SONG_MA}/targets.csv"),
        f"{SM}/targets.csv: không mở được (Is a directory); mỗi bảng phải có một tệp CSV; khôi phục tệp",
    ),
    "a folder without the commune's code": (
        lambda c: rename_plan(c, "son-la/song-ma/khcn-2026"),
        "data/plans/son-la/song-ma/khcn-2026/plans.csv:2: commune_code: mã 04168 là Xã Sông Mã; thư mục son-la/song-ma-04168/…",
    ),
    "a folder in a province that does not exist": (
        lambda c: rename_plan(c, "son-lo/song-ma-04168/khcn-2026"),
        "data/plans/son-lo/song-ma-04168/khcn-2026/plans.csv:2: commune_code: mã 04168 là Xã Sông Mã; thư mục son-la/song-ma-04168/…",
    ),
    "a commune that does not exist": (
        lambda c: c.edit(f"{SONG_MA}/plans.csv", 2, commune_code="04169"),
        f"{SM}/plans.csv:2: commune_code: commune_code “04169” không có trong bảng communes; mã có trong communes.csv; sửa mã",
    ),
    "an empty folder": (
        lambda c: [path.unlink() for path in (c.plans / SONG_MA).iterdir()],
        f"{SM}/budget_amounts.csv: không có tệp này; mỗi bảng phải có một tệp CSV; khôi phục tệp",
    ),
    "a file whose name is no text": (
        lambda c: (c.plans / SONG_MA / os.fsdecode(b"K\xea hoach.doc")).write_bytes(b"x"),
        f"{SM}/K\\uDCEA hoach.doc: tệp không thuộc bảng nào; chỉ các tệp: plans.csv, sources.csv",
    ),
    "a body's name on two lines": (
        lambda c: c.edit(f"{THUAN_CHAU}/target_agencies.csv", 2, agency_text="Phòng\nVăn hóa"),
        f"data/plans/{THUAN_CHAU}/target_agencies.csv:2: agency_text: không tra được “Phòng\\u000AVăn hóa”; tên có trong agency_aliases.csv",
    ),
    "the reference tables are gone": (
        lambda c: [path.unlink() for path in c.reference.iterdir()],
        "data/reference/agencies.csv: không có tệp này; mỗi bảng phải có một tệp CSV; khôi phục tệp",
    ),
}  # fmt: skip


@pytest.mark.parametrize("damage", FOLDERS)
def test_a_damaged_folder_gives_clear_lines(
    collection: Collection, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], damage: str
) -> None:
    """What lies wrong in the folders is said where it lies, and the run goes to its end."""
    change, said = FOLDERS[damage]
    change(collection)
    found = lines(collection, monkeypatch, capsys)
    assert any(line.startswith(said) for line in found), found
    assert all(LINE.fullmatch(line) for line in found)
