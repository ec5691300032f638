"""What the cells of a column look like: how many of them are values, sums, dates, numbers of rows, names of bodies. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from ..numbers_vi import parse_amount
from ..schedules import parse_schedule
from ..text import clean
from ..values import parse_date, parse_document_number, parse_target_value
from .headings import key
from .table_header import is_number
from .table_phrases import begins

# A column is unmistakable when nearly all of its cells, and enough of them, look like one thing.
SHARE, ENOUGH = 0.8, 3
_SEPARATOR = re.compile(r"[;,\n]")
_BARE = re.compile(r"[0-9]{1,2}")


def share(texts: Sequence[str], looks: Callable[[str], bool]) -> float:
    """The share of the cells with text that look so; 0 when there are fewer than ENOUGH."""
    filled = [clean(text) for text in texts if clean(text)]
    return sum(map(looks, filled)) / len(filled) if len(filled) >= ENOUGH else 0.0


def is_amount(text: str) -> bool:
    return parse_amount(text) is not None and ("." in text or len(text) >= 6 or not text.isdigit())


def is_value(text: str) -> bool:
    return parse_target_value(text).comparator != "text"


def is_schedule(text: str) -> bool:
    return parse_schedule(text).kind != "text" and not _BARE.fullmatch(text)


def is_body(text: str, known: Collection[str]) -> bool:
    """Whether the text is, or begins with, a body: one of `known` (names as printed elsewhere), or of the usual first words."""
    first = _SEPARATOR.split(text)[0]
    return key(first) in known or (len(text) <= 200 and begins(text, "body"))


def is_symbol(text: str) -> bool:
    number = parse_document_number(text)
    return number is not None and len(text) <= len(number) + 15


def role_by_shape(texts: Sequence[str], kind: str, taken: Collection[str], bodies: Collection[str]) -> str:
    """The role that the cells show without mistake in this kind of table; "" when they do not."""
    tests: list[tuple[str, Callable[[str], bool]]] = []
    if kind == "documents":
        tests += [("issued_on", lambda text: parse_date(text) is not None), ("symbol", is_symbol)]
    if kind in ("targets", "tasks"):
        tests += [("lead" if "lead" not in taken else "support", lambda text: is_body(text, bodies))]
    if kind == "tasks":
        tests += [("schedule", is_schedule)]
    if kind == "budget":
        tests += [("amount", is_amount)]
    if kind == "targets":
        tests += [("target", lambda text: is_value(text) and not is_amount(text))]
    numbers = ("number", is_number) if "number" not in taken else None
    for role, looks in ([numbers] if numbers else []) + tests:
        if (role in ("schedule", "amount", "target") or role not in taken) and share(texts, looks) >= SHARE:
            return role
    return ""


def typical_length(texts: Sequence[str]) -> float:
    filled = [len(clean(text)) for text in texts if clean(text)]
    return sum(filled) / len(filled) if filled else 0.0
