"""Which headings stand under others: the second level is drawn after all of the first, from left to right. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..headings import Meaning
from ..table_columns import meanings_under
from ..table_header import is_period
from ..table_phrases import is_phrase
from .heading import Heading, is_exact, meaning_of

_FOREIGN = 3.0  # a heading under one that says something else
_MIXED = 3.0  # headings of several forms under one
_TWICE = 4.0  # two columns of a role that a table has one of
_UNDATED = 6.0  # a column without a year beside columns of its role with years
_OUTSIDE = 6.0  # a level that begins in the middle of columns with years
_EMPTY_OVER = 4.0  # words that stand over others, with nothing below
_BACKWARDS = 2.0
_FIRST = 6.0  # the first heading after that of the numbers over others
_SERIES = 5.0  # years that follow each other under two headings
_SINGLE = ("number", "name", "unit", "lead", "support", "product", "note", "symbol", "issued_on", "issuer")
_NEVER_BELOW = ("number", "title", "symbol", "issued_on", "withheld")
# What may stand below a heading of a role.
_OVER = {
    "schedule": ("schedule",), "target": ("target", "baseline"), "baseline": ("target", "baseline"), "name": ("target", "baseline"),
    "amount": ("amount", "other"), "lead": ("lead", "support"), "other": ("other", "amount"), "product": ("product",),
}  # fmt: skip
_PAST = 1.0  # quarters are those of a plan sooner than of a result
_MOST = 4
_WITHIN = 9.0  # dearer ways are not looked at

Arranged = tuple[float, tuple[Heading, ...]]


def arranged(headings: tuple[Heading, ...], kind: str) -> list[Arranged]:
    """The cheapest ways to set the headings in levels, with what each costs more than its words."""
    ways: list[tuple[float, int, int, tuple[int, ...]]] = []
    for first in range(len(headings) - 2, 2, -1):
        below = headings[first:]
        if any(one.role in _NEVER_BELOW and one.known for one in below):
            break
        # The last of the first level looks like the first of the second.
        alike = _alike(headings[first - 1], below[0])
        for cost, parents in _shared(headings[:first], below, kind, 1):
            ways.append((cost + (_OUTSIDE if alike and first - 1 not in parents else 0.0), len(ways), first, parents))
    found: list[tuple[float, int, tuple[Heading, ...]]] = [(_row_cost(headings, kind), -1, headings)]
    cheapest = found[0][0]
    for cost, place, first, parents in sorted(ways):
        if cost > cheapest + _WITHIN:
            break
        lower = [_under(headings[parent], one, parent, kind) for one, parent in zip(headings[first:], parents)]
        whole = (*headings[:first], *lower)
        found.append((cost + _row_cost(whole, kind), place, whole))
        cheapest = min(cheapest, found[-1][0])
    return [(cost, whole) for cost, _, whole in sorted(found, key=lambda way: way[:2]) if cost <= cheapest + _WITHIN][:_MOST]


def _shared(upper: tuple[Heading, ...], below: tuple[Heading, ...], kind: str, place: int) -> Iterator[tuple[float, tuple[int, ...]]]:
    """Every way to give all of `below` to headings from `place` on, at least two to each that gets any: the cost, and the parent of each."""
    if not below:
        yield 0.0, ()
        return
    for parent in range(place, len(upper)):
        for size in range(2, len(below) + 1):
            cost = _group_cost(upper[parent], below[:size], kind)
            if cost is None or size == len(below) - 1:
                continue
            for more, parents in _shared(upper, below[size:], kind, parent + 1):
                # The names of the rows stand first.
                torn = _FIRST * (parent == 1) + _SERIES * (size < len(below) and _goes_on(below[size - 1], below[size]))
                yield cost + more + torn, (parent,) * size + parents


def _alike(one: Heading, after: Heading) -> bool:
    if one.years or after.years:
        return bool(one.years and after.years and one.role in _OVER.get(after.role, ()))
    return one.role == after.role == "other"


def _goes_on(one: Heading, after: Heading) -> bool:
    return bool(one.years and after.years and one.role == after.role and one.years < after.years)


def _group_cost(parent: Heading, below: tuple[Heading, ...], kind: str) -> float | None:
    """None when this heading cannot stand over these."""
    if is_period(parent.text) and not parent.years:
        return None  # quarters have no levels below
    if parent.known and (parent.role in _NEVER_BELOW or parent.years and not all(_within(one.years, parent.years) for one in below)):
        return None
    costs = [_below_cost(parent, one, kind) for one in below]
    if any(cost is None for cost in costs):
        return None
    forms = len({(one.years is None, is_period(one.text)) for one in below if one.role in ("schedule", "target", "other", "amount") and not _compares(one, kind)})
    backwards = sum(bool(one.years and after.years and one.role == after.role and after.years < one.years) for one, after in zip(below, below[1:]))
    # Words that a table of this kind does not have are no fault where they only stand over others.
    return sum(costs) / len(costs) + _MIXED * max(0, forms - 1) + _BACKWARDS * backwards - (0.0 if parent.known else 3.0)


def _within(inner: tuple[int, int] | None, outer: tuple[int, int]) -> bool:
    """Quarters of a year, years of a period."""
    return inner is None or inner != outer and outer[0] <= inner[0] and inner[1] <= outer[1]


def _below_cost(parent: Heading, one: Heading, kind: str) -> float | None:
    if is_phrase(one.text, "of which"):
        return None  # it stands over the parts of a sum
    if is_exact(f"{parent.text} {one.text}", kind):
        return 0.0
    if _compares(one, kind):
        return 0.0 if parent.role in ("target", "baseline", "amount", "name", "other") else None
    roles = _OVER.get(parent.role, ()) if parent.known else ()
    if one.role in roles and one.known:
        return 0.0
    if is_period(one.text) and parent.known and parent.role in ("other", "schedule", "target", "baseline", "amount"):
        return 0.5 + _PAST * (parent.role == "baseline")
    if not one.known and parent.role in ("other", "lead"):
        return 1.0
    return _FOREIGN if one.known and one.years and parent.role != "name" else None


def _compares(one: Heading, kind: str) -> bool:
    """ "Tăng, giảm so với 2025": it stands beside what it compares, under the same words."""
    meaning = meaning_of(one.text, kind)
    return meaning is not None and meaning.firm


def _under(parent: Heading, one: Heading, place: int, kind: str) -> Heading:
    meaning: Meaning | None = next((found for found in meanings_under((parent.text, one.text)) if found.table == kind), None)
    meaning = meaning or meaning_of(one.text, kind)
    known = one.known or is_exact(f"{parent.text} {one.text}", kind) or parent.known and meaning is not None and is_period(one.text)
    return replace(one, role=meaning.role if meaning else one.role, years=meaning.years if meaning else one.years, known=known, above=place)


def _dates(one: Heading, role: str, kind: str) -> bool:
    """Whether a column with years would stand under a heading of this role."""
    own = meaning_of(one.text, kind)
    return bool(own and own.years and own.role == role) and (one.above < 0 or one.role != role)


def _row_cost(headings: tuple[Heading, ...], kind: str) -> float:
    """What speaks against these columns standing side by side."""
    parents = {one.above for one in headings if one.above >= 0}
    columns = [one for place, one in enumerate(headings) if place not in parents]
    roles = [one.role for one in columns if one.known]
    cost = sum(_TWICE * (roles.count(role) - 1) for role in _SINGLE if roles.count(role) > 1)
    for one in columns:
        if one.above >= 0:
            continue
        if one.role in ("schedule", "target", "amount", "other") and not one.years and any(_dates(other, one.role, kind) for other in columns):
            cost += _UNDATED
        meaning = meaning_of(one.text, kind)
        if meaning is None and is_exact(one.text) or meaning is not None and not meaning.sure or is_phrase(one.text, "of which"):
            cost += _EMPTY_OVER
    return cost
