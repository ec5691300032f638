"""The files of the finished site: every format of every dataset against its CSV, and every page against the files that it offers."""

from __future__ import annotations

import csv
import json
import posixpath
import re
import sqlite3
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pandas
import pytest
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from scripts.data_page import SNIPPETS
from scripts.datasets import FORMATS
from scripts.paths import Layout
from scripts.tables import plan_tables, schemas, wide_schemas

ALTERNATE = re.compile(r'<link rel="alternate" type="([^"]*)" title="([^"]+)" href="([^"]*)">')
HREF = re.compile(r'href="([^"]*)"')
HOME = "https://minhbach.example.vn/"


def folders(site: Path) -> list[Path]:
    """The folder of every dataset: five plans, four communes, two provinces, the collection."""
    return [path.parent for path in sorted((site / "du-lieu").rglob("index.json")) if "kind" in json.loads(path.read_text("utf-8"))]


def cells(path: Path) -> list[list[str]]:
    with open(path, encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def as_text(value: Any, kind: str) -> str:
    """A cell of a workbook as the CSV would have it."""
    if value is None:
        return ""
    if kind == "datetime":
        assert isinstance(value, datetime)
        return value.replace(tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")).isoformat()
    if kind == "date":
        assert isinstance(value, datetime)
        return value.date().isoformat()
    if kind in ("integer", "number"):
        assert isinstance(value, (int, float))
        return str(int(value)) if value == int(value) else repr(value)
    assert isinstance(value, str)
    return unescape(value)


def types(table: str, columns: list[str]) -> list[str]:
    """What each column holds; those of a year have the type of the column that they stand for."""
    if table in schemas():
        return [schemas()[table].fields[column]["type"] for column in columns]
    known = {field["name"]: field for field in wide_schemas()[table]["fields"]}
    found = []
    for column in columns:
        field = known.get(column) or known[re.sub(r"^(target|baseline)_[0-9]{4}", "{measure}_{year}", column)]
        source, _, name = field.get("from", "").partition(".")
        found.append(field["type"] if "type" in field else schemas()[source].fields[name]["type"])
    return found


def test_every_dataset_is_there(site: Layout) -> None:
    """With every format that the page on data names."""
    found = {path.relative_to(site.site / "du-lieu").as_posix() for path in folders(site.site)}
    plans = {path.relative_to(site.plans).as_posix() for path in site.plans.glob("*/*/*")}
    assert found == plans | {plan.rpartition("/")[0] for plan in plans} | {plan.split("/")[0] for plan in plans} | {"."}
    for folder in folders(site.site):
        files = json.loads((folder / "index.json").read_text("utf-8"))["files"]
        assert {file["format"] for file in files} == {form.name for form in FORMATS}
        assert [file["path"] for file in files if (folder / file["path"]).stat().st_size != file["bytes"]] == []


def test_workbooks_hold_every_cell(site: Layout) -> None:
    """openpyxl reads of each sheet what the CSV beside it has: text as text, numbers, days and times as such; no formula, no link."""
    compared = 0
    for folder in folders(site.site):
        (path,) = folder.glob("*.xlsx")
        book = load_workbook(path, read_only=True)
        tables = [name for name in book.sheetnames if name not in ("Giới thiệu", "Từ điển")]
        assert [book.sheetnames[0], book.sheetnames[-1]] == ["Giới thiệu", "Từ điển"]
        assert {*wide_schemas(), *plan_tables()} <= set(tables)
        for table in tables:
            header, *rows = cells(folder / f"{table}.csv")
            kinds = types(table, header)
            shown = book[table].iter_rows()
            assert [cell.value for cell in next(shown)] == header
            for row in rows:
                found = next(shown)
                assert all(cell.data_type != "f" for cell in found)
                padded = [cell.value for cell in found] + [None] * (len(header) - len(found))
                exact = [as_text(value, kind) for value, kind in zip(padded, kinds)]
                expected = [str(float(cell)).removesuffix(".0") if kind == "number" and cell else cell for cell, kind in zip(row, kinds)]
                assert exact == expected, (path.name, table, row[:2])
                compared += len(row)
            assert next(shown, None) is None
    assert compared > 200_000


def test_views_of_sqlite_are_the_wide_tables(site: Layout) -> None:
    """The same columns and cells as the CSV files of the same names, for a plan, a commune, a province and everything."""
    for folder in folders(site.site):
        (path,) = folder.glob("*.sqlite")
        with sqlite3.connect(path) as database:
            for table in wide_schemas():
                header, *rows = cells(folder / f"{table}.csv")
                found = database.execute(f'SELECT * FROM "{table}"')
                assert [column[0] for column in found.description] == header
                told = [["" if cell is None else str(cell).removesuffix(".0") for cell in row] for row in found]
                kinds = types(table, header)
                expected = [[str(float(cell)).removesuffix(".0") if kind == "number" and cell else cell for cell, kind in zip(row, kinds)] for row in rows]
                assert sorted(told) == sorted(expected), (path.name, table)


def test_wide_tables_of_more_plans_are_those_of_the_plans(site: Layout) -> None:
    """A row of a plan stands in its commune, its province and the collection, empty in the years that the plan does not have."""
    top = site.site / "du-lieu"
    for folder in folders(site.site):
        plans = [path for path in folders(site.site) if len(path.relative_to(top).parts) == 3 and path.is_relative_to(folder)]
        for table in wide_schemas():
            header, *rows = cells(folder / f"{table}.csv")
            own = []
            for plan in plans:
                columns, *lines = cells(plan / f"{table}.csv")
                assert set(columns) <= set(header)
                own += [[dict(zip(columns, line)).get(column, "") for column in header] for line in lines]
            assert sorted(rows) == sorted(own)


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_every_page_names_its_data_in_its_head_and_in_its_box(site: Layout, prefix: str) -> None:
    """Every page has alternates, and every link to a file below du-lieu/ leads to one; what the head names of a dataset stands on the page too."""
    lost, bare, unseen = [], [], []
    for path in sorted(site.site.glob(f"{prefix}**/index.html")):
        page = path.parent.relative_to(site.site).as_posix()
        if not prefix and page.split("/")[0] == "en":
            continue
        html = path.read_text("utf-8")
        linked = HREF.findall(html.partition("<body")[2])
        named = [href for _kind, _title, href in ALTERNATE.findall(html)]
        if not named:
            bare.append(page)
        files = [link for link in (*named, *linked) if "du-lieu/" in link and "." in link.rpartition("/")[2] and "://" not in link]
        lost += [(page, link) for link in files if not (site.site / posixpath.normpath(posixpath.join(page, link.partition("#")[0]))).is_file()]
        if 'class="mb-data"' in html:
            unseen += [(page, href) for href in named if href.removeprefix("./") not in linked]
    assert (bare, lost, unseen) == ([], [], [])


def test_a_site_with_an_address_says_so(published: Layout) -> None:
    """Feeds, catalogues, site maps and JSON-LD name whole addresses; robots.txt leads to the site map."""
    site = published.site
    assert f"Sitemap: {HOME}sitemap.xml" in (site / "robots.txt").read_text("utf-8")
    assert f"<loc>{HOME}sitemap-1.xml</loc>" in (site / "sitemap.xml").read_text("utf-8")
    listed = set(re.findall(r"<loc>([^<]+)</loc>", (site / "sitemap-1.xml").read_text("utf-8")))
    assert listed == {HOME + path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("index.html")}
    assert 'rel="self"' in (site / "du-lieu/thay-doi.atom").read_text("utf-8")
    (described,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', (site / "son-la/song-ma-04168/khcn-2026/index.html").read_text("utf-8"))
    said = json.loads(described)
    assert said["url"] == f"{HOME}son-la/song-ma-04168/khcn-2026/"
    assert {download["contentUrl"].removeprefix(HOME).rpartition(".")[2] for download in said["distribution"]} == {"xlsx", "zip", "json", "sqlite"}


def test_the_page_of_data_is_a_catalogue(site: Layout) -> None:
    """Beside the collection as a dataset it lists every province that has one; each stands at a page that is there."""
    page = (site.site / "du-lieu/index.html").read_text("utf-8")
    dataset, catalogue = (json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page))
    assert (dataset["@type"], catalogue["@type"]) == ("Dataset", "DataCatalog")
    pages = [listed["url"] for listed in catalogue["dataset"]]
    assert len(pages) == 3
    assert [path for path in pages if not (site.site / "du-lieu" / path / "index.html").is_file()] == []


def test_a_site_without_an_address_has_no_site_map(site: Layout) -> None:
    """A site map could name no address."""
    assert not [path for name in ("sitemap*", "robots.txt") for path in site.site.glob(name)]


def test_examples_on_the_page_of_data_run(site: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line, in the folder of the collection as in that of somebody who has just downloaded the files: it answers with rows."""
    monkeypatch.chdir(site.site / "du-lieu")
    language, answered = "", Counter[str]()
    for line in SNIPPETS:
        if line.startswith(("#", "--")):
            language = line.lstrip("#- ")
        elif language == "Python":
            answered[language] += len(eval(line, {"pandas": pandas})) > 0
        elif language == "DuckDB":
            answered[language] += len(duckdb.connect().sql(line).fetchall()) > 0
        else:
            with sqlite3.connect("minh-bach-ke-hoach-xa.sqlite") as database:
                answered[language] += len(database.execute(line).fetchall()) > 0
    assert answered == {"Python": 2, "DuckDB": 1, "SQLite": 2}
