"""Whether a row with an empty cell can be shared out in another way: one cell parted in two, those between moved by a column. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from .contents import BODIES, VALUES, content_cost, is_body, shape_key
from .row import ReadCell, Row
from .tokens import SPACE, text_of

# What these columns hold is known by its form; of others only what other rows have there.
_FORMED = (*VALUES, *BODIES, "schedule", "amount", "fund", "symbol", "issued_on")
_MOST_CUTS = 40


def parted(row: Row, roles: Sequence[str], seen: Sequence[Collection[str]]) -> dict[int, str]:
    """By column, what it reads in another way to share out the row that suits every column as well; {} when there is none.

    `seen`: by column, the shape keys of the texts that other rows have there.
    """
    empty = [column for column, cell in enumerate(row.cells) if column > 1 and not cell.text]
    if row.span or not empty:
        return {}
    for column, cell in enumerate(row.cells):
        if column == 0 or not cell.text:
            continue
        for before, after in _halves(cell):
            for gap in sorted(empty, key=lambda other: abs(other - column)):
                moved = _moved(row, column, gap, before, after)
                if all(_suits(at, text, roles, seen, row) for at, text in moved.items()):
                    return moved
    return {}


def _halves(cell: ReadCell) -> list[tuple[str, str]]:
    found = []
    for place in range(1, len(cell.tokens)):
        token = cell.tokens[place]
        if token.blank or token.gap == SPACE and not (token.text[0].isupper() or token.text[0].isdigit() or token.text == "x" or cell.tokens[place - 1].blank):
            continue
        before, after = text_of(cell.tokens[:place]), text_of(cell.tokens[place:])
        if before and after:
            found.append((before, after))
    return found[:_MOST_CUTS]


def _moved(row: Row, column: int, gap: int, before: str, after: str) -> dict[int, str]:
    """The cells from `column` to the empty one, when `column` holds two."""
    if gap > column:
        return {column: before, column + 1: after, **{at: row.cells[at - 1].text for at in range(column + 2, gap + 1)}}
    return {**{at: row.cells[at + 1].text for at in range(gap, column - 1)}, column - 1: before, column: after}


def _suits(column: int, text: str, roles: Sequence[str], seen: Sequence[Collection[str]], row: Row) -> bool:
    role = roles[column]
    if not text or shape_key(text) in seen[column]:
        return bool(text) or column > 1
    if role in BODIES:
        return is_body(text)
    if role in _FORMED:
        return content_cost(role, text) == 0.0
    # A name is its own; what is left of it must not look torn.
    return role in ("name", "title", "item") and content_cost(role, text) <= content_cost(role, row.cells[column].text)
