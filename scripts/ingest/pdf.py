"""A PDF with text -> a document: the grids that its rules draw, and the lines around them, in reading order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from types import MappingProxyType

from . import limits, scan_extra
from .grid import Document, Grid, Line, Place, Refused
from .pdf_cells import Frame, grid_of, inside, off_paper, places
from .pdf_edges import rules, struck, without_underlines
from .pdf_gutters import Others, banded
from .pdf_ink import Char, Ink, standing
from .pdf_lattice import Lattice, lattices
from .pdf_lines import APART, is_page_number
from .pdf_numbered import numbered_rows
from .pdf_opening import broken, opened
from .pdf_operators import page_ink
from .pdf_overlays import laid_frames, overlays
from .pdf_pages import Page, page_blocks, asked_lines
from .pdf_spread import spread
from .pdf_suspicions import unruled, without_uprights
from .pdf_wide import Sheet, widened
from .pdf_words import text_lines
from .refusals import refused
from .unruled_tables import WORDS

# A page whose pictures cover this part of it, with fewer letters than this, is a scan.
_COVERED, _FEW = 0.3, 20
# So is one that is nearly all picture with a stamp's worth of letters over it and no table drawn.
_MOSTLY, _STAMP = 0.7, 400
# A picture over this part of a page is the page itself, and the letters with it were recognised by a machine.
_WHOLE = 0.8
# A frame with more rules across than this, and none down, may be a table whose columns only white space parts.
_ROWS = 3
_CUT = "Trang {}: bảng chạm mép giấy bên phải, nên bản in có thể mất cột; trong văn bản gốc bảng còn cột nào nữa, và các cột đã đọc có đúng tên không?"
_UNDRAWN = "Trang {} có {} ô biểu mẫu đã điền hoặc đánh dấu mà không đọc được chữ: mở tệp, in lại ra PDF rồi đọc lại, hoặc nhập tay các ô đó."
_RECOGNISED = "Trang có ảnh phủ kín, chữ có thể do máy nhận dạng (OCR) và sai; chữ trong ô có đúng như ảnh không?"


def read_pdf(name: str, data: bytes, sha256: str) -> Document:
    """The document in a PDF's bytes. Refused: no text, a password, damage, or more than a plan can hold."""
    file = opened(name, data)
    pages = []
    for number, page in enumerate(file.pages, 1):
        try:
            ink = page_ink(page)
        except Refused as refusal:
            raise Refused(f"{name}, trang {number}: {refusal}") from refusal
        except Exception as error:  # pdfminer raises errors of every kind on a damaged page
            raise broken(name, error, number) from error
        pages.append(_page(number, ink))
    for number, others in spread(pages).items():
        pages[number - 1] = _page(number, page_ink(file.pages[number - 1]), others)
    numbers_alone = not any(page.grids for page in pages) and all(is_page_number(line.text) for page in pages for line in page.lines)
    whole = numbers_alone or all(page.scanned or not page.letters for page in pages)
    unread = [page.number for page in pages if whole or page.scanned]
    pages, told = _with_scans(name, data, pages, unread, whole) if unread else (pages, [])
    wide = _widened(pages)
    remarks = [*file.remarks, *told, *(remark for page in pages for remark in page.remarks)]
    scanned = tuple(page.number for page in pages if page.scanned and page.number in unread and not told)
    asked = [*wide, *asked_lines(pages)]
    asked += [Line(_CUT.format(page.number), Place(page=page.number)) for page in pages if any(off_paper(lattice, page.frame) and len(grid.boxes) == 1 for lattice, grid in page.grids)]
    kind = "scan" if len(scanned) == len(pages) else "pdf"
    blocks = tuple(page_blocks(pages))
    if whole and not blocks:
        raise refused(name, "bản quét không đọc ra chữ nào", "ảnh rõ chữ của trang văn bản", "tìm bản PDF có chữ, bản Word, hoặc quét lại ở 300 dpi")
    return Document(kind, name, sha256, blocks, pages=len(pages), remarks=tuple(remarks), signed_at=tuple(file.signed_at), scanned=scanned, unread=tuple(asked))


def _with_scans(name: str, data: bytes, pages: list[Page], unread: list[int], whole: bool) -> tuple[list[Page], list[str]]:
    """The pages, those that are pictures read as such. Where that cannot be done a few such pages are told, a document of nothing else is refused."""
    limits.at_most(name, "trang quét", len(unread), limits.SCANNED_PAGES)
    try:
        scan_extra.require(name)
    except Refused as refusal:
        if whole:
            raise
        shown = ", ".join(map(str, unread))
        return pages, [f"Trang {shown} là ảnh quét, không có chữ để đọc: nội dung các trang này phải nhập tay, hoặc cài phần đọc bản quét rồi đọc lại ({refusal})"]
    # The libraries of the extra are loaded only when a page needs them.
    from .scan import pdf_pages

    read = {page.number: page for page in pdf_pages(name, data, unread)}
    return [read.get(page.number, page) for page in pages], []


def _page(number: int, shown: Ink, others: Others = MappingProxyType({})) -> Page:
    """What stands on a page. `others`: as `banded` takes them."""
    letters = sum(not char.blank for char in shown.chars)
    ink, turn = standing(shown)
    frame = Frame(number, ink.width, ink.height, turn)
    over, through = overlays(ink), struck(ink.bars, ink.chars)
    ink.chars = [replace(char, struck=True) if char.order in through else char for char in ink.chars] if through else ink.chars
    across, down = rules(without_underlines([bar for bar in ink.bars if not over.drawn(bar)], ink.chars), ink.fills)
    for frame_sides in laid_frames(across, down):
        over = over.with_frame(*frame_sides)
        across, down = [rule for rule in across if rule not in frame_sides], [rule for rule in down if rule not in frame_sides]
    points = sorted(char.middle for char in ink.chars if not char.blank and not char.clip and char.order not in over.letters)

    def inked(x0: float, top: float, x1: float, bottom: float) -> bool:
        return any(top < y < bottom for _, y in points[bisect_right(points, (x0, bottom)) : bisect_left(points, (x1, top))])

    found = lattices(across, down, inked)
    framed = [one for one in found if len(one.xs) == 2 and len(one.ys) > _ROWS]
    groups = banded(across, ink.fills, [char for char in ink.chars if char.order not in over.letters], [one for one in found if one not in framed], others, framed=framed)
    found = [one for one in found if one not in framed or not any(group.down and one.ys[0] - 1 < group.top < one.ys[-1] for group in groups)]
    spaced = [one for group in groups for one in lattices(group.across, group.down, inked)]
    found += spaced
    owned = _shared(found, ink.chars)
    parted = [numbered_rows(lattice, [char for char in chars if char.order not in over.letters]) for lattice, chars in zip(found, owned)]
    by_words = [frozenset(range(len(lattice.ys))) if before in spaced else rows for before, (lattice, rows) in zip(found, parted)]
    found = [lattice for lattice, _ in parted]
    laid = [char for chars in owned for char in chars if char.order in over.letters]
    owned = [[char for char in chars if char.order not in over.letters] for chars in owned]
    taken = {char.order for chars in (*owned, laid) for char in chars}
    loose = [char for char in ink.chars if not char.blank and char.turn == 0 and char.order not in taken]
    grids = [(lattice, grid_of(lattice, chars, frame, strays=[char for char in loose if _beside(lattice, char)])) for lattice, chars in zip(found, owned)]
    grids = [(lattice, _by_words(grid, rows)) for (lattice, grid), rows in zip(grids, by_words)]
    if over.frames:
        grids = [(lattice, replace(grid, cells=over.asked(grid.cells, places(lattice), chars))) for (lattice, grid), chars in zip(grids, owned)]
        grids = [(lattice, replace(grid, cells=over.asked_hidden(grid.cells, places(lattice), laid))) for lattice, grid in grids]
    lines = text_lines((char for char in ink.chars if char.order not in taken and char.turn == 0 and not char.clip and char.order not in over.covered and not (char.white and char.order in over.letters)), APART)
    ink.hidden += sum(1 for char in ink.chars if char.clip and not char.blank and char.order not in taken)
    recognised = any((image.x1 - image.x0) * (image.bottom - image.top) > _WHOLE * ink.width * ink.height for image in ink.images)
    if recognised and letters:
        grids = [(lattice, replace(grid, cells=tuple(cell.doubting(_RECOGNISED) if cell.text else cell for cell in grid.cells))) for lattice, grid in grids]
        ink.recognised = True
    covered = sum((image.x1 - image.x0) * (image.bottom - image.top) for image in ink.images) / (ink.width * ink.height)
    scanned = covered > _COVERED and letters < _FEW or covered > _MOSTLY and letters < _STAMP and not grids
    asked = [*unruled(lines, number), *([_UNDRAWN.format(number, ink.undrawn)] if ink.undrawn else [])]
    return Page(number, frame, grids, lines, scanned, letters, [*_remarks(number, ink), *_laid_over(number, [char for char in laid if char.order not in over.covered]), *_covered(number, len(over.covered)), *without_uprights(number, spaced)], groups, asked)


def _shared(found: list[Lattice], chars: list[Char]) -> list[list[Char]]:
    """The characters of each table; those of a table inside a cell of another are of the inner one."""
    owned: list[list[Char]] = [[] for _ in found]
    smallest = sorted(range(len(found)), key=lambda number: (found[number].xs[-1] - found[number].xs[0]) * (found[number].ys[-1] - found[number].ys[0]))
    for char in chars:
        for number in smallest:
            if inside(found[number], char):
                owned[number].append(char)
                break
    return owned


def _by_words(grid: Grid, rows: frozenset[int]) -> Grid:
    """The grid of a table without vertical rules, or without rules between these rows: they are asked about once they are read."""
    return replace(grid, cells=tuple(replace(cell, method=WORDS) if cell.row in rows else cell for cell in grid.cells)) if rows else grid


def _beside(lattice: Lattice, char: Char) -> bool:
    """Whether the letter stands on the line just above or below the table."""
    x, y = char.middle
    return lattice.xs[0] < x < lattice.xs[-1] and (0 < y - lattice.ys[-1] < 1.5 * char.size or 0 < lattice.ys[0] - y < 1.5 * char.size)


def _laid_over(number: int, chars: list[Char]) -> list[str]:
    words = " ".join(line.text.strip() for line in text_lines(char for char in chars if char.turn == 0))
    return [f"Trang {number} có dấu hoặc chữ chìm đóng chồng lên bảng, không đọc vào ô: “{words[:120]}”."] if chars else []


def _covered(number: int, letters: int) -> list[str]:
    # What was covered may have been so on purpose: it is not quoted.
    return [f"Trang {number} có {letters} chữ bị che (bôi đen hoặc xóa trắng), không đọc."] if letters else []


def _remarks(number: int, ink: Ink) -> list[str]:
    remarks = []
    if ink.slanting.strip():
        remarks.append(f"Trang {number} có chữ viết chéo, bỏ qua: “{' '.join(ink.slanting.split())[:40]}”.")
    if ink.hidden:
        remarks.append(f"Trang {number} có {ink.hidden} chữ không hiện trên trang in, bỏ qua.")
    if ink.recognised:
        remarks.append(f"Trang {number} có ảnh phủ kín cả trang: chữ có thể do máy nhận dạng (OCR), phải so từng ô với ảnh.")
    if ink.damaged:
        remarks.append(f"Trang {number} có dữ liệu nén bị hỏng, có thể đã mất chữ; hãy so với trang in, hoặc tải lại tệp.")
    if ink.unreadable:
        remarks.append(f"Trang {number} có {ink.unreadable} chữ mà phông thiếu bảng mã nên không đọc được.")
    if ink.legacy_fonts:
        remarks.append(f"Trang {number} dùng phông chữ trước Unicode ({', '.join(sorted(ink.legacy_fonts))}); chữ đọc ra có thể sai.")
    return remarks


def _widened(pages: list[Page]) -> list[Line]:
    grids, joined = widened([Sheet(page.number, tuple(page.grids)) for page in pages])
    for page in pages:
        page.grids = list(grids[page.number])
    return joined
