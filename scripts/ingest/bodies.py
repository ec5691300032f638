"""The bodies that a cell names: by the table of aliases first, then by punctuation and the words with which names of bodies begin. Pure.

What a cell of unknown names means is a proposal: it comes with the other way of dividing it, and with the rows to add.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .body_names import ENDS, Body, Names, head

# What may stand between two names: see AgencyCell. A comma or "và" may also stand inside a name.
_STRONG = re.compile(r"\s*;\s*(?:và\s+)?", re.IGNORECASE)
_ITEM = re.compile(r"\s+[-–+•*]\s+")
_WEAK = re.compile(r"\s*,\s*(?:và\s+)?|\s+và\s+|\.\s+", re.IGNORECASE)
_FIGURE = re.compile(r"(?:^|\s)([0-9]{1,2})[.)]\s+")
# Between two names that are both known; inside a name that is not, they may be a part of it.
_STROKE = re.compile(r"\s*[/+]\s*")
# A longer cell without marks is no list of names.
WORDS = 80
# No name has more parts between commas than this.
COMMAS = 8


@dataclass(frozen=True, slots=True)
class Split:
    """The bodies of one cell in order; `second`: the other way of dividing it, () when there is none."""

    bodies: tuple[Body, ...]
    second: tuple[str, ...] = ()


def split_bodies(cell_text: str, names: Names, lines: tuple[str, ...] = (), dashed: bool = False) -> Split:
    """The bodies of a cell in printed order. `lines`: the printed lines of the cell, where a list may have no other marks.
    `dashed`: the cell is a list with dashes; the first of them is no longer in `cell_text`.

    Every text stands in `cell_text` as it is printed there.
    """
    text = cell_text.strip(ENDS)
    if not text:
        return Split(())
    whole = names.find(text)
    if whole:
        return Split((whole,))
    bodies: list[Body] = []
    other: list[str] = []
    for piece in _items(text, names) if dashed else _counted(text) or [text]:
        for part in _parts(piece, _STRONG):
            first, second = _weakly(part, names, lines)
            bodies += first
            other += second
    second_texts = tuple(other)
    return Split(tuple(bodies), second_texts if second_texts != tuple(body.text for body in bodies) else ())


def _counted(text: str) -> list[str]:
    """The items of a list that counts them: "1. Phòng Kinh tế 2. Công an xã"; [] when the figures do not count 1, 2, 3."""
    marks = list(_FIGURE.finditer(text))
    if len(marks) < 2 or marks[0].start() or [int(mark[1]) for mark in marks] != list(range(1, len(marks) + 1)):
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return [text[mark.end() : end].strip(ENDS) for mark, end in zip(marks, ends)]


def _parts(text: str, mark: re.Pattern[str]) -> list[str]:
    return [part for piece in mark.split(text) if (part := piece.strip(ENDS))]


def _items(text: str, names: Names) -> list[str]:
    """The items of a list with dashes; a dash inside a name ("Văn hóa - Xã hội") begins none."""
    pieces = _pieces(text, [match.span() for match in _ITEM.finditer(text)])
    return [text[start:end] for start, end, _ in _joined(text, pieces, names)]


def _weakly(part: str, names: Names, lines: tuple[str, ...]) -> tuple[list[Body], list[str]]:
    """A part between semicolons -> its bodies and the texts of the second-best way."""
    if found := names.find(part):
        return [found], [part]
    known = [names.find(piece) for piece in _STROKE.split(part)]
    if len(known) > 1 and all(known):
        return known, [body.text for body in known]
    if covered := _covered(part, names):
        return covered, [body.text for body in covered]
    pieces = _pieces(part, [match.span() for match in _WEAK.finditer(part)])
    bodies = [body or Body(part[start:end]) for start, end, body in _joined(part, pieces, names)]
    chosen = [body.text for body in bodies]
    if all(body.agency_id or body.like for body in bodies):
        return bodies, chosen
    if len(bodies) > 1:
        return bodies, [part]
    if len(by_line := _named_lines(part, lines)) > 1:
        return [names.find(text) or Body(text) for text in by_line], [part]
    return bodies, [part[start:end] for start, end in pieces]


def _pieces(part: str, cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where the finest pieces begin and end."""
    edges, start = [], 0
    for begin, end in [*cuts, (len(part), len(part))]:
        if part[start:begin].strip(ENDS):
            edges.append((start, begin))
        start = end
    return edges


def _joined(part: str, pieces: list[tuple[int, int]], names: Names) -> list[tuple[int, int, Body | None]]:
    """The longest known names first; a piece that does not begin as names of bodies do goes on the name before it, known or not:
    "Phòng Kinh tế, Hạ tầng và Đô thị" is one office though "Phòng Kinh tế" is another."""
    found: list[tuple[int, int, Body | None]] = []
    at = 0
    while at < len(pieces):
        start = pieces[at][0]
        last, body = _longest(part, pieces, at, names)
        follows = bool(found) and not _begins_name(part[start:])
        if body and not (follows and found[-1][2] is None and not body.known):
            found.append((start, pieces[last][1], body))
        elif follows and not _is_abbreviation(part[start:]):
            found[-1] = (found[-1][0], pieces[last][1], None)
        else:
            found.append((start, pieces[last][1], None))
        at = last + 1
    return found


def _longest(part: str, pieces: list[tuple[int, int]], at: int, names: Names) -> tuple[int, Body | None]:
    for last in range(min(at + COMMAS, len(pieces)) - 1, at - 1, -1):
        if body := names.find(part[pieces[at][0] : pieces[last][1]]):
            return last, body
    return at, None


def _begins_name(text: str) -> bool:
    found = head(text)
    return found is not None and (text[0].isupper() or bool(found["small"]))


def _is_abbreviation(text: str) -> bool:
    """Whether a text begins with capitals only, as short names of bodies do ("BCH Quân sự")."""
    word = re.match(r"\w*", text)[0]
    return len(word) > 1 and word.isupper()


def _covered(part: str, names: Names) -> list[Body]:
    """A list without marks between its names: only when known names cover all of it, from one end of a line or word to another."""
    edges = [match.start() for match in re.finditer(r" |$", part)]
    if len(edges) > WORDS:
        return []
    ways: dict[int, list[Body]] = {len(part): []}
    for start in [*sorted((edge + 1 for edge in edges[:-1]), reverse=True), 0]:
        for end in reversed([edge for edge in edges if edge > start]):
            rest = ways.get(end + 1 if end < len(part) else end)
            if rest is not None and _begins_name(part[start:end]) and (body := names.find(part[start:end].strip(ENDS))):
                ways[start] = [body, *rest]
                break
    return ways.get(0, [])


def _named_lines(part: str, lines: tuple[str, ...]) -> list[str]:
    """The printed lines of a part, joined where a line does not begin as names do; [] when the lines are not those of the part."""
    if " ".join(lines) != part:
        return []
    found: list[str] = []
    for line in lines:
        if found and not (line[0].isupper() and _begins_name(line)):
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(line)
    return found
