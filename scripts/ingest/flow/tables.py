"""Every table of a text in the known dialect, and the lines around them. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from statistics import median

from ..grid import Cell, Doubt, Grid, Line, Place
from ..limits import at_most
from .align import INFINITE
from .header import Header, alternatives, begins_header, header_at
from .layout import Layout, bound_of
from .mixtures import mixture
from .numbering import Counted, number_of
from .pieces import piece
from .rows import SURE, Body, ReadCell, Reader, Row, has_near_borders, learned
from .tokens import FAR, SPACE, Token, raw_of, tokens

_PASSES = 3
_HEADER_SURE = 8.0
# Where a row fills some of several columns of one role, its words could stand one column further: the margin has to be larger.
_SHIFT_SURE = 6.0
_HOPELESS = 60.0
_MOST_HEADERS = 120  # of one text, those printed again not counted
_LONG = 20  # words: a shorter cell is never too long
_FEW = 3
_ENOUGH, _RARELY = 6, 0.8  # rows, and the share of them with words, before an empty cell is odd
_ODD = 15.0  # a row so much dearer than the others is asked about


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
                unread.append(Line(f"Dòng {line}: “{lines[line - 1].strip()}” giống đầu bảng nhưng không đủ tiêu đề cột đã biết; bảng này chưa được đọc.", _place([whole[place]])))
            continue
        end = _end(headers, header, place, places[index + 1 :])
        table, done = _table(whole, place, end, header)
        if isinstance(table, Found):
            found.append(table)
        elif table:
            unread.append(Line(f"Dòng {whole[place].line}: đầu bảng nhiều tầng chưa tách được chắc chắn ({table}); bảng này chưa được đọc, hãy đưa tệp gốc (PDF, DOCX hoặc XLSX).", _place([whole[place]])))
            done = place + len(header.tokens)
        else:
            unread.append(Line(f"Dòng {whole[place].line}: có đầu bảng nhưng không tách được các dòng và ô cho chắc chắn; bảng này chưa được đọc, hãy đưa tệp gốc (PDF, DOCX hoặc XLSX).", _place([whole[place]])))
            done = place + len(header.tokens)
    return found, unread


def _looks_drawn(run: list[Token], place: int) -> bool:
    """Running text may hold the same words; a header's line is short."""
    return sum(token.line == run[place].line for token in run[place : place + 30]) <= 12


def _repeated(run: list[Token], place: int, words: list[str]) -> int:
    """The end of the same words in the same order from here, or 0."""
    for word in words:
        while place < len(run) and run[place].blank:
            place += 1
        if place >= len(run) or run[place].text != word:
            return 0
        place += 1
    return place


def _end(headers: Headers, header: Header, place: int, later: list[int]) -> int:
    """Where another table's header begins, less the lines that are its titles; or the end of the text."""
    # “Số” over “TT” begins a header, and so does its “TT”.
    run = headers.run
    inside = place + len(header.tokens)
    for other in later:
        if other < inside:
            continue
        again = _repeated(run, other, header.words)
        inside = max(inside, again)
        if not again and headers.at(other) is not None:
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
    body, taken, remarks = _body(whole, start + len(header.tokens), end, header)
    readings = _hopeful(body, alternatives(header))
    tried = [(*_read(body, one), place) for place, one in enumerate(readings)]
    cost, _, rows, used, chosen = min(tried, key=lambda one: (one[0], one[-1]))
    header = readings[chosen]
    if not rows or not has_near_borders(rows):
        return None, end
    if mixed := next(filter(None, (mixture(heading.text, header.kind) for heading in header.columns)), None):
        return " và ".join(f"“{one}”" for one in mixed), end
    others = [readings[place] for total, _, _, _, place in tried if place != chosen and total - cost < _HEADER_SURE]
    remarks += [f"Dòng {header.tokens[0].line}: đầu bảng đọc là {_shown(header)}; cũng có thể là {_shown(one)}." for one in others]
    lines = {token.line for row in rows for token in row.tokens} | {token.line for token in header.tokens}
    last = whole.index(body.run[used - 1], start) + 1
    taken = {line for line in taken if line <= body.run[used - 1].line}
    return Found(_grid(header, rows), lines, taken, [remark for remark in remarks]), last


def _hopeful(body: Body, readings: list[Header]) -> list[Header]:
    """Those that one pass does not show to be far dearer than another."""
    if len(readings) == 1:
        return readings
    costs = [_read(body, one, 1)[0] for one in readings]
    return [one for one, cost in zip(readings, costs) if cost <= min(costs) + _HOPELESS]


def _read(body: Body, header: Header, passes: int = _PASSES) -> tuple[float, Layout, list[Row], int]:
    """Each pass learns from the one before how wide the columns are and what stands between their cells."""
    roles = [heading.role for heading in header.columns]
    layout = Layout(len(roles), bounds=[bound_of(piece(header.tokens[heading.start : heading.end]).drawn) for heading in header.columns])
    cost, rows, used = INFINITE, [], 0
    for _ in range(passes):
        before = [[cell.text for cell in row.cells] for row in rows]
        cost, rows, used = Reader(roles, header.kind, layout).rows(body)
        layout = learned(rows, layout)
        if before == [[cell.text for cell in row.cells] for row in rows]:
            break
    return cost + header.cost, layout, rows, used


def _shown(header: Header) -> str:
    return " | ".join(heading.text for heading in header.columns)


def _body(whole: list[Token], start: int, end: int, header: Header) -> tuple[Body, set[int], list[str]]:
    body, taken, remarks = Body([]), set(), []
    place, words = start, header.words
    while place < end:
        token = whole[place]
        if token.text == words[0] and (after := _repeated(whole, place, words)):
            first, last = token.line, whole[after - 1].line
            taken |= {one.line for one in whole[place:after]}
            remarks.append(f"Dòng {first}–{last}: đầu bảng in lại ở trang sau, đã bỏ.")
            while body.run and body.run[-1].blank and body.run[-1].line == first:
                body.run.pop()
            body.breaks.add(len(body.run))
            place = after
            continue
        if _page_number(whole, place, end):
            taken.add(token.line)
            remarks.append(f"Dòng {token.line}: “{token.text}” là số trang, đã bỏ.")
            body.breaks.add(len(body.run))
            place += 1
            continue
        if token.gap == FAR:
            body.breaks.add(len(body.run))
        body.run.append(token)
        place += 1
    return body, taken, remarks


def _page_number(run: list[Token], place: int, end: int) -> bool:
    """A whole number alone on a line after a wide gap, with the beginning of another row directly after it."""
    token = run[place]
    if token.gap != FAR or not token.text.isdigit() or len(token.text) > 3:
        return False
    after = place + 1
    if after < end and run[after].gap == SPACE and run[after].text:
        return False
    while after < end and run[after].blank:
        after += 1
    return after < end and run[after].gap != SPACE and number_of(run[after].text) is not None


def _place(run: tuple[Token, ...] | list[Token]) -> Place:
    lines = [token.line for token in run if token.text] or [token.line for token in run]
    return Place(None, min(lines), max(lines)) if lines else Place()


def _grid(header: Header, rows: list[Row]) -> Grid:
    cells, depth = _header_cells(header)
    headings = [heading.text for heading in header.columns]
    usual = median(row.cost for row in rows)
    cells = _asking_empty(cells, rows, header)
    longest = [_much(rows, column) for column in range(len(headings))]
    filled = [_mostly_filled(rows, column) for column in range(len(headings))]
    counted = Counted()
    for number, row in enumerate(rows, start=depth):
        own = number_of(row.cells[0].text)
        counted = counted.after(own)[1] if own else counted
        found = _row_cells(row, number, header, counted)
        for column, cell in enumerate(found):
            if longest[column] and len(cell.text.split()) > longest[column] and cell.column_span == 1:
                found[column] = cell.doubting("Ô này dài hơn hẳn các ô khác của cột; có chữ của ô hay dòng khác lẫn vào không?")
            if filled[column] and not row.span and not cell.text and not cell.doubts:
                found[column] = cell.doubting(f"Các dòng khác đều có chữ ở cột “{headings[column]}”, riêng dòng này không; chữ của ô này có lẫn sang ô khác không?")
        if row.cost > _ODD + 2 * usual and not any(cell.doubts for cell in found):
            found[1] = found[1].doubting("Các ô của dòng này khớp kém với cột của chúng; các ô có đúng cột như bản gốc không?")
        cells += found
    everything = [*header.tokens, *(token for row in rows for token in row.tokens)]
    return Grid(tuple(cells), depth + len(rows), len(headings), _place(everything))


def _much(rows: list[Row], column: int) -> int:
    """How many words are far more than the other cells of a column hold; 0 when there are too few to say."""
    counts = sorted(len(row.cells[column].text.split()) for row in rows if not row.span and row.cells[column].text)
    return max(_LONG, int(1.7 * counts[-2]), 4 * int(median(counts))) if len(counts) >= 4 else 0


def _mostly_filled(rows: list[Row], column: int) -> bool:
    """Whether an empty cell of this column is rare enough to be asked about."""
    texts = [row.cells[column].text for row in rows if not row.span]
    return column > 1 and len(texts) >= _ENOUGH and sum(map(bool, texts)) >= _RARELY * len(texts)


def _asking_empty(cells: list[Cell], rows: list[Row], header: Header) -> list[Cell]:
    """A column in which no row has a word may be no column."""
    plain = [row for row in rows if not row.span]
    leaves = {header.headings[place].text: column for column, place in enumerate(header.leaves)}
    empty = {column for column in leaves.values() if len(plain) >= _FEW and not any(row.cells[column].text for row in plain)}
    question = "Không dòng nào có chữ ở cột “{}”; bản gốc có cột này không?"
    return [cell.doubting(question.format(cell.text)) if cell.column in empty and cell.column_span == 1 and leaves.get(cell.text) == cell.column else cell for cell in cells]


def _header_cells(header: Header) -> tuple[list[Cell], int]:
    depth = 2 if any(heading.above >= 0 for heading in header.headings) else 1
    column_of = {place: column for column, place in enumerate(header.leaves)}
    found: list[Cell] = []
    for place, heading in enumerate(header.headings):
        run = header.tokens[heading.start : heading.end]
        below = [column_of[child] for child, other in enumerate(header.headings) if other.above == place]
        column = min(below) if below else column_of[place]
        level = 1 if heading.above >= 0 else 0
        rows = depth if not below and not level else 1
        cell = Cell(level, column, heading.text, raw_of(run), _place(run), rows, len(below) or 1, "flow")
        if not heading.known:
            cell = cell.doubting(f"Tiêu đề cột “{heading.text}” chưa có trong headings.csv nên chưa chắc đây là một cột; bản gốc có cột này không?")
        found.append(cell)
    return sorted(found, key=lambda cell: (cell.row, cell.column)), depth


def _row_cells(row: Row, number: int, header: Header, counted: Counted) -> list[Cell]:
    found = []
    headings = [heading.text for heading in header.columns]
    shifting = set() if row.span else _shifting(row, [heading.role for heading in header.columns])
    everything = _place(row.tokens)
    for column, cell in enumerate(row.cells[:2] if row.span else row.cells):
        place = _place(cell.tokens) if cell.tokens else everything
        reach = len(headings) - 1 if row.span and column == 1 else 1
        doubts = _doubts(row, column, cell, headings, counted, shifting)
        found.append(Cell(number, column, cell.text, raw_of(cell.tokens), place, 1, reach, "flow", doubts))
    return found


def _over_gap(cell: ReadCell) -> bool:
    """Words on both sides of a gap as wide as a page's end."""
    worded = [place for place, token in enumerate(cell.tokens) if token.text]
    return any(token.gap == FAR for token in cell.tokens[worded[0] + 1 : worded[-1] + 1]) if worded else False


def _next_number(cell: ReadCell, counted: Counted) -> str:
    """A number at the beginning of a line of this cell that would be the next row's; "" when there is none."""
    for place, token in enumerate(cell.tokens):
        if place and token.text and token.gap != SPACE:
            number = number_of(token.text)
            if number and number.value > 1 and counted.after(number)[0] == 0.0:
                return token.text
    return ""


def _shifting(row: Row, roles: list[str]) -> set[int]:
    """The columns of a role that has several, in a row that fills only some of them."""
    found: set[int] = set()
    for role in set(roles) & {"schedule", "target", "baseline", "amount"}:
        columns = [column for column, one in enumerate(roles) if one == role]
        filled = [column for column in columns if row.cells[column].text]
        if len(columns) > 1 and 0 < len(filled) < len(columns):
            found.update(columns)
    return found


def _doubts(row: Row, column: int, cell: ReadCell, headings: list[str], counted: Counted, shifting: Collection[int]) -> tuple[Doubt, ...]:
    doubts = []
    shown = f"“{cell.text}”" if cell.text else "ô trống"
    if cell.margin < (_SHIFT_SURE if cell.text and column in shifting else SURE) and not row.span:
        other = f"“{cell.second}”" if cell.second else "ô trống"
        where = next((headings[place] for place, one in enumerate(row.cells) if place != column and one.text and one.text == cell.second), "")
        if not cell.text and where:
            question = f"“{cell.second}” đứng ở cột “{where}” hay cột “{headings[column]}”?"
        else:
            question = f"Cột “{headings[column]}” của dòng này là {shown} hay {other}?"
        doubts.append(Doubt(question, cell.second))
    elif cell.missing and not row.span and column:
        doubts.append(Doubt(f"Không thấy dấu của ô “{headings[column]}” ở dòng này; ô này để trống, hay gộp với dòng khác?"))
    if _over_gap(cell):
        doubts.append(Doubt("Giữa ô này có khoảng cách của một trang mới; phần sau có thuộc ô này không, hay bảng đã hết?"))
    if next_number := _next_number(cell, counted):
        doubts.append(Doubt(f"Trong ô này có dòng bắt đầu bằng “{next_number}”, là số thứ tự tiếp theo; từ đó có phải là một dòng khác của bảng không?"))
    if column == 1 and row.other:
        doubts.append(Doubt("Dòng này là tiêu đề của các dòng dưới hay là một dòng có đủ các cột?", row.other))
    if column == 0 and row.odd_number:
        doubts.append(Doubt(f"Số thứ tự “{cell.text}” không nối tiếp dòng trước; đây có phải là đầu một dòng mới không?"))
    return tuple(doubts)
