"""Characters -> lines of text, with the spaces that were written and those that only the distance shows. Pure."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from statistics import median

from .pdf_ink import Char

# As parts of the size of the letters.
_SAME_LINE = 0.2
_WORD_GAP, _NARROW_GAP = 0.22, 0.16
_SPREAD = 0.12
_SMALL = 0.87
_TWICE = 0.15
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class TextLine:
    """One printed line, left to right. `text` ends with a space where one was written; `chars` without the blanks.

    `raised`: a small raised digit follows a digit or letter (a note's number or a power).
    """

    text: str
    chars: tuple[Char, ...]
    base: float
    size: float
    raised: bool = False

    @property
    def x0(self) -> float:
        return min(char.x0 for char in self.chars)

    @property
    def x1(self) -> float:
        return max(char.x1 for char in self.chars)

    @property
    def top(self) -> float:
        return min(char.top for char in self.chars)

    @property
    def bottom(self) -> float:
        return max(char.bottom for char in self.chars)

    @property
    def bold(self) -> bool:
        return 2 * sum(char.bold for char in self.chars) > len(self.chars)


def _mark(text: str) -> bool:
    return all(unicodedata.combining(character) for character in text)


def _composed(chars: Iterable[Char]) -> list[Char]:
    """A combining mark painted as a character of its own goes to the letter before it, whatever its own place."""
    found: list[Char] = []
    end = 0.0
    for char in sorted(chars, key=lambda char: char.order):
        last = found[-1] if found else None
        if last and _mark(char.text) and not last.blank and abs(char.base - last.base) < char.size and last.x0 - char.size <= char.x0 <= last.x1 + char.size:
            end = max(last.x1, end, char.x1)
            found[-1] = replace(last, text=unicodedata.normalize("NFC", last.text + char.text))
            continue
        if last and end and char.x0 >= end - 0.1 * char.size:  # the mark has a width of its own, which moved this letter on
            found[-1] = replace(last, x1=end)
        found.append(char)
        end = 0.0
    return found


def text_lines(chars: Iterable[Char], apart: float | None = None) -> list[TextLine]:
    """The lines of upright characters, from the top; a line falls into pieces at gaps wider than `apart` times the size of its letters."""
    found = []
    for row in _rows(_composed(chars)):
        for piece in _pieces(sorted(row, key=lambda char: (char.x0, char.order)), apart):
            line = _line(piece)
            if line:
                found.append(line)
    return sorted(found, key=lambda line: (line.base, line.x0))


def _rows(chars: list[Char]) -> list[list[Char]]:
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: (char.base, char.x0, char.order)):
        if rows and char.base - rows[-1][0].base <= _SAME_LINE * max(char.size, rows[-1][0].size):
            rows[-1].append(char)
        else:
            rows.append([char])
    return _with_raised([row for row in rows if any(not char.blank for char in row)])


def _with_raised(rows: list[list[Char]]) -> list[list[Char]]:
    """Small letters just above or below the line of larger ones belong to it."""
    sizes = [median(char.size for char in row if not char.blank) for row in rows]
    kept: list[list[Char]] = [list(row) for row in rows]
    for number, row in enumerate(rows):
        for other in (number + 1, number - 1):
            if 0 <= other < len(rows) and sizes[number] < _SMALL * sizes[other] and _leans(row, rows[other], sizes[other]):
                kept[other] += row
                kept[number] = []
                break
    return [row for row in kept if row]


def _leans(row: list[Char], line: list[Char], size: float) -> bool:
    height = line[0].base - row[0].base
    inside = -0.3 * size <= height <= 0.65 * size
    solid = [char for char in line if not char.blank]
    return inside and all(any(abs(char.x0 - other.x1) < 0.5 * size or abs(other.x0 - char.x1) < 0.5 * size for other in solid + row if other is not char) for char in row) and any(
        abs(row[0].x0 - other.x1) < 0.5 * size for other in solid
    )


def _pieces(row: list[Char], apart: float | None) -> list[list[Char]]:
    if apart is None:
        return [row]
    pieces: list[list[Char]] = []
    edge = None
    for char in row:
        if edge is not None and not char.blank and char.x0 - edge > apart * char.size or not pieces:
            pieces.append([])
        pieces[-1].append(char)
        if not char.blank:
            edge = char.x1 if edge is None else max(edge, char.x1)
    return pieces


def _line(row: list[Char]) -> TextLine | None:
    solid = [char for char in row if not char.blank]
    if not solid:
        return None
    size = max((char.size for char in solid), key=lambda size: sum(char.size == size for char in solid))
    base = median(char.base for char in solid)
    step = _word_gap(solid, written=len(solid) < len(row))
    text, raised, last = "", False, None
    kept: list[Char] = []
    for char in row:
        if char.blank:
            text += " " if text and not text.endswith(" ") else ""
            continue
        if last is not None:
            if char.text == last.text and abs(char.x0 - last.x0) < _TWICE * char.size and abs(char.base - last.base) < _TWICE * char.size:
                continue
            if char.x0 - last.x1 > step * char.size and not text.endswith(" "):
                text += " "
        if char.size < _SMALL * size and base - char.base > 0.15 * size and char.text.isdecimal():
            raised = raised or text[-1:].isalnum() or text[-1:] in "⁰¹²³⁴⁵⁶⁷⁸⁹"
            text += char.text.translate(_RAISED)
        else:
            text += char.text
        kept.append(char)
        last = char
    return TextLine(unicodedata.normalize("NFC", text), tuple(kept), base, size, raised)


def _word_gap(solid: list[Char], written: bool) -> float:
    """From which gap on, in sizes, two letters are of two words: more in a heading set with spread letters, less where no space is `written`."""
    gaps = [(after.x0 - before.x1) / after.size for before, after in itertools.pairwise(solid)]
    usual = median(gaps) if len(gaps) >= 6 else 0.0
    least = _WORD_GAP if written else _NARROW_GAP
    return usual + least if usual > _SPREAD else least
