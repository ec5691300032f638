"""A Word table as a grid of cells: merged cells, rows added or deleted in tracked changes, tables inside cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from ..text import clean
from . import limits
from .docx_grid import RowSlots, Slot, compact, even, slots_of
from .docx_runs import MC, Paragraph, branch
from .docx_styles import W, switched
from .grid import Cell, Doubt, Grid, Line, Place
from .languages_check import OLD_FONT
from .office_file import integer
from .readings import BEFORE, KINDS, NOW, doubts

_ADDED_ROW = "Dòng này được thêm trong Track Changes và chưa được chấp nhận: có giữ không?"
_CELL_CHANGE = "Ô này được thêm, bỏ hoặc gộp trong Track Changes và chưa được chấp nhận: bảng có đúng hình không?"
_UNEVEN = "Dòng này có ít ô hơn bảng mà văn bản không nói ô nào gộp: các ô có đúng cột không?"
_SPLIT = "Ô này chứa một bảng con, đã tách thành bảng riêng ngay sau: ô này còn thiếu gì không?"
_FLAT = "Ô này chứa một bảng con, đã đọc thành chữ nối nhau: có đúng không?"
_BOX = "Ô này có khung chữ (text box) nằm đè, đã đọc nối vào cuối ô: có thuộc ô này không?"
_ORPHAN = "Ô này ghi là phần dưới của một ô gộp, nhưng phía trên không có ô gộp nào: chữ trong ô có được in không?"
_PLACEHOLDER = "Ô này còn chữ mời nhập của biểu mẫu Word, chưa ai điền: bản in ghi gì?"
_ODD = {
    "picture": "Ô này có hình: hình có mang nội dung không?",
    "symbol": "Ô này có ký tự của phông chữ ký hiệu mà máy không chắc: đối chiếu với bản in.",
    "equation": "Ô này có công thức toán, đã đọc thành một dòng: có đúng không?",
    "field": "Ô này có trường tự động (field) mà tệp không lưu kết quả: bản in ghi gì ở đó?",
    "font": OLD_FONT,
    "number": "Số thứ tự tự động của ô này có dạng mà máy không biết: đối chiếu với bản in.",
}
# A box of content in Word that holds blocks but is none.
_SKIPPED = {f"{W}{name}" for name in ("sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "pPr", "sectPr")}


def parts(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The children of these names (p, tbl, tr, tc), those inside content controls and other wrappers too."""
    wanted = {f"{W}{name}" for name in names}
    for child in element:
        if child.tag in wanted:
            yield child
        elif child.tag == f"{MC}AlternateContent":
            if (chosen := branch(child)) is not None:
                yield from parts(chosen, *names)
        elif child.tag not in _SKIPPED:
            yield from parts(child, *names)


@dataclass
class Content:
    """What stands in one cell: its paragraphs in every reading, tables inside it, and what is to be asked.

    `order`: the same as lines and grids one after another. `covered`: the words under the merged cell above.
    """

    paragraphs: list[Paragraph] = field(default_factory=list)
    lines: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    grids: list[Grid] = field(default_factory=list)
    order: list[Line | Grid] = field(default_factory=list)
    covered: str = ""
    added: bool = False  # with its whole row, which is asked about once
    doubts: list[Doubt] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(clean("".join(self.lines[NOW])) or self.doubts or self.grids)

    def add(self, paragraph: Paragraph, place: Place) -> None:
        for kind, lines in self.lines.items():
            lines.append(paragraph.reading(kind))
        self.order += [Line(clean(text), place, paragraph.bold) for text in paragraph.reading().split("\n") if clean(text)]
        self.doubts += [Doubt(_ODD[oddity]) for oddity in sorted(paragraph.oddities) if oddity in _ODD]

    def raw(self, kind: str = NOW) -> str:
        return "\n".join(self.lines[kind]).strip()

    def cell(self, row: int, column: int, slot: Slot, height: int, place: Place) -> Cell:
        asked = tuple(dict.fromkeys([*self.doubts, *(() if self.added else doubts(self.raw))]))
        bold = bool(self.order) and all(isinstance(block, Line) and block.bold for block in self.order)
        return Cell(row, column, clean(self.raw()), self.raw(), place, height, slot.end - slot.start, "ruled", asked, bold=bold)


class Tables:
    """Turns w:tbl into grids. `paragraph` reads one w:p (None when tracked changes removed it whole), `advance` counts a block."""

    def __init__(self, name: str, paragraph: Callable[[etree._Element], Paragraph | None], advance: Callable[[], int]) -> None:
        self._name, self._paragraph, self._advance = name, paragraph, advance
        self._cells = 0
        self.aside: list[str] = []  # Vietnamese: rows that are not in the grid

    def blocks(self, table: etree._Element, at: int | None = None) -> list[Line | Grid]:
        """The table as a grid, tables inside its cells after it; a frame as what is in it.

        `at`: the block that rows of a table inside something belong to.
        """
        widths = [integer(column.get(f"{W}w")) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        rows, places = [], []
        for element in parts(table, "tr"):
            number = self._advance() if at is None else at
            row = self._row(element, number)
            if row is not None:
                rows.append(row)
                places.append(Place(line_from=number, line_to=number))
        columns = even(rows, widths)
        limits.at_most(self._name, "cột trong một bảng", columns, limits.COLUMNS)
        count, shown = compact(rows, columns, widths)
        cells = _cells(rows, places, self.aside)
        held = [slot.content for row in rows for slot in row.slots if slot.content]
        inner = [grid for content in held for grid in content.grids]
        if (len(rows) == 1 and count == 1) or (inner and all(sum(bool(slot.content) for slot in row.slots) < 2 for row in rows)):
            return [block for content in held for block in content.order]
        if not any(cell.text or cell.doubts for cell in cells):
            return list(inner)
        return [Grid(tuple(cells), len(rows), count, places[0].to(places[-1]), widths=shown), *inner]

    def _row(self, element: etree._Element, number: int) -> RowSlots | None:
        properties = element.find(f"{W}trPr")
        tracked = {name for name in ("ins", "del") if properties is not None and properties.find(f"{W}{name}") is not None}
        hidden = switched(properties, "hidden")
        found = slots_of(element, list(parts(element, "tc")))
        self._cells += len(found.slots)
        limits.at_most(self._name, "ô", self._cells, limits.CELLS)
        if hidden or "del" in tracked:
            words = clean(" | ".join("".join(text.itertext(f"{W}t", f"{W}delText")) for text in parts(element, "tc")))
            why = "bị ẩn" if hidden else "đã xóa trong Track Changes, chưa được chấp nhận"
            self.aside.append(f"Khối {number}: dòng {why}, không đưa vào bảng: “{words[:200]}”.")
            return None
        for slot in found.slots:
            if slot.element is not None:
                slot.content = self._content(slot, number)
        held = [slot.content for slot in found.slots if slot.content]
        if held and ("ins" in tracked or len(held) > 1 and not any(clean(content.raw(BEFORE)) for content in held)):
            held[0].doubts.append(Doubt(_ADDED_ROW))
            for content in held:
                content.added = not clean(content.raw(BEFORE))
        return found

    def _content(self, slot: Slot, number: int) -> Content:
        content = Content()
        own = slot.element.find(f"{W}tcPr")
        if own is not None and any(own.find(f"{W}{name}") is not None for name in ("cellIns", "cellDel", "cellMerge")):
            content.doubts.append(Doubt(_CELL_CHANGE))
        if slot.merge == "continue":
            content.covered = clean("".join(slot.element.itertext(f"{W}t")))
            return content
        self._fill(content, slot.element, number)
        if slot.element.find(f".//{W}sdtPr/{W}showingPlcHdr") is not None and clean(content.raw()):
            content.doubts.append(Doubt(_PLACEHOLDER))
        return content

    def _fill(self, content: Content, element: etree._Element, number: int) -> None:
        for block in parts(element, "p", "tbl"):
            if block.tag == f"{W}tbl":
                self._nested(content, block, number)
                continue
            paragraph = self._paragraph(block)
            if paragraph is None:
                continue
            content.add(paragraph, Place(line_from=number, line_to=number))
            for box in paragraph.boxes:
                content.doubts.append(Doubt(_BOX))
                self._fill(content, box, number)

    def _nested(self, content: Content, table: etree._Element, number: int) -> None:
        found = self.blocks(table, number)
        content.order += found
        for block in found:
            if isinstance(block, Grid) and block.rows > 1 and block.columns > 1:
                content.grids.append(block)
                content.doubts.append(Doubt(_SPLIT))
                continue
            texts = [block.text] if isinstance(block, Line) else [" ".join(text for text in row if text) for row in block.texts()]
            content.doubts.append(Doubt(_FLAT))
            for lines in content.lines.values():
                lines += texts


def _cells(rows: list[RowSlots], places: list[Place], aside: list[str]) -> list[Cell]:
    """Every cell once; one merged downwards has the height of the cells it covers. Their text is never printed: it is told in `aside`, not read."""
    cells: list[Cell] = []
    for number, row in enumerate(rows):
        first = next((slot for slot in row.slots if slot.content), None)
        for slot in row.slots:
            content = Content() if slot.content is None else slot.content
            if slot.merge == "continue" and number and _above(rows[number - 1], slot):
                if content.covered:
                    aside.append(f"Khối {places[number].line_from}: chữ nằm trong phần bị ô gộp che, không in ra: “{content.covered[:200]}”.")
                continue
            height = 1
            if slot.merge:
                while number + height < len(rows) and _continued(rows[number + height], slot):
                    height += 1
            cell = content.cell(number, slot.start, slot, height, places[number].to(places[number + height - 1]))
            if content.covered:
                cell = replace(cell, text=content.covered, raw=content.covered).doubting(_ORPHAN)
            cells.append(cell.doubting(_UNEVEN) if row.uneven and slot is first else cell)
    return cells


def _above(row: RowSlots, slot: Slot) -> bool:
    return any(other.merge and (other.start, other.end) == (slot.start, slot.end) for other in row.slots)


def _continued(row: RowSlots, slot: Slot) -> bool:
    return any(other.merge == "continue" and (other.start, other.end) == (slot.start, slot.end) for other in row.slots)
