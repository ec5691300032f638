"""What each column of a table may hold, by its heading at every level. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .headings import Meaning, meanings
from .read_tables import KINDS, OTHER, WITHHELD
from .shapes import is_value, share
from .table_header import Header, is_period
from .table_phrases import is_phrase

_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
# Roles whose columns may be divided into years.
DIVIDED = ("baseline", "target", "schedule", "amount", OTHER, WITHHELD)


@dataclass(frozen=True)
class Candidate:
    """A column before the kind of its table is known. `meanings`: of every kind; `corners` as in Header; `texts`: its cells below the heading."""

    index: int
    levels: tuple[str, ...]
    corners: tuple[tuple[int, int], ...]
    meanings: tuple[Meaning, ...]
    texts: tuple[str, ...]

    @property
    def heading(self) -> str:
        return self.levels[-1] if self.levels else ""

    def of(self, kind: str) -> list[Meaning]:
        return [meaning for meaning in self.meanings if meaning.table == kind]


def candidates(header: Header, texts: Sequence[Sequence[str]]) -> list[Candidate]:
    """One a column; `texts`: column by column the cells of ordinary rows."""
    found = [
        Candidate(index, levels, header.corners[index], tuple(meanings_under(levels)), tuple(texts[index])) for index, levels in enumerate(header.levels)
    ]
    return _values_apart(found)


def meanings_under(levels: Sequence[str]) -> list[Meaning]:
    """What a column may hold by its headings from the top, in every kind of table."""
    if not levels:
        return []
    leaf, parents = levels[-1], list(reversed(levels[:-1]))
    above = [(parent, meanings(parent)) for parent in parents]
    own = meanings(leaf)
    if any(meaning.role == WITHHELD for _, known in above for meaning in known):
        return [Meaning(kind, WITHHELD) for kind in KINDS]
    if not above or any(meaning.firm for meaning in own):
        return own
    if is_period(leaf) or (own and all(meaning.years for meaning in own if meaning.role != OTHER)):
        return [found for kind in KINDS if (found := _divided(kind, leaf, own, above, " ".join(levels)))]
    if own:
        return [_with_years_above(meaning, parents) for meaning in own]
    together = meanings(" ".join(levels))
    # A part of what has no place in our tables ("Trong đó" over the names of funds) has none either.
    return together or [meaning for meaning in above[0][1] if meaning.role == OTHER]


def _divided(kind: str, leaf: str, own: Sequence[Meaning], above: Sequence[tuple[str, list[Meaning]]], whole: str) -> Meaning | None:
    """A column for one period: its role is that of the heading above it, its years are its own.

    A heading that says what was reached or spent ("Thực hiện 2025", under "Chỉ tiêu" as under "Kinh phí") speaks for itself.
    """
    mine = next((meaning for meaning in own if meaning.table == kind and meaning.role in DIVIDED), None)
    years = mine.years if mine else None
    years = years or next((meaning.years for meaning in own if meaning.years), None) or years_in(leaf)
    if mine and (mine.role == "baseline" or mine.stage not in ("", "requested")):
        return replace(mine, years=years)
    for parent, known in above:
        there = [meaning for meaning in known if meaning.table == kind]
        role = next((meaning for meaning in there if meaning.role in DIVIDED), None)
        if role is not None and role.role == OTHER and mine is not None and is_phrase(parent, "of which"):
            return replace(mine, years=years)  # the years that make up a sum
        if role is not None:
            same = mine is not None and (mine.role, mine.stage) == (role.role, role.stage)
            # "Thực hiện" alone may be many things; over a year it is what was done in it.
            together = any((m.table, m.role, m.stage, m.sure) == (kind, role.role, role.stage, True) for m in meanings(f"{parent} {leaf}"))
            return replace(role, years=years or role.years or years_in(parent), sure=role.sure or together or (same and mine.sure))
        if there:
            # "Chỉ tiêu" over "2025": the words together have a meaning of their own.
            return next((replace(meaning, years=years or meaning.years) for meaning in meanings(whole) if meaning.table == kind), mine)
    return replace(mine, years=years) if mine else None


def years_in(text: str) -> tuple[int, int] | None:
    """The first and the last year that a text names."""
    found = [int(year) for year in _YEAR.findall(text)]
    return (min(found), max(found)) if found else None


def _with_years_above(meaning: Meaning, parents: Sequence[str]) -> Meaning:
    if meaning.years is not None or meaning.role not in DIVIDED:
        return meaning
    return replace(meaning, years=next((years for parent in parents if (years := years_in(parent))), None))


def _values_apart(found: list[Candidate]) -> list[Candidate]:
    """In "Nội dung | Chỉ tiêu" the second column of names may hold the values: then it is a target."""
    named = [item for item in found if any(meaning.role == "name" for meaning in item.of("targets"))]
    if len(named) < 2:
        return found
    values = {item.index for item in named if share(item.texts, is_value) >= 0.6}
    if not values or len(values) == len(named):
        return found
    changed = []
    for item in found:
        if item.index in values:
            others = [meaning for meaning in item.meanings if not (meaning.table == "targets" and meaning.role == "name")]
            item = replace(item, meanings=(*others, Meaning("targets", "target", sure=False)))
        changed.append(item)
    return changed
