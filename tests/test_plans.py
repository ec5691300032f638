"""Finding and reading plan folders and the reference tables."""

from __future__ import annotations

import shutil

import pytest
from collection_support import SONG_MA, THUAN_CHAU, Collection

from scripts.plans import (
    NoSuchPlan, load_plan, load_plans, load_reference, load_with_siblings, misplaced, named_folders, plan_folders, plan_id_of,
)  # fmt: skip
from scripts.tables import plan_tables, reference_tables


def test_every_folder_three_levels_down_is_a_plan(collection: Collection) -> None:
    """In the order of their names, files and shallower folders left out."""
    (collection.plans / "an-giang/a-00001/x").mkdir(parents=True)
    (collection.plans / "an-giang/b-00002").mkdir()
    (collection.plans / "an-giang/a-00001/note.txt").write_text("")
    assert [plan_id_of(collection, folder) for folder in plan_folders(collection)] == ["an-giang/a-00001/x", SONG_MA, THUAN_CHAU]


def test_a_plan_has_every_table(collection: Collection) -> None:
    """The plan is named by its folder; a table whose file is gone is there without rows."""
    collection.path(f"{SONG_MA}/tasks.csv").unlink()
    plan = load_plan(collection, collection.plans / SONG_MA)
    assert (plan.plan_id, plan.path, plan.stray) == (SONG_MA, f"data/plans/{SONG_MA}", [])
    assert list(plan.files) == plan_tables()
    assert not plan.files["tasks"].exists
    assert plan.rows("tasks") == []
    assert len(plan.rows("budget_lines")) == 30
    assert plan.files["budget_lines"].path == f"data/plans/{SONG_MA}/budget_lines.csv"


def test_rows_by_their_id(collection: Collection) -> None:
    """Tables whose rows have an id of their own, and no others."""
    plan = load_plan(collection, collection.plans / SONG_MA)
    assert plan.by_id["budget_lines"]["NS02"]["name"] == "Tổng nhu cầu kinh phí năm 2026"
    assert sorted(plan.by_id) == [
        "budget_lines", "citations", "duties", "issued_documents", "notices", "proposals", "results", "sources", "targets", "tasks",
    ]  # fmt: skip


def test_typed_rows(collection: Collection) -> None:
    """Numbers are numbers, and what the document does not state is None, not 0."""
    plan = load_plan(collection, collection.plans / SONG_MA)
    amount = plan.typed("budget_amounts")[1]
    assert (amount["line_id"], amount["fiscal_year"], amount["amount"]) == ("NS02", 2026, 5267475000)
    assert plan.typed("budget_lines")[0]["source_page"] is None


def test_strays_are_named(collection: Collection) -> None:
    """Whatever is no table of a plan, folders too."""
    (collection.plans / SONG_MA / "ke-hoach.pdf").write_bytes(b"")
    (collection.plans / SONG_MA / "cu").mkdir()
    assert load_plan(collection, collection.plans / SONG_MA).stray == ["cu", "ke-hoach.pdf"]


def test_misplaced_files(collection: Collection) -> None:
    """Files above the plan folders; a plan's own files are in their place."""
    assert misplaced(collection) == []
    for place in ("a.csv", "son-la/b.csv", "son-la/song-ma-04168/c.csv"):
        collection.path(f"./{place}").write_text("")
    assert misplaced(collection) == ["data/plans/a.csv", "data/plans/son-la/b.csv", "data/plans/son-la/song-ma-04168/c.csv"]


def test_plans_are_read_one_at_a_time(collection: Collection) -> None:
    """The second folder is not opened before the first plan is handed over."""
    plans = load_plans(collection)
    assert next(plans).plan_id == SONG_MA
    collection.path(f"{THUAN_CHAU}/targets.csv").unlink()
    assert not next(plans).files["targets"].exists


def test_plans_know_their_siblings(collection: Collection) -> None:
    """The other plans of the commune, whether they were named or not; never the plan itself or those of another commune."""
    shutil.copytree(collection.plans / SONG_MA, collection.plans / "son-la/song-ma-04168/cds-2026")
    first, other = load_with_siblings(collection, [collection.plans / SONG_MA, collection.plans / THUAN_CHAU])
    assert [plan.plan_id for plan in (first, other)] == [SONG_MA, THUAN_CHAU]
    assert [plan.plan_id for plan in first.siblings] == ["son-la/song-ma-04168/cds-2026"]
    assert other.siblings == []
    both = load_with_siblings(collection, [collection.plans / SONG_MA, collection.plans / "son-la/song-ma-04168/cds-2026"])
    assert [[sibling.plan_id for sibling in plan.siblings] for plan in both] == [["son-la/song-ma-04168/cds-2026"], [SONG_MA]]


def test_named_folders(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    """By plan_id, by path from the root of the collection, from here, or in full; in the order of the names."""
    monkeypatch.chdir(collection.plans / "son-la")
    names = [THUAN_CHAU, f"data/plans/{SONG_MA}", "song-ma-04168/khcn-2026/", str(collection.plans / SONG_MA)]
    song_ma = collection.plans / SONG_MA
    assert named_folders(collection, names) == [collection.plans / THUAN_CHAU, song_ma, song_ma, song_ma]


@pytest.mark.parametrize("name", ["", ".", "khong-co", "son-la", f"{SONG_MA}/plans.csv", "/", "x" * 5000])
def test_a_name_that_is_no_plan(collection: Collection, name: str) -> None:
    """The name is repeated in the message, so that a slip of the keyboard is seen."""
    with pytest.raises(NoSuchPlan) as raised:
        named_folders(collection, [SONG_MA, name])
    assert str(raised.value).startswith(f"{name}: không phải thư mục kế hoạch; cần data/plans/<tỉnh>/")


def test_reference_tables(collection: Collection) -> None:
    """All of them, found by their key, and bodies by the words of the document."""
    reference = load_reference(collection)
    assert list(reference.files) == reference_tables()
    assert reference.keyed["communes"]["04168"]["full_name"] == "Xã Sông Mã"
    assert "commune_predecessors" not in reference.keyed
    assert reference.agency_of["Phòng Văn hoá - Xã hội"] == "phong-van-hoa-xa-hoi"
    assert [row["code"] for row in reference.rows("communes")] == ["03721", "04168", "06184", "25270"]
