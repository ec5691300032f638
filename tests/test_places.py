"""Which row is which, and where it stands in the document."""

from __future__ import annotations

import pytest
from literal_plans import plan

from scripts.csv_files import Row
from scripts.places import CELL_LINES, anchor, parent_table, part_of, place_of, placed_tables, row_id, standing_row
from scripts.tables import plan_tables, schemas

PLACED = ["plans", "targets", "tasks", "budget_lines", "issued_documents", "citations", "results", "duties", "proposals", "notices"]
CHILDREN = {
    "target_values": "targets", "target_agencies": "targets", "task_schedules": "tasks", "task_agencies": "tasks", "budget_amounts": "budget_lines",
}  # fmt: skip


def test_tables_with_a_place_of_their_own() -> None:
    """Rows made from the document; the file itself and its parts have no place in it."""
    assert sorted(placed_tables()) == sorted(PLACED)
    assert set(plan_tables()) == {*PLACED, *CHILDREN, "sources", "source_parts"}


@pytest.mark.parametrize("table", plan_tables())
def test_child_rows_stand_with_their_parents(table: str) -> None:
    """Values, bodies, schedules and amounts have their target, task or line; no other table has a parent."""
    assert parent_table(table) == CHILDREN.get(table, "")


@pytest.mark.parametrize(
    ("table", "cells", "identifier"),
    [
        ("plans", {}, ""),
        ("targets", {"target_id": "CT01"}, "CT01"),
        ("target_values", {"target_id": "CT01", "year": "2026", "measure": "target"}, "CT01:2026:target"),
        ("task_agencies", {"task_id": "NV02", "role": "lead", "seq": "1"}, "NV02:lead:1"),
        ("budget_amounts", {"line_id": "NS01", "fiscal_year": "2026", "stage": "requested"}, "NS01:2026:requested"),
        ("notices", {"notice_id": "DC01"}, "DC01"),
    ],
)
def test_a_row_is_named_by_its_key_inside_the_plan(table: str, cells: dict[str, str], identifier: str) -> None:
    """The parts of a key are joined by colons; the plan has one row, which needs no name. The page shows a child with its parent."""
    (row,) = plan(**{table: [cells]}).rows(table)
    assert row_id(table, row) == identifier
    assert anchor(identifier) == identifier[:4].rstrip(":")


def test_standing_rows() -> None:
    """A placed row stands for itself, a child row with its parent; one without either stands nowhere."""
    found = plan(
        targets=[{"target_id": "CT01"}, {"target_id": "CT02"}],
        target_values=[{"target_id": "CT02"}, {"target_id": "CT09"}],
    )
    second = found.rows("targets")[1]
    assert standing_row(found, "targets", second) is second
    value, orphan = found.rows("target_values")
    assert standing_row(found, "target_values", value) is second
    assert standing_row(found, "target_values", orphan) is None
    assert standing_row(found, "sources", found.rows("sources")[0]) is None


def place(found: object, table: str, field: str = "") -> tuple[str, ...]:
    return tuple(place_of(found, table, found.rows(table)[0], field).values())


def test_a_cell_stands_where_its_row_stands() -> None:
    """As the columns that a notice has for it; a row without a place has empty ones."""
    found = plan(
        targets=[{"target_id": "CT01", "source_line_from": "10", "source_line_to": "12"}], target_values=[{"target_id": "CT01"}],
        task_agencies=[{"task_id": "NV09"}],
    )  # fmt: skip
    assert place(found, "targets", "name") == place(found, "target_values", "value_text") == ("S1", "", "10", "12")
    assert place(found, "task_agencies") == ("", "", "", "")


def test_number_date_and_signer_stand_at_lines_of_their_own() -> None:
    """Where the plan row names the line of a cell, that is its place; in a paged source it is a page. Other cells stand at the title."""
    found = plan(plans=[{"issued_on_line": "4", "signer_line": "59"}])
    assert place(found, "plans", "issued_on") == place(found, "plans", "issued_on_text") == ("S1", "", "4", "4")
    assert place(found, "plans", "signer_name") == ("S1", "", "59", "59")
    assert place(found, "plans", "document_number") == place(found, "plans", "title") == ("S1", "", "1", "2")
    paged = plan(plans=[{"signer_line": "7", "source_page": "1", "source_line_from": "", "source_line_to": ""}])
    assert place(paged, "plans", "signer_name") == ("S1", "7", "", "")
    assert place(paged, "plans", "title") == ("S1", "1", "", "")
    workbook = plan(plans=[{"signer_line": "2", "source_page": "1", "source_line_from": "3", "source_line_to": "4"}])
    assert place(workbook, "plans", "title") == ("S1", "1", "3", "4")
    assert place(workbook, "plans", "signer_name") == ("S1", "2", "", "")


def test_of_two_parts_on_one_page_a_row_is_in_that_of_its_origin() -> None:
    """A page may end the running text and begin an appendix; without an origin the first of them is named."""
    bounds = {"source_id": "S1", "line_from": "", "line_to": ""}
    body = Row(2, {**bounds, "kind": "body", "page_from": "1", "page_to": "3"})
    appendix = Row(3, {**bounds, "kind": "appendix", "page_from": "3", "page_to": "5"})
    where = {"source_id": "S1", "source_page": "3", "source_line_from": ""}
    assert part_of([body, appendix], Row(2, {**where, "origin": "appendix"})) is appendix
    assert part_of([body, appendix], Row(2, {**where, "origin": "body"})) is body
    assert part_of([body, appendix], Row(2, where)) is body
    assert part_of([body, appendix], Row(2, {**where, "source_page": "6"})) is None


def test_lines_of_single_cells_are_columns_of_their_table() -> None:
    """Every column that names a line is used, and every cell that has one exists."""
    for table, lines in CELL_LINES.items():
        columns = set(schemas()[table].columns)
        assert set(lines) <= columns
        assert set(lines.values()) == {column for column in columns if column.endswith("_line")}
