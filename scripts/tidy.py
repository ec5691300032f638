"""Repair the form of CSV files, never what they say: what spreadsheets and editors change without being asked.

`python -m scripts.tidy [PLAN_FOLDER…]` (every plan folder and reference table when none is named) mends a byte
order mark, semicolons or tabs, CRLF, a missing last newline, decomposed letters, spaces at the ends of cells,
the order of columns and blank rows. A file that could be read in more than one way is left as it is, and said.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from . import csv_files
from .checks.files import BrokenQuotes, CellCount, MissingColumn, MissingTable, NotUtf8, UnknownColumn
from .csv_files import CsvFile
from .paths import Layout, current_layout
from .plans import NoSuchPlan, named_folders, plan_folders
from .rules import FileRule
from .tables import plan_tables, reference_tables, schemas
from .text import nfc

# With one of these nobody can tell for certain which text belongs to which column.
REFUSED: tuple[FileRule, ...] = (MissingTable(), NotUtf8(), BrokenQuotes(), UnknownColumn(), MissingColumn(), CellCount())

TAB = "\t"


def tidy_cell(text: str) -> str:
    return nfc(text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def tidy_rows(file: CsvFile) -> tuple[list[dict[str, str]], list[str]]:
    """The rows in their canonical form, and in Vietnamese what had to be done to the file for it."""
    kept = []
    blank, composed, trimmed = len(file.blank_rows), 0, 0
    for row in file.rows:
        tidied = {column: tidy_cell(text) for column, text in row.items()}
        if not any(tidied.values()):
            blank += 1
            continue
        composed += sum(text != nfc(text) for text in row.values())
        trimmed += sum(text != text.strip() for text in row.values())
        kept.append(tidied)
    done = {
        "bỏ dấu BOM": file.byte_order_mark,
        f"đổi dấu phân cách {'tab' if file.delimiter == TAB else file.delimiter} thành dấu phẩy": file.delimiter != ",",
        "đổi xuống dòng CR thành LF": file.carriage_returns,
        "thêm xuống dòng cuối tệp": not file.final_newline,
        "xếp lại thứ tự cột": file.header != file.columns,
        f"bỏ {blank} dòng trống": blank,
        f"đổi {composed} ô sang chữ dựng sẵn (NFC)": composed,
        f"xóa khoảng trắng ở đầu, cuối {trimmed} ô": trimmed,
    }
    return kept, [what for what, needed in done.items() if needed]


def replace(path: Path, raw: bytes) -> None:
    """Write the whole file or nothing: a run that is cut off leaves the old file."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(raw)
        shutil.copymode(path, name)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def tidy_file(layout: Layout, path: Path) -> bool:
    """Mend one file and print what was done, or print why it cannot be mended. False in the second case."""
    table = path.stem
    file = csv_files.read(path, layout.relative(path), table, schemas()[table].columns)
    problems = [problem for rule in REFUSED for problem in rule.check_file(file)]
    for problem in problems:
        print(f"{problem.line()} — giữ nguyên tệp")
    if problems:
        return False
    rows, done = tidy_rows(file)
    raw = csv_files.csv_text(file.columns, rows).encode("utf-8")
    if raw != path.read_bytes():
        replace(path, raw)
        print(f"{file.path}: {'; '.join(done) or 'bỏ dấu ngoặc kép không cần thiết'}")
    return True


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.tidy", description="Sửa dạng tệp CSV, không đổi nội dung.")
    parser.add_argument("plans", nargs="*", metavar="PLAN_FOLDER", help="thư mục kế hoạch; bỏ trống để sửa tất cả")
    named = parser.parse_args(arguments).plans
    layout = current_layout()
    try:
        folders = named_folders(layout, named) if named else plan_folders(layout)
    except NoSuchPlan as error:
        parser.exit(1, f"{error}\n")
    paths = [folder / f"{table}.csv" for folder in folders for table in plan_tables()]
    if not named:
        paths += [layout.reference / f"{table}.csv" for table in reference_tables()]
    return 0 if all([tidy_file(layout, path) for path in paths]) else 1


if __name__ == "__main__":
    sys.exit(main())
