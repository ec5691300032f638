"""What a page offers to take away: the box at its end, and what its head names."""

from __future__ import annotations

import pytest
from html_support import text, tree

from scripts import languages
from scripts.dataset_names import of_collection
from scripts.datasets import Dataset, WrittenFile
from scripts.offers import ATOM, CALENDAR_TYPE, Citation, Link, Offer, TableLinks, body_calendar, named, of_dataset, of_list, offered
from scripts.page import Page

SONG_MA = Dataset("plan", "son-la/song-ma-04168/khcn-2026", "Kế hoạch khoa học 2026, xã Sông Mã", "Sông Mã commune, plan 2026", ("son-la/song-ma-04168/khcn-2026",))
WRITTEN = [
    WrittenFile("csv", "targets", "targets.csv", 9_100, "a" * 64, 41),
    WrittenFile("parquet", "targets", "targets.parquet", 5_000, "b" * 64, 41),
    WrittenFile("csv", "duties", "duties.csv", 120, "c" * 64, 0),
    WrittenFile("zip", "", "song-ma-04168-khcn-2026.zip", 110_400, "d" * 64, 279),
    WrittenFile("xlsx", "", "song-ma-04168-khcn-2026.xlsx", 1_254_000, "e" * 64, 279),
]  # fmt: skip
FOLDER = "du-lieu/son-la/song-ma-04168/khcn-2026/"


def page(path: str = "son-la/song-ma-04168/khcn-2026/", kind: str = "plan") -> Page:
    return Page(path, "Kế hoạch", "Kế hoạch.", [("nguon", "Nguồn")], "<h1>Kế hoạch</h1>\n", kind)


def test_a_dataset_offers_its_files_the_most_wanted_first() -> None:
    """Excel before the package; tables with their rows and only the files that were written."""
    offer = of_dataset(SONG_MA, WRITTEN, (), None, ())
    assert [(link.title, link.address, link.size) for link in offer.files] == [
        ("Excel", f"{FOLDER}song-ma-04168-khcn-2026.xlsx", 1_254_000), ("Gói dữ liệu (zip)", f"{FOLDER}song-ma-04168-khcn-2026.zip", 110_400),
    ]  # fmt: skip
    assert [(table.title, table.rows, [link.address for link in table.links]) for table in offer.tables] == [
        ("Chỉ tiêu", 41, [f"{FOLDER}targets.csv", f"{FOLDER}targets.parquet"]), ("Trách nhiệm thực hiện", 0, [f"{FOLDER}duties.csv"]),
    ]  # fmt: skip


def test_the_box_shows_sizes_tables_feeds_and_the_citation() -> None:
    """In words and by relative links, at the end of the page; the contents name it."""
    follow = (Link("Tin thay đổi (Atom)", "du-lieu/son-la/song-ma-04168/thay-doi.atom", ATOM), Link("Lịch", f"{FOLDER}thoi-han.ics", CALENDAR_TYPE))
    shown = offered(page(), of_dataset(SONG_MA, WRITTEN, follow, Citation("Minh bạch kế hoạch xã, bản 0.3.0.", "@misc{a,\n  year = {2026}\n}"), ()))
    body = text(tree(shown.body))
    assert "Excel (1,3 MB)" in body and "Gói dữ liệu (zip) (110 KB)" in body
    assert "Chỉ tiêu, 41 bản ghi: CSV, Parquet" in body
    assert "Trách nhiệm thực hiện, 0 bản ghi: CSV" in body
    assert "Theo dõi: Tin thay đổi (Atom), Lịch" in body
    assert "Minh bạch kế hoạch xã, bản 0.3.0." in body and "@misc{a," in body
    assert f'href="../../../{FOLDER}song-ma-04168-khcn-2026.xlsx"' in shown.body
    assert shown.contents[-1] == ("tai-ve", "Lấy dữ liệu") and 'id="tai-ve"' in shown.body
    assert shown.body.startswith("<h1>Kế hoạch</h1>\n")


def test_the_head_names_whole_files_and_feeds() -> None:
    """Media type, title and address of each; not the single tables."""
    follow = (Link("Tin thay đổi (Atom)", "du-lieu/thay-doi.atom", ATOM),)
    assert named(page(), of_dataset(SONG_MA, WRITTEN[2:4], follow, None, ())).alternates == (
        ("application/zip", "Gói dữ liệu (zip)", f"{FOLDER}song-ma-04168-khcn-2026.zip"), (ATOM, "Tin thay đổi (Atom)", "du-lieu/thay-doi.atom"),
    )  # fmt: skip


@pytest.mark.parametrize(
    "path, kind, first, table",
    [
        ("chi-tieu/", "indicators", "du-lieu/minh-bach-ke-hoach-xa.xlsx", "du-lieu/targets_by_year.csv"),
        ("chi-tieu/dan-so/", "indicator", "du-lieu/chi-tieu/dan-so.json", "du-lieu/targets_by_year.csv"),
        ("chi-tieu/dan-so/trang-2/", "indicator", "du-lieu/chi-tieu/dan-so.json", "du-lieu/targets_by_year.csv"),
        ("co-quan/cong-an-xa/", "agency", "du-lieu/co-quan/cong-an-xa.json", "du-lieu/task_agencies.csv"),
        ("van-ban/chuoi/", "documents", "du-lieu/minh-bach-ke-hoach-xa.xlsx", "du-lieu/citations.csv"),
        ("nhiem-vu/quy-3-2026/", "tasks", "du-lieu/minh-bach-ke-hoach-xa.xlsx", "du-lieu/tasks_with_bodies.csv"),
        ("doi-chieu/", "list", "du-lieu/minh-bach-ke-hoach-xa.xlsx", "du-lieu/notices.csv"),
    ],
)
def test_lists_offer_what_they_show(path: str, kind: str, first: str, table: str) -> None:
    """A page about one thing offers its own data first; every list its tables of the whole collection."""
    offer = of_list(page(path, kind), of_collection())
    assert offer.files[0].address == first
    assert table in [link.address for found in offer.tables for link in found.links]


def test_a_body_offers_its_calendar_where_it_has_one() -> None:
    """A body that leads nothing with a due date has no calendar, and no link to one."""
    body = page("co-quan/cong-an-xa/trang-2/", "agency")
    address = body_calendar(body)
    assert address == "du-lieu/co-quan/cong-an-xa.ics"
    assert [link.address for link in of_list(body, of_collection(), address).follow] == ["du-lieu/co-quan/cong-an-xa.atom", address]
    assert [link.media_type for link in of_list(body, of_collection()).follow] == [ATOM]
    assert body_calendar(page("co-quan/", "bodies")) == body_calendar(page("van-ban/57-nq-tw-2024/", "document")) == ""


def test_a_hostile_title_stays_text() -> None:
    """What data say is escaped; JSON-LD is the one text that comes ready for its script."""
    table = TableLinks("x", "<b>&", None, (Link("<i>", 'a"b.csv', "text/csv"),))
    body = offered(page(), Offer((Link("</section>", "x.xlsx", "text/csv"),), (table,), (), Citation("<u>", "</pre>"), ('{"@type": "Dataset"}',))).body
    for shown in ("&lt;b&gt;&amp;", "&lt;i&gt;", "&lt;/section&gt;", "&lt;u&gt;", "&lt;/pre&gt;", 'a&#34;b.csv'):
        assert shown in body
    assert '<script type="application/ld+json">{"@type": "Dataset"}</script>' in body


def test_english_pages_speak_english() -> None:
    """Titles of formats, tables and sections, and sizes with a point."""
    with languages.writing("en"):
        shown = offered(page(), of_dataset(SONG_MA, WRITTEN, (), None, ()))
    body = text(tree(shown.body))
    assert "Get the data" in body and "Excel (1.3 MB)" in body and "Data package (zip)" in body and "41 rows" in body
