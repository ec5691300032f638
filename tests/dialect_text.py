"""Writes tables as the known producer does: cell by cell, what stands between two cells told by their heights. For tests only."""

from __future__ import annotations

import textwrap


def drawn(cells: list[str], widths: list[int], low: float = 0.0) -> tuple[list[tuple[float, str]], float]:
    """The lines of one row with their heights (in lines, cells centred), and the height of the row."""
    wrapped = [textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) or [""] for text, width in zip(cells, widths)]
    tall = max(map(len, wrapped))
    lines = []
    for cell in wrapped:
        top = low + (tall - len(cell)) / 2
        lines += [(top + place, f"{line} ") for place, line in enumerate(cell)]
    return lines, tall


def joined(lines: list[tuple[float, str]]) -> str:
    """The same height: one line. Less than a line apart: a newline. Further: a blank line."""
    text, before = "", None
    for height, words in lines:
        if before is not None and height != before:
            text += "\n" if abs(height - before) < 0.9 else "\n\n"
        text, before = text + words, height
    return text


def table_text(header: list[str], rows: list[list[str]], widths: list[int], page: int = 0) -> str:
    """A row of one text is a section over all columns. `page`: rows on a page, each with the header again; 0 for one page."""
    text, low = "", 0.0
    lines: list[tuple[float, str]] = []
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
