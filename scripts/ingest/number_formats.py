"""A number of a workbook as Excel shows it in Vietnam: dots between thousands, a comma before decimals. Pure.

What depends on the machine that shows it, or what this module cannot show, comes with a doubt; nothing is guessed silently.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from . import date_formats
from .grid import Doubt

# The formats that a file names by number only; 14 and 22 follow the settings of the machine.
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "dd/mm/yyyy",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm",
    37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)", 41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    42: '#,##0;(#,##0);"-"', 43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)', 44: '#,##0.00;(#,##0.00);"-"', 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
BY_MACHINE = (14, 22)
# quoted or escaped literals, space as wide as a letter, fill, brackets, digits, the rest one by one
_TOKEN = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]|General|[Aa][Mm]/[Pp][Mm]|[Aa]/[Pp]|[Ee][+-]|.', re.DOTALL)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[0-9.]+)\]")
_MONEY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_LONGEST, _DIGITS = 200, 15
# General shows eleven places; more decimals than this depend on the width of the column.
_GENERAL_PLACES, _GENERAL_DECIMALS = 11, 4
_RAW = "Ô chứa số {0} với dạng hiển thị “{1}” mà máy không chắc in ra thế nào: đối chiếu với bản in."


@dataclass(frozen=True, slots=True)
class Shown:
    """What a cell shows, and what is to be asked about it."""

    text: str
    doubts: tuple[Doubt, ...] = ()


def exact(stored: str) -> Decimal:
    """A stored number with the fifteen digits that Excel counts with: 0.28999999999999998 is 0.29."""
    return Decimal(f"{Decimal(stored):.{_DIGITS}g}")


def plain(number: Decimal) -> str:
    """The number without dots between thousands, decimals after a comma."""
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def sections(code: str) -> list[list[str]]:
    """The tokens of each of the up to four parts of a format."""
    found: list[list[str]] = [[]]
    for token in _TOKEN.findall(code[:_LONGEST]):
        if token == ";":
            found.append([])
        else:
            found[-1].append(token)
    return found


def shown_text(text: str, code: str) -> Shown:
    """Text in a cell: the fourth part of its format may add words or hide it."""
    parts = sections(code)
    part = parts[3] if len(parts) > 3 else parts[-1] if "@" in parts[-1] else ["@"]
    shown = "".join(text if token == "@" else _literal(token) for token in part)
    if shown.strip() == text.strip():
        return Shown(text)
    return Shown(shown, (Doubt(f"Ô chứa chữ “{text}” nhưng dạng hiển thị “{code}” làm nó khác đi: đối chiếu với bản in.", text),))


def shown_number(stored: str, code: str, by_machine: bool = False, epoch_1904: bool = False) -> Shown:
    """A stored number in a format. Raises ArithmeticError or ValueError when it is no number."""
    value = exact(stored)
    part, magnitude = chosen(value, code)
    if part is None or (not part and value != 0):
        return Shown("", (Doubt(f"Ô chứa {plain(value)} nhưng dạng hiển thị “{code}” ẩn nó đi: có tính ô này không?", plain(value)),))
    if not part:
        return Shown("")
    if date_formats.is_date(part):
        found = date_formats.shown(value, part, epoch_1904)
        if found is None:
            return Shown(plain(value), (Doubt(_RAW.format(plain(value), code)),))
        unsure = (Doubt(_RAW.format(plain(value), code)),) if found.unsure else ()
        return Shown(found.text, (*unsure, *date_formats.asked(found, by_machine)))
    if part == ["General"] or "General" in part:
        return _general(magnitude, part, stored)
    text = _figures(magnitude, part)
    if text is None:
        return Shown(plain(value), (Doubt(_RAW.format(plain(value), code)),))
    return Shown(text)


def chosen(value: Decimal, code: str) -> tuple[list[str] | None, Decimal]:
    """The part of a format for this value, and the value it shows (without the sign where the part has its own)."""
    parts = sections(code)
    conditions = [_CONDITION.fullmatch(token) for part in parts[:2] for token in part if _CONDITION.fullmatch(token)]
    if conditions:
        for part in parts[:2]:
            found = next((match for token in part if (match := _CONDITION.fullmatch(token))), None)
            if found is None or _holds(value, found[1], Decimal(found[2])):
                return part, abs(value) if part is not parts[0] and value < 0 else value
        return (parts[2] if len(parts) > 2 else None), value
    numeric = parts[:3]
    if value < 0 and len(numeric) > 1:
        return numeric[1], -value
    if value == 0 and len(numeric) > 2:
        return numeric[2], value
    return numeric[0], value


def _holds(value: Decimal, sign: str, other: Decimal) -> bool:
    return {"<": value < other, ">": value > other, "<=": value <= other, ">=": value >= other, "=": value == other, "<>": value != other}[sign]


def _literal(token: str) -> str:
    """The words a token prints; "" for colours, conditions, fill and space as wide as a letter."""
    if token.startswith('"'):
        return token.strip('"')
    if token.startswith("\\"):
        return token[1:]
    if token.startswith("["):
        return match[1] if (match := _MONEY.fullmatch(token)) else ""
    return " " if token.startswith("_") else "" if token.startswith("*") else token


def _general(value: Decimal, part: list[str], stored: str) -> Shown:
    around = ["".join(map(_literal, part[: part.index("General")])), "".join(map(_literal, part[part.index("General") + 1 :]))]
    if value == value.to_integral_value():
        text, doubtful = plain(value), len(plain(abs(value))) > _GENERAL_PLACES
    else:
        whole = len(plain(abs(value)).partition(",")[0])
        rounded = round(value, max(_GENERAL_PLACES - whole - 1, 0))
        text = plain(rounded)
        doubtful = len(text.partition(",")[2]) > _GENERAL_DECIMALS
    shown = text.join(around).strip()
    if doubtful:
        return Shown(shown, (Doubt(f"Ô chứa số {stored} không có dạng hiển thị riêng: bản in có đúng từng này chữ số không?", plain(round(value, 2))),))
    return Shown(shown)


def _figures(value: Decimal, part: list[str]) -> str | None:
    """A number in digits; None for exponents, fractions and digits with words between them."""
    places = [number for number, token in enumerate(part) if token in "0#?"]
    if any(token in ("/", "E+", "E-", "e+", "e-", "@") for token in part):
        return None
    words = [token for token in part if token not in "0#?"]
    if not places:
        return "".join(map(_literal, part)).strip() if words else None
    first, last = places[0], places[-1]
    core, tail = part[first : last + 1], part[last + 1 :]
    if any(token not in "0#?.," for token in core) or core.count(".") > 1:
        return None
    while tail[:1] == [","]:
        value, tail = value / 1000, tail[1:]
    value *= 100 ** sum(token == "%" for token in part)
    whole, _, decimals = "".join(core).partition(".")
    text = _digits(abs(value), whole, decimals)
    # Excel shows no sign before what rounds to nothing.
    sign = "-" if value < 0 and any(letter in "123456789" for letter in text) else ""
    return (sign + "".join(map(_literal, part[:first])) + text + "".join(map(_literal, tail))).strip()


def _digits(value: Decimal, whole: str, decimals: str) -> str:
    rounded = value.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    left, _, right = f"{rounded:f}".partition(".")
    left = left.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole:
        left = f"{int(left):,}".replace(",", ".").rjust(whole.count("0"), "0") if left else ""
    while right and decimals[len(right) - 1] != "0" and right.endswith("0"):
        right = right[:-1]
    return f"{left},{right}" if right else left + ("," if decimals == "" and "." in whole else "")
