"""Excel files: every cell as the CSV has it, real numbers and days, nothing that runs, nothing cut in silence, equal bytes."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import zipfile
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pandas
import pytest
from literal_plans import plan, reference
from openpyxl.utils.escape import unescape

from scripts import wide
from scripts.datasets import Dataset
from scripts.downloads.base import Chunk, Table
from scripts.downloads.xlsx_cover import COVER, LAST, Cover, cover_of
from scripts.downloads.xlsx_writer import XlsxWriter
from scripts.edition import Edition
from scripts.paths import Layout
from scripts.plans import Plan, Reference, load_plans, load_reference
from scripts.tables import CASTS, reference_tables, schemas

PLANS = {each.plan_id: each for each in load_plans(Layout())}
THUAN_CHAU = "son-la/thuan-chau-03721/nq57-2025"
TITLE = Cover("Kế hoạch chuyển đổi số 2026, xã Mường La", "Mường La commune, plan 2026", "0.2.0", date(2026, 11, 20), "https://example.org/a/")
WORDS = {"title": "Cột", "title_en": "Column", "description": "Một cột.", "description_en": "A column."}
VIETNAM = timezone(timedelta(hours=7))
Given = list[tuple[Table, list[list[str]]]]


@pytest.fixture(scope="module")
def known() -> Reference:
    return load_reference(Layout())


def table(name: str = "bang", **fields: Any) -> Table:
    """A table of these fields: name=type, or name=a whole descriptor."""
    descriptors = [{"name": field, **WORDS, **(said if isinstance(said, dict) else {"type": said})} for field, said in fields.items()]
    return Table(name, {"name": name, **WORDS, "fields": descriptors})


def tables_of(of: Plan, known: Reference) -> Given:
    """All that the file of a plan holds, as text: wide tables, then its own, then two of reference."""
    years = sorted(wide.years(of))
    made = wide.rows(of, known, years)
    given = [(each, made[each.name]) for each in wide.tables(years)]
    named = [(name, of.rows(name)) for name in of.files] + [(name, known.rows(name)) for name in ("topics", "provinces")]
    return given + [(Table(name, schemas()[name].descriptor), [[*row.values()] for row in rows]) for name, rows in named]


def typed(of: Table, texts: list[list[str]]) -> list[tuple[Any, ...]]:
    return [tuple((CASTS[kind](cell) if kind in CASTS else cell) if cell else None for kind, cell in zip(of.types, row)) for row in texts]


def columns(rows: list[tuple[Any, ...]]) -> list[list[Any]]:
    return list(map(list, zip(*rows)))


def written(path: Path, given: Given, cover: Cover = TITLE, **options: Any) -> XlsxWriter:
    """The file of these tables, in chunks of 50 rows."""
    writer = XlsxWriter(path, cover, **options)
    for of, texts in given:
        writer.begin(of)
        for at in range(0, len(texts), 50):
            writer.rows(Chunk(texts[at : at + 50], columns(typed(of, texts[at : at + 50]))))
        writer.end()
    writer.close()
    return writer


def as_text(cell: Any, kind: str) -> str:
    """A cell of the file as the CSV has it; what is not of the column's type stays visible."""
    value = cell.value
    if value is None:
        return ""
    if kind == "string":
        return unescape(value) if cell.data_type == "s" else repr(value)
    if kind == "integer":
        return str(value) if isinstance(value, int) else repr(value)
    if kind == "number":
        return str(Decimal(repr(value))) if cell.data_type == "n" else repr(value)
    if kind == "date":
        return value.date().isoformat() if cell.data_type == "d" else repr(value)
    return value.replace(tzinfo=VIETNAM).isoformat() if cell.data_type == "d" else repr(value)


def one_column(path: Path, kind: str, texts: list[str]) -> tuple[list[Any], XlsxWriter]:
    """The cells of a single column of this type, read back, and the writer."""
    writer = written(path, [(table(a=kind), [[text] for text in texts])])
    return [row[0] for row in openpyxl.load_workbook(path)["bang"].iter_rows(min_row=2)], writer


@pytest.mark.parametrize("plan_id", PLANS)
def test_every_cell_of_a_plan(plan_id: str, known: Reference, tmp_path: Path) -> None:
    """Each sheet is its table, in the order given: names of columns, then each cell as text, number, day or time as its type says."""
    given = tables_of(PLANS[plan_id], known)
    writer = written(tmp_path / "a.xlsx", given)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == [COVER, *(of.name for of, _ in given), LAST]
    assert writer.remarks == []
    for of, texts in given:
        head, *rows = book[of.name].iter_rows()
        assert [cell.value for cell in head] == of.columns
        expected = [[str(Decimal(cell).normalize() + 0) if kind == "number" and cell else cell for kind, cell in zip(of.types, row)] for row in texts]
        found = [[as_text(cell, kind) for cell, kind in zip(row, of.types, strict=True)] for row in rows]
        assert [[str(Decimal(c).normalize() + 0) if k == "number" and c else c for k, c in zip(of.types, row)] for row in found] == expected


def test_pandas_reads_the_sheets(known: Reference, tmp_path: Path) -> None:
    """As people read it in a script: codes with their zeros (pandas makes numbers of text unless told), amounts that add up, times."""
    written(tmp_path / "a.xlsx", tables_of(PLANS["son-la/song-ma-04168/khcn-2026"], known))
    frames = pandas.read_excel(tmp_path / "a.xlsx", sheet_name=None, keep_default_na=False, dtype={"commune_code": str})
    assert list(frames["plans"]["commune_code"]) == ["04168"]
    asked = frames["budget_with_paths"].query("view == 'total' and depth == 0 and fiscal_year == 2026")
    assert list(asked["amount"]) == [5_267_475_000] and set(asked["stage"]) == {"requested"}
    assert str(frames["plans"]["signed_at"][0]) == "2025-10-04 12:02:52"
    assert len(frames["targets"]) == 0 and list(frames["targets"].columns) == schemas()["targets"].columns


def test_equal_data_give_equal_bytes(known: Reference, tmp_path: Path) -> None:
    """Wherever and whenever the file is written; the only date in it is that of the data."""
    files = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        written(tmp_path / name / f"{name}.xlsx", tables_of(PLANS[THUAN_CHAU], known), scratch=tmp_path / name)
        assert [path.name for path in (tmp_path / name).iterdir()] == [f"{name}.xlsx"]
        files.append((tmp_path / name / f"{name}.xlsx").read_bytes())
    assert files[0] == files[1]
    with zipfile.ZipFile(tmp_path / "a" / "a.xlsx") as archive:
        assert "2026-11-20T00:00:00Z" in archive.read("docProps/core.xml").decode()
        assert not [name for name in archive.namelist() if str(tmp_path).encode() in archive.read(name)]


HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://example.org\")", "{=1}", "http://example.org/", "mailto:a@example.org", "internal:'a'!A1",
    "04168", "TRUE", "1e5", "#REF!", "2026-01-31", "'a", "  hai đầu  ", "hai\ndòng", "tab\tở giữa", "\tđầu", "<r><t>chữ</t></r>", "<r></r>", "&lt;b>", "]]>", "<a>&</a>",
    "_x0041_", "_x0041_x0042_", "_x005F_x0041_", "_X0041_", "_x0041", "_x0041\x01", "a\x00b\x01\x08\x0b\x1f", "\x07", "\ufffe\uffff", "\x7f\x85\u2028", "😀 Ủy ban Uỷ ban đ",
]  # fmt: skip


def test_text_comes_back_as_it_was(tmp_path: Path) -> None:
    """Nothing is a formula, a link, a number or markup; characters that XML cannot hold stand as Excel writes them."""
    cells, writer = one_column(tmp_path / "a.xlsx", "string", HOSTILE)
    assert [unescape(cell.value) for cell in cells] == HOSTILE
    assert {cell.data_type for cell in cells} == {"s"} and not [cell for cell in cells if cell.hyperlink]
    assert writer.remarks == []
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        sheet = archive.read("xl/worksheets/sheet2.xml").decode("utf-8")
    assert "<f>" not in sheet and "hyperlink" not in sheet


def test_a_code_cannot_come_about_by_writing(tmp_path: Path) -> None:
    """What readers decode, one code after another from the left, is the text: written forms of every overlap of codes and controls."""
    texts = ["_x0041_x0042_", "_x0041\x01", "__x0041__", "_x0041_x004", "\x01x0041_"]
    cells, _ = one_column(tmp_path / "a.xlsx", "string", texts)
    assert [cell.value for cell in cells] == [
        "_x005F_x0041_x005F_x0042_", "_x005F_x0041_x0001_", "__x005F_x0041__", "_x005F_x0041_x004", "_x0001_x0041_",
    ]  # fmt: skip


def test_a_text_too_long_says_so(tmp_path: Path) -> None:
    """Excel's limit counts what stands outside the first plane twice; beyond it stands a note, the cover lists the cell."""
    texts = ["x" * 32_767, "😀" * 16_383, "x" * 40_000, "😀" * 16_384]
    cells, writer = one_column(tmp_path / "a.xlsx", "string", texts)
    assert [cell.value for cell in cells[:2]] == texts[:2]
    assert [cell.value for cell in cells[2:]] == [
        "[Ô này dài 40.000 ký tự, Excel chỉ chứa 32.767. Toàn văn: tệp bang.csv, dòng 4, cột a.]",
        "[Ô này dài 32.768 ký tự, Excel chỉ chứa 32.767. Toàn văn: tệp bang.csv, dòng 5, cột a.]",
    ]
    assert writer.remarks == [
        "Tệp bang.csv, dòng 4, cột a: dài 40.000 ký tự, Excel chỉ chứa 32.767; toàn văn chỉ có ở tệp CSV, trong ô là lời báo.",
        "Tệp bang.csv, dòng 5, cột a: dài 32.768 ký tự, Excel chỉ chứa 32.767; toàn văn chỉ có ở tệp CSV, trong ô là lời báo.",
    ]
    shown = [cell.value for row in openpyxl.load_workbook(tmp_path / "a.xlsx")[COVER].iter_rows() for cell in row]
    assert set(writer.remarks) <= set(shown) and "Không có: mọi ô giống tệp CSV." not in shown


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("integer", "5267475000", 5_267_475_000), ("integer", "-12", -12), ("integer", "0", 0),
        ("integer", "999999999999999", 999_999_999_999_999), ("integer", "1000000000000000", "1000000000000000"),
        ("integer", "-9007199254740993", "-9007199254740993"),
        ("number", "0.23", 0.23), ("number", "90.50", 90.5), ("number", "1.00000000000000000000", 1), ("number", "0.123456789012345", 0.123456789012345),
        ("number", "0.1234567890123456", "0.1234567890123456"), ("number", "12345678901234567", "12345678901234567"),
        ("date", "2026-01-31", datetime(2026, 1, 31)), ("date", "1900-03-01", datetime(1900, 3, 1)), ("date", "1900-02-28", "1900-02-28"),
        ("date", "0001-01-01", "0001-01-01"), ("date", "9999-12-31", datetime(9999, 12, 31)),
        ("datetime", "2025-10-04T12:02:52+07:00", datetime(2025, 10, 4, 12, 2, 52)), ("datetime", "2025-10-04T20:00:01+00:00", datetime(2025, 10, 5, 3, 0, 1)),
        ("datetime", "2025-10-04T12:02:52.000001+07:00", "2025-10-04T12:02:52.000001+07:00"),
        ("datetime", "1899-10-04T12:02:52+07:00", "1899-10-04T12:02:52+07:00"), ("datetime", "9999-12-31T23:00:00+00:00", "9999-12-31T23:00:00+00:00"),
    ],
)  # fmt: skip
def test_what_excel_would_change_stays_text(kind: str, text: str, value: Any, tmp_path: Path) -> None:
    """Numbers of more than 15 digits, days before March 1900 and parts of seconds are written as text, with a remark; all others as values."""
    (cell,), writer = one_column(tmp_path / "a.xlsx", kind, [text])
    assert cell.value == value
    assert len(writer.remarks) == isinstance(value, str)
    if isinstance(value, str):
        assert writer.remarks[0].startswith("Tệp bang.csv, dòng 2, cột a: ") and f"ô ghi {text} dưới dạng chữ" in writer.remarks[0]


def test_every_second_of_a_day_is_exact(tmp_path: Path) -> None:
    """A time is a fraction of a day to Excel; each second still comes back as itself."""
    times = [f"2025-10-04T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}+07:00" for second in range(0, 86_400, 61)]
    cells, _ = one_column(tmp_path / "a.xlsx", "datetime", times)
    assert [as_text(cell, "datetime") for cell in cells] == times


def test_a_long_table_goes_on_in_the_next_sheet(tmp_path: Path) -> None:
    """A sheet holds so many rows; each further one has the header again, a name that Excel allows, and its count on the cover."""
    long_name = "commune_predecessor_corrections"
    texts = [[str(number), "x" * 40_000 if number == 6 else ""] for number in range(1, 8)]
    writer = written(tmp_path / "a.xlsx", [(table(long_name, n="integer", s="string"), texts), (table("bang", n="integer"), [["8"]] * 3)], rows_a_sheet=3)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    names = [long_name, "commune_predecessor_correctio_2", "commune_predecessor_correctio_3", "bang"]
    assert book.sheetnames == [COVER, *names, LAST] and max(map(len, names)) == 31
    assert [[cell.value for cell in book[name]["A"]] for name in names] == [["n", 1, 2, 3], ["n", 4, 5, 6], ["n", 7], ["n", 8, 8, 8]]
    assert [book[name].auto_filter.ref for name in names] == ["A1:B4", "A1:B4", "A1:B2", "A1:A4"]
    assert writer.remarks[0].startswith(f"Tệp {long_name}.csv, dòng 7, cột s: ")
    counts = {row[0].value: row[3].value for row in book[COVER].iter_rows() if isinstance(row[3].value, int)}
    assert counts == dict(zip(names, [3, 3, 1, 3]))
    assert [row[2].value for row in book[LAST].iter_rows(min_row=2)] == ["n", "s", "n"]


def test_sheets_are_ready_to_read(known: Reference, tmp_path: Path) -> None:
    """The header stays in sight and filters; columns are as wide as their kind; amounts have their dots, years have none; codes stay codes when edited."""
    written(tmp_path / "a.xlsx", tables_of(PLANS["son-la/song-ma-04168/khcn-2026"], known))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    for name in book.sheetnames[1:]:
        sheet = book[name]
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == sheet.dimensions
        assert sheet["A1"].font.bold and all(8 <= each.width <= 61 for each in sheet.column_dimensions.values())
    at = {cell.value: cell for cell in book["budget_with_paths"][2]}
    head = {cell.value: cell.column - 1 for cell in book["budget_with_paths"][1]}
    first = book["budget_with_paths"][2]
    assert [first[head[name]].number_format for name in ("amount", "fiscal_year", "commune_code", "line_id")] == ["#,##0", "0", "@", "@"]
    assert first[head["amount"]].value == 625_000_000 and at
    plans = {name.value: cell for name, cell in zip(book["plans"][1], book["plans"][2])}
    assert [plans[name].number_format for name in ("signed_at", "period_from", "title")] == ["yyyy-mm-dd hh:mm:ss", "0", "General"]
    assert plans["title"].alignment.wrap_text and book["plans"].row_dimensions[2].height > 15


def test_a_very_long_text_does_not_fill_the_screen(tmp_path: Path) -> None:
    """A row is as high as its longest text, up to eight lines."""
    field = {"type": "string", "example": "x" * 40}
    written(tmp_path / "a.xlsx", [(table(a=field, b=field), [["ngắn", ""], ["x" * 60, "y"], ["x", "y" * 30_000]])])
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["bang"]
    assert [sheet.row_dimensions[row].height for row in (2, 3, 4)] == [None, 30, 120]


def test_the_cover_says_what_the_file_is(known: Reference, tmp_path: Path) -> None:
    """In both languages: title, source, licence, version, how to cite, how to read, and each sheet with its rows."""
    given = tables_of(PLANS[THUAN_CHAU], known)
    written(tmp_path / "a.xlsx", given)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")[COVER]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [rows[0][0], rows[1][0]] == [TITLE.title, TITLE.title_en]
    said = {row[0]: row[1:3] for row in rows if row[0]}
    assert said["Phiên bản / Version"] == ["Phiên bản 0.2.0 của dữ liệu, ngày 2026-11-20.", "Version 0.2.0 of the data, dated 2026-11-20."]
    assert said["Trang web / Web page"] == ["https://example.org/a/"] * 2 and "Tệp CSV / CSV files" not in said
    assert said["Giấy phép / Licence"][0].startswith("Dữ liệu biên soạn: Creative Commons Attribution 4.0")
    assert said["Cách trích dẫn / How to cite"][0] == (
        "Minh bạch kế hoạch xã. Kế hoạch chuyển đổi số 2026, xã Mường La. Phiên bản 0.2.0, ngày 2026-11-20. https://example.org/a/"
    )
    words = [row[1] for row in rows]
    assert "Ô trống nghĩa là văn bản không nêu; không bao giờ có nghĩa là 0." in words and "Không có: mọi ô giống tệp CSV." in words
    counts = {row[0]: row[3] for row in rows if isinstance(row[3], int)}
    assert counts == {of.name: len(texts) for of, texts in given}


def test_the_dictionary_explains_every_column(known: Reference, tmp_path: Path) -> None:
    """Title, meaning, values and example of each column of each sheet, in both languages."""
    given = tables_of(PLANS[THUAN_CHAU], known)
    written(tmp_path / "a.xlsx", given)
    frame = pandas.read_excel(tmp_path / "a.xlsx", sheet_name=LAST, dtype=str, keep_default_na=False)
    assert list(zip(frame["table"], frame["field"])) == [(of.name, column) for of, _ in given for column in of.columns]
    row = frame[(frame["table"] == "targets_by_year") & (frame["field"] == "target_2030_comparator")].iloc[0]
    assert (row["type"], row["title"], row["title_en"]) == ("string", "So sánh, mức phải đạt năm 2030", "Comparator, target 2030")
    assert row["values"] == "eq = bằng; ge = tối thiểu; le = tối đa; range = trong khoảng; text = ghi bằng lời"
    assert row["values_en"] == "eq = equal to; ge = at least; le = at most; range = between; text = in words"
    assert frame["description"].str.endswith(".").all() and frame["description_en"].str.endswith(".").all()


def test_a_cover_without_a_site(tmp_path: Path) -> None:
    """What is not known is left out; a hostile title is text."""
    written(tmp_path / "a.xlsx", [(table(a="string"), [])], Cover("=1+1<r>", "<r>x</r>"))
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")[COVER]
    assert (sheet["A1"].value, sheet["A1"].data_type, sheet["A2"].value) == ("=1+1<r>", "s", "<r>x</r>")
    labels = {cell.value for cell in sheet["A"]}
    assert not labels & {"Phiên bản / Version", "Trang web / Web page", "Tệp CSV / CSV files", "Cách trích dẫn / How to cite"}


def test_a_cover_says_what_is_unknown(tmp_path: Path) -> None:
    """A version without a day, as where the history of the data is not at hand."""
    written(tmp_path / "a.xlsx", [(table(a="string"), [])], Cover("Xã Sông Mã", "Sông Mã commune", "0.2.0"))
    said = {row[0].value: [row[1].value, row[2].value] for row in openpyxl.load_workbook(tmp_path / "a.xlsx")[COVER].iter_rows()}
    assert said["Phiên bản / Version"] == ["Phiên bản 0.2.0 của dữ liệu, ngày không rõ.", "Version 0.2.0 of the data, dated unknown."]
    assert said["Cách trích dẫn / How to cite"][1] == "Transparent commune plans. Sông Mã commune. Version 0.2.0, dated unknown."


def test_the_cover_of_a_dataset() -> None:
    """Its titles and addresses, and the day and version of the data."""
    dataset = Dataset("commune", "son-la/song-ma-04168", "Xã Sông Mã", "Sông Mã commune", ())
    assert cover_of(dataset, Edition(date(2026, 11, 20), "https://example.org/x/"), "1.2.3") == Cover(
        "Xã Sông Mã", "Sông Mã commune", "1.2.3", date(2026, 11, 20), "https://example.org/x/son-la/song-ma-04168/",
        "https://example.org/x/du-lieu/son-la/song-ma-04168/",
    )  # fmt: skip
    assert cover_of(dataset, Edition(), "") == Cover("Xã Sông Mã", "Sông Mã commune")


def test_a_plan_without_budget_has_its_sheets(tmp_path: Path) -> None:
    """An empty table is a header; a script finds the same sheets in every file."""
    given = tables_of(plan(), reference())
    written(tmp_path / "a.xlsx", given)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book["budget_with_paths"].max_row == book["budget_amounts"].max_row == 1
    assert [cell.value for cell in book["budget_amounts"][1]] == schemas()["budget_amounts"].columns


@pytest.mark.parametrize("rows", [1, 5_000])
def test_what_is_abandoned_leaves_nothing(rows: int, tmp_path: Path) -> None:
    """Neither a half-written file nor the rows that waited, few or many."""
    writer = XlsxWriter(tmp_path / "a.xlsx", TITLE, scratch=tmp_path)
    writer.begin(table(a="string"))
    writer.rows(Chunk([["x" * 500]] * rows, [["x" * 500] * rows]))
    writer.abandon()
    assert list(tmp_path.iterdir()) == []


def test_many_rows_wait_outside_memory(tmp_path: Path) -> None:
    """Rows that do not stay in memory are in the file in their order, and nothing else stays behind; the same bytes again."""
    texts = [[str(number), "Ủy ban " * 20] for number in range(20_000)]
    files = []
    for name in ("a", "b"):
        written(tmp_path / f"{name}.xlsx", [(table(n="integer", s="string"), texts)], scratch=tmp_path)
        files.append((tmp_path / f"{name}.xlsx").read_bytes())
    assert files[0] == files[1]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx", read_only=True)["bang"]
    assert [[str(cell) for cell in row] for row in sheet.iter_rows(min_row=2, values_only=True)] == texts


def test_names_of_tables_are_names_of_sheets() -> None:
    """No table has a name longer than Excel allows, nor one that the cover or the dictionary has."""
    names = [*schemas(), *(each.name for each in wide.tables([]))]
    assert max(map(len, names)) <= 31 and not {COVER, LAST} & set(names)
    assert set(reference_tables()) < set(names)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not on this machine")
def test_libreoffice_reads_what_was_written(known: Reference, tmp_path: Path) -> None:
    """An independent reader shows the Vietnamese of the tasks of Thuận Châu as the CSV has it, and hostile texts as they were."""
    of = next(each for each in tables_of(PLANS[THUAN_CHAU], known) if each[0].name == "tasks")
    texts = [text for text in HOSTILE if "\n" not in text and text.strip() == text]
    written(tmp_path / "a.xlsx", [of, (table(a="string"), [[text] for text in texts])])
    # 44,34,76: comma, quotation mark, UTF-8; -1: every sheet to a file of its own, cells as stored.
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
    done = subprocess.run(
        ["soffice", "--headless", "--convert-to", form, "--outdir", str(tmp_path), str(tmp_path / "a.xlsx")],
        env={**os.environ, "HOME": str(tmp_path)}, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    with open(tmp_path / "a-tasks.csv", encoding="utf-8", newline="") as lines:
        assert list(csv.reader(lines)) == [of[0].columns, *of[1]]
    with open(tmp_path / "a-bang.csv", encoding="utf-8", newline="") as lines:
        assert [row[0] for row in csv.reader(lines)] == ["a", *texts]
