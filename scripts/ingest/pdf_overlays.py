"""What is laid over a page: frames of stamps in colour with their words, watermarks in huge letters, words printed over others. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from .grid import Cell, Doubt
from .pdf_edges import Rule
from .pdf_ink import Bar, Char, Ink, Rectangle
from .pdf_overprints import around, covering, overprints

# A frame of at least this size, in points, drawn in at most so many strokes.
_WIDE, _HIGH, _STROKES = 25.0, 15.0, 16
_TOUCH = 3.0
# With more lines than this a page is no stamped table, and looking at each pair of them takes long.
_MANY = 400
# The coloured lines of a page are frames of stamps when they are less than this part of its lines: else its tables are drawn in colour.
_FEW = 0.4
# Letters this much larger than most of the page, and at least so high in points.
_HUGE, _HUGE_POINTS = 2.2, 28.0
_COVERED = Doubt("Trong ô có chữ bị che (bôi đen hoặc xóa trắng), phần bị che không được đọc; ô đúng là như đang thấy chứ?")
_DOUBT = Doubt("Có dấu hoặc khung màu đóng chồng lên ô này; chữ trong ô đọc như vậy có đúng không?")


@dataclass(frozen=True)
class Overlays:
    """`frames`: the areas of stamps, of words over others and of boxes painted over letters; `covered`: the orders of those letters, which are not seen; `printed`: those of words over others; `letters`: orders of the characters of stamps and watermarks, and of those white on white paper."""

    frames: tuple[Bar, ...] = ()
    letters: frozenset[int] = frozenset()
    covered: frozenset[int] = frozenset()
    printed: frozenset[int] = frozenset()

    def drawn(self, bar: Bar) -> bool:
        """Whether the bar is a side of a stamp."""
        return bar.vivid and any(_within(bar, frame) for frame in self.frames)

    def with_frame(self, upper: Rule, lower: Rule, left: Rule, right: Rule) -> Overlays:
        return replace(self, frames=(*self.frames, Bar(left.at, upper.at, right.at, lower.at)))

    def asked(self, cells: Iterable[Cell], places: Sequence[Rectangle], chars: Sequence[Char]) -> tuple[Cell, ...]:
        """The cells, those doubting whose letters a stamp covers. `places`: the areas of the cells; `chars`: the letters in them."""
        covered = [char.middle for char in chars if not char.blank and any(_holds(frame, char) for frame in self.frames)]
        under = [any(x0 <= x <= x1 and top <= y <= bottom for x, y in covered) for x0, top, x1, bottom in places]
        return tuple(cell.doubting(_DOUBT.question) if hit else cell for cell, hit in zip(cells, under))

    def asked_hidden(self, cells: Iterable[Cell], places: Sequence[Rectangle], hidden: Sequence[Char]) -> tuple[Cell, ...]:
        """The cells, those doubting in which letters are covered, or set aside as printed over others. `hidden`: the letters that stand in the table and are not read."""
        points = [char.middle for char in hidden if char.order in self.covered]
        over = [char.middle for char in hidden if char.order in self.printed]
        found = []
        for cell, (x0, top, x1, bottom) in zip(cells, places):
            for letters, doubt in ((points, _COVERED), (over, _DOUBT)):
                if doubt not in cell.doubts and any(x0 <= x <= x1 and top <= y <= bottom for x, y in letters):
                    cell = cell.doubting(doubt.question)
            found.append(cell)
        return tuple(found)


def overlays(ink: Ink) -> Overlays:
    sizes = [char.size for char in ink.chars if not char.blank]
    most = max(_HUGE_POINTS, _HUGE * median(sizes)) if sizes else 0.0
    letters = {char.order for char in ink.chars if char.size > most}
    frames = tuple(_frames(ink))
    if frames:
        letters |= {char.order for char in ink.chars if char.vivid and any(_holds(frame, char) for frame in frames)}
    laid = overprints([char for char in ink.chars if char.order not in letters])
    printed = {order for run in laid for order in range(run[0].order, run[-1].order + 1)}  # with the blanks between them
    letters |= printed
    covered, boxes = covering([*ink.fills, *ink.images], ink.chars)
    letters |= covered
    pale = [char for char in ink.chars if char.white]
    if pale:
        ground = [area for area in (*ink.fills, *ink.images) if not area.white]
        letters |= {char.order for char in pale if not any(_holds(area, char) for area in ground)}
    return Overlays((*frames, *map(around, laid), *boxes), frozenset(letters), frozenset(covered), frozenset(printed))


def _frames(ink: Ink) -> list[Bar]:
    coloured = [bar for bar in ink.bars if bar.vivid]
    if not coloured or len(coloured) > _MANY or sum(map(_length, coloured)) > _FEW * sum(map(_length, ink.bars)):
        return []
    groups: list[tuple[Bar, int]] = []
    for bar in coloured:
        count = 1
        kept = []
        for other, size in groups:
            if _near(bar, other):
                bar, count = _around(bar, other), count + size
            else:
                kept.append((other, size))
        groups = [*kept, (bar, count)]
    return [bar for bar, count in groups if count <= _STROKES and bar.x1 - bar.x0 >= _WIDE and bar.bottom - bar.top >= _HIGH]


def laid_frames(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[Rule, Rule, Rule, Rule]]:
    """Rectangles (upper, lower, left, right side) that lie across a table: rules pass through their sides, and none of them goes on at a corner."""
    found: list[tuple[Rule, Rule, Rule, Rule]] = []
    if len(across) > _MANY or len(down) > _MANY:
        return found
    for number, upper in enumerate(across):
        for lower in across[number + 1 :]:
            if lower.at - upper.at < _HIGH or abs(lower.start - upper.start) > 1 or abs(lower.end - upper.end) > 1 or upper.length < _WIDE:
                continue
            near = [rule for rule in down if abs(rule.start - upper.at) <= 1 and abs(rule.end - lower.at) <= 1]
            left = next((rule for rule in near if abs(rule.at - upper.start) <= 1), None)
            right = next((rule for rule in near if abs(rule.at - upper.end) <= 1), None)
            if left and right:
                crossed = sum(_through(rule, side) for side in (left, right) for rule in across) + sum(_through(rule, side) for side in (upper, lower) for rule in down)
                if crossed >= 2:
                    found.append((upper, lower, left, right))
    return found


def _through(rule: Rule, side: Rule) -> bool:
    """Whether a rule goes right through the side of a rectangle, to both of its sides."""
    return rule.start < side.at - _TOUCH and rule.end > side.at + _TOUCH and side.start + _TOUCH < rule.at < side.end - _TOUCH


def _length(bar: Bar) -> float:
    return max(bar.x1 - bar.x0, bar.bottom - bar.top)


def _near(one: Bar, other: Bar) -> bool:
    return one.x0 - _TOUCH <= other.x1 and other.x0 - _TOUCH <= one.x1 and one.top - _TOUCH <= other.bottom and other.top - _TOUCH <= one.bottom


def _around(one: Bar, other: Bar) -> Bar:
    return Bar(min(one.x0, other.x0), min(one.top, other.top), max(one.x1, other.x1), max(one.bottom, other.bottom), vivid=True)


def _within(bar: Bar, frame: Bar) -> bool:
    return frame.x0 - 1 <= bar.x0 and bar.x1 <= frame.x1 + 1 and frame.top - 1 <= bar.top and bar.bottom <= frame.bottom + 1


def _holds(frame: Bar, char: Char) -> bool:
    x, y = char.middle
    return frame.x0 <= x <= frame.x1 and frame.top <= y <= frame.bottom
