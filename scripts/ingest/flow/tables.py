"""Every table of a text in the known dialect, and the lines around them. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..grid import Grid, Line
from ..limits import at_most
from .align import INFINITE
from .grids import grid_of, place_of
from .header import alternatives, begins_header, header_at
from .heading import Header, is_part_of_time
from .layout import Layout, bound_of
from .learning import has_near_borders, learned
from .mixtures import mixture
from .numbering import numbered_columns
from .pages import another_title, body_of, printed_again
from .pieces import piece
from .row import Body, Row
from .rows import Reader
from .tokens import FAR, SPACE, Token, tokens

_PASSES = 3
_HEADER_SURE = 8.0
# A row that fits its columns costs less than nothing; where they cost more than this on the average, the columns are others.
_UNFIT, _LOOSE = 6.5, 4.0  # where they cost more than the second, every row is asked about
_HOPELESS, _SAMPLE = 12.0, 500  # a reading so much dearer on so many tokens is not looked at again
_MOST_HEADERS = 120  # of one text, those printed again not counted


@dataclass
class Found:
    """One table: its grid, the source lines it is made of, those taken out, and remarks."""

    grid: Grid
    lines: set[int]
    taken_out: set[int] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)


class Headers:
    """The header at each place of one text, each worked out once. Refused when there are more than any plan has: each takes time."""

    def __init__(self, run: list[Token], name: str) -> None:
        self.run, self.name = run, name
        self._known: dict[int, Header | None] = {}

    def at(self, place: int) -> Header | None:
        if place not in self._known:
            at_most(self.name, "chỗ giống đầu bảng", len(self._known) + 1, _MOST_HEADERS)
            self._known[place] = header_at(self.run, place)
        return self._known[place]


def find_tables(lines: tuple[str, ...], name: str) -> tuple[list[Found], list[Line]]:
    """The tables from top to bottom, and a sentence about each that could not be read, with its place."""
    whole = [token for token in tokens(lines, 1, len(lines)) if not lines[token.line - 1].startswith("\t")]
    places = [place for place in range(len(whole)) if begins_header(whole, place)]
    headers = Headers(whole, name)
    found: list[Found] = []
    unread: list[Line] = []
    done = 0
    for index, place in enumerate(places):
        if place < done:
            continue
        header = headers.at(place)
        if header is None:
            line = whole[place].line
            if _looks_drawn(whole, place) and not lines[line - 1].lstrip().startswith("-"):
                unread.append(Line(f"Dòng {line}: “{lines[line - 1].strip()}” giống đầu bảng nhưng không đủ tiêu đề cột đã biết; bảng này chưa được đọc.", place_of([whole[place]])))
            continue
        end = _end(headers, header, place, places[index + 1 :])
        table, done = _table(whole, place, end, header)
        if isinstance(table, Found):
            found.append(table)
        elif table:
            unread.append(Line(f"Dòng {whole[place].line}: đầu bảng nhiều tầng chưa tách được chắc chắn ({table}); bảng này chưa được đọc, hãy đưa tệp gốc (PDF, DOCX hoặc XLSX).", place_of([whole[place]])))
            done = place + len(header.tokens)
        else:
            unread.append(Line(f"Dòng {whole[place].line}: có đầu bảng nhưng không tách được các dòng và ô cho chắc chắn; bảng này chưa được đọc, hãy đưa tệp gốc (PDF, DOCX hoặc XLSX).", place_of([whole[place]])))
            done = place + len(header.tokens)
    return found, unread


def _looks_drawn(run: list[Token], place: int) -> bool:
    """Running text may hold the same words; a header's line is short."""
    return sum(token.line == run[place].line for token in run[place : place + 30]) <= 12


def _end(headers: Headers, header: Header, place: int, later: list[int]) -> int:
    """Where another table's header begins, less the lines that are its titles; or the end of the text."""
    # “Số” over “TT” begins a header, and so does its “TT”.
    run = headers.run
    inside = place + len(header.tokens)
    for other in later:
        if other < inside:
            continue
        again = printed_again(run, other, header.words)
        inside = max(inside, again)
        if (not again or another_title(run, place, other)) and headers.at(other) is not None:
            return _before_titles(run, place + len(header.tokens), other)
    return len(run)


def _before_titles(run: list[Token], first: int, header: int) -> int:
    """Back from a header to the page's beginning: a wide gap, or a line that begins with a blank."""
    for place in range(header - 1, max(first, header - 150), -1):
        token = run[place]
        if token.gap == FAR or (token.text and token.gap == SPACE and run[place - 1].blank and run[place - 1].gap != SPACE):
            return place
    return header


def _table(whole: list[Token], start: int, end: int, header: Header) -> tuple[Found | str | None, int]:
    """The table and where it ends; the headings that run into each other, when they do; None when its cells cannot be told."""
    body, taken, remarks = body_of(whole, start + len(header.tokens), end, header)
    readings = _hopeful(body, _counted(body, alternatives(header)))
    tried = [(*_read(body, one), place) for place, one in enumerate(readings)]
    cost, _, rows, used, chosen = min(tried, key=lambda one: (one[0], one[-1]))
    header = readings[chosen]
    if not rows or not has_near_borders(rows) or sum(row.cost for row in rows) > _UNFIT * len(rows):
        return None, end
    if mixed := next(filter(None, (mixture(heading.text, header.kind) for heading in header.columns)), None):
        return " và ".join(f"“{one}”" for one in mixed), end
    if loose := [heading.text for heading in header.columns if heading.above < 0 and not heading.years and is_part_of_time(heading.text)]:
        return ", ".join(f"“{one}”" for one in loose), end
    others = [readings[place] for total, _, _, _, place in tried if place != chosen and total - cost < _HEADER_SURE]
    lines = {token.line for row in rows for token in row.tokens} | {token.line for token in header.tokens}
    last = whole.index(body.run[used - 1], start) + 1
    taken = {line for line in taken if line <= body.run[used - 1].line}
    loose = sum(row.cost for row in rows) > _LOOSE * len(rows)
    return Found(grid_of(header, rows, others, loose), lines, taken, remarks), last


def _counted(body: Body, readings: list[Header]) -> list[Header]:
    """Those with as many columns as the row under the header counts, (1) (2) (3), when there is one and a reading agrees with it."""
    count = numbered_columns(body.run)
    return [one for one in readings if len(one.leaves) == count] or readings


def _hopeful(body: Body, readings: list[Header]) -> list[Header]:
    """Those that one pass over the first rows does not show to be far dearer than another."""
    if len(readings) == 1:
        return readings
    sample = Body(body.run[:_SAMPLE], {place for place in body.breaks if place < _SAMPLE})
    costs = [_read(sample, one, 1)[0] for one in readings]
    return [one for one, cost in zip(readings, costs) if cost <= min(costs) + _HOPELESS * len(sample.run) / _SAMPLE]


def _read(body: Body, header: Header, passes: int = _PASSES) -> tuple[float, Layout, list[Row], int]:
    """Each pass learns from the one before how wide the columns are and what stands between their cells."""
    roles = header.roles
    layout = Layout(len(roles), bounds=[bound_of(piece(header.tokens[heading.start : heading.end]).drawn) for heading in header.columns])
    cost, rows, used = INFINITE, [], 0
    for _ in range(passes):
        before = [[cell.text for cell in row.cells] for row in rows]
        cost, rows, used = Reader(roles, header.kind, layout).rows(body)
        layout = learned(rows, layout)
        if before == [[cell.text for cell in row.cells] for row in rows]:
            break
    return cost + header.cost, layout, rows, used
