"""What is searched for in a text: its words, as typed with and without diacritics, and the names in it. Pure.

docs/assets/search.js cuts and folds what people type in the same way; tests compare the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from .text import fold, nfc, tone_key

_WORD = re.compile(r"[^\W_]+")
# Words that tell the kind of a unit: people leave them out, so a name is also known without them.
_KIND = re.compile("(?:xa|phuong|thi tran|thi xa|dac khu|thanh pho|tinh|quan|huyen) (?=.)")
LONGEST_NAME = 8


class Terms(NamedTuple):
    """What a page is found by. `words` are tone keys; `pairs` are two neighbouring words or "=" and a whole name."""

    words: frozenset[str]
    pairs: frozenset[str]


def words(text: str) -> list[str]:
    """The words of a text as tone keys: "Hóa, 142/KH-UBND" -> ["hoá", "142", "kh", "ubnd"]."""
    return [tone_key(word) for word in _WORD.findall(nfc(text.lower()))]


def bare(name: list[str]) -> list[str]:
    """The words of a name without the kind of unit that it begins with: "thị trấn ít ong" -> "ít ong"."""
    kind = _KIND.match(fold(" ".join(name)))
    return name[kind[0].count(" ") :] if kind else name


def whole_name(name: list[str]) -> str:
    """The key by which a name is found as a whole; "" for what is too long to be one."""
    known = bare(name)
    return f"={' '.join(known)}" if 0 < len(known) <= LONGEST_NAME else ""


def terms(texts: Iterable[str], names: Iterable[str] = ()) -> Terms:
    """Words and pairs of these texts, and the whole names among them. A pair never joins two texts."""
    found, pairs = set(), set()
    for text in texts:
        said = words(text)
        found.update(said)
        pairs.update(f"{first} {second}" for first, second in zip(said, said[1:]))
    for name in names:
        pairs.add(whole_name(words(name)))
    return Terms(frozenset(found), frozenset(pairs - {""}))


def folded(term: str) -> str:
    """The key under which a term is filed: all its spellings lie together."""
    return fold(term)
