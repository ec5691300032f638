"""Tables of targets: targets, target_values, target_agencies."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..plans import Plan, Reference
from ..text import clean, tone_key
from ..values import parse_target_value
from .draft_agencies import Agencies
from .drafter import Drafter
from .figure_questions import about_value
from .headings import exactly
from .read_tables import Column, ReadTable
from .row_cells import PrintedRow, Spot, is_nothing
from .shared_cells import rows_of
from .standing import Standing, title_years
from .table_phrases import is_phrase

PLACED = ("number", "name", "unit", "baseline", "target", "lead", "support")
# What begins like a figure, or has letters inside one ("1O%"), should have been read as one; "Duy trì 01 mô hình" are words.
_FIGURE = re.compile(r"\W*\d|[≥≤<>%]|.*(?:\d[OoIlSBZ]|[OoIlSBZ]\d)")
_BARE = "Dòng này chỉ có tên, không có giá trị nào: là tên chung của các dòng dưới, hay giá trị bị thiếu?"
_BRACKETED = re.compile(r"\(([^()0-9]{1,30})\)")


def known_indicators(plans: Iterable[Plan], reference: Reference) -> dict[str, str]:
    """Tone key of a name -> indicator_id, from the names of indicators and of targets that have one; names with two ids are left out."""
    found: dict[str, set[str]] = {}
    named = [(row["name"], row["indicator_id"]) for row in reference.rows("indicators")]
    named += [(row["name"], row["indicator_id"]) for plan in plans for row in plan.rows("targets") if row["indicator_id"]]
    for name, indicator_id in named:
        found.setdefault(tone_key(clean(name)), set()).add(indicator_id)
    return {name: ids.pop() for name, ids in found.items() if len(ids) == 1}


def draft_targets(drafter: Drafter, tables: Iterable[ReadTable], agencies: Agencies) -> None:
    for table in tables:
        years = {column.index: _year(column, table) for column in table.columns}
        unit = _unit_in_headings(table)
        standing, unplaced = Standing(drafter, "targets", table), []
        told: set[int] = set()
        rows = rows_of(table)
        for printed, following in zip(rows, [*rows[1:], None]):
            if standing.is_heading(printed):
                standing.enter(printed)
                continue
            row = drafter.standing("targets", "CT", printed, origin="appendix", **standing.section())
            standing.fill(row, printed)
            if _is_bare(printed) and not (following and standing.has_below(printed, following)):
                drafter.mark("targets", row, "", _BARE, row["name"], "", printed.row.place)
            name = tone_key(row["name"])
            if found := drafter.indicators.get(name):
                row["indicator_id"] = found
                defined = drafter.reference.keyed["indicators"].get(found, {}).get("definition", "").rstrip(".")
                question = f"Chỉ tiêu cùng tên đã dùng chỉ số {found}" + (f" (định nghĩa: {defined})" if defined else "") + ": có cùng định nghĩa không?"
                drafter.mark("targets", row, "indicator_id", question, found, "", printed.row.place)
            if printed.row.kind == "total":
                drafter.mark("targets", row, "name", "Dòng này là một chỉ tiêu hay chỉ là dòng cộng?", row["name"], "", printed.row.place)
            agencies.of("targets", "target_agencies", row, printed)
            drafter.words("targets", row, "unit_text", printed.one("unit"))
            if unit and not told:
                told.add(-1)
                question = f"Tiêu đề cột giá trị hoặc dòng trên bảng ghi “{unit}” mà bảng không có cột đơn vị: giá trị in không kèm đơn vị có tính bằng “{unit}” không? Đúng thì ghi vào unit_text."
                drafter.mark("targets", row, "unit_text", question, row["unit_text"], unit, printed.row.place)
            for spot in printed.spots:
                if spot.column.role in ("baseline", "target") and not is_nothing(spot.text):
                    _value(drafter, row, spot, years[spot.column.index], told)
            drafter.astray("targets", "targets", row, printed, agencies.names)
            unplaced += [(row, spot) for spot in printed.spots if spot.column.role not in PLACED]
        drafter.unsaid("targets")
        drafter.unplaced("targets", unplaced)


def _is_bare(printed: PrintedRow) -> bool:
    return printed.row.kind != "total" and all(spot.column.role in ("number", "name") or is_nothing(spot.text) for spot in printed.spots)


def _year(column: Column, table: ReadTable) -> tuple[str, str]:
    """The year of a column of values, and what to ask about it."""
    if column.years and column.years[0] == column.years[1]:
        return str(column.years[1]), ""
    if column.years:
        return str(column.years[1]), f"Cột “{column.heading}” nêu nhiều năm: ghi năm cuối {column.years[1]}; đúng không?"
    if column.doubts:
        return "", ""  # already asked
    years = title_years(table)
    if column.role == "target" and len(years) == 1:
        return str(years[0]), f"Cột “{column.heading}” không nêu năm: lấy năm {years[0]} ở tên bảng; đúng không?"
    return "", f"Cột “{column.heading}” không nêu năm: ghi năm của giá trị."


def _unit_in_headings(table: ReadTable) -> str:
    """The unit in brackets in the headings of values ("Kế hoạch năm 2026 (%)"), or above the table, when it has no column of units; "" for nothing."""
    if any(column.role == "unit" for column in table.columns):
        return ""
    headings = [text for column in table.columns if column.role in ("baseline", "target") for text in (*column.above, column.heading)]
    # What headings.csv knows with its bracket ("2025 (ước)") says no unit there.
    found = [words for text in headings for words in _BRACKETED.findall(text) if not (any(map(str.isalpha, words)) and exactly(text))]
    labels = (line.text.strip("() .").partition(":") for line in table.titles)
    return "; ".join(dict.fromkeys([*found, *(clean(unit) for label, colon, unit in labels if colon and is_phrase(label, "unit_label"))]))


def _value(drafter: Drafter, target: dict[str, str], spot: Spot, year: tuple[str, str], told: set[int]) -> None:
    value = parse_target_value(spot.text, target["unit_text"])
    written = ["" if bound is None else format(bound.normalize(), "f") for bound in (value.value_min, value.value_max)]
    rows = drafter.draft.tables["target_values"]
    measure = spot.column.role
    twin = any(r["target_id"] == target["target_id"] and (r["year"], r["measure"]) == (year[0], measure) for r in rows[-8:])
    row = drafter.add(
        "target_values", target_id=target["target_id"], year=year[0], measure=measure, value_text=spot.text,
        comparator=value.comparator, value_min=written[0], value_max=written[1], unit=value.unit, reading="certain",
    )  # fmt: skip
    drafter.spot("target_values", row, "value_text", spot)
    if spot.column.index not in told and year[1]:
        told.add(spot.column.index)
        drafter.mark("target_values", row, "year", year[1], year[0], "", spot.place)
    if asked := about_value(spot.text):
        drafter.mark("target_values", row, "value_text", asked[0], spot.text, asked[1], spot.place)
    if drafter.kind == "xlsx" and value.unit == "%" and "%" not in spot.text and value.value_min is not None and 0 < value.value_min <= 1:
        question = "Ô của trang tính giữ số này mà không có dạng phần trăm, đơn vị là %: đúng là số này, hay là số nhân với 100?"
        drafter.mark("target_values", row, "value_text", question, spot.text, format((value.value_min * 100).normalize(), "f") + "%", spot.place)
    if twin and not spot.column.doubts:  # else asked once, about the column
        drafter.mark("target_values", row, "year", f"Hai cột cùng năm và cùng loại giá trị: “{spot.column.heading}” là năm nào, loại nào?", spot.text, "", spot.place)
    if value.comparator == "text" and (_FIGURE.match(spot.text) or len(spot.text) <= 2):
        drafter.mark("target_values", row, "value_text", "Giá trị này không đọc thành một con số, bản nháp giữ là chữ: so lại với văn bản; in đúng như vậy thì giữ.", spot.text, "", spot.place)
    if spot.text.startswith(("=", "+", "-", "@")):
        drafter.mark("target_values", row, "value_text", f"Ô bắt đầu bằng “{spot.text[0]}”, kho dữ liệu không nhận: ghi lại bằng chữ.", spot.text, "", spot.place)
