"""Rows of a plan as what its pages show: groups, places, who leads, what is due."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from literal_plans import plan, reference

from scripts import metrics
from scripts.facts import PlanFacts, place, plan_facts
from scripts.tables import schemas


def facts(**tables: list[dict[str, str]]) -> PlanFacts:
    return plan_facts(plan(**tables), reference())


def schedule(text: str, kind: str, period: tuple[int, int] | None = None, **cells: Any) -> dict[str, Any]:
    """A typed task_schedules row, as the templates get it."""
    first, last = period or (None, None)
    row = {"schedule_text": text, "kind": kind, "period_from": first, "period_to": last, "due_on": None, "reading": "certain"}
    return {**row, **cells}


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
    assert metrics.value_columns(found.targets) == [(2025, "baseline"), (2026, "target")]


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
    assert place(PARTS, row) == expected


def test_examples_are_certain_figures_of_every_section_in_turn() -> None:
    """One target with a figure of each section, then a second, at its earliest year; words, results and doubtful readings are none."""
    sure = {"comparator": "eq", "value_min": "5", "value_max": "5"}
    found = facts(
        targets=[{"target_id": "CT01"}, {"target_id": "CT02", "reading": "doubtful"}, {"target_id": "CT03"}, {"target_id": "CT04"},
                 {"target_id": "CT05"}, {"target_id": "CT06", "section_number": "II"}, {"target_id": "CT07", "section_number": "III"}],
        target_values=[{"target_id": "CT01"}, {"target_id": "CT01", "measure": "baseline", **sure}, {"target_id": "CT02", **sure},
                       {"target_id": "CT03", "reading": "doubtful", **sure}, {"target_id": "CT04", "year": "2030", **sure},
                       {"target_id": "CT04", "year": "2027", **sure}, {"target_id": "CT05", **sure}, {"target_id": "CT07", **sure}],
    )  # fmt: skip
    shown = [(row["target_id"], value["year"]) for row, value in metrics.examples(found, 3)]
    assert shown == [("CT04", 2027), ("CT07", 2026), ("CT05", 2026)]
    assert metrics.examples(found, 1) == metrics.examples(found, 3)[:1]


def leads(key: str, row_id: str, *agencies: str, role: str = "lead") -> list[dict[str, str]]:
    return [{key: row_id, "role": role, "seq": str(at), "agency_id": agency, "agency_text": agency} for at, agency in enumerate(agencies, 1)]


def test_leaders_are_those_who_lead_most() -> None:
    """Targets and tasks count together; equals stand in the order of their ids; support is not leading."""
    found = facts(
        targets=[{"target_id": "CT01"}, {"target_id": "CT02"}], tasks=[{"task_id": "NV01"}, {"task_id": "NV02"}, {"task_id": "NV03"}],
        target_agencies=leads("target_id", "CT01", "ubnd-xa") + leads("target_id", "CT02", "phong-kinh-te", role="support"),
        task_agencies=leads("task_id", "NV01", "phong-kinh-te", "ubnd-xa", "cong-an-xa") + leads("task_id", "NV02", "phong-kinh-te")
        + leads("task_id", "NV03", "phong-kinh-te"),
    )  # fmt: skip
    assert metrics.leaders(found) == [
        ("phong-kinh-te", "Phòng Kinh tế", 0, 3),
        ("ubnd-xa", "Ủy ban nhân dân xã", 1, 1),
        ("cong-an-xa", "Công an xã", 0, 1),
    ]
    tied = facts(tasks=[{"task_id": "NV01"}], task_agencies=leads("task_id", "NV01", "ubnd-xa", "cong-an-xa"))
    assert [agency_id for agency_id, *_ in metrics.leaders(tied)] == ["cong-an-xa", "ubnd-xa"]
    assert metrics.without_lead(found) == (1, 0)


def test_a_body_leads_a_task_once_and_no_heading() -> None:
    """Two spellings of one body in a cell are one body; a heading's body does not lead a task."""
    found = facts(
        tasks=[{"task_id": "NV01", "kind": "group"}, {"task_id": "NV02"}, {"task_id": "NV03"}],
        task_agencies=leads("task_id", "NV01", "cong-an-xa") + leads("task_id", "NV02", "phong-kinh-te", "phong-kinh-te"),
    )
    assert metrics.leaders(found) == [("phong-kinh-te", "Phòng Kinh tế", 0, 1)]
    assert metrics.without_lead(found) == (0, 1)


def test_calendar_counts_each_task_once_under_its_most_definite_time() -> None:
    """A date outdoes a year, a year a rhythm, and so on; what names no time is counted as such; headings are not."""
    said = {"NV01": ["recurring", "month"], "NV02": ["year", "recurring"], "NV03": ["text", "marked"], "NV04": [], "NV05": ["conditional"],
            "NV06": ["ongoing", "recurring"], "NV07": ["text"], "NV08": ["quarter"], "NV10": ["text", "ongoing"]}  # fmt: skip
    due = {"month": {"due_on": "2026-05-31"}, "quarter": {"due_on": "2026-03-31"}}
    found = metrics.calendar(facts(
        tasks=[{"task_id": task_id} for task_id in said] + [{"task_id": "NV09", "kind": "group"}],
        task_schedules=[{"task_id": task_id, "seq": str(seq), "kind": kind, **due.get(kind, {})}
                        for task_id, kinds in said.items() for seq, kind in enumerate(kinds, 1)],
    ))  # fmt: skip
    assert list(found.counts.items()) == [
        ("dated", 2), ("year", 1), ("recurring", 1), ("ongoing", 1), ("marked", 1), ("conditional", 1), ("text", 1), ("none", 1),
    ]  # fmt: skip
    assert [(task["task_id"], row["due_on"]) for task, row in found.dated] == [("NV08", date(2026, 3, 31)), ("NV01", date(2026, 5, 31))]


def test_every_kind_of_schedule_has_its_time() -> None:
    """A kind that the schema allows can be counted."""
    kinds = schemas()["task_schedules"].fields["kind"]["constraints"]["enum"]
    assert {"dated" if kind in metrics.DATED else kind for kind in kinds} | {"none"} == set(metrics.TIMES)


def runs(*schedules: dict[str, Any]) -> list[list[tuple[int | None, int | None]]]:
    return [[(row["period_from"], row["period_to"]) for row in run] for run, _ in metrics.schedule_runs(list(schedules))]


def test_equal_neighbouring_columns_are_one_run() -> None:
    """Periods that meet or overlap by their border year read once, as long as the words and the reading are the same."""
    assert runs(
        schedule("x", "marked", (2025, 2025)), schedule("Hàng năm", "recurring", (2025, 2030)),
        schedule("Hàng năm", "recurring", (2030, 2035)), schedule("Hàng năm", "recurring", (2036, 2040)),
        schedule("Hàng năm", "recurring", (2040, 2045), reading="doubtful"),
    ) == [[(2025, 2025)], [(2025, 2030), (2030, 2035), (2036, 2040)], [(2040, 2045)]]  # fmt: skip


def test_a_gap_between_columns_ends_a_run() -> None:
    """A column that says nothing stays out: "2025–2027" would speak for 2026 too."""
    assert runs(schedule("x", "marked", (2025, 2025)), schedule("x", "marked", (2027, 2027))) == [[(2025, 2025)], [(2027, 2027)]]


def test_columns_inside_or_before_others_end_a_run() -> None:
    """A run names its first and its last year, so a column that does not lead on stands by itself."""
    assert runs(schedule("x", "marked", (2025, 2030)), schedule("x", "marked", (2026, 2027))) == [[(2025, 2030)], [(2026, 2027)]]
    assert runs(schedule("x", "marked", (2026, 2026)), schedule("x", "marked", (2025, 2025))) == [[(2026, 2026)], [(2025, 2025)]]


def test_columns_without_years_are_not_joined() -> None:
    """Two lines of one cell are two schedules, even when they say the same."""
    assert runs(schedule("Quý I", "text"), schedule("Quý I", "text")) == [[(None, None)], [(None, None)]]
    assert runs(schedule("x", "marked"), schedule("x", "marked", (2025, 2025))) == [[(None, None)], [(2025, 2025)]]
    assert runs() == []
