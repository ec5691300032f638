"""The table of plans in README.md is what the folders hold."""

from __future__ import annotations

import pytest
from collection_support import SONG_MA, Collection

from scripts import readme

PEOPLE = ("# Kho\n\nLời của người.\n\n", "\n\nLời sau bảng.\n")


@pytest.fixture
def here(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> Collection:
    """The small collection with a README that has no table yet."""
    (collection.root / "README.md").write_text(f"{readme.BEGIN}\n{readme.END}".join(PEOPLE), "utf-8")
    monkeypatch.setenv("COLLECTION_ROOT", str(collection.root))
    return collection


def test_the_repository_is_fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLLECTION_ROOT", raising=False)
    assert readme.main(["--check"]) == 0


def test_a_line_for_every_plan(here: Collection, capsys: pytest.CaptureFixture[str]) -> None:
    """The commune with its province, what the plan is about and its years, the rows of each table; the words of people stay."""
    assert readme.main([]) == 0
    text = (here.root / "README.md").read_text("utf-8")
    assert text.startswith(PEOPLE[0] + readme.BEGIN) and text.endswith(readme.END + PEOPLE[1])
    assert "Hiện có **2 kế hoạch của 2** trong 4 xã, phường, đặc khu:" in text
    assert "| Xã Sông Mã (Sơn La), khoa học, công nghệ, đổi mới sáng tạo, chuyển đổi số 2026 | 0 | 0 + 22 | 30 | 43 | 39 | 11 | 55 | 37 |" in text
    assert "| Xã Thuận Châu (Sơn La), thực hiện Nghị quyết số 57-NQ/TW 2025–2045 | 41 | 48 (và 7 nhóm) + 21 | 0 | 0 | 0 | 17 | 11 | 65 |" in text
    assert readme.main(["--check"]) == 0
    assert capsys.readouterr().out == "Đã cập nhật bảng kế hoạch trong README.md.\n"


def test_what_is_stale_is_said_with_its_line(here: Collection, capsys: pytest.CaptureFixture[str]) -> None:
    """A plan more, or a row less: the check names the line and the command, and writes nothing."""
    readme.main([])
    here.edit_cells(f"{SONG_MA}/duties.csv", lambda cells: cells[:-1])
    before = (here.root / "README.md").read_bytes()
    capsys.readouterr()
    assert readme.main(["--check"]) == 1
    said = capsys.readouterr().out
    number = 1 + next(at for at, line in enumerate(before.decode().splitlines()) if "Sông Mã" in line)
    assert said.startswith(f"README.md:{number}: bảng kế hoạch đã cũ; ") and "make package" in said
    assert (here.root / "README.md").read_bytes() == before


def test_a_draft_says_so(here: Collection) -> None:
    here.edit(f"{SONG_MA}/plans.csv", 2, stage="draft")
    assert any("chuyển đổi số 2026 (dự thảo)" in line for line in readme.plan_lines(here))


def test_without_the_marks_nothing_is_written(here: Collection, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the table stands is for people to say."""
    (here.root / "README.md").write_text("Không có chỗ.\n", "utf-8")
    assert readme.main([]) == 1
    assert "cần “<!--" in capsys.readouterr().out
    assert (here.root / "README.md").read_text("utf-8") == "Không có chỗ.\n"
