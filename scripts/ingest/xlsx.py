"""A workbook (XLSX) as lines and grids, each cell as Excel shows it. Hidden sheets, rows and columns are told, not read."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from . import limits
from .grid import Document, Grid, Line
from .office_file import OfficeFile
from .refusals import refused
from .xlsx_book import X, looks, pieces
from .xlsx_regions import Regions
from .xlsx_sheet import Sheet, sheet_of

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SAMPLE = 200


def read_xlsx(name: str, data: bytes, sha256: str) -> Document:
    """Places are (number of the sheet in the workbook, row of the sheet). Raises Refused when it is broken or too large."""
    file = OfficeFile(name, data)
    main = file.main()
    book = file.xml(main)
    found = book.findall(f"{X}sheets/{X}sheet")
    limits.at_most(name, "trang tính", len(found), limits.SHEETS)
    blocks: list[Line | Grid] = []
    remarks: list[str] = []
    reader = _Sheets(file, main, book)
    for number, element in enumerate(found, start=1):
        title = element.get("name", "")
        part, kind = reader.relations.get(element.get(_RELATION, ""), ("", ""))
        if element.get("state", "visible") != "visible":
            remarks.append(f"Trang tính {number} “{title}” bị ẩn, không đọc.")
        elif kind != "worksheet":
            remarks.append(f"Trang tính {number} “{title}” là biểu đồ hoặc loại khác, không đọc.")
        else:
            root = file.xml(part)
            sheet = sheet_of(name, root, reader.strings, reader.looks, reader.epoch_1904)
            regions = Regions(name, sheet, number)
            blocks += regions.blocks()
            remarks += (f"Trang tính {number} “{title}”: {words}." for words in _told(file, part, root, sheet))
            remarks += regions.remarks
    limits.at_most(name, "ô", sum(len(block.cells) for block in blocks if isinstance(block, Grid)), limits.CELLS)
    if not blocks:
        raise refused(name, "bảng tính không có ô nào để đọc", "ít nhất một trang tính có bảng và không bị ẩn", "bỏ ẩn trang tính có bảng rồi lưu lại")
    return Document("xlsx", name, sha256, tuple(blocks), pages=len(found), remarks=tuple(remarks))


class _Sheets:
    """What all sheets share: strings, looks, the first day they count from."""

    def __init__(self, file: OfficeFile, main: str, book: etree._Element) -> None:
        self.relations = file.relations(main)
        strings, styles = file.related(main, "sharedStrings"), file.related(main, "styles")
        self.strings = [pieces(item) for item in file.xml(strings[0]).iterfind(f"{X}si")] if strings else []
        self.looks = looks(file.xml(styles[0]) if styles else None)
        properties = book.find(f"{X}workbookPr")
        self.epoch_1904 = properties is not None and properties.get("date1904") in ("1", "true")


def _told(file: OfficeFile, part: str, root: etree._Element, sheet: Sheet) -> Iterator[str]:
    """What a sheet holds besides what it shows, in Vietnamese."""
    for why, texts in sheet.aside.items():
        words = "; ".join(text for text in texts if text)
        yield f"{len(texts)} ô không đọc vì nằm trong {why}: “{words[:_SAMPLE]}”" if why != "ô bị ô gộp che" else f"{len(texts)} ô bị ô gộp che, không đọc: “{words[:_SAMPLE]}”"
    if sheet.hidden_rows and root.find(f"{X}autoFilter") is not None:
        yield "bộ lọc đang bật và che bớt dòng; bỏ lọc rồi lưu lại nếu cần đủ dòng"
    if sheet.formulas:
        yield f"{sheet.formulas} ô là công thức, đọc theo kết quả lưu trong tệp"
    if file.related(part, "drawing"):
        yield "có hình, biểu đồ hoặc khung chữ, không đọc"
    if file.related(part, "comments"):
        yield "có ý kiến (comment) trong ô, không đọc"
