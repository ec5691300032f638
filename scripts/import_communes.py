"""Import the provinces, the communes and the units they were made from into data/reference.

`python -m scripts.import_communes [--check]`; needs the development dependency vietnamadminunits.

The package is the source; two tables that people edit mend it: commune_changes (a commune that is something
else today) and commune_predecessor_corrections (a former unit that the package gave to the wrong commune).
A row of theirs that matches nothing is a fault, and a fault leaves every file as it was.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from . import csv_files
from .admin_units import CHANGES, CORRECTIONS, Source, reference_tables
from .csv_files import csv_text
from .paths import Layout, current_layout
from .tables import schemas

PACKAGE = "vietnamadminunits"
VERSION = "1.0.4"


def read_source() -> Source:
    """Read the package's files without importing it: its modules load geometry and geocoding libraries."""
    package = distribution(PACKAGE)
    if package.version != VERSION:
        raise ValueError(f"cần {PACKAGE} {VERSION}, đang cài bản {package.version}")
    data = Path(str(package.locate_file(PACKAGE))) / "data"
    connection = sqlite3.connect(f"{(data / 'dataset.db').as_uri()}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    try:
        units = [dict(row) for row in connection.execute("SELECT * FROM admin_units")]
        legacy = [dict(row) for row in connection.execute("SELECT * FROM admin_units_legacy")]
    finally:
        connection.close()
    return Source(units, legacy, json.loads((data / "converter_2025.json").read_text("utf-8")))


def _edited(layout: Layout, table: str) -> list[dict[str, str]]:
    path = layout.reference / f"{table}.csv"
    file = csv_files.read(path, layout.relative(path), table, schemas()[table].columns)
    if not file.exists or file.header != file.columns:
        raise ValueError(f"{file.path}: thiếu tệp hoặc sai tên cột")
    return list(file.rows)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Nhập danh mục tỉnh, xã và các đơn vị cũ.")
    parser.add_argument("--check", action="store_true", help="không ghi, chỉ báo tệp nào khác nguồn")
    check = parser.parse_args(arguments).check
    layout = current_layout()
    try:
        made, faults = reference_tables(read_source(), _edited(layout, CHANGES), _edited(layout, CORRECTIONS))
    except PackageNotFoundError:
        made, faults = {}, [f"chưa cài {PACKAGE} {VERSION} (requirements-dev.txt)"]
    except ValueError as error:
        made, faults = {}, [str(error)]
    for table, rows in made.items():
        path = layout.reference / f"{table}.csv"
        text = csv_text(schemas()[table].columns, rows)
        if not check:
            path.write_bytes(text.encode())
            print(f"{layout.relative(path)}: {len(rows)} dòng")
        elif not path.exists() or path.read_bytes() != text.encode():
            faults.append(f"{layout.relative(path)} khác nguồn; chạy python -m scripts.import_communes")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
