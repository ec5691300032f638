"""Whether a text of an unknown kind holds tables. Pure."""

from __future__ import annotations

import re

from ...text import clean
from ..headings import meanings

_SEPARATORS = re.compile(r"[|,;\"]")  # between the cells of Markdown and CSV
# "- TT Đảng ủy;" among the recipients: an item of a list begins no table.
_LIST = re.compile(r"[-–+•*]")
_SHORT = 40  # words


def sign_of_table(lines: tuple[str, ...]) -> int:
    """The line of a heading of row numbers at the beginning of a short line, "ST" over "T" too; 0 when there is none."""
    held = [(number, words) for number, line in enumerate(lines, start=1) if (words := clean(_SEPARATORS.sub(" ", line)).split())]
    for place, (number, words) in enumerate(held):
        if len(words) > _SHORT or _LIST.match(words[0]):
            continue
        after = held[place + 1][1][:1] if place + 1 < len(held) and len(words) == 1 else []
        beginnings = [" ".join(words[:size]) for size in (1, 2, 3)] + [" ".join([*words, *after])]
        if any(meaning.role == "number" for text in beginnings for meaning in meanings(text)):
            return number
    return 0
