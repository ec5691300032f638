"""Whatever is given to the command that is no plan: refused by a real run with one clear sentence, and nothing is written."""

from __future__ import annotations

import csv
import io
import os
import resource
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest
from collection_support import Collection
from ingest_support import HEAD, PLAN_ID, TASKS, word_file

from scripts.ingest import __main__ as command
from scripts.ingest import limits, opening, writing
from scripts.paths import ROOT

# Far below the bounds that --help states: none of these files may come near them.
SECONDS = 60
MEGABYTES = 1500
ENVELOPE = {"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"}


def run(collection: Collection, *arguments: object, before: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
    """The command as a maintainer starts it, with the memory of the process bounded."""

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES * limits.MEGABYTE,) * 2)
        if before:
            before()

    return subprocess.run(
        [sys.executable, "-m", "scripts.ingest", *map(str, arguments)], cwd=ROOT, env=ENVELOPE | {"COLLECTION_ROOT": str(collection.root)},
        capture_output=True, text=True, timeout=SECONDS, preexec_fn=limited,
    )  # fmt: skip


def state(folder: Path) -> dict[str, bytes | None]:
    """Every file with its bytes and every folder."""
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in sorted(folder.rglob("*"))}


def refusal(collection: Collection, *arguments: object, before: Callable[[], None] | None = None) -> str:
    """What the command said when it refused: exit 2, not on stdout, no traceback, not a file or folder more or less than before."""
    held = state(collection.root)
    done = run(collection, *arguments, before=before)
    assert (done.returncode, done.stdout) == (2, ""), done.stdout + done.stderr
    assert "Traceback" not in done.stderr and done.stderr.endswith("\n")
    assert state(collection.root) == held
    return done.stderr.strip()


# Documents


def a_pdf(pages: int, password: str = "") -> bytes:
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password, algorithm="AES-256")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def a_docx(*tables, head=HEAD) -> bytes:
    stream = io.BytesIO()
    word_file(stream, *tables, head=head)
    return stream.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The same zip with one part more, or another."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        new.writestr(name, content)
    return stream.getvalue()


def deep_docx() -> bytes:
    """A document whose XML is small packed and large unpacked."""
    good = a_docx(TASKS)
    with zipfile.ZipFile(io.BytesIO(good)) as file:
        body = file.read("word/document.xml")
    return with_part(good, "word/document.xml", body.replace(b"</w:body>", b"<w:p/>" * 14_000_000 + b"</w:body>"))


def in_table(heading: str, text: str) -> bytes:
    rows = (("STT", "Nội dung nhiệm vụ"), *((str(number), f"{text} {number}") for number in range(1, 6)))
    return a_docx(rows, head=(heading, text, text))


ENGLISH = "The people's committee of the commune issues this plan for science and technology in the coming year"
TCVN3 = "Uû ban nh©n d©n x· ban hµnh kÕ ho¹ch ph¸t triÓn khoa häc c«ng nghÖ ®æi míi s¸ng t¹o"
VNI = "Uûy ban nhaân daân xaõ ban haønh keá hoaïch phaùt trieån khoa hoïc coâng ngheä ñoåi môùi"
MOJIBAKE = "á»¦y ban nhÃ¢n dÃ¢n xÃ£ ban hÃ nh káº¿ hoáº¡ch phÃ¡t triá»ƒn"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)

DOCUMENTS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "encrypted PDF": ("a.pdf", lambda: a_pdf(2, "bi-mat"), "mật khẩu"),
    "empty file": ("a.pdf", lambda: b"", "tệp rỗng"),
    "corrupt PDF": ("a.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 20, "PDF"),
    "truncated PDF": ("a.pdf", lambda: a_pdf(3)[:-400], "PDF"),
    "500 pages": ("a.pdf", lambda: a_pdf(500), "200 trang"),
    "blank pages": ("a.pdf", lambda: a_pdf(2), "chữ"),
    "truncated DOCX": ("a.docx", lambda: a_docx(TASKS)[:-300], "tệp nén hỏng"),
    "zip bomb": ("a.docx", lambda: with_part(a_docx(TASKS), "word/media/a.bin", bytes(limits.RATIO_FROM + 1)), "treo máy"),
    "zip bomb in the text": ("a.docx", deep_docx, "treo máy"),
    "English": ("a.docx", lambda: in_table("PLAN", ENGLISH), "tiếng Việt"),
    "TCVN3": ("a.docx", lambda: in_table("KÕ ho¹ch", TCVN3), "TCVN3"),
    "VNI": ("a.docx", lambda: in_table("Keá hoaïch", VNI), "VNI"),
    "mojibake": ("a.txt", lambda: (MOJIBAKE + "\n").encode() * 5, "vỡ mã"),
    "picture": ("a.png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(64), "ảnh"),
    "Word 97": ("a.doc", lambda: OLE + "WordDocument".encode("utf-16-le"), "Word kiểu cũ"),
    "password": ("a.docx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "có mật khẩu"),
    "no table": ("a.docx", lambda: a_docx(), "không đọc được bảng nào"),
    "text without a table": ("a.txt", lambda: "\n".join(HEAD).encode(), "không đọc được bảng nào"),
    "workbook without a table": ("a.xlsx", lambda: workbook([["Ủy ban nhân dân xã"]]), "không đọc được bảng nào"),
}


def workbook(rows: list[list[object]]) -> bytes:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("what", DOCUMENTS)
def test_a_document_that_is_none_is_refused(collection: Collection, tmp_path: Path, what: str) -> None:
    """The sentence begins with the file and says what was found."""
    name, data, words = DOCUMENTS[what]
    (tmp_path / name).write_bytes(data())
    said = refusal(collection, tmp_path / name, "--plan", PLAN_ID)
    assert said.startswith(f"{name}: ") and words in said


def test_what_is_no_file_is_refused(collection: Collection, tmp_path: Path) -> None:
    """A folder, a name without a file, a pipe."""
    assert "một thư mục" in refusal(collection, tmp_path, "--plan", PLAN_ID)
    assert "không có tệp này" in refusal(collection, tmp_path / "khong-co.pdf", "--plan", PLAN_ID)
    assert "thiết bị" in refusal(collection, "/dev/null", "--plan", PLAN_ID)


def test_a_file_without_the_right_to_read_is_refused(collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Said as such; the superuser may read everything, so opening is made to fail."""
    document = word_file(tmp_path / "a.docx", TASKS)
    monkeypatch.setenv("COLLECTION_ROOT", str(collection.root))

    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", lambda self, *rest, **more: forbidden() if self == document else open(self, *rest, **more))
    assert command.main([str(document), "--plan", PLAN_ID]) == 2
    assert "tệp không cho phép đọc" in capsys.readouterr().err


def test_a_file_that_changes_is_refused(collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Somebody still copies or types."""
    document, stat = word_file(tmp_path / "a.docx", TASKS), os.fstat
    monkeypatch.setenv("COLLECTION_ROOT", str(collection.root))

    def growing(number: int) -> os.stat_result:
        with document.open("ab") as file:
            file.write(b"x")
        return stat(number)

    held = state(collection.root)
    monkeypatch.setattr(opening.os, "fstat", growing)
    assert command.main([str(document), "--plan", PLAN_ID]) == 2
    assert "bị sửa trong lúc đọc" in capsys.readouterr().err and state(collection.root) == held


# Plans and folders


@pytest.mark.parametrize(
    "plan_id, words",
    [
        ("khcn-2026", "cần <tỉnh>/<xã>-<mã xã>/<kế hoạch>"),
        ("son-la/song-ma-04168/Kế hoạch 2026", "cần <tỉnh>/<xã>-<mã xã>/<kế hoạch>"),
        ("son-la/song-ma-99999/khcn-2026", "gần nhất: song-ma-04168"),
        ("hoang-sa/song-ma-04168/khcn-2026", "không có tỉnh"),
        ("../../../etc", "cần"),
        ("", "cần"),
    ],
)
def test_a_wrong_plan_is_refused(collection: Collection, tmp_path: Path, plan_id: str, words: str) -> None:
    """Before the document is read."""
    assert words in refusal(collection, word_file(tmp_path / "a.docx", TASKS), "--plan", plan_id)


def test_folders_that_hold_something_are_kept(collection: Collection, tmp_path: Path) -> None:
    """Edits of people, folders of something else, and data/plans itself."""
    document = word_file(tmp_path / "a.docx", TASKS)
    assert "thư mục trong data/plans" in refusal(collection, document, "--plan", PLAN_ID, "--out", collection.plans / "x")
    other = tmp_path / "anh"
    other.mkdir()
    (other / "1.jpg").write_bytes(b"1")
    assert "thư mục có tệp khác" in refusal(collection, document, "--plan", PLAN_ID, "--out", other)
    assert run(collection, document, "--plan", PLAN_ID).returncode == 0
    collection.edit(f"{PLAN_ID}/tasks.csv", 2, name="Tên do người sửa")
    assert run(collection, document, "--plan", PLAN_ID).returncode == 2  # the review page now tells the difference
    assert "“Tên do người sửa”" in refusal(collection, document, "--plan", PLAN_ID)


def test_a_folder_that_cannot_be_written_is_told(collection: Collection, tmp_path: Path) -> None:
    """A file in the way, a system that makes no folders, a disk without room; what was begun is taken away again."""
    document = word_file(tmp_path / "a.docx", TASKS)
    (tmp_path / "tep").write_bytes(b"")
    assert "không ghi được" in refusal(collection, document, "--plan", PLAN_ID, "--out", tmp_path / "tep/x")
    assert "không ghi được" in refusal(collection, document, "--plan", PLAN_ID, "--out", "/proc/ke-hoach")

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))

    assert "không ghi được" in refusal(collection, document, "--plan", PLAN_ID, before=full)
    held = state(tmp_path)
    assert "không ghi được" in refusal(collection, document, "--plan", PLAN_ID, "--out", tmp_path / "a/b", before=full)
    assert state(tmp_path) == held


def test_a_reader_of_the_output_that_went_away_is_no_error(collection: Collection, tmp_path: Path) -> None:
    """`python -m scripts.ingest … | head`: the draft is written, and nothing is said of a full disk."""
    path = word_file(tmp_path / "ke-hoach.docx", TASKS)
    read_end, write_end = os.pipe()
    os.close(read_end)
    with os.fdopen(write_end, "w") as gone:
        done = subprocess.run(
            [sys.executable, "-m", "scripts.ingest", str(path), "--plan", PLAN_ID, "--out", str(tmp_path / "nhap")], cwd=ROOT, env=ENVELOPE | {"COLLECTION_ROOT": str(collection.root)},
            stdout=gone, stderr=subprocess.PIPE, text=True, timeout=SECONDS,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "nhap" / "tasks.csv").is_file()


@pytest.fixture
def interruptible() -> Iterator[None]:
    """A shell that starts the tests in the background has them ignore Ctrl+C, and every program they start too."""
    held = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, held)


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_leaves_nothing(collection: Collection, tmp_path: Path) -> None:
    """A real signal in the middle of a real run: one sentence, no folder."""
    rows = (TASKS[0], *((str(number), f"Tổ chức lớp học số {number}", "Phòng Kinh tế", "Tháng 6/2026") for number in range(1, 400)))
    document, held = word_file(tmp_path / "a.docx", rows), state(collection.root)
    program = (
        "import os, signal, sys, threading; from scripts.ingest.__main__ import main; "
        "threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start(); sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(document), "--plan", PLAN_ID], cwd=ROOT, env=ENVELOPE | {"COLLECTION_ROOT": str(collection.root)},
        capture_output=True, text=True, timeout=SECONDS,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "Đã dừng theo yêu cầu; chưa ghi gì.\n")
    assert state(collection.root) == held


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_while_the_program_loads_is_told_in_a_sentence(collection: Collection) -> None:
    """Loading takes a second: a signal in that second must not show a traceback."""
    program = (
        "import signal, sys, runpy; finder = type('Stop', (), {'find_spec': lambda self, name, path=None, target=None: "
        "signal.raise_signal(signal.SIGINT) if name == 'scripts.ingest.pipeline' else None})(); sys.meta_path.insert(0, finder); "
        "sys.argv = ['ingest', 'a.docx', '--plan', 'x']; runpy.run_module('scripts.ingest', run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=ENVELOPE, capture_output=True, text=True, timeout=SECONDS)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "Đã dừng theo yêu cầu; chưa ghi gì.\n")


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("step", ["write_file", "write_folder"])
def test_ctrl_c_while_writing_leaves_nothing(collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], step: str) -> None:
    """Neither half a folder nor the review page of a plan that is not there."""
    document, held = word_file(tmp_path / "a.docx", TASKS), state(collection.root)
    monkeypatch.setenv("COLLECTION_ROOT", str(collection.root))
    real = getattr(writing, step)

    def stopped(*arguments: object) -> None:
        if step == "write_folder":
            monkeypatch.setattr(writing.os, "rename", lambda *_: signal.raise_signal(signal.SIGINT))
        else:
            monkeypatch.setattr(writing.os, "replace", lambda *_: signal.raise_signal(signal.SIGINT))
        real(*arguments)

    monkeypatch.setattr(writing, step, stopped)
    assert command.main([str(document), "--plan", PLAN_ID]) == 2
    assert capsys.readouterr().err == "Đã dừng theo yêu cầu; chưa ghi gì.\n" and state(collection.root) == held


# Text that means harm

HOSTILE = ('=1+1', '=HYPERLINK("http://x","y")', "<script>alert(1)</script>", "\u202eđảo\u202c ngược", "@SUM(A1)", "{{ 7*7 }}")


def hostile_rows(texts: tuple[str, ...]) -> list[list[str]]:
    return [["STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì"], *([str(number), text, "Phòng Kinh tế"] for number, text in enumerate(texts, start=1))]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def text_file(rows: list[list[str]]) -> bytes:
    lines = [*HEAD, "Phụ lục 1", "DANH MỤC NHIỆM VỤ NĂM 2026", *("  ".join(row) for row in rows)]
    return "\n".join(lines).encode()


@pytest.mark.parametrize("kind", ["docx", "xlsx", "txt"])
def test_hostile_cells_stay_text(collection: Collection, tmp_path: Path, kind: str) -> None:
    """Whoever opens the tables in a spreadsheet or the review page runs nothing: what could run is asked about, and shown as text."""
    rows = hostile_rows(HOSTILE)
    makers = {"docx": lambda: a_docx(rows), "xlsx": lambda: workbook([*([line] for line in HEAD), *rows]), "txt": lambda: text_file(rows)}
    (tmp_path / f"a.{kind}").write_bytes(makers[kind]())
    out = tmp_path / "nhap"
    done = run(collection, tmp_path / f"a.{kind}", "--plan", PLAN_ID, "--out", out)
    if kind == "txt" and done.returncode == 2:
        assert "Traceback" not in done.stderr and not out.exists()
        return
    assert done.returncode == 0, done.stderr
    review, page = rows_of(out / "review.csv"), (out / "review.html").read_text("utf-8")
    asked = {row["row_id"].split(":")[0] for row in review}
    for row in rows_of(out / "tasks.csv"):
        assert not row["name"].startswith(("=", "@")) or row["task_id"] in asked
    assert not [cell for row in review for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    assert "<script" not in page and "\u202e" not in page and "onerror" not in page
    assert "\u202e" not in done.stdout


@pytest.mark.parametrize("kind", ["docx", "xlsx", "txt"])
def test_a_cell_of_a_million_letters_is_bounded(collection: Collection, tmp_path: Path, kind: str) -> None:
    """Read or refused, in time; the page for review can still be opened."""
    rows = hostile_rows(("Tổ chức lớp " * 2_700 if kind == "xlsx" else "Tổ chức lớp " * 83_000, "Lắp đặt"))
    makers = {"docx": lambda: a_docx(rows), "xlsx": lambda: workbook([*([line] for line in HEAD), *rows]), "txt": lambda: text_file(rows)}
    (tmp_path / f"a.{kind}").write_bytes(makers[kind]())
    done = run(collection, tmp_path / f"a.{kind}", "--plan", PLAN_ID, "--out", tmp_path / "nhap")
    assert done.returncode in (0, 2) and "Traceback" not in done.stderr, done.stderr
    if done.returncode == 0:
        assert (tmp_path / "nhap/review.html").stat().st_size < 30_000_000


def test_the_help_states_the_bounds(collection: Collection) -> None:
    """A maintainer need not read the code."""
    done = run(collection, "--help")
    assert done.returncode == 0 and " ".join(limits.HELP.split()) in " ".join(done.stdout.split())
