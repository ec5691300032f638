"""What the tokens under a header hold beside the rows: headers, titles and numbers that are printed on each page, and the text after the table. Pure."""

from __future__ import annotations

import re

from ...text import clean
from ..grid import Line
from ..table_phrases import begins, is_phrase
from ..table_titles import holds_continued, is_appendix, leaves
from .heading import Header
from .numbering import number_of, numbered_columns
from .row import Body
from .tokens import FAR, SPACE, Token, text_of

_ABOVE = 60  # tokens of titles above a header
_NUMBER = re.compile(r"[-–]?[0-9]{1,3}[-–]?")
_OF_PAGES = re.compile(r"[0-9]{1,3}(?:/[0-9]{1,3})?")


def printed_again(run: list[Token], place: int, words: list[str]) -> int:
    """The end of the same words in the same order from here, or 0."""
    for word in words:
        while place < len(run) and run[place].blank:
            place += 1
        if place >= len(run) or run[place].text != word:
            return 0
        place += 1
    return place


def another_title(run: list[Token], start: int, header: int) -> bool:
    """Whether the title of another appendix stands above a header that is the same as the one at `start`."""
    own = [Line(text) for _, _, text in _lines(run, max(0, start - _ABOVE), start)]
    above = _lines(run, max(start, header - _ABOVE), header)
    page = max((place for place, (first, _, _) in enumerate(above) if run[first].gap == FAR), default=0)
    return any(is_appendix(text) and leaves(Line(text), own) for _, _, text in above[page:])


def body_of(whole: list[Token], start: int, end: int, header: Header) -> tuple[Body, set[int], list[str]]:
    """The rows' tokens between two places, with the lines that were taken out and what is said about them."""
    body, taken, remarks = Body([]), set(), []
    place, words = start, header.words
    counting = [token.text for token in whole[start : start + 2 * len(words)] if token.text][: numbered_columns(whole[start : start + 2 * len(words)])]
    while place < end:
        token = whole[place]
        after, what = 0, ""
        if token.text == words[0] and (after := printed_again(whole, place, words)):
            what = "đầu bảng in lại ở trang sau"
            while body.run and body.run[-1].blank and body.run[-1].line == token.line:
                body.run.pop()
        elif len(counting) > 1 and body.run and token.gap != SPACE and (after := printed_again(whole, place, counting)) and body.run[-1].line != whole[start].line:
            what = "hàng đánh số cột in lại ở trang sau"
        elif token.gap == FAR and (after := _head(whole, place, end, words)):
            what = "in lại phía trên đầu bảng ở trang sau"
        elif after := _page_number(whole, place, end, words):
            what = f"“{text_of(whole[place:after])}” là số trang"
        elif body.run and _closes(whole, place, end, words):
            break
        if after:
            first, last = token.line, whole[after - 1].line
            taken |= {one.line for one in whole[place:after]}
            remarks.append(f"Dòng {first}{f'–{last}' if last > first else ''}: {what}, đã bỏ.")
            body.breaks.add(len(body.run))
            place = after
            continue
        if token.gap == FAR:
            body.breaks.add(len(body.run))
        body.run.append(token)
        place += 1
    return body, taken, remarks


def _line(run: list[Token], place: int) -> int:
    """The end of the line on which the token stands."""
    line = run[place].line
    while place < len(run) and run[place].line == line:
        place += 1
    return place


def _lines(run: list[Token], first: int, last: int) -> list[tuple[int, int, str]]:
    """The lines with words between two places: beginning, end, words."""
    found = []
    while first < last:
        after = min(_line(run, first), last)
        if text := text_of(run[first:after]):
            found.append((first, after, text))
        first = after
    return found


def _head(run: list[Token], place: int, end: int, words: list[str]) -> int:
    """The end of the titles "(tiếp theo)" at the head of a page, above the header that is printed again there; 0 when other words stand there."""
    for header in range(place + 1, min(end, place + _ABOVE)):
        if run[header].text == words[0] and run[header].gap != SPACE and printed_again(run, header, words):
            return header if all(holds_continued(text) or is_appendix(text) or _NUMBER.fullmatch(text) for _, _, text in _lines(run, place, header)) else 0
    return 0


def _page_number(run: list[Token], place: int, end: int, words: list[str]) -> int:
    """The end of a page number that stands alone on its line, or 0: "Trang 2/5" at a page's edge, a whole number at its head with what only a page's head has after it."""
    token = run[place]
    if token.gap == SPACE or token.blank:
        return 0
    after = _line(run, place)
    said = [one.text for one in run[place:after] if one.text]
    rest = after
    while rest < end and run[rest].blank:
        rest += 1
    if len(said) > 1 and is_phrase(" ".join(said[:-1]), "page") and _OF_PAGES.fullmatch(said[-1]):
        return after if token.gap == FAR or rest >= end or run[rest].gap == FAR or bool(printed_again(run, rest, words)) else 0
    if token.gap != FAR or len(said) != 1 or not _NUMBER.fullmatch(said[0]) or rest >= end:
        return 0
    if any(run[blank].gap != SPACE for blank in range(after, rest)):
        return rest  # the empty paragraph that ends a page's head; no name of a row is empty
    if printed_again(run, rest, words) or run[rest].gap != SPACE and number_of(run[rest].text) is not None:
        return after
    return 0


def _closes(run: list[Token], place: int, end: int, words: list[str]) -> bool:
    """Whether the table is over here: a line that none has inside, and its header is not printed again further on."""
    token = run[place]
    if token.gap == SPACE or token.blank:
        return False
    text = clean(text_of(run[place : _line(run, place)]))
    title = is_appendix(text) and len(text.split()) <= 4 and not holds_continued(text) and (text.isupper() or token.gap == FAR or run[place - 1].blank)
    signed = begins(text, "signature") and (text.isupper() or ":" in text or "." in text[:4])
    if not (title or signed or begins(text, "remark") and ":" in text or begins(text, "letterhead") or begins(text, "closing")):
        return False
    return not any(run[later].text == words[0] and printed_again(run, later, words) for later in range(place, end))
