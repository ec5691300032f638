"""Rules about the text of one cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ..csv_files import CsvFile, Row
from ..problems import Problem, quote
from ..rules import CellRule

# Bidirectional controls and other invisible format characters can make text read differently from what it is;
# Vietnamese needs none of them, nor any space but the ordinary one.
HIDDEN = "\x7f-\xa0\u00ad\u061c\u2000-\u200f\u2028-\u202f\u2060-\u2069\ufeff\ufff9-\uffff"
INVISIBLE = "\x00-\x1f" + HIDDEN
FORMULA = ("=", "+", "-", "@")


class NotNfc(CellRule):
    """Text is in Unicode normal form C: composed and decomposed letters look alike and do not match."""

    title = "Chữ chưa chuẩn hóa NFC"
    title_en = "Not NFC"
    description = "Chữ tiếng Việt phải ở dạng dựng sẵn (NFC); dạng tổ hợp trông giống nhưng tìm và so khớp không ra."

    def check_cell(self, file: CsvFile, row: Row, field: str, text: str) -> Iterator[Problem]:
        if not unicodedata.is_normalized("NFC", text):
            yield self.problem(
                file, row, field, f"{quote(text)} có chữ dạng tổ hợp", "chữ dựng sẵn (Unicode NFC)",
                "chạy “make tidy”, hoặc gõ lại bằng bộ gõ Unicode dựng sẵn",
            )  # fmt: skip


class Untrimmed(CellRule):
    """Cells have no spaces at either end."""

    title = "Thừa khoảng trắng ở đầu hoặc cuối ô"
    title_en = "Untrimmed"
    description = "Ô không bắt đầu hay kết thúc bằng khoảng trắng."

    def check_cell(self, file: CsvFile, row: Row, field: str, text: str) -> Iterator[Problem]:
        if text != text.strip():
            yield self.problem(
                file, row, field, f"{quote(text)} có khoảng trắng ở đầu hoặc cuối", f"{quote(text.strip())}",
                "chạy “make tidy”, hoặc xóa khoảng trắng thừa",
            )  # fmt: skip


class FormulaStart(CellRule):
    """No cell begins with = + - or @, which spreadsheets take for a formula."""

    title = "Ô bắt đầu như công thức"
    title_en = "Formula start"
    description = "Ô không bắt đầu bằng = + - @ vì Excel có thể hiểu thành công thức."

    def check_cell(self, file: CsvFile, row: Row, field: str, text: str) -> Iterator[Problem]:
        if text.startswith(FORMULA):
            yield self.problem(
                file, row, field, f"{quote(text)} bắt đầu bằng “{text[0]}”", "ô không bắt đầu bằng = + - @",
                "bỏ dấu gạch đầu dòng; nếu là số âm hoặc ký hiệu thì ghi bằng chữ",
            )  # fmt: skip


class ControlCharacter(CellRule):
    """No control, line-break, bidirectional or other invisible character stands in a cell."""

    title = "Ký tự điều khiển hoặc ký tự ẩn"
    title_en = "Control character"
    description = "Ô không chứa xuống dòng, tab, ký tự điều khiển, ký tự đổi chiều chữ hay ký tự ẩn."

    def check_cell(self, file: CsvFile, row: Row, field: str, text: str) -> Iterator[Problem]:
        match = re.search(f"[{INVISIBLE}]", text)
        if match:
            yield self.problem(
                file, row, field, f"{quote(text)} có ký tự ẩn U+{ord(match.group()):04X}", "chỉ chữ, số, dấu câu và dấu cách",
                "xóa ký tự đó; nhiều dòng trong một ô thì nối lại bằng một dấu cách",
            )  # fmt: skip


# One pass over the joined row: most rows need no look at their single cells.
# The separator is white space to a regular expression, and two of them side by side are an empty cell.
SUSPECT = re.compile(rf"(?:^|\x1f)(?:[=+\-@]|[^\S\x1f])|[^\S\x1f](?:\x1f|$)|[\x00-\x1e{HIDDEN}]")


def is_suspect(row: Row) -> bool:
    """Whether any cell rule could object to a cell of this row."""
    joined = "\x1f".join(row.values())
    return not unicodedata.is_normalized("NFC", joined) or bool(SUSPECT.search(joined)) or joined.count("\x1f") >= len(row)
