"""A workbook (XLSX) as lines and grids, each cell as Excel shows it. Hidden sheets, rows and columns are told, not read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ..text import clean
from . import limits
from .grid import Document, Grid, Line, Place
from .office_file import OfficeFile
from .refusals import refused
from .xlsx_book import X, shared
from .xlsx_colours import coloured_instead_of_marked
from .xlsx_regions import Regions
from .xlsx_sheet import COVERED, ROWS, Sheet, sheet_of

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# What stands in the header of a printed page besides words: &C, &"Times New Roman,Bold", &P.
_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|[0-9]{1,3}|.)')
_SAMPLE = 200


def read_xlsx(name: str, data: bytes, sha256: str) -> Document:
    """Places are (number of the sheet in the workbook, row of the sheet). Raises Refused when it is broken or too large."""
    file = OfficeFile(name, data)
    book = shared(file)
    limits.at_most(name, "trang tính", len(book.sheets), limits.SHEETS)
    blocks: list[Line | Grid] = []
    remarks: list[str] = []
    unread: list[Line] = []
    for number, (title, state, part) in enumerate(book.sheets, start=1):
        called = f"Trang tính {number} “{title}”"
        if state != "visible":
            remarks.append(f"{called} bị ẩn, không đọc.")
        elif not part:
            remarks.append(f"{called} là biểu đồ hoặc loại khác, không đọc.")
        else:
            root = file.xml(part)
            sheet = sheet_of(name, root, book)
            regions = Regions(name, sheet, number)
            blocks += regions.blocks()
            remarks += (f"{called}: {words}." for words in _told(file, part, root, sheet))
            remarks += regions.remarks
            unread += _coloured(called, number, sheet)
            unread += _hidden_rows(called, number, sheet, root.find(f"{X}autoFilter") is not None)
    limits.at_most(name, "ô", sum(len(block.cells) for block in blocks if isinstance(block, Grid)), limits.CELLS)
    if not blocks:
        raise refused(name, "bảng tính không có ô nào để đọc", "ít nhất một trang tính có bảng và không bị ẩn", "bỏ ẩn trang tính có bảng rồi lưu lại")
    return Document("xlsx", name, sha256, tuple(blocks), pages=len(book.sheets), remarks=tuple(remarks), unread=tuple(unread))


def _hidden_rows(called: str, number: int, sheet: Sheet, filtered: bool) -> Iterator[Line]:
    """What to ask about rows with words that are hidden: a filter left on hides rows of the plan. Their words, which may be of persons, stay in the remark."""
    if not (aside := sheet.aside.get(ROWS)):
        return
    rows = sorted({row for row, _ in aside})
    why = "bộ lọc đang bật và che bớt dòng" if filtered else "dòng bị ẩn"
    yield Line(
        f"{called}, {len(rows)} dòng (từ dòng {rows[0]} đến {rows[-1]}) không được đọc vì {why}. Bản in có các dòng này không? Có thì bỏ lọc, bỏ ẩn, lưu lại rồi đọc lại.",
        Place(number, rows[0], rows[-1]),
    )  # fmt: skip


def _coloured(called: str, number: int, sheet: Sheet) -> Iterator[Line]:
    """What to ask about cells that are coloured where others hold a cross."""
    if found := coloured_instead_of_marked(sheet):
        rows = [row for row, _ in found]
        yield Line(
            f"{called}: {len(found)} ô không có chữ mà tô màu (dòng {rows[0]} đến {rows[-1]}): màu có phải là đánh dấu thời gian hay phân công không? Máy không đọc màu; có thì gõ “x” vào các ô ấy, lưu lại rồi đọc lại.",
            Place(number, rows[0], rows[-1]),
        )  # fmt: skip


def _told(file: OfficeFile, part: str, root: etree._Element, sheet: Sheet) -> Iterator[str]:
    """What a sheet holds besides what it shows, in Vietnamese."""
    for why, aside in sheet.aside.items():
        words = "; ".join(text for _, text in aside if text)
        yield f"{len(aside)} ô không đọc vì nằm trong {why}: “{words[:_SAMPLE]}”" if why != COVERED else f"{len(aside)} {COVERED}, không đọc: “{words[:_SAMPLE]}”"
    if sheet.zeros:
        yield f"{sheet.zeros} ô bằng 0 đọc là ô trống, vì trang tính đặt không hiện số 0"
    if sheet.formulas:
        yield f"{sheet.formulas} ô là công thức, đọc theo kết quả lưu trong tệp"
    for drawing in file.related(part, "drawing"):
        words = clean(" ".join(paragraph.xpath("string()") for paragraph in file.xml(drawing).iter(f"{_DRAWING}p")))
        yield "có hình, biểu đồ hoặc khung chữ, không đọc" + (f": “{words[:_SAMPLE]}”" if words else "")
    edges = root.find(f"{X}headerFooter")
    if words := clean(" ".join(_CODES.sub(" ", edge.text or "") for edge in edges)) if edges is not None else "":
        yield f"có đầu trang hoặc chân trang in, không đọc: “{words[:_SAMPLE]}”"
    if file.related(part, "comments"):
        yield "có ý kiến (comment) trong ô, không đọc"
