"""Text without coordinates: the tables of the one known kind of extract, and refusals of all others. All texts are made up."""

import unicodedata

import pytest

from benchmarks.ingest.dialect import running_text, table_text
from scripts.ingest.flow import read_text, unused_lines
from scripts.ingest.flow.dialect import dialect
from scripts.ingest.flow.header import header_at
from scripts.ingest.flow.mixtures import mixture
from scripts.ingest.flow.neighbours import asked_beside
from scripts.ingest.flow.numbering import Counted, number_of, numbered_columns
from scripts.ingest.flow.parting import parted
from scripts.ingest.flow.row import ReadCell, Row
from scripts.ingest.flow.tokens import DOUBLE, FAR, SINGLE, SPACE, Token, raw_of, text_of, tokens
from scripts.ingest.grid import Cell, Document, Grid, Line, Refused

BODY = running_text("Ủy ban nhân dân xã Suối Mơ giao các đơn vị tổ chức thực hiện kế hoạch này và báo cáo kết quả theo quy định của tỉnh. " * 5)
TASKS = ["STT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm", "Thời gian thực hiện"]
TASK_ROWS = [
    ["I", "HẠ TẦNG SỐ"],
    ["1", "Lắp đặt điểm phát sóng không dây miễn phí tại nhà văn hóa và trường học", "Phòng Văn hóa - Xã hội", "Các cơ quan, đơn vị", "Báo cáo kết quả lắp đặt", "Quý II/2026"],
    ["2", "Nâng cấp máy tính", "Phòng Kinh tế", "Phòng Kinh tế", "Báo cáo", "Năm 2026"],
    ["3", "Số hóa hồ sơ lưu trữ của xã", "Công an xã", "", "Kho dữ liệu hồ sơ đã số hóa", "Tháng 6/2026"],
    ["II", "TUYÊN TRUYỀN"],
    ["1", "Tổ chức hội nghị tuyên truyền về chuyển đổi số tại các bản", "Phòng Văn hóa - Xã hội", "Các bản, tiểu khu", "Hội nghị", "Hằng năm"],
]
WIDTHS = [5, 34, 18, 16, 16, 12]


def read(text: str) -> Document:
    return read_text("plan.txt", text.encode(), "0")


def texts(document: Document, table: int = 0) -> list[list[str]]:
    return document.grids[table].texts()


def full(rows: list[list[str]], columns: int) -> list[list[str]]:
    return [row + [""] * (columns - len(row)) for row in rows]


def test_words_blanks_and_gaps():
    """One space joins; more spaces draw blanks; one newline is a small step; a blank line is a line; two blank lines are a page."""
    run = tokens(("≥ 15%   ", "Phòng ", "", "Kinh tế ", "", "", " "), 1, 7)
    assert [(token.text, token.line, token.gap) for token in run] == [
        ("≥", 1, DOUBLE), ("15%", 1, SPACE), ("", 1, SPACE), ("", 1, SPACE), ("Phòng", 2, SINGLE), ("Kinh", 4, DOUBLE), ("tế", 4, SPACE), ("", 7, FAR),
    ]  # fmt: skip


def test_a_line_broken_at_a_hyphen_goes_on_without_a_space():
    """"57-" and "NQ/TW" are one word; a hyphen of its own stays one."""
    assert text_of(tokens(("Nghị quyết 57- ", "", "NQ/TW "), 1, 3)) == "Nghị quyết 57-NQ/TW"
    run = tokens(("Văn hóa - ", "", "Xã hội "), 1, 3)
    assert text_of(run) == "Văn hóa - Xã hội" and raw_of(run) == "Văn hóa -\nXã hội"


def test_numbers_follow_one_another():
    """The next number costs nothing, a repeated one something, a jump most; a new section begins again at 1."""
    counted = Counted()
    for word in ("I", "1", "2", "2.1", "2.2", "II", "1"):
        cost, counted = counted.after(number_of(word))
        assert cost == 0, word
    assert counted.after(number_of("1"))[0] == 5 and counted.after(number_of("17"))[0] == 8
    assert number_of("2026") is None and number_of("100%") is None


def test_a_table_of_tasks_is_read_cell_by_cell():
    """Equal neighbours stay two cells; an empty cell stays empty; a section reaches over all columns; nothing is doubted."""
    document = read(BODY + "Phụ lục I \n\n \n\n" + table_text(TASKS, TASK_ROWS, WIDTHS) + " \n")
    assert texts(document) == full([TASKS, *TASK_ROWS], 6)
    grid = document.grids[0]
    assert [cell.column_span for cell in grid.row(1)] == [1, 5]
    assert not any(cell.doubts for cell in grid.cells) and {cell.method for cell in grid.cells} == {"flow"}


@pytest.mark.parametrize("page", [2, 3, 4])
def test_pages_are_joined_and_repeated_headers_taken_out(page):
    """The header of a later page is named in a remark; its lines are nowhere else."""
    document = read(BODY + "Phụ lục I \n\n \n\n" + table_text(TASKS, TASK_ROWS, WIDTHS, page) + " \n")
    assert texts(document) == full([TASKS, *TASK_ROWS], 6)
    assert sum("đầu bảng in lại" in remark for remark in document.remarks) == (len(TASK_ROWS) - 1) // page
    assert unused_lines(document) == []


def test_a_row_goes_on_after_the_page():
    """Words after a repeated header that begin no row end the cell that was cut off."""
    text = table_text(TASKS, TASK_ROWS, WIDTHS).replace("Các bản, tiểu \n\nkhu", "Các bản, tiểu")
    header = table_text(TASKS, [], WIDTHS)
    document = read(BODY + "Phụ lục I \n\n \n\n" + text + "\n\n\n\n" + header + "\n\nkhu \n")
    last = document.grids[0].row(6)
    assert [cell.text for cell in last] == TASK_ROWS[-1]


def test_places_are_lines_of_the_source_and_all_lines_are_used():
    """Every line with words stands in a Line, a cell or a remark; a cell names its own lines."""
    document = read(BODY + "Phụ lục I \n\n \n\n" + table_text(TASKS, TASK_ROWS, WIDTHS) + " \n")
    assert unused_lines(document) == []
    for cell in document.grids[0].cells:
        if cell.text:
            source = " ".join(" ".join(document.source_lines[cell.place.line_from - 1 : cell.place.line_to]).split())
            assert cell.text in source
    assert isinstance(document.blocks[0], Line) and any(isinstance(block, Grid) for block in document.blocks)


def test_amounts_and_empty_amounts_stay_in_their_columns():
    """The total has no number; an amount in the second of two columns is not moved into the first."""
    header = ["TT", "Nội dung", "Kinh phí KHCN ước thực hiện năm 2025", "Dự toán kinh phí KHCN năm 2026"]
    rows = [
        ["I", "Chi thường xuyên", "120.000.000", "150.000.000"], ["1", "Mua máy tính", "120.000.000", "100.000.000"],
        ["2", "Tập huấn kỹ năng số cho cán bộ và người dân các bản", "", "50.000.000"], ["II", "Chi đầu tư", "", "300.000.000"], ["1", "Phòng họp trực tuyến", "", "300.000.000"],
    ]  # fmt: skip
    document = read(BODY + "Phụ lục II \n\n \n\n" + table_text(header, rows, [4, 30, 18, 18]) + " \n")
    assert texts(document) == [header, *rows]


def test_headings_under_one_heading_follow_those_beside_it():
    """Drawn after “Ghi chú”, the two years stand under “Thời gian thực hiện”, before “Ghi chú”."""
    head = "TT Tên nhiệm vụ Cơ quan chủ trì Thời gian thực hiện Ghi chú \n\nNăm 2025 Năm 2026 \n\n"
    rows = "1 Mua máy tính Phòng Kinh tế x x  \n\n2 Số hóa hồ sơ Công an xã  x  \n\n3 Lập trang tin Công an xã x   \n"
    document = read(BODY + "Phụ lục I \n\n \n\n" + head + rows)
    assert texts(document)[:2] == [["TT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Thời gian thực hiện", "", "Ghi chú"], ["", "", "", "Năm 2025", "Năm 2026", ""]]
    assert texts(document)[3] == ["2", "Số hóa hồ sơ", "Công an xã", "", "x", ""]


def test_what_can_be_read_in_two_ways_is_asked():
    """Two bodies nobody knows, side by side on one line: the cells carry a question with the other reading."""
    rows = [["1", "Mua máy tính", "Tổ hỗ trợ Bản Hạ", "", "Báo cáo", "Năm 2026"], ["2", "Sửa đài", "", "Tổ hỗ trợ Bản Hạ", "Báo cáo", "Năm 2026"]]
    text = table_text(TASKS, rows, WIDTHS).replace("Tổ hỗ trợ Bản Hạ   Báo cáo", "Tổ hỗ trợ Bản Hạ Báo cáo")
    document = read(BODY + "Phụ lục I \n\n \n\n" + text + " \n")
    doubts = [doubt for row in (1, 2) for cell in document.grids[0].row(row) for doubt in cell.doubts]
    assert doubts and all(doubt.question.endswith("?") for doubt in doubts)


def test_stamps_are_times_and_no_cells():
    """Stamps of signatures at the end give the time in ISO 8601; their telephone numbers are lines, not amounts."""
    stamp = "\n\n\t\t2025-10-04T12:02:52+0700\n\t\tCỤC MẪU - ĐT: 0243.7738668\n"
    document = read(BODY + "Phụ lục I \n\n \n\n" + table_text(TASKS, TASK_ROWS, WIDTHS) + " \n" + stamp)
    assert document.signed_at == ("2025-10-04T12:02:52+07:00",)
    assert texts(document)[-1] == TASK_ROWS[-1]
    assert document.blocks[-1].text == "CỤC MẪU - ĐT: 0243.7738668"


def test_text_without_tables_is_lines():
    """Running text of the known kind has only lines, in NFC, with their own numbers."""
    document = read(unicodedata.normalize("NFD", BODY))
    assert not document.grids and document.blocks[1].place.line_from == 3
    assert "kế hoạch" in " ".join(block.text for block in document.blocks)


def test_a_heading_of_numbers_on_two_lines_is_one_header():
    """The “TT” below “Số” begins no table of its own, on the first page and on later ones."""
    text = table_text(["Số TT", *TASKS[1:]], TASK_ROWS, [3, *WIDTHS[1:]], 3)
    document = read(BODY + "Phụ lục I \n\n \n\n" + text + " \n")
    assert "Số \n\nTT" in text and texts(document) == full([["Số TT", *TASKS[1:]], *TASK_ROWS], 6)


def test_a_time_over_two_lines_begins_no_row():
    """“quý” and “IV” on the next line are one cell."""
    rows = [*TASK_ROWS[:-1], [*TASK_ROWS[-1][:-1], "Quý II, quý IV/2026"]]
    text = table_text(TASKS, rows, WIDTHS)
    document = read(BODY + "Phụ lục I \n\n \n\n" + text + " \n")
    assert "quý \n\nIV/2026" in text and texts(document)[-1] == rows[-1]


def test_numbers_that_do_not_continue_are_asked_about():
    """3 after 1: a row may have been lost."""
    rows = [row for row in TASK_ROWS if row[0] != "2"]
    document = read(BODY + "Phụ lục I \n\n \n\n" + table_text(TASKS, rows, WIDTHS) + " \n")
    odd = next(cell for cell in document.grids[0].cells if cell.text == "3")
    assert any("không nối tiếp" in doubt.question for doubt in odd.doubts)


def test_words_after_a_table_are_no_silent_part_of_it():
    """What stands after a page's gap and is taken into a cell carries a question."""
    header = ["TT", "Nội dung", "Dự toán kinh phí năm 2026"]
    rows = [["I", "Chi thường xuyên", "50.000.000"], ["1", "Mua máy tính", "50.000.000"], ["2", "Cước chữ ký số", ""]]
    document = read(BODY + "Phụ lục II \n\n \n\n" + table_text(header, rows, [4, 30, 18]) + "\n\n\n\nTrên đây là kế hoạch của xã./. \n")
    last = document.grids[0].row(3)[1]
    assert last.text == "Cước chữ ký số" or last.doubts


def test_windows_line_ends_change_nothing():
    """The same cells at the same lines."""
    text = BODY + "Phụ lục I \n\n \n\n" + table_text(TASKS, TASK_ROWS, WIDTHS) + " \n"
    assert read(text.replace("\n", "\r\n")).blocks == read(text).blocks


def test_more_beginnings_of_tables_than_any_plan_has_are_refused(monkeypatch):
    """Each takes time; the refusal says how many are allowed."""
    monkeypatch.setattr("scripts.ingest.flow.tables._MOST_HEADERS", 1)
    text = "Phụ lục I \n\n \n\n" + table_text(TASKS, TASK_ROWS, WIDTHS) + "\n\n\n\n"
    other = table_text(["TT", "Nội dung", "Dự toán kinh phí năm 2026"], [["1", "Mua máy tính", "50.000.000"]], [4, 30, 18])
    with pytest.raises(Refused, match="plan.txt.*hơn 1 chỗ giống đầu bảng"):
        read(BODY + text + other + " \n")


FOREIGN = {
    "csv": "STT,Tên nhiệm vụ,Cơ quan chủ trì\n1,Mua máy tính,Phòng Kinh tế\n" * 6,
    "old line ends": "STT \r\rTên nhiệm vụ \r\rCơ quan chủ trì \r\r1 \r\rMua máy tính \r\r",
    "markdown": "| STT | Tên nhiệm vụ | Cơ quan chủ trì |\n|---|---|---|\n| 1 | Mua máy tính | Phòng Kinh tế |\n" * 4,
    "tabs": "STT\tTên nhiệm vụ\tCơ quan chủ trì\n1\tMua máy tính\tPhòng Kinh tế\n2\tSửa đài\tCông an xã\n" * 4,
    "layout": "STT      Tên nhiệm vụ        Cơ quan chủ trì\n1        Mua máy tính        Phòng Kinh tế\n" * 6,
    "one cell a line": "STT\nTên nhiệm vụ\nCơ quan chủ trì\n1\nMua máy tính\nPhòng Kinh tế\n" * 4,
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_tables_of_another_kind_are_refused(kind):
    """The refusal names the file and what to give instead."""
    with pytest.raises(Refused, match="plan.txt.*tệp gốc"):
        read(FOREIGN[kind])


def test_one_cell_a_paragraph_is_not_read_as_a_table():
    """Where every border is a blank line nothing tells a wrapped line from a cell: a remark says so, and no grid is made."""
    cells = [text for row in [TASKS, *full(TASK_ROWS, 6)] for text in row if text]
    document = read(BODY + "".join(f"{text} \n\n" for text in cells))
    assert not document.grids and any("chưa được đọc" in remark for remark in document.remarks)


def test_running_text_of_an_unknown_kind_has_a_remark():
    document = read("Đây là lời văn của kế hoạch, không có bảng nào.\n" * 20)
    assert not document.grids and "không đọc bảng" in document.remarks[0]


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(Refused, match="UTF-8"):
        read_text("plan.txt", b"\xff\xfe\x00", "0")


def test_the_dialect_states_its_evidence():
    """Known by lines that end in a space and stand before a blank line."""
    assert dialect(tuple(BODY.split("\n"))).known
    assert not dialect(tuple(BODY.replace(" \n", "\n").split("\n"))).known
    assert "100%" in dialect(tuple(BODY.split("\n"))).evidence


@pytest.mark.parametrize(
    ("heading", "kind", "mixed"),
    [
        ("chủ trì phối hợp", "targets", ("chủ trì", "phối hợp")),
        ("Ghi chú Nguồn vốn", "tasks", ("Ghi chú", "Nguồn vốn")),
        ("Cơ quan, đơn vị phối hợp", "tasks", None),
        ("Kết quả, sản phẩm", "tasks", None),
        ("Chỉ tiêu giao năm 2026", "targets", None),
    ],
)
def test_a_heading_made_of_several_shows_that_the_header_was_not_understood(heading, kind, mixed):
    """Such a table is not read: its columns would be wrong without a word."""
    assert mixture(heading, kind) == mixed


def _header(lines: str, kind: str) -> list[tuple[str, ...]]:
    run = tokens(tuple(lines.split("\n")), 1, len(lines.split("\n")))
    header = header_at(run, 0)
    assert header is not None and header.kind == kind
    return header.paths


def test_two_groups_of_headings_are_parted_by_what_may_stand_under_what():
    """The second level is drawn after the whole first one: bodies go under the bodies, years under the target."""
    lines = "STT Chỉ tiêu Cơ quan Mức đạt \n\nchủ trì phối hợp Năm 2026 Năm 2030 \n\n1 Tỷ lệ hồ sơ được số hóa Phòng Kinh tế Công an xã 50% 60% \n\n"
    assert _header(lines, "targets") == [
        ("STT",), ("Chỉ tiêu",), ("Cơ quan", "chủ trì"), ("Cơ quan", "phối hợp"), ("Mức đạt", "Năm 2026"), ("Mức đạt", "Năm 2030"),
    ]  # fmt: skip


def test_a_heading_between_two_levels_is_not_taken_for_a_longer_one():
    """“Ghi chú” on the line on which “Năm 2025” of the second level stands is a heading of its own."""
    lines = "STT Nhiệm vụ Chủ trì Thời gian hoàn thành \n\nGhi \n\nchú Năm \n\n2025 Giai đoạn 2025 - 2030 \n\n1 Mua máy Phòng Kinh tế x x \n\n"
    assert _header(lines, "tasks")[-3:] == [("Thời gian hoàn thành", "Năm 2025"), ("Thời gian hoàn thành", "Giai đoạn 2025 - 2030"), ("Ghi chú",)]


def test_funds_stand_under_the_sum_they_are_parts_of():
    """In a budget; the note keeps its place after them."""
    lines = "TT Nội dung chi Dự toán năm 2026 Trong đó Ghi chú NSTW NST NSX \n\n1 Mua máy tính 20,5 20,5    \n\n"
    assert _header(lines, "budget") == [
        ("TT",), ("Nội dung chi",), ("Dự toán năm 2026",), ("Trong đó", "NSTW"), ("Trong đó", "NST"), ("Trong đó", "NSX"), ("Ghi chú",),
    ]  # fmt: skip


def test_the_row_that_counts_the_columns_says_how_many_there_are():
    """(1) (2) (3) … or A B C …, from the first on; a row of a table is none."""
    assert numbered_columns(tokens(("(1) (2) (3) (4) ", "", "1 Mua máy "), 1, 3)) == 4
    assert numbered_columns(tokens(("A B C D E ", "", "I HẠ TẦNG "), 1, 3)) == 5
    assert numbered_columns(tokens(("1 Mua máy tính 2 ",), 1, 1)) == 0


def _row(*cells: str) -> Row:
    return Row(tuple(ReadCell(tuple(Token(word, 1, SPACE if place else DOUBLE) for place, word in enumerate(text.split())), text) for text in cells), 0.0)


def test_a_row_whose_words_may_be_shared_out_in_two_ways_is_found():
    """Two equal times in one cell and an empty one behind: each cell between reads differently."""
    roles = ["number", "name", "lead", "schedule", "schedule", "schedule"]
    seen = [set() for _ in roles]
    row = _row("1", "Mua máy", "Phòng Kinh tế", "Tháng 9/2025 Tháng 9/2025", "Hằng năm", "")
    assert parted(row, roles, seen) == {3: "Tháng 9/2025", 4: "Tháng 9/2025", 5: "Hằng năm"}
    assert parted(_row("1", "Mua máy", "Phòng Kinh tế", "Tháng 9/2025", "Hằng năm", ""), roles, seen) == {}
    # A value that stands in the cell of the body before it, its own column being empty.
    roles = ["number", "name", "lead", "target"]
    row = _row("1", "Tỷ lệ hồ sơ", "Phòng Kinh tế 50%", "")
    assert parted(row, roles, [set() for _ in roles]) == {2: "Phòng Kinh tế", 3: "50%"}


def test_periods_with_blanks_between_are_right_or_asked_about():
    """Of columns of one kind every cell is as printed or carries a question, those read as empty too."""
    header = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Năm 2025", "Giai đoạn 2025 - 2030", "Giai đoạn 2030 - 2035"]
    rows = [
        ["1", "Nâng cấp máy tính của các phòng", "Phòng Kinh tế", "x", "", "Hằng năm"], ["2", "Số hóa hồ sơ", "Công an xã", "", "Hằng năm", "Hằng năm"],
        ["3", "Lắp đặt điểm phát sóng tại nhà văn hóa", "Phòng Kinh tế", "x", "x", ""], ["4", "Mở lớp kỹ năng số", "Phòng Kinh tế", "Hằng năm", "", ""],
    ]  # fmt: skip
    document = read(BODY + "Phụ lục I \n\n \n\n" + table_text(header, rows, [4, 28, 14, 8, 12, 12]) + " \n")
    grid = document.grids[0]
    for number, row in enumerate(rows, start=1):
        for cell, text in zip(grid.row(number), row):
            assert cell.text == text or cell.doubts


def _cells(*texts: str, unsure: int = -1) -> list[Cell]:
    cells = [Cell(0, column, text, text) for column, text in enumerate(texts)]
    return [cell.doubting("?") if cell.column == unsure else cell for cell in cells]


@pytest.mark.parametrize(
    ("texts", "unsure", "asked"),
    [
        (("1", "Mở lớp", "Công an xã", "Năm 2026"), -1, []),
        (("1", "Mở lớp", "Công an xã", "Năm 2026"), 2, [1, 2, 3]),
        (("1", "Mở lớp", "", "Năm 2026"), 2, [1, 2, 3]),
        (("I", "THỂ CHẾ, TỔ CHỨC", "THỰC HIỆN", ""), -1, [1, 2]),
        (("1", "Mở lớp", "- Kế hoạch. - Báo cáo.", "Quý, năm"), -1, [2, 3]),
        (("1", "Mở lớp UBND xã", "Các đơn vị thuộc", "95%"), -1, [1, 2, 3]),
    ],
)
def test_a_cell_beside_an_unsure_or_torn_one_is_asked_too(texts, unsure, asked):
    found = asked_beside(_cells(*texts, unsure=unsure), ("TT", "Nhiệm vụ", "Chủ trì", "Thời gian"), [2])
    assert [cell.column for cell in found if cell.doubts] == asked


def test_a_body_at_the_end_of_a_name_is_asked_about_where_it_begins_a_line():
    """“Ban Thường trực” on a line of its own under a name may be the first line of the cell beside it."""
    name = "Phát động thi đua tại các khu dân cư Ban Thường trực"
    for raw, asked in (("Phát động thi đua tại các\nkhu dân cư\nBan Thường trực", [1, 2]), ("Phát động thi đua tại các\nkhu dân cư Ban Thường trực", [])):
        cells = [Cell(0, 0, "1", "1"), Cell(0, 1, name, raw), Cell(0, 2, "MTTQ xã", "MTTQ xã")]
        found = asked_beside(cells, ("TT", "Nhiệm vụ", "Chủ trì"), [2])
        assert [cell.column for cell in found if cell.doubts] == asked


def test_a_heading_that_compares_is_one_heading():
    assert mixture("Tăng, giảm so với 2025", "targets") is None


def test_a_small_step_after_a_hanging_line_is_a_blank_line():
    """The producer writes one newline for half a line, but never twice: each word knows whether the line before it hangs."""
    run = tokens(("Mở lớp ", "Phòng Văn ", "", "hóa ", "Năm 2026 ", "", "Hội nghị "), 1, 7)
    assert [(token.gap, token.hung) for token in run if token.text in ("Phòng", "hóa", "Năm", "Hội")] == [(SINGLE, False), (DOUBLE, True), (SINGLE, False), (DOUBLE, True)]


def test_numbers_may_go_on_through_sections_and_keep_their_full_stops():
    """4 after a section is near when 3 stood before it; "2." is far where the numbers have no full stop."""
    counted = Counted()
    for word in ("I", "1", "2", "3", "II"):
        counted = counted.after(number_of(word))[1]
    assert counted.after(number_of("4"))[0] == 1 and counted.after(number_of("1"))[0] == 0 and counted.after(number_of("3"))[0] == 5
    assert counted.after(number_of("1."))[0] == 3


def test_a_row_may_begin_after_a_quarter():
    """“Hằng quý” over “3” is the end of a row and the number of the next, not a time."""
    rows = [[*TASK_ROWS[1][:5], "Hằng quý"], ["2", *TASK_ROWS[2][1:5], "Hằng quý"], ["3", *TASK_ROWS[3][1:]]]
    document = read(BODY + "Phụ lục I \n\n \n\n" + table_text(TASKS, rows, WIDTHS) + " \n")
    assert texts(document) == [TASKS, *rows]


@pytest.mark.parametrize(
    ("page", "remark"),
    [
        ("\n\n\n\n2 \n\n \n\n", "“2” là số trang"),
        ("\n\nTrang 1/2 \n\n\n\n", "“Trang 1/2” là số trang"),
        ("\n\n\n\nPHỤ LỤC I (tiếp theo) \n\n" + table_text(TASKS, [], WIDTHS) + "\n\n", "phía trên đầu bảng"),
    ],
)
def test_what_each_page_prints_again_is_no_part_of_a_row(page, remark):
    """Page numbers, titles and headers at a page's edge are taken out and named; the rows on both pages are whole."""
    first, second = table_text(TASKS, TASK_ROWS[:3], WIDTHS), table_text(TASKS, TASK_ROWS[3:], WIDTHS)
    second = second[len(table_text(TASKS, [], WIDTHS)) :].lstrip("\n")
    document = read(BODY + "PHỤ LỤC I \n\n \n\n" + first + page + second + " \n")
    assert texts(document) == full([TASKS, *TASK_ROWS], 6)
    assert any(remark in line for line in document.remarks) and unused_lines(document) == []


@pytest.mark.parametrize("after", ["Nơi nhận: \n\n- Lưu: VT. \n\n", "Ghi chú: số liệu do các bản báo cáo. \n\n", "Trên đây là kế hoạch của xã. \n\n", "PHỤ LỤC II \n\nDANH MỤC VĂN BẢN \n\n"])
def test_a_table_ends_before_lines_that_no_cell_begins_with(after):
    """The signature block, a remark, the closing sentence and the title of the next appendix stay lines, whatever room the last row has."""
    document = read(BODY + "PHỤ LỤC I \n\n \n\n" + table_text(TASKS, TASK_ROWS, WIDTHS) + "\n\n \n\n" + after)
    assert texts(document)[-1] == TASK_ROWS[-1]
    assert document.blocks[-1].text == after.split("\n\n")[-2].strip()


def test_a_second_table_with_the_same_header_is_a_table_of_its_own():
    """Its appendix has another title; without one the header is that of a page."""
    text = table_text(TASKS, TASK_ROWS, WIDTHS)
    document = read(BODY + "PHỤ LỤC I \n\n \n\n" + text + "\n\n\n\nPHỤ LỤC II \n\n \n\n" + text + " \n")
    assert [texts(document, table) for table in (0, 1)] == [full([TASKS, *TASK_ROWS], 6)] * 2


def test_quarters_stand_under_a_plan():
    """They are no headings of their own anywhere, and belong to the year above them."""
    lines = "STT Chỉ tiêu Kế hoạch năm 2026 Đơn vị chủ trì \n\nQuý I Quý II Quý III Quý IV \n\n1 Tỷ lệ hồ sơ được số hóa 50% 60% 70% 80% Công an xã \n\n"
    assert _header(lines, "targets")[2:] == [*(("Kế hoạch năm 2026", f"Quý {number}") for number in ("I", "II", "III", "IV")), ("Đơn vị chủ trì",)]


def test_a_header_of_three_levels_is_not_read_in_part():
    """Periods that are left beside the columns show a level that was not understood: nothing is read, and a remark says so."""
    head = "TT Chỉ tiêu Mục tiêu giai đoạn 2026 - 2030 Đơn vị chủ trì \n\nGiai đoạn 1 Giai đoạn 2 \n\nNăm 2026 Năm 2027 Năm 2028 Năm 2030 \n\n"
    rows = "".join(f"{number} Tỷ lệ hồ sơ loại {number} 50% 60% 70% 80% Công an xã \n\n" for number in range(1, 6))
    document = read(BODY + "Phụ lục I \n\n \n\n" + head + rows)
    assert not document.grids and any("chưa được đọc" in line for line in document.remarks)


def test_a_total_without_a_number_is_a_row():
    """Under the last row of a budget it does not fall into that row's cells."""
    header = ["TT", "Nội dung", "Dự toán kinh phí năm 2026", "Ghi chú"]
    rows = [["1", "Mua máy tính", "50.000.000", ""], ["2", "Cước chữ ký số", "20.000.000", "Cả năm"], ["3", "Mở lớp", "30.000.000", ""], ["", "Tổng cộng", "100.000.000", ""]]
    document = read(BODY + "Phụ lục II \n\n \n\n" + table_text(header, rows, [4, 30, 18, 10]) + " \n")
    assert texts(document) == [header, *rows]


def test_a_row_on_one_line_is_no_title():
    """Words, a body and a time beside each other are cells though they are wider than the column of names."""
    rows = [*TASK_ROWS[1:3], ["3", "Mở lớp", "Phòng Kinh tế", "Công an xã", "Báo cáo", "Quý I/2026"]]
    document = read(BODY + "Phụ lục I \n\n \n\n" + table_text(TASKS, rows, WIDTHS) + " \n")
    assert texts(document) == [TASKS, *rows]


def test_a_title_with_nothing_below_is_asked_about():
    """A text that was cut ends in a row of which only the name is left."""
    text = table_text(TASKS, TASK_ROWS, WIDTHS)
    document = read(BODY + "Phụ lục I \n\n \n\n" + text[: text.index("chuyển đổi số tại")])
    last = document.grids[0].row(6)
    assert last[1].text.startswith("Tổ chức hội nghị") and last[1].doubts


def test_marks_without_width_part_no_words():
    """A zero-width space is not read, a no-break space is a space."""
    text = BODY + "Phụ lục I \n\n \n\n" + table_text(TASKS, TASK_ROWS, WIDTHS) + " \n"
    assert texts(read(text.replace("kế", "k\u200bế").replace(" ", "\u00a0"))) == full([TASKS, *TASK_ROWS], 6)


@pytest.mark.parametrize("text", ["<p>x</p><table>" + "<tr><td>1</td><td>Mua máy</td></tr>" * 3 + "</table>", "\u2028".join(["TT Nhiệm vụ Chủ trì", "1 Mua máy Công an xã", "2 Sửa đài", "3 Mở lớp"])])
def test_other_marks_of_tables_are_refused(text):
    with pytest.raises(Refused, match="plan.txt"):
        read(text)
