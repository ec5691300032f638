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
from .scan_ocr import BLOCK, LINE, Word
from .scan_page import POINT, Sheet
from .wraps import unwrapped

Reader = Callable[[Sequence[Image.Image], int], list[list[Word]]]

# In pixels at 300 dpi: what is left of a rule at the edge of a cell, the white around a cut-out, the height of one line, the least ink of a letter.
_EDGE, _WHITE, _ONE_LINE, _LEAST = 4, 24, 70, 14
# A second look: at this size, at cells less sure than this, and at all figures and signs, in which a wrong letter is not seen.
_LARGER, _SURE = 1.6, 90
_FIGURES = re.compile(r"[\d≥≤<>=%+±]")
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
    first = dict(zip(full, reader([cuts[number].picture for number in full], BLOCK)))
    again = [number for number in full if _wants_second(first[number])]
    second: dict[int, list[Word]] = {}
    for layout in (LINE, BLOCK):
        here = [number for number in again if (LINE if cuts[number].picture.height < _ONE_LINE + 2 * _WHITE else BLOCK) == layout]
        second |= dict(zip(here, reader([_enlarged(cuts[number].picture) for number in here], layout)))
    cells = [_cell(sheet, lattice, one, first.get(number, []), second.get(number)) for number, one in enumerate(cuts)]
    widths = tuple(round(right - left, 2) for left, right in zip(lattice.xs, lattice.xs[1:]))
    box = sheet.box(lattice.xs[0], lattice.ys[0], lattice.xs[-1], lattice.ys[-1])
    return Grid(tuple(cells), len(lattice.ys) - 1, len(lattice.xs) - 1, Place(page=sheet.page), widths=widths, boxes=(box,))


def _wants_second(words: Sequence[Word]) -> bool:
    return not words or min(word.sure for word in words) < _SURE or any(_FIGURES.search(word.text) for word in words)


def _enlarged(picture: Image.Image) -> Image.Image:
    return picture.resize((round(picture.width * _LARGER), round(picture.height * _LARGER)), Image.Resampling.BICUBIC)


def _cell(sheet: Sheet, lattice: Lattice, one: Cut, first: list[Word], second: list[Word] | None) -> Cell:
    x0, top, x1, bottom = edges(lattice, one.region)
    width = x1 - x0
    text, raw, broken = _joined(first, width)
    other = _joined(second, width)[0] if second is not None else text
    words = first
    if not text and other:
        (text, raw, broken), words, other = _joined(second, width), second, ""
    doubts: tuple[Doubt, ...] = ()
    if text:
        question = f"Đọc từ ảnh, {_GUESSED.format(min(word.sure for word in words))}: “{_short(text)}” đúng chưa?"
        if not one.region.sure:
            question += " Đường kẻ quanh ô không khép kín: ô này có đúng là một ô riêng không?"
        doubts = (Doubt(question, other if other != text else broken),)
    elif one.picture:
        doubts = (Doubt("Ô có nét mực trên ảnh mà không đọc ra chữ nào; trong ô in gì?"),)
    region = one.region
    return Cell(region.row, region.column, text, raw, Place(page=sheet.page), region.rows, region.columns, "ocr", doubts, sheet.box(x0, top, x1, bottom))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _joined(words: Sequence[Word] | None, width: float) -> tuple[str, str, str]:
    """The text of a cell, its lines, and another way to join them ("" when there is none). `width`: of the cell, in points."""
    lines = text_lines(words or ())
    texts, doubts = mended(lines, width)
    return unwrapped(texts), "\n".join(line.text for line in lines), doubts[0].second if doubts else ""


def text_lines(words: Sequence[Word], apart: float | None = None, scale: float = POINT) -> list[TextLine]:
    """Words by their lines, from the top, in points; a line falls into pieces at gaps wider than `apart` times its height."""
    rows: dict[tuple[int, int, int], list[list[Word]]] = {}
    for word in words:
        pieces = rows.setdefault(word.line, [[]])
        if apart and pieces[-1] and word.x0 - pieces[-1][-1].x1 > apart * (word.bottom - word.top):
            pieces.append([])
        pieces[-1].append(word)
    found = [_line(piece, scale) for pieces in rows.values() for piece in pieces]
    return found if apart is None else sorted(found, key=lambda line: (line.base, line.x0))


def _line(words: Sequence[Word], scale: float) -> TextLine:
    top, bottom = min(word.top for word in words) / scale, max(word.bottom for word in words) / scale
    size = bottom - top
    letters = []
    for word in words:
        step = (word.x1 - word.x0) / len(word.text)
        for at, letter in enumerate(word.text):
            letters.append(Char(letter, (word.x0 + at * step) / scale, top, (word.x0 + (at + 1) * step) / scale, bottom, size, order=len(letters)))
    return TextLine(" ".join(word.text for word in words), tuple(letters), bottom, size)
