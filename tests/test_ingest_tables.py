"""Grids of pages become tables with understood columns and rows: joining, headings, kinds, sections, what is set aside or stopped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scripts.ingest.coverage import lost_cells
from scripts.ingest.grid import Cell, Document, Grid, Line, Place
from scripts.ingest.headings import meanings
from scripts.ingest.read_tables import ReadTable, Tables
from scripts.ingest.shared_cells import rows_of
from scripts.ingest.tables import read_tables


def grid(text: str, page: int | None = None, cut_above: bool = False, cut_below: bool = False, widths: tuple[float, ...] = ()) -> Grid:
    """Rows are lines, columns are divided by "|". "<" belongs to the cell to its left, "^" to the one above."""
    rows = [[part.strip() for part in line.split("|")] for line in text.strip("\n").splitlines()]
    cells = []
    for row, texts in enumerate(rows):
        for column, words in enumerate(texts):
            if words in ("<", "^"):
                continue
            across = 1
            while column + across < len(texts) and texts[column + across] == "<":
                across += 1
            down = 1
            while row + down < len(rows) and rows[row + down][column] == "^":
                down += 1
            place = Place(page, None if page else row + 1, None if page else row + 1)
            cells.append(Cell(row, column, words, words, place, down, across, "ruled"))
    return Grid(tuple(cells), len(rows), len(rows[0]), Place(page, None if page else 1, None if page else len(rows)), cut_above, cut_below, widths)


def read(*blocks: Line | Grid | str, kind: str = "pdf") -> Tables:
    return read_tables(Document(kind, "x", "", tuple(Line(block) if isinstance(block, str) else block for block in blocks)))


def only(found: Tables) -> ReadTable:
    assert not found.stopped, found.stopped
    assert len(found.read) == 1, found
    return found.read[0]


def shown(table: ReadTable) -> list[str]:
    return [f"{row.kind}: " + " | ".join("" if cell is None else cell.text for cell in row.cells) for row in table.rows]


def roles(table: ReadTable) -> list[str]:
    return [column.role for column in table.columns]


def questions(table: ReadTable) -> list[str]:
    found = [doubt.question for column in table.columns for doubt in column.doubts]
    for row in table.rows:
        found += [doubt.question for doubt in row.doubts]
        found += [doubt.question for cell in row.cells if cell for doubt in cell.doubts]
    return found


TASKS = """
STT | Nhiệm vụ | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian hoàn thành
I | HẠ TẦNG | < | < | <
1 | Nâng cấp mạng nội bộ | Phòng Kinh tế | Các thôn | Quý I/2026
2 | Phủ sóng các thôn | Công an xã | | Thường xuyên
"""


def test_a_plain_table_of_tasks_has_no_doubts() -> None:
    table = only(read("Phụ lục I", "DANH MỤC NHIỆM VỤ NĂM 2026", grid(TASKS)))
    assert (table.kind, table.appendix, roles(table)) == ("tasks", "I", ["number", "name", "lead", "support", "schedule"])
    assert shown(table)[0] == "section: I | HẠ TẦNG |  |  | "
    assert shown(table)[2] == "row: 2 | Phủ sóng các thôn | Công an xã |  | Thường xuyên"
    assert not questions(table) and not table.remarks
    assert [line.text for line in table.titles] == ["Phụ lục I", "DANH MỤC NHIỆM VỤ NĂM 2026"]


def test_years_of_a_second_level_belong_to_the_heading_above_them() -> None:
    table = only(read(grid("""
TT | Tên nhiệm vụ | Cơ quan chủ trì | Thời gian thực hiện | < | < | Ghi chú
^ | ^ | ^ | Năm 2025 | Giai đoạn 2025 - 2030 | Giai đoạn 2030 - 2035 | ^
1 | Mở lớp tập huấn | Phòng Kinh tế | x | x | | không
"""), ))  # fmt: skip
    assert roles(table) == ["number", "name", "lead", "schedule", "schedule", "schedule", "note"]
    assert [column.years for column in table.columns[3:6]] == [(2025, 2025), (2025, 2030), (2030, 2035)]
    assert table.columns[4].above == ("Thời gian thực hiện",)
    assert not questions(table)


def test_an_unmerged_second_level_reads_the_same() -> None:
    """Sheets often leave the squares beside a heading empty instead of merging them."""
    table = only(read("CHỈ TIÊU", grid("""
STT | Nội dung | Chỉ tiêu | | | Đơn vị thực hiện
 | | Năm 2026 | Năm 2027 | Năm 2028 |
1 | Tỷ lệ hộ có mạng | 70% | 80% | 90% | Phòng Kinh tế
"""), kind="xlsx"))  # fmt: skip
    assert table.kind == "targets"
    assert [(column.role, column.years) for column in table.columns[2:5]] == [("target", (2026, 2026)), ("target", (2027, 2027)), ("target", (2028, 2028))]
    assert shown(table) == ["row: 1 | Tỷ lệ hộ có mạng | 70% | 80% | 90% | Phòng Kinh tế"]


def test_results_and_targets_under_two_headings_keep_their_roles() -> None:
    table = only(read(grid("""
STT | Chỉ tiêu | ĐVT | Kết quả thực hiện | < | Kế hoạch | <
^ | ^ | ^ | 2024 | 2025 | 2026 | 2030
1 | Tỷ lệ hộ có mạng | % | 50 | 60 | 70 | 100
""")))
    assert [(c.role, c.years) for c in table.columns[3:]] == [
        ("baseline", (2024, 2024)), ("baseline", (2025, 2025)), ("target", (2026, 2026)), ("target", (2030, 2030)),
    ]  # fmt: skip
    assert not questions(table)


def test_one_heading_over_two_columns_is_a_short_title_and_a_name() -> None:
    table = only(read(grid("""
STT | Nội dung nhiệm vụ | < | Cơ quan chủ trì | Thời gian
1 | Tập huấn | Mở lớp tập huấn kỹ năng số cho toàn bộ cán bộ, công chức | Phòng Kinh tế | Năm 2026
2 | Hạ tầng | Nâng cấp đường truyền tại trụ sở và nhà văn hóa các thôn | Phòng Kinh tế | Năm 2026
""")))
    assert roles(table)[:3] == ["number", "title", "name"] and not questions(table)


def test_titles_inside_the_grid_are_titles() -> None:
    table = only(read(grid("""
Phụ lục số 02 | < | <
DỰ TOÁN KINH PHÍ NĂM 2026 | < | <
Đơn vị tính: triệu đồng | < | <
TT | Nội dung chi | Kinh phí năm 2026
A | B | (1)
 | Tổng cộng | 300
1 | Mua máy tính | 100
2 | Tập huấn | 200
""")))
    assert (table.kind, table.unit, table.appendix) == ("budget", "triệu đồng", "02")
    assert [row.kind for row in table.rows] == ["letters", "total", "row", "row"]
    assert table.columns[2].years == (2026, 2026) and table.columns[2].stage == "requested" and not questions(table)


def test_a_page_break_between_rows_is_undone_with_and_without_a_repeated_heading() -> None:
    first = grid(TASKS, 1, cut_below=True)
    rest = "3 | Mở lớp | Trạm Y tế | | Quý II/2026"
    heading = "STT | Nhiệm vụ | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian hoàn thành\n"
    for second in (rest, heading + rest):
        table = only(read(first, Line("2", Place(2)), grid(second, 2, cut_above=True)))
        assert [row.cells[0].text for row in table.rows if row.cells[0]] == ["I", "1", "2", "3"]
        assert not questions(table)


def test_a_row_cut_by_the_page_break_is_one_row() -> None:
    first = grid(TASKS + "3 | Mở lớp tập huấn cho cán | Phòng Văn | | Quý", 1, cut_below=True)
    second = grid(" | bộ các thôn | hóa - Xã hội | | II/2026\n4 | Khác | Trạm Y tế | | Năm 2026", 2, cut_above=True)
    table = only(read(first, second))
    assert shown(table)[3] == "row: 3 | Mở lớp tập huấn cho cán bộ các thôn | Phòng Văn hóa - Xã hội |  | Quý II/2026"
    assert len(table.rows) == 5 and not questions(table)
    assert any("nối lại" in remark for remark in table.remarks)


def test_a_row_cut_over_three_pages_is_one_row() -> None:
    first = grid(TASKS + "3 | Mở lớp tập huấn cho cán | Phòng | | Quý II/2026", 1, cut_below=True)
    second = grid(" | bộ các thôn và | Văn | | ", 2, cut_above=True, cut_below=True)
    third = grid(" | các trường | hóa | |\n4 | Khác | Trạm Y tế | | Năm 2026", 3, cut_above=True)
    table = only(read(first, second, third))
    assert shown(table)[3] == "row: 3 | Mở lớp tập huấn cho cán bộ các thôn và các trường | Phòng Văn hóa |  | Quý II/2026"
    assert len(table.rows) == 5


def test_a_total_or_a_row_with_sums_at_the_head_of_a_page_stays_a_row() -> None:
    heading = "TT | Nội dung | Kinh phí năm 2026\n"
    first = grid(heading + "1 | Mua máy | 1.000.000\n2 | Tập huấn | 2.000.000", 1, cut_below=True)
    for start in ("| Tổng cộng | 3.000.000", "| Trong đó: tập huấn cán bộ | 500.000"):
        table = only(read(first, grid(start, 2, cut_above=True)))
        assert len(table.rows) == 3 and table.rows[1].text(2) == "2.000.000"


def test_an_unclear_row_at_the_head_of_a_page_is_asked_about() -> None:
    first = grid(TASKS + "3 | Mở lớp tập huấn | Phòng Kinh tế | Các thôn | Năm 2026\n | Tổ chức hội thi | Công an xã | | Năm 2026", 1, cut_below=True)
    second = grid(" | Tuyên truyền lưu động | | |", 2, cut_above=True)
    assert any("đầu trang" in question for question in questions(only(read(first, second))))


def test_another_title_begins_another_table() -> None:
    heading = "STT | Nhiệm vụ | Cơ quan chủ trì | Thời gian\n"
    first, second = grid(heading + "1 | Việc thứ nhất | Phòng Kinh tế | Năm 2026", 1), grid(heading + "1 | Việc thứ hai | Công an xã | Năm 2026", 2)
    found = read(first, Line("PHỤ LỤC II", Place(2)), Line("DANH MỤC NHIỆM VỤ NĂM 2027", Place(2)), second)
    assert [len(table.rows) for table in found.read] == [1, 1] and found.read[1].appendix == "II"


def test_a_title_repeated_with_its_heading_goes_on() -> None:
    heading = "STT | Nhiệm vụ | Cơ quan chủ trì | Thời gian\n"
    first, second = grid(heading + "1 | Việc thứ nhất | Phòng Kinh tế | Năm 2026", 1), grid(heading + "2 | Việc thứ hai | Công an xã | Năm 2026", 2)
    table = only(read(Line("PHỤ LỤC II", Place(1)), first, Line("PHỤ LỤC II (tiếp theo)", Place(2)), second))
    assert len(table.rows) == 2


def test_tables_with_other_headings_are_not_joined() -> None:
    targets = grid("STT | Chỉ tiêu | ĐVT | Kế hoạch năm 2026 | Ghi chú\n1 | Tỷ lệ hộ có mạng | % | 90 |", 1, cut_below=True)
    found = read(targets, grid(TASKS, 2, cut_above=True))
    assert [table.kind for table in found.read] == ["targets", "tasks"]


def test_fewer_columns_on_a_page_where_a_cell_is_merged_still_fit() -> None:
    first = grid(TASKS, 1, cut_below=True, widths=(1, 6, 3, 3, 3))
    second = grid("II | AN TOÀN THÔNG TIN\n3 | KHÁC", 2, cut_above=True, widths=(1, 15))
    table = only(read(first, second))
    assert shown(table)[3:] == ["section: II | AN TOÀN THÔNG TIN |  |  | ", "row: 3 | KHÁC |  |  | "]


def test_a_heading_cut_by_the_page_break_is_put_together() -> None:
    first = grid("STT | Nội dung nhiệm | Cơ quan chủ | Thời gian hoàn", 1, cut_below=True)
    second = grid(" | vụ | trì | thành\n1 | Mở lớp | Phòng Kinh tế | Quý I/2026", 2, cut_above=True)
    table = only(read(first, second))
    assert [column.heading for column in table.columns] == ["STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời gian hoàn thành"]
    assert len(table.rows) == 1
    levels = grid("STT | Nội dung | Thời gian thực hiện | < | Chủ trì\n^ | ^ | ^ | ^ | ^", 1, cut_below=True)
    lower = grid(" | | Năm 2026 | Năm 2027 | \n1 | Mở lớp | x | | Phòng Kinh tế", 2, cut_above=True)
    assert [column.years for column in only(read(levels, lower)).columns[2:4]] == [(2026, 2026), (2027, 2027)]


def test_a_body_merged_over_several_rows_stands_in_each() -> None:
    table = only(read(grid("""
STT | Nhiệm vụ | Cơ quan chủ trì | Thời gian
1 | Mở lớp | Phòng Kinh tế | Năm 2026
2 | Hội thi | ^ | Năm 2026
""")))
    assert [row.text(2) for row in table.rows] == ["Phòng Kinh tế", "Phòng Kinh tế"]
    assert table.rows[1].cells[2] is table.rows[0].cells[2]


def test_a_value_merged_over_columns_of_years_is_asked_about() -> None:
    table = only(read(grid("""
STT | Chỉ tiêu | Năm 2026 | Năm 2027 | Cơ quan chủ trì
1 | Duy trì mạng lưới | Thường xuyên | < | Phòng Kinh tế
2 | Phòng Kinh tế đạt | 10% | 20% | Phòng Kinh tế
""")))
    assert [cell.text if cell else None for cell in table.rows[0].cells] == ["1", "Duy trì mạng lưới", "Thường xuyên", None, "Phòng Kinh tế"]
    assert [question for question in questions(table) if "năm nào" in question]


def test_equal_neighbours_are_kept() -> None:
    table = only(read(grid("STT | Nhiệm vụ | Chủ trì | Phối hợp | Thời gian\n1 | Mở lớp | Phòng Kinh tế | Phòng Kinh tế | Năm 2026")))
    assert shown(table) == ["row: 1 | Mở lớp | Phòng Kinh tế | Phòng Kinh tế | Năm 2026"]


def test_a_heading_repeated_in_the_middle_goes_and_an_empty_row_goes_with_a_remark() -> None:
    table = only(read(grid(TASKS + " | | | |\nSTT | Nhiệm vụ | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian hoàn thành\n3 | Khác | Trạm Y tế | | Năm 2026")))
    assert len(table.rows) == 4
    assert any("trống" in remark for remark in table.remarks) and any("tiêu đề" in remark for remark in table.remarks)


def test_a_year_only_in_the_title_is_asked_about() -> None:
    table = only(read("CHỈ TIÊU NĂM 2026", grid("STT | Nội dung | ĐVT | Chỉ tiêu\n1 | Hộ có mạng | % | 90\n2 | Hộ có máy | % | 50\n3 | Thôn có loa | thôn | 12")))
    assert roles(table) == ["number", "name", "unit", "target"]
    assert table.columns[3].years == (2026, 2026) and any("2026" in doubt.question for doubt in table.columns[3].doubts)


def test_an_unknown_heading_stops_the_table_with_the_line_to_add() -> None:
    found = read("NHIỆM VỤ", grid("STT | Nhiệm vụ | Mối quan tâm | Bậc thang | Thời gian\n1 | Mở lớp | đồng thuận cao | ba | Năm 2026\n2 | Hội thi | vừa | bốn | Năm 2026"))
    assert not found.read
    (stopped,) = found.stopped
    assert "“Mối quan tâm”, “Bậc thang”" in stopped.reason
    assert [line.rsplit(",", 1)[0] for line in stopped.lines] == ["Mối quan tâm,tasks", "Bậc thang,tasks"]


def test_what_stands_below_an_unknown_heading_can_decide_and_is_asked_about() -> None:
    table = only(read(grid("""
STT | Nhiệm vụ | Nơi gánh vác | Thời gian
1 | Mở lớp | Phòng Kinh tế | Năm 2026
2 | Hội thi | Công an xã | Năm 2026
3 | Phủ sóng | Trung tâm Dịch vụ | Năm 2026
""")))
    assert table.columns[2].role == "lead" and table.columns[2].found == "shape" and table.columns[2].doubts


def test_a_column_without_a_place_is_kept_and_said() -> None:
    table = only(read(grid("STT | Nhiệm vụ | Chủ trì | Thời gian | Nguồn vốn\n1 | Mở lớp | Phòng Kinh tế | Năm 2026 | Ngân sách xã")))
    assert table.columns[4].role == "other" and table.rows[0].text(4) == "Ngân sách xã"
    assert any("Nguồn vốn" in remark for remark in table.remarks)


def test_a_column_that_must_not_be_published_is_taken_out() -> None:
    table = only(read(grid("STT | Nhiệm vụ | Chủ trì | Thời gian | Cột này để giải trình, không phát hành\n1 | Mở lớp | Phòng Kinh tế | Năm 2026 | vì ông B nghỉ")))
    assert table.columns[4].role == "withheld" and table.rows[0].cells[4] is None
    assert any("không được công bố" in remark for remark in table.remarks)


@pytest.mark.parametrize(
    ("drawn", "reason"),
    [
        ("UBND XÃ MẪU | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: /KH-UBND | Độc lập - Tự do - Hạnh phúc", "đầu văn bản"),
        ("Nơi nhận: - Như trên | TM. ỦY BAN NHÂN DÂN", "ký"),
        ("STT | Họ và tên | Ngày sinh | Số điện thoại\n1 | Nguyễn Văn A | 01/01/1990 | 0900000000", "cá nhân"),
        ("Chú ý: văn bản dự thảo", "một ô"),
    ],
)
def test_what_is_no_table_of_a_plan_is_set_aside_with_a_reason(drawn: str, reason: str) -> None:
    found = read(grid(drawn))
    assert not found.read and not found.stopped
    assert reason in found.aside[0].reason


def test_a_grid_that_may_be_a_table_is_stopped_not_set_aside() -> None:
    found = read(grid("Ông | Bà | Cháu\nmột | hai | ba\nbốn | năm | sáu"))
    assert not found.read and not found.aside and len(found.stopped) == 1


def test_two_tables_under_each_other_on_a_sheet_are_two() -> None:
    found = read(grid("""
CHỈ TIÊU NĂM 2026 | < | < | <
STT | Chỉ tiêu | ĐVT | Kế hoạch năm 2026
1 | Hộ có mạng | % | 90
 | | |
NHIỆM VỤ NĂM 2026 | < | < | <
STT | Nhiệm vụ | Cơ quan chủ trì | Thời gian
1 | Mở lớp | Phòng Kinh tế | Quý I/2026
"""), kind="xlsx")  # fmt: skip
    assert [(table.kind, len(table.rows)) for table in found.read] == [("targets", 1), ("tasks", 1)]
    assert [line.text for line in found.read[1].titles] == ["NHIỆM VỤ NĂM 2026"]


def test_sections_with_sums_are_sections() -> None:
    table = only(read("DỰ TOÁN", grid("TT | Nội dung | Dự toán năm 2026\n | TỔNG SỐ | 3.000.000\nI | Chi thường xuyên | 3.000.000\n1 | Mua máy | 1.000.000\n2 | Khác | 2.000.000")))
    assert [row.kind for row in table.rows] == ["total", "section", "row", "row"]


@pytest.mark.parametrize(
    ("heading", "kind", "role", "years"),
    [
        ("ST T", "tasks", "number", None),
        ("Ước thực hiện năm 2025", "targets", "baseline", (2025, 2025)),
        ("Ước thực hiện năm 2025", "budget", "amount", (2025, 2025)),
        ("KH 2026", "targets", "target", (2026, 2026)),
        ("Chỉ tiêu phấn đấu đến năm 2030", "targets", "target", (2030, 2030)),
        ("Thực hiện đến 30/6/2025", "targets", "baseline", (2025, 2025)),
        ("Giai đoạn 2026-2030", "tasks", "schedule", (2026, 2030)),
        ("Cơ quan, đơn vị chủ trì thực hiện nhiệm vụ", "tasks", "lead", None),
        ("Đơn vị phối hợp chính", "tasks", "support", None),
        ("Kinh phí (triệu đồng)", "budget", "amount", None),
        ("Số, ký hiệu văn bản", "documents", "symbol", None),
    ],
)
def test_headings_are_known_in_many_wordings(heading: str, kind: str, role: str, years: tuple[int, int] | None) -> None:
    found = [(meaning.role, meaning.years) for meaning in meanings(heading) if meaning.table == kind]
    assert found == [(role, years)]


def test_a_year_is_of_this_century() -> None:
    assert not meanings("Chỉ tiêu năm 1026")


def test_columns_of_plain_years_may_be_results_and_are_asked_about() -> None:
    drawn = "STT | Chỉ tiêu | ĐVT | 2025 | 2026\n1 | Hộ có mạng | % | 70 | 90"
    asked = only(read("CHỈ TIÊU", grid(drawn)))
    assert [column.role for column in asked.columns[3:]] == ["target", "target"] and len(asked.columns[3].doubts) == 1
    named = only(read("CHỈ TIÊU NĂM 2026", grid(drawn)))
    assert [column.role for column in named.columns[3:]] == ["baseline", "target"] and len(named.columns[3].doubts) == 1


def test_the_name_of_a_table_decides_between_two_kinds() -> None:
    drawn = "STT | Nội dung | Kinh phí năm 2026 | Đơn vị thực hiện | Thời gian\n1 | Mở lớp | 20.000.000 | Phòng Kinh tế | Quý I/2026"
    assert only(read("DỰ TOÁN KINH PHÍ", grid(drawn))).kind == "budget"
    assert only(read("DANH MỤC NHIỆM VỤ", grid(drawn))).kind == "tasks"


def test_a_section_may_stand_in_the_column_of_short_titles() -> None:
    """In a table of tasks with a short title and a name, the heading of a section is printed in the first of the two, merged or not."""
    rows = [
        ["STT", "Nhiệm vụ", "Nội dung thực hiện", "Cơ quan chủ trì", "Thời gian thực hiện"],
        ["I", "CHUYỂN ĐỔI SỐ", "", "", ""],
        ["1", "Truyền thông", "Tuyên truyền về kỹ năng số cho người dân trên địa bàn", "Phòng Kinh tế", "Năm 2026"],
        ["2", "Hạ tầng", "Nâng cấp mạng nội bộ của trụ sở Ủy ban nhân dân xã", "Công an xã", "Quý II/2026"],
    ]
    cells = tuple(Cell(row, column, text, text) for row, texts in enumerate(rows) for column, text in enumerate(texts))
    document = Document("docx", "a.docx", "0" * 64, (Line("Phụ lục II. DANH MỤC NHIỆM VỤ NĂM 2026"), Grid(cells, len(rows), 5)))
    assert [row.kind for row in read_tables(document).read[0].rows] == ["section", "row", "row"]


@pytest.mark.parametrize(("number", "kind", "lead"), [("II", "section", ""), ("3", "row", "Phòng Kinh tế")])
def test_a_merged_cell_does_not_reach_over_the_page_into_a_section(number: str, kind: str, lead: str) -> None:
    """Below a cell that is merged over the last rows of a page, the first row of the next page may be covered by it: a section is not."""
    head = ["STT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Thời gian thực hiện"]
    rows = [head, ["I", "HẠ TẦNG", "", ""], ["1", "Nâng cấp mạng nội bộ", "Phòng Kinh tế", "Năm 2026"], ["2", "Thuê đường truyền", None, "Quý II/2026"]]
    cells = [Cell(row, column, text, text, Place(1), 2 if (row, column) == (2, 2) else 1) for row, texts in enumerate(rows) for column, text in enumerate(texts) if text is not None]
    below = [[number, "NHÂN LỰC", "", ""], ["1", "Tập huấn kỹ năng số", "Công an xã", "Năm 2026"]]
    more = [Cell(row, column, text, text, Place(2)) for row, texts in enumerate(below) for column, text in enumerate(texts)]
    grids = Grid(tuple(cells), 4, 4, Place(1), cut_below=True), Grid(tuple(more), 2, 4, Place(2), cut_above=True)
    table = read_tables(Document("pdf", "a.pdf", "0" * 64, (Line("DANH MỤC NHIỆM VỤ NĂM 2026", Place(1)), *grids), pages=2)).read[0]
    found = table.rows[3]
    assert (found.kind, found.text(2), bool(found.cells[2].doubts)) == (kind, lead, bool(lead))


def test_of_several_times_one_whose_heading_lost_its_years_is_asked_about() -> None:
    """Headings that stand on their side are cut where their row is too low."""
    drawn = """
STT | Nhiệm vụ | Đơn vị chủ trì | Thời gian thực hiện | <
^ | ^ | ^ | Năm 2025 | Giai đoạn
1 | Nâng cấp mạng nội bộ | Phòng Kinh tế | x | x
2 | Phủ sóng các thôn | Công an xã | x |
"""
    table = only(read("DANH MỤC NHIỆM VỤ", grid(drawn)))
    assert [bool(column.doubts) for column in table.columns] == [False] * 4 + [True]
    assert "không ghi năm" in table.columns[4].doubts[0].question


def test_an_empty_cell_at_the_head_of_a_page_in_a_column_of_merged_cells_is_asked_about_when_the_page_before_had_room() -> None:
    upper = grid(TASKS.replace("Phủ sóng các thôn | Công an xã", "Phủ sóng các thôn | ^") + "3 | Lắp camera | Công an xã | | Quý II/2026", 1)
    lower = grid("4 | Mua máy tính | | | Năm 2026\n5 | Tập huấn | Công an xã | | Năm 2026", 2, cut_above=True)
    table = only(read("DANH MỤC NHIỆM VỤ NĂM 2026", upper, lower))
    (row,) = [row for row in table.rows if row.text(0) == "4"]
    assert row.cells[2] is not None and row.cells[2].doubts


def test_a_title_that_a_page_break_cuts_is_one_title() -> None:
    upper = grid(TASKS + "II | KIỂM TRA, GIÁM SÁT (phục vụ các | < | < | <", 1, cut_below=True)
    lower = grid(" | nhóm chỉ tiêu) | < | < | <\n1 | Mua máy tính | Công an xã | | Năm 2026", 2, cut_above=True)
    table = only(read("DANH MỤC NHIỆM VỤ NĂM 2026", upper, lower))
    assert shown(table)[-2] == "section: II | KIỂM TRA, GIÁM SÁT (phục vụ các nhóm chỉ tiêu) |  |  | "
    assert table.rows[-2].doubts


def test_a_word_table_cut_in_two_goes_on_in_a_part_without_heading() -> None:
    """With the next number it is the same table; with others it is asked about; with other columns it is another."""
    widths = (1.0, 5.0, 3.0, 3.0, 2.0)
    upper = grid(TASKS, widths=widths)
    for rest, rows, asked in (
        ("3 | Lắp camera | Công an xã | | Quý II/2026", 4, 0),
        ("II | NHÂN LỰC | < | < | <\n1 | Mở lớp | Công an xã | | Quý II/2026", 5, 1),
    ):
        table = only(read("DANH MỤC NHIỆM VỤ", upper, grid(rest, widths=widths), kind="docx"))
        assert (len(table.rows), len(questions(table))) == (rows, asked)
    other = grid("II | NHÂN LỰC | x | y | z", widths=(1.0, 1.0, 1.0, 1.0, 1.0))
    found = read("DANH MỤC NHIỆM VỤ", upper, other, kind="docx")
    assert (len(found.read), len(found.stopped)) == (1, 1)


def test_a_repeated_heading_below_to_be_continued_is_no_other_table() -> None:
    lower = grid("STT | Nhiệm vụ | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian hoàn thành\n3 | Lắp camera | Công an xã | | Quý II/2026")
    table = only(read("DANH MỤC NHIỆM VỤ", grid(TASKS), "(Tiếp theo)", lower, kind="docx"))
    assert len(table.rows) == 4 and not questions(table)


def test_a_table_without_a_name_goes_by_that_of_the_last_one_with_its_heading() -> None:
    """A new unit of money, or the heading of a part, is no name: kind and years are those of the table above."""
    money = "STT | Nội dung | Kinh phí\n{0} | Mua máy | {1}"
    found = read("DỰ TOÁN KINH PHÍ NĂM 2026", "Đơn vị: triệu đồng", grid(money.format(1, "15")), "Đơn vị: đồng", grid(money.format(2, "15.000.000")), kind="docx")
    assert [(table.unit, table.columns[2].years) for table in found.read] == [("triệu đồng", (2026, 2026)), ("đồng", (2026, 2026))]
    aims = "TT | Chỉ tiêu | Đơn vị tính | Năm 2026\n1 | Số hộ {0} | Hộ | 5"
    found = read("CHỈ TIÊU NĂM 2026", grid(aims.format("mới")), Line("2. Kinh tế số", bold=True), grid(aims.format("cũ")), kind="docx")
    assert [table.kind for table in found.read] == ["targets", "targets"]
    assert not [question for table in found.read for question in questions(table) if "được đọc là bảng" in question]


def test_a_heading_of_rows_may_hold_the_body_merged_down_over_them() -> None:
    table = only(read("NHIỆM VỤ NĂM 2026", grid("""
STT | Nhiệm vụ | Chủ trì | Thời gian
I | Nhận thức số | Phòng Văn hóa - Xã hội |
1 | Mở chuyên mục | ^ | Quý I/2026
II | Dữ liệu số | ^ |
2 | Số hóa hộ tịch | ^ | Quý II/2026
""")))
    assert [row.kind for row in table.rows] == ["section", "row", "section", "row"]


def test_a_roman_number_before_the_name_heads_rows_where_nothing_else_stands() -> None:
    table = only(read("CHỈ TIÊU", grid("""
Chỉ tiêu | Năm 2026 | Cơ quan chủ trì
I. Chính quyền số | |
1. Tỷ lệ hồ sơ trực tuyến | 70% | Văn phòng
C. Xã hội số | |
2. Tỷ lệ hộ có mạng | 80% | Phòng Kinh tế
""")))
    assert [row.kind for row in table.rows] == ["section", "row", "section", "row"]


def test_signatures_drawn_as_last_rows_are_told_and_not_read() -> None:
    rows = "Ghi chú: Có thể điều chỉnh. | < | < | < | <\nNGƯỜI LẬP BIỂU | < | CHỦ TỊCH | < | <\n | < | Nguyễn Văn A | < | <"
    table = only(read("NHIỆM VỤ", grid(TASKS + rows)))
    assert [row.kind for row in table.rows] == ["section", "row", "row"]
    assert any("Phần ký ở cuối bảng không đọc: NGƯỜI LẬP BIỂU; CHỦ TỊCH" in remark for remark in table.remarks)
    kept = only(read("NHIỆM VỤ", grid(TASKS + "CHỦ TỊCH | < | < | < | <\n3 | Họp giao ban | Công an xã | | Hằng tháng")))
    assert [row.kind for row in kept.rows] == ["section", "row", "row", "section", "row"]
    unnumbered = only(read("NHIỆM VỤ", grid("Nội dung | Đơn vị thực hiện | Thời gian\nChủ tịch | < | <\nChỉ đạo chung | Văn phòng | Cả năm")))
    assert [row.kind for row in unnumbered.rows] == ["section", "row"]
    money = "STT | Nội dung | Số tiền (đồng)\n1 | Mua máy | 15.000.000\nBa Vì, ngày 10 tháng 01 năm 2026 | < | <\nNGƯỜI LẬP | KẾ TOÁN | CHỦ TỊCH\nTrần A | Lê Thị B | Nguyễn Văn C"
    assert len(only(read("DỰ TOÁN NĂM 2026", grid(money))).rows) == 1


def test_a_column_that_only_its_cells_explain_is_lead_when_no_heading_is() -> None:
    """ "Đơn vị" may be a body or a unit: read as a unit it leaves the lead to another column."""
    table = only(read("CHỈ TIÊU", grid("""
TT | Tên chỉ tiêu | Đơn vị | Năm 2026 | Dõi theo
1 | Tỷ lệ phủ cáp | % | 90 | Phòng Kinh tế
2 | Số trạm phát | Trạm | 2 | Phòng Kinh tế
3 | Tỷ lệ chợ có mạng | % | 50 | Ban Quản lý chợ
""")))
    assert roles(table) == ["number", "name", "unit", "target", "lead"] and table.columns[4].doubts


def test_the_months_of_a_year_are_columns_of_time() -> None:
    months = " | ".join(map(str, range(1, 13)))
    crosses = " | ".join("x" if month % 3 == 0 else "" for month in range(1, 13))
    drawn = f"STT | Công việc | Tháng thực hiện trong năm 2026{' | <' * 11} | Đơn vị thực hiện\n^ | ^ | {months} | ^\n1 | Họp Ban | {crosses} | Văn phòng"
    table = only(read("LỊCH CÔNG TÁC", grid(drawn)))
    assert roles(table) == ["number", "name", *["schedule"] * 12, "lead"]


def test_a_column_without_a_heading_does_not_stop_the_table() -> None:
    """There is no line to add for it. Its cells may be persons: they are taken out, and the column is asked about. A heading that nobody knows stops the table."""
    table = only(read("NHIỆM VỤ", grid("STT | Nhiệm vụ | Chủ trì | Thời gian | \n1 | Mở lớp | Phòng Kinh tế | Năm 2026 | ba\n2 | Hội thi | Công an xã | Năm 2026 | bốn")))
    assert roles(table) == ["number", "name", "lead", "schedule", "unknown"]
    assert [row.cells[4] for row in table.rows] == [None, None] and [cell.text for cell in table.apart] == ["ba", "bốn"]
    assert ["Cột thứ 5" in question for question in questions(table)] == [True] and not table.remarks
    found = read("NHIỆM VỤ", grid("STT | Nhiệm vụ | Chủ trì | Thời gian | Bậc thang\n1 | Mở lớp | Phòng Kinh tế | Năm 2026 | ba\n2 | Hội thi | Công an xã | Năm 2026 | bốn"))
    assert not found.read and [line for stopped in found.stopped for line in stopped.lines] == ["Bậc thang,tasks,<vai trò>"]


def test_what_may_not_be_published_is_not_asked_about_as_lost() -> None:
    drawn = grid("STT | Nhiệm vụ | Chủ trì | Thời gian | Công chức thực hiện\n1 | Mở lớp | Phòng Kinh tế | Năm 2026 | Trần Văn B")
    document = Document("pdf", "x", "", (Line("NHIỆM VỤ"), drawn))
    assert lost_cells(document, read_tables(document)) == []


def test_a_unit_of_money_above_speaks_for_a_table_of_money() -> None:
    drawn = "TT | Tên dự án | Thời gian thực hiện | Kế hoạch vốn năm 2026\n1 | Hệ thống camera | 2025 - 2026 | 2.000\n2 | Phòng máy | 2026 - 2027 | 1.500"
    assert [only(read(*lines, grid(drawn))).kind for lines in (("DANH MỤC DỰ ÁN", "ĐVT: Triệu đồng"), ("DANH MỤC DỰ ÁN",))] == ["budget", "tasks"]


def test_a_heading_that_only_its_cells_explain_keeps_its_year() -> None:
    table = only(read("CHỈ TIÊU", grid("TT | Tên chỉ tiêu | Mong đợi năm 2027 | Chỉ tiêu năm 2026\n1 | Hộ có mạng | 90% | 80%\n2 | Hộ có máy | 50% | 40%\n3 | Thôn có loa | 12 | 10")))
    assert [(column.role, column.years) for column in table.columns[2:]] == [("target", (2027, 2027)), ("target", (2026, 2026))]


BARE = """
STT | Chỉ tiêu | ĐVT | Năm 2026
 | Về chính quyền số | |
1 | Tỷ lệ chữ ký số | % | 100
 | Về kinh tế số | |
2 | Tỷ lệ hóa đơn điện tử | % | 90
"""


def test_a_name_alone_above_numbered_rows_heads_them() -> None:
    """Bold it is sure; else it is asked about. In a table without numbers, or with a dash, it is a row as others are."""
    plain = only(read("CHỈ TIÊU", grid(BARE)))
    drawn = grid(BARE)
    bold = only(read("CHỈ TIÊU", replace(drawn, cells=tuple(replace(cell, bold=cell.text.startswith("Về")) for cell in drawn.cells))))
    assert [[row.kind for row in table.rows] for table in (plain, bold)] == [["section", "row", "section", "row"]] * 2
    assert [sum("đề mục" in question for question in questions(table)) for table in (plain, bold)] == [2, 0]
    parts = grid(BARE.replace("2 | Tỷ lệ hóa", "2 | Doanh nghiệp số | DN | 4\n | Trong đó: hợp tác xã | HTX | 2\n3 | Tỷ lệ hóa"))
    parted = only(read("CHỈ TIÊU", replace(parts, cells=tuple(replace(cell, bold=cell.text.startswith("Về")) for cell in parts.cells))))
    assert [row.kind for row in parted.rows] == ["section", "row", "section", "row", "row", "row"]
    for words, number in (("- Về kinh tế số", "1"), ("Về kinh tế số", "")):
        other = only(read("CHỈ TIÊU", grid(BARE.replace("Về kinh tế số", words).replace("1 | Tỷ", f"{number} | Tỷ"))))
        assert other.rows[2].kind == "row"


def test_a_frame_around_the_name_of_an_appendix_names_the_table_below() -> None:
    frame = Grid((Cell(0, 0, "UBND XÃ BA VÌ"), Cell(0, 1, "PHỤ LỤC 01 CHỈ TIÊU NĂM 2026", "PHỤ LỤC 01\nCHỈ TIÊU NĂM 2026")), 1, 2)
    found = read(frame, grid("STT | Chỉ tiêu | ĐVT | Chỉ tiêu giao\n1 | Hồ sơ trực tuyến | % | 90\n2 | Điểm mạng | Điểm | 5"), kind="docx")
    assert [one.reason for one in found.aside] == ["Khung ghi số và tên phụ lục, không phải bảng."] and not found.stopped
    (table,) = found.read
    assert (table.appendix, table.columns[3].years) == ("01", (2026, 2026))


def test_one_heading_over_the_numbers_and_the_names() -> None:
    table = only(read("KINH PHÍ", grid("Nội dung | < | Kinh phí năm 2026 | Ghi chú\nI | Hạ tầng | |\n1 | Máy chủ | 150.000.000 |\n2 | Mạng | 50.000.000 |")))
    assert roles(table) == ["number", "name", "amount", "note"] and not questions(table)


def test_a_numbered_remark_below_all_rows_is_none_of_them() -> None:
    table = only(read("NHIỆM VỤ", grid(TASKS + "(1) Thời gian tính từ ngày ký. | < | < | < | <")))
    assert [row.kind for row in table.rows] == ["section", "row", "row"] and [cell.text[:3] for cell in table.notes] == ["(1)"]


def test_names_that_step_to_the_right_are_one_column() -> None:
    """Sections in the first of two columns under one heading, rows in the second, or their marks before the names."""
    table = only(read("CHỈ TIÊU NĂM 2026", grid("""
TT | Chỉ tiêu | < | ĐVT | Năm 2026
I | Chính quyền số | < | |
1 | | Hồ sơ trực tuyến | % | 80
2 | a) | Họp không giấy | % | 60
""")))
    assert roles(table) == ["number", "name", "unit", "target"]
    assert shown(table) == ["section: I | Chính quyền số |  | ", "row: 1 | Hồ sơ trực tuyến | % | 80", "row: 2 | a) Họp không giấy | % | 60"]
    assert not questions(table)


def test_units_beside_their_figures_are_part_of_them() -> None:
    table = only(read("CHỈ TIÊU", grid("""
STT | Chỉ tiêu | Kết quả năm 2025 | < | Kế hoạch năm 2026 | <
1 | Ký số | 80 | % | 100 | %
2 | Wifi | 9 | điểm | |
""")))
    assert shown(table) == ["row: 1 | Ký số | 80 % | 100 %", "row: 2 | Wifi | 9 điểm | "]


def test_two_columns_of_values_under_one_heading_stay_two() -> None:
    """What stands in both of them in one row is no name and its mark."""
    table = read("CHỈ TIÊU NĂM 2026", grid("""
TT | Chỉ tiêu | Năm 2026 | <
1 | Hồ sơ trực tuyến | 62 | 80
2 | Họp không giấy | 40 | 60
"""))
    assert [len(found.columns) for found in table.read] == [4] or table.stopped


def test_months_in_the_heading_are_times() -> None:
    """However an office writes them; many of them make a heading none the less."""
    months = " | ".join(f"{month:02}/2026" for month in range(1, 10))
    crosses = " | ".join("x" for _ in range(9))
    table = only(read("TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ", grid(f"STT | Nhiệm vụ | Chủ trì | {months}\n1 | Họp | Văn phòng | {crosses}")))
    assert roles(table) == ["number", "name", "lead", *["schedule"] * 9]
    for heading in ("Tháng 01", "T3/2026", "T12", "Q1", "Q.III/2026", "6T đầu năm", "Hoàn thành trước ngày"):
        assert {(m.table, m.role) for m in meanings(heading)} == {("tasks", "schedule")}, heading
    assert not meanings("13/2026") and not meanings("T13")


def test_a_title_typed_into_the_column_of_numbers_is_a_section() -> None:
    """Not merged: the cells beside it are empty. A remark or a long number is none."""
    table = only(read("NHIỆM VỤ NĂM 2026", grid("""
TT | Nhiệm vụ | Chủ trì
Về thể chế | |
1 | Rà soát quy chế | Văn phòng
Về dữ liệu | |
2 | Làm sạch dữ liệu | Công an xã
""")))
    assert [row.kind for row in table.rows] == ["section", "row", "section", "row"] and not questions(table)


def test_a_table_headed_as_the_one_before_is_of_its_kind() -> None:
    """Its own title names only a part: kind and unit are those of the table before, the unit is asked about."""
    head, rows = "STT | Nội dung | Năm 2026", "1 | Máy chủ | 350.000\n2 | Camera | 120.000"
    found = read("DỰ TOÁN KINH PHÍ NĂM 2026", "Đơn vị tính: nghìn đồng", grid(f"{head}\n{rows}"), "CHI ĐẦU TƯ", grid(f"{head}\n{rows}"))
    assert [(table.kind, table.unit) for table in found.read] == [("budget", "nghìn đồng")] * 2
    assert not questions(found.read[0]) and ["nghìn đồng" in question for question in questions(found.read[1])] == [True]


@pytest.mark.parametrize("line", ["Triệu đồng", "(triệu đồng)", "ĐVT: triệu đồng"])
def test_a_unit_may_stand_alone(line: str) -> None:
    table = only(read("DỰ TOÁN KINH PHÍ NĂM 2026", line, grid("STT | Nội dung chi | Năm 2026\n1 | Máy chủ | 350")))
    assert table.unit == "triệu đồng" or table.unit == "Triệu đồng"


@pytest.mark.parametrize("number, stopped", [("3", False), ("1", True)])
def test_a_sheet_without_a_heading_goes_on_when_its_numbers_do(number: str, stopped: bool) -> None:
    """And is asked about; one that begins anew is another table."""
    first = grid("STT | Nhiệm vụ | Chủ trì\n1 | Họp | Văn phòng\n2 | In | Công an xã", page=1)
    found = read("NHIỆM VỤ NĂM 2026", first, grid(f"{number} | Gửi | Văn phòng\n4 | Nộp | Văn phòng", page=2), kind="xlsx")
    assert bool(found.stopped) == stopped
    if not stopped:
        assert len(only(found).rows) == 4 and ["Trang tính 2" in question for question in questions(found.read[0])] == [True]


def test_a_sheet_under_the_same_heading_goes_on_in_its_section() -> None:
    """Its heading is left out, and rows stand in the section of the sheet before."""
    first = grid("STT | Nhiệm vụ | Chủ trì\nI | HẠ TẦNG | <\n1 | Họp | Văn phòng", page=1)
    second = grid("STT | Nhiệm vụ | Chủ trì\n2 | In | Công an xã\nII | DỮ LIỆU | <", page=2)
    table = only(read("NHIỆM VỤ NĂM 2026", first, "(Tiếp theo)", second, kind="xlsx"))
    assert [row.kind for row in table.rows] == ["section", "row", "row", "section"] and not questions(table)


def test_a_number_that_a_sheet_made_a_day_is_read_back() -> None:
    """1.2 becomes 1 February; the words ask which."""
    cells = [Cell(0, 0, "STT"), Cell(0, 1, "Nhiệm vụ"), Cell(0, 2, "Chủ trì"), Cell(1, 0, "01/02/2026", method="sheet"), Cell(1, 1, "Họp"), Cell(1, 2, "Văn phòng")]
    table = only(read("NHIỆM VỤ NĂM 2026", Grid(tuple(cells), 2, 3), kind="xlsx"))
    assert table.rows[0].text(0) == "1.2" and ["01/02/2026" in question for question in questions(table)] == [True]


def test_units_in_a_row_of_their_own_belong_to_the_headings() -> None:
    drawn = grid("TT | Nội dung | Kinh phí năm 2026 | Ngân sách tỉnh\n | | (triệu đồng) | (triệu đồng)\n(1) | (2) | (3) | (4)\n1 | Hạ tầng | 300 | 200\n2 | Đào tạo | 50 | 50")
    document = Document("docx", "x", "", (Line("KINH PHÍ THỰC HIỆN"), drawn))
    table = only(tables := read_tables(document))
    assert (table.columns[2].heading, table.unit, table.columns[2].years) == ("Kinh phí năm 2026 (triệu đồng)", "triệu đồng", (2026, 2026))
    assert [row.kind for row in table.rows] == ["letters", "row", "row"] and not lost_cells(document, tables)


def test_targets_whose_figures_stand_in_their_names_are_read_and_asked_about() -> None:
    table = only(read("CHỈ TIÊU", grid("STT | Mục tiêu, chỉ tiêu | Cơ quan chủ trì | Thời hạn hoàn thành\n1 | 100% hồ sơ được số hóa | Văn phòng | Năm 2026\n2 | Tối thiểu 80% hộ có mạng | Công an xã | Năm 2026")))
    assert (table.kind, roles(table)) == ("targets", ["number", "name", "lead", "other"])
    assert [doubt.second for doubt in table.columns[1].doubts] == ["bảng nhiệm vụ"]


@pytest.mark.parametrize("heading", ["Phường phấn đấu năm 2026", "Thành phố giao năm 2026", "XÃ PHẤN ĐẤU", "Điểm mục tiêu năm 2026"])
def test_aims_however_they_are_called(heading: str) -> None:
    assert {meaning.role for meaning in meanings(heading) if meaning.table == "targets"} == {"target"}


def stacked(*rows: tuple[str, ...]) -> Grid:
    """Lines within a cell are divided by "/"."""
    cells = [Cell(row, column, " ".join(text.split("/")), text.replace("/", "\n"), method="ruled") for row, texts in enumerate(rows) for column, text in enumerate(texts)]
    return Grid(tuple(cells), len(rows), len(rows[0]))


def test_rows_typed_as_lines_of_one_drawn_row_are_divided_and_asked_about() -> None:
    """Where the lines of every cell are as many as the numbers; else only asked about."""
    head = ("STT", "Nhiệm vụ", "Chủ trì", "Thời gian")
    document = Document("docx", "x", "", (Line("NHIỆM VỤ"), stacked(head, ("1/2", "Lập danh sách/Phát phiếu", "Phòng Kinh tế/Công an xã", "Năm 2025/Quý II"), ("3", "Tổng hợp", "Văn phòng", "Năm 2026"))))
    table = only(tables := read_tables(document))
    assert shown(table)[:2] == ["row: 1 | Lập danh sách | Phòng Kinh tế | Năm 2025", "row: 2 | Phát phiếu | Công an xã | Quý II"]
    assert [bool(row.doubts) for row in table.rows] == [True, True, False] and not lost_cells(document, tables)
    one = only(read("NHIỆM VỤ", stacked(head, ("1/2", "Lập danh sách", "Phòng Kinh tế", "Năm 2026"), ("3", "Tổng hợp", "Văn phòng", "Năm 2026")), kind="docx"))
    assert len(one.rows) == 2 and one.rows[0].doubts


def test_where_nobody_drew_the_columns_one_without_heading_stops_the_table() -> None:
    drawn = grid("STT | Nhiệm vụ | Chủ trì | Thời gian | \n1 | Mở lớp | Phòng Kinh tế | Năm 2026 | ba")
    flow = replace(drawn, cells=tuple(replace(cell, method="flow") for cell in drawn.cells))
    assert [bool(read("NHIỆM VỤ", each).read) for each in (drawn, flow)] == [True, False]


def lost(found: Tables, *grids: Grid) -> list[str]:
    return [cell.text for cell in lost_cells(Document("xlsx", "x", "", grids), found)]


def test_a_label_and_what_it_says_may_be_two_cells() -> None:
    """Above the heading, inside the grid: unit and year are those of the table, and no cell is lost."""
    drawn = grid("Năm: | 2026 | Đơn vị tính: | triệu đồng\nSTT | Nội dung chi | Số tiền | Ghi chú\n1 | Máy chủ | 350 |")
    found = read("DỰ TOÁN KINH PHÍ", drawn, kind="xlsx")
    assert (only(found).unit, [line.text for line in only(found).titles]) == ("triệu đồng", ["DỰ TOÁN KINH PHÍ", "Năm: 2026", "Đơn vị tính: triệu đồng"])
    assert not lost(found, drawn)


def test_nobody_is_asked_where_withheld_cells_are() -> None:
    """Names of persons go nowhere, into no question either; a note below the rows is no row."""
    drawn = grid("STT | Nhiệm vụ | Người thực hiện | Chủ trì\n1 | Họp | Lê Thị Mẫu | Văn phòng\n(*) Họp trực tuyến | < | < | <")
    found = read("NHIỆM VỤ NĂM 2026", drawn)
    assert len(only(found).rows) == 1 and lost(found, drawn) == ["(*) Họp trực tuyến"]


def test_what_was_done_in_a_year_is_a_result() -> None:
    """"Thực hiện" over years before the plan's: no question."""
    table = only(read("CHỈ TIÊU NĂM 2026", grid("""
STT | Chỉ tiêu | ĐVT | Thực hiện | < | Kế hoạch
^ | ^ | ^ | 2024 | 2025 | 2026
1 | Ký số | % | 10 | 22 | 40
""")))
    assert roles(table)[3:] == ["baseline", "baseline", "target"] and not questions(table)


def test_a_share_done_is_no_time() -> None:
    assert {meaning.role for meaning in meanings("% hoàn thành")} == {"other"}


def test_a_bold_roman_row_with_nothing_but_a_time_heads_the_rows_of_a_phase() -> None:
    drawn = grid("STT | Nội dung | Chủ trì | Hoàn thành\nI. | Giai đoạn chuẩn bị | | Quý I/2026\n1. | Thành lập tổ | Văn phòng | 15/01/2026")
    bold = replace(drawn, cells=tuple(replace(cell, bold=cell.row == 1) for cell in drawn.cells))
    assert [[row.kind for row in only(read("NHIỆM VỤ", each)).rows] for each in (bold, drawn)] == [["section", "row"], ["row", "row"]]


def test_a_bracket_that_is_part_of_a_heading_decides_without_a_question() -> None:
    assert {meaning.role for meaning in meanings("NĂM 2025 (ƯỚC)") if meaning.table == "targets"} == {"baseline"}
    assert {meaning.role for meaning in meanings("Người chủ trì")} == {"withheld"}


def test_bodies_listed_one_a_row_beside_merged_cells_are_one_cell() -> None:
    """And are asked about; rows with words of their own stay rows."""
    table = only(read("NHIỆM VỤ NĂM 2026", grid("""
STT | Nhiệm vụ | Chủ trì | Phối hợp | Sản phẩm
1 | Tập huấn | Văn phòng | Công an xã | Báo cáo
^ | ^ | ^ | Các thôn | ^
2 | Ký số | Văn phòng | | Báo cáo
^ | ^ | ^ | | Danh sách
""")))
    rows = rows_of(table)
    assert [(row.text("number"), row.text("support")) for row in rows] == [("1", "Công an xã Các thôn"), ("2", ""), ("2", "")]
    (spot,) = rows[0].all("support")
    assert spot.lines == ("Công an xã", "Các thôn") and len(spot.doubts) == 1
