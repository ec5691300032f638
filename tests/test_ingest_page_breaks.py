"""What a narrow column or a page break cuts in two: words, numbers, headings, merged cells, titles."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pdf_support import pdf, read, table, text
from test_ingest_tables import grid, only, questions, read as read_grids, shown

from scripts.ingest.broken_words import verdict_of
from scripts.ingest.grid import Grid, Line, Place
from scripts.ingest.line_fit import Fit
from scripts.ingest.pdf import read_pdf
from scripts.ingest.wraps import unwrapped

TASKS = "STT | Nhiệm vụ | Chủ trì | Thời gian\n"
WIDTHS = (1.0, 5.0, 3.0, 2.0)
# In the made-up font every letter is half its size wide: 5 points at size 10.
XS = [50, 90, 300, 500]


def filled(found: Grid, *places: tuple[int, int]) -> Grid:
    """The grid, the cells at these places ending with a word that fills its line."""
    return replace(found, cells=tuple(replace(cell, may_go_on=(cell.row, cell.column) in places) for cell in found.cells))


@pytest.mark.parametrize(
    ("first", "second", "tight", "verdict"),
    [
        ("thàn", "h", "about", "sure"),
        ("Chu", "yển", "about", "unsure"),
        ("Chu", "yển", "close", "likely"),
        ("Chu", "yển", "only", "sure"),
        ("9/202", "5", "close", "sure"),
        ("III/202", "6", "close", "likely"),
        ("439,4", "5", "close", "likely"),
        ("II", "I", "close", "likely"),
        ("UBN", "D xã", "close", "likely"),
        ("2025", "2026", "close", "apart"),
        ("1", "2", "close", "unsure"),
        ("11", "12", "close", "unsure"),
        ("20", "26", "close", "likely"),
        ("Hằng", "năm", "close", "apart"),
        ("Hằng", "năm", "only", "apart"),
        ("Zalo", "mini", "only", "likely"),
        ("thàn", "h", "", "apart"),
        ("thàn ", "h", "close", "apart"),
    ],
)
def test_the_room_that_was_left_and_the_spelling_tell_a_broken_word_from_two(first, second, tight, verdict):
    assert verdict_of(first, second, tight) == verdict


def test_a_word_broken_twice_in_a_narrow_column_is_whole_again():
    """Margins of 5 points on both sides, three letters a line; the other cells show the margins."""
    words = text(55, 112, "Chu") + text(55, 124, "yển") + text(95, 112, "Lớp học số cho người dân") + text(305, 112, "Công an xã")
    cells = read(pdf(table([50, 75, 300, 500], [100, 140, 160]) + words)).grids[0].cells
    assert cells[0].text == "Chuyển"
    assert [doubt.second for doubt in cells[0].doubts] == ["Chu yển"]


def test_a_wrap_after_a_spaced_dash_is_asked_but_in_the_name_of_a_body():
    words = text(55, 112, "phát triển kinh tế -") + text(55, 124, "xã hội") + text(305, 112, "Phòng Văn hóa -") + text(305, 124, "Xã hội")
    cells = read(pdf(table([50, 300, 500], [100, 140]) + words)).grids[0].cells
    assert [cell.text for cell in cells] == ["phát triển kinh tế - xã hội", "Phòng Văn hóa - Xã hội"]
    assert [[doubt.second for doubt in cell.doubts] for cell in cells] == [["phát triển kinh tế -xã hội"], []]


def test_where_wrapped_lines_end_with_a_space_one_without_it_is_sure_to_be_cut():
    lines = "".join(text(95, 112 + 12 * number, "Mở lớp học số cho mọi người ") for number in range(6))
    # Four letters, 20 points, in 24: no room for a fifth, but for a space.
    cut = text(55, 112, "Chuy") + text(55, 124, "ển")
    cells = read(pdf(table([50, 84, 300], [100, 190]) + cut + lines)).grids[0].cells
    assert (cells[0].text, cells[0].doubts) == ("Chuyển", ())


def test_unknown_margins_leave_the_tightness_a_guess():
    assert Fit().margins is None and not Fit().spaced


@pytest.mark.parametrize(("lines", "whole"), [(["Danh sách", "; biên bản"], "Danh sách; biên bản"), (["(ít nhất 02 lớp", ")"], "(ít nhất 02 lớp)"), (["lượt", "/năm"], "lượt/năm")])
def test_no_space_is_written_before_a_closing_mark(lines, whole):
    assert unwrapped(lines) == whole


def test_a_word_cut_by_a_page_break_is_whole_again():
    upper = filled(grid(TASKS + "1 | Mở lớp | Công an xã | Hoàn thàn", page=1, cut_below=True, widths=WIDTHS), (1, 3))
    lower = grid(" | | | h\n2 | Lắp loa | Công an xã | Năm 2026", page=2, cut_above=True, widths=WIDTHS)
    found = only(read_grids(upper, lower))
    assert shown(found)[0] == "row: 1 | Mở lớp | Công an xã | Hoàn thành"


def test_a_sum_in_a_total_cut_by_a_page_break_is_whole_and_asked():
    head = "STT | Nội dung chi | Kinh phí năm 2026\n"
    upper = filled(grid(head + "1 | Mua máy | 300.000.000\n | Tổng cộng | 1.300.000.0", page=1, cut_below=True, widths=(1.0, 5.0, 3.0)), (2, 2))
    lower = grid(" | | 00\n2 | Mở lớp | 1.000.000.000", page=2, cut_above=True, widths=(1.0, 5.0, 3.0))
    found = only(read_grids(upper, lower))
    assert [row.cells[2].text for row in found.rows if row.cells[2]] == ["300.000.000", "1.300.000.000", "1.000.000.000"]


def test_a_number_of_a_section_cut_by_a_page_break_is_one():
    upper = filled(grid(TASKS + "1 | Mở lớp | Công an xã | Năm 2026\nII | XÃ HỘI SỐ | < | <", page=1, cut_below=True, widths=WIDTHS), (2, 0))
    lower = grid("I | | | \n1 | Lắp loa | Công an xã | Năm 2026", page=2, cut_above=True, widths=WIDTHS)
    assert shown(only(read_grids(upper, lower)))[1].startswith("section: III | XÃ HỘI SỐ")


@pytest.mark.parametrize(("first", "second"), [("11", "12"), ("I", "II"), ("X", "XI"), ("1.1", "1.2"), ("1.2", "2"), ("4.4", "5")])
def test_numbers_that_count_on_are_of_two_rows(first, second):
    upper = filled(grid(TASKS + f"{first} | Mở lớp | Công an xã | Năm 2026", page=1, cut_below=True, widths=WIDTHS), (1, 0))
    lower = grid(f"{second} | Lắp loa | Công an xã | Năm 2026", page=2, cut_above=True, widths=WIDTHS)
    assert [row.cells[0].text for row in only(read_grids(upper, lower)).rows] == [first, second]


def test_a_section_whose_number_and_name_are_cut_is_one_and_asked():
    upper = filled(grid(TASKS + "1 | Mở lớp | Công an xã | Năm 2026\nI | HỢP TÁC, LIÊN | < | <", page=1, cut_below=True, widths=WIDTHS), (2, 0))
    lower = grid("X | KẾT VÙNG | < | <\n1 | Lắp loa | Công an xã | Năm 2026", page=2, cut_above=True, widths=WIDTHS)
    found = only(read_grids(upper, lower))
    assert shown(found)[1].startswith("section: IX | HỢP TÁC, LIÊN KẾT VÙNG")
    assert any("thành số của một dòng" in question for question in questions(found))


def test_a_merged_cell_torn_by_a_page_break_is_put_together_and_asked():
    upper = grid(TASKS + "1 | Mở lớp | Công an xã | Năm 2026\n2 | Lắp loa | Trung tâm Phục vụ hành chính | Năm 2026", page=1, cut_below=True, widths=WIDTHS)
    lower = grid("3 | Viết tin | công xã | Năm 2026\n4 | Thi vẽ | ^ | Năm 2026", page=2, cut_above=True, widths=WIDTHS)
    found = only(read_grids(upper, lower))
    assert [row.cells[2].text for row in found.rows[1:]] == ["Trung tâm Phục vụ hành chính công xã"] * 3
    assert all(row.cells[2].doubts for row in found.rows[1:])


def test_an_empty_cell_at_the_head_of_a_page_is_asked_where_nothing_else_in_its_column_is_empty():
    rows = "\n".join(f"{number} | Mở lớp {number} | Công an xã | Năm 2026" for number in range(1, 6))
    lower = grid("6 | Viết tin | | Năm 2026\n7 | Thi vẽ | Công an xã | Năm 2026", page=2, cut_above=True, widths=WIDTHS)
    found = only(read_grids(grid(TASKS + rows, page=1, cut_below=True, widths=WIDTHS), lower))
    assert found.rows[5].cells[2].text == ""
    assert any("ô gộp bị ngắt trang" in question for question in questions(found))


def test_a_heading_of_two_levels_cut_inside_a_row_is_put_together():
    """The break cuts the words of the first level; the second level stands on the next page only."""
    upper = grid("Số | Nội dung chi | Kinh phí ước | Dự toán kinh | Trong đó", page=1, cut_below=True, widths=(1.0, 5.0, 2.0, 2.0, 4.0))
    body = "TT | | thực hiện năm 2025 | phí năm 2026 | Ngân sách tỉnh | Ngân sách xã\n1 | Mua máy | 10 | 20 | 15 | 5"
    lower = grid(body, page=2, cut_above=True, widths=(1.0, 5.0, 2.0, 2.0, 2.0, 2.0))
    found = only(read_grids(upper, lower))
    assert [column.heading for column in found.columns][:4] == ["Số TT", "Nội dung chi", "Kinh phí ước thực hiện năm 2025", "Dự toán kinh phí năm 2026"]
    assert [(column.role, column.years) for column in found.columns][2:4] == [("amount", (2025, 2025)), ("amount", (2026, 2026))]
    assert len(found.rows) == 1


def test_titles_that_a_page_break_parts_from_their_table_are_no_rows_of_the_one_before():
    first = grid(TASKS + "1 | Mở lớp | Công an xã | Năm 2026", page=1, widths=WIDTHS)
    titles = grid("Phụ lục II\nDANH MỤC NHIỆM VỤ NĂM 2027", page=1, cut_below=True, widths=(11.0,))
    second = grid(TASKS + "1 | Lắp loa | Công an xã | Năm 2027", page=2, cut_above=True, widths=WIDTHS)
    found = read_grids(first, titles, second)
    assert [len(one.rows) for one in found.read] == [1, 1]
    assert [title.text for title in found.read[1].titles] == ["Phụ lục II", "DANH MỤC NHIỆM VỤ NĂM 2027"]


def test_a_table_that_runs_off_the_paper_is_asked_about_as_a_whole():
    words = text(55, 115, "STT") + text(100, 115, "Tên nhiệm vụ") + text(310, 115, "Chủ trì")
    found = read_pdf("x.pdf", pdf(table([50, 90, 300, 594], [100, 130, 160]) + words), "")
    assert ["mép giấy" in line.text and line.place.page == 1 for line in found.unread] == [True]
    assert not read_pdf("x.pdf", pdf(table([*XS], [100, 130, 160]) + words), "").unread


def test_a_heading_of_which_no_half_is_known_is_put_together():
    upper = grid("S | Tên | Đơn vị | Thời", page=1, cut_below=True, widths=WIDTHS)
    lower = grid("TT | nhiệm vụ | chủ trì | gian\n1 | Mở lớp | Công an xã | Năm 2026", page=2, cut_above=True, widths=WIDTHS)
    found = only(read_grids(upper, lower))
    assert [column.role for column in found.columns] == ["number", "name", "lead", "schedule"]
    assert shown(found) == ["row: 1 | Mở lớp | Công an xã | Năm 2026"]


def test_a_heading_beside_two_levels_is_cut_as_high_as_both():
    upper = grid("S | Tên | Đơn vị | Thời", page=1, cut_below=True, widths=(1.0, 5.0, 3.0, 4.0))
    lower = grid("TT | nhiệm vụ | chủ trì | gian | <\n^ | ^ | ^ | Năm 2026 | Năm 2027\n1 | Mở lớp | Công an xã | x |", page=2, cut_above=True, widths=(1.0, 5.0, 3.0, 2.0, 2.0))
    found = only(read_grids(upper, lower))
    assert [(column.role, column.years) for column in found.columns][3:] == [("schedule", (2026, 2026)), ("schedule", (2027, 2027))]
    assert shown(found) == ["row: 1 | Mở lớp | Công an xã | x | "]


def test_a_column_that_compares_years_is_no_target_under_a_heading_of_targets():
    """Not even where a narrow column breaks its year."""
    head = "STT | Chỉ tiêu | Mức đạt | <\n^ | ^ | Năm 2026 | Kế hoạch 202 6/Thực hiện 2025\n1 | Tỷ lệ hồ sơ trực tuyến | 90% | 120%"
    assert [column.role for column in only(read_grids(grid(head))).columns] == ["number", "name", "target", "other"]


def test_a_title_printed_again_on_each_page_parts_no_table():
    """The numbers of a budget ("a" under "1") do not go on: the page's heading is what shows that the table does."""
    titles = (Line("Phụ lục III", Place(page=1)), Line("DỰ TOÁN KINH PHÍ NĂM 2026", Place(page=1)))
    head = "STT | Nội dung chi | Kinh phí năm 2026\n"
    first = grid(head + "1 | UBND xã | 300.000.000\na | Mua máy | 300.000.000", page=1, cut_below=True, widths=(1.0, 5.0, 3.0))
    second = grid(head + "b | Mở lớp | 100.000.000", page=2, widths=(1.0, 5.0, 3.0))
    found = only(read_grids(*titles, first, *(replace(line, place=Place(page=2)) for line in titles), second))
    assert len(found.rows) == 3
