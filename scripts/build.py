"""Make everything that is made from the data, then the site. The only writer of build/ and site/.

Pages and downloads go to build/; MkDocs turns them into a site beside it; the finished site takes the place of
the old one in one step, so that a build that fails leaves the old site as it was.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from mkdocs.utils.yaml import yaml_load

from . import consistency, dataset_names, described, dictionary, evidence, languages, pages, summaries, units
from .api.resources import explained
from .api.writing import ApiStore
from .calendars import MOST as EVENTS
from .calendars import EventStore
from .collection_builds import Gathered, Tree, build_datasets, build_feeds, build_lists, build_sitemap, told_tables, tree
from .compare.heads import PLANS
from .compare_pages import everything
from .compare_pages.lists import DETAILED, ON_A_PAGE
from .compared_store import ComparedStore
from .data_page import data_page
from .dataset_builds import Publishing, offer, static
from .dataset_names import of_collection
from .downloads.about import published
from .edition import VIETNAM, Edition
from .facts import plan_facts
from .languages import _
from .list_store import ListStore
from .offers import of_bare_province, of_list, offered
from .page import Page
from .paths import MKDOCS_CONFIG, ROOT, Layout, current_layout
from .plan_builds import PARALLEL_FROM, Made, Task, build_all_plans, page_entry, search_store, whole_plan, write_page
from .plans import NoSuchPlan, Reference, load_reference, named_folders, plan_folders
from .search_builds import add_others, add_places, by_commune, hand_written
from .summaries import Summary
from .versions.history import history
from .versions.packages import write_downloads
from .versions.pages import pages as version_pages

LATEST = 10


def build_part(layout: Layout, store: ComparedStore, part: str) -> dict[str, list[dict[str, Any]]]:
    """Write the pages of one part of the lists over plans; returns the entries of each language."""
    found: dict[str, list[dict[str, Any]]] = {}
    for code in languages.CODES:
        with languages.writing(code):
            found[code] = []
            for made in everything.pages(store, load_reference(layout), part):
                page = offered(made, of_list(made, of_collection()))
                write_page(layout, page)
                found[code].append(page_entry(page))
    return found


def build_pages_over_plans(layout: Layout, store: ComparedStore) -> dict[str, list[dict[str, Any]]]:
    """Write every list over plans, on every core when plans are many; returns the entries of each language."""
    work = partial(build_part, layout, store)
    if store.counts[PLANS] < PARALLEL_FROM:
        made = [work(part) for part in everything.PARTS]
    else:
        with ProcessPoolExecutor(os.cpu_count()) as pool:
            made = list(pool.map(work, everything.PARTS))
    return {code: [entry for found in made for entry in found[code]] for code in languages.CODES}


@dataclass
class Site:
    """The site of one language while it is made: the entries of its pages, its plans in short, its lists."""

    entries: list[dict[str, Any]]
    plans: list[Summary]
    notices: ListStore
    severities: dict[str, Counter[str]]

    def add(self, layout: Layout, page: Page) -> None:
        write_page(layout, page)
        self.entries.append(page_entry(page))

    def take(self, made: Made) -> None:
        self.entries.append(made.entry)
        self.plans.append(made.summary)
        self.notices.add([(name, notice) for notice in made.notices for name in (consistency.ALL, notice["rule"])])
        for notice in made.notices:
            self.severities[notice["rule"]][notice["severity"]] += 1


def build_places(layout: Layout, of: Publishing, site: Site, places: list[dict[str, Any]], known: Tree) -> dict[str, int]:
    """The pages of communes, provinces and the home page; returns the figures of coverage."""
    covered, whole = by_commune(site.plans), known.collection.dataset
    for province in places:
        about = known.provinces.get(province["code"])
        for commune in province["communes"]:
            commune["plans"] = covered.get(commune["code"], [])
            if commune["plans"] and about:
                page = pages.commune_page(commune, province, commune["predecessors"], commune["plans"])
                own = known.communes[commune["code"]]
                parts = [plan.dataset for plan in known.plans[commune["code"]]]
                site.add(layout, offered(page, offer(layout, of, own, about.dataset, parts)))
        page = pages.province_page(province, province["communes"])
        site.add(layout, offered(page, offer(layout, of, about, whole) if about else of_bare_province(province["slug"], whole)))
    stats = {
        "plans": len(site.plans),
        "communes_covered": len(covered),
        "communes_total": sum(province["communes_total"] for province in places),
        "notices": sum(sum(counter.values()) for counter in site.severities.values()),
    }
    latest = sorted(site.plans, key=lambda s: (s.dated, s.plan_id), reverse=True)[:LATEST]
    site.add(layout, offered(pages.home_page(places, stats, latest, summaries.request_totals(site.plans)), offer(layout, of, known.collection)))
    return stats


def build_data(layout: Layout, with_downloads: bool = True) -> dict[str, int]:
    """Write build/ anew from the data; returns the figures that hand-written pages show."""
    shutil.rmtree(layout.build, ignore_errors=True)
    lists, past = layout.build / "lists", history(layout)
    this = edition(layout)
    of = Publishing(this, described.release(published(), past.label, this.date))
    sites = {
        code: Site([], [], ListStore(lists / code, consistency.ON_A_PAGE), defaultdict(Counter)) for code in languages.CODES
    }  # fmt: skip
    search, compared = search_store(layout), ComparedStore(lists / "compared", ON_A_PAGE, DETAILED)
    gathered = Gathered(ApiStore(lists), EventStore(ListStore(lists, EVENTS), this.stamp.date()))
    stamps = {change.plan_id: change.at for change in sorted(past.changes, key=lambda change: change.at) if change.plan_id}
    for made in build_all_plans(layout, Task(of, with_downloads, stamps), compared.long):
        sites[made.language].take(made)
        if made.shared:
            compared.take(made.shared.rows)
            search.take(made.shared.found)
            gathered.take(made.shared)
    compared.flush()
    if not gathered.abouts:
        raise SystemExit("data/plans: không có kế hoạch nào; không dựng trang trống")
    reference = load_reference(layout)
    places = units.places(reference, {summary.commune_code for summary in sites[languages.VIETNAMESE].plans})
    known = tree(places, gathered, of.release)
    if with_downloads:
        build_datasets(layout, of, gathered, known)
        build_lists(layout, of, gathered, reference)
        build_feeds(layout, of, past.changes, sites[languages.VIETNAMESE].plans, gathered, known, reference)
    zips = write_downloads(layout, past.releases, static(layout), bool(this.site_url)) if with_downloads else []
    stats: dict[str, int] = {}
    entries = build_pages_over_plans(layout, compared)
    with open(layout.build / "pages.jsonl", "w", encoding="utf-8") as out:
        for code, site in sites.items():
            with languages.writing(code):
                stats = build_places(layout, of, site, places, known)
                for page in consistency.pages(site.severities, site.notices.chunks):
                    site.add(layout, offered(page, of_list(page, of_collection())))
                site.entries += entries[code]
                site.add(layout, dictionary.dictionary_page(told_tables(gathered)))
                for page in version_pages(past, reference, zips):
                    site.add(layout, page)
                site.add(layout, build_data_page(layout, of, stats["plans"], gathered, known, reference))
                site.add(layout, pages.search_page())
            write_entries(out, site.entries)
    if with_downloads:
        written_by_hand = [f"{prefix}{path.stem}/" for prefix in languages.PREFIXES.values() for path in hand_written(prefix)]
        build_sitemap(layout, of, [*(entry["path"] for site in sites.values() for entry in site.entries), *written_by_hand], past.changes)
    add_places(search, places, by_commune(sites[languages.VIETNAMESE].plans))
    add_others(search, {code: site.entries for code, site in sites.items()})
    search.finish()
    shutil.rmtree(lists)
    (layout.build / "edition.json").write_text(json.dumps({"date": this.date.isoformat() if this.date else ""}) + "\n", "utf-8")
    (layout.build / "stats.json").write_text(json.dumps(stats) + "\n", "utf-8")
    return stats


def build_data_page(layout: Layout, of: Publishing, plans: int, gathered: Gathered, known: Tree, reference: Reference) -> Page:
    """The page on how to take data away, with examples that are there."""
    plan = next(iter(gathered.abouts.values()))
    commune = known.communes[plan.area.code]
    province = next(about for about in known.provinces.values() if plan.dataset.path in about.dataset.plan_ids)
    shown = [(_(said), address) for _template, said, address in explained(gathered.api.examples(reference, plan.dataset.path))]
    return data_page(plans, offer(layout, of, known.collection), [about.dataset for about in (plan, commune, province, known.collection)], shown)


def write_entries(out: TextIO, entries: list[dict[str, Any]]) -> None:
    for entry in entries:
        out.write(json.dumps(entry, ensure_ascii=False) + "\n")


def edition(layout: Layout) -> Edition:
    """What the settings and the repository say of this edition of the site."""
    with open(MKDOCS_CONFIG, encoding="utf-8") as file:
        settings = yaml_load(file)
    extra = settings["extra"]
    stamp = int(commit_time("data"))
    return Edition(
        datetime.fromtimestamp(stamp, VIETNAM).date() if stamp else None,
        settings["site_url"] or "", extra["repository"] or "", extra["contact"] or "",
    )  # fmt: skip


def build_evidence(layout: Layout, folders: list[Path]) -> list[Path]:
    """Write the evidence packs of these plans into build/evidence/, without the site; returns their paths."""
    reference, this, version = load_reference(layout), edition(layout), history(layout).label
    target = layout.build / "evidence"
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for folder in folders:
        plan = whole_plan(layout, folder)
        dataset = dataset_names.of_plan(plan_facts(plan, reference))
        path = target / f"{dataset.stem}.zip"
        path.write_bytes(evidence.pack(plan, reference, dataset.title, dataset.title_en, this, version))
        written.append(path)
    return written


def commit_time(path: str = ".") -> str:
    """Seconds of the last commit (of what is below `path`): the only time that a page may carry, so that equal commits give equal bytes.

    "0" where there is no repository or no git: a copy of the files alone can be built too.
    """
    if not shutil.which("git"):
        return "0"
    done = subprocess.run(["git", "log", "-1", "--format=%ct", "--", path], cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip() or "0"


def build_site(layout: Layout) -> None:
    """Run MkDocs into build/site, then put the finished site in the place of the old one."""
    fresh = layout.build / "site"
    environment = {**os.environ, "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", commit_time()),
                   "COLLECTION_ROOT": str(layout.root), "NO_MKDOCS_2_WARNING": "1"}  # fmt: skip
    # Not --quiet: it keeps warnings from --strict, and swallows what the macros say of an error.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(MKDOCS_CONFIG), "-d", str(fresh)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace"
    )
    if done.returncode:
        print("\n".join(line for line in done.stdout.splitlines() if not line.startswith("INFO ")), file=sys.stderr)
        raise SystemExit("MkDocs dừng vì lỗi ở trên; trang cũ trong site/ giữ nguyên.")
    old = layout.build / "site.old"
    if layout.site.exists():
        layout.site.rename(old)
    try:
        fresh.rename(layout.site)
    except OSError:
        if old.exists():
            old.rename(layout.site)
        raise
    shutil.rmtree(old, ignore_errors=True)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.build", description="Dựng dữ liệu tải về và trang web từ data/.")
    parser.add_argument("--evidence", nargs="*", metavar="PLAN_FOLDER", help="chỉ làm gói bằng chứng của các kế hoạch này (bỏ trống: mọi kế hoạch)")
    options = parser.parse_args(arguments)
    layout = current_layout()
    if options.evidence is not None:
        try:
            folders = named_folders(layout, options.evidence) if options.evidence else plan_folders(layout)
        except NoSuchPlan as error:
            parser.exit(1, f"{error}\n")
        for path in build_evidence(layout, folders):
            print(layout.relative(path))
        return 0
    stats = build_data(layout)
    build_site(layout)
    print(f"Đã dựng {stats['plans']} kế hoạch của {stats['communes_covered']} xã.")
    print(f"Trang nằm ở {layout.relative(layout.site)}/.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
