"""The least that the bodies of the site can cost: read, render, write; one process, everything in memory, no MkDocs, no files beside the pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from scripts import build, consistency, dataset_names, described, dictionary, languages, pages, plan_builds, site_builds, summaries, units, wide
from scripts.api.rows import PLANS, rows_of
from scripts.api.writing import ApiStore
from scripts.calendars import EventStore
from scripts.collection_builds import Gathered, told_tables, tree
from scripts.compare.by_plan import is_left_out, whole
from scripts.compare.indicators import Overview
from scripts.compare.listed import listed
from scripts.compare_pages import everything
from scripts.compare_pages.lists import DETAILED, ON_A_PAGE
from scripts.dataset_builds import Publishing, offer
from scripts.downloads.about import published
from scripts.facts import PlanFacts, plan_facts
from scripts.list_store import ListStore
from scripts.offers import of_list, offered
from scripts.page import Page
from scripts.paths import Layout
from scripts.plans import load_plan, load_reference, plan_folders
from scripts.versions.history import history
from scripts.versions.pages import pages as version_pages

LOOP_FOLDER = "loop"


class Lists:
    """The lists over plans with all rows in memory, which the site keeps on disk."""

    def __init__(self, on_a_page: int) -> None:
        self.detailed = DETAILED
        self.overviews: dict[str, Overview] = {}
        self.counts: Counter[str] = Counter()
        self._on_a_page = on_a_page
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
        return ([dict(row) for row in rows[at : at + self._on_a_page]] for at in range(0, len(rows), self._on_a_page))


class LoopSite(site_builds.Site):
    """The site of one language, of which only the bodies are written, to a folder of their own."""

    def __init__(self) -> None:
        super().__init__([], [], Lists(consistency.ON_A_PAGE), defaultdict(Counter))  # type: ignore[arg-type]

    def add(self, layout: Layout, page: Page) -> None:
        target = layout.root / LOOP_FOLDER / page.address / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page.body, "utf-8")

    def add_plan(self, layout: Layout, of: Publishing, facts: PlanFacts, about: described.About) -> None:
        """The page of a plan, and what it gives to other pages, in the language being written."""
        page = pages.plan_page(facts, of.edition)
        self.add(layout, offered(page, offer(layout, of, about, dataset_names.of_commune(facts.commune, facts.province, ()))))
        self.plans.append(summaries.summary(facts))
        for notice in consistency.listed(facts, page.title):
            self.notices.add([(name, notice) for name in (consistency.ALL, notice["rule"])])
            self.severities[notice["rule"]][notice["severity"]] += 1


def loop(layout: Layout) -> None:
    """Every body of `build.build_data(layout, with_downloads=False)`, the same bytes, in the folder LOOP_FOLDER."""
    reference, past, this = load_reference(layout), history(layout), build.edition(layout)
    of = Publishing(this, described.release(published(), past.label, this.date))
    sites, lists = {code: LoopSite() for code in languages.CODES}, Lists(ON_A_PAGE)
    unwritten = ListStore(layout.build / "lists", ON_A_PAGE)
    gathered = Gathered(ApiStore(unwritten.folder), EventStore(unwritten, this.stamp.date()))
    for folder in plan_builds.in_reading_order(plan_folders(layout), reference):
        plan = load_plan(layout, folder)
        facts = plan_facts(plan, reference)
        about = described.of_plan(dataset_names.of_plan(facts), facts, of.release)
        gathered.abouts[plan.plan_id], gathered.years[plan.plan_id] = about, tuple(wide.years(plan))
        for name in {name for name, _row in rows_of(facts)}:
            gathered.api.totals[name][PLANS] += 1
        lists.add(listed(facts))
        for code, site in sites.items():
            with languages.writing(code):
                site.add_plan(layout, of, facts, about)
    places = units.places(reference, {summary.commune_code for summary in sites[languages.VIETNAMESE].plans})
    known = tree(places, gathered, of.release)
    for code, site in sites.items():
        with languages.writing(code):
            stats = site_builds.build_places(layout, of, site, places, known)
            over_plans = [everything.pages(lists, reference, part) for part in everything.PARTS]  # type: ignore[arg-type]
            for made in (*over_plans, consistency.pages(site.severities, site.notices.chunks)):
                for page in made:
                    site.add(layout, offered(page, of_list(page, dataset_names.of_collection())))
            for page in version_pages(past, reference, []):
                site.add(layout, page)
            site.add(layout, dictionary.dictionary_page(told_tables(gathered)))
            site.add(layout, site_builds.build_data_page(layout, of, stats["plans"], gathered, known, reference))
            site.add(layout, pages.search_page())
