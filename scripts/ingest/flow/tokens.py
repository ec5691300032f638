"""A text as tokens: words, drawn blanks, and how far each stands from the one before. Pure.

The dialect writes cell by cell. Between two words stand a space (same height), one newline (a little higher or lower, less than a line: never inside
a cell), or a blank line (a line of text or more). A space more than the words need is the mark of an empty paragraph or cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...text import clean, nfc

GAPS = SPACE, SINGLE, DOUBLE, FAR = "space", "single", "double", "far"
_PADDING = 9  # more spaces in a row only move the words
_PARTS = re.compile(r"[^ ]+| +")


@dataclass(frozen=True, slots=True)
class Token:
    """`text` is one word, "" for a drawn blank. `gap`: what separates it from the token before. `line` counts from 1.

    `joined`: the word goes on without a space after the one before (the line before was broken at a hyphen).
    `hung`: the drawn line before this word's follows a single newline. The producer takes that one for a hanging line, and writes a blank line after it
    even where the next step is small again.
    """

    text: str
    line: int
    gap: str
    joined: bool = False
    hung: bool = False

    @property
    def blank(self) -> bool:
        return not self.text


def tokens(lines: tuple[str, ...], first: int, last: int) -> list[Token]:
    """Those of the lines `first` to `last`, both included, counted from 1."""
    found: list[Token] = []
    empty, tight, hung = 1, False, False
    for number in range(first, last + 1):
        line = nfc(lines[number - 1]).replace("\r", "")
        torn = "\f" in line
        line = line.replace("\f", "").replace("\u00a0", " ").replace("\t", " ")
        if not line and not torn:
            empty += 1
            continue
        gap = FAR if torn or empty > 1 else DOUBLE if empty else SINGLE
        empty, words = 0, [*_of_line(line)]
        for place, word in enumerate(words):
            found.append(Token(word, number, SPACE if place else gap, tight and not place, hung))
        hung = gap == SINGLE
        ending = line.rstrip(" ")
        tight = ending.endswith("-") and not ending.endswith(" -") and ending != "-"
    return found


def _of_line(line: str) -> list[str]:
    if not line.strip(" "):
        return [""] * len(line)
    found: list[str] = []
    for part in _PARTS.findall(line.rstrip(" ")):
        if part.startswith(" "):
            count = len(part) - bool(found)
            found += [""] * (count if count <= _PADDING else 1)
        else:
            found.append(part)
    return found + [""] * max(0, len(line) - len(line.rstrip(" ")) - 1)


def text_of(run: list[Token] | tuple[Token, ...]) -> str:
    """The words of a run as a reader sees them."""
    joined = ""
    for token in run:
        if token.text:
            joined += token.text if token.joined else f" {token.text}"
    return clean(joined)


def raw_of(run: list[Token] | tuple[Token, ...]) -> str:
    """The same with its line breaks."""
    shown = ""
    for token in run:
        if token.text:
            shown += ("\n" if shown and token.gap != SPACE else " " if shown else "") + token.text
    return shown
