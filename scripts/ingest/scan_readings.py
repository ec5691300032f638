"""The readings of a cell: how often it is looked at and how, and which reading stands. Pure but for the reader it is given."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from PIL import Image, ImageFilter

from ..text import fold
from .broken_words import mended
from .headings import meanings
from .scan_letters import mended_letters
from .scan_ocr import FIGURES, LANGUAGE, Word
from .scan_signs import with_bars
from .scan_words import text_lines
from .wraps import unwrapped

# Pictures and a language -> the words of each picture, with their places in pixels of that picture.
Reader = Callable[[Sequence[Image.Image], str], list[list[Word]]]

# Letters of office print are read best at this size, the grain smoothed and the edges sharpened, which is measured.
_SMALLER, _SMOOTH, _SHARP = 0.75, 1.0, ImageFilter.UnsharpMask(3, 200, 2)
# Another look at cells less sure than this, and at all figures and signs, in which a wrong letter is not seen;
# looks that know no Vietnamese at figures and at what is no longer than this.
_SURE, _FEW = 90, 4
_FIGURES = re.compile(r"[\d≥≤<>=%+±]")
# What short cells hold: numbers of rows, amounts, dates. "HỆ" and "1" read of the same ink are more likely a "1".
_VALUE = re.compile(r"[IVX]{1,5}|[a-zđ]|[≥≤<>=-]? ?\d[\d.,/%]*")
# A Roman number, which stands in a column no wider than this, in points.
_ROMAN, _NARROW = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})"), 100.0


@dataclass(frozen=True)
class Reading:
    """A text of a cell, its lines, another way to join them ("" when there is none), how sure its least sure word is, whether it knows Vietnamese."""

    text: str
    raw: str
    broken: str
    sure: int
    native: bool = True


def looked(pictures: Sequence[Image.Image], widths: Sequence[float], reader: Reader) -> list[list[Reading]]:
    """The readings of each picture of a cell, the first one first. `widths`: of the cells, in points."""
    sharp = [_sharpened(picture) for picture in pictures]
    words: list[list[tuple[list[Word], bool]]] = [[] for _ in pictures]

    def look(numbers: Sequence[int], language: str, shown: Sequence[Image.Image]) -> None:
        for number, found in zip(numbers, reader([shown[number] for number in numbers], language)):
            words[number].append(([with_bars(shown[number], word) for word in found], language == LANGUAGE))

    look(range(len(pictures)), LANGUAGE, sharp)
    values = [number for number, ((first, _),) in enumerate(words) if _is_value(first)]
    look(values, FIGURES, sharp)
    look(values, FIGURES, pictures)
    again = [number for number, looks in enumerate(words) if _wants_another(looks[0][0]) and not any(found for found, _ in looks[1:])]
    look(again, LANGUAGE, pictures)
    return [_readings(looks, width) for looks, width in zip(words, widths)]


def _sharpened(picture: Image.Image) -> Image.Image:
    clear = picture.filter(ImageFilter.GaussianBlur(_SMOOTH)).filter(_SHARP)
    return clear.resize((round(picture.width * _SMALLER), round(picture.height * _SMALLER)), Image.Resampling.BICUBIC)


def _is_value(words: Sequence[Word]) -> bool:
    """Figures, Roman numbers, single letters: whatever the first look takes for one."""
    return _is_short(words) or len(words) <= 2 and any(_FIGURES.search(word.text) for word in words)


def _wants_another(words: Sequence[Word]) -> bool:
    return not words or min(word.sure for word in words) < _SURE or _is_short(words) or any(_FIGURES.search(word.text) for word in words)


def _is_short(words: Sequence[Word]) -> bool:
    return sum(len(word.text) for word in words) <= _FEW


def _readings(looks: Sequence[tuple[list[Word], bool]], width: float) -> list[Reading]:
    native = [words for words, knows in looks if knows and words]
    # Two looks at running text make one better reading: of each word the surer one.
    voted = [surer(*native)] if len(native) == 2 and not _is_value(native[0]) else []
    own = [_reading(words, width) for words in (*voted, *native)]
    foreign = [replace(_reading(words, width), native=False) for words, knows in looks if words and not knows]
    told = {reading.text for reading in own}
    # "d" for "đ", "Xa" for "Xã": a reading without Vietnamese counts only for what has none.
    known = {fold(text) for text in told if fold(text) != text.lower()}
    # Nor does it know "≥", which becomes a figure: "215%".
    signed = any(text[0] in "≥≤<>" for text in told)
    plain = [reading for reading in foreign if not (signed and reading.text[0].isdigit()) and fold(reading.text) not in known]
    usable = [reading for reading in plain if _VALUE.fullmatch(reading.text) or meanings(reading.text)]
    return [*usable, *own]


def surer(words: Sequence[Word], others: Sequence[Word]) -> list[Word]:
    """The words, each replaced by the one at its place in another reading where that one is surer."""
    found = list(words)
    matcher = SequenceMatcher(None, [word.text for word in words], [word.text for word in others], autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        if b - a == d - c:
            for at, other in zip(range(a, b), others[c:d]):
                if other.sure > found[at].sure:
                    found[at] = replace(found[at], text=other.text, sure=other.sure)
    return found


def _reading(words: Sequence[Word], width: float) -> Reading:
    lines = text_lines(words)
    texts, doubts = mended(lines, width)
    plain = unwrapped(texts)
    text = mended_letters(_roman(plain) if width <= _NARROW else plain)
    broken = doubts[0].second if doubts else plain if plain != text else ""
    return Reading(text, "\n".join(line.text for line in lines), broken, min(word.sure for word in words))


def _roman(text: str) -> str:
    """A Roman number whose "I" was taken for small "l" or "1", the same stroke, with a speck below it ("VỊ"), or whose "V" stands twice ("Vv"); else the text."""
    plain = fold(text).upper().replace("L", "I").replace("1", "I").replace("VV", "V")
    return plain if set("IVX") & set(text) and _ROMAN.fullmatch(plain) else text


def best_of(readings: Sequence[Reading]) -> tuple[Reading, str]:
    """The best of the readings of a cell and the second-best text ("" when all agree). Of readings as good the first one stands."""
    texts = [reading.text for reading in readings]

    def worth(reading: Reading) -> tuple[bool, bool, int, int]:
        return bool(meanings(reading.text)), bool(_VALUE.fullmatch(reading.text)), texts.count(reading.text), -texts.index(reading.text)

    ranked = sorted(readings, key=worth, reverse=True)
    best = ranked[0]
    return best, next((reading.text for reading in ranked if reading.text != best.text), best.broken)
