"""Every rule catches the fault that was planted for it, at its file, row and field, and no other rule fires."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from collection_support import SONG_MA, THUAN_CHAU, Cells, Collection
from faults import FAULTS
from faults.fault import Fault
from faults.harmless import HARMLESS, Harmless

from scripts.checks import all_rules
from scripts.checks.structure import KEPT
from scripts.problems import Problem
from scripts.tables import schemas
from scripts.validate import validate

# What a rule may ask for: every fix begins by saying what to do.
ACTIONS = (
    "bỏ", "chép", "chọn", "chuyển", "chạy", "đánh số", "đặt", "điền", "đổi", "ghi", "giữ", "khôi phục", "kiểm tra", "lưu lại", "mở",
    "sửa", "so", "thêm", "viết lại", "xem lại", "xếp lại", "xóa",
)  # fmt: skip


def test_the_undamaged_collection_has_no_problem(collection: Collection) -> None:
    """The faults below are planted in sound ground."""
    assert validate(collection, []) == []


def test_plans_of_a_commune_that_agree_have_no_problem(collection: Collection) -> None:
    """A second plan is compared with the first; where both say the same there is nothing to report."""
    collection.copy_plan(THUAN_CHAU, "son-la/thuan-chau-03721/cds-2025")
    collection.copy_plan(SONG_MA, "son-la/song-ma-04168/cds-2026")
    assert validate(collection, []) == []


def test_every_rule_has_a_planted_fault() -> None:
    """A rule that nobody has seen catch anything fails here. Published ids are tested against a git revision below."""
    assert {planted.rule for planted in FAULTS} | {"stable-ids"} == {rule.code() for rule in all_rules()}


@pytest.mark.parametrize("planted", FAULTS, ids=lambda planted: f"{planted.rule}: {planted.says}")
def test_planted_fault_is_caught(collection: Collection, planted: Fault) -> None:
    """The rule reports the fault where it is, says what to do, and only the rules that must follow fire besides."""
    planted.damage(collection)
    problems = validate(collection, planted.plans)
    place = (planted.path, planted.row, planted.field, planted.rule)
    caught = [p for p in problems if (p.path, p.row, p.field, p.rule) == place]
    assert len(caught) == 1, [problem.line() for problem in problems]
    assert {problem.rule for problem in problems if problem not in caught} == planted.follows
    for problem in problems:
        assert problem.found and problem.expected and problem.fix.startswith(ACTIONS), problem.line()


@pytest.mark.parametrize("harmless", HARMLESS, ids=lambda harmless: harmless.says)
def test_what_a_plan_may_say_is_no_problem(collection: Collection, harmless: Harmless) -> None:
    """A rule that accuses a document wrongly is worse than none: just this side of each limit nothing is reported."""
    harmless.change(collection)
    assert validate(collection, [harmless.plan_id] if harmless.plan_id else []) == []


def git(collection: Collection, *arguments: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=collection.root, check=True, capture_output=True)


@pytest.fixture
def published(collection: Collection) -> Collection:
    """The collection with its present state committed, as the one that readers know."""
    git(collection, "init", "--quiet")
    git(collection, "add", "data")
    git(collection, "commit", "--quiet", "-m", "published")
    return collection


def moved_or_lost(collection: Collection, names: list[str]) -> list[Problem]:
    """What happened to published ids. A list whose rows have changed contradicts the document too, which is reported besides."""
    return [problem for problem in validate(collection, names, "HEAD") if problem.rule == "stable-ids"]


DOCUMENTS = f"{SONG_MA}/issued_documents.csv"


def insert_document(cells: Cells, new_id: str) -> Cells:
    """A document that was overlooked, between the second and the third one."""
    third = cells[3]
    row = [SONG_MA, new_id, "2a", "68/QĐ-UBND", "02/7/2025", "2025-07-02", "Quyết định bị bỏ sót", "certain", "S1", "", "1286", "1286"]
    assert len(row) == len(third)
    return cells[:3] + [row] + cells[3:]


def test_renumbering_published_rows_is_caught(published: Collection) -> None:
    """After a row is inserted and all below it renumbered, every row that moved to another id is reported."""

    def insert_and_renumber(cells: Cells) -> Cells:
        inserted = insert_document(cells, "")
        return [inserted[0], *([row[0], f"VB{at:02}", *row[2:]] for at, row in enumerate(inserted[1:], start=1))]

    published.edit_cells(DOCUMENTS, insert_and_renumber)
    problems = moved_or_lost(published, [SONG_MA])
    assert [(problem.row, problem.field) for problem in problems] == [(row, "issued_document_id") for row in range(5, 46)]
    assert problems[0].path == f"data/plans/{DOCUMENTS}"
    assert problems[0].found == "dòng này đã công bố với mã VB03, nay mang mã VB04"
    assert problems[0].fix.startswith(ACTIONS)


def test_a_row_with_a_new_id_may_stand_between_published_rows(published: Collection) -> None:
    """The way out of the problem above is itself no problem."""
    published.edit_cells(DOCUMENTS, lambda cells: insert_document(cells, "VB44"))
    assert moved_or_lost(published, [SONG_MA]) == []


def test_a_plan_that_was_not_published_keeps_nothing(published: Collection) -> None:
    """A new plan folder has no ids to keep."""
    git(published, "rm", "--quiet", "-r", "--cached", f"data/plans/{SONG_MA}")
    git(published, "commit", "--quiet", "-m", "without it")
    assert validate(published, [SONG_MA], "HEAD") == []


def test_an_unknown_revision_is_one_clear_line(published: Collection) -> None:
    """A mistyped revision stops the run and says so."""
    with pytest.raises(SystemExit, match="kiểm tra tên sau --base"):
        validate(published, [SONG_MA], "khong-co")


def test_a_published_row_that_is_gone_is_caught(published: Collection) -> None:
    """Deleting a row takes away an address that readers may have kept."""
    published.edit_cells(DOCUMENTS, lambda cells: cells[:-1])
    (problem,) = moved_or_lost(published, [SONG_MA])
    assert (problem.path, problem.row, problem.field) == (f"data/plans/{DOCUMENTS}", 0, "issued_document_id")
    assert problem.found == "mã VB43 đã công bố nay không còn"
    assert problem.fix.startswith(ACTIONS)


@pytest.mark.parametrize("table", KEPT)
def test_every_table_with_addresses_keeps_its_rows(published: Collection, table: str) -> None:
    """Each row that has an anchor of its own on the page of its plan is missed when it is gone."""
    plan_id = THUAN_CHAU if table == "targets" else SONG_MA
    last = published.cells(f"{plan_id}/{table}.csv")[-1]
    published.edit_cells(f"{plan_id}/{table}.csv", lambda cells: cells[:-1])
    (problem,) = moved_or_lost(published, [plan_id])
    assert (problem.path, problem.field) == (f"data/plans/{plan_id}/{table}.csv", schemas()[table].columns[1])
    assert problem.found == f"mã {last[1]} đã công bố nay không còn"


def test_a_notice_whose_cause_was_corrected_may_go(published: Collection) -> None:
    """A notice is an address only as long as the document contradicts itself there."""
    published.edit(f"{SONG_MA}/budget_lines.csv", 28, task_id="NV14")
    notices = f"{SONG_MA}/notices.csv"
    row = published.row_of(notices, rule="investment-without-task", row_id="NS27")
    published.edit_cells(notices, lambda cells: cells[: row - 1] + cells[row:])
    assert validate(published, [SONG_MA], "HEAD") == []


def test_a_published_plan_that_is_gone_is_caught(published: Collection) -> None:
    """A plan folder is not deleted or renamed: its page was published."""
    shutil.rmtree(published.plans / SONG_MA)
    (problem,) = validate(published, [], "HEAD")
    assert (problem.rule, problem.path, problem.row) == ("stable-ids", f"data/plans/{SONG_MA}", 0)
    assert problem.fix.startswith(ACTIONS)


def test_an_untouched_plan_answers_for_nothing(published: Collection) -> None:
    """The whole collection against its own state gives no problem."""
    assert validate(published, [], "HEAD") == []
