"""A header's tokens cut into headings, left to right, level after level: the cheapest ways. Pure."""

from __future__ import annotations

from functools import lru_cache

from ...numbers_vi import parse_number
from .heading import Heading, is_exact, is_part_of_time, meaning_of
from .layout import Layout
from .mixtures import mixture
from .tokens import FAR, SINGLE, SPACE, Token, text_of

_UNKNOWN = 9.0  # a heading that headings.csv does not have
_ELSEWHERE = 4.0  # one that it has for another kind of table, or as words over others
_LONGEST = 24  # words of one heading
_TWO_IN_ONE = 5.0
_ANY = 1.0  # a heading that any words may stand in
_INSIDE = 3.0  # a heading that any words may stand in, with another heading among them
_BEGUN = 7.0  # one that begins with another heading, a capital after it
_SMALL = 6.0  # a heading that begins with a small letter
_FIGURE = 6.0
_TORN = 6.0
_SAME_LINE = 1.0  # a border before a small letter on one line
_CAPITAL = 2.0  # a line that begins with a capital, where both parts are headings: “Thời gian thực hiện” over “Năm 2025”
_KEPT = 4  # ways kept at each place

Way = tuple[float, tuple[Heading, ...]]


def segmented(run: list[Token], kind: str) -> list[Way]:
    """The cheapest ways first: what each costs, and its headings without levels."""
    steps = Layout(1)
    # By place, and the lines of the heading before: the cheapest ways so far.
    states: dict[int, dict[int, list[Way]]] = {0: {0: [(0.0, ())]}}
    for start in range(len(run)):
        for before, ways in states.get(start, {}).items():
            if run[start].blank:
                for cost, headings in ways:
                    _keep(states, start + 1, before, cost + 0.3, headings)
                continue
            for end, lines, own in _from(run, start, kind):
                text = text_of(run[start:end])
                meaning = meaning_of(text, kind)
                if start == 0 and (meaning is None or meaning.role != "number"):
                    continue
                if before:
                    own += steps.step_cost(before, lines, run[start].gap, run[start].hung)
                one = Heading(start, end, text, meaning.role if meaning else "other", meaning.years if meaning else None, meaning is not None or is_part_of_time(text))
                for cost, headings in ways:
                    _keep(states, end, lines, cost + own + _torn_cost(headings, one), (*headings, one))
    finals = [way for ways in states.get(len(run), {}).values() for way in ways]
    return sorted(finals, key=lambda way: way[0])[:_KEPT]


def _torn_cost(before: tuple[Heading, ...], one: Heading) -> float:
    """Of a border inside a heading that headings.csv has as a whole."""
    return _TORN if before and one.text[0].islower() and is_exact(f"{before[-1].text} {one.text}") else 0.0


def _keep(states, place: int, lines: int, cost: float, headings: tuple[Heading, ...]) -> None:
    here = states.setdefault(place, {}).setdefault(min(lines, 4), [])
    if len(here) < _KEPT or cost < here[-1][0]:
        here.append((cost, headings))
        here.sort(key=lambda way: way[0])
        del here[_KEPT:]


def _from(run: list[Token], start: int, kind: str):
    """Every (end, lines, cost) of a heading that begins here."""
    soft = _is_soft(run, start)
    lines, breaks = 1, 0.0
    cuts: list[int] = []
    for end in range(start + 1, min(len(run), start + _LONGEST) + 1):
        text = text_of(run[start:end])
        whole = is_exact(text)
        # Between words on one line, before a small letter, only two known headings meet.
        if (whole or not soft) and (whole or end == len(run) or not _is_soft(run, end)):
            small = 0.0 if not text[0].islower() else 0.5 if whole else _SMALL
            compares = _is_firm(text, kind)
            capitals = sum(_CAPITAL for cut in cuts if not (compares and not _is_firm(text_of(run[cut:end]), kind)) and meaning_of(text_of(run[start:cut]), kind) and meaning_of(text_of(run[cut:end]), kind))
            yield end, lines, breaks + small + capitals + _SAME_LINE * soft + text_cost(text, kind)
        if end < len(run):
            if run[end].blank or run[end].gap == FAR:
                return
            if run[end].gap != SPACE:
                lines += 1
                if run[end].text[0].isupper():
                    cuts.append(end)
                breaks += 9.0 if run[end].gap == SINGLE else 0.0


def _is_firm(text: str, kind: str) -> bool:
    meaning = meaning_of(text, kind)
    return meaning is not None and meaning.firm


def _is_soft(run: list[Token], place: int) -> bool:
    token = run[place]
    return bool(place) and token.gap == SPACE and not token.blank and not run[place - 1].blank and token.text[0].islower()


@lru_cache(maxsize=65536)
def text_cost(text: str, kind: str) -> float:
    """Of these words as one heading. headings.csv allows any words in some headings, so that two of them side by side may look like one long one."""
    words = text.split()
    meaning = meaning_of(text, kind)
    if len(words) > 1 and all(word.isdigit() for word in words):
        return _UNKNOWN + 0.3 * len(words)  # “2027 2028” are two columns
    if meaning is None and is_part_of_time(text):
        return _ANY + 0.02 * len(words) ** 2
    if meaning is None:
        figures = sum((parse_number(word) or 0) > 0 and not (len(word) == 4 and word.startswith("20")) for word in words)
        return _FIGURE * figures + (_ELSEWHERE if is_exact(text) else _UNKNOWN) + 0.3 * len(words)
    cost = 0.1 + 0.02 * len(words) ** 2 + (1.5 if meaning.role in ("other", "withheld") else 0.0)
    if is_exact(text, kind):
        return cost
    cost += _ANY + sum(word[0].isupper() and not word.isupper() for word in words[1:]) + (_TWO_IN_ONE if mixture(text, kind) else 0.0)
    for place in range(1, len(words)):
        before, after = " ".join(words[:place]), " ".join(words[place:])
        if meaning.firm and not _is_firm(after, kind):
            continue  # of "KH 2026 so với TH 2025" the second half is what is compared with
        if after[0].isupper() and is_exact(before) and (is_exact(after) or meaning_of(after, kind)) and not (len(words) - place <= 2 and after[-1].isdigit()):
            return cost + _TWO_IN_ONE
        if after[0].isupper() and is_exact(before):
            cost += _BEGUN
        elif words[place][0].isupper() and any(is_exact(" ".join(words[place:end])) for end in range(place + 1, len(words) + 1)):
            cost += _INSIDE
    return cost
