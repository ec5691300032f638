"""Long lists in pages of their own: which part of a list is on which page, and where its neighbours are. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

NEAR = 3

Rows = list[dict[str, Any]]


def numbered(path: str, found: Iterator[Rows], total: int, on_a_page: int) -> Iterator[tuple[int, Rows, str, list[tuple[int, str]]]]:
    """(number, rows, path, turns) for each page of a list of `total` rows; an empty list has one page.

    `found` gives the rows a page at a time. `turns` are (number, path) of the first, the last and the nearest pages:
    a list of all of them would grow with their square.
    """
    last = max(1, -(-total // on_a_page))
    for number in range(1, last + 1):
        near = sorted({1, last, *range(max(1, number - NEAR), min(last, number + NEAR) + 1)})
        yield number, next(found, []), turn(path, number), [(at, turn(path, at)) for at in near]


def turn(path: str, number: int) -> str:
    """The address of one page of a list: the first has the list's own."""
    return path if number == 1 else f"{path}trang-{number}/"
