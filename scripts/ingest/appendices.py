"""The parts of a document: its running text and its appendices, announced and present. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ..text import clean
from .grid import Place
from .paragraphs import Paragraph, Piece, joins
from .phrases import alternatives, is_upper, key, names, words
from .signing import stamps

_NUMBER = r"(?:số\s+)?(?P<number>(?:(?:[0-9]{1,2}|[ivx]{1,5})(?:[.-]?[a-e]|[.-][0-9]{1,2})?|[a-zđ])(?!\w))"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_NEXT = re.compile(rf"\s*(?:,|;|và|,\s*và|-|–|đến)\s*{_NUMBER.replace('[a-zđ]', '[a-h]')}")
_COUNTS = ("hai", "ba", "bốn")
_AGAIN = r"(?:\((?:tiếp|tiếp theo)\))?"


@dataclass(frozen=True, slots=True)
class Appendix:
    """One appendix in the document: its name ("Phụ lục I"), its number as printed, where its heading stands, the index of that line."""

    name: str
    number: str
    place: Place
    at: int


@dataclass(frozen=True, slots=True)
class Announced:
    """What the running text says is attached: the numbers it names (folded), whether it also speaks of unnumbered ones, where first, how many it says they are."""

    numbers: tuple[str, ...] = ()
    unnumbered: bool = False
    place: Place = Place()
    count: int = 0


def _label() -> re.Pattern[str]:
    return re.compile(rf"(?P<label>{alternatives('appendix')})(?:\s+{_NUMBER})?")


def present(lines: Sequence[Piece], titles: Collection[str] = ()) -> list[Appendix]:
    """The appendices by their headings: "Phụ lục 1" alone on its line, or with its title in capitals or over a table. Each number once.

    `titles`: the lines over the tables that were read.
    Where some are called by the word that metadata_words.csv names first, headings with the others ("Biểu số 1") stand inside them.
    """
    found: list[tuple[int, Appendix]] = []
    matches = {at: match for at, piece in enumerate(lines) if not piece.cell and (match := _heading(piece.text, piece.text in titles))}
    ranks = {label: rank for rank, label in enumerate(words("appendix"))}
    for at, match in matches.items():
        piece = lines[at]
        later = [other["number"] for after, other in matches.items() if after > at]
        if _goes_on(lines, at) and (match["rest"] or match["number"] in later):
            continue  # the end of a sentence: "… chi tiết tại / Phụ lục III."
        number = piece.text[match.start("number") : match.end("number")] if match["number"] else ""
        label = clean(piece.text[match.start("label") : match.end("label")])
        rank = ranks[clean(match["label"])]
        if any(one.number.lower() == number.lower() and number and rank == other for other, one in found):
            continue  # its heading again, on the next page
        found.append((rank, Appendix(f"{label.capitalize()} {number}".strip(), number, piece.place, at)))
    return [one for rank, one in found if rank == min(other for other, _ in found)]


def _heading(text: str, over_table: bool = False) -> re.Match[str] | None:
    """The label and number of a line that heads an appendix; None for other lines, such as a wrapped sentence that begins with the word.

    `over_table`: it is the title of a table, which only an appendix has by the word that metadata_words.csv names first.
    """
    match = re.match(_label().pattern + rf"\s*{_AGAIN}\s*(?P<rest>.*)$", key(text))
    if not match or not text[:1].isupper():
        return None
    titled = over_table and bool(match["number"] or match["rest"][:1] in ":.-–") and clean(match["label"]) == next(iter(words("appendix")))
    return match if titled or is_upper(text) or match["rest"] in ("", ".", ":") else None


def _goes_on(lines: Sequence[Piece], at: int) -> bool:
    """Whether a line may be the end of the sentence on the full line before it. A title in capitals is none."""
    before = lines[at - 1] if at else None
    return before is not None and len(before.text) >= FULL and before.place.page == lines[at].place.page and joins(before, lines[at])


def announced(body: Sequence[Paragraph]) -> Announced:
    """The appendices that the running text says are attached."""
    numbers: list[str] = []
    unnumbered, first, count = False, Place(), 0
    for paragraph in body:
        attached = names(paragraph.text, "attached")
        for said in _counted().finditer(paragraph.key):
            first = first if first != Place() else paragraph.at(said.start())
            count = max(count, _COUNTS.index(said["word"]) + 2 if said["word"] else int(said["figure"]))
        for match in _label().finditer(paragraph.key):
            number = match["number"] or ""
            if number and not number.isdigit() and not paragraph.text[match.start("number")].isupper():
                number = ""  # "phụ lục chi tiết": a word, no number
            if not number and not attached:
                continue
            first = first if first != Place() else paragraph.at(match.start())
            listed = [number, *_more(paragraph, match.end())] if number else []
            numbers += [one for one in listed if one not in numbers]
            unnumbered = unnumbered or not number
    return Announced(tuple(dict.fromkeys(numbers)), unnumbered, first, count)


def _counted() -> re.Pattern[str]:
    """ "03 phụ lục", "hai phụ lục", "02 (hai) phụ lục"."""
    return re.compile(rf"(?<![\w/.,-])(?:0?(?P<figure>[1-9]|1[0-9])(?:\s*\([^()]*\))?|(?P<word>{'|'.join(_COUNTS)}))\s+(?={alternatives('appendix')})(?!{alternatives('form')})")


def _more(paragraph: Paragraph, start: int) -> list[str]:
    """The numbers that follow the first in a list: "I, II và III"; the last of a span ("từ 1 đến 4") says how many there are."""
    found: list[str] = []
    while match := _NEXT.match(paragraph.key, start):
        number, start = match["number"], match.end()
        if not number.isdigit() and not paragraph.text[match.start("number")].isupper():
            break
        found.append(number)
    return found


def rank(number: str) -> int:
    """Which appendix a number names: "3" and "iii" are the third. 0 for one that does not tell (a letter)."""
    digits = re.match(r"[0-9]+", number)
    if digits:
        return int(digits[0])
    if number in _ROMAN:
        return _ROMAN.index(number) + 1
    return 0


def end_of_text(lines: Sequence[Piece]) -> int:
    """How many of the lines there are before the stamps of digital signatures with which some texts end."""
    stamped = [at for at, piece in enumerate(lines) if stamps([piece]) or names(piece.text, "stamp")]
    end = len(lines)
    for at in reversed(stamped):
        if end - at > STAMP_LINES:
            break
        end = at
    return end


STAMP_LINES = 3
# A line of at least so many letters may go on below; "Nguyễn Văn Mẫu" before an appendix does not.
FULL = 40
