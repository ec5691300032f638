"""Rows of a plan as facts: values, places, bodies, groups, and the notices about each row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from literal_plans import plan, reference

from scripts.facts import PlanFacts, flags, place, plan_facts


def facts(**tables: list[dict[str, str]]) -> PlanFacts:
    return plan_facts(plan(**tables), reference())


def test_a_plan_is_facts_with_its_place_in_the_country() -> None:
    """The commune, its province and the topic come from the reference tables."""
    found = facts()
    assert found.plan_id == "son-la/song-ma-04168/khcn-2026"
    assert found.commune["full_name"] == "Xã Sông Mã"
    assert found.province["full_name"] == "Tỉnh Sơn La"
    assert found.topic["name"] == "Khoa học, công nghệ"
    assert found.plan["period_from"] == 2026
    assert found.plan["issued_on"] is None
    assert found.row_counts["plans"] == 1
    assert found.row_counts["targets"] == 0


@pytest.mark.parametrize(
    "tables",
    [
        {"plans": [{"commune_code": "00000"}]},
        {"plans": [{"topic_id": "none"}]},
        {"targets": [{"target_id": "CT01"}], "target_agencies": [{"target_id": "CT01", "agency_id": "none"}]},
        {"target_values": [{"target_id": "CT01"}]},
        {"duties": [{"duty_id": "TN01", "agency_id": "none"}]},
        {"citations": [{"citation_id": "CC01", "document_id": "none"}]},
    ],
)  # fmt: skip
def test_unknown_ids_stop(tables: dict[str, list[dict[str, str]]]) -> None:
    """An id that no table knows is an error, never an empty cell."""
    with pytest.raises(KeyError):
        facts(**tables)


def test_rows_carry_their_values_schedules_and_bodies() -> None:
    """What hangs on a row is attached to it: values by column, schedules in order, bodies by role under the common name."""
    found = facts(
        targets=[{"target_id": "CT01"}, {"target_id": "CT02"}],
        target_values=[{"target_id": "CT01", "year": "2026"}, {"target_id": "CT01", "year": "2025", "measure": "baseline"}],
        target_agencies=[{"target_id": "CT01", "agency_id": "phong-kinh-te", "agency_text": "Phòng KT"},
                         {"target_id": "CT01", "agency_id": "cong-an-xa", "agency_text": "Công an", "role": "support"}],
        tasks=[{"task_id": "NV01"}],
        task_schedules=[{"task_id": "NV01", "schedule_text": "Quý I"}, {"task_id": "NV01", "seq": "2", "schedule_text": "Quý II"}],
    )  # fmt: skip
    first, second = found.targets[0].rows
    assert list(first["by_column"]) == [(2026, "target"), (2025, "baseline")]
    assert [(body["name"], body["agency_text"]) for body in first["lead"]] == [("Phòng Kinh tế", "Phòng KT")]
    assert [body["name"] for body in first["support"]] == ["Công an xã"]
    assert (second["by_column"], second["lead"], second["support"]) == ({}, [], [])
    assert [s["schedule_text"] for s in found.tasks[0].rows[0]["schedules"]] == ["Quý I", "Quý II"]


def test_groups_are_printed_sections_in_order() -> None:
    """A new section, or the same section of another part of the document, begins a group; a document without sections is one."""
    found = facts(
        targets=[{"target_id": "CT01"}, {"target_id": "CT02"}, {"target_id": "CT03", "section_number": "II"},
                 {"target_id": "CT04", "section_number": "II", "origin": "body"}],
        tasks=[{"task_id": "NV01", "section_number": "", "section_title": ""}, {"task_id": "NV02", "section_number": "", "section_title": ""}],
    )  # fmt: skip
    assert [(group.origin, group.number, len(group.rows)) for group in found.targets] == [("appendix", "I", 2), ("appendix", "II", 1), ("body", "II", 1)]
    assert [(group.title, len(group.rows)) for group in found.tasks] == [("", 2)]


def test_headings_are_no_tasks() -> None:
    """Only what is to be done is counted; a group is a heading over tasks."""
    found = facts(
        targets=[{"target_id": "CT01"}], tasks=[{"task_id": "NV01", "kind": "group"}, {"task_id": "NV02"}, {"task_id": "NV03"}]
    )
    assert (found.target_count, found.task_count) == (1, 2)


PARTS = [
    {"source_id": "S1", "name": "Phần lời văn", "line_from": 1, "line_to": 372, "page_from": None, "page_to": None},
    {"source_id": "S1", "name": "Phụ lục I", "line_from": 373, "line_to": 900, "page_from": None, "page_to": None},
    {"source_id": "S2", "name": "Phụ lục II", "line_from": None, "line_to": None, "page_from": 3, "page_to": 9},
]


@pytest.mark.parametrize(
    ("source", "page", "first", "last", "expected"),
    [
        ("S1", None, 409, 417, "Phụ lục I, dòng 409–417"),
        ("S1", None, 372, 372, "Phần lời văn, dòng 372"),
        ("S1", None, 373, 373, "Phụ lục I, dòng 373"),
        ("S1", None, 901, 901, "dòng 901"),
        ("S2", 3, None, None, "Phụ lục II, trang 3"),
        ("S2", 10, None, None, "trang 10"),
        ("S2", None, None, None, "không ghi"),
        ("S3", None, 5, 6, "dòng 5–6"),
    ],
)
def test_places_are_cited_by_part(source: str, page: int | None, first: int | None, last: int | None, expected: str) -> None:
    """The part of the row's own source that holds its first line or page; a place outside every part has no part's name."""
    row = {"source_id": source, "source_page": page, "source_line_from": first, "source_line_to": last}
    assert str(place(PARTS, row)) == expected


def test_rows_of_the_text_carry_their_place_body_and_document() -> None:
    """Results, citations, duties and proposals stand in the file's order, each with its place; a duty with the common name of its
    body, a citation with what is known of its document."""
    found = facts(
        results=[{"result_id": "KQ02", "value": "99.5", "as_of": "2025-08", "as_of_line": "58"}, {"result_id": "KQ01", "value": ""}],
        citations=[{"citation_id": "CC01", "issued_on": "2024-12-22"}],
        duties=[{"duty_id": "TN01", "agency_text": "phòng KT", "agency_id": "phong-kinh-te", "due_on": "2026-12-05"}],
        proposals=[{"proposal_id": "KN01", "source_line_from": "901", "source_line_to": "902"}],
    )
    assert [(row["result_id"], row["value"], row["as_of"], row["as_of_line"]) for row in found.results] == [
        ("KQ02", Decimal("99.5"), "2025-08", 58), ("KQ01", None, "", None),
    ]  # fmt: skip
    (citation,), (duty,), (proposal,) = found.citations, found.duties, found.proposals
    assert (citation["document"]["title"], citation["issued_on"]) == ("Về đột phá phát triển khoa học, công nghệ", date(2024, 12, 22))
    assert (duty["body"], duty["agency_text"], duty["due_on"]) == ("Phòng Kinh tế", "phòng KT", date(2026, 12, 5))
    assert [str(row["place"]) for row in (found.results[0], citation, duty, proposal)] == [
        "Phần lời văn, dòng 60", "Phần lời văn, dòng 50", "Phần lời văn, dòng 70", "dòng 901–902",
    ]  # fmt: skip


def test_what_the_law_asks_is_the_same_for_every_plan() -> None:
    """The rules of disclosure come with each plan, dates as dates."""
    (rule,) = facts().disclosure
    assert (rule["name"], rule["verified_on"], rule["applies_from"]) == ("Dự toán của xã", date(2026, 1, 31), None)


def notice(notice_id: str, table: str = "plans", row_id: str = "", field: str = "", severity: str = "material") -> dict[str, str]:
    return {"notice_id": notice_id, "table": table, "row_id": row_id, "field": field, "severity": severity}


def test_notices_are_found_from_the_row_that_shows_their_cell() -> None:
    """One about a value, schedule or body is found from its target or task; those about the plan itself from their column."""
    found = flags([
        notice("DC01", "target_values", "CT01:2026:target", "value_text"), notice("DC02", "targets", "CT01", "name"),
        notice("DC03", field="issued_on"), notice("DC04", "task_agencies", "NV01:lead:1"), notice("DC05", field="document_number"),
    ])  # fmt: skip
    assert found == {"CT01": ["DC01", "DC02"], "plans.issued_on": ["DC03"], "NV01": ["DC04"], "plans.document_number": ["DC05"]}
    assert flags([]) == {}
    assert facts(notices=[notice("DC01", "results", "KQ01", "value")], results=[{"result_id": "KQ01"}]).flags == {"KQ01": ["DC01"]}


def test_amounts_in_dispute_are_those_with_a_material_notice() -> None:
    """The very line, year and stage; a minor notice, or one about the line itself, disputes no amount."""
    found = facts(
        budget_lines=[{"line_id": "NS01"}, {"line_id": "NS02"}],
        budget_amounts=[{"line_id": "NS01", "amount": "5", "amount_text": "5"}, {"line_id": "NS02", "amount": "6", "amount_text": "6"}],
        notices=[notice("DC01", "budget_amounts", "NS01:2026:requested", "amount"), notice("DC02", "budget_amounts", "NS02:2026:requested", "amount", "minor"),
                 notice("DC03", "budget_lines", "NS02", "task_id")],
    )  # fmt: skip
    assert found.disputed == {("NS01", 2026, "requested")}


def test_amounts_that_contradict_each_other_are_both_disputed() -> None:
    """Whichever of them the notice stands at; a line without a column is meant in that of the row, and lines of the source are none."""
    told = {"table": "budget_amounts", "row_id": "NS05:2026:requested", "severity": "material", "elsewhere": "NS02; 590-596; NS03:2025:final"}
    assert facts(notices=[told]).disputed == {("NS05", 2026, "requested"), ("NS02", 2026, "requested"), ("NS03", 2025, "final")}


def test_the_request_is_the_total_that_is_asked_for() -> None:
    """The requested total with its column; None where nothing is requested."""
    assert facts().request is None
    spent = {"line_id": "NS01", "stage": "estimated_outturn", "amount": "4", "amount_text": "4"}
    assert facts(budget_lines=[{"line_id": "NS01"}], budget_amounts=[spent]).request is None
    column, amount = facts(budget_lines=[{"line_id": "NS01"}], budget_amounts=[spent, {"line_id": "NS01", "amount": "5", "amount_text": "5"}]).request
    assert (column, amount["amount"]) == ((2026, "requested"), 5)
