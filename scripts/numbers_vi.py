"""Numbers and sums of money as Vietnamese documents print them, in figures and in words.

Every parser reads the whole text or returns None: an amount is never repaired, completed or guessed.
"""

from __future__ import annotations

import re
from decimal import Decimal

from .text import clean, tone_key

# "." only between exact groups of three, "," before decimals: 2.5 and 12.34 are not numbers.
# Lengths are bounded so that Decimal arithmetic stays exact.
NUMBER = r"(?:[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,5}|[0-9]{1,18})(?:,[0-9]{1,9})?"
_NUMBER = re.compile(NUMBER)

_UNITS = {"nghìn": 3, "triệu": 6, "tỷ": 9, "nghìn tỷ": 12}
_WHOLE = re.compile(r"([1-9][0-9]{0,2}(?:\.[0-9]{3}){1,5}|0|[1-9][0-9]{0,17})(?: ?(?:đồng|đ|₫))?")
_TELEPHONE = re.compile(r"0[0-9]")
# Groups of three set apart by spaces, as in "1 250 000".
_SPACED = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3}){1,5}(?![0-9. ]*[0-9])")
_SCALED = re.compile(rf"({NUMBER}) ?(?:(nghìn tỷ|nghìn|triệu|tỷ)(?: đồng| ?đ)?|tr\.? ?(?:đồng|đ))")
# Alone in a cell of money it stands for triệu; elsewhere for anything.
_SHORT_MILLION = re.compile(r"(?<=[0-9]) ?tr\.?$", re.IGNORECASE)


def decimal_of(printed: str) -> Decimal:
    """The value of text that already matched NUMBER."""
    return Decimal(printed.replace(".", "").replace(",", "."))


def parse_number(text: str) -> Decimal | None:
    """ "0,23" -> 0.23, "1.234" -> 1234, "01" -> 1; None for anything else, "2.5" included."""
    printed = clean(text)
    return decimal_of(printed) if _NUMBER.fullmatch(printed) else None


def parse_amount(text: str) -> int | None:
    """Whole dong: "5.267.475.000", "24.000.000đ", "148 triệu", "5,2 tỷ đồng" -> 5200000000.

    None when the text is no amount or the amount is not whole. Without a unit word neither decimals
    (625,000 may be meant as thousands) nor a leading zero (a telephone number) make an amount.
    """
    printed = clean(text).lower()
    if match := _WHOLE.fullmatch(printed):
        return int(match[1].replace(".", ""))
    if match := _SCALED.fullmatch(printed.replace("tỉ", "tỷ").replace("ngàn", "nghìn")):
        value = decimal_of(match[1]).scaleb(_UNITS[match[2] or "triệu"])
        return int(value) if value == value.to_integral_value() else None
    return None


def is_spaced(text: str) -> bool:
    """Whether spaces stand between the thousands of a sum: it may also be two figures side by side."""
    return _SPACED.match(clean(text)) is not None


def _with_points(printed: str) -> str:
    """ "1 250 000 đồng" -> "1.250.000 đồng": in a sum of money the groups are those of one figure."""
    match = _SPACED.match(printed)
    return match[0].replace(" ", ".") + printed[match.end() :] if match else printed


# A unit of money above a table: "triệu đồng", "1.000 đồng", "Nghìn VNĐ", "tr.đ"; a figure and "tr" are none without đồng.
_DONG = "(?:đồng|đ|vnđ|vnd)"
_MONEY = re.compile(rf"(?P<scale>nghìn tỷ|nghìn|triệu|tỷ)(?: ?{_DONG})?|(?P<short>tr)\.? ?{_DONG}|(?:(?P<figure>1\.?000(?:\.?000){{0,2}}) ?)?{_DONG}|")


def money_unit(text: str) -> int | None:
    """How many dong one unit of money is: "triệu đồng" -> 1000000, "1.000 đồng" -> 1000, "đồng" and "" -> 1; None for other words."""
    match = _MONEY.fullmatch(clean(text).lower().replace("tỉ", "tỷ").replace("ngàn", "nghìn"))
    if match is None:
        return None
    if scale := match["scale"] or match["short"] and "triệu":
        return 10 ** _UNITS[scale]
    return int(match["figure"].replace(".", "")) if match["figure"] else 1


def parse_amount_in(text: str, unit: str) -> int | None:
    """Whole dong of a figure whose unit is printed elsewhere: ("1.234,5", "triệu đồng") -> 1234500000.

    None when the unit is unknown, the figure has a unit of its own, or the amount is not whole. Without a unit, or when
    that is dong, the figure is read as parse_amount reads it. Spaces may stand
    between groups of three ("1 250 000"); "10 tr" is 10 triệu.
    """
    scale, text = money_unit(unit), _with_points(clean(text))
    if scale is None or scale == 1:
        return None if scale is None else parse_amount(_SHORT_MILLION.sub(" triệu", text))
    value = parse_number(text)
    if value is None or _TELEPHONE.match(text) or (amount := value * scale) != amount.to_integral_value():
        return None
    return int(amount)


_SAME = {"tỉ": "tỷ", "ngàn": "nghìn", "bẩy": "bảy", "nhăm": "lăm", "lẻ": "linh"}
_SCALES = ("tỷ", "triệu", "nghìn")
_LABEL = re.compile(r"^(?:số tiền )?(?:viết )?bằng chữ ?: ?")
_ENDING = re.compile(r"( đồng(?: chẵn)?)?(?: ?\./\.|\.)?$")


def _spellings() -> tuple[dict[str, int], dict[str, int], dict[str, int], dict[str, int]]:
    """Every accepted spelling below one hundred: units, "linh năm", "sáu mươi bảy", short "sáu bảy"."""
    units = {word: n for n, word in enumerate("một hai ba bốn năm sáu bảy tám chín".split(), start=1)}
    after_tens = units | {"mốt": 1, "tư": 4, "lăm": 5}
    linh = {f"linh {word}": n for word, n in (units | {"tư": 4}).items()}
    tens = {"mười": 10} | {f"mười {word}": 10 + n for word, n in (units | {"lăm": 5}).items()}
    short = {}
    for ten, n in list(units.items())[1:]:
        tens[f"{ten} mươi"] = 10 * n
        tens |= {f"{ten} mươi {word}": 10 * n + m for word, m in after_tens.items()}
        short |= {f"{ten} {word}": 10 * n + m for word, m in after_tens.items()}
    return units, linh, tens, short


_DIGITS, _LINH, _TENS, _SHORT = _spellings()
_AFTER_HUNDRED = {"": 0} | {f" {words}": n for words, n in (_LINH | _TENS | _SHORT).items()}
_FIRST = _DIGITS | _TENS | _SHORT
_LATER = _FIRST | _LINH | {"không": 0}
# "một nghìn hai" is 1.200 in speech and 1.002 in writing: the last group must be spelt out.
_LAST = _LINH | _TENS


def _group(words: str, first: bool, scaled: bool) -> int | None:
    """A group below one thousand; `scaled` when a scale word follows it."""
    head, hundred, tail = words.partition(" trăm")
    if not hundred:
        return (_FIRST if first else _LATER if scaled else _LAST).get(words)
    hundreds = 0 if head == "không" and not first else _DIGITS.get(head)
    rest = _AFTER_HUNDRED.get(tail)
    return None if hundreds is None or rest is None else 100 * hundreds + rest


def _below_billion(words: str, first: bool, closed: bool) -> int | None:
    """[group triệu] [group nghìn] [group]; `closed` when the unit "đồng" follows the last group."""
    total, plain = 0, first or closed
    for scale, name in ((1_000_000, " triệu"), (1_000, " nghìn")):
        head, found, tail = words.partition(name)
        if not found:
            continue
        value = _group(head, first, scaled=True)
        if value is None or tail[:1] not in ("", " "):
            return None
        total, words, first, plain = total + value * scale, tail[1:], False, closed or scale == 1_000
    if not words:
        return total
    # "năm triệu hai trăm" is 5.200.000 in speech: only "nghìn" before it or "đồng" after it makes 200 plain.
    value = _group(words, first, scaled=False) if plain else None
    return None if value is None else total + value


def _sentence(spoken: str) -> str | None:
    """One spelling for every word; a comma may follow a scale word only."""
    words = []
    for printed in spoken.split(" "):
        word = printed.removesuffix(",")
        word = _SAME.get(word, word)
        if printed.endswith(",") and word not in _SCALES:
            return None
        words.append(word)
    return " ".join(words)


def parse_amount_words(text: str) -> int | None:
    """A sum in words as dong: "Năm tỷ hai trăm sáu bảy triệu bốn trăm bảy mươi năm nghìn đồng" -> 5267475000.

    Any case; "đồng (chẵn)", "./." and the label "Bằng chữ:" may stand around it, a comma after tỷ, triệu,
    nghìn. None when words contradict each other, are out of order, or have two readings.
    """
    spoken = _LABEL.sub("", tone_key(clean(text)))
    ending = _ENDING.search(spoken)
    closed = bool(ending[1])
    sentence = _sentence(spoken[: ending.start()])
    if not sentence:
        return None
    if sentence == "không":
        return 0
    billions, found, rest = sentence.partition(" tỷ")
    if not found:
        return _below_billion(sentence, first=True, closed=closed)
    high = _below_billion(billions, first=True, closed=False)
    low = _below_billion(rest[1:], first=False, closed=closed) if rest[:1] in ("", " ") else None
    return None if high is None or low is None else high * 1_000_000_000 + low
