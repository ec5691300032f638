"""A table of more rows than a sheet of Excel holds, written by our writer and read back: `python -m benchmarks.long_sheet FILE`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from openpyxl import load_workbook

from scripts.downloads.cells import typed
from scripts.downloads.dataset_files import CHUNK, table_of
from scripts.downloads.xlsx_cover import Cover
from scripts.downloads.xlsx_writer import XlsxWriter

ROWS = 1_100_000  # a sheet holds 1,048,575 below its head
TABLE = "target_agencies"  # the narrowest one
CELLS = ["CT01", "lead", "1", "Phòng Kinh tế", "phong-kinh-te"]


def write(path: Path) -> None:
    """Rows of so many made-up plans, one each."""
    table = table_of(TABLE)
    writer = XlsxWriter(path, Cover("Bảng dài", "A long table"))
    writer.begin(table)
    for at in range(0, ROWS, CHUNK):
        writer.rows(typed(table, [[f"tinh/xa-{number % 100_000:05}/ke-hoach-{number}", *CELLS] for number in range(at, at + CHUNK)], at + 2))
    writer.end()
    writer.close()


def counted(path: Path) -> dict[str, int]:
    """Sheet -> its rows below the head, as a reader finds them; SystemExit when a row is missing, double or out of its place."""
    book = load_workbook(path, read_only=True)
    found, number = {}, 0
    for sheet in book.worksheets[1:-1]:  # between the cover and the dictionary
        rows = sheet.iter_rows(values_only=True)
        if list(next(rows)) != table_of(TABLE).columns:
            raise SystemExit(f"{sheet.title}: thiếu dòng tên cột")
        for count, row in enumerate(rows, 1):
            if not str(row[0]).endswith(f"-{number}"):
                raise SystemExit(f"{sheet.title}, dòng {count + 1}: có {row[0]}, cần kế hoạch số {number}")
            number += 1
        found[sheet.title] = count
    if number != ROWS:
        raise SystemExit(f"đọc lại được {number} dòng, cần {ROWS}")
    return found


if __name__ == "__main__":
    write(Path(sys.argv[1]))
    print(json.dumps(counted(Path(sys.argv[1]))))
