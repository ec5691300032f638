"""What every adapter gives: a document as lines of text and grids of cells, in reading order. Pure.

Nothing here knows what a cell means. A cell that could be read in more than one way carries its doubts; a reader
of grids adds its own, and none is ever dropped on the way to the draft.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace


class Refused(Exception):
    """A document that is not read at all. The text says in Vietnamese what was found and what to do; nothing is written."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in the document; every count starts at 1.

    `page`: the page of a PDF or scan, the sheet of a workbook, None for text and DOCX.
    `line_from`, `line_to`: lines of a text, rows of a sheet, blocks of a DOCX (a paragraph or a table row is one
    block), None for a PDF or scan.
    """

    page: int | None = None
    line_from: int | None = None
    line_to: int | None = None

    def to(self, last: Place) -> Place:
        """From here to the end of `last`; the page is that of the beginning."""
        return Place(self.page, self.line_from, last.line_to if last.line_to is not None else self.line_to)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the upper left corner: what the review page cuts out of the page's image."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a person has to decide: a question in one Vietnamese sentence, and the second-best reading ("" when there is none)."""

    question: str
    second: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid. `row` and `column` count from 0 and are those of its upper left corner.

    `text`: NFC, line wraps undone, single spaces. `raw`: as it stood, with its line breaks.
    `method`: ruled | words | sheet | flow | ocr, how its borders were found; "ocr words": in a picture, by the white space between its words.
    `may_go_on`: its last line is one word that fills the cell, so that a page break may have cut the word.
    `bold`: all of it is, as far as the adapter knows.
    """

    row: int
    column: int
    text: str
    raw: str = ""
    place: Place = Place()
    row_span: int = 1
    column_span: int = 1
    method: str = ""
    doubts: tuple[Doubt, ...] = ()
    box: Box | None = None
    may_go_on: bool = False
    bold: bool = False

    def doubting(self, question: str, second: str = "") -> Cell:
        return replace(self, doubts=(*self.doubts, Doubt(question, second)))


@dataclass(frozen=True, slots=True)
class Line:
    """One line (or paragraph) of text outside every grid."""

    text: str
    place: Place = Place()
    bold: bool = False


@dataclass(frozen=True)
class Grid:
    """A table as drawn on one page (PDF, scan), or a whole one (DOCX, XLSX, text): every cell once, in order of row, then column.

    A merged cell is one Cell with spans. `cut_above`, `cut_below`: the grid touches the edge of the text area of its
    page, so that its first (last) row may be part of a row on the page before (after).
    `widths`: of the columns, in any one unit; () when unknown.
    """

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    place: Place = Place()
    cut_above: bool = False
    cut_below: bool = False
    widths: tuple[float, ...] = ()
    boxes: tuple[Box, ...] = ()

    def row(self, number: int) -> list[Cell]:
        """The cells whose upper left corner is in this row."""
        return [cell for cell in self.cells if cell.row == number]

    def texts(self) -> list[list[str]]:
        """Row by row, column by column; a merged cell's text stands at its upper left corner only."""
        shown = [[""] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            shown[cell.row][cell.column] = cell.text
        return shown


@dataclass(frozen=True)
class Document:
    """A document as an adapter read it. `blocks` are in reading order.

    `kind`: text | pdf | docx | xlsx | scan. `remarks`: Vietnamese sentences about what the adapter saw and set aside
    (hidden sheets, pictures, a signature field, tracked changes): shown to the maintainer, none is swallowed.
    `unread`: tables that were seen and not read, or put together from pages, each as a sentence with its place; the maintainer is asked about each.
    `signed_at`: time stamps of digital signatures, ISO 8601, as the file states them.
    """

    kind: str
    name: str
    sha256: str
    blocks: tuple[Line | Grid, ...]
    pages: int | None = None
    lines: int | None = None
    remarks: tuple[str, ...] = ()
    signed_at: tuple[str, ...] = ()
    unread: tuple[Line, ...] = ()
    # The lines of a text as they stand, for the review page; () for other kinds.
    source_lines: tuple[str, ...] = field(default=(), repr=False)
    # The pages that are pictures and were read by character recognition.
    scanned: tuple[int, ...] = ()

    @property
    def grids(self) -> list[Grid]:
        return [block for block in self.blocks if isinstance(block, Grid)]
