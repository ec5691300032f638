"""Every plan's pages, downloads and rows, made from its folder alone; what each gives to the pages of others. Writes to build/."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from . import calendars, consistency, dataset_names, described, languages, pages, search_documents, summaries, wide
from .api.indexes import plan_entry
from .api.rows import Packed as ApiPacked
from .api.rows import packed as api_packed
from .compare.listed import Packed, listed, packed
from .dataset_builds import Publishing, offer, place_files, plan_files
from .facts import PlanFacts, plan_facts
from .news import named_bodies
from .offers import offered
from .page import Page
from .paths import Layout
from .plans import Plan, Reference, load_plan, load_reference, plan_folders, plan_id_of
from .search_index import FOLDER, Indexed
from .search_store import SearchStore
from .summaries import Summary
from .text import sort_key

PARALLEL_FROM = 40
BATCH = 20
# Batches begun or waiting for each core: one is made while another one is taken.
AHEAD = 2


def write_page(layout: Layout, page: Page) -> None:
    target = layout.build / "pages" / page.address / "index.html"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page.body, "utf-8")


def page_entry(page: Page) -> dict[str, Any]:
    """What the site generator needs to know of a page besides its body."""
    return {
        "path": page.address, "language": page.language, "kind": page.kind, "title": page.title, "description": page.description,
        "contents": page.contents, "alternates": page.alternates,
    }  # fmt: skip


def whole_plan(layout: Layout, folder: Path) -> Plan:
    """A plan of which every table could be read; a site of half a plan is none."""
    plan = load_plan(layout, folder)
    if plan.lost:
        raise SystemExit(f"{plan.lost[0].path}: tệp thiếu hoặc không đọc được trọn; cần đủ mọi bảng; chạy “make check” và sửa tệp trước")
    return plan


def search_store(layout: Layout) -> SearchStore:
    return SearchStore(layout.build / "static" / FOLDER)


@dataclass(frozen=True)
class Shared:
    """What one plan gives to the files and lists over plans, in no language. `years` are those of its target values, `bodies` whom it names."""

    about: described.About
    entry: dict[str, Any]
    years: tuple[int, ...]
    bodies: frozenset[str]
    rows: Packed
    found: Indexed
    api: ApiPacked
    events: list[dict[str, Any]]


@dataclass(frozen=True)
class Made:
    """What one plan gives to the pages of others, in one language; `shared` comes with the first language only."""

    language: str
    entry: dict[str, Any]
    summary: Summary
    notices: list[consistency.Notice]
    shared: Shared | None = None


@dataclass(frozen=True)
class Task:
    """How plans are to be built: with their files or not, and when the data of each changed last (those not named: on the day of the edition)."""

    of: Publishing
    with_downloads: bool
    stamps: Mapping[str, datetime]


@cache
def kept_reference(layout: Layout) -> Reference:
    """The reference tables, read once a process: only for processes that end with the build, for the data may change before the next."""
    return load_reference(layout)


def build_batch(layout: Layout, task: Task, folders: list[Path], long: frozenset[str]) -> list[Made]:
    """build_plans in a process of the build."""
    return build_plans(layout, task, folders, kept_reference(layout), long)


def build_plans(layout: Layout, task: Task, folders: list[Path], reference: Reference, long: frozenset[str] = frozenset()) -> list[Made]:
    """Write the pages and the files of these plans, and the files of their communes; return what each plan gives to other pages, once a language.

    The plans of a commune must all be there, side by side. `long` are lists over plans that show no rows any more: what these plans
    have for them is counted, not returned.
    """
    search = search_store(layout)
    made = []
    for _commune, own in groupby(folders, key=lambda folder: folder.parent):
        read = [(plan, plan_facts(plan, reference)) for plan in (whole_plan(layout, folder) for folder in own)]
        shared = [_shared(plan, facts, task, search, long) for plan, facts in read]
        for (plan, facts), one in zip(read, shared):
            if task.with_downloads:
                plan_files(layout, task.of, reference, plan, facts, one.about, one.events)
            made += _pages(layout, task, facts, one)
        if task.with_downloads:
            commune_files(layout, task.of, reference, read[0][1], shared)
    return made


def _shared(plan: Plan, facts: PlanFacts, task: Task, search: SearchStore, long: frozenset[str]) -> Shared:
    stamp = task.stamps.get(plan.plan_id, task.of.edition.stamp)
    return Shared(
        described.of_plan(dataset_names.of_plan(facts), facts, task.of.release), plan_entry(facts), tuple(sorted(wide.years(plan))),
        frozenset(named_bodies(facts)),
        packed(listed(facts, long), long), search.prepare(search_documents.plan_document(facts)), api_packed(facts), calendars.written(facts, stamp, task.of.edition),
    )  # fmt: skip


def _pages(layout: Layout, task: Task, facts: PlanFacts, shared: Shared) -> Iterator[Made]:
    """The page of a plan in each language, written."""
    within = dataset_names.of_commune(facts.commune, facts.province, ())
    for language in languages.CODES:
        with languages.writing(language):
            page = offered(pages.plan_page(facts, task.of.edition), offer(layout, task.of, shared.about, within))
            write_page(layout, page)
            yield Made(
                language, page_entry(page), summaries.summary(facts), consistency.listed(facts, page.title), shared if language == languages.CODES[0] else None,
            )  # fmt: skip


def commune_files(layout: Layout, of: Publishing, reference: Reference, facts: PlanFacts, plans: list[Shared]) -> None:
    """The files of the commune of these plans; `facts` are those of one of them."""
    dataset = dataset_names.of_commune(facts.commune, facts.province, [shared.about.dataset.path for shared in plans])
    about = described.of_parts(dataset, of.release, described.commune_area(facts.commune, facts.province), [shared.about for shared in plans])
    place_files(
        layout, of, reference, about, {shared.about.dataset.path: shared.entry for shared in plans}, sorted({year for shared in plans for year in shared.years}),
        [row for shared in plans for row in shared.events],
    )  # fmt: skip


def in_reading_order(folders: list[Path], reference: Reference) -> list[Path]:
    """By province, then commune, names in Vietnamese order: the order of every list over plans."""
    communes, provinces = reference.keyed["communes"], reference.keyed["provinces"]

    def names(folder: Path) -> tuple[Any, ...]:
        commune = communes.get(folder.parent.name.rpartition("-")[2])
        known = (sort_key(provinces[commune["province_code"]]["name"]), sort_key(commune["name"])) if commune else (sort_key(""), sort_key(""))
        return (*known, str(folder))

    return sorted(folders, key=names)


def _batches(folders: list[Path]) -> Iterator[list[Path]]:
    """BATCH plans or a few more: those of a commune stay together, for its files are made of theirs."""
    batch: list[Path] = []
    for _commune, own in groupby(folders, key=lambda folder: folder.parent):
        batch += own
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def build_all_plans(layout: Layout, task: Task, long: Collection[str] = ()) -> Iterator[Made]:
    """Every plan, on every core when they are many; no more batches in memory than keep the cores busy.

    Who takes the plans may add to `long` meanwhile, see build_plans.
    """
    reference = load_reference(layout)
    folders = in_reading_order(plan_folders(layout), reference)
    if len(folders) < PARALLEL_FROM:
        yield from build_plans(layout, task, folders, reference)
        return
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        running: deque[Future[list[Made]]] = deque()
        for batch in _batches(folders):
            if len(running) == AHEAD * (os.cpu_count() or 1):
                yield from running.popleft().result()
            stamps = {plan_id: task.stamps[plan_id] for folder in batch if (plan_id := plan_id_of(layout, folder)) in task.stamps}
            running.append(pool.submit(build_batch, layout, replace(task, stamps=stamps), batch, frozenset(long)))
        for future in running:
            yield from future.result()
