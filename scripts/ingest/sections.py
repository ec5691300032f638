"""Headings between the rows of a table of targets or tasks: their number and title. Pure."""

from __future__ import annotations

import re

from .hierarchy import style_among, styles
from .row_cells import PrintedRow, Spot, is_nothing, without_bullet

# "II. PHÁT TRIỂN HẠ TẦNG" in one merged cell. A single letter needs a mark behind it: "A lưới" is a name.
_HEAD = re.compile(r"((?:[IVXL]+|[0-9]{1,2}(?:\.[0-9]{1,2})*)(?=[.):/\s-])|[^\W\d_](?=[.):/]))[.):/\s-]+(\S.*)")


def headed(text: str) -> tuple[str, str]:
    """A heading in one cell -> its number and its title: "II. PHÁT TRIỂN" -> ("II", "PHÁT TRIỂN"); ("", text) without number."""
    match = _HEAD.fullmatch(text)
    return (match[1], match[2]) if match else ("", text)


# Columns in which the title of a section may begin.
TITLED = ("name", "title", "symbol")


class Sections:
    """The section in which rows stand. `number` of nested ones is joined by a point (A.II); the title is that of the innermost."""

    def __init__(self) -> None:
        self._open: list[tuple[str, str, str]] = []  # style, number, title

    @property
    def number(self) -> str:
        return ".".join(number for _, number, _ in self._open if number)

    @property
    def title(self) -> str:
        return self._open[-1][2] if self._open else ""

    @property
    def innermost(self) -> str:
        """The number of the innermost section alone."""
        return self._open[-1][1] if self._open else ""

    def is_below(self, number: str) -> bool:
        """Whether a heading with this number belongs under a section of larger numbers: "1" under "II" is a row with a common name."""
        return bool(self._open) and styles(number)[0] in ("digit", "dotted", "letter") and self._open[-1][0] in ("roman", "capital")

    def enter(self, number: str, title: str) -> str:
        """A new heading; what to ask when it opens a list inside another section, whose title our columns cannot hold, else ""."""
        style = style_among(number, [(style, last) for style, last, _ in self._open])
        for at, (known, _, _) in enumerate(self._open):
            if known == style:
                self._open[at:] = [(style, number, title)]
                return ""
        outer = self._open[-1] if self._open else None
        self._open.append((style, number, title))
        if outer is None:
            return ""
        return f"Mục “{_shown(number, title)}” nằm trong mục “{_shown(*outer[1:])}”: tên mục ngoài không có cột riêng; đúng không?"


def _shown(number: str, title: str) -> str:
    return f"{number} {title}".strip()


def heading(printed: PrintedRow) -> tuple[str, str, list[Spot]]:
    """The number and title of a section row, and the cells that are neither."""
    number, name = printed.one("number"), printed.one("name")
    given = [spot for spot in printed.spots if not is_nothing(spot.text) and not spot.covered and not spot.shared]
    head = [spot for spot in given if spot is number or spot is name]
    head = head or [spot for spot in given if spot.column.role in TITLED][:1]
    if not head:
        return "", "", given
    if len(head) == 1:
        found = (head[0].text, "") if head[0] is number and len(head[0].text) <= 4 else headed(head[0].text)
    else:
        found = head[0].text, head[1].text
    if not found[1] and (rest := [spot for spot in given if spot not in head and spot.column.role in TITLED]):
        head, found = [*head, rest[0]], (found[0], rest[0].text)
    return found[0], without_bullet(found[1]), [spot for spot in given if spot not in head]
