"""One draft while the metadata of a plan is being written: rows with every column of their schema, marks, places as cells. Pure."""

from __future__ import annotations

from ..tables import schemas
from .draft import Draft, Mark
from .grid import Place

SOURCE = "S1"


class Sheets:
    """Rows and marks as they are found. `plan_id` and the source of every row are written here and nowhere else."""

    def __init__(self, plan_id: str, tables: tuple[str, ...]):
        self.draft = Draft(plan_id, {table: [] for table in tables})

    def add(self, table: str, place: Place | None = None, **cells: str | int | None) -> dict[str, str]:
        """A new last row; cells that are not named are empty. Raises KeyError for a column that the schema lacks."""
        row = dict.fromkeys(schemas()[table].columns, "")
        given = {"plan_id": self.draft.plan_id, **cells} | (placed(place) if place is not None else {})
        for column, value in given.items():
            if column not in row:
                raise KeyError(f"{table}.{column}")
            row[column] = "" if value is None else str(value)
        self.draft.tables[table].append(row)
        return row

    def ask(self, table: str, row_id: str, field: str, question: str, reading: str = "", second: str = "", place: Place | None = None) -> None:
        self.draft.marks.append(Mark(table, row_id, field, question, reading, second, place or Place()))


def placed(place: Place) -> dict[str, str]:
    """The four columns that say where a row stands."""
    numbers = {"source_page": place.page, "source_line_from": place.line_from, "source_line_to": place.line_to}
    return {"source_id": SOURCE} | {column: "" if number is None else str(number) for column, number in numbers.items()}


def line_of(place: Place) -> str:
    """The one number that says where words begin: the line where lines are counted, else the page."""
    number = place.line_from if place.line_from is not None and place.page is None else place.page
    return "" if number is None else str(number)


def place_of(row: dict[str, str]) -> Place:
    """Where a row of ours stands, from the three columns that say so."""
    return Place(*(int(text) if (text := row[column]).isdigit() else None for column in ("source_page", "source_line_from", "source_line_to")))
