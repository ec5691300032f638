"""Grids of a document -> the tables of a plan, with their columns and rows understood. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from .grid import Doubt, Document, Grid, Line
from .headed_tables import Above, with_sections
from .headings import key, meanings, squeezed
from .indented_columns import with_joined_columns
from .lattice import part, printed, squares
from .read_tables import KINDS, ReadTable, SetAside, Stopped, Tables
from .scanned_tables import asked_columns, asked_rows
from .stitched_table import Stitched
from .stitching import stitched
from .table_columns import Candidate, candidates
from .table_decoys import reason_aside
from .table_header import Header, find_header, is_heading
from .table_kinds import NEEDED, Choice, choose
from .table_mapping import NAMES, Mapped, mapped, roles_told
from .table_rows import body_rows, is_decimal_number
from .table_titles import appendix_of, is_named, titles_above, titles_inside, unit_of, years_of
from .twin_tables import UNIT_ABOVE, is_twin
from .unknown_columns import ROLE, TABLE, heading_line, without_unknown
from .unruled_tables import asked_unruled

_KIND_NAMES = {"targets": "bảng chỉ tiêu", "tasks": "bảng nhiệm vụ", "budget": "bảng kinh phí", "documents": "danh mục văn bản"}
_DECIMALS = "Trang tính giữ số thứ tự là số thập phân (1,1), đã đọc thành 1.1; số 1.10 cũng thành 1.1: các số thứ tự có đúng như bản in không?"
_VALUELESS = "Bảng này được đọc là bảng chỉ tiêu mà không có cột giá trị: con số nằm trong tên chỉ tiêu, ghi tay vào target_values; đúng không?"
_ONLY_HEADING = "Chỉ thấy tiêu đề, không thấy dòng nào bên dưới: bảng để trống, hoặc các dòng không được kẻ khung; có dòng thì nhập tay, hoặc kẻ khung rồi in lại."
_NO_PLAN = "không phải bảng của kế hoạch"


def read_tables(document: Document, bodies: Collection[str] = ()) -> Tables:
    """Every grid of the document as a table, set aside, or stopped, each with its reason. `bodies`: names of offices already known."""
    known = frozenset(key(body) for body in bodies)
    read: list[Above] = []
    aside: list[SetAside] = []
    stopped: list[Stopped] = []
    named: dict[str, tuple[Line, ...]] = {}
    for joined in stitched(document):
        reason = reason_aside(joined.grid, joined.header)
        if reason:
            aside += [SetAside(grid, reason) for grid in joined.parts]
            continue
        for table in _one_by_one(joined):
            found = _understood(table, known, named, read[-1].table if read else None)
            if isinstance(found, ReadTable):
                read.append(Above(found, table.lines[-1] if table.lines else None))
            else:
                stopped += found
    return Tables(tuple(with_sections(read)), tuple(aside), tuple(stopped))


def _one_by_one(table: Stitched) -> list[Stitched]:
    """A grid of a sheet may hold several tables under each other: each begins with a heading of its own."""
    if table.header is None:
        return [table]
    row = table.header.body
    while row < table.grid.rows:
        below = find_header(part(table.grid, row, row + 1)) if _is_other_heading(table, row) else None
        if below is not None:
            break
        row += 1
    else:
        return [table]
    first = row
    while first > table.header.body and len(printed(table.grid, first - 1)) <= 1:
        first -= 1
    upper = _upper_part(table, 0, first)
    rest = part(table.grid, first, table.grid.rows)
    lower = Stitched(rest, find_header(rest), table.parts, [], {at - first: doubts for at, doubts in table.doubts.items() if at >= first}, [])
    return [upper, *_one_by_one(lower)]


def _upper_part(table: Stitched, first: int, end: int) -> Stitched:
    kept = part(table.grid, first, end)
    return Stitched(kept, table.header, table.parts, table.lines, {row: doubts for row, doubts in table.doubts.items() if row < end}, table.remarks)


def _is_other_heading(table: Stitched, row: int) -> bool:
    assert table.header is not None
    cells = printed(table.grid, row)
    own = {key(text) for levels in table.header.levels for text in levels}
    known = [cell for cell in cells if is_heading(cell.text)]
    numbering = cells and any(meaning.role == "number" for meaning in meanings(cells[0].text))
    return len(known) >= 3 and len(known) >= 0.7 * len(cells) and bool(numbering) and sum(key(cell.text) in own for cell in cells) < len(cells)


def _understood(table: Stitched, bodies: frozenset[str], named: dict[str, tuple[Line, ...]], before: ReadTable | None) -> ReadTable | list[Stopped]:
    """`named`: words of a heading -> the titles of the last table with it that has a name; another one below goes by that name too."""
    table = with_joined_columns(table)
    header = table.header
    if header is None:
        return _stopped(table, "Không tìm thấy dòng tiêu đề của bảng: không biết mỗi cột là gì.")
    inside, others = titles_inside(table.grid, header.first)
    if others:
        table.remarks.append(f"Phía trên tiêu đề của bảng có: {'; '.join(others)}. Phần này không thuộc bảng.")
    titles = (*titles_above(table.lines), *inside)
    found = candidates(header, _texts(table.grid, header))
    heading = squeezed(" ".join(text for levels in header.levels for text in levels))
    # Under the same headings as the table before, and with no title that says more, it is of the same kind.
    twin = before if before is not None and is_twin(header, titles, before) else None
    name = (*titles, *(named.get(heading) or twin.titles)) if twin else titles if is_named(titles) else named.get(heading, ())
    named[heading] = name
    choice = choose(found, name or titles)
    unknown = [item for item in found if not item.meanings and item.heading and any(item.texts)]
    if not choice.kind:
        return _stopped(table, _no_kind(found), [heading_line(item, "") for item in unknown])
    columns = mapped(found, choice.kind, years_of(titles) or years_of(name), bodies)
    if columns.unknown and (left := without_unknown(columns, choice.kind, found, table.grid)):
        columns.columns = left
    elif columns.unknown:
        names = ", ".join(f"“{found[index].heading or f'cột thứ {index + 1}'}”" for index in columns.unknown)
        reason = f"Chưa biết cột {names} là gì: thêm vào scripts/ingest/headings.csv rồi chạy lại."
        return _stopped(table, reason, [heading_line(found[index], choice.kind, role) for index, role in columns.unknown.items() if found[index].heading], choice.kind)
    missing = "" if choice.valueless else _missing(columns, choice.kind)
    if missing:
        return _stopped(table, f"Giống {_KIND_NAMES[choice.kind]} nhưng không có cột {missing}.", [heading_line(item, choice.kind) for item in unknown], choice.kind)
    read = replace(_table(table, header, titles, choice, columns, twin), others=others)
    return read if any(row.kind != "letters" for row in read.rows) else _stopped(table, _ONLY_HEADING)


def _table(table: Stitched, header: Header, titles: tuple[Line, ...], choice: Choice, columns: Mapped, twin: ReadTable | None) -> ReadTable:
    kind, second = choice.kind, _KIND_NAMES.get(choice.second, _NO_PLAN if choice.thin else "")
    body = body_rows(table.grid, header, columns.columns, table.doubts)
    unit, other_units = unit_of(titles, [text for levels in header.levels for text in levels])
    taken = twin.unit if twin and not unit else ""
    unit = unit or taken
    asked = []
    for column in columns.columns:
        if column.role == "name" and second:
            question = _VALUELESS if choice.valueless else f"Bảng này được đọc là {_KIND_NAMES[kind]}; đúng không?"
            column = replace(column, doubts=(*column.doubts, Doubt(question, second)))
        if column.role == "number" and any(cell.column == column.index and cell.row >= header.body and is_decimal_number(cell) for cell in table.grid.cells):
            column = replace(column, doubts=(*column.doubts, Doubt(_DECIMALS)))
        if column.role == "amount" and taken:
            column = replace(column, doubts=(*column.doubts, Doubt(UNIT_ABOVE.format(unit=taken, heading=column.heading), "đồng")))
        if column.role == "amount" and other_units:
            question = f"Bảng ghi hai đơn vị tiền: “{unit}” và “{', '.join(other_units)}”. Cột “{column.heading}” tính bằng đơn vị nào?"
            column = replace(column, doubts=(*column.doubts, Doubt(question, other_units[0])))
        asked.append(column)
    asked = asked_columns(asked, header, table.grid)
    remarks = (*table.remarks, *columns.remarks, *body.remarks)
    return ReadTable(kind, tuple(asked), tuple(asked_unruled(asked_rows(body.rows, asked))), titles, table.grid.place, unit, appendix_of(titles), remarks, tuple(body.notes), tuple(body.apart))


def _texts(grid: Grid, header: Header) -> list[list[str]]:
    """Column by column the cells below the heading, but for those merged over columns."""
    covered = squares(grid)
    rows = range(header.body, grid.rows)
    return [
        [cell.text for row in rows if (cell := covered.get((row, column))) is not None and cell.column_span == 1 and cell.row == row]
        for column in range(grid.columns)
    ]


def _missing(columns: Mapped, kind: str) -> str:
    roles = {column.role for column in columns.columns}
    return "; ".join(" hoặc ".join(NAMES[role] for role in group) for group in NEEDED[kind] if not roles.intersection(group))


def _no_kind(found: list[Candidate]) -> str:
    headings = ", ".join(f"“{item.heading}”" for item in found if item.heading)
    return f"Không rõ đây là bảng chỉ tiêu, nhiệm vụ, kinh phí hay danh mục văn bản. Tiêu đề cột: {headings}."


def _stopped(table: Stitched, reason: str, lines: list[str] | None = None, kind: str = "") -> list[Stopped]:
    later = "Phần tiếp theo của bảng đã dừng ở trang trước."
    if any(ROLE in line for line in lines or ()):
        kinds = "" if kind else f" Thay {TABLE} bằng một trong: {', '.join(f'{name} ({title})' for name, title in _KIND_NAMES.items())}."
        reason = f"{reason.rstrip('.')}.{kinds} Thay {ROLE} bằng một trong: {roles_told([kind] if kind else KINDS)}."
    return [Stopped(grid, later if index else reason, () if index else tuple(lines or ())) for index, grid in enumerate(table.parts)]
