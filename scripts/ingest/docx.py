"""A Word document (DOCX) as lines and grids. The XML is walked here, because what a library calls a row hides merged cells,
automatic numbers and tracked changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from ..text import clean
from . import limits
from .docx_numbering import Numbering
from .docx_runs import Paragraph, Runs
from .docx_styles import Styles, W
from .docx_tables import Tables, parts
from .grid import Document, Grid, Line, Place
from .office_file import OfficeFile
from .readings import BEFORE
from .refusals import refused

_SEEN = {
    "change": "Tài liệu có {0} chỗ sửa chưa được chấp nhận (Track Changes); đã đọc như đã chấp nhận hết.",
    "hidden": "Có {0} đoạn chữ ẩn, không in ra nên không đọc: {1}.",
    "note": "Có {0} dấu chú thích cuối trang; lời chú thích không nằm trong bảng.",
    "picture": "Có {0} hình hoặc biểu đồ, không đọc chữ trong hình.",
    "object": "Có {0} đối tượng nhúng (như bảng Excel đặt trong Word), không đọc: nếu là bảng thì chép nó thành bảng Word rồi đọc lại.",
    "equation": "Có {0} công thức toán, đã đọc thành một dòng chữ.",
    "field": "Có {0} trường tự động (field) chưa có kết quả; hãy bấm Ctrl+A, F9 trong Word rồi lưu lại nếu thiếu chữ.",
    "box": "Có {0} khung chữ (text box), đã đọc như đoạn văn tại chỗ neo của khung.",
}
_TABBED = "{count} đoạn liền nhau gõ thành cột bằng phím Tab (từ “{words}”), không đọc thành bảng: nếu là bảng của kế hoạch thì đổi thành bảng trong Word rồi đọc lại."
_FEW_TABS = 3


def read_docx(name: str, data: bytes, sha256: str) -> Document:
    """Places count blocks from 1 in the order of the document: a paragraph, or a row of a table. Raises Refused when it is broken."""
    file = OfficeFile(name, data)
    main = file.main()
    body = file.xml(main).find(f"{W}body")
    if body is None:
        raise refused(name, "tệp DOCX không có nội dung", "văn bản có bảng", "mở tệp bằng Word rồi lưu lại")
    return _Reading(file, main).document(body, sha256)


class _Reading:
    """One pass over one document."""

    def __init__(self, file: OfficeFile, main: str) -> None:
        self._file, self._main = file, main
        self._seen: Counter[str] = Counter()
        styles = Styles(self._root("styles"))
        self._numbering = Numbering(self._root("numbering"), styles)
        self._runs = Runs(styles, self._seen)
        self._tables = Tables(file.name, self._paragraph, self._advance)
        self._block = 0
        self._tabbed: list[tuple[str, Place]] = []  # paragraphs typed in columns, one below the other
        self._unread: list[Line] = []
        self._initial = ""  # a drop cap, the first letter of the next paragraph

    def _root(self, kind: str) -> etree._Element | None:
        found = self._file.related(self._main, kind)
        return self._file.xml(found[0]) if found else None

    def document(self, body: etree._Element, sha256: str) -> Document:
        for kind in ("altChunk", "subDoc"):
            if body.find(f".//{W}{kind}") is not None:
                raise refused(
                    self._file.name, f"một phần nhúng từ tài liệu khác ({kind})", "tài liệu có đủ chữ trong chính nó",
                    "mở bằng Word, lưu lại thành DOCX mới rồi đọc tệp mới",
                )  # fmt: skip
        blocks = tuple(self._blocks(body))
        self._end_of_tabs()
        limits.at_most(self._file.name, "ký tự", sum(map(_length, blocks)), limits.CHARACTERS)
        return Document("docx", self._file.name, sha256, blocks, lines=self._block, remarks=tuple(self._remarks()), unread=tuple(self._unread))

    def _advance(self) -> int:
        self._block += 1
        limits.at_most(self._file.name, "đoạn và dòng bảng", self._block, limits.BLOCKS)
        return self._block

    def _blocks(self, container: etree._Element, at: int | None = None) -> Iterator[Line | Grid]:
        for element in parts(container, "p", "tbl"):
            if element.tag == f"{W}tbl":
                self._end_of_tabs()
                yield from self._tables.blocks(element, at)
                continue
            number = self._advance() if at is None else at
            paragraph = self._paragraph(element)
            if paragraph is None:
                continue
            text = paragraph.reading()
            place = Place(line_from=number, line_to=number)
            if text.strip().count("\t") > 1:
                self._tabbed.append((clean(text), place))
            elif clean(text):
                self._end_of_tabs()
            yield from (Line(clean(part), place, paragraph.bold) for part in text.split("\n") if clean(part))
            for box in paragraph.boxes:
                self._seen["box"] += 1
                yield from self._blocks(box, number)

    def _end_of_tabs(self) -> None:
        """Tells of paragraphs that stand below each other in columns: what they may be is seen, not read."""
        if len(self._tabbed) >= _FEW_TABS:
            words, place = self._tabbed[0]
            self._unread.append(Line(_TABBED.format(count=len(self._tabbed), words=words[:60]), place.to(self._tabbed[-1][1])))
        self._tabbed.clear()

    def _paragraph(self, element: etree._Element) -> Paragraph | None:
        """One paragraph with its number; None when accepting the changes removes it, or when it is the first letter of the next."""
        paragraph = self._runs.paragraph(element)
        properties = element.find(f"{W}pPr")
        mark_gone = properties is not None and properties.find(f"{W}rPr/{W}del") is not None
        if paragraph.removed and mark_gone:
            return paragraph if paragraph.reading(BEFORE) and _in_cell(element) else None
        paragraph.number, certain = self._numbering.before(properties)
        if not certain:
            paragraph.oddities.add("number")
        if paragraph.drop_cap:
            self._initial += paragraph.reading().strip()
            return None
        if self._initial and paragraph.pieces:
            paragraph.begin(self._initial)
            self._initial = ""
        return paragraph

    def _remarks(self) -> Iterator[str]:
        sample = clean(" ".join(self._runs.hidden))[:200]
        for kind, sentence in _SEEN.items():
            if self._seen[kind]:
                yield sentence.format(self._seen[kind], f"“{sample}”")
        comments = self._root("comments")
        if comments is not None and (count := len(comments.findall(f"{W}comment"))):
            yield f"Có {count} ý kiến (comment) bên lề, không đọc."
        yield from self._tables.aside
        if any(self._file.xml(part).find(f".//{W}tbl//{W}t") is not None for kind in ("header", "footer") for part in self._file.related(self._main, kind)):
            yield "Đầu trang hoặc chân trang có bảng; đã bỏ qua."


def _in_cell(element: etree._Element) -> bool:
    return any(True for _ in element.iterancestors(f"{W}tc"))


def _length(block: Line | Grid) -> int:
    return len(block.text) if isinstance(block, Line) else sum(len(cell.text) for cell in block.cells)
