"""The committed CSV in the tools that people open it with: csvkit and pandas see the same columns, rows and text as we do."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas
import pytest
from csvkit.cli import CSVKitUtility
from csvkit.utilities.csvcut import CSVCut
from csvkit.utilities.csvlook import CSVLook
from csvkit.utilities.csvstat import CSVStat

from scripts.paths import ROOT, Layout
from scripts.tables import schemas

# Files of a few long texts give its guess too little to go by; then it takes the comma, which is right.
pytestmark = pytest.mark.filterwarnings("ignore:Error sniffing CSV dialect:RuntimeWarning")

FILES = {path.relative_to(ROOT).as_posix(): path for path in sorted(Layout().data.rglob("*.csv"))}
EVERY_FILE = pytest.mark.parametrize("name", FILES)


def said(tool: type[CSVKitUtility], *arguments: str) -> str:
    """What the tool prints."""
    out = io.StringIO()
    tool(list(arguments), out).run()
    return out.getvalue()


def rows(path: Path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_committed_files_are_found() -> None:
    """Every plan table and every reference table is among them."""
    assert {path.stem for path in FILES.values()} == set(schemas())


@EVERY_FILE
def test_csvcut_names_the_columns_of_the_schema(name: str) -> None:
    """`csvcut -n` lists them in order: the delimiter and the encoding were recognized, and no mark sticks to the first name."""
    listed = said(CSVCut, "-n", str(FILES[name])).splitlines()
    columns = schemas()[FILES[name].stem].columns
    assert [line.strip() for line in listed] == [f"{at}: {column}" for at, column in enumerate(columns, 1)]


@EVERY_FILE
def test_csvstat_sees_every_cell_as_text(name: str) -> None:
    """`csvstat -I` guesses no types, and with --blanks no empty cells, so each row of each column is counted."""
    found = list(csv.DictReader(io.StringIO(said(CSVStat, "-I", "--blanks", "--csv", str(FILES[name])))))
    committed = rows(FILES[name])
    assert {(row["type"], row["nonnulls"]) for row in found} == {("Text", str(len(committed)))}
    distinct = {column: len({row[column] for row in committed}) for column in schemas()[FILES[name].stem].columns}
    assert {row["column_name"]: int(row["unique"]) for row in found} == distinct


@EVERY_FILE
def test_csvstat_counts_the_rows(name: str) -> None:
    """`csvstat -I --count` agrees with the number of records, also where a cell has line breaks or quotes."""
    assert said(CSVStat, "-I", "--count", str(FILES[name])).split() == [str(len(rows(FILES[name])))]


@EVERY_FILE
def test_pandas_reads_the_very_cells(name: str) -> None:
    """With dtype=str and keep_default_na=False nothing is lost: leading zeros stay, an empty cell is empty text."""
    frame = pandas.read_csv(FILES[name], dtype=str, keep_default_na=False)
    assert list(frame.columns) == schemas()[FILES[name].stem].columns
    assert frame.to_dict("records") == rows(FILES[name])


def test_csvlook_keeps_codes() -> None:
    """`csvlook -I`, which "make look" runs, shows a code with its leading zero."""
    shown = said(CSVLook, "-I", str(Layout().reference / "provinces.csv")).splitlines()
    assert shown[0].split("|")[1].strip() == "code"
    assert shown[2].split("|")[1].strip() == "01"
