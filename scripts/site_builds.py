"""The pages that many plans share, written: lists over plans, communes, provinces, the home page, the page on data."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from . import catalog, consistency, languages, pages, summaries
from .api.resources import explained
from .collection_builds import Gathered, Tree
from .compare.heads import PLANS
from .compare_pages import everything
from .compared_store import ComparedStore
from .data_page import data_page
from .dataset_builds import Publishing, offer, static
from .dataset_names import of_collection
from .languages import _
from .list_store import ListStore
from .offers import body_calendar, of_bare_province, of_list, offered
from .page import Page
from .paths import Layout
from .plan_builds import PARALLEL_FROM, Made, page_entry, write_page
from .plans import Reference, load_reference
from .search_builds import by_commune
from .summaries import Summary

LATEST = 10


def build_part(layout: Layout, store: ComparedStore, part: str) -> dict[str, list[dict[str, Any]]]:
    """Write the pages of one part of the lists over plans; returns the entries of each language."""
    found: dict[str, list[dict[str, Any]]] = {}
    for code in languages.CODES:
        with languages.writing(code):
            found[code] = []
            for made in everything.pages(store, load_reference(layout), part):
                calendar = body_calendar(made)
                page = offered(made, of_list(made, of_collection(), calendar if calendar and (static(layout) / calendar).exists() else ""))
                write_page(layout, page)
                found[code].append(page_entry(page))
    return found


def build_lists_of_plans(layout: Layout, store: ComparedStore) -> dict[str, list[dict[str, Any]]]:
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

    @classmethod
    def empty(cls, lists: Path) -> "Site":
        """Before the first plan; rows of its lists go below the folder `lists`."""
        return cls([], [], ListStore(lists, consistency.ON_A_PAGE), defaultdict(Counter))

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


def build_data_page(layout: Layout, of: Publishing, plans: int, gathered: Gathered, known: Tree, reference: Reference) -> Page:
    """The page on how to take data away, with examples that are there."""
    plan = next(iter(gathered.abouts.values()))
    commune = known.communes[plan.area.code]
    province = next(about for about in known.provinces.values() if plan.dataset.path in about.dataset.plan_ids)
    shown = [(_(said), address) for _template, said, address in explained(gathered.api.examples(reference, plan.dataset.path))]
    datasets = [about.dataset for about in (known.collection, *known.provinces.values())]
    own = offer(layout, of, known.collection)
    own = replace(own, linked_data=(*own.linked_data, catalog.script(catalog.catalogue(of.release, of.edition, datasets))))
    return data_page(plans, own, [about.dataset for about in (plan, commune, province, known.collection)], shown)
