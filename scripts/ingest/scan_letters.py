"""What a program that reads pictures takes for another letter of the same shape, where only one of the two can stand. No word is looked up. Pure."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
# "Quý IH", "Quý l": the strokes of a Roman number.
_QUARTER = re.compile(r"(?<![^\W\d_])([Qq]uý )([IVHl1|]{1,4})(?![^\W\d_])")
_QUARTERS = ("I", "II", "III", "IV")
# A first word of so few letters in capitals is no heading where small letters follow.
_FEW = 2


def mended_letters(text: str) -> str:
    """The text with capitals that were read for small letters ("thỦ tục", "TỶ lệ") and strokes of quarters ("Quý IH") put right."""
    return _QUARTER.sub(_quarter, _WORD.sub(lambda word: _cased(word, text), text))


def _quarter(found: re.Match[str]) -> str:
    number = re.sub("[l1|]", "I", found[2].replace("H", "II"))
    return found[1] + number if number in _QUARTERS else found[0]


def _cased(found: re.Match[str], text: str) -> str:
    """A letter with a mark is no capital inside a word that has small letters; abbreviations and names of programs ("VNeID") have no marks."""
    word = found[0]
    if word.isupper():
        after = text[found.end() :].split()
        first = not text[: found.start()].strip(" “\"(-–+")
        short = first and len(word) == _FEW and not word.isascii() and bool(after) and after[0].strip(",;:.").isalpha() and after[0].islower()
        return word.capitalize() if short else word
    letters = list(word)
    for at in range(1, len(letters)):
        beside = letters[at - 1].islower() or at + 1 < len(letters) and letters[at + 1].islower()
        if letters[at].isupper() and not letters[at].isascii() and letters[at] != "Đ" and beside:
            letters[at] = letters[at].lower()
    return "".join(letters)
