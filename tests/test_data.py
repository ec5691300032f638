"""The committed data: every row is valid, and every column that others rely on is there, in its place."""

from __future__ import annotations

import csv
import re

import pytest

from scripts.paths import ROOT, Layout
from scripts.tables import schemas
from scripts.validate import validate

DATA = ROOT / "data"

# The published interface. A column may be added between these; renaming or dropping one needs a major version of the data.
CONTRACT = {
    "plans": "plan_id commune_code topic_id title document_number_text document_number issued_on_text issued_on issuer_text"
    " signer_name signer_position signing_authority signed_at period_from period_to stage replaces_text appendices_announced"
    " appendices_present notes source_id source_page source_line_from source_line_to",
    "sources": "plan_id source_id kind name sha256 lines pages url published_on retrieved_on notes",
    "targets": "plan_id target_id origin section_number section_title number parent_id name indicator_id lead_text support_text"
    " reading source_id source_page source_line_from source_line_to",
    "target_values": "plan_id target_id year measure value_text comparator value_min value_max unit reading",
    "target_agencies": "plan_id target_id role seq agency_text agency_id",
    "tasks": "plan_id task_id origin kind section_number section_title number parent_id title name product_text note_text"
    " lead_text support_text reading source_id source_page source_line_from source_line_to",
    "task_schedules": "plan_id task_id seq column_text period_from period_to schedule_text kind starts_on due_on recurrence reading",
    "task_agencies": "plan_id task_id role seq agency_text agency_id",
    "budget_lines": "plan_id line_id view parent_id number name expenditure source_id source_page source_line_from source_line_to",
    "budget_amounts": "plan_id line_id fiscal_year stage amount_text amount_words amount",
    "issued_documents": "plan_id issued_document_id number symbol issued_on_text issued_on name"
    " source_id source_page source_line_from source_line_to",
    "citations": "plan_id citation_id document_id symbol issued_on_text issued_on issuer_text name role mentions"
    " source_id source_page source_line_from source_line_to",
    "results": "plan_id result_id section name value_text comparator value unit as_of_text as_of indicator_id"
    " source_id source_page source_line_from source_line_to",
    "duties": "plan_id duty_id agency_text agency_id summary deadline_text recurrence due_rule due_on"
    " source_id source_page source_line_from source_line_to",
    "proposals": "plan_id proposal_id kind summary source_id source_page source_line_from source_line_to",
    "notices": "plan_id notice_id rule severity table row_id field printed expected message message_en"
    " source_id source_page source_line_from source_line_to",
    "provinces": "code name slug",
    "communes": "code name full_name kind province_code slug area_km2 valid_from",
    "commune_predecessors": "commune_code name",
    "topics": "topic_id name",
    "agencies": "agency_id name level kind",
    "agency_aliases": "alias agency_id",
    "indicators": "indicator_id name name_en unit direction definition",
    "legal_documents": "document_id symbol kind issuer issued_on title level",
    "disclosure_rules": "rule_id name due citation verified_on",
}
# Tables of our own, which the interface does not name.
ADDED = {"source_parts", "commune_changes", "commune_predecessor_corrections"}

KEYS = {
    "plans": "plan_id",
    "sources": "plan_id source_id",
    "targets": "plan_id target_id",
    "target_values": "plan_id target_id year measure",
    "target_agencies": "plan_id target_id role seq",
    "tasks": "plan_id task_id",
    "task_schedules": "plan_id task_id seq",
    "task_agencies": "plan_id task_id role seq",
    "budget_lines": "plan_id line_id",
    "budget_amounts": "plan_id line_id fiscal_year stage",
    "issued_documents": "plan_id issued_document_id",
    "citations": "plan_id citation_id",
    "results": "plan_id result_id",
    "duties": "plan_id duty_id",
    "proposals": "plan_id proposal_id",
    "notices": "plan_id notice_id",
    "communes": "code",
    "legal_documents": "document_id",
    "disclosure_rules": "rule_id",
}

CODES = {
    ("plans", "stage"): "draft issued replaced",
    ("plans", "signing_authority"): "TM KT",
    ("sources", "kind"): "text pdf docx xlsx scan",
    ("targets", "origin"): "appendix body",
    ("targets", "reading"): "certain doubtful",
    ("target_values", "measure"): "baseline target",
    ("target_values", "comparator"): "eq ge le range text",
    ("target_agencies", "role"): "lead support",
    ("tasks", "kind"): "group task",
    ("task_schedules", "kind"): "marked date month quarter year recurring ongoing conditional text",
    ("task_schedules", "recurrence"): "monthly quarterly half-yearly yearly",
    ("budget_lines", "view"): "spending_type task_group total",
    ("budget_lines", "expenditure"): "recurrent investment",
    ("budget_amounts", "stage"): "estimated_outturn requested submitted approved executed final",
    ("citations", "role"): "legal_basis parent_plan guidance replaced mention",
    ("duties", "recurrence"): "monthly quarterly half-yearly yearly",
    ("proposals", "kind"): "difficulty recommendation",
    ("notices", "severity"): "material minor",
    ("agencies", "level"): "commune province central external",
}

# Ids that people cite, by the letters that their table begins with.
PREFIXES = {
    "targets": "CT", "tasks": "NV", "budget_lines": "NS", "issued_documents": "VB", "citations": "CC", "results": "KQ", "duties": "TN",
    "proposals": "KN", "notices": "DC",
}  # fmt: skip

FIRST_PLANS = [
    "quang-ngai/minh-long-21361/khcn-2026",
    "son-la/muong-la-03808/cds-2026",
    "son-la/muong-la-03808/khcn-2026",
    "son-la/song-ma-04168/khcn-2026",
    "son-la/thuan-chau-03721/nq57-2025",
]


def test_every_committed_row_is_valid() -> None:
    """All rules, all plans, all reference tables."""
    assert [problem.line() for problem in validate(Layout(), [])] == []


def test_every_table_is_promised_or_our_own() -> None:
    """A new table is either written into the interface above or said to be an addition."""
    assert set(CONTRACT) | ADDED == set(schemas())


@pytest.mark.parametrize("table", CONTRACT)
def test_promised_columns_stand_in_their_order(table: str) -> None:
    """In every file of the table, by its own header; columns of ours may stand between."""
    promised = CONTRACT[table].split()
    files = sorted(DATA.glob(f"plans/*/*/*/{table}.csv")) or [DATA / "reference" / f"{table}.csv"]
    for path in files:
        with open(path, encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        assert [column for column in header if column in promised] == promised, path
        assert header[0] == promised[0]


@pytest.mark.parametrize("table", KEYS)
def test_promised_keys(table: str) -> None:
    """What names a row for those who cite it."""
    assert schemas()[table].primary_key == KEYS[table].split()


@pytest.mark.parametrize("table, field", CODES)
def test_promised_codes(table: str, field: str) -> None:
    """Programs compare with these words: none is renamed or dropped."""
    assert set(CODES[table, field].split()) <= set(schemas()[table].fields[field]["constraints"]["enum"])


@pytest.mark.parametrize("table", PREFIXES)
def test_ids_tell_their_table(table: str) -> None:
    """Two letters and a number: an id is unique on the page of its plan, where it is an anchor."""
    for path in sorted(DATA.glob(f"plans/*/*/*/{table}.csv")):
        with open(path, encoding="utf-8", newline="") as file:
            ids = [row[KEYS[table].split()[1]] for row in csv.DictReader(file)]
        assert all(re.fullmatch(f"{PREFIXES[table]}[0-9]{{2,3}}", found) for found in ids), path
    assert schemas()[table].fields[KEYS[table].split()[1]]["constraints"]["pattern"] == f"{PREFIXES[table]}[0-9]{{2,3}}"


@pytest.mark.parametrize("plan_id", FIRST_PLANS)
def test_published_plans_stay(plan_id: str) -> None:
    """A plan_id is an address; an address that was published never dies."""
    assert (DATA / "plans" / plan_id / "plans.csv").is_file()


def test_the_country_is_complete() -> None:
    """34 provinces and 3,321 communes; codes are text with their leading zeros."""
    counted = {}
    for table in ("provinces", "communes"):
        with open(DATA / "reference" / f"{table}.csv", encoding="utf-8", newline="") as file:
            counted[table] = {row["code"] for row in csv.DictReader(file)}
    assert (len(counted["provinces"]), len(counted["communes"])) == (34, 3321)
    assert {"04168", "03808", "03721", "21361"} <= counted["communes"]


def test_data_folders_hold_what_people_edit_and_nothing_else() -> None:
    """Tables and schemas; nothing that a program makes, no document."""
    strange = [
        path.relative_to(DATA).as_posix() for path in DATA.rglob("*")
        if path.is_file() and path.suffix != (".json" if DATA / "schemas" in path.parents else ".csv")
    ]  # fmt: skip
    assert set(strange) <= {"README.md"}
