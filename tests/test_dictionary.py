"""The dictionary as page and as files: everything the schemas say is in it, in words."""

from __future__ import annotations

import copy
import csv
import io
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from faults import FAULTS

from scripts import dictionary, dictionary_rows, field_rules
from scripts.audit.base import AuditRule
from scripts.checks import all_rules
from scripts.downloads.package_texts import dictionary as dictionary_of_zip
from scripts.languages import CODES, writing
from scripts.rules import CollectionRule, PlanRule, RowRule
from scripts.tables import TableSchema, schemas
from scripts.wide_fields import wide_descriptors

TABLES = list(schemas().values())
FIELDS = [(schema, field) for schema in TABLES for field in schema.fields.values()]


class Rows(HTMLParser):
    """The text of every element with an id, the ids, and the links to places on the page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: dict[str, str] = {}
        self.ids: list[str] = []
        self.links: list[str] = []
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = dict(attributes)
        if identifier := said.get("id"):
            self.ids.append(identifier)
        if tag == "tr":
            self._open = [said.get("id") or ""]
        if tag == "a" and (said.get("href") or "").startswith("#"):
            self.links.append(str(said["href"])[1:])
            if self._open:
                self.texts[self._open[0]] = self.texts.get(self._open[0], "") + f" →{said['href']} "

    def handle_endtag(self, tag: str) -> None:
        if tag == "tr":
            self._open = []

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[self._open[0]] = self.texts.get(self._open[0], "") + data


def expected(schema: TableSchema, field: dict[str, Any]) -> list[str]:
    """What a reader must find in the row of a field, written out here once more and not taken from the code that writes it."""
    said = field.get("constraints", {})
    found = [field["title"], field["description"], field["example"]]
    found += ["bắt buộc"] if said.get("required") else []
    found += ["không có hai dòng cùng giá trị"] if said.get("unique") else []
    found += ["khóa của bảng"] if field["name"] in schema.primary_key else []
    found += [f"viết theo mẫu {said['pattern']}"] if "pattern" in said else []
    if "minimum" in said and "maximum" in said:
        found.append(f"từ {said['minimum']} đến {said['maximum']}")
    elif "minimum" in said:
        found.append(f"không nhỏ hơn {said['minimum']}")
    elif "maximum" in said:
        found.append(f"không lớn hơn {said['maximum']}")
    if "enum" in said:
        found += ["chỉ một trong các giá trị đã liệt kê", *(f"{value}: {field['enum_titles'][value]}" for value in said["enum"])]
    found += [f"đơn vị: {field['unit']}"] if "unit" in field else []
    found += [f"đơn vị ghi ở cột {field['unit_column']}"] if "unit_column" in field else []
    for key in schema.descriptor.get("foreignKeys", []):
        if key["fields"][-1] == field["name"]:
            other = key["reference"]["resource"] or schema.name
            first = f"cùng với {', '.join(key['fields'][:-1])} phải có trong" if len(key["fields"]) > 1 else "phải có trong"
            found.append(f"{first} →#{other} {other}.{key['reference']['fields'][-1]}")
    return found


def missing(page: str, tables: list[TableSchema]) -> set[str]:
    """What the page does not say of the fields of these tables."""
    texts = {name: " ".join(text.split()) for name, text in Rows(page).texts.items()}
    return {
        f"{schema.name}.{field['name']}: {words}" for schema in tables for field in schema.fields.values()
        for words in expected(schema, field) if " ".join(words.split()) not in texts.get(f"{schema.name}.{field['name']}", "")
    }  # fmt: skip


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    found = {}
    for code in CODES:
        with writing(code):
            found[code] = dictionary.dictionary_page().body
    return found


def test_every_demand_of_every_field_is_on_the_page(pages: dict[str, str]) -> None:
    """Title, meaning, example, unit, and every constraint and key in words."""
    assert sum(len(expected(schema, field)) for schema, field in FIELDS) > 1200
    assert missing(pages["vi"], TABLES) == set()


def without(schema: TableSchema, name: str, key: str) -> TableSchema:
    """The table with one thing less said of a field."""
    descriptor = copy.deepcopy(schema.descriptor)
    field = next(field for field in descriptor["fields"] if field["name"] == name)
    if key == "foreignKeys":
        descriptor[key] = [one for one in descriptor[key] if one["fields"][-1] != name]
    elif key in field:
        del field[key]
    else:
        del field["constraints"][key]
    return TableSchema(schema.name, descriptor)


@pytest.mark.parametrize(
    "table, name, key, words",
    [
        ("targets", "name", "required", "bắt buộc"),
        ("targets", "target_id", "pattern", "viết theo mẫu CT[0-9]{2,3}"),
        ("targets", "source_page", "minimum", "không nhỏ hơn 1"),
        ("target_values", "year", "maximum", "từ 2000 đến 2100"),
        ("provinces", "slug", "unique", "không có hai dòng cùng giá trị"),
        ("targets", "indicator_id", "foreignKeys", "phải có trong →#indicators indicators.indicator_id"),
        ("targets", "source_id", "foreignKeys", "cùng với plan_id phải có trong →#sources sources.source_id"),
        ("targets", "parent_id", "foreignKeys", "phải có trong →#targets targets.target_id"),
        ("budget_amounts", "amount", "unit", "đơn vị: đồng"),
        ("results", "value", "unit_column", "đơn vị ghi ở cột unit"),
    ],
)
def test_a_demand_that_is_left_out_is_missed(table: str, name: str, key: str, words: str) -> None:
    """The look-out above sees a page made without one demand, and nothing else missing."""
    page = dictionary.dictionary_page([without(schema, name, key) if schema.name == table else schema for schema in TABLES]).body
    assert missing(page, TABLES) == {f"{table}.{name}: {words}"}


def test_links_lead_somewhere_and_ids_are_unique(pages: dict[str, str]) -> None:
    """In both languages; every table and every field can be pointed to."""
    for page in pages.values():
        read = Rows(page)
        assert len(read.ids) == len(set(read.ids))
        assert set(read.links) <= set(read.ids)
        assert {schema.name for schema in TABLES} | {f"{schema.name}.{field['name']}" for schema, field in FIELDS} <= set(read.ids)


def test_relations_are_told_in_words(pages: dict[str, str]) -> None:
    """The list that stands for the diagram has every key, and says which may be empty."""
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", pages["vi"][pages["vi"].index('id="quan-he"') : pages["vi"].index('id="bang-reference"')]))
    assert words.count("→") == sum(len(schema.descriptor.get("foreignKeys", [])) for schema in TABLES) > 30
    assert "plan_id, line_id → Dòng ngân sách (plan_id, line_id)" in words
    assert "parent_id → dòng khác của chính bảng này (target_id); có thể để trống" in words
    assert "indicator_id → Chỉ số chung (indicator_id); có thể để trống" in words
    assert "document_id → Văn bản được viện dẫn (document_id)plan_id" in words


def test_checks_of_a_table_are_told_with_it(pages: dict[str, str]) -> None:
    """Each with the columns that its code compares, and once with its sentence."""
    section = pages["vi"][pages["vi"].index('<h3 id="budget_amounts"') :].partition("<table")[0]
    assert '<a href="#quy-tac-parsed-amount">Số tiền không khớp chữ in</a> (<code>amount_text, unit_text, amount</code>)' in section
    assert '<a href="#quy-tac-plan-id-folder">' in section and "quy-tac-parsed-date" not in section
    for check in field_rules.table_checks() + field_rules.general_checks():
        assert pages["vi"].count(f'id="quy-tac-{check.code}"') == pages["en"].count(f'id="quy-tac-{check.code}"') == 1
    told = {check.code for check in field_rules.table_checks() + field_rules.general_checks()}
    assert told == {kind.code() for kind in all_rules() if not issubclass(kind, AuditRule)}
    assert "The amount in dong follows from the printed figure and the unit printed outside its cell." in pages["en"]


def test_rules_name_the_tables_they_judge() -> None:
    """Wherever a planted fault of such a rule is reported, that table is among those it names."""
    named = {check.code: set(check.tables) for check in field_rules.table_checks()}
    faults = {(planted.rule, planted.path.rpartition("/")[2].removesuffix(".csv")) for planted in FAULTS if planted.rule in named}
    assert {rule for rule, _table in faults} >= named.keys() - {"stable-ids"}
    assert {(rule, table) for rule, table in faults if table not in named[rule]} == set()
    assert set().union(*named.values()) == set(schemas())


def test_only_rules_about_folders_name_no_table() -> None:
    """A rule about rows, plans or reference tables says which tables it judges."""
    kinds = [kind for kind in all_rules() if issubclass(kind, (RowRule, PlanRule, CollectionRule))]
    assert {kind.code() for kind in kinds if not kind().tables} == {"stray-file", "open-review", "no-plans", "misplaced-file"}


def test_units_are_said_in_both_languages() -> None:
    """A unit stands on a number; a column that gives it is a column of the same table."""
    with_unit = {(schema.name, field["name"]): field["unit"] for schema, field in FIELDS if "unit" in field}
    assert with_unit["budget_amounts", "amount"] == "đồng" and with_unit["communes", "area_km2"] == "km²" and with_unit["plans", "period_from"] == "năm"
    for schema, field in FIELDS:
        assert ("unit" in field) == ("unit_en" in field)
        if "unit" in field or "unit_column" in field:
            assert field["type"] in ("integer", "number")
            assert field["unit"] and field["unit_en"] if "unit" in field else field["unit_column"] in schema.fields
    measured = {(schema.name, field["name"]) for schema, field in FIELDS if {"unit", "unit_column"} & field.keys()}
    assert {(schema.name, field["name"]) for schema, field in FIELDS if field["type"] == "number"} <= measured


def test_units_of_the_wide_tables_stand_in_their_own_columns() -> None:
    """The unit of a year's value is in the column of that year; an amount keeps its unit."""
    wide = {made["name"]: TableSchema(made["name"], made) for made in wide_descriptors([2026])}
    told = {row["field"]: row["unit_column"] for row in dictionary_rows.rows(wide.values()) if row["unit_column"]}
    assert told == {f"{measure}_2026_{end}": f"{measure}_2026_unit" for measure in ("target", "baseline") for end in ("min", "max")}
    assert set(told.values()) <= wide["targets_by_year"].fields.keys()
    page = dictionary.dictionary_page([*TABLES, *wide.values()])
    assert missing(page.body, TABLES) == set()
    row = Rows(page.body).texts["budget_with_paths.amount"]
    assert "đơn vị: đồng" in row and "bắt buộc" not in row


BOOK = TableSchema("books", {
    "name": "books", "title": "Sách <b>", "title_en": "Books", "description": "Sách.", "description_en": "Books.", "scope": "wide",
    "fields": [
        {"name": "code", "type": "string", "title": "Mã", "title_en": "Code", "description": "Mã.", "description_en": "Code.", "example": "A1",
         "constraints": {"required": True, "unique": True, "minLength": 2, "maxLength": 4, "pattern": "[A-Z][0-9]+"}},
        {"name": "pages", "type": "integer", "title": "Trang", "title_en": "Pages", "description": "Số trang.", "description_en": "Pages.", "example": "12",
         "unit": "trang", "unit_en": "pages", "constraints": {"maximum": 900}},
        {"name": "kind", "type": "string", "title": "Loại", "title_en": "Kind", "description": "Loại.", "description_en": "Kind.", "example": "new",
         "constraints": {"enum": ["new", "old"]}, "enum_titles": {"new": "mới", "old": "cũ"}, "enum_titles_en": {"new": "new", "old": "old"}},
    ],
    "foreignKeys": [{"fields": "kind", "reference": {"resource": "topics", "fields": "topic_id"}}],
})  # fmt: skip


def test_demands_in_words() -> None:
    """Those that no table has today as well; a table made for reading may have no key of its own."""
    assert [(one.words, one.code) for one in field_rules.demands(BOOK, "code")] == [
        ("bắt buộc", ""), ("không có hai dòng cùng giá trị", ""), ("ít nhất 2 ký tự", ""), ("nhiều nhất 4 ký tự", ""), ("viết theo mẫu", "[A-Z][0-9]+"),
    ]  # fmt: skip
    assert [(one.words, one.code) for one in field_rules.demands(BOOK, "pages")] == [("không lớn hơn 900", "")]
    assert [(one.words, one.code, one.to) for one in field_rules.demands(BOOK, "kind")] == [
        ("chỉ một trong các giá trị đã liệt kê", "", ""), ("phải có trong", "topics.topic_id", "topics"),
    ]  # fmt: skip


def test_a_demand_without_words_stops_the_dictionary() -> None:
    """A new kind of constraint must be put into words first."""
    with pytest.raises(ValueError, match="cột code: từ điển chưa biết ràng buộc jsonSchema"):
        dictionary_rows.constraints({"name": "code", "constraints": {"jsonSchema": {}}})


def test_tables_made_for_reading_can_be_added() -> None:
    """They get a group of their own, no box in the diagram, and their text is escaped."""
    page = dictionary.dictionary_page([*TABLES, BOOK])
    assert ("books", "Sách <b>") in page.contents
    assert "Các bảng ghép sẵn để đọc" in page.body and "Sách &lt;b&gt;" in page.body and "Sách <b>" not in page.body
    assert ">books<" not in page.body.partition("</svg>")[0].partition("<svg")[2]
    assert 'id="books.kind"' in page.body


def test_rows_of_the_dictionary() -> None:
    """One a field, in the order of tables and columns."""
    rows = dictionary_rows.rows([BOOK])
    assert [row["field"] for row in rows] == ["code", "pages", "kind"]
    assert {key: value for key, value in rows[0].items() if value} == {
        "table": "books", "table_title": "Sách <b>", "table_title_en": "Books", "field": "code", "position": "1", "type": "string", "title": "Mã", "title_en": "Code",
        "description": "Mã.", "description_en": "Code.", "example": "A1", "required": "true", "unique": "true", "minLength": "2", "maxLength": "4", "pattern": "[A-Z][0-9]+",
    }  # fmt: skip
    assert (rows[1]["unit"], rows[1]["unit_en"], rows[1]["maximum"], rows[1]["required"]) == ("trang", "pages", "900", "")
    assert (rows[2]["values"], rows[2]["values_en"], rows[2]["foreign_key"]) == ("new = mới; old = cũ", "new = new; old = old", "topics.topic_id")


def test_the_files_say_what_the_schemas_say() -> None:
    """Every constraint, key and unit of every field; CSV and JSON alike."""
    files = dictionary.dictionary_files()
    assert list(files) == ["du-lieu/tu-dien/dictionary.csv", "du-lieu/tu-dien/dictionary.json", "du-lieu/tu-dien/so-do.svg", "en/du-lieu/tu-dien/so-do.svg"]
    rows = list(csv.DictReader(io.StringIO(files["du-lieu/tu-dien/dictionary.csv"])))
    told = json.loads(files["du-lieu/tu-dien/dictionary.json"])
    assert [table["name"] for table in told["tables"]] == list(schemas())
    assert len(rows) == len(told["fields"]) == len(FIELDS)
    for row, entry, (schema, field) in zip(rows, told["fields"], FIELDS):
        said = field.get("constraints", {})
        assert (row["table"], row["field"], row["position"]) == (schema.name, field["name"], str(list(schema.fields).index(field["name"]) + 1))
        assert {name: entry[name] for name in said if name != "enum"} == {name: value for name, value in said.items() if name != "enum"}
        assert [one["value"] for one in entry["values"]] == said.get("enum", [])
        assert (entry["unit"], entry["unit_en"], entry["unit_column"]) == (field.get("unit"), field.get("unit_en"), field.get("unit_column"))
        assert (row["primary_key"] == "true") == entry["primary_key"] == (field["name"] in schema.primary_key)
        assert {name: row[name] for name in ("minimum", "maximum", "pattern")} == {name: str(said.get(name, "")) for name in ("minimum", "maximum", "pattern")}
        assert (row["required"], row["unique"]) == ("true" if said.get("required") else "", "true" if said.get("unique") else "")
    assert [row["foreign_key"] for row in rows if (row["table"], row["field"]) == ("target_values", "target_id")] == ["targets.target_id"]
    assert [row["foreign_key"] for row in rows if (row["table"], row["field"]) == ("target_values", "plan_id")] == [""]


def test_the_dictionary_in_zips_is_the_same() -> None:
    """Of the tables of the zip, with the columns that it always had first."""
    rows = list(csv.DictReader(io.StringIO(dictionary_of_zip(("sources", "plans")))))
    whole = list(csv.DictReader(io.StringIO(dictionary.dictionary_files()["du-lieu/tu-dien/dictionary.csv"])))
    assert rows == [row for row in whole if row["table"] == "sources"] + [row for row in whole if row["table"] == "plans"]
    assert list(rows[0])[:10] == ["table", "table_title", "field", "type", "title", "title_en", "description", "description_en", "values", "example"]
