"""The data against the original text: a small made-up document, a plan of it, and every way in which the two can differ."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

import pytest
from collection_support import Collection
from literal_plans import PLAN_ID, plan

from scripts import verify
from scripts.csv_files import csv_text
from scripts.plans import Plan
from scripts.tables import schemas
from scripts.verify import Report

DOCUMENT = Path(__file__).parent / "made_up_plan.txt"
Tables = dict[str, list[dict[str, str]]]


def at(first: int, last: int = 0) -> dict[str, str]:
    return {"source_line_from": str(first), "source_line_to": str(last or first)}


def tables() -> Tables:
    """The made-up document as rows: no table is empty."""
    origin, whole = {"origin": "body"}, {"section_number": "", "section_title": ""}
    return {
        "plans": [{
            "title": "KẾ HOẠCH Khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số năm 2026", **at(8, 10),
            "document_number_text": "Số: 12/KH-UBND", "document_number_line": "3", "issued_on_text": "Suối Mơ, ngày 5 tháng 9 năm 2025",
            "issued_on_line": "6", "issuer_text": "ỦY BAN NHÂN DÂN XÃ SUỐI MƠ", "issuer_line": "1", "signer_name": "Lò Thị Mẫu", "signer_line": "39",
            "signer_position": "CHỦ TỊCH", "signer_position_line": "38", "replaces_text": "Kế hoạch số 8/KH-UBND ngày 02/3/2025", "replaces_line": "14",
        }],
        "sources": [{"name": DOCUMENT.name, "sha256": hashlib.sha256(DOCUMENT.read_bytes()).hexdigest(), "lines": "61"}],
        "source_parts": [
            {"line_from": "1", "line_to": "40"}, {"seq": "2", "kind": "appendix", "name": "Phụ lục I", "line_from": "41", "line_to": "52"},
            {"seq": "3", "kind": "appendix", "name": "Phụ lục II, III", "line_from": "53", "line_to": "61"},
        ],
        "targets": [
            {"target_id": "CT01", "section_title": "HẠ TẦNG SỐ", "number": "1", "name": "Tỷ lệ hộ dùng internet cáp", "lead_text": "Phòng Kinh tế", **at(45, 46)},
            {"target_id": "CT02", "section_title": "HẠ TẦNG SỐ", "number": "2", "lead_text": "Công an xã", **at(47, 51),
             "name": "Số điểm phát sóng không dây miễn phí tại nhà văn hóa, trường học và trạm y tế"},
        ],
        "target_values": [
            {"target_id": "CT01", "value_text": "60%", "year": "2025", "measure": "baseline"}, {"target_id": "CT01", "value_text": "≥ 70%"},
            {"target_id": "CT02", "value_text": "Tối thiểu 4 điểm"},
        ],
        "target_agencies": [{"target_id": "CT02", "agency_text": "Công an xã", "agency_id": "cong-an-xa"}],
        "tasks": [
            {"task_id": "NV01", "name": "Hội nghị tuyên truyền chuyển đổi số", **origin, **whole, **at(25, 26)},
            {"task_id": "NV02", "name": "Số hóa hồ sơ lưu trữ của xã", "number": "1", "product_text": "Kho dữ liệu", "lead_text": "Văn phòng", **whole, **at(56, 57)},
        ],
        "task_schedules": [{"task_id": "NV01", "schedule_text": "trước ngày 30/6/2026"}, {"task_id": "NV02", "schedule_text": "Quý III/2026"}],
        "task_agencies": [{"task_id": "NV02", "agency_text": "Văn phòng", "agency_id": "ubnd-xa"}],
        "budget_lines": [{"line_id": "NS01", "name": "Tổng nhu cầu kinh phí", **at(29, 30)}],
        "budget_amounts": [{"line_id": "NS01", "amount_text": "250.000.000", "amount_words": "Hai trăm năm mươi triệu đồng", "amount": "250000000"}],
        "issued_documents": [{"issued_document_id": "VB01", "number": "1", "name": "Quyết định thành lập Tổ công nghệ số cộng đồng",
                              "symbol": "15/QĐ-UBND", "issued_on_text": "10/2/2025", **at(61)}],
        "citations": [{"citation_id": "CC01", "symbol": "57-NQ/TW", "issued_on_text": "22/12/2024", "issuer_text": "Bộ Chính trị",
                       "mentions": "2", "mention_lines": "12; 34", **at(12, 13)}],
        "results": [
            {"result_id": "KQ01", "name": "Hộ dùng điện lưới", "value_text": "950 hộ", "as_of_text": "hết tháng 8/2025", **at(17)},
            {"result_id": "KQ02", "name": "Bản có đường truyền internet", "value_text": "08/10 bản", "as_of_text": "hết tháng 8/2025", "as_of_line": "17", **at(18)},
        ],
        "duties": [{"duty_id": "TN01", "agency_text": "Phòng Kinh tế", "agency_line": "33", "summary": "Báo cáo thực hiện Nghị quyết 57",
                    "deadline_text": "định kỳ hằng quý (trước ngày 05 của tháng cuối quý)", **at(34, 35)}],
        "proposals": [{"proposal_id": "KN01", "summary": "Thiếu cán bộ, chưa bố trí kinh phí riêng", **at(20, 21)}],
        "notices": [{"notice_id": "DC01", "table": "results", "row_id": "KQ02", "printed": "08/10 bản", **at(18)}],
    }  # fmt: skip


def report(rows: Tables, directory: Path = DOCUMENT.parent) -> Report:
    return verify.verify_plan(plan(**rows), directory)


def changed(table: str, row: int = 0, **cells: str) -> Tables:
    """The plan with other cells in one row."""
    rows = tables()
    rows[table][row] |= cells
    return rows


def test_the_document_has_what_documents_have() -> None:
    """Letters in pieces (NFD), words that wrap, a table that a page break cuts inside a cell; the rest of this file relies on it."""
    lines = DOCUMENT.read_text("utf-8").split("\n")
    assert len(lines) == 61 + 1
    assert [number for number, line in enumerate(lines, 1) if not unicodedata.is_normalized("NFC", line)] == [47, 48, 56, 57]
    assert lines[49] == lines[42] and lines[48] == "trang 2"


def test_every_row_is_found_in_the_text() -> None:
    """Rows that quote the document by their words; rows in our own words by what these share with the lines that they sum up."""
    found = report(tables())
    assert [problem.line() for problem in found.problems] == []
    assert found.rows == {table: len(rows) for table, rows in tables().items() if table not in ("sources", "source_parts")}
    assert found.labels == {"tasks": 1, "budget_lines": 1, "proposals": 1}
    assert found.verified + found.labels == found.rows


NEAR = "đúng chữ in trong các dòng đó; so với văn bản, rồi sửa chữ hoặc sửa số dòng [verify-row]"
OURS = "nhãn tóm tắt đúng các dòng đó; sửa số dòng hoặc viết lại nhãn [verify-row]"
# What is wrong with the plan -> the one line that says so.
ROW_FAULTS: dict[str, tuple[Tables, str]] = {
    "another word": (changed("targets", name="Tỷ lệ hộ có internet cáp"), f"targets.csv:2: name: CT01: “Tỷ lệ hộ có internet cáp” không có ở dòng 45–46; {NEAR}"),
    "another tone": (changed("targets", lead_text="Phòng Kinh tể"), f"targets.csv:2: lead_text: CT01: “Phòng Kinh tể” không có ở dòng 45–46; {NEAR}"),
    "another figure": (changed("budget_amounts", amount_text="350.000.000"), f"budget_amounts.csv:2: amount_text: NS01:2026:requested: “350.000.000” không có ở dòng 29–30; {NEAR}"),
    "a value of another row": (changed("target_values", 2, value_text="≥ 70%"), f"target_values.csv:4: value_text: CT02:2026:target: “≥ 70%” không có ở dòng 47–51; {NEAR}"),
    "words in two cells the wrong way round": (
        changed("tasks", 1, product_text="dữ liệu Kho"), f"tasks.csv:3: product_text: NV02: “dữ liệu Kho” không có ở dòng 56–57; {NEAR}",
    ),
    "lines of another row": (changed("results", 1, **at(19)), f"results.csv:3: value_text: KQ02: “08/10 bản” không có ở dòng 19–19; {NEAR}"),
    "a heading that stands below its rows": (changed("targets", section_title="VĂN BẢN ĐÃ BAN HÀNH"), f"targets.csv:2: section_title: CT01: “VĂN BẢN ĐÃ BAN HÀNH” không có ở dòng 1–46; {NEAR}"),
    "the line of the date": (changed("plans", issued_on_line="8"), f"plans.csv:2: issued_on_text: {PLAN_ID}: “Suối Mơ, ngày 5 tháng 9 năm 2025” không có ở dòng 8–14; {NEAR}"),
    "the line of the body": (changed("duties", agency_line="12"), f"duties.csv:2: agency_text: TN01: “Phòng Kinh tế” không có ở dòng 12–18; {NEAR}"),
    "the line of the day": (changed("results", 1, as_of_line="30"), f"results.csv:3: as_of_text: KQ02: “hết tháng 8/2025” không có ở dòng 30–36; {NEAR}"),
    "a range beyond the file": (changed("issued_documents", **at(61, 99)), "issued_documents.csv:2: source_line_to: VB01: dòng 61–99; dòng đầu không sau dòng cuối, nhiều nhất 62; sửa số dòng [verify-row]"),
    "no lines": (changed("proposals", source_line_from="", source_line_to=""), "proposals.csv:2: source_line_to: KN01: dòng None–None; dòng đầu không sau dòng cuối, nhiều nhất 62; sửa số dòng [verify-row]"),
    "a range that runs backwards": (
        changed("proposals", **at(21, 20)), "proposals.csv:2: source_line_to: KN01: dòng 21–20; dòng đầu không sau dòng cuối, nhiều nhất 62; sửa số dòng [verify-row]",
    ),
    "a citation that names nothing": (
        changed("citations", symbol="", mention_lines="12"), "citations.csv:2: mention_lines: CC01: “” không có ở dòng 12; mỗi dòng là chỗ bắt đầu một lần nêu; sửa số dòng [verify-row]",
    ),
    "a label that shares no words": (
        changed("proposals", summary="Đường giao thông xuống cấp"), f"proposals.csv:2: summary: KN01: “Đường giao thông xuống cấp” gần như không có chữ nào quanh dòng 20–21; {OURS}",
    ),
    "a label of a task in running text": (
        changed("tasks", name="Nuôi cá lồng bè"), f"tasks.csv:2: name: NV01: “Nuôi cá lồng bè” gần như không có chữ nào quanh dòng 25–26; {OURS}",
    ),
    "a mention at another line": (
        changed("citations", mention_lines="12; 20"), "citations.csv:2: mention_lines: CC01: “57-NQ/TW” không có ở dòng 20; mỗi dòng là chỗ bắt đầu một lần nêu; sửa số dòng [verify-row]",
    ),
    "words that a notice quotes": (changed("notices", printed="09/10 bản"), f"notices.csv:2: printed: DC01: “09/10 bản” không có ở dòng 18–18; {NEAR}"),
}  # fmt: skip


@pytest.mark.parametrize("fault", ROW_FAULTS)
def test_a_row_that_differs_gives_one_line(fault: str) -> None:
    """It names the file, row and column, the words and the lines where they were looked for; that row alone counts as not verified."""
    rows, line = ROW_FAULTS[fault]
    found = report(rows)
    assert [problem.line() for problem in found.problems] == [line]
    assert sum((found.verified + found.labels).values()) == sum(found.rows.values()) - 1


def damaged(directory: Path, raw: bytes, sha256: str = "") -> Report:
    """The plan against another file of that name."""
    (directory / DOCUMENT.name).write_bytes(raw)
    return report(changed("sources", sha256=sha256 or hashlib.sha256(raw).hexdigest()), directory)


def nothing_verified(found: Report) -> bool:
    return not found.verified and not found.labels and sum(found.rows.values()) > 0


def test_another_file_is_known_by_its_hash(tmp_path: Path) -> None:
    """One space more is another file: one line with both hashes, and no row counts as verified."""
    raw = DOCUMENT.read_bytes()
    found = damaged(tmp_path, raw + b" ", hashlib.sha256(raw).hexdigest())
    assert [problem.line() for problem in found.problems] == [
        f"sources.csv:2: sha256: tệp có mã băm {hashlib.sha256(raw + b' ').hexdigest()}; {hashlib.sha256(raw).hexdigest()}, mã của tệp đã chép;"
        " tìm đúng tệp đã dùng, hoặc đối chiếu lại toàn bộ rồi sửa sources.csv [verify-source]"
    ]
    assert nothing_verified(found)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """One line, not one for every row."""
    found = report(tables(), tmp_path)
    assert [problem.line() for problem in found.problems] == [
        "sources.csv:2: name: không mở được “made_up_plan.txt” (FileNotFoundError); tệp văn bản gốc trong thư mục đã cho;"
        " chép tệp đó vào thư mục rồi chạy lại [verify-source]"
    ]
    assert nothing_verified(found)


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    """The right file by its hash, in another encoding."""
    found = damaged(tmp_path, DOCUMENT.read_text("utf-8").encode("utf-16"))
    assert [problem.line() for problem in found.problems] == [
        "sources.csv:2: name: “made_up_plan.txt” không phải văn bản UTF-8; tệp văn bản thuần UTF-8; lưu lại tệp thành UTF-8 [verify-source]"
    ]
    assert nothing_verified(found)


def test_sources_that_are_no_text_are_left_out(tmp_path: Path) -> None:
    """A scan cannot be compared; its rows are counted, and not as verified."""
    found = report(changed("sources", kind="scan"), tmp_path)
    assert found.problems == [] and nothing_verified(found)


def test_dropped_mentions_are_found() -> None:
    """A number stands in the document as often as its citations say: one line names the count and the count found."""
    found = report(changed("citations", mentions="1", mention_lines="12"))
    assert [problem.line() for problem in found.problems] == [
        "citations.csv:2: mentions: CC01: “57-NQ/TW” được đếm 1 lần; 2 lần trong văn bản; đọc lại văn bản, rồi sửa mentions và mention_lines [verify-row]"
    ]


def test_a_source_says_how_long_it_is() -> None:
    """The number of lines is checked with the hash."""
    assert [(problem.field, problem.found) for problem in report(changed("sources", lines="60")).problems] == [("lines", "tìm thấy “60”")]


def test_a_table_that_cannot_be_read_is_told() -> None:
    """What is not there cannot be compared: the table is named and the run fails."""
    broken = plan(**tables())
    broken.files["results"].exists = False
    problems = verify.verify_plan(broken, DOCUMENT.parent).problems
    assert [(problem.path, problem.rule) for problem in problems] == [("results.csv", "verify-source")]


def test_a_row_that_leads_to_no_source_is_told() -> None:
    """It counts as not compared, and the closing line says so."""
    found = report(changed("proposals", source_id="S9"))
    assert (found.problems, found.skipped, "chưa so được 1, tất cả" in verify.table_of(found)) == ([], 1, True)


def write(collection: Collection, found: Plan) -> None:
    folder = collection.plans / PLAN_ID
    folder.mkdir(parents=True, exist_ok=True)
    for table, file in found.files.items():
        (folder / f"{table}.csv").write_text(csv_text(schemas()[table].columns, file.rows), "utf-8")


def test_the_command_counts_and_exits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """0 with the counts of every table when all is found, 1 with a line for each fault, and the same for a directory or plan that is none."""
    collection = Collection(tmp_path)
    monkeypatch.setenv("COLLECTION_ROOT", str(tmp_path))
    write(collection, plan(**tables()))
    assert verify.main([str(DOCUMENT.parent)]) == 0
    said = capsys.readouterr()
    assert said.err == "Mọi dòng đã so đều khớp với văn bản gốc.\n"
    total = sum(len(rows) for table, rows in tables().items() if table not in ("sources", "source_parts"))
    assert said.out.startswith(f"{PLAN_ID}: khớp chữ in {total - 3}, chỉ có nhãn 3, chưa so được 0, tất cả {total} dòng\n")
    assert re.search(r"^  tasks: 1 khớp chữ in, 1 chỉ có nhãn của ta, 2 dòng$", said.out, re.MULTILINE)
    write(collection, plan(**changed("targets", name="Tỷ lệ khác")))
    assert verify.main([str(DOCUMENT.parent), PLAN_ID]) == 1
    said = capsys.readouterr()
    assert (said.out.split(": name: ")[0], said.err) == (f"data/plans/{PLAN_ID}/targets.csv:2", "1 chỗ không khớp.\n")
    for arguments, told in (([str(tmp_path / "khong-co")], "không phải thư mục"), ([str(tmp_path), "khong-co"], "không phải thư mục kế hoạch")):
        with pytest.raises(SystemExit) as raised:
            verify.main(arguments)
        assert raised.value.code == 1
        assert told in capsys.readouterr().err
