"""PDFs of other programs than the ones a commune usually has: layers, form fields, fonts that do not say what their letters are, drawn in other ways."""

from __future__ import annotations

from pdf_support import A4, TEXTS, WORDS, XS, YS, bar, line, pdf, read, stream, table, text

from scripts.ingest.tables import read_tables

# The first object after those of a file with one page.
FIRST = 8


def resources(more: str) -> str:
    """The resources of the page, with others beside the font."""
    return f"/Resources<</Font<</F1 3 0 R/F2 {FIRST} 0 R>>{more}>>"


def other(x: float, top: float, codes: str) -> str:
    """Letters of the font F2 by their codes in hexadecimal figures."""
    return f"BT /F2 10 Tf {x} {A4[1] - top} Td <{codes}> Tj ET "


def font(more: str, flags: int = 4) -> bytes:
    """A font of one byte a letter that is embedded in the file."""
    return f"<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Made/FirstChar 0/LastChar 255/Widths[{'500 ' * 256}]{more}/FontDescriptor<</Type/FontDescriptor/FontName/ABCDEF+Made/Flags {flags}/Ascent 800/Descent -200/FontBBox[0 -200 1000 800]/FontFile2 {FIRST + 1} 0 R>>>>".encode()


def questions(cell):
    return " ".join(doubt.question for doubt in cell.doubts)


def test_what_stands_on_a_layer_that_is_off_is_not_read_and_told():
    catalog = f"/OCProperties<</OCGs[{FIRST} 0 R {FIRST + 1} 0 R]/D<</OFF[{FIRST} 0 R]>>>>"
    layers = (b"<</Type/OCG/Name(Cu)>>", b"<</Type/OCG/Name(Moi)>>")
    drawn = "/OC /L1 BDC " + text(200, 145, "số cũ") + "EMC /OC /L2 BDC " + WORDS + "EMC "
    properties = f"/Resources<</Font<</F1 3 0 R>>/Properties<</L1 {FIRST} 0 R/L2 {FIRST + 1} 0 R>>>>"
    document = read(pdf(table(XS, YS) + drawn, page=properties, catalog=catalog, more=layers))
    assert document.grids[0].texts() == TEXTS
    assert "không hiện trên trang in" in document.remarks[0]


def test_a_layer_of_several_is_off_when_all_of_them_are():
    catalog = f"/OCProperties<</OCGs[{FIRST} 0 R]/D<</BaseState/OFF>>>>"
    layers = (b"<</Type/OCG/Name(Cu)>>", f"<</Type/OCMD/OCGs[{FIRST} 0 R]>>".encode())
    properties = f"/Resources<</Font<</F1 3 0 R>>/Properties<</M {FIRST + 1} 0 R>>>>"
    document = read(pdf(table(XS, YS) + WORDS + "/OC /M BDC " + text(200, 145, "số cũ") + "EMC ", page=properties, catalog=catalog, more=layers))
    assert document.grids[0].texts() == TEXTS


def test_a_filled_field_of_a_form_is_read_where_it_is_drawn():
    """The empty cell of the table holds a field; a ticked box beside it is told, since its cross is a sign without a meaning."""
    drawing = stream(b"BT /F1 10 Tf 2 5 Td <003900300025> Tj ET", "/Type/XObject/Subtype/Form/BBox[0 0 90 20]/Resources<</Font<</F1 3 0 R>>>>")
    field = f"<</Type/Annot/Subtype/Widget/FT/Tx/V(90%)/Rect[305 {A4[1] - 155} 395 {A4[1] - 135}]/AP<</N {FIRST + 2} 0 R>>>>".encode()
    box = b"<</Type/Annot/Subtype/Widget/FT/Btn/AS/Yes/Rect[10 10 20 20]>>"
    words = WORDS.replace(text(305, 145, "≥ 0,23%"), "")
    document = read(pdf(table(XS, YS) + words, page=f"/Annots[{FIRST} 0 R {FIRST + 1} 0 R]", more=(field, box, drawing)))
    assert document.grids[0].texts() == [TEXTS[0], [*TEXTS[1][:2], "90%"]]
    assert ["1 ô biểu mẫu" in line.text for line in document.unread] == [True]


def test_a_figure_is_cut_to_its_box_and_leaves_no_trace_of_its_own_place():
    """What stands outside the box of a figure is not shown; words after it stand where the page puts them."""
    inner = stream((text(20, 842 - 5, "trong") + text(200, 842 - 5, "ngoài")).encode(), "/Type/XObject/Subtype/Form/BBox[0 0 100 20]/Matrix[1 0 0 1 105 690]/Resources<</Font<</F1 3 0 R>>>>")
    words = text(55, 115, "1") + "/X Do " + text(305, 115, "sau")
    document = read(pdf(table(XS, YS) + words, page=f"/Resources<</Font<</F1 3 0 R>>/XObject<</X {FIRST} 0 R>>>>", more=(inner,)))
    assert document.grids[0].texts() == [["1", "", "sau"], ["", "trong", ""]]


def test_letters_that_only_a_guess_would_give_are_unread_and_asked():
    """An embedded font of signs without a table of its letters: code 31 need not be "1"."""
    drawn = table(XS, YS) + WORDS.replace(text(305, 145, "≥ 0,23%"), "") + other(305, 145, "3031")
    cells = read(pdf(drawn, page=resources(""), more=(font(""), stream(b"")))).grids[0].cells
    assert cells[-1].text == "��"
    assert "thiếu bảng mã" in questions(cells[-1])
    named = read(pdf(drawn, page=resources(""), more=(font("/Encoding/WinAnsiEncoding"), stream(b"")))).grids[0].cells
    assert named[-1].text == "01"


def test_a_letter_that_the_font_does_not_hold_is_unread_and_asked():
    """Programs print a box for it and write it as the code 0, which is no letter."""
    unicode = stream(b"1 beginbfchar\n<01> <0000>\nendbfchar\n1 beginbfchar\n<02> <0038>\nendbfchar\n")
    drawn = table(XS, YS) + WORDS.replace(text(305, 145, "≥ 0,23%"), "") + other(305, 145, "0102")
    cells = read(pdf(drawn, page=resources(""), more=(font(f"/ToUnicode {FIRST + 2} 0 R"), stream(b""), unicode))).grids[0].cells
    assert cells[-1].text == "�8"
    assert "thiếu bảng mã" in questions(cells[-1])


def test_names_of_letters_without_a_meaning_are_unread():
    drawn = table(XS, YS) + WORDS.replace(text(305, 145, "≥ 0,23%"), "") + other(305, 145, "4142")
    cells = read(pdf(drawn, page=resources(""), more=(font("/Encoding<</Differences[65/g12/seven]>>"), stream(b"")))).grids[0].cells
    assert cells[-1].text == "�7"


def test_words_of_another_size_printed_over_a_cell_are_set_aside_and_the_cell_is_asked():
    """A stamp without a frame: its blanks leave no gap in the words below."""
    document = read(pdf(table(XS, YS) + WORDS + text(108, 146, "Ký số: UBND", 7)))
    assert document.grids[0].texts() == TEXTS
    assert "Ký số" in document.remarks[0]
    assert ["đóng chồng" in questions(cell) for cell in document.grids[0].cells] == [False] * 4 + [True, False]


def test_a_frame_with_rules_across_only_is_a_table_whose_columns_white_space_parts():
    """A page number just above it is no row of it."""
    rows = [("STT", "Chỉ tiêu", "Năm 2026"), ("1", "Tỷ lệ hồ sơ", "90%"), ("2", "Số lớp tập huấn", "02"), ("3", "Số mô hình", "01")]
    ys = [100 + 30 * number for number in range(5)]
    words = "".join(text(x, 118 + 30 * number, word) for number, row in enumerate(rows) for x, word in zip((55, 105, 305), row))
    frame = "".join(line(50, y, 400, y) for y in ys) + line(50, 100, 50, 220) + line(400, 100, 400, 220)
    document = read(pdf(frame + words + text(300, 95, "2")))
    assert document.grids[0].texts() == [list(row) for row in rows]
    (found,) = read_tables(document).read
    assert all(row.doubts for row in found.rows)


def test_a_heading_above_the_first_rule_is_part_of_the_table_and_the_title_over_it_is_not():
    rows = [("STT", "Chỉ tiêu", "Năm 2026"), ("1", "Tỷ lệ hồ sơ", "90%"), ("2", "Số lớp tập huấn", "02"), ("3", "Số mô hình", "01")]
    words = "".join(text(x, 118 + 30 * number, word) for number, row in enumerate(rows) for x, word in zip((55, 105, 305), row))
    document = read(pdf(text(60, 104, "Đơn vị tính: đồng, kèm theo kế hoạch năm 2026 của xã Lộc Hòa") + words + "".join(line(50, y, 400, y) for y in (130, 160, 190, 220))))
    assert document.grids[0].texts() == [list(row) for row in rows]


def test_white_rules_go_on_between_rows_without_colour():
    """Only the first and the last row are shaded; the white rules of the row between them are not seen on the page."""
    ys = [100, 130, 160, 190]
    shades = "0.8 g " + bar(50, 100, 350, 30) + bar(50, 160, 350, 30) + "0 g "
    words = WORDS + text(55, 175, "2") + text(105, 175, "Số lớp") + text(305, 175, "02")
    document = read(pdf(shades + "1 G " + table(XS, ys) + "0 G " + words))
    assert document.grids[0].texts() == [*TEXTS, ["2", "Số lớp", "02"]]


def test_two_texts_that_touch_across_a_rule_are_of_two_cells():
    """Each is painted as a string of its own; one string over the rule is still asked about."""
    tight = text(55, 145, "1") + text(279.5, 145, "12,5") + text(300.6, 145, "lớp")
    cells = read(pdf(table(XS, YS) + tight)).grids[0].cells
    assert [(cell.text, questions(cell)) for cell in cells[4:]] == [("12,5", ""), ("lớp", "")]
    cells = read(pdf(table(XS, YS) + text(55, 145, "1") + text(280, 145, "12,5lớp"))).grids[0].cells
    assert all("đè lên đường kẻ" in questions(cell) for cell in cells[4:])


def test_words_just_below_a_table_in_another_column_are_no_rest_of_its_last_cell():
    document = read(pdf(table(XS, YS) + WORDS + text(55, 172, "Nơi nhận:")))
    assert not any(cell.doubts for cell in document.grids[0].cells)


def test_a_table_without_margins_is_not_asked_for_texts_that_all_end_at_a_rule():
    ys = [100, 130, 160, 190]
    words = "".join(text(55, y, str(number)) + text(400 - 5 * len(figure), y, figure) for number, (y, figure) in enumerate(zip((115, 145, 175), ("100", "1.200", "90.000")), 1))
    assert not any(cell.doubts for cell in read(pdf(table(XS, ys) + words)).grids[0].cells)
    lone = text(55, 115, "1") + text(385, 115, "100") + text(305, 145, "90") + text(305, 175, "80")
    assert any("chạm mép" in questions(cell) for cell in read(pdf(table(XS, ys) + lone)).grids[0].cells)


def half(x: float, top: float, rows) -> str:
    """A table of three columns on one half of a sheet, rows 30 points high."""
    xs, ys = [x, x + 40, x + 180, x + 240], [top + 30 * number for number in range(len(rows) + 1)]
    return table(xs, ys) + "".join(text(left + 4, top + 18 + 30 * number, word, 8) for number, row in enumerate(rows) for left, word in zip(xs, row))


HEAD = ("STT", "Chỉ tiêu", "Năm 2026")


def test_two_pages_on_one_sheet_are_read_one_after_the_other():
    """The right one begins higher, with the rest of the last row of the left one below a heading printed again."""
    left = half(30, 100, [HEAD, ("1", "Tỷ lệ hồ sơ", "90%"), ("2", "Số lớp tập huấn", "02")])
    right = half(320, 60, [HEAD, ("", "cho cán bộ", ""), ("3", "Số mô hình", "01")])
    document = read(pdf(text(40, 90, "Phụ lục I", 8) + left + right))
    (found,) = read_tables(document).read
    assert [[row.text(column) for column in range(3)] for row in found.rows] == [["1", "Tỷ lệ hồ sơ", "90%"], ["2", "Số lớp tập huấn cho cán bộ", "02"], ["3", "Số mô hình", "01"]]


def test_tables_side_by_side_keep_their_own_titles():
    rows = [HEAD, ("1", "Tỷ lệ hồ sơ", "90%"), ("2", "Số lớp tập huấn", "02")]
    words = text(200, 60, "Kế hoạch của xã và các thôn trong năm tới") + text(40, 90, "Phụ lục I", 8) + text(330, 90, "Phụ lục II", 8)
    found = read_tables(read(pdf(words + half(30, 100, rows) + half(320, 100, rows)))).read
    assert [table.appendix for table in found] == ["I", "II"]


def test_letters_painted_one_by_one_without_spaces_are_of_two_words_at_a_narrow_gap():
    letters = "".join(text(105 + 5 * number + (1.8 if number > 1 else 0), 145, letter) for number, letter in enumerate("Tỷlệ"))
    assert read(pdf(table(XS, YS) + text(55, 145, "1") + letters)).grids[0].texts()[1][1] == "Tỷ lệ"


def test_columns_on_the_next_page_may_have_headings_of_more_levels_and_share_merged_rows():
    """The section runs over the columns of both pages: no rule parts it there, or its words are printed again."""
    ys = [100, 130, 160, 190, 220]
    left = table([50, 100, 590], [100, *ys[2:]]) + "".join(text(x, y, word) for x, y, word in ((55, 120, "STT"), (105, 120, "Chỉ tiêu"), (55, 178, "A"), (105, 178, "KINH TẾ SỐ"), (55, 208, "1"), (105, 208, "Tỷ lệ")))
    rules = "".join(line(50, y, 250, y) for y in ys) + line(50, 100, 50, 220) + line(250, 100, 250, 220) + line(150, 130, 150, 160) + line(150, 190, 150, 220)
    right = rules + text(55, 120, "Kế hoạch") + text(55, 148, "Năm 2026") + text(155, 148, "Năm 2027") + text(55, 178, "KINH TẾ SỐ") + text(55, 208, "90%") + text(155, 208, "95%")
    (found,) = read_tables(read(pdf(left, right))).read
    assert [(row.kind, [row.text(column) for column in range(4)]) for row in found.rows] == [("section", ["A", "KINH TẾ SỐ", "", ""]), ("row", ["1", "Tỷ lệ", "90%", "95%"])]
    assert [column.years for column in found.columns][2:] == [(2026, 2026), (2027, 2027)]


def test_words_under_a_box_painted_later_are_not_read_nor_quoted_and_the_cell_is_asked():
    """White-out with new words over it, and a black box; what shines through is no cover."""
    white = "1 g " + bar(300, 136, 60, 14) + "0 g " + text(305, 145, "90%")
    document = read(pdf(table(XS, YS) + WORDS + white + bar(104, 136, 80, 14)))
    assert document.grids[0].texts() == [TEXTS[0], ["1", "", "90%"]]
    assert ["bị che" in questions(cell) for cell in document.grids[0].cells] == [False] * 4 + [True, True]
    assert not any("Tỷ lệ" in remark or "0,23" in remark for remark in document.remarks)
    sheer = "/Resources<</Font<</F1 3 0 R>>/ExtGState<</G<</ca 0.4>>>>>>"
    document = read(pdf(table(XS, YS) + WORDS + "q /G gs 1 1 0 rg " + bar(104, 136, 80, 14) + "Q ", page=sheer))
    assert document.grids[0].texts() == TEXTS


def test_a_box_painted_before_the_words_covers_nothing():
    document = read(pdf("1 g " + bar(300, 132, 90, 26) + "0 g " + table(XS, YS) + WORDS))
    assert document.grids[0].texts() == TEXTS
    assert not any(cell.doubts for cell in document.grids[0].cells)


def test_struck_words_are_asked_with_the_reading_without_them():
    words = WORDS.replace(text(305, 145, "≥ 0,23%"), "") + text(305, 145, "80%") + text(330, 145, "90%") + line(305, 142, 320, 142)
    cell = read(pdf(table(XS, YS) + words)).grids[0].cells[-1]
    assert cell.text == "80% 90%"
    assert [doubt.second for doubt in cell.doubts if "gạch ngang" in doubt.question] == ["90%"]


def test_cells_with_round_corners_have_their_sides():
    def box(x0, top, x1, bottom):
        y0, y1 = A4[1] - bottom, A4[1] - top
        return f"{x0 + 3} {y0} m {x1 - 3} {y0} l {x1 - 1} {y0} {x1} {y0 + 1} {x1} {y0 + 3} c {x1} {y1 - 3} l {x1} {y1 - 1} {x1 - 1} {y1} {x1 - 3} {y1} c {x0 + 3} {y1} l {x0 + 1} {y1} {x0} {y1 - 1} {x0} {y1 - 3} c {x0} {y0 + 3} l {x0} {y0 + 1} {x0 + 1} {y0} {x0 + 3} {y0} c h S "

    drawn = "".join(box(x0 + 0.5, top + 0.5, x1 - 0.5, bottom - 0.5) for x0, x1 in zip(XS, XS[1:]) for top, bottom in ((100, 112), (112, 124)))
    words = "".join(text(x + 5, top, word) for top, row in zip((109, 121), TEXTS) for x, word in zip(XS, row))
    assert read(pdf(drawn + words)).grids[0].texts() == TEXTS


def test_a_picture_pasted_over_words_hides_them_and_the_cell_is_asked():
    """One with a mask lets them through, and a picture of the whole page is the page."""
    for extra, seen in (("", ""), ("/SMask 9 0 R", "Tỷ lệ hồ sơ")):
        image = stream(b"\0", f"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray{extra}")
        drawn = table(XS, YS) + WORDS + f"q 80 0 0 14 104 {A4[1] - 150} cm /I Do Q "
        document = read(pdf(drawn, page=f"/Resources<</Font<</F1 3 0 R>>/XObject<</I {FIRST} 0 R>>>>", more=(image, stream(b"\0"))))
        assert document.grids[0].texts()[1] == ["1", seen, "≥ 0,23%"]
        assert ("bị che" in questions(document.grids[0].cells[4])) == (not seen)


def test_rows_without_rules_between_them_begin_at_their_numbers_and_are_asked():
    """A table with upright rules only; the sum has no number."""
    lines = [("STT", "Chỉ tiêu", "Năm 2026"), ("1", "Tỷ lệ hồ sơ", "90%"), ("", "trực tuyến", ""), ("2", "Số lớp", "02"), ("", "Tổng cộng", "92")]
    words = "".join(text(x, 118 + 14 * at, word) for at, row in enumerate(lines) for x, word in zip((55, 105, 305), row))
    grid = read(pdf(table(XS, [100, 190]) + words)).grids[0]
    assert grid.texts() == [list(lines[0]), ["1", "Tỷ lệ hồ sơ trực tuyến", "90%"], ["2", "Số lớp", "02"], ["", "Tổng cộng", "92"]]
    assert {cell.method for cell in grid.cells} == {"words"}
