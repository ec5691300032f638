"""Every plan's pages, downloads and rows, made from its folder alone; what each gives to the pages of others. Writes to build/."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from . import consistency, evidence, languages, pages, search_documents, summaries
from .compare.listed import listed
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


def write_page(layout: Layout, page: Page) -> None:
    target = layout.build / "pages" / page.address / "index.html"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page.body, "utf-8")


def page_entry(page: Page) -> dict[str, Any]:
    """What the site generator needs to know of a page besides its body."""
    return {
        "path": page.address, "language": page.language, "kind": page.kind, "title": page.title, "description": page.description,
        "contents": page.contents,
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
    rows: list[tuple[str, dict[str, Any]]]
    found: Indexed | None


def build_plans(layout: Layout, of: Edition, with_downloads: bool, folders: list[Path]) -> list[Made]:
    """Write the pages and the downloads of these plans; return what each gives to other pages, once a language."""
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
                    listed(facts) if first else [], found if first else None,
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


def build_all_plans(layout: Layout, of: Edition, with_downloads: bool) -> Iterator[Made]:
    """Every plan, on every core when they are many; never more than a batch in memory."""
    folders = in_reading_order(plan_folders(layout), load_reference(layout))
    work = partial(build_plans, layout, of, with_downloads)
    if len(folders) < PARALLEL_FROM:
        yield from work(folders)
        return
    batches = [folders[at : at + BATCH] for at in range(0, len(folders), BATCH)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for batch in pool.map(work, batches):
            yield from batch
