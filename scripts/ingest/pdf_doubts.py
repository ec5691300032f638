"""What is doubtful about the lines of a cell by themselves: small raised figures, letters over each other, signs without a meaning. Pure."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from .grid import Doubt
from .pdf_fonts import UNREAD
from .pdf_words import TextLine
from .wraps import unwrapped

_HASHES = re.compile("#{2,}")
_HIGH = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def line_doubts(lines: Sequence[TextLine]) -> list[Doubt]:
    """The questions about the text of a cell, with the second reading where there is one."""
    doubts: list[Doubt] = []
    if any(line.raised and _raised_after_digit(line.text) for line in lines):
        doubts.append(Doubt("Số nhỏ in cao trong ô là chú thích, không phải một phần của con số?", unwrapped([_lowered(line.text) for line in lines])))
    if any(_HASHES.fullmatch(line.text.strip()) for line in lines):
        doubts.append(Doubt("Ô chỉ in dấu “#” vì cột hẹp hơn con số; con số trong tệp gốc là bao nhiêu?"))
    if _stacked(lines):
        doubts.append(Doubt("Chữ trong ô xếp dọc từng chữ cái; đọc liền hay rời?", "".join(line.text.strip() for line in lines)))
    if _overprinted(lines):
        doubts.append(Doubt("Chữ trong ô in chồng lên nhau; đọc như vậy có đúng không?"))
    if any(UNREAD in line.text for line in lines):
        doubts.append(Doubt("Phông chữ trong tệp thiếu bảng mã nên có chữ không đọc được (�); trong văn bản in là chữ gì?"))
    if any("\ue000" <= character <= "\uf8ff" for line in lines for character in line.text):
        doubts.append(Doubt("Ô có ký hiệu của phông riêng mà tệp không cho biết nghĩa; trong văn bản in là ký hiệu gì?"))
    return doubts


def _stacked(lines: Sequence[TextLine]) -> bool:
    """Three letters or more below each other, one a line."""
    return any(all(len(line.text.strip()) == 1 and line.text.strip().isalpha() for line in lines[start : start + 3]) for start in range(len(lines) - 2))


def _overprinted(lines: Sequence[TextLine]) -> bool:
    """Letters over one another, or lines closer than letters are high."""
    for line in lines:
        if any(after.x0 < before.x1 - 0.5 * min(before.x1 - before.x0, after.x1 - after.x0) for before, after in zip(line.chars, line.chars[1:]) if after.x1 > after.x0):
            return True
    return any(0 < after.base - before.base < 0.6 * min(after.size, before.size) and after.x0 < before.x1 and before.x0 < after.x1 for before, after in itertools.pairwise(lines))


def _raised_after_digit(text: str) -> bool:
    return any(after in _HIGH and before.isdecimal() for before, after in itertools.pairwise(text))


def _lowered(text: str) -> str:
    return text.translate(str.maketrans(_HIGH, "0123456789"))
