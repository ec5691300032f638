"""Every plan's pages, downloads and rows, made from its folder alone; what each gives to the pages of others. Writes to build/."""

from __future__ import annotations

import os
import shutil
from collections import deque
from collections.abc import Collection, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from . import consistency, evidence, languages, pages, search_documents, summaries
from .compare.listed import Packed, listed, packed
from .edition import Edition
from .facts import plan_facts
from .page import Page
from .paths import Layout
from .plans import Plan, Reference, load_plan, load_reference, plan_folders
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
class Made:
    """What one plan gives to the pages of others, in one language."""

    language: str
    entry: dict[str, Any]
    summary: Summary
    notices: list[consistency.Notice]
    # For the lists over plans and the search, in no language: given with the first one only.
    rows: Packed | None = None
    found: Indexed | None = None


def build_plans(layout: Layout, of: Edition, with_downloads: bool, folders: list[Path], long: frozenset[str] = frozenset()) -> list[Made]:
    """Write the pages and the downloads of these plans; return what each gives to other pages, once a language.

    `long` are lists over plans that show no rows any more: what these plans have for them is counted, not returned.
    """
    reference, search = load_reference(layout), search_store(layout)
    made = []
    for folder in folders:
        plan = whole_plan(layout, folder)
        facts = plan_facts(plan, reference)
        found = search.prepare(search_documents.plan_document(facts))
        for language in languages.CODES:
            with languages.writing(language):
                page = pages.plan_page(facts, of)
                write_page(layout, page)
                first = language == languages.CODES[0]
                made.append(Made(
                    language, page_entry(page), summaries.summary(facts), consistency.listed(facts, page.title),
                    packed(listed(facts, long), long) if first else None, found if first else None,
                ))  # fmt: skip
        if with_downloads:
            target = layout.build / "static" / "du-lieu" / plan.plan_id
            target.mkdir(parents=True, exist_ok=True)
            for table in plan.files:
                shutil.copyfile(folder / f"{table}.csv", target / f"{table}.csv")
            (target / summaries.archive_name(plan.plan_id)).write_bytes(evidence.pack(plan, reference, summaries.heading(facts)))
    return made


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


def build_all_plans(layout: Layout, of: Edition, with_downloads: bool, long: Collection[str] = ()) -> Iterator[Made]:
    """Every plan, on every core when they are many; no more batches in memory than keep the cores busy.

    Who takes the plans may add to `long` meanwhile, see build_plans.
    """
    folders = in_reading_order(plan_folders(layout), load_reference(layout))
    work = partial(build_plans, layout, of, with_downloads)
    if len(folders) < PARALLEL_FROM:
        yield from work(folders)
        return
    batches = list(_batches(folders))
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        running: deque[Future[list[Made]]] = deque()
        for batch in batches:
            if len(running) == AHEAD * (os.cpu_count() or 1):
                yield from running.popleft().result()
            running.append(pool.submit(work, batch, frozenset(long)))
        for future in running:
            yield from future.result()
