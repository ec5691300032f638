"""Facts of a plan as what its pages show: examples, who leads, what is due."""

from __future__ import annotations

from datetime import date
from typing import Any

from literal_plans import plan, reference

from scripts import metrics
from scripts.facts import PlanFacts, plan_facts
from scripts.tables import schemas


def facts(**tables: list[dict[str, str]]) -> PlanFacts:
    return plan_facts(plan(**tables), reference())


def schedule(text: str, kind: str, period: tuple[int, int] | None = None, **cells: Any) -> dict[str, Any]:
    """A typed task_schedules row, as the templates get it."""
    first, last = period or (None, None)
    row = {"schedule_text": text, "kind": kind, "period_from": first, "period_to": last, "due_on": None, "reading": "certain"}
    return {**row, **cells}


def test_columns_of_values_run_with_the_years() -> None:
    """The earliest year first, a result before the target of its year, each column once."""
    found = facts(
        targets=[{"target_id": "CT01"}, {"target_id": "CT02", "section_number": "II"}],
        target_values=[{"target_id": "CT01", "year": "2026"}, {"target_id": "CT01", "year": "2026", "measure": "baseline"},
                       {"target_id": "CT02", "year": "2025", "measure": "baseline"}, {"target_id": "CT02", "year": "2026"}],
    )  # fmt: skip
    assert metrics.value_columns(found.targets) == [(2025, "baseline"), (2026, "baseline"), (2026, "target")]


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


def test_bodies_with_duties_are_those_of_the_chapter_on_implementation() -> None:
    """Under their common names, those with most duties first, equals in the order of the text."""
    found = facts(duties=[{"duty_id": "TN01", "agency_id": "cong-an-xa"}, {"duty_id": "TN02"}, {"duty_id": "TN03", "agency_id": "ubnd-xa"},
                          {"duty_id": "TN04", "agency_text": "phòng KT"}])  # fmt: skip
    assert metrics.duty_bodies(found) == [("Phòng Kinh tế", 2), ("Công an xã", 1), ("Ủy ban nhân dân xã", 1)]
    assert metrics.duty_bodies(facts()) == []


def test_duties_with_a_date_are_listed_once_by_date() -> None:
    """What several bodies must do by one day is one thing to do; a rhythm is no date."""
    found = facts(duties=[
        {"duty_id": "TN01", "due_on": "2026-12-05"}, {"duty_id": "TN02", "due_on": "2026-12-05"}, {"duty_id": "TN03", "recurrence": "monthly"},
        {"duty_id": "TN04", "due_on": "2026-06-30"}, {"duty_id": "TN05", "due_on": "2026-12-05", "summary": "Báo cáo năm"},
    ])  # fmt: skip
    assert [row["duty_id"] for row in metrics.dated_duties(found)] == ["TN04", "TN01", "TN05"]


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
