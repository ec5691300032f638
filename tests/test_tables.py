"""The schemas are the one definition of the tables: complete in two languages, and able to judge their own examples."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from frictionless import Schema

from scripts.checks import all_rules
from scripts.checks.forms import FORMS
from scripts.paths import SCHEMAS
from scripts.places import parent_table, placed_tables
from scripts.tables import plan_tables, reference_tables, schemas

PLACE = ["source_id", "source_page", "source_line_from", "source_line_to"]
FIELDS = [(table, name) for table, schema in schemas().items() for name in schema.fields]


def said_twice(thing: dict[str, Any]) -> None:
    """A title and a description, each in Vietnamese and in English; descriptions are sentences."""
    for key in ("title", "title_en", "description", "description_en"):
        assert thing[key] == thing[key].strip() != "", key
    assert thing["description"] != thing["description_en"]
    assert not thing["description"].isascii(), "Vietnamese is written with its marks"
    assert thing["description"].endswith(".") and thing["description_en"].endswith(".")


@pytest.mark.parametrize("table", schemas())
def test_every_table_is_described(table: str) -> None:
    """In both languages, under the name of its file."""
    descriptor = schemas()[table].descriptor
    said_twice(descriptor)
    assert (SCHEMAS / f"{table}.json").is_file()
    assert descriptor["scope"] in ("plan", "reference")
    assert descriptor["missingValues"] == [""]


@pytest.mark.parametrize("table, name", FIELDS)
def test_every_field_is_described(table: str, name: str) -> None:
    """In both languages, and every code of a list has a label in both."""
    field = schemas()[table].fields[name]
    said_twice(field)
    codes = field.get("constraints", {}).get("enum", [])
    for labels in ("enum_titles", "enum_titles_en"):
        assert list(field.get(labels, {})) == codes
        assert all(label.strip() for label in field.get(labels, {}).values())


QUOTING = {"always", "appendix"}
# Columns of words that the document prints under another name than "…_text".
QUOTED_NAMES = {"title", "number", "section_title", "name", "symbol", "amount_words", "issuer_text", "signer_name", "signer_position"}


@pytest.mark.parametrize("table, name", FIELDS)
def test_fields_say_whether_they_quote_the_document(table: str, name: str) -> None:
    """`printed` stands on text of placed rows and of their child rows alone, so that the words can be looked for in the source."""
    schema = schemas()[table]
    field = schema.fields[name]
    printed = field.get("printed")
    assert printed in QUOTING | {None}
    if printed:
        assert schema.scope == "plan" and field["type"] == "string"
        assert table in placed_tables() or parent_table(table)
        assert name.endswith("_text") or name in QUOTED_NAMES
        assert "enum" not in field.get("constraints", {}), "codes are ours"
    # Only rows that come from a table as well as from running text have a name of their own in one of the two.
    if printed == "appendix":
        assert "origin" in schema.columns or table == "budget_lines"


def test_printed_text_is_quoted() -> None:
    """A column ending in _text of a plan table quotes the document, whatever the row comes from; headings of columns stand above their rows."""
    texts = {(table, name): field.get("printed") for table in plan_tables() for name, field in schemas()[table].fields.items() if name.endswith("_text")}
    assert {key for key, printed in texts.items() if printed != "always"} == {("budget_amounts", "unit_text"), ("task_schedules", "column_text")}


@pytest.mark.parametrize("table, name", FIELDS)
def test_every_example_is_valid_in_its_own_field(table: str, name: str) -> None:
    """An example that breaks the field's own constraints would teach the mistake."""
    field = schemas()[table].fields[name]
    assert field["example"]
    read = Schema.from_descriptor({"fields": [field]}).fields[0].create_cell_reader()
    assert read(field["example"])[1] is None
    if field["type"] in FORMS:
        assert FORMS[field["type"]][0].fullmatch(field["example"])


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code())
def test_every_rule_is_described(rule: type) -> None:
    """In both languages; the English sentence is the class's docstring."""
    said_twice({"title": rule.title, "title_en": rule.title_en, "description": rule.description, "description_en": rule.__dict__["__doc__"]})


def test_codes_and_titles_of_rules_are_told_apart() -> None:
    """No two rules share a code or a title."""
    for names in ([rule.code() for rule in all_rules()], [rule.title for rule in all_rules()], [rule.title_en for rule in all_rules()]):
        assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("table", plan_tables())
def test_plan_tables_begin_with_the_plan_and_end_with_the_place(table: str) -> None:
    """plan_id comes first and is part of the key; the place in the document, where a table has one, comes last."""
    schema = schemas()[table]
    assert schema.columns[0] == schema.primary_key[0] == "plan_id"
    assert schema.fields["plan_id"]["constraints"]["required"]
    if "source_line_from" in schema.columns:
        assert schema.columns[-4:] == PLACE
        assert schema.fields["source_id"]["constraints"]["required"]
        assert {"fields": ["plan_id", "source_id"], "reference": {"resource": "sources", "fields": ["plan_id", "source_id"]}} in (
            schema.descriptor["foreignKeys"]
        )


@pytest.mark.parametrize("table", schemas())
def test_keys_name_fields_that_exist(table: str) -> None:
    """A key column is always filled; a reference points to fields of a table that comes before, or to the table itself."""
    schema = schemas()[table]
    for column in schema.primary_key:
        assert schema.fields[column]["constraints"]["required"], column
    before = list(schemas())[: list(schemas()).index(table)]
    for key in schema.descriptor.get("foreignKeys", []):
        target = key["reference"]["resource"]
        assert set(key["fields"]) <= set(schema.columns)
        assert set(key["reference"]["fields"]) <= set(schemas()[target or table].columns)
        # The plan names its source, and the source its plan.
        assert target in [*before, ""] or (table, target) == ("plans", "sources")


def test_tables_are_either_of_a_plan_or_of_everyone() -> None:
    """Reference tables come first, and no table is forgotten."""
    assert reference_tables() + plan_tables() == list(schemas())
    assert len(schemas()) == len(list(SCHEMAS.glob("*.json")))
    assert plan_tables()[0] == "plans"


@pytest.mark.parametrize("text, ok", [("04168", True), ("4168", False), ("041680", False), ("x04168", False), ("04168 ", False)])
def test_patterns_are_matched_in_full(text: str, ok: bool) -> None:
    """A pattern needs no anchors: Frictionless compares the whole cell."""
    field = schemas()["communes"].fields["code"]
    read = Schema.from_descriptor({"fields": [field]}).fields[0].create_cell_reader()
    assert (read(text)[1] is None) == ok


def test_typed_gives_values_and_none() -> None:
    """Text stays text; an empty cell of another type is None."""
    row = {name: "" for name in schemas()["plans"].columns}
    row |= {"commune_code": "04168", "issued_on": "2025-08-13", "signed_at": "2025-10-04T12:02:52+07:00", "period_from": "2026"}
    typed = schemas()["plans"].typed(row)
    assert typed["commune_code"] == "04168"
    assert typed["issued_on"] == date(2025, 8, 13)
    assert typed["signed_at"] == datetime(2025, 10, 4, 12, 2, 52, tzinfo=timezone(timedelta(hours=7)))
    assert (typed["period_from"], typed["period_to"], typed["title"]) == (2026, None, "")
    assert schemas()["communes"].typed({"area_km2": "2.97"})["area_km2"] == Decimal("2.97")


@pytest.mark.parametrize("cell", ["2025-02-30", "02/7/2025"])
def test_typed_refuses_what_was_not_validated(cell: str) -> None:
    """A cell that is not of its type stops the build instead of being shown."""
    with pytest.raises(ValueError):
        schemas()["issued_documents"].typed({"issued_on": cell})


def test_labels() -> None:
    """The Vietnamese label of a code; what has none is shown as it is."""
    assert schemas()["tasks"].label("kind", "group") == "nhóm nhiệm vụ"
    assert schemas()["tasks"].label("number", "1.1") == "1.1"
