"""The lines above a table that belong to it: its appendix number, its name, its unit of money, its years. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..text import clean
from .grid import Cell, Grid, Line
from .headings import key, squeezed
from .lattice import printed
from .read_tables import KINDS
from .table_phrases import begins, holds, money_in, words_of

# Above the name of a table stand at most an appendix number, a second line of the name, "kèm theo" and a unit.
MOST = 8
LONGEST = 300
# A frame around a title has at most so many rows and cells.
FRAME = 4
_APPENDIX_NUMBER = re.compile(r"((?:[0-9]{1,2}|[IVXLC]+)(?:[.-]?[a-eA-E]|[.-][0-9]{1,2})?|[A-Z])\b")
_YEAR = re.compile(r"(?<![0-9/.])(20[0-9]{2})(?![0-9])")


def is_title(line: Line) -> bool:
    """Whether a line by itself looks like (part of) the title of a table or a heading of the text."""
    text = clean(line.text)
    if len(text) > LONGEST:
        return False
    letters = [letter for letter in text if letter.isalpha()]
    capitals = len(letters) >= 4 and sum(letter.isupper() for letter in letters) >= 0.7 * len(letters)
    return line.bold or capitals or belongs_to_table(text)


def belongs_to_table(text: str) -> bool:
    """Whether the line is one that only tables have above them: an appendix number, "(Kèm theo …)", a unit of money."""
    return is_appendix(text) or _is_annexed(clean(text)) or bool(money_in(text))


def is_appendix(text: str) -> bool:
    """ "Phụ lục I", "PHỤ LỤC: DANH MỤC …", "Biểu số 02"; not "Phụ lục 1 kèm theo kế hoạch này nêu …"."""
    return begins(text, "appendix") and (bool(appendix_number(text)) or squeezed(text) in map(squeezed, words_of("appendix")) or ":" in text[:20])


def appendix_number(text: str) -> str:
    """The number after "Phụ lục" as printed; "" when there is none."""
    words = clean(text).split()
    for phrase in sorted(words_of("appendix"), key=len, reverse=True):
        count = len(phrase.split())
        if key(" ".join(words[:count])) == key(phrase):
            rest = [word for word in words[count:] if key(word) != "số"]
            match = _APPENDIX_NUMBER.match(rest[0]) if rest else None
            return match[1] if match else ""
    return ""


def names_appendix(grid: Grid) -> bool:
    """Whether the grid is a frame around the number and name of an appendix, beside the office that made it."""
    texts = [cell for cell in grid.cells if cell.text]
    few = grid.rows <= FRAME and len(texts) <= FRAME and all(len(cell.text) <= LONGEST for cell in texts)
    return few and any(is_appendix((cell.raw or cell.text).strip().partition("\n")[0]) for cell in texts)


def lines_of(grid: Grid) -> list[Line]:
    """What stands in a frame, line by line."""
    return [Line(clean(text), cell.place, cell.bold) for cell in grid.cells for text in (cell.raw or cell.text).splitlines() if clean(text)]


def _is_annexed(text: str) -> bool:
    return text.startswith("(") and begins(text, "annexed")


def leaves(line: Line, own: Sequence[Line]) -> bool:
    """Whether a line between two grids says that another table begins."""
    if holds_continued(line.text) or any(squeezed(line.text) == squeezed(title.text) for title in own):
        return False
    return is_title(line)


def holds_continued(text: str) -> bool:
    return len(text) <= 80 and text.strip().endswith(")") and holds(text, "continued")


def without_continued(text: str) -> str:
    """The text without "(tiếp theo)" at its end, as a heading may say on the pages after the first."""
    before, bracket, said = text.rpartition("(")
    return before.rstrip() if bracket and before.strip() and holds_continued(bracket + said) else text


def titles_above(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Of the lines between two grids, those at the end that belong to the second."""
    near = [line for line in lines if clean(line.text)][-MOST:]
    for back, line in enumerate(reversed(near)):
        if is_appendix(line.text) and all(len(other.text) <= LONGEST for other in near[len(near) - back :]):
            return tuple(near[len(near) - back - 1 :])
    taken: list[Line] = []
    for line in reversed(near):
        if not is_title(line):
            break
        taken.insert(0, line)
    return tuple(taken)


def titles_inside(grid: Grid, first: int) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """The rows above the heading of a grid as lines, and the words of those that are no title (a letterhead in a sheet)."""
    lines: list[Line] = []
    others: list[str] = []
    for row in range(first):
        cells = printed(grid, row)
        if any(holds(cell.text, "letterhead") for cell in cells):
            others += [cell.text for cell in cells]
            continue
        labelled, rest = _labelled(cells)
        lines += labelled
        for cell in rest:
            if len(cells) == 1 or belongs_to_table(cell.text):
                lines.append(Line(cell.text, cell.place))
            else:
                others.append(cell.text)
    return tuple(lines), tuple(others)


def _labelled(cells: Sequence[Cell]) -> tuple[list[Line], list[Cell]]:
    """Labels with what stands in the cell beside each ("Đơn vị tính:" and "triệu đồng") as lines, and the other cells."""
    lines, rest, at = [], [], 0
    while at < len(cells):
        if cells[at].text.endswith(":") and at + 1 < len(cells):
            lines.append(Line(f"{cells[at].text} {cells[at + 1].text}", cells[at].place))
            at += 2
        else:
            rest.append(cells[at])
            at += 1
    return lines, rest


def unit_of(titles: Sequence[Line], headings: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The money unit printed above the table or in its headings, and every other one."""
    found = [money_in(line.text) for line in reversed(titles)] + [money_in(text) for text in headings]
    different: dict[str, str] = {}
    for unit in filter(None, found):
        different.setdefault(squeezed(unit), unit)
    units = list(different.values())
    return (units[0] if units else ""), tuple(units[1:])


def appendix_of(titles: Sequence[Line]) -> str:
    return next((number for line in titles if is_appendix(line.text) and (number := appendix_number(line.text))), "")


def is_named(titles: Sequence[Line]) -> bool:
    """Whether the lines say of what kind the table is, for which years, or that it is an appendix of its own: a unit or the heading of a part do not."""
    return bool(years_of(titles)) or any(is_appendix(line.text) or any(holds(line.text, kind) for kind in KINDS) for line in titles)


def years_of(titles: Sequence[Line]) -> tuple[int, ...]:
    """The years that the name of the table states, in order; those of the document it is annexed to do not count."""
    found = [int(year) for line in titles if not _is_annexed(clean(line.text)) for year in _YEAR.findall(line.text)]
    return tuple(sorted(set(found)))
