"""What is measured, each stage in a process of its own: `python -m benchmarks.stages site|loop|data|downloads|read|search|validate`.

The collection is the one that COLLECTION_ROOT names.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from scripts import build, consistency, pages, search_documents, summaries, units, validate
from scripts.facts import plan_facts
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


def loop(layout: Layout) -> None:
    """The least that the same bodies can cost: read, render, write; one process, no MkDocs, nothing else written."""
    reference = load_reference(layout)
    by_commune: dict[str, list[summaries.Summary]] = defaultdict(list)
    notices: list[consistency.Notice] = []
    for folder in plan_folders(layout):
        facts = plan_facts(load_plan(layout, folder), reference)
        page = pages.plan_page(facts)
        write(layout, page)
        by_commune[facts.commune["code"]].append(summaries.summary(facts))
        notices += consistency.listed(facts, page.title)
    places = units.places(reference, set(by_commune))
    for province in places:
        for commune in province["communes"]:
            commune["plans"] = by_commune.get(commune["code"], [])
            if commune["plans"]:
                write(layout, pages.commune_page(commune, province, commune["predecessors"], commune["plans"]))
        write(layout, pages.province_page(province, province["communes"]))
    of_plans = [summary for of_commune in by_commune.values() for summary in of_commune]
    stats = {
        "plans": len(of_plans), "communes_covered": len(by_commune), "notices": len(notices),
        "communes_total": sum(province["communes_total"] for province in places),
    }  # fmt: skip
    latest = sorted(of_plans, key=lambda s: (s.dated, s.plan_id), reverse=True)[: build.LATEST]
    write(layout, pages.home_page(places, stats, latest, summaries.request_totals(of_plans)))
    write(layout, pages.search_page())
    for page in consistency_pages(notices):
        write(layout, page)


def consistency_pages(notices: list[consistency.Notice]) -> Iterator[pages.Page]:
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


def write(layout: Layout, page: pages.Page) -> None:
    target = layout.root / LOOP_FOLDER / page.path / "index.html"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page.body, "utf-8")


def documents(layout: Layout, indexing: bool, folders: list[Path]) -> list[tuple[Indexed | None, summaries.Summary]]:
    """Read these plans, and index them when asked: what a process of scripts.build does for the search."""
    reference, search = load_reference(layout), build.search_store(layout)
    made = []
    for folder in folders:
        facts = plan_facts(load_plan(layout, folder), reference)
        found = search.prepare(search_documents.plan_document(facts)) if indexing else None
        made.append((found, summaries.summary(facts)))
    return made


def read(layout: Layout, indexing: bool = False) -> None:
    """Every plan read, in as many processes as the build uses; with `indexing` the whole search index is written too."""
    search = build.search_store(layout)
    shutil.rmtree(search.folder, ignore_errors=True)
    folders = plan_folders(layout)
    batches = [folders[at : at + build.BATCH] for at in range(0, len(folders), build.BATCH)]
    by_commune: dict[str, list[summaries.Summary]] = defaultdict(list)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for made in pool.map(partial(documents, layout, indexing), batches):
            for found, summary in made:
                by_commune[summary.commune_code].append(summary)
                if found is not None:
                    search.take(found)
    if indexing:
        build.add_places(search, units.places(load_reference(layout), set(by_commune)), by_commune)
        search.finish()


def search(layout: Layout) -> None:
    read(layout, indexing=True)


STAGES = {"site": site, "loop": loop, "data": data, "downloads": downloads, "read": read, "search": search, "validate": check}

if __name__ == "__main__":
    STAGES[sys.argv[1]](current_layout())
