"""PDFs as communes really print and stamp them: what lies over a table, runs out of its cell or its paper, or has no rules is read or asked, never lost in silence."""

from __future__ import annotations

import pytest
from pdf_support import A4, TEXTS, WORDS, XS, YS, bar, line, pdf, read, stream, table, text

from scripts.ingest.fragments import joined
from scripts.ingest.grid import Cell, Refused
from scripts.ingest.tables import read_tables

RED = "1 0 0 RG 1 0 0 rg "
BLACK = "0 0 0 RG 0 0 0 rg "
WIDE = [50, 100, 250, 400]


def questions(cell):
    return " ".join(doubt.question for doubt in cell.doubts)


def rectangle(x0, top, x1, bottom):
    return table([x0, x1], [top, bottom])


def test_a_coloured_stamp_over_a_table_is_set_aside_and_the_cells_under_it_are_asked():
    """Its frame parts no cells, its words are in a remark; a table that is itself drawn in colour is read as any other."""
    stamp = RED + rectangle(250, 105, 380, 125) + text(255, 118, "Người ký") + BLACK
    document = read(pdf(table(XS, YS) + WORDS + stamp))
    assert document.grids[0].texts() == TEXTS
    assert "“Người ký”" in document.remarks[0]
    assert ["đóng chồng" in questions(cell) for cell in document.grids[0].cells] == [False, False, True, False, False, False]
    assert read(pdf(RED + table(XS, YS) + WORDS)).grids[0].texts() == TEXTS


def test_a_black_frame_across_a_table_parts_no_cells():
    document = read(pdf(table(XS, YS) + WORDS + rectangle(250, 105, 380, 150)))
    assert document.grids[0].texts() == TEXTS
    assert "đóng chồng" in questions(document.grids[0].cells[2])


def test_huge_letters_over_a_table_and_white_ones_are_no_part_of_its_cells():
    document = read(pdf(table(XS, YS) + WORDS + text(120, 150, "NHÁP", 60) + "1 1 1 rg " + text(60, 145, "9")))
    assert document.grids[0].texts() == TEXTS
    assert "NHÁP" in document.remarks[0]


def test_white_letters_on_a_dark_heading_are_read():
    dark = bar(50, 100, 350, 30) + "1 1 1 rg " + text(55, 115, "STT") + text(105, 115, "Chỉ tiêu") + "0 g " + text(55, 145, "1")
    assert read(pdf(dark + table(XS, YS))).grids[0].texts()[0] == ["STT", "Chỉ tiêu", ""]


def test_text_that_goes_on_below_its_cell_is_asked_by_the_order_of_painting():
    """"hai" is painted right after "một", before the cells beside them: it is no word of the row below."""
    words = text(105, 125, "một") + text(105, 140, "hai") + text(305, 112, "x") + text(55, 145, "2") + text(305, 145, "y")
    cells = read(pdf(table(XS, YS) + words)).grids[0].cells
    assert ["tràn" in questions(cell) for cell in cells] == [False, True, False, False, True, False]


def test_text_below_the_table_that_was_painted_with_a_cell_is_asked():
    words = text(55, 115, "1") + text(105, 115, "một") + text(105, 168, "hai") + text(305, 115, "x") + text(55, 145, "2")
    cells = read(pdf(table(XS, YS) + words)).grids[0].cells
    assert "tràn" in questions(cells[1])


def test_text_beyond_the_paper_is_read_and_the_last_column_asks_for_more():
    xs = [50, 300, 595]
    cells = read(pdf(table(xs, YS) + text(55, 115, "1") + text(560, 115, "năm 2026"))).grids[0].cells
    assert cells[1].text == "năm 2026"
    assert "mép giấy" in questions(cells[1])


def test_text_cut_to_the_width_of_a_column_is_whole_and_in_its_row():
    clip = f"q 100 {A4[1] - 160} 200 60 re W n "
    clipped = clip + text(285, 115, "Phòng") + text(285, 145, "Kinh") + "Q "
    cells = read(pdf(table(XS, YS) + clipped)).grids[0].cells
    assert [cells[1].text, cells[4].text] == ["Phòng", "Kinh"]
    assert all("bị cắt" in questions(cell) for cell in (cells[1], cells[4]))


@pytest.mark.parametrize(("rules", "where"), [("".join(line(50, y, 400, y) for y in (100, 130, 160, 190, 220)), 220), (bar(50, 100, 350, 30) + bar(50, 160, 350, 30), 220)], ids=["rules", "shades"])
def test_rows_without_vertical_rules_have_columns_by_white_space_and_are_asked(rules, where):
    """Also the last row, when only every second one is shaded. Each row is asked about once, as a whole."""
    rows = [("STT", "Chỉ tiêu", "Năm 2026"), ("1", "Tỷ lệ hồ sơ", "90%"), ("2", "Số lớp tập huấn", "02"), ("3", "Số mô hình", "01")]
    words = "".join(text(x, 118 + 30 * number, word) for number, row in enumerate(rows) for x, word in zip((55, 105, 305), row))
    shade = "0.8 g " + rules + "0 g "
    document = read(pdf(shade + words))
    assert document.grids[0].texts() == [list(row) for row in rows]
    (found,) = read_tables(document).read
    assert [[doubt.question for doubt in row.doubts if "khoảng trống" in doubt.question and "một dòng nội dung" in doubt.question] for row in found.rows] == [[found.rows[0].doubts[0].question]] * 3


HEAD = ("STT", "Chỉ tiêu", "Năm 2026", "Chủ trì")
AT = (55, 105, 305, 385)


def ruled_rows(rows, top=100, leave_out=()):
    """Rows 30 points high with a rule over and under each; at the heights of `leave_out` the rule stops where the last column begins."""
    ys = [top + 30 * number for number in range(len(rows) + 1)]
    rules = "".join(line(50, y, 380 if y in leave_out else 500, y) for y in ys)
    return rules + "".join(text(x, top + 18 + 30 * number, word) for number, row in enumerate(rows) for x, word in zip(AT, row))


def test_columns_without_rules_show_in_the_rows_of_all_pages_together():
    """The second page alone has two rows whose words leave no column of values between them."""
    first = [HEAD, ("1", "Tỷ lệ hồ sơ", "90%", "Công an xã"), ("2", "Số lớp", "02", "Trạm Y tế xã"), ("3", "Số mô hình", "01", "Công an xã")]
    second = [("4", "Số xóm có điểm truy cập mạng", "", "Trạm Y tế xã")]
    found = read_tables(read(pdf(text(50, 80, "Phụ lục I") + ruled_rows(first, top=700), ruled_rows(second, top=60))))
    assert [[row.text(column) for column in range(4)] for row in found.read[0].rows] == [list(row) for row in (*first[1:], *second)]


def test_a_rule_that_leaves_out_a_merged_cell_parts_the_other_columns():
    rows = [HEAD, ("1", "Tỷ lệ hồ sơ", "90%", "Công an xã"), ("2", "Số lớp tập huấn", "02", ""), ("3", "Số mô hình", "01", "Trạm Y tế xã")]
    grid = read(pdf(ruled_rows(rows, leave_out=(160,)))).grids[0]
    assert [row[:3] for row in grid.texts()] == [list(row[:3]) for row in rows]
    assert [(cell.text, cell.row_span) for cell in grid.cells if cell.column == 3] == [("Chủ trì", 1), ("Công an xã", 2), ("Trạm Y tế xã", 1)]


def test_an_empty_column_without_rules_parts_where_its_heading_stands_alone():
    rows = [("STT", "Chỉ tiêu", "Năm 2026", "Ghi chú"), ("1", "Tỷ lệ hồ sơ", "90%", ""), ("2", "Số lớp tập huấn", "02", ""), ("3", "Số mô hình", "01", "")]
    assert read(pdf(ruled_rows(rows))).grids[0].texts() == [list(row) for row in rows]


def test_headings_without_any_rule_are_remarked():
    document = read(pdf(text(50, 100, "STT") + text(150, 110, "Nhiệm vụ") + text(300, 100, "Ghi chú")))
    assert "bảng không kẻ khung" in document.unread[0].text


def test_columns_printed_on_the_next_page_are_joined_and_asked():
    ys = [100, 130, 160, 190]
    rows = [("STT", "Chỉ tiêu"), ("1", "Tỷ lệ hồ sơ"), ("2", "Số lớp")]
    left = table([50, 100, 590], ys) + "".join(text(x, 118 + 30 * at, word) for at, row in enumerate(rows) for x, word in zip((55, 105), row))
    right = table([50, 200], ys) + "".join(text(55, 118 + 30 * at, word) for at, word in enumerate(("Năm 2026", "90%", "02")))
    document = read(pdf(left, right))
    assert document.grids[0].texts() == [["STT", "Chỉ tiêu", "Năm 2026"], ["1", "Tỷ lệ hồ sơ", "90%"], ["2", "Số lớp", "02"]]
    assert len(document.grids) == 1
    assert "ghép" in questions(document.grids[0].row(0)[2])
    assert sum("Trang 2 in các cột tiếp theo" in line.text for line in document.unread) == 1


def test_hashes_and_stacked_letters_are_asked():
    cells = read(pdf(table(XS, YS) + text(105, 115, "###") + text(305, 108, "K") + text(305, 117, "P") + text(305, 126, "I"))).grids[0].cells
    assert "“#”" in questions(cells[1])
    assert [doubt.second for doubt in cells[2].doubts if "xếp dọc" in doubt.question] == ["KPI"]


def test_cells_in_fonts_before_unicode_are_asked_each():
    data = pdf(table(XS, YS) + WORDS).replace(b"/BaseFont/Made/Enc", b"/BaseFont/.VnTm/Enc").replace(b"/BaseFont/Made/CID", b"/BaseFont/.VnTm/CID").replace(b"/FontName/Made", b"/FontName/.VnTm")
    cells = read(data).grids[0].cells
    assert all("trước Unicode" in questions(cell) for cell in cells if cell.text)


def test_a_picture_over_the_whole_page_makes_every_cell_asked():
    """A scan with a layer of recognised text: the letters may be wrong wherever they stand."""
    picture = f"q {A4[0]} 0 0 {A4[1]} 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q "
    document = read(pdf(table(XS, YS) + WORDS + picture))
    assert all("OCR" in questions(cell) for cell in document.grids[0].cells if cell.text)
    with pytest.raises(Refused, match="bản quét"):
        read(pdf(text(290, 830, "- 1 -") + picture))


def run_lengths(data):
    """The simplest form: stretches of up to 128 bytes as they are."""
    return b"".join(bytes([len(piece) - 1]) + piece for piece in (data[at : at + 128] for at in range(0, len(data), 128))) + b"\x80"


def lzw(data):
    """Every byte as a code of nine bits, the table cleared before it grows."""
    codes = [code for at in range(0, len(data), 200) for code in (256, *data[at : at + 200])] + [257]
    bits = "".join(f"{code:09b}" for code in codes)
    return bytes(int(bits[at : at + 8].ljust(8, "0"), 2) for at in range(0, len(bits), 8))


@pytest.mark.parametrize(("packed", "name"), [(run_lengths, "RunLengthDecode"), (lzw, "LZWDecode")])
def test_old_compressions_are_read(packed, name):
    raw = stream(packed((table(XS, YS) + WORDS).encode()), f"/Filter/{name}")
    assert read(pdf("", raw=raw)).grids[0].texts() == TEXTS


def test_damaged_data_is_told_and_refused_where_nothing_is_left():
    packed = lzw((table(XS, YS) + WORDS).encode())
    cut = read(pdf("", raw=stream(packed[:-90], "/Filter/LZWDecode")))
    assert any("bị hỏng" in remark for remark in cut.remarks)
    with pytest.raises(Refused, match="bị hỏng"):
        read(pdf("", raw=stream(packed[:9], "/Filter/LZWDecode")))


def test_old_compressions_unfold_within_a_limit():
    with pytest.raises(Refused, match="bung ra quá lớn"):
        read(pdf("", raw=stream(b"\x81 " * 500_000, "/Filter/RunLengthDecode")))


def test_a_file_with_fewer_pages_than_it_says_is_refused():
    with pytest.raises(Refused, match="9 trang nhưng chỉ đọc được 1"):
        read(pdf(WORDS).replace(b"/Count 1", b"/Count 9"))


def test_a_number_cut_by_the_page_break_is_joined_and_asked():
    cell = joined(Cell(0, 0, "1.189.200.00", "1.189.200.00"), Cell(0, 0, "0", "0"))
    assert (cell.text, cell.doubts[0].second) == ("1.189.200.000", "1.189.200.00 0")


def test_a_year_of_a_heading_on_the_next_page_belongs_to_it():
    """"Dự toán" is a heading by itself, so only its place tells that "năm 2026" below the break is the rest of it."""
    xs = [50, 100, 300, 400]
    first = text(50, 700, "Phụ lục") + table(xs, [740, 790]) + text(55, 760, "STT") + text(105, 760, "Nội dung") + text(305, 760, "Dự toán")
    second = table(xs, [60, 90, 120]) + text(305, 78, "năm 2026") + text(55, 108, "1") + text(105, 108, "Mua máy in") + text(305, 108, "5.000.000")
    read_ = read_tables(read(pdf(first, second))).read[0]
    assert [column.heading for column in read_.columns] == ["STT", "Nội dung", "Dự toán năm 2026"]
    assert len(read_.rows) == 1


def test_a_title_between_two_tables_without_vertical_rules_parts_them():
    head, rows = ("STT", "Chỉ tiêu", "Năm 2026", "Chủ trì"), [(str(number), "Tỷ lệ hồ sơ", "90%", "Công an xã") for number in range(1, 6)]
    both = ruled_rows([head, *rows], top=100) + text(55, 310, "Phụ lục II") + ruled_rows([head, *rows], top=330)
    assert [grid.rows for grid in read(pdf(both)).grids] == [6, 6]


def test_the_words_of_a_stamp_leave_the_columns_of_a_table_without_vertical_rules_alone():
    rows = [HEAD, ("1", "Tỷ lệ hồ sơ", "90%", "Công an xã"), ("2", "Số lớp tập huấn", "02", "Trạm Y tế xã"), ("3", "Số mô hình", "01", "Công an xã")]
    stamp = RED + rectangle(200, 125, 420, 165) + text(205, 148, "Người ký: ỦY BAN NHÂN DÂN XÃ MẪU") + BLACK
    assert read(pdf(ruled_rows(rows) + stamp)).grids[0].texts() == [list(row) for row in rows]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [(("III", "I"), ""), (("II", "I"), "III"), (("5.", "1"), "5.1"), (("0", "1"), "01"), (("1", "2"), "")],
)
def test_the_number_of_a_row_broken_in_a_very_narrow_column_is_whole_and_asked(lines, whole):
    """Numbers of several rows below each other are not one number."""
    words = "".join(text(55, 110 + 12 * at, line) for at, line in enumerate(lines))
    cell = read(pdf(table([50, 68, 300, 400], YS) + words + text(105, 115, "Chi tieu"))).grids[0].cells[0]
    assert cell.text == whole if whole else cell.text != "".join(lines)
    assert cell.doubts or not whole


def test_a_comma_at_the_head_of_a_line_stands_after_the_word_before_it():
    words = text(105, 112, "Hợp tác với địa phương") + text(105, 124, ", vùng kinh tế")
    assert read(pdf(table(XS, [100, 130, 160]) + words)).grids[0].cells[1].text == "Hợp tác với địa phương, vùng kinh tế"


def test_letters_painted_later_in_another_font_go_back_to_their_word():
    """The letter over the rule is painted after the whole cell: its word is asked about and goes whole to one cell."""
    words = text(288, 115, "tr") + text(105, 125, "ket qua") + text(298, 115, "ả")
    cells = read(pdf(table(XS, YS) + words)).grids[0].cells
    assert cells[2].text == "" and "trả" in cells[1].text
    assert "đè lên đường kẻ" in questions(cells[1])


def test_a_frame_that_cannot_be_joined_asks_about_the_row_before_it():
    rows = "".join(text(x, 790, word) for x, word in zip((55, 105, 305), ("1", "Tỷ lệ hồ sơ trực tuyến", "90%")))
    head = "".join(text(x, 765, word) for x, word in zip((55, 105, 305), ("STT", "Chỉ tiêu", "Năm 2026")))
    first = text(50, 700, "Phụ lục I") + table(XS, [750, 775, 800]) + head + rows
    second = table([120, 240, 380], [50, 80]) + text(130, 68, "phần còn lại") + text(250, 68, "khác")
    (found,) = read_tables(read(pdf(first, second))).read
    assert any("không ghép được" in doubt.question for doubt in found.rows[-1].doubts)


def test_a_cell_as_high_as_its_page_and_full_asks_where_it_ends():
    lines = "".join(text(105, 112 + 12 * at, "chính sách hỗ trợ người dân") for at in range(58))
    cells = read(pdf(table([50, 100, 300, 400], [100, 802]) + text(55, 112, "1") + lines)).grids[0].cells
    assert "cao gần hết trang" in questions(cells[1]) and "cao gần hết trang" not in questions(cells[0])
