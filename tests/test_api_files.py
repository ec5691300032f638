"""The files of the API for the committed plans: what the OpenAPI document says of them, that all they point to is there, and their form."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest
from api_support import json_files, write_api
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate

from scripts.api.about import About
from scripts.api.openapi import json_schema, path_of
from scripts.api.resources import JSON, Resource, explained, resources
from scripts.api.rows import AGENCIES, DOCUMENTS, INDICATORS
from scripts.api.writing import ApiStore
from scripts.paths import Layout
from scripts.paths import SCHEMAS as SCHEMA_FOLDER
from scripts.plans import Plan, Reference, load_plans, load_reference
from scripts.tables import schemas

Json = Any
# Members that hold an address.
ADDRESSES = {"page", "index", "parent", "feed", "calendar", "path", "schema", "openapi", "next"}
HOST = "https://minhbach.example.vn/"


@pytest.fixture(scope="module")
def known() -> Reference:
    return load_reference(Layout())


@pytest.fixture(scope="module")
def plans() -> list[Plan]:
    return list(load_plans(Layout()))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, plans: list[Plan], known: Reference) -> Path:
    folder = tmp_path_factory.mktemp("api")
    write_api(folder / "site", folder / "lists", plans, known)
    return folder / "site"


@pytest.fixture(scope="module")
def document(root: Path) -> Json:
    return json.loads((root / "du-lieu/openapi.json").read_text("utf-8"))


@cache
def patterns() -> list[tuple[int, re.Pattern[str], Resource]]:
    """Paths of JSON files, those with the fewest parameters first."""
    found = [(path_of(each).count("{"), re.compile(re.sub(r"\{\w+\}", "[a-z0-9_-]+", re.escape(path_of(each)).replace(r"\{", "{").replace(r"\}", "}"))), each) for each in resources() if each.media_type == JSON]
    return sorted(found, key=lambda each: each[0])


def resource_of(address: str) -> Resource:
    return next(resource for _count, pattern, resource in patterns() if pattern.fullmatch(f"/{address}"))


def faults(document: Json, address: str, value: Json) -> list[str]:
    validator = Draft202012Validator(json_schema(resource_of(address), document), format_checker=FormatChecker())
    return [f"{address}: {error.json_path}: {error.message[:200]}" for error in validator.iter_errors(value)]


def test_the_document_is_valid_openapi(document: Json) -> None:
    """By the rules of OpenAPI 3.1; it says version, licence and where the site is."""
    validate(document)
    assert (document["openapi"], document["info"]["version"], document["servers"]) == ("3.1.0", "1.2.3", [{"url": "https://minhbach.example.vn"}])
    assert document["info"]["license"] == {"name": "Creative Commons Attribution 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
    assert len({each.operation for each in resources()}) == len(resources()) == len(document["paths"])


def test_every_file_is_what_the_document_says(root: Path, document: Json) -> None:
    """Every JSON file has an address in the document and holds exactly what stands there."""
    found = {address: json.loads(path.read_text("utf-8")) for address, path in json_files(root)}
    # The whole country's communes are thousands of rows alike.
    whole = found["du-lieu/minh-bach-ke-hoach-xa.json"]["tables"]
    whole |= {table: rows[::40] for table, rows in whole.items() if len(rows) > 1000}
    assert [fault for address, value in found.items() for fault in faults(document, address, value)] == []
    met = {resource_of(address).operation for address in found}
    assert met == {each.operation for each in resources() if each.media_type == JSON and each.certain}


def test_a_site_that_stands_nowhere_is_described_too(root: Path, plans: list[Plan], known: Reference, tmp_path: Path) -> None:
    """Without address, date and licence the files are still what their document says."""
    write_api(tmp_path / "site", tmp_path / "lists", plans[:1], known, About("0.1.0", None, "", []))
    own = json.loads((tmp_path / "site/du-lieu/openapi.json").read_text("utf-8"))
    for address in ("du-lieu/index.json", "du-lieu/quang-ngai/index.json", "du-lieu/co-quan/index.json", "du-lieu/van-ban/57-nq-tw-2024.json"):
        value = json.loads((tmp_path / "site" / address).read_text("utf-8"))
        assert (value["version"], value["date"], faults(own, address, value)) == ("0.1.0", None, [])


LIST, PLAN = "du-lieu/co-quan/phong-kinh-te.json", "du-lieu/son-la/song-ma-04168/khcn-2026/"
PLAN_FILE, WIDE_FILE = f"{PLAN}song-ma-04168-khcn-2026.json", "du-lieu/son-la/thuan-chau-03721/nq57-2025/thuan-chau-03721-nq57-2025.json"
DAMAGE: list[tuple[str, Callable[[Json], Any]]] = [
    (LIST, lambda file: file["rows"][0].update(more=1)),
    (LIST, lambda file: file["rows"][0].pop("page")),
    (LIST, lambda file: file["rows"][0].update(table="duty")),
    (LIST, lambda file: next(row for row in file["rows"] if row["table"] == "duties").update(due_on="2026-02-30")),
    (LIST, lambda file: next(row for row in file["rows"] if row["table"] == "duties").update(summary=None)),
    (LIST, lambda file: next(row for row in file["rows"] if row["table"] == "task_agencies").update(role="chief")),
    (LIST, lambda file: next(row for row in file["rows"] if row.get("schedules"))["schedules"][0].update(kind="soon")),
    (LIST, lambda file: file["rows"][0].update(source_part_name="")),
    (LIST, lambda file: file.update(next="")),
    (LIST, lambda file: file["counts"].pop("plans")),
    (LIST, lambda file: file["agency"].update(level="nation")),
    ("du-lieu/co-quan/index.json", lambda file: file["agencies"][0]["counts"].update(plans=-1)),
    ("du-lieu/chi-tieu/phu-song-5g.json", lambda file: file["rows"][0].update(value_min="15")),
    ("du-lieu/chi-tieu/phu-song-5g.json", lambda file: file["rows"][0].update(year="2026")),
    ("du-lieu/chi-tieu/phu-song-5g.json", lambda file: file.update(resource="chi-so")),
    ("du-lieu/van-ban/57-nq-tw-2024.json", lambda file: file["rows"][0].update(mentions=0)),
    ("du-lieu/index.json", lambda file: file.update(date="hôm qua")),
    ("du-lieu/index.json", lambda file: file["provinces"][0].pop("slug")),
    ("du-lieu/index.json", lambda file: file["tables"][0].update(scope="all")),
    ("du-lieu/son-la/index.json", lambda file: file["plans"][0].update(period_from=26)),
    ("du-lieu/son-la/song-ma-04168/index.json", lambda file: file["commune"].update(code="4168")),
    (f"{PLAN}index.json", lambda file: file["files"][0].update(sha256="abc")),
    (f"{PLAN}index.json", lambda file: file["counts"].update(tasks=None)),
    (f"{PLAN}index.json", lambda file: file.update(kind="commune")),
    (PLAN_FILE, lambda file: file["tables"]["tasks"][0].update(task_id="CT01")),
    (PLAN_FILE, lambda file: file["tables"]["plans"][0].update(document_number="")),
    (PLAN_FILE, lambda file: file["tables"]["budget_amounts"][0].update(amount=1.5)),
    (PLAN_FILE, lambda file: file["tables"].pop("targets")),
    (PLAN_FILE, lambda file: file["dataset"].pop("licence")),
    (PLAN_FILE, lambda file: file["tables"].pop("tasks_with_bodies")),
    (WIDE_FILE, lambda file: file["tables"]["targets_by_year"][0].update(target_2026_min="5")),
    (WIDE_FILE, lambda file: file["tables"]["targets_by_year"][0].update(target_26_min=5)),
    ("du-lieu/schemas/targets.json", lambda file: file["fields"][0].pop("type")),
    ("du-lieu/openapi.json", lambda file: file.update(openapi="3.0.0")),
]


@pytest.mark.parametrize(("address", "damage"), DAMAGE, ids=[str(number) for number in range(len(DAMAGE))])
def test_a_damaged_file_is_not_what_the_document_says(root: Path, document: Json, address: str, damage: Callable[[Json], Any]) -> None:
    """One cell, member or text of a good file changed for a bad one is seen."""
    value = json.loads((root / address).read_text("utf-8"))
    assert faults(document, address, value) == []
    damaged = copy.deepcopy(value)
    damage(damaged)
    assert faults(document, address, damaged) != []


def values_of(value: Json, names: set[str]) -> list[str]:
    """The texts of every member of one of these names, however deep."""
    if isinstance(value, list):
        return [text for each in value for text in values_of(each, names)]
    if not isinstance(value, dict):
        return []
    own = [text for name, text in value.items() if name in names and isinstance(text, str)]
    return own + [text for name, each in value.items() if name not in names for text in values_of(each, names)]


def test_every_address_leads_somewhere(root: Path, plans: list[Plan], known: Reference) -> None:
    """To a file that is written, or to a page of the site and a row on it."""
    written = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    pages = {"du-lieu/"} | {"/".join(plan.plan_id.split("/")[:depth]) + "/" for plan in plans for depth in (1, 2, 3)}
    for name, table, key in ((INDICATORS, "indicators", "indicator_id"), (AGENCIES, "agencies", "agency_id"), (DOCUMENTS, "legal_documents", "document_id")):
        pages |= {f"{name}/{row[key]}/" for row in known.rows(table)}
    anchors = {f"{plan.plan_id}/": {identifier for rows in plan.by_id.values() for identifier in rows} for plan in plans}
    seen: set[str] = set()
    for address, path in json_files(root):
        schema, value = resource_of(address).schema, json.loads(path.read_text("utf-8"))
        # Downloads and descriptions hold no addresses of ours; the path of a dataset and the address of a licence are none either.
        if schema.endswith("Index") or schema in ("Indicator", "Agency", "Document"):
            for text in values_of({name: each for name, each in value.items() if name not in ("licenses", "path")}, ADDRESSES):
                target, anchor = urldefrag(urljoin(HOST + address, text).removeprefix(HOST))
                assert target in (pages if target.endswith("/") else written), (address, text)
                assert not anchor or anchor in anchors[target], (address, text)
                seen.add(target)
    # Nothing lies about that no index leads to, but for what describes the files and the index has templates for.
    described = re.compile(r"du-lieu/(.*/)?(csv-metadata\.json|catalog\.(jsonld|ttl)|schemas/.*\.csvw\.json|dictionary\.(json|csv))")
    assert [address for address in written - seen if not described.fullmatch(address)] == []


def test_addresses_are_made_as_the_documents_say(root: Path, document: Json, plans: list[Plan]) -> None:
    """The examples of the OpenAPI document, of the index and of the page about the data lead to files; templates are those of RFC 6570."""
    written = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    shown = 0
    for path, methods in document["paths"].items():
        parameters = {each["name"]: each for each in methods["get"].get("parameters", [])}
        assert set(re.findall(r"\{(\w+)\}", path)) == set(parameters)
        if all("example" in each for each in parameters.values()):
            address = re.sub(r"\{(\w+)\}", lambda found: parameters[found[1]]["example"], path)
            assert address.removeprefix("/") in written, path
            for each in parameters.values():
                schema = {**each["schema"], "components": document["components"]}
                assert Draft202012Validator(schema).is_valid(each["example"])
            shown += 1
    assert shown == sum(each.certain or not each.parameters for each in resources())
    examples = ApiStore(root / "none").examples(load_reference(Layout()), plans[0].plan_id)
    told = explained(examples)
    assert len(told) == 17
    assert {address for _template, _sentence, address in told} <= written
    index = json.loads((root / "du-lieu/index.json").read_text("utf-8"))
    templates = {f"du-lieu/{each['template']}" for each in index["addresses"]}
    assert templates == {each.template for each in resources()}
    assert {template for template, _sentence, _address in told} <= templates


def test_form_of_the_files(root: Path, tmp_path: Path, plans: list[Plan], known: Reference) -> None:
    """UTF-8 without a mark, letters as they are, a newline at the end; the same data give the same bytes."""
    write_api(tmp_path / "site", tmp_path / "lists", plans, known)
    for address, path in json_files(root):
        raw = path.read_bytes()
        assert (raw[:1], raw[-2:]) == (b"{", b"}\n"), address
        assert b"\\u" not in raw or address == "du-lieu/openapi.json", address
        assert b"\r" not in raw
        assert raw == (tmp_path / "site" / address).read_bytes(), address
    assert "Phòng Kinh tế" in (root / LIST).read_text("utf-8")
    assert "Minh bạch kế hoạch xã" in (root / "du-lieu/openapi.json").read_text("utf-8")


def test_the_lists_hold_every_row(root: Path, plans: list[Plan]) -> None:
    """Each row of the tables once, under what it is tied to, cell by cell as the CSV has it; the counts are those of the rows."""
    found: dict[str, dict[tuple[str, ...], Json]] = {}
    for name in (INDICATORS, AGENCIES, DOCUMENTS):
        folder = root / "du-lieu" / name
        index = json.loads((folder / "index.json").read_text("utf-8"))
        entries = next(each for each in index.values() if isinstance(each, list) and each and "counts" in each[0])
        assert sorted(entry["path"] for entry in entries) == sorted(path.name for path in folder.iterdir() if path.name != "index.json")
        for entry in entries:
            file = json.loads((folder / entry["path"]).read_text("utf-8"))
            counts = {table: sum(row["table"] == table for row in file["rows"]) for table in entry["counts"] if table != "plans"}
            assert entry["counts"] == file["counts"] == {"plans": len({row["plan_id"] for row in file["rows"]}), **counts}
            for row in file["rows"]:
                key = tuple(str(row[column]) for column in schemas()[row["table"]].primary_key)
                assert found.setdefault(row["table"], {}).setdefault(key, row) is row
                if "agency_id" in row:
                    assert row["agency_id"] == Path(entry["path"]).stem
    for table, rows in found.items():
        expected = {tuple(row[column] for column in schemas()[table].primary_key): row for plan in plans for row in plan.rows(table) if tied(plan, table, row)}
        assert rows.keys() == expected.keys(), table
        for key, row in expected.items():
            assert {column: as_text(rows[key][column]) for column in row} == {column: text if not is_number(table, column) else as_text(text and float(text)) for column, text in row.items()}
    assert {table: len(rows) for table, rows in found.items()} == {
        "target_values": 180, "results": 4, "target_agencies": 150, "task_agencies": 156, "duties": 110, "citations": 103,
    }  # fmt: skip


def tied(plan: Plan, table: str, row: dict[str, str]) -> bool:
    """Whether an indicator, a body or a document has the row."""
    if table == "target_values":
        return plan.by_id["targets"][row["target_id"]]["indicator_id"] != ""
    return table != "results" or row["indicator_id"] != ""


def is_number(table: str, column: str) -> bool:
    return schemas()[table].fields[column]["type"] == "number"


def as_text(value: Any) -> str:
    """A cell of JSON as CSV has it: 5.0 and 5 are one number."""
    return "" if value in (None, "") else f"{value:g}" if isinstance(value, float) else str(value)


def test_schemas_are_published_as_they_are(root: Path) -> None:
    """Byte by byte those of data/schemas, and no others."""
    published = {path.name: path.read_bytes() for path in (root / "du-lieu/schemas").iterdir() if not path.name.endswith(".csvw.json")}
    assert published == {f"{name}.json": (SCHEMA_FOLDER / f"{name}.json").read_bytes() for name in schemas()}


def test_every_definition_is_in_both_languages(document: Json) -> None:
    """Wherever a schema, a parameter or an address has a Vietnamese text it has the English one, and each is in its language."""

    def check(value: Json) -> int:
        if not isinstance(value, (dict, list)):
            return 0
        seen = 0
        for name, each in value.items() if isinstance(value, dict) else enumerate(value):
            if name in ("title", "description", "summary") and isinstance(each, str):
                assert value.get(f"x-{name}-en"), value
                seen += 1
            seen += check(each)
        return seen

    assert check({name: each for name, each in document.items() if name != "info"}) > 500
    assert document["info"]["x-description-en"].startswith("The tables of commune plans")


def test_no_province_is_called_like_a_folder_of_the_api(root: Path, known: Reference) -> None:
    """Else the files of one would lie among those of the other."""
    folders = {path.name for path in (root / "du-lieu").iterdir() if path.is_dir()}
    assert folders - {row["slug"] for row in known.rows("provinces")} == {INDICATORS, AGENCIES, DOCUMENTS, "schemas", "tu-dien"}
    assert not {INDICATORS, AGENCIES, DOCUMENTS, "schemas", "tu-dien", "phien-ban"} & {row["slug"] for row in known.rows("provinces")}
