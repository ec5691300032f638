"""A sheet that is filled row by row, whose texts come back as they went in whatever they look like."""

from __future__ import annotations

import re
import shutil
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, TextIO, cast

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

# Excel writes a control character as _x0001_. Where a text looks like such a code by itself, its underscore is written as a code;
# so it is where the code would only come about by the control character that follows.
CONTROL = "\x00-\x08\x0b-\x1f\ufffe\uffff"
LOOKS_LIKE_A_CODE = re.compile(f"_(?=x[0-9a-fA-F]{{4}}[_{CONTROL}])")
CONTROLS = re.compile(f"[{CONTROL}]")
SPECIAL = re.compile(f"[&<>{CONTROL}]|_x|^\\s|\\s$")

HELD = 2**20  # characters of the rows of one sheet


def text_cell(at: str, text: str) -> str:
    """A cell of text, at "B7" or at "B7" with a style; never a formula, a number or a link."""
    return f"<c r={at}{text_content(text)}"


def number_cell(at: str, number: str) -> str:
    return f"<c r={at}{number_content(number)}"


def text_content(text: str) -> str:
    """What follows the place of a cell of text."""
    if SPECIAL.search(text):
        text = CONTROLS.sub(lambda found: f"_x{ord(found[0]):04X}_", LOOKS_LIKE_A_CODE.sub("_x005F_", text))
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f' t="inlineStr"><is><t>{text}</t></is></c>'


def number_content(number: str) -> str:
    """What follows the place of a cell with a number."""
    return f"><v>{number}</v></c>"


class StreamedSheet(Worksheet):
    """XlsxWriter's sheet, given whole rows of ready cells. Rows wait in memory while they are few, then in a nameless file.

    XlsxWriter's own way to a cell takes four times as long, and its mode for streams changes texts: one that begins with "<r>" and
    ends with "</r>" it takes for markup and writes raw, and of two codes that share an underscore ("_x0041_x0042_") it sees the first only.
    """

    height = 0
    scratch: Path | None = None

    def __init__(self) -> None:
        super().__init__()
        self._held: list[str] = []
        self._size = 0
        self._file: TextIO | None = None

    @property
    def spilled(self) -> bool:
        """Whether rows wait outside memory."""
        return self._file is not None

    def put(self, cells: str, points: float = 0) -> None:
        """The next row: its cells in the order of the columns; `points` is its height when that is not left to the reader."""
        self.height += 1
        tall = f' ht="{points:g}" customHeight="1"' if points else ""
        row = f'<row r="{self.height}"{tall}>{cells}</row>'
        self._held.append(row)
        self._size += len(row)
        if self._size > HELD:
            if not self._file:
                self._file = cast(TextIO, TemporaryFile("w+", encoding="utf-8", newline="", dir=self.scratch))
            self._file.writelines(self._held)
            self._held, self._size = [], 0

    def finish(self, width: int) -> None:
        """Say how many rows and columns there are."""
        for row, column in ((0, 0), (max(self.height, 1) - 1, width - 1)):
            self._check_dimensions(row, column)

    def forget(self) -> None:
        """Drop the rows."""
        self._held = []
        if self._file:
            self._file.close()

    def _write_rows(self) -> None:
        """What XlsxWriter calls for the rows when it puts the sheet together."""
        if self._file:
            self._file.seek(0)
            shutil.copyfileobj(self._file, self.fh)
        self.fh.writelines(self._held)
        self.forget()


@lru_cache(maxsize=64)
def places(styles: tuple[Any, ...]) -> list[tuple[str, str]]:
    """For each column what stands before and after the row's number in the place of a cell: ('"B', '" s="3"')."""
    return [(f'"{xl_col_to_name(at)}', f'" s="{style._get_xf_index()}"' if style else '"') for at, style in enumerate(styles)]
