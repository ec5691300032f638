"""The index of a dataset: its files, what it is part of, what is part of it. Pure.

Addresses are from the folder of the dataset, in which its index.json lies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from ..datasets import BY_NAME, FOLDER, FORMATS, Dataset, WrittenFile
from ..facts import PlanFacts
from ..plans import Reference
from ..tables import schemas, wide_schemas
from .about import DESCRIPTION, NAME, RIGHTS, About, both, dataset_head
from .resources import CALENDAR, FEED, INDEX, LISTS, OPENAPI, SCHEMAS, Resource, resources
from .rows import Json, Row
from .shapes import cells, reference_row

# What lists of plans say of a plan, by its table.
ENTRY = {"plans": ("plan_id", "title", "topic_id", "period_from", "period_to", "stage"), "topics": ("name", "name_en")}


def plan_entry(facts: PlanFacts) -> Row:
    """A plan in the lists of its commune and province."""
    own = cells(facts.plan, "plans", list(ENTRY["plans"]))
    return {**own, **{f"topic_{column}": facts.topic[column] for column in ENTRY["topics"]}}


def dataset_index(
    dataset: Dataset, files: Sequence[WrittenFile], of: About, reference: Reference, entries: Mapping[str, Row], extras: Collection[str] = ()
) -> Row:
    """index.json of a dataset of any kind, to be written into its folder.

    `entries` holds plan_entry of each plan in the dataset, by plan_id. `extras` names what else is in the folder: FEED, CALENDAR.
    Raises KeyError for a plan without entry, a format or a place that is not known.
    """
    found: Row = {
        **dataset_head(dataset, of), "page": _up(dataset) + dataset.page, "index": INDEX, "parent": f"../{INDEX}" if dataset.path else None,
        "feed": FEED if FEED in extras else None, "calendar": CALENDAR if CALENDAR in extras else None,
        "counts": {file.table: file.rows for file in files if file.form == "csv"}, "files": [_file(file) for file in files],
    }  # fmt: skip
    plans = [entries[plan_id] for plan_id in dataset.plan_ids]
    if dataset.kind == "collection":
        return found | _whole(of) | {"provinces": list(_provinces(dataset, reference))}
    found["province"] = reference_row(_province(reference, dataset.path), "provinces")
    if dataset.kind == "province":
        return found | {"communes": list(_communes(dataset, reference)), "plans": [_plan(dataset, plan) for plan in plans]}
    found["commune"] = reference_row(_commune(reference, dataset.path), "communes")
    if dataset.kind == "commune":
        return found | {"plans": [_plan(dataset, plan) for plan in plans]}
    return found | {"plan": plans[0]}


def _up(dataset: Dataset) -> str:
    """From the folder of a dataset to the root of the site."""
    return "../" * dataset.folder.count("/")


def _file(file: WrittenFile) -> Row:
    return {
        "format": file.form, "table": file.table or None, "path": file.path, "media_type": BY_NAME[file.form].media_type, "bytes": file.bytes,
        "sha256": file.sha256, "rows": file.rows,
    }  # fmt: skip


def _plan(dataset: Dataset, entry: Row) -> Row:
    inside = entry["plan_id"].removeprefix(f"{dataset.path}/")
    return {**entry, "index": f"{inside}/{INDEX}", "page": f"{_up(dataset)}{entry['plan_id']}/"}


def _province(reference: Reference, path: str) -> dict[str, str]:
    """The province of a path, by its slug."""
    slug = path.partition("/")[0]
    found = {row["slug"]: row for row in reference.rows("provinces")}
    return found[slug]


def _commune(reference: Reference, path: str) -> dict[str, str]:
    """The commune of a path, by the code at the end of its folder's name."""
    return reference.keyed["communes"][path.split("/")[1].rpartition("-")[2]]


def _children(dataset: Dataset, depth: int) -> Counter[str]:
    """Path of each part of the dataset, so many steps deep, in its order -> how many plans it has."""
    return Counter("/".join(plan_id.split("/")[:depth]) for plan_id in dataset.plan_ids)


def _provinces(dataset: Dataset, reference: Reference) -> Iterable[Row]:
    communes = Counter(path.partition("/")[0] for path in _children(dataset, 2))
    for path, plans in _children(dataset, 1).items():
        yield {
            **reference_row(_province(reference, path), "provinces"), "index": f"{path}/{INDEX}", "page": f"{_up(dataset)}{path}/",
            "communes": communes[path], "plans": plans,
        }  # fmt: skip


def _communes(dataset: Dataset, reference: Reference) -> Iterable[Row]:
    for path, plans in _children(dataset, 2).items():
        inside = path.removeprefix(f"{dataset.path}/")
        yield {**reference_row(_commune(reference, path), "communes"), "index": f"{inside}/{INDEX}", "page": f"{_up(dataset)}{path}/", "plans": plans}


def _whole(of: About) -> dict[str, Json]:
    """What the index of the collection says besides."""
    return {
        **both(NAME, "name"), **both(DESCRIPTION, "description"), **both(RIGHTS, "rights"), "site_url": of.site_url or None,
        "openapi": OPENAPI, "addresses": [_address(resource) for resource in resources()],
        "formats": [{"name": form.name, "suffix": form.suffix, "media_type": form.media_type, "per_table": form.per_table, **both(form.title, "title")} for form in FORMATS],
        "tables": [*map(_table, wide_schemas().values()), *(_table(schema.descriptor) for schema in schemas().values())],
        "lists": [{"resource": each.name, "index": f"{each.name}/{INDEX}", **both(each.all, "description")} for each in LISTS],
    }  # fmt: skip


def _address(resource: Resource) -> Row:
    """How an address is made: a URI template (RFC 6570), from the folder of the collection."""
    return {"template": resource.template.removeprefix(FOLDER), "media_type": resource.media_type, **both(resource.summary, "description")}


def _table(descriptor: dict[str, Any]) -> Row:
    """A wide table has no schema of its own: its columns depend on the years of the dataset, and the OpenAPI document says what they hold."""
    schema = f"{SCHEMAS}{descriptor['name']}.json" if descriptor["name"] in schemas() else None
    return {**{key: descriptor[key] for key in ("name", "title", "title_en", "scope")}, "schema": schema}


