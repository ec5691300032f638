"""Reading a CSV file as written: nothing guessed, nothing lost, every oddity of form recorded; and writing one."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.csv_files import CsvFile, csv_text, read

COLUMNS = ["code", "name", "note"]


@pytest.fixture
def reading(tmp_path: Path):
    """Read these bytes as a table of three columns."""

    def reading(raw: bytes) -> CsvFile:
        (tmp_path / "t.csv").write_bytes(raw)
        return read(tmp_path / "t.csv", "data/t.csv", "t", COLUMNS)

    return reading


def test_cells_are_text_as_written(reading) -> None:
    """Leading zeros, spaces, decimal commas, empty cells and quoted line breaks come through untouched."""
    file = reading('code,name,note\n04168, Sông Mã ,"0,23"\n,"a ""b""\nc",\n'.encode())
    assert file.rows == [
        {"code": "04168", "name": " Sông Mã ", "note": "0,23"},
        {"code": "", "name": 'a "b"\nc', "note": ""},
    ]
    assert [row.number for row in file.rows] == [2, 3]
    assert (file.path, file.table, file.header) == ("data/t.csv", "t", COLUMNS)
    assert (file.exists, file.final_newline, file.carriage_returns, file.byte_order_mark) == (True, True, False, False)
    assert (file.delimiter, file.undecodable, file.unreadable, file.uneven_rows, file.blank_rows) == (",", "", "", [], [])
    assert not file.lost


def test_rows_are_numbered_as_a_spreadsheet_shows_them(reading) -> None:
    """The header is row 1, blank rows count, a cell of two lines is one row."""
    file = reading(b'code,name,note\n1,"a\nb",\n\n2,c,\n,,\n3,d,\n')
    assert [(row.number, row["code"]) for row in file.rows] == [(2, "1"), (4, "2"), (6, "3")]
    assert file.blank_rows == [3, 5]


@pytest.mark.parametrize("mark, delimiter", [(b";", ";"), (b"\t", "\t"), (b"|", "|")])
def test_another_delimiter_is_seen_in_the_header(reading, mark: bytes, delimiter: str) -> None:
    """Commas inside cells do not mislead."""
    file = reading(b"code;name;note\n1;a, b, c;\n".replace(b";", mark))
    assert file.delimiter == delimiter
    assert file.rows == [{"code": "1", "name": "a, b, c", "note": ""}]


def test_form_of_windows_is_recorded_and_read_through(reading) -> None:
    """A byte order mark is no part of the first column's name, CRLF no part of the last cell."""
    file = reading(b"\xef\xbb\xbfcode,name,note\r\n1,a,b\r\n")
    assert (file.byte_order_mark, file.carriage_returns, file.final_newline) == (True, True, True)
    assert file.header == COLUMNS
    assert file.rows == [{"code": "1", "name": "a", "note": "b"}]


def test_missing_last_newline_is_recorded(reading) -> None:
    """The last row is there all the same."""
    file = reading(b"code,name,note\n1,a,b")
    assert not file.final_newline
    assert file.rows == [{"code": "1", "name": "a", "note": "b"}]


def test_columns_go_by_name(reading) -> None:
    """Moved columns are put right, lacking ones are empty, unknown ones are kept out of the rows but in the header."""
    file = reading(b"name,code,extra\na,1,x\n")
    assert file.rows == [{"code": "1", "name": "a", "note": ""}]
    assert (file.header, file.missing_columns, file.known_columns) == (["name", "code", "extra"], ["note"], ["code", "name"])


def test_uneven_rows_are_counted(reading) -> None:
    """A row keeps the cells it has; the count says what is wrong."""
    file = reading(b"code,name,note\n1,a\n2,b,c,d\n")
    assert file.uneven_rows == [(2, 2), (3, 4)]
    assert file.rows == [{"code": "1", "name": "a", "note": ""}, {"code": "2", "name": "b", "note": "c"}]


@pytest.mark.parametrize(
    "raw, line, rows",
    [(b'code,name,note\n1,a,\n2,"b,\n3,c,\n', 4, 1), (b'code,name,note\n1,"a"b,\n', 2, 0), (b'"code,name,note\n1,a,\n', 2, 0)],
    ids=["never closed", "closed in the middle", "in the header"],
)
def test_broken_quotes_end_the_reading_and_lose_rows(reading, raw: bytes, line: int, rows: int) -> None:
    """Rows before the fault are kept; the line where reading ended is named."""
    file = reading(raw)
    assert file.unreadable.startswith(f"{line}: ")
    assert len(file.rows) == rows
    assert file.lost


@pytest.mark.parametrize(
    "raw, byte", [("Đà\n".encode("cp1258"), "byte 0xD0"), ("mã".encode("utf-16"), "UTF-16")], ids=["cp1258", "utf-16"]
)
def test_another_encoding_is_not_guessed(reading, raw: bytes, byte: str) -> None:
    """No row is read, and the first byte that is no UTF-8 is named."""
    file = reading(raw)
    assert (file.undecodable, file.rows, file.lost) == (byte, [], True)


def test_an_empty_file_has_no_columns(reading) -> None:
    """Nothing was read, nothing raises."""
    file = reading(b"")
    assert (file.header, file.rows, file.final_newline, file.missing_columns) == ([], [], False, COLUMNS)


def test_a_nul_byte_is_a_character(reading) -> None:
    """It does not end the reading: a rule about cells reports it."""
    assert reading(b"code,name,note\n1,a\x00b,\n").rows[0]["name"] == "a\x00b"


def test_a_missing_file_has_no_rows(tmp_path: Path) -> None:
    """It is said to be missing, and can be asked all the same."""
    file = read(tmp_path / "t.csv", "data/t.csv", "t", COLUMNS)
    assert (file.exists, file.unopened, file.rows, file.header, file.lost) == (False, "", [], [], True)


def test_a_directory_in_its_place_is_no_table(tmp_path: Path) -> None:
    """Whatever keeps a file from being opened is told apart from its absence."""
    (tmp_path / "t.csv").mkdir()
    file = read(tmp_path / "t.csv", "data/t.csv", "t", COLUMNS)
    assert (file.exists, file.unopened, file.lost) == (False, "Is a directory", True)


def test_written_text_reads_back_the_same(reading) -> None:
    """Commas, quotes, line breaks and spaces survive; quotes stand only where they are needed."""
    rows = [{"code": "04168", "name": 'Đặng "Ế", x', "note": ""}, {"code": "2", "name": " a\nb", "note": "0,23"}]
    text = csv_text(COLUMNS, rows)
    assert text == 'code,name,note\n04168,"Đặng ""Ế"", x",\n2," a\nb","0,23"\n'
    assert reading(text.encode()).rows == rows
    assert csv_text(COLUMNS, []) == "code,name,note\n"
