"""Tables with rules between the rows only: their columns part where every row leaves white space. Pure."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from .pdf_edges import Rule
from .pdf_ink import Bar, Char
from .pdf_lattice import Lattice
from .pdf_levels import SAME, TITLES, Level, shaded, tables
from .pdf_lines import is_page_number

Band = list[tuple[float, float]]
# A table by itself has at least so many rules.
_RULES = 3
# White space between columns: its width in points, and the part of the rows that may cross it (merged cells).
_GUTTER, _CROSSED = 4.0, 0.25
_FEWEST = 3
# White space (besides that of a word's sides) that parts the cells of one row at a border.
_PARTED = 2.0
# A border that rules show is one that white space shows when they are this near, or no text begins or ends between them.
_NEAR = 8.0
# White space between two headings, in points.
_HEAD_GAP = 5.0
# Lines of a row follow each other within this part of the size of their letters.
_LEADING = 1.8


@dataclass(frozen=True)
class Banded:
    """One table without vertical rules, from `start` to `end` and `top` to `bottom`: its rules across and, as rules down, the white space between its columns.

    `bands`: of each of its rows with text, the stretches that letters cover; the first `levels` of them may be the heading. `ends`: where rules begin
    and end that leave out a merged cell. Without rules down where no columns were found.
    """

    start: float
    end: float
    top: float
    bottom: float
    bands: tuple[Band, ...]
    levels: int = 1
    ends: tuple[float, ...] = ()
    across: tuple[Rule, ...] = ()
    down: tuple[Rule, ...] = ()


# Number of a group on its page -> which part of its table it is, from 0, and the parts on all its pages.
Others = Mapping[int, tuple[int, Sequence[Banded]]]


def banded(across: Sequence[Rule], fills: Iterable[Bar], chars: Sequence[Char], found: Sequence[Lattice], others: Others = MappingProxyType({}), words: bool = False, framed: Sequence[Lattice] = ()) -> list[Banded]:
    """Every group of rules (or of edges of shaded rows) that may be a table with rules between its rows only, from the top.

    With `others` a group needs no rows of its own to know its columns. `words`: what is given are whole words, whose gaps say nothing of columns
    in one row alone, and rules whose pieces say nothing of merged cells. `framed`: tables with a rule at each side, outside which nothing of them stands.
    """
    free = [rule for rule in [*across, *shaded(fills)] if not any(one.ys[0] - 3 <= rule.at <= one.ys[-1] + 3 for one in found)]
    inside = [char for char in chars if not char.blank and char.turn == 0 and not char.clip]
    levels = tables(free, inside)
    closed = {(round(one.ys[0]), round(one.ys[-1])) for one in framed}
    return [
        _banded(Level(level.rules, []) if words else level, inside, words, (round(level.rules[0].at), round(level.rules[-1].at)) in closed, *others.get(number, (-1, ())))
        for number, level in enumerate(levels)
    ]


def _banded(table: Level, chars: Sequence[Char], words: bool, closed: bool, at: int, pages: Sequence[Banded]) -> Banded:
    level, parts = table.rules, table.parts
    start, end = level[0].start, level[0].end
    ys = sorted({rule.at for rule in (*level, *parts)})
    own = tuple(band for band in _bands(ys, chars, start, end) if band)
    # The heading may stand above the first rule.
    heading = [] if closed else _merged([_stretch(char) for line in _beyond(ys[0], -1, chars, level[0]) for char in line if _cells(_merged(list(map(_stretch, line)))) >= _FEWEST])
    own = (heading, *own) if heading else own
    levels = _levels(own, ys, [rule for rule in parts if rule.at < level[: TITLES + 1][-1].at])
    inner = sorted(x for rule in parts for x in (rule.start, rule.end) if start + _NEAR < x < end - _NEAR)
    ends = tuple(x for before, x in zip([start, *inner], inner) if x - before > SAME)
    bare = Banded(start, end, ys[0], ys[-1], own, levels, ends)
    if len(level) < _RULES and not pages:
        return bare
    bands = [band for page in pages for band in page.bands] or list(own)
    # A title between the rows crosses borders: where there are rows of three cells and more, those show the columns.
    full = [band for band in bands if _cells(band) >= _FEWEST]
    borders = _gutters(full if len(full) > _FEWEST and not words else bands, start, end)
    if len(borders) < _FEWEST - 1:
        return bare
    known = pages[0] if pages else bare
    borders = sorted([*(border for border in borders if not any(_same_gutter(border, x, bands) for x in known.ends)), *known.ends])
    borders = borders if words else sorted([*borders, *_headed(bands, known.levels, borders)])
    # A row cut by the end of a page may go on in one column alone.
    least = [1 if at not in (end_page, -1) else 2 for end_page in (0, len(pages) - 1)]
    if not closed:
        ys = [*_outside(ys[0], -1, chars, borders, level[0], least[0]), *ys, *_outside(ys[-1], 1, chars, borders, level[0], least[1])]
    if len(ys) < 2:
        return bare
    rows = _bands(ys, chars, start, end)
    sides = [Rule(x, ys[0], ys[-1]) for x in (start, end)]
    walls = [wall for x in borders for wall in _walls(x, ys, rows)]
    whole = [Rule(y, start, end) for y in ys if not any(rule.at == y for rule in parts)]
    return Banded(start, end, ys[0], ys[-1], own, levels, ends, (*whole, *parts), (*sides, *walls))


def _walls(x: float, ys: Sequence[float], rows: Sequence[Band]) -> list[Rule]:
    """The upright rules of a border: through every run of rows that it parts."""
    found: list[Rule] = []
    for top, bottom, band in zip(ys, ys[1:], rows):
        if _parted(band, x):
            found.append(Rule(x, found.pop().start if found and found[-1].end == top else top, bottom))
    return found


def _parted(band: Band, x: float) -> bool:
    """Whether a row leaves more white space at a border than between two words."""
    left = max((end for _, end in band if end <= x), default=x - _GUTTER)
    right = min((start for start, _ in band if start >= x), default=x + _GUTTER)
    return right - left >= _PARTED and not any(start < x < end for start, end in band)


def _headed(bands: Sequence[Band], levels: int, borders: Sequence[float]) -> list[float]:
    """Borders of columns in which hardly anything but their heading stands: in the wide gaps of the first rows, `levels` many, where no row below crosses."""
    below = _merged([stretch for band in bands[levels:] for stretch in band])
    found: list[float] = []
    for head in bands[:levels]:
        for (_, left), (right, _) in itertools.pairwise(head):
            if right - left < _HEAD_GAP or any(left < border < right for border in (*borders, *found)):
                continue
            edges = [left, *(min(max(x, left), right) for stretch in below for x in stretch), right]
            start, end = max(zip(edges[::2], edges[1::2]), key=lambda gap: gap[1] - gap[0])
            found += [(start + end) / 2] if end > start else []
    return found


def _same_gutter(one: float, other: float, bands: Iterable[Band]) -> bool:
    """Whether no text begins or ends between two borders."""
    start, end = min(one, other), max(one, other)
    return end - start <= _NEAR or not any(start < x < end for band in bands for stretch in band for x in stretch)


def _levels(bands: Sequence[Band], ys: Sequence[float], parts: Sequence[Rule]) -> int:
    """How many first rows may be titles and the heading: up to the first with three columns, and as far as rules leave out its tall cells."""
    first = next((number for number, band in enumerate(bands) if _cells(band) >= _FEWEST), 0)
    tall = max((ys.index(rule.at) for rule in parts), default=0)
    return 1 + max(first, tall if tall <= TITLES else 0)


def _cells(band: Band) -> int:
    """How many pieces of a row have wide gaps between them."""
    return 1 + sum(right - left >= _HEAD_GAP for (_, left), (right, _) in itertools.pairwise(band))


def _bands(ys: Sequence[float], chars: Sequence[Char], start: float, end: float) -> list[Band]:
    """Of each row, the stretches that its letters cover, from left to right."""
    bands: list[Band] = [[] for _ in ys[1:]]
    for char in chars:
        x, y = char.middle
        row = bisect_left(ys, y) - 1
        if start <= x <= end and 0 <= row < len(bands):
            bands[row].append(_stretch(char))
    return [_merged(band) for band in bands]


def _beyond(edge: float, sign: int, chars: Sequence[Char], level: Rule) -> list[list[Char]]:
    """The lines that follow each other from the first rule up (-1) or from the last one down (1), the nearest first."""
    near = sorted((char for char in chars if level.start <= char.middle[0] <= level.end and (char.middle[1] - edge) * sign > 0), key=lambda char: (char.middle[1] - edge) * sign)
    lines: list[list[Char]] = []
    for char in near:
        if abs(char.middle[1] - edge) > _LEADING * char.size:
            break
        if not lines or abs(char.middle[1] - edge) > 0.5 * char.size:
            lines.append([])
            edge = char.middle[1]
        lines[-1].append(char)
    return lines


def _outside(edge: float, sign: int, chars: Sequence[Char], borders: Sequence[float], level: Rule, least: int) -> list[float]:
    """The far side of a row that stands above the first rule (-1) or below the last one (1): text in `least` columns or more that crosses no border."""
    row: list[Char] = []
    for line in _beyond(edge, sign, chars, level):
        if any(start < border < end for start, end in _merged([(char.x0, char.x1) for char in line]) for border in borders):
            break
        row += line
    columns = {sum(border < char.middle[0] for border in borders) for char in row}
    if len(columns) < least or is_page_number("".join(char.text for char in row)):
        return []
    return [row[-1].middle[1] + sign * row[-1].size]


def _stretch(char: Char) -> tuple[float, float]:
    return char.x0 - 0.15 * char.size, char.x1 + 0.15 * char.size


def _merged(pieces: list[tuple[float, float]]) -> Band:
    found: list[tuple[float, float]] = []
    for start, end in sorted(pieces):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def _gutters(bands: Sequence[Band], start: float, end: float) -> list[float]:
    """A border in each stretch that hardly any row covers, between ones that several do: where the fewest rows cross it."""
    most, least = (int(_CROSSED * len(bands)), _GUTTER) if len(bands) > _FEWEST else (0, 1.25 * _GUTTER)
    steps = sorted([(x0, 1) for band in bands for x0, _ in band] + [(x1, -1) for band in bands for _, x1 in band])
    borders: list[float] = []
    white: list[tuple[int, float, float]] = []
    depth, last, seen = 0, start, False
    for x, step in steps:
        if depth <= most and x > last:
            white.append((depth, last, x))
        depth, last = depth + step, x
        if depth > most:
            borders += _border(white, least) if seen else []  # the first stretch is the margin
            white, seen = [], True
    return [x for x in borders if start < x < end]


def _border(white: Sequence[tuple[int, float, float]], least: float) -> list[float]:
    """The middle of the least crossed part of a stretch of (rows that cross, from, to); none in a narrow stretch."""
    if not white or white[-1][2] - white[0][1] < least:
        return []
    fewest = min(crossing for crossing, _, _ in white)
    start, end = max(((start, end) for crossing, start, end in white if crossing == fewest), key=lambda part: part[1] - part[0])
    return [(start + end) / 2]
