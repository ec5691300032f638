"""Words that a narrow column breaks without a hyphen ("ST" / "T", "5.267.475." / "000"). Pure."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from ..text import fold
from .grid import Doubt
from .headings import meanings
from .line_fit import Fit
from .pdf_words import TextLine
from .syllables import is_syllable
from .table_phrases import begins
from .wraps import unwrapped

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DATE = re.compile(r"(?:\d{1,2}[/.-])?\d{1,2}[/.-](?:19|20)\d\d")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.\d{1,2}")
_ROMAN_NUMBER = re.compile(r"(?:X{1,3}|X?(?:IX|IV|V?I{1,3}|V))[.)]?")
_ZERO = re.compile(r"0[1-9][.)]?")
_DIGITS = re.compile(r"\d[\d.,/-]*%?|[.,]\d[\d.,]*%?")
_PERCENTAGE = re.compile(r"\d+(?:[.,]\d+)?%")
_DECIMAL = re.compile(r"\d+,\d+%?|\d+\.\d+%")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SYMBOL = re.compile(r"\d+[-/][\w/&-]*\w")
_LAST_LETTERS = re.compile(r".*[-/&]([^\W\d_]+)")
_LAST_DIGITS = re.compile(r".*[/-](\d+)")
_ROMAN = re.compile(r"(?=.)X{0,3}(?:IX|IV|V?I{0,3})")
_VOWELLESS = re.compile(r"[^aeiouy]+")
_ELLIPSIS = re.compile(r"\w(?:…|\.\.\.)$")
_DASHED = re.compile(r"\w [-–]$")
_MAY_JOIN = re.compile(r"\w(?:…|\.\.\.|[/-])$")
_SPACE = "Chữ xuống dòng ở đây: có dấu cách sau dấu “/”, “-”, “…” không?"
_ANYWHERE = "Chữ trong ô xuống dòng ở giữa từ: nối các mảnh ở đầu và cuối dòng như vậy có đúng không?"
QUESTION = "Chữ xuống dòng trong cột hẹp: là hai từ, hay một từ bị ngắt đôi?"


def mended(lines: list[TextLine], width: float, fit: Fit = Fit()) -> tuple[list[str], list[Doubt]]:
    """The texts of the lines of a cell of this width (points), broken words whole again; a doubt where that is not sure."""
    if whole := _stacked_number([line.text.strip() for line in lines]):
        return [whole], [Doubt(QUESTION, unwrapped([line.text for line in lines]))]
    pieces = _pieces(lines, width, fit)
    texts = [pieces[-1].text] if pieces else []
    found: list[tuple[str, int, str]] = []  # verdict, place of the text counted from the end, what it was joined to
    inside = False
    # From the end: of "Ch", "uyể", "n" the last two are spelt first.
    for before, after in reversed(list(itertools.pairwise(pieces))):
        verdict = verdict_of(before.text, texts[0], fit.tightness(before.last, after.first, width), len(lines))
        if verdict in ("sure", "likely"):
            inside = inside or " " in before.text
            found += [(verdict, len(texts), f"{before.text} {texts[0]}")] * (verdict == "likely")
            texts[0] = before.text + texts[0]
        else:
            found += [(verdict, len(texts), f"{before.text}{texts[0]}")] * (verdict == "unsure")
            texts.insert(0, before.text)
    if inside:
        return texts, [Doubt(_ANYWHERE, unwrapped([line.text for line in lines]))]
    seconds = []
    for verdict, place, second in reversed(found):
        at = len(texts) - place
        seconds.append([*texts[:at], second, *texts[at + 1 :]] if verdict == "likely" else [*texts[: at - 1], second, *texts[at + 1 :]])
    return texts, [Doubt(QUESTION, unwrapped(second)) for second in seconds] + _spaces(texts)


@dataclass(frozen=True)
class _Piece:
    """A line, or the lines of one amount or date."""

    text: str
    first: TextLine
    last: TextLine


def _pieces(lines: list[TextLine], width: float, fit: Fit) -> list[_Piece]:
    found, number = [], 0
    while number < len(lines):
        count = _whole_number(lines[number:], width, fit) or 1
        own = lines[number : number + count]
        found.append(_Piece("".join(line.text for line in own), own[0], own[-1]))
        number += count
    return found


def _stacked_number(texts: list[str]) -> str:
    """The number of a row that a very narrow column breaks: "II" / "I", "0" / "1", "5." / "1"; "" for anything else."""
    whole = "".join(texts)
    if len(texts) < 2 or texts[:2] in (["I", "II"], ["I", "V"]):  # the numbers of several rows
        return ""
    numbered = texts[0].endswith(".") and _NUMBERED.fullmatch(whole)
    return whole if _ROMAN_NUMBER.fullmatch(whole) or numbered or _ZERO.fullmatch(whole) else ""


def _spaces(texts: list[str]) -> list[Doubt]:
    """A wrap after "lượt/" or "mô hình…" before a small letter hides whether a space is written there, one after "kinh tế -" too; of bodies' names it is known."""
    found = []
    body = begins(" ".join(texts), "body")
    for number in range(1, len(texts)):
        before, after = texts[number - 1], texts[number].lstrip()
        if _DASHED.search(before) and (after[:1].islower() or before.isupper()) and not body:
            found.append(Doubt(_SPACE, unwrapped([*texts[: number - 1], before + after, *texts[number + 1 :]])))
        if not after[:1].islower() or not _MAY_JOIN.search(before):
            continue
        between = "" if _ELLIPSIS.search(before) else " "
        second = f"{before.rstrip()}{between}{after}"
        found.append(Doubt(_SPACE, unwrapped([*texts[: number - 1], second, *texts[number + 1 :]])))
    return found


def _whole_number(lines: list[TextLine], width: float, fit: Fit) -> int:
    """How many lines, three or more, are the pieces of one amount or date; 0 when the first begins none."""
    count = 0
    while count < len(lines) and _DIGITS.fullmatch(lines[count].text) and (count == 0 or fit.tightness(lines[count - 1], lines[count], width)):
        count += 1
    whole = "".join(line.text for line in lines[:count])
    return count if count >= 3 and (_NUMBER.fullmatch(whole) or _DATE.fullmatch(whole)) else 0


def verdict_of(first: str, after: str, tight: str, lines: int = 0) -> str:
    """Whether the wrap between a line and the next one cuts a word: sure, likely (join and ask), unsure (leave apart and ask), apart.

    `tight`: how little room the first line left (see `Fit.tightness`); `lines`: of the whole cell, 0 when not known.
    """
    words = after.split()
    if first != first.strip() or not first or not words or not tight:
        return "apart"
    found = _spelt(first, words, lines)
    one = _one_word(first, words[0])
    if tight == "close":
        return {"unsure": "likely"}.get(found, found) if one else found
    if tight == "only":
        joined = {"likely": "sure", "unsure": "sure" if one else "likely"}.get(found, found)
        return "unsure" if joined == "apart" and first[-1].isalnum() and words[0][0].isalnum() and not _two_words(first, words[0]) else joined
    return found


def _one_word(first: str, second: str) -> bool:
    """Whether both together are one number, spelt as one syllable, or capitals that spell none."""
    if _counted_on(first, second):
        return False
    if first.isupper() and second.isupper() and not is_syllable(first) and not is_syllable(second):
        return True
    return bool(_DIGITS.fullmatch(first) and _DIGITS.fullmatch(second)) or is_syllable(_LAST_LETTERS.sub(r"\1", first) + _word(second)) or bool(_ROMAN.fullmatch(first + second))


def _two_words(first: str, second: str) -> bool:
    return is_syllable(first) and (is_syllable(_word(second)) or second[0].isdecimal()) or second[0].isupper() and not first.isupper()


def _spelt(first: str, words: list[str], lines: int) -> str:
    """What the letters and figures on both sides of a tight wrap say."""
    second = words[0]
    if " " in first:
        return _anywhere(first.split()[-1], second)
    if _DIGITS.fullmatch(first) and _DIGITS.fullmatch(second):
        return _digits(first, second)
    if _DIGITS.fullmatch(first) and second == "%":
        return "likely"
    if _SYMBOL.fullmatch(first) and second.isupper() and second[0].isalpha():
        return "likely"
    if (last := _LAST_DIGITS.fullmatch(first)) and _DIGITS.fullmatch(second):
        return _digits(last[1], second)  # of "III/202" what follows the stroke
    if _ROMAN.fullmatch(first) and _ROMAN.fullmatch(second):
        return "likely" if _ROMAN.fullmatch(first + second) else "unsure"
    first = _LAST_LETTERS.sub(r"\1", first)  # of "lượt/nă" what follows the stroke
    if not (first.isalpha() and second[0].isalpha()):
        return "apart"
    if lines == 2 and len(words) == 1 and not is_syllable(first) and not is_syllable(second) and meanings(first + second):
        return "sure"
    return _letters(first, _word(second))


def _anywhere(last: str, second: str) -> str:
    """The same of a line of several words, which most programs break between two of them only."""
    if last[-1:].isdecimal() or last[-2:-1].isdecimal() and last[-1] in ".,":
        part = last.rstrip(".,") != last or _DECIMAL.fullmatch(last)
        return "unsure" if part and (_NUMBER.fullmatch(last + second) or _DECIMAL.fullmatch(last + second)) else "apart"
    tail = _word(second)
    if not (last.isalpha() and tail.isalpha() and tail.islower()) or is_syllable(last) and is_syllable(tail):
        return "apart"
    return "likely" if is_syllable(last + tail) else "apart"


def _digits(first: str, second: str) -> str:
    whole = first + second
    if _DATE.fullmatch(whole):
        return "sure"
    if _counted_on(first, second):
        return "unsure"  # the number of the next row may stand below
    if _NUMBER.fullmatch(whole):
        return "sure" if first[-1] in ".," or second[0] in ".," else "likely"
    if _YEAR.fullmatch(whole) or _PERCENTAGE.fullmatch(whole):
        return "likely"
    if len(first) == len(second) == 1:
        return "likely"  # the number of a row ("1" / "0")
    years = _YEAR.fullmatch(first) and _YEAR.fullmatch(second)
    return "apart" if years or _DATE.fullmatch(first) else "unsure"


def _counted_on(first: str, second: str) -> bool:
    return first.isdecimal() and second.isdecimal() and len(first) <= 3 and int(second) == int(first) + 1


def _word(text: str) -> str:
    """The word that a text begins with, without the punctuation after it."""
    word = re.match(r"\w+", text)
    return word[0] if word else text


def _letters(first: str, tail: str) -> str:
    initial = len(first) == 1 and not is_syllable(first) and is_syllable(first + tail)
    if first.isupper() and not tail.isupper() and not initial or not first.isupper() and not tail.islower():
        return "apart"
    halves = is_syllable(first) and is_syllable(tail)
    if not is_syllable(first + tail):
        return "apart" if halves else "unsure"
    if halves:
        return "unsure"
    return "likely" if first.isupper() or not any(map(_VOWELLESS.fullmatch, (fold(first), fold(tail)))) else "sure"
