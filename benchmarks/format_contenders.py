"""Who writes the downloads: our writers, and for each format libraries that do nothing else. Each in a process of its own.

`python -m benchmarks.format_contenders NAME INPUT OUTPUT`; the input is that of format_input, the output a new folder.

Everyone reads the same CSV files, in the way that suits them best, and writes every table with the types of its schema where
the format has types. The others check nothing, hold whole tables in memory, and know neither keys nor search.
"""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from scripts import dataset_names
from scripts.datasets import FORMATS, Dataset
from scripts.downloads.base import Table
from scripts.downloads.dataset_files import table_of, write_dataset
from scripts.downloads.rows import RowsOf, rows_of_written
from scripts.edition import Edition
from scripts.paths import Layout
from scripts.plans import load_reference
from scripts.tables import schemas

NOWHERE = Edition(None, "", "", "")
VERSION = "1.0.0"
ALL = "all"
Contender = Callable[[Path, Path], None]


def tables() -> list[Table]:
    return [table_of(name) for name in schemas()]


def path_of(source: Path, table: Table) -> str:
    return str(source / f"{table.name}.csv")


def cells(source: Path, table: Table) -> Iterator[list[str]]:
    with open(path_of(source, table), encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        yield from reader


# Ours


def write(dataset: Dataset, rows_of: RowsOf, target: Path, forms: list[str]) -> None:
    """These formats of a dataset in one pass, as the site's build writes them but for the wide tables."""
    from scripts.downloads.views import views
    from scripts.downloads.xlsx_cover import cover_of
    from scripts.downloads.xlsx_writer import XlsxWriter

    cover = cover_of(dataset, NOWHERE, VERSION)
    makers = {"xlsx": lambda path: XlsxWriter(path, cover)}
    write_dataset(dataset, rows_of, load_reference(Layout()), target, NOWHERE, version=VERSION, views=views, makers=makers, formats=forms)


def ours(*forms: str) -> Contender:
    def run(source: Path, target: Path) -> None:
        dataset = dataset_names.of_collection([row[0] for row in cells(source, table_of("plans"))])
        write(dataset, rows_of_written(source.parent, [source.name]), target, list(forms))

    return run


def read(source: Path, target: Path) -> None:
    """What our way of reading costs by itself."""
    for table in tables():
        for _row in cells(source, table):
            pass


def read_typed(source: Path, target: Path) -> None:
    """Reading, and every cell checked and made a value of its type: what each of our formats begins with."""
    ours()(source, target)


# Polars, Arrow, DuckDB


def frame(source: Path, table: Table, days: bool = True) -> Any:
    """A table as a data frame of Polars; `days` for formats that have dates, in others they are text."""
    import polars as pl

    known = {"integer": pl.Int64, "number": pl.Float64}
    read = pl.read_csv(path_of(source, table), schema={column: known.get(kind, pl.String) for column, kind in zip(table.columns, table.types)})
    made = [pl.col(column).str.to_date() for column, kind in zip(table.columns, table.types) if days and kind == "date"]
    made += [
        pl.col(column).str.to_datetime("%Y-%m-%dT%H:%M:%S%z", time_zone="UTC").dt.convert_time_zone("Asia/Ho_Chi_Minh")
        for column, kind in zip(table.columns, table.types) if days and kind == "datetime"
    ]  # fmt: skip
    return read.with_columns(made) if made else read


def polars_csv(source: Path, target: Path) -> None:
    import polars as pl

    for table in tables():
        pl.read_csv(path_of(source, table), infer_schema=False).write_csv(target / f"{table.name}.csv")


def polars_ndjson(source: Path, target: Path) -> None:
    for table in tables():
        frame(source, table, days=False).write_ndjson(target / f"{table.name}.ndjson")


def polars_json(source: Path, target: Path) -> None:
    with open(target / "all.json", "wb") as out:
        for table in tables():
            out.write(f'{"," if out.tell() else "{"}"{table.name}":'.encode())
            frame(source, table, days=False).write_json(out)
        out.write(b"}")


def orjson_json(source: Path, target: Path) -> None:
    import orjson

    (target / "all.json").write_bytes(orjson.dumps({table.name: frame(source, table, days=False).to_dicts() for table in tables()}))


def polars_parquet(source: Path, target: Path) -> None:
    for table in tables():
        frame(source, table).write_parquet(target / f"{table.name}.parquet", compression="zstd")


def arrow_table(source: Path, table: Table) -> Any:
    from pyarrow import csv as arrow_csv

    from scripts.downloads.parquet_writer import TYPES

    types = {column: TYPES[kind] for column, kind in zip(table.columns, table.types)}
    convert = arrow_csv.ConvertOptions(column_types=types, strings_can_be_null=True, null_values=[""])
    return arrow_csv.read_csv(path_of(source, table), parse_options=arrow_csv.ParseOptions(newlines_in_values=True), convert_options=convert)


def arrow_csv(source: Path, target: Path) -> None:
    from pyarrow import csv as arrow_csv

    for table in tables():
        arrow_csv.write_csv(arrow_table(source, table), target / f"{table.name}.csv", arrow_csv.WriteOptions(quoting_style="needed"))


def arrow_parquet(source: Path, target: Path) -> None:
    from pyarrow import parquet

    for table in tables():
        parquet.write_table(arrow_table(source, table), target / f"{table.name}.parquet", compression="zstd")


def duck(options: str, suffix: str, days: bool = False) -> Contender:
    def run(source: Path, target: Path) -> None:
        import duckdb

        connection = duckdb.connect()
        known = {"integer": "BIGINT", "number": "DOUBLE"} | ({"date": "DATE", "datetime": "TIMESTAMPTZ"} if days else {})
        for table in tables():
            types = "{" + ", ".join(f"'{column}': '{known.get(kind, 'VARCHAR')}'" for column, kind in zip(table.columns, table.types)) + "}"
            read = f"read_csv('{path_of(source, table)}', auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', columns = {types})"
            connection.sql(f"COPY (FROM {read}) TO '{target / table.name}{suffix}' ({options})")

    return run


# SQLite


def sqlite(create: Callable[[Table], list[str]]) -> Contender:
    """Every table in one transaction, safe against nothing; the types of the columns make numbers of their cells."""

    def run(source: Path, target: Path) -> None:
        import sqlite3

        with closing(sqlite3.connect(target / "all.sqlite", isolation_level=None)) as database:
            for setting in ("journal_mode = OFF", "synchronous = OFF"):
                database.execute(f"PRAGMA {setting}")
            database.execute("BEGIN")
            for table in tables():
                first, *after = create(table)
                database.execute(first)
                insert = f'INSERT INTO "{table.name}" VALUES ({", ".join("?" * len(table.columns))})'
                database.executemany(insert, ([cell or None for cell in row] for row in cells(source, table)))
                for statement in after:
                    database.execute(statement)
            database.execute("COMMIT")

    return run


def bare(table: Table) -> list[str]:
    from scripts.downloads.sqlite_tables import TYPES, quoted

    columns = ", ".join(f"{quoted(column)} {TYPES[kind]}" for column, kind in zip(table.columns, table.types))
    return [f"CREATE TABLE {quoted(table.name)} ({columns})"]


def keyed(table: Table) -> list[str]:
    from scripts.downloads.sqlite_tables import create_table, indexes

    return [create_table(table, list(schemas())), *indexes(table, list(schemas()))]


# Zip


def zip_module(source: Path, target: Path) -> None:
    import zipfile

    with zipfile.ZipFile(target / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for table in tables():
            archive.write(path_of(source, table), f"data/{table.name}.csv")


def zip_command(source: Path, target: Path) -> None:
    subprocess.run(["zip", "-q", "-6", "-j", str(target / "all.zip"), *(path_of(source, table) for table in tables())], check=True)


# Excel


def rust_xlsx(source: Path, target: Path) -> None:
    from rustpy_xlsxwriter import write_worksheets

    write_worksheets([(table.name, frame(source, table)) for table in tables()], str(target / "all.xlsx"))


def xlsxwriter(source: Path, target: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(target / "all.xlsx"), {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "remove_timezone": True,
    })  # fmt: skip
    formats = {"date": book.add_format({"num_format": "yyyy-mm-dd"}), "datetime": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})}
    for table in tables():
        sheet = book.add_worksheet(table.name)
        sheet.write_row(0, 0, table.columns)
        ways = [
            {"integer": sheet.write_number, "number": sheet.write_number, "date": sheet.write_datetime, "datetime": sheet.write_datetime}
            .get(kind, sheet.write_string) for kind in table.types
        ]  # fmt: skip
        looks = [formats.get(kind) for kind in table.types]
        for number, row in enumerate(frame(source, table).iter_rows(), 1):
            for at, value in enumerate(row):
                if value is not None:
                    ways[at](number, at, value, looks[at])
    book.close()


PEERS: dict[str, dict[str, Contender]] = {
    "csv": {"polars": polars_csv, "pyarrow": arrow_csv, "duckdb": duck("FORMAT csv", ".csv")},
    "ndjson": {"polars": polars_ndjson, "duckdb": duck("FORMAT json", ".ndjson")},
    "json": {"polars": polars_json, "orjson": orjson_json, "duckdb": duck("FORMAT json, ARRAY true", ".json")},
    "parquet": {"polars": polars_parquet, "pyarrow": arrow_parquet, "duckdb": duck("FORMAT parquet, COMPRESSION zstd", ".parquet", days=True)},
    "sqlite": {"sqlite3": sqlite(bare), "sqlite3 + khóa": sqlite(keyed)},
    "zip": {"zipfile": zip_module, "zip -6": zip_command},
    "xlsx": {"rustpy-xlsxwriter": rust_xlsx, "XlsxWriter": xlsxwriter},
}
CONTENDERS: dict[str, Contender] = {
    "read": read, "read typed": read_typed, ALL: ours(*(form.name for form in FORMATS)),
    **{form.name: ours(form.name) for form in FORMATS},
    **{f"{form}: {name}": run for form, peers in PEERS.items() for name, run in peers.items()},
}  # fmt: skip


if __name__ == "__main__":
    Path(sys.argv[3]).mkdir(parents=True)
    CONTENDERS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
