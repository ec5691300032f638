"""The lists over plans as they are built from the committed data, and from made-up lists that are long or hostile."""

from __future__ import annotations

import csv
import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from html_support import by_id, ids, links, tables, text, tree
from literal_plans import REFERENCE_ROWS, plan, reference
from site_support import repository_copy

from scripts import build, languages
from scripts.compare import tasks
from scripts.compare.listed import listed
from scripts.compare_pages import everything
from scripts.compare_pages.lists import DETAILED, ON_A_PAGE
from scripts.facts import plan_facts
from scripts.formats import dong
from scripts.compared_store import ComparedStore
from scripts.page import Page
from scripts.paths import Layout
from scripts.text import sort_key

PARTS = ("chi-tieu", "ngan-sach", "nhiem-vu", "co-quan", "van-ban")
HOSTILE = "<script>alert(1)</script> & \"a\" {{ 7*7 }} </td></table>"
MINH_LONG = "quang-ngai/minh-long-21361/khcn-2026"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    layout = Layout(repository_copy(tmp_path_factory.mktemp("collection")))
    build.build_data(layout, with_downloads=False)
    return layout


def body(site: Layout, path: str) -> str:
    return (site.build / "pages" / path / "index.html").read_text("utf-8")


def rows(site: Layout, table: str) -> list[dict[str, str]]:
    """The rows of a table of every plan."""
    found = []
    for path in sorted(site.plans.glob(f"*/*/*/{table}.csv")):
        with open(path, encoding="utf-8", newline="") as lines:
            found += list(csv.DictReader(lines))
    return found


def reference_rows(site: Layout, table: str) -> list[dict[str, str]]:
    with open(site.reference / f"{table}.csv", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def body_rows(table: Element) -> list[Element]:
    return [row for part in table.iter("tbody") for row in part.iter("tr")]


def plan_links(html: str) -> list[tuple[str, str]]:
    """(plan, row) of every link to a row of a plan; a notice is none."""
    found = [re.fullmatch(r"(?:\.\./)+([a-z-]+/[a-z-]+-\d{5}/[a-z0-9-]+)/#((?!DC)[A-Z]{2}\d+)", link) for link in links(html)]
    return [(match[1], match[2]) for match in found if match]


def listed_rows(site: Layout, part: str) -> Counter[tuple[str, str]]:
    """How often each row is linked on the pages below /<part>/ but the first."""
    pages = [path for path in (site.build / "pages" / part).rglob("index.html") if path.parent.name != part]
    return Counter(link for path in pages for link in plan_links(path.read_text("utf-8")))


def test_every_target_is_on_the_page_of_its_indicator(site: Layout) -> None:
    """Once, and no row is there that no plan has; targets without an indicator have a page too."""
    expected: dict[str, list[tuple[str, str]]] = {row["indicator_id"]: [] for row in reference_rows(site, "indicators")} | {"chua-xep": []}
    for row in rows(site, "targets"):
        expected[row["indicator_id"] or "chua-xep"].append((row["plan_id"], row["target_id"]))
    assert {key: plan_links(body(site, f"chi-tieu/{key}")) for key in expected} == expected
    assert sum(map(len, expected.values())) == len(rows(site, "targets")) > 60


def test_the_list_of_indicators_counts_communes(site: Layout) -> None:
    """Those that most communes set come first, then by name in Vietnamese order; one that no plan sets says so."""
    (table,) = tables(body(site, "chi-tieu"))
    shown = [[text(cell) for cell in row] for row in body_rows(table)]
    own = {row["indicator_id"]: row for row in reference_rows(site, "indicators")}
    communes = {key: {row["plan_id"].split("/")[1] for row in rows(site, "targets") if row["indicator_id"] == key} for key in own}
    order = sorted(own.values(), key=lambda row: (-len(communes[row["indicator_id"]]), sort_key(row["name"])))
    assert [cells[0] for cells in shown] == [row["name"] for row in order]
    told = {cells[0]: cells[2] for cells in shown}
    assert told == {row["name"]: str(len(communes[key])) if communes[key] else "chưa kế hoạch nào ở đây đặt" for key, row in own.items()}


def test_figures_stand_in_the_column_of_their_year(site: Layout) -> None:
    """As parsed, with the printed words beside them; a year without a figure is not stated."""
    (table,) = tables(body(site, "chi-tieu/ho-so-tthc-truc-tuyen"))
    heads = [text(cell) for cell in table.iter("thead")][0]
    assert heads.split(" Chỉ tiêu ")[1:] == ["2025", "2026", "2030", "2035", "2040", "2045"]
    minh_long, thuan_chau = [[text(cell) for cell in row][2:] for row in body_rows(table)]
    assert minh_long == ["không nêu", "≥ 70% In trong văn bản: “Tối thiểu 70%”", *["không nêu"] * 4]
    assert thuan_chau == ["≥ 70%", "không nêu", "≥ 85%", "≥ 95%", "100%", "100%"]


def test_what_cannot_be_compared_is_said(site: Layout) -> None:
    """Mường La prints no unit where the indicator has one: its figure is shown, said, and not drawn."""
    html = body(site, "chi-tieu/can-bo-cong-chuc-ky-nang-so")
    assert "Đơn vị ghi khác nhau: % (2), không ghi đơn vị (1)." in html
    assert "Chỉ tiêu 2026: 100 (không ghi đơn vị)" in html
    (figure,) = tree(html).iter("svg")
    assert [shape.get("class") for shape in figure.iter("path") if shape.get("fill-rule")] == ["dot-0", "dot-2", "dot-0", "dot-2"]


def test_sums_leave_out_what_is_disputed(site: Layout) -> None:
    """Minh Long states two sums: both are shown and marked, neither is added, and the sum says that one is left out."""
    amounts = {(row["plan_id"], row["line_id"]): int(row["amount"]) for row in rows(site, "budget_amounts") if row["stage"] == "requested"}
    sums, asked, *_rest = tables(body(site, "ngan-sach"))
    (year,) = body_rows(sums)
    song_ma = amounts["son-la/song-ma-04168/khcn-2026", "NS02"]
    assert dong(song_ma) in text(year) and "1 kế hoạch có số đang có đối chiếu" in text(year)
    assert dong(song_ma + amounts[MINH_LONG, "NS01"]) not in text(sums)
    shown = {row[0][0].text: text(row) for row in body_rows(asked)}
    assert set(shown) == {"Xã Minh Long", "Xã Sông Mã"}
    assert "4.814.980 đồng bằng số 4.814.980.000 đồng bằng chữ" in shown["Xã Minh Long"]
    assert "đang có đối chiếu, không cộng vào tổng" in shown["Xã Minh Long"]
    assert "đối chiếu, không cộng" not in shown["Xã Sông Mã"]
    assert "5,27 tỷ đồng 5.267.475.000 đồng; nhu cầu, đề xuất" in shown["Xã Sông Mã"]


def test_shares_and_residents_are_of_undisputed_sums(site: Layout) -> None:
    """A purpose under dispute has no share; what each resident bears comes from the number that the plan states."""
    _sums, _asked, purposes, residents = tables(body(site, "ngan-sach"))
    told = {text(row[2]).split(" ")[0] + text(row[1]): [text(cell) for cell in row][4:] for row in body_rows(purposes)}
    assert told["NS06Xã Sông Mã Tỉnh Sơn La"] == ["2,93 tỷ đồng 2.927.500.000 đồng", "55,6%"]
    assert told["NS05Xã Sông Mã Tỉnh Sơn La"] == ["148 triệu đồng 148.000.000 đồng đang có đối chiếu", "không tính"]
    assert told["NS02Xã Minh Long Tỉnh Quảng Ngãi"] == ["không nêu", "không tính"]
    (row,) = body_rows(residents)
    assert [text(cell) for cell in row][2:] == ["25.861 người KQ38, không nêu thời điểm", dong(round(5267475000 / 25861))]


def test_a_request_is_never_called_approved(site: Layout) -> None:
    """The page says what it is at the top."""
    assert "nhu cầu, đề xuất ghi trong kế hoạch, không phải ngân sách đã được duyệt" in body(site, "ngan-sach")


def test_every_task_is_in_the_lists_of_its_times(site: Layout) -> None:
    """Each once in a list; duties with a date or a rhythm too; headings over tasks are none."""
    times: dict[tuple[str, str], set[str]] = {(row["plan_id"], row["task_id"]): set() for row in rows(site, "tasks") if row["kind"] == "task"}
    for row in rows(site, "task_schedules"):
        due = row["due_on"] if row["kind"] in ("date", "month", "quarter") else ""
        times[row["plan_id"], row["task_id"]].add(tasks.quarter(date.fromisoformat(due)) if due else tasks.KINDS[row["kind"]])
    for row in rows(site, "duties"):
        if row["due_on"] or row["recurrence"]:
            times[row["plan_id"], row["duty_id"]] = {tasks.quarter(date.fromisoformat(row["due_on"])) if row["due_on"] else "thuong-xuyen"}
    expected = Counter((slug, *row) for row, slugs in times.items() for slug in slugs or {"khong-neu"})
    shown = Counter((path.parent.name, *row) for path in (site.build / "pages/nhiem-vu").glob("*/index.html") for row in plan_links(path.read_text("utf-8")))
    assert shown == expected
    assert len({slug for slug, _plan, _row in expected}) == 11


def test_the_overview_of_tasks_counts_what_the_lists_hold(site: Layout) -> None:
    """Every quarter in order with its bounds, and every other way of speaking of time."""
    html = body(site, "nhiem-vu")
    for row in [row for table in tables(html) for row in body_rows(table)]:
        (link,) = [a.get("href", "") for a in row.iter("a")]
        assert int(text(row[1])) == len(plan_links(body(site, f"nhiem-vu/{link.removeprefix('../nhiem-vu/')}")))
    quarters = [row.get("id") for row in body_rows(tables(html)[0])]
    assert quarters == ["quy-3-2025", "quy-4-2025", "quy-1-2026", "quy-3-2026", "quy-4-2026"]
    assert by_id(html, "quy-4-2026").get("data-until") == "2026-12-31"


def test_nothing_unreported_is_called_not_done(site: Layout) -> None:
    """Every list of tasks and every body says so before its first row; nothing says a task is late."""
    for path in [*(site.build / "pages/nhiem-vu").rglob("index.html"), *(site.build / "pages/co-quan").glob("*/index.html")]:
        html = path.read_text("utf-8")
        if path.parent.name != "co-quan":
            assert "“Chưa thấy báo cáo” không có nghĩa là chưa làm" in html.partition("<table")[0], path
        assert not re.search("quá hạn|trễ hạn|chậm tiến độ|không thực hiện", html), path


def test_dated_lists_are_in_the_order_of_days(site: Layout) -> None:
    for slug in ("quy-3-2025", "quy-4-2026"):
        days = [row.get("data-until", "") for row in body_rows(tables(body(site, f"nhiem-vu/{slug}"))[0])]
        assert days == sorted(days) and len(set(days)) > 1


def test_bodies_have_all_that_names_them(site: Layout) -> None:
    """The rows of a body's page are those of the data, once for each role."""
    expected: Counter[tuple[str, str, str]] = Counter()
    groups = {(row["plan_id"], row["task_id"]) for row in rows(site, "tasks") if row["kind"] == "group"}
    for table, key in (("target_agencies", "target_id"), ("task_agencies", "task_id")):
        expected.update({(row["agency_id"], row["plan_id"], row[key], row["role"]) for row in rows(site, table) if (row["plan_id"], row[key]) not in groups})
    expected.update((row["agency_id"], row["plan_id"], row["duty_id"], "") for row in rows(site, "duties"))
    counts = Counter((agency, plan_id, row) for agency, plan_id, row, _role in expected.elements())
    shown = Counter((path.parent.name, *row) for path in (site.build / "pages/co-quan").glob("*/index.html") for row in plan_links(path.read_text("utf-8")))
    assert shown == counts
    assert {row["agency_id"] for row in reference_rows(site, "agencies")} == {path.parent.name for path in (site.build / "pages/co-quan").glob("*/index.html")}


def test_documents_have_all_that_cites_them(site: Layout) -> None:
    """And a document that another one replaced says by which, since when."""
    expected = Counter((row["document_id"], row["plan_id"], row["citation_id"]) for row in rows(site, "citations"))
    shown = Counter((path.parent.name, *row) for path in (site.build / "pages/van-ban").glob("*/index.html") if path.parent.name != "chuoi" for row in plan_links(path.read_text("utf-8")))
    assert shown == expected
    facts = text(next(tree(body(site, "van-ban/29-2013-qh13")).iter("dl")))
    assert "Bị thay thế hoặc sửa đổi bởi 93/2025/QH15, từ ngày 01/10/2025." in facts
    assert "../../van-ban/93-2025-qh15/" in links(body(site, "van-ban/29-2013-qh13"))


def test_chains_are_those_of_the_citations(site: Layout) -> None:
    """Thuận Châu goes back over its province and the Government to the Politburo; what a plan only mentions says so."""
    (table,) = tables(body(site, "van-ban/chuoi"))
    told = {[link.get("href") for link in row[-1].iter("a")][-1]: [text(cell) for cell in row[:-1]] for row in body_rows(table)}
    party, government, province = told["../../son-la/thuan-chau-03721/nq57-2025/#can-cu"]
    assert (party, government) == ("57-NQ/TW CC04", "71/NQ-CP CC02")
    assert province.startswith("333-KH/TU CC03, CC05 142/KH-UBND CC01 ") and province.endswith("chỉ nhắc đến, không viện dẫn làm căn cứ CC08")
    assert "71/NQ-CP chỉ nhắc đến, không viện dẫn làm căn cứ CC05" in told["../../son-la/muong-la-03808/cds-2026/#can-cu"][1]
    assert len(told) == 5


def broken_links(site: Layout, prefix: str) -> tuple[list[tuple[str, str]], int]:
    """(page, link) of each link of the lists that leads to no page of the same language, or to a row or section that is not on it; pages linked."""
    known: dict[str, set[str]] = {}
    broken = []
    for part in PARTS:
        for path in (site.build / "pages" / prefix / part).rglob("index.html"):
            at = path.parent.relative_to(site.build / "pages").as_posix()
            for link in set(links(path.read_text("utf-8"))):
                address, _hash, anchor = link.partition("#")
                target = posixpath.normpath(posixpath.join(at, address)) if address else at
                # Files to take away are not pages; whether they are there is asked of the finished site.
                if "." in target.rpartition("/")[2]:
                    continue
                if target not in known:
                    file = site.build / "pages" / target / "index.html"
                    known[target] = set(ids(file.read_text("utf-8"))) if file.exists() else {"missing"}
                if known[target] == {"missing"} or anchor and anchor not in known[target] or not f"{target}/".startswith(prefix):
                    broken.append((at, link))
    return broken, len(known)


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_every_link_of_the_lists_leads_somewhere(site: Layout, prefix: str) -> None:
    """To a page of the same language, and to a row that is on it."""
    broken, pages = broken_links(site, prefix)
    assert broken == []
    assert pages > 150


def test_links_of_long_lists_lead_somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When no list may have more than three rows, in both languages: to the plan's page and the section that has the rows."""
    monkeypatch.setattr(build, "DETAILED", 3)
    short = Layout(repository_copy(tmp_path / "collection"))
    build.build_data(short, with_downloads=False)
    for prefix in ("", "en/"):
        assert broken_links(short, prefix)[0] == []
        anchors = {link.partition("#")[2] for path in (short.build / "pages" / prefix / "co-quan").rglob("index.html") for link in links(path.read_text("utf-8"))}
        assert {"chi-tieu", "nhiem-vu", "trach-nhiem"} <= anchors
    assert "trang của kế hoạch." in body(short, "nhiem-vu/khong-neu")


def test_pages_have_titles_of_their_own(site: Layout) -> None:
    """The heading is the title, and no two pages of the lists share one."""
    entries = (site.build / "pages.jsonl").read_text("utf-8").splitlines()
    found = [entry for entry in map(json.loads, entries) if entry["language"] == "vi" and entry["path"].split("/")[0] in PARTS]
    for entry in found:
        assert text(next(tree(body(site, entry["path"])).iter("h1"))) == entry["title"]
        assert {anchor for anchor, _title in entry["contents"]} <= set(ids(body(site, entry["path"])))
        assert entry["description"]
    titles = Counter(entry["title"] for entry in found)
    assert [title for title, count in titles.items() if count > 1] == []


# Made-up lists.


def store(folder: Path, plans: list[dict[str, list[dict[str, str]]]], detailed: int = DETAILED, **known: list[dict[str, str]]) -> tuple[ComparedStore, dict[str, list[Page]]]:
    """The pages of these plans, all of the same commune, by part."""
    agencies = [{**row, "level": "commune", "kind": "office"} for row in REFERENCE_ROWS["agencies"]]
    kept, own = ComparedStore(folder, ON_A_PAGE, detailed), reference(**{"agencies": agencies, **known})
    for tables_of in plans:
        kept.add(listed(plan_facts(plan(**tables_of), own)))
    return kept, {part: list(everything.pages(kept, own, part)) for part in everything.PARTS}


INDICATOR = {"indicator_id": "a", "name": "Phủ sóng 5G", "name_en": "5G", "unit": "%", "direction": "higher", "definition": "Là gì", "definition_en": "What"}


def test_long_lists_go_on_in_pages(tmp_path: Path) -> None:
    """200 rows a page, nothing lost or shown twice; the chart becomes a distribution and stands on the first page."""
    targets = [{"target_id": f"CT{n:03}", "indicator_id": "a"} for n in range(450)]
    values = [{"target_id": f"CT{n:03}", "comparator": "eq", "value_min": str(n % 100), "value_max": str(n % 100), "unit": "%", "value_text": f"{n % 100}%"} for n in range(450)]
    _kept, made = store(tmp_path, [{"targets": targets, "target_values": values}], indicators=[INDICATOR])
    pages = [page for page in made["chi-tieu"] if page.path.startswith("chi-tieu/a/")]
    assert [page.path for page in pages] == ["chi-tieu/a/", "chi-tieu/a/trang-2/", "chi-tieu/a/trang-3/"]
    assert [row for page in pages for _plan, row in plan_links(page.body)] == [f"CT{n:03}" for n in range(450)]
    assert [page.body.count("<svg") for page in pages] == [1, 0, 0]
    (chart,) = tree(pages[0].body).iter("svg")
    bars = [text(label) for label in chart.iter("text")]
    assert bars[:5] == ["Số chỉ tiêu năm 2026 ở mỗi mức", "từ 0% đến dưới 20%", "100", "từ 20% đến dưới 40%", "100"]
    assert "../../../chi-tieu/a/" in links(pages[1].body)


def test_long_vocabularies_go_on_in_pages(tmp_path: Path) -> None:
    """Indicators, bodies and documents of a nation: each once, by level; what plans go back to stands on the first page only."""
    known = {
        "indicators": [{**INDICATOR, "indicator_id": f"a{n}"} for n in range(250)],
        "agencies": [{"agency_id": f"b{n}", "name": f"Cơ quan {n}", "level": ("external", "commune")[n % 2], "kind": "group"} for n in range(250)],
        "legal_documents": [{"document_id": f"c{n}", "title": f"Văn bản {n}", "kind": "plan", "level": ("commune", "central", "")[n % 3]} for n in range(250)],
    }
    _kept, made = store(tmp_path, [{}], **known)
    for part, prefix in (("chi-tieu", "a"), ("co-quan", "b"), ("van-ban", "c")):
        pages = {page.path: page for page in made[part]}
        listed_on = [[link for link in links(pages[path].body) if re.search(rf"/{part}/{prefix}\d+/$", link)] for path in (f"{part}/", f"{part}/trang-2/")]
        assert list(map(len, listed_on)) == [200, 50]
        assert len({link.rsplit("/", 2)[1] for found in listed_on for link in found}) == 250
        assert f"{part}/trang-3/" not in pages
    assert [anchor for anchor, _title in pages["van-ban/"].contents] == ["chuoi", "central", "commune", "chua-ro"]
    assert [anchor for anchor, _title in pages["van-ban/trang-2/"].contents] == ["chua-ro"]
    assert ["mb-chain" in pages[path].body for path in ("van-ban/", "van-ban/trang-2/")] == [True, False]


def test_nothing_is_filled_in(tmp_path: Path) -> None:
    """A plan that states nothing makes every page, each of which says that there is nothing."""
    _kept, made = store(tmp_path, [{}], indicators=[INDICATOR])
    by_path = {page.path: text(tree(page.body)) for pages in made.values() for page in pages}
    assert "Chưa kế hoạch nào ở đây đặt chỉ tiêu này." in by_path["chi-tieu/a/"]
    assert "Chưa kế hoạch nào nêu số dân, nên không tính theo đầu người." in by_path["ngan-sach/"]
    assert "1 kế hoạch không nêu tổng nhu cầu." in by_path["ngan-sach/"]
    assert "Không có việc nào có hạn cụ thể." in by_path["nhiem-vu/"]
    assert "Không có việc nào trong danh sách này." in by_path["nhiem-vu/cho-dieu-kien/"]
    assert "Chưa kế hoạch nào ở đây nêu tên cơ quan này." in by_path["co-quan/cong-an-xa/"]
    assert "Chưa kế hoạch nào ở đây viện dẫn văn bản này." in by_path["van-ban/nq-57-nq-tw/"]
    assert by_path["van-ban/chuoi/"].count("không viện dẫn ") >= 3
    assert not any(re.search(r"\b0 đồng", said) for said in by_path.values())


def hostile_plan() -> dict[str, list[dict[str, str]]]:
    return {
        "targets": [{"target_id": "CT01", "indicator_id": "a", "name": HOSTILE, "section_title": HOSTILE}],
        "target_values": [{"target_id": "CT01", "value_text": HOSTILE, "unit": HOSTILE}],
        "target_agencies": [{"target_id": "CT01", "agency_text": HOSTILE, "agency_id": "cong-an-xa"}],
        "tasks": [{"task_id": "NV01", "name": HOSTILE, "product_text": HOSTILE, "section_title": HOSTILE}],
        "task_schedules": [{"task_id": "NV01", "kind": "date", "due_on": "2026-11-30", "schedule_text": HOSTILE}],
        "budget_lines": [{"line_id": "NS01"}, {"line_id": "NS02", "view": "task_group", "name": HOSTILE}],
        "budget_amounts": [{"line_id": "NS01", "amount_text": "5", "amount": "5", "amount_words": HOSTILE}],
        "duties": [{"duty_id": "TN01", "summary": HOSTILE, "agency_text": HOSTILE, "deadline_text": HOSTILE, "recurrence": "monthly"}],
        "citations": [{"citation_id": "CC01", "symbol": HOSTILE, "name": HOSTILE, "issued_on_text": HOSTILE, "issuer_text": HOSTILE, "mention_lines": HOSTILE}],
        "source_parts": [{"name": HOSTILE}],
    }  # fmt: skip


@pytest.mark.parametrize("code", languages.CODES)
def test_contributed_words_are_text(tmp_path: Path, code: str) -> None:
    """Markup and template code in any cell are characters on every page, in titles and in charts."""
    known = {**INDICATOR, "name": HOSTILE, "name_en": HOSTILE, "definition": HOSTILE, "definition_en": HOSTILE}
    with languages.writing(code):
        _kept, made = store(tmp_path, [hostile_plan()], indicators=[known])
    seen = 0
    for page in (page for pages in made.values() for page in pages):
        root = tree(page.body)
        assert list(root.iter("script")) == [], page.path
        assert "49" not in re.findall(r"\b49\b", text(root)), page.path
        seen += text(root).count(HOSTILE)
    assert seen >= 20


def test_english_pages_mark_what_stays_vietnamese(site: Layout) -> None:
    """Names of tasks and quotations carry their language; on Vietnamese pages nothing does."""
    html = body(site, "en/nhiem-vu/quy-4-2026")
    names = [cell[0] for row in body_rows(tables(html)[0]) for cell in row.iter("th")]
    assert [name.get("lang") for name in names] == ["vi"] * 4
    assert 'lang="vi"' not in body(site, "nhiem-vu/quy-4-2026")


def test_filters_offer_what_occurs(site: Layout) -> None:
    """Each commune, body and section of the list once, in Vietnamese order; a row fits what it says of itself."""
    html = body(site, "nhiem-vu/thuong-xuyen")
    shown = body_rows(tables(html)[0])
    for key, values in (
        ("commune", {row.get("data-commune") for row in shown}), ("section", {row.get("data-section") for row in shown} - {""}),
        ("lead", {value for row in shown for value in row.get("data-lead", "").split()}),
    ):  # fmt: skip
        options = list(by_id(html, f"bang-nhiem-vu-{key}"))[1:]
        assert {option.get("value") for option in options} == values
        assert [text(option) for option in options] == sorted((text(option) for option in options), key=sort_key)


def test_tables_can_be_read_by_all(site: Layout) -> None:
    """Each has a caption and scoped heads, and stands in a region that keys can scroll; cells of cards name their column."""
    for part in PARTS:
        for path in (site.build / "pages" / part).rglob("index.html"):
            for region, table in regions(tree(path.read_text("utf-8"))):
                assert region.get("role") == "region" and region.get("tabindex") == "0" and region.get("aria-label"), path
                assert text(next(table.iter("caption"))), path
                heads = [cell for head in table.iter("thead") for cell in head.iter("th")]
                assert all(cell.get("scope") == "col" for cell in heads), path
                for row in body_rows(table):
                    assert [cell.get("scope") for cell in row if cell.tag == "th"] == ["row"], path
                    assert len(row) == len(heads), path
                    assert all(cell.get("data-label") for cell in row if cell.tag == "td"), path


def regions(root: Element) -> Iterator[tuple[Element, Element]]:
    """(the element around it, table) of every table."""
    for parent in root.iter():
        for child in parent:
            if child.tag == "table":
                yield parent, child
