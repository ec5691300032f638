"""Everything that one plan gives to the lists over plans, in no language. Pure."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Container
from dataclasses import dataclass, field

from ..facts import PlanFacts
from . import bodies, budgets, documents, indicators, tasks
from .by_plan import by_plan, is_left_out
from .heads import PLANS, Named, head

# Made once: json.dumps makes an encoder for every call that asks for anything but its defaults.
_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def listed(facts: PlanFacts, long: Container[str] = ()) -> Named:
    """(list, row) for the pages of indicators, budgets, tasks, bodies and documents; rows are what JSON holds.

    Rows of `long` lists hold only what they are counted by.
    """
    found = [*indicators.listed(facts, long), *budgets.listed(facts), *tasks.listed(facts, long), *bodies.listed(facts, long), *documents.listed(facts, long)]
    rows = [named for named in found if not named[0].endswith(f"/{bodies.SPELLINGS}")]
    return [(PLANS, head(facts)), *rows, *by_plan(facts.plan_id, found)]


@dataclass(frozen=True)
class Packed:
    """The rows of a plan as they go from one process to another and to disk.

    `counts` are rows by list, those that are left out too; `lines` are the rows of each list as lines of JSON.
    """

    counts: Counter[str] = field(default_factory=Counter)
    lines: dict[str, str] = field(default_factory=dict)


def packed(found: Named, long: Container[str] = ()) -> Packed:
    """The rows of one plan without those that no page shows, because their list is among the `long` ones already."""
    lines: dict[str, list[str]] = defaultdict(list)
    for name, row in found:
        if not is_left_out(name, long):
            lines[name].append(_encoded(row) + "\n")
    return Packed(Counter(name for name, _row in found), {name: "".join(own) for name, own in lines.items()})
