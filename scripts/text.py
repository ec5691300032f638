"""Vietnamese text: one Unicode form, comparison, search folding, sorting, slugs. Pure: no input or output.

`fold` and `tone_key` are for comparing and finding; what a document says is never shown through them.
"""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]+")
_STROKES = str.maketrans("đð", "dd")  # ð (eth) stands for đ in text converted from older fonts

# From the level tone up, in the order of Vietnamese dictionaries: huyền, hỏi, ngã, sắc, nặng.
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_VOWELS = "aăâeêioôơuưy"


def nfc(s: str) -> str:
    """The text in Unicode NFC, the only form the data uses."""
    return unicodedata.normalize("NFC", s)


def is_nfc(s: str) -> bool:
    return unicodedata.is_normalized("NFC", s)


def clean(s: str) -> str:
    """NFC, every run of white space (line wraps and no-break spaces too) one space, none at the ends."""
    return " ".join(nfc(s).split())


def fold(s: str) -> str:
    """Lower case without diacritics, for finding: "Sông Mã" -> "song ma", "Đề án" -> "de an"."""
    folded = s.lower()
    if folded.isascii():
        return folded
    # đ has no decomposition, so dropping marks alone would keep it.
    return _MARKS.sub("", unicodedata.normalize("NFD", folded)).translate(_STROKES)


def _moved_tones() -> dict[str, str]:
    pairs = {}
    for first, second in ("oa", "oe", "uy"):
        for tone in _TONES:
            pairs[nfc(first + tone) + second] = first + nfc(second + tone)
    return pairs


_MOVED = _moved_tones()
_MISPLACED = re.compile("|".join(_MOVED))


def tone_key(s: str) -> str:
    """NFC, case-folded, tone mark on the second vowel of oa, oe, uy: hóa = hoá, Ủy = Uỷ, but hóa is not hòa.

    Both placements occur inside one document. Compare by the key, never display it.
    """
    return _MISPLACED.sub(lambda match: _MOVED[match[0]], nfc(s).casefold())


def slug(s: str) -> str:
    """Lower-case ASCII words joined by hyphens: "Sông Mã" -> "song-ma". For names only, never for values."""
    from slugify import slugify  # costs 30 ms to import; the parsers never need it

    return slugify(nfc(s))


class _Weights(dict[int, str]):
    """A translate table that gives every character without tone the same lowest weight."""

    def __missing__(self, code: int) -> str:
        return "0"


def _weights() -> tuple[dict[int, str], _Weights]:
    # Private-use characters in alphabetical order sort after spaces, punctuation and digits.
    letters = {ord(letter): chr(0xE000 + rank) for rank, letter in enumerate(_LETTERS)}
    tones = _Weights()
    for vowel in _VOWELS:
        for rank, tone in enumerate(_TONES, start=1):
            toned = ord(nfc(vowel + tone))
            letters[toned] = letters[ord(vowel)]
            tones[toned] = str(rank)
    return letters, tones


_LETTER_WEIGHTS, _TONE_WEIGHTS = _weights()


def sort_key(s: str) -> tuple[str, str, str]:
    """Key for `sorted`: the letters a ă â b c d đ e ê ..., then the tones, then lower case before upper."""
    text = nfc(s)
    lower = text.lower()
    return lower.translate(_LETTER_WEIGHTS), lower.translate(_TONE_WEIGHTS), text.swapcase()
