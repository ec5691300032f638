"""/chi-tieu/: every indicator, and one page an indicator with a chart and a table of the plans that set it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from .. import charts, dot_chart, formats, paging
from ..charts import Bar, BarGroup
from ..compare import indicators
from ..compare.by_plan import BY_PLAN, TARGET
from ..compare.heads import Row
from ..compare.indicators import UNSORTED, Overview, cells, level, list_name
from ..compare.ranges import ranges
from ..dot_chart import DotRow, Mark, Series
from ..languages import N_, _, chosen
from ..page import Page
from ..templates import counted, label, render
from ..text import sort_key
from . import by_plan
from .lists import ON_A_PAGE, Lists, communes, in_pages, numbered_title, select, words
from .short_rows import short_rows

# More plans than these are a chart of how many plans lie in which range.
MOST_ROWS = 24
COMPARATORS = {
    "eq": N_("đúng một số"), "ge": N_("ít nhất (≥)"), "le": N_("nhiều nhất (≤)"), "range": N_("một khoảng"), "text": N_("bằng lời"),
}  # fmt: skip


def pages(lists: Lists, reference: list[dict[str, str]]) -> Iterator[Page]:
    """All pages of indicators; `reference` are the rows of the table of indicators."""
    known = []
    for row in reference:
        found = _overview(lists, row["indicator_id"], row["name"], row["unit"])
        known.append({**row, "overview": found, "key": sort_key(chosen(row, "name"))})
        yield from indicator_pages(lists, row, found)
    unsorted = _unsorted()
    rest = _overview(lists, "", "", "")
    yield from indicator_pages(lists, unsorted, rest)
    yield from _index(indicators.ordered(known), rest)


def _overview(lists: Lists, indicator_id: str, name: str, unit: str) -> Overview:
    """What the rows of an indicator have in common, read once for all languages."""
    listed, known = list_name(indicator_id), lists.store.overviews
    if listed not in known:
        by_plan_only = lists.is_long(listed)
        known[listed] = indicators.overview_by_plan(lists.rows(f"{listed}/{BY_PLAN}")) if by_plan_only else indicators.overview(lists.rows(listed), name, unit)
    return known[listed]


def _unsorted() -> dict[str, str]:
    """The targets that measure nothing that several plans could share, as if they were of one indicator."""
    name = _("Chỉ tiêu chưa xếp vào chỉ số chung")
    definition = _("Những chỉ tiêu riêng của từng kế hoạch: chưa có chỉ số chung nào để so với xã khác, nên trang này chỉ liệt kê, không so sánh.")
    return {"indicator_id": UNSORTED, "name": name, "name_en": name, "unit": "", "direction": "", "definition": definition, "definition_en": definition}


def _index(known: list[dict[str, Any]], rest: Overview) -> Iterator[Page]:
    """/chi-tieu/: all indicators, in as many pages as needed."""
    names = {"many": _("từ hai xã trở lên"), "one": _("một xã"), "none": _("chưa kế hoạch nào ở đây")}
    rows = [{**row, "group": ("none", "one")[row["overview"].communes] if row["overview"].communes < 2 else "many"} for row in known]
    found = [(group, name) for group, name in names.items() if any(row["group"] == group for row in rows)]
    count = sum(row["group"] != "none" for row in rows)
    description = counted("%(n)s chỉ số mà kế hoạch các xã đặt chỉ tiêu: xã nào đặt, hiện ở đâu, đến năm nào đạt bao nhiêu.", count)
    for number, chunk, path, turns in paging.numbered("chi-tieu/", in_pages(rows), len(rows), ON_A_PAGE):
        title = numbered_title(_("Chỉ tiêu: xã nào đặt mức nào?"), number)
        body = render(
            "indicators.html", path, title=title, rows=chunk, selects=[select("group", _("Bao nhiêu xã đặt"), found)], rest=rest, count=count,
            total=len(rows), unsorted=UNSORTED, turn=number, turns=turns,
        )  # fmt: skip
        yield Page(path, title, description, [("danh-sach", _("Các chỉ số"))], body, "indicators")


def indicator_pages(lists: Lists, indicator: dict[str, str], found: Overview) -> Iterator[Page]:
    """/chi-tieu/<id>/, in as many pages as needed; an indicator that no plan sets has its page too."""
    name, unsorted = chosen(indicator, "name"), indicator["indicator_id"] == UNSORTED
    columns = [(column, column_name(column)) for column in found.columns]
    listed, is_long = list_name(indicator["indicator_id"]), found.rows > lists.store.detailed
    stored: Iterator[list[Any]] = lists.pages(listed)
    if is_long:
        stored = by_plan.pages(lists, listed, {TARGET: "chi-tieu"}, _tell) if unsorted else lists.store.chunks(listed)
    total = found.plans if is_long and unsorted else found.rows
    for number, chunk, path, turns in paging.numbered(f"chi-tieu/{indicator['indicator_id']}/", stored, total, ON_A_PAGE):
        rows = [] if is_long else chunk
        for row in rows:
            row["cells"] = [None if cell is None else {**cell, "level": level(cell)} for cell in cells(row, found.columns)]
        body = render(
            "indicator.html", path, w=words(), indicator=indicator, name=name, definition=chosen(indicator, "definition"), rows=rows, columns=columns,
            overview=found, turn=number, turns=turns, notes=[] if unsorted else notes(found, is_long), unsorted=unsorted,
            chart="" if unsorted or number > 1 else _chart(indicator, name, found, rows), direction=label("indicators", "direction", indicator["direction"]),
            selects=[select("commune", _("Xã"), communes(rows))], title=numbered_title(name, number),
            by_plan=by_plan.table(lists, listed, chunk, found.rows, path) if is_long and unsorted else None,
            short=short_rows(lists, chunk, indicator["name"], path) if is_long and not unsorted else "", shown=len(chunk),
        )  # fmt: skip
        contents = [("ai-dat", _("Xã nào đặt"))]
        description = _("%(name)s: %(communes)s đặt chỉ tiêu này, từng số dẫn về dòng trong kế hoạch.", name=name, communes=counted("%(n)s xã", found.communes))
        yield Page(path, numbered_title(name, number), description, contents, body, "indicators" if unsorted else "indicator")


def _tell(kind: str, count: int) -> str:
    return counted("%(n)s chỉ tiêu", count)


def column_name(column: tuple[int, str]) -> str:
    year, measure = column
    return _("Kết quả %(year)s", year=year) if measure == "baseline" else _("Chỉ tiêu %(year)s", year=year)


def notes(found: Overview, short: bool = False) -> list[str]:
    """How the plans differ in what they measure: said, never converted away. Rows in `short` leave the printed names to the plans' pages."""
    said = []
    if len(found.units) > 1 or found.units and found.unit not in found.units:
        units = ", ".join(f"{unit or _('không ghi đơn vị')} ({formats.number(count)})" for unit, count in found.units.most_common())
        said.append(_("Đơn vị ghi khác nhau: %(units)s. Số để nguyên như văn bản, không quy đổi; biểu đồ chỉ có số ghi bằng đơn vị của chỉ số.", units=units))
    if len(found.comparators) > 1:
        ways = ", ".join(f"{_(COMPARATORS[way])} ({formats.number(count)})" for way, count in found.comparators.most_common())
        said.append(_("Cách ghi mức khác nhau: %(ways)s.", ways=ways))
    if found.renamed and short:
        said.append(counted("%(n)s dòng in tên khác với tên chỉ số ở đây và được ghi “in tên khác” trong bảng. Tên khác có thể là cách tính khác.", found.renamed))
    elif found.renamed:
        said.append(counted("%(n)s dòng in tên khác với tên chỉ số ở đây; cột “Xã, tên như in” ghi đúng tên trong văn bản. Tên khác có thể là cách tính khác.", found.renamed))
    if found.doubtful:
        said.append(counted("%(n)s dòng có chỗ đọc chưa chắc chắn, được đánh dấu trong bảng.", found.doubtful))
    return said


def _figure(value: Row, unit: str) -> str:
    said = formats.target_value(value["comparator"], value["value_min"], value["value_max"], value["unit"]) or _("ghi bằng lời")
    if unit and not value["unit"] and value["level"] is not None:
        said += _(" (không ghi đơn vị)")
    return said + (_(" (đọc chưa chắc chắn)") if value["reading"] == "doubtful" else "")


def _chart(indicator: dict[str, str], name: str, found: Overview, rows: list[Row]) -> str:
    title = _("Mức đặt ra: %(name)s", name=name)
    if found.rows > MOST_ROWS:
        return _distribution(indicator, title, found)
    series = [Series(column_name(column), column[1] == "baseline") for column in found.columns]
    dots, figures = [], []
    for row in rows:
        marks = []
        for at, value in enumerate(row["cells"]):
            if value and value["level"] is not None and value["unit"] == found.unit:
                marks.append(Mark(at, value["level"], value["value_max"] if value["comparator"] == "range" else None))
        texts = [f"{series[at].name}: {_figure(value, found.unit)}" for at, value in enumerate(row["cells"]) if value]
        dots.append(DotRow(f"{row['who'].commune}, {row['id']}", marks, texts))
        figures += [mark.upper or mark.value for mark in marks]
    most = max(figures, default=Decimal(0))
    high = Decimal(100) if found.unit == "%" and most <= 100 and most > 10 else nice(most)
    ends = [(end, formats.target_value("eq", end, end, found.unit)) for end in (Decimal(0), high)]
    said = "; ".join(f"{dot.label}: {', '.join(dot.texts)}" for dot in dots)
    return dot_chart.dot_chart(f"bieu-do-{indicator['indicator_id']}", title, f"{said}.", series, dots, *ends)


def nice(figure: Decimal) -> Decimal:
    """The least of 1, 2, 5 times a power of ten that is not below the figure; 1 for nothing."""
    if figure <= 0:
        return Decimal(1)
    power = Decimal(1).scaleb(figure.adjusted())
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= figure)


def _distribution(indicator: dict[str, str], title: str, found: Overview) -> str:
    """How many targets lie in which range, for the year that most plans set."""
    year = found.fullest_year
    if year is None:
        return ""
    groups = []
    for low, high, count in ranges(found.levels[year]):
        ends = [formats.target_value("eq", end, end, found.unit) for end in (low, high)]
        name = ends[0] if low == high else _("từ %(low)s đến dưới %(high)s", low=ends[0], high=ends[1])
        groups.append(BarGroup(name, [Bar(0, count, formats.number(count))]))
    said = "; ".join(f"{group.label}: {group.bars[0].text}" for group in groups)
    series = [_("Số chỉ tiêu năm %(year)s ở mỗi mức", year=year)]
    return charts.bar_chart(f"bieu-do-{indicator['indicator_id']}", title, f"{series[0]}. {said}.", series, groups)
