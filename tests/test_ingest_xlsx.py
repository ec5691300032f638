"""Workbooks: every cell as Excel shows it in Vietnam, tables apart from titles and notes, what is hidden told."""

import datetime
import io
import re
import zipfile

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from scripts.ingest import limits
from scripts.ingest.grid import Document, Grid, Refused
from scripts.ingest.number_formats import shown_number, shown_text
from scripts.ingest.xlsx import read_xlsx

LINE = Side(style="thin")
RULED = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)


def saved(book: openpyxl.Workbook, edit: tuple[str, str] = ("", ""), part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """The workbook as a file, one expression of one part replaced."""
    stream = io.BytesIO()
    book.save(stream)
    if not edit[0]:
        return stream.getvalue()
    changed = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                assert re.search(edit[0].encode(), content)
                content = re.sub(edit[0].encode(), edit[1].encode(), content)
            new.writestr(name, content)
    return changed.getvalue()


def read(book: openpyxl.Workbook, *edit: str) -> Document:
    return read_xlsx("a.xlsx", saved(book, *([edit] if edit else [])), "0" * 64)


def put(sheet: Worksheet, rows: list[list[object]], top: int = 1, left: int = 1, ruled: bool = False) -> None:
    for number, row in enumerate(rows, start=top):
        for column, value in enumerate(row, start=left):
            cell = sheet.cell(number, column, value)
            if ruled:
                cell.border = RULED


def a_book(*rows: list[object], ruled: bool = False) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    put(book.active, list(rows), ruled=ruled)
    return book


def blocks(document: Document) -> list[object]:
    return [block.texts() if isinstance(block, Grid) else block.text for block in document.blocks]


def asked(document: Document) -> dict[str, list[str]]:
    return {cell.text: [doubt.second for doubt in cell.doubts] for grid in document.grids for cell in grid.cells if cell.doubts}


@pytest.mark.parametrize(
    "stored, code, shown",
    [
        ("1", "0%", "100%"),
        ("0.235", "0.0%", "23,5%"),
        ("0.28999999999999998", "General", "0,29"),
        ("0.57", "0%", "57%"),
        ("5267475000", "#,##0", "5.267.475.000"),
        ("5267475000", "General", "5267475000"),
        ("1234.5", "#,##0.00", "1.234,50"),
        ("2.5", "0", "3"),
        ("0.125", "0.00", "0,13"),
        ("-1234", "#,##0", "-1.234"),
        ("-1234", "#,##0;(#,##0)", "(1.234)"),
        ("-0.2", "0", "0"),
        ("0", '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)', "-"),
        ("1500000", '_-* #,##0\\ _₫_-;-* #,##0\\ _₫_-;_-* "-"\\ _₫_-;_-@_-', "1.500.000"),
        ("1000000", '#,##0\\ "₫"', "1.000.000 ₫"),
        ("1000000", "#,##0[$đ-42A]", "1.000.000đ"),
        ("12", '0" lượt"', "12 lượt"),
        ("85", '"≥ "0"%"', "≥ 85%"),
        ("5", "00", "05"),
        ("1", '"0"0', "01"),
        ("1234567", "0,000", "1.234.567"),
        ("2500000", "#,##0,", "2.500"),
        ("0", "#,###", ""),
        ("1.5", "[>=2]0;0.0", "1,5"),
        ("7", '[Red][<5]0;[Blue]0" xã"', "7 xã"),
        ("45840", "dd/mm/yyyy", "02/07/2025"),
        ("45840", "dd/m/yyyy", "02/7/2025"),
        ("45840", "d/m/yy", "2/7/25"),
        ("45840", "mm/yyyy", "07/2025"),
        ("45840", "[$-42A]dd/mm/yyyy;@", "02/07/2025"),
        ("45840", '"Tháng "m"/"yyyy', "Tháng 7/2025"),
        ("45840.5625", "dd/mm/yyyy hh:mm", "02/07/2025 13:30"),
        ("0.5625", "h:mm:ss", "13:30:00"),
    ],
)
def test_numbers_as_excel_shows_them(stored: str, code: str, shown: str) -> None:
    """No question where the format says all."""
    found = shown_number(stored, code)
    assert (found.text, found.doubts) == (shown, ())


@pytest.mark.parametrize(
    "stored, code, shown, second",
    [
        ("7", ";;;", "", "7"),
        ("3.14159265358", "General", "3,141592654", "3,14"),
        ("123456789012", "General", "123456789012", "123456789012"),
        ("0.5", "# ?/?", "0,5", ""),
        ("1234567", "0.00E+00", "1234567", ""),
        ("45840", "mmm-yy", "07/2025", ""),
        ("45840", "dddd, dd mmmm yyyy", "02/07/2025", ""),
        ("45840", "m/d/yyyy", "7/2/2025", "02/07/2025"),
        ("1.5", "[h]:mm", "1,5", ""),
        ("-3", "dd/mm/yyyy", "-3", ""),
        ("12", "0-0", "12", ""),
    ],
)
def test_numbers_that_could_be_shown_in_another_way_are_asked_about(stored: str, code: str, shown: str, second: str) -> None:
    """Formats that depend on the machine, hide the number, or are not known here."""
    found = shown_number(stored, code)
    assert (found.text, [doubt.second for doubt in found.doubts]) == (shown, [second])


def test_a_day_in_the_format_of_the_machine() -> None:
    """Asked about only when day and month could be taken for each other; the other first day of 1904 counts too."""
    assert shown_number("45840", "dd/mm/yyyy", by_machine=True).doubts[0].second == "07/02/2025"
    assert shown_number("45859", "dd/mm/yyyy", by_machine=True).doubts == ()
    assert shown_number("44378", "dd/mm/yyyy", epoch_1904=True).text == "02/07/2025"


def test_text_stays_text_unless_its_format_says_more() -> None:
    """ "01" is never made a number."""
    assert (shown_text("01", "General").text, shown_text("01", "@").doubts) == ("01", ())
    assert shown_text("a", ";;;").doubts[0].second == "a"


def test_titles_above_a_table_are_lines() -> None:
    """Merged or not; numbers of sheets and rows are the places."""
    book = a_book(["PHỤ LỤC I"], ["Chỉ tiêu năm 2026"], [None, None, "Đơn vị: đồng"], ["STT", "Tên", "Số"], [1, "a", 5])
    book.active.merge_cells("A1:C1")
    book.active["A1"].font = Font(bold=True)
    found = read(book)
    assert blocks(found) == ["PHỤ LỤC I", "Chỉ tiêu năm 2026", "Đơn vị: đồng", [["STT", "Tên", "Số"], ["1", "a", "5"]]]
    assert [(block.place.page, block.place.line_from) for block in found.blocks] == [(1, 1), (1, 2), (1, 3), (1, 4)]
    assert (found.blocks[0].bold, found.pages, found.remarks, asked(found)) == (True, 1, (), {})


def test_merged_headings_of_two_levels() -> None:
    """A first row of few cells is no title when its cells reach down."""
    book = a_book(["STT", "Năm", None, None], [None, 2024, 2025, 2026], [1, "a", "b", "c"])
    book.active.merge_cells("A1:A2")
    book.active.merge_cells("B1:D1")
    found = read(book).grids[0]
    assert found.texts() == [["STT", "Năm", "", ""], ["", "2024", "2025", "2026"], ["1", "a", "b", "c"]]
    assert [(cell.row_span, cell.column_span) for cell in found.row(0)] == [(2, 1), (1, 3)]
    assert found.cells[0].place.line_to == 2


def test_a_ruled_table_keeps_its_blank_rows_and_drops_notes_and_signatures() -> None:
    """What has no lines at its sides stands outside; a total without lines does not."""
    rows = [["STT", "Nội dung", "Đơn vị", "Số tiền"], [1, "a", "đồng", 5], [None] * 4, ["II", "Mục", None, None], [2, "b", "đồng", 6]]
    book = a_book(*rows, ruled=True)
    put(book.active, [[None, "TỔNG", None, 11], ["Ghi chú: tạm tính"], [None, "LẬP BIỂU", None, "CHỦ TỊCH"]], top=6)
    found = read(book)
    assert found.grids[0].texts()[1:] == [["1", "a", "đồng", "5"], ["", "", "", ""], ["II", "Mục", "", ""], ["2", "b", "đồng", "6"], ["", "TỔNG", "", "11"]]
    assert blocks(found)[1:] == ["Ghi chú: tạm tính", "LẬP BIỂU", "CHỦ TỊCH"]


def test_a_lone_last_row_of_an_unruled_table_is_kept_and_asked_about() -> None:
    """It may be a row or a note: no row is lost."""
    found = read(a_book(["STT", "Tên", "Số"], [1, "a", 5], ["Ghi chú"]))
    assert found.grids[0].texts()[-1] == ["Ghi chú", "", ""] and list(asked(found)) == ["Ghi chú"]


def test_several_tables_on_one_sheet() -> None:
    """Apart by blank rows, by blank columns, by a title between ruled tables."""
    book = a_book(["TT", "A"], [1, "x"], [2, "y"])
    put(book.active, [["TT", "B"], [1, "z"], [2, "w"]], left=4)
    put(book.active, [["TT", "C"], [1, "u"]], top=6, ruled=True)
    put(book.active, [["Phụ lục 2"]], top=8)
    put(book.active, [["TT", "D"], [1, "v"]], top=9, ruled=True)
    found = read(book)
    assert blocks(found) == [
        [["TT", "A"], ["1", "x"], ["2", "y"]], [["TT", "B"], ["1", "z"], ["2", "w"]], [["TT", "C"], ["1", "u"]], "Phụ lục 2", [["TT", "D"], ["1", "v"]],
    ]  # fmt: skip
    assert "2 bảng đặt cạnh nhau" in found.remarks[0]


def test_tables_side_by_side_keep_their_own_titles() -> None:
    """A title above the second table begins at its column; a letterhead far above stays where it is."""
    book = a_book(["UBND XÃ", None, None, "CỘNG HÒA"])
    put(book.active, [["Phụ lục 1", None, None, None, "Phụ lục 2 (ĐVT: triệu đồng)"]], top=9)
    put(book.active, [["TT", "A"], [1, "x"], [2, "y"]], top=11, ruled=True)
    put(book.active, [["TT", "B"], [1, "z"], [2, "w"]], top=11, left=5, ruled=True)
    assert blocks(read(book)) == [
        "UBND XÃ", "CỘNG HÒA", "Phụ lục 1", [["TT", "A"], ["1", "x"], ["2", "y"]], "Phụ lục 2 (ĐVT: triệu đồng)", [["TT", "B"], ["1", "z"], ["2", "w"]],
    ]  # fmt: skip


def test_a_table_goes_on_after_one_blank_row() -> None:
    """When what follows is numbered or a sum; headings or a title begin something new."""
    rows = [["STT", "Tên", "Đơn vị", "Số"], [], ["I", "Mục"], [1, "a", "đ", 5], [], ["II", "Mục"], [2, "b", "đ", 6], [], [None, "Cộng", None, 11]]
    found = read(a_book(*rows, [], ["STT", "Tên", "Số"], [1, "c", 7], [], ["Phụ lục 3"], ["STT", "Tên", "Số"], [1, "d", 8]))
    assert [[texts[0] or texts[1] for texts in grid.texts()] for grid in found.grids] == [["STT", "I", "1", "II", "2", "Cộng"], ["STT", "1"], ["STT", "1"]]
    assert blocks(found)[2] == "Phụ lục 3"


def test_an_unruled_section_row_does_not_end_a_ruled_table() -> None:
    """What follows it begins with a number of the list."""
    book = a_book(["STT", "Tên"], [1, "a"], ruled=True)
    put(book.active, [[None, "PHẦN HAI"]], top=3)
    put(book.active, [[2, "b"]], top=4, ruled=True)
    assert blocks(read(book)) == [[["STT", "Tên"], ["1", "a"], ["", "PHẦN HAI"], ["2", "b"]]]


def test_what_is_hidden_is_told_and_not_read() -> None:
    """Sheets, rows, columns, cells under merged ones, comments."""
    book = a_book(["STT", "Nháp", "Tên"], [1, "p", "a"], [2, "q", "b"], [3, "r", "c"])
    book.active.column_dimensions["B"].hidden = True
    book.active.row_dimensions[3].hidden = True
    book.active["A4"].comment = Comment("xem lại", "x")
    book.create_sheet("Bản cũ").sheet_state = "veryHidden"
    found = read(book)
    assert blocks(found) == [[["STT", "Tên"], ["1", "a"], ["3", "c"]]]
    assert [cell.place.line_from for cell in found.grids[0].cells] == [1, 1, 2, 2, 4, 4]
    told = "\n".join(found.remarks)
    assert all(words in told for words in ("dòng ẩn: “2; q; b”", "cột ẩn: “Nháp; p; r”", "“Bản cũ” bị ẩn", "comment"))
    book = a_book(["STT", "Tên"], [1, "a"], ruled=True)
    found = read(book, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>')
    assert "ô gộp che, không đọc: “Tên”" in found.remarks[0]


def test_rows_that_a_filter_hides_are_asked_about() -> None:
    """They may be rows of the plan: a remark is not enough."""
    book = a_book(["STT", "Tên"], [1, "a"], [2, "b"])
    book.active.auto_filter.ref = "A1:B3"
    book.active.row_dimensions[3].hidden = True
    (line,) = read(book).unread
    assert (line.place.page, line.place.line_from, line.place.line_to) == (1, 3, 3) and "bộ lọc" in line.text and "b”" not in line.text


def test_zeros_that_the_sheet_does_not_show_are_blank() -> None:
    """As they are printed; how many is told."""
    book = a_book(["STT", "Tên", "Số"], [1, "a", 0], [2, "b", 5])
    book.active.sheet_view.showZeros = False
    found = read(book)
    assert found.grids[0].texts()[1:] == [["1", "a", ""], ["2", "b", "5"]] and "1 ô bằng 0" in found.remarks[0]


def test_words_outside_the_cells_are_told() -> None:
    """The header and footer of the printed page, without what they say of fonts and page numbers."""
    book = a_book(["STT", "Tên"], [1, "a"])
    book.active.oddHeader.center.text = "PHỤ LỤC I"
    book.active.oddHeader.center.font = "Times New Roman,Bold"
    assert "“PHỤ LỤC I”" in read(book).remarks[0]


def test_a_merged_cell_that_begins_in_a_hidden_row_is_seen() -> None:
    """Excel shows it in the rows that are left."""
    book = a_book(["STT", "Tên"], ["gộp", "x"], [None, "y"])
    book.active.merge_cells("A2:A3")
    book.active.row_dimensions[2].hidden = True
    assert blocks(read(book)) == [[["STT", "Tên"], ["gộp", "y"]]]


def test_formulas_errors_and_logical_values_are_asked_about() -> None:
    """A formula is read by its stored result; without one the cell is open."""
    book = a_book(["STT", "Số", "x"], [1, "=SUM(1,2)", "#REF!"], [2, True, "y"])
    found = read(book)
    assert found.grids[0].texts() == [["STT", "Số", "x"], ["1", "", "#REF!"], ["2", "TRUE", "y"]]
    assert asked(found) == {"": [""], "#REF!": [""], "TRUE": [""]}
    found = read(book, r"<f>SUM\(1,2\)</f><v\s*/>|<f>SUM\(1,2\)</f><v></v>", "<f>SUM(1,2)</f><v>3</v>")
    assert found.grids[0].texts()[1][1] == "3" and list(asked(found)) == ["#REF!", "TRUE"]
    assert "1 ô là công thức" in found.remarks[0]


def test_struck_and_raised_letters_are_asked_about() -> None:
    """In part of a cell, or of the whole cell."""
    book = a_book(["STT", "Tên"], [1, CellRichText("100", TextBlock(InlineFont(vertAlign="superscript"), "1"))], [2, "bỏ"], [3, 7])
    book.active["B3"].font = Font(strike=True)
    book.active["B4"].font = Font(strike=True)
    assert asked(read(book)) == {"100": ["1001"], "bỏ": [""], "7": [""]}


def test_line_breaks_in_a_cell_stay_in_the_raw_text() -> None:
    """The text itself is one line."""
    cell = read(a_book(["STT", "Tên"], [1, "- một\n- hai"])).grids[0].cells[3]
    assert (cell.text, cell.raw, cell.method) == ("- một - hai", "- một\n- hai", "sheet")


def test_days_are_shown_by_their_format() -> None:
    """What a day looks like is a matter of the cell, not of this program."""
    book = a_book(["STT", "Ngày"], [1, datetime.date(2025, 7, 2)], [2, datetime.date(2025, 7, 21)], [3, datetime.date(2025, 7, 2)])
    for row, code in enumerate(("dd/m/yyyy", "mm-dd-yy", "d/m/yyyy"), start=2):
        book.active.cell(row, 2).number_format = code
    found = read(book)
    assert [texts[1] for texts in found.grids[0].texts()[1:]] == ["02/7/2025", "21/07/2025", "2/7/2025"] and asked(found) == {}


def test_areas_without_end_do_no_harm() -> None:
    """A merge over the whole sheet, a cell in its last corner."""
    book = a_book(["STT", "Tên"], [1, "a"])
    found = read(book, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="B2:XFD1048576"/></mergeCells>')
    assert blocks(found) == [[["STT", "Tên"], ["1", "a"]]]
    book.active["XFD1048576"] = "góc"
    assert blocks(read(book)) == [[["STT", "Tên"], ["1", "a"]], "góc"]


def test_too_many_cells_and_empty_workbooks_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted while they are read."""
    with pytest.raises(Refused, match="không có ô nào"):
        read(openpyxl.Workbook())
    monkeypatch.setattr(limits, "CELLS", 3)
    with pytest.raises(Refused, match="hơn 3 ô"):
        read(a_book([1, 2], [3, 4]))


def test_one_long_string_in_every_cell_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file may hold more text than memory: it is counted while it is read."""
    monkeypatch.setattr(limits, "CHARACTERS", 1000)
    with pytest.raises(Refused, match="ký tự"):
        read(a_book(*[["x" * 300] * 2] * 3))


def test_signatures_and_notes_below_an_unruled_table_are_lines() -> None:
    """Without a blank row between; a last row that says nothing of the kind is a row."""
    rows = [["STT", "Nội dung", "Chủ trì", "Hạn"], [1, "Họp", "Chủ tịch", "Quý I"]]
    end = [["(*) Làm mới"], ["Bảo Yên, ngày 5 tháng 1 năm 2026"], [None, "NGƯỜI LẬP", None, "CHỦ TỊCH"], [None, "Lê Thị Mẫu", None, "Trần Văn Mẫu"]]
    assert blocks(read(a_book(*rows, *end)))[1:] == ["(*) Làm mới", "Bảo Yên, ngày 5 tháng 1 năm 2026", "NGƯỜI LẬP", "CHỦ TỊCH", "Lê Thị Mẫu", "Trần Văn Mẫu"]
    assert blocks(read(a_book(*rows, ["(*) Làm mới"], ["1 Không tính thôn"])))[1:] == ["(*) Làm mới", "1 Không tính thôn"]
    assert blocks(read(a_book(["KẾ HOẠCH"], ["Người lập:", "Lê Thị Mẫu"], ["Ngày lập:", "5/1/2026"]))) == ["KẾ HOẠCH", "Người lập:", "Lê Thị Mẫu", "Ngày lập:", "5/1/2026"]
    assert blocks(read(a_book(*rows, [2, "In", "Chủ tịch", "Quý II"])))[0][-1] == ["2", "In", "Chủ tịch", "Quý II"]


def filled(sheet: Worksheet, *cells: str) -> None:
    for cell in cells:
        sheet[cell].fill = PatternFill("solid", fgColor="FF00B050")


def test_cells_marked_by_their_colour_are_asked_about() -> None:
    """Once a sheet. Colours of headings, of whole rows and whole columns say nothing."""
    book = a_book(["TT", "Nhiệm vụ", "Chủ trì", "Quý I", "Quý II"], [1, "Họp", "Văn phòng"], [2, "In", "Công an xã"], [3, "Gửi", "Văn phòng"])
    filled(book.active, "A1", "B1", "D1", "D2", "E3", "E4")
    (line,) = read(book).unread
    assert "3 ô" in line.text and (line.place.line_from, line.place.line_to) == (2, 4)
    book = a_book(["TT", "Nhiệm vụ", "Chủ trì", "Quý I", "Quý II"], [1, "Họp", "Văn phòng"], [2, "In", "Công an xã"])
    filled(book.active, *(f"{column}2" for column in "ABCDE"), "D2", "D3")
    assert not read(book).unread


def test_numbered_rows_below_blank_rows_belong_to_the_heading_above() -> None:
    """With the titles of their sections; a table with a heading of its own, one with a title of its own, or rows after a sum do not."""
    head, one, two = ["STT", "Nhiệm vụ", "Chủ trì"], [1, "a", "b"], [2, "c", "d"]
    found = read(a_book(["NHIỆM VỤ"], [], head, [], ["HẠ TẦNG"], one, two, [], [], ["DỮ LIỆU"], one))
    assert blocks(found) == ["NHIỆM VỤ", [head, ["HẠ TẦNG", "", ""], ["1", "a", "b"], ["2", "c", "d"], ["DỮ LIỆU", "", ""], ["1", "a", "b"]]]
    assert len(read(a_book(head, one, two, [], [], ["Phụ lục 2"], one, two)).grids) == 2
    assert len(read(a_book(head, one, [None, "Tổng cộng", 3], [], [], one, two)).grids) == 2


def test_titles_over_a_drawn_table_of_few_columns_are_lines() -> None:
    """Two in a row: its form number and its unit."""
    book = a_book(["Biểu số 02", None, "ĐVT: triệu đồng"], ["DỰ TOÁN"])
    put(book.active, [["STT", "Nội dung chi", "Năm 2026"], [1, "a", 5]], top=3, ruled=True)
    assert blocks(read(book)) == ["Biểu số 02", "ĐVT: triệu đồng", "DỰ TOÁN", [["STT", "Nội dung chi", "Năm 2026"], ["1", "a", "5"]]]
