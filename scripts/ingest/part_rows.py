"""Rows of source_parts: the running text and each appendix, with their bounds. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from .appendices import Appendix, end_of_text
from .grid import Document
from .paragraphs import Piece
from .sheets import SOURCE, Sheets

BODY = "Phần lời văn"


def add_parts(sheets: Sheets, document: Document, lines: Sequence[Piece], appendices: Sequence[Appendix]) -> None:
    """The parts in order: a text or DOCX by lines (blocks), a PDF, scan or workbook by pages (sheets).

    Two parts may stand on one page. What comes before the first appendix is the running text, if anything does.
    """
    if not lines:
        return
    paged = lines[0].place.page is not None
    end = end_of_text(lines)
    starts = [(0, "body", BODY)] if not appendices or appendices[0].at > 0 else []
    starts += [(one.at, "appendix", one.name) for one in appendices]
    for seq, (at, kind, name) in enumerate(starts, start=1):
        last = starts[seq][0] if seq < len(starts) else len(lines)
        cells: dict[str, int | None]
        if paged:
            until = max(at, last - 1)
            cells = {"page_from": lines[at].place.page, "page_to": document.pages if seq == len(starts) and document.pages else lines[until].place.page}
        else:
            begins = 1 if at == 0 else lines[at].place.line_from
            cells = {"line_from": begins, "line_to": _last_line(document, lines, last, end)}
        sheets.add("source_parts", source_id=SOURCE, seq=seq, kind=kind, name=name, **cells)


def _last_line(document: Document, lines: Sequence[Piece], last: int, end: int) -> int | None:
    """The last line of a part that ends before piece `last`: up to the next part, or to the end of the text but for the stamps after it."""
    if last < len(lines):
        before = lines[last].place.line_from
        return before - 1 if before is not None else None
    if end == len(lines):
        return document.lines or _highest(lines)
    return _highest(lines[:end]) if end else document.lines


def _highest(lines: Sequence[Piece]) -> int | None:
    return max((piece.place.line_to for piece in lines if piece.place.line_to is not None), default=None)

