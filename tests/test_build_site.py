"""The finished site takes the place of the old one in one step; a build that fails leaves the old site as it was."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from collection_support import SONG_MA, THUAN_CHAU, Collection
from site_support import project_copy

from scripts import build
from scripts.paths import Layout


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, byte for byte."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def old_site(layout: Layout) -> dict[str, bytes]:
    """Put a site in place, as an earlier build left it."""
    (layout.site / "son-la").mkdir(parents=True)
    (layout.site / "index.html").write_bytes(b"<h1>c\xc5\xa9</h1>\r\n")
    (layout.site / "son-la" / "index.html").write_bytes(b"")
    return content(layout.site)


def fails_halfway(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
    """MkDocs as it would be if it broke off with part of the site written; git answers as ever."""
    if "mkdocs" not in command:
        return subprocess.CompletedProcess(command, 0, "1700000000\n")
    fresh = Path(command[command.index("-d") + 1])
    fresh.mkdir()
    (fresh / "index.html").write_text("nửa chừng", "utf-8")
    return subprocess.CompletedProcess(command, 1, "INFO    -  Cleaning\nERROR   -  Hỏng ở dòng 3\n")


@pytest.mark.parametrize("stood", [True, False])
def test_a_site_that_breaks_off_replaces_nothing(
    stood: bool, collection: Collection, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The half-built site stays in build/; site/ keeps every byte, or stays absent; what MkDocs found wrong is shown, not how it went."""
    before = old_site(collection) if stood else {}
    build.build_data(collection, with_downloads=False)
    monkeypatch.setattr(build.subprocess, "run", fails_halfway)
    with pytest.raises(SystemExit, match="trang cũ trong site/ giữ nguyên"):
        build.build_site(collection)
    assert collection.site.exists() is stood
    assert content(collection.site) == before
    assert capsys.readouterr().err == "ERROR   -  Hỏng ở dòng 3\n"


# Damage to a hand-written page: what its file is then, and what people are told.
FAULTS = {
    "template": ("# Giới thiệu\n\n{% if stats %}\n", "gioi-thieu.md"),
    "link": ("# Giới thiệu\n\n[mất](khong-co.md)\n", "khong-co.md"),
    "missing": (None, "gioi-thieu/index.html"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_faulty_hand_written_pages_leave_the_old_site(
    fault: str, collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A template that does not end, a link that leads nowhere, a page that the menu misses: MkDocs fails and says why, site/ keeps every byte."""
    settings = project_copy(tmp_path)
    page, (text, told) = settings.parent / "docs" / "gioi-thieu.md", FAULTS[fault]
    page.unlink()
    if text:
        page.write_text(text, "utf-8")
    monkeypatch.setattr(build, "MKDOCS_CONFIG", settings)
    before = old_site(collection)
    build.build_data(collection, with_downloads=False)
    with pytest.raises(SystemExit, match="giữ nguyên"):
        build.build_site(collection)
    assert content(collection.site) == before
    assert told in capsys.readouterr().err


def test_a_finished_site_takes_the_place_of_the_old_one(collection: Collection) -> None:
    """A second build changes what the data changed and drops what is gone; nothing is left over in build/."""
    old_site(collection)
    build.build_data(collection)
    build.build_site(collection)
    first = content(collection.site)
    assert b"c\xc5\xa9</h1>" not in first["index.html"]
    collection.edit(f"{SONG_MA}/budget_lines.csv", 2, name="Khoản chi khác trước")
    (collection.plans / THUAN_CHAU).rename(collection.root / "removed")
    build.build_data(collection)
    build.build_site(collection)
    second = content(collection.site)
    assert "Khoản chi khác trước" in second[f"{SONG_MA}/index.html"].decode("utf-8")
    assert "Khoản chi khác trước" not in first[f"{SONG_MA}/index.html"].decode("utf-8")
    assert f"{THUAN_CHAU}/index.html" in first
    assert f"{THUAN_CHAU}/index.html" not in second
    assert [path.name for path in collection.build.iterdir() if path.name.startswith("site")] == []


def environment_of_mkdocs(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What MkDocs is told by the environment."""
    told: list[dict[str, str]] = []

    def run(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        if "mkdocs" in command:
            told.append(options["env"])
        return fails_halfway(command)

    build.build_data(collection, with_downloads=False)
    monkeypatch.setattr(build.subprocess, "run", run)
    with pytest.raises(SystemExit):
        build.build_site(collection)
    return told[0]


def test_pages_carry_the_time_of_the_commit(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the time of the build, so that equal commits give equal bytes."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    found = environment_of_mkdocs(collection, monkeypatch)
    assert (found["SOURCE_DATE_EPOCH"], found["COLLECTION_ROOT"]) == ("1700000000", str(collection.root))


def test_the_time_can_be_set_from_outside(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who sets SOURCE_DATE_EPOCH decides."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert environment_of_mkdocs(collection, monkeypatch)["SOURCE_DATE_EPOCH"] == "86400"


def test_a_copy_without_git_can_be_built(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the program or without a repository the time is the first there is."""
    monkeypatch.setattr(build.subprocess, "run", lambda command, **options: subprocess.CompletedProcess(command, 128, ""))
    assert build.commit_time() == "0"
    monkeypatch.setenv("PATH", "")
    monkeypatch.delattr(build.subprocess, "run")
    assert build.commit_time() == "0"


def test_the_command_says_what_it_built(collection: Collection, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """It builds the collection that COLLECTION_ROOT names, and says how much and where."""
    monkeypatch.setenv("COLLECTION_ROOT", str(collection.root))
    assert build.main([]) == 0
    assert capsys.readouterr().out == "Đã dựng 2 kế hoạch của 2 xã.\nTrang nằm ở site/.\n"
    assert (collection.site / SONG_MA / "index.html").is_file()


def test_a_figure_that_no_file_can_hold_stops_with_a_clear_line(
    collection: Collection, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The table, the row and the plan are named, without a traceback; the old site keeps every byte."""
    before = old_site(collection)
    collection.edit(f"{SONG_MA}/budget_amounts.csv", 2, amount="9007199254740993")
    monkeypatch.setenv("COLLECTION_ROOT", str(collection.root))
    with pytest.raises(SystemExit) as stopped:
        build.main([])
    told = capsys.readouterr().err
    assert stopped.value.code == 1
    assert f"bảng budget_amounts, dòng 2 ({SONG_MA}), cột amount" in told and "9007199254740993" in told and "Traceback" not in told
    assert content(collection.site) == before
