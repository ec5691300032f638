"""From printed rows to rows of ours: what each cell becomes, and what is asked about it."""

from __future__ import annotations

import re
from random import Random

import pytest

from scripts.checks.agencies import AgencyCell
from scripts.csv_files import CsvFile, Row
from scripts.ingest.bodies import split_bodies
from scripts.ingest.body_names import Names
from scripts.ingest.drafting import draft_rows
from scripts.ingest.grid import Cell, Doubt, Line, Place
from scripts.ingest.hierarchy import Tree, styles
from scripts.ingest.read_tables import KINDS, ROLES, Column, ReadRow, ReadTable
from scripts.ingest.row_cells import is_nothing, without_bullet
from scripts.ingest.sections import headed
from scripts.ingest.spending import expenditure_of
from scripts.ingest.usage import unused_cells
from scripts.plans import Plan, Reference
from scripts.tables import plan_tables, reference_tables, schemas

PLAN = "son-la/xa-thu-00001/khcn-2026"
ALIASES = {
    "Phòng Kinh tế": "phong-kinh-te", "Phòng Văn hóa - Xã hội": "phong-van-hoa-xa-hoi", "Công an xã": "cong-an-xa",
    "Các cơ quan, đơn vị": "cac-co-quan-don-vi", "các bản": "cac-ban", "HTX": "hop-tac-xa", "Văn phòng HĐND và UBND xã": "van-phong",
}  # fmt: skip


def _file(table: str, rows: list[dict[str, str]]) -> CsvFile:
    columns = schemas()[table].columns
    return CsvFile(f"{table}.csv", table, columns, rows=[Row(n, {c: row.get(c, "") for c in columns}) for n, row in enumerate(rows, 2)], header=columns)


def reference(**rows: list[dict[str, str]]) -> Reference:
    given = {
        "agency_aliases": [{"alias": alias, "agency_id": agency_id} for alias, agency_id in ALIASES.items()],
        "agencies": [{"agency_id": agency_id, "name": alias} for alias, agency_id in ALIASES.items()],
        "communes": [{"code": "00001", "name": "Thử", "full_name": "Xã Thử"}],
    } | rows
    return Reference({table: _file(table, given.get(table, [])) for table in reference_tables()})


def table(kind: str, columns: list[Column], rows: list[tuple], unit: str = "", titles: tuple[str, ...] = ()) -> ReadTable:
    """Rows as (kind, text…); a text may be a Cell, or None where a merged cell covers the column."""
    read = []
    for number, (row_kind, *texts) in enumerate(rows, start=1):
        place = Place(None, number, number)
        cells = tuple(text if text is None or isinstance(text, Cell) else Cell(number, at, " ".join(text.split()), text, place) for at, text in enumerate(texts))
        read.append(ReadRow(row_kind, cells, place))
    return ReadTable(kind, tuple(columns), tuple(read), tuple(Line(title) for title in titles), Place(None, 1, len(rows)), unit)


def draft(*tables: ReadTable, **given):
    return draft_rows(PLAN, "S1", "text", tables, given.pop("reference", reference()), **given)


def columns(*headed_roles: str) -> list[Column]:
    """ "Năm 2026|target|2026" -> a column; the year may be left out, a stage may stand fourth."""
    found = []
    for at, text in enumerate(headed_roles):
        heading, role, year, stage = (*text.split("|"), "", "")[:4]
        first, _, last = year.partition("-")
        found.append(Column(at, heading, role, years=(int(first), int(last or first)) if year else None, stage=stage))
    return found


def asked(found, field: str = "") -> list[tuple[str, str]]:
    return [(mark.row_id, mark.question) for mark in found.marks if not field or mark.field == field]


def column_of(rows: list[dict[str, str]], *fields: str) -> list[tuple[str, ...]]:
    return [tuple(row[field] for field in fields) for row in rows]


TARGETS = columns("STT|number", "Chỉ tiêu|name", "Kết quả năm 2025|baseline|2025", "Chỉ tiêu năm 2026|target|2026", "Cơ quan chủ trì|lead", "Cơ quan phối hợp|support")
TASKS = columns("STT|number", "Nội dung|name", "Sản phẩm|product", "Thời gian thực hiện|schedule", "Cơ quan chủ trì|lead", "Cơ quan phối hợp|support")
BUDGET = columns("TT|number", "Nội dung|name", "Ước năm 2025|amount|2025|estimated_outturn", "Dự toán năm 2026|amount|2026|requested")


def test_a_clean_table_of_targets_gives_rows_and_no_question():
    """Sections, numbers, parents, values and bodies stand in their columns; an empty cell has no row; nothing is asked."""
    found = draft(table("targets", TARGETS, [
        ("section", "I", Cell(1, 1, "HẠ TẦNG", column_span=5), None, None, None, None),
        ("row", "5", "Tỷ lệ dùng dịch vụ số", "80%", "≥ 90,5%", "Phòng Kinh tế", "Các cơ quan, đơn vị; các bản"),
        ("row", "5.1", "Trong y tế", "", "Duy trì", "Công an xã", ""),
        ("section", "II", Cell(4, 1, "NGUỒN LỰC", column_span=5), None, None, None, None),
        ("row", "1", "Số mô hình", "-", "01 mô hình", "", ""),
    ]))  # fmt: skip
    assert column_of(found.tables["targets"], "target_id", "section_number", "section_title", "number", "parent_id", "name", "reading") == [
        ("CT01", "I", "HẠ TẦNG", "5", "", "Tỷ lệ dùng dịch vụ số", "certain"),
        ("CT02", "I", "HẠ TẦNG", "5.1", "CT01", "Trong y tế", "certain"),
        ("CT03", "II", "NGUỒN LỰC", "1", "", "Số mô hình", "certain"),
    ]
    assert column_of(found.tables["target_values"], "target_id", "year", "measure", "value_text", "comparator", "value_min", "value_max", "unit") == [
        ("CT01", "2025", "baseline", "80%", "eq", "80", "80", "%"),
        ("CT01", "2026", "target", "≥ 90,5%", "ge", "90.5", "", "%"),
        ("CT02", "2026", "target", "Duy trì", "text", "", "", ""),
        ("CT03", "2026", "target", "01 mô hình", "eq", "1", "1", "mô hình"),
    ]
    assert column_of(found.tables["target_agencies"], "target_id", "role", "seq", "agency_text", "agency_id") == [
        ("CT01", "lead", "1", "Phòng Kinh tế", "phong-kinh-te"),
        ("CT01", "support", "1", "Các cơ quan, đơn vị", "cac-co-quan-don-vi"),
        ("CT01", "support", "2", "các bản", "cac-ban"),
        ("CT02", "lead", "1", "Công an xã", "cong-an-xa"),
    ]
    assert found.marks == []
    assert found.tables["targets"][1] == {
        "plan_id": PLAN, "target_id": "CT02", "origin": "appendix", "section_number": "I", "section_title": "HẠ TẦNG", "number": "5.1",
        "parent_id": "CT01", "name": "Trong y tế", "unit_text": "", "indicator_id": "", "lead_text": "Công an xã", "support_text": "", "reading": "certain",
        "source_id": "S1", "source_page": "", "source_line_from": "3", "source_line_to": "3",
    }  # fmt: skip


def test_doubts_become_marks_and_a_doubtful_reading():
    """A doubt of a cell stays with the row that holds what the cell says, one of a row with the row; one of a column is asked once and is no doubt about its cells."""
    doubtful = Column(3, "Chỉ tiêu", "target", years=(2026, 2026), doubts=(Doubt("Cột này là năm nào?", "2027"),))
    cell = Cell(1, 2, "50%", "50%", Place(4), doubts=(Doubt("Đọc là 50% hay 90%?", "90%"),))
    rows = table("targets", [*TARGETS[:3], doubtful, *TARGETS[4:]], [
        ("row", "1", "Tỷ lệ A", cell, "60%", "", ""),
        ("row", "2", "Tỷ lệ B", "", "70%", "", ""),
        ("row", "3", "Tỷ lệ C", "10%", "", "", ""),
    ])  # fmt: skip
    last = ReadRow("row", rows.rows[2].cells, rows.rows[2].place, (Doubt("Dòng này có nối với dòng trên không?"),))
    found = draft(ReadTable(rows.kind, rows.columns, (*rows.rows[:2], last), (), rows.place))
    assert [(m.table, m.row_id, m.field, m.reading, m.second) for m in found.marks] == [
        ("target_values", "CT01:2025:baseline", "value_text", "50%", "90%"),
        ("target_values", "CT01:2026:target", "value_text", "Chỉ tiêu", "2027"),
        ("targets", "CT03", "", "", ""),
    ]
    assert column_of(found.tables["target_values"], "reading") == [("doubtful",), ("certain",), ("certain",), ("certain",)]
    assert column_of(found.tables["targets"], "reading") == [("certain",), ("certain",), ("doubtful",)]


def test_a_value_that_looks_like_a_figure_but_is_none_is_asked_about():
    """O for 0 and a point for a comma are kept as printed and asked about; words, with a figure or without, are no question."""
    found = draft(table("targets", TARGETS, [
        ("row", "1", "A", "1O%", "0.5%", "", ""), ("row", "2", "B", "Đạt", "-5%", "", ""), ("row", "3", "C", "O", "Duy trì 01 mô hình", "", ""),
    ]))  # fmt: skip
    assert [row_id for row_id, _ in asked(found, "value_text")] == ["CT01:2025:baseline", "CT01:2026:target", "CT02:2026:target", "CT02:2026:target", "CT03:2025:baseline"]
    assert found.tables["target_values"][3]["value_text"] == "-5%"


def test_years_that_no_heading_states():
    """The one year of the titles is taken and asked about; without it the year stays empty. A period is its last year."""
    heads = columns("TT|number", "Chỉ tiêu|name", "Kế hoạch|target", "Kết quả|baseline", "Giai đoạn 2026 - 2030|target|2026-2030")
    found = draft(table("targets", heads, [("row", "1", "A", "1%", "2%", "3%")], titles=("CHỈ TIÊU NĂM 2026",)))
    assert column_of(found.tables["target_values"], "year", "measure", "reading") == [
        ("2026", "target", "certain"), ("", "baseline", "certain"), ("2030", "target", "certain"),
    ]  # fmt: skip
    assert len(asked(found, "year")) == 3


def test_the_same_year_twice_is_never_silent():
    """Two columns of one year cannot both be the target of that year."""
    heads = columns("TT|number", "Chỉ tiêu|name", "Năm 2026|target|2026", "Phấn đấu năm 2026|target|2026")
    found = draft(table("targets", heads, [("row", "1", "A", "1%", "2%")]))
    assert [row_id for row_id, _ in asked(found, "year")] == ["CT01:2026:target"]


def test_indicators_are_proposed_by_the_same_name_only():
    """A target of the same name gets the id of its indicator, to be confirmed; the place of tone marks makes no difference."""
    found = draft(table("targets", TARGETS, [("row", "1", "Tỷ lệ số hoá", "", "1%", "", ""), ("row", "2", "Tỷ lệ khác", "", "1%", "", "")]), indicators={"tỷ lệ số hoá": "so-hoa"})
    assert column_of(found.tables["targets"], "indicator_id") == [("so-hoa",), ("",)]
    assert [row_id for row_id, _ in asked(found, "indicator_id")] == ["CT01"]


def test_groups_and_parents_of_tasks():
    """A row with only a name and parts numbered below it is a group; parts stand under groups only, by their number."""
    found = draft(table("tasks", TASKS, [
        ("section", "I", "TUYÊN TRUYỀN", "", "", "", ""),
        ("row", "1", "Tên chung", "", "", "", ""),
        ("row", "1.1", "Việc một", "Kế hoạch", "Năm 2026", "Phòng Kinh tế", ""),
        ("row", "1.2", "Việc hai", "", "x", "Phòng Kinh tế", ""),
        ("row", "2", "Việc ba", "", "Quý III/2026", "Công an xã", ""),
        ("row", "2.1", "Việc bốn", "", "Năm 2026", "Công an xã", ""),
    ]))  # fmt: skip
    assert column_of(found.tables["tasks"], "task_id", "kind", "number", "parent_id") == [
        ("NV01", "group", "1", ""), ("NV02", "task", "1.1", "NV01"), ("NV03", "task", "1.2", "NV01"), ("NV04", "task", "2", ""), ("NV05", "task", "2.1", ""),
    ]  # fmt: skip
    assert [row_id for row_id, _ in asked(found)] == ["NV05"]  # part of a task with a body of its own


def test_parts_whose_number_names_another_row():
    """1.1 printed under group 2 stays under that group, asked once for the run."""
    found = draft(table("tasks", TASKS, [
        ("row", "2", "Tên chung", "", "", "", ""),
        ("row", "1.1", "Việc một", "", "Năm 2026", "Công an xã", ""),
        ("row", "1.2", "Việc hai", "", "Năm 2026", "Công an xã", ""),
    ]))  # fmt: skip
    assert column_of(found.tables["tasks"], "kind", "parent_id") == [("group", ""), ("task", "NV01"), ("task", "NV01")]
    assert [row_id for row_id, _ in asked(found)] == ["NV02"]


def test_a_merged_row_numbered_1_in_a_section_is_a_group():
    """It is a heading by its form, but our columns hold one level of sections: the rows below stand under it."""
    found = draft(table("tasks", TASKS, [
        ("section", "I", Cell(1, 1, "TUYÊN TRUYỀN", column_span=5), None, None, None, None),
        ("section", "1", Cell(2, 1, "Tên chung", column_span=5), None, None, None, None),
        ("row", "a", "Việc", "", "Năm 2026", "Công an xã", ""),
    ]))  # fmt: skip
    assert column_of(found.tables["tasks"], "kind", "section_number", "number", "name", "parent_id") == [
        ("group", "I", "1", "Tên chung", ""), ("task", "I", "a", "Việc", "NV01"),
    ]  # fmt: skip


def test_a_task_with_nothing_but_a_name_is_asked_about():
    found = draft(table("tasks", TASKS, [("row", "1", "Việc", "", "", "", ""), ("row", "2", "Việc khác", "", "Năm 2026", "", "")]))
    assert [(row_id, mark.second) for (row_id, _), mark in zip(asked(found, "kind"), found.marks)] == [("NV01", "group")]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("- Kế hoạch: Tháng 01/2026\n- Báo cáo: Quý, 6 tháng, năm và đột xuất", [("Kế hoạch: Tháng 01/2026", "month"), ("Báo cáo: Quý, 6 tháng, năm và đột xuất", "recurring")]),
        ("- Quý III/2026 - Tháng 10/226", [("Quý III/2026", "quarter"), ("Tháng 10/226", "text")]),
        ("Giai đoạn 2026 - 2030", [("Giai đoạn 2026 - 2030", "text")]),
        ("Quý I/2026; Quý III/2026", [("Quý I/2026", "quarter"), ("Quý III/2026", "quarter")]),
        ("Tháng 3/2026\nTháng 9/2026", [("Tháng 3/2026", "month"), ("Tháng 9/2026", "month")]),
        ("Trong năm\n2026", [("Trong năm 2026", "year")]),
        ("Theo tiến độ", [("Theo tiến độ", "text")]),
    ],
)
def test_one_row_for_each_entry_of_a_cell_of_time(cell, expected):
    """A list with dashes is divided at its items, other cells only where every part can be read; figures that are not read are asked about."""
    found = draft(table("tasks", TASKS, [("row", "1", "Việc", "", cell, "Công an xã", "")]))
    rows = found.tables["task_schedules"]
    assert column_of(rows, "schedule_text", "kind") == expected
    assert [row["seq"] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
    unread = sum(text == "Tháng 10/226" for text, _ in expected)
    assert len(asked(found, "schedule_text")) == unread


def test_a_dash_between_two_times_may_be_a_span():
    """All the time from the one to the other is not two times: the cell stays whole and is asked about."""
    found = draft(table("tasks", TASKS, [("row", "1", "Việc", "", "Quý I/2026 - Quý IV/2026", "Phòng Kinh tế", "")]))
    assert column_of(found.tables["task_schedules"], "schedule_text", "kind") == [("Quý I/2026 - Quý IV/2026", "text")]
    assert [(mark.row_id, mark.second) for mark in found.marks] == [("NV01:1", "Quý I/2026 | Quý IV/2026")]


def test_a_time_without_a_year_and_two_joined_by_a_word_are_no_questions():
    found = draft(table("tasks", TASKS, [("row", "1", "Việc", "", "Trước 30/6", "Phòng Kinh tế", ""), ("row", "2", "Khác", "", "Tháng 1/2026 và tháng 7/2026", "Phòng Kinh tế", "")]))
    assert column_of(found.tables["task_schedules"], "schedule_text", "kind") == [("Trước 30/6", "text"), ("Tháng 1/2026", "month"), ("tháng 7/2026", "month")]
    assert found.marks == []


def test_a_column_of_a_period_says_its_years():
    heads = columns("STT|number", "Nội dung|name", "Năm 2025|schedule|2025", "Giai đoạn 2025 - 2030|schedule|2025-2030", "Đến 2030|schedule|2030")
    found = draft(table("tasks", heads, [("row", "1", "Việc", "x", "Hằng năm", "x")]))
    assert column_of(found.tables["task_schedules"], "column_text", "period_from", "period_to", "kind") == [
        ("Năm 2025", "2025", "2025", "marked"), ("Giai đoạn 2025 - 2030", "2025", "2030", "recurring"), ("Đến 2030", "", "", "marked"),
    ]  # fmt: skip
    assert len(asked(found, "column_text")) == 1


def test_merged_cells_say_the_same_of_every_row():
    """A body merged over three rows leads all three; an amount merged over two lines is written once and asked about."""
    found = draft(table("tasks", TASKS, [
        ("row", "1", "Việc một", "", "Năm 2026", Cell(1, 4, "Phòng Kinh tế", row_span=3), ""),
        ("row", "2", "Việc hai", "", "Năm 2026", None, ""),
        ("row", "3", "Việc ba", "", "Năm 2026", None, ""),
        ("row", "4", "Việc bốn", "", "Năm 2026", None, ""),
    ]))  # fmt: skip
    assert column_of(found.tables["tasks"], "lead_text") == [("Phòng Kinh tế",), ("Phòng Kinh tế",), ("Phòng Kinh tế",), ("",)]
    assert found.marks == []
    found = draft(table("budget", BUDGET, [
        ("row", "1", "Chi thường xuyên", "", Cell(1, 3, "5.000.000", row_span=2)),
        ("row", "2", "Chi đầu tư", "", None),
    ], unit="đồng"))  # fmt: skip
    assert column_of(found.tables["budget_amounts"], "line_id", "amount") == [("NS01", "5000000")]
    assert [row_id for row_id, _ in asked(found)] == ["NS02"]
    assert found.tables["budget_lines"][1]["reading"] == "doubtful"


def test_sections_inside_sections():
    """A over I over II: the numbers are joined, the title is the innermost; that the outer one is in no column is asked once."""
    found = draft(table("targets", TARGETS, [
        ("section", "A", "CHÍNH QUYỀN", "", "", "", ""), ("section", "I", "Hạ tầng", "", "", "", ""), ("row", "1", "Việc", "", "1%", "", ""),
        ("section", "II", "Dữ liệu", "", "", "", ""), ("row", "1", "Khác", "", "1%", "", ""), ("row", "", "- Trong đó", "", "1%", "", ""),
        ("section", "B", "KINH TẾ", "", "", "", ""), ("row", "1", "Cuối", "", "1%", "", ""),
    ]))  # fmt: skip
    assert column_of(found.tables["targets"], "section_number", "section_title", "name", "parent_id") == [
        ("A.I", "Hạ tầng", "Việc", ""), ("A.II", "Dữ liệu", "Khác", ""), ("A.II", "Dữ liệu", "Trong đó", "CT02"), ("B", "KINH TẾ", "Cuối", ""),
    ]  # fmt: skip
    assert [(mark.row_id, mark.field) for mark in found.marks] == [("CT01", "section_title")]


def test_a_budget_as_a_tree():
    """I over 1 over a; what a line is spent on comes from the line above; a line without amount keeps its line."""
    found = draft(table("budget", BUDGET, [
        ("letters", "A", "B", "1", "2"),
        ("total", "", "TỔNG SỐ", "1.000.000", "9.000.000"),
        ("section", "I", "Chi thường xuyên", "1.000.000", "5.000.000"),
        ("row", "1", "UBND xã", "", "5.000.000"),
        ("row", "a", "Đào tạo", "", "5.000.000"),
        ("row", "-", "Hợp tác", "", ""),
        ("row", "2", "Đơn vị sự nghiệp", "", ""),
        ("section", "II", "Chi đầu tư phát triển", "", "4.000.000"),
        ("row", "1", "Phòng học", "", "4.000.000"),
    ], unit="đồng"))  # fmt: skip
    assert column_of(found.tables["budget_lines"], "line_id", "view", "parent_id", "number", "name", "expenditure") == [
        ("NS01", "spending_type", "", "", "TỔNG SỐ", ""),
        ("NS02", "spending_type", "NS01", "I", "Chi thường xuyên", "recurrent"),
        ("NS03", "spending_type", "NS02", "1", "UBND xã", "recurrent"),
        ("NS04", "spending_type", "NS03", "a", "Đào tạo", "recurrent"),
        ("NS05", "spending_type", "NS04", "", "Hợp tác", "recurrent"),
        ("NS06", "spending_type", "NS02", "2", "Đơn vị sự nghiệp", "recurrent"),
        ("NS07", "spending_type", "NS01", "II", "Chi đầu tư phát triển", "investment"),
        ("NS08", "spending_type", "NS07", "1", "Phòng học", "investment"),
    ]
    assert column_of(found.tables["budget_amounts"], "line_id", "fiscal_year", "stage", "amount_text", "amount") == [
        ("NS01", "2025", "estimated_outturn", "1.000.000", "1000000"), ("NS01", "2026", "requested", "9.000.000", "9000000"),
        ("NS02", "2025", "estimated_outturn", "1.000.000", "1000000"), ("NS02", "2026", "requested", "5.000.000", "5000000"),
        ("NS03", "2026", "requested", "5.000.000", "5000000"), ("NS04", "2026", "requested", "5.000.000", "5000000"),
        ("NS07", "2026", "requested", "4.000.000", "4000000"), ("NS08", "2026", "requested", "4.000.000", "4000000"),
    ]  # fmt: skip
    assert found.marks == []


def test_the_unit_of_a_table_of_money_is_never_forgotten():
    """In a table of millions 625 is 625 million; in one without unit it is asked about; an unknown unit gives no amount."""
    def amounts(unit: str, text: str = "625") -> tuple[str, str, int]:
        found = draft(table("budget", BUDGET[:2] + BUDGET[3:], [("row", "1", "Chi thường xuyên", text)], unit=unit))
        row = found.tables["budget_amounts"][0]
        return row["unit_text"], row["amount"], len(found.marks)

    assert amounts("triệu đồng") == ("triệu đồng", "625000000", 0)
    assert amounts("Triệu đồng", "1.234,5") == ("Triệu đồng", "1234500000", 0)
    assert amounts("triệu đồng", "2 tỷ đồng") == ("", "2000000000", 0)
    assert amounts("đồng", "625.000") == ("", "625000", 0)
    assert amounts("đồng", "625") == ("", "625", 1)
    assert amounts("", "625.000.000") == ("", "625000000", 1)
    assert amounts("bao gạo") == ("bao gạo", "", 1)
    assert amounts("đồng", "625,000") == ("", "", 1)


def test_a_column_of_units_stands_for_its_values():
    """A figure without unit takes that of its row."""
    heads = columns("TT|number", "Chỉ tiêu|name", "ĐVT|unit", "Năm 2026|target|2026")
    found = draft(table("targets", heads, [("row", "1", "Số hộ", "hộ", "≥ 80"), ("row", "2", "Tỷ lệ", "%", "90%")]))
    assert column_of(found.tables["targets"], "unit_text") == [("hộ",), ("%",)]
    assert column_of(found.tables["target_values"], "value_text", "value_min", "unit") == [("≥ 80", "80", "hộ"), ("90%", "90", "%")]
    assert found.marks == []


def test_a_sum_for_several_years_belongs_to_none_of_them():
    heads = [*BUDGET[:2], Column(2, "Giai đoạn 2026-2030", "amount", years=(2026, 2030))]
    found = draft(table("budget", heads, [("row", "1", "Chi thường xuyên", "5.000.000")], unit="đồng"))
    assert column_of(found.tables["budget_amounts"], "fiscal_year", "stage") == [("", "requested")]
    assert len(asked(found, "fiscal_year")) == 1


def test_columns_that_add_up_are_parts():
    """Of total, commune and province only the total has a place; the other columns are listed, none is lost."""
    heads = columns("TT|number", "Nội dung|name", "Ngân sách xã|amount|2026", "Ngân sách tỉnh|amount|2026", "Tổng|amount|2026")
    found = draft(table("budget", heads, [("row", "1", "Chi thường xuyên", "1.000.000", "2.000.000", "3.000.000")], unit="đồng"))
    assert column_of(found.tables["budget_amounts"], "amount") == [("3000000",)]
    assert [mark.reading for mark in found.marks] == ["NS01: 1.000.000", "NS01: 2.000.000"]


def test_a_total_below_the_lines_is_a_total_of_its_own():
    """A parent stands before its children: a sum printed last is no parent."""
    found = draft(table("budget", BUDGET, [("row", "I", "Chi thường xuyên", "", "5.000.000"), ("total", "", "Tổng cộng", "", "5.000.000")], unit="đồng"))
    assert column_of(found.tables["budget_lines"], "view", "parent_id") == [("spending_type", ""), ("total", "")]
    assert found.marks == []


def test_spaces_between_thousands():
    """Where every figure of a column has them they are its way of writing; one among others may be two figures, and is asked about."""
    alike = draft(table("budget", BUDGET, [("row", "1", "Chi thường xuyên", "", "1 250 000"), ("row", "2", "Chi thường xuyên khác", "", "12 500")], unit="đồng"))
    assert column_of(alike.tables["budget_amounts"], "amount_text", "amount") == [("1 250 000", "1250000"), ("12 500", "12500")]
    assert alike.marks == []
    mixed = draft(table("budget", BUDGET, [("row", "1", "Chi thường xuyên", "", "1 250 000"), ("row", "2", "Chi thường xuyên khác", "", "12.500.000")], unit="đồng"))
    assert [(mark.row_id, mark.field) for mark in mixed.marks] == [("NS01:2026:requested", "amount")]


def test_headings_without_numbers_in_a_budget():
    """They stand side by side under the total; the numbered lines stand under them."""
    found = draft(table("budget", BUDGET, [
        ("total", "", "TỔNG SỐ", "", "9.000.000"), ("section", "", "CHI THƯỜNG XUYÊN", "", ""), ("row", "1", "Tập huấn", "", "4.000.000"),
        ("section", "", "CHI ĐẦU TƯ", "", ""), ("row", "1", "Phòng học", "", "5.000.000"),
    ], unit="đồng"))  # fmt: skip
    assert column_of(found.tables["budget_lines"], "parent_id", "expenditure") == [
        ("", ""), ("NS01", "recurrent"), ("NS02", "recurrent"), ("NS01", "investment"), ("NS04", "investment"),
    ]  # fmt: skip
    assert found.marks == []


def test_a_second_table_of_money_is_asked_about():
    """It may say again what the first one says."""
    one = table("budget", BUDGET, [("row", "1", "Chi thường xuyên", "", "5.000.000")], unit="đồng")
    two = table("budget", BUDGET, [("row", "1", "Chi thường xuyên", "", "5.000.000")], unit="đồng")
    found = draft(one, two)
    assert column_of(found.tables["budget_lines"], "line_id") == [("NS01",), ("NS02",)]
    assert [(mark.row_id, mark.field) for mark in found.marks] == [("NS02", "view")]


def test_a_list_of_documents():
    """Symbol and date may share a cell; an impossible date stays empty and is asked about; a row without name is doubtful."""
    heads = columns("Stt|number", "Ký hiệu|symbol", "Ngày ban hành|issued_on", "Trích yếu|name", "Cơ quan|issuer")
    found = draft(table("documents", heads, [
        ("row", "1", "66/QĐ-UBND", "02/7/2025", "Về việc A", ""),
        ("row", "2", "67/QĐ-UBND", "31/02/2025", "Về việc B", "UBND xã"),
        ("row", "3", "68/QĐ-UBND", "", "", ""),
    ]))  # fmt: skip
    assert column_of(found.tables["issued_documents"], "issued_document_id", "number", "symbol", "issued_on_text", "issued_on", "name", "reading") == [
        ("VB01", "1", "66/QĐ-UBND", "02/7/2025", "2025-07-02", "Về việc A", "certain"),
        ("VB02", "2", "67/QĐ-UBND", "31/02/2025", "", "Về việc B", "certain"),
        ("VB03", "3", "68/QĐ-UBND", "", "", "", "doubtful"),
    ]
    assert [(mark.row_id, mark.field, mark.reading) for mark in found.marks] == [("VB02", "issued_on", "31/02/2025"), ("VB03", "name", ""), ("VB02", "", "VB02: UBND xã")]
    found = draft(table("documents", heads, [("row", "I", "Quyết định", "", "", ""), ("row", "1", "66/QĐ-UBND", "02/7/2025", "Về việc A", "")]))
    assert len(found.tables["issued_documents"]) == 1 and [mark.reading for mark in found.marks] == ["I Quyết định"]
    found = draft(table("documents", [heads[1], heads[3]], [("row", "66/QĐ-UBND ngày 02/7/2025", "Về việc A")]))
    assert column_of(found.tables["issued_documents"], "symbol", "issued_on_text", "issued_on") == [("66/QĐ-UBND", "ngày 02/7/2025", "2025-07-02")]
    assert found.marks == []


def test_list_dashes_and_hidden_characters_do_not_reach_our_cells():
    """A dash is dropped in silence where the schema says so, else asked about; a character that nobody sees is removed and told."""
    found = draft(table("tasks", TASKS, [("row", "1", "- Việc", "- Kế hoạch - Báo cáo", "Năm 2026", "- Phòng Kinh tế", "Công an\u200b xã")]))
    row = found.tables["tasks"][0]
    assert (row["name"], row["product_text"], row["lead_text"], row["support_text"]) == ("Việc", "Kế hoạch - Báo cáo", "Phòng Kinh tế", "Công an xã")
    assert [mark.field for mark in found.marks] == ["name", "support_text"]
    assert without_bullet("-5%") == "-5%" and is_nothing(" – ") and not is_nothing("x")


def test_a_body_that_no_table_knows_is_proposed_once():
    """The mark gives the lines to add; the same text elsewhere gets the same id; another way of writing a known name gets its id."""
    found = draft(table("tasks", TASKS, [
        ("row", "1", "Việc một", "", "Năm 2026", "Kho bạc khu vực", "PHÒNG KINH TẾ"),
        ("row", "2", "Việc hai", "", "Năm 2026", "Kho bạc khu vực", "Công an xã Thử"),
        ("row", "3", "Việc ba", "", "Năm 2026", "HTX xã", ""),
    ]))  # fmt: skip
    assert column_of(found.tables["task_agencies"], "agency_text", "agency_id") == [
        ("Kho bạc khu vực", "kho-bac-khu-vuc"), ("PHÒNG KINH TẾ", "phong-kinh-te"), ("Kho bạc khu vực", "kho-bac-khu-vuc"), ("Công an xã Thử", "cong-an-xa"),
        ("HTX xã", "hop-tac-xa"),
    ]  # fmt: skip
    assert [mark.row_id for mark in found.marks] == ["NV01:lead:1", "NV01:support:1", "NV02:support:1", "NV03:lead:1"]
    assert "“kho-bac-khu-vuc,Kho bạc khu vực,central,office”" in found.marks[0].question and "NV02:lead:1" in found.marks[0].question
    assert found.additions == {
        "agencies": [{"agency_id": "kho-bac-khu-vuc", "name": "Kho bạc khu vực", "level": "central", "kind": "office"}],
        "agency_aliases": [
            {"alias": "Kho bạc khu vực", "agency_id": "kho-bac-khu-vuc"}, {"alias": "PHÒNG KINH TẾ", "agency_id": "phong-kinh-te"},
            {"alias": "Công an xã Thử", "agency_id": "cong-an-xa"}, {"alias": "HTX xã", "agency_id": "hop-tac-xa"},
        ],
    }  # fmt: skip


def test_as_above_is_no_body():
    """"nt" says what the cell above says: it is asked about with that text, never listed as a body."""
    found = draft(table("tasks", TASKS, [("row", "1", "Việc", "", "Năm 2026", "Công an xã", ""), ("row", "2", "Khác", "", "Năm 2026", "-nt-", "")]))
    assert column_of(found.tables["task_agencies"], "task_id", "agency_text") == [("NV01", "Công an xã")]
    assert [(mark.row_id, mark.field, mark.second) for mark in found.marks] == [("NV02", "lead_text", "Công an xã")]


@pytest.mark.parametrize("cell", ["Công an xã (chủ trì), Phòng Kinh tế (phối hợp)", "Công an xã (chủ trì); Phòng Kinh tế (phối hợp)."])
def test_roles_in_brackets_divide_a_cell(cell):
    """The role behind each name: the bodies stand under their own roles, with one question; a cell with more words than these is not divided."""
    found = draft(table("tasks", TASKS, [("row", "1", "Việc", "", "Năm 2026", cell, "")]))
    assert column_of(found.tables["task_agencies"], "role", "agency_text") == [("lead", "Công an xã"), ("support", "Phòng Kinh tế")]
    assert len(found.marks) == 1 and "đã tách thành hai" in found.marks[0].question
    more = draft(table("tasks", TASKS, [("row", "1", "Việc", "", "Năm 2026", f"{cell} và các bản", "")]))
    assert any("chưa tách được" in mark.question for mark in more.marks)


def test_the_same_cell_is_asked_about_once():
    found = draft(table("tasks", TASKS, [("row", str(n), "Việc", "", "Năm 2026", "Hội A, Hội B", "") for n in (1, 2, 3)]))
    assert [mark.row_id for mark in found.marks if mark.field == "lead_text"] == ["NV01"]
    assert "NV02, NV03" in next(mark.question for mark in found.marks if mark.field == "lead_text")


def test_short_forms_of_known_names():
    """Capitals that stand for the words of one known name only are a way of writing it, to be confirmed; of two names they say nothing."""
    names = Names(ALIASES | {"Phòng Kỹ thuật": "phong-ky-thuat"})
    assert [names.find(text).agency_id if names.find(text) else None for text in ("Phòng VH-XH", "Phòng VHXH", "VP HĐND và UBND xã", "Phòng KT", "CAX", "AB")] == [
        "phong-van-hoa-xa-hoi", "phong-van-hoa-xa-hoi", "van-phong", None, "cong-an-xa", None,
    ]  # fmt: skip


def test_bodies_of_a_ward_are_like_those_of_a_commune():
    """ "Công an phường" is another body than "Công an xã", of the same kind: its name is known as one name, and the other is the second reading."""
    names = Names(ALIASES, "Phường Hà Giang 2")
    found = [names.find(text) for text in ("Công an phường", "Công an phường Hà Giang 2", "Văn phòng HĐND và UBND phường", "VP HĐND và UBND phường", "Phòng Kinh tế phường", "Hội phường")]
    assert [body and (body.agency_id, body.like) for body in found] == [
        ("", "cong-an-xa"), ("", "cong-an-xa"), ("", "van-phong"), ("", "van-phong"), ("phong-kinh-te", ""), None,
    ]  # fmt: skip
    split = split_bodies("Công an phường, Văn phòng HĐND và UBND phường", names)
    assert ([body.text for body in split.bodies], split.second) == (["Công an phường", "Văn phòng HĐND và UBND phường"], ())
    wards = reference(communes=[{"code": "00001", "name": "Thử", "full_name": "Phường Thử"}])
    drafted = draft(table("tasks", TASKS, [("row", "1", "Việc", "", "Năm 2026", "Công an phường", "")]), reference=wards)
    assert [(mark.reading, mark.second) for mark in drafted.marks] == [("cong-an-phuong", "Công an xã")]


def test_no_line_is_to_be_added_twice():
    """A new body met in small letters first and with a capital later has one name and no alias twice."""
    found = draft(table("tasks", TASKS, [("row", "1", "Việc", "", "Năm 2026", "kho bạc", ""), ("row", "2", "Khác", "", "Năm 2026", "Kho bạc", "")]))
    assert found.additions["agency_aliases"] == [{"alias": "Kho bạc", "agency_id": "kho-bac"}, {"alias": "kho bạc", "agency_id": "kho-bac"}]
    assert [mark.row_id for mark in found.marks] == ["NV01:lead:1"]


@pytest.mark.parametrize(
    ("cell", "bodies", "second"),
    [
        ("Phòng Kinh tế, Công an xã và các bản.", ["Phòng Kinh tế", "Công an xã", "các bản"], []),
        ("Phòng Kinh tế, Văn phòng", ["Phòng Kinh tế", "Văn phòng"], ["Phòng Kinh tế, Văn phòng"]),
        ("Phòng Kinh tế Công an xã", ["Phòng Kinh tế", "Công an xã"], []),
        ("Trung tâm Văn hóa, Thể thao và Truyền thông", ["Trung tâm Văn hóa, Thể thao và Truyền thông"], ["Trung tâm Văn hóa", "Thể thao", "Truyền thông"]),
        ("Phòng Kinh tế, Hạ tầng và Đô thị", ["Phòng Kinh tế, Hạ tầng và Đô thị"], ["Phòng Kinh tế", "Hạ tầng", "Đô thị"]),
        ("Phòng Kinh tế, BCH Quân sự", ["Phòng Kinh tế", "BCH Quân sự"], ["Phòng Kinh tế, BCH Quân sự"]),
        ("Hội Nông dân, Đoàn Thanh niên", ["Hội Nông dân", "Đoàn Thanh niên"], ["Hội Nông dân, Đoàn Thanh niên"]),
        ("Văn phòng HĐND và UBND xã", ["Văn phòng HĐND và UBND xã"], []),
        ("Các ban, ngành, đoàn thể", ["Các ban, ngành, đoàn thể"], ["Các ban", "ngành", "đoàn thể"]),
        ("Phòng Kinh tế/Công an xã", ["Phòng Kinh tế", "Công an xã"], []),
        ("Phòng Kinh tế + Công an xã", ["Phòng Kinh tế", "Công an xã"], []),
        ("Hội A/Hội B", ["Hội A/Hội B"], []),
        ("1. Phòng Kinh tế 2. Công an xã", ["Phòng Kinh tế", "Công an xã"], []),
        ("Ban Dân vận và các cơ quan khác", ["Ban Dân vận", "các cơ quan khác"], ["Ban Dân vận và các cơ quan khác"]),
    ],
)
def test_bodies_of_a_cell(cell, bodies, second):
    """Known names first, the longest of them; an unknown comma may divide or not, and then the other way is given too."""
    split = split_bodies(cell, Names(ALIASES))
    assert [body.text for body in split.bodies] == bodies
    assert list(split.second) == second


@pytest.mark.parametrize(
    "cell",
    ["Phòng Kinh tế; các bản", "Công an xã, HTX và Kho bạc, các bản.", "Phòng Kinh tế Phòng Văn hóa - Xã hội", "Ban A, ban B; và Ban C", "- Phòng Kinh tế - Phòng Văn hóa - Xã hội\n- Ban C", "Đoàn kiểm tra liên ngành,;"],
)
def test_bodies_cover_their_cell(cell):
    """What is drafted passes the rule that compares the bodies with their cell."""
    found = draft(table("tasks", TASKS, [("row", "1", "Việc", "", "Năm 2026", cell, "")]))
    files = {name: _file(name, found.tables.get(name, [])) for name in plan_tables()}
    assert list(AgencyCell().check_plan(Plan(PLAN, "x", files, []), reference())) == []


def test_a_cell_that_reads_as_another_column_is_doubtful():
    """Rows whose cells slipped by a column are seen by what stands in them."""
    found = draft(
        table("tasks", TASKS, [("row", "1", "Việc", "Tháng 8/2026", "Phòng Kinh tế", "Năm 2026", "")]),
        table("budget", BUDGET, [("row", "1", "Chi thường xuyên 5.000.000", "", "6.000.000")], unit="đồng"),
        table("documents", columns("Stt|number", "Ký hiệu|symbol", "Trích yếu|name"), [("row", "1", "66/QĐ-UBND", "Về việc A")]),
    )
    assert [(mark.table, mark.reading) for mark in found.marks if "cột" in mark.question] == [
        ("tasks", "Tháng 8/2026"), ("tasks", "Phòng Kinh tế"), ("tasks", "Năm 2026"), ("budget_lines", "Chi thường xuyên 5.000.000"),
    ]  # fmt: skip
    assert (found.tables["tasks"][0]["reading"], found.tables["budget_lines"][0]["reading"]) == ("doubtful", "doubtful")


def test_what_has_no_column_of_ours_is_listed():
    """Remarks on targets have no column: one mark lists them by row."""
    heads = [*TARGETS[:4], Column(4, "Ghi chú", "note")]
    found = draft(table("targets", heads, [("row", "1", "A", "1%", "2%", "Xem phụ lục"), ("row", "2", "B", "1%", "2%", ""), ("row", "3", "C", "1%", "2%", "Mới")]))
    assert [(mark.row_id, mark.reading) for mark in found.marks] == [("CT01", "CT01: Xem phụ lục; CT03: Mới")]


def test_a_lost_cell_is_found():
    """The proof of use sees a cell that the draft lacks, words that no cell holds, and a row too many."""
    read = table("targets", TARGETS, [("section", "I", "HẠ TẦNG", "", "", "", ""), ("row", "1", "Tên A", "1%", "2%", "Phòng Kinh tế", "")])
    found = draft(read)

    def unused() -> list[tuple[str, str, str]]:
        return [(cell.row_id, cell.column, cell.text) for cell in unused_cells([read], found, {id(read.rows[1]): "CT01"})]

    target = found.tables["targets"][0]
    assert unused() == []
    target["lead_text"] = ""
    assert unused() == [("CT01", "Cơ quan chủ trì", "Phòng Kinh tế")]
    target["lead_text"] = "Phòng Kinh tế thêm"
    assert unused() == [("CT01", "", "thêm")]
    target["lead_text"] = "Phòng Kinh tế"
    found.tables["targets"].append(target | {"target_id": "CT02"})
    assert unused() == [("CT02", "", "Tên A")]
    found.tables["targets"].clear()
    assert unused() == [("", "STT", "I HẠ TẦNG"), ("", "STT", "1 Tên A 1% 2% Phòng Kinh tế")]


WORDS = {
    "number": ("1", "1.1", "2", "a", "I", "II", "-", "", "+", "(1)"), "name": ("Tên việc", "- Gạch", "Chi thường xuyên", "", "1. Xây dựng", "TỔNG SỐ"),
    "title": ("", "Nông nghiệp"), "product": ("", "- Kế hoạch - Báo cáo"), "note": ("", "ghi chú"), "unit": ("%", ""), "baseline": ("80%", "-", "1O"),
    "target": ("≥ 5", "", "Duy trì"), "lead": ("Phòng Kinh tế, Văn phòng", "Công an xã; các bản", "", "- Phòng Kinh tế - HTX"), "support": ("Hội A và Hội B", "nt", ""),
    "schedule": ("x", "", "- Quý III/2026 - Tháng 10/226", "Tháng 3/2026; Tháng 9/2026"), "amount": ("1.000.000", "", "5 triệu", "12,5"), "quantity": ("3", ""),
    "symbol": ("12/KH-UBND", "", "12/KH-UBND ngày 02/7/2025"), "issued_on": ("02/7/2025", "7/2025"), "issuer": ("", "UBND"),
}  # fmt: skip


@pytest.mark.parametrize("seed", range(60))
def test_no_word_of_any_table_is_lost(seed):
    """Whatever the order of columns, the kinds of rows and the merged cells: every printed word stands in a row of ours or in a mark."""
    random = Random(seed)
    kind = random.choice(KINDS)
    roles = random.sample(ROLES[kind], len(ROLES[kind]))
    heads = [Column(at, role, role, years=random.choice([None, (2026, 2026)])) for at, role in enumerate(roles)]
    rows, words, hanging = [], set(), {}
    for number in range(random.randint(1, 7)):
        cells = []
        for at, role in enumerate(roles):
            if hanging.get(at, 0):
                hanging[at] -= 1
                cells.append(None)
                continue
            span = random.choice((1, 1, 1, 1, 1, 2, 3))
            hanging[at] = span - 1
            cells.append(Cell(number, at, random.choice(WORDS[role]), row_span=span))
            words |= set(re.findall(r"\w+", cells[-1].text))
        rows.append((random.choice(("row", "row", "row", "section", "total")), *cells))
    found = draft(table(kind, heads, rows, unit=random.choice(("", "đồng", "triệu đồng"))))
    said = " ".join(value for held in found.tables.values() for row in held for value in row.values())
    said += " ".join(f" {mark.reading} {mark.question}" for mark in found.marks)
    assert words <= set(re.findall(r"\w+", said))


def test_numbers_say_where_rows_stand():
    """Styles are told apart by their list: after H the letter I is a letter, after nothing a Roman numeral."""
    assert [styles(text)[0] for text in ("I", "1", "1.2", "a)", "A", "-", "", "II.3")] == ["roman", "digit", "dotted", "letter", "capital", "list -", "", "dotted"]
    tree = Tree()
    tree.put("H", {}, [])
    assert tree.style("I") == "capital"
    assert headed("II. HẠ TẦNG") == ("II", "HẠ TẦNG") and headed("A lưới") == ("", "A lưới") and headed("IV HẠ TẦNG") == ("IV", "HẠ TẦNG")


def test_spending_by_words():
    """Only a name that begins by saying so states a kind of spending."""
    found = [expenditure_of(name) for name in ("Chi thường xuyên năm 2026", "Chi đầu tư", "CHI ĐẦU TƯ PHÁT TRIỂN", "Tổng chi thường xuyên")]
    assert found == ["recurrent", "investment", "investment", ""]


def test_a_target_with_nothing_but_a_name_is_asked_about_unless_the_next_is_a_part_of_it() -> None:
    rows = [("row", "1", "Nhóm hạ tầng", "", "", "", ""), ("row", "2", "Số cán bộ, trong đó:", "", "", "", ""), ("row", "", "- Cán bộ xã", "5", "8", "", "")]
    found = draft(table("targets", TARGETS, rows))
    assert [row_id for row_id, question in asked(found) if "chỉ có tên" in question] == ["CT01"]


def test_a_body_merged_down_from_the_heading_of_a_section_belongs_to_its_rows() -> None:
    lead = Cell(1, 4, "Công an xã", row_span=2)
    rows = [("section", "I", "Nhận thức số", "", "", lead, ""), ("row", "1", "Mở chuyên mục", "Chuyên mục", "Năm 2026", None, "")]
    read = table("tasks", TASKS, rows)
    found = draft(read)
    assert column_of(found.tables["tasks"], "section_title", "lead_text") == [("Nhận thức số", "Công an xã")]
    assert not [question for _, question in asked(found) if "chưa được dùng" in question]


def test_an_empty_tick_box_says_nothing() -> None:
    periods = columns("STT|number", "Nội dung|name", "Cơ quan chủ trì|lead", "Năm 2026|schedule|2026", "Năm 2027|schedule|2027")
    found = draft(table("tasks", periods, [("row", "1", "Mua máy", "Công an xã", "☒", "☐")]))
    assert column_of(found.tables["task_schedules"], "column_text", "schedule_text") == [("Năm 2026", "☒")]


def test_a_number_merged_down_gives_way_to_the_number_in_the_name() -> None:
    """ "1" beside "1.1. …" and "1.2. …"; merged down together with the short title that it numbers it holds of every row."""
    over = Cell(1, 0, "1", row_span=3)
    rows = [("row", over, "Hạ tầng số", "", "", "", ""), ("row", None, "1.1. Số thôn có cáp", "10", "14", "", ""), ("row", None, "1.2. Số trạm", "1", "3", "", "")]
    read = table("targets", TARGETS, rows)
    found = draft(read)
    assert column_of(found.tables["targets"], "number", "name", "parent_id") == [("1", "Hạ tầng số", ""), ("1.1", "Số thôn có cáp", "CT01"), ("1.2", "Số trạm", "CT01")]
    assert not [question for _, question in asked(found) if "gộp" in question or "chỉ có tên" in question]
    titled = columns("STT|number", "Nhiệm vụ chung|title", "Nội dung|name", "Chủ trì|lead")
    rows = [("row", Cell(1, 0, "1", row_span=2), Cell(1, 1, "Nâng chất lượng", row_span=2), "Lập kế hoạch", "Công an xã"), ("row", None, None, "Rà soát", "Công an xã")]
    found = draft(table("tasks", titled, rows))
    assert column_of(found.tables["tasks"], "number", "title") == [("1", "Nâng chất lượng")] * 2
    assert not [question for _, question in asked(found) if "gộp" in question]


def test_list_dashes_are_one_question_a_column() -> None:
    rows = [("row", str(number), f"- Việc thứ {number}", "", "Năm 2026", "Công an xã", "") for number in range(1, 4)]
    found = draft(table("tasks", TASKS, rows))
    assert [row["name"] for row in found.tables["tasks"]] == ["Việc thứ 1", "Việc thứ 2", "Việc thứ 3"]
    assert [row_id for row_id, question in asked(found) if "gạch đầu dòng" in question] == ["NV01"]


def test_a_number_merged_down_with_its_name_is_asked_about_once() -> None:
    rows = [("row", Cell(1, 0, "1", row_span=2), Cell(1, 1, "Hộ có cáp quang", row_span=2), "1.200", "1.450", "", ""), ("row", None, None, "72", "87", "", "")]
    found = draft(table("targets", TARGETS, rows))
    assert [mark.field for mark in found.marks if "gộp" in mark.question] == ["name"]


def test_a_sum_at_the_head_of_a_name_is_no_number() -> None:
    rows = [("row", "2", "2.5 tỷ đồng vốn vay", "", "5", "", ""), ("row", "3", "3.1. Số trạm", "", "3", "", "")]
    assert column_of(draft(table("targets", TARGETS, rows)).tables["targets"], "number", "name") == [("2", "2.5 tỷ đồng vốn vay"), ("3.1", "Số trạm")]
