"""The evidence pack: complete, checkable by its own sums, explained in itself, the same bytes always."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from literal_plans import REFERENCE_ROWS, plan, reference

from scripts import build, evidence, summaries
from scripts.audit import AUDIT_RULES
from scripts.downloads import archive, package_texts
from scripts.facts import plan_facts
from scripts.paths import ROOT, Layout
from scripts.plans import Plan, Reference, load_plan, load_reference, plan_folders, plan_id_of
from scripts.tables import plan_tables, schemas

FOLDERS = {plan_id_of(Layout(), folder): folder for folder in plan_folders(Layout())}
EVERY_PLAN = pytest.mark.parametrize("plan_id", FOLDERS)
ADDED = {"dictionary.csv", "rules.csv", "CITATION.cff", "README.md", "SHA256SUMS", "datapackage.json"}
HOSTILE = "Kế hoạch: \"A\" & 'b' \\ {{ 7*7 }} <script> # - [x]\n- thêm: dòng\t đ€😀 %s"


@pytest.fixture(scope="module")
def known() -> Reference:
    return load_reference(Layout())


@pytest.fixture(scope="module")
def packs(known: Reference) -> dict[str, bytes]:
    """The packs of the committed plans, made once."""
    return {plan_id: evidence.pack(load_plan(Layout(), folder), known, "Kế hoạch") for plan_id, folder in FOLDERS.items()}


def texts(pack: bytes) -> dict[str, str]:
    archive = zipfile.ZipFile(io.BytesIO(pack))
    return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def tables(files: dict[str, str]) -> list[str]:
    return [name.removeprefix("data/").removesuffix(".csv") for name in files if name.startswith("data/")]


@EVERY_PLAN
def test_every_file_has_its_sum(plan_id: str, packs: dict[str, bytes]) -> None:
    """All files but the list of sums are in it, each once, and each sum is that of the file's bytes."""
    files = texts(packs[plan_id])
    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].splitlines())
    assert len(sums) == files["SHA256SUMS"].count("\n")
    assert sums == {name: hashlib.sha256(text.encode("utf-8")).hexdigest() for name, text in files.items() if name != "SHA256SUMS"}
    assert {name for name in files if "/" not in name} == ADDED
    assert set(tables(files)) >= set(plan_tables())


@EVERY_PLAN
def test_the_sums_can_be_checked_by_command(plan_id: str, packs: dict[str, bytes], tmp_path: Path) -> None:
    """As the README says: sha256sum is content with the unpacked files, and names one that was changed."""
    if not shutil.which("sha256sum"):
        pytest.skip("không có lệnh sha256sum")
    zipfile.ZipFile(io.BytesIO(packs[plan_id])).extractall(tmp_path)
    command = ["sha256sum", "-c", "--strict", "--quiet", "SHA256SUMS"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True).returncode == 0
    with open(tmp_path / "data" / "plans.csv", "a", encoding="utf-8") as out:
        out.write("\n")
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, "data/plans.csv" in done.stdout) == (1, True)


@EVERY_PLAN
def test_the_dictionary_tells_every_column_of_every_table(plan_id: str, packs: dict[str, bytes]) -> None:
    """In the order of tables and columns, in both languages, with the label of every code."""
    files = texts(packs[plan_id])
    told = rows(files["dictionary.csv"])
    headers = {table: files[f"data/{table}.csv"].split("\n")[0].split(",") for table in tables(files)}
    assert [(row["table"], row["field"]) for row in told] == [(table, column) for table, header in headers.items() for column in header]
    for row in told:
        field = schemas()[row["table"]].fields[row["field"]]
        assert all(row[key] == field[key] != "" for key in ("type", "title", "title_en", "description", "description_en", "example"))
        assert row["values"].count(" = ") == len(field.get("enum_titles", {}))
    assert {row["values"] for row in told if row["field"] == "severity"} == {"material = đáng kể; minor = nhỏ"}


def test_the_rules_of_the_audit_are_told() -> None:
    """Each with what it weighs and its sentence in both languages."""
    told = {row["rule"]: row for row in rows(package_texts.rules())}
    for rule in AUDIT_RULES:
        row = told[rule.code()]
        assert (row["severity"], row["title"], row["title_en"], row["description"]) == (rule.severity, rule.title, rule.title_en, rule.description)
        assert row["description_en"] == " ".join((type(rule).__doc__ or "").split()) != ""


@EVERY_PLAN
def test_every_rule_that_a_notice_names_is_told(plan_id: str, packs: dict[str, bytes]) -> None:
    """Whoever reads a notice finds in the same zip what its rule asks; a maintainer's own notices too."""
    files = texts(packs[plan_id])
    used = {row["rule"] for row in rows(files["data/notices.csv"])}
    assert used
    assert used <= {row["rule"] for row in rows(files["rules.csv"])}


@EVERY_PLAN
def test_the_citation_is_in_its_format(plan_id: str, packs: dict[str, bytes]) -> None:
    """YAML with what the format asks for: who, what, under which licence, which version."""
    told = yaml.safe_load(texts(packs[plan_id])["CITATION.cff"])
    published = json.loads((ROOT / "datapackage.json").read_text("utf-8"))
    assert told["cff-version"] == "1.2.0"
    assert (told["type"], told["title"]) == ("dataset", f"Kế hoạch ({plan_id})")
    assert told["authors"] == [{"name": published["title"]}]
    assert told["license"] == published["licenses"][0]["name"]
    assert told["version"] == tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert told["message"]


@EVERY_PLAN
def test_the_readme_counts_what_is_there(plan_id: str, packs: dict[str, bytes]) -> None:
    """Rows of every table, notices and those that matter, every source with its hash, every file by name."""
    files = texts(packs[plan_id])
    said = files["README.md"]
    for table in plan_tables():
        assert f"- data/{table}.csv: {schemas()[table].title}, {len(rows(files[f'data/{table}.csv']))} dòng\n" in said
    notices = rows(files["data/notices.csv"])
    material = [row for row in notices if row["severity"] == "material"]
    assert f"notices.csv có {len(notices)} điểm đối chiếu ({len(material)} đáng kể)" in said
    assert all(f"- {row['source_id']}: {row['name']}, SHA-256 {row['sha256']}\n" in said for row in rows(files["data/sources.csv"]))
    assert all(name in said for name in ADDED - {"README.md"})
    assert said.startswith("# Kế hoạch\n") and f"Mã kế hoạch: {plan_id}\n" in said


@EVERY_PLAN
def test_equal_plans_give_equal_bytes(plan_id: str, packs: dict[str, bytes]) -> None:
    """Read again and packed again, with everything that was remembered forgotten."""
    for remembered in (package_texts.dictionary, package_texts.dictionary_rows, package_texts.rules, archive.schema_text):
        remembered.cache_clear()
    assert evidence.pack(load_plan(Layout(), FOLDERS[plan_id]), load_reference(Layout()), "Kế hoạch") == packs[plan_id]
    assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(packs[plan_id])).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_packs_hold_no_path_or_time_of_the_machine(packs: dict[str, bytes]) -> None:
    """Nothing tells where or when a pack was made."""
    for pack in packs.values():
        found = "\n".join(text for name, text in texts(pack).items() if not name.startswith(("data/", "schemas/")))
        assert str(ROOT) not in found
        assert not re.search(r"\d\d:\d\d:\d\d", texts(pack)["README.md"] + texts(pack)["CITATION.cff"])


def hostile_plan() -> tuple[Plan, Reference]:
    return plan(
        plans=[{"title": HOSTILE, "notes": HOSTILE}], results=[{"result_id": "KQ01", "name": HOSTILE}],
        notices=[{"notice_id": "DC01", "message": HOSTILE, "severity": "minor"}],
    ), reference(topics=[{**REFERENCE_ROWS["topics"][0], "name": HOSTILE}])  # fmt: skip


def test_a_hostile_title_is_a_title() -> None:
    """Quotes, markup, template code and line breaks in words break neither tables, package nor citation; file names do not come of them."""
    found, known = hostile_plan()
    title = summaries.heading(plan_facts(found, known))
    assert HOSTILE[1:] in title
    files = texts(evidence.pack(found, known, title))
    assert yaml.safe_load(files["CITATION.cff"])["title"] == f"{title} ({found.plan_id})"
    assert json.loads(files["datapackage.json"])["title"] == title
    assert rows(files["data/plans.csv"])[0]["title"] == rows(files["data/results.csv"])[0]["name"] == HOSTILE
    assert rows(files["data/notices.csv"])[0]["message"] == HOSTILE
    names = {f"{folder}/{table}.{end}" for table in tables(files) for folder, end in (("data", "csv"), ("schemas", "json"))}
    assert set(files) == ADDED | names


def test_packs_alone_are_written_for_the_plans_that_are_named(site: Layout, tmp_path: Path) -> None:
    """Into build/evidence/ under the name that they have on the site, with the very bytes; nothing else is built."""
    (tmp_path / "data").symlink_to(ROOT / "data")
    layout = Layout(tmp_path)
    folders = plan_folders(layout)[:2]
    written = build.build_evidence(layout, folders)
    assert [layout.relative(path) for path in written] == [f"build/evidence/{folder.parent.name}-{folder.name}.zip" for folder in folders]
    for path, folder in zip(written, folders):
        assert path.read_bytes() == (site.site / "du-lieu" / plan_id_of(layout, folder) / path.name).read_bytes()
    assert [path.name for path in layout.build.iterdir()] == ["evidence"]
