"""How well a text suits a column by the column's role: 0 fits, more is worse. Pure but for reading the names of bodies.

A cost of 1 is about a factor of e less likely. Nothing here decides alone: the separators and the widths speak too.
"""

from __future__ import annotations

import csv
from functools import cache, lru_cache

from ...numbers_vi import parse_amount, parse_number
from ...paths import Layout
from ...schedules import parse_schedule
from ...text import clean, tone_key
from ...values import parse_date, parse_document_number, parse_target_value
from ..table_phrases import begins, is_phrase
from .numbering import number_of

VALUES = ("target", "baseline")
BODIES = ("lead", "support", "issuer")
# A cell does not end in these: what follows belongs to it.
_UNENDED = frozenset("và của với cho về trong theo các những tại từ đến là được để do bằng trên như hoặc & – -".split())
_PAIRS = (("(", ")"), ("“", "”"))
_BODY_AT_END, _LAST = 2.5, 4  # words
_DEAREST_BODY = 9.0
# What it costs that a cell of this role stands empty.
EMPTY = {"number": 4.0, "name": 5.0, "item": 5.0, "title": 2.0, "lead": 1.5, "support": 0.6, "target": 0.5, "baseline": 0.5, "schedule": 0.5, "product": 0.8, "note": 0.2, "amount": 0.4, "fund": 0.4}


@cache
def _bodies() -> tuple[frozenset[str], frozenset[str], int]:
    """Every known name of a body, the words that such names begin with, and of how many words the longest is."""
    with (Layout().reference / "agency_aliases.csv").open(encoding="utf-8", newline="") as file:
        known = {tone_key(row["alias"]).replace("–", "-") for row in csv.DictReader(file)}
    return frozenset(known), frozenset(name.split()[0].strip(",;") for name in known), max(len(name.split()) for name in known)


@lru_cache(maxsize=65536)
def is_body(text: str) -> bool:
    """A known body, or several with semicolons between them."""
    known, _, longest = _bodies()
    # Most texts that are asked about are far longer than any name: their keys are not worked out.
    if any(part.count(" ") > longest + 1 for part in text.split(";")):
        return False
    key = tone_key(text).replace("–", "-")
    return key in known or all(part.strip() in known for part in key.split(";"))


@lru_cache(maxsize=65536)
def is_value(text: str) -> bool:
    """A figure, a date, a mark or a time: what no name, product or body is."""
    return parse_target_value(text).comparator != "text" or is_time(text) or parse_amount(text) is not None


@lru_cache(maxsize=65536)
def is_money(text: str) -> bool:
    """An amount, or a figure in millions: “1.250.000”, “247,1”."""
    return parse_amount(text) is not None or parse_number(text) is not None


@lru_cache(maxsize=65536)
def is_time(text: str) -> bool:
    return parse_schedule(text).kind not in ("text", "conditional")


@lru_cache(maxsize=200_000)
def content_cost(role: str, text: str) -> float:
    """`text`: the words of a cell, single spaces, "" for an empty one."""
    if not text:
        return EMPTY.get(role, 0.7)
    if role == "number":
        return 0.0 if number_of(text) else 40.0
    if role in VALUES:
        return _value(text)
    if role in BODIES:
        return _body(text)
    if role == "schedule":
        return 0.0 if parse_schedule(text).kind != "text" else _short(text, 2.0) + _ragged(text)
    if role == "amount":
        return 0.0 if is_money(text) else 6.0 + 5.0 * _figures(text)
    if role == "fund":
        return 0.0 if is_money(text) else 6.0 + 5.0 * sum(map(is_money, text.split()))
    if role == "quantity":
        return 0.0 if parse_number(text) is not None else 5.0
    if role == "unit":
        return 0.0 if len(text.split()) <= 3 and not any(letter.isdigit() for letter in text) else 5.0
    if role == "symbol":
        return 0.0 if parse_document_number(text) else 2.5 if "/" in text and len(text) < 30 else 6.0
    if role == "issued_on":
        return 0.0 if parse_date(text) else 5.0
    return _words(role, text)


def _value(text: str) -> float:
    if parse_target_value(text).comparator != "text":
        return 0.0
    figures = _figures(text)
    return _short(text, 1.5) + 3.0 * max(0, figures - 1) + (5.0 if is_body(text) else 0.0) + _ragged(text)


def _short(text: str, cost: float) -> float:
    return cost + 0.4 * max(0, len(text.split()) - 6)


def _ragged(text: str) -> float:
    """A text that begins in the middle or ends before its end."""
    words = text.split()
    cost = 2.5 if text[0].islower() and text != "x" else 4.0 if text[0] in ",;.)" else 0.0
    cost += 3.5 if words[-1].lower() in _UNENDED or text[-1] in ",;" else 0.0
    return cost + sum(4.0 for opening, closing in _PAIRS if text.count(opening) != text.count(closing))


def _body(text: str) -> float:
    if is_body(text):
        return 0.0
    if is_value(text):
        return 8.0
    _, heads, _ = _bodies()
    cost = 0.0
    for part in filter(None, map(str.strip, text.split(";"))):
        if not is_body(part):
            head = tone_key(part.split()[0]).strip(",")
            cost += 1.2 if head in heads else 2.2 if begins(part, "body") else 3.0
            cost += 2.0 * _figures(part)
            cost += 4.0 if cost < _DEAREST_BODY and _doubled(part) else 0.0
    return min(cost, _DEAREST_BODY) + _ragged(text)


def _figures(text: str) -> int:
    """How many words hold a digit."""
    return sum(any(map(str.isdigit, word)) for word in text.split())


def _doubled(part: str) -> bool:
    """Two bodies side by side without a separator: one of them is known, and the other begins with a capital."""
    _, heads, longest = _bodies()
    words = part.split()
    for place, word in enumerate(words):
        if not place or word[0].islower() or longest < place < len(words) - longest:
            continue  # neither half is as short as a name
        headed = word[0].isupper() and tone_key(word).strip(",") in heads
        if not headed and place > longest:
            continue
        before, after = " ".join(words[:place]), " ".join(words[place:])
        if is_body(before) and (headed or is_value(after)) or headed and is_body(after):
            return True
    return False


def ends_in_body(text: str) -> bool:
    """Whether the last words may be (the beginning of) a body's name that nothing joins to those before: "… khu dân cư Ban Thường trực"."""
    words = text.split()
    for place in range(max(3, len(words) - _LAST), len(words)):
        if words[place][0].isupper() and begins(" ".join(words[place:]), "body"):
            return words[place - 1][0].islower() and words[place - 1].lower() not in _UNENDED and not is_phrase(words[place - 1], "joins")
    return False


def _words(role: str, text: str) -> float:
    cost = _ragged(text) + (_BODY_AT_END if ends_in_body(text) else 0.0)
    if role == "item":
        last = text.split()[-1]
        cost += 4.0 if is_money(last) and not (len(last) == 4 and last.startswith("20")) else 0.0
    if role in ("name", "title", "item"):
        cost += 7.0 if is_value(text) else 3.0 if is_body(text) else 0.0
        cost += 4.0 * sum(("." in word or "," in word) and is_money(word) for word in text.split())
    elif role == "product":
        # "02 lớp tập huấn" is a product; "02" and "Tháng 6" are none.
        counted = any(map(str.isalpha, text.split())) and not is_time(text)
        cost += 3.0 if is_body(text) or is_value(text) and not counted or _ends_in_time(text) else 0.0
    elif role == "note":
        cost += 5.0 if is_money(text) else 2.5 if is_value(text) else 0.0
    return cost


def _ends_in_time(text: str) -> bool:
    """Words and then a time that begins with a capital: two cells side by side."""
    words = text.split()
    return any(words[place][0].isupper() and is_time(" ".join(words[place:])) for place in range(max(1, len(words) - 4), len(words)))


def shape_key(text: str) -> str:
    """Under which equal cells of one column are counted."""
    return tone_key(clean(text))
