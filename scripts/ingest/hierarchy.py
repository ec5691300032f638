"""Which row stands under which, by their printed numbers: I, 1, a, 1.1, dashes. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..audit.numbering import bare, ordinals

_DOTTED = re.compile(r"[0-9]+(?:\.[0-9]+)+|[^\W\d_]+(?:\.[0-9]+)+")
_ROMAN = re.compile(r"[IVXL]+")
_LOWER_ROMAN = re.compile(r"[ivx]+")


def styles(number: str) -> list[str]:
    """How a number is written, likeliest first: "I" is a Roman numeral or a letter, "" is no number."""
    core = bare(number)
    if not core or not core.strip("-–—+•*●▪·"):
        return [f"list {core}" if core else ""]
    if core.isascii() and core.isdigit():
        return ["digit"]
    if _DOTTED.fullmatch(core):
        return ["dotted"]
    found = []
    if _ROMAN.fullmatch(core):
        found.append("roman")
    if len(core) == 1 and core.isalpha():
        found.append("capital" if core.isupper() else "letter")
    if _LOWER_ROMAN.fullmatch(core):
        found.append("small roman")
    return found or ["other"]


def style_among(number: str, open_lists: list[tuple[str, str]]) -> str:
    """The style that goes on a list which is open, else the likeliest. `open_lists`: style and last number, from the outermost in."""
    candidates = styles(number)
    for style, last in reversed(open_lists):
        if style in candidates and any(n - 1 in ordinals(last) for n in ordinals(number)):
            return style
    return candidates[0]


@dataclass
class Level:
    """One open row: its style, its number and the row itself."""

    style: str
    number: str
    row: dict[str, str]


@dataclass
class Tree:
    """The rows that are still open, from the outermost in. A style that is open already takes its level again; a new one opens a level below."""

    open: list[Level] = field(default_factory=list)

    def style(self, number: str) -> str:
        return style_among(number, [(level.style, level.number) for level in self.open])

    def above(self, number: str) -> tuple[list[Level], bool]:
        """The rows above a row with this number, outermost first; and whether the number itself says so ("5.1" under "5")."""
        style, core = self.style(number), bare(number)
        if style == "dotted":
            stem = core.rpartition(".")[0]
            for at in range(len(self.open) - 1, -1, -1):
                if bare(self.open[at].number) == stem:
                    return self.open[: at + 1], True
            kept = [level for level in self.open if level.style != "dotted" and level.style not in ("letter", "small roman", "") and not level.style.startswith("list")]
            return kept, False
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at].style == style:
                return self.open[:at], True
        return list(self.open), True

    def put(self, number: str, row: dict[str, str], above: list[Level]) -> None:
        self.open = [*above, Level(self.style(number), number, row)]
