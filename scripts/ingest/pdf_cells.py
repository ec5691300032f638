"""A lattice and the characters in it -> a grid: the text of every cell, and what is doubtful about it. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from .broken_words import mended
from .grid import Box, Cell, Doubt, Grid, Place
from .pdf_ink import Char, Rectangle, as_shown, main_turn, upright
from .pdf_lattice import Lattice, Region
from .pdf_words import TextLine, text_lines
from .wraps import unwrapped

# Letters nearer than this part of their size, on both sides of a rule, are of one word that the rule cuts.
_CUT = 0.12


@dataclass(frozen=True)
class Frame:
    """Where a page's text stands upright: its size, and how it is turned on the page as shown."""

    page: int
    width: float
    height: float
    turn: int = 0

    def box(self, rectangle: Rectangle) -> Box:
        x0, top, x1, bottom = as_shown(rectangle, self.turn, self.width, self.height)
        return Box(self.page, round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))


@dataclass
class _Content:
    chars: list[Char] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def inside(lattice: Lattice, char: Char) -> bool:
    x, y = char.middle
    return lattice.xs[0] <= x <= lattice.xs[-1] and lattice.ys[0] <= y <= lattice.ys[-1]


def grid_of(lattice: Lattice, chars: Iterable[Char], frame: Frame, method: str = "ruled") -> Grid:
    """The grid of a lattice. `chars`: those for which `inside` holds."""
    chars = list(chars)
    owner = {(region.row + i, region.column + j): region for region in lattice.regions for i in range(region.rows) for j in range(region.columns)}
    content = {region: _Content() for region in lattice.regions}
    placed = [(char, owner[_field(lattice, char)]) for char in chars]
    for char, region in placed:
        content[region].chars.append(char)
    _cut_words(placed, content, lattice)
    cells = tuple(_cell(lattice, region, content[region], frame, method) for region in lattice.regions)
    edges = (lattice.xs[0], lattice.ys[0], lattice.xs[-1], lattice.ys[-1])
    widths = tuple(round(right - left, 2) for left, right in zip(lattice.xs, lattice.xs[1:]))
    return Grid(cells, len(lattice.ys) - 1, len(lattice.xs) - 1, Place(page=frame.page), widths=widths, boxes=(frame.box(edges),))


def _field(lattice: Lattice, char: Char) -> tuple[int, int]:
    x, y = char.middle
    return min(bisect_right(lattice.ys, y), len(lattice.ys) - 1) - 1, min(bisect_right(lattice.xs, x), len(lattice.xs) - 1) - 1


def _cut_words(placed: list[tuple[Char, Region]], content: dict[Region, _Content], lattice: Lattice) -> None:
    """Both cells doubt their text where a word runs over the rule between them."""
    solid = sorted(((char, region) for char, region in placed if char.turn == 0 and not char.blank), key=lambda pair: (round(pair[0].base, 1), pair[0].x0, pair[0].order))
    seen: set[tuple[Region, Region]] = set()
    for (before, left), (after, right) in zip(solid, solid[1:]):
        near = abs(before.base - after.base) < 0.1 * after.size and -0.5 * after.size < after.x0 - before.x1 < _CUT * after.size
        if left is not right and near and (left, right) not in seen:
            seen.add((left, right))
            for region in (left, right):
                content[region].doubts.append(Doubt("Chữ nằm đè lên đường kẻ giữa hai ô; phần nào thuộc ô này?", ""))


def _span(lattice: Lattice, region: Region) -> Rectangle:
    return lattice.xs[region.column], lattice.ys[region.row], lattice.xs[region.column + region.columns], lattice.ys[region.row + region.rows]


def _cell(lattice: Lattice, region: Region, content: _Content, frame: Frame, method: str) -> Cell:
    edges = _span(lattice, region)
    lines, doubts = _read(content.chars, edges, frame)
    texts, more = mended(lines, edges[2] - edges[0])
    doubts += more + content.doubts
    if not region.sure:
        doubts.append(Doubt("Đường kẻ quanh ô này không khép kín; ô có đúng là một ô riêng không?"))
    raw = "\n".join(line.text.strip() for line in lines)
    return Cell(
        region.row, region.column, unwrapped(texts), raw, Place(page=frame.page), region.rows, region.columns, method, tuple(dict.fromkeys(doubts)), frame.box(edges)
    )  # fmt: skip


def _read(chars: list[Char], edges: Rectangle, frame: Frame) -> tuple[list[TextLine], list[Doubt]]:
    """The lines of a cell, also when its text is turned; text turned in two ways is doubtful."""
    doubts: list[Doubt] = []
    solid = [char for char in chars if not char.blank]
    turn = main_turn(solid)
    straight = text_lines([char for char in upright(chars, turn, frame.width, frame.height) if char.turn == 0])
    lines = list(straight)
    others = [char for char in solid if char.turn != turn]
    if others:
        other = main_turn(others)
        aside = text_lines([char for char in upright(others, other, frame.width, frame.height) if char.turn == 0])
        lines += aside
        doubts.append(Doubt("Ô có chữ viết theo hai chiều; đọc đúng thứ tự chưa?", unwrapped([line.text for line in (*aside, *straight)])))
    if any(line.raised for line in lines):
        if any(_raised_after_digit(line.text) for line in lines):
            doubts.append(Doubt("Số nhỏ in cao trong ô là chú thích, không phải một phần của con số?", unwrapped([_lowered(line.text) for line in lines])))
    if any("\ufffd" in line.text for line in lines):
        doubts.append(Doubt("Phông chữ trong tệp thiếu bảng mã nên có chữ không đọc được (�); trong văn bản in là chữ gì?"))
    if any("\ue000" <= character <= "\uf8ff" for line in lines for character in line.text):
        doubts.append(Doubt("Ô có ký hiệu của phông riêng mà tệp không cho biết nghĩa; trong văn bản in là ký hiệu gì?"))
    return lines, doubts


_HIGH = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def _raised_after_digit(text: str) -> bool:
    return any(after in _HIGH and before.isdecimal() for before, after in zip(text, text[1:]))


def _lowered(text: str) -> str:
    return text.translate(str.maketrans(_HIGH, "0123456789"))
