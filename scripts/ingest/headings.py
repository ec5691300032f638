"""What a printed heading of a column means, by headings.csv: a file that maintainers edit, never code.

`{năm}` in a heading stands for a year; "*" in `tables` for every kind of table; amount:<stage> names a stage of budget_amounts.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..text import clean, tone_key
from .read_tables import KINDS

FILE = Path(__file__).parent / "headings.csv"
_YEAR = r"(20[0-9]{2})"
_APART = re.compile(r"[^\w{}]+")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading means in one kind of table. `years` as in read_tables.Column."""

    table: str
    role: str
    stage: str = ""
    years: tuple[int, int] | None = None


def key(heading: str) -> str:
    """The words of a heading, whatever its capitals, punctuation and the place of its tone marks."""
    return _APART.sub(" ", tone_key(clean(heading))).strip()


@cache
def _known() -> list[tuple[re.Pattern[str], tuple[str, ...], str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return [_entry(row["heading"], row["tables"], row["role"]) for row in csv.DictReader(file)]


def _entry(heading: str, tables: str, role: str) -> tuple[re.Pattern[str], tuple[str, ...], str, str]:
    pattern = re.compile(_YEAR.join(map(re.escape, key(heading).split("{năm}"))))
    kinds = KINDS if tables == "*" else tuple(tables.split())
    name, _, stage = role.partition(":")
    return pattern, kinds, name, stage


def meanings(heading: str) -> list[Meaning]:
    """Every meaning that headings.csv gives this heading; none when it does not know it."""
    words, found = key(heading), []
    for pattern, kinds, role, stage in _known():
        if match := pattern.fullmatch(words):
            years = tuple(map(int, match.groups()))
            found += [Meaning(kind, role, stage, (years[0], years[-1]) if years else None) for kind in kinds]
    return found


def kinds_of(headings: Iterable[str]) -> set[str]:
    """The kinds of table in which every one of these headings has a meaning."""
    left = set(KINDS)
    for heading in headings:
        left &= {meaning.table for meaning in meanings(heading)}
    return left
