"""The cells of a lattice in a picture -> a grid: every cell cut out, read twice where it matters, and asked about once. Pure but for the reader it is given."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy
from PIL import Image

from .broken_words import mended
from .grid import Cell, Doubt, Grid, Place
from .pdf_ink import Char
from .pdf_lattice import Lattice, Region
from .pdf_words import TextLine
from .headings import meanings
from .scan_ocr import FIGURES, LANGUAGE, Word
from .scan_page import POINT, Sheet
from .wraps import unwrapped

# Pictures and a language -> the words of each picture, with their places in pixels of that picture.
Reader = Callable[[Sequence[Image.Image], str], list[list[Word]]]

# In pixels at 300 dpi: what is left of a rule at the edge of a cell, the white around a cut-out, the least ink of a letter.
_EDGE, _WHITE, _LEAST = 4, 24, 14
# Letters of office print are read best at this size, which is measured; the second look is at the size as scanned.
_SMALLER = 0.75
# A second look at cells less sure than this, and at all figures and signs, in which a wrong letter is not seen;
# a third one, which knows no Vietnamese, at figures and at what is no longer than this.
_SURE, _FEW = 90, 4
_FIGURES = re.compile(r"[\d≥≤<>=%+±]")
# What short cells hold: numbers of rows, amounts, dates. "HỆ" and "1" read of the same ink are more likely a "1".
_VALUE = re.compile(r"[IVX]{1,5}|[a-zđ]|[\d.,/%≥≤>< -]*\d[\d.,/%]*")
_PLAIN = re.compile(r"[\x20-\x7e]+")
_GUESSED = "độ tin {} %"
_SHOWN = 120


@dataclass(frozen=True)
class Cut:
    """A cell as a picture, trimmed to its ink; None when it is blank."""

    region: Region
    picture: Image.Image | None


def without_spare_borders(lattice: Lattice) -> Lattice:
    """The lattice without the borders at which no cell begins: strokes of letters that touch a rule."""
    rows, columns = sorted({one.row for one in lattice.regions}), sorted({one.column for one in lattice.regions})
    regions = [
        Region(
            rows.index(one.row), columns.index(one.column), sum(one.row <= row < one.row + one.rows for row in rows),
            sum(one.column <= column < one.column + one.columns for column in columns), one.sure,
        )
        for one in lattice.regions
    ]  # fmt: skip
    xs, ys = [lattice.xs[at] for at in columns], [lattice.ys[at] for at in rows]
    return replace(lattice, xs=(*xs, lattice.xs[-1]), ys=(*ys, lattice.ys[-1]), regions=tuple(regions))


def edges(lattice: Lattice, region: Region) -> tuple[float, float, float, float]:
    """x0, top, x1, bottom of a cell in reading points."""
    return lattice.xs[region.column], lattice.ys[region.row], lattice.xs[region.column + region.columns], lattice.ys[region.row + region.rows]


def cut(sheet: Sheet, letters: numpy.ndarray, lattice: Lattice) -> list[Cut]:
    """The cells as pictures. `letters`: the ink of the page without its rules."""
    found = []
    for region in lattice.regions:
        x0, top, x1, bottom = (round(edge * POINT) for edge in edges(lattice, region))
        x0, top, x1, bottom = x0 + _EDGE, top + _EDGE, x1 - _EDGE, bottom - _EDGE
        inside = letters[top:bottom, x0:x1]
        rows, columns = numpy.flatnonzero(_solid(inside).any(axis=1)), numpy.flatnonzero(_solid(inside).any(axis=0))
        if not len(rows) or int(_solid(inside).sum()) < _LEAST:
            found.append(Cut(region, None))
            continue
        box = (max(x0, x0 + int(columns[0]) - 8), max(top, top + int(rows[0]) - 8), min(x1, x0 + int(columns[-1]) + 9), min(bottom, top + int(rows[-1]) + 9))
        piece = sheet.picture.crop(box)
        paper = Image.new("L", (piece.width + 2 * _WHITE, piece.height + 2 * _WHITE), _paper(piece))
        paper.paste(piece, (_WHITE, _WHITE))
        found.append(Cut(region, paper))
    return found


def _solid(mask: numpy.ndarray) -> numpy.ndarray:
    """Ink with ink above or below it and beside it: no specks."""
    if mask.shape[0] < 2 or mask.shape[1] < 2:
        return numpy.zeros_like(mask)
    square = mask[:-1, :-1] & mask[1:, :-1] & mask[:-1, 1:] & mask[1:, 1:]
    return numpy.pad(square, ((0, 1), (0, 1)))


def _paper(picture: Image.Image) -> int:
    """The shade of the paper: the commonest of the lighter half."""
    counts = picture.histogram()
    return max(range(128, 256), key=lambda shade: counts[shade])


def grid_of(sheet: Sheet, lattice: Lattice, cuts: Sequence[Cut], reader: Reader) -> Grid:
    """The grid of a lattice; every cell with words or ink has exactly one doubt."""
    full = [number for number, one in enumerate(cuts) if one.picture]
    readings: dict[int, list[list[Word]]] = {number: [] for number in full}

    def look(numbers: Sequence[int], language: str, size: float) -> None:
        pictures = [_sized(cuts[number].picture, size) for number in numbers]
        for number, words in zip(numbers, reader(pictures, language)):
            readings[number].append(words)

    look(full, LANGUAGE, _SMALLER)
    look([number for number in full if _wants_second(readings[number][0])], LANGUAGE, 1)
    look([number for number in full if _wants_third(readings[number])], FIGURES, 1)
    cells = [_cell(sheet, lattice, one, readings.get(number, [])) for number, one in enumerate(cuts)]
    widths = tuple(round(right - left, 2) for left, right in zip(lattice.xs, lattice.xs[1:]))
    box = sheet.box(lattice.xs[0], lattice.ys[0], lattice.xs[-1], lattice.ys[-1])
    return Grid(tuple(cells), len(lattice.ys) - 1, len(lattice.xs) - 1, Place(page=sheet.page), widths=widths, boxes=(box,))


def _wants_second(words: Sequence[Word]) -> bool:
    return not words or min(word.sure for word in words) < _SURE or _is_short(words) or any(_FIGURES.search(word.text) for word in words)


def _wants_third(readings: Sequence[Sequence[Word]]) -> bool:
    """Figures, Roman numbers, single letters: whatever any reading takes for one."""
    return len(readings) > 1 and any(_is_short(words) or len(words) == 1 and bool(_FIGURES.search(words[0].text)) for words in readings)


def _is_short(words: Sequence[Word]) -> bool:
    return sum(len(word.text) for word in words) <= _FEW


def _sized(picture: Image.Image, size: float) -> Image.Image:
    return picture if size == 1 else picture.resize((round(picture.width * size), round(picture.height * size)), Image.Resampling.BICUBIC)


@dataclass(frozen=True)
class _Reading:
    """A text of a cell, its lines, another way to join them ("" when there is none), how sure its least sure word is."""

    text: str
    raw: str
    broken: str
    sure: int


def _reading(words: Sequence[Word], width: float) -> _Reading:
    lines = text_lines(words)
    texts, doubts = mended(lines, width)
    return _Reading(unwrapped(texts), "\n".join(line.text for line in lines), doubts[0].second if doubts else "", min(word.sure for word in words))


def chosen(readings: Sequence[_Reading]) -> tuple[_Reading, str]:
    """The best of the readings of a cell, in the order they were made, and the second-best text ("" when all agree)."""
    texts = [reading.text for reading in readings]

    def worth(reading: _Reading) -> tuple[bool, bool, int, int]:
        return bool(meanings(reading.text)), bool(_VALUE.fullmatch(reading.text)), texts.count(reading.text), -texts.index(reading.text)

    ranked = sorted(readings, key=worth, reverse=True)
    return ranked[0], next((reading.text for reading in ranked if reading.text != ranked[0].text), "")


def _cell(sheet: Sheet, lattice: Lattice, one: Cut, words: Sequence[Sequence[Word]]) -> Cell:
    x0, top, x1, bottom = edges(lattice, one.region)
    # A reading without Vietnamese counts only for what has none.
    readings = [_reading(found, x1 - x0) for number, found in enumerate(words) if found and (number < 2 or _PLAIN.fullmatch("".join(word.text for word in found)))]
    text, raw, doubts = "", "", ()
    if readings:
        best, second = chosen(readings)
        text, raw = best.text, best.raw
        question = f"Đọc từ ảnh, {_GUESSED.format(best.sure)}: “{_short(text)}” đúng chưa?"
        if not one.region.sure:
            question += " Đường kẻ quanh ô không khép kín: ô này có đúng là một ô riêng không?"
        doubts = (Doubt(question, second or best.broken),)
    elif one.picture:
        doubts = (Doubt("Ô có nét mực trên ảnh mà không đọc ra chữ nào; trong ô in gì?"),)
    region = one.region
    return Cell(region.row, region.column, text, raw, Place(page=sheet.page), region.rows, region.columns, "ocr", doubts, sheet.box(x0, top, x1, bottom))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def text_lines(words: Sequence[Word], apart: float | None = None) -> list[TextLine]:
    """Words by their lines, from the top, in points; a line falls into pieces at gaps wider than `apart` times its height."""
    rows: dict[tuple[int, int, int], list[list[Word]]] = {}
    for word in words:
        pieces = rows.setdefault(word.line, [[]])
        if apart and pieces[-1] and word.x0 - pieces[-1][-1].x1 > apart * (word.bottom - word.top):
            pieces.append([])
        pieces[-1].append(word)
    found = [_line(piece) for pieces in rows.values() for piece in pieces]
    return found if apart is None else sorted(found, key=lambda line: (line.base, line.x0))


def _line(words: Sequence[Word]) -> TextLine:
    top, bottom = min(word.top for word in words) / POINT, max(word.bottom for word in words) / POINT
    size = bottom - top
    letters = []
    for word in words:
        step = (word.x1 - word.x0) / len(word.text)
        for at, letter in enumerate(word.text):
            letters.append(Char(letter, (word.x0 + at * step) / POINT, top, (word.x0 + (at + 1) * step) / POINT, bottom, size, order=len(letters)))
    return TextLine(" ".join(word.text for word in words), tuple(letters), bottom, size)
