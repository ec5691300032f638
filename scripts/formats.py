"""Numbers, money and dates as readers of the language being written write them."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from .languages import VIETNAMESE, _, current

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
SIGNS = {"eq": "", "ge": "≥ ", "le": "≤ "}


def number(value: int | Decimal) -> str:
    """1234567.5 -> "1.234.567,5", in English "1,234,567.5"; trailing zeros of the fraction are dropped."""
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    whole, point, fraction = text.partition(".")
    fraction = fraction.rstrip("0")
    if current() == VIETNAMESE:
        whole, point = whole.replace(",", "."), ","
    return whole + (f"{point}{fraction}" if fraction else "")


def rounded(value: Decimal, places: int) -> str:
    """Half up, as people round, with no zeros added: Decimal("5.2675"), 2 -> "5,27"."""
    return number(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def dong(amount: int) -> str:
    """5267475000 -> "5.267.475.000 đồng"."""
    return _("%(amount)s đồng", amount=number(amount))


def dong_short(amount: int) -> str:
    """Money in the unit people say: "5,27 tỷ đồng", "740 triệu đồng"; below a million in full."""
    if amount < 10**6:
        return dong(amount)
    # From here on two decimals of a million round up to 1.000 million, which people call 1 billion.
    if amount >= 999_995_000:
        return _("%(amount)s tỷ đồng", amount=rounded(Decimal(amount) / 10**9, 2))
    return _("%(amount)s triệu đồng", amount=rounded(Decimal(amount) / 10**6, 2))


def percent(part: int, whole: int, places: int = 1) -> str:
    """The share of a whole, "14,0%" written "14%"; a share too small to show is "dưới 0,1%", for it is not nothing."""
    share = rounded(Decimal(part * 100) / whole, places)
    return _("dưới %(share)s%%", share=number(Decimal(1).scaleb(-places))) if part and share == "0" else f"{share}%"


def size(count: int) -> str:
    """Bytes as people say them: 900 -> "900 byte", 85_300 -> "85 KB", 1_250_000 -> "1,3 MB"."""
    if count < 1000:
        return _("%(n)s byte", n=number(count))
    for unit, scale in (("KB", 10**3), ("MB", 10**6), ("GB", 10**9)):
        shown = rounded(Decimal(count) / scale, 1 if unit != "KB" and count < 10 * scale else 0)
        if count < 999.5 * scale or unit == "GB":
            return f"{shown} {unit}"
    raise AssertionError(count)


def day(value: date) -> str:
    """2026-11-30 -> "30/11/2026"; in English "30 November 2026", for the order of figures differs among its readers."""
    if current() != VIETNAMESE:
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
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
    """The place in a source: "dòng 409–417", "trang 12"; of a workbook "trang 2, dòng 5": its sheet and row."""
    told = [_("trang %(page)s", page=page)] if page else []
    if first:
        told.append(_("dòng %(line)s", line=first) if last in (None, first) else _("dòng %(first)s–%(last)s", first=first, last=last))
    return ", ".join(told) or _("không ghi")
