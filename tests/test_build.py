"""What the build writes from the data, and what stops it."""

from __future__ import annotations

import csv
import filecmp
import json
import re
from datetime import date
from pathlib import Path

import pytest
from collection_support import SONG_MA, THUAN_CHAU, Collection
from html_support import links
from site_support import repository_copy

from scripts import build, collection_builds, plan_builds, site_builds
from scripts.audit import rule_book
from scripts.compare.tasks import UNDATED, quarter
from scripts.datasets import FORMATS
from scripts.paths import ROOT, Layout
from scripts.tables import plan_tables


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """What the committed collection gives, made once and only looked at."""
    layout = Layout(repository_copy(tmp_path_factory.mktemp("collection")))
    build.build_data(layout)
    return layout


def entries(layout: Layout) -> list[dict[str, object]]:
    return [json.loads(line) for line in (layout.build / "pages.jsonl").read_text("utf-8").splitlines()]


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, byte for byte."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rows(path: Path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def turns(path: str, notices: int) -> list[str]:
    """The pages of a list of so many notices, 200 a page."""
    return [path] + [f"{path}trang-{number}/" for number in range(2, (notices + 199) // 200 + 1)]


def test_every_page_is_written_and_listed_once(made: Layout) -> None:
    """Plans, communes with plans, provinces, the home page, the search, the dictionary, the lists over plans, the list of notices and
    every rule: each has one entry and one body in each language."""
    plans = [path.relative_to(made.plans).as_posix() for path in made.plans.glob("*/*/*")]
    assert plans
    expected = {f"{'/'.join(plan.split('/')[:depth])}/" for plan in plans for depth in (1, 2, 3)} | {"", "doi-chieu/", "du-lieu/", "du-lieu/tu-dien/", "tim-kiem/"}
    expected |= {f"{row['slug']}/" for row in rows(made.reference / "provinces.csv")}
    found = [row["rule"] for path in made.plans.glob("*/*/*/notices.csv") for row in rows(path)]
    expected |= set(turns("doi-chieu/", len(found)))
    expected |= {path for rule in rule_book() for path in turns(f"doi-chieu/{rule['code']}/", found.count(rule["code"]))}
    expected |= {"du-lieu/phien-ban/", *(f"du-lieu/phien-ban/{path.parent.name}/" for path in (ROOT / "releases").glob("*/release.json"))}
    expected |= {"chi-tieu/", "chi-tieu/chua-xep/", "ngan-sach/", "nhiem-vu/", "co-quan/", "van-ban/", "van-ban/chuoi/"}
    for table, part, key in (("indicators", "chi-tieu", "indicator_id"), ("agencies", "co-quan", "agency_id"), ("legal_documents", "van-ban", "document_id")):
        expected |= {f"{part}/{row[key]}/" for row in rows(made.reference / f"{table}.csv")}
    due = [row["due_on"] for table in ("task_schedules", "duties") for path in made.plans.glob(f"*/*/*/{table}.csv") for row in rows(path)
           if row["due_on"] and row["kind"] != "year"]  # fmt: skip
    expected |= {f"nhiem-vu/{slug}/" for slug in (*UNDATED, *(quarter(date.fromisoformat(day)) for day in due))}
    expected |= {f"en/{path}" for path in expected}
    listed = [entry["path"] for entry in entries(made)]
    assert [entry["language"] for entry in entries(made)] == ["en" if path.startswith("en/") else "vi" for path in listed]
    assert sorted(listed) == sorted(expected)
    bodies = {path.relative_to(made.build / "pages").as_posix() for path in (made.build / "pages").rglob("*") if path.is_file()}
    assert bodies == {f"{path}index.html" for path in expected}
    assert all(entry["title"] and entry["description"] for entry in entries(made))


def test_downloads_are_the_committed_files(made: Layout) -> None:
    """Each table of a plan lies as it is committed, beside what the index of its folder names and nothing else."""
    static = made.build / "static" / "du-lieu"
    for folder in made.plans.glob("*/*/*"):
        copies = static / folder.relative_to(made.plans)
        index = json.loads((copies / "index.json").read_text("utf-8"))
        listed = {file["path"] for file in index["files"]} | ({index["calendar"]} - {None})
        assert {path.name for path in copies.iterdir()} == listed | {"index.json", "csv-metadata.json"}
        stem = f"{folder.parent.name}-{folder.name}"
        assert {f"{stem}{form.suffix}" for form in FORMATS if not form.per_table} <= listed
        assert {f"{table}{form.suffix}" for form in FORMATS if form.per_table for table in plan_tables()} <= listed
        assert filecmp.cmpfiles(folder, copies, [f"{table}.csv" for table in plan_tables()], shallow=False)[1:] == ([], [])
    assert (made.build / "static" / "tim-kiem" / "muc-luc.json").is_file()


def test_figures_count_plans_and_communes(made: Layout) -> None:
    """The figures for hand-written pages are those of the data."""
    heads = [row for path in made.plans.glob("*/*/*/plans.csv") for row in rows(path)]
    assert json.loads((made.build / "stats.json").read_text("utf-8")) == {
        "plans": len(heads),
        "communes_covered": len({row["commune_code"] for row in heads}),
        "communes_total": len(rows(made.reference / "communes.csv")),
        "notices": sum(len(rows(path)) for path in made.plans.glob("*/*/*/notices.csv")),
    }


def test_nothing_of_an_earlier_build_stays(collection: Collection) -> None:
    """A plan that was removed leaves neither page nor download behind."""
    build.build_data(collection)
    before = content(collection.build)
    (collection.plans / THUAN_CHAU).rename(collection.root / "removed")
    notices = len(collection.cells(f"{SONG_MA}/notices.csv")) - 1
    assert build.build_data(collection) == {"plans": 1, "communes_covered": 1, "communes_total": 4, "notices": notices}
    gone = before.keys() - content(collection.build).keys()
    assert {f"pages/{THUAN_CHAU}/index.html", f"static/du-lieu/{THUAN_CHAU}/tasks.csv"} <= gone
    # A quarter in which nothing else is due has no page any more, and a body without due dates no calendar.
    assert [path for path in gone if "thuan-chau" not in path and "/nhiem-vu/quy-" not in path and "static/tim-kiem/" not in path and "static/du-lieu/co-quan/" not in path] == []


def test_pages_alone_need_no_downloads(collection: Collection) -> None:
    """Without downloads the same pages are made but for what they offer, and only the search index beside them."""

    def pages() -> dict[str, bytes]:
        found = content(collection.build / "pages")
        return {path: re.sub(rb'<section class="mb-data">.*?</section>', b"", body, flags=re.DOTALL) for path, body in found.items() if "phien-ban" not in path}

    build.build_data(collection)
    whole = pages()
    build.build_data(collection, with_downloads=False)
    assert pages() == whole
    assert [path.name for path in (collection.build / "static").iterdir()] == ["tim-kiem"]


def test_many_plans_are_built_side_by_side_with_the_same_result(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other processes write the same bytes, and the entries keep their order."""
    build.build_data(collection)
    alone = content(collection.build)
    for stage in (plan_builds, collection_builds, site_builds):
        monkeypatch.setattr(stage, "PARALLEL_FROM", 1)
    monkeypatch.setattr(plan_builds, "BATCH", 1)
    build.build_data(collection)
    assert content(collection.build) == alone


def test_the_latest_plans_come_first(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    """The home page lists plans from the latest date on, and no more than it has room for."""
    collection.edit(f"{SONG_MA}/plans.csv", 2, signed_at="2025-10-04T08:00:00+07:00")
    collection.edit(f"{THUAN_CHAU}/plans.csv", 2, issued_on="2025-10-05")

    def listed() -> list[str]:
        build.build_data(collection, with_downloads=False)
        return [link for link in links((collection.build / "pages" / "index.html").read_text("utf-8")) if link.count("/") == 3]

    assert listed() == [f"{THUAN_CHAU}/", f"{SONG_MA}/"]
    collection.edit(f"{THUAN_CHAU}/plans.csv", 2, issued_on="2025-10-03")
    assert listed() == [f"{SONG_MA}/", f"{THUAN_CHAU}/"]
    monkeypatch.setattr(site_builds, "LATEST", 1)
    assert listed() == [f"{SONG_MA}/"]


def test_a_plan_with_a_missing_table_stops(collection: Collection) -> None:
    """One clear line names the file, for the site and for the evidence packs; nothing is made of half a plan."""
    collection.path(f"{SONG_MA}/duties.csv").unlink()
    for make in (lambda: build.build_data(collection), lambda: build.build_evidence(collection, [collection.plans / SONG_MA])):
        with pytest.raises(SystemExit, match=r"duties\.csv: tệp thiếu"):
            make()


def test_a_collection_without_plans_stops(collection: Collection) -> None:
    """There is a sentence that says why, and the site that stood before stands on."""
    collection.site.mkdir()
    (collection.site / "index.html").write_text("cũ", "utf-8")
    collection.plans.rename(collection.root / "elsewhere")
    with pytest.raises(SystemExit, match="không có kế hoạch nào; không dựng trang trống"):
        build.build_data(collection)
    assert content(collection.site) == {"index.html": "cũ".encode()}
