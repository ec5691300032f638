"""A row of a table as it was read, and the tokens it is read from. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from .align import INFINITE
from .pieces import Pieces
from .tokens import Token

SURE = 3.0  # a cell whose second reading is not so much dearer is asked about


@dataclass(frozen=True)
class ReadCell:
    """`margin`: how much dearer the row becomes when this cell reads `second`. `missing`: nothing was drawn for it."""

    tokens: tuple[Token, ...]
    text: str
    margin: float = INFINITE
    second: str = ""
    missing: bool = False
    over_page: bool = False


@dataclass(frozen=True)
class Row:
    """`span`: the second cell reaches over all columns after it. `other`: what the row's name reads when the row is (not) such, "" when that is far off."""

    cells: tuple[ReadCell, ...]
    cost: float
    span: bool = False
    other: str = ""
    odd_number: bool = False
    tokens: tuple[Token, ...] = ()


@dataclass
class Body:
    """`breaks`: the places in `run` where a page begins. `rest`: tokens after the last row."""

    run: list[Token]
    breaks: set[int] = field(default_factory=set)
    pieces: Pieces | None = None


def parts(body: Body, start: int, end: int) -> list[list[Token]]:
    """The row's tokens page by page; a page with blanks only is none."""
    edges = [start, *sorted(place for place in body.breaks if start < place < end), end]
    found = [body.run[first:last] for first, last in zip(edges, edges[1:])]
    return [part for place, part in enumerate(found) if not place or any(token.text for token in part)]
