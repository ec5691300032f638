"""Where rows and marks of a draft are put down: ids, places, doubts. The state of one drafting; reads and writes no file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..places import anchor, row_id
from ..plans import Reference
from ..tables import schemas
from .body_names import Names
from .draft import Draft, Mark
from .grid import Doubt, Place
from .misplaced import misplaced
from .row_cells import PrintedRow, Spot, is_nothing, without_bullet

TABLES = (
    "targets", "target_values", "target_agencies", "tasks", "task_schedules", "task_agencies", "budget_lines", "budget_amounts", "issued_documents",
)  # fmt: skip
# What spreadsheets take for a formula may not begin a cell.
FORMULA = ("=", "+", "-", "@")


class Drafter:
    """The draft while it grows. `indicators`: tone key of a target's name -> indicator_id."""

    def __init__(self, plan_id: str, source_id: str, kind: str, reference: Reference, indicators: Mapping[str, str]):
        self.source_id, self.kind, self.reference, self.indicators = source_id, kind, reference, indicators
        self.draft = Draft(plan_id, {table: [] for table in TABLES})
        self.made: dict[int, str] = {}  # id() of a ReadRow -> the id of the row made from it
        self._told: set[int] = set()  # columns whose doubts are told
        self._dashed: set[tuple[int, str]] = set()  # columns of whose list dashes a person was asked
        self._later: list[tuple[str, Doubt, str, Place, bool]] = []

    def add(self, table: str, **cells: str) -> dict[str, str]:
        """A new row with every column of its schema; what is not given stays empty."""
        row = dict.fromkeys(schemas()[table].columns, "") | {"plan_id": self.draft.plan_id} | cells
        self.draft.tables[table].append(row)
        return row

    def standing(self, table: str, prefix: str, printed: PrintedRow, **cells: str) -> dict[str, str]:
        """A new row that stands in the document itself: with the next id and its place."""
        place = printed.row.place
        lines = ["" if line is None else str(line) for line in (place.line_from, place.line_to)]
        identifier = schemas()[table].primary_key[1]
        cells[identifier] = f"{prefix}{len(self.draft.tables[table]) + 1:02}"
        if "reading" in schemas()[table].fields:
            cells["reading"] = "certain"
        page = "" if place.page is None or self.kind == "text" else str(place.page)
        row = self.add(table, **cells, source_id=self.source_id, source_page=page, source_line_from=lines[0], source_line_to=lines[1])
        self.made[id(printed.row)] = cells[identifier]
        for doubt in printed.row.doubts:
            self.doubtful(table, row, "", doubt, "", place)
        for spot in printed.spots:  # a cell that says nothing makes no row of its own where its doubts could stand
            for doubt in spot.doubts if is_nothing(spot.text) else ():
                self.doubtful(table, row, "", doubt, spot.column.heading, spot.place)
        for field, doubt, reading, where, doubtful in self._later:
            if doubtful:
                self.doubtful(table, row, field, doubt, reading, where)
            else:
                self.mark(table, row, field, doubt.question, reading, doubt.second, where)
        self._later.clear()
        return row

    def mark(
        self, table: str, row: dict[str, str] | None, field: str, question: str, reading: str = "", second: str = "", place: Place = Place(), others: Iterable[str] = ()
    ) -> None:  # fmt: skip
        """A question for a person; it says nothing about how sure the reading of the document is. `others`: row ids that its words name."""
        self.draft.marks.append(Mark(table, row_id(table, row) if row else "", field, question, reading, second, place, tuple(map(anchor, others))))

    def doubtful(self, table: str, row: dict[str, str], field: str, doubt: Doubt, reading: str, place: Place) -> None:
        """A doubt about what was read: a mark, and the row says that its reading is doubtful."""
        self.mark(table, row, field, doubt.question, reading, doubt.second, place)
        if "reading" in row:
            row["reading"] = "doubtful"

    def later(self, field: str, doubt: Doubt, reading: str, place: Place, doubtful: bool = True) -> None:
        """What to ask about a heading between the rows: it is told at the first row below it."""
        self._later.append((field, doubt, reading, place, doubtful))

    def unsaid(self, table: str) -> None:
        """What was to be asked about headings under which no row came."""
        for field, doubt, reading, place, _ in self._later:
            self.mark(table, None, field, doubt.question, reading, doubt.second, place)
        self._later.clear()

    def spot(self, table: str, row: dict[str, str], field: str, spot: Spot | None) -> None:
        """Every doubt about a cell, and once about its column, at the row that holds what it says.

        What is asked about a column is one decision for all its rows: none of them is doubtful for that.
        """
        if spot is None:
            return
        for doubt in () if is_nothing(spot.text) else spot.doubts:  # of a blank cell they are told with its row
            self.doubtful(table, row, field, doubt, row.get(field, spot.text), spot.place)
        if spot and id(spot.column) not in self._told:
            self._told.add(id(spot.column))
            for doubt in spot.column.doubts:
                self.mark(table, row, field, doubt.question, spot.column.heading, doubt.second, spot.place)

    def astray(self, kind: str, table: str, row: dict[str, str], printed: PrintedRow, names: Names) -> None:
        """A doubt for every cell of a row that reads as if it stood in the wrong column."""
        titled = printed.row.kind == "section"  # its title may begin in the column of numbers
        for spot in printed.spots:
            if titled and spot.column.role == "number":
                continue
            if not spot.doubts and (question := misplaced(kind, spot.column.role, spot.text, names)):
                self.doubtful(table, row, "", Doubt(question), spot.text, spot.place)

    def words(self, table: str, row: dict[str, str], field: str, spot: Spot | None, dash: str = "ask") -> None:
        """Fill a column with the words of a cell; a list dash at its head cannot stay.

        `dash`: "ask" marks that it was taken off, "drop" is for columns whose schema says so.
        """
        if spot is None or is_nothing(spot.text):
            return
        text = without_bullet(spot.text)
        row[field] = text
        if text != spot.text and dash == "ask" and (id(spot.column), field) not in self._dashed:
            self._dashed.add((id(spot.column), field))
            question = f"Đã bỏ dấu “{spot.text[0]}” ở đầu ô, và ở đầu các ô như vậy bên dưới trong cột “{spot.column.heading}”: đây chỉ là gạch đầu dòng?"
            self.mark(table, row, field, question, text, spot.text, spot.place)
        if text.startswith(FORMULA):
            self.mark(table, row, field, f"Ô bắt đầu bằng “{text[0]}”, kho dữ liệu không nhận: ghi lại bằng chữ.", text, "", spot.place)
        self.spot(table, row, field, spot)

    def sum_aside(self, table: str, printed: PrintedRow) -> None:
        """A row that only sums up makes none of ours: what stands in it is told."""
        texts = " | ".join(spot.text for spot in printed.spots if not is_nothing(spot.text) and not spot.covered)
        self.mark(table, None, "", f"Dòng cộng trong bảng không thành dòng của {table}; có cần ghi vào chỗ khác không?", texts, "", printed.row.place)

    def unplaced(self, table: str, cells: Iterable[tuple[dict[str, str], Spot]]) -> None:
        """Cells that no column of ours can hold: one mark for each printed column, which lists them."""
        by_column: dict[int, list[tuple[dict[str, str], Spot]]] = {}
        for row, spot in cells:
            if not is_nothing(spot.text) and not spot.covered:
                by_column.setdefault(spot.column.index, []).append((row, spot))
        for held in by_column.values():
            first, spot = held[0]
            listed = "; ".join(f"{row_id(table, row)}: {other.text}" for row, other in held)
            name = " / ".join((*spot.column.above, spot.column.heading)) or "không tên"
            question = f"Cột “{name}” không có chỗ trong bảng {table}: {len(held)} ô chưa được dùng. Có cần ghi vào cột khác không?"
            self.mark(table, first, "", question, listed, "", spot.place, [row_id(table, row) for row, _ in held])
