"""Wide tables: everything about one target, task or amount in one row, nothing lost, nothing defined twice; SQLite gives the same cells."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest
from literal_plans import PLAN_ID, plan, reference

from scripts import wide
from scripts.csv_files import CsvFile
from scripts.downloads.views import views
from scripts.paths import Layout
from scripts.plans import Plan, Reference, load_plans, load_reference
from scripts.tables import schemas, wide_schemas
from scripts.wide_fields import wide_descriptors

PLANS = {each.plan_id: each for each in load_plans(Layout())}
YEARS = sorted(set().union(*map(wide.years, PLANS.values())))
ENTRIES = [(table, entry) for table, descriptor in wide_schemas().items() for entry in descriptor["fields"]]
JOINS = {"plans_with_places": "plans", "targets_with_values": "targets", "tasks_with_schedules": "tasks", "citations_with_documents": "citations"}


@pytest.fixture(scope="module")
def known() -> Reference:
    return load_reference(Layout())


def made(of: Plan, known: Reference, table: str, years: list[int]) -> list[dict[str, str]]:
    """The rows of one wide table, each column -> cell."""
    columns = next(each for each in wide.tables(years) if each.name == table).columns
    return [dict(zip(columns, row, strict=True)) for row in wide.rows(of, known, years)[table]]


def database(plans: list[Plan], known: Reference, years: list[int]) -> sqlite3.Connection:
    """The plans as tables with the columns and keys of the schemas, empty cells as NULL, and the views."""
    db = sqlite3.connect(":memory:")
    kinds = {"integer": "INTEGER", "number": "NUMERIC"}
    for name, schema in schemas().items():
        columns = ", ".join(f'"{column}" {kinds.get(field["type"], "TEXT")}' for column, field in schema.fields.items())
        db.execute(f'CREATE TABLE "{name}" ({columns}, PRIMARY KEY ({", ".join(schema.primary_key)}))')
    files: list[CsvFile] = [*known.files.values(), *(file for each in plans for file in each.files.values())]
    for file in files:
        marks = ", ".join("?" * len(file.columns))
        db.executemany(f'INSERT INTO "{file.table}" VALUES ({marks})', [[row[column] or None for column in file.columns] for row in file.rows])
    for statement in views(years):
        db.execute(statement)
    return db


def cells(db: sqlite3.Connection, view: str) -> tuple[list[str], list[list[str]]]:
    """Columns and rows of a view, with NULL and numbers as a CSV has them."""
    found = db.execute(f'SELECT * FROM "{view}"')
    return [column[0] for column in found.description], [["" if cell is None else str(cell) for cell in row] for row in found]


@pytest.mark.parametrize("table", wide_schemas())
def test_every_wide_table_is_described(table: str) -> None:
    """In both languages, under the name of its file, with every column once."""
    descriptor = next(each for each in wide_descriptors([2025, 2026]) if each["name"] == table)
    for thing in (descriptor, *descriptor["fields"]):
        assert all(thing[key].strip() for key in ("title", "title_en", "description", "description_en")), thing["name"]
        assert thing["description"].endswith(".") and thing["description_en"].endswith(".")
        assert "{" not in thing["title"] + thing["title_en"] + thing["name"]
    names = [field["name"] for field in descriptor["fields"]]
    assert len(set(names)) == len(names)
    assert len({field["title"] for field in descriptor["fields"]}) == len(names)
    assert table not in schemas()
    assert set(descriptor.get("primaryKey", [])) <= set(names)


@pytest.mark.parametrize(("table", "entry"), ENTRIES, ids=[f"{table}.{entry['name']}" for table, entry in ENTRIES])
def test_a_fact_is_defined_once(table: str, entry: dict[str, Any]) -> None:
    """A column that stands for another one takes over what that one says; it never says the same again, nor another type."""
    if "from" not in entry:
        assert {"type", "title", "title_en", "description", "description_en", "example"} <= set(entry)
        return
    source, column = entry["from"].split(".")
    taken = schemas()[source].fields[column]
    assert "type" not in entry and "constraints" not in entry
    assert not [key for key, value in entry.items() if taken.get(key) == value and key != "name"]


def test_a_column_inherits_from_the_one_it_stands_for() -> None:
    """Type, title, description, example, and the rules for a cell; not that the cell must be filled."""
    descriptor = wide_descriptors([2026])[0]
    field = next(each for each in descriptor["fields"] if each["name"] == "target_2026_comparator")
    source = schemas()["target_values"].fields["comparator"]
    assert field["type"] == "string"
    assert (field["title"], field["title_en"]) == ("So sánh, mức phải đạt năm 2026", "Comparator, target 2026")
    assert field["description"] == source["description"] and field["enum_titles"] == source["enum_titles"]
    assert field["constraints"] == {"enum": ["eq", "ge", "le", "range", "text"]}


def test_columns_follow_the_years() -> None:
    """Both measures for every year, targets first, earliest first, whatever the order of the years given; none without years."""
    columns = wide.tables([2030, 2026])[0].columns
    assert [column for column in columns if column.endswith("_text") and column != "unit_text"] == [
        "target_2026_text", "target_2030_text", "baseline_2026_text", "baseline_2030_text"
    ]  # fmt: skip
    assert not [column for column in wide.tables([])[0].columns if column.startswith(("target_2", "baseline_"))]


def test_a_target_keeps_its_comparison() -> None:
    """ "≥ 90 %" has a lower bound only, and says so; a value in words has no number; a year without a value stays empty."""
    of = plan(
        targets=[{"target_id": "CT01"}, {"target_id": "CT02"}],
        target_values=[
            {"target_id": "CT01", "value_text": "≥ 90%", "comparator": "ge", "value_min": "90", "unit": "%"},
            {"target_id": "CT01", "year": "2025", "measure": "baseline", "value_text": "85,5%", "comparator": "eq", "value_min": "85.5",
             "value_max": "85.5", "unit": "%", "reading": "doubtful"},
            {"target_id": "CT02"},
        ],
        target_agencies=[{"target_id": "CT01", "seq": "2", "agency_text": "CA xã", "agency_id": "cong-an-xa"},
                         {"target_id": "CT01", "seq": "1", "agency_text": "Phòng KT", "agency_id": "phong-kinh-te"},
                         {"target_id": "CT01", "role": "support", "agency_text": "UBND", "agency_id": "ubnd-xa"}],
    )  # fmt: skip
    first, second = made(of, reference(), "targets_by_year", [2025, 2026])
    assert {column: cell for column, cell in first.items() if cell} == {
        "plan_id": PLAN_ID, "province": "Sơn La", "commune": "Sông Mã", "commune_code": "04168", "target_id": "CT01", "section_number": "I",
        "section_title": "HẠ TẦNG", "name": "Phủ sóng 5G", "lead_agencies": "Phòng Kinh tế; Công an xã",
        "lead_agency_ids": "phong-kinh-te; cong-an-xa", "baseline_2025_text": "85,5%", "baseline_2025_comparator": "eq",
        "baseline_2025_min": "85.5", "baseline_2025_max": "85.5", "baseline_2025_unit": "%", "target_2026_text": "≥ 90%",
        "target_2026_comparator": "ge", "target_2026_min": "90", "target_2026_unit": "%", "reading": "doubtful", "source_id": "S1",
        "source_line_from": "10", "source_line_to": "10", "page": f"{PLAN_ID}/#CT01",
    }  # fmt: skip
    assert (second["target_2026_text"], second["target_2026_comparator"], second["target_2026_min"], second["reading"]) == (
        "Duy trì", "text", "", "certain"
    )  # fmt: skip


def test_a_year_without_a_column_is_an_error() -> None:
    """A value is never left out in silence."""
    of = plan(targets=[{"target_id": "CT01"}], target_values=[{"target_id": "CT01", "year": "2027"}])
    with pytest.raises(KeyError, match="2027"):
        wide.rows(of, reference(), [2026])


def test_a_task_has_its_bodies_and_times() -> None:
    """Headings are no tasks; the times stand as printed, with the heading of a year's column, and as first and last day."""
    of = plan(
        tasks=[{"task_id": "NV01", "kind": "group"}, {"task_id": "NV02", "parent_id": "NV01", "product_text": "Báo cáo"}],
        task_agencies=[{"task_id": "NV02", "agency_text": "x", "agency_id": "cong-an-xa"},
                       {"task_id": "NV02", "role": "support", "agency_text": "x", "agency_id": "ubnd-xa"}],
        task_schedules=[
            {"task_id": "NV02", "seq": "2", "schedule_text": "Trước 30/11/2026", "kind": "date", "due_on": "2026-11-30"},
            {"task_id": "NV02", "seq": "1", "column_text": "Năm 2025", "period_from": "2025", "period_to": "2025", "schedule_text": "x", "kind": "marked"},
            {"task_id": "NV02", "seq": "3", "schedule_text": "Quý I/2026", "kind": "quarter", "starts_on": "2026-01-01", "due_on": "2026-03-31"},
            {"task_id": "NV02", "seq": "4", "schedule_text": "Hàng năm", "kind": "recurring", "recurrence": "yearly", "reading": "doubtful"},
            {"task_id": "NV02", "seq": "5", "schedule_text": "hằng năm", "kind": "recurring", "recurrence": "yearly"},
        ],
    )  # fmt: skip
    (row,) = made(of, reference(), "tasks_with_bodies", [])
    assert {column: cell for column, cell in row.items() if cell and column not in wide.PLACE} == {
        "plan_id": PLAN_ID, "province": "Sơn La", "commune": "Sông Mã", "commune_code": "04168", "task_id": "NV02", "parent_id": "NV01",
        "section_number": "I", "section_title": "TUYÊN TRUYỀN", "name": "Tổ chức hội nghị", "product_text": "Báo cáo",
        "lead_agencies": "Công an xã", "lead_agency_ids": "cong-an-xa", "support_agencies": "Ủy ban nhân dân xã", "support_agency_ids": "ubnd-xa",
        "schedule_texts": "Năm 2025: x; Trước 30/11/2026; Quý I/2026; Hàng năm; hằng năm", "schedule_kinds": "marked; date; quarter; recurring",
        "period_from": "2025", "period_to": "2025", "starts_on": "2026-01-01", "first_due_on": "2026-03-31", "last_due_on": "2026-11-30",
        "recurrences": "yearly", "reading": "doubtful", "page": f"{PLAN_ID}/#NV02",
    }  # fmt: skip


BUDGET = {
    "budget_lines": [{"line_id": "NS01", "name": "Tổng"}, {"line_id": "NS02", "name": "Chi thường xuyên", "parent_id": "NS01"},
                     {"line_id": "NS03", "name": "Hội nghị", "parent_id": "NS02"}],
    "budget_amounts": [{"line_id": "NS01", "fiscal_year": "2025", "stage": "approved", "amount_text": "9", "amount": "9"},
                       {"line_id": "NS01", "amount_text": "10", "amount": "10"},
                       {"line_id": "NS03", "amount_text": "8", "amount": "8", "amount_words": "Tám đồng"}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("notices", "found"),
    [
        ([], []),
        ([{"row_id": "NS01:2026:requested"}], ["NS01:2026"]),
        ([{"row_id": "NS01:2026:requested", "severity": "minor"}], []),
        ([{"row_id": "NS01:2026:requested", "elsewhere": "590-596; NS03; NS01:2025:approved"}], ["NS01:2025", "NS01:2026", "NS03:2026"]),
        ([{"row_id": "NS03:2026:requested", "elsewhere": "khac/xa-00001/ke-hoach#NS01"}], ["NS03:2026"]),
        ([{"row_id": "NS01:2025:requested"}, {"row_id": "NS03:2026:requested", "table": "budget_lines"}], []),
    ],
)
def test_an_amount_has_its_path_and_its_doubt(notices: list[dict[str, str]], found: list[str]) -> None:
    """A line stands below the names above it; a line without an amount keeps its row; what a material notice disputes says so, in the view too."""
    of = plan(**BUDGET, notices=[{"notice_id": f"DC{at:02}", "table": "budget_amounts", **row} for at, row in enumerate(notices, 1)])
    rows = made(of, reference(), "budget_with_paths", [])
    shown = [(row["line_id"], row["path"], row["depth"], row["fiscal_year"], row["stage"], row["amount"], row["amount_words"]) for row in rows]
    assert shown == [
        ("NS01", "", "0", "2025", "approved", "9", ""), ("NS01", "", "0", "2026", "requested", "10", ""),
        ("NS02", "Tổng", "1", "", "", "", ""), ("NS03", "Tổng / Chi thường xuyên", "2", "2026", "requested", "8", "Tám đồng"),
    ]  # fmt: skip
    assert [f"{row['line_id']}:{row['fiscal_year']}" for row in rows if row["disputed"] == "yes"] == found
    assert [row["line_id"] for row in rows if row["disputed"] == ""] == ["NS02"]
    columns, viewed = cells(database([of], reference(), []), "budget_with_paths")
    assert sorted(viewed) == sorted([*row.values()] for row in rows) and columns == [*rows[0]]


@pytest.mark.parametrize("plan_id", PLANS)
def test_nothing_of_a_plan_is_lost(plan_id: str, known: Reference) -> None:
    """Each committed target, value, task, line and amount is found in its wide table, once."""
    of = PLANS[plan_id]
    targets, tasks, budget = (made(of, known, table, YEARS) for table in ("targets_by_year", "tasks_with_bodies", "budget_with_paths"))
    assert [row["target_id"] for row in targets] == [row["target_id"] for row in of.rows("targets")]
    by_id = {row["target_id"]: row for row in targets}
    for value in of.rows("target_values"):
        at = f"{value['measure']}_{value['year']}_"
        assert [by_id[value["target_id"]][at + name] for name in ("text", "comparator", "min", "max", "unit")] == [
            value[name] for name in ("value_text", "comparator", "value_min", "value_max", "unit")
        ]  # fmt: skip
    assert sum(bool(cell) for row in targets for column, cell in row.items() if column.endswith("_comparator")) == len(of.rows("target_values"))
    assert [row["task_id"] for row in tasks] == [row["task_id"] for row in of.rows("tasks") if row["kind"] == "task"]
    assert sum(len(row["lead_agency_ids"].split("; ")) for row in tasks if row["lead_agency_ids"]) == len(
        [row for row in of.rows("task_agencies") if row["role"] == "lead" and row["task_id"] in {task["task_id"] for task in tasks}]
    )
    amounts = of.rows("budget_amounts")
    assert sum(int(row["amount"]) for row in budget if row["amount"]) == sum(int(row["amount"]) for row in amounts)
    assert len(budget) == len(amounts) + len({row["line_id"] for row in of.rows("budget_lines")} - {row["line_id"] for row in amounts})


def test_the_views_are_the_wide_tables(known: Reference) -> None:
    """Over all plans, SQLite makes the very cells of the wide tables, under the same columns in the same order."""
    db = database([*PLANS.values()], known, YEARS)
    for table in wide.tables(YEARS):
        columns, found = cells(db, table.name)
        assert columns == table.columns
        assert sorted(found) == sorted(row for each in PLANS.values() for row in wide.rows(each, known, YEARS)[table.name])
        assert found


@pytest.mark.parametrize("name", JOINS)
def test_joins_keep_every_row(name: str, known: Reference) -> None:
    """Every row of the table that a join begins with is there, with its columns first, and no column stands twice."""
    db = database([*PLANS.values()], known, YEARS)
    columns, found = cells(db, name)
    base = schemas()[JOINS[name]]
    assert columns[: len(base.columns)] == base.columns and len(set(columns)) == len(columns) > len(base.columns)
    place = [columns.index(column) for column in base.primary_key]
    committed = {tuple(row[column] for column in base.primary_key) for each in PLANS.values() for row in each.rows(base.name)}
    assert {tuple(row[at] for at in place) for row in found} == committed


def test_a_join_answers_a_question(known: Reference) -> None:
    """What a journalist asks first: what Sông Mã in Sơn La asks for in 2026, and the tasks that are due by the end of March."""
    db = database([*PLANS.values()], known, YEARS)
    asked = "SELECT amount FROM budget_with_paths WHERE commune = 'Sông Mã' AND view = 'total' AND depth = 0 AND fiscal_year = 2026"
    assert db.execute(asked).fetchall() == [(5267475000,)]
    assert db.execute("SELECT commune_name, province_name, topic_name FROM plans_with_places ORDER BY plan_id LIMIT 1").fetchall() == [
        ("Minh Long", "Quảng Ngãi", known.keyed["topics"]["khcn"]["name"])
    ]


def test_many_years_fit() -> None:
    """A view over a century of years stays within the limits of SQLite on joins and columns."""
    of = plan(targets=[{"target_id": "CT01"}], target_values=[{"target_id": "CT01", "year": "2100"}])
    years = list(range(2000, 2101))
    columns, found = cells(database([of], reference(), years), "targets_by_year")
    assert found == wide.rows(of, reference(), years)["targets_by_year"]
    assert columns == wide.tables(years)[0].columns
