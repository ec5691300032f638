"""Changes as a page shows them: new rows told by their ids, cells one by one, or counts alone when they are too many. Pure."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..changes import TITLES, Change
from ..languages import _, chosen
from ..places import anchor, parent_table, placed_tables
from ..tables import schemas

# A page of more lines is not read: it has counts, and changes.csv has the lines.
MOST = 400
# What is unreleased stands on the page of all versions, above them.
MOST_UNRELEASED = 100
NAMED = 60
# The changes that have what stood before and what stands now, or speak of one column.
SINGLE = {"corrected-cell", "new-cell", "retyped-field", "changed-key", "moved-field", "removed-value", "new-value", "changed-constraint",
          "optional-field", "removed-reference", "new-reference"}  # fmt: skip
OF_DATA = {"corrected-cell", "new-cell", "new-row", "removed-row", "removed-id", "new-plan", "removed-plan"}


@dataclass
class Line:
    """One line of a table: a change, or several that differ only in `ids` (of rows, of columns of a schema).

    `link` is the address of the row from the root of its language, "" for none.
    """

    kind: str
    reason: str
    row: str = ""
    link: str = ""
    field: str = ""
    field_title: str = ""
    before: str = ""
    after: str = ""
    single: bool = False
    ids: list[str] = dataclasses.field(default_factory=list)

    @property
    def title(self) -> str:
        return _(TITLES[self.kind])

    @property
    def named(self) -> list[str]:
        return self.ids[:NAMED]


@dataclass
class Section:
    """The lines of one table in one plan. `plan_id` is "" for common tables, `of_schema` where the table's definition changed."""

    plan_id: str
    table: str
    of_schema: bool
    lines: list[Line]

    @property
    def title(self) -> str:
        return schemas()[self.table].title if self.table in schemas() else self.table


def sections(changes: Iterable[Change], gone: frozenset[str] = frozenset()) -> list[Section]:
    """The changes by plan and table, in their order. `gone` are addresses that are not there any more, see gone_addresses."""
    found: dict[tuple[str, str, bool], Section] = {}
    grouped: dict[tuple[Any, ...], Line] = {}
    for change in changes:
        where = change.plan_id, change.table, change.kind not in OF_DATA
        section = found.setdefault(where, Section(*where, lines=[]))
        if change.kind in SINGLE:
            section.lines.append(_line(change, gone))
            continue
        key = *where, change.kind, change.reason
        if key not in grouped:
            grouped[key] = Line(change.kind, change.reason)
            section.lines.append(grouped[key])
        if name := change.row_id or change.field:
            grouped[key].ids.append(name)
    return list(found.values())


def _line(change: Change, gone: frozenset[str]) -> Line:
    known = schemas().get(change.table)
    titled = chosen(known.fields[change.field], "title") if known and change.field in known.fields else ""
    return Line(change.kind, change.reason, change.row_id, address(change, gone), change.field, titled, change.before, change.after, True)


def address(change: Change, gone: frozenset[str]) -> str:
    """Where the changed row is seen: on its plan's page, at its own place when it has one there; "" when the page is gone."""
    plan = f"{change.plan_id}/"
    if not change.plan_id or change.kind == "removed-plan" or plan in gone:
        return ""
    known = change.table in schemas() and (change.table in placed_tables() or parent_table(change.table))
    row = f"{plan}#{anchor(change.row_id)}"
    return row if change.row_id and known and row not in gone else plan


def gone_addresses(changes: Iterable[Change]) -> frozenset[str]:
    """The pages of plans, and the places on them, of what was removed and did not come back."""
    gone: set[str] = set()
    for change in changes:
        named = change.plan_id and ":" not in change.row_id
        place = f"{change.plan_id}/#{change.row_id}" if change.row_id else f"{change.plan_id}/"
        if named and change.kind in ("removed-plan", "removed-row", "removed-id"):
            gone.add(place)
        elif named and change.kind in ("new-plan", "new-row"):
            gone.discard(place)
    return frozenset(gone)


def reasons(changes: Iterable[Change]) -> list[tuple[str, int]]:
    """Each reason with how many changes it explains, the most first."""
    return Counter(change.reason for change in changes if change.reason).most_common()


def by_kind(changes: Iterable[Change]) -> list[tuple[str, int]]:
    """(what the kind is called, count), in the order of the kinds."""
    counts = Counter(change.kind for change in changes)
    return [(_(TITLES[kind]), counts[kind]) for kind in TITLES if counts[kind]]


def by_table(changes: Iterable[Change]) -> list[tuple[str, str, int, int]]:
    """(table, its title, plans, changes) for every table, "" for what concerns no table."""
    counts: Counter[str] = Counter()
    plans: dict[str, set[str]] = {}
    for change in changes:
        counts[change.table] += 1
        plans.setdefault(change.table, set()).update({change.plan_id} - {""})
    return [(table, schemas()[table].title if table in schemas() else table, len(plans[table]), counts[table]) for table in counts]


def by_plan(changes: Iterable[Change]) -> Mapping[str, int]:
    """Plan -> how many changes, in their order."""
    return Counter(change.plan_id for change in changes if change.plan_id)
