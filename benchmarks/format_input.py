"""The rows that every format is measured with: each table of a synthetic nation as one CSV file, and the reference tables beside them.

`python -m benchmarks.format_input FOLDER [--rows 700000]`
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.csv_files import csv_lines
from scripts.downloads.rows import Cells, cells_of, rows_of_written
from scripts.paths import Layout
from scripts.plans import load_reference, plan_folders, plan_id_of
from scripts.tables import plan_tables, schemas

from .nation import write_nation

ROWS = 700_000
ROWS_OF_A_PLAN = 749  # of a synthetic one, on average
COMMUNES = 3321


def size_for(rows: int) -> tuple[int, int]:
    """How many communes, and how many plans each, make about so many rows."""
    plans = max(1, round(rows / ROWS_OF_A_PLAN))
    each = -(-plans // COMMUNES)
    return min(COMMUNES, -(-plans // each)), each


def write_table(folder: Path, table: str, rows: Iterable[Cells]) -> int:
    """Write <table>.csv; returns how many rows it has."""
    count = 0
    with open(folder / f"{table}.csv", "w", encoding="utf-8", newline="") as out:
        out.write(csv_lines([schemas()[table].columns]))
        for count, cells in enumerate(rows, 1):
            out.write(csv_lines([cells]))
    return count


def write_input(folder: Path, rows: int) -> dict[str, int]:
    """Write <table>.csv for every table into the new `folder`, about so many rows of plans together; keys hold among them.

    Returns how many plans there are, how many rows of theirs and of the reference tables.
    """
    folder.mkdir(parents=True)
    with TemporaryDirectory(prefix="nation-", dir=folder.parent) as temporary:
        layout = write_nation(Path(temporary) / "nation", *size_for(rows))
        plan_ids = [plan_id_of(layout, path) for path in plan_folders(layout)]
        rows_of = rows_of_written(layout.plans, plan_ids)
        of_plans = sum(write_table(folder, table, rows_of(table)) for table in plan_tables())
    of_reference = sum(write_table(folder, table, cells_of(file)) for table, file in load_reference(Layout()).files.items())
    return {"plans": len(plan_ids), "rows": of_plans, "reference": of_reference}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.format_input", description="Ghi dữ liệu giả lập, mỗi bảng một tệp CSV.")
    parser.add_argument("folder", type=Path, help="thư mục mới")
    parser.add_argument("--rows", type=int, default=ROWS, help="khoảng bao nhiêu dòng của các kế hoạch")
    options = parser.parse_args()
    print(json.dumps(write_input(options.folder, options.rows)))


if __name__ == "__main__":
    main()
