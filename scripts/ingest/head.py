"""The letterhead of a plan: its number, place and date, and issuer, as printed. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile

from ..text import clean
from .grid import Place
from .paragraphs import Piece
from .phrases import alternatives, is_upper, key, names, starts, words

# "Số: 12/KH-UBND", its number blank or dotted, its symbol possibly broken by spaces.
_BLANK = r"[\s.…_]{0,60}"
_SYMBOL = rf"{_BLANK}[0-9]*[a-zđ]?{_BLANK}(?:/\s?20[0-9]{{2}}\s?)?[/-]\s?(?:[a-zđ][\w&]*)(?:\s?[-/]\s?[a-zđ][\w&]*)+"
_DAY = rf"ngày(?:{_BLANK}[0-9]{{0,2}}{_BLANK}tháng{_BLANK}[0-9]{{0,2}}{_BLANK}năm{_BLANK}(?:20[0-9]{{0,2}})?|{_BLANK}[0-9]{{0,2}}{_BLANK}[/.-]{_BLANK}[0-9]{{0,2}}{_BLANK}[/.-]{_BLANK}20[0-9]{{2}})"
_DATED = re.compile(rf"(?:(?P<place>[^\W\d_](?:[^\d,;:/]|(?<=\s)[0-9]{{1,2}}(?=[\s,])){{0,40}}),\s*)?(?P<day>{_DAY})[\s.]*$")
# Programmes and proposals are CTr and TTr.
_SMALL_END = re.compile(r"(?<=[CT]T)r(?!\w)")
RULE = re.compile(r"[-–_=*.\s]{3,}")
# A date broken after its place, its day or its month; the rest of a date, of a number.
_OPEN_DATE = re.compile(r",\s*ngày(?:\s*(?:(?<![0-9])[0-9]{1,2}(?![0-9])|tháng|năm|[.…_/-]))*\s*$")
_DATE_REST = re.compile(r"(?:(?:ngày|tháng|năm|(?<![0-9])[0-9]{1,2}(?![0-9])|[.…_/-])\s*)*20[0-9]{2}")
_NUMBER_REST = re.compile(r"[0-9]*[a-zđ]?\s*[/-]\s*[a-zđ][\w&]*(?:\s?[-/]\s?[a-zđ][\w&]*)*")
# So many lines may stand between its halves.
APART = 3
TITLE_LINES = 15
LONGEST = 400
# So many words of the motto at the end of a line are no chance.
MOTTO_WORDS = 4
# Between "ỦY BAN NHÂN DÂN" and "XÃ …" lines of the other column may stand.
ISSUER_LINES = 6


@dataclass(frozen=True, slots=True)
class Found:
    """Printed words and where they stand; "" when the document has none."""

    text: str = ""
    place: Place = Place()


def _number_pattern(lead: str) -> re.Pattern[str]:
    return re.compile(rf"{lead}\s*[:.]?\s*{_SYMBOL}(?![\w/&-])")


def bare(text: str) -> str:
    """A line without the words of the national motto, which stand beside the issuer where two columns are one line, or wrap in their own."""
    for motto in words("motto"):
        spoken = motto.split()
        if " ".join(re.findall(r"\w+", key(text))) in _runs(motto):
            return ""
        for end in range(len(spoken), MOTTO_WORDS - 1, -1):
            spaced = r"(?<!\w)" + r"[\s–—-]+".join(map(re.escape, spoken[:end])) + (r"(?!\w)" if end == len(spoken) else r"\s*$")
            if match := re.search(spaced, key(text)):
                text = text[: match.start()] + text[match.end() :]
                break
    return clean(text)


@cache
def _runs(motto: str) -> frozenset[str]:
    """Every run of words of a motto: what one of its lines can be."""
    spoken = motto.split()
    return frozenset(" ".join(spoken[a:b]) for a in range(len(spoken)) for b in range(a + 1, len(spoken) + 1))


def short(lines: Iterable[Piece]) -> Iterator[Piece]:
    """The lines that a head or a signature can have: long ones are running text, in which patterns for blanks would take for ever."""
    return (piece for piece in lines if len(piece.text) <= LONGEST)


def mended(lines: Sequence[Piece]) -> list[Piece]:
    """The lines; where a narrow column broke the number or the date ("…, ngày 05 tháng 01" and "năm 2026"), its first line holds all of it.

    Lines of the other column may stand between the two.
    """
    found = []
    for at, piece in enumerate(lines):
        rest = _NUMBER_REST if _number_alone().fullmatch(key(piece.text)) else _DATE_REST if len(piece.text) <= LONGEST and _OPEN_DATE.search(key(piece.text)) else None
        beside = takewhile(lambda other: not starts(other.text, "title"), lines[at + 1 : at + 1 + APART]) if rest else ()
        more = next((other for other in beside if rest and rest.fullmatch(key(other.text))), None)
        found.append(replace(piece, text=f"{piece.text} {more.text}", place=piece.place.to(more.place)) if more else piece)
    return found


@cache
def _number_alone() -> re.Pattern[str]:
    return re.compile(rf"{alternatives('number')}\s*[:.]?\s*[0-9]*[a-zđ]?")


def number(lines: Sequence[Piece]) -> Found:
    """The line "Số: …/KH-UBND" of the letterhead, wherever in the document it stands."""
    pattern = _number_pattern(alternatives("number"))
    for piece in short(mended(lines)):
        match = pattern.match(key(piece.text))
        if match and piece.text[:1].isupper() and _symbol_is_upper(piece.text[match.start() : match.end()]):
            rest = piece.text[match.end() :].strip()
            if not rest or _DATED.match(key(rest)) or not starts(rest, "issuer_end") and ":" in piece.text[: match.end()]:
                return Found(piece.text[match.start() : match.end()].strip(), piece.place)
    return Found()


def _symbol_is_upper(text: str) -> bool:
    return is_upper(_SMALL_END.sub("", re.split(r"[/-]", text, maxsplit=1)[1]))


def date_line(lines: Sequence[Piece], commune: str = "") -> Found:
    """ "Sông Mã, ngày … tháng … năm 2025", the day and month filled in or not; alone on its line, after the number, or after words of the other column,
    from which the name of the commune tells it."""
    for piece in short(mended(lines)):
        match = _DATED.search(key(piece.text))
        if not match or match["place"] is None:
            continue
        start, printed = match.start(), piece.text
        before = _number_pattern(alternatives("number")).match(key(printed))
        if before and before.end() > start:
            start = before.end()
        named = _named_place(key(printed), match.start("place"), match.end("place"), commune)
        start = max(start, named if named is not None else start)
        text = bare(printed[start : match.end()])
        head = printed[:start].strip()
        if text[:1].isupper() and (not head or before or named is not None or is_upper(head)):
            return Found(text, piece.place)
    # Without a place it stands alone on a line of the letterhead.
    pattern = re.compile(rf"(?:{_number_pattern(alternatives('number')).pattern}\s+)?(?P<day>{_DAY})")
    alone = ((pattern.fullmatch(key(piece.text)), piece) for piece in short(lines[:TITLE_LINES]))
    return next((Found(piece.text[match.start("day") :], piece.place) for match, piece in alone if match), Found())


def _named_place(text: str, start: int, end: int, commune: str) -> int | None:
    """Where in the place of a date the name of the commune begins, with the kind of unit before it; None when it does not end the place."""
    name = key(commune)
    if not name or not text[start:end].endswith(name):
        return None
    at = end - len(name)
    unit = re.search(rf"{alternatives('unit')}\s+$", text[start:at])
    return start + unit.start() if unit else at


def attached(lines: Sequence[Piece]) -> tuple[Found, Found]:
    """Number and date in "(Kèm theo Kế hoạch số …/KH-UBND ngày …)" under the title of an appendix."""
    lead = rf"{alternatives('attached')}\s+(?P<number>{alternatives('title')}\s+{alternatives('number')}\s*[:.]?\s*{_SYMBOL})\s*(?P<day>{_DAY})?"
    pattern = re.compile(lead)
    for piece in short(lines):
        if match := pattern.search(key(piece.text)):
            number, day = (piece.text[match.start(name) : match.end(name)] if match[name] else "" for name in ("number", "day"))
            return Found(clean(number), piece.place), Found(clean(day), piece.place if day else Place())
    return Found(), Found()


def issuer(lines: Sequence[Piece], commune: str = "") -> Found:
    """The issuer of the letterhead, in capitals: "ỦY BAN NHÂN DÂN" and, on the same line or the next, "XÃ SÔNG MÃ".

    The name of the commune may go on for another line: "PHƯỜNG VĂN MIẾU -" and "QUỐC TỬ GIÁM".
    """
    for at, piece in enumerate(lines):
        text = bare(piece.text) if len(piece.text) <= LONGEST else ""
        if not (is_upper(text) and starts(text, "issuer")):
            continue
        joined, place = text, piece.place
        for other in lines[at + 1 : at + 1 + ISSUER_LINES]:
            more = _undated(bare(other.text[:LONGEST]), commune)
            if not more:
                continue
            if RULE.fullmatch(more) or not is_upper(more) or starts(more, "number") or starts(more, "title"):
                break
            if not re.search(alternatives("unit"), key(joined)) and not re.match(alternatives("unit"), key(more)):
                break
            if re.search(alternatives("unit") + r"\s+\w", key(joined)) and not _begins(joined, more, commune):
                break
            joined, place = f"{joined} {more}", place.to(other.place)
        if re.search(alternatives("unit"), key(joined)):
            return Found(joined, place)
    return Found()


def _undated(text: str, commune: str) -> str:
    """A line of the letterhead without the place and date that stand beside it."""
    match = _DATED.search(key(text))
    if not match or match["place"] is None:
        return text
    named = _named_place(key(text), match.start("place"), match.end("place"), commune)
    return text[: match.start() if named is None else named].strip()


def _begins(joined: str, more: str, commune: str) -> bool:
    """Whether the name of the commune ends with the next line and not before."""
    return bool(commune) and key(commune) not in key(joined) and key(f"{joined} {more}").endswith(key(commune))


def is_dated(text: str) -> bool:
    """Whether a line is the place and date of the letterhead, where that stands beside the title."""
    match = _DATED.match(key(text)) if len(text) <= LONGEST else None
    return match is not None and match["place"] is not None
