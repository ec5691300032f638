"""Tables as text without coordinates, in the one dialect that is read: what stands between two words is told by their heights alone.

Cell by cell, every drawn line ends in a space. The next line at the same height goes on; less than a line away it follows after one newline; further
away after a blank line; on another page after two more. An empty cell draws one space. Headings under another are drawn after the first level.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from pathlib import Path
from random import Random

from .truth import TrueDocument, TrueTable

Drawn = list[tuple[float, str]]  # the height of a line, counted in lines, and its words
_LINE = 0.9  # further apart than this is a line
# Widths of a serif font in thousandths of its size; a letter with a tone is as wide as without.
_WIDTHS = {**dict.fromkeys("iljtI,.;:'!|()[]-/ ", 290), **dict.fromkeys("frs", 360), **dict.fromkeys("mMW%", 800), **dict.fromkeys("wCDĐGHKNOQRUVXYAB", 700)}


def drawn(cells: list[str], widths: list[int], low: float = 0.0) -> tuple[Drawn, float]:
    """The lines of one row with their heights (cells centred), and the height of the row. `widths` in letters."""
    wrapped = [textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) or [""] for text, width in zip(cells, widths)]
    tall = max(map(len, wrapped))
    lines = []
    for cell in wrapped:
        top = low + (tall - len(cell)) / 2
        lines += [(top + place, f"{line} ") for place, line in enumerate(cell)]
    return lines, tall


def joined(lines: Drawn) -> str:
    """The same height: one line. Less than a line apart: a newline, but never after a line that follows one. Further: a blank line."""
    text, before, hung = "", None, False
    for height, words in lines:
        if before is not None and height != before:
            hung = abs(height - before) < _LINE and not hung
            text += "\n" if hung else "\n\n"
        text, before = text + words, height
    return text


def table_text(header: list[str], rows: list[list[str]], widths: list[int], page: int = 0) -> str:
    """A row of two texts is a section over all columns. `page`: rows on a page, each with the header again; 0 for one page."""
    text, low = "", 0.0
    lines: Drawn = []
    for number, cells in enumerate([header, *rows]):
        if page and number > 1 and (number - 1) % page == 0:
            text += joined(lines) + "\n\n\n\n"
            lines, low = [], 0.0
            more, tall = drawn(header, widths)
            lines, low = lines + more, low + tall
        if len(cells) == 2 and len(header) > 2:
            more, tall = [(low, f"{cells[0]} {cells[1]} ")], 1.0
        else:
            more, tall = drawn(cells, widths, low)
        lines, low = lines + more, low + tall
    return text + joined(lines)


def running_text(words: str, width: int = 70) -> str:
    return "".join(f"{line} \n\n" for line in textwrap.wrap(words, width))


@dataclass(frozen=True)
class Typing:
    """One way of drawing: `room` is the width of all columns in ems, `page` its height in lines.

    `ending`: spaces drawn after each row. `torn`: whether a row may go on over the page's end. `slipped`: how often a number stands a little off.
    """

    room: float
    page: int
    ending: int
    torn: bool
    repeated: bool
    slipped: float


def typing(seed: int) -> Typing:
    random = Random(seed * 104729 + 3)
    return Typing(
        random.choice((38.0, 46.0, 58.0)), random.choice((24, 30, 38)), random.choice((0, 1, 1)), random.random() < 0.5, random.random() < 0.85, random.choice((0.0, 0.0, 0.1)),
    )  # fmt: skip


def text_width(text: str) -> float:
    """In ems."""
    return sum(_WIDTHS.get(letter, 500) for letter in text) / 1000


def wrapped(text: str, room: float) -> list[str]:
    """As a word processor breaks it: at spaces only, a longer word on a line of its own; [""] for no words."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]


class _Pages:
    """What has been drawn so far: whole pages, and the lines of the page at hand."""

    def __init__(self, how: Typing, random: Random) -> None:
        self.how, self.random, self.text, self.lines, self.low = how, random, "", [], 0.0

    def turn(self, head: list[list[list[str]]]) -> None:
        self.text += joined(self.lines) + "\n\n\n\n"
        self.lines, self.low = [], 0.0
        if self.how.repeated:
            self.header(head)

    def header(self, levels: list[list[list[str]]]) -> None:
        """`levels`: one of cells of lines, or three: the cells of the first level, how many levels each fills (as a cell of as many lines), those below."""
        if len(levels) == 1:
            self._centred(levels[0], max(map(len, levels[0])))
            return
        first, fills, below = levels
        upper = max([1, *(len(cell) for cell, full in zip(first, fills) if len(full) == 1)])
        lower = max([*map(len, below), *(len(cell) - upper for cell, full in zip(first, fills) if len(full) == 2)])
        for cell, full in zip(first, fills):
            self._cell(cell, upper if len(full) == 1 else upper + lower)
        self.low += upper
        self._centred(below, lower)

    def row(self, cells: list[list[str]], head: list[list[list[str]]]) -> None:
        tall = max(map(len, cells))
        room = self.how.page - self.low
        if tall > room and not (self.how.torn and room >= 2) and self.low > 12:
            self.turn(head)
            room = self.how.page - self.low
        while tall > room:
            # The part of a cell that fits stays; what is left goes on after the page's end.
            size = int(max(1, room))
            self._centred([cell[:size] for cell in cells], size, torn=True)
            cells = [cell[size:] for cell in cells]
            tall = max(map(len, cells))
            self.turn(head)
            room = max(4.0, self.how.page - self.low)
        self._centred(cells, tall)
        if self.how.ending:
            self.lines.append((self.low, " " * self.how.ending))

    def _cell(self, cell: list[str], tall: float, slip: float = 0.0) -> None:
        top = self.low + (tall - len(cell)) / 2 + slip
        self.lines += [(top + place, f"{line} ") for place, line in enumerate(cell)]

    def _centred(self, cells: list[list[str]], tall: float, torn: bool = False) -> None:
        for column, cell in enumerate(cells):
            self._cell(cell, tall, 0.2 if not column and not torn and self.random.random() < self.how.slipped else 0.0)
        self.low += tall


def plan_text(plan: TrueDocument, seed: int) -> str:
    """The plan as the dialect writes it; `seed` decides widths, pages and blanks."""
    how, random = typing(seed), Random(seed)
    text = "".join(running_text(words) for words in plan.head) + running_text("Ủy ban nhân dân xã giao các đơn vị thực hiện và báo cáo theo quy định. " * 6)
    for table in plan.tables:
        text += "\n\n" + "".join(f"{title} \n\n" for title in table.titles) + " \n\n" + _table(table, how, random) + "\n\n"
    return text + "\n\n" + "".join(running_text(words) for words in plan.foot)


def _table(table: TrueTable, how: Typing, random: Random) -> str:
    whole = sum(column.width for column in table.columns)
    # The columns of numbers keep room for their heading.
    rooms = [max(how.room * column.width / whole - 0.9, 2.0) for column in table.columns]
    pages = _Pages(how, random)
    head = _levels(table, rooms)
    pages.header(head)
    for row in table.rows:
        if row.merged:
            pages.row([wrapped(row.cells[0], rooms[0]), wrapped(row.cells[1], sum(rooms[1:]) + 0.9 * (len(rooms) - 2))], head)
        else:
            pages.row([wrapped(text, room) for text, room in zip(row.cells, rooms)], head)
    return pages.text + joined(pages.lines)


def _levels(table: TrueTable, rooms: list[float]) -> list[list[list[str]]]:
    if not any(column.above for column in table.columns):
        return [[wrapped(column.heading, room) for column, room in zip(table.columns, rooms)]]
    first: list[list[str]] = []
    fills: list[list[str]] = []
    below: list[list[str]] = []
    last: tuple[str, ...] = ()
    for place, (column, room) in enumerate(zip(table.columns, rooms)):
        if not column.above:
            first.append(wrapped(column.heading, room))
            fills.append(["", ""])
        else:
            if column.above != last:
                wide = sum(other for one, other in zip(table.columns[place:], rooms[place:]) if one.above == column.above)
                first.append(wrapped(column.above[0], wide))
                fills.append([""])
            below.append(wrapped(column.heading, room))
        last = column.above
    return [first, fills, below]


def write_text(plan: TrueDocument, seed: int, path: Path) -> None:
    path.write_text(plan_text(plan, seed), encoding="utf-8", newline="\n")
