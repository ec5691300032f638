"""Figures that the text of a plan reports, and the date for which they hold.

Every parser reads the whole text; what it cannot read with certainty stays text (or "").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from .numbers_vi import NUMBER, decimal_of
from .text import clean
from .values import parse_date


@dataclass(frozen=True, slots=True)
class Figure:
    """`comparator`: eq | ge | le | gt | lt | approx | text; text has nothing else. `out_of`: the 10 of "08/10"; `unit` as printed."""

    comparator: str
    value: Decimal | None = None
    out_of: Decimal | None = None
    unit: str = ""


_TEXT = Figure("text")
_WORDS = {
    "trên": "gt", "hơn": "gt", "dưới": "lt", "khoảng": "approx", "gần": "approx", "ước": "approx", "xấp xỉ": "approx",
    "ít nhất": "ge", "tối thiểu": "ge", "không dưới": "ge", "tối đa": "le", "không quá": "le",
}  # fmt: skip
_SIGNS = {"≥": "ge", ">=": "ge", "≤": "le", "<=": "le", ">": "gt", "<": "lt"}
_WORD = r"(?:k?m[23](?!\w)|[^\W\d_]+[²³]?)"
_UNIT = rf"(?P<percent>%)|(?P<unit>{_WORD}(?:(?: | ?[/-] ?){_WORD})*)"
_FIGURE = re.compile(
    rf"(?:(?P<word>{'|'.join(_WORDS)}) |(?P<sign>≥|>=|≤|<=|>|<) ?)?(?P<number>{NUMBER})(?: ?/ ?(?P<total>{NUMBER}))?(?: ?(?:{_UNIT}))?",
    re.IGNORECASE,
)
# Words that change the figure before them ("50 hộ trở lên") or join it to another one.
_NOT_IN_UNIT = frozenset("trở hoặc đến tới trên dưới hơn khoảng gần không chưa tăng giảm".split())


@lru_cache(maxsize=4096)
def parse_figure(text: str) -> Figure:
    """ "trên 95%" -> gt 95 "%"; "08/10 đồng chí" -> eq 8 out of 10 "đồng chí"; "105,99 km²" -> eq 105.99 "km²"; else text."""
    match = _FIGURE.fullmatch(clean(text))
    if not match:
        return _TEXT
    unit = match["percent"] or match["unit"] or ""
    if not _NOT_IN_UNIT.isdisjoint(unit.lower().split()):
        return _TEXT
    comparator = _WORDS[match["word"].lower()] if match["word"] else _SIGNS.get(match["sign"] or "", "eq")
    return Figure(comparator, decimal_of(match["number"]), decimal_of(match["total"]) if match["total"] else None, unit)


_YEAR = "(20[0-9]{2})"
_MONTH = re.compile(rf"(?:(?:tính )?(?:đến )?(?:hết |cuối )?tháng )?(1[0-2]|0?[1-9])(?:/| năm ){_YEAR}", re.IGNORECASE)
_YEAR_ALONE = re.compile(rf"(?:(?:tính )?(?:đến )?(?:hết |cuối )?năm )?{_YEAR}", re.IGNORECASE)
_BEFORE_DATE = re.compile(r"(?:tính )?(?:đến )?(?:hết )?(?=ngày|[0-9])", re.IGNORECASE)


@lru_cache(maxsize=4096)
def parse_as_of(text: str) -> str:
    """ "năm 2025" -> "2025"; "hết tháng 8/2025" -> "2025-08"; "đến ngày 31/8/2025" -> "2025-08-31"; "" for "đến nay" or a period."""
    printed = clean(text)
    if match := _YEAR_ALONE.fullmatch(printed):
        return match[1]
    if match := _MONTH.fullmatch(printed):
        return f"{match[2]}-{int(match[1]):02}"
    day = parse_date(_BEFORE_DATE.sub("", printed, count=1))
    return day.isoformat() if day else ""
