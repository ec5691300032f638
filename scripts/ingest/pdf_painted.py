"""The characters of a table as painted words: those that a rule cuts are found by them. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from .pdf_ink import Char

# Letters nearer than this part of their size, on both sides of a rule, are of one word that the rule cuts.
_CUT = 0.12
# A string of fewer letters parts no word; one may begin this far before the border it stands at, in points.
_STRING, _NEAR = 2, 0.3
# As many letters may be painted apart from their word.
_LATE = 2


def painted_words(chars: list[Char]) -> list[list[Char]]:
    """Characters painted one after the other without a gap."""
    words: list[list[Char]] = []
    for char in chars:
        last = words[-1][-1] if words else None
        if last and not char.blank and not last.blank and char.turn == last.turn == 0 and _adjoin(last, char):
            words[-1].append(char)
        else:
            words.append([char])
    return _with_late(words)


def _with_late(words: list[list[Char]]) -> list[list[Char]]:
    """Letters of a font that lacks the marks of Vietnamese are painted later, in another one: they go back to the words they touch."""
    found: list[list[Char]] = []
    for word in sorted(words, key=lambda word: (round(word[0].base), word[0].x0) if word[0].turn == 0 else (0.0, 0.0)):
        last = found[-1] if found else None
        if last and min(len(last), len(word)) <= _LATE and last[-1].turn == word[0].turn == 0 and not last[-1].blank and not word[0].blank and _adjoin(last[-1], word[0]):
            last += word
        else:
            found.append(list(word))
    return found


def _adjoin(last: Char, char: Char) -> bool:
    return char.area == last.area and abs(char.base - last.base) < 0.1 * char.size and -0.3 * char.size < char.x0 - last.x1 < _CUT * char.size


def parted(word: list[Char], borders: Sequence[float]) -> list[list[Char]]:
    """The strings of a word that a border stands between: two texts that touch across a rule, such as a figure and the words of the next cell.

    A string of one letter is part of the one before it: programs that paint letter by letter have no strings.
    """
    pieces: list[list[Char]] = []
    for string in _strings(word):
        if pieces and (len(string) < _STRING or len(pieces[-1]) < _STRING or not any(pieces[-1][0].x1 < border <= string[0].x0 + _NEAR for border in borders)):
            pieces[-1] += string
        else:
            pieces.append(string)
    return pieces


def _strings(word: list[Char]) -> list[list[Char]]:
    strings: list[list[Char]] = []
    for char in word:
        if strings and strings[-1][-1].string == char.string:
            strings[-1].append(char)
        else:
            strings.append([char])
    return strings


def astride(borders: Sequence[float], char: Char) -> bool:
    """Whether a border runs through the letter, not only along it."""
    edge = 0.1 * (char.x1 - char.x0)
    return any(char.x0 + edge < border < char.x1 - edge for border in borders)
