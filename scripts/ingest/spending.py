"""The kind of spending that the name of a budget line states, by spending.csv."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from .headings import key

FILE = Path(__file__).parent / "spending.csv"


@cache
def _known() -> list[tuple[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return [(key(row["words"]), row["expenditure"]) for row in csv.DictReader(file)]


def expenditure_of(name: str) -> str:
    """recurrent or investment when the name begins by saying so, else ""."""
    words = key(name)
    return next((expenditure for start, expenditure in _known() if words == start or words.startswith(f"{start} ")), "")
