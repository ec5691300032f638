"""Static charts of figures on one scale: a row for each plan, a mark for each year, every figure as text too. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from html import escape

from .charts import WIDTH
from .languages import mark
from .quotations import pieces

LEFT, RIGHT = 8, WIDTH - 8
RADIUS = 5
LANE = 13
LINE = 16
# A line of text of the chart's size holds so many characters.
MOST = 48
COLOURS = 5


@dataclass(frozen=True)
class Series:
    """One column of figures: its name, and whether it is where things stand (hollow mark) or a target (filled mark)."""

    name: str
    baseline: bool = False


@dataclass(frozen=True)
class Mark:
    """A figure of a series; a range has an upper end too."""

    series: int
    value: Decimal
    upper: Decimal | None = None


@dataclass(frozen=True)
class DotRow:
    """One plan: its name, its marks, and its figures as texts."""

    label: str
    marks: list[Mark]
    texts: list[str]


def dot_chart(chart_id: str, title: str, description: str, series: list[Series], rows: list[DotRow], low: tuple[Decimal, str], high: tuple[Decimal, str]) -> str:
    """Rows of marks between `low` and `high` (value, text), readable at 340 px and in print; empty when no row has a mark.

    Years differ by the shape of their mark as well as by its colour (classes dot-0 ... dot-4, dot-base of the style sheet).
    """
    if not any(row.marks for row in rows):
        return ""
    marked = {mark.series for row in rows for mark in row.marks}
    parts: list[str] = []
    y = 8
    for at, one in enumerate(series):
        if at in marked:
            parts += [_shape(at, series, 7, y), f'<text x="20" y="{y + 4}">{escape(one.name)}</text>']
            y += 18
    parts += [f'<text x="0" y="{y + 8}">{_marked(low[1])}</text>', f'<text x="{WIDTH}" y="{y + 8}" text-anchor="end">{_marked(high[1])}</text>']
    y += 20
    span = high[0] - low[0] or Decimal(1)
    for row in rows:
        parts.append(f'<text class="bar-label" x="0" y="{y + 12}">{escape(_cut(row.label))}</text>')
        y += 24
        placed = [(mark, [round(float(LEFT + (RIGHT - LEFT) * (value - low[0]) / span), 1) for value in (mark.value, mark.upper) if value is not None])
                  for mark in row.marks]  # fmt: skip
        lanes = _lanes([at for _mark, at in placed])
        if placed:
            parts.append(f'<path class="dot-track" d="M{LEFT} {y}H{RIGHT}"/>')
        for (mark, at), lane in zip(placed, lanes):
            middle = y + lane * LANE
            if len(at) == 2:
                parts.append(f'<path class="{_colour(mark.series, series)} dot-range" d="M{at[0]} {middle}H{at[1]}"/>')
            parts += [_shape(mark.series, series, x, middle) for x in at]
        y += max(lanes, default=0) * LANE + (10 if placed else -7)
        for line in _lines(row.texts):
            parts.append(f'<text x="0" y="{y + 10}">{_marked(line)}</text>')
            y += LINE
        y += 10
    return (
        f'<svg class="mb-chart" viewBox="0 0 {WIDTH} {y}" role="img" aria-labelledby="{chart_id}-t {chart_id}-d" '
        f'xmlns="http://www.w3.org/2000/svg"><title id="{chart_id}-t">{escape(title)}</title>'
        f'<desc id="{chart_id}-d">{_marked(description, "span")}</desc>{"".join(parts)}</svg>'
    )


def _marked(text: str, element: str = "tspan") -> str:
    """The text as HTML; on a page of another language its Vietnamese words, such as units, are marked."""
    if not mark():
        return escape(text)
    return "".join(f"<{element}{mark()}>{escape(piece)}</{element}>" if vietnamese else escape(piece) for piece, vietnamese in pieces(text))


def _turn(series: int, all_series: list[Series]) -> int:
    """Which of the targets it is: baselines have a look of their own."""
    return sum(not one.baseline for one in all_series[:series])


def _colour(series: int, all_series: list[Series]) -> str:
    return "dot-base" if all_series[series].baseline else f"dot-{_turn(series, all_series) % COLOURS}"


def _shape(series: int, all_series: list[Series], x: float, y: float) -> str:
    """The mark of a series around a point; five shapes, then the same shapes with a hole."""
    colour, r = _colour(series, all_series), RADIUS
    if all_series[series].baseline:
        return f'<circle class="{colour}" cx="{x}" cy="{y}" r="{r}"/>'
    turn = _turn(series, all_series)
    paths = (
        f"M{x - r} {y}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0z",
        f"M{x - r} {y - r}h{2 * r}v{2 * r}h{-2 * r}z",
        f"M{x} {y - r - 1}l{r + 1} {2 * r}h{-2 * r - 2}z",
        f"M{x} {y - r - 1}l{r + 1} {r + 1}l{-r - 1} {r + 1}l{-r - 1} {-r - 1}z",
        f"M{x} {y + r + 1}l{r + 1} {-2 * r}h{-2 * r - 2}z",
    )
    hole = f"M{x - 2} {y - 2}v4h4v-4z" if turn >= COLOURS else ""
    return f'<path class="{colour}" fill-rule="evenodd" d="{paths[turn % COLOURS]}{hole}"/>'


def _lanes(marks: list[list[float]]) -> list[int]:
    """A lane below the track for each mark, so that none hides another."""
    free: list[list[tuple[float, float]]] = []
    found = []
    for at in marks:
        first, last = min(at) - RADIUS - 1, max(at) + RADIUS + 1
        lane = next((n for n, taken in enumerate(free) if all(last <= a or b <= first for a, b in taken)), len(free))
        if lane == len(free):
            free.append([])
        free[lane].append((first, last))
        found.append(lane)
    return found


def _lines(texts: list[str]) -> list[str]:
    """The texts after one another, as many on a line as fit; one that is too long is cut."""
    lines: list[str] = []
    for text in map(_cut, texts):
        if lines and len(lines[-1]) + 3 + len(text) <= MOST:
            lines[-1] += f" · {text}"
        else:
            lines.append(text)
    return lines


def _cut(text: str) -> str:
    return text if len(text) <= MOST else text[: MOST - 1].rsplit(" ", 1)[0] + "…"
