"""How many figures lie in each range: what a chart shows when there are too many to show one by one. Pure."""

from __future__ import annotations

from collections import Counter
from decimal import ROUND_FLOOR, Decimal

MOST = 8


def ranges(figures: Counter[Decimal], most: int = MOST) -> list[tuple[Decimal, Decimal, int]]:
    """(from, to, how many) from the lowest to the highest figure, ranges without any included.

    A range holds its lower end and not its upper one; few different figures are ranges of their own, from and to being equal,
    and so is the highest figure when it would be alone in its range.
    Steps are 1, 2 or 5 times a power of ten, the smallest that needs no more than `most` ranges.
    """
    if not figures:
        return []
    if len(figures) <= most:
        return [(figure, figure, figures[figure]) for figure in sorted(figures)]
    low, high = min(figures), max(figures)
    step = next(step for step in _steps(high - low) if _index(high, step) - _index(low, step) < most)
    counts: Counter[int] = Counter()
    for figure, count in figures.items():
        counts[_index(figure, step)] += count
    found = [(at * step, (at + 1) * step, counts[at]) for at in range(_index(low, step), _index(high, step) + 1)]
    # "from 100% to 120%" would speak of figures that cannot be.
    return [*found[:-1], (high, high, found[-1][2])] if found[-1][0] == high else found


def _index(figure: Decimal, step: Decimal) -> int:
    return int((figure / step).to_integral_value(ROUND_FLOOR))


def _steps(span: Decimal) -> list[Decimal]:
    power = Decimal(1).scaleb((span / MOST).adjusted())
    return [power * factor for factor in (1, 2, 5, 10, 20, 50)]
