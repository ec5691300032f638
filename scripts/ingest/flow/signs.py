"""Whether a text of an unknown kind holds tables. Pure."""

from __future__ import annotations

from ..headings import meanings
from ...text import clean


def sign_of_table(lines: tuple[str, ...]) -> int:
    """The line of a heading of row numbers that stands alone or at the beginning of a short line; 0 when there is none."""
    for number, line in enumerate(lines, start=1):
        words = clean(line.replace("|", " ")).split()
        for size in (1, 2, 3):
            if len(words) <= 40 and any(meaning.role == "number" for meaning in meanings(" ".join(words[:size]))):
                return number
    return 0
