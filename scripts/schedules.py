"""When a task is due: the printed schedule of a task, and the heading of its column, as dates or a rhythm."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from .text import clean, tone_key
from .values import parse_date


@dataclass(frozen=True, slots=True)
class Schedule:
    """`kind`: marked | date | month | quarter | year | recurring | ongoing | conditional | text.

    month, quarter and year run from `starts_on` to `due_on`, both included; date has only `due_on`;
    recurring has only `recurrence`: monthly | quarterly | half-yearly | yearly. The other kinds have nothing.
    """

    kind: str
    starts_on: date | None = None
    due_on: date | None = None
    recurrence: str = ""


_TEXT = Schedule("text")
_MARKED = Schedule("marked")
_ONGOING = Schedule("ongoing")
_CONDITIONAL = Schedule("conditional")

# A cross or a tick in the column of a period.
_MARKS = ("x", "✓", "✔", "√", "☑", "☒")
_YEAR = "(20[0-9]{2})"
_OF_YEAR = "(?:/|-|,? năm )"
_MONTH = re.compile(rf"(?:(?:trong )?tháng ([0-9]{{1,2}}){_OF_YEAR}|(?:t\.?)?([0-9]{{1,2}})/){_YEAR}")
_BEFORE_MONTH = re.compile(rf"trước tháng ([0-9]{{1,2}}){_OF_YEAR}{_YEAR}")
_QUARTER = re.compile(rf"(?:trong )?qu[ýí] (iv|i{{1,3}}|[1-4]){_OF_YEAR}{_YEAR}")
# "6 tháng đầu năm 2026" ends on the last day of June, however the work is spread over it.
_HALF = re.compile(rf"(?:trong )?0?6 tháng (đầu|cuối) năm {_YEAR}")
_END = re.compile(r"(?:đến )?hết ((?!hết |đến ).+)")
_DAY = re.compile(r"(?:(?:hoàn thành |xong )?trước |chậm nhất (?:là |vào |đến )?|đến )?((?:ngày )?[0-9].*)")
_YEAR_ALONE = re.compile(rf"(?:(?:trong |cả )?năm )?{_YEAR}")
_PERIOD = re.compile(rf"(?:giai đoạn )?{_YEAR} ?[-–] ?{_YEAR}")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}

_CONDITION = re.compile(r"(?:sau|khi|theo (?:chỉ đạo|yêu cầu|kế hoạch))\b")
_UNENDING = re.compile(r"(?:thường xuyên|liên tục)(?:(?:, | và )(?:thường xuyên|liên tục))?")
# Words before a colon name what is due; these would change when.
_LABEL = re.compile(r"(?!(?:từ|đến|trước|sau|khi|trừ)\b)[^\W\d_]+(?: [^\W\d_]+){0,4} ?: ?(.+)")

# From the most to the least frequent: a list of rhythms counts as its most frequent one.
_RHYTHMS = {"tháng": "monthly", "quý": "quarterly", "6 tháng": "half-yearly", "năm": "yearly"}
_VERB = re.compile(r"(?:cập nhật|định kỳ|thực hiện) ")
_ITEM = re.compile(r"(h[àằ]ng )?(?:0?(6 tháng)|(tháng|quý|năm))")
_YEARLY = re.compile(
    r"(?:(?:tháng (?:0?[1-9]|1[0-2])|quý (?:iv|i{1,3}|[1-4])) )?h[àằ]ng năm"
    r"(?: \([^\W\d_]+(?: [^\W\d_]+)*\))?"  # a remark without figures
)


def _months(kind: str, year: int, first: int, count: int) -> Schedule:
    """`count` months of one year from month `first`."""
    after = year * 12 + first - 1 + count
    due_on = date(after // 12, after % 12 + 1, 1) - timedelta(days=1)
    return Schedule(kind, date(year, first, 1), due_on)


def _calendar(words: str) -> Schedule | None:
    """A year, quarter, month or day; None when the words are none of them or the calendar has no such time."""
    if match := _YEAR_ALONE.fullmatch(words):
        return _months("year", int(match[1]), 1, 12)
    if match := _MONTH.fullmatch(words):
        month = int(match[1] or match[2])
        return _months("month", int(match[3]), month, 1) if 1 <= month <= 12 else None
    if match := _QUARTER.fullmatch(words):
        quarter = _ROMAN.get(match[1]) or int(match[1])
        return _months("quarter", int(match[2]), 3 * quarter - 2, 3)
    if match := _BEFORE_MONTH.fullmatch(words):
        month = int(match[1])
        return Schedule("date", due_on=date(int(match[2]), month, 1) - timedelta(days=1)) if 1 <= month <= 12 else None
    if match := _HALF.fullmatch(words):
        return Schedule("date", due_on=_months("", int(match[2]), 1, 6 if match[1] == "đầu" else 12).due_on)
    if match := _END.fullmatch(words):
        named = _calendar(match[1])
        return Schedule("date", due_on=named.due_on) if named and named.kind in ("month", "quarter", "year") else None
    due_on = parse_date(match[1]) if (match := _DAY.fullmatch(words)) else None
    return Schedule("date", due_on=due_on) if due_on else None


def _recurring(words: str) -> Schedule | None:
    """ "hàng năm", or a list such as "quý, 6 tháng, năm và đột xuất"."""
    if _YEARLY.fullmatch(words):
        return Schedule("recurring", recurrence="yearly")
    items = re.split(", | và ", _VERB.sub("", words, count=1))
    found, plain = set(), 0
    for item in items:
        if item == "đột xuất":
            continue
        match = _ITEM.fullmatch(item)
        if not match:
            return None
        found.add(match[2] or match[3])
        plain += not (match[1] or match[2])
    # "Năm" or "Tháng" alone is no rhythm: the figure behind it may be missing.
    if not found or (plain and len(items) == 1):
        return None
    return Schedule("recurring", recurrence=next(_RHYTHMS[name] for name in _RHYTHMS if name in found))


@lru_cache(maxsize=4096)
def parse_schedule(text: str) -> Schedule:
    """ "Quý III/2026" -> quarter, 2026-07-01 to 2026-09-30; "Trước 30/11/2026" -> date; "Hằng năm" -> recurring.

    A label before a colon is skipped ("Kế hoạch: Tháng 01/2026"). What waits for another event ("Sau khi có kế
    hoạch của tỉnh") is conditional and has no dates, even when it names one. All else is text, and never
    repaired: "Tháng 10/226", "Tháng 13/2026".
    """
    words = tone_key(clean(text))
    if words in _MARKS:
        return _MARKED
    if _CONDITION.match(words):
        return _CONDITIONAL
    if label := _LABEL.fullmatch(words):
        words = label[1]
        if _CONDITION.match(words):
            return _CONDITIONAL
    if _UNENDING.fullmatch(words):
        return _ONGOING
    return _calendar(words) or _recurring(words) or _TEXT


@lru_cache(maxsize=256)
def parse_period(text: str) -> tuple[int, int] | None:
    """The first and last year that a column heading names: "Năm 2025" -> (2025, 2025), "Giai đoạn 2025 - 2030" -> (2025, 2030).

    None for a heading without years ("Thời gian thực hiện"), and for years that run backwards: one of them is misprinted.
    """
    words = tone_key(clean(text))
    if words.startswith("năm ") and (match := _YEAR_ALONE.fullmatch(words)):
        return int(match[1]), int(match[1])
    match = _PERIOD.fullmatch(words)
    if not match or match[1] > match[2]:
        return None
    return int(match[1]), int(match[2])
