"""What enters the search besides plans: every commune, every province, every other page."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

from . import languages, search_documents
from .paths import ROOT
from .search_store import SearchStore
from .summaries import Summary

# The first part of an address -> what the search calls its pages; every other page is a "page".
SEARCH_KINDS = {"doi-chieu": "rule", "chi-tieu": "indicator", "co-quan": "body", "van-ban": "document"}


def add_places(search: SearchStore, places: list[dict[str, Any]], by_commune: dict[str, list[Summary]]) -> None:
    """Communes and provinces enter the search: a kind at a time, communes with a plan before those without."""
    found = [({**commune, "plans": by_commune.get(commune["code"], [])}, province) for province in places for commune in province["communes"]]
    for commune, province in sorted(found, key=lambda pair: not pair[0]["plans"]):
        search.add(search_documents.commune_document(commune, province))
    for province in places:
        search.add(search_documents.province_document(province))


def add_others(search: SearchStore, entries: dict[str, list[dict[str, Any]]]) -> None:
    """Every page that is no plan and no place enters the search, a kind at a time. `entries` holds those of each language."""
    english = {entry["path"]: entry for code, own in entries.items() if code != languages.VIETNAMESE for entry in own}
    others = search_documents.other_documents(entries[languages.VIETNAMESE], english, SEARCH_KINDS)
    written = [search_documents.hand_written_document(path.stem, path.read_text("utf-8")) for path in hand_written("")]
    for document in sorted([*others, *written], key=lambda document: document.kind):
        search.add(document)


def by_commune(of_plans: list[Summary]) -> dict[str, list[Summary]]:
    """Code of a commune -> its plans."""
    found: dict[str, list[Summary]] = defaultdict(list)
    for summary in of_plans:
        found[summary.commune_code].append(summary)
    return found


def hand_written(prefix: str) -> list[Path]:
    """The hand-written pages of the language with this prefix of addresses."""
    return sorted((ROOT / "docs" / prefix).glob("*.md"))
