"""Lines of one cell or paragraph -> the text as it was written, line wraps undone. Pure."""

from __future__ import annotations

import re
import unicodedata

from ..text import clean

# A wrap may fall after a hyphen or stroke inside a word ("57-" / "NQ/TW", "lượt/" / "năm") and before a stroke ("142" / "/KH-UBND").
_OPEN_END = re.compile(r"\w[-/\u2010\u2011]$")
_OPEN_START = re.compile(r"^/\w")
_WORD = re.compile(r"^\w")
# No space is written before these, so a line that begins with one was wrapped inside a word too wide for its column.
_NO_SPACE = re.compile(r"^[,.;:!?)\]”]+(?:\s|$)")
_SOFT = "\u00ad"


def joined(before: str, after: str) -> str:
    """Two lines as one: with a space unless the wrap stands inside a word. A space that the line itself ends with was written, so it stays."""
    if before.endswith(_SOFT) and after[:1].islower():
        return before[:-1] + after
    before = before.replace(_SOFT, "-")
    inside = _OPEN_END.search(before) and _WORD.match(after) or _OPEN_START.match(after) and before[-1:].isalnum() or _NO_SPACE.match(after)
    return before + after if inside else f"{before} {after}"


def unwrapped(lines: list[str]) -> str:
    """The text of these lines: NFC, single spaces, no line breaks. Empty lines count for nothing.

    A soft hyphen at a wrap before a small letter is dropped; anywhere else it is the hyphen that is printed.
    """
    text = ""
    for line in lines:
        line = unicodedata.normalize("NFC", line).lstrip()
        if line.strip():
            text = joined(text, line) if text else line
    return clean(text.replace(_SOFT, "-"))
