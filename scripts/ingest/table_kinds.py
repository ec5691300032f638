"""Which kind of table this is: targets, tasks, budget or documents, by headings, then titles. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .grid import Line
from .read_tables import KINDS, OTHER, ROLES
from .table_columns import Candidate
from .table_phrases import holds, money_in

# What a column of this role says for the kind of its table; other roles say nothing.
WEIGHTS = {
    "targets": {"target": 3, "baseline": 2, "unit": 1, "lead": 1, "support": 1, "name": 1},
    "tasks": {"schedule": 3, "product": 3, "lead": 2, "support": 2, "title": 1, "name": 1},
    "budget": {"amount": 3, "quantity": 2, "unit": 1, "name": 1},
    "documents": {"symbol": 4, "issued_on": 3, "issuer": 2, "name": 1},
}
# Of each group one role must be there.
NEEDED = {
    "targets": (("name",), ("target", "baseline")),
    "tasks": (("name", "title"), ("lead", "support", "schedule", "product")),
    "budget": (("name",), ("amount",)),
    "documents": (("symbol",), ("name", "issued_on")),
}
# A unit of money above the table, when a column may hold sums.
MONEY = 2
# A name that says one kind outweighs a column or two.
TITLE = 5


@dataclass(frozen=True)
class Choice:
    """`kind`: "" when no kind fits. `second`: another kind that fits nearly as well, "" when none does. `thin`: so little fits, or its name speaks of what was done, that it may be no table of a plan.

    `valueless`: targets whose figures stand in their names ("100% hồ sơ …"), without a column for them.
    """

    kind: str
    second: str = ""
    thin: bool = False
    valueless: bool = False


def choose(columns: Sequence[Candidate], titles: Sequence[Line]) -> Choice:
    scores = {kind: _score(kind, columns) + _by_titles(kind, titles) for kind in KINDS if _is_possible(kind, columns)}
    if not scores:
        return Choice("targets", "tasks", valueless=True) if _names_targets(columns) else Choice("")
    ranked = sorted(scores, key=lambda kind: (-scores[kind], KINDS.index(kind)))
    close = [kind for kind in ranked[1:] if scores[ranked[0]] - scores[kind] < 2]
    past = ranked[0] == "tasks" and any(holds(line.text, "past") for line in titles)
    thin = past or _is_thin(ranked[0], columns) and (ranked[0] == "targets" or not _by_titles(ranked[0], titles))
    return Choice(ranked[0], close[0] if close else "", thin)


def _names_targets(columns: Sequence[Candidate]) -> bool:
    """Whether a column is headed as targets are and as nothing else, and another says who or when."""
    named = any(any(m.role == "name" for m in column.of("targets")) and not any(m.role in ("name", "title") for m in column.of("tasks")) for column in columns)
    return named and any(meaning.role in ("lead", "schedule") for column in columns for meaning in column.of("tasks"))


def _is_thin(kind: str, columns: Sequence[Candidate]) -> bool:
    """Whether little says that the table is one of a plan: a time and a name alone head the days of a week as well, results alone a report."""
    roles = {meaning.role for column in columns for meaning in column.of(kind)}
    return kind == "tasks" and not roles & {"lead", "support", "product"} or kind == "targets" and "target" not in roles


def _is_possible(kind: str, columns: Sequence[Candidate]) -> bool:
    """Whether the table has, or with its unknown columns may have, what this kind needs."""
    roles = {meaning.role for column in columns for meaning in column.of(kind)}
    unknown = sum(not column.meanings and any(column.texts) for column in columns)
    missing = sum(not roles.intersection(group) for group in NEEDED[kind])
    return missing <= unknown and missing < len(NEEDED[kind])


def _score(kind: str, columns: Sequence[Candidate]) -> float:
    total, counted = 0.0, set()
    for column in columns:
        there = column.of(kind)
        roles = {meaning.role for meaning in there}
        known = roles & set(ROLES[kind])
        if not known:
            total -= 1 if column.meanings else 0
            continue
        role = max(known, key=lambda name: WEIGHTS[kind].get(name, 0))
        weight = WEIGHTS[kind].get(role, 0)
        only = {meaning.table for meaning in column.meanings if meaning.role != OTHER} == {kind}
        # A heading of this kind alone says more; ten columns of years say no more than one.
        if role not in counted or role == "name":
            total += weight + (1 if only and weight else 0)
        counted.add(role)
    roles = {meaning.role for column in columns for meaning in column.of(kind)}
    return total - 4 * sum(not roles.intersection(group) for group in NEEDED[kind])


def _by_titles(kind: str, titles: Sequence[Line]) -> float:
    said = [name for name in KINDS if any(holds(line.text, name) for line in titles)]
    money = MONEY if kind == "budget" and any(money_in(line.text) for line in titles) else 0
    return money + (TITLE / len(said) if kind in said else 0.0)
