"""A table's body: where its rows begin, and the cells of each. Pure.

Which tokens begin a row is chosen so that the numbers follow one another and every row between them can be shared out among the columns.
"""

from __future__ import annotations

from .align import INFINITE, Aligner
from .contents import EMPTY, content_cost, is_body, is_money, is_time, is_value
from .layout import Layout, lines_of, width
from .numbering import Counted, number_of
from .pieces import Pieces
from .row import SURE, Body, ReadCell, Row, parts
from .starts import beginnings, endings, is_sum, passing
from .tokens import FAR, SINGLE, SPACE, Token, text_of

_ROW = 1.0  # each row
_UNNUMBERED = 5.0
_OUTSIDE = 6.0  # each line with words after the last row
_TOO_WIDE = 1.25  # times the widest column
_AHEAD = 7  # beginnings that one row may run over
_FAR_AHEAD = 160  # tokens; further beginnings only when there is no nearer one
_LONGEST_ROW = 700  # tokens
_TORN = 2.5  # a row over a page's end
_LONGEST_TORN = 90  # tokens after it
_BEHIND, _LOOKED_AT = 25.0, 40  # a beginning is left out that costs so much more than one further on
_PASSED = 15.0  # a row does not run over numbers that speak so much against it
_PASSED_TORN = 8.5  # nor one over a page's end over more than one that would be the next
_MOST_PASSED = 200
_OVER_PAGE = 3  # beginnings after a page's end that a torn row may run to
_LONGEST_TAIL = 9  # words
_FREE = 16  # so few words after it may be cut anywhere


def _holds_cells(words: list[Token]) -> bool:
    """Whether a time stands among the words or they end in a body, each beginning with a capital: the row has more cells than a name."""
    texts = [token.text for token in words]
    heads = [place for place in range(1, len(texts)) if texts[place][0].isupper()]
    tails = [" ".join(texts[place:]) for place in heads if place >= len(texts) - _LONGEST_TAIL]
    times = [" ".join(texts[place : place + size]) for place in heads for size in (2, 3, 4)]
    return any(map(is_body, tails)) or any(map(is_time, [*tails, *times]))


class Reader:
    """Reads one body with what is known of the layout so far."""

    def __init__(self, roles: list[str], kind: str, layout: Layout) -> None:
        self.roles, self.kind, self.layout = roles, kind, layout
        self.aligner = Aligner(roles, layout)
        self._aligned: dict[tuple[int, int], tuple[float, list] | None] = {}

    def rows(self, body: Body) -> tuple[float, list[Row], int]:
        """What they cost, the rows, and the place of the first token after them."""
        starts = beginnings(body, self.kind)
        order = sorted(starts)
        if not order:
            return INFINITE, [], 0
        ends = endings(body, order)
        # By beginning: the cost so far, the numbers so far, and where the row before began.
        best: dict[int, tuple[float, Counted, tuple[tuple[int, int, bool], ...]]] = {order[0]: (0.0, Counted(), ())}
        final: tuple[float, tuple[tuple[int, int, bool], ...], int] | None = None
        for index, start in enumerate(order):
            if start not in best:
                continue
            cost, counted, path = best[start]
            if cost > _BEHIND + min((best[end][0] for end in order[index + 1 : index + 1 + _LOOKED_AT] if end in best), default=INFINITE):
                continue
            own, after, odd = self._number_cost(body.run, start, starts[start], counted)
            near = [end for place, end in enumerate(order[index + 1 : index + 1 + _AHEAD]) if place < 2 or end - start < _FAR_AHEAD]
            if len(near) < _AHEAD:
                near += sorted(place for place in ends if place > start)
            passed = self._passed(body, [place for place in order[index + 1 : index + _MOST_PASSED] if starts[place]], near, after)
            near = [end for place, end in enumerate(near) if not place or passed[end] <= _PASSED]
            for end, whole in self._costs(body, start, near, passed).items():
                total = cost + own + whole + _ROW + passed[end]
                step = (*path, (start, end, odd))
                if end in starts and (end not in best or total < best[end][0]):
                    best[end] = total, after, step
                if end in ends or end == len(body.run):
                    left = total + _OUTSIDE * self._outside(body, end, order[-1])
                    if final is None or left < final[0]:
                        final = left, step, end
        if final is None:
            return INFINITE, [], 0
        return final[0], [self.row(body, start, end, odd) for start, end, odd in final[1]], final[2]

    def _outside(self, body: Body, end: int, last: int) -> int:
        """How many lines the table would leave out that ends here; of those after the last beginning none from one on that is too wide for a cell."""
        rooms = [room for pair in zip(self.layout.widths, self.layout.seen) for room in pair if room]
        lines: dict[int, list[str]] = {}
        for token in body.run[end:]:
            if token.text:
                lines.setdefault(token.line, []).append(token.text)
        if end <= last or len(rooms) < 2:
            return len(lines)
        wide = _TOO_WIDE * max(rooms)
        return next((count for count, words in enumerate(lines.values()) if width(" ".join(words)) > wide), len(lines))

    def _passed(self, body: Body, numbered: list[int], ends: list[int], counted: Counted) -> dict[int, float]:
        """By end, what it costs that the numbers before it begin no row; no more than is needed to say that it is too much."""
        found: dict[int, float] = {}
        cost, place = 0.0, 0
        for end in sorted(ends):
            while place < len(numbered) and numbered[place] < end and cost <= _PASSED:
                cost += passing(body.run[numbered[place]], counted)
                place += 1
            found[end] = cost
        return found

    def _number_cost(self, run: list[Token], start: int, numbered: bool, counted: Counted) -> tuple[float, Counted, bool]:
        number = number_of(run[start].text) if numbered else None
        if number is None:
            # A total has no number, and the cell for it is empty.
            return -EMPTY["number"] if is_sum(run, start) else _UNNUMBERED, counted, False
        cost, after = counted.after(number)
        return cost, after, cost >= (5.0 if counted.last else 3.0)

    def _costs(self, body: Body, start: int, ends: list[int], passed: dict[int, float]) -> dict[int, float]:
        """What a row costs from `start` to each of `ends`. `passed`: what speaks against each."""
        ends = [end for end in ends if end - start <= _LONGEST_ROW]
        if not ends:
            return {}
        for end in ends:
            if self._letters(body.run[start:end]):
                return {end: 0.0}
        page = min((place for place in body.breaks if place > start), default=len(body.run))
        known = self.aligner.costs(self._pieces(body), start, min(page, max(ends)), ends)
        found = {}
        torn = sorted(end for end in ends if end > page and passed[end] <= _PASSED_TORN)[:_OVER_PAGE]
        for end in ends:
            if end > page and end not in torn:
                continue
            plain = known.get(min(end, page), INFINITE)
            if end > page and plain < INFINITE:
                plain = self._torn_cost(body, start, end)
            cost = min(plain, self._span_cost(body, start, end))
            if cost < INFINITE:
                found[end] = cost
        return found

    def _letters(self, run: list[Token]) -> list[Token]:
        """The words of a row that only names the columns (A B C D, (1) (2) (3)), one a column; [] for another row."""
        words = [token for token in run if token.text]
        named = [number for token in words if len(token.text) <= 4 and (number := number_of(token.text)) and number.form in ("capital", "arabic")]
        if len(named) != len(self.roles) or len(words) != len(named) or len({token.line for token in words}) > 2:
            return []
        expected = list(range(1, len(named) + 1))
        return words if [number.value for number in named] == expected or named[0].form == "capital" and all(not number.padded for number in named) and named[1].form == "capital" else []

    def _torn_cost(self, body: Body, start: int, end: int) -> float:
        """Of a row that goes on over a page's end: what its cells cost with the words after it."""
        first, *others = parts(body, start, end)
        if sum(map(len, others)) > _LONGEST_TORN:
            return INFINITE
        key = start, start + len(first)
        if key not in self._aligned:
            self._aligned[key] = self.aligner.align(self._pieces(body), *key)
        if self._aligned[key] is None:
            return INFINITE
        cost, chosen = self._aligned[key]
        base = [[*body.run[cell.start : cell.end]] for cell in chosen]
        for part in others:
            pieces = Pieces(part, free=len(part) <= _FREE)
            standing = sum(self.aligner.base_cost(column, base) for column in range(len(base)))
            if part is others[-1]:
                more = self.aligner.cost(pieces, base)
                return cost + _TORN + max(0.0, more - standing) if more < INFINITE else INFINITE
            more = self.aligner.align(pieces, 0, len(part), base)
            if more is None:
                return INFINITE
            cost += _TORN + max(0.0, more[0] - standing)
            base = [[*before, *part[cell.start : cell.end]] for before, cell in zip(base, more[1])]
        return cost

    def _pieces(self, body: Body) -> Pieces:
        if body.pieces is None:
            body.pieces = Pieces(body.run)
        return body.pieces

    def _span_cost(self, body: Body, start: int, end: int) -> float:
        run = body.run[start:end]
        words = [token for token in run[1:] if token.text]
        number = number_of(run[0].text) if run[0].text else None
        if not words or (number is None and not words):
            return INFINITE
        inner = run[1 : max(place for place, token in enumerate(run) if token.text) + 1]
        cost = 2.5 if number and number.form in ("roman", "capital") else 4.0
        drawn = lines_of([token for token in inner if token.text])
        name = self.layout.widths[1]
        # A line wider than the column of names can stand only in a merged cell; of one line alone there is more to say, for cells beside each other are drawn as one.
        if number and name and max(map(width, drawn)) > 1.15 * name:
            cost = 1.0 if len(drawn) > 1 or number.form in ("roman", "capital") else 4.0
        if number and number.form not in ("roman", "capital") and len(drawn) == 1 and _holds_cells(words):
            cost += 4.0
        known = [room for room in self.layout.widths if room]
        room = sum(known) if len(known) == len(self.roles) - 1 else None
        for line, after in zip(drawn, drawn[1:]):
            short = room is not None and width(line) + width(after.split()[0]) < 0.8 * room
            cost += 4.0 if short else 1.5
        cost += sum(9.0 for place, token in enumerate(inner) if place and token.text and token.gap in (SINGLE, FAR))
        cost += sum(3.0 for token in inner if token.blank and token.gap == SPACE)
        cost += 4.0 * sum(token.blank and token.gap != SPACE for token in inner)
        cost += 4.0 * sum(is_money(token.text) for token in inner if "." in token.text or "," in token.text)
        # A title ends in words, or in a year; what ends in a date or a figure is a row of cells.
        cost += 6.0 if is_value(words[-1].text) and not (words[-1].text.isdigit() and len(words[-1].text) == 4) else 0.0
        tail = len(run) - 1 - len(inner)
        cost += 0.25 * tail + (30.0 if any(start < place < end for place in body.breaks) and parts(body, start, end)[1:] else 0.0)
        return cost + content_cost("note", text_of(words)) + 0.15 * max(0, len(words) - 30)

    def row(self, body: Body, start: int, end: int, odd: bool) -> Row:
        if letters := self._letters(body.run[start:end]):
            return Row(tuple(ReadCell((token,), token.text) for token in letters), 0.0, tokens=tuple(body.run[start:end]))
        first, *others = parts(body, start, end)
        aligned = self.aligner.align(self._pieces(body), start, start + len(first))
        ordinary, chosen = aligned or (INFINITE, [])
        spanned = self._span_cost(body, start, end)
        run = tuple(body.run[start:end])
        words = [token for token in run[1:] if token.text]
        if spanned < ordinary:
            title = text_of(words)
            plain = chosen[1].text if aligned else ""
            other = plain if ordinary - spanned < SURE and plain != title else ""
            cells = [ReadCell(run[:1], run[0].text), ReadCell(tuple(words), title)]
            tail = [ReadCell((), "", missing=True) for _ in self.roles[2:]]
            return Row((*cells, *tail), spanned, True, other, odd, run)
        cells = [ReadCell(tuple(body.run[cell.start : cell.end]), cell.text, cell.margin, cell.second, cell.missing) for cell in chosen]
        for part in others:
            cells = self._continued(cells, part)
        other = text_of(words) if spanned - ordinary < SURE and text_of(words) != cells[1].text else ""
        return Row(tuple(cells), ordinary, False, other, odd, run)

    def _continued(self, cells: list[ReadCell], part: list[Token]) -> list[ReadCell]:
        base = [[*cell.tokens] for cell in cells]
        aligned = self.aligner.align(Pieces(part, free=len(part) <= _FREE), 0, len(part), base) if any(token.text for token in part) else None
        if aligned is None:
            return cells
        found = []
        for cell, more in zip(cells, aligned[1]):
            piece = part[more.start : more.end]
            # A cell that may also take what stands after the break is as unsure as that is.
            margin, second = (more.margin, more.second) if more.margin < cell.margin else (cell.margin, cell.second)
            over = bool(text_of(piece)) or cell.over_page
            found.append(ReadCell((*cell.tokens, *piece), more.text, margin, second, cell.missing and not piece, over))
        return found
