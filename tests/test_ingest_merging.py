"""Two drafts of one plan made one: rows in the order of the document, ids counted again everywhere they are named."""

from __future__ import annotations

import pytest

from scripts.ingest.draft import Draft, Mark
from scripts.ingest.merging import merge
from scripts.tables import schemas

PLAN = "son-la/song-ma-04168/khcn-2026"


def row(table: str, **cells: str) -> dict[str, str]:
    return dict.fromkeys(schemas()[table].columns, "") | {"plan_id": PLAN} | cells


def line(line_id: str, at: str, parent: str = "", task: str = "") -> dict[str, str]:
    return row("budget_lines", line_id=line_id, parent_id=parent, task_id=task, source_id="S1", source_line_from=at, source_line_to=at)


def amount(line_id: str, figure: str) -> dict[str, str]:
    return row("budget_amounts", line_id=line_id, fiscal_year="2026", stage="requested", amount=figure)


def test_ids_follow_the_document_in_rows_children_parents_and_marks() -> None:
    """The sums of the text come before those of the appendix that stands after it, and an early appendix before the text."""
    text = Draft(PLAN, {"budget_lines": [line("NS01", "50"), line("NS02", "60", "NS01")], "budget_amounts": [amount("NS01", "1"), amount("NS02", "2")]},
                 [Mark("budget_amounts", "NS02:2026:requested", "stage", "?"), Mark("plans", "", "title", "?")])  # fmt: skip
    appendix = Draft(PLAN, {"tasks": [row("tasks", task_id="NV01", source_line_from="5")], "budget_lines": [line("NS01", "10", task="NV01"), line("NS02", "90", "NS01")],
                            "budget_amounts": [amount("NS01", "3"), amount("NS02", "4")]}, [Mark("budget_lines", "NS02", "", "?"), Mark("tasks", "NV01", "name", "?")])  # fmt: skip
    found = merge(text, appendix)
    assert [(r["line_id"], r["source_line_from"], r["parent_id"], r["task_id"]) for r in found.tables["budget_lines"]] == [
        ("NS01", "10", "", "NV01"), ("NS02", "50", "", ""), ("NS03", "60", "NS02", ""), ("NS04", "90", "NS01", ""),
    ]  # fmt: skip
    assert [(r["line_id"], r["amount"]) for r in found.tables["budget_amounts"]] == [("NS01", "3"), ("NS02", "1"), ("NS03", "2"), ("NS04", "4")]
    assert [(mark.table, mark.row_id) for mark in found.marks] == [
        ("budget_amounts", "NS03:2026:requested"), ("plans", ""), ("budget_lines", "NS04"), ("tasks", "NV01"),
    ]  # fmt: skip


def test_the_words_of_a_mark_follow_the_ids_that_they_name() -> None:
    """A question about a row may name others; what only looks like an id stays as printed."""
    def line(at: str) -> dict[str, str]:
        return row("budget_lines", line_id="NS01", source_line_from=at)

    mark = Mark("budget_lines", "NS01", "", "Ghi vào đâu (còn ở NS01)?", "NS01: Máy NS02, mã XNS01", others=("NS01",))
    found = merge(Draft(PLAN, {"budget_lines": [line("1")]}), Draft(PLAN, {"budget_lines": [line("2")]}, [mark]))
    assert found.marks == [Mark("budget_lines", "NS02", "", "Ghi vào đâu (còn ở NS02)?", "NS02: Máy NS02, mã XNS01", others=("NS02",))]


def test_a_source_that_both_drafts_have_is_kept_once() -> None:
    """And keeps its id, to which places point."""
    source = row("sources", source_id="S1", kind="docx")
    found = merge(Draft(PLAN, {"sources": [source]}), Draft(PLAN, {"sources": [dict(source)], "targets": []}))
    assert found.tables == {"sources": [source], "targets": []}


def test_on_a_page_the_rows_of_the_first_draft_come_first() -> None:
    """Where only pages are known, their order says nothing within one."""
    def cited(at: str) -> dict[str, str]:
        return row("citations", citation_id="CC01", source_page=at, symbol=at)

    found = merge(Draft(PLAN, {"citations": [cited("2")]}), Draft(PLAN, {"citations": [cited("1"), cited("2") | {"citation_id": "CC02", "symbol": "later"}]}))
    assert [(r["citation_id"], r["symbol"]) for r in found.tables["citations"]] == [("CC01", "1"), ("CC02", "2"), ("CC03", "later")]


def test_what_reference_tables_lack_is_joined() -> None:
    """A row that both drafts ask for is asked for once."""
    first, second = {"document_id": "a"}, {"document_id": "b"}
    found = merge(Draft(PLAN, additions={"legal_documents": [first]}), Draft(PLAN, additions={"legal_documents": [second, first], "agencies": [{"agency_id": "c"}]}))
    assert found.additions == {"legal_documents": [first, second], "agencies": [{"agency_id": "c"}]}


def test_drafts_of_two_plans_are_not_joined() -> None:
    with pytest.raises(ValueError, match="khác nhau"):
        merge(Draft(PLAN), Draft("son-la/muong-la-03808/cds-2026"))


def test_tables_side_by_side_keep_their_rows_together() -> None:
    """Their rows stand on the same lines; what the text names comes before the first that stands below it."""
    def line(line_id: str, at: str, name: str) -> dict[str, str]:
        return row("budget_lines", line_id=line_id, source_line_from=at, name=name)

    tables = Draft(PLAN, {"budget_lines": [line("NS01", "5", "a"), line("NS02", "6", "b"), line("NS03", "5", "c"), line("NS04", "6", "d")]})
    text = Draft(PLAN, {"budget_lines": [line("NS01", "2", "lời văn"), line("NS02", "9", "cuối")]})
    assert [found["name"] for found in merge(text, tables).tables["budget_lines"]] == ["lời văn", "a", "b", "c", "d", "cuối"]
