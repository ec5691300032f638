"""The cells of a lattice in a picture -> a grid: every cell cut out, read and asked about once. Pure but for the reader it is given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy
from PIL import Image

from .grid import Cell, Doubt, Grid, Place
from .pdf_lattice import Lattice, Region
from .pdf_suspicions import row_doubts
from .scan_numbers import counted
from .scan_page import POINT, Sheet
from .scan_readings import Reader, Reading, best_of, looked

# In pixels at 300 dpi: what is left of a rule at the edge of a cell, the white around a cut-out, the least ink of a letter.
_EDGE, _WHITE, _LEAST = 4, 24, 14
# So much red ink more is no blur of black letters.
_STAMPED = 200
# What the rest of a rule is read as.
_STROKE = re.compile(r"[/\\|()\[\]'‘’]+")
_UNREAD = "Ô có nét mực trên ảnh mà không đọc ra chữ nào; trong ô in gì?"
# Red letters are read this surely, pieces of a stamp are not.
_PLAIN = 70
_GUESSED = "độ tin {} %"
_SHOWN = 120


@dataclass(frozen=True)
class Cut:
    """A cell as a picture, trimmed to its ink; None when it is blank. `red`: there is red ink in it, which the picture goes without, or is all that it shows (`only`)."""

    region: Region
    picture: Image.Image | None
    red: bool = False
    only: bool = False


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


def cut(sheet: Sheet, letters: numpy.ndarray, lattice: Lattice, red: numpy.ndarray | None = None) -> list[Cut]:
    """The cells as pictures. `letters`: the ink of the page without its rules; `red`: the same with the red ink of the page, read where a cell has no other."""
    found = []
    for region in lattice.regions:
        x0, top, x1, bottom = (round(edge * POINT) for edge in edges(lattice, region))
        box = (x0 + _EDGE, top + _EDGE, x1 - _EDGE, bottom - _EDGE)
        plain, seen = _solid(_inside(letters, box)), _solid(_inside(letters if red is None else red, box))
        if int(plain.sum()) >= _LEAST:
            found.append(Cut(region, _piece(sheet.picture, box, plain), int(seen.sum()) > int(plain.sum()) + _STAMPED))
        elif int(seen.sum()) >= _LEAST:
            found.append(Cut(region, _piece(sheet.red or sheet.picture, box, seen), red=True, only=True))
        else:
            found.append(Cut(region, None))
    return found


def _inside(mask: numpy.ndarray, box: tuple[int, int, int, int]) -> numpy.ndarray:
    x0, top, x1, bottom = box
    return mask[top:bottom, x0:x1]


def _piece(picture: Image.Image, box: tuple[int, int, int, int], solid: numpy.ndarray) -> Image.Image:
    """What of a cell holds its ink, on a little more paper."""
    x0, top, x1, bottom = box
    rows, columns = numpy.flatnonzero(solid.any(axis=1)), numpy.flatnonzero(solid.any(axis=0))
    piece = picture.crop((max(x0, x0 + int(columns[0]) - 8), max(top, top + int(rows[0]) - 8), min(x1, x0 + int(columns[-1]) + 9), min(bottom, top + int(rows[-1]) + 9)))
    paper = Image.new("L", (piece.width + 2 * _WHITE, piece.height + 2 * _WHITE), _paper(piece))
    paper.paste(piece, (_WHITE, _WHITE))
    return paper


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
    """The grid of a lattice; every cell with words or ink has one doubt, a row that may be several has another."""
    full = [number for number, one in enumerate(cuts) if one.picture]
    widths = [right - left for left, _, right, _ in (edges(lattice, cuts[number].region) for number in full)]
    readings = dict(zip(full, looked([cuts[number].picture for number in full], widths, reader)))
    read = counted([_cell(sheet, lattice, one, readings.get(number, [])) for number, one in enumerate(cuts)])
    cells = row_doubts(read, len(lattice.ys) - 1)
    shares = tuple(round(right - left, 2) for left, right in zip(lattice.xs, lattice.xs[1:]))
    box = sheet.box(lattice.xs[0], lattice.ys[0], lattice.xs[-1], lattice.ys[-1])
    return Grid(cells, len(lattice.ys) - 1, len(lattice.xs) - 1, Place(page=sheet.page), widths=shares, boxes=(box,))


def _cell(sheet: Sheet, lattice: Lattice, one: Cut, readings: Sequence[Reading]) -> Cell:
    x0, top, x1, bottom = edges(lattice, one.region)
    text, raw, doubts = "", "", ()
    if readings:
        best, second = best_of(readings)
        if one.only and best.sure < _PLAIN or _STROKE.fullmatch(best.text):
            best, second = replace(best, text="", raw=""), best.text
        text, raw = best.text, best.raw
        question = f"Đọc từ ảnh, {_GUESSED.format(best.sure)}: “{_short(text)}” đúng chưa?" if text else _UNREAD
        if not one.region.sure:
            question += " Đường kẻ quanh ô không khép kín: ô này có đúng là một ô riêng không?"
        if one.only:
            question = f"Ô chỉ có mực đỏ, đọc ra “{_short(best.text or second)}”: là chữ của ô hay là con dấu?"
        elif one.red:
            question += " Nét đỏ trên ô này (con dấu, chữ đỏ) không được đọc: có thiếu chữ nào không?"
        doubts = (Doubt(question, second),)
    elif one.picture:
        doubts = (Doubt(_UNREAD),)
    region = one.region
    return Cell(region.row, region.column, text, raw, Place(page=sheet.page), region.rows, region.columns, "ocr", doubts, sheet.box(x0, top, x1, bottom))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
