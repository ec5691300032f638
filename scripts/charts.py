"""Static charts: numbers -> SVG text, with a title and a text alternative. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from .languages import _, mark

WIDTH = 340
BAR = 12
LABEL = 16
GAP = 14


@dataclass(frozen=True)
class Bar:
    """One bar: its series (0, 1, ...), its amount (None: not stated), and the amount as text."""

    series: int
    amount: int | None
    text: str

    @property
    def said(self) -> str:
        """The figure as the text alternative says it, beside its series."""
        return _("không nêu") if self.amount is None else self.text


@dataclass(frozen=True)
class BarGroup:
    """A labelled group of bars, one for each series. `quoted`: the label is in the words of a document."""

    label: str
    bars: list[Bar]
    quoted: bool = False


def bar_chart(chart_id: str, title: str, description: str, series: list[str], groups: list[BarGroup]) -> str:
    """Horizontal bars in groups, on one scale from zero, readable at 340 px and in print.

    Every bar carries its figure as text, so nothing rests on colour or length alone. Colours come from the
    page's style sheet (classes bar-0, bar-1). The description is text, or HTML that says so by
    `__html__`. Empty when no bar has an amount above zero.
    """
    longest = max((bar.amount or 0 for group in groups for bar in group.bars), default=0)
    if not longest:
        return ""
    parts: list[str] = []
    y = 0
    for index, name in enumerate(series):
        parts.append(f'<rect class="bar-{index}" x="0" y="{y}" width="12" height="12"/>')
        parts.append(f'<text x="18" y="{y + 11}">{escape(name)}</text>')
        y += 20
    y += 6
    for group in groups:
        parts.append(f'<text class="bar-label"{mark() if group.quoted else ""} x="0" y="{y + 12}">{escape(_shorten(group.label))}</text>')
        y += LABEL + 2
        for bar in group.bars:
            if bar.amount is None:
                parts.append(f'<text class="bar-none" x="0" y="{y + 11}">{escape(bar.text)}</text>')
                y += BAR + 5
                continue
            # Leave room for the figure beside the longest bar.
            length = round((WIDTH - 112) * bar.amount / longest, 1)
            parts.append(f'<rect class="bar-{bar.series}" x="0" y="{y}" width="{max(length, 1)}" height="{BAR}"/>')
            parts.append(f'<text x="{round(max(length, 1) + 6, 1)}" y="{y + 11}">{escape(bar.text)}</text>')
            y += BAR + 5
        y += GAP - 5
    return (
        f'<svg class="mb-chart" viewBox="0 0 {WIDTH} {y}" role="img" aria-labelledby="{chart_id}-t {chart_id}-d" '
        f'xmlns="http://www.w3.org/2000/svg"><title id="{chart_id}-t">{escape(title)}</title>'
        f'<desc id="{chart_id}-d">{_html(description)}</desc>{"".join(parts)}</svg>'
    )


def _html(text: str) -> str:
    return text.__html__() if hasattr(text, "__html__") else escape(text)


def _shorten(label: str, most: int = 46) -> str:
    return label if len(label) <= most else label[: most - 1].rsplit(" ", 1)[0] + "…"
