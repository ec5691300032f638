"""The form of a plan that has no readable file: made from the schemas, read back exactly, its faults told all at once."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from form_support import IDS, filled
from PIL import Image

from scripts.ingest import form_layout as layout
from scripts.ingest.draft import Draft
from scripts.ingest.form_reading import is_form, read_form
from scripts.ingest.form_writing import form_bytes
from scripts.ingest.grid import Refused
from scripts.ingest.headings import meanings
from scripts.paths import Layout
from scripts.plans import Plan, Reference, load_plans, load_reference
from scripts.tables import plan_tables, schemas

PLAN_ID = "son-la/song-ma-04168/khcn-2027"
PLANS = {plan.plan_id: plan for plan in load_plans(Layout())}
SHA = "0" * 64
Fill = dict[str, list[dict[str, str]]]


@pytest.fixture(scope="module")
def known() -> Reference:
    return load_reference(Layout())


def read(data: bytes, known: Reference, plan_id: str = PLAN_ID) -> Draft:
    return read_form("mau.xlsx", data, SHA, plan_id, known)


def changed(data: bytes, change: Any) -> bytes:
    """The workbook after a person changed it in a spreadsheet program."""
    book, out = openpyxl.load_workbook(io.BytesIO(data)), io.BytesIO()
    change(book)
    book.save(out)
    return out.getvalue()


def typed(known: Reference, sheet: str, **cells: Any) -> bytes:
    """A form with one row on a sheet: column title (spaces as _) -> value with its type, or (value, number format)."""

    def fill(book: openpyxl.Workbook) -> None:
        page = book[layout.SHEET_TITLES[sheet]]
        at = {cell.value: cell.column for cell in page[1]}
        for title, value in cells.items():
            value, form = value if isinstance(value, tuple) else (value, "@")
            cell = page.cell(2, at[title.replace("_", " ")], value)
            cell.number_format = form

    return changed(form_bytes(PLAN_ID, [2026, 2027], known), fill)


def renumbered(plan: Plan, table: str) -> list[dict[str, str]]:
    """The rows of a plan with ids in the order of its rows, as the form gives them; without what the form does not ask."""
    ids = {row[key]: f"{row[key][:2]}{at:02}" for name, key in IDS.items() for at, row in enumerate(plan.rows(name), start=1)}
    rows = [dict(row) for row in plan.rows(table)]
    for row in rows:
        for column in (*IDS.values(), "parent_id"):
            if row.get(column):
                row[column] = ids[row[column]]
        if table == "budget_lines":
            row["task_id"] = ""
    return rows


def test_equal_input_gives_equal_bytes(known: Reference) -> None:
    """No time and no path is in the file."""
    assert form_bytes(PLAN_ID, [2026], known) == form_bytes(PLAN_ID, [2026], known)


def test_a_form_is_recognised(known: Reference, tmp_path: Path) -> None:
    """By its hidden sheet, also after another program saved it; another workbook, zip or file is none."""
    data = form_bytes(PLAN_ID, [2026], known)
    assert is_form(data) and is_form(changed(data, lambda book: None))
    other = io.BytesIO()
    openpyxl.Workbook().save(other)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as parts:
        parts.writestr("a.txt", "x")
    assert not any(map(is_form, (other.getvalue(), packed.getvalue(), b"", b"%PDF-1.7", data[:1000])))


@pytest.mark.parametrize("plan_id", PLANS)
@pytest.mark.parametrize("saved", [False, True], ids=["as written", "saved again"])
def test_a_plan_comes_back_from_its_form(plan_id: str, saved: bool, known: Reference) -> None:
    """Every row of the tables that the form asks for is the committed one, in whatever order and with ids counted anew."""
    plan = PLANS[plan_id]
    data = form_bytes(plan_id, [], known, filled(plan, known))
    draft = read(changed(data, lambda book: None) if saved else data, known, plan_id)
    asked = {"plans", "sources", *layout.SHEETS, "target_values", "target_agencies", "task_schedules", "task_agencies", "budget_amounts"}
    for table in asked:
        key = [*schemas()[table].primary_key]
        expected, found = (sorted(rows, key=lambda row: [row[column] for column in key]) for rows in (renumbered(plan, table), draft.tables[table]))
        assert found == expected, table
    assert set(draft.tables) == set(plan_tables())
    assert not any(draft.tables[table] for table in set(plan_tables()) - asked)


def test_every_heading_of_a_year_is_known(known: Reference) -> None:
    """The form reads its own headings; those of targets and tasks are the wording that headings.csv knows too."""
    for sheet in ("targets", "tasks", "budget_lines"):
        for heading in layout.period_headings(sheet, [2026]):
            assert layout.read_period(sheet, heading)
            assert sheet == "budget_lines" or meanings(heading)
    assert [layout.read_period("budget_lines", h).meaning.stage for h in layout.period_headings("budget_lines", [2026])] == ["estimated_outturn", "requested"]


def test_every_column_explains_itself(known: Reference) -> None:
    """Titles of a sheet are different, and each has a comment; labels of a drop-down stand for one value each."""
    book = openpyxl.load_workbook(io.BytesIO(form_bytes(PLAN_ID, [2026], known)))
    for sheet, title in layout.SHEET_TITLES.items():
        heads = list(book[title][1])
        assert len({cell.value for cell in heads}) == len(heads) and all(cell.comment and cell.comment.text.strip() for cell in heads)
        for field in (*layout.columns(sheet, known)[0], *layout.columns(sheet, known)[1]):
            assert len(set(field.choices.values())) == len(field.choices)
    titles = [field.title for field in layout.plan_fields(known)]
    assert len(set(titles)) == len(titles)
    assert book[layout.MARKER].sheet_state == "veryHidden"


def test_a_form_not_filled_in_has_no_rows(known: Reference) -> None:
    """Blank rows are skipped; what the id says is there, and the missing hash is asked for."""
    draft = read(form_bytes(PLAN_ID, [2026], known), known)
    assert [table for table, rows in draft.tables.items() if rows] == ["plans", "sources"]
    assert draft.tables["plans"][0]["commune_code"] == "04168"
    assert [(mark.table, mark.field) for mark in draft.marks] == [("sources", "sha256")]


@pytest.mark.parametrize(
    "value, text, comparator, unit",
    [
        ("7/2025", "7/2025", "text", ""),
        ("01", "01", "eq", ""),
        ((1.0, "0%"), "100%", "eq", "%"),
        ((0.0023, "0.00%"), "0,23%", "eq", "%"),
        ((0.155, "0.0%"), "15,5%", "eq", "%"),
        (12.5, "12,5", "eq", ""),
        ((80, "General"), "80", "eq", ""),
        ((1234, "#,##0"), "1.234", "eq", ""),
        ("≥  90 %", "≥ 90 %", "ge", "%"),
    ],
)
def test_a_value_is_what_the_cell_shows(known: Reference, value: Any, text: str, comparator: str, unit: str) -> None:
    """Text stays; a number is written as its cell shows it, in the Vietnamese way."""
    draft = read(typed(known, "targets", Tên_chỉ_tiêu="Tỷ lệ hộ", Chỉ_tiêu_năm_2027=value), known)
    (row,) = draft.tables["target_values"]
    assert (row["value_text"], row["comparator"], row["unit"], row["year"], row["measure"]) == (text, comparator, unit, "2027", "target")


def test_a_unit_column_gives_its_unit(known: Reference) -> None:
    """As the rule about values reads it again."""
    draft = read(typed(known, "targets", Tên_chỉ_tiêu="Số hộ", **{"Đơn_vị_tính_(nguyên_văn)": "Hộ"}, Chỉ_tiêu_năm_2027="80 - 90"), known)
    (row,) = draft.tables["target_values"]
    assert (row["comparator"], row["value_min"], row["value_max"], row["unit"]) == ("range", "80", "90", "Hộ")


def test_a_day_of_excel_is_asked_about(known: Reference) -> None:
    """Excel makes days of what looks like them: the text is a guess, and says so with its place."""
    draft = read(typed(known, "issued_documents", Tên_văn_bản="Quyết định", **{"Ngày_ban_hành_(nguyên_văn)": (datetime(2025, 7, 2), "dd/mm/yyyy")}), known)
    (row,) = draft.tables["issued_documents"]
    assert (row["issued_on_text"], row["issued_on"]) == ("02/07/2025", "2025-07-02")
    (mark,) = [mark for mark in draft.marks if mark.table == "issued_documents"]
    assert mark.row_id == "VB01" and "dòng 2" in mark.question and "Ngày ban hành" in mark.question


def test_a_number_where_no_figure_stands_is_asked_about(known: Reference) -> None:
    """1.1 and 1.10 are one number to Excel; so is a rounded share, whose cell shows another figure."""
    draft = read(typed(known, "targets", Số_thứ_tự_in=(1.1, "General"), Tên_chỉ_tiêu="Hộ", Chỉ_tiêu_năm_2027=(0.155, "0%"), Kết_quả_năm_2026=1.234), known)
    assert draft.tables["targets"][0]["number"] == "1.1"
    assert {row["value_text"] for row in draft.tables["target_values"]} == {"15,5%", "1,234"}
    assert sorted(mark.reading for mark in draft.marks if mark.table == "targets") == ["1,234", "1.1", "15,5%"]


def test_an_amount_takes_the_unit_of_its_table(known: Reference) -> None:
    """Decimals of a million are whole dong; the unit đồng is not written down."""
    title = {"Đơn_vị_tiền_in_ngoài_ô": "triệu đồng", "Nhu_cầu,_đề_xuất_năm_2027": "1.234,5"}
    draft = read(typed(known, "budget_lines", Cách_chia="theo loại chi", Nội_dung_chi="Đào tạo", **title), known)
    (row,) = draft.tables["budget_amounts"]
    assert (row["amount"], row["unit_text"], row["stage"], row["fiscal_year"]) == ("1234500000", "triệu đồng", "requested", "2027")
    draft = read(typed(known, "budget_lines", Cách_chia="theo loại chi", Nội_dung_chi="Đào tạo", **title | {"Đơn_vị_tiền_in_ngoài_ô": "đồng"}), known)
    (row,) = draft.tables["budget_amounts"]
    assert (row["amount"], row["unit_text"]) == ("", "") and [mark.field for mark in draft.marks if mark.table == "budget_amounts"] == ["amount"]


def test_bodies_are_those_of_the_cell(known: Reference) -> None:
    """Known names have their ids; names listed beside are kept as listed, unknown ones asked about."""
    draft = read(typed(known, "targets", Tên_chỉ_tiêu="Hộ", **{"Cơ_quan_chủ_trì_(nguyên_văn)": "Phòng Kinh tế; Công an xã", "Cơ_quan_phối_hợp_(nguyên_văn)": "A và B",
                       "Tách_cơ_quan_phối_hợp": "Đội A; Phòng Kinh tế"}), known)  # fmt: skip
    found = [(row["role"], row["seq"], row["agency_text"], row["agency_id"]) for row in draft.tables["target_agencies"]]
    assert found == [("lead", "1", "Phòng Kinh tế", "phong-kinh-te"), ("lead", "2", "Công an xã", "cong-an-xa"),
                     ("support", "1", "Đội A", ""), ("support", "2", "Phòng Kinh tế", "phong-kinh-te")]  # fmt: skip
    assert draft.tables["targets"][0]["support_text"] == "A và B"
    assert [mark.row_id for mark in draft.marks if mark.table == "target_agencies"] == ["CT01:support:1"]


def test_a_dash_is_no_content(known: Reference) -> None:
    """Documents put dashes and dots into cells that say nothing; what a CSV cannot begin with is asked about."""
    draft = read(typed(known, "tasks", Nội_dung_nhiệm_vụ="Họp", **{"Cơ_quan_chủ_trì_(nguyên_văn)": "-", "Ghi_chú_trong_bảng_(nguyên_văn)": "+ Họp", "Sản_phẩm_(nguyên_văn)": "..."}), known)
    (row,) = draft.tables["tasks"]
    assert (row["lead_text"], row["product_text"], row["note_text"]) == ("", "", "+ Họp") and not draft.tables["task_agencies"]
    assert [mark.field for mark in draft.marks if mark.table == "tasks"] == ["note_text"]


def test_sections_and_levels(known: Reference) -> None:
    """A section heads the rows below it; a level points to the nearest row above it, and begins anew in a section."""
    rows = [{"Loại dòng": "mục", "Số thứ tự in": "I", "Nội dung nhiệm vụ": "TUYÊN TRUYỀN"}, {"Loại dòng": "nhóm nhiệm vụ", "Nội dung nhiệm vụ": "Nhóm"},
            {"Cấp": "2", "Nội dung nhiệm vụ": "Hội nghị", "Năm 2027": "x; Quý I/2027"}, {"Nội dung nhiệm vụ": "Khác"}, {"Loại dòng": "mục"},
            {"Nội dung nhiệm vụ": "Ngoài mục"}]  # fmt: skip
    draft = read(form_bytes(PLAN_ID, [2027], known, {"tasks": rows}), known)
    assert [(row["task_id"], row["kind"], row["section_number"], row["section_title"], row["parent_id"]) for row in draft.tables["tasks"]] == [
        ("NV01", "group", "I", "TUYÊN TRUYỀN", ""), ("NV02", "task", "I", "TUYÊN TRUYỀN", "NV01"), ("NV03", "task", "I", "TUYÊN TRUYỀN", ""),
        ("NV04", "task", "", "", ""),
    ]  # fmt: skip
    assert [(row["seq"], row["column_text"], row["schedule_text"], row["kind"]) for row in draft.tables["task_schedules"]] == [
        ("1", "Năm 2027", "x", "marked"), ("2", "Năm 2027", "Quý I/2027", "quarter")
    ]  # fmt: skip


def test_a_column_may_be_added(known: Reference) -> None:
    """For another year, in the wording of the form or in one that headings.csv knows."""

    def insert(book: openpyxl.Workbook) -> None:
        page = book["Chỉ tiêu"]
        page.insert_cols(6)
        page.cell(1, 6, "Đến hết 2030")
        page.cell(2, 4, "Hộ")
        page.cell(2, 6, "50%")

    draft = read(changed(form_bytes(PLAN_ID, [2026], known), insert), known)
    assert [(row["year"], row["measure"], row["value_text"]) for row in draft.tables["target_values"]] == [("2030", "target", "50%")]


def test_a_sign_in_a_time_column_is_asked_about(known: Reference) -> None:
    """A plus may be a tick; it is not dropped in silence. A dash says that there is nothing."""
    draft = read(typed(known, "tasks", Nội_dung_nhiệm_vụ="Họp", Năm_2026="+", Năm_2027="-"), known)
    assert not draft.tables["task_schedules"]
    assert [mark.second for mark in draft.marks if mark.table == "tasks"] == ["+"]


def test_what_was_not_needed_may_be_gone(known: Reference) -> None:
    """Columns and sheets that a person deleted are asked about; a name without tone marks is the same sheet."""

    def delete(book: openpyxl.Workbook) -> None:
        book["Chỉ tiêu"].delete_cols(2)
        book["Chỉ tiêu"].cell(2, 3, "Hộ")
        book.remove(book["Ngân sách"])
        book["Nhiệm vụ"].title = "nhiem vu "
        book["nhiem vu "].cell(2, 5, "Họp")

    draft = read(changed(form_bytes(PLAN_ID, [2026], known), delete), known)
    assert [row["name"] for table in ("targets", "tasks") for row in draft.tables[table]] == ["Hộ", "Họp"]
    told = [mark.question for mark in draft.marks if mark.table == "plans"]
    assert len(told) == 2 and "“Cấp”" in told[0] and "“Ngân sách”" in told[1]


def test_a_form_copied_without_its_hidden_sheet_is_still_one(known: Reference) -> None:
    """All its other sheets are there: whose form it is, is asked."""
    data = changed(form_bytes(PLAN_ID, [2026], known), lambda book: book.remove(book[layout.MARKER]))
    assert is_form(data)
    assert PLAN_ID in [mark.reading for mark in read(data, known).marks]
    assert not is_form(changed(data, lambda book: book.remove(book["Ngân sách"])))


def test_words_above_the_names_of_the_columns_are_told(known: Reference) -> None:
    """A title that somebody put there moves the table down, and blank rows that are only drawn are none."""

    def move(book: openpyxl.Workbook) -> None:
        page = book["Chỉ tiêu"]
        page.cell(2, 4, "Hộ")
        page.insert_rows(1)
        page["A1"] = "BẢNG CHỈ TIÊU"
        page.cell(1_048_576, 1).font = openpyxl.styles.Font(bold=True)

    draft = read(changed(form_bytes(PLAN_ID, [2026], known), move), known)
    assert [row["name"] for row in draft.tables["targets"]] == ["Hộ"]
    assert [mark.reading for mark in draft.marks if mark.table == "plans"] == ["“BẢNG CHỈ TIÊU”"]


def test_what_stands_beside_the_form_is_asked_about(known: Reference) -> None:
    """Comments, pictures, struck figures: nothing that somebody put there goes unread without a word."""

    def add(book: openpyxl.Workbook) -> None:
        page = book["Chỉ tiêu"]
        page.cell(2, 4, "Hộ")
        page.cell(2, 7, 80).font = openpyxl.styles.Font(strike=True)
        page["D2"].comment = openpyxl.comments.Comment("xem lại trang 3", "x")
        picture = io.BytesIO()
        Image.new("RGB", (2, 2)).save(picture, "PNG")
        page.add_image(openpyxl.drawing.image.Image(picture), "B9")

    draft = read(changed(form_bytes(PLAN_ID, [2026], known), add), known)
    assert [mark.reading for mark in draft.marks if mark.table == "plans"] == ["xem lại trang 3", "Chỉ tiêu"]
    assert [mark.reading for mark in draft.marks if mark.table == "targets"] == ["80"]


@pytest.mark.parametrize("text, row", [("Mục", "section"), ("NHOM NHIEM VU", "group"), ("nhiệm vụ ", "task")])
def test_a_label_may_be_typed(known: Reference, text: str, row: str) -> None:
    """Capitals and tone marks do not matter where only one label can be meant."""
    draft = read(typed(known, "tasks", Loại_dòng=text, Nội_dung_nhiệm_vụ="Họp"), known)
    assert [found["kind"] for found in draft.tables["tasks"]] == ([] if row == "section" else [row])


@pytest.mark.parametrize(
    "value, text, asked",
    [
        ((85, '0"%"'), "85%", True),
        ((1234.5, "#,##0.00"), "1.234,50", True),
        ((1250000, "#,##0,"), "1.250", True),
        ((7, ";;;"), "7", True),
        ((1.25, "General"), "1,25", True),
        ((1250000, "#,##0"), "1.250.000", False),
        ("1,250", "1,250", True),
    ],
)
def test_a_pasted_number_is_read_as_its_cell_shows_it(known: Reference, value: Any, text: str, asked: bool) -> None:
    """And asked about where Excel may have changed what was printed: 1.250 typed where the point divides is 1.25."""
    draft = read(typed(known, "targets", Tên_chỉ_tiêu="Hộ", Chỉ_tiêu_năm_2027=value), known)
    assert [row["value_text"] for row in draft.tables["target_values"]] == [text]
    assert bool([mark for mark in draft.marks if mark.table in ("targets", "target_values")]) == asked


def test_a_sum_far_too_large_for_its_unit_is_asked_about(known: Reference) -> None:
    """Dong typed into a table of millions; a comma between thousands."""
    title = {"Cách_chia": "theo loại chi", "Nội_dung_chi": "Đào tạo", "Đơn_vị_tiền_in_ngoài_ô": "triệu đồng"}
    for text in ("1250000000", "1,250"):
        draft = read(typed(known, "budget_lines", **title, **{"Nhu_cầu,_đề_xuất_năm_2027": text}), known)
        assert [mark.reading for mark in draft.marks if mark.table == "budget_amounts"] == [text]


def test_the_strict_kind_of_workbook_is_read(known: Reference) -> None:
    """Excel can save it; its names of things are others."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(typed(known, "targets", Tên_chỉ_tiêu="Hộ"))) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            content = old.read(part).replace(b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main")
            new.writestr(part, content)
    assert [row["name"] for row in read(out.getvalue(), known).tables["targets"]] == ["Hộ"]


def spoil(sheet: str, cell: str, value: Any) -> Any:
    return lambda book: book[sheet].__setitem__(cell, value)


FAULTS = {
    "a formula": (spoil("Chỉ tiêu", "D3", "=A1&B1"), "trang “Chỉ tiêu”, dòng 3, cột D: công thức"),
    "an error of Excel": (spoil("Chỉ tiêu", "D3", "#REF!"), "trang “Chỉ tiêu”, dòng 3, cột D: giá trị “#REF!”"),
    "merged cells": (lambda book: book["Nhiệm vụ"].merge_cells("G2:G3"), "trang “Nhiệm vụ”, ô G2:G3: các ô gộp"),
    "another heading": (spoil("Chỉ tiêu", "D1", "Tên"), "trang “Chỉ tiêu”, dòng 1, cột D: tên cột “Tên”"),
    "a column lost": (lambda book: book["Chỉ tiêu"].delete_cols(4), "trang “Chỉ tiêu”, dòng 1: không có cột “Tên chỉ tiêu”"),
    "a year twice": (spoil("Chỉ tiêu", "H1", "Chỉ tiêu năm 2026"), "trùng nghĩa với cột khác"),
    "text beside the columns": (spoil("Chỉ tiêu", "AZ4", "ghi chú"), "trang “Chỉ tiêu”, dòng 4, cột AZ: tìm thấy “ghi chú”"),
    "a label that is none": (spoil("Chỉ tiêu", "A2", "dòng"), "trang “Chỉ tiêu”, dòng 2, cột “Loại dòng”: tìm thấy “dòng”"),
    "a row without name": (spoil("Chỉ tiêu", "C2", "1"), "trang “Chỉ tiêu”, dòng 2, cột “Tên chỉ tiêu”: ô trống"),
    "a level without a row above": (lambda book: (spoil("Chỉ tiêu", "D2", "Hộ")(book), spoil("Chỉ tiêu", "B2", "2")(book)), "trang “Chỉ tiêu”, dòng 2, cột “Cấp”: tìm thấy “2”"),
    "a sheet renamed": (lambda book: setattr(book["Ngân sách"], "title", "Kinh phí"), "không có trang “Ngân sách”, có trang lạ “Kinh phí”"),
    "text far below": (spoil("Chỉ tiêu", "A9000", "mục"), "trang “Chỉ tiêu”: chữ ở tận dòng 9000"),
    "another plan": (spoil(layout.MARKER, "C1", "son-la/x-00001/y"), "mẫu của “son-la/x-00001/y”"),
    "another version": (spoil(layout.MARKER, "B1", "0"), "mẫu “0”"),
    "content in the wrong column": (spoil("Kế hoạch", "D3", "Kế hoạch số 12"), "trang “Kế hoạch”, dòng 3, cột D: tìm thấy “Kế hoạch số 12”"),
    "content over the explanation": (spoil("Kế hoạch", "C3", "Kế hoạch số 12"), "trang “Kế hoạch”, dòng 3, cột C: tìm thấy “Kế hoạch số 12”"),
    "a field of the plan renamed": (spoil("Kế hoạch", "A3", "Tên"), "trang “Kế hoạch”, dòng 3, cột “Mục”: mục “Tên”"),
    "bodies of no cell": (lambda book: (spoil("Chỉ tiêu", "D2", "Hộ")(book), spoil("Chỉ tiêu", "K2", "Phòng Kinh tế")(book)), "dòng 2: ô tách cơ quan ghi “Phòng Kinh tế”"),
    "years of a value": (spoil("Ngân sách", "H1", "Nhu cầu năm 2026 - 2030"), "trang “Ngân sách”, dòng 1, cột H: tên cột"),
    "a moment without zone": (spoil("Kế hoạch", "B10", datetime(2026, 1, 2, 3, 4)), "dòng 10 (Thời điểm ký số): tìm thấy “02/01/2026”"),
    "a year in words": (spoil("Kế hoạch", "B11", "năm nay"), "trang “Kế hoạch”, dòng 11 (Từ năm): tìm thấy “năm nay”"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_place(fault: str, known: Reference) -> None:
    """What was found, what is needed, and what to do."""
    change, said = FAULTS[fault]
    with pytest.raises(Refused) as refused:
        read(changed(form_bytes(PLAN_ID, [2026, 2027], known), change), known)
    line = next((line for line in str(refused.value).splitlines() if said in line), "")
    assert line.startswith("mau.xlsx: ") and "; cần " in line and line.count("; ") >= 2, str(refused.value)


def test_all_faults_are_told_in_one_run(known: Reference) -> None:
    """Nobody mends a form fault by fault."""

    def change(book: openpyxl.Workbook) -> None:
        for name in ("a formula", "text beside the columns", "a year in words", "merged cells"):
            FAULTS[name][0](book)

    with pytest.raises(Refused) as refused:
        read(changed(form_bytes(PLAN_ID, [2026, 2027], known), change), known)
    assert len(str(refused.value).splitlines()) >= 4
