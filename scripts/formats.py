"""Numbers, money and dates as Vietnamese readers write them. Pure."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

SIGNS = {"eq": "", "ge": "≥ ", "le": "≤ "}


def number(value: int | Decimal) -> str:
    """1234567.5 -> "1.234.567,5"; trailing zeros of the fraction are dropped."""
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    whole, _, fraction = text.partition(".")
    fraction = fraction.rstrip("0")
    return whole.replace(",", ".") + (f",{fraction}" if fraction else "")


def rounded(value: Decimal, places: int) -> str:
    """Half up, as people round, with no zeros added: Decimal("5.2675"), 2 -> "5,27"."""
    return number(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def dong(amount: int) -> str:
    """5267475000 -> "5.267.475.000 đồng"."""
    return f"{number(amount)} đồng"


def dong_short(amount: int) -> str:
    """Money in the unit people say: "5,27 tỷ đồng", "740 triệu đồng"; below a million in full."""
    if amount < 10**6:
        return dong(amount)
    # From here on two decimals of a million round up to 1.000 million, which people call 1 billion.
    unit, size = ("tỷ", 10**9) if amount >= 999_995_000 else ("triệu", 10**6)
    return f"{rounded(Decimal(amount) / size, 2)} {unit} đồng"


def percent(part: int, whole: int, places: int = 1) -> str:
    """The share of a whole, "14,0%" written "14%"; a share too small to show is "dưới 0,1%", for it is not nothing."""
    share = rounded(Decimal(part * 100) / whole, places)
    return f"dưới {number(Decimal(1).scaleb(-places))}%" if part and share == "0" else f"{share}%"


def day(value: date) -> str:
    """2026-11-30 -> "30/11/2026"."""
    return f"{value.day:02}/{value.month:02}/{value.year}"


def target_value(comparator: str, low: Decimal | None, high: Decimal | None, unit: str) -> str:
    """A parsed target as text: "≥ 15%", "80–90%", "1 mô hình". Empty when the document gives words, not a number."""
    if comparator == "text":
        return ""
    if comparator == "range":
        figure = f"{number(low)}–{number(high)}"
    else:
        figure = SIGNS[comparator] + number(high if comparator == "le" else low)
    return figure + (unit if unit == "%" or not unit else f" {unit}")


def same_text(parsed: str, printed: str) -> bool:
    """Whether the parsed value reads like the printed one but for spaces and the kind of dash."""
    return _bare(parsed) == _bare(printed)


def _bare(text: str) -> str:
    return "".join(text.split()).replace("–", "-").casefold()


def lines(first: int | None, last: int | None, page: int | None = None) -> str:
    """The place in a source: "dòng 409–417", "trang 12"."""
    if first:
        return f"dòng {first}" if last in (None, first) else f"dòng {first}–{last}"
    return f"trang {page}" if page else "không ghi"
