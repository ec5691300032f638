"""What single cells of a plan mean: target values, dates, document numbers.

Every parser reads the whole text; what it cannot read with certainty stays text (or None).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from .numbers_vi import NUMBER, decimal_of
from .text import clean


@dataclass(frozen=True, slots=True)
class TargetValue:
    """A target as a comparison. `comparator`: eq | ge | le | range | text.

    ge has only `value_min`, le only `value_max`, eq has both equal, range both in ascending order, text
    neither. `unit` as printed ("%", "lượt/ năm"), "" when none.
    """

    comparator: str
    value_min: Decimal | None = None
    value_max: Decimal | None = None
    unit: str = ""


_TEXT = TargetValue("text")
_COMPARATORS = {"": "eq"} | dict.fromkeys(("≥", ">=", "tối thiểu", "ít nhất"), "ge")
_COMPARATORS |= dict.fromkeys(("≤", "<=", "tối đa", "không quá"), "le")
_UNIT = r"(?: ?(?P<percent>%)| (?P<unit>[^\W\d_]+(?:(?: | ?/ ?)[^\W\d_]+)*))"
_BOUND = re.compile(
    rf"(?:(?P<word>tối thiểu|ít nhất|tối đa|không quá) |(?P<sign>≥|>=|≤|<=) ?)?(?P<number>{NUMBER}){_UNIT}?",
    re.IGNORECASE,
)
_UP_OR_DOWN = re.compile(r"từ (?P<bound>[0-9].*) trở (?P<way>lên|xuống)", re.IGNORECASE)
_RANGE = re.compile(rf"(?P<low>{NUMBER})(?: ?%(?=.*%))? ?[-–] ?(?P<high>{NUMBER}){_UNIT}", re.IGNORECASE)
_PLAIN_RANGE = re.compile(rf"({NUMBER}) ?[-–] ?({NUMBER})")
# Words that change the figure before them ("50 hộ trở lên") or join it to another one.
_NOT_IN_UNIT = frozenset("trở hoặc và đến tới trên dưới hơn khoảng gần không chưa tăng giảm".split())


@lru_cache(maxsize=4096)
def parse_target_value(text: str, unit: str = "") -> TargetValue:
    """ "≥ 15%" -> ge 15 "%"; "Tối thiểu 4 lượt/ năm" -> ge 4 "lượt/ năm"; "từ 80% trở lên" -> ge 80; "80% - 90%" -> range; else text.

    "trên 70%" is text too: a strict inequality is none of the comparators. `unit` is what a unit column says: a figure
    without a unit of its own takes it ("80" with "hộ"), and a range may then be printed without ("80 - 90").
    """
    printed = clean(text)
    if unit and _PLAIN_RANGE.fullmatch(printed):
        return _ranged(printed, clean(unit))
    value = _alone(printed)
    return replace(value, unit=clean(unit)) if unit and value.comparator != "text" and not value.unit else value


def _ranged(printed: str, unit: str) -> TargetValue:
    low, high = map(decimal_of, _PLAIN_RANGE.fullmatch(printed).groups())
    return TargetValue("range", low, high, unit) if low < high else _TEXT


def _alone(printed: str) -> TargetValue:
    if said := _UP_OR_DOWN.fullmatch(printed):
        printed = f"{'≥' if said['way'].lower() == 'lên' else '≤'} {said['bound']}"
    if match := _BOUND.fullmatch(printed):
        comparator = _COMPARATORS[(match["word"] or match["sign"] or "").lower()]
        low = high = decimal_of(match["number"])
    elif match := _RANGE.fullmatch(printed):
        comparator, low, high = "range", decimal_of(match["low"]), decimal_of(match["high"])
        if low >= high:
            return _TEXT
    else:
        return _TEXT
    unit = match["percent"] or match["unit"] or ""
    if not _NOT_IN_UNIT.isdisjoint(unit.lower().replace("/", " ").split()):
        return _TEXT
    return TargetValue(comparator, None if comparator == "le" else low, None if comparator == "ge" else high, unit)


_YEAR = r"(?:19|20)[0-9]{2}"
# "A Lưới 2", "Phường 12": a figure is a word of its own.
_PLACE = r"[^\d,](?:[^\d,]|(?<= )[0-9]{1,2}(?=[ ,])){0,39}, ?"
_DATE = re.compile(
    rf"(?:(?:{_PLACE})?ngày )?([0-9]{{1,2}})(?:/| tháng )([0-9]{{1,2}})(?:/| năm )({_YEAR})",
    re.IGNORECASE,
)


def parse_date(text: str) -> date | None:
    """ "02/7/2025" or "ngày 13 tháng 8 năm 2025", a place may come first ("Minh Long, ngày ...").

    None when the date is left blank or impossible.
    """
    match = _DATE.fullmatch(clean(text))
    if not match:
        return None
    day, month, year = match.groups()
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


# A symbol is made of upper-case parts (KH, UBND, QH15, KH&ĐMST); three usual parts end in lower case.
_PART = r"(?:TTg|[A-ZĂÂĐÊÔƠƯ][A-ZĂÂĐÊÔƠƯ0-9&]*)(?![\w&])"
_TYPE = r"(?:CTr|TTr|[A-ZĂÂĐÊÔƠƯ]{2,4})(?![\w&])"
# Damage puts spaces around a hyphen. Both sides at once are read only after a short type ("71/NQ - CP"):
# elsewhere " - " is a dash and begins something else.
_STATE = rf"[0-9]+[A-Za-z]? ?/ ?(?:{_YEAR} ?/ ?)?(?:{_TYPE} ?- ?{_PART}|{_PART})(?:(?:-| -|- ){_PART})*"
_PARTY = rf"[0-9]+[A-Za-z]? ?- ?{_TYPE} ?/ ?{_PART}(?:-{_PART})*"
_DOCUMENT_NUMBER = re.compile(rf"(?<![\w/.&-])(?:{_STATE}|{_PARTY})(?!-| -$| ?/)")
_TWO_JOINTS = re.compile(r"[^/-]+[/-][^/-]+[/-]")  # 123/UBND or 71/NQ is a symbol broken off
_GAPS = re.compile(r" ?([/-]) ?")


def document_numbers(text: str) -> list[re.Match[str]]:
    """Every number with its symbol in running text, where it stands: of "theo Nghị quyết số 71/NQ-CP và 03/NQ-CP" two."""
    return [match for match in _DOCUMENT_NUMBER.finditer(text) if _TWO_JOINTS.match(_GAPS.sub(r"\1", match[0]))]


def parse_document_number(text: str) -> str | None:
    """The number with its symbol found in the text, without spaces: "Số: 142/KH-UBND" -> "142/KH-UBND".

    None when the number is blank ("Số: /KH-UBND"), the symbol is broken off, or several numbers stand there.
    """
    found = {_GAPS.sub(r"\1", match[0]) for match in _DOCUMENT_NUMBER.finditer(clean(text))}
    if len(found) != 1:
        return None
    number = found.pop()
    return number if _TWO_JOINTS.match(number) else None
