"""A PDF with text -> a document: the grids that its rules draw, and the lines around them, in reading order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace

from pdfminer.pdfinterp import PDFResourceManager

from .grid import Document, Grid, Refused
from .pdf_cells import Frame, grid_of, inside, places
from .pdf_device import page_ink
from .pdf_edges import rules, without_underlines
from .pdf_ink import Char, Ink, standing
from .pdf_lattice import Lattice, lattices
from .pdf_lines import APART, PageLines, as_line, running
from .pdf_overlays import overlays
from .pdf_opening import broken, opened
from .pdf_suspicions import unruled
from .pdf_words import TextLine, text_lines

# A page whose pictures cover this part of it, with fewer letters than this, is a scan.
_COVERED, _FEW = 0.3, 20
# A table ends at the edge of the text area when less than this is left, in points.
_LEFT_OVER = 45.0


@dataclass
class _Page:
    number: int
    frame: Frame
    grids: list[tuple[Lattice, Grid]]
    lines: list[TextLine]
    scanned: bool
    remarks: list[str] = field(default_factory=list)


def read_pdf(name: str, data: bytes, sha256: str) -> Document:
    """The document in a PDF's bytes. Refused: no text, a password, damage, or more than a plan can hold."""
    file = opened(name, data)
    pages, empty = [], 0
    for number, page in enumerate(file.pages, 1):
        try:
            ink = page_ink(page, PDFResourceManager())
        except Refused as refusal:
            raise Refused(f"{name}, trang {number}: {refusal}") from refusal
        except Exception as error:  # pdfminer raises errors of every kind on a damaged page
            raise broken(name, error, number) from error
        letters = sum(not char.blank for char in ink.chars)
        empty += not letters
        pages.append(_page(number, ink, letters))
    if empty == len(pages):
        raise Refused(f"{name}: không có chữ nào đọc được, đây là bản quét (ảnh chụp); hãy tìm bản PDF có chữ, bản Word, hoặc đọc bằng phần hỗ trợ bản quét")
    blocks = _blocks(pages)
    remarks = [*file.remarks, *_scan_remarks(pages), *(remark for page in pages for remark in page.remarks)]
    return Document("pdf", name, sha256, tuple(blocks), pages=len(pages), remarks=tuple(remarks), signed_at=tuple(file.signed_at))


def _page(number: int, shown: Ink, letters: int) -> _Page:
    ink, turn = standing(shown)
    frame = Frame(number, ink.width, ink.height, turn)
    over = overlays(ink)
    across, down = rules(without_underlines([bar for bar in ink.bars if not over.drawn(bar)], ink.chars), ink.fills)
    points = sorted(char.middle for char in ink.chars if not char.blank and not char.clip and char.order not in over.letters)

    def inked(x0: float, top: float, x1: float, bottom: float) -> bool:
        return any(top < y < bottom for _, y in points[bisect_right(points, (x0, bottom)) : bisect_left(points, (x1, top))])

    found = lattices(across, down, inked)
    owned = _shared(found, ink.chars)
    laid = [char for chars in owned for char in chars if char.order in over.letters]
    owned = [[char for char in chars if char.order not in over.letters] for chars in owned]
    grids = [(lattice, grid_of(lattice, chars, frame)) for lattice, chars in zip(found, owned)]
    if over.frames:
        grids = [(lattice, replace(grid, cells=over.asked(grid.cells, places(lattice), chars))) for (lattice, grid), chars in zip(grids, owned)]
    taken = {char.order for chars in (*owned, laid) for char in chars}
    lines = text_lines((char for char in ink.chars if char.order not in taken and char.turn == 0 and not char.clip), APART)
    ink.hidden += sum(1 for char in ink.chars if char.clip and not char.blank and char.order not in taken)
    covered = sum((image.x1 - image.x0) * (image.bottom - image.top) for image in ink.images) > _COVERED * ink.width * ink.height
    return _Page(number, frame, grids, lines, covered and letters < _FEW, [*_remarks(number, ink), *_laid_over(number, laid), *unruled(lines, number)])


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


def _laid_over(number: int, chars: list[Char]) -> list[str]:
    words = " ".join(line.text.strip() for line in text_lines(char for char in chars if char.turn == 0))
    return [f"Trang {number} có dấu hoặc chữ chìm đóng chồng lên bảng, không đọc vào ô: “{words[:120]}”."] if chars else []


def _remarks(number: int, ink: Ink) -> list[str]:
    remarks = []
    if ink.slanting.strip():
        remarks.append(f"Trang {number} có chữ viết chéo, bỏ qua: “{' '.join(ink.slanting.split())[:40]}”.")
    if ink.hidden:
        remarks.append(f"Trang {number} có {ink.hidden} chữ không hiện trên trang in, bỏ qua.")
    if ink.unreadable:
        remarks.append(f"Trang {number} có {ink.unreadable} chữ mà phông thiếu bảng mã nên không đọc được.")
    if ink.legacy_fonts:
        remarks.append(f"Trang {number} dùng phông chữ trước Unicode ({', '.join(sorted(ink.legacy_fonts))}); chữ đọc ra có thể sai.")
    return remarks


def _scan_remarks(pages: list[_Page]) -> list[str]:
    scans = [str(page.number) for page in pages if page.scanned]
    return [f"Trang {', '.join(scans)} là ảnh quét, không có chữ để đọc: nội dung các trang này phải nhập tay."] if scans else []


def _blocks(pages: list[_Page]) -> list:
    sheets = [PageLines(page.number, page.frame.height, tuple(page.lines)) for page in pages]
    margins = running(sheets)
    lowest: dict[tuple[int, int], float] = {}
    for page in pages:
        body = [line.base for line in page.lines if (page.number, line) not in margins] + [lattice.ys[-1] for lattice, _ in page.grids]
        size = round(page.frame.width), round(page.frame.height)
        lowest[size] = max([lowest.get(size, 0.0), *body])
    blocks = []
    for page in pages:
        body = [line for line in page.lines if (page.number, line) not in margins]
        others = [(line.top, line.base) for line in body] + [(lattice.ys[0], lattice.ys[-1]) for lattice, _ in page.grids]
        end = lowest[round(page.frame.width), round(page.frame.height)]
        placed = [(line.base - 0.5 * line.size, line.x0, as_line(line, page.number)) for line in page.lines]
        for lattice, grid in page.grids:
            top, bottom = lattice.ys[0], lattice.ys[-1]
            above = any(base < top + 1 for start, base in others if (start, base) != (top, bottom))
            below = any(start > bottom - 1 for start, base in others if (start, base) != (top, bottom))
            touches = not below and (end - bottom < _LEFT_OVER)
            placed.append((top, lattice.xs[0], replace(grid, cut_above=not above and page is not pages[0], cut_below=touches and page is not pages[-1])))
        blocks += [block for _, _, block in sorted(placed, key=lambda item: item[:2])]
    return blocks
