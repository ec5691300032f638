"""What spreadsheets, editors and hasty hands do to the form of a file."""

from __future__ import annotations

from collection_support import SONG_MA, THUAN_CHAU, Cells, Collection, windows_1258

from .fault import fault, in_bytes, in_cells

DOCUMENTS = f"{SONG_MA}/issued_documents.csv"
LINES = f"{SONG_MA}/budget_lines.csv"
TARGETS = f"{THUAN_CHAU}/targets.csv"
TASKS = f"{THUAN_CHAU}/tasks.csv"
AGENCIES = f"{THUAN_CHAU}/target_agencies.csv"


def with_column(cells: Cells, name: str) -> Cells:
    return [cells[0] + [name], *(row + [""] for row in cells[1:])]


def without_column(cells: Cells, name: str) -> Cells:
    at = cells[0].index(name)
    return [row[:at] + row[at + 1 :] for row in cells]


def first_column_last(cells: Cells) -> Cells:
    return [row[1:] + row[:1] for row in cells]


def in_line(number: int, old: bytes, new: bytes):
    """Replace text once in one line of the file."""

    def change(raw: bytes) -> bytes:
        lines = raw.split(b"\n")
        assert old in lines[number - 1]
        lines[number - 1] = lines[number - 1].replace(old, new, 1)
        return b"\n".join(lines)

    return change


def insert_line(number: int, line: bytes):
    def change(raw: bytes) -> bytes:
        lines = raw.split(b"\n")
        return b"\n".join(lines[: number - 1] + [line] + lines[number - 1 :])

    return change


def add_word_file(collection: Collection) -> None:
    collection.path(f"{SONG_MA}/Ke hoach.docx").write_bytes(b"PK")


FAULTS = [
    fault("missing-table", "the file was deleted", f"{SONG_MA}/tasks.csv", 0, "",
          lambda c: c.path(f"{SONG_MA}/tasks.csv").unlink()),
    fault("missing-table", "the parts of the source are gone", f"{SONG_MA}/source_parts.csv", 0, "",
          lambda c: c.path(f"{SONG_MA}/source_parts.csv").unlink()),
    fault("missing-table", "the list of bodies is gone", AGENCIES, 0, "", lambda c: c.path(AGENCIES).unlink()),
    fault("missing-table", "a reference table was deleted", "commune_changes.csv", 0, "",
          lambda c: c.path("commune_changes.csv").unlink()),
    fault("not-utf8", "a table with child tables, saved in the old Vietnamese code page", TARGETS, 0, "",
          in_bytes(TARGETS, windows_1258)),
    fault("byte-order-mark", "saved as CSV UTF-8 by Excel", TARGETS, 1, "",
          in_bytes(TARGETS, lambda raw: b"\xef\xbb\xbf" + raw)),
    fault("wrong-delimiter", "saved by Excel with Vietnamese settings", AGENCIES, 1, "",
          lambda c: c.write(AGENCIES, c.cells(AGENCIES), ";")),
    fault("wrong-delimiter", "pasted from a spreadsheet", AGENCIES, 1, "",
          lambda c: c.write(AGENCIES, c.cells(AGENCIES), "\t")),
    fault("carriage-return", "saved on Windows", TASKS, 0, "", in_bytes(TASKS, lambda raw: raw.replace(b"\n", b"\r\n"))),
    fault("missing-final-newline", "the last line was typed without Enter", LINES, 0, "",
          in_bytes(LINES, lambda raw: raw.rstrip(b"\n"))),
    fault("broken-quotes", "a quotation mark that never closes", DOCUMENTS, 44, "",
          in_bytes(DOCUMENTS, in_line(44, "V/v đăng kí".encode(), '"V/v đăng kí'.encode()))),
    fault("broken-quotes", "a quotation mark in a quoted cell that was not doubled", DOCUMENTS, 37, "",
          in_bytes(DOCUMENTS, in_line(37, "phối hợp".encode(), 'phối "hợp"'.encode()))),
    fault("broken-quotes", "a quotation mark in a table whose amounts are summed", LINES, 13, "",
          in_bytes(LINES, in_line(13, b'"Chi mua', b'"Chi "mua'))),
    fault("unknown-column", "a column of remarks", DOCUMENTS, 1, "ghi_chu",
          in_cells(DOCUMENTS, lambda cells: with_column(cells, "ghi_chu"))),
    fault("unknown-column", "a column twice", DOCUMENTS, 1, "name",
          in_cells(DOCUMENTS, lambda cells: [row + [row[6]] for row in cells])),
    fault("missing-column", "a column that held nothing was deleted", TASKS, 1, "note_text",
          in_cells(TASKS, lambda cells: without_column(cells, "note_text"))),
    fault("missing-column", "a required column was deleted", TASKS, 1, "reading",
          in_cells(TASKS, lambda cells: without_column(cells, "reading"))),
    fault("column-order", "columns were moved", AGENCIES, 1, "", in_cells(AGENCIES, first_column_last)),
    fault("cell-count", "a comma too many", LINES, 5, "", in_bytes(LINES, in_line(5, b",975,975", b",975,975,"))),
    fault("cell-count", "the last comma is missing", f"{SONG_MA}/sources.csv", 2, "",
          in_bytes(f"{SONG_MA}/sources.csv", in_line(2, b",,,,,", b",,,,"))),
    fault("blank-row", "an empty line between rows", LINES, 5, "", in_bytes(LINES, insert_line(5, b""))),
    fault("blank-row", "a row of empty cells, left by a spreadsheet", LINES, 32, "",
          in_bytes(LINES, lambda raw: raw + b"," * 11 + b"\n")),
    fault("stray-file", "the document itself lies in the folder", f"{SONG_MA}/Ke hoach.docx", 0, "", add_word_file),
]  # fmt: skip
