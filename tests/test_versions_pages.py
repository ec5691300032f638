"""The pages of the versions show what changed cell by cell, escaped, in both languages; in counts when it is too much."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache

import pytest

from scripts import languages
from scripts.changes import TITLES, Change
from scripts.paths import Layout
from scripts.plans import Reference, load_reference
from scripts.versions import git, shown
from scripts.versions.history import History, history
from scripts.versions.pages import pages, plan_name
from scripts.versions.releases import Release

SONG_MA = "son-la/song-ma-04168/khcn-2026"
AT = datetime(2026, 1, 2, 6, tzinfo=git.VIETNAM)
HOSTILE = '<script>alert("1")</script>'


@cache
def reference() -> Reference:
    return load_reference(Layout())


def change(kind: str = "corrected-cell", plan_id: str = SONG_MA, table: str = "tasks", row_id: str = "NV01", field: str = "name", **more: str) -> Change:
    return Change(version=more.pop("version", "0.2.0"), at=AT, kind=kind, plan_id=plan_id, table=table, row_id=row_id, field=field, **{"before": "cũ", "after": "mới", "reason": "Chép sai."} | more)


def release(version: str) -> Release:
    return Release(version, date(2026, 1, 2), "patch", "a" * 40, "b" * 40, "c" * 64, {"plans": 5, "files": 91, "rows": 15122, "changes": 1})


def bodies(changes: list[Change], unreleased: Sequence[Change] = (), code: str = "vi", zips: tuple[str, ...] = ("0.2.0",)) -> dict[str, str]:
    known = History([release("0.1.0"), release("0.2.0")], changes, list(unreleased))
    with languages.writing(code):
        return {page.path: page.body for page in pages(known, reference(), zips)}


def text(html: str) -> str:
    """What is read aloud, in one line."""
    return " ".join(re.sub("<[^>]+>", "", html).split())


def test_a_corrected_cell_is_told_in_words_and_links_to_its_row() -> None:
    """Which row, which column, before, after, why."""
    body = bodies([change()])["du-lieu/phien-ban/0.2.0/"]
    assert f'<a href="../../../{SONG_MA}/#NV01">NV01</a>' in body
    assert '<del><span class="mb-hidden">Trước: </span>cũ</del> → <ins><span class="mb-hidden">Nay: </span>mới</ins>' in body
    assert "Tên nhiệm vụ <code>name</code>" in body or "<code>name</code>" in body
    assert "Chép sai." in body
    assert 'href="../../../du-lieu/phien-ban/0.2.0/minh-bach-ke-hoach-xa-0.2.0.zip"' in body


def test_an_empty_cell_is_called_empty() -> None:
    """Not left out, and not 0."""
    body = text(bodies([change(before="")])["du-lieu/phien-ban/0.2.0/"])
    assert "Trước: để trống → Nay: mới" in body


def test_hostile_text_is_shown_not_run() -> None:
    """Cells, ids and reasons are people's text."""
    made = change(before=HOSTILE, after=HOSTILE, reason=HOSTILE, row_id=HOSTILE)
    for code in languages.CODES:
        for body in bodies([made, change("new-row", row_id=HOSTILE, reason=HOSTILE)], [change(version="", reason=HOSTILE)], code).values():
            assert "<script" not in body
    assert "&lt;script&gt;" in bodies([made])["du-lieu/phien-ban/0.2.0/"]


def test_new_rows_are_counted_with_their_ids() -> None:
    """One line a table, kind and reason."""
    made = [change("new-row", row_id=f"NV{n:02}", field="") for n in range(1, 71)]
    body = text(bodies(made)["du-lieu/phien-ban/0.2.0/"])
    assert "70 mã: NV01, NV02, NV03" in body and "NV60 và 10 mã nữa, xem changes.csv" in body and "NV61" not in body


def test_a_plan_that_is_gone_has_no_link() -> None:
    """Neither its name nor its rows; one that came back has."""
    body = bodies([change(version="0.1.0"), change("removed-plan", table="", row_id="", field="")])
    assert f"{SONG_MA}/" not in body["du-lieu/phien-ban/0.1.0/"] and f"{SONG_MA}/" not in body["du-lieu/phien-ban/0.2.0/"]
    assert "Xã Sông Mã, Tỉnh Sơn La: khcn-2026" in body["du-lieu/phien-ban/0.2.0/"]


def test_what_is_gone_is_not_linked_to_and_what_came_back_is() -> None:
    """A plan, and a row on the page of a plan that is still there."""
    plan = {"table": "", "row_id": "", "field": ""}
    assert shown.gone_addresses([change("removed-plan", **plan), change("removed-id", row_id="NV02")]) == {f"{SONG_MA}/", f"{SONG_MA}/#NV02"}
    assert shown.gone_addresses([change("removed-plan", **plan), change("new-plan", **plan), change("removed-row"), change("new-row")]) == frozenset()
    assert shown.address(change(row_id="NV02:lead:1"), frozenset({f"{SONG_MA}/#NV02"})) == f"{SONG_MA}/"


def test_too_many_lines_are_counted() -> None:
    """By kind, table and plan; of too many plans the number alone."""
    made = [change(row_id=f"NV{n:03}") for n in range(shown.MOST + 1)]
    body = bodies(made)["du-lieu/phien-ban/0.2.0/"]
    assert "NV001" not in body and "changes.csv kể từng ô" in text(body)
    assert "sửa ô: 401" in text(body) and "Xã Sông Mã, Tỉnh Sơn La: khcn-2026: 401" in text(body)
    nation = [change("new-plan", plan_id=f"son-la/song-ma-04168/khcn-{n}", table="", row_id="", field="") for n in range(shown.MOST + 1)]
    body = bodies(nation)["du-lieu/phien-ban/0.2.0/"]
    assert "Thay đổi ở 401 kế hoạch" in text(body) and len(body) < 10_000


def test_the_list_says_what_is_unreleased() -> None:
    """Its level and the version to come."""
    body = text(bodies([], [change("new-row", version="", reason="")])["du-lieu/phien-ban/"])
    assert "đã khác bản 0.2.0: 1 thay đổi. Mức: vừa (minor)" in body and "Bản kế tiếp sẽ là 0.3.0" in body and "0.3.0-dev" in body
    made = [change(version="", row_id=f"NV{n:03}") for n in range(shown.MOST_UNRELEASED + 1)]
    assert "NV099" in text(bodies([], made[:-1])["du-lieu/phien-ban/"])
    assert "NV099" not in text(bodies([], made)["du-lieu/phien-ban/"]) and "sửa ô: 101" in text(bodies([], made)["du-lieu/phien-ban/"])
    assert "dựng từ đúng dữ liệu của bản 0.2.0" in text(bodies([])["du-lieu/phien-ban/"])


def test_a_release_without_its_zip_says_so() -> None:
    """A site built without the history does not link to what is not there."""
    made = bodies([change(version="0.1.0")])
    assert "kho thiếu lịch sử git" in text(made["du-lieu/phien-ban/0.1.0/"]) and ".zip" not in made["du-lieu/phien-ban/0.1.0/"]


def test_the_english_pages_mark_what_is_vietnamese() -> None:
    """Cells and reasons stay as they are."""
    body = bodies([change()], code="en")["du-lieu/phien-ban/0.2.0/"]
    assert "Version 0.2.0 of the data" in body and "cell corrected" in body
    assert '<span lang="vi">Chép sai.</span>' in body and 'Before: </span><span lang="vi">cũ</span>' in body


def test_a_table_or_commune_that_is_unknown_now_is_called_by_its_name() -> None:
    """Old versions speak of what has gone since."""
    body = bodies([change(table="old_table", field="old_field")])["du-lieu/phien-ban/0.2.0/"]
    assert "old_table" in body and "old_field" in body
    assert plan_name("son-la/cu-99999/khcn-2026", reference()) == "son-la/cu-99999/khcn-2026"


@pytest.mark.parametrize("kind", TITLES)
def test_every_kind_of_change_can_be_shown(kind: str) -> None:
    """In both languages, of a plan and of a common table."""
    for code in languages.CODES:
        with languages.writing(code):
            title = languages.gettext(TITLES[kind])
        assert title in bodies([change(kind), change(kind, plan_id="", row_id="")], code=code)["du-lieu/phien-ban/0.2.0/"]


def test_the_committed_history_has_its_pages() -> None:
    """One a release, and the list; whatever is committed can be shown."""
    known = history(Layout())
    made = {page.path: page for page in pages(known, reference(), [])}
    assert list(made) == ["du-lieu/phien-ban/", *(f"du-lieu/phien-ban/{release.version}/" for release in known.releases)]
    for page in made.values():
        labels = re.findall('aria-label="([^"]+)"', page.body)
        assert len(labels) == len(set(labels))  # a table of each plan has a name of its own
        assert {anchor for anchor, _title in page.contents} <= set(re.findall('id="([^"]+)"', page.body))
