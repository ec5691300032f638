"""The running text of a document: printed lines one by one, and joined to paragraphs that know where each letter stood. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ..checks.cells import INVISIBLE
from ..text import clean
from .grid import Document, Grid, Line, Place
from .phrases import is_upper, key

_HIDDEN = re.compile(f"[{INVISIBLE}]")
_PAGE_NUMBER = re.compile(r"[-–]?\s*[0-9]{1,3}\s*[-–]?")
_MARKER = re.compile(r"(?:[-–+*•●]\s|\(|(?:[0-9]{1,2}|[A-Za-zĐđ]|[IVX]+)[.)]\s|[0-9]{1,2}(?:\.[0-9]{1,2})+\.?\s)")
_ENDED = re.compile(r"[.;:!?…]$|\./\.$")
# A document number broken at its hyphen or stroke: "71/NQ-" + "CP".
_OPEN = re.compile(r"(?:^|\s)\(?[0-9][\w&/-]*[/-]$")
_GOES_ON = re.compile(r"[-/][A-ZĐ]")
_NUMBER_BEGUN = re.compile(r"(?:^|\s)[0-9]+[/-][\w&/-]*$")
_NUMBER_INSIDE = re.compile(r"[0-9][/-]")
TITLE_ROWS = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """One printed line. `apart`: it is a paragraph by itself, and joins no other. `cell`: it is a cell of a table."""

    text: str
    place: Place = Place()
    bold: bool = False
    apart: bool = False
    cell: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Pieces joined by one space, or by none inside a document number."""

    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]
    text: str

    @cached_property
    def key(self) -> str:
        return key(self.text)

    def at(self, offset: int) -> Place:
        return self.pieces[max(0, bisect_right(self.starts, offset) - 1)].place

    def span(self, start: int, end: int) -> Place:
        return self.at(start).to(self.at(max(start, end - 1)))

    @property
    def place(self) -> Place:
        return self.pieces[0].place.to(self.pieces[-1].place)


def pieces(document: Document, aside: Iterable[Grid] = ()) -> list[Piece]:
    """Every printed line in reading order. A grid set aside (letterhead, signatures) gives its lines column by column, others cell by cell."""
    known, found = list(aside), []
    for block in document.blocks:
        if isinstance(block, Line):
            text = _visible(block.text)
            if text and not (document.kind in ("text", "pdf", "scan") and _PAGE_NUMBER.fullmatch(text)):
                found.append(Piece(text, block.place, block.bold, document.kind in ("docx", "xlsx")))
        else:
            found += _of_grid(block, any(block is grid or block == grid for grid in known))
    return found


def _visible(text: str) -> str:
    """Clean text without the characters that nobody sees (soft hyphens, zero-width spaces): in the middle of a word they hide it from every search."""
    return clean(_HIDDEN.sub("", clean(text)))


def _of_grid(grid: Grid, aside: bool) -> Iterator[Piece]:
    cells = sorted(grid.cells, key=lambda cell: (cell.column, cell.row)) if aside else grid.cells
    for cell in cells:
        # A title merged over the top of a table is lines of the document, drawn inside its frame.
        lines = aside or (cell.row < TITLE_ROWS and cell.column_span * 2 > grid.columns)
        for text in map(_visible, (cell.raw or cell.text).split("\n") if lines else [cell.text]):
            if text:
                yield Piece(text, cell.place, apart=True, cell=not lines)


def paragraphs(lines: Iterable[Piece]) -> list[Paragraph]:
    """Lines that go on joined to paragraphs. A paragraph too many does less harm than two in one, so a full stop at the end of a line ends it."""
    groups: list[list[Piece]] = []
    for piece in lines:
        if groups and joins(groups[-1][-1], piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [_join(group) for group in groups]


def joins(last: Piece, piece: Piece) -> bool:
    """Whether a line goes on with the paragraph of the line before it."""
    if last.apart or piece.apart or _MARKER.match(piece.text) or _ENDED.search(last.text):
        return False
    return _is_heading(last.text) == _is_heading(piece.text) or bool(_OPEN.search(last.text))


def _is_heading(text: str) -> bool:
    """A line in capitals; a document number at the end of a paragraph is in capitals too."""
    return is_upper(text) and not _NUMBER_INSIDE.search(text)


def _join(group: list[Piece]) -> Paragraph:
    text, starts = "", []
    for piece in group:
        if text and not (_OPEN.search(text) or (_GOES_ON.match(piece.text) and _NUMBER_BEGUN.search(text))):
            text += " "
        starts.append(len(text))
        text += piece.text
    return Paragraph(tuple(group), tuple(starts), text)
