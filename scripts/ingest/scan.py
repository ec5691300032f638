"""Pages that are pictures -> pages with grids and lines: what was scanned or photographed, by its rules and by character recognition.

Recognition is never sure: every cell with text is asked about, and the lines outside the tables are told to be read from a picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy
import pypdfium2
from PIL import Image, ImageDraw

from . import limits, scan_extra
from .grid import Document, Grid
from .image_pages import frames
from .pdf_cells import Frame
from .pdf_edges import Rule
from .pdf_gutters import banded
from .pdf_lattice import Lattice, lattices
from .pdf_pages import Page, page_blocks, asked_lines
from .pdf_suspicions import unruled, without_uprights
from .refusals import refused
from .scan_cells import cut, grid_of, without_spare_borders
from .scan_gaps import continued
from .scan_headings import mended_headings
from .scan_ocr import BLOCK, LANGUAGE, PAGE, Word, languages, program, read_words, upright_turn
from .scan_page import POINT, Sheet, image_sheet, ink, pdf_sheet, straightened, turned
from .scan_rules import page_rules
from .scan_words import text_lines

# Around a rule, in pixels: what is wiped out with it, and what of a letter's strip counts as ink between two rules.
_WIPED, _INSIDE, _LETTER = 2, 4, 14
# Pieces of a line further apart than this many line heights are of two columns.
_APART = 1.6
# Shorter level rules, in points, are strokes of letters where no upright rule meets them.
_STROKE = 30.0
# Upright ones of this length are no letters; two of them outside every table may be what is left of one.
_UPRIGHT = 20.0
_STRAY = "Trang {} có đường kẻ dọc ngoài các bảng đã đọc được: có dòng nào của bảng chưa được đọc không? So với ảnh rồi gõ dòng còn thiếu."
_UNSURE = 70
_TOLD = 3


def read_scan(name: str, data: bytes, sha256: str) -> Document:
    """The document in a picture (PNG, JPEG, TIFF) or in a PDF of pictures. Refused: damaged, too large, no tesseract, nothing on it."""
    scan_extra.require(name)
    if data.lstrip()[:5] == b"%PDF-":
        pages = pdf_pages(name, data, None)
    else:
        pages = with_headings([_page(name, image_sheet(picture, number)) for number, picture in enumerate(frames(name, data), 1)])
    blocks = tuple(page_blocks(pages))
    if not blocks:
        raise refused(name, "ảnh không đọc ra chữ nào", "ảnh rõ chữ của trang văn bản", "quét lại ở 300 dpi, thẳng, đủ sáng")
    remarks = tuple(remark for page in pages for remark in page.remarks)
    scanned = tuple(page.number for page in pages)
    return Document("scan", name, sha256, blocks, pages=len(pages), remarks=remarks, scanned=scanned, unread=asked_lines(pages))


def with_headings(pages: list[Page]) -> list[Page]:
    """The pages, headings read with a wrong letter taken for those they are nearest to."""
    mended = iter(mended_headings([grid for page in pages for _, grid in page.grids]))
    return [replace(page, grids=[(lattice, next(mended)) for lattice, _ in page.grids]) for page in pages]


def pdf_pages(name: str, data: bytes, numbers: Sequence[int] | None) -> list[Page]:
    """These pages of a PDF (counted from 1), or all, read as pictures."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise refused(name, f"tệp PDF không vẽ ra được ({error})", "tệp PDF lành", "tải lại tệp, hoặc in lại ra PDF") from error
    try:
        wanted = numbers or range(1, len(document) + 1)
        limits.at_most(name, "trang quét", len(wanted), limits.SCANNED_PAGES)
        return with_headings([_page(name, pdf_sheet(name, document, number)) for number in wanted])
    finally:
        document.close()


def _page(name: str, sheet: Sheet) -> Page:
    limits.more_time(limits.SCAN_PAGE_SECONDS)
    sheet = straightened(turned(sheet, upright_turn(name, sheet.picture)))
    mask = ink(sheet.picture)
    across, down = continued(mask, *page_rules(mask))
    letters = _without(mask, across, down)
    red = _without(ink(sheet.red), across, down) if sheet.red else None
    ruled = [without_spare_borders(one) for one in lattices(across, down, _inked(letters))]
    words = read_words(name, [_outside(sheet, ruled)], PAGE, LANGUAGE)[0]
    spaced = _spaced(across, words, ruled, _inked(letters))
    words = [word for word in words if not any(_in(one, (word.x0 + word.x1) / 2 / POINT, (word.top + word.bottom) / 2 / POINT) for one in spaced)]
    found = sorted([*ruled, *spaced], key=lambda one: (one.ys[0], one.xs[0]))
    plain = sheet.drawn(lambda picture: _wiped(picture.copy(), found, across, down))

    known = languages(name, program(name))

    def reader(pictures: Sequence[Image.Image], language: str) -> list[list[Word]]:
        # English comes with the program; where it was left out there are only two looks.
        return read_words(name, pictures, BLOCK, language) if language in known else [[] for _ in pictures]

    grids = [(lattice, grid_of(plain, lattice, cut(plain, letters, lattice, red), reader)) for lattice in found]
    grids = [(lattice, _by_words(grid) if lattice in spaced else grid) for lattice, grid in grids]
    frame = Frame(sheet.page, sheet.width, sheet.height)
    lines = text_lines(words, _APART)
    remarks = [*_remarks(sheet, words), *without_uprights(sheet.page, spaced)]
    stray = [rule for rule in down if rule.length >= _UPRIGHT and not any(_in(one, rule.at, (rule.start + rule.end) / 2) for one in found)]
    return Page(sheet.page, frame, grids, lines, True, remarks=remarks, asked=[*unruled(lines, sheet.page), *([_STRAY.format(sheet.page)] if len(stray) >= 2 else [])])


def _spaced(across: Sequence[Rule], words: Sequence[Word], ruled: Sequence[Lattice], inked: Callable[[float, float, float, float], bool]) -> list[Lattice]:
    """The tables with rules between their rows only; none of their cells is sure to be one."""
    chars = [char for line in text_lines(words, _APART) for char in line.chars]
    level = [rule for rule in across if rule.length >= _STROKE]
    found = [one for group in banded(level, (), chars, ruled, words=True) for one in lattices(group.across, group.down, inked)]
    return [replace(one, regions=tuple(replace(region, sure=False) for region in one.regions)) for one in found]


def _by_words(grid: Grid) -> Grid:
    return replace(grid, cells=tuple(replace(cell, method="ocr words") for cell in grid.cells))


def _strips(across: Sequence[Rule], down: Sequence[Rule]) -> Iterator[tuple[int, int, int, int]]:
    """The pixels that rules take: x0, top, x1, bottom."""
    for rules, upright in ((across, False), (down, True)):
        for rule in rules:
            half = rule.thickness / 2 * POINT + _WIPED
            along = (max(0, round(rule.start * POINT - _WIPED)), round(rule.end * POINT + _WIPED))
            over = (max(0, round(rule.at * POINT - half)), round(rule.at * POINT + half))
            yield (over[0], along[0], over[1], along[1]) if upright else (along[0], over[0], along[1], over[1])


def _without(mask: numpy.ndarray, across: Sequence[Rule], down: Sequence[Rule]) -> numpy.ndarray:
    """The ink of a page but its rules."""
    letters = mask.copy()
    for x0, top, x1, bottom in _strips(across, down):
        letters[top:bottom, x0:x1] = False
    return letters


def _wiped(picture: Image.Image, found: Sequence[Lattice], across: Sequence[Rule], down: Sequence[Rule]) -> Image.Image:
    """The picture with the rules of its tables in the shade of paper. A letter that touches a rule loses what lies on it."""
    shade = max(range(128, 256), key=picture.histogram().__getitem__)
    pen = ImageDraw.Draw(picture)
    for x0, top, x1, bottom in _strips(across, down):
        if any(_in(lattice, (x0 + x1) / 2 / POINT, (top + bottom) / 2 / POINT) for lattice in found):
            pen.rectangle((x0, top, x1 - 1, bottom - 1), fill=shade)
    return picture


def _in(lattice: Lattice, x: float, y: float) -> bool:
    return lattice.xs[0] - 2 <= x <= lattice.xs[-1] + 2 and lattice.ys[0] - 2 <= y <= lattice.ys[-1] + 2


def _inked(letters: numpy.ndarray) -> Callable[[float, float, float, float], bool]:
    def inked(x0: float, top: float, x1: float, bottom: float) -> bool:
        left, right = round(x0 * POINT) + _INSIDE, round(x1 * POINT) - _INSIDE
        return int(letters[round(top * POINT) + _INSIDE : max(0, round(bottom * POINT) - _INSIDE), left : max(0, right)].sum()) >= _LETTER

    return inked


def _outside(sheet: Sheet, found: Sequence[Lattice]) -> Image.Image:
    """The page without its tables."""
    picture = sheet.picture.copy()
    pen = ImageDraw.Draw(picture)
    for lattice in found:
        pen.rectangle((lattice.xs[0] * POINT - 6, lattice.ys[0] * POINT - 6, lattice.xs[-1] * POINT + 6, lattice.ys[-1] * POINT + 6), fill=255)
    return picture


def _remarks(sheet: Sheet, words: Sequence[Word]) -> list[str]:
    remarks = [f"Trang {sheet.page} là ảnh, chữ đọc bằng máy nên có thể sai: mọi ô của bảng đều có câu hỏi; lời văn ngoài bảng phải đối chiếu với ảnh."]
    if sheet.turn or abs(sheet.slant) >= 1:
        remarks.append(f"Trang {sheet.page} đặt nghiêng, đã xoay thẳng {sheet.turn + abs(sheet.slant):g} độ trước khi đọc.")
    if sheet.red:
        remarks.append(f"Trang {sheet.page} có mực đỏ (con dấu, chữ ký): không đọc mực đỏ ở ngoài bảng. Nếu trang in chữ đỏ thì đối chiếu với ảnh.")
    unsure = [word for word in words if word.sure < _UNSURE]
    if unsure:
        shown = ", ".join(f"“{word.text[:30]}”" for word in sorted(unsure, key=lambda word: word.sure)[:_TOLD])
        remarks.append(f"Trang {sheet.page} có {len(unsure)} từ ngoài bảng đọc không chắc (độ tin dưới {_UNSURE} %), như {shown}.")
    return remarks
