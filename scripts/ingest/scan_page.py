"""A page as a picture at a known resolution, turned and straightened, and the way back from it to the page as shown."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy
import pypdfium2
from PIL import Image, ImageFilter

from . import limits
from .grid import Box
from .image_pages import points_per_pixel
from .refusals import refused
from .scan_colours import without_red

DPI = 300
POINT = DPI / 72
# The longer side of A4 and of A3 at this resolution; a page larger than A3 has wrong units and is taken for A4.
_A4, _A3 = 3508, 4961
# Slants that a scanner makes, in degrees, and how finely they are measured.
_MOST, _COARSE, _FINE = 4.0, 0.25, 0.02
_SAMPLE = 60_000
_STRAIGHT = 0.03
# A pixel this much darker than the mean of its surroundings (this wide, in pixels) is ink.
_DARKER, _AROUND = 30, 25
_OTHER = 20


@dataclass(frozen=True)
class Sheet:
    """A page as a grey picture. `points`: points of the page as shown in one pixel; `turn`: degrees clockwise it was turned by, `slant`: degrees it was straightened by.

    `red`: the picture with the red ink that `picture` goes without; None when there is none.
    """

    page: int
    picture: Image.Image
    points: float
    turn: int = 0
    slant: float = 0.0
    red: Image.Image | None = None

    def drawn(self, change: Callable[[Image.Image], Image.Image]) -> Sheet:
        """The sheet with its pictures changed alike."""
        return replace(self, picture=change(self.picture), red=self.red and change(self.red))

    def box(self, x0: float, top: float, x1: float, bottom: float) -> Box:
        """A rectangle of the picture (reading points, 72 an inch) on the page as shown."""
        corners = [self._shown(x * POINT, y * POINT) for x in (x0, x1) for y in (top, bottom)]
        xs, ys = [x * self.points for x, _ in corners], [y * self.points for _, y in corners]
        return Box(self.page, *(round(max(0.0, edge), 2) for edge in (min(xs), min(ys), max(xs), max(ys))))

    def _shown(self, x: float, y: float) -> tuple[float, float]:
        width, height = self.picture.size
        angle = math.radians(self.slant)
        x, y = x - width / 2, y - height / 2
        x, y = math.cos(angle) * x - math.sin(angle) * y + width / 2, math.sin(angle) * x + math.cos(angle) * y + height / 2
        return {0: (x, y), 90: (y, width - x), 180: (width - x, height - y), 270: (height - y, x)}[self.turn]

    @property
    def width(self) -> float:
        """In reading points, as is the height."""
        return self.picture.width / POINT

    @property
    def height(self) -> float:
        return self.picture.height / POINT


def pdf_sheet(name: str, document: pypdfium2.PdfDocument, number: int) -> Sheet:
    """A page of a PDF, counted from 1. Raises Refused when a picture on it is too large to unpack."""
    page = document[number - 1]
    for shown in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=5):
        width, height = shown.get_px_size()
        if width * height > limits.PIXELS:
            raise refused(name, f"ảnh {width} × {height} điểm ở trang {number}", f"ảnh không quá {limits.shown(limits.PIXELS)} điểm", "quét lại ở 300 dpi")
    longer = max(page.get_size())
    scale = POINT if longer * POINT <= _A3 * 1.05 else _A4 / longer
    return _sheet(number, page.render(scale=scale).to_pil().convert("RGB"), 1 / scale)


def image_sheet(picture: Image.Image, number: int) -> Sheet:
    """A page of an image file."""
    ratio = _A4 / max(picture.size)
    points = points_per_pixel(picture)
    size = max(1, round(picture.width * ratio)), max(1, round(picture.height * ratio))
    return _sheet(number, picture.resize(size, Image.Resampling.LANCZOS), points / ratio)


def _sheet(number: int, picture: Image.Image, points: float) -> Sheet:
    grey, plain = picture.convert("L"), without_red(picture)
    # A page with next to no other ink is printed in red.
    if plain is None or _OTHER * int(ink(plain).sum()) < int(ink(grey).sum()):
        return Sheet(number, grey, points)
    return Sheet(number, plain, points, red=grey)


def turned(sheet: Sheet, turn: int) -> Sheet:
    """The sheet turned clockwise by 0, 90, 180 or 270 degrees, as shown upright."""
    ways = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
    return replace(sheet.drawn(lambda picture: picture.transpose(ways[turn])), turn=turn) if turn in ways else sheet


def ink(picture: Image.Image) -> numpy.ndarray:
    """Which pixels are ink (height × width, true or false): darker than their surroundings, whatever the shade of the paper."""
    around = numpy.asarray(picture.filter(ImageFilter.BoxBlur(_AROUND)), dtype=numpy.int16)
    return numpy.asarray(picture, dtype=numpy.int16) < around - _DARKER


def straightened(sheet: Sheet) -> Sheet:
    """The sheet turned by the small angle at which its lines lie level."""
    slant = _slant(ink(sheet.picture))
    if abs(slant) < _STRAIGHT:
        return sheet
    return replace(sheet.drawn(lambda picture: picture.rotate(slant, Image.Resampling.BICUBIC, fillcolor=255)), slant=slant)


def _slant(mask: numpy.ndarray) -> float:
    ys, xs = numpy.nonzero(mask)
    if not len(ys):
        return 0.0
    step = max(1, len(ys) // _SAMPLE)
    ys, xs = ys[::step].astype(numpy.float32), xs[::step].astype(numpy.float32)

    def level(angle: float) -> float:
        """How much of the ink gathers in few rows when the page is turned by the angle."""
        rows = (ys - xs * math.tan(math.radians(angle))).astype(numpy.int32)
        counts = numpy.bincount(rows - rows.min()).astype(numpy.float64)
        return float((counts * counts).sum())

    coarse = max((round(step * _COARSE, 3) for step in range(-round(_MOST / _COARSE), round(_MOST / _COARSE) + 1)), key=level)
    return max((round(coarse + step * _FINE, 3) for step in range(-round(_COARSE / _FINE), round(_COARSE / _FINE) + 1)), key=level)
