"""Lists over plans that are too long for their rows: one row a plan, counted while plans are read, or rows in short."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from html_support import links, tables, text, tree
from literal_plans import REFERENCE_ROWS, plan, reference

from scripts import languages, plan_builds
from scripts.compare.by_plan import BY_PLAN, is_left_out, whole
from scripts.compare.indicators import UNSORTED
from scripts.compare.listed import Packed, listed, packed
from scripts.compare_pages import everything
from scripts.compare_pages.lists import ON_A_PAGE
from scripts.compared_store import ComparedStore
from scripts.facts import PlanFacts, plan_facts
from scripts.list_store import ListStore
from scripts.page import Page
from scripts.paths import Layout
from scripts.plan_builds import Task
from scripts.plans import Reference

FEW = 3
BODY = {"agency_id": "cong-an-xa", "agency_text": "Công an xã"}
INDICATOR = {"indicator_id": "a", "name": "Phủ sóng 5G", "name_en": "5G", "unit": "%", "direction": "higher", "definition": "Là gì", "definition_en": "What"}
FIRST, SECOND = "son-la/song-ma-04168/khcn-2026", "son-la/song-ma-04168/cds-2026"


def tables_of(tasks: int) -> dict[str, list[dict[str, str]]]:
    """A plan with so many tasks without a time, all led by one body, and one of each other thing."""
    return {
        "tasks": [{"task_id": f"NV{n:02}", "name": f"Việc {n}"} for n in range(1, tasks + 1)] + [{"task_id": "NV90"}, {"task_id": "NV91"}],
        "task_schedules": [
            {"task_id": "NV90", "kind": "date", "due_on": "2026-12-15", "schedule_text": "15/12"}, {"task_id": "NV91", "kind": "date", "due_on": "2026-11-30", "schedule_text": "30/11"},
        ],
        "task_agencies": [{"task_id": f"NV{n:02}", **BODY} for n in range(1, tasks + 1)] + [{"task_id": "NV01", "role": "support", "seq": "2", **BODY, "agency_text": "CA xã"}],
        "targets": [{"target_id": "CT01", "indicator_id": "a", "name": "Phủ sóng"}, {"target_id": "CT02"}, {"target_id": "CT03"}],
        "target_values": [
            {"target_id": "CT01", "comparator": "ge", "value_min": "70", "unit": "%", "value_text": "Tối thiểu 70%"},
            {"target_id": "CT01", "year": "2025", "measure": "baseline", "comparator": "text", "value_text": "<b>chưa có</b>"},
        ],
        "duties": [{"duty_id": "TN01", "due_on": "2026-12-05", "deadline_text": "5/12", **BODY}],
        "citations": [{"citation_id": "CC01"}, {"citation_id": "CC02", "role": "mention"}],
    }  # fmt: skip


def known() -> Reference:
    return reference(agencies=[{**row, "level": "commune", "kind": "office"} for row in REFERENCE_ROWS["agencies"]], indicators=[INDICATOR])


def of_plan(plan_id: str, tasks: int) -> PlanFacts:
    return plan_facts(replace(plan(**tables_of(tasks)), plan_id=plan_id), known())


@pytest.fixture(scope="module")
def plans() -> list[PlanFacts]:
    """Two plans of one commune, of five undated tasks and of two."""
    return [of_plan(FIRST, 5), of_plan(SECOND, 2)]


def stored(folder: Path, plans: list[PlanFacts], detailed: int) -> ComparedStore:
    store = ComparedStore(folder, ON_A_PAGE, detailed)
    for own in plans:
        store.take(packed(listed(own, store.long), store.long))
    store.flush()
    return store


def made(store: ComparedStore) -> dict[str, Page]:
    own = known()
    return {page.path: page for part in everything.PARTS for page in everything.pages(store, own, part)}


def shown(page: Page) -> list[list[str]]:
    """The cells of the last table of a page."""
    return [[text(cell) for cell in row] for row in next(tables(page.body)[-1].iter("tbody"))]


COMMUNE, PLAN = "Xã Sông Mã, Sơn La", "Khoa học, công nghệ 2026"


def test_what_a_plan_has_is_counted_by_list(plans: list[PlanFacts]) -> None:
    """By role for a body and a document, by what it is for tasks, with the first day of a quarter; indicators keep their rows."""
    found = {name: row for name, row in listed(plans[0]) if name.endswith(f"/{BY_PLAN}")}
    assert all(row.pop("plan_id") == FIRST for row in found.values())
    assert found == {
        "bodies/cong-an-xa/by-plan": {"counts": {"task-lead": 5, "task-support": 1, "duty": 1}, "texts": {"Công an xã": 6, "CA xã": 1}},
        "documents/nq-57-nq-tw/by-plan": {"counts": {"mention": 2}},
        "indicators/chua-xep/by-plan": {"counts": {"target": 2}},
        "tasks/khong-neu/by-plan": {"counts": {"task": 5}},
        "tasks/quy-4-2026/by-plan": {"counts": {"task": 2, "duty": 1}, "first": "2026-11-30"},
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("bodies/cong-an-xa/duty", "bodies/cong-an-xa"), ("tasks/quy-4-2026/2026-11-30", "tasks/quy-4-2026"), ("tasks/khong-neu", "tasks/khong-neu"),
        ("documents/x", "documents/x"), ("documents/x/by-plan", "documents/x"), (f"indicators/{UNSORTED}", f"indicators/{UNSORTED}"),
        ("indicators/a", ""), (f"indicators/{UNSORTED}-khac", ""), ("plans", ""), ("budgets", ""), ("chains", ""),
    ],
)  # fmt: skip
def test_lists_that_may_be_long(name: str, expected: str) -> None:
    """Those of bodies, tasks, documents and unsorted targets; a part of a list is left out with it, the row of each plan never."""
    assert whole(name) == expected
    assert is_left_out(name, {expected}) == (expected != "" and not name.endswith(BY_PLAN))


def test_a_list_is_long_from_one_row_above_the_limit(tmp_path: Path, plans: list[PlanFacts]) -> None:
    """At the limit it keeps every row, over all its parts."""
    assert "tasks/khong-neu" not in stored(tmp_path / "seven", plans, 7).long
    over = stored(tmp_path / "six", plans, 6)
    assert over.long == {"tasks/khong-neu", "bodies/cong-an-xa"}
    assert sum(map(len, over.chunks("tasks/quy-4-2026/2026-12-05"))) == 2


def test_rows_of_a_long_list_are_counted_and_not_kept(tmp_path: Path, plans: list[PlanFacts]) -> None:
    """What was on disk is removed, what comes later is neither made nor sent; counts are those of every row."""
    store = stored(tmp_path / "few", plans, FEW)
    assert store.counts == stored(tmp_path / "many", plans, 100).counts
    kept = {path.relative_to(tmp_path / "few").as_posix() for path in (tmp_path / "few").rglob("*.jsonl")}
    assert kept == {
        "plans.jsonl", "chains.jsonl", "budgets.jsonl", "indicators/a.jsonl", "bodies/cong-an-xa/by-plan.jsonl", "documents/nq-57-nq-tw/by-plan.jsonl",
        "indicators/chua-xep/by-plan.jsonl", "tasks/khong-neu/by-plan.jsonl", "tasks/quy-4-2026/by-plan.jsonl",
    }  # fmt: skip
    sent = packed(listed(plans[1], store.long), store.long)
    assert sent.counts == packed(listed(plans[1])).counts
    assert {f"{name}.jsonl" for name in sent.lines} == kept


def test_a_list_that_became_long_between_two_processes_is_still_right(tmp_path: Path, plans: list[PlanFacts]) -> None:
    """Rows that were on their way are dropped: the lists on disk do not depend on who was faster."""
    late = ComparedStore(tmp_path / "late", 2, FEW)
    for own in plans:
        late.take(packed(listed(own)))
        late.flush()
    stored(tmp_path / "early", plans, FEW)
    files = [{path.relative_to(folder): path.read_text("utf-8") for path in folder.rglob("*.jsonl")} for folder in (tmp_path / "late", tmp_path / "early")]
    assert files[0] == files[1]


def test_a_long_list_has_one_row_a_plan_and_says_why(tmp_path: Path, plans: list[PlanFacts]) -> None:
    """In the order of plans, with counts in words, the section of the plan's page, and the first day of a quarter."""
    pages = made(stored(tmp_path, plans, FEW))
    body = pages["co-quan/cong-an-xa/"]
    assert "Danh sách này có 11 dòng của 2 kế hoạch; mỗi kế hoạch một dòng ở đây, từng dòng ở trang của kế hoạch." in text(tree(body.body))
    assert shown(body) == [
        [COMMUNE, PLAN, "5 nhiệm vụ chủ trì, 1 việc được giao, 1 nhiệm vụ phối hợp"], [COMMUNE, PLAN, "2 nhiệm vụ chủ trì, 1 việc được giao, 1 nhiệm vụ phối hợp"],
    ]
    assert [link for link in links(body.body) if "#" in link] == [f"../../{FIRST}/#nhiem-vu", f"../../{SECOND}/#nhiem-vu"]
    assert "“CA xã” (2 lần)" in text(tree(body.body))
    assert [row[2] for row in shown(pages["nhiem-vu/khong-neu/"])] == ["5 nhiệm vụ", "2 nhiệm vụ"]
    assert [row[2] for row in shown(pages["nhiem-vu/quy-4-2026/"])] == ["2 nhiệm vụ, 1 việc được giao; hạn đầu tiên 30/11/2026"] * 2
    assert "Xếp theo ngày" not in pages["nhiem-vu/quy-4-2026/"].body
    assert [row[2] for row in shown(pages["van-ban/nq-57-nq-tw/"])] == ["được nhắc đến (2)"] * 2
    assert f"../../{FIRST}/#can-cu" in links(pages["van-ban/nq-57-nq-tw/"].body)
    assert [row[2] for row in shown(pages["chi-tieu/chua-xep/"])] == ["2 chỉ tiêu"] * 2
    assert "Còn 4 chỉ tiêu riêng của từng kế hoạch" in text(tree(pages["chi-tieu/"].body))


def test_counts_of_indexes_do_not_depend_on_the_limit(tmp_path: Path, plans: list[PlanFacts]) -> None:
    """The lists of bodies, indicators, documents and kinds of time say the same of short and long lists."""
    few, many = (made(stored(tmp_path / str(detailed), plans, detailed)) for detailed in (FEW, 100))
    for path in ("co-quan/", "chi-tieu/", "van-ban/", "nhiem-vu/", "ngan-sach/"):
        assert few[path].body == many[path].body
    assert few.keys() == many.keys()
    assert {path: (page.title, page.description, page.contents) for path, page in few.items()} == {
        path: (page.title, page.description, page.contents) for path, page in many.items()
    }
    assert not any("mỗi kế hoạch một dòng ở đây" in page.body for page in many.values())


def test_targets_of_one_indicator_keep_their_rows_in_short(tmp_path: Path, plans: list[PlanFacts]) -> None:
    """Each leads to its row, with its figures, and says that another name is printed; words are text."""
    page = made(stored(tmp_path, [plans[0]] * 4, FEW))["chi-tieu/a/"]
    assert "Danh sách này có 4 dòng, nên mỗi dòng ở đây ghi gọn" in page.body
    assert shown(page) == [[COMMUNE, f"CT01 {PLAN}; in tên khác", "Kết quả 2025: <b>chưa có</b>; 2026: ≥ 70%"]] * 4
    assert "4 dòng in tên khác với tên chỉ số ở đây và được ghi “in tên khác” trong bảng." in text(tree(page.body))
    assert f"../../{FIRST}/#CT01" in links(page.body)


def test_long_chains_are_short(tmp_path: Path, plans: list[PlanFacts]) -> None:
    """What a plan only mentions is on its own page; a step without a document says so."""
    page = made(stored(tmp_path, plans * 2, FEW))["van-ban/chuoi/"]
    assert "Danh sách này có 4 dòng, nên mỗi dòng ở đây ghi gọn" in page.body
    assert shown(page) == [["không viện dẫn", "không viện dẫn", "không viện dẫn", f"Xã Sông Mã Tỉnh Sơn La {PLAN}"]] * 4


def test_both_languages_count_the_same(tmp_path: Path, plans: list[PlanFacts]) -> None:
    """English words, English days, and figures whose words stay Vietnamese are marked."""
    store = stored(tmp_path, plans, FEW)
    own = made(store)
    with languages.writing(languages.ENGLISH):
        english = made(store)
        short = made(stored(tmp_path / "short", [plans[0]] * 4, FEW))["chi-tieu/a/"]
    assert own.keys() == english.keys()
    body = english["co-quan/cong-an-xa/"].body
    assert "This list has 11 rows, of 2 plans; here each plan has one row, and its page has every row." in text(tree(body))
    assert "first due date 30 November 2026" in english["nhiem-vu/quy-4-2026/"].body
    assert [len(shown(page)) for page in english.values() if tables(page.body)] == [len(shown(page)) for page in own.values() if tables(page.body)]
    assert '<span lang="vi">&lt;b&gt;chưa có&lt;/b&gt;</span>; 2026: ≥ 70%' in short.body


def test_long_lists_go_on_in_pages_of_plans(tmp_path: Path) -> None:
    """200 plans a page, each once, in the order in which they were read."""
    many = [of_plan(f"son-la/song-ma-04168/khcn-{n}", 1) for n in range(450)]
    pages = made(stored(tmp_path, many, FEW))
    found = [pages[path] for path in ("co-quan/cong-an-xa/", "co-quan/cong-an-xa/trang-2/", "co-quan/cong-an-xa/trang-3/")]
    assert "co-quan/cong-an-xa/trang-4/" not in pages
    named = [re.findall(r"khcn-(\d+)/#nhiem-vu", page.body) for page in found]
    assert list(map(len, named)) == [200, 200, 50]
    assert [int(n) for page in named for n in page] == list(range(450))
    assert "450 kế hoạch, trang này có 50" in text(tree(found[2].body))
    assert "../../../son-la/song-ma-04168/khcn-449/#nhiem-vu" in links(found[2].body)


def test_no_list_is_in_memory_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits is written once it is much, and pages read no more rows at a time than they show."""
    monkeypatch.setattr("scripts.list_store.MOST_WAITING", 1000)
    store = ComparedStore(tmp_path, 2, FEW)
    waiting = []
    for n in range(30):
        own = of_plan(f"son-la/song-ma-04168/khcn-{n}", 1)
        store.take(packed(listed(own, store.long), store.long))
        waiting.append(store._size)
    assert max(waiting) <= 1000
    store.flush()
    read: list[int] = []
    chunks = ListStore.chunks

    def counting(self: ListStore, name: str) -> Iterator[list[dict[str, Any]]]:
        for chunk in chunks(self, name):
            read.append(len(chunk))
            yield chunk

    monkeypatch.setattr(ListStore, "chunks", counting)
    made(store)
    assert max(read) == 2 and sum(read) > 30


def test_who_makes_plans_hears_which_lists_are_long(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Batches are begun a few at a time, each with the lists that are long by then; plans come back in order, those of a commune together."""
    begun: list[tuple[Path, frozenset[str]]] = []

    class Pool:
        def __init__(self, _workers: int | None) -> None: ...
        def __enter__(self) -> Pool:
            return self
        def __exit__(self, *_error: object) -> None: ...
        def submit(self, _work: object, _layout: Layout, _task: Task, batch: list[Path], long: frozenset[str]) -> SimpleNamespace:
            assert len({folder.parent for folder in batch}) == len(batch) / 2
            begun.append((batch[0], long))
            return SimpleNamespace(result=lambda: batch)

    layout = Layout(tmp_path)
    folders = [layout.plans / "tinh" / f"xa-{number // 2:05}" / f"khcn-{2026 + number % 2}" for number in range(plan_builds.BATCH * 12)]
    monkeypatch.setattr(plan_builds, "ProcessPoolExecutor", Pool)
    monkeypatch.setattr(plan_builds, "plan_folders", lambda _layout: folders)
    monkeypatch.setattr(plan_builds, "in_reading_order", lambda found, _reference: found)
    monkeypatch.setattr(plan_builds, "load_reference", lambda _layout: None)
    monkeypatch.setattr(plan_builds.os, "cpu_count", lambda: 2)
    long: set[str] = set()
    taken = []
    for made_of in plan_builds.build_all_plans(layout, Task(SimpleNamespace(), False, {}), long):
        taken.append(made_of)
        if made_of == folders[0]:
            assert len(begun) == 2 * plan_builds.AHEAD
            long.add("tasks/khong-neu")
    assert taken == folders
    assert [names for _first, names in begun] == [frozenset()] * 4 + [frozenset({"tasks/khong-neu"})] * 8


def test_nothing_is_packed_twice(plans: list[PlanFacts]) -> None:
    """Counts are of rows by list, lines hold each row once."""
    found = listed(plans[0])
    sent = packed(found)
    assert isinstance(sent, Packed)
    assert {name: lines.count("\n") for name, lines in sent.lines.items()} == dict(Counter(name for name, _row in found)) == dict(sent.counts)
