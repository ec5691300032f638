"""The way of a maintainer from a document to a valid plan: every step as the commands themselves say it, run as processes."""

from __future__ import annotations

import csv
import html
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import docx
import openpyxl
import pytest
from collection_support import Collection

from scripts.ingest import headings
from scripts.ingest.grid import Refused
from scripts.ingest.reading import read_document
from scripts.ingest.tables import read_tables
from scripts.paths import ROOT

# A commune of the list that has no plan, in another province than all plans.
PLAN_ID = "lang-son/dong-dang-06184/cds-2026"
TARGETS = (
    ("TT", "Tên chỉ tiêu", "ĐVT", "Thực hiện năm 2025", "Chỉ tiêu năm 2026", "Đơn vị chủ trì", "Đơn vị phối hợp"),
    ("I", "Chính quyền số", "", "", "", "", ""),
    ("1", "Tỷ lệ giấy mời gửi qua mạng", "%", "62,5", "≥ 80", "Văn phòng HĐND và UBND xã", "Phòng Kinh tế"),
    ("2", "Số hộ dân có cáp quang", "Hộ", "1.950", "2.400", "Phòng Văn hóa - Xã hội", "Câu lạc bộ Mẫu Đơn xã"),
)
TASKS = (
    ("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành", "Sản phẩm"),
    ("1", "Rà soát quy trình tiếp nhận giấy mời", "Phòng Kinh tế", "Công an xã", "Quý I/2026", "Quy trình"),
    ("2", "Lắp 05 điểm phát sóng ở nhà văn hóa", "Phòng Văn hóa - Xã hội", "Câu lạc bộ Mẫu Đơn xã", "Trước ngày 10/10/2026", "05 điểm"),
)
BUDGET = (
    ("TT", "Nội dung", "Kinh phí năm 2026", "Ghi chú"),
    ("", "TỔNG CỘNG", "210", ""),
    ("I", "Chi thường xuyên", "210", ""),
    ("1", "Tập huấn", "90", "Ngân sách xã"),
    ("2", "Duy trì truyền thanh", "120", ""),
)


def table(document, rows: Sequence[Sequence[str]], style: str = "Table Grid") -> None:
    made = document.add_table(len(rows), len(rows[0]))
    if style:
        made.style = style
    for at, texts in enumerate(rows):
        for cell, text in zip(made.rows[at].cells, texts):
            cell.text = text


def plan_document(path: Path) -> Path:
    """A plan as communes write it: letterhead, citations, three appendices, signature."""
    document = docx.Document()
    table(document, [["ỦY BAN NHÂN DÂN\nXÃ ĐỒNG ĐĂNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"], ["Số: 27/KH-UBND", "Đồng Đăng, ngày 19 tháng 01 năm 2026"]], "")
    for text in (
        "KẾ HOẠCH", "Chuyển đổi số xã Đồng Đăng năm 2026",
        "Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia;",
        "Căn cứ Kế hoạch số 88/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh Lạng Sơn về chuyển đổi số năm 2026;",
        "I. MỤC ĐÍCH", "Thực hiện nhiệm vụ tại Phụ lục I, Phụ lục II và Phụ lục III kèm theo.",
    ):  # fmt: skip
        document.add_paragraph(text)
    table(document, [["Nơi nhận:\n- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nHoàng Văn Mẫu"]], "")
    for number, title, unit, rows in (("I", "CHỈ TIÊU", "", TARGETS), ("II", "NHIỆM VỤ", "", TASKS), ("III", "DỰ TOÁN KINH PHÍ", "Đơn vị tính: triệu đồng", BUDGET)):
        for text in filter(None, (f"Phụ lục {number}", f"{title} NĂM 2026", unit)):
            document.add_paragraph(text)
        table(document, rows)
    document.save(path)
    return path


def run(collection: Collection, module: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "COLLECTION_ROOT": str(collection.root)}
    return subprocess.run([sys.executable, "-m", f"scripts.{module}", *map(str, arguments)], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def add_what_is_proposed(collection: Collection, page: str) -> dict[str, list[str]]:
    """Copies the lines that the review page lists for data/reference to the end of the files that it names; returns them."""
    part = page.partition('id="dong-can-them"')[2].partition("</section>")[0]
    found = {}
    for name, listed in re.findall(r"<p><code>([a-z_]+\.csv)</code></p>.*?<pre><code>(.*?)</code></pre>", part, re.DOTALL):
        found[name] = html.unescape(listed).splitlines()
        path = collection.reference / name
        path.write_text(path.read_text("utf-8") + "".join(f"{line}\n" for line in found[name]), "utf-8")
    return found


def state(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def drafted(collection: Collection, tmp_path: Path) -> tuple[Collection, Path, str]:
    """The collection after the first run, the document, and what the command said."""
    document = plan_document(tmp_path / "27 KH-UBND Đồng Đăng.docx")
    done = run(collection, "ingest", document, "--plan", PLAN_ID)
    assert done.returncode == 0, done.stderr
    return collection, document, done.stdout


def test_from_a_word_file_to_a_valid_plan(drafted: tuple[Collection, Path, str]) -> None:
    """Answer the questions, add what is proposed, delete the list of questions: nothing else is needed."""
    collection, _, said = drafted
    folder, page = collection.plans / PLAN_ID, collection.build / "ingest" / PLAN_ID / "review.html"
    assert f"data/plans/{PLAN_ID}/review.csv" in said and f"build/ingest/{PLAN_ID}/review.html" in said and f"make check PLAN=data/plans/{PLAN_ID}" in said
    held = {table: [tuple(row[column] for column in columns) for row in rows_of(folder / f"{table}.csv")] for table, columns in {
        "plans": ("document_number", "issued_on", "signer_name", "appendices_announced", "appendices_present"),
        "target_values": ("target_id", "year", "measure", "value_text"), "tasks": ("number", "name", "product_text"),
        "task_schedules": ("schedule_text", "due_on"), "budget_amounts": ("line_id", "amount"), "citations": ("symbol",),
    }.items()}  # fmt: skip
    assert held == {
        "plans": [("27/KH-UBND", "2026-01-19", "Hoàng Văn Mẫu", "3", "3")],
        "target_values": [("CT01", "2025", "baseline", "62,5"), ("CT01", "2026", "target", "≥ 80"), ("CT02", "2025", "baseline", "1.950"), ("CT02", "2026", "target", "2.400")],
        "tasks": [("1", "Rà soát quy trình tiếp nhận giấy mời", "Quy trình"), ("2", "Lắp 05 điểm phát sóng ở nhà văn hóa", "05 điểm")],
        "task_schedules": [("Quý I/2026", "2026-03-31"), ("Trước ngày 10/10/2026", "2026-10-10")],
        "budget_amounts": [("NS01", "210000000"), ("NS02", "210000000"), ("NS03", "90000000"), ("NS04", "120000000")],
        "citations": [("57-NQ/TW",), ("88/KH-UBND",)],
    }  # fmt: skip
    questions = rows_of(folder / "review.csv")
    assert 0 < len(questions) <= 6, [row["question"] for row in questions]
    before = run(collection, "validate", PLAN_ID)
    assert before.returncode == 1 and before.stdout.count("[open-review]") == len(questions)
    added = add_what_is_proposed(collection, page.read_text("utf-8"))
    assert {name: len(lines) for name, lines in added.items()} == {"agencies.csv": 1, "agency_aliases.csv": 1, "legal_documents.csv": 1}
    (folder / "review.csv").unlink()
    assert run(collection, "validate", PLAN_ID).stdout == ""
    done = run(collection, "validate")
    assert (done.returncode, done.stdout) == (0, "")


def test_one_question_after_the_other_can_be_cleared(drafted: tuple[Collection, Path, str]) -> None:
    """Each row that is deleted is one error less; a list with nothing but its header passes as well."""
    collection, _, _ = drafted
    review = collection.plans / PLAN_ID / "review.csv"
    lines = review.read_text("utf-8").splitlines(keepends=True)
    review.write_text("".join(lines[:-1]), "utf-8")
    assert run(collection, "validate", PLAN_ID).stdout.count("[open-review]") == len(lines) - 2
    review.write_text(lines[0], "utf-8")
    assert "[open-review]" not in run(collection, "validate", PLAN_ID).stdout


def test_a_second_run_changes_nothing(drafted: tuple[Collection, Path, str]) -> None:
    """The same document finds its draft; a folder in which a person worked is kept, and the differences are told."""
    collection, document, _ = drafted
    before = state(collection.root)
    done = run(collection, "ingest", document, "--plan", PLAN_ID)
    assert done.returncode == 0 and "không có gì mới" in done.stdout and state(collection.root) == before
    collection.edit(f"{PLAN_ID}/tasks.csv", 2, name="Rà soát quy trình nhận giấy mời")
    (collection.plans / PLAN_ID / "review.csv").unlink()
    edited = state(collection.data)
    done = run(collection, "ingest", document, "--plan", PLAN_ID)
    assert done.returncode == 2 and state(collection.data) == edited
    assert "không ghi đè gì" in done.stderr and "câu hỏi này không còn trong thư mục" in done.stderr
    assert "bản nháp “Rà soát quy trình tiếp nhận giấy mời” | thư mục “Rà soát quy trình nhận giấy mời”" in done.stderr


CELLS = {
    "Mã lĩnh vực": "cds", "Tên kế hoạch": "Kế hoạch Chuyển đổi số xã Đồng Đăng năm 2026", "Số, ký hiệu (nguyên văn)": "Số: 27/KH-UBND", "Từ năm": 2026, "Đến năm": 2026,
    "Ngày ban hành (nguyên văn)": "ngày 19 tháng 01 năm 2026", "Tình trạng": "đã ban hành", "Trang nguồn": 1, "Định dạng": "bản quét", "Tên tệp": "ke-hoach.pdf", "Mã băm SHA-256": "a" * 64,
    "Số trang": 3, "Người ký": "Hoàng Văn Mẫu", "Chức vụ người ký": "Chủ tịch", "Dòng in họ tên người ký": 2, "Dòng in chức vụ người ký": 2,
}  # fmt: skip
SHEETS = {
    "Chỉ tiêu": [
        {"Loại dòng": "mục", "Số thứ tự in": "I", "Tên chỉ tiêu": "Chính quyền số"},
        {"Số thứ tự in": 1, "Tên chỉ tiêu": "Tỷ lệ giấy mời gửi qua mạng", "Đơn vị tính (nguyên văn)": "%", "Chỉ tiêu năm 2026": "≥ 80", "Cơ quan chủ trì (nguyên văn)": "Câu lạc bộ Mẫu Đơn xã", "Trang nguồn": 3},
    ],
    "Nhiệm vụ": [{"Số thứ tự in": 1, "Nội dung nhiệm vụ": "Lắp 05 điểm phát sóng", "Cơ quan chủ trì (nguyên văn)": "Phòng Kinh tế", "Thời gian thực hiện": "Quý II/2026; Quý IV/2026", "Trang nguồn": 3}],
    "Phần văn bản": [{"Loại phần": "phần lời văn", "Tên phần": "Phần lời văn", "Từ trang": 1, "Đến trang": 2}, {"Loại phần": "phụ lục", "Tên phần": "Phụ lục", "Từ trang": 3, "Đến trang": 3}],
}  # fmt: skip


def fill(form: Path, cells: dict[str, object]) -> None:
    """Type into the form as a person does: find the row or column by its title."""
    book = openpyxl.load_workbook(form)
    left = dict(cells)
    for row in book["Kế hoạch"].iter_rows(min_row=2):
        row[1].value = left.pop(row[0].value, None)
    assert not left
    for name, rows in SHEETS.items():
        titles = [cell.value for cell in book[name][1]]
        for at, typed in enumerate(rows, start=2):
            for title, value in typed.items():
                book[name].cell(at, titles.index(title) + 1).value = value
    book.save(form)


def test_from_paper_to_a_valid_plan(collection: Collection) -> None:
    """Begin the plan, fill in the form, read it; a form with faults tells every one of them and writes nothing."""
    begun = run(collection, "ingest.new_plan", "--plan", PLAN_ID)
    assert begun.returncode == 0 and f"make ingest DOC=build/ingest/{PLAN_ID}/form.xlsx PLAN={PLAN_ID}" in begun.stdout
    form, folder = collection.build / "ingest" / PLAN_ID / "form.xlsx", collection.plans / PLAN_ID
    fill(form, CELLS | {"Từ năm": "hai nghìn", "Tình trạng": "xong"})
    before = state(collection.root)
    refused = run(collection, "ingest", form, "--plan", PLAN_ID)
    assert refused.returncode == 2 and "(Từ năm): tìm thấy “hai nghìn”" in refused.stderr and "(Tình trạng): tìm thấy “xong”" in refused.stderr
    assert state(collection.root) == before
    fill(form, CELLS)
    done = run(collection, "ingest", form, "--plan", PLAN_ID)
    assert done.returncode == 0, done.stderr
    assert [(row["schedule_text"], row["due_on"]) for row in rows_of(folder / "task_schedules.csv")] == [("Quý II/2026", "2026-06-30"), ("Quý IV/2026", "2026-12-31")]
    assert add_what_is_proposed(collection, (form.parent / "review.html").read_text("utf-8")).keys() == {"agencies.csv", "agency_aliases.csv"}
    (folder / "review.csv").unlink()
    done = run(collection, "validate")
    assert (done.returncode, done.stdout) == (0, "")


def forget_headings() -> None:
    headings._known.cache_clear()
    headings._meanings.cache_clear()


@pytest.fixture
def own_headings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of headings.csv to write in."""
    copy = tmp_path / "headings.csv"
    copy.write_text((ROOT / "scripts/ingest/headings.csv").read_text("utf-8"), "utf-8")
    monkeypatch.setattr(headings, "FILE", copy)
    forget_headings()
    yield copy
    monkeypatch.undo()
    forget_headings()


def test_an_unknown_heading_is_learnt_from_one_line(tmp_path: Path, own_headings: Path) -> None:
    """The table is told with the line to add and the roles to choose from; with that line it is read, and a wrong role is told at its line."""
    rows = [["TT", "Phần việc trọng điểm", "Cơ quan chủ trì", "Thời gian hoàn thành"], *([str(at), f"Mở lớp số {at} cho bà con", "Phòng Kinh tế", "Quý I/2026"] for at in range(1, 4))]
    document = read_document(form := word(tmp_path / "a.docx", rows))
    (stopped,) = read_tables(document).stopped
    assert stopped.lines == ("Phần việc trọng điểm,tasks,<vai trò>",) and "name (tên, nội dung)" in stopped.reason
    original = (ROOT / "scripts/ingest/headings.csv").read_text("utf-8")
    for role, read in (("<vai trò>", False), ("name", True)):
        own_headings.write_text(f"{original}{stopped.lines[0].replace('<vai trò>', role)}\n", "utf-8")
        forget_headings()
        if read:
            (table_read,) = read_tables(read_document(form)).read
            assert [row.text(1) for row in table_read.rows] == [texts[1] for texts in rows[1:]]
        else:
            with pytest.raises(Refused, match="không có vai trò “<vai trò>”; cần một trong number, title, name"):
                read_tables(read_document(form))


def word(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    document = docx.Document()
    for text in ("KẾ HOẠCH", "Chuyển đổi số xã Đồng Đăng năm 2026", "Phụ lục I", "NHIỆM VỤ NĂM 2026"):
        document.add_paragraph(text)
    table(document, rows)
    document.save(path)
    return path
