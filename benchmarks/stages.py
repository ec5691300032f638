"""What is measured, each stage in a process of its own: `python -m benchmarks.stages site|loop|data|downloads|validate`.

The collection is the one that COLLECTION_ROOT names.
"""

from __future__ import annotations

import sys
from collections import defaultdict

from scripts import build, finder, pages, summaries, validate
from scripts.facts import plan_facts
from scripts.paths import Layout, current_layout
from scripts.plans import load_plan, load_reference, plan_folders

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
    for folder in plan_folders(layout):
        facts = plan_facts(load_plan(layout, folder), reference)
        write(layout, pages.plan_page(facts))
        by_commune[facts.commune["code"]].append(summaries.summary(facts))
    places = finder.places(reference, set(by_commune))
    for province in places:
        for commune in province["communes"]:
            commune["plans"] = by_commune.get(commune["code"], [])
            if commune["plans"]:
                write(layout, pages.commune_page(commune, province, commune["predecessors"], commune["plans"]))
        if province["communes_covered"]:
            write(layout, pages.province_page(province, province["communes"]))
    of_plans = [summary for of_commune in by_commune.values() for summary in of_commune]
    latest = sorted(of_plans, key=lambda s: (s.dated, s.plan_id), reverse=True)[: build.LATEST]
    total = sum(province["communes_total"] for province in places)
    write(layout, pages.home_page(places, total, len(by_commune), latest, len(of_plans)))


def write(layout: Layout, page: pages.Page) -> None:
    target = layout.root / LOOP_FOLDER / page.path / "index.html"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page.body, "utf-8")


STAGES = {"site": site, "loop": loop, "data": data, "downloads": downloads, "validate": check}

if __name__ == "__main__":
    STAGES[sys.argv[1]](current_layout())
