"""The numbers that Word puts before paragraphs by itself: STT cells hold nothing else. Pure, but for the counters of one document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from .docx_styles import Styles, W, switched, value
from .office_file import integer
from .symbols import unfolded

LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST = 30_000


def roman(number: int) -> str:
    shown = ""
    for worth, letters in _ROMAN:
        shown += letters * (number // worth)
        number %= worth
    return shown


def _letters(number: int) -> str:
    """1 -> a, 26 -> z, 27 -> aa, 28 -> bb, as Word counts."""
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


FORMATS = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalFullWidth": str,
    "numberInDash": lambda number: f"- {number} -",
    "none": lambda number: "",
}


@dataclass(frozen=True)
class Level:
    """How one level of a list is numbered. `restart`: the level (from 1) whose step begins it anew, 0 never, None any above."""

    start: int
    format: str
    text: str
    restart: int | None
    legal: bool
    font: str
    style: str


@dataclass
class List:
    """Levels of one w:num, with the counters it shares with the other lists of the same abstract definition."""

    levels: dict[int, Level]
    counters: dict[int, int]
    starts: dict[int, int] = field(default_factory=dict)  # overridden, and not begun yet


class Numbering:
    """Asked once for every paragraph, in the order of the document."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, List] = {}
        if root is None:
            return
        abstracts = {found.get(f"{W}abstractNumId", ""): found for found in root.findall(f"{W}abstractNum")}
        named = {value(found, "styleLink"): key for key, found in abstracts.items() if value(found, "styleLink")}
        counters: dict[str, dict[int, int]] = {}
        for num in root.findall(f"{W}num"):
            key = value(num, "abstractNumId") or ""
            abstract = abstracts.get(key)
            if abstract is not None and (link := value(abstract, "numStyleLink")) in named:
                key = named[link]
                abstract = abstracts[key]
            levels = {} if abstract is None else {integer(found.get(f"{W}ilvl")): _level(found) for found in abstract.findall(f"{W}lvl")}
            found = List(levels, counters.setdefault(key, {}))
            for override in num.findall(f"{W}lvlOverride"):
                number = integer(override.get(f"{W}ilvl"))
                if (own := override.find(f"{W}lvl")) is not None:
                    levels[number] = _level(own)
                if (start := value(override, "startOverride")) is not None:
                    found.starts[number] = integer(start, 1)
            self._lists[num.get(f"{W}numId", "")] = found

    def before(self, properties: etree._Element | None) -> tuple[str, bool]:
        """What is printed before a paragraph with these w:pPr ("" for none), and whether that is certain. Counts it."""
        where = self._of(properties)
        if where is None:
            return "", True
        numbered, ilvl = where
        level = numbered.levels.get(ilvl)
        if level is None:
            return "", False
        counters = numbered.counters
        if ilvl in numbered.starts:
            counters[ilvl] = numbered.starts.pop(ilvl)
        elif ilvl in counters:
            counters[ilvl] = min(counters[ilvl] + 1, _MOST)
        else:
            counters[ilvl] = level.start
        for above in range(ilvl):
            if above not in counters and above in numbered.levels:
                counters[above] = numbered.starts.pop(above, numbered.levels[above].start)
        for below in range(ilvl + 1, LEVELS):
            deeper = numbered.levels.get(below)
            if deeper is not None and (deeper.restart is None or ilvl < deeper.restart):
                counters.pop(below, None)
        return self._shown(numbered, ilvl, level)

    def _of(self, properties: etree._Element | None) -> tuple[List, int] | None:
        """The list and level of a paragraph: its own word first, then that of its styles."""
        own = properties.find(f"{W}numPr") if properties is not None else None
        styles = self._styles.of_paragraph(properties)
        num_id, ilvl = value(own, "numId"), value(own, "ilvl")
        for style in styles:
            stated = style.find(f"{W}pPr/{W}numPr")
            if num_id is None and stated is not None and (num_id := value(stated, "numId")) is not None:
                ilvl = ilvl or self._linked(num_id, style) or value(stated, "ilvl")
        found = self._lists.get(num_id or "0")
        level = integer(ilvl)
        return None if found is None or num_id == "0" or not 0 <= level < LEVELS else (found, level)

    def _linked(self, num_id: str, style: etree._Element) -> str | None:
        """The level that a list keeps for a style."""
        levels = self._lists[num_id].levels if num_id in self._lists else {}
        return next((str(number) for number, level in levels.items() if level.style == style.get(f"{W}styleId")), None)

    @staticmethod
    def _shown(numbered: List, ilvl: int, level: Level) -> tuple[str, bool]:
        if level.format == "bullet":
            sign, known = unfolded(level.text, level.font)
            # Which little sign stands before a line changes nothing that it says.
            return (sign if known else "•"), True
        certain = True

        def number(match: re.Match[str]) -> str:
            nonlocal certain
            place = int(match[1]) - 1
            other = numbered.levels.get(place)
            if other is None or place > ilvl:
                return ""
            form = "decimal" if level.legal and other.format != "decimalZero" else other.format
            certain = certain and form in FORMATS
            return FORMATS.get(form, str)(numbered.counters.get(place, other.start))

        return _PLACE.sub(number, "" if level.format == "none" else level.text), certain


def _level(found: etree._Element) -> Level:
    restart = value(found, "lvlRestart")
    fonts = found.find(f"{W}rPr")
    return Level(
        start=min(integer(value(found, "start"), 0), _MOST),
        # Word writes a format of its own as a choice between an old and a new reader.
        format=value(found, "numFmt") or next((each.get(f"{W}val", "") for each in found.iter(f"{W}numFmt")), "decimal"),
        text=value(found, "lvlText") or "",
        restart=None if restart is None else integer(restart),
        legal=bool(switched(found, "isLgl")),
        font=value(fonts, "rFonts", "ascii") or value(fonts, "rFonts", "hAnsi") or "",
        style=value(found, "pStyle") or "",
    )
