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
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from . import consistency, evidence, pages, search_documents, summaries, units
from .facts import plan_facts
from .notice_store import NoticeStore
from .page import Page
from .paths import MKDOCS_CONFIG, ROOT, Layout, current_layout
from .plans import NoSuchPlan, Plan, Reference, load_plan, load_reference, named_folders, plan_folders
from .search_index import FOLDER, Indexed
from .search_store import SearchStore
from .summaries import Summary

PARALLEL_FROM = 40
BATCH = 20
LATEST = 10
HAND_WRITTEN = ("gioi-thieu", "du-lieu", "dong-gop")


def write_page(layout: Layout, page: Page) -> None:
    target = layout.build / "pages" / page.path / "index.html"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page.body, "utf-8")


def page_entry(page: Page) -> dict[str, Any]:
    """What the site generator needs to know of a page besides its body."""
    return {"path": page.path, "title": page.title, "description": page.description, "contents": page.contents}


def whole_plan(layout: Layout, folder: Path) -> Plan:
    """A plan of which every table could be read; a site of half a plan is none."""
    plan = load_plan(layout, folder)
    if plan.lost:
        raise SystemExit(f"{plan.lost[0].path}: tệp thiếu hoặc không đọc được trọn; cần đủ mọi bảng; chạy “make check” và sửa tệp trước")
    return plan


def search_store(layout: Layout) -> SearchStore:
    return SearchStore(layout.build / "static" / FOLDER)


Made = tuple[dict[str, Any], Summary, list[consistency.Notice], Indexed]


def build_plans(layout: Layout, with_downloads: bool, folders: list[Path]) -> list[Made]:
    """Write the page and the downloads of these plans; return the entry, the summary, the notices and the search terms of each."""
    reference = load_reference(layout)
    search = search_store(layout)
    made = []
    for folder in folders:
        plan = whole_plan(layout, folder)
        facts = plan_facts(plan, reference)
        page = pages.plan_page(facts)
        write_page(layout, page)
        if with_downloads:
            target = layout.build / "static" / "du-lieu" / plan.plan_id
            target.mkdir(parents=True, exist_ok=True)
            for table in plan.files:
                shutil.copyfile(folder / f"{table}.csv", target / f"{table}.csv")
            (target / summaries.archive_name(plan.plan_id)).write_bytes(evidence.pack(plan, reference, page.title))
        made.append((page_entry(page), summaries.summary(facts), consistency.listed(facts, page.title),
                     search.prepare(search_documents.plan_document(facts))))  # fmt: skip
    return made


def build_all_plans(layout: Layout, with_downloads: bool) -> Iterator[Made]:
    """Every plan, on every core when they are many; never more than a batch in memory."""
    folders = plan_folders(layout)
    work = partial(build_plans, layout, with_downloads)
    if len(folders) < PARALLEL_FROM:
        yield from work(folders)
        return
    batches = [folders[at : at + BATCH] for at in range(0, len(folders), BATCH)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for batch in pool.map(work, batches):
            yield from batch


def build_places(
    layout: Layout, reference: Reference, of_plans: list[Summary], notices: int, search: SearchStore
) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """The pages of communes, provinces and the home page; returns their entries and the figures of coverage."""
    by_commune: dict[str, list[Summary]] = defaultdict(list)
    for summary in of_plans:
        by_commune[summary.commune_code].append(summary)
    places = units.places(reference, set(by_commune))
    entries: list[dict[str, Any]] = []

    def add(page: Page) -> None:
        write_page(layout, page)
        entries.append(page_entry(page))

    for province in places:
        for commune in province["communes"]:
            commune["plans"] = by_commune.get(commune["code"], [])
            if commune["plans"]:
                add(pages.commune_page(commune, province, commune["predecessors"], commune["plans"]))
        add(pages.province_page(province, province["communes"]))
    add_places(search, places, by_commune)
    stats = {
        "plans": len(of_plans),
        "communes_covered": len(by_commune),
        "communes_total": sum(province["communes_total"] for province in places),
        "notices": notices,
    }
    latest = sorted(of_plans, key=lambda s: (s.dated, s.plan_id), reverse=True)[:LATEST]
    add(pages.home_page(places, stats, latest, summaries.request_totals(of_plans)))
    return entries, stats


def add_places(search: SearchStore, places: list[dict[str, Any]], by_commune: dict[str, list[Summary]]) -> None:
    """Communes and provinces enter the search: a kind at a time, communes with a plan before those without."""
    found = [({**commune, "plans": by_commune.get(commune["code"], [])}, province) for province in places for commune in province["communes"]]
    for commune, province in sorted(found, key=lambda pair: not pair[0]["plans"]):
        search.add(search_documents.commune_document(commune, province))
    for province in places:
        search.add(search_documents.province_document(province))


def build_data(layout: Layout, with_downloads: bool = True) -> dict[str, int]:
    """Write build/ anew from the data; returns the figures that hand-written pages show."""
    shutil.rmtree(layout.build, ignore_errors=True)
    store = NoticeStore(layout.build / "notices")
    search = search_store(layout)
    entries, of_plans = [], []
    for entry, summary, notices, terms in build_all_plans(layout, with_downloads):
        entries.append(entry)
        of_plans.append(summary)
        store.add(notices)
        search.take(terms)
    if not entries:
        raise SystemExit("data/plans: không có kế hoạch nào; không dựng trang trống")
    place_entries, stats = build_places(layout, load_reference(layout), of_plans, store.total, search)
    entries += place_entries
    for page in consistency.pages(store.counts, store.chunks):
        write_page(layout, page)
        entries.append(page_entry(page))
        if "/trang-" not in page.path:
            search.add(search_documents.page_document("rule", page, text=page.path.replace("-", " ")))
    shutil.rmtree(store.folder)
    page = pages.search_page()
    write_page(layout, page)
    entries.append(page_entry(page))
    for name in HAND_WRITTEN:
        search.add(search_documents.hand_written_document(name, (ROOT / "docs" / f"{name}.md").read_text("utf-8")))
    search.finish()
    with open(layout.build / "pages.jsonl", "w", encoding="utf-8") as out:
        write_entries(out, entries)
    (layout.build / "stats.json").write_text(json.dumps(stats) + "\n", "utf-8")
    return stats


def write_entries(out: TextIO, entries: list[dict[str, Any]]) -> None:
    for entry in entries:
        out.write(json.dumps(entry, ensure_ascii=False) + "\n")


def build_evidence(layout: Layout, folders: list[Path]) -> list[Path]:
    """Write the evidence packs of these plans into build/evidence/, without the site; returns their paths."""
    reference = load_reference(layout)
    target = layout.build / "evidence"
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for folder in folders:
        plan = whole_plan(layout, folder)
        path = target / summaries.archive_name(plan.plan_id)
        path.write_bytes(evidence.pack(plan, reference, summaries.heading(plan_facts(plan, reference))))
        written.append(path)
    return written


def commit_time() -> str:
    """Seconds of the last commit: the only time that a page may carry, so that equal commits give equal bytes.

    "0" where there is no repository or no git: a copy of the files alone can be built too.
    """
    if not shutil.which("git"):
        return "0"
    done = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True)
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
