"""Documents as other communes make them, from the grid to the rows of the draft: each test is a layout that was once misread."""

from __future__ import annotations

import pytest

from scripts.ingest.draft import Draft
from scripts.ingest.grid import Cell, Document, Grid, Line, Place
from scripts.ingest.pipeline import make_draft
from scripts.ingest.read_tables import ReadTable
from scripts.ingest.tables import read_tables
from scripts.paths import current_layout
from scripts.plans import Reference, load_reference

PLAN_ID = "son-la/song-ma-04168/cds-2026"


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference(current_layout())


def blocks(*parts: str, method: str = "ruled") -> tuple[Line | Grid, ...]:
    """Texts with "|" are tables, rows as lines: "<" belongs to the cell to its left, "^" to the one above; other texts are paragraphs. Blocks are counted."""
    found: list[Line | Grid] = []
    number = 1
    for part in parts:
        if "|" not in part:
            found.append(Line(part, Place(line_from=number, line_to=number)))
            number += 1
            continue
        rows = [[text.strip() for text in line.split("|")] for line in part.strip("\n").splitlines()]
        cells = []
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                if text in ("<", "^"):
                    continue
                across = next((n for n in range(1, len(texts) - column) if texts[column + n] != "<"), len(texts) - column)
                down = next((n for n in range(1, len(rows) - row) if rows[row + n][column] != "^"), len(rows) - row)
                place = Place(line_from=number + row, line_to=number + row)
                cells.append(Cell(row, column, text, text, place, down, across, method))
        found.append(Grid(tuple(cells), len(rows), len(rows[0]), Place(line_from=number, line_to=number + len(rows) - 1)))
        number += len(rows)
    return tuple(found)


def read(*parts: str, method: str = "ruled") -> ReadTable:
    tables = read_tables(Document("docx", "x", "", blocks(*parts, method=method)))
    assert len(tables.read) == 1 and not tables.stopped, tables
    return tables.read[0]


def drafted(reference: Reference, *parts: str, method: str = "ruled") -> Draft:
    return make_draft(Document("docx", "x.docx", "0" * 64, blocks(*parts, method=method), lines=99), PLAN_ID, reference).draft


def of(draft: Draft, table: str, *fields: str) -> list[tuple[str, ...]]:
    return [tuple(row[field] for field in fields) for row in draft.tables[table]]


def asked(draft: Draft, row_id: str, field: str = "") -> list[str]:
    return [mark.question for mark in draft.marks if mark.row_id == row_id and (not field or mark.field == field)]


def column_questions(table: ReadTable) -> list[str]:
    return [doubt.question for column in table.columns for doubt in column.doubts]


def test_results_under_the_heading_of_targets_are_results():
    """ "Thực hiện 2025" under "Chỉ tiêu", "Ước thực hiện 2025" under "Kinh phí" keep their meaning; a year alone takes that of the heading above."""
    table = read("CHỈ TIÊU NĂM 2026 - 2027", """
STT | Tên chỉ tiêu | Chỉ tiêu | < | <
^ | ^ | Thực hiện 2025 | KH 2026 | 2027
1 | Tỷ lệ ký số | 80% | 90% | 95%
2 | Số lớp học | 2 lớp | 3 lớp | 4 lớp
""")
    assert [(column.role, column.years) for column in table.columns[2:]] == [("baseline", (2025, 2025)), ("target", (2026, 2026)), ("target", (2027, 2027))]
    budget = read("DỰ TOÁN KINH PHÍ", """
STT | Nội dung chi | Kinh phí | <
^ | ^ | Ước thực hiện 2025 | Năm 2026
1 | Đào tạo | 25.000.000 | 30.000.000
""")
    assert [(column.stage, column.years) for column in budget.columns[2:]] == [("estimated_outturn", (2025, 2025)), ("requested", (2026, 2026))]


def test_a_year_before_the_plan_is_asked_about():
    """A bare 2025 in a plan for 2026 may be a result, under a heading of targets too; so may a sum for 2025 be one that was given."""
    table = read("CHỈ TIÊU NĂM 2026", """
TT | Nội dung | Chỉ tiêu | <
^ | ^ | 2025 | 2026
1 | Tỷ lệ ký số | 80% | 90%
""")
    assert ["2025" in question for question in column_questions(table)] == [True]
    budget = read("DỰ TOÁN KINH PHÍ NĂM 2026", "TT | Nội dung | Năm 2025 | Năm 2026\n1 | Đào tạo | 25.000.000 | 30.000.000")
    assert ["Năm 2025" in question for question in column_questions(budget)] == [True]


def test_funds_below_the_sum_have_no_place_but_stop_nothing():
    """Names of funds below "Trong đó" are columns without a place, whatever they are called."""
    table = read("NHU CẦU KINH PHÍ NĂM 2026", """
TT | Nội dung chi | Nhu cầu kinh phí năm 2026 | Trong đó | <
^ | ^ | ^ | NSTW | Quỹ của thôn
1 | Đào tạo | 45,5 | 40 | 5,5
2 | Thuê bao | 300 | 200 | 100
""")
    assert [column.role for column in table.columns] == ["number", "name", "amount", "other", "other"]


def test_a_heading_in_a_table_of_its_own_belongs_to_the_next_one():
    """An empty paragraph between the heading and the rows makes two Word tables of one."""
    parts = blocks("NHIỆM VỤ", "STT | Nhiệm vụ | Chủ trì | Thời gian")
    rows = blocks("1 | Ký số | Công an xã | Tháng 3/2026\n2 | Họp | Trạm Y tế | Tháng 5/2026")
    tables = read_tables(Document("docx", "x", "", parts + rows))
    assert [[row.text(1) for row in table.rows] for table in tables.read] == [["Ký số", "Họp"]] and not tables.stopped


def test_tables_in_the_running_text_are_of_the_body(reference: Reference):
    """The origin of a row is the kind of its part; a table behind the signatures of a document that names no appendix is asked about."""
    header = "STT | Nhiệm vụ | Chủ trì | Thời gian\n1 | {} | Công an xã | Tháng 3/2026"
    found = drafted(reference, "KẾ HOẠCH", header.format("Ký số"), "Phụ lục I", "NHIỆM VỤ NĂM 2026", header.format("Họp"))
    assert of(found, "tasks", "name", "origin") == [("Ký số", "body"), ("Họp", "appendix")]
    signed = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn Mẫu")
    before = drafted(reference, "KẾ HOẠCH", header.format("Ký số"), *signed)
    behind = drafted(reference, "KẾ HOẠCH", *signed, "NHIỆM VỤ NĂM 2026", header.format("Ký số"))
    assert of(before, "tasks", "origin") == of(behind, "tasks", "origin") == [("body",)]
    assert [[mark.second for mark in one.marks if mark.table == "source_parts"] for one in (before, behind)] == [[], ["appendix"]]


def test_appendices_with_two_part_numbers(reference: Reference):
    """ "Phụ lục IA" and "Phụ lục IB" are two appendices with their own numbers."""
    table = "STT | Nhiệm vụ | Chủ trì | Thời gian\n1 | Ký số | Công an xã | Tháng 3/2026"
    found = drafted(reference, "KẾ HOẠCH", "PHỤ LỤC IA", "NHIỆM VỤ", table, "PHỤ LỤC IB", "NHIỆM VỤ KHÁC", table)
    assert [name for (name,) in of(found, "source_parts", "name")] == ["Phần lời văn", "Phụ lục IA", "Phụ lục IB"]


def test_marks_of_every_kind_in_the_columns_of_periods(reference: Reference):
    """A tick is a mark as a cross is; a plus is told, not dropped; a dash says nothing. The columns are asked about together."""
    found = drafted(reference, "KẾ HOẠCH", "Phụ lục I", "LỘ TRÌNH", """
STT | Nhiệm vụ | Chủ trì | Tiến độ năm 2026 | < | <
^ | ^ | ^ | Quý I | Quý II | Quý III
1 | Khảo sát | Công an xã | x | ✓ | -
2 | Lắp đặt | Công an xã | - | - | +
""")
    assert of(found, "task_schedules", "task_id", "column_text", "schedule_text", "kind") == [
        ("NV01", "Quý I", "x", "marked"), ("NV01", "Quý II", "✓", "marked"), ("NV02", "Quý III", "+", "text"),
    ]  # fmt: skip
    assert any("“+”" in question for question in asked(found, "NV02:1"))
    assert len([mark for mark in found.marks if mark.field == "column_text"]) == 1


def test_months_as_figures_under_one_heading(reference: Reference):
    """The heading "3" under "Tháng" is written with the word above it."""
    found = drafted(reference, "KẾ HOẠCH", "Phụ lục I", "TIẾN ĐỘ NHIỆM VỤ", """
TT | Nhiệm vụ | Chủ trì | Tháng | < | <
^ | ^ | ^ | 1 | 2 | 3
1 | Tuyên truyền | Công an xã | x | | x
""")
    assert of(found, "task_schedules", "column_text") == [("Tháng 1",), ("Tháng 3",)]


def test_a_time_without_a_year_was_read(reference: Reference):
    """ "Quý 2" lacks only a year: nothing to look up. "Tháng 13" is misprinted."""
    found = drafted(reference, "KẾ HOẠCH", "Phụ lục I", "NHIỆM VỤ", """
TT | Nhiệm vụ | Chủ trì | Thời gian
1 | Tuyên truyền | Công an xã | Quý 2
2 | Tập huấn | Công an xã | Tháng 13
""")
    assert [asked(found, row_id) != [] for row_id in ("NV01:1", "NV02:1")] == [False, True]


def test_doubts_of_a_cell_without_text_are_told(reference: Reference):
    """A formula without a stored result leaves an empty cell: the question stands at the row."""
    parts = blocks("KẾ HOẠCH", "Phụ lục I", "DỰ TOÁN NĂM 2026 (đồng)", "TT | Nội dung | Kinh phí năm 2026\n1 | Mua sắm | 25.000.000\n2 | Đào tạo | ")
    grid = parts[-1]
    cells = tuple(cell.doubting("Ô có công thức?") if (cell.row, cell.column) == (2, 2) else cell for cell in grid.cells)
    document = Document("docx", "x.docx", "0" * 64, (*parts[:-1], Grid(cells, grid.rows, grid.columns, grid.place)), lines=9)
    assert asked(make_draft(document, PLAN_ID, reference).draft, "NS02") == ["Ô có công thức?"]


def test_parts_of_a_task_that_is_no_group(reference: Reference):
    """a) under 2.1 with a body of its own: only a group may be a parent, so a person decides, once for all parts."""
    found = drafted(reference, "KẾ HOẠCH", "Phụ lục I", "NHIỆM VỤ", """
TT | Nhiệm vụ | Chủ trì | Thời gian
2 | Thể chế | |
2.1 | Ban hành quy chế | Công an xã | Tháng 3/2026
a) | Quy chế văn bản | Công an xã | Tháng 4/2026
b) | Quy chế mạng | Công an xã | Tháng 5/2026
""")
    assert [bool(asked(found, row_id, "parent_id")) for row_id in ("NV02", "NV03", "NV04")] == [False, True, False]


@pytest.mark.parametrize(("title", "doubtful"), [("LỊCH HỌP", True), ("PHÂN CÔNG NHIỆM VỤ", False)])
def test_a_time_and_a_name_alone_may_be_no_plan(title: str, doubtful: bool):
    """The days of a meeting look like tasks, unless the name of the table speaks of tasks."""
    table = read(title, "Thời gian | Nội dung | Địa điểm\nThứ hai | Giao ban | Phòng họp\nThứ sáu | Đánh giá | Phòng họp")
    assert bool(column_questions(table)) == doubtful


def test_what_was_done_last_year_is_asked_about():
    """A table of results names tasks and bodies as a plan does."""
    table = read("KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2025", "TT | Nhiệm vụ | Đơn vị thực hiện | Kết quả\n1 | Tập huấn | Công an xã | Đã xong\n2 | Lắp đặt | Công an xã | Chưa xong")
    assert len(column_questions(table)) == 1
    table = read("CHỈ TIÊU", "TT | Chỉ tiêu | Kết quả năm 2025\n1 | Tỷ lệ ký số | 80%\n2 | Tỷ lệ số hóa | 70%")
    assert len(column_questions(table)) == 1


def test_a_unit_in_the_headings_of_values_is_asked_about(reference: Reference):
    """ "Kế hoạch năm 2026 (%)" without a column of units: a bare 85 has no unit until a person says so, once for the table."""
    found = drafted(reference, "KẾ HOẠCH", "Phụ lục I", "CHỈ TIÊU NĂM 2026", "TT | Chỉ tiêu | Kế hoạch năm 2026 (%)\n1 | Ký số | 85\n2 | Số hóa | 90")
    assert [mark.second for mark in found.marks if mark.field == "unit_text"] == ["%"]


def test_units_of_money_in_rows_and_in_headings(reference: Reference):
    """A unit beside the figure goes before that above the table."""
    found = drafted(reference, "KẾ HOẠCH", "Phụ lục I", "KINH PHÍ NĂM 2026", "TT | Nội dung | Đơn vị tính | Kinh phí năm 2026\n1 | Đào tạo | Triệu đồng | 45,5\n2 | Họp | Triệu đồng | 1.200")
    assert of(found, "budget_amounts", "amount", "unit_text") == [("45500000", "Triệu đồng"), ("1200000000", "Triệu đồng")]
    found = drafted(reference, "KẾ HOẠCH", "Phụ lục I", "KINH PHÍ", "Đơn vị tính: đồng", "TT | Nội dung | Dự toán năm 2026 (triệu đồng) | Dự toán năm 2027\n1 | Đào tạo | 45 | 45.000.000")
    assert of(found, "budget_amounts", "amount", "unit_text") == [("45000000", "triệu đồng"), ("45000000", "")]


def test_sums_with_the_sign_of_dong(reference: Reference):
    """ "24.000.000đ" is a sum; numbers before the names are numbers; "Cộng I" is no line of its own kind of spending."""
    found = drafted(reference, "KẾ HOẠCH", "Phụ lục I", "DỰ TOÁN NĂM 2026", """
Nội dung chi | Dự toán năm 2026 (đồng)
I. Chi thường xuyên | <
1. Đường truyền | 24.000.000đ
2. Tập huấn | 36.500.000 đ
Cộng I | 60.500.000đ
""")
    assert of(found, "budget_lines", "number", "name", "view") == [
        ("I", "Chi thường xuyên", "spending_type"), ("1", "Đường truyền", "spending_type"), ("2", "Tập huấn", "spending_type"), ("", "Cộng I", "total"),
    ]  # fmt: skip
    assert of(found, "budget_amounts", "amount") == [("24000000",), ("36500000",), ("60500000",)]
    assert asked(found, "NS04", "view") and not any("chưa được dùng" in mark.question for mark in found.marks)


def test_the_sum_of_a_column_is_no_task(reference: Reference):
    """ "Tổng" below the costs of tasks is told, with what stands in it."""
    found = drafted(reference, "KẾ HOẠCH", "Phụ lục I", "NHIỆM VỤ", "TT | Nhiệm vụ | Chủ trì | Kinh phí (triệu đồng)\n1 | Tập huấn | Công an xã | 350\n2 | Lắp đặt | Công an xã | 120\nTổng | < | < | 470")
    assert of(found, "tasks", "name") == [("Tập huấn",), ("Lắp đặt",)]
    assert [mark.reading for mark in found.marks if "Dòng cộng" in mark.question] == ["Tổng | 470"]


def test_equal_figures_in_one_row_are_all_used(reference: Reference):
    """A quantity of 4 is not taken for a piece of the sum 4.000.000."""
    found = drafted(reference, "KẾ HOẠCH", "Phụ lục I", "DỰ TOÁN NĂM 2026 (đồng)", "TT | Nội dung | Số lượng | Đơn giá | Thành tiền năm 2026\n3 | Báo cáo viên | 4 | 1.000.000 | 4.000.000")
    assert not any("chưa được dùng: “4.000.000”" in mark.question for mark in found.marks)


def test_numbers_that_a_sheet_holds_as_decimals(reference: Reference):
    """1.1 typed as a figure is shown as "1,1": read as 1.1 under 1, and asked once, for 1.10 looks the same."""
    found = drafted(reference, "KẾ HOẠCH", "Phụ lục I", "NHIỆM VỤ", "STT | Nhiệm vụ | Chủ trì\n1 | Nhóm | \n1,1 | Việc một | Công an xã\n1,2 | Việc hai | Công an xã", method="sheet")
    assert of(found, "tasks", "number", "kind", "parent_id") == [("1", "group", ""), ("1.1", "task", "NV01"), ("1.2", "task", "NV01")]
    assert len([mark for mark in found.marks if mark.field == "number"]) == 1


def test_a_number_merged_over_rows_is_one_question(reference: Reference):
    """The number of a group printed once beside its rows; merged together with the name of the group it is no question."""
    merged = """
STT | Nhóm nhiệm vụ | Nhiệm vụ cụ thể | Chủ trì
I | Thể chế | Rà soát văn bản | Công an xã
^ | ^ | Kiểm tra văn bản | Trạm Y tế
^ | ^ | Tuyên truyền pháp luật | Công an xã
"""
    for drawn, expected in ((merged, [False, False, False]), (merged.replace("^ | ^", "^ | Thể chế"), [False, True, False])):
        found = drafted(reference, "KẾ HOẠCH", "Phụ lục I", "NHIỆM VỤ", drawn)
        assert [bool(asked(found, row_id, "number")) for row_id in ("NV01", "NV02", "NV03")] == expected


def test_a_remark_in_one_cell_below_the_rows():
    """ "Ghi chú: …" in the first cell of an unruled sheet is a remark; it is told."""
    table = read("NHIỆM VỤ", "STT | Nhiệm vụ | Chủ trì\n1 | Tập huấn | Công an xã\nGhi chú: cập nhật hằng tháng | | ")
    assert len(table.rows) == 1 and any("cập nhật hằng tháng" in remark for remark in table.remarks)


def test_a_year_with_what_it_is_in_brackets():
    """ "Năm 2025 (ước)" is a result; brackets with a unit change nothing."""
    table = read("CHỈ TIÊU", "TT | Chỉ tiêu | Năm 2025 (ước) | Năm 2026 (%)\n1 | Ký số | 80 | 85")
    assert [(column.role, column.years) for column in table.columns[2:]] == [("baseline", (2025, 2025)), ("target", (2026, 2026))]


def test_a_starred_row_between_rows_is_no_remark():
    """ "* Nhiệm vụ thường xuyên" over the width heads the rows below it; below all rows it is a footnote."""
    table = read("NHIỆM VỤ", """
STT | Nhiệm vụ | Chủ trì
1 | Tập huấn | Công an xã
* Nhiệm vụ thường xuyên | < | <
2 | Tuyên truyền | Công an xã
* Theo hướng dẫn của Sở | < | <
""")
    assert [row.kind for row in table.rows] == ["row", "section", "row"] and any("hướng dẫn" in remark for remark in table.remarks)


@pytest.mark.parametrize("ditto", ['"', "″", "//", "-//-", "nt", "-nt-"])
def test_marks_for_as_above(reference: Reference, ditto: str):
    """Ditto marks are no bodies and no times: the maintainer is asked to copy what stands above."""
    found = drafted(reference, "KẾ HOẠCH", "Phụ lục I", "NHIỆM VỤ", f"TT | Nhiệm vụ | Chủ trì | Thời gian\n1 | Một | Công an xã | Tháng 3/2026\n2 | Hai | {ditto} | {ditto}")
    assert of(found, "task_agencies", "task_id") == [("NV01",)]
    assert any("như dòng trên" in question for question in asked(found, "NV02", "lead_text")) and any("như dòng trên" in question for question in asked(found, "NV02:1"))


def test_a_comma_before_three_figures_is_asked_about(reference: Reference):
    """ "1,500" beside "3.500" may be English writing: a thousandth of what is meant."""
    found = drafted(reference, "KẾ HOẠCH", "Phụ lục I", "DỰ TOÁN", "Đơn vị: nghìn đồng", "TT | Nội dung | Dự toán năm 2026\n1 | Đào tạo | 1,500\n2 | Họp | 2.000")
    assert [mark.second for mark in found.marks if mark.field == "amount"] == ["1.500"]
    found = drafted(reference, "KẾ HOẠCH", "Phụ lục I", "CHỈ TIÊU", "TT | Chỉ tiêu | Năm 2026\n1 | Số hộ | 1,500\n2 | Số lớp | 1,5")
    assert [mark.second for mark in found.marks if mark.field == "value_text"] == ["1.500"]


def test_the_years_that_make_up_a_sum():
    """ "Trong đó" over years divides the sum into years: each is an amount; over funds it is not."""
    table = read("NHU CẦU KINH PHÍ", """
TT | Nội dung | Tổng số | Trong đó | <
^ | ^ | ^ | Năm 2026 | Năm 2027
1 | Đào tạo | 60 | 25 | 35
""")
    assert [(column.role, column.years) for column in table.columns[3:]] == [("amount", (2026, 2026)), ("amount", (2027, 2027))]


@pytest.mark.parametrize("heading", ["Kế hoạch 2026 so với TH 2025", "Năm 2026/2025 (%)", "Ước TH/KH 2025 (%)", "Chênh lệch KH 2026 - TH 2025", "TH 2025/KH 2025"])
def test_a_column_that_compares_is_neither_result_nor_target(heading: str):
    """Whatever years and words such a heading names, its figures are no value of the indicator; they are told, not read."""
    table = read("Các chỉ tiêu", f"TT | Chỉ tiêu | ĐVT | TH 2025 | KH 2026 | {heading}\n1 | Tỷ lệ hộ | % | 80 | 90 | 112,5\n2 | Số buổi | buổi | 4 | 5 | 125")
    assert [column.role for column in table.columns] == ["number", "name", "unit", "baseline", "target", "other"]


def test_what_was_reached_stays_so_under_a_heading_of_years(reference: Reference):
    """ "TH 2025" says what it is; the period printed over it and over the plan's years does not change that."""
    draft = drafted(
        reference, "Phụ lục I", "HỆ THỐNG CHỈ TIÊU",
        "TT | Chỉ tiêu | Giai đoạn 2025 - 2027 | < | <\n^ | ^ | TH 2025 | Kế hoạch | <\n^ | ^ | ^ | Năm 2026 | Năm 2027\n1 | Tỷ lệ hộ | 72,5% | 80% | 90%",
    )  # fmt: skip
    assert of(draft, "target_values", "year", "measure", "value_text") == [("2025", "baseline", "72,5%"), ("2026", "target", "80%"), ("2027", "target", "90%")]


def test_abbreviated_headings_are_read_in_full():
    table = read("Phân công", "TT | ND công việc | ĐV chủ trì | TG hoàn thành | Dự kiến KP (tr.đ)\n1 | Mua máy | Phòng Kinh tế | Quý I/2026 | 15")
    assert [column.role for column in table.columns] == ["number", "name", "lead", "schedule", "other"]


def test_stray_words_between_two_parts_of_a_table_are_asked_about():
    """Numbers that go on show one table; the first row after the words asks."""
    table = read("Danh mục nhiệm vụ", "TT | Nhiệm vụ | Chủ trì | Thời hạn\n1 | Rà soát | Phòng Kinh tế | Quý I\n2 | Khảo sát | Phòng Kinh tế | Quý I", "xem tiếp", "3 | Lập hồ sơ | Phòng Kinh tế | Quý II\n4 | Trình duyệt | Phòng Kinh tế | Quý II")
    assert [row.text(0) for row in table.rows] == ["1", "2", "3", "4"]
    assert [len(row.doubts) for row in table.rows] == [0, 0, 1, 0]


def test_lead_and_supporting_bodies_in_one_cell_are_divided_by_their_labels(reference: Reference):
    """Both labels printed: two columns of ours, and nothing to ask but about a sentence; one body to each row of bodies."""
    draft = drafted(
        reference, "Phụ lục", "PHÂN CÔNG NHIỆM VỤ",
        "TT | Nhiệm vụ | Cơ quan thực hiện | Thời gian\n"
        "1 | Trang thông tin | Chủ trì: Phòng Kinh tế; phối hợp: Công an xã, Trạm Y tế xã | Quý I/2026\n"
        "2 | Tập huấn | - Phối hợp thực hiện: Công an xã - Cơ quan chủ trì: Phòng Kinh tế | Quý I/2026\n"
        "3 | Số hóa | Chủ trì: Công an xã | Quý I/2026\n"
        "4 | Giám sát | Phòng Kinh tế chủ trì, phối hợp với Công an xã | Quý I/2026\n"
        "5 | Tổng kết | Phòng Kinh tế, Công an xã | Quý I/2026",
    )  # fmt: skip
    assert of(draft, "tasks", "lead_text", "support_text") == [
        ("Phòng Kinh tế", "Công an xã, Trạm Y tế xã"), ("Phòng Kinh tế", "Công an xã"), ("Công an xã", ""), ("Phòng Kinh tế", "Công an xã"), ("Phòng Kinh tế, Công an xã", ""),
    ]  # fmt: skip
    assert [(mark.row_id, mark.field) for mark in draft.marks if mark.table == "tasks"] == [("NV04", "lead_text")]
    assert [row["agency_text"] for row in draft.tables["task_agencies"]][:3] == ["Phòng Kinh tế", "Công an xã", "Trạm Y tế xã"]


def test_labels_that_do_not_divide_a_cell_are_asked_about(reference: Reference):
    """Two leads, or a supporting body in its own column too: the cell stays whole."""
    draft = drafted(
        reference, "Phụ lục", "PHÂN CÔNG NHIỆM VỤ",
        "TT | Nhiệm vụ | Chủ trì | Phối hợp | Thời gian\n1 | Việc A | Chủ trì: Phòng Kinh tế; phối hợp: Công an xã; chủ trì: Trạm Y tế xã |  | Quý I/2026\n"
        "2 | Việc B | Phòng Kinh tế | Công an xã | Quý I/2026",
    )  # fmt: skip
    assert of(draft, "tasks", "lead_text")[0] == ("Chủ trì: Phòng Kinh tế; phối hợp: Công an xã; chủ trì: Trạm Y tế xã",)
    assert any(mark.row_id == "NV01" and "chưa tách được" in mark.question for mark in draft.marks)


def test_a_result_of_a_year_after_the_first_target_is_asked_about():
    """ "Thực hiện đến năm 2030" in a plan from 2026 on speaks of what is to be done."""
    table = read("Các chỉ tiêu", "TT | Chỉ tiêu | ĐVT | KH 2026 | Thực hiện đến năm 2030\n1 | Tỷ lệ hộ | % | 80 | 90\n2 | Số buổi | buổi | 4 | 5")
    assert [len(column.doubts) for column in table.columns] == [0, 0, 0, 0, 1]
    table = read("Các chỉ tiêu", "TT | Chỉ tiêu | ĐVT | KH 2025 | Ước TH 2025 | KH 2026\n1 | Tỷ lệ hộ | % | 80 | 79 | 90\n2 | Số buổi | buổi | 4 | 5 | 6")
    assert not any(column.doubts for column in table.columns)


def test_years_under_a_heading_that_says_nothing_are_asked_about():
    """ "Năm" over 2025, 2026: the first may be what was reached."""
    table = read("CHỈ TIÊU", "TT | Chỉ tiêu | ĐVT | Năm | <\n^ | ^ | ^ | 2025 | 2026\n1 | Tỷ lệ hộ | % | 80 | 90\n2 | Số buổi | buổi | 4 | 5")
    assert [len(column.doubts) for column in table.columns] == [0, 0, 0, 1, 0]
    table = read("CHỈ TIÊU", "TT | Chỉ tiêu | ĐVT | Kế hoạch | <\n^ | ^ | ^ | 2025 | 2026\n1 | Tỷ lệ hộ | % | 80 | 90\n2 | Số buổi | buổi | 4 | 5")
    assert not any(column.doubts for column in table.columns)


def test_headings_between_tables_of_one_list_are_sections(reference: Reference):
    """Numbered: sections, with one question; without a number only the question."""
    rows = "TT | Nhiệm vụ | Chủ trì | Thời gian\n1 | {} | Phòng Kinh tế | Quý I/2026\n2 | {} | Phòng Kinh tế | Quý I/2026"
    draft = drafted(reference, "Phụ lục I", "NHIỆM VỤ", "I. Hạ tầng số", rows.format("Mạng", "Máy"), "II. Dữ liệu số", rows.format("Kho", "Cổng"))
    assert of(draft, "tasks", "section_number", "section_title", "name") == [("I", "Hạ tầng số", "Mạng"), ("I", "Hạ tầng số", "Máy"), ("II", "Dữ liệu số", "Kho"), ("II", "Dữ liệu số", "Cổng")]
    assert [mark.row_id for mark in draft.marks if "đề mục" in mark.question] == ["NV01"]
    draft = drafted(reference, "Phụ lục I", "NHIỆM VỤ", rows.format("Mạng", "Máy"), "Dữ liệu số", rows.format("Kho", "Cổng"))
    assert [mark.row_id for mark in draft.marks if "đề mục" in mark.question] == ["NV03"]


def test_the_sum_in_words_under_a_table_belongs_to_its_total(reference: Reference):
    """One total with one amount takes the words; with two amounts a person says whose they are."""
    draft = drafted(reference, "Phụ lục III", "KINH PHÍ NĂM 2026", "TT | Nội dung chi | Năm 2026\n1 | Tập huấn | 2.000.000\nTổng cộng | < | 2.000.000\n(Bằng chữ: Hai triệu đồng) | < | <")
    assert of(draft, "budget_amounts", "amount_text", "amount_words") == [("2.000.000", ""), ("2.000.000", "Hai triệu đồng")]
    draft = drafted(
        reference, "Phụ lục III", "KINH PHÍ", "TT | Nội dung chi | Năm 2026 | Năm 2027\n1 | Tập huấn | 2.000.000 | 1.000.000\nTổng cộng | < | 2.000.000 | 1.000.000\nBằng chữ: Ba triệu đồng | < | < | <",
    )  # fmt: skip
    assert not any(row["amount_words"] for row in draft.tables["budget_amounts"])
    assert any("Ba triệu đồng" in mark.question for mark in draft.marks)


def test_words_before_a_span_of_years_do_not_swallow_its_beginning(reference: Reference):
    """ "Nhu cầu vốn giai đoạn 2026-2030" is no sum of 2030; the end of a day is no year of its own."""
    draft = drafted(reference, "Phụ lục III", "NHU CẦU KINH PHÍ", "TT | Nội dung chi | Nhu cầu vốn giai đoạn 2026-2030 | <\n^ | ^ | Tổng | Trong đó: NSTW\n1 | Tập huấn | 75.000.000 | 50.000.000")
    assert of(draft, "budget_amounts", "fiscal_year", "amount_text") == [("", "75.000.000")]
    assert any("50.000.000" in mark.reading for mark in draft.marks)
    table = read("Các chỉ tiêu", "TT | Chỉ tiêu | ĐVT | Kết quả đến ngày 31/12/2025 | Kế hoạch đến 20/12/2026\n1 | Tỷ lệ hộ | % | 80 | 90")
    assert [column.years for column in table.columns[3:]] == [(2025, 2025), (2026, 2026)]


def test_a_column_that_compares_does_so_under_any_heading():
    table = read("Các chỉ tiêu", "TT | Chỉ tiêu | ĐVT | TH 2025 | Kế hoạch 2026 | <\n^ | ^ | ^ | ^ | Mức đạt | So với 2025 (%)\n1 | Tỷ lệ hộ | % | 80 | 90 | 112,5")
    assert [column.role for column in table.columns][3:] == ["baseline", "target", "other"]
