"""Which years a plan is for: by its title, else by the columns of its tables, else by its folder. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .phrases import key
from .read_tables import Tables

_RANGE = re.compile(r"(?<![0-9/])(20[0-9]{2})\s*[-–]\s*(20[0-9]{2})(?![0-9/])")
_YEAR = re.compile(r"(?<!tháng [0-9] )(?<!tháng [0-9]{2} )(?<!tháng )năm\s+(20[0-9]{2})(?![0-9/])")
_UNTIL = re.compile(r"(?:đến|tới|tầm nhìn|định hướng)\s+(?:hết\s+)?(?:đến\s+)?năm\s+20[0-9]{2}")
_SLUG = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")


def in_title(title: str) -> tuple[list[tuple[int, int]], bool]:
    """The periods that a title names, and whether it also names an end without a beginning ("đến năm 2030")."""
    text = key(title)
    found = [(int(a), int(b)) for a, b in _RANGE.findall(text)]
    open_ended = _UNTIL.search(text) is not None
    text = _UNTIL.sub("", _RANGE.sub("", text))
    found += [(int(year), int(year)) for year in _YEAR.findall(text)]
    return list(dict.fromkeys(found)), open_ended


def in_tables(tables: Tables) -> tuple[int, int] | None:
    """The first and the last year that the columns of tables name; results and outturns of the year before are no part of the plan."""
    columns = [column for table in tables.read for column in table.columns if table.kind != "documents"]
    years = [column.years for column in columns if column.years and column.role != "baseline" and column.stage not in ("estimated_outturn", "executed", "final")]
    return (min(first for first, _ in years), max(last for _, last in years)) if years else None


def in_slug(plan_id: str) -> int | None:
    years = {int(year) for year in _SLUG.findall(plan_id.rsplit("/", 1)[-1])}
    return years.pop() if len(years) == 1 else None


def spanning(periods: Iterable[tuple[int, int]]) -> tuple[int, int]:
    known = list(periods)
    return min(first for first, _ in known), max(last for _, last in known)
