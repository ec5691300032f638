"""Words that a narrow column breaks without a hyphen ("ST" / "T", "5.267.475." / "000"). Pure."""

from __future__ import annotations

import re
import unicodedata

from ..text import fold
from .grid import Doubt
from .headings import meanings
from .pdf_words import TextLine
from .wraps import unwrapped

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
_DIGITS = re.compile(r"\d[\d.,/-]*|[.,]\d[\d.,]*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SYMBOL = re.compile(r"\d+[-/][\w/&-]*\w")
# The shape of a Vietnamese syllable without its marks; at most one tone stands on it.
_SYLLABLE = re.compile(r"(?:ngh?|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_VOWEL = re.compile("[aeiouy]")
# The widest usual margins of a cell, both sides, in points: a line shorter than the cell less these has room for one letter more.
_MARGINS = 16.0


def mended(lines: list[TextLine], width: float) -> tuple[list[str], list[Doubt]]:
    """The texts of the lines of a cell of this width (points), broken words whole again; a doubt where that is not sure."""
    texts: list[str] = []
    unsure: list[int] = []
    joined: list[tuple[int, str]] = []
    for before, line in zip([None, *lines], lines):
        verdict = _broken(before, line, width, len(lines)) if before else "apart"
        if verdict in ("sure", "likely"):
            if verdict == "likely":
                joined.append((len(texts) - 1, f"{texts[-1]} {line.text}"))
            texts[-1] += line.text
        else:
            if verdict == "unsure":
                unsure.append(len(texts))
            texts.append(line.text)
    seconds = [[*texts[: number - 1], texts[number - 1] + texts[number], *texts[number + 1 :]] for number in unsure]
    seconds += [[*texts[:number], text, *texts[number + 1 :]] for number, text in joined]
    return texts, [Doubt("Chữ xuống dòng trong cột hẹp: là hai từ, hay một từ bị ngắt đôi?", unwrapped(second)) for second in seconds]


def _broken(before: TextLine, after: TextLine, width: float, lines: int) -> str:
    """Whether the wrap cuts a word: sure, likely (join and ask), unsure (leave apart and ask), apart."""
    first, words = before.text, after.text.split()
    if first != first.strip() or " " in first or not _full(before, after, width):
        return "apart"
    second = words[0]
    if _DIGITS.fullmatch(first) and _DIGITS.fullmatch(second):
        return _digits(first, second)
    if _SYMBOL.fullmatch(first) and second.isupper() and second[0].isalpha():
        return "likely"
    if not (first.isalpha() and second[0].isalpha()):
        return "apart"
    if lines == 2 and len(words) == 1 and meanings(first + second):
        return "sure"
    return _letters(first, second)


def _full(before: TextLine, after: TextLine, width: float) -> bool:
    letter = after.chars[0]
    return before.x1 - before.x0 + letter.x1 - letter.x0 > width - _MARGINS


def _digits(first: str, second: str) -> str:
    whole = first + second
    if _DATE.fullmatch(whole):
        return "sure"
    if _NUMBER.fullmatch(whole):
        return "sure" if first[-1] in ".," or second[0] in ".," else "likely"
    if _YEAR.fullmatch(whole):
        return "likely"
    years = _YEAR.fullmatch(first) and _YEAR.fullmatch(second)
    return "apart" if years or _DATE.fullmatch(first) else "unsure"


def _letters(first: str, second: str) -> str:
    word = re.match(r"\w+", second)
    tail = word[0] if word else second
    if first.isupper() and tail.isupper():
        return "apart" if _SYLLABLE.fullmatch(fold(first)) and _SYLLABLE.fullmatch(fold(tail)) else "unsure"
    if not tail.islower():
        return "apart"
    halves = _SYLLABLE.fullmatch(fold(first)) and _SYLLABLE.fullmatch(fold(tail))
    if not _SYLLABLE.fullmatch(fold(first + tail)) or _tones(first + tail) > 1:
        return "apart" if halves else "unsure"
    return "likely" if not halves else "unsure" if _VOWEL.match(fold(tail)) else "apart"


def _tones(word: str) -> int:
    return sum(mark in _TONES for mark in unicodedata.normalize("NFD", word))
