"""Sums of money that the running text names: figures, words, and how a total is split. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..numbers_vi import NUMBER, parse_amount, parse_amount_words
from ..text import clean
from .grid import Place
from .paragraphs import Paragraph
from .phrases import alternatives, names, words

_SUM = re.compile(rf"(?<![\w.,])(?P<figure>{NUMBER})\s*(?P<unit>(?:nghìn tỷ|nghìn tỉ|triệu|nghìn|ngàn|tỷ|tỉ)(?:\s+đồng)?|đồng)(?!\w)(?:\s*/\s*\w+)?")
_PARENTHESIS = re.compile(r"\s*\((?P<inside>[^()]*)\)")
_ITEM = re.compile(r"[-–+*•]\s*(?P<label>[^:;]{3,120}?)\s*:\s*$")
_NUMBERED = re.compile(r"(?:[0-9]{1,2}|[a-zA-ZđĐ]|[IVX]+)(?:\.[0-9]{1,2})*[.)]\s+")
_YEAR = re.compile(r"năm\s+(20[0-9]{2})")
# What ends a list of parts: a paragraph that is neither an item nor a remark in parentheses.
LABEL_WORDS = 12


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum. `parent`: index of the total it is a part of, None for none. `view` as in budget_lines. `words_amount` None when the words cannot be read."""

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
    grouping = False
    for paragraph in texts:
        matches = [match for match in _SUM.finditer(paragraph.key) if match["unit"] != "đồng" or len(match["figure"]) > len("2026")]
        for number, match in enumerate(matches):
            figure = _figure(paragraph, match)
            head = paragraph.text[: match.start()]
            item = _ITEM.match(head) if number == 0 else None
            named = [m for m in re.finditer(alternatives("total"), paragraph.key[: match.start()])] if number == 0 else []
            year = _year(paragraph.key)
            common = {"figure": figure, "amount": parse_amount(figure), "outturn": names(head, "outturn"), "approved": names(head, "approved"), "year": year}
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
        if not matches:
            if names(paragraph.text, "by_task"):
                grouping = True
            elif not (names(paragraph.text, "split") or paragraph.text.startswith("(")):
                total, grouping = None, False
    return found, left


def _figure(paragraph: Paragraph, match: re.Match[str]) -> str:
    """The figure as printed, with its unit unless that is plain đồng."""
    printed = paragraph.text[match.start("figure") : match.end("figure")]
    unit = clean(paragraph.text[match.start("unit") : match.end("unit")])
    return printed if unit.lower() == "đồng" else f"{printed} {unit}"


def _year(text: str) -> int | None:
    years = {int(year) for year in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


def _spending(label: str) -> str:
    match = re.match(alternatives("spending"), clean(label).lower())
    return words("spending").get(match[0], "") if match else ""


def _in_words(paragraph: Paragraph, start: int) -> tuple[str, int | None, int]:
    """The sum in words in the parentheses after the figure, without its label; their value; where they end."""
    match = _PARENTHESIS.match(paragraph.text, start)
    if not match:
        return "", None, start
    inside = clean(match["inside"])
    labelled = names(inside, "in_words")
    spoken = re.sub(r"^.*?bằng chữ\s*:?\s*", "", inside, flags=re.IGNORECASE) if labelled else inside
    value = parse_amount_words(spoken)
    return (spoken, value, match.end()) if labelled or value is not None else ("", None, start)
