"""The first and the last sheet of an Excel file: what it is and how to read it, and what each column means. In both languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from ..datasets import Dataset
from ..edition import Edition
from ..languages import CODES, N_, _, writing
from ..package import licenses
from .base import Table
from .xlsx_cells import LINE, Look
from .xlsx_sheet import StreamedSheet, number_cell, places, text_cell, text_content

COVER, LAST = "Giới thiệu", "Từ điển"
FormatOf = Callable[..., Any]
WIDTHS = (30, 66, 66, 10)
SHADE = "#E8EEF4"

ABOUT = N_("Các bảng trong kế hoạch của xã, phường, đặc khu: mỗi dòng giữ chữ như in, giá trị đọc ra từ chữ ấy và chỗ ghi trong văn bản.")
SOURCE = N_("Kế hoạch do xã, phường, đặc khu ban hành; trang sources ghi tên tệp, nơi công bố và mã băm của từng tài liệu nguồn.")
LICENCE = N_("Dữ liệu biên soạn: %(licence)s, %(address)s. Văn bản hành chính không thuộc đối tượng bảo hộ quyền tác giả.")
VERSION = N_("Phiên bản %(version)s của dữ liệu, ngày %(date)s.")
CITE = N_("Minh bạch kế hoạch xã. %(title)s. Phiên bản %(version)s, ngày %(date)s. %(address)s")
READING = (
    N_("Ô trống nghĩa là văn bản không nêu; không bao giờ có nghĩa là 0."),
    N_("Số tiền ở khâu requested là nhu cầu, đề xuất trong kế hoạch, chưa phải dự toán được phê duyệt. Đừng cộng cả cột: dòng trên đã gồm dòng dưới."),
    N_("Cột có tên kết thúc bằng _text giữ chữ như in; giá trị đọc ra nằm ở các cột bên cạnh. Đọc con số của chỉ tiêu cùng với cột so sánh (comparator)."),
    N_("Cột reading ghi certain nếu đọc chắc chắn, doubtful nếu chưa chắc chắn: hãy xem lại văn bản trước khi dùng."),
    N_("Trang notices ghi những chỗ văn bản không khớp nhau; xem trang này trước khi trích dẫn một con số."),
    N_("Mã như 04168 là chữ, giữ số 0 ở đầu. Ngày là ngày thật của Excel; giờ là giờ Việt Nam (UTC+7)."),
    N_("Tên trang tính và tên cột giống các tệp CSV; nghĩa của từng cột nằm ở trang cuối, Từ điển."),
)
COLUMNS = ["table", "table_title", "field", "type", "title", "title_en", "description", "description_en", "values", "values_en", "example"]
# Long texts wrap; the others are as wide as their longest.
LOOKS = [Look(width, wraps, "General" if wraps else "@") for width, wraps in (
    (26, False), (26, False), (26, False), (10, False), (30, True), (30, True), (60, True), (60, True), (34, True), (34, True), (30, True),
)]  # fmt: skip


@dataclass(frozen=True)
class Cover:
    """What the first sheet says of the file: titles, the data's version and date, whole addresses of its page and of its CSV files.

    "" or None for what is not known.
    """

    title: str
    title_en: str
    version: str = ""
    date: date | None = None
    page: str = ""
    files: str = ""


@dataclass
class Sheet:
    """A sheet of a table in the list of sheets; `rows` is known at its end."""

    name: str
    table: Table
    rows: int = 0


def cover_of(dataset: Dataset, edition: Edition, version: str) -> Cover:
    """The cover of a dataset in this edition of the site, `version` being that of the data."""
    return Cover(dataset.title, dataset.title_en, version, edition.date, edition.address(dataset.page), edition.address(dataset.folder))


def both(message: str, **values: dict[str, str] | str) -> list[str]:
    """A message in Vietnamese and in English; a value may be given by language."""
    found = []
    for code in CODES:
        with writing(code):
            found.append(_(message, **{name: value[code] if isinstance(value, dict) else value for name, value in values.items()}))
    return found


def write_cover(sheet: StreamedSheet, format_of: FormatOf, cover: Cover, sheets: list[Sheet], remarks: list[str]) -> None:
    """Write the first sheet; last of all, for only then is known how many rows there are and what could not be held."""
    for at, width in enumerate(WIDTHS):
        sheet.set_column(at, at, width)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    page = _Page(sheet, format_of)
    page.line([cover.title], "title")
    page.line([cover.title_en], "subtitle")
    page.line([])
    for label, texts in _facts(cover):
        page.line([label, *texts], "label", "text", "text")
    page.line([])
    for at, message in enumerate(READING):
        page.line([" / ".join(both(N_("Cách đọc"))) if not at else "", *both(message)], "label", "text", "text")
    page.line([])
    page.line([" / ".join(both(N_("Trang tính"))), *both(N_("Nội dung")), " / ".join(both(N_("Số dòng")))], "first", "head", "head", "head")
    for shown in sheets:
        said = shown.table.descriptor
        texts = [f"{said['title' + end]}. {said['description' + end]}" for end in ("", "_en")]
        page.line([shown.name, *texts, shown.rows], "name", "text", "text", "count")
    page.line([])
    page.line([" / ".join(both(N_("Ghi chú của tệp này"))), *both(N_("Những ô mà Excel không giữ được nguyên vẹn"))], "first", "head", "head")
    for remark in remarks or [""]:
        page.line(["", remark, ""] if remark else ["", *both(N_("Không có: mọi ô giống tệp CSV."))], "label", "text", "text")
    sheet.finish(len(WIDTHS))


def _facts(cover: Cover) -> list[tuple[str, list[str]]]:
    """(label, [Vietnamese, English]) of what is known."""
    title = {"vi": cover.title, "en": cover.title_en}
    day = cover.date.isoformat() if cover.date else ""
    licence = licenses()[0]
    unknown = dict(zip(CODES, both(N_("không rõ"))))
    known = {"version": cover.version or unknown, "date": day or unknown}
    facts = [(both(N_("Nội dung")), both(ABOUT)), (both(N_("Nguồn")), both(SOURCE))]
    if cover.version or day:
        facts.append((both(N_("Phiên bản")), both(VERSION, **known)))
    if cover.page:
        facts.append((both(N_("Trang web")), [cover.page, cover.page]))
    if cover.files:
        facts.append((both(N_("Tệp CSV")), [cover.files, cover.files]))
    facts.append((both(N_("Giấy phép")), both(LICENCE, licence=licence["title"], address=licence["path"])))
    if cover.version or day:
        facts.append((both(N_("Cách trích dẫn")), [cite.rstrip() for cite in both(CITE, title=title, address=cover.page, **known)]))
    return [(" / ".join(label), texts) for label, texts in facts]


class _Page:
    """The cover while it is written, line by line."""

    def __init__(self, sheet: StreamedSheet, format_of: FormatOf) -> None:
        self._sheet = sheet
        wrapped = {"text_wrap": True, "valign": "top", "indent": 1}
        self._styles = {
            "title": format_of(bold=True, font_size=16), "subtitle": format_of(font_size=12, font_color="#555555"),
            "label": format_of(bold=True, text_wrap=True, valign="top"), "text": format_of(**wrapped), "name": format_of(num_format="@", valign="top"),
            "first": format_of(bold=True, bg_color=SHADE, bottom=1, text_wrap=True, valign="top"), "head": format_of(bold=True, bg_color=SHADE, bottom=1, **wrapped),
            "count": format_of(num_format="#,##0", valign="top"),
        }  # fmt: skip

    def line(self, cells: list[str | int], *styles: str) -> None:
        """The next line, as high as its longest text: not every program finds that out by itself."""
        row, made = self._sheet.height + 1, []
        for (before, after), cell in zip(places(tuple(self._styles[style] for style in styles)), cells):
            at = f"{before}{row}{after}"
            if cell != "":
                made.append(number_cell(at, str(cell)) if isinstance(cell, int) else text_cell(at, cell))
        lines = max((-(-len(str(cell)) // width) for cell, width in zip(cells, WIDTHS)), default=1) if len(styles) > 1 else 1
        self._sheet.put("".join(made), 24 if "title" in styles else LINE * lines)


def write_dictionary(sheet: StreamedSheet, columns: list[tuple[str, str]], tables: list[Table]) -> None:
    """One row a column of these tables, below the names of the columns; `columns` are the places of the cells."""
    for table in tables:
        for entry in _entries(table):
            row = sheet.height + 1
            sheet.put("".join([f"<c r={before}{row}{after}{content}" for (before, after), content in zip(columns, entry) if content]))


@lru_cache(maxsize=64)
def _entries(table: Table) -> list[list[str]]:
    """For each column of a table what its cells hold, as text_content makes it, "" for none; remembered, for all datasets have the same tables."""
    found = []
    for field in table.fields:
        said: dict[str, str] = {**field, "table": table.name, "table_title": table.descriptor["title"], "field": field["name"]}
        for end in ("", "_en"):
            said[f"values{end}"] = "; ".join(f"{code} = {label}" for code, label in field.get(f"enum_titles{end}", {}).items())
        texts = [str(said.get(column, "")) for column in COLUMNS]
        found.append([text_content(text) if text else "" for text in texts])
    return found
