"""What is painted on a page of a PDF: characters, bars thin enough to be rules, filled areas, pictures. Pure values."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

Rectangle = tuple[float, float, float, float]
# The area a text is cut to may reach a little over the rules of its cell, in points.
_INSET = 5.0


@dataclass(frozen=True, slots=True)
class Char:
    """One character in its frame: points from the upper left corner. `drop`: how far its baseline is above its own bottom.

    `turn`: degrees, counterclockwise, by which it is turned in this frame (0, 90, 180, 270), None when it slants.
    `clip`: the area that its text is cut to, when the letter lies outside it and so is not shown; `area`: the same of every letter.
    `vivid`: in a colour that is no grey, `white`: in that of paper; `legacy`: of a font of the encodings before Unicode.
    `string`: which of the strings that the page paints one after the other it is of, 0 when that is not known; `struck`: a line is drawn through it.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    drop: float = 0.0
    turn: int | None = 0
    bold: bool = False
    order: int = 0
    clip: Rectangle | None = None
    area: Rectangle | None = None
    vivid: bool = False
    white: bool = False
    legacy: bool = False
    string: int = 0
    struck: bool = False

    @property
    def base(self) -> float:
        """The baseline; only of a character that is not turned."""
        return self.bottom - self.drop

    @property
    def middle(self) -> tuple[float, float]:
        """A point inside the letter, whatever the font says of its height; of one that is clipped away, the nearest point well inside its area."""
        x, y = (self.x0 + self.x1) / 2, self.base - 0.3 * self.size if self.turn == 0 else (self.top + self.bottom) / 2
        if not self.clip:
            return x, y
        x0, top, x1, bottom = self.clip
        return _well_inside(x, x0, x1), _well_inside(y, top, bottom)

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def _well_inside(at: float, start: float, end: float) -> float:
    inset = min(_INSET, (end - start) / 2)
    return at if start <= at <= end else min(max(at, start + inset), end - inset)


@dataclass(frozen=True, slots=True)
class Bar:
    """A painted rectangle, thin or not. `white`: in the colour of paper; `vivid`: in a colour that is no grey; `covers`: how many letters of the page had been painted
    when it was painted over them, 0 when they are seen through it.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    white: bool = False
    vivid: bool = False
    covers: int = 0


@dataclass
class Ink:
    """One page as shown (turned by /Rotate, cut to its crop box). `undrawn`: how many fields of a form hold something that no program has drawn."""

    width: float
    height: float
    chars: list[Char] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    fills: list[Bar] = field(default_factory=list)
    images: list[Bar] = field(default_factory=list)
    hidden: int = 0
    unreadable: int = 0
    undrawn: int = 0
    damaged: bool = False
    recognised: bool = False
    slanting: str = ""
    legacy_fonts: set[str] = field(default_factory=set)


def turned(box: Rectangle, turn: int, width: float, height: float) -> Rectangle:
    """A box of a page of this size in the frame where text turned by `turn` stands upright."""
    x0, top, x1, bottom = box
    if turn == 90:
        return height - bottom, x0, height - top, x1
    if turn == 180:
        return width - x1, height - bottom, width - x0, height - top
    if turn == 270:
        return top, width - x1, bottom, width - x0
    return box


def _moved(bars: list[Bar], turn: int, width: float, height: float) -> list[Bar]:
    return [Bar(*turned((bar.x0, bar.top, bar.x1, bar.bottom), turn, width, height), bar.white, bar.vivid, bar.covers) for bar in bars]


def upright(chars: list[Char], turn: int, width: float, height: float) -> list[Char]:
    """The characters in the frame where those turned by `turn` stand upright."""
    if not turn:
        return chars
    found = []
    for char in chars:
        x0, top, x1, bottom = turned((char.x0, char.top, char.x1, char.bottom), turn, width, height)
        clip = turned(char.clip, turn, width, height) if char.clip else None
        area = turned(char.area, turn, width, height) if char.area else None
        found.append(replace(char, clip=clip, area=area, x0=x0, top=top, x1=x1, bottom=bottom, turn=None if char.turn is None else (char.turn - turn) % 360))
    return found


def main_turn(chars: list[Char]) -> int:
    """How most characters are turned."""
    counts = {0: 0, 90: 0, 180: 0, 270: 0}
    for char in chars:
        if char.turn is not None and not char.blank:
            counts[char.turn] += 1
    return max(counts, key=lambda turn: counts[turn])


def standing(ink: Ink) -> tuple[Ink, int]:
    """The page in the frame in which most of its text stands upright, and how it was turned."""
    turn = main_turn(ink.chars)
    if not turn:
        return ink, 0
    width, height = (ink.height, ink.width) if turn in (90, 270) else (ink.width, ink.height)
    moved = replace(
        ink, width=width, height=height, chars=upright(ink.chars, turn, ink.width, ink.height), bars=_moved(ink.bars, turn, ink.width, ink.height),
        fills=_moved(ink.fills, turn, ink.width, ink.height), images=_moved(ink.images, turn, ink.width, ink.height),
    )  # fmt: skip
    return moved, turn


def as_shown(box: Rectangle, turn: int, width: float, height: float) -> Rectangle:
    """A box of the frame given by `standing` (its size: width, height) back on the page as shown."""
    return turned(box, (360 - turn) % 360, width, height)
