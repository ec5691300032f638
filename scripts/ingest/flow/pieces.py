"""Runs of tokens that may be a cell: their words, drawn lines and oddities, each worked out once. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from .contents import is_body, is_time
from .layout import width
from .tokens import SINGLE, SPACE, Token

_LONGEST = 220  # tokens of one cell
_TORN = 6.0  # a border inside words that belong together
_SIGNS = ("≥", "≤", ">=", "<=", ">", "<")


@dataclass(frozen=True, slots=True, eq=False)
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
    return Growing(run).piece()


class Growing:
    """A piece to which tokens are added one by one."""

    def __init__(self, run: list[Token] | tuple[Token, ...] = ()) -> None:
        self.text, self.lines, self.drawn, self.words, self.empty, self.doubled, self.count = "", 0, [], "", 0, 0, 0
        self.last: Token | None = None
        for token in run:
            self.add(token)

    def add(self, token: Token) -> None:
        if self.last is None or token.gap != SPACE:
            self._close()
            self.lines += 1
        if token.text:
            self.words = f"{self.words} {token.text}" if self.words else token.text
            self.text += token.text if token.joined or not self.text else f" {token.text}"
            if token.gap == SPACE and self.last is not None and self.last.blank:
                self.doubled += 1
        elif token.gap == SPACE and self.words:
            self.doubled += 1
        self.count += 1
        self.last = token

    def _close(self) -> None:
        if self.words:
            self.drawn.append((width(self.words), width(self.words.split(" ", 1)[0])))
        elif self.last is not None:
            self.empty += 1
        self.words = ""

    def piece(self) -> Piece:
        drawn = (*self.drawn, (width(self.words), width(self.words.split(" ", 1)[0]))) if self.words else tuple(self.drawn)
        if not drawn:
            return Piece("", self.lines, (), 0, 0, self.count)
        return Piece(self.text, self.lines, drawn, self.lines - len(drawn), self.doubled, 0)


class Pieces:
    """Of one run: where cells may begin and end, and the pieces between, kept. `torn`: what a border at a place costs for the words around it."""

    def __init__(self, run: list[Token], free: bool = False) -> None:
        self.run, self.free = run, free
        self.cut = [True] * (len(run) + 1)
        for place in range(1, len(run)):
            token, before = run[place], run[place - 1]
            self.cut[place] = free or token.gap != SPACE or token.blank or before.blank or _may_begin(run, place)
        self.torn = [0.0] * (len(run) + 1)
        for place in range(1, len(run)):
            self.torn[place] = _TORN if self.cut[place] and _inside_words(run, place) else 0.0
        self._ends: dict[int, list[tuple[int, Piece]]] = {}

    def ends(self, start: int) -> list[tuple[int, Piece]]:
        """Every end of a piece that begins at `start` and is not empty, nearest first. No piece holds a small step between words: that is a border."""
        if start not in self._ends:
            self._ends[start] = list(self._found(start))
        return self._ends[start]

    def _found(self, start: int):
        run, lines, growing = self.run, 1, Growing()
        for end in range(start + 1, min(len(run), start + _LONGEST) + 1):
            growing.add(run[end - 1])
            if self.cut[end] and (lines == 1 or end == len(run) or self._may_end(end)):
                yield end, growing.piece()
            if end < len(run) and run[end].gap != SPACE:
                lines += 1
                if run[end].gap == SINGLE and run[end].text and run[end - 1].text:
                    return

    def _may_end(self, place: int) -> bool:
        """The last line of several may be followed at the same height by a blank or by a capital letter."""
        token = self.run[place]
        return self.free or token.gap != SPACE or token.blank or self.run[place - 1].blank or not token.text[0].islower()


def _inside_words(run: list[Token], place: int) -> bool:
    """Whether words that belong together stand on both sides: the name of a body, a time, a sign and its figure."""
    before = [token.text for token in run[max(0, place - 7) : place] if token.text]
    after = [token.text for token in run[place : place + 7] if token.text]
    if before and after and before[-1] in _SIGNS:
        return True
    for left in range(1, len(before) + 1):
        head = " ".join(before[-left:])
        for right in range(1, len(after) + 1):
            words = f"{head} {' '.join(after[:right])}"
            if is_body(words) and not is_body(head) or left <= 2 and right <= 3 and is_time(words) and not is_time(head):
                return True
    return False


def _may_begin(run: list[Token], place: int) -> bool:
    word, before = run[place].text, run[place - 1].text
    if not word[0].islower() or word == "x" or before == "x":
        return True
    if before[-1] == "%" or before[0].isdigit():
        return True
    # A known body may begin with a small letter.
    line = [token.text for token in run[place : place + 8] if token.line == run[place].line]
    return any(is_body(" ".join(line[:size])) for size in range(2, len(line) + 1))
