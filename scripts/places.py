"""Which row is which, and where it stands in the document: one way of saying both, for checks, notices and pages. Pure."""

from __future__ import annotations

from functools import cache

from .csv_files import Row
from .plans import Plan
from .tables import plan_tables, schemas, whole

# Kinds of sources whose places are lines (of a text) or blocks (of a Word file); of the others they are pages, or sheets of a workbook.
LINED = ("text", "docx")
PLACE = ("source_id", "source_page", "source_line_from", "source_line_to")


@cache
def placed_tables() -> tuple[str, ...]:
    """The tables whose rows say themselves where they stand in the document."""
    return tuple(name for name in plan_tables() if "source_line_from" in schemas()[name].fields)


@cache
def parent_table(table: str) -> str:
    """The table of the rows with which rows of a child table stand: target_values stand where their target stands. "" for none."""
    for key in schemas()[table].descriptor.get("foreignKeys", []):
        target = key["reference"]["resource"]
        if target in placed_tables() and len(key["fields"]) == 2:
            return target
    return ""


def row_id(table: str, row: Row | dict[str, str]) -> str:
    """The row's key inside its plan: "CT01", "CT01:2026:target"; "" for the one row of plans."""
    return ":".join(row[column] for column in schemas()[table].primary_key[1:])


def anchor(identifier: str) -> str:
    """The id on the plan's page of the row that this key names: a child row is shown with its parent."""
    return identifier.split(":")[0]


def span(part: Row) -> tuple[int, int] | None:
    """The lines (or, for a paged source, pages) of a part; None when they are not whole numbers."""
    for first, last in (("line_from", "line_to"), ("page_from", "page_to")):
        bounds = whole(part[first]), whole(part[last])
        if None not in bounds:
            return bounds
    return None


def part_of(parts: list[Row], row: Row) -> Row | None:
    """The part that holds the row's place, by line or by page. Of two parts on one page it is that of the row's origin."""
    found = parts_at(parts, row)
    return next((part for part in found if part["kind"] == row.get("origin")), found[0] if found else None)


def parts_at(parts: list[Row], row: Row) -> list[Row]:
    """Every part that holds the row's place: two may share a page."""
    found = []
    for part in parts:
        field = "source_line_from" if part["line_from"] else "source_page"
        bounds, place = span(part), whole(row[field])
        if part["source_id"] == row["source_id"] and bounds and place is not None:
            if bounds[0] <= place <= bounds[1]:
                found.append(part)
    return found


# Table -> column -> the column that names its line, when it stands outside the lines of its row.
CELL_LINES = {
    "plans": {
        "document_number_text": "document_number_line", "document_number": "document_number_line", "issued_on_text": "issued_on_line",
        "issued_on": "issued_on_line", "issuer_text": "issuer_line", "signer_name": "signer_line",
        "signer_position": "signer_position_line", "replaces_text": "replaces_line", "appendices_announced": "appendices_line",
    },
    "duties": {"agency_text": "agency_line", "agency_id": "agency_line"},
    "results": {"as_of_text": "as_of_line", "as_of": "as_of_line"},
}  # fmt: skip


def standing_row(plan: Plan, table: str, row: Row) -> Row | None:
    """The row that says where this one stands: itself, or the parent of a child row; None when there is none."""
    if table in placed_tables():
        return row
    parent = parent_table(table)
    return plan.by_id[parent].get(row[schemas()[table].primary_key[1]]) if parent else None


def place_of(plan: Plan, table: str, row: Row, field: str = "") -> dict[str, str]:
    """Where a cell stands, as the four columns of PLACE; empty cells when the row has no place."""
    standing = standing_row(plan, table, row)
    place = {column: standing[column] if standing else "" for column in PLACE}
    line = row.get(CELL_LINES.get(table, {}).get(field, ""), "")
    if table == "plans" and field == "signer_position":
        line = line or row["signer_line"]  # where the office is blank the name shows the place
    if line and place["source_page"]:
        place |= {"source_page": line, "source_line_from": "", "source_line_to": ""}
    elif line:
        place["source_line_from"] = place["source_line_to"] = line
    return place
