"""Where rows may begin and where the table may end. Pure."""

from __future__ import annotations

from ...numbers_vi import parse_amount
from ..table_phrases import is_total
from .contents import is_money, is_time
from .numbering import THROUGH, Counted, number_of
from .row import Body
from .tokens import FAR, SPACE, Token


def beginnings(body: Body, kind: str) -> dict[int, bool]:
    """Where a row may begin, and whether it has a number."""
    found: dict[int, bool] = {}
    for place, token in enumerate(body.run):
        if place and token.gap == SPACE and place not in body.breaks:
            continue
        word = place
        while word < len(body.run) - 1 and body.run[word].blank and body.run[word + 1].gap == SPACE:
            word += 1
        if body.run[word].blank:
            continue
        text = body.run[word].text
        if number_of(text):
            found[word] = True
        elif word > place and not text[0].islower() or kind == "budget" and _sum_line(body.run, place):
            found[place] = False
    return found


def _sum_line(run: list[Token], place: int) -> bool:
    """Words and then an amount on one line: a total without a number."""
    line = [token for token in run[place : place + 30] if token.line == run[place].line and token.text]
    last = line[-1].text if line else ""
    return len(line) > 1 and line[0].text[0].isupper() and ((parse_amount(last) or 0) >= 1000 or "," in last and is_money(last))


def is_sum(run: list[Token], place: int) -> bool:
    """Whether a row without a number that begins here is a total: "Tổng cộng" and then figures."""
    words = []
    for token in run[place : place + 30]:
        if token.line != run[place].line or is_money(token.text):
            break
        words += [token.text] if token.text else []
    return bool(words) and is_total(" ".join(words))


def passing(token: Token, counted: Counted) -> float:
    """What it costs that a number at the beginning of a line is only a word of the row before: more when it would be the next number."""
    number = number_of(token.text)
    if number is None:
        return 0.0
    expected = counted.after(number)[0] <= THROUGH
    return (8.0 if number.form in ("roman", "dotted") else 7.0) if expected else 1.5


def endings(body: Body, order: list[int]) -> set[int]:
    """Where the table may end: at a page's end, or before lines after the last beginning."""
    last = order[-1]
    found = {place for place in range(last + 1, len(body.run)) if body.run[place].gap != SPACE and (place - last < 400)}
    far = [place for place in range(order[0] + 1, last) if body.run[place].gap == FAR]
    return {*sorted(found)[:60], *far[-6:], len(body.run)}
