"""What becomes of a draft: its questions, the checks at its end, how it is written, what a second run does, the page for review."""

from __future__ import annotations

import csv
import os
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from collection_support import SONG_MA, Collection
from ingest_support import HEAD, PLAN_ID, TASKS, draft_of, drafted_text, row_of, word_file
from site_support import browser

from scripts import validate
from scripts.ingest import command
from scripts.ingest import coverage, pictures, writing
from scripts.ingest.checking import check_draft, with_additions
from scripts.ingest.differences import differences
from scripts.ingest.draft import Mark
from scripts.ingest.evidence import Finder
from scripts.ingest.grid import Box, Cell, Document, Grid, Line, Place, Refused
from scripts.ingest.pipeline import Drafted, completed, stopped_sentence
from scripts.ingest.plan_ids import checked_plan_id
from scripts.ingest.read_tables import Column, ReadRow, ReadTable, SetAside, Stopped, Tables
from scripts.ingest.report import place_words, review_page
from scripts.plans import load_folder, load_reference
from scripts.review_marks import COLUMNS
from scripts.tables import plan_tables, schemas

LISTED = (("STT", "Ký hiệu", "Trích yếu"), ("1", "01/QĐ-UBND", "Quyết định một"), ("2", "02/QĐ-UBND", "Quyết định hai"), ("4", "04/QĐ-UBND", "Quyết định bốn"))
LINES = ("KẾ HOẠCH", "", *(" ".join(row) for row in LISTED), "", "Hết", "")


def listed(**more: str) -> list[dict[str, str]]:
    """The rows of the list above, each on its line."""
    rows = []
    for at, (number, symbol, name) in enumerate(LISTED[1:], start=1):
        place = {"source_id": "S1", "source_line_from": str(at + 3), "source_line_to": str(at + 3)}
        rows.append(row_of("issued_documents", issued_document_id=f"VB{at:02}", number=number, symbol=symbol, name=name, reading="certain", **place) | more)
    return rows


def checked_of(collection: Collection, *marks: Mark, rows: list[dict[str, str]] | None = None):
    draft = draft_of({"issued_documents": listed() if rows is None else rows}, marks)
    return check_draft(drafted_text(LINES, LISTED, 3, draft), [], load_reference(collection))


# Checks at the end


def test_a_draft_that_is_sound_validates(collection: Collection) -> None:
    """Its marks count as cleared; a finding of the audit is not left for make check to find, but proposed."""
    checked = checked_of(collection, Mark("issued_documents", "VB01", "name", "Đúng không?"))
    assert [problem.line() for problem in checked.problems] == []
    (notice,) = checked.drafted.draft.tables["notices"]
    assert (notice["notice_id"], notice["rule"], notice["row_id"], notice["source_line_from"]) == ("DC01", "numbering", "VB03", "6")
    question = checked.drafted.draft.marks[-1]
    assert (question.table, question.row_id, question.place) == ("notices", "DC01", Place(None, 6, 6))
    assert question.question.endswith("Văn bản in như vậy hay chép sai?")


def test_what_would_not_validate_is_told_row_by_row(collection: Collection) -> None:
    """The very problems of make check, at their file and row."""
    rows = listed()
    rows[1]["issued_on_text"], rows[1]["issued_on"] = "03/02/2026", "2026-03-02"
    checked = checked_of(collection, rows=rows)
    assert [(p.path, p.row, p.field) for p in checked.problems] == [(f"data/plans/{PLAN_ID}/issued_documents.csv", 3, "issued_on")]
    assert checked.left == checked.problems


def test_proposed_rows_of_reference_tables_count(collection: Collection) -> None:
    """A draft that lacks only rows of the reference tables is said to be valid once they are there."""
    task = row_of("tasks", task_id="NV01", origin="body", kind="task", name="Mở lớp", lead_text="Tổ Mẫu", reading="certain", source_id="S1", source_line_from="1", source_line_to="1")
    body = row_of("task_agencies", task_id="NV01", role="lead", seq="1", agency_text="Tổ Mẫu", agency_id="to-mau")
    draft = draft_of({"tasks": [task], "task_agencies": [body]})
    draft.additions = {
        "agencies": [{"agency_id": "to-mau", "name": "Tổ Mẫu", "level": "commune", "kind": "office"}],
        "agency_aliases": [{"alias": "Tổ Mẫu", "agency_id": "to-mau"}],
    }
    reference = load_reference(collection)
    checked = check_draft(drafted_text(LINES, LISTED, 3, draft), [], reference)
    assert {problem.rule for problem in checked.problems} >= {"agency-alias"}
    assert not [problem.line() for problem in checked.left if problem.path.endswith("_agencies.csv")]
    assert "to-mau" in with_additions(reference, draft).keyed["agencies"] and "to-mau" not in reference.keyed["agencies"]


def test_a_lost_row_is_a_question(collection: Collection) -> None:
    """Cells of a table that no row of it holds are told one by one, lines that nobody read as ranges."""
    drafted = drafted_text(LINES, LISTED, 3, draft_of({"issued_documents": listed()}))
    table = drafted.tables.read[0]
    short = replace(drafted, tables=Tables((replace(table, rows=table.rows[:1] + table.rows[2:]),), (), ()))
    short = replace(short, document=replace(short.document, source_lines=(*LINES, "Một dòng nữa", "và nữa")))
    checked = check_draft(short, [], load_reference(collection))
    questions = [mark.question for mark in checked.drafted.draft.marks if mark.table == "plans"]
    assert [q.split("”")[0].split("“")[-1] for q in questions[:3]] == ["2", "02/QĐ-UBND", "Quyết định hai"]
    assert questions[3] == "Các dòng 10-11 của văn bản chưa được đọc: có dữ liệu không?"
    assert [result.passed for result in checked.results[:2]] == [False, False]


def test_a_row_printed_twice_and_held_once_is_lost() -> None:
    """Equal rows are counted; what a page break cut in two is found joined; a heading printed again is no row."""
    texts = [["STT", "Tên"], ["1", "Mua máy"], ["1", "Mua máy"], ["2", "Tập"], ["STT", "Tên"], ["", "huấn"]]
    cells = tuple(Cell(at, column, text) for at, row in enumerate(texts) for column, text in enumerate(row))
    document = Document("pdf", "a.pdf", "0" * 64, (Grid(cells, 6, 2),))
    columns = (Column(0, "STT", "number"), Column(1, "Tên", "name"))
    held = [("1", "Mua máy"), ("2", "Tập huấn")]
    rows = tuple(ReadRow("row", tuple(Cell(0, at, text) for at, text in enumerate(row)), Place(1)) for row in held)
    lost = coverage.lost_cells(document, Tables((ReadTable("tasks", columns, rows, (), Place(1)),), (), ()))
    assert [cell.text for cell in lost] == ["1", "Mua máy"]


def test_a_line_read_twice_is_told() -> None:
    """A line that belongs to a table and to the lines outside it may have been copied twice."""
    grid = Grid((Cell(0, 0, "a", place=Place(None, 2, 2)),), 1, 1, Place(None, 2, 3))
    document = Document("text", "a.txt", "0" * 64, (Line("x", Place(None, 1, 2)), grid), source_lines=("x", "a", "b"))
    assert (coverage.doubled_lines(document), coverage.lost_lines(document)) == ([2], [])
    assert coverage.ranges([3, 4, 5, 9]) == "3-5, 9"


def test_a_stopped_table_is_a_question_with_the_line_to_add() -> None:
    """Nobody has to find out why a table is missing from the draft."""
    grid = Grid((Cell(0, 0, "Thứ tự"), Cell(0, 1, "Việc cần làm")), 1, 2, Place(4))
    stopped = Stopped(grid, "Không rõ cột nào là tên.", ("Việc cần làm,tasks,name",))
    drafted = completed(Document("pdf", "a.pdf", "0" * 64, (grid,)), Tables((), (), (stopped,)), draft_of({}))
    (mark,) = drafted.draft.marks
    assert (mark.table, mark.row_id, mark.place) == ("plans", "", Place(4))
    assert mark.question == stopped_sentence(stopped)
    assert mark.question.startswith("Bảng chưa đọc được (“Thứ tự | Việc cần làm”): Không rõ cột nào là tên.") and "Việc cần làm,tasks,name" in mark.question
    assert list(drafted.draft.tables) == plan_tables()


# Names of plans


@pytest.mark.parametrize(
    "given, told",
    [
        ("son-la/song-ma-04168/khcn 2026", "cần <tỉnh>/<xã>-<mã xã>/<kế hoạch>"),
        ("../../tmp", "không có tỉnh “..”"),
        ("son-la/song-ma-04168/../x", "cần <tỉnh>"),
        ("sonla/song-ma-04168/cds-2026", "gần nhất: son-la"),
        ("son-la/song-ma-04167/cds-2026", "gần nhất: song-ma-04168"),
        ("son-la/xa-khac-04168/cds-2026", "gần nhất: song-ma-04168"),
        ("", "cần <tỉnh>"),
    ],
)
def test_a_name_that_no_plan_can_have_is_refused(collection: Collection, given: str, told: str) -> None:
    """With the nearest names of the reference tables."""
    with pytest.raises(Refused, match=re.escape(told)):
        checked_plan_id(given, load_reference(collection))


def test_a_plan_may_be_named_as_its_folder(collection: Collection) -> None:
    """With data/plans before it and a slash behind, as a shell completes it."""
    assert checked_plan_id(f"data/plans/{PLAN_ID}/", load_reference(collection)) == PLAN_ID


# Writing


def test_a_folder_holds_every_table_and_the_questions(tmp_path: Path) -> None:
    """Tables without rows have their header; a question that a spreadsheet would run is put in quotation marks."""
    draft = draft_of({}, [Mark("tasks", "NV01", "name", "Đúng không?", '=HYPERLINK("x")', "+1\n2", Place(2, 3, 4))])
    writing.write_folder(tmp_path / "a/b", writing.texts_of(draft), tmp_path / "scratch")
    assert {path.name for path in (tmp_path / "a/b").iterdir()} == {"review.csv", *(f"{table}.csv" for table in plan_tables())}
    assert (tmp_path / "a/b/duties.csv").read_text("utf-8") == ",".join(schemas()["duties"].columns) + "\n"
    header, row = csv.reader((tmp_path / "a/b/review.csv").read_text("utf-8").splitlines())
    assert (header, row) == (COLUMNS, ["tasks", "NV01", "name", "Đúng không?", '“=HYPERLINK("x")”', "“+1 2”", "2", "3", "4"])


def test_a_draft_without_questions_has_no_list_of_them() -> None:
    assert "review.csv" not in writing.texts_of(draft_of({}))


def test_a_crash_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a part of the folder nor the folders above it, whether a file or the last move fails."""
    files = writing.texts_of(draft_of({}))
    with pytest.raises(TypeError):
        writing.write_folder(tmp_path / "plans/p/c/x", files | {"tasks.csv": None}, tmp_path / "scratch")

    def fail(*_: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(os, "rename", fail)
    with pytest.raises(OSError, match="no room"):
        writing.write_folder(tmp_path / "plans/p/c/x", files, tmp_path / "scratch")
    assert list(tmp_path.rglob("*")) == []


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    """Someone's folder of photographs does not become a plan; an empty folder may."""
    (tmp_path / "anh").mkdir()
    assert writing.is_free(tmp_path / "anh") and writing.is_free(tmp_path / "chua-co")
    (tmp_path / "anh/1.jpg").write_bytes(b"")
    with pytest.raises(Refused, match="thư mục có tệp khác"):
        writing.is_free(tmp_path / "anh")
    with pytest.raises(Refused, match="tìm thấy một tệp"):
        writing.is_free(tmp_path / "anh/1.jpg")


# Second run


def told(tmp_path: Path, collection: Collection, edit) -> list[str]:
    """What is said of a folder that was written and then edited by a person."""
    checked = checked_of(collection, Mark("issued_documents", "VB01", "name", "Đúng không?"))
    files, folder = writing.texts_of(checked.drafted.draft), tmp_path / "plan"
    writing.write_folder(folder, files, tmp_path)
    edit(folder)
    raw = {name: (folder / name).read_bytes() if (folder / name).exists() else None for name in files}
    return [one.sentence() for one in differences(files, checked.plan, load_folder(folder, PLAN_ID, "plan"), raw)]


def replaced(name: str, old: str, new: str):
    return lambda folder: (folder / name).write_text((folder / name).read_text("utf-8").replace(old, new), "utf-8")


@pytest.mark.parametrize(
    "edit, expected",
    [
        (lambda folder: None, []),
        (replaced("issued_documents.csv", "Quyết định hai", "Quyết định 2"), ["issued_documents.csv VB02, cột name: bản nháp “Quyết định hai” | thư mục “Quyết định 2”"]),
        (replaced("issued_documents.csv", "VB03", "VB09"), ["issued_documents.csv VB03: dòng này chỉ có trong bản nháp", "issued_documents.csv VB09: dòng này chỉ có trong thư mục"]),
        (lambda folder: (folder / "review.csv").unlink(), [
            "review.csv issued_documents VB01 name: “Đúng không?”: câu hỏi này không còn trong thư mục",
            "review.csv notices DC01: “Đối chiếu đề xuất (numbering): Số thứ tự trong danh sách này là 1, 2, 4: sau “2”…”: câu hỏi này không còn trong thư mục"]),
        (lambda folder: (folder / "tasks.csv").unlink(), ["tasks.csv: tệp trong thư mục thiếu, thiếu cột hoặc không đọc được trọn"]),
        (replaced("duties.csv", "\n", "\r\n"), ["duties.csv: nội dung như nhau, chỉ khác dạng tệp (BOM, dấu phân cách, xuống dòng); “make tidy” sửa được"]),
    ],
)  # fmt: skip
def test_what_a_person_changed_is_told_cell_by_cell(tmp_path: Path, collection: Collection, edit, expected: list[str]) -> None:
    """By row and column, with the words of both; a cleared question and a lost file too."""
    assert told(tmp_path, collection, edit) == expected


# The command


@pytest.fixture
def home(collection: Collection, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Collection:
    monkeypatch.setenv("COLLECTION_ROOT", str(collection.root))
    monkeypatch.chdir(tmp_path)
    return collection


def state(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_document_becomes_a_plan_folder(home: Collection, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Written once; again with the same document nothing changes; an edit by hand is never overwritten."""
    document = word_file(tmp_path / "ke-hoach.docx", TASKS)
    assert command.main([str(document), "--plan", PLAN_ID]) == 0
    out = capsys.readouterr().out
    assert f"data/plans/{PLAN_ID}" in out and f"1. Mở build/ingest/{PLAN_ID}/review.html" in out and "1 đã đọc" in out
    tasks = list(csv.DictReader((home.plans / PLAN_ID / "tasks.csv").open(encoding="utf-8")))
    assert [row["name"] for row in tasks] == ["Tổ chức lớp học số", "Lắp điểm truy cập công cộng"]
    before = state(home.root)
    assert command.main([str(document), "--plan", PLAN_ID]) == 0
    assert "không có gì mới" in capsys.readouterr().out
    assert state(home.root) == before
    home.edit(f"{PLAN_ID}/tasks.csv", 2, name="Tổ chức lớp học công nghệ số")
    edited = state(home.plans)
    assert command.main([str(document), "--plan", PLAN_ID]) == 2
    told = capsys.readouterr().err
    assert "tasks.csv NV01, cột name: bản nháp “Tổ chức lớp học số” | thư mục “Tổ chức lớp học công nghệ số”" in told
    assert state(home.plans) == edited
    assert "Tổ chức lớp học công nghệ số" in (home.build / "ingest" / PLAN_ID / "review.html").read_text("utf-8")


def test_the_same_bytes_wherever_it_runs(home: Collection, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two runs into two folders give the same files; nothing is written elsewhere."""
    document, before = word_file(tmp_path / "ke-hoach.docx", TASKS), state(home.root)
    for name in ("mot", "hai"):
        assert command.main([str(document), "--plan", PLAN_ID, "--out", name]) == 0
    one, two = state(tmp_path / "mot"), state(tmp_path / "hai")
    assert one == two and "review.html" in one and state(home.root) == before
    assert command.main([str(document), "--plan", PLAN_ID, "--out", "mot"]) == 0
    (tmp_path / "mot/tasks.csv").write_text("x\n", "utf-8")
    assert command.main([str(document), "--plan", PLAN_ID, "--out", "mot"]) == 2
    assert "tasks.csv: tệp trong thư mục thiếu, thiếu cột hoặc không đọc được trọn" in capsys.readouterr().err
    assert (tmp_path / "mot/tasks.csv").read_text("utf-8") == "x\n"


def test_a_document_without_a_table_is_refused(home: Collection, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One clear message, exit 2, not a file more than before."""
    before = state(home.root)
    assert command.main([str(word_file(tmp_path / "thu.docx")), "--plan", PLAN_ID]) == 2
    assert "thu.docx: không đọc được bảng nào của kế hoạch" in capsys.readouterr().err
    for name, raw in (("trong.pdf", b""), ("la.bin", bytes(range(256)))):
        (tmp_path / name).write_bytes(raw)
        assert command.main([str(tmp_path / name), "--plan", PLAN_ID]) == 2
        assert capsys.readouterr().err.startswith(name)
    assert command.main([str(tmp_path / "khong-co.pdf"), "--plan", PLAN_ID]) == 2
    assert command.main([str(tmp_path / "thu.docx"), "--plan", "son-la/song-ma-99999/x"]) == 2
    assert command.main([str(tmp_path / "thu.docx"), "--plan", PLAN_ID, "--out", str(home.plans / PLAN_ID)]) == 2
    assert "thư mục trong data/plans" in capsys.readouterr().err
    assert state(home.root) == before


def test_a_surprise_is_not_hidden_and_writes_nothing(home: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the program is shown as one; the folder stays as it was."""
    before = state(home.root)

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(command, "check_draft", fail)
    with pytest.raises(ZeroDivisionError):
        command.main([str(word_file(tmp_path / "a.docx", TASKS)), "--plan", PLAN_ID])
    assert state(home.root) == before


def test_a_draft_with_questions_does_not_pass_the_checks(home: Collection, tmp_path: Path) -> None:
    """Once the list of questions is gone, what is left is what the command told."""
    command.main([str(word_file(tmp_path / "a.docx", TASKS)), "--plan", PLAN_ID])
    review = home.plans / PLAN_ID / "review.csv"
    questions = list(csv.reader(review.open(encoding="utf-8")))[1:]
    opened = [problem for problem in validate.validate(home, [PLAN_ID]) if problem.rule == "open-review"]
    assert len(questions) == len(opened) > 0
    assert [problem.row for problem in opened] == list(range(2, len(questions) + 2))
    review.unlink()
    assert "open-review" not in {problem.rule for problem in validate.validate(home, [PLAN_ID])}


# The page for review

HOSTILE = '</td></article><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}\u202e\u0000"'


class Tags(HTMLParser):
    def __init__(self, html: str):
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def hostile_page(collection: Collection) -> str:
    """Everything that a document or a person can put on the page is hostile."""
    rows = listed(name=HOSTILE.replace("\u0000", ""))
    draft = draft_of({"issued_documents": rows}, [Mark("issued_documents", "VB01", "name", HOSTILE, HOSTILE, HOSTILE, Place(None, 4, 4)), Mark("plans", HOSTILE, HOSTILE, HOSTILE)])
    drafted = drafted_text([HOSTILE, *LINES[1:]], [[HOSTILE] * 3, *LISTED[1:]], 3, draft)
    grid = Grid((Cell(0, 0, HOSTILE),), 1, 1)
    tables = replace(drafted.tables, aside=(SetAside(grid, HOSTILE),), stopped=(Stopped(grid, HOSTILE, (HOSTILE,)),))
    document = replace(drafted.document, name=HOSTILE, remarks=(HOSTILE,), signed_at=(HOSTILE,))
    checked = check_draft(replace(drafted, tables=tables, document=document), [], load_reference(collection))
    return review_page(checked, b"", HOSTILE, [])


def test_nothing_in_a_document_becomes_part_of_the_page(collection: Collection) -> None:
    """No tag, no attribute, no expression of the template; characters that nobody sees are written out."""
    page = hostile_page(collection)
    tags = Tags(page).found
    assert not [tag for tag, attributes in tags if tag in ("script", "iframe", "object", "link", "form") or any(name.startswith("on") for name in attributes)]
    assert {attributes["src"][:22] for tag, attributes in tags if tag == "img"} <= {"data:image/png;base64,"}
    assert "{{ 7*7 }}" in page and "\u202e" not in page and "\u0000" not in page and "\\u202E" in page


def test_the_page_needs_nothing_else(collection: Collection) -> None:
    """No address outside the page, no program; the policy in its head forbids both."""
    page = review_page(checked_of(collection), b"", "data/plans/x")
    attributes = [(name, value or "") for _, held in Tags(page).found for name, value in held.items()]
    assert [value for name, value in attributes if name in ("src", "href") and not value.startswith(("#", "data:"))] == []
    assert "default-src 'none'" in page and "url(" not in page and "@import" not in page


def test_a_question_stands_beside_the_lines_it_is_about(collection: Collection) -> None:
    """Two lines above and two below, empty ones left out, with their numbers; what the draft holds and what else it could be."""
    page = review_page(checked_of(collection, Mark("issued_documents", "VB02", "name", "Có đúng chữ “hai” không?", "Quyết định hai", "Quyết định ba", Place(None, 5, 5))), b"", "x")
    article = page[page.index("Có đúng chữ") :].partition("</article>")[0]
    found = re.findall(r'<li( class="asked")?><span>(\d+)</span>([^<]*)</li>', article)
    assert found == [(' class="asked"' * (at == 5), str(at), LINES[at - 1]) for at in (3, 4, 5, 6, 8)]
    assert "Quyết định hai" in article and "Quyết định ba" in article and "dòng 5 của tài liệu" in article and "dòng 2" in article


def test_what_was_read_of_the_plan_itself_comes_first(collection: Collection) -> None:
    """Number, date and signer in the words of the schema, what is missing too, before any question: a person compares them with two pages of the document."""
    page = review_page(checked_of(collection), b"", "x")
    shown = dict(re.findall(r"<dt>([^<]*)</dt><dd>(.*?)</dd>", page[: page.index('id="can-xem"')]))
    assert (shown["Số, ký hiệu"], shown["Người ký"], shown["Tình trạng"]) == ("Số: 12/KH-UBND", "Nguyễn Văn Mẫu", "đã ban hành")
    assert "để trống" in shown["Cơ quan ban hành"]


def test_a_reading_says_what_it_is(collection: Collection) -> None:
    """The cell asked about is marked in the printed row; the heading of a column is not told as what the draft holds."""
    marks = [Mark("issued_documents", "VB02", "name", "Đúng chữ?", "Quyết định hai"), Mark("issued_documents", "VB03", "symbol", "Cột nào?", "Ký hiệu")]
    page = review_page(checked_of(collection, *marks), b"", "x")
    cell, column = (page[page.index(question) :].partition("</article>")[0] for question in ("Đúng chữ?", "Cột nào?"))
    assert "<dt>Bản nháp ghi</dt><dd>Quyết định hai</dd>" in cell and re.search(r'<tr class="asked"><th scope="row">[^<]*</th><td>Quyết định hai</td></tr>', cell)
    assert "<dt>Tiêu đề cột</dt><dd>Ký hiệu</dd>" in column and 'tr class="asked"' not in column


def test_only_rows_with_questions_are_unfolded(collection: Collection) -> None:
    """Every row of the draft is on the page, in a part that opens when asked."""
    page = review_page(checked_of(collection, Mark("issued_documents", "VB02", "name", "Đúng không?")), b"", "x")
    folded = page[page.index('id="moi-dong"') :]
    assert folded.count("<details>") == 5 and all(name in folded for _, _, name in LISTED[1:])
    assert "Quyết định bốn" in page[: page.index('id="moi-dong"')] and "Quyết định một" not in page[page.index('id="can-xem"') : page.index('id="moi-dong"')].partition("Đúng không?")[0]


def test_places_are_said_as_people_count_them() -> None:
    """Pages of a PDF, sheets and rows of a workbook, blocks of a Word file, lines of a text."""
    said = [place_words("pdf", Place(3)), place_words("xlsx", Place(2, 4, 9)), place_words("docx", Place(None, 5, 5)), place_words("text", Place(None, 1, 2)), place_words("pdf", Place())]
    assert said == ["trang 3", "trang tính 2, hàng 4–9", "khối 5", "dòng 1–2", ""]


def test_pictures_stop_before_the_page_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """A box is cut once; those beyond the bound are counted, not silently gone. Only a PDF has pictures."""
    cut: list[Box] = []
    monkeypatch.setattr(pictures, "COUNT", 2)
    monkeypatch.setattr(pictures.Pictures, "_draw", lambda self, box: cut.append(box) or "data:image/png;base64,AA==")
    one = pictures.Pictures(b"%PDF-1.7")
    boxes = [Box(page, 0, 0, 1, 1) for page in (1, 1, 2, 3, 1)]
    assert [bool(one.address(box)) for box in boxes] == [True, True, True, False, True]
    assert (len(cut), one.left_out) == (2, 1)
    assert pictures.Pictures(b"PK").address(boxes[0]) == ""


@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_is_for_everyone(collection: Collection, tmp_path: Path, width: int) -> None:
    """WCAG 2.2 AA with every part opened, without JavaScript of its own; nothing reaches beyond a narrow screen; each table that scrolls can be reached by key."""
    (tmp_path / "review.html").write_text(hostile_page(collection), "utf-8")
    asked: list[str] = []
    with browser() as chrome:
        # Axe is a script, which the policy of the page would stop.
        page = chrome.new_context(viewport={"width": width, "height": 800}, bypass_csp=True).new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto((tmp_path / "review.html").as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("[...document.querySelectorAll('.scroll')].every(part => part.tabIndex === 0 && part.getAttribute('aria-label'))")
        assert page.evaluate("document.documentElement.lang") == "vi"
        rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
        assert [(fault["id"], node["html"][:160]) for fault in Axe().run(page, options=rules).response["violations"] for node in fault["nodes"]] == []
    assert len(asked) == 1


def test_questions_are_no_data(collection: Collection) -> None:
    """A list of questions changes nothing that is counted or published of a plan."""
    folder = collection.plans / SONG_MA
    before = load_folder(folder, SONG_MA, "x")
    collection.write(f"{SONG_MA}/review.csv", [COLUMNS])
    after = load_folder(folder, SONG_MA, "x")
    assert (before.review, after.review.rows) == (None, [])
    assert (before.stray, list(before.files)) == (after.stray, list(after.files))
    assert validate.validate(collection, [SONG_MA]) == []


def test_a_question_about_a_citation_shows_its_line(collection: Collection) -> None:
    """On a page whose lines have no numbers the printed number of the document finds it."""
    cited = row_of("citations", citation_id="CC01", document_id="12-kh", symbol="12/KH-UBND", role="mention", mentions="1", reading="certain", source_id="S1", source_page="2")
    draft = draft_of({"citations": [cited]}, [Mark("citations", "CC01", "document_id", "Chưa có?", "12-kh", place=Place(2))])
    lines = (Line("Trang một nêu 12/KH-UBND", Place(1)), Line("Dòng trước", Place(2)), Line("Kế hoạch số 12/KH-UBND", Place(2)))
    drafted = Drafted(Document("pdf", "a.pdf", "0" * 64, lines), Tables((), (), ()), draft)
    evidence = Finder(drafted).of(draft.marks[0])
    assert ("tr. 2", "Kế hoạch số 12/KH-UBND") in evidence.lines and len(evidence.lines) == 3
