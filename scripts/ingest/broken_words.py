"""Words that a narrow column breaks without a hyphen ("ST" / "T", "5.267.475." / "000"). Pure."""

from __future__ import annotations

import re

from ..text import fold
from .grid import Doubt
from .headings import meanings
from .pdf_words import TextLine
from .syllables import is_syllable
from .wraps import unwrapped

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
_MONTH = re.compile(r"\d{1,2}/(?:19|20)\d\d")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.\d{1,2}")
_ROMAN_NUMBER = re.compile(r"(?:X{1,3}|X?(?:IX|IV|V?I{1,3}|V))[.)]?")
_ZERO = re.compile(r"0[1-9][.)]?")
_DIGITS = re.compile(r"\d[\d.,/-]*%?|[.,]\d[\d.,]*%?")
_PERCENTAGE = re.compile(r"\d+(?:[.,]\d+)?%")
_DECIMAL = re.compile(r"\d+,\d+%?|\d+\.\d+%")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SYMBOL = re.compile(r"\d+[-/][\w/&-]*\w")
_LAST_LETTERS = re.compile(r".*[-/&]([^\W\d_]+)")
_VOWELLESS = re.compile(r"[^aeiouy]+")
# The widest usual margins of a cell, both sides, in points: a line shorter than the cell less these has room for one letter more.
_MARGINS = 16.0
_ELLIPSIS = re.compile(r"\w(?:…|\.\.\.)$")
_MAY_JOIN = re.compile(r"\w(?:…|\.\.\.|[/-])$")
_SPACE = "Chữ xuống dòng ở đây: có dấu cách sau dấu “/”, “-”, “…” không?"
_ANYWHERE = "Chữ trong ô xuống dòng ở giữa từ: nối các mảnh ở đầu và cuối dòng như vậy có đúng không?"
_QUESTION = "Chữ xuống dòng trong cột hẹp: là hai từ, hay một từ bị ngắt đôi?"


def mended(lines: list[TextLine], width: float) -> tuple[list[str], list[Doubt]]:
    """The texts of the lines of a cell of this width (points), broken words whole again; a doubt where that is not sure."""
    if whole := _stacked_number([line.text.strip() for line in lines]):
        return [whole], [Doubt(_QUESTION, unwrapped([line.text for line in lines]))]
    texts: list[str] = []
    unsure: list[int] = []
    joined: list[tuple[int, str]] = []
    number, inside = 0, False
    while number < len(lines):
        line, whole = lines[number], _whole_number(lines[number:], width)
        verdict = _broken(lines[number - 1], line, width, len(lines)) if number else "apart"
        if whole:
            texts.append("".join(piece.text for piece in lines[number : number + whole]))
        elif verdict in ("sure", "likely"):
            inside = inside or " " in lines[number - 1].text
            if verdict == "likely":
                joined.append((len(texts) - 1, f"{texts[-1]} {line.text}"))
            texts[-1] += line.text
        else:
            if verdict == "unsure":
                unsure.append(len(texts))
            texts.append(line.text)
        number += whole or 1
    if inside:
        return texts, [Doubt(_ANYWHERE, unwrapped([line.text for line in lines]))]
    seconds = [[*texts[: number - 1], texts[number - 1] + texts[number], *texts[number + 1 :]] for number in unsure]
    seconds += [[*texts[:number], text, *texts[number + 1 :]] for number, text in joined]
    return texts, [Doubt(_QUESTION, unwrapped(second)) for second in seconds] + _spaces(texts)


def _stacked_number(texts: list[str]) -> str:
    """The number of a row that a very narrow column breaks: "II" / "I", "0" / "1", "5." / "1"; "" for anything else."""
    whole = "".join(texts)
    if len(texts) < 2 or texts[:2] in (["I", "II"], ["I", "V"]):  # the numbers of several rows
        return ""
    numbered = texts[0].endswith(".") and _NUMBERED.fullmatch(whole)
    return whole if _ROMAN_NUMBER.fullmatch(whole) or numbered or _ZERO.fullmatch(whole) else ""


def _spaces(texts: list[str]) -> list[Doubt]:
    """A wrap after "lượt/" or "mô hình…" before a small letter hides whether a space is written there."""
    found = []
    for number in range(1, len(texts)):
        before, after = texts[number - 1], texts[number].lstrip()
        if not after[:1].islower() or not _MAY_JOIN.search(before):
            continue
        between = "" if _ELLIPSIS.search(before) else " "
        second = f"{before.rstrip()}{between}{after}"
        found.append(Doubt(_SPACE, unwrapped([*texts[: number - 1], second, *texts[number + 1 :]])))
    return found


def _whole_number(lines: list[TextLine], width: float) -> int:
    """How many lines, three or more, are the pieces of one amount or date; 0 when the first begins none."""
    count = 0
    while count < len(lines) and _DIGITS.fullmatch(lines[count].text) and (count == 0 or _full(lines[count - 1], lines[count], width)):
        count += 1
    whole = "".join(line.text for line in lines[:count])
    return count if count >= 3 and (_NUMBER.fullmatch(whole) or _DATE.fullmatch(whole)) else 0


def _broken(before: TextLine, after: TextLine, width: float, lines: int) -> str:
    """Whether the wrap cuts a word: sure, likely (join and ask), unsure (leave apart and ask), apart."""
    first, words = before.text, after.text.split()
    if first != first.strip() or not _full(before, after, width):
        return "apart"
    second = words[0]
    if " " in first:
        return _anywhere(first.split()[-1], second)
    if _DIGITS.fullmatch(first) and _DIGITS.fullmatch(second):
        return _digits(first, second)
    if _DIGITS.fullmatch(first) and second == "%":
        return "likely"
    if _SYMBOL.fullmatch(first) and second.isupper() and second[0].isalpha():
        return "likely"
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


def _full(before: TextLine, after: TextLine, width: float) -> bool:
    letter = after.chars[0]
    return before.x1 - before.x0 + letter.x1 - letter.x0 > width - _MARGINS


def _digits(first: str, second: str) -> str:
    whole = first + second
    if _DATE.fullmatch(whole):
        return "sure"
    if _NUMBER.fullmatch(whole):
        return "sure" if first[-1] in ".," or second[0] in ".," else "likely"
    if _MONTH.fullmatch(whole) and not _MONTH.fullmatch(first):
        return "likely"
    if _YEAR.fullmatch(whole) or _PERCENTAGE.fullmatch(whole):
        return "likely"
    if len(first) == len(second) == 1 and int(second) != int(first) + 1:
        return "likely"  # the number of a row ("1" / "0"), unless the next number stands below
    years = _YEAR.fullmatch(first) and _YEAR.fullmatch(second)
    return "apart" if years or _DATE.fullmatch(first) else "unsure"


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
