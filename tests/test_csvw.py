"""CSV on the Web: another reader of that standard gets the rows and values that we do, and sees what is wrong."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from csvw import TableGroup
from described_support import COLLECTION, RELEASE, plans, province

from scripts import csvw
from scripts.described import About
from scripts.paths import Layout
from scripts.plans import load_plan
from scripts.tables import plan_tables, reference_tables, schemas

EVERY_PLAN = pytest.mark.parametrize("about", plans(), ids=lambda about: about.dataset.path)


def published(about: About, root: Path, tables: list[str]) -> TableGroup:
    """A dataset's folder as the site has it, read by its csv-metadata.json.

    The reader takes neither columns by reference nor keys by schema; both are resolved here as the standard says, from the
    files that stand at those addresses.
    """
    folder = root / about.dataset.folder
    folder.mkdir(parents=True, exist_ok=True)
    for address, columns in csvw.shared().items():
        path = root / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(columns), "utf-8")
    said = csvw.dataset(about.dataset, about.titles, tables, RELEASE)
    files: dict[Path, str] = {}
    for table in said["tables"]:
        files[(folder / table["tableSchema"]).resolve()] = table["url"]
    for table in said["tables"]:
        path = (folder / table["tableSchema"]).resolve()
        table["tableSchema"] = json.loads(path.read_text("utf-8"))
        assert table["tableSchema"].pop("@context") == "http://www.w3.org/ns/csvw"
        for key in table["tableSchema"].get("foreignKeys", []):
            key["reference"]["resource"] = files[(path.parent / key["reference"].pop("schemaReference")).resolve()]
    metadata = folder / csvw.METADATA
    metadata.write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    return TableGroup.from_file(metadata)


def copied(about: About, root: Path) -> TableGroup:
    """A committed plan, its CSV files beside their description."""
    folder = root / about.dataset.folder
    shutil.copytree(Layout().plans / about.dataset.path, folder)
    return published(about, root, plan_tables())


@EVERY_PLAN
def test_every_row_and_value_is_read_back(about: About, tmp_path: Path) -> None:
    """Numbers, dates and times as such, what is not stated as nothing, keys between the tables whole."""
    group = copied(about, tmp_path)
    plan = load_plan(Layout(), Layout().plans / about.dataset.path)
    assert [table.local_name for table in group.tables] == [f"{table}.csv" for table in plan_tables()]
    for table in group.tables:
        name = table.local_name.removesuffix(".csv")
        expected = [{column: value if value != "" else None for column, value in row.items()} for row in plan.typed(name)]
        read = [dict(row) for row in table]
        assert read == expected
        assert {type(value) for row in read for column, value in row.items() if schemas()[name].fields[column]["type"] == "number"} <= {Decimal, type(None)}
    assert group.check_referential_integrity()


@pytest.mark.parametrize(
    "before, after",
    [
        (",eq,", ",eqq,"),
        (",2026,target", ",2026a,target"),
        (",2026,target", ",1926,target"),
        ("son-la/muong-la-03808/cds-2026,", "Sơn La,"),
    ],
)
def test_a_value_of_another_type_is_seen(before: str, after: str, tmp_path: Path) -> None:
    """A code that is none, a year that is no whole number or none of ours, an id of another form."""
    about = next(plan for plan in plans() if "cds-2026" in plan.dataset.path)
    group = copied(about, tmp_path)
    path = tmp_path / about.dataset.folder / "target_values.csv"
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")
    with pytest.raises(ValueError, match="target_values.csv"):
        list(group.tabledict["target_values.csv"])


def test_a_key_that_leads_nowhere_is_seen(tmp_path: Path) -> None:
    """A value of a target that is not there."""
    about = next(plan for plan in plans() if "cds-2026" in plan.dataset.path)
    group = copied(about, tmp_path)
    path = tmp_path / about.dataset.folder / "target_values.csv"
    path.write_text(path.read_text("utf-8").replace(",CT01,", ",CT99,", 1), "utf-8")
    with pytest.raises(ValueError, match="CT99"):
        group.check_referential_integrity()


def test_the_tables_that_everyone_shares(tmp_path: Path) -> None:
    """The reference tables lie in the folder of the collection and are read the same way."""
    about = About(COLLECTION, RELEASE, province()[0][0].area, (2026, 2026), (), ())
    folder = tmp_path / about.dataset.folder
    shutil.copytree(Layout().reference, folder)
    group = published(about, tmp_path, reference_tables())
    counts = {table.local_name: sum(1 for _row in table) for table in group.tables}
    assert (counts["provinces.csv"], counts["communes.csv"]) == (34, 3321)
    assert group.check_referential_integrity()


def test_columns_are_told_in_both_languages_and_once() -> None:
    """A dataset's own description stays small, for it names the columns by reference."""
    about = province()[2][0]
    said = csvw.dataset(about.dataset, about.titles, plan_tables(), RELEASE)
    assert said["tables"][0]["tableSchema"] == "../../../schemas/plans.csvw.json"
    assert len(json.dumps(said, ensure_ascii=False).encode()) < 5000
    for table, schema in schemas().items():
        told: dict[str, Any] = csvw.table_schema(schema)
        assert [column["name"] for column in told["columns"]] == schema.columns == [column["titles"]["und"] for column in told["columns"]]
        assert all(column["titles"]["vi"] and column["titles"]["en"] for column in told["columns"]), table
        assert told["primaryKey"] == schema.primary_key
