"""The header of a table in a stream of tokens: where it begins and ends, its headings, and in which other ways it may be read. Pure."""

from __future__ import annotations

from dataclasses import replace

from ..headings import Meaning, meanings
from ..read_tables import KINDS
from ..table_phrases import is_total
from .heading import Header, Heading, is_exact, is_part_of_time, leaves, meaning_of
from .levels import arranged
from .numbering import number_of
from .pages import printed_again
from .segments import segmented
from .tokens import SPACE, Token, text_of

_LONGEST_HEADER = 160  # tokens
_FEWEST = 3
_CLEARLY = 3.0
_TWO, _MOST = 2.0, 5  # the cost of a second reading of a header, and how many are tried
_NEAR = 3.0  # a reading dearer than the best by more is none


def begins_header(run: list[Token], place: int) -> bool:
    """Whether the heading of a column of numbers stands here, at the beginning of a line."""
    token = run[place]
    if token.blank or (token.gap == SPACE and not _after_margin(run, place)):
        return False
    return any(_number_heading(text_of(run[place : place + size])) for size in (1, 2, 3))


def _after_margin(run: list[Token], place: int) -> bool:
    while place and run[place].gap == SPACE and run[place - 1].blank:
        place -= 1
    return run[place].gap != SPACE


def _number_heading(text: str) -> bool:
    return any(meaning.role == "number" for meaning in meanings(text))


def header_at(run: list[Token], start: int) -> Header | None:
    """The header that begins here, up to the first row; None when fewer than three headings are known."""
    if again := next((place for place in range(start + 2, min(len(run), start + _LONGEST_HEADER)) if run[place].text == run[start].text and _twice(run, start, place)), 0):
        return _read(run[start:again])
    best: Header | None = None
    ends = 0
    lines: list[int] = []
    for end in range(start + 3, min(len(run), start + _LONGEST_HEADER)):
        if run[end].gap == SPACE and not _after_margin(run, end):
            continue
        lines.append(end)
        if run[end].blank or number_of(run[end].text) is None:
            continue
        found = _read(run[start:end])
        if found and (best is None or found.cost < best.cost - _CLEARLY):
            best = found
        ends += 1
        if ends >= 3:
            break
    if best is None or not all(one.known for one in best.columns):
        # The first row may have no number: then the header ends with the last heading that is known.
        for end in reversed(lines):
            found = _read(run[start:end])
            if found and all(one.known for one in found.columns) and (printed_again(run, end, found.words) or not _headed(run, end, found.kind)):
                return found
    return best


def _twice(run: list[Token], start: int, place: int) -> bool:
    """Whether the words up to a place are printed again there: a header at a page's end, then on the next page."""
    return run[place].gap != SPACE and printed_again(run, place, [token.text for token in run[start:place] if token.text]) > 0


def _headed(run: list[Token], start: int, kind: str) -> bool:
    """Whether headings or periods stand between a header and the first number: more levels than were read."""
    end = start
    while end < min(len(run), start + _LONGEST_HEADER) and not _is_number(run, end):
        end += 1
    words = [token.text for token in run[start:end] if token.text]
    parts = [" ".join(words[place : place + size]) for size in (1, 2, 3, 4) for place in range(len(words) - size + 1)]
    return any(is_part_of_time(part) or is_exact(part, kind) and not is_total(part) for part in parts)


def _is_number(run: list[Token], place: int) -> bool:
    """Whether a number begins a line here, or follows the blank that one begins with."""
    begins = run[place].gap != SPACE or place > 0 and run[place - 1].blank
    return begins and not run[place].blank and number_of(run[place].text) is not None


def _read(run: list[Token]) -> Header | None:
    while run and run[-1].blank:
        run = run[:-1]
    found = sorted((header for kind in KINDS for header in _of_kind(run, kind)), key=lambda header: header.cost)
    if not found:
        return None
    seen, others = {tuple(found[0].paths)}, []
    for one in found[1:]:
        if one.cost <= found[0].cost + _NEAR and tuple(one.paths) not in seen:
            seen.add(tuple(one.paths))
            others.append(one)
    return replace(found[0], others=tuple(others))


def _of_kind(run: list[Token], kind: str) -> list[Header]:
    found = []
    for words, headings in segmented(run, kind):
        if sum(one.known for one in headings) < _FEWEST or sum(not one.known for one in headings) * 2 > len(headings):
            continue
        for cost, whole in arranged(headings, kind):
            header = Header(kind, tuple(run), whole, leaves(whole), words + cost)
            if any(one.role in ("name", "title") for one in header.columns):
                found.append(header)
    return found


def alternatives(header: Header) -> list[Header]:
    """The header itself, and those in which one heading on one line is two: “Nội dung Nhiệm vụ” may stand over one column or over two."""
    found = [header, *header.others]
    for place, one in enumerate(header.headings):
        for cut in range(one.start + 1, one.end):
            token = header.tokens[cut]
            if token.gap != SPACE or token.blank or not token.text[0].isupper():
                continue
            halves = [(one.start, cut), (cut, one.end)]
            texts = [text_of(header.tokens[start:end]) for start, end in halves]
            known: list[Meaning | None] = [meaning_of(text, header.kind) for text in texts]
            sure = True
            if not all(known) and not token.text.isupper() and one.role in ("name", "title"):
                # A capital in the middle of a heading may begin another one that headings.csv does not have.
                known = [Meaning(header.kind, one.role)] * 2
                sure = False
            if all(known) and not any(meaning.role in ("number", "other", "withheld") for meaning in known):
                # The shorter title comes first where both would be names.
                roles = ["title", "name"] if header.kind == "tasks" and {meaning.role for meaning in known} <= {"name", "title"} else [meaning.role for meaning in known]
                two = [Heading(start, end, text, role, meaning.years, sure, one.above) for (start, end), text, role, meaning in zip(halves, texts, roles, known)]
                shifted = [Heading(other.start, other.end, other.text, other.role, other.years, other.known, other.above + (other.above > place)) for other in header.headings]
                headings = (*shifted[:place], *two, *shifted[place + 1 :])
                found.append(Header(header.kind, header.tokens, headings, leaves(headings), header.cost + _TWO))
    return found[:_MOST]
