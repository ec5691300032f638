"""A lattice and the characters in it -> a grid: the text of every cell, and what is doubtful about it. Pure."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from .broken_words import mended
from .grid import Box, Cell, Doubt, Grid, Place
from .line_fit import Fit, fit_of
from .pdf_doubts import line_doubts
from .pdf_ink import Char, Rectangle, as_shown, main_turn, upright
from .pdf_lattice import Lattice, Region
from .pdf_painted import astride, painted_words, parted
from .pdf_suspicions import gutter_doubts, overflowing, row_doubts
from .pdf_words import TextLine, text_lines
from .wraps import unwrapped

# A row higher than this part of the page, filled to its end, may be higher than the page.
_TALL = 0.6
# A rule nearer than this to the middle of a letter runs through it.
_STRUCK = 0.15
# The lines of a text follow each other within this part of the size of its letters.
_LEADING = 1.7
# A text cut to its cell may be cut this far outside the rules around it, in points.
_EDGE = 4.0
# A text that leaves a margin at its left and comes this near to the right side of its cell may have been cut there by the program that printed it.
_AT_EDGE = 0.3
# A table that ends this near to the edge of the paper goes on beyond it.
_PAPER = 3.0
_AT_SIDE = Doubt("Chữ chạm mép ô, có thể bản in đã cắt mất một phần; trong ô có đúng là như vậy không?")
# So many cells of a column whose texts all touch its side are aligned there.
_ALIGNED = 3
_OFF_PAPER = "Bảng chạm mép giấy bên phải, nên ô này hoặc các cột sau nó có thể bị cắt mất; trong văn bản gốc bảng còn cột nào nữa?"
_OVERFLOW = "Chữ có thể tràn qua đường kẻ ngang giữa ô này và ô ngay trên hoặc dưới; chữ trong ô có đủ và đúng của ô này không?"


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
    """Whether a cell of the lattice holds the character; one that is clipped away, when it is clipped to a single cell."""
    x, y = char.middle
    if char.clip and not _one_cell(lattice, char):
        return False
    return lattice.xs[0] <= x <= lattice.xs[-1] and lattice.ys[0] <= y <= lattice.ys[-1]


def _one_cell(lattice: Lattice, char: Char) -> bool:
    """Whether the area that a letter is cut to ends where the cell nearest to the letter ends, on the side where the letter lies outside."""
    x, y = char.middle
    own_x, own_y = replace(char, clip=None).middle
    clip = char.clip or (x, y, x, y)
    for region in lattice.regions:
        left, top, right, bottom = _span(lattice, region)
        if left <= x <= right and top <= y <= bottom:
            across = own_x == x or (clip[2] < right + _EDGE if own_x > x else clip[0] > left - _EDGE)
            return across and (own_y == y or (clip[3] < bottom + _EDGE if own_y > y else clip[1] > top - _EDGE))
    return False


def grid_of(lattice: Lattice, chars: Iterable[Char], frame: Frame, method: str = "ruled", strays: Iterable[Char] = ()) -> Grid:
    """The grid of a lattice. `chars`: those for which `inside` holds; `strays`: those just above or below it, which may be of its cells."""
    content = _placed(lattice, list(chars))
    read = {region: _read(content[region].chars, _span(lattice, region), frame) for region in lattice.regions}
    fit = fit_of((read[region][0], _span(lattice, region)[0], _span(lattice, region)[2]) for region in lattice.regions if not any(char.turn for char in content[region].chars))
    cells = row_doubts([_cell(lattice, region, content[region], read[region], fit, frame, method) for region in lattice.regions], len(lattice.ys) - 1)
    cells = _with_overflow(lattice, content, _without_aligned(lattice, cells, read), strays)
    if off_paper(lattice, frame):
        last = len(lattice.xs) - 1
        cells = tuple(cell.doubting(_OFF_PAPER) if cell.text and cell.column + cell.column_span == last else cell for cell in cells)
    edges = (lattice.xs[0], lattice.ys[0], lattice.xs[-1], lattice.ys[-1])
    widths = tuple(round(right - left, 2) for left, right in zip(lattice.xs, lattice.xs[1:]))
    return Grid(cells, len(lattice.ys) - 1, len(lattice.xs) - 1, Place(page=frame.page), widths=widths, boxes=(frame.box(edges),))


def off_paper(lattice: Lattice, frame: Frame) -> bool:
    """Whether the table ends at the right edge of the paper, so that columns of it may stand outside."""
    return lattice.xs[-1] > frame.width - _PAPER


def _without_aligned(lattice: Lattice, cells: tuple[Cell, ...], read: dict[Region, tuple[list[TextLine], list[Doubt]]]) -> tuple[Cell, ...]:
    """The cells, without the question on texts at the side of their column where they end there together: a table without margins, aligned to the right."""
    over: dict[int, list[float]] = {}
    for region, (lines, _) in read.items():
        if lines:
            over.setdefault(region.column + region.columns, []).append(max(line.x1 for line in lines) - lattice.xs[region.column + region.columns])
    aligned = {side for side, ends in over.items() if max(ends) <= _AT_EDGE and sum(end > -_AT_EDGE for end in ends) >= max(_ALIGNED, len(ends) / 2)}
    return tuple(replace(cell, doubts=tuple(doubt for doubt in cell.doubts if doubt != _AT_SIDE)) if cell.column + cell.column_span in aligned else cell for cell in cells)


def _with_overflow(lattice: Lattice, content: dict[Region, _Content], cells: tuple[Cell, ...], strays: Iterable[Char]) -> tuple[Cell, ...]:
    """The cells, those doubting that may have lost words to the cell above or below, or hold words of it."""
    painted = sorted((char.order, number) for number, region in enumerate(lattice.regions) for char in content[region].chars if not char.blank)
    level = [[char for char in content[region].chars if char.turn == 0 and not char.blank] for region in lattice.regions]

    def near(one: int, other: int) -> bool:
        upper, lower = level[one], level[other]
        return bool(upper and lower) and min(char.base for char in lower) - max(char.base for char in upper) < _LEADING * max(char.size for char in upper)

    asked = overflowing([number for _, number in painted], cells, near)
    for char in strays:  # painted between two letters of the table, or as the next after its last one, straight above or below the cell
        before = bisect_right(painted, (char.order, 0)) - 1
        if before >= 0 and (before < len(painted) - 1 or char.order - painted[before][0] <= 2):
            left, _, right, _ = _span(lattice, lattice.regions[painted[before][1]])
            asked |= {painted[before][1]} if left < char.middle[0] < right else set()
    owner = {(region.row + i, region.column): number for number, region in enumerate(lattice.regions) for i in range(region.rows)}
    for region in lattice.regions:
        for char in content[region].chars:
            if side := _struck(lattice, region, char):
                other = owner.get((region.row - 1 if side < 0 else region.row + region.rows, region.column))
                asked |= {other} if other is not None else set()
    return tuple(cell.doubting(_OVERFLOW) if number in asked and cell.text else cell for number, cell in enumerate(cells))


def _field(lattice: Lattice, char: Char) -> tuple[int, int]:
    x, y = char.middle
    return min(bisect_right(lattice.ys, y), len(lattice.ys) - 1) - 1, min(bisect_right(lattice.xs, x), len(lattice.xs) - 1) - 1


def _placed(lattice: Lattice, chars: list[Char]) -> dict[Region, _Content]:
    """The characters by cell. A word that runs over a rule goes whole to the cell that holds most of it, and every cell it touches doubts its text."""
    owner = {(region.row + i, region.column + j): region for region in lattice.regions for i in range(region.rows) for j in range(region.columns)}
    content = {region: _Content() for region in lattice.regions}
    words = painted_words(sorted(chars, key=lambda char: char.order))
    for word in itertools.chain.from_iterable(parted(word, lattice.xs) for word in words):
        homes = [owner[_field(lattice, char)] for char in word]
        touched = list(dict.fromkeys(homes))
        clipped = [home for char, home in zip(word, homes) if char.clip]
        if clipped:
            homes = [clipped[0]] * len(word)
        elif len(touched) > 1:
            question = f"Chữ “{''.join(char.text for char in word)}” nằm đè lên đường kẻ giữa hai ô; nó thuộc ô nào?"
            for region in touched:
                content[region].doubts.append(Doubt(question))
            if any(astride(lattice.xs, char) for char in word):
                homes = [max(touched, key=homes.count)] * len(word)
        for char, region in zip(word, homes):
            content[region].chars.append(char)
            if char.clip and not char.blank:
                content[region].doubts.append(Doubt("Chữ dài hơn ô nên bản in bị cắt, phần bị cắt lấy từ tệp; ô đúng là như vậy chứ?"))
            if _struck(lattice, region, char):
                content[region].doubts.append(Doubt("Chữ nằm đè lên đường kẻ trên hoặc dưới ô; chữ có thuộc ô này không?"))
    return content


def _struck(lattice: Lattice, region: Region, char: Char) -> int:
    """-1 when the rule above the cell runs through the letter, 1 when the one below does, else 0."""
    if char.blank or char.turn != 0 or char.clip:
        return 0
    _, middle = char.middle
    if middle - lattice.ys[region.row] < _STRUCK * char.size:
        return -1
    return int(lattice.ys[region.row + region.rows] - middle < _STRUCK * char.size)


def _span(lattice: Lattice, region: Region) -> Rectangle:
    return lattice.xs[region.column], lattice.ys[region.row], lattice.xs[region.column + region.columns], lattice.ys[region.row + region.rows]


def places(lattice: Lattice) -> list[Rectangle]:
    """The areas of the cells, in their order."""
    return [_span(lattice, region) for region in lattice.regions]


def _cell(lattice: Lattice, region: Region, content: _Content, read: tuple[list[TextLine], list[Doubt]], fit: Fit, frame: Frame, method: str) -> Cell:
    edges, (lines, doubts) = _span(lattice, region), read
    texts, more = mended(lines, edges[2] - edges[0], fit)
    doubts = [*content.doubts, *doubts, *more]
    doubts += gutter_doubts(lines, lattice.xs[region.column + 1 : region.column + region.columns])
    if not any(char.turn for char in content.chars) and not content.doubts and any(line.x1 > edges[2] - _AT_EDGE and line.x0 > edges[0] + 2 * _AT_EDGE for line in lines):
        doubts.append(_AT_SIDE)
    if lines and edges[3] - edges[1] > _TALL * frame.height and edges[3] - lines[-1].base < lines[-1].size:
        doubts.append(Doubt("Ô cao gần hết trang và chữ đầy tới đáy ô, phần sau có thể bị cắt mất; trong văn bản gốc chữ kết thúc ở đâu?"))
    if not region.sure:
        doubts.append(Doubt("Đường kẻ quanh ô này không khép kín; ô có đúng là một ô riêng không?"))
    raw = "\n".join(line.text.strip() for line in lines)
    return Cell(
        region.row, region.column, unwrapped(texts), raw, Place(page=frame.page), region.rows, region.columns, method, tuple(dict.fromkeys(doubts)), frame.box(edges),
        may_go_on=bool(lines) and fit.may_go_on(lines[-1], edges[2] - edges[0]),
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
    if any(char.struck for char in solid):
        doubts.append(Doubt("Ô này có chữ bị gạch ngang: giữ hay bỏ?", unwrapped([line.text for line in text_lines([char for char in upright(chars, turn, frame.width, frame.height) if char.turn == 0 and not char.struck])])))
    if any(char.legacy for char in solid):
        doubts.append(Doubt("Ô dùng phông chữ trước Unicode (.VnTime, VNI); chữ đọc ra có thể sai, trong văn bản in là gì?"))
    return lines, [*doubts, *line_doubts(lines)]
