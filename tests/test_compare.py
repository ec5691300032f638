"""Rows of plans for lists over plans, and what lists say of them: targets, requests, tasks, bodies, documents."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from literal_plans import PLAN_ID, plan, reference

from scripts.compare import bodies, budgets, documents, heads, indicators, tasks
from scripts.compare.listed import listed
from scripts.compare.ranges import ranges
from scripts.facts import PlanFacts, plan_facts

Rows = list[dict[str, str]]


def facts(**tables: Rows) -> PlanFacts:
    return plan_facts(plan(**tables), reference(legal_documents=DOCUMENTS))


DOCUMENTS = [
    {"document_id": "nq-57-nq-tw", "symbol": "57-NQ/TW", "kind": "resolution", "issuer": "Bộ Chính trị", "issued_on": "2024-12-22", "title": "Đột phá", "level": "central"},
    {"document_id": "cu", "symbol": "03/NQ-CP", "kind": "resolution", "issuer": "Chính phủ", "issued_on": "2025-01-09", "title": "Chương trình", "level": "central", "replaced_by": "71/NQ-CP"},
    {"document_id": "moi", "symbol": "71/NQ-CP", "kind": "resolution", "issuer": "Chính phủ", "issued_on": "2025-04-01", "title": "Sửa đổi", "level": "central"},
    {"document_id": "luat", "symbol": "93/2025/QH15", "kind": "law", "issuer": "Quốc hội", "title": "Luật", "level": "central"},
    {"document_id": "tinh", "symbol": "142/KH-UBND", "kind": "plan", "issuer": "UBND tỉnh", "issued_on": "2025-06-04", "title": "Kế hoạch", "level": "province"},
    {"document_id": "chua-ro", "symbol": "", "kind": "programme", "title": "Chiến lược", "level": ""},
]


def of(found: heads.Named, name: str) -> list[heads.Row]:
    return [row for own, row in found if own == name]


def test_rows_wait_on_disk() -> None:
    """JSON holds every row as it is, and every row but a plan's head says which plan it is of."""
    found = listed(facts(
        targets=[{"target_id": "CT01", "indicator_id": "phu-song-5g"}],
        target_values=[{"target_id": "CT01", "comparator": "ge", "value_min": "12.5", "unit": "%", "value_text": "≥ 12,5%"}],
        tasks=[{"task_id": "NV01"}], task_schedules=[{"task_id": "NV01", "kind": "date", "due_on": "2026-11-30", "schedule_text": "30/11/2026"}],
        budget_lines=[{"line_id": "NS01"}], budget_amounts=[{"line_id": "NS01", "amount_text": "5", "amount": "5"}],
        duties=[{"duty_id": "TN01", "due_on": "2026-12-05"}], citations=[{"citation_id": "CC01"}],
    ))  # fmt: skip
    assert json.loads(json.dumps(found)) == [list(pair) for pair in found]
    assert {row["plan_id"] for _name, row in found} == {PLAN_ID}
    assert {name.split("/")[0] for name, _row in found} == {"plans", "indicators", "budgets", "tasks", "bodies", "documents", "chains"}


def test_a_plan_is_named_in_the_language_of_the_page() -> None:
    """The commune, its province, the topic with its years; the commune's page is one step above the plan's."""
    named = heads.who(heads.head(facts()))
    assert (named.plan, named.commune, named.province, named.order) == ("Khoa học, công nghệ 2026", "Xã Sông Mã", "Tỉnh Sơn La", "Sông Mã, Sơn La")
    assert named.commune_path == "son-la/song-ma-04168/"


# Targets.


def target(identifier: str, indicator: str = "a", name: str = "Phủ sóng 5G") -> dict[str, str]:
    return {"target_id": identifier, "indicator_id": indicator, "name": name}


def value(identifier: str, year: str, low: str, comparator: str = "eq", **cells: str) -> dict[str, str]:
    ends = {"eq": {"value_min": low, "value_max": low}, "ge": {"value_min": low}, "le": {"value_max": low}, "text": {}}[comparator]
    return {"target_id": identifier, "year": year, "comparator": comparator, "unit": "%", "value_text": low, **ends, **cells}


def test_targets_are_listed_by_indicator() -> None:
    """Those that measure nothing of ours have a list too; a figure keeps its decimals."""
    found = indicators.listed(facts(targets=[target("CT01"), target("CT02", ""), target("CT03")], target_values=[value("CT01", "2030", "0.23", "ge")]))
    assert [(name, row["id"]) for name, row in found] == [("indicators/a", "CT01"), ("indicators/chua-xep", "CT02"), ("indicators/a", "CT03")]
    (cell,) = indicators.cells(found[0][1], [(2030, "target")])
    assert cell and (cell["value_min"], cell["value_max"]) == (Decimal("0.23"), None)
    assert indicators.cells(found[0][1], [(2026, "target")]) == [None]


def test_differences_are_counted() -> None:
    """Units, ways of stating, other names, doubtful readings; communes and plans once each, and words have no unit."""
    found = indicators.listed(facts(
        targets=[target("CT01"), target("CT02", name="Phủ sóng 5G, 6G")],
        target_values=[
            value("CT01", "2025", "5", measure="baseline"), value("CT01", "2026", "20", "ge"), value("CT01", "2030", "0", "text"),
            value("CT02", "2026", "30", unit="bản"), value("CT02", "2030", "90", "le", reading="doubtful"),
        ],
    ))  # fmt: skip
    own = [row for _name, row in found]
    other = [{**own[0], "plan_id": "x/y-1/z", "code": "1"}]
    said = indicators.overview([*own, *other], "Phủ sóng 5G", "%")
    assert (said.rows, said.communes, said.plans, said.renamed, said.doubtful) == (3, 2, 2, 1, 1)
    assert said.columns == [(2025, "baseline"), (2026, "target"), (2030, "target")]
    assert said.years == [2026, 2030]
    assert said.units == Counter({"%": 5, "bản": 1})
    assert said.comparators == Counter({"eq": 3, "ge": 2, "text": 2, "le": 1})
    assert said.levels == {2026: Counter({Decimal(20): 2}), 2030: Counter({Decimal(90): 1})}
    assert said.fullest_year == 2026


def test_indicators_that_many_set_come_first() -> None:
    """Then by name, in Vietnamese order."""
    rows = [{"name": name, "key": name, "overview": indicators.Overview("%", communes=communes)} for name, communes in (("b", 1), ("c", 2), ("a", 1))]
    assert [row["name"] for row in indicators.ordered(rows)] == ["c", "a", "b"]


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([], []),
        ([5, 5, 7], [(5, 5, 2), (7, 7, 1)]),
        (range(100), [(0, 20, 20), (20, 40, 20), (40, 60, 20), (60, 80, 20), (80, 100, 20)]),
        ([1, 2, 3, 4, 5, 6, 7, 8, 100], [(0, 20, 8), (20, 40, 0), (40, 60, 0), (60, 80, 0), (80, 100, 0), (100, 100, 1)]),
    ],
)
def test_ranges_hold_every_figure_once(figures: list[int], expected: list[tuple[int, int, int]]) -> None:
    """In steps that people count in; empty ranges between are shown, for a gap is a finding."""
    assert ranges(Counter(map(Decimal, figures))) == [tuple(map(Decimal, row[:2])) + (row[2],) for row in expected]


@pytest.mark.parametrize("scale", ["0.001", "1", "1000000"])
def test_ranges_are_few_whatever_the_scale(scale: str) -> None:
    """From thousandths to millions, never more than eight, and nothing is lost."""
    figures = Counter({Decimal(scale) * n * n: 1 for n in range(1, 60)})
    found = ranges(figures)
    assert 3 <= len(found) <= 8
    assert sum(count for _low, _high, count in found) == 59


# Requests.


def lines(*rows: tuple[str, str, str, str, str]) -> dict[str, Rows]:
    """(id, view, parent, expenditure, amount) -> tables."""
    return {
        "budget_lines": [{"line_id": i, "view": v, "parent_id": p, "expenditure": e, "name": f"Khoản {i}"} for i, v, p, e, _a in rows],
        "budget_amounts": [{"line_id": i, "amount_text": a, "amount": a} for i, _v, _p, _e, a in rows if a],
    }


SUM = (("NS01", "total", "", "", "100"), ("NS02", "total", "NS01", "recurrent", "40"), ("NS03", "total", "NS01", "investment", "60"))
PURPOSES = (("NS04", "task_group", "", "", "25"), ("NS05", "task_group", "", "", ""), ("NS06", "task_group", "NS04", "", "5"))


def request(**tables: Rows) -> heads.Row:
    (row,) = [row for _name, row in budgets.listed(facts(**tables))]
    return row


def dispute(row_id: str) -> Rows:
    return [{"notice_id": "DC01", "rule": "editorial", "severity": "material", "table": "budget_amounts", "row_id": row_id}]


def test_a_request_has_its_kinds_and_purposes() -> None:
    """From the lines of the document: only the highest of the division by purpose, and what states no amount has none."""
    row = request(**lines(*SUM, *PURPOSES))
    assert (row["id"], row["year"], row["stage"], row["amount"], row["disputed"]) == ("NS01", 2026, "requested", 100, False)
    assert row["kinds"] == {"recurrent": {"amount": 40, "disputed": False}, "investment": {"amount": 60, "disputed": False}}
    assert [(part["id"], part["amount"]) for part in row["purposes"]] == [("NS04", 25), ("NS05", None)]


def test_the_division_by_type_stands_in_only_for_the_same_sum() -> None:
    """A total without parts takes the kinds of the division by type when both say the same sum, else none."""
    by_type = (("NS07", "spending_type", "", "", "100"), ("NS08", "spending_type", "NS07", "recurrent", "100"))
    assert request(**lines(("NS01", "total", "", "", "100"), *by_type))["kinds"] == {"recurrent": {"amount": 100, "disputed": False}}
    assert request(**lines(("NS01", "total", "", "", "99"), *by_type))["kinds"] == {}


def test_every_year_asked_for_is_a_row_and_the_last_is_the_plans_request() -> None:
    """An estimate of what was spent is no request; without any sum the plan says none."""
    tables = lines(("NS01", "total", "", "", "100"))
    tables["budget_amounts"] += [
        {"line_id": "NS01", "fiscal_year": "2025", "stage": "estimated_outturn", "amount_text": "7", "amount": "7"},
        {"line_id": "NS01", "fiscal_year": "2027", "amount_text": "200", "amount": "200"},
    ]
    found = facts(**tables)
    rows = [row for _name, row in budgets.listed(found)]
    assert [(row["year"], row["amount"]) for row in rows] == [(2026, 100), (2027, 200)]
    assert found.request and found.request[1]["amount"] == rows[-1]["amount"]
    assert request()["amount"] is None


def test_disputed_sums_are_left_out_and_counted() -> None:
    """Of the sum, of its kinds, and of what each resident would bear; a disputed part leaves its plan undivided."""
    sure = request(**lines(*SUM))
    disputed = request(**lines(*SUM), notices=dispute("NS01:2026:requested"))
    part = request(**lines(*SUM), notices=dispute("NS02:2026:requested"))
    assert (disputed["disputed"], part["disputed"], part["kinds"]["recurrent"]["disputed"]) == (True, False, True)
    said = budgets.totals([sure, disputed, part, request()])
    (total,) = said.years
    assert (total.year, total.amount, total.requests, total.disputed) == (2026, 200, 2, 1)
    assert (total.recurrent, total.investment, total.undivided) == (40, 60, 1)
    assert (said.without, said.with_population) == (1, 0)


def people(value: str, **cells: str) -> dict[str, str]:
    return {"result_id": "KQ01", "name": "Số dân", "value": value, "value_text": value, "unit": "người", "indicator_id": "dan-so", **cells}


def test_each_resident_bears_what_the_plan_itself_makes_of_it() -> None:
    """Rounded half up, with the row that states the residents; a disputed sum, a doubtful or a contradicted number gives nothing."""
    row = request(**lines(*SUM), results=[people("8", as_of_text="năm 2025")])
    assert row["population"] == {"people": 8, "id": "KQ01", "as_of": "năm 2025"}
    assert budgets.per_resident(row) == 13
    assert budgets.totals([row]).with_population == 1
    assert budgets.per_resident(request(**lines(*SUM), results=[people("8")], notices=dispute("NS01:2026:requested"))) is None
    for results in ([], [people("8", reading="doubtful")], [people("8", comparator="ge")], [people("8", indicator_id="")], [people("8"), people("9", result_id="KQ02")]):
        assert budgets.per_resident(request(**lines(*SUM), results=results)) is None
    assert budgets.per_resident(request(results=[people("8")])) is None


# Tasks.


def schedule(identifier: str, kind: str, text: str = "", due: str = "", **cells: str) -> dict[str, str]:
    return {"task_id": identifier, "kind": kind, "schedule_text": text, "due_on": due, **cells}


def test_tasks_are_listed_by_what_is_said_of_their_time() -> None:
    """Once in each list; days of one quarter are lists of their own; a heading is no task, and a task without time is kept."""
    found = tasks.listed(facts(
        tasks=[{"task_id": f"NV0{n}"} for n in range(1, 6)] + [{"task_id": "NV06", "kind": "group"}],
        task_schedules=[
            schedule("NV01", "month", "Tháng 11/2026", "2026-11-30"), schedule("NV01", "recurring", "hằng quý", seq="2"),
            schedule("NV02", "ongoing"), schedule("NV02", "recurring", seq="2"), schedule("NV03", "conditional", "Sau khi tỉnh ban hành"),
            schedule("NV04", "year", "Năm 2026", "2026-12-31"), schedule("NV06", "ongoing"),
        ],
    ))  # fmt: skip
    assert [(name, row["id"]) for name, row in found] == [
        ("tasks/quy-4-2026/2026-11-30", "NV01"), ("tasks/thuong-xuyen", "NV01"), ("tasks/thuong-xuyen", "NV02"), ("tasks/cho-dieu-kien", "NV03"),
        ("tasks/chi-ghi-nam", "NV04"), ("tasks/khong-neu", "NV05"),
    ]  # fmt: skip
    assert [time["kind"] for time in found[2][1]["schedules"]] == ["ongoing", "recurring"]
    assert tasks.with_dates(found[0][1])["due_on"] == date(2026, 11, 30)


def test_duties_with_a_date_or_a_rhythm_are_listed_too() -> None:
    """A duty that states neither stands on the page of its body."""
    found = tasks.listed(facts(duties=[
        {"duty_id": "TN01", "due_on": "2026-12-05", "deadline_text": "trước ngày 05/12/2026"}, {"duty_id": "TN02", "recurrence": "monthly"}, {"duty_id": "TN03"},
    ]))  # fmt: skip
    assert [(name, row["id"], row["what"]) for name, row in found] == [
        ("tasks/quy-4-2026/2026-12-05", "TN01", "duty"), ("tasks/thuong-xuyen", "TN02", "duty"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "slug", "first", "last"),
    [
        (date(2026, 1, 1), "quy-1-2026", date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 6, 30), "quy-2-2026", date(2026, 4, 1), date(2026, 6, 30)),
        (date(2027, 12, 31), "quy-4-2027", date(2027, 10, 1), date(2027, 12, 31)),
    ],
)
def test_quarters_have_their_bounds(day: date, slug: str, first: date, last: date) -> None:
    assert tasks.quarter(day) == slug
    assert tasks.bounds(slug) == (first, last)


def test_quarters_and_their_days_are_in_order() -> None:
    """By year before quarter, whatever the order in which plans were read."""
    names = ["tasks/quy-1-2027/2027-01-31", "tasks/quy-4-2026/2026-12-05", "tasks/quy-4-2026/2026-11-30", "tasks/khong-neu", "documents/x"]
    assert tasks.quarters(names) == {
        "quy-4-2026": ["tasks/quy-4-2026/2026-11-30", "tasks/quy-4-2026/2026-12-05"], "quy-1-2027": ["tasks/quy-1-2027/2027-01-31"],
    }  # fmt: skip


# Bodies.


def test_bodies_have_their_rows_by_role() -> None:
    """A body printed twice in a cell is named once, each printing counted; headings over tasks are left out."""
    named = {"agency_id": "cong-an-xa"}
    found = bodies.listed(facts(
        targets=[{"target_id": "CT01"}], target_values=[value("CT01", "2026", "20")],
        target_agencies=[{"target_id": "CT01", "agency_text": "Công an xã", **named}, {"target_id": "CT01", "seq": "2", "agency_text": "CA xã", **named}],
        tasks=[{"task_id": "NV01"}, {"task_id": "NV02", "kind": "group"}], task_schedules=[schedule("NV01", "text", "Khi cần")],
        task_agencies=[{"task_id": "NV01", "role": "support", "agency_text": "Công an xã", **named}, {"task_id": "NV02", "agency_text": "Công an xã", **named}],
        duties=[{"duty_id": "TN01", "agency_text": "Công an", **named}],
    ))  # fmt: skip
    assert [(name, row["id"]) for name, row in found[:-1]] == [
        ("bodies/cong-an-xa/target-lead", "CT01"), ("bodies/cong-an-xa/task-support", "NV01"), ("bodies/cong-an-xa/duty", "TN01"),
    ]  # fmt: skip
    assert [(row["times"], [v["year"] for v in row["values"]]) for _name, row in found[:-1]] == [([], [2026]), (["Khi cần"], []), ([], [])]
    (spelled,) = of(found, "bodies/cong-an-xa/spellings")
    assert bodies.spellings([spelled, spelled]) == [("Công an xã", 4), ("CA xã", 2), ("Công an", 2)]


# Documents.


def cited(identifier: str, document: str, role: str = "parent_plan") -> dict[str, str]:
    return {"citation_id": identifier, "document_id": document, "role": role}


def test_the_chain_is_what_the_plan_cites() -> None:
    """By date in each step; laws are no link, a document cited twice is one link, one that is only mentioned says so and comes last."""
    found = facts(citations=[
        cited("CC01", "moi", "mention"), cited("CC02", "cu", "legal_basis"), cited("CC03", "nq-57-nq-tw"), cited("CC04", "nq-57-nq-tw", "legal_basis"),
        cited("CC05", "luat", "legal_basis"), cited("CC06", "chua-ro"),
    ])  # fmt: skip
    chain = documents.chain(found.citations)
    told = {step: [(link["document_id"], link["ids"], link["only_mentioned"]) for link in links] for step, links in chain.items()}
    assert told == {
        "party": [("nq-57-nq-tw", ["CC03", "CC04"], False)],
        "government": [("cu", ["CC02"], False), ("moi", ["CC01"], True)],
        "province": [],
    }
    assert chain["government"][0]["replaced_by"] == "71/NQ-CP"


def test_chains_are_counted_over_plans() -> None:
    """A mention is no link of the chain: the plan counts among those that cite nothing there."""
    rows = [{"steps": documents.chain(facts(citations=own).citations)} for own in (
        [cited("CC01", "nq-57-nq-tw"), cited("CC02", "tinh")], [cited("CC01", "nq-57-nq-tw"), cited("CC02", "moi", "mention")],
    )]  # fmt: skip
    plans, counts, none = documents.cited_in_chains(rows)
    assert plans == 2
    assert {step: [(link["document_id"], count) for link, count in found] for step, found in counts.items()} == {
        "party": [("nq-57-nq-tw", 2)], "government": [], "province": [("tinh", 1)],
    }  # fmt: skip
    assert dict(none) == {"party": 0, "government": 2, "province": 1}
