"""A list too long to show every row, as its page shows it: one row a plan, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from .. import formats
from ..compare.by_plan import BY_PLAN
from ..compare.heads import Row, Who
from ..templates import counted
from .lists import Lists

# (plan, section of its page, what it has in the list)
Line = tuple[Who, str, str]
# How many of a kind, in words.
Tell = Callable[[str, int], str]


@dataclass(frozen=True)
class ByPlan:
    """One page of such a list; all that its template shows."""

    why: str
    plans: int
    rows: list[Line]


def pages(lists: Lists, name: str, sections: Mapping[str, str], tell: Tell, first: Callable[[str], str] | None = None) -> Iterator[list[Line]]:
    """What each plan has in the list, ON_A_PAGE plans at a time.

    `sections` are kinds in the order in which they are told -> the section of a plan's page that holds them; `first` tells the first day.
    """
    # The same few counts come again and again.
    told: dict[tuple[tuple[str, int], ...], tuple[str, str]] = {}
    for chunk in lists.store.chunks(f"{name}/{BY_PLAN}"):
        found = []
        for row in chunk:
            key = tuple(row["counts"].items())
            if key not in told:
                told[key] = _told(row, sections, tell)
            section, said = told[key]
            if first:
                said = f"{said}; {first(row['first'])}"
            found.append((lists.plans[row["plan_id"]], section, said))
        yield found


def _told(row: Row, sections: Mapping[str, str], tell: Tell) -> tuple[str, str]:
    kinds = [kind for kind in sections if kind in row["counts"]]
    return sections[kinds[0]], ", ".join(tell(kind, row["counts"][kind]) for kind in kinds)


def table(lists: Lists, name: str, rows: list[Line], total: int) -> ByPlan:
    """The page of a list of `total` rows that has these lines."""
    plans = lists.plans_in(name)
    why = counted(
        "Danh sách này có %(n)s dòng của %(plans)s kế hoạch; mỗi kế hoạch một dòng ở đây, từng dòng ở trang của kế hoạch.", total, plans=formats.number(plans)
    )  # fmt: skip
    return ByPlan(why, plans, rows)
