"""The words by which the head, the signatures and the running text of a plan are known: metadata_words.csv, which maintainers edit."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from ..text import clean, tone_key

FILE = Path(__file__).parent / "metadata_words.csv"


def key(text: str) -> str:
    """For finding: small letters, tone marks in one place, one apostrophe. As long as the text, so that a place found in it is a place in the text."""
    text = text.replace("’", "'").replace("‘", "'")
    found = tone_key(text)
    return found if len(found) == len(text) else text.lower() if len(text.lower()) == len(text) else text


@cache
def words(use: str) -> dict[str, str]:
    """The words of one use -> their value ("" where the use needs none)."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {tone_key(clean(row["words"])): row["value"] for row in csv.DictReader(file) if row["use"] == use}


@cache
def alternatives(use: str) -> str:
    """The words of one use as part of a pattern over `key`, the longest first; white space as printed, whole words only."""
    spelt = sorted(words(use), key=lambda word: (-len(word), word))
    return r"(?<!\w)(?:" + "|".join(r"\s+".join(map(re.escape, word.split())) for word in spelt) + r")(?!\w)"


@cache
def pattern(use: str) -> re.Pattern[str]:
    return re.compile(alternatives(use))


def starts(text: str, use: str) -> re.Match[str] | None:
    return pattern(use).match(key(text))


def names(text: str, use: str) -> bool:
    return pattern(use).search(key(text)) is not None


def value(text: str, use: str) -> str:
    """The value of words found in a text ("" when the file gives none)."""
    return words(use).get(clean(key(text)), "")


def is_upper(text: str) -> bool:
    """Whether a line is set in capitals: three letters at least, none of them small."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 2 and not any(c.islower() for c in letters)
