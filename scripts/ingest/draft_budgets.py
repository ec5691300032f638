"""Tables of money: budget_lines, budget_amounts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..numbers_vi import is_spaced, money_unit, parse_amount_in
from .body_names import Names
from .drafter import Drafter
from .figure_questions import about_amount
from .grid import Doubt
from .hierarchy import Level, Tree, styles
from .read_tables import Column, ReadTable
from .row_cells import PrintedRow, Spot, is_bulleted, is_nothing, printed_rows, without_bullet
from .sections import headed, heading
from .spending import expenditure_of
from .spoken_sums import add_words
from .standing import NUMBERED, title_years
from .table_phrases import is_subtotal, money_in

PLACED = ("number", "name", "amount")
_LONG = re.compile(r"[0-9]{4}|[0-9][.,][0-9]{3}")


@dataclass(frozen=True)
class Money:
    """What holds for a whole table: the unit as printed, that in the heading of each column, the year of each, those that are parts of another,
    those where spaces part the thousands of every figure."""

    unit: str
    units: dict[int, str]
    years: dict[int, tuple[str, str]]
    parts: frozenset[int]
    spaced: frozenset[int]


def draft_budgets(drafter: Drafter, tables: Iterable[ReadTable], names: Names) -> None:
    for number, table in enumerate(tables):
        rows = printed_rows(table)
        years = {column.index: _year(column, table) for column in table.columns if column.role == "amount"}
        units = {column.index: next(filter(None, map(money_in, (column.heading, *reversed(column.above)))), "") for column in table.columns}
        money = Money(table.unit, units, years, _parts_of_others(table, rows, years), frozenset(years) - _joined_figures(rows))
        _Budget(drafter, table, rows, money, names).draft(further=number > 0)


class _Budget:
    """One table of money, line by line."""

    def __init__(self, drafter: Drafter, table: ReadTable, rows: list[PrintedRow], money: Money, names: Names):
        self.names = names
        self.drafter, self.table, self.rows, self.money = drafter, table, rows, money
        self.tree, self.told = Tree(), set()
        self.by_type = any(expenditure_of(_number_and_name(row)[1]) for row in rows)
        self.view = "spending_type" if self.by_type else "task_group"

    def draft(self, further: bool) -> None:
        unplaced: list[tuple[dict[str, str], Spot]] = []
        lines = []
        for at, printed in enumerate(self.rows):
            row = self._line(printed, first=at == 0, last=at == len(self.rows) - 1)
            lines.append(row)
            self._amounts(row, printed)
            self.drafter.astray("budget", "budget_lines", row, printed, self.names)
            unplaced += [(row, s) for s in printed.spots if s.column.role not in PLACED or s.column.index in self.money.parts]
        if not lines:
            return
        totals = [line for line, printed in zip(lines, self.rows) if printed.row.kind == "total"]
        add_words(self.drafter, self.table, totals, lines[0])
        place = self.table.place
        if further:
            question = "Đây là một bảng kinh phí nữa: tiền ở đây có nằm trong bảng trước không? Cùng một cách chia thì hai bảng bị cộng với nhau."
            self.drafter.mark("budget_lines", lines[0], "view", question, lines[0]["view"], "", place)
        if not self.by_type:
            question = "Bảng này chia tiền theo nhóm nhiệm vụ hay theo loại chi? Không dòng nào nói chi thường xuyên hay chi đầu tư."
            self.drafter.mark("budget_lines", lines[0], "view", question, self.view, "spending_type", place)
        if not self.money.unit and not all(map(_says_unit, self.rows)):
            self.drafter.mark("budget_lines", lines[0], "", "Không thấy đơn vị tính của bảng này: đang đọc là đồng; đúng không?", "đồng", "triệu đồng", place)
        self.drafter.unplaced("budget_lines", unplaced)

    def _line(self, printed: PrintedRow, first: bool, last: bool) -> dict[str, str]:
        drafter = self.drafter
        number, name = _number_and_name(printed)
        mark = number or ((printed.text("number") or name)[0] if printed.text("number") or is_bulleted(name) else "")
        is_total = printed.row.kind == "total"
        row = drafter.standing("budget_lines", "NS", printed, view=self.view, number=number)
        spot = printed.one("name")
        if spot is not None and spot.text == name:
            # Without a number the dash stands for one.
            drafter.words("budget_lines", row, "name", spot, dash="ask" if number else "drop")
        else:
            row["name"] = without_bullet(name)
            drafter.spot("budget_lines", row, "name", spot)
        drafter.spot("budget_lines", row, "number", printed.one("number"))
        if not row["name"]:
            drafter.mark("budget_lines", row, "name", "Dòng này không có tên: có phải là phần tiếp của dòng trên không?", "", "", printed.row.place)
        if is_total and not first:
            row["view"] = "total"
            if not last or is_subtotal(row["name"]):
                drafter.mark("budget_lines", row, "view", "Dòng cộng này là tổng của những dòng nào?", "total", self.view, printed.row.place)
            return row
        self._under(row, printed, mark, is_total)
        above = next((level.row for level in reversed(self.tree.open[:-1])), None)
        own, inherited = expenditure_of(row["name"]), above["expenditure"] if above else ""
        row["expenditure"] = inherited or own
        if own and inherited and own != inherited:
            question = "Tên dòng và dòng cấp trên nói hai loại chi khác nhau: dòng này là loại nào?"
            drafter.mark("budget_lines", row, "expenditure", question, inherited, own, printed.row.place)
        return row

    def _under(self, row: dict[str, str], printed: PrintedRow, mark: str, is_total: bool) -> None:
        if is_total:
            self.tree.open = [Level("total", "", row)]
            return
        above, said = self.tree.above(mark)
        row["parent_id"] = above[-1].row["line_id"] if above else ""
        self.tree.put(mark, row, above)
        if not said or (not mark and above and printed.row.kind == "row"):
            shown = f"Số “{mark}” không khớp số của dòng nào ở trên" if mark else "Dòng này không in số thứ tự"
            self.drafter.mark("budget_lines", row, "parent_id", f"{shown}: dòng này đứng dưới dòng nào?", row["parent_id"], "", printed.row.place)

    def _amounts(self, line: dict[str, str], printed: PrintedRow) -> None:
        for spot in printed.all("amount"):
            if is_nothing(spot.text) or spot.column.index in self.money.parts:
                continue
            if spot.covered:
                for doubt in spot.doubts:
                    self.drafter.doubtful("budget_lines", line, "", Doubt(f"{doubt.question} Số tiền chỉ ghi ở dòng đầu."), "", spot.place)
                continue
            self._amount(line, spot, _own_unit(printed))

    def _amount(self, line: dict[str, str], spot: Spot, own_unit: str) -> None:
        drafter = self.drafter
        year, ask = self.money.years[spot.column.index]
        printed_unit = self.money.units[spot.column.index] or own_unit or self.money.unit
        amount, unit = _dong(spot.text, printed_unit)
        cells = {"line_id": line["line_id"], "fiscal_year": year, "stage": spot.column.stage or "requested", "amount_text": spot.text}
        row = drafter.add("budget_amounts", **cells, unit_text=unit, amount="" if amount is None else str(amount))
        drafter.spot("budget_amounts", row, "amount_text", spot)
        if spot.doubts:
            line["reading"] = "doubtful"
        if ask and spot.column.index not in self.told:
            self.told.add(spot.column.index)
            drafter.mark("budget_amounts", row, "fiscal_year", ask, year, "", spot.place)
        if asked := about_amount(spot.text, amount, printed_unit):
            drafter.mark("budget_amounts", row, "amount", asked[0], spot.text, asked[1], spot.place)
        elif is_spaced(spot.text) and spot.column.index not in self.money.spaced:
            question = "Khoảng trống trong số tiền này ngăn hàng nghìn, hay đây là hai số của hai ô?"
            drafter.mark("budget_amounts", row, "amount", question, spot.text, "", spot.place)


def _own_unit(printed: PrintedRow) -> str:
    """The unit of money in the unit column of a row ("triệu đồng"); "" when it says another unit, or none."""
    unit = printed.text("unit")
    return unit if unit and money_unit(unit) is not None else ""


def _says_unit(printed: PrintedRow) -> bool:
    """Whether a row needs no unit of its table: its own column says it, or each of its sums does ("36.000.000 đ")."""
    sums = [spot.text for spot in printed.all("amount") if not is_nothing(spot.text)]
    return bool(_own_unit(printed)) or all(any(map(str.isalpha, text)) for text in sums)


def _dong(text: str, unit: str) -> tuple[int | None, str]:
    """The amount of a figure in a table of this unit, and what stands in unit_text: nothing when that is đồng or the figure has a unit of its own."""
    if money_unit(unit) == 1 or any(letter.isalpha() for letter in text):
        return parse_amount_in(text, ""), ""
    return parse_amount_in(text, unit), unit


def _number_and_name(printed: PrintedRow) -> tuple[str, str]:
    """A table without a column of numbers prints them before the names."""
    number, name = printed.text("number"), printed.text("name")
    if not printed.all("number") and (match := NUMBERED.fullmatch(name)):
        return match.groups()
    if not name and number or (printed.row.kind == "section" and not number):
        number, name, _ = heading(printed)
    if not number and styles(headed(name)[0])[0] in ("roman", "capital"):
        number, name = headed(name)  # "I. Hoạt động …" merged over the column of numbers
    return ("" if is_nothing(number) else number), name


def _year(column: Column, table: ReadTable) -> tuple[str, str]:
    """The fiscal year of a column, and what to ask about it. A sum for several years belongs to none of them."""
    if column.years and column.years[0] == column.years[1]:
        return str(column.years[0]), ""
    if column.doubts:
        return "", ""  # already asked
    if column.years:
        return "", f"Cột “{column.heading}” là tiền của nhiều năm: ghi vào năm ngân sách nào?"
    years = title_years(table)
    if len(years) == 1:
        return str(years[0]), f"Cột “{column.heading}” không nêu năm: lấy năm {years[0]} ở tên bảng; đúng không?"
    return "", f"Cột “{column.heading}” không nêu năm: ghi năm ngân sách."


def _parts_of_others(table: ReadTable, rows: list[PrintedRow], years: dict[int, tuple[str, str]]) -> frozenset[int]:
    """Of columns with the same year and stage only one can be kept: the one that the others add up to, else the first."""
    alike: dict[tuple[str, str], list[Column]] = {}
    for column in table.columns:
        if column.role == "amount":
            alike.setdefault((years[column.index][0], column.stage or "requested"), []).append(column)
    left: set[int] = set()
    for columns in alike.values():
        if len(columns) > 1:
            kept = next((c for c in columns if _is_sum(c, columns, rows)), columns[0])
            left |= {column.index for column in columns if column is not kept}
    return frozenset(left)


def _joined_figures(rows: list[PrintedRow]) -> set[int]:
    """The columns with a figure of thousands that has no spaces in it."""
    return {spot.column.index for row in rows for spot in row.all("amount") if _LONG.search(spot.text)}


def _is_sum(column: Column, columns: list[Column], rows: list[PrintedRow]) -> bool:
    """Whether in every row with figures this column holds the sum of the others."""
    seen = False
    for row in rows:
        figures = {s.column.index: parse_amount_in(s.text, "") or 0 for s in row.spots if any(s.column is c for c in columns) and not is_nothing(s.text)}
        if figures:
            seen = True
            if 2 * figures.get(column.index, 0) != sum(figures.values()):
                return False
    return seen
