"""What a program prints on every page beside the text: headers, footers, page numbers. Pure."""

from __future__ import annotations

import re
from collections import Counter

from ..text import clean
from .grid import Document, Line
from .table_titles import belongs_to_table

# Kinds of documents that have pages.
PAGED = ("pdf", "scan")
_DIGITS = re.compile(r"[0-9]+")
_PAGE_NUMBER = re.compile(r"(?:trang )?[-–]? ?[0-9]{1,4} ?(?:/ ?[0-9]{1,4})? ?[-–]?", re.IGNORECASE)


def running_lines(document: Document) -> frozenset[str]:
    """What stands at the head or foot of at least three pages, the same but for figures. A title that comes back is none."""
    pages: dict[int, list[Line]] = {}
    for block in document.blocks:
        if isinstance(block, Line) and block.place.page is not None and block.text and document.kind in PAGED:
            pages.setdefault(block.place.page, []).append(block)
    at_edges = Counter(text for lines in pages.values() for text in {_masked(line.text) for line in (*lines[:2], *lines[-2:]) if not belongs_to_table(line.text)})
    return frozenset(text for text, count in at_edges.items() if count >= 3)


def _masked(text: str) -> str:
    return _DIGITS.sub("#", clean(text))


def is_running(text: str, found: frozenset[str]) -> bool:
    """Whether a line is a page number or one of those `found`."""
    return bool(_PAGE_NUMBER.fullmatch(clean(text))) or _masked(text) in found
