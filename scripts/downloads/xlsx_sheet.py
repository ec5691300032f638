"""A sheet that is filled row by row, whose texts come back as they went in whatever they look like."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

# Excel writes a control character as _x0001_. Where a text looks like such a code by itself, its underscore is written as a code;
# so it is where the code would only come about by the control character that follows.
CONTROL = "\x00-\x08\x0b-\x1f\ufffe\uffff"
LOOKS_LIKE_A_CODE = re.compile(f"_(?=x[0-9a-fA-F]{{4}}[_{CONTROL}])")
CONTROLS = re.compile(f"[{CONTROL}]")
SPECIAL = re.compile(f"[&<>{CONTROL}]|_x|^\\s|\\s$")


def text_cell(at: str, text: str) -> str:
    """A cell of text, at "B7" or at "B7" with a style; never a formula, a number or a link."""
    if SPECIAL.search(text):
        text = CONTROLS.sub(lambda found: f"_x{ord(found[0]):04X}_", LOOKS_LIKE_A_CODE.sub("_x005F_", text))
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return f'<c r={at} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f'<c r={at} t="inlineStr"><is><t>{text}</t></is></c>'


def number_cell(at: str, number: str) -> str:
    return f"<c r={at}><v>{number}</v></c>"


class StreamedSheet(Worksheet):
    """XlsxWriter's sheet in constant_memory mode, given whole rows of ready cells.

    XlsxWriter's own way to a cell takes four times as long, and changes texts: one that begins with "<r>" and ends with "</r>"
    it takes for markup and writes raw, and of two codes that share an underscore ("_x0041_x0042_") it sees the first only.
    """

    height = 0

    def put(self, cells: str, points: float = 0) -> None:
        """The next row: its cells in the order of the columns; `points` is its height when that is not left to the reader."""
        self.height += 1
        tall = f' ht="{points:g}" customHeight="1"' if points else ""
        self.fh.write(f'<row r="{self.height}"{tall}>{cells}</row>')

    def finish(self, width: int) -> None:
        """Say how many rows and columns there are."""
        for row, column in ((0, 0), (max(self.height, 1) - 1, width - 1)):
            self._check_dimensions(row, column)


@lru_cache(maxsize=64)
def places(styles: tuple[Any, ...]) -> list[tuple[str, str]]:
    """For each column what stands before and after the row's number in the place of a cell: ('"B', '" s="3"')."""
    return [(f'"{xl_col_to_name(at)}', f'" s="{style._get_xf_index()}"' if style else '"') for at, style in enumerate(styles)]
