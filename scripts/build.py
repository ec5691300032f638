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
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from mkdocs.utils.yaml import yaml_load

from . import consistency, dataset_names, described, dictionary, evidence, languages, pages, units
from .api.writing import ApiStore
from .calendars import MOST as EVENTS
from .calendars import EventStore
from .collection_builds import Gathered, build_datasets, build_feeds, build_lists, build_sitemap, told_tables, tree
from .compare_pages.lists import DETAILED, ON_A_PAGE
from .compared_store import ComparedStore
from .dataset_builds import Publishing, static
from .downloads.about import published
from .downloads.base import CannotHold
from .edition import VIETNAM, Edition
from .facts import plan_facts
from .list_store import ListStore
from .offers import of_list, offered
from .paths import MKDOCS_CONFIG, ROOT, Layout, current_layout
from .plan_builds import Task, build_all_plans, search_store, whole_plan
from .plans import NoSuchPlan, load_reference, named_folders, plan_folders
from .search_builds import add_others, add_places, by_commune, hand_written
from .site_builds import Site, build_data_page, build_lists_of_plans, build_places
from .versions.history import History, history
from .versions.packages import write_downloads
from .versions.pages import pages as version_pages
from .versions.releases import BrokenRelease
from .versions.states import Unreadable

# What stops a build and says itself, in Vietnamese, where the fault lies and how to mend it.
TOLD = (NoSuchPlan, CannotHold, BrokenRelease, Unreadable)


def build_data(layout: Layout, with_downloads: bool = True) -> dict[str, int]:
    """Write build/ anew from the data; returns the figures that hand-written pages show."""
    shutil.rmtree(layout.build, ignore_errors=True)
    lists, past = layout.build / "lists", history(layout)
    this = edition(layout)
    of = Publishing(this, described.release(published(), past.label, this.date))
    sites = {code: Site.empty(lists / code) for code in languages.CODES}
    search, compared = search_store(layout), ComparedStore(lists / "compared", ON_A_PAGE, DETAILED)
    gathered = Gathered(ApiStore(lists), EventStore(ListStore(lists, EVENTS), this.stamp.date()))
    for made in build_all_plans(layout, Task(of, with_downloads, changed_at(past)), compared.long):
        sites[made.language].take(made)
        if made.shared:
            compared.take(made.shared.rows)
            search.take(made.shared.found)
            gathered.take(made.shared)
    compared.flush()
    if not gathered.abouts:
        raise SystemExit("data/plans: không có kế hoạch nào; không dựng trang trống")
    reference, plans = load_reference(layout), sites[languages.VIETNAMESE].plans
    places = units.places(reference, {summary.commune_code for summary in plans})
    known = tree(places, gathered, of.release)
    if with_downloads:
        build_datasets(layout, of, gathered, known)
        build_lists(layout, of, gathered, reference)
        build_feeds(layout, of, past.changes, plans, gathered, known, reference)
    zips = write_downloads(layout, past.releases, static(layout), bool(this.site_url)) if with_downloads else []
    stats: dict[str, int] = {}
    entries = build_lists_of_plans(layout, compared)
    with open(layout.build / "pages.jsonl", "w", encoding="utf-8") as out:
        for code, site in sites.items():
            with languages.writing(code):
                stats = build_places(layout, of, site, places, known)
                for page in consistency.pages(site.severities, site.notices.chunks):
                    site.add(layout, offered(page, of_list(page, known.collection.dataset)))
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
    add_places(search, places, by_commune(plans))
    add_others(search, {code: site.entries for code, site in sites.items()})
    search.finish()
    shutil.rmtree(lists)
    (layout.build / "edition.json").write_text(json.dumps({"date": this.date.isoformat() if this.date else ""}) + "\n", "utf-8")
    (layout.build / "stats.json").write_text(json.dumps(stats) + "\n", "utf-8")
    return stats


def changed_at(past: History) -> dict[str, datetime]:
    """plan_id -> when its data changed last."""
    return {change.plan_id: change.at for change in sorted(past.changes, key=lambda change: change.at) if change.plan_id}


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
    try:
        if options.evidence is not None:
            folders = named_folders(layout, options.evidence) if options.evidence else plan_folders(layout)
            for path in build_evidence(layout, folders):
                print(layout.relative(path))
            return 0
        stats = build_data(layout)
    except TOLD as error:
        parser.exit(1, f"{error}\n")
    build_site(layout)
    print(f"Đã dựng {stats['plans']} kế hoạch của {stats['communes_covered']} xã.")
    print(f"Trang nằm ở {layout.relative(layout.site)}/.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
