"""The fixed phrases around and inside tables (letterheads, totals, units of money), by table_phrases.csv: data, never code."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from .headings import key, squeezed

FILE = Path(__file__).parent / "table_phrases.csv"
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
# "Tổng cộng (A+B)", "Tổng số: I + II": what is added.
_FORMULA = re.compile(r"[:=].*$|(?:\b[IVXLC\d]+\b\s*[+]\s*)+\b[IVXLC\d]+\b")

# The number of the part that is summed up: "Cộng I", "Cộng mục 2".
_PART = re.compile(r"\s+(?:[IVXLC]+|[A-Z]|[0-9]{1,2})\s*$")


_WHOLE_UNITS = ("đồng", "vnđ", "vnd")


@cache
def _phrases() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["means"], set()).add(squeezed(row["phrase"]))
    return {means: frozenset(words) for means, words in found.items()}


@cache
def words_of(means: str) -> tuple[str, ...]:
    """The phrases of this meaning, as headings.key writes them."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(key(row["phrase"]) for row in csv.DictReader(file) if row["means"] == means)


def is_phrase(text: str, means: str) -> bool:
    """Whether the text is one of these phrases and nothing else."""
    return squeezed(text) in _phrases()[means]


def begins(text: str, means: str) -> bool:
    """Whether the text begins with the words of one of these phrases."""
    words = f"{key(text)} "
    return any(words.startswith(f"{phrase} ") for phrase in words_of(means))


def holds(text: str, means: str) -> bool:
    """Whether the words of one of these phrases stand somewhere in the text, however spaced."""
    whole = squeezed(text)
    return any(phrase in whole for phrase in _phrases()[means])


def is_total(text: str) -> bool:
    """ "Tổng cộng", "TỔNG SỐ (I+II)", "Cộng:", of a part "Cộng I", "Cộng mục 2"; not "Tổng số hộ nghèo"."""
    return is_phrase(_FORMULA.sub("", _BRACKETS.sub("", text)), "total") or is_subtotal(text)


def is_subtotal(text: str) -> bool:
    """ "Cộng I", "Cộng mục 2"."""
    words = _FORMULA.sub("", _BRACKETS.sub("", text))
    return words != (bare := _PART.sub("", words)) and is_phrase(bare, "subtotal")


def money_in(text: str) -> str:
    """The unit of money that the text names after a label or in brackets, as printed: "Đơn vị tính: triệu đồng" -> "triệu đồng"; else ""."""
    for part in _BRACKETS.findall(text) + [text]:
        bare = part.strip("()[] .,;")
        label, colon, rest = bare.partition(":")
        if colon and is_phrase(label, "unit_label"):
            bare = rest.strip(" .,;")
        elif part == text:
            # "Triệu đồng" alone over the right edge of a table says as much as with a label.
            alone = bare if squeezed(bare).endswith(_WHOLE_UNITS) else ""
            bare = next((bare[len(start) :].strip(" .,;") for start in _starts(bare)), alone)
        if bare and is_phrase(bare, "money"):
            return bare
    return ""


def _starts(text: str) -> list[str]:
    """What of the text is a label of units without a colon ("ĐVT triệu đồng")."""
    words = text.split()
    return [" ".join(words[:count]) for count in (3, 2, 1) if len(words) > count and is_phrase(" ".join(words[:count]), "unit_label")]
