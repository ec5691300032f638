"""/co-quan/: every body that plans name, and one page a body with its targets, tasks and duties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .. import formats, paging
from ..compare import bodies
from ..compare.bodies import ROLES, SPELLINGS, list_name
from ..compare.heads import Row
from ..compare.indicators import with_numbers
from ..languages import N_, _
from ..page import Page
from ..templates import counted, label, render
from ..text import sort_key
from .lists import ON_A_PAGE, Lists, choices, communes, in_pages, numbered_title, select, words

LEVELS = ("commune", "province", "central", "external")
# Role -> what a row says of it, and how its count is told.
NAMES = {
    "target-lead": (N_("chủ trì chỉ tiêu"), N_("%(n)s chỉ tiêu chủ trì")), "task-lead": (N_("chủ trì nhiệm vụ"), N_("%(n)s nhiệm vụ chủ trì")),
    "duty": (N_("được giao việc"), N_("%(n)s việc được giao")), "target-support": (N_("phối hợp chỉ tiêu"), N_("%(n)s chỉ tiêu phối hợp")),
    "task-support": (N_("phối hợp nhiệm vụ"), N_("%(n)s nhiệm vụ phối hợp")),
}  # fmt: skip


def pages(lists: Lists, reference: list[dict[str, str]]) -> Iterator[Page]:
    """All pages of bodies; `reference` are the rows of the table of agencies."""
    known = []
    for row in sorted(reference, key=lambda row: sort_key(row["name"])):
        counts = {role: lists.count(list_name(row["agency_id"], role)) for role in ROLES}
        known.append({**row, "counts": counts, "plans": lists.count(list_name(row["agency_id"], SPELLINGS))})
        yield from _body_pages(lists, row, counts)
    known.sort(key=lambda row: LEVELS.index(row["level"]))
    yield from _index(known)


def _index(known: list[dict[str, Any]]) -> Iterator[Page]:
    """/co-quan/: all bodies by level, then by name, in as many pages as needed."""
    roles = [(role, _(NAMES[role][0])) for role in ROLES]
    description = counted("%(n)s cơ quan, nhóm cơ quan được kế hoạch giao việc: chủ trì, phối hợp những gì, ở xã nào.", len(known))
    for number, rows, path, turns in paging.numbered("co-quan/", in_pages(known), len(known), ON_A_PAGE):
        levels = [(level, label("agencies", "level", level), [row for row in rows if row["level"] == level]) for level in LEVELS]
        levels = [found for found in levels if found[2]]
        title = numbered_title(_("Cơ quan: ai chịu trách nhiệm việc gì?"), number)
        body = render("bodies.html", path, title=title, levels=levels, roles=roles, turn=number, turns=turns)
        yield Page(path, title, description, [(level, name) for level, name, _rows in levels], body, "bodies")


def _body_pages(lists: Lists, agency: dict[str, str], counts: dict[str, int]) -> Iterator[Page]:
    names = [list_name(agency["agency_id"], role) for role in ROLES]
    told = [counted(NAMES[role][1], count) for role, count in counts.items() if count]
    spelled = bodies.spellings(lists.rows(list_name(agency["agency_id"], SPELLINGS)))
    plans = lists.count(list_name(agency["agency_id"], SPELLINGS))
    for number, stored, path, turns in paging.numbered(f"co-quan/{agency['agency_id']}/", lists.pages(*names), sum(counts.values()), ON_A_PAGE):
        rows = [{**row, "role_name": _(NAMES[row["role"]][0]), "when": _when(row)} for row in stored]
        title = numbered_title(agency["name"], number)
        body = render(
            "body.html", path, w=words(), agency=agency, title=title, rows=rows, told=told, spelled=spelled, plans=plans, turn=number, turns=turns,
            total=sum(counts.values()), level=label("agencies", "level", agency["level"]), kind=label("agencies", "kind", agency["kind"]),
            selects=_selects(rows),
        )  # fmt: skip
        description = f"{agency['name']}: {', '.join(told) or _('chưa kế hoạch nào ở đây nêu tên')}."
        yield Page(path, title, description, [("danh-sach", _("Được nêu ở đâu"))], body, "agency")


def _when(row: Row) -> list[str]:
    """The target's figures by year, or the times of the task or duty as printed."""
    said = []
    for value in map(with_numbers, row["values"]):
        figure = formats.target_value(value["comparator"], value["value_min"], value["value_max"], value["unit"])
        said.append(f"{value['year']}: {figure or value['value_text']}")
    return said + row["times"]


def _selects(rows: list[Row]) -> list[dict[str, Any]]:
    roles = choices((row["role"], row["role_name"]) for row in rows)
    return [select("commune", _("Xã"), communes(rows)), select("role", _("Vai trò"), roles)]
