"""/ngan-sach/: what plans ask for, by commune, kind and purpose; never money that was approved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from .. import charts, formats, paging
from ..charts import Bar, BarGroup
from ..compare import budgets
from ..compare.budgets import KINDS, LIST, per_resident
from ..compare.heads import Row
from ..compare.ranges import ranges
from ..facts import Place
from ..languages import _
from ..page import Page
from ..templates import counted, label, render
from .lists import ON_A_PAGE, Lists, choices, communes, numbered_title, select, words

MOST_ROWS = 24


def pages(lists: Lists) -> Iterator[Page]:
    """All pages of /ngan-sach/: the sums and the chart on the first, the requests plan by plan on each."""
    found = budgets.totals(lists.rows(LIST))
    asking = sum(total.requests + total.disputed for total in found.years)
    title = _("Ngân sách: các xã đề nghị bao nhiêu, cho việc gì?")
    for number, stored, path, turns in paging.numbered("ngan-sach/", _chunks(lists), lists.count(LIST), ON_A_PAGE):
        rows = [_shown(row, lists) for row in stored]
        body = render(
            "budgets.html", path, w=words(), title=numbered_title(title, number), turn=number, turns=turns, totals=found, asking=asking,
            requests=[row for row in rows if row["amount"] is not None], without=[row for row in rows if row["amount"] is None],
            chart=_chart(lists, asking) if number == 1 else "", kinds=[(kind, label("budget_lines", "expenditure", kind)) for kind in KINDS],
            selects=[
                select("commune", _("Xã"), communes(row for row in rows if row["amount"] is not None)),
                select("year", _("Năm"), choices((str(row["year"]), str(row["year"])) for row in rows if row["amount"] is not None)),
            ],
        )  # fmt: skip
        description = counted("Nhu cầu kinh phí ghi trong %(n)s kế hoạch, theo xã, loại chi và mục đích; không phải ngân sách đã được duyệt.", asking)
        contents = [("cong", _("Cộng theo năm")), ("tung-xa", _("Từng xã")), ("muc-dich", _("Theo mục đích")), ("dau-nguoi", _("Theo đầu người"))]
        yield Page(path, numbered_title(title, number), description, contents if number == 1 else contents[1:], body, "budgets")


def _chunks(lists: Lists) -> Iterator[list[Row]]:
    return lists.store.chunks(LIST)


def _shown(row: Row, lists: Lists) -> Row:
    """A stored request with its names, shares and sum for each resident; what is disputed has no share."""
    own = {**row, "who": lists.plans[row["plan_id"]]}
    if row["amount"] is None:
        return own
    own |= {"place": Place(*row["place"]), "stage_name": label("budget_amounts", "stage", row["stage"]), "per_resident": per_resident(row)}
    own["purposes"] = [
        {**part, "share": "" if part["disputed"] or row["disputed"] or part["amount"] is None or not row["amount"] else formats.percent(part["amount"], row["amount"])}
        for part in row["purposes"]
    ]
    return own


def _chart(lists: Lists, asking: int) -> str:
    """Requests commune by commune, a disputed one with both its readings; of many, how many lie in which range."""
    rows = (row for row in lists.rows(LIST) if row["amount"] is not None)
    title = _("Nhu cầu kinh phí theo xã")
    if asking > MOST_ROWS:
        return _distribution(rows, title)
    series = [_("nhu cầu, đề xuất"), _("số đang có đối chiếu, theo chữ số"), _("số đang có đối chiếu, theo chữ viết")]
    groups = []
    for row in rows:
        bars = [Bar(1 if row["disputed"] else 0, row["amount"], formats.dong_short(row["amount"]))]
        if row["words"] is not None:
            bars.append(Bar(2, row["words"], formats.dong_short(row["words"])))
        groups.append(BarGroup(f"{lists.plans[row['plan_id']].commune}, {row['year']}", bars))
    used = max((bar.series for group in groups for bar in group.bars), default=0) + 1
    said = "; ".join(f"{group.label}: " + ", ".join(f"{series[bar.series]} {bar.text}" for bar in group.bars) for group in groups)
    return charts.bar_chart("bieu-do-nhu-cau", title, f"{said}.", series[:used], groups)


def _distribution(rows: Iterator[Row], title: str) -> str:
    amounts = Counter(Decimal(row["amount"]) for row in rows if not row["disputed"])
    groups = []
    for low, high, count in ranges(amounts):
        ends = [formats.dong_short(int(end)) for end in (low, high)]
        name = ends[0] if low == high else _("từ %(low)s đến dưới %(high)s", low=ends[0], high=ends[1])
        groups.append(BarGroup(name, [Bar(0, count, formats.number(count))]))
    series = [_("Số kế hoạch ở mỗi mức, không kể số đang có đối chiếu")]
    said = "; ".join(f"{group.label}: {group.bars[0].text}" for group in groups)
    return charts.bar_chart("bieu-do-nhu-cau", title, f"{series[0]}. {said}.", series, groups)
