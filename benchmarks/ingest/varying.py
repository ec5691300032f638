"""A made-up table as another commune would head it: levels of headings, funds below a sum, another unit of money, a column of costs. Pure."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

from .truth import TrueColumn, TrueRow, TrueTable

MILLION = 1_000_000
# As in making.py, which imports this module.
YEAR = 2026
FUNDS = (("NSTW", "NST", "NSX"), ("Ngân sách tỉnh", "Ngân sách xã", "Nguồn khác"), ("Ngân sách cấp trên", "NS xã", "Huy động"))


def varied(table: TrueTable, random: Random) -> TrueTable:
    """The same table drawn and headed in another way; its cells stay true."""
    if table.kind == "targets":
        return _bodies_together(_with_ratio(_values_together(table, random), random))
    if table.kind == "tasks":
        return _with_costs(table, random)
    if table.kind == "budget":
        return _with_funds(_in_millions(table), random)
    return table


def _values_together(table: TrueTable, random: Random) -> TrueTable:
    """ "Chỉ tiêu" over what was reached and what is aimed at."""
    valued = [at for at, column in enumerate(table.columns) if column.role in ("baseline", "target")]
    if len(valued) < 2 or valued[-1] - valued[0] != len(valued) - 1:
        return table
    above = (random.choice(("Chỉ tiêu", "Mục tiêu", "Mức đạt")),)
    return replace(table, columns=tuple(replace(column, above=above) if at in valued else column for at, column in enumerate(table.columns)))


def _with_ratio(table: TrueTable, random: Random) -> TrueTable:
    """After the last value a column that compares it with what was reached: it names years and is neither result nor target."""
    valued = [column for column in table.columns if column.role in ("baseline", "target")]
    if len(valued) < 2 or valued[0].role != "baseline":
        return table
    heading = random.choice(("KH {0} so với TH {1} (%)", "Năm {0}/{1} (%)", "Tăng, giảm so với {1}", "Kế hoạch {0}/Thực hiện {1}")).format(YEAR, YEAR - 1)
    at = max(number for number, column in enumerate(table.columns) if column.role in ("baseline", "target")) + 1
    ratio = TrueColumn(heading, "other", above=table.columns[at - 1].above, width=2.2)
    rows = tuple(replace(row, cells=(*row.cells[:at], random.choice(("", "112,5", "+5", "100")) if row.kind == "row" else "", *row.cells[at:])) for row in table.rows)
    return replace(table, columns=(*table.columns[:at], ratio, *table.columns[at:]), rows=rows)


def _bodies_together(table: TrueTable) -> TrueTable:
    """ "Cơ quan" over "chủ trì" and "phối hợp"."""
    roles = [column.role for column in table.columns]
    if "support" not in roles or roles.index("support") != roles.index("lead") + 1:
        return table
    words = {"lead": "chủ trì", "support": "phối hợp"}
    return replace(table, columns=tuple(replace(column, heading=words[column.role], above=("Cơ quan",)) if column.role in words else column for column in table.columns))


def _with_costs(table: TrueTable, random: Random) -> TrueTable:
    """A last column that our tables have no place for."""
    cost = TrueColumn(random.choice(("Kinh phí (triệu đồng)", "Dự kiến kinh phí (triệu đồng)", "Nguồn vốn")), "other", width=2.2)
    rows = tuple(replace(row, cells=(*row.cells, random.choice(("", "45,5", "1.200", "300")) if row.kind == "row" else "")) for row in table.rows)
    return replace(table, columns=(*table.columns, cost), rows=rows)


def _in_millions(table: TrueTable) -> TrueTable:
    """Sums in million dong with a decimal comma."""
    amounts = [at for at, column in enumerate(table.columns) if column.role == "amount"]
    rows = tuple(replace(row, cells=tuple(_millions(text) if at in amounts else text for at, text in enumerate(row.cells))) for row in table.rows)
    return replace(table, titles=(*table.titles[:-1], "Đơn vị tính: Triệu đồng"), rows=rows)


def _millions(text: str) -> str:
    if not text:
        return ""
    whole, _, part = f"{Decimal(text.replace('.', '')) / MILLION:,f}".partition(".")
    part = part.rstrip("0")
    return whole.replace(",", ".") + (f",{part}" if part else "")


def _with_funds(table: TrueTable, random: Random) -> TrueTable:
    """ "Trong đó" with the funds that make up the last sum."""
    last = max(at for at, column in enumerate(table.columns) if column.role == "amount")
    funds = tuple(TrueColumn(name, "other", above=("Trong đó",), width=2) for name in random.choice(FUNDS))

    def parts(row: TrueRow) -> tuple[str, ...]:
        at = random.randrange(len(funds))
        return tuple(row.cells[last] if number == at else "" for number in range(len(funds)))

    rows = tuple(replace(row, cells=(*row.cells[: last + 1], *parts(row), *row.cells[last + 1 :])) for row in table.rows)
    return replace(table, columns=(*table.columns[: last + 1], *funds, *table.columns[last + 1 :]), rows=rows)
