"""The numbers in the first column, and how well one follows those before it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .tokens import Token

_FORMS = (
    ("roman", re.compile(r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})")),
    ("dotted", re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}")),
    ("arabic", re.compile(r"[0-9]{1,3}")),
    ("letter", re.compile(r"[a-zđ]")),
    ("capital", re.compile(r"[A-H]")),
)
_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}
_CAPITALS = "ABCDEFGH"
_LETTERS = "abcdđefghiklmnopqrstuvxy"
# Costs are about natural logarithms of how often a thing is seen against what is expected.
EXPECTED, REPEATED, JUMP = 0.0, 5.0, 8.0
THROUGH = 1.0  # a section's first number goes on from the section before
_OTHER_END = 3.0  # "2." where numbers stand without a full stop


@dataclass(frozen=True, slots=True)
class Number:
    """`value`: the last part as a whole number. `above`: what stands before it ("5" of "5.1"). `ended`: a full stop or bracket follows it."""

    form: str
    value: int
    above: str = ""
    padded: bool = False
    ended: bool = False


def number_of(word: str) -> Number | None:
    """None when the word cannot be a number of a row."""
    bare = word.strip("().")
    ended = word != bare
    for form, pattern in _FORMS:
        if not bare or not pattern.fullmatch(bare):
            continue
        if form == "roman":
            values = [_DIGITS[letter] for letter in bare]
            return Number(form, sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0])), ended=ended)
        if form in ("letter", "capital"):
            # Lists number a, b, c, d, đ; headers only A, B, C, D.
            return Number(form, (_LETTERS if form == "letter" else _CAPITALS).find(bare) + 1, ended=ended)
        above, _, last = bare.rpartition(".")
        return Number(form, int(last), above, bare.startswith("0"), ended)
    return None


@dataclass(frozen=True)
class Counted:
    """The numbers so far: the last one of each form below the current section. Immutable, so that several readings can go on from one.

    `through`: the last whole number before the current section, from which some tables go on. `ended`: by form, whether its first number ends in a full stop.
    """

    last: tuple[tuple[str, int, str], ...] = ()
    padded: bool | None = None
    through: int = 0
    ended: tuple[tuple[str, bool], ...] = ()

    def after(self, number: Number) -> tuple[float, Counted]:
        """What it costs that this number comes next, and the count after it."""
        seen = {form: (value, above) for form, value, above in self.last}
        cost = self._cost(number, seen)
        through = seen["arabic"][0] if number.form in ("capital", "roman") and "arabic" in seen else self.through
        seen[number.form] = number.value, number.above
        below = {"capital": ("roman", "arabic", "dotted", "letter"), "roman": ("arabic", "dotted", "letter"), "arabic": ("dotted", "letter"), "dotted": ("letter",)}
        for form in below.get(number.form, ()):
            seen.pop(form, None)
        padded = self.padded if number.form != "arabic" or self.padded is not None else number.padded
        ended = self.ended if number.form in dict(self.ended) else (*self.ended, (number.form, number.ended))
        return cost, Counted(tuple((form, *rest) for form, rest in seen.items()), padded, through, ended)

    def _cost(self, number: Number, seen: dict[str, tuple[int, str]]) -> float:
        extra = 3.0 if number.form == "arabic" and self.padded is not None and number.padded != self.padded and number.value < 10 else 0.0
        extra += _OTHER_END * (dict(self.ended).get(number.form, number.ended) != number.ended)
        before = seen.get(number.form)
        if number.form == "dotted" and before and before[1] != number.above:
            before = None
        if before is None:
            if number.form == "arabic" and self.through and number.value == self.through + 1 and "dotted" not in seen:
                return extra + THROUGH
            return extra + (EXPECTED if number.value == 1 else 3.0 if not seen else REPEATED if number.value < 5 else JUMP)
        step = number.value - before[0]
        return extra + (EXPECTED if step == 1 else REPEATED if -2 <= step <= 3 or number.value == 1 else JUMP)


def numbered_columns(run: Sequence[Token]) -> int:
    """How many columns the first row counts: (1) (2) (3) or A B C; 0 when it is no such row."""
    count, form = 0, ""
    for token in run:
        number = number_of(token.text) if token.text else None
        if token.text and (number is None or number.value != count + 1 or number.form not in ("arabic", "capital") or form not in ("", number.form)):
            break
        if number:
            count, form = count + 1, number.form
    return count if count >= 4 else 0
