"""Provinces and communes with their old names, for the search and the pages of places. Pure."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from .plans import Reference
from .text import sort_key


def places(reference: Reference, covered: set[str]) -> list[dict[str, Any]]:
    """Every province row with its communes (rows with `predecessors` and `formerly`) and its coverage.

    `covered` holds the codes of communes with a plan. A predecessor of the same full name is no old name.
    """
    predecessors: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in reference.rows("commune_predecessors"):
        predecessors[row["commune_code"]].append(row)
    communes: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in reference.rows("communes"):
        old = predecessors[row["code"]]
        formerly = list(dict.fromkeys(p["name"] for p in old if p["name"] != row["full_name"]))
        communes[row["province_code"]].append({**row, "predecessors": old, "formerly": formerly})
    found = []
    for row in reference.rows("provinces"):
        own = communes[row["code"]]
        old_provinces = {_short(p["province"]) for commune in own for p in commune["predecessors"]} - {row["name"]}
        found.append({
            **row,
            "communes": own,
            "formerly": sorted(old_provinces, key=sort_key),
            "communes_total": len(own),
            "communes_covered": sum(commune["code"] in covered for commune in own),
        })  # fmt: skip
    return found


def _short(province: str) -> str:
    return province.removeprefix("Tỉnh ").removeprefix("Thành phố ")
