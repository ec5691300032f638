"""A row that a page break cut in two: whether the first row of a page is the rest of the last row before it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..numbers_vi import parse_amount
from ..schedules import parse_schedule
from ..text import clean
from ..values import parse_target_value
from .broken_words import QUESTION, verdict_of
from .flow.numbering import number_of
from .grid import Cell, Doubt
from .syllables import is_syllable
from .table_header import is_number
from .table_phrases import begins, is_phrase, is_total
from .wraps import joined as in_one_line

_ENDED = re.compile(r"[.;:!?…]\s*$")
_MARK_LEFT_OPEN = re.compile(r"[,\-–/(&+]\s*$")
_PIECE, _AMOUNT = re.compile(r"[\d.,/]+"), re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+")
_WHOLE = re.compile(r"(?:\d{1,2}[/.])?\d{1,2}[/.]\d{4}|(?:19|20)\d\d")
# A sign before a value, and what may follow the figures of one.
_COMPARED, _UNIT = ("≥", "≤", ">", "<", "~", "Trên", "Dưới"), re.compile(r"[0-9]?%")
# Rows of a table that fill no other columns than the one in question are rare below this share.
_RARE = 0.2
_NUMBERED = re.compile(r"[0-9]+(?:\.[0-9]+)*\.")
_TWO_TITLES = "Cuối trang trước là đề mục “{}”, đầu trang này là đề mục “{}”: hai đề mục, hay một đề mục bị ngắt trang?"
_OWN_ROW = "Dòng không số “{}” ở đầu trang được coi là một dòng riêng. Có phải là phần còn lại của dòng cuối trang trước không?"
_ONE_NUMBER = "Số “{}” ở cuối trang và “{}” ở đầu trang sau được nối thành số của một dòng; đúng không?"
_CUT_WORD = "Một số, ngày hoặc từ bị ngắt giữa hai trang; nối lại như vậy có đúng không?"
_BULLET = re.compile(r"\s*[-+•*]\s")
# A name longer than this may fill a page by itself, the other cells of its row being centred on the next.
_LONG = 120
# Between these the evidence does not decide, and the maintainer is asked.
SURE, CLEAR = 3, 2


@dataclass(frozen=True)
class Cut:
    """What to do at a page break: whether the rows are one, and the question for the maintainer when it is not certain."""

    is_one_row: bool
    doubt: Doubt | None = None


def judge(last: dict[int, Cell], first: dict[int, Cell], numbers: int, names: int, touches: bool, usual: float | None) -> Cut:
    """`last`, `first`: column -> cell of the rows before and after the break. `numbers`, `names`: their columns; `touches`: both grids touch the
    break; `usual`: the share of the table's other rows that fill no other columns than this one, None when there are too few of them."""
    texts = {column: clean(cell.text) for column, cell in first.items() if cell.text}
    before = {column: clean(cell.text) for column, cell in last.items() if cell.text}
    number, number_before = texts.get(numbers, ""), before.get(numbers, "")
    if not texts or not before:
        return Cut(False)
    words = frozenset(column for column, text in texts.items() if column in before and _one_word(last[column], text))
    if touches and words == {numbers} == set(texts):
        return Cut(True)  # "II" and "I" of "III"
    if touches and numbers in words and names in texts and names in before and _one_section(number_before, number):
        return Cut(True, Doubt(_ONE_NUMBER.format(number_before, number), "hai dòng riêng"))
    if touches and number_before and not number and names in texts and before.keys().isdisjoint(texts):
        return Cut(True)  # a number without a name is no row: its name went to the next page
    if number and is_number(number):
        titles = [column for column, cell in first.items() if cell.column_span > 1 and cell.text and column in last and last[column].column_span == cell.column_span and last[column].text]
        if touches and number_before and titles:
            return Cut(False, Doubt(_TWO_TITLES.format(before[titles[0]][:40], texts[titles[0]][:40]), "một đề mục bị ngắt trang"))
        alone = set(before) == {names} and last[names].column_span == 1 and len(before[names]) > _LONG
        return _numbered(number, number_before, texts.get(names, ""), before.get(names, ""), touches, alone)
    if not words and (any(is_total(text) for text in texts.values()) or any(is_total(text) for text in before.values())):
        return Cut(False)
    wide = [cell for cell in first.values() if cell.column_span > 1 and cell.text]
    if wide:
        return _wide(wide[0], last.get(wide[0].column), touches and len(texts) == 1)
    score = _score(texts, before, names, words) + (0 if touches else -2) + (0 if usual is None else 2 if usual == 0 else -1)
    if score >= SURE:
        return Cut(True)
    found = next(iter(texts.values()))
    quoted = found if len(found) <= 60 else found[:60] + "…"
    if score > 0 or touches and score == 0 and number_before and set(texts) == {names}:
        question = f"Dòng không số “{quoted}” ở đầu trang được nối vào dòng cuối trang trước. Đúng là phần còn lại của dòng đó, hay là một dòng riêng?"
        return Cut(True, Doubt(question, "một dòng riêng"))
    if touches and (score > -CLEAR or number_before and set(texts) == {names}):
        return Cut(False, Doubt(_OWN_ROW.format(quoted), "phần còn lại của dòng trước"))
    # Where rows without a number are rare, one at the head of a page is asked about in any case.
    if touches and number_before and not number and names in texts and (usual is None or usual < _RARE):
        return Cut(False, Doubt(_OWN_ROW.format(quoted), "phần còn lại của dòng trước"))
    return Cut(False)


def _one_section(before: str, number: str) -> bool:
    """Whether both are halves of a section's number: "I" and "X", not "X" and "XI" which count on, nor "1.2" and "2"."""
    first, second = number_of(before), number_of(number)
    return bool(first and second and first.form == second.form == "roman" and second.value != first.value + 1)


def _one_word(upper: Cell, after: str) -> bool:
    """Whether the break cuts a word of the cell in two."""
    return upper.may_go_on and verdict_of(upper.raw.split("\n")[-1], after, "close") in ("sure", "likely")


def _wide(cell: Cell, over: Cell | None, alone: bool) -> Cut:
    """A title over several columns, at the head of a page: the rest of one like it, or a title of its own. `alone`: it stands at the break, without a number."""
    if not alone or over is None or not over.text or over.column_span != cell.column_span:
        return Cut(False)
    rest = cell.text[:1].islower() or _open(over.text)
    question = f"Dòng “{cell.text[:60]}” ở đầu trang là phần còn lại của dòng cuối trang trước, hay một dòng riêng?"
    return Cut(rest, Doubt(question, "một dòng riêng" if rest else "phần còn lại của dòng trước"))


def _score(texts: dict[int, str], before: dict[int, str], names: int, words: frozenset[int]) -> int:
    """Above 0 the rows are rather one, below 0 rather two. `words`: the columns in which the break seems to cut a word."""
    score = 0
    if names not in texts:
        score += 3  # a row of its own has a name
    for column, text in texts.items():
        earlier = before.get(column, "")
        weight = 2 if column == names else 1
        if column in words:
            score += 3
        elif earlier in _COMPARED or _UNIT.fullmatch(text) and earlier[-1:].isdecimal():
            score += 2  # one value, cut inside
        elif _whole(text) or (earlier and _whole(earlier)) or (_says_all(text) and _says_all(earlier)):
            score -= 3 if earlier else 1  # two values cannot be one
        elif column != names and text[:1].isupper() and begins(text, "body") and begins(earlier, "body") and not _open(earlier):
            score -= 1
        elif not earlier:
            score -= weight
        elif text[:1].islower() or text[:1] in ",;.)–" or _open(earlier):
            score += 2 * weight
        elif _ENDED.search(earlier):
            score -= weight
            score += 2 if _BULLET.match(text) and _BULLET.search(earlier) else 0
        elif _BULLET.match(text):
            score += 1
        elif column == names and text[:1].isupper():
            score -= 1
    return score


def _open(text: str) -> bool:
    """Whether something must follow: a comma, "và", "của"."""
    return bool(_MARK_LEFT_OPEN.search(text)) or is_phrase(text.split()[-1], "joins")


def _whole(text: str) -> bool:
    return parse_amount(text) is not None and len(text) > 2 or text.lower() == "x"


def _says_all(text: str) -> bool:
    """Whether the text is a whole value by itself: a sum, a target, a time."""
    return parse_target_value(text).comparator != "text" or parse_schedule(text).kind != "text"


def _numbered(number: str, number_before: str, name: str, earlier: str, touches: bool, alone: bool) -> Cut:
    """The number of a row may stand in its second half, when it is centred in a tall cell, or be cut itself. `alone`: nothing but a long name stands before the break."""
    if not touches or not name or not earlier or number_before and not name[:1].islower():
        return Cut(False)
    if not alone and (not name[:1].islower() or _ENDED.search(earlier)):
        return Cut(False)
    if number_before.endswith(".") and number.rstrip(".").isdecimal():
        return Cut(True, Doubt(_ONE_NUMBER.format(number_before, number), "hai dòng riêng"))
    question = f"Dòng cuối trang {f'có số {number_before}' if number_before else 'không có số'}, dòng đầu trang sau (số {number}) bắt đầu bằng “{name[:40]}”. Hai dòng này là một?"
    return Cut(False, Doubt(question, "một dòng bị ngắt trang"))


def _cut(upper: str, lower: str) -> bool:
    """Whether the break goes through a number, a date or a syllable, as far as the letters tell."""
    last, first = upper.split()[-1], lower.split()[0]
    if _UNIT.fullmatch(first) and last[-1].isdecimal() or first.isdecimal() and _NUMBERED.fullmatch(last) and last == upper:
        return True
    if last[-1].isdecimal() or first[0].isdecimal():
        figures = _PIECE.fullmatch(last) and _PIECE.fullmatch(first) and not _WHOLE.fullmatch(last) and not _WHOLE.fullmatch(first)
        return bool(figures and (_WHOLE.fullmatch(last + first) or _AMOUNT.fullmatch(last + first)))
    tail = re.match(r"\w*", first)[0]
    if not (last.isalpha() and tail.isalpha() and tail.islower()) or is_syllable(last) and is_syllable(tail):
        return False
    return is_syllable(last + tail)


def joined(upper: Cell, lower: Cell) -> Cell:
    """Both parts of a cell as one; it stands where its beginning stands."""
    if not lower.text:
        return replace(upper, doubts=upper.doubts + lower.doubts)
    if not upper.text:
        return replace(upper, text=lower.text, raw=lower.raw, doubts=upper.doubts + lower.doubts, place=upper.place.to(lower.place), box=lower.box or upper.box, may_go_on=lower.may_go_on)
    # "333-" + "KH/TU" is one word, "Văn hóa -" + "Xã hội" is not; "1.189.200.00" + "0" is one number.
    asked: tuple[Doubt, ...] = ()
    verdict = verdict_of(upper.raw.split("\n")[-1], lower.text, "close" if upper.may_go_on else "")
    together = upper.text + lower.text
    if verdict in ("sure", "likely"):
        asked = (Doubt(QUESTION, f"{upper.text} {lower.text}"),) if verdict == "likely" else ()
    elif verdict == "unsure":
        asked = (Doubt(QUESTION, together),)
    elif _cut(upper.text, lower.text):
        verdict, asked = "likely", (Doubt(_CUT_WORD, clean(f"{upper.text} {lower.text}")),)
    whole = together if verdict in ("sure", "likely") else in_one_line(upper.text, lower.text)
    raw = "\n".join(text for text in (upper.raw, lower.raw) if text)
    return replace(upper, text=clean(whole), raw=raw, doubts=upper.doubts + lower.doubts + asked, place=upper.place.to(lower.place), may_go_on=lower.may_go_on)
