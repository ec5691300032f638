"""Tidying mends the form of CSV files, never what they say, and leaves alone what it cannot read for certain."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable

import pytest
from collection_support import SONG_MA, THUAN_CHAU, Collection, windows_1258

from scripts import tidy
from scripts.paths import ROOT
from scripts.validate import validate

LINES = f"{SONG_MA}/budget_lines.csv"
TARGETS = f"{THUAN_CHAU}/targets.csv"

Run = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def run(collection: Collection, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command on the collection: its exit code and the lines it prints."""
    monkeypatch.setenv("COLLECTION_ROOT", str(collection.root))

    def run(*arguments: str) -> tuple[int, list[str]]:
        code = tidy.main(list(arguments))
        return code, capsys.readouterr().out.splitlines()

    return run


def contents(collection: Collection) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in collection.root.rglob("*") if path.is_file()}


def spaced(raw: bytes) -> bytes:
    """Spaces at the ends of a cell in the second line."""
    return raw.replace("Tỷ lệ phủ sóng 5G trên địa bàn".encode(), "\u00a0Tỷ lệ phủ sóng 5G trên địa bàn ".encode(), 1)


# What happened to the file -> what the run says it did.
REPAIRS = {
    "a byte order mark": (lambda raw: b"\xef\xbb\xbf" + raw, "bỏ dấu BOM"),
    "CRLF": (lambda raw: raw.replace(b"\n", b"\r\n"), "đổi xuống dòng CR thành LF"),
    "no last newline": (lambda raw: raw.rstrip(b"\n"), "thêm xuống dòng cuối tệp"),
    "decomposed letters": (
        lambda raw: raw.replace("5G trên địa".encode(), unicodedata.normalize("NFD", "5G trên địa").encode()),
        "đổi 1 ô sang chữ dựng sẵn (NFC)",
    ),
    "spaces at the ends of a cell": (spaced, "xóa khoảng trắng ở đầu, cuối 1 ô"),
    "an empty line and a line of blank cells": (
        lambda raw: raw.replace(b"\n", b"\n\n", 1) + b" " + b"," * 16 + b"\n", "bỏ 2 dòng trống",
    ),
    "quotation marks around every cell of the header": (
        lambda raw: b'"' + raw.replace(b"\n", b'"\n', 1).replace(b",", b'","', 16), "bỏ dấu ngoặc kép không cần thiết",
    ),
}  # fmt: skip


@pytest.mark.parametrize("damage", REPAIRS)
def test_form_is_mended_and_said(collection: Collection, run: Run, damage: str) -> None:
    """The file is byte for byte what it was before the damage; the second run finds nothing to do."""
    sound = contents(collection)
    change, said = REPAIRS[damage]
    collection.edit_bytes(TARGETS, change)
    assert contents(collection) != sound
    assert run(THUAN_CHAU) == (0, [f"data/plans/{TARGETS}: {said}"])
    assert contents(collection) == sound
    assert run(THUAN_CHAU) == (0, [])


@pytest.mark.parametrize("delimiter, name", [(";", ";"), ("\t", "tab")])
def test_other_delimiters_become_commas(collection: Collection, run: Run, delimiter: str, name: str) -> None:
    """Commas inside cells stay where they are."""
    sound = contents(collection)
    collection.write(TARGETS, collection.cells(TARGETS), delimiter)
    assert run() == (0, [f"data/plans/{TARGETS}: đổi dấu phân cách {name} thành dấu phẩy"])
    assert contents(collection) == sound


def test_columns_return_to_the_order_of_the_schema(collection: Collection, run: Run) -> None:
    """Every cell goes with its column."""
    sound = contents(collection)
    collection.edit_cells("communes.csv", lambda cells: [row[::-1] for row in cells])
    assert run() == (0, ["data/reference/communes.csv: xếp lại thứ tự cột"])
    assert contents(collection) == sound


def test_a_file_saved_by_excel_is_valid_after_tidying(collection: Collection, run: Run) -> None:
    """All that Excel does at once is mended at once."""
    sound = contents(collection)
    collection.write(TARGETS, collection.cells(TARGETS), ";")
    collection.edit_bytes(TARGETS, lambda raw: b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n"))
    assert {problem.rule for problem in validate(collection, [THUAN_CHAU])} == {
        "byte-order-mark", "wrong-delimiter", "carriage-return",
    }  # fmt: skip
    said = "bỏ dấu BOM; đổi dấu phân cách ; thành dấu phẩy; đổi xuống dòng CR thành LF"
    assert run() == (0, [f"data/plans/{TARGETS}: {said}"])
    assert validate(collection, [THUAN_CHAU]) == []
    assert contents(collection) == sound


def test_content_is_left_to_people(collection: Collection, run: Run) -> None:
    """A decimal comma, a date as printed, a misprint, a line break or two spaces inside a cell are not form."""
    collection.edit(f"{SONG_MA}/issued_documents.csv", 2, issued_on="02/7/2025", name="Quyết  định\nthành lập")
    collection.edit(f"{THUAN_CHAU}/target_values.csv", 15, value_min="0,23")
    before = contents(collection)
    assert run() == (0, [])
    assert contents(collection) == before


# What nobody can read for certain -> how the refusal begins.
REFUSALS = {
    "Windows-1258": (windows_1258, ": không đọc được theo UTF-8 (byte 0xC1), có thể là Windows-1258; tệp mã hóa UTF-8; lưu lại dạng “CSV UTF-8”"),
    "Unicode text": (lambda raw: raw.decode().encode("utf-16"), ": không đọc được theo UTF-8 (UTF-16)"),
    "an open quotation mark": (lambda raw: raw.replace(b",CT41,", b',CT41,"'), ":42: không đọc tiếp được: dấu ngoặc kép"),
    "a cell too many": (lambda raw: raw.replace(b",408,417", b",408,417,x"), ":2: dòng có 18 ô; 17 ô như dòng tiêu đề"),
    "a cell too few": (lambda raw: raw.replace(b",408,417", b",408"), ":2: dòng có 16 ô; 17 ô như dòng tiêu đề"),
    "an unknown column": (lambda raw: raw.replace(b",number,", b",STT,", 1), ":1: STT: cột lạ “STT”"),
    "no header": (lambda raw: raw.split(b"\n", 1)[1], ":1: son-la/thuan-chau-03721/nq57-2025: cột lạ"),
    "an empty file": (lambda raw: b"", ":1: plan_id: không có cột “plan_id”"),
}  # fmt: skip


@pytest.mark.parametrize("damage", REFUSALS)
def test_what_is_ambiguous_is_refused(collection: Collection, run: Run, damage: str) -> None:
    """The file keeps every byte, the exit code is 1, and the line says what is wrong and what to do."""
    change, said = REFUSALS[damage]
    collection.edit_bytes(TARGETS, change)
    before = contents(collection)
    code, printed = run()
    assert code == 1
    assert any(line.startswith(f"data/plans/{TARGETS}{said}") for line in printed), printed
    assert all(line.startswith(f"data/plans/{TARGETS}:") and line.endswith("] — giữ nguyên tệp") for line in printed)
    assert contents(collection) == before


def test_one_refused_file_does_not_keep_the_others_untidy(collection: Collection, run: Run) -> None:
    """Every file gets its turn in one run."""
    collection.path(LINES).unlink()
    collection.edit_bytes(TARGETS, lambda raw: raw.rstrip(b"\n"))
    code, printed = run()
    assert code == 1
    assert printed[0].startswith(f"data/plans/{LINES}: không có tệp này; ")
    assert printed[1:] == [f"data/plans/{TARGETS}: thêm xuống dòng cuối tệp"]


def test_only_named_plans_are_touched(collection: Collection, run: Run) -> None:
    """A contributor tidies their own folder."""
    collection.edit_bytes(LINES, lambda raw: raw.rstrip(b"\n"))
    collection.edit_bytes(TARGETS, lambda raw: raw.rstrip(b"\n"))
    assert run(f"data/plans/{SONG_MA}") == (0, [f"data/plans/{LINES}: thêm xuống dòng cuối tệp"])
    assert not collection.path(TARGETS).read_bytes().endswith(b"\n")


def test_a_name_that_is_no_plan_stops_the_run(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """One line, exit code 1."""
    with pytest.raises(SystemExit) as stopped:
        run("khong-co")
    assert stopped.value.code == 1
    assert capsys.readouterr().err.startswith("khong-co: không phải thư mục kế hoạch; ")


def test_a_run_that_is_cut_off_leaves_the_old_file(
    collection: Collection, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new text goes to another file first: nobody ever sees half a table, and no other file stays behind."""
    collection.edit_bytes(TARGETS, lambda raw: raw.rstrip(b"\n"))
    before = contents(collection)

    def interrupted(source: str, target: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run()
    assert contents(collection) == before


def test_the_mode_of_a_file_is_kept(collection: Collection, run: Run) -> None:
    """Others may still read what was tidied."""
    collection.path(TARGETS).chmod(0o664)
    collection.edit_bytes(TARGETS, lambda raw: raw.rstrip(b"\n"))
    run()
    assert collection.path(TARGETS).stat().st_mode & 0o777 == 0o664


def test_the_committed_data_are_tidy(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing of the repository would change."""
    monkeypatch.delenv("COLLECTION_ROOT", raising=False)
    monkeypatch.setattr(tidy, "replace", lambda path, raw: pytest.fail(f"{path.relative_to(ROOT)} is untidy"))
    assert tidy.main([]) == 0
    assert capsys.readouterr().out == ""
