"""Sums of money that the running text names: figures, words, and how a total is split. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..numbers_vi import NUMBER, is_spaced, parse_amount_in, parse_amount_words
from ..text import clean
from .grid import Place
from .paragraphs import Paragraph
from .phrases import alternatives, names, words

_DONG = r"(?:đồng|đ|vnđ|vnd)"
_SCALE = rf"(?:(?:nghìn tỷ|nghìn tỉ|triệu|nghìn|ngàn|tỷ|tỉ)(?:\s*{_DONG})?|tr\.?\s*{_DONG})"
_FIGURE = rf"(?:[1-9][0-9]{{0,2}}(?: [0-9]{{3}}){{1,5}}(?![0-9]|[.,][0-9])|{NUMBER})"
# "2 tỷ 500 triệu đồng" is one sum; so is "500 - 700 triệu đồng", whatever it may be.
_SUM = re.compile(rf"(?<![\w.,])(?P<figure>{_FIGURE})\s*(?P<unit>{_SCALE}(?P<more>(?:\s+[0-9]+\s*{_SCALE})+)?|{_DONG})(?!\w)(?P<each>\s*/\s*\w+)?")
_IN_WORDS = re.compile(r"[-–+*•\s]*(?:\((?P<inside>[^()]*)\)|[.,;]?\s*(?P<label>(?:số tiền\s+)?(?:viết\s+)?bằng chữ)\s*:\s*(?P<open>[^().;:]+))", re.IGNORECASE)
_SPAN = re.compile(r"[0-9][0-9.,]*\s*[-–]\s*$")
_ITEM = re.compile(r"(?:[-–+*•]|[a-zđ]\)(?=\s))\s*(?P<label>[^:;]{3,120}?)\s*:\s*$")
_NUMBERED = re.compile(r"(?:[0-9]{1,2}|[a-zA-ZđĐ]|[IVX]+)(?:\.[0-9]{1,2})*[.)]\s+")
_YEAR = re.compile(r"năm\s+(20[0-9]{2})")
# A longer label before a sum is running text, not an item of a list.
LABEL_WORDS = 12


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum. `parent`: index of the total it is a part of, None for none. `view` as in budget_lines. `words_amount` None when the words cannot be read.
    `loose`: the figure with the words around it that make it no exact sum ("khoảng", "/năm"), "" when there are none."""

    label: str
    view: str
    figure: str
    amount: int | None
    place: Place
    words: str = ""
    words_amount: int | None = None
    year: int | None = None
    expenditure: str = ""
    outturn: bool = False
    approved: bool = False
    parent: int | None = None
    doubtful: bool = False
    loose: str = ""


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A sum in the text that no total or list names: for a person to decide."""

    figure: str
    place: Place


def sums(texts: Sequence[Paragraph]) -> tuple[list[Sum], list[Unnamed]]:
    """The named totals with their parts, and the sums that are left."""
    found: list[Sum] = []
    left: list[Unnamed] = []
    total: int | None = None
    grouping, alone = False, False
    for paragraph in texts:
        matches = [match for match in _SUM.finditer(paragraph.key) if not re.fullmatch(_DONG, match["unit"]) or len(match["figure"]) > len("2026")]
        if alone and (spoken := _in_words(paragraph, 0))[0]:
            found[-1] = replace(found[-1], words=spoken[0], words_amount=spoken[1], place=found[-1].place.to(paragraph.at(spoken[2] - 1)))
            alone = False
            if not matches:
                continue
        before = len(found)
        for number, match in enumerate(matches):
            figure = _figure(paragraph, match)
            head = paragraph.text[matches[number - 1].end() if number else 0 : match.start()]
            item = _ITEM.match(head) if number == 0 else None
            named = [m for m in re.finditer(alternatives("total"), paragraph.key[: match.start()])] if number == 0 else []
            year = _year(paragraph.key)
            common = {"figure": figure, "amount": None if match["more"] else parse_amount_in(figure, ""), "loose": _loose(paragraph, match), "outturn": names(head, "outturn"), "approved": names(head, "approved"), "year": year}
            if item and (total is not None or grouping) and len(item["label"].split()) <= LABEL_WORDS:
                parent = None if grouping else total
                view = "task_group" if grouping else "total"
                if year is None:
                    common["year"] = found[total].year if total is not None else None
                label = clean(item["label"])
                found.append(Sum(label, view, place=paragraph.span(0, match.end()), expenditure=_spending(label), parent=parent, **common))
            elif named:
                start = named[0].start()
                spoken, value, end = _in_words(paragraph, match.end())
                begins = _NUMBERED.match(paragraph.text)
                sure = start <= (begins.end() if begins else 2)
                total, grouping = len(found), False
                label = clean(paragraph.text[named[0].start() : named[0].end()])
                found.append(Sum(label, "total", place=paragraph.span(0, end), words=spoken, words_amount=value, doubtful=not sure, **common))
            else:
                left.append(Unnamed(figure, paragraph.at(match.start())))
        alone = len(found) == before + 1 == before + len(matches) and not found[-1].words
        if not matches:
            if names(paragraph.text, "by_task"):
                grouping = True
            elif not (names(paragraph.text, "split") or paragraph.text.startswith("(")):
                total, grouping = None, False
    return found, left


def _figure(paragraph: Paragraph, match: re.Match[str]) -> str:
    """The figure as printed, with its unit unless that is plain đồng, in full or short."""
    printed = paragraph.text[match.start("figure") : match.end("figure")]
    unit = clean(paragraph.text[match.start("unit") : match.end("unit")])
    return printed if re.fullmatch(_DONG, unit.lower()) else f"{printed} {unit}"


def _loose(paragraph: Paragraph, match: re.Match[str]) -> str:
    """The figure with what stands around it and makes it more, less or another sum than it says."""
    before = re.search(rf"{alternatives('about')}\s+$", paragraph.key[: match.start()]) or _SPAN.search(paragraph.key[: match.start()])
    if not (before or match["each"]):
        return ""
    return clean(paragraph.text[before.start() if before else match.start() : match.end()])


def _year(text: str) -> int | None:
    years = {int(year) for year in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


def _spending(label: str) -> str:
    match = re.match(alternatives("spending"), clean(label).lower())
    return words("spending").get(match[0], "") if match else ""


def _in_words(paragraph: Paragraph, start: int) -> tuple[str, int | None, int]:
    """The sum in words after the figure, in parentheses or after "Bằng chữ:", without its label; their value; where they end."""
    match = _IN_WORDS.match(paragraph.text, start)
    if not match:
        return "", None, start
    inside = clean(match["inside"] or match["open"] or "")
    labelled = bool(match["label"]) or names(inside, "in_words")
    spoken = re.sub(r"^.*?bằng chữ\s*:?\s*", "", inside, flags=re.IGNORECASE) if labelled else inside
    value = parse_amount_words(spoken)
    return (spoken, value, match.end()) if labelled or value is not None else ("", None, start)
