"""/nhiem-vu/: tasks and dated duties, a page a quarter, and a page for each other way in which plans speak of time.

Which quarter is now depends on the reader's day, so every quarter is there; a script marks the present one and those gone by.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from .. import formats, paging
from ..compare import tasks
from ..compare.heads import Row
from ..languages import N_, _
from ..page import Page
from ..templates import counted, render
from . import by_plan
from .lists import ON_A_PAGE, Choices, Lists, choices, communes, numbered_title, select, words

ROMAN = ("I", "II", "III", "IV")
# List -> its title, and what stands in it.
TITLES = {
    "thuong-xuyen": (N_("Nhiệm vụ thường xuyên, định kỳ"), N_("Việc làm thường xuyên, hằng tháng, hằng quý, hằng năm: không có ngày kết thúc.")),
    "cho-dieu-kien": (N_("Nhiệm vụ chờ điều kiện"), N_("Việc chỉ làm khi có điều kiện mà kế hoạch nêu, như sau khi cấp trên có văn bản.")),
    "chi-ghi-nam": (N_("Nhiệm vụ chỉ ghi năm"), N_("Kế hoạch chỉ ghi năm, không ghi quý, tháng hay ngày.")),
    "danh-dau-giai-doan": (N_("Nhiệm vụ chỉ đánh dấu giai đoạn"), N_("Kế hoạch chỉ đánh dấu x ở cột năm hoặc giai đoạn, không ghi thời hạn.")),
    "ghi-bang-loi": (N_("Nhiệm vụ ghi thời gian bằng lời"), N_("Kế hoạch ghi thời gian bằng lời mà không đọc được thành ngày.")),
    "khong-neu": (N_("Nhiệm vụ không nêu thời gian"), N_("Kế hoạch không ghi thời gian cho việc này; gồm cả việc nêu trong phần lời văn, nơi không có cột thời gian.")),
}  # fmt: skip


# What a row is -> where a plan's page has it, and how such rows are counted.
SECTIONS = {"task": "nhiem-vu", "duty": "trach-nhiem"}
COUNTS = {"task": N_("%(n)s nhiệm vụ"), "duty": N_("%(n)s việc được giao")}


def quarter_name(slug: str) -> str:
    """"quy-4-2026" -> "quý IV/2026", as plans write it."""
    number, year = slug.split("-")[1:]
    return _("quý %(quarter)s/%(year)s", quarter=ROMAN[int(number) - 1], year=year)


def pages(lists: Lists) -> Iterator[Page]:
    """All pages of tasks; a list without rows has its page, so that its address holds."""
    quarters = tasks.quarters(lists.store.counts)
    yield _index(lists, quarters)
    for slug, days in quarters.items():
        title = _("Việc đến hạn trong %(quarter)s", quarter=quarter_name(slug))
        yield from _list(lists, slug, days, title, _("Nhiệm vụ và việc được giao có hạn trong quý này, theo ngày ghi trong kế hoạch."))
    for kind in tasks.UNDATED:
        title, told = TITLES[kind]
        yield from _list(lists, kind, [f"tasks/{kind}"], _(title), _(told))


def _index(lists: Lists, quarters: dict[str, list[str]]) -> Page:
    dated = []
    for slug, days in quarters.items():
        first, last = tasks.bounds(slug)
        dated.append({"slug": slug, "name": quarter_name(slug), "first": first, "last": last, "count": lists.count(*days)})
    others = [{"slug": kind, "name": _(TITLES[kind][0]), "told": _(TITLES[kind][1]), "count": lists.count(f"tasks/{kind}")} for kind in tasks.UNDATED]
    body = render("tasks.html", "nhiem-vu/", quarters=dated, others=others)
    total = sum(row["count"] for row in dated)
    description = counted("Khi nào các xã phải làm gì: %(n)s việc có hạn theo quý, và việc thường xuyên, chờ điều kiện, chỉ ghi năm.", total)
    contents = [("theo-quy", _("Có hạn, theo quý")), ("loai-khac", _("Không có hạn cụ thể"))]
    return Page("nhiem-vu/", _("Nhiệm vụ: việc gì, khi nào?"), description, contents, body, "tasks")


def _list(lists: Lists, slug: str, names: list[str], title: str, told: str) -> Iterator[Page]:
    total, dated = lists.count(*names), slug not in tasks.UNDATED
    listed = f"tasks/{slug}"
    long = lists.is_long(listed)
    found: Iterator[list[Any]] = by_plan.pages(lists, listed, SECTIONS, _tell, _first if dated else None) if long else lists.pages(*names)
    for number, stored, path, turns in paging.numbered(f"nhiem-vu/{slug}/", found, lists.plans_in(listed) if long else total, ON_A_PAGE):
        rows = [] if long else [tasks.with_dates(row) for row in stored]
        body = render(
            "task_list.html", path, w=words(), title=numbered_title(title, number), told=told, rows=rows, total=total, turn=number, turns=turns,
            dated=dated, selects=_selects(rows), by_plan=by_plan.table(lists, listed, stored, total, path) if long else None,
        )  # fmt: skip
        yield Page(path, numbered_title(title, number), f"{told} {counted('%(n)s việc.', total)}", [("danh-sach", _("Danh sách"))], body, "tasks")


def _tell(what: str, count: int) -> str:
    return counted(COUNTS[what], count)


def _first(day: str) -> str:
    return _("hạn đầu tiên %(day)s", day=formats.day(date.fromisoformat(day)))


def _selects(rows: list[Row]) -> list[dict[str, Any]]:
    """What the filter of a list of tasks offers: communes, leading bodies, sections."""
    bodies: Choices = choices((agency_id, name) for row in rows for agency_id, name in row["lead"])
    sections: Choices = choices((row["section"], row["section"]) for row in rows if row["section"])
    return [select("commune", _("Xã"), communes(rows)), select("lead", _("Chủ trì"), bodies, many=True, quoted=True), select("section", _("Mục trong kế hoạch"), sections, quoted=True)]
