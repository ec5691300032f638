"""What a dataset says of itself: in its JSON, in its SQLite file, in the descriptor of its package. Pure but for the settings of the repository."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from ..datasets import COLLECTION, Dataset
from ..edition import Edition
from ..package import DIALECT, PROFILE, data_version
from ..paths import Layout
from ..tables import schemas



@cache
def published() -> dict[str, Any]:
    """What people wrote of the collection in the root descriptor: its title, description, keywords, licences."""
    return json.loads(Layout().descriptor.read_text("utf-8"))


def about(dataset: Dataset, edition: Edition, version: str = "") -> dict[str, Any]:
    """The dataset in a few words, for the head of a file: values are text, numbers or None."""
    licence = published()["licenses"][0]
    return {
        "id": dataset.path or COLLECTION, "kind": dataset.kind, "title": dataset.title, "title_en": dataset.title_en or None,
        "version": version or data_version(), "date": edition.date.isoformat() if edition.date else None,
        "licence": licence["name"], "licence_url": licence["path"], "page": edition.address(dataset.page) or dataset.page, "plans": len(dataset.plan_ids),
    }  # fmt: skip


def descriptor(told: dict[str, Any], tables: Iterable[str]) -> dict[str, Any]:
    """datapackage.json of any dataset: Data Package 2.0, written so that readers of version 1 understand it too.

    `told` comes from about(). The address of its page identifies the package, when the site says where it stands.
    """
    ours, page = published(), told["page"]
    english = f" / {told['title_en']}" if told["title_en"] else ""
    return {
        "$schema": PROFILE, "name": told["id"].replace("/", "-"),
        **({"id": page, "homepage": page} if "://" in page else {}),
        "title": told["title"], "description": f"{told['title']}{english}. {ours['description']}", "version": told["version"],
        "keywords": ours["keywords"], "licenses": ours["licenses"], "contributors": [{"title": ours["title"]}],
        "resources": [_resource(table) for table in tables],
    }  # fmt: skip


def _resource(table: str) -> dict[str, Any]:
    schema = schemas()[table].descriptor
    return {
        "name": table, "type": "table", "title": schema["title"], "description": schema["description"], "path": f"data/{table}.csv",
        "scheme": "file", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "dialect": DIALECT, "schema": f"schemas/{table}.json",
    }  # fmt: skip


def schema_of(table: str, tables: Iterable[str]) -> dict[str, Any]:
    """A table's schema among these tables; keys to others are left out: what is not there is not promised."""
    schema, known = dict(schemas()[table].descriptor), {"", *tables}
    kept = [key for key in schema.pop("foreignKeys", []) if key["reference"]["resource"] in known]
    return schema | ({"foreignKeys": kept} if kept else {})
