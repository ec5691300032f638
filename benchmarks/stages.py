"""What is measured, each stage in a process of its own: `python -m benchmarks.stages site|loop|data|vietnamese|downloads|read|search|validate`.

The collection is the one that COLLECTION_ROOT names.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from scripts import build, consistency, dictionary, languages, pages, plan_builds, search_builds, search_documents, summaries, units, validate
from scripts.compare.by_plan import is_left_out, whole
from scripts.compare.indicators import Overview
from scripts.compare.listed import listed
from scripts.compare_pages import everything
from scripts.compare_pages.lists import DETAILED, ON_A_PAGE
from scripts.facts import plan_facts
from scripts.page import Page
from scripts.paths import Layout, current_layout
from scripts.plans import load_plan, load_reference, plan_folders
from scripts.search_index import Indexed

LOOP_FOLDER = "loop"


def site(layout: Layout) -> None:
    """The pages of the collection and the site around them, as scripts.build makes them, without downloads."""
    build.build_data(layout, with_downloads=False)
    build.build_site(layout)


def data(layout: Layout) -> None:
    """The first half of `site`: bodies of pages, without MkDocs."""
    build.build_data(layout, with_downloads=False)


def downloads(layout: Layout) -> None:
    """Bodies of pages and all downloads."""
    build.build_data(layout)


def check(layout: Layout) -> None:
    if validate.main([]):
        raise SystemExit("dữ liệu giả lập không hợp lệ")


def vietnamese(layout: Layout) -> None:
    """Bodies of pages in one language: what `data` would cost without the other. Processes that build starts are its copies."""
    languages.CODES = (languages.VIETNAMESE,)
    build.build_data(layout, with_downloads=False)


def loop(layout: Layout) -> None:
    """The least that the same bodies can cost: read, render, write; one process, no MkDocs, nothing else written."""
    reference, this = load_reference(layout), build.edition(layout)
    by_commune: dict[str, dict[str, list[summaries.Summary]]] = {code: defaultdict(list) for code in languages.CODES}
    notices: dict[str, list[consistency.Notice]] = {code: [] for code in languages.CODES}
    store = Lists()
    for folder in plan_builds.in_reading_order(plan_folders(layout), reference):
        facts = plan_facts(load_plan(layout, folder), reference)
        store.add(listed(facts))
        for code in languages.CODES:
            with languages.writing(code):
                page = pages.plan_page(facts, this)
                write(layout, page)
                by_commune[code][facts.commune["code"]].append(summaries.summary(facts))
                notices[code] += consistency.listed(facts, page.title)
    places = units.places(reference, set(by_commune[languages.VIETNAMESE]))
    for code in languages.CODES:
        with languages.writing(code):
            for page in pages_over_plans(places, by_commune[code], notices[code]):
                write(layout, page)
            for part in everything.PARTS:
                for page in everything.pages(store, reference, part):
                    write(layout, page)


class Lists:
    """The lists over plans with all rows in memory, which the site keeps on disk."""

    def __init__(self) -> None:
        self.detailed = DETAILED
        self.overviews: dict[str, Overview] = {}
        self.counts: Counter[str] = Counter()
        self._rows: dict[str, list[dict[str, Any]]] = defaultdict(list)

    @cached_property
    def long(self) -> set[str]:
        rows: Counter[str] = Counter()
        for name, count in self.counts.items():
            if is_left_out(name, {whole(name)}):
                rows[whole(name)] += count
        return {name for name, count in rows.items() if name and count > DETAILED}

    def add(self, named: list[tuple[str, dict[str, Any]]]) -> None:
        for name, row in named:
            self.counts[name] += 1
            self._rows[name].append(row)

    def chunks(self, name: str) -> Iterator[list[dict[str, Any]]]:
        rows = self._rows.get(name, [])
        return ([dict(row) for row in rows[at : at + ON_A_PAGE]] for at in range(0, len(rows), ON_A_PAGE))


def pages_over_plans(
    places: list[dict[str, Any]], by_commune: dict[str, list[summaries.Summary]], notices: list[consistency.Notice]
) -> Iterator[Page]:
    """Every other page of one language."""
    for province in places:
        for commune in province["communes"]:
            commune["plans"] = by_commune.get(commune["code"], [])
            if commune["plans"]:
                yield pages.commune_page(commune, province, commune["predecessors"], commune["plans"])
        yield pages.province_page(province, province["communes"])
    of_plans = [summary for of_commune in by_commune.values() for summary in of_commune]
    stats = {
        "plans": len(of_plans), "communes_covered": len(by_commune), "notices": len(notices),
        "communes_total": sum(province["communes_total"] for province in places),
    }  # fmt: skip
    latest = sorted(of_plans, key=lambda s: (s.dated, s.plan_id), reverse=True)[: build.LATEST]
    yield pages.home_page(places, stats, latest, summaries.request_totals(of_plans))
    yield from consistency_pages(notices)
    yield dictionary.dictionary_page()
    yield pages.search_page()


def consistency_pages(notices: list[consistency.Notice]) -> Iterator[Page]:
    """The pages of /doi-chieu/ with all notices in memory, which the site keeps on disk."""
    by_rule: dict[str, list[consistency.Notice]] = defaultdict(list)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for notice in notices:
        by_rule[notice["rule"]].append(notice)
        counts[notice["rule"]][notice["severity"]] += 1
    by_rule[consistency.ALL] = notices
    yield from consistency.pages(counts, lambda name: chunks(by_rule[name]))


def chunks(notices: list[consistency.Notice]) -> Iterator[list[consistency.Notice]]:
    return (notices[at : at + consistency.ON_A_PAGE] for at in range(0, len(notices), consistency.ON_A_PAGE))


def write(layout: Layout, page: Page) -> None:
    target = layout.root / LOOP_FOLDER / page.address / "index.html"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page.body, "utf-8")


def documents(layout: Layout, indexing: bool, folders: list[Path]) -> list[tuple[Indexed | None, summaries.Summary]]:
    """Read these plans, and index them when asked: what a process of scripts.build does for the search."""
    reference, search = load_reference(layout), plan_builds.search_store(layout)
    made = []
    for folder in folders:
        facts = plan_facts(load_plan(layout, folder), reference)
        found = search.prepare(search_documents.plan_document(facts)) if indexing else None
        made.append((found, summaries.summary(facts)))
    return made


def read(layout: Layout, indexing: bool = False) -> None:
    """Every plan read, in as many processes as the build uses; with `indexing` the whole search index is written too."""
    search = plan_builds.search_store(layout)
    shutil.rmtree(search.folder, ignore_errors=True)
    folders = plan_folders(layout)
    batches = [folders[at : at + plan_builds.BATCH] for at in range(0, len(folders), plan_builds.BATCH)]
    by_commune: dict[str, list[summaries.Summary]] = defaultdict(list)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for made in pool.map(partial(documents, layout, indexing), batches):
            for found, summary in made:
                by_commune[summary.commune_code].append(summary)
                if found is not None:
                    search.take(found)
    if indexing:
        search_builds.add_places(search, units.places(load_reference(layout), set(by_commune)), by_commune)
        search.finish()


def search(layout: Layout) -> None:
    read(layout, indexing=True)


STAGES = {"site": site, "loop": loop, "data": data, "vietnamese": vietnamese, "downloads": downloads, "read": read, "search": search, "validate": check}

if __name__ == "__main__":
    STAGES[sys.argv[1]](current_layout())
