"""What is measured, each stage in a process of its own: `python -m benchmarks.stages site|loop|data|vietnamese|downloads|read|search|validate`.

The collection is the one that COLLECTION_ROOT names.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from scripts import build, languages, plan_builds, search_builds, search_documents, summaries, units, validate
from scripts.facts import plan_facts
from scripts.paths import Layout, current_layout
from scripts.plans import load_plan, load_reference, plan_folders
from scripts.search_index import Indexed

from .bare_loop import loop


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
