"""The API of a collection written into a folder, with stand-ins for the files of the formats."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from scripts.api import writing
from scripts.api.about import About, dataset_head
from scripts.api.indexes import plan_entry
from scripts.api.resources import CALENDAR, FEED
from scripts.api.rows import packed
from scripts.api.writing import ApiStore
from scripts.datasets import FORMATS, Dataset, WrittenFile
from scripts.facts import plan_facts
from scripts.plans import Plan, Reference
from scripts.tables import plan_tables

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


def whole(dataset: Dataset, plans: list[Plan]) -> str:
    """Every table of a dataset in one JSON text, as the download is said to be."""
    own = [plan for plan in plans if plan.plan_id in dataset.plan_ids]
    tables = {table: [plain(row) for plan in own for row in plan.typed(table)] for table in plan_tables()}
    return json.dumps({"dataset": dataset_head(dataset, ABOUT), "tables": tables}, ensure_ascii=False) + "\n"


def plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: None if value in ("", None) else value if isinstance(value, (int, str)) else value.isoformat() if isinstance(value, date) else float(value) for name, value in row.items()}


def write_files(root: Path, dataset: Dataset, plans: list[Plan]) -> list[WrittenFile]:
    """One file of each format; only the JSON holds what it says."""
    found = []
    for form in FORMATS:
        for table in plan_tables() if form.per_table else [""]:
            path = root / dataset.file(form.name, table)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(whole(dataset, plans) if form.name == "json" else f"{form.name}\n", "utf-8")
            rows = sum(len(plan.rows(each)) for plan in plans if plan.plan_id in dataset.plan_ids for each in ([table] if table else plan_tables()))
            raw = path.read_bytes()
            found.append(WrittenFile(form.name, table, path.name, len(raw), hashlib.sha256(raw).hexdigest(), rows))
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
        files = write_files(root, dataset, plans)
        for name in extras:
            (root / dataset.folder / name).write_text("\n", "utf-8")
        writing.write_index(root, dataset, files, of, reference, entries, extras)
    writing.write_lists(root, store, reference, of)
    writing.write_description(root, of, store.examples(reference, plans[0].plan_id))
    return store


def json_files(root: Path) -> Iterator[tuple[str, Path]]:
    """(address from the root, file) of every JSON file."""
    for path in sorted(root.rglob("*.json")):
        yield path.relative_to(root).as_posix(), path
