"""Sums of money in a table whose unit is printed once, and the kind of spending that a name states. Pure but for its two small files of words."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from ..numbers_vi import parse_amount
from ..text import clean, tone_key
from .headings import key

UNITS = Path(__file__).parent / "money_units.csv"
SPENDING = Path(__file__).parent / "spending.csv"
DONG = "đồng"


def _pairs(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [(row[0], row[1]) for row in list(csv.reader(file))[1:]]


@cache
def _units() -> dict[str, str]:
    return {tone_key(clean(printed)): unit for printed, unit in _pairs(UNITS)}


@cache
def _spending() -> list[tuple[str, str]]:
    return [(key(words), expenditure) for words, expenditure in _pairs(SPENDING)]


def unit_of(printed: str) -> str:
    """The unit that a table prints, in one spelling: "VNĐ" -> "đồng"; "" for one that money_units.csv does not know."""
    return _units().get(tone_key(clean(printed)).strip(" .:;()"), "")


def dong(text: str, unit: str) -> int | None:
    """Whole dong of a figure in a table of this unit (as unit_of gives it); None when it cannot be read with certainty.

    A figure with words of its own ("5 triệu đồng") is read by them.
    """
    if unit == DONG or any(letter.isalpha() for letter in text):
        return parse_amount(text)
    return parse_amount(f"{text} {unit}") if unit else None


def expenditure_of(name: str) -> str:
    """recurrent or investment when the name begins by saying so, else ""."""
    words = key(name)
    return next((expenditure for start, expenditure in _spending() if words == start or words.startswith(f"{start} ")), "")
