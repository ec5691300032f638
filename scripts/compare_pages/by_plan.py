"""A list too long to show every row, as its page shows it: one row a plan, and why.

Rows are made here, not in the template: a nation has hundreds of thousands of them, and a template takes ten times as long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from .. import formats
from ..compare.by_plan import BY_PLAN
from ..compare.heads import Row
from ..templates import counted
from .lists import Lists

# (plan, section of its page, what it has in the list)
Line = tuple[str, str, str]
# How many of a kind, in words.
Tell = Callable[[str, int], str]


@dataclass(frozen=True)
class ByPlan:
    """One page of such a list: `shown` of its `plans`, as the rows of a table."""

    why: str
    plans: int
    shown: int
    rows: Markup


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
            found.append((row["plan_id"], section, said))
        yield found


def _told(row: Row, sections: Mapping[str, str], tell: Tell) -> tuple[str, str]:
    kinds = [kind for kind in sections if kind in row["counts"]]
    return sections[kinds[0]], ", ".join(tell(kind, row["counts"][kind]) for kind in kinds)


def table(lists: Lists, name: str, lines: list[Line], total: int, path: str) -> ByPlan:
    """The page at `path` of a list of `total` rows that has these lines."""
    plans, root = lists.plans_in(name), "../" * path.count("/")
    why = counted(
        "Danh sách này có %(n)s dòng của %(plans)s kế hoạch; mỗi kế hoạch một dòng ở đây, từng dòng ở trang của kế hoạch.", total, plans=formats.number(plans)
    )  # fmt: skip
    rows = []
    for plan_id, section, said in lines:
        plan = lists.cells[plan_id]
        rows.append(
            f'<tr><th scope="row"><a href="{root}{plan.commune}</th><td><a href="{root}{plan.address}/#{section}">{plan.name}</a></td><td>{escape(said)}</td></tr>\n'
        )
    return ByPlan(why, plans, len(lines), Markup("".join(rows)))
