"""Which parts of an English sentence of ours are Vietnamese: what it quotes, and names that it leaves as they are. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

LETTERS = "àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ"
LETTER = re.compile(f"[{LETTERS}]", re.IGNORECASE)
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
# A word that shows itself to be Vietnamese by its letters, and one that could be a syllable without tone or mark.
_SURE = rf"[\w/-]*[{LETTERS}][\w/-]*"
_ENGLISH = "a|an|at|be|but|can|do|get|go|he|him|i|in|it|let|me|no|not|on|one|out|put|so|than|that|the|them|then|to|up|we"
_SYLLABLE = rf"(?!(?:{_ENGLISH})\b)(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{{1,3}}(?:ch|ng|nh|[cmnpt])?\b|(?-i:[A-Z]{{2,}})\b"
_RUN = re.compile(rf"(?:\b(?:{_SYLLABLE}) )*{_SURE}(?:(?:,? | - )(?:(?:an|{_SYLLABLE}),? )*{_SURE})*(?: (?:{_SYLLABLE}))*", re.IGNORECASE)


@lru_cache(maxsize=4096)  # a notice is shown with its plan, with its rule and in the list of all
def pieces(sentence: str) -> tuple[tuple[str, bool], ...]:
    """The sentence in pieces, each with whether it is Vietnamese: 'names “Sơn La”' -> ('names “', no), ('Sơn La', yes), ('”', no)."""
    found: list[tuple[str, bool]] = []
    at = 0
    for quoted in QUOTED.finditer(sentence):
        if LETTER.search(quoted[0]):
            found += [*_outside(sentence[at : quoted.start() + 1]), (quoted[0][1:-1], True)]
            at = quoted.end() - 1
    return tuple(piece for piece in [*found, *_outside(sentence[at:])] if piece[0])


def _outside(text: str) -> list[tuple[str, bool]]:
    found, at = [], 0
    for run in _RUN.finditer(text):
        found += [(text[at : run.start()], False), (run[0], True)]
        at = run.end()
    return [*found, (text[at:], False)]
