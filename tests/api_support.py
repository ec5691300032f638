"""The API of a collection written into a folder, with stand-ins for the formats that hold no text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path

from scripts import csvw, dictionary_rows, wide
from scripts.api import writing
from scripts.api.about import About
from scripts.api.indexes import plan_entry
from scripts.api.resources import CALENDAR, FEED
from scripts.api.rows import packed
from scripts.api.writing import ApiStore
from scripts.datasets import FORMATS, Dataset, WrittenFile
from scripts.downloads.dataset_files import write_dataset
from scripts.downloads.rows import rows_of_plan
from scripts.edition import Edition
from scripts.facts import plan_facts
from scripts.plans import Plan, Reference
from scripts.tables import schemas

LICENCES = [{"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}]
ABOUT = About("1.2.3", date(2026, 11, 20), "https://minhbach.example.vn/", LICENCES)


def datasets(plans: list[Plan]) -> list[Dataset]:
    """The collection, its provinces, communes and plans."""
    found: dict[tuple[str, str], list[str]] = {}
    for plan in plans:
        steps = plan.plan_id.split("/")
        for depth, kind in enumerate(("collection", "province", "commune", "plan")):
            found.setdefault((kind, "/".join(steps[:depth])), []).append(plan.plan_id)
    return [Dataset(kind, path, f"Bộ dữ liệu {path}", f"Dataset {path}", tuple(ids)) for (kind, path), ids in found.items()]


def write_files(root: Path, dataset: Dataset, plans: list[Plan], reference: Reference) -> list[WrittenFile]:
    """The files of a dataset: CSV and JSON as the build writes them, of the others the name only."""
    own = [plan for plan in plans if plan.plan_id in dataset.plan_ids]
    years = sorted(set().union(*map(wide.years, own)))
    made = [wide.rows(plan, reference, years) for plan in own]
    extra = [(table, [cells for rows in made for cells in rows[table.name]]) for table in wide.tables(years)]
    folder = root / dataset.folder
    folder.mkdir(parents=True, exist_ok=True)

    def rows_of(table: str) -> Iterator[list[str]]:
        return chain.from_iterable(rows_of_plan(plan)(table) for plan in own)

    written = write_dataset(dataset, rows_of, reference, folder, Edition(ABOUT.date), version=ABOUT.version, extra=extra, formats=("csv", "json"))
    found = list(written)
    for form in FORMATS:
        if form.name not in ("csv", "json"):
            for like in [file for file in found if file.form == ("csv" if form.per_table else "json")]:
                name = like.path.rpartition(".")[0] + form.suffix
                (folder / name).write_text("\n", "utf-8")
                found.append(WrittenFile(form.name, like.table, name, 1, "0" * 64, like.rows))
    return found


def write_api(root: Path, lists: Path, plans: list[Plan], reference: Reference, of: About = ABOUT) -> ApiStore:
    """Everything below du-lieu/, as a build would write it; feeds and calendars wherever they may be."""
    store, entries = ApiStore(lists), {}
    for plan in plans:
        facts = plan_facts(plan, reference)
        store.take(packed(facts))
        entries[plan.plan_id] = plan_entry(facts)
    for dataset in datasets(plans):
        extras = [name for name, kinds in ((FEED, ("collection", "province", "commune")), (CALENDAR, ("commune", "plan"))) if dataset.kind in kinds]
        files = write_files(root, dataset, plans, reference)
        named = [*extras, csvw.METADATA, *(["catalog.jsonld", "catalog.ttl"] if dataset.kind in ("collection", "province") else [])]
        for name in named:
            (root / dataset.folder / name).write_text("{\n}\n", "utf-8")
        writing.write_index(root, dataset, files, of, reference, entries, extras)
    writing.write_lists(root, store, reference, of)
    words = root / "du-lieu/tu-dien"
    words.mkdir()
    (words / "dictionary.json").write_text(dictionary_rows.json_text(schemas().values()), "utf-8")
    (words / "dictionary.csv").write_text("\n", "utf-8")
    for table in schemas():
        path = root / csvw.schema_address(table)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{\n}\n", "utf-8")
    writing.write_description(root, of, store.examples(reference, plans[0].plan_id))
    return store


def json_files(root: Path) -> Iterator[tuple[str, Path]]:
    """(address from the root, file) of every JSON file but those of CSV on the Web."""
    for path in sorted(root.rglob("*.json")):
        if path.name != csvw.METADATA and not path.name.endswith(".csvw.json"):
            yield path.relative_to(root).as_posix(), path
