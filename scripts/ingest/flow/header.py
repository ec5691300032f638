"""The header of a table in a stream of tokens: where it begins, its headings, which of them stand under another. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ..headings import Meaning, meanings
from ..read_tables import KINDS
from .layout import Layout
from .numbering import number_of
from .tokens import FAR, SINGLE, SPACE, Token, text_of

_UNKNOWN = 9.0  # a heading that headings.csv does not have
_LONGEST = 24  # words of one heading
_LONGEST_HEADER = 160  # tokens
_FEWEST = 3
_CLEARLY = 3.0
_TWO_IN_ONE = 5.0
_SMALL = 3.0  # a heading that begins with a small letter
_TWO, _MOST = 2.0, 4  # the cost of a second reading of a header, and how many are tried
# Roles that several columns share under one heading, and the roles of those columns.
_OVER = {"schedule": {"schedule"}, "target": {"target", "baseline"}, "baseline": {"target", "baseline"}, "amount": {"amount"}, "lead": {"lead", "support"}}


@dataclass(frozen=True, slots=True)
class Heading:
    """`start`, `end`: its tokens, counted from the header's first. `above`: the place of the heading over it in `Header.headings`, -1 for none."""

    start: int
    end: int
    text: str
    role: str
    years: tuple[int, int] | None = None
    known: bool = True
    above: int = -1


@dataclass(frozen=True)
class Header:
    """`headings` in the order drawn; `leaves`: the places of those that are columns, from left to right. `kind` as in read_tables.KINDS."""

    kind: str
    tokens: tuple[Token, ...]
    headings: tuple[Heading, ...]
    leaves: tuple[int, ...]
    cost: float

    @property
    def columns(self) -> list[Heading]:
        return [self.headings[place] for place in self.leaves]

    @property
    def words(self) -> list[str]:
        return [token.text for token in self.tokens if token.text]


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
    best: Header | None = None
    ends = 0
    lines: list[int] = []
    for end in range(start + 3, min(len(run), start + _LONGEST_HEADER)):
        if run[end].gap == SPACE and not _after_margin(run, end):
            continue
        lines.append(end)
        if run[end].blank or number_of(run[end].text) is None:
            continue
        found = _segmented(run[start:end])
        if found and (best is None or found.cost < best.cost - _CLEARLY):
            best = found
        ends += 1
        if ends >= 3:
            break
    if best is None or not all(one.known for one in best.headings):
        # The first row may have no number: then the header ends with the last heading that is known.
        for end in reversed(lines):
            found = _segmented(run[start:end])
            if found and all(one.known for one in found.headings):
                return found
    return best


def _segmented(run: list[Token]) -> Header | None:
    while run and run[-1].blank:
        run = run[:-1]
    found = [header for kind in KINDS if (header := _of_kind(run, kind))]
    return min(found, key=lambda header: header.cost, default=None)


@lru_cache(maxsize=65536)
def _meaning(text: str, kind: str) -> Meaning | None:
    return next((meaning for meaning in meanings(text) if meaning.table == kind), None)


def _known_cost(text: str, meaning: Meaning, kind: str) -> float:
    """headings.csv allows any words in some headings, so that two of them side by side may look like one long one."""
    words = text.split()
    cost = 0.1 + 0.02 * len(words) ** 2 + (1.5 if meaning.role in ("other", "withheld") else 0.0)
    for place in range(1, len(words)):
        after = " ".join(words[place:])
        if after[0].isupper() and not (len(words) - place <= 2 and after[-1].isdigit()):
            first, second = _meaning(" ".join(words[:place]), kind), _meaning(after, kind)
            if first and second and first.role != second.role:
                return cost + _TWO_IN_ONE
    return cost


def _of_kind(run: list[Token], kind: str) -> Header | None:
    steps = Layout(1)
    # By (place, lines of the heading before): the cost, and the headings so far.
    states: dict[int, dict[int, tuple[float, tuple[Heading, ...]]]] = {0: {0: (0.0, ())}}
    for start in range(len(run)):
        for before, (cost, headings) in states.get(start, {}).items():
            if run[start].blank:
                _keep(states, start + 1, before, cost + 0.3, headings)
                continue
            for end, lines, own in _headings_from(run, start):
                text = text_of(run[start:end])
                meaning = _meaning(text, kind)
                whole = cost + own + (_SMALL if run[start].text[0].islower() else 0.0) + (_known_cost(text, meaning, kind) if meaning else _UNKNOWN + 0.3 * (end - start))
                if before:
                    whole += steps.step_cost(before, lines, run[start].gap)
                if meaning and not headings and meaning.role != "number" or not meaning and not headings:
                    continue
                role = meaning.role if meaning else "other"
                if meaning and role in ("name", "number", "unit", "symbol", "issued_on") and any(one.role == role for one in headings):
                    whole += 4.0
                one = Heading(start, end, text, role, meaning.years if meaning else None, meaning is not None)
                _keep(states, end, lines, whole, (*headings, one))
    finals = states.get(len(run), {}).values()
    if not finals:
        return None
    cost, headings = min(finals, key=lambda final: final[0])
    if sum(one.known for one in headings) < _FEWEST or sum(not one.known for one in headings) * 2 > len(headings) or not any(one.role in ("name", "title") for one in headings):
        return None
    arranged = _arranged(_parted(run, headings, kind))
    return Header(kind, tuple(run), arranged, _leaves(arranged), cost)


def _keep(states, place: int, lines: int, cost: float, headings: tuple[Heading, ...]) -> None:
    here = states.setdefault(place, {})
    lines = min(lines, 4)
    if lines not in here or cost < here[lines][0]:
        here[lines] = cost, headings


def _headings_from(run: list[Token], start: int):
    """Every (end, lines, cost of its breaks) of a heading that begins here."""
    if start and run[start].gap == SPACE and not run[start - 1].blank and run[start].text[0].islower():
        return
    lines, cost = 1, 0.0
    for end in range(start + 1, min(len(run), start + _LONGEST) + 1):
        if end == len(run) or run[end].gap != SPACE or run[end].blank or not run[end].text[0].islower():
            yield end, lines, cost
        if end < len(run):
            if run[end].blank or run[end].gap == FAR:
                return
            if run[end].gap != SPACE:
                lines += 1
                cost += 9.0 if run[end].gap == SINGLE else 0.0


def alternatives(header: Header) -> list[Header]:
    """The header itself, and those in which one heading on one line is two: “Nội dung Nhiệm vụ” may stand over one column or over two."""
    found = [header]
    for place, one in enumerate(header.headings):
        for cut in range(one.start + 1, one.end):
            token = header.tokens[cut]
            if token.gap != SPACE or token.blank or not token.text[0].isupper():
                continue
            halves = [(one.start, cut), (cut, one.end)]
            texts = [text_of(header.tokens[start:end]) for start, end in halves]
            known: list[Meaning | None] = [_meaning(text, header.kind) for text in texts]
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
                found.append(Header(header.kind, header.tokens, headings, _leaves(headings), header.cost + _TWO))
    return found[:_MOST]


def _parted(run: list[Token], headings: tuple[Heading, ...], kind: str) -> tuple[Heading, ...]:
    """A heading over several and the first of those below it look like one: “Thời gian thực hiện” over “Năm 2025”, “Giai đoạn 2025 - 2030”. They become two."""
    for place, one in enumerate(headings[:-1]):
        if one.role not in _OVER or not all(other.years and other.role in _OVER[one.role] for other in headings[place + 1 :]):
            continue
        for cut in range(one.start + 1, one.end):
            if run[cut].gap == SPACE or not run[cut].text[:1].isupper():
                continue
            over, below = _meaning(text_of(run[one.start : cut]), kind), _meaning(text_of(run[cut : one.end]), kind)
            if over and below and over.role == one.role and not over.years and below.years and below.role in _OVER[one.role]:
                two = Heading(one.start, cut, text_of(run[one.start : cut]), over.role), Heading(cut, one.end, text_of(run[cut : one.end]), below.role, below.years)
                return (*headings[:place], *two, *headings[place + 1 :])
    return headings


def _arranged(headings: tuple[Heading, ...]) -> tuple[Heading, ...]:
    """Headings under another one are drawn after all that stand beside it."""
    for place, parent in enumerate(headings):
        roles = _OVER.get(parent.role)
        if not roles or parent.years:
            continue
        first = len(headings)
        while first - 1 > place and headings[first - 1].role in roles and (headings[first - 1].years or parent.role == "lead"):
            first -= 1
        below = headings[first:]
        if len(below) >= 2 and any(one.role == parent.role or one.years for one in below):
            return (*headings[:first], *(Heading(one.start, one.end, one.text, one.role, one.years, one.known, place) for one in below))
    return headings


def _leaves(headings: tuple[Heading, ...]) -> tuple[int, ...]:
    found: list[int] = []
    for place, one in enumerate(headings):
        below = [child for child, other in enumerate(headings) if other.above == place]
        if one.above < 0:
            found += below or [place]
    return tuple(found)
