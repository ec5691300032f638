"""The files over many plans: of provinces and the collection, their catalogues, feeds, calendars of bodies, lists of the API. Writes below build/static/."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from . import calendars, csvw, dataset_names, described, dictionary, feeds, rdf_files, sitemap
from .api.writing import ApiStore, write_description, write_json, write_lists
from .changes import Change
from .dataset_builds import Publishing, place_files, static, written
from .datasets import Dataset
from .due_events import BODIES, listed
from .languages import VIETNAMESE, writing
from .news import every_feed
from .paths import Layout
from .plan_builds import PARALLEL_FROM, Shared, kept_reference
from .plans import Reference, load_reference
from .summaries import Summary
from .tables import TableSchema, schemas
from .wide_fields import wide_descriptors

Read = Callable[[Layout], Reference]


@dataclass
class Gathered:
    """What plans gave to the files over many plans, while they streamed by: small things by plan_id, rows on disk."""

    api: ApiStore
    events: calendars.EventStore
    abouts: dict[str, described.About] = field(default_factory=dict)
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)
    years: dict[str, tuple[int, ...]] = field(default_factory=dict)
    bodies: dict[str, frozenset[str]] = field(default_factory=dict)

    def take(self, shared: Shared) -> None:
        plan_id = shared.about.dataset.path
        self.abouts[plan_id], self.entries[plan_id], self.years[plan_id], self.bodies[plan_id] = shared.about, shared.entry, shared.years, shared.bodies
        self.api.take(shared.api)
        # The calendar of a commune is written with its files.
        self.events.add([(name, row) for name, row in listed(plan_id, shared.events) if name.startswith(BODIES)])

    def of(self, plan_ids: Iterable[str]) -> "Part":
        known = list(plan_ids)
        years = {year for plan_id in known for year in self.years[plan_id]}
        return Part([self.abouts[plan_id] for plan_id in known], {plan_id: self.entries[plan_id] for plan_id in known}, sorted(years))


@dataclass(frozen=True)
class Part:
    """What the plans of a province, or all, give to its files."""

    plans: list[described.About]
    entries: dict[str, dict[str, Any]]
    years: list[int]


@dataclass
class Tree:
    """The datasets, described: the collection, its provinces, their communes and the plans of these by code."""

    collection: described.About
    provinces: dict[str, described.About]
    communes: dict[str, described.About]
    plans: dict[str, list[described.About]]


def tree(places: list[dict[str, Any]], gathered: Gathered, release: described.Release) -> Tree:
    """`places` are the provinces with their communes; those without a plan have no dataset."""
    by_commune: dict[str, list[described.About]] = {}
    for about in gathered.abouts.values():
        by_commune.setdefault(about.area.code, []).append(about)
    provinces, communes = {}, {}
    for province in places:
        found = {}
        for commune in province["communes"]:
            if plans := by_commune.get(commune["code"]):
                dataset = dataset_names.of_commune(commune, province, [plan.dataset.path for plan in plans])
                found[commune["code"]] = described.of_parts(dataset, release, described.commune_area(commune, province), plans)
        if found:
            plan_ids = [plan_id for plan_id, about in gathered.abouts.items() if about.area.code in found]
            provinces[province["code"]] = described.of_parts(
                dataset_names.of_province(province, plan_ids), release, described.province_area(province), found.values()
            )  # fmt: skip
            communes |= found
    whole = dataset_names.of_collection(gathered.abouts)
    return Tree(described.of_parts(whole, release, described.VIETNAM, provinces.values()), provinces, communes, by_commune)


def build_datasets(layout: Layout, of: Publishing, gathered: Gathered, known: Tree) -> None:
    """The files and catalogues of every province and of the collection, on every core when plans are many."""
    many = len(gathered.abouts) >= PARALLEL_FROM
    read = kept_reference if many else load_reference
    jobs = [partial(_collection, layout, of, read, known.collection, gathered.of(gathered.abouts), [about.dataset for about in known.provinces.values()])]
    for code, about in known.provinces.items():
        communes = [found for found in known.communes.values() if found.area.within and found.area.within.code == code]
        jobs.append(partial(_province, layout, of, read, about, gathered.of(about.dataset.plan_ids), communes))
    if not many:
        for job in jobs:
            job()
        return
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for done in [pool.submit(job) for job in jobs]:
            done.result()


def _collection(layout: Layout, of: Publishing, read: Read, about: described.About, part: Part, provinces: list[Dataset]) -> None:
    place_files(layout, of, read(layout), about, part.entries, part.years)
    _catalogue(layout, of, about, [(about, None)], provinces)


def _province(layout: Layout, of: Publishing, read: Read, about: described.About, part: Part, communes: list[described.About]) -> None:
    place_files(layout, of, read(layout), about, part.entries, part.years)
    whole, by_path = dataset_names.of_collection(), {commune.dataset.path: commune.dataset for commune in communes}
    held: list[tuple[described.About, Dataset | None]] = [(about, whole), *((commune, about.dataset) for commune in communes)]
    held += [(plan, by_path[plan.dataset.path.rpartition("/")[0]]) for plan in part.plans]
    _catalogue(layout, of, about, held, [])


def _catalogue(layout: Layout, of: Publishing, about: described.About, held: list[tuple[described.About, Dataset | None]], below: list[Dataset]) -> None:
    files = {
        each.dataset.folder + file.path: file for each, _within in held for file in written(layout, each.dataset)[0]
    }  # fmt: skip
    for address, text in rdf_files.catalogue_files(about, held, of.edition, files, below).items():
        (static(layout) / address).write_text(text, "utf-8")


def build_lists(layout: Layout, of: Publishing, gathered: Gathered, reference: Reference) -> None:
    """The API over plans and its description, the schemas, the dictionary as files, the calendars of bodies."""
    root = static(layout)
    write_lists(root, gathered.api, reference, of.api)
    write_description(root, of.api, gathered.api.examples(reference, next(iter(gathered.abouts))))
    for address, schema in csvw.shared().items():
        write_json(root / address, schema)
    for address, text in dictionary.dictionary_files(told_tables(gathered)).items():
        (root / address).parent.mkdir(parents=True, exist_ok=True)
        (root / address).write_text(text, "utf-8", newline="\n")
    for address, content in calendars.files(gathered.events, calendars.titles(reference), of.edition):
        (root / address).write_bytes(content)


def told_tables(gathered: Gathered) -> list[TableSchema]:
    """The tables that the dictionary tells of: the committed ones, then the wide ones with the years that there are."""
    years = sorted({year for own in gathered.years.values() for year in own})
    return [*schemas().values(), *(TableSchema(descriptor["name"], descriptor) for descriptor in wide_descriptors(years))]


def build_feeds(layout: Layout, of: Publishing, changes: list[Change], plans: list[Summary], gathered: Gathered, known: Tree, reference: Reference) -> None:
    """The feeds of the collection, every province and body, and of the communes with a plan. `plans` are in Vietnamese."""
    wanted = every_feed(reference, known.communes, [row["agency_id"] for row in reference.rows("agencies")])
    with writing(VIETNAMESE):
        for address, content in feeds.files(wanted, changes, plans, gathered.bodies, feeds.notice_messages(layout), of.edition):
            path = static(layout) / address
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def build_sitemap(layout: Layout, of: Publishing, pages: list[str], changes: list[Change]) -> None:
    """The site maps and robots.txt; nothing when the site does not say where it stands."""
    changed: dict[str, Any] = {}
    for change in changes:
        parts = change.plan_id.split("/") if change.plan_id else []
        for depth in range(1, len(parts) + 1):
            page, day = "/".join(parts[:depth]) + "/", change.at.date()
            for address in (page, f"en/{page}"):
                changed[address] = max(day, changed.get(address, day))
    for name, text in sitemap.files(of.edition, pages, changed):
        (static(layout) / name).write_text(text, "utf-8")
