"""One row's tokens shared out among the columns, in order: the cheapest way, and for each cell the cheapest way in which it reads differently. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .contents import content_cost, shape_key
from .layout import Layout
from .pieces import Growing, Piece, Pieces, piece
from .tokens import GAPS, Token, text_of

INFINITE = 1e9
_DOUBLED_SPACE = 2.5  # a space too many inside a line of words
_EMPTY_PARAGRAPH = 1.2
_DEAREST = 30.0  # a cell dearer than this is none
_HOPELESS = 90.0  # a row so dear is none
_BEHIND = 18.0  # a state so much dearer than one further on leads nowhere
_DOMINATED = 8.0  # more than any difference between two steps
# Words and blanks of one cell: what these columns hold is short.
_LONGEST = {"number": 12, "target": 60, "baseline": 60, "schedule": 60, "amount": 20, "fund": 20, "quantity": 20, "unit": 20, "symbol": 30, "issued_on": 20, "lead": 90, "support": 120}
_ANY_LENGTH = 1000
_BLANK_STEP = 0.4  # the height of a blank is that of its paragraph's mark: it tells less

State = tuple[int, int]  # the next token, and the lines of the cell before (0: none, 4: four or more)
Edge = tuple[State, State, float]


@dataclass(frozen=True, slots=True)
class Choice:
    """One cell: tokens `start` to `end` (end not included). `margin`: how much dearer the row is when this cell reads `second`."""

    start: int
    end: int
    text: str
    margin: float
    second: str
    missing: bool


class Aligner:
    """The columns of one table with its layout; costs of equal cells are kept."""

    def __init__(self, roles: list[str], layout: Layout) -> None:
        self.roles, self.layout = roles, layout
        self._longest_common = [max((len(text) for at, text in layout.common if at == column), default=0) for column in range(len(roles))]
        self._costs: dict[tuple[int, str, tuple, int, int, int], float] = {}
        self._seen: list[dict[Piece, float]] = [{} for _ in roles]
        self._steps = {
            (gap, hung): [[layout.step_cost(before, after, gap, hung) if before else 0.0 for after in range(5)] for before in range(5)] for gap in GAPS for hung in (False, True)
        }
        self._nothing = [layout.missing + content_cost(role, "") for role in roles]

    def costs(self, pieces: Pieces, start: int, limit: int, ends: Sequence[int] = ()) -> dict[int, float]:
        """By end, what a row costs that begins at `start`; ends up to `limit`. `ends`: those that are asked for."""
        forward, _ = self._forward(pieces, start, limit, None, False, [end for end in ends if end < limit])
        found: dict[int, float] = {}
        for (end, _), cost in forward[-1].items():
            blanks = 0
            while True:
                found[end + blanks] = min(cost + self.layout.ending_cost(blanks), found.get(end + blanks, INFINITE))
                if end + blanks >= limit or pieces.run[end + blanks].text:
                    break
                blanks += 1
        return found

    def cost(self, pieces: Pieces, base: list[list[Token]]) -> float:
        """Of a whole run of tokens that continues the cells of a row; INFINITE when no way exists."""
        end = len(pieces.run)
        forward, _ = self._forward(pieces, 0, end, base, False)
        return min((forward[-1][state] + ending for state, ending in self._finals(pieces.run, 0, end, forward[-1]).items()), default=INFINITE)

    def align(self, pieces: Pieces, start: int, end: int, base: list[list[Token]] | None = None) -> tuple[float, list[Choice]] | None:
        """None when no way exists. `base`: the cells as they stand before a page break; the tokens continue some of them."""
        run = pieces.run
        forward, edges = self._forward(pieces, start, end, base, True)
        finals = self._finals(run, start, end, forward[-1])
        if not finals:
            return None
        return min(forward[-1][state] + ending for state, ending in finals.items()), self._choices(run, (start, 0), forward, edges, finals, base)

    def _finals(self, run: list[Token], start: int, end: int, reached: dict[State, float]) -> dict[State, float]:
        """Blanks after the last cell mark the end of the row."""
        rest = end
        while rest > start and run[rest - 1].blank:
            rest -= 1
        return {state: self.layout.ending_cost(end - state[0]) for state in reached if state[0] >= rest}

    def _forward(
        self, pieces: Pieces, start: int, limit: int, base, with_edges: bool, ends: Sequence[int] = ()
    ) -> tuple[list[dict[State, float]], list[list[Edge]]]:  # fmt: skip
        forward: list[dict[State, float]] = [{(start, 0): 0.0}]
        edges: list[list[Edge]] = []
        for column in range(len(self.roles)):
            reached: dict[State, float] = {}
            taken: list[Edge] = []
            nothing = self.base_cost(column, base)
            by_place: dict[int, list[tuple[int, float]]] = {}
            for (place, lines), cost in forward[-1].items():
                by_place.setdefault(place, []).append((lines, cost))
            for place, befores in by_place.items():
                # Of states at one place those are left that the next step may still make up for.
                cheapest = min(cost for _, cost in befores)
                if cheapest > _HOPELESS:
                    continue
                befores = [(lines, cost) for lines, cost in befores if cost <= cheapest + _DOMINATED]
                for lines, cost in befores:
                    state = (place, lines)
                    if with_edges:
                        taken.append((state, state, nothing))
                    if cost + nothing < reached.get(state, INFINITE):
                        reached[state] = cost + nothing
                if place < limit:
                    self._step(pieces, start, limit, base, column, place, befores, reached, taken if with_edges else None)
            forward.append(_hopeful(reached, ends))
            edges.append(taken)
        return forward, edges

    def _step(self, pieces: Pieces, start: int, limit: int, base, column: int, place: int, befores, reached: dict[State, float], taken: list[Edge] | None) -> None:
        """From one place over every cell that may begin there."""
        run = pieces.run
        torn = pieces.torn[place] if place > start else 0.0
        soft = _BLANK_STEP if run[place].blank or (place > start and run[place - 1].blank) else 1.0
        if base is not None:
            soft = 0.0
        steps = self._steps[run[place].gap, run[place].hung]
        growing = Growing(_worded(base[column])) if base is not None else None
        grown, longest, seen = place, _LONGEST.get(self.roles[column], _ANY_LENGTH), self._seen[column]
        for end, one in pieces.ends(place):
            if end > limit or end - place > longest:
                break
            if growing is not None:
                for more in run[grown:end]:
                    growing.add(more)
                grown, one = end, one if one.blanks else growing.piece()
            own = seen.get(one)
            if own is None:
                if base is None:
                    own = seen[one] = self._cell_cost(column, one)
                else:
                    own = self.cell_cost(column, one)
            if own > _DEAREST:
                # What follows only makes it dearer.
                if own > 2 * _DEAREST or (self.roles[column] == "number" and one.text and base is None):
                    break
                continue
            count = min(one.lines, 4)
            after = (end, count)
            for lines, cost in befores:
                whole = own + torn + soft * steps[lines][count]
                if taken is not None:
                    taken.append(((place, lines), after, whole))
                if cost + whole < reached.get(after, INFINITE):
                    reached[after] = cost + whole

    def base_cost(self, column: int, base) -> float:
        """Of a cell to which nothing is added; without a base, of one for which nothing is drawn."""
        if base is not None and base[column]:
            return self.cell_cost(column, piece(base[column]))
        return self._nothing[column]

    def cell_cost(self, column: int, one: Piece) -> float:
        key = column, one.text, one.drawn, one.empty + 100 * one.lines, one.doubled, one.blanks
        cost = self._costs.get(key)
        if cost is None:
            cost = self._costs[key] = self._cell_cost(column, one)
        return cost

    def _cell_cost(self, column: int, one: Piece) -> float:
        role = self.roles[column]
        if one.blanks:
            near = abs(one.blanks - self.layout.glyphs) if one.lines == 1 else one.blanks - one.lines
            return content_cost(role, "") + 1.3 * near + 0.8 * (one.lines - 1)
        cost = self.layout.wrap_cost(column, one.drawn) + _EMPTY_PARAGRAPH * one.empty + _DOUBLED_SPACE * one.doubled
        if cost > 2 * _DEAREST:
            return cost  # whatever it holds
        seen = self.layout.common[column, shape_key(one.text)] if len(one.text) <= self._longest_common[column] else 0
        return cost + content_cost(role, one.text) - min(1.6, 0.8 * seen)

    def _choices(self, run, begin: State, forward, edges, finals, base) -> list[Choice]:
        columns = len(self.roles)
        backward: list[dict[State, float]] = [{} for _ in range(columns + 1)]
        backward[columns] = dict(finals)
        for column in reversed(range(columns)):
            here, there = backward[column], backward[column + 1]
            for begins, ends, cost in edges[column]:
                if ends in there and cost + there[ends] < here.get(begins, INFINITE):
                    here[begins] = cost + there[ends]
        state, found = begin, []
        for column in range(columns):
            there = backward[column + 1]
            _, ends = min((cost + there[ends], ends) for begins, ends, cost in edges[column] if begins == state and ends in there)
            before = base[column] if base is not None else []
            found.append(_choice(run, (state[0], ends[0]), forward[column], edges[column], there, backward[0][begin], before))
            state = ends
        return found


def _hopeful(reached: dict[State, float], ends: Sequence[int]) -> dict[State, float]:
    """Without the states that are far dearer than one further on before the same end: no cells after them make up for that."""
    kept: dict[State, float] = {}
    waiting, cheapest = sorted(ends), INFINITE
    for state in sorted(reached, reverse=True):
        while waiting and state[0] <= waiting[-1]:
            waiting.pop()
            cheapest = INFINITE
        cost = reached[state]
        cheapest = min(cheapest, cost)
        if cost <= cheapest + _BEHIND:
            kept[state] = cost
    return kept


def _choice(run, chosen: tuple[int, int], forward, edges, backward, best: float, base: list[Token]) -> Choice:
    start, end = chosen
    text = text_of([*base, *run[start:end]])
    cheapest: dict[tuple[int, int], float] = {}
    for begins, ends, own in edges:
        if ends in backward:
            whole = forward[begins] + own + backward[ends]
            key = begins[0], ends[0]
            if whole < cheapest.get(key, INFINITE):
                cheapest[key] = whole
    for (first, after), whole in sorted(cheapest.items(), key=lambda item: (item[1], item[0])):
        other = text_of([*base, *run[first:after]])
        if other != text:
            return Choice(start, end, text, whole - best, other, start == end and not base)
    return Choice(start, end, text, INFINITE, "", start == end and not base)


def _worded(run: list[Token]) -> list[Token]:
    """Without the blanks at its end."""
    place = len(run)
    while place and run[place - 1].blank:
        place -= 1
    return run[:place]
