"""Runs of tokens that may be a cell: their words, drawn lines and oddities, each worked out once. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from .contents import is_body
from .layout import width
from .tokens import SINGLE, SPACE, Token, text_of

_LONGEST = 220  # tokens of one cell


@dataclass(frozen=True, slots=True)
class Piece:
    """`lines`: how many are drawn. `drawn`: of those with words, the width and the width of the first word. `empty`: lines without words.

    `doubled`: spaces too many inside lines with words. `blanks`: of a run of blanks only, how many; 0 when there are words.
    """

    text: str
    lines: int
    drawn: tuple[tuple[float, float], ...]
    empty: int
    doubled: int
    blanks: int


def piece(run: list[Token] | tuple[Token, ...]) -> Piece:
    drawn: list[list[str]] = []
    doubled = 0
    for place, token in enumerate(run):
        if not place or token.gap != SPACE:
            drawn.append([])
        if token.text:
            drawn[-1].append(token.text)
        elif token.gap == SPACE and place or place + 1 < len(run) and run[place + 1].gap == SPACE:
            doubled += 1
    worded = tuple((width(" ".join(words)), width(words[0])) for words in drawn if words)
    return Piece(text_of(run), len(drawn), worded, len(drawn) - len(worded) if worded else 0, doubled if worded else 0, 0 if worded else len(run))


class Pieces:
    """Of one run: where cells may begin and end, and the pieces between, kept."""

    def __init__(self, run: list[Token], free: bool = False) -> None:
        self.run, self.free = run, free
        self.cut = [True] * (len(run) + 1)
        for place in range(1, len(run)):
            token, before = run[place], run[place - 1]
            self.cut[place] = free or token.gap != SPACE or token.blank or before.blank or _may_begin(run, place)
        self._ends: dict[int, list[tuple[int, Piece]]] = {}

    def ends(self, start: int) -> list[tuple[int, Piece]]:
        """Every end of a piece that begins at `start` and is not empty, nearest first. No piece holds a small step between words: that is a border."""
        if start not in self._ends:
            self._ends[start] = list(self._found(start))
        return self._ends[start]

    def _found(self, start: int):
        run, lines = self.run, 1
        for end in range(start + 1, min(len(run), start + _LONGEST) + 1):
            if self.cut[end] and (lines == 1 or end == len(run) or self._may_end(end)):
                yield end, piece(run[start:end])
            if end < len(run) and run[end].gap != SPACE:
                lines += 1
                if run[end].gap == SINGLE and run[end].text and run[end - 1].text:
                    return

    def _may_end(self, place: int) -> bool:
        """The last line of several may be followed at the same height by a blank or by a capital letter."""
        token = self.run[place]
        return self.free or token.gap != SPACE or token.blank or self.run[place - 1].blank or not token.text[0].islower()


def _may_begin(run: list[Token], place: int) -> bool:
    word, before = run[place].text, run[place - 1].text
    if not word[0].islower() or word == "x" or before == "x":
        return True
    if before[-1] == "%" or before[0].isdigit():
        return True
    # A known body may begin with a small letter.
    line = [token.text for token in run[place : place + 8] if token.line == run[place].line]
    return any(is_body(" ".join(line[:size])) for size in range(2, len(line) + 1))
