"""The built site as its readers meet it: in a real browser, without scripts, and as files."""

from __future__ import annotations

import filecmp
import json
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from site_support import browser, built, repository_copy, served

from scripts.paths import Layout
from scripts.plans import plan_folders, plan_id_of

# Page -> words that its readers must see.
EXPECTED = {
    "": ["Minh bạch kế hoạch xã", "5 kế hoạch của 4 trong 3.321 xã", "Tỉnh Sơn La"],
    "son-la/": ["Tỉnh Sơn La", "3 trong 75 xã", "Xã Nà Nghịu"],
    "son-la/song-ma-04168/": ["Xã Sông Mã", "04168", "105,99 km²", "Thị trấn Sông Mã", "5.267.475.000 đồng"],
    "son-la/muong-la-03808/": ["2 kế hoạch, đặt cạnh nhau", "Chuyển đổi số 2026", "không nêu số tiền"],
    "son-la/song-ma-04168/khcn-2026/": [
        "5,27 tỷ đồng", "5.267.475.000", "nhu cầu, đề xuất", "không phải ngân sách đã được duyệt", "2.339.975.000",
        "tăng 400.000.000 đồng (117,6%)", "66/QĐ-UBND", "ký số lần đầu 04/10/2025", "Phụ lục 1, dòng 1134", "Hoàng Văn Thuyên",
        "con số văn bản báo cáo là đã đạt hoặc đang có", "Ai phải làm gì theo phần tổ chức thực hiện", "Khó khăn và kiến nghị văn bản nêu, tóm tắt",
        "văn bản kế hoạch nêu tên", "Luật yêu cầu xã công khai gì",
    ],
    "son-la/muong-la-03808/khcn-2026/": [
        "16 chỉ tiêu, 51 nhiệm vụ", "≥ 4 lượt/ năm", "“Tối thiểu 4 lượt/ năm”", "Phòng Kinh tế", "Không nêu số tiền",
    ],
    "son-la/muong-la-03808/cds-2026/": ["15 chỉ tiêu, 74 nhiệm vụ", "Tháng 10/226", "không đọc được thành ngày", "30/11/2026", "85%"],
    "son-la/thuan-chau-03721/nq57-2025/": [
        "41 chỉ tiêu, 69 nhiệm vụ", "≥ 0,23%", "Phụ lục I, dòng 408–417", "đọc chưa chắc chắn", "Tháng 11 hàng năm", "2025–2045",
    ],
    "quang-ngai/minh-long-21361/khcn-2026/": [
        "4.814.980 đồng hay 4.814.980.000 đồng?", "Bốn tỷ tám trăm mười bốn triệu", "13/08/2025", "văn bản nêu 1, bản này có 0",
        "Phụ lục được nhắc đến", "nhắc đến 1, bản này có 0", "có đối chiếu, không cộng vào tổng nhiều xã",
    ],
    "gioi-thieu/": ["5 kế hoạch của 4 trong 3.321"],
    "ha-noi/": ["Ở đây chưa có kế hoạch nào của 126 xã, phường", "Phường Ba Đình"],
    "tim-kiem/": ["Tìm kiếm", "Hoặc xem theo danh sách", "Các tỉnh và xã"],
    "doi-chieu/": ["văn bản có khớp với chính nó không?", "Số tiền bằng số khác bằng chữ", "4.814.980 đồng", "Tháng 10/226", "đáng kể", "amount-words"],
    "doi-chieu/amount-words/": ["Số tiền bằng số khác bằng chữ", "xã Minh Long"],
    "du-lieu/": ["CC BY 4.0"],
    "dong-gop/": ["make check"],
}  # fmt: skip
WIDTHS = (320, 360, 640, 768, 1280)  # 320 and 640: a page at 400 % and at 200 %


class Links(HTMLParser):
    """The anchors of a page and where its links and resources point."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids.update(value for name in ("id", "name") if (value := found.get(name)))
        for name in ("href", "src"):
            if found.get(name) and tag != "base":
                self.targets.append(found[name] or "")


def read_links(page: Path) -> Links:
    links = Links()
    links.feed(page.read_text("utf-8"))
    return links


def test_every_plan_page_is_expected_by_name(site: Layout) -> None:
    """A plan that is added gets its own expectations here."""
    plans = {f"{plan_id_of(site, folder)}/" for folder in plan_folders(site)}
    assert plans <= EXPECTED.keys()


def test_internal_links_and_anchors_resolve(site: Layout) -> None:
    """Every link of every page leads to a file of the site, and every fragment to an anchor on it."""
    pages = {page.relative_to(site.site).as_posix(): read_links(page) for page in sorted(site.site.rglob("*.html"))}
    assert len(pages) >= 5 + 4 + 2 + 4
    broken = []
    for name, links in pages.items():
        base = "http://site/" + (name.removesuffix("index.html") if name != "404.html" else "")
        for target in links.targets:
            address, fragment = urldefrag(urljoin(base, target))
            parts = urlsplit(address)
            if parts.netloc != "site":
                continue
            path = unquote(parts.path).lstrip("/")
            if path == "" or path.endswith("/"):
                path += "index.html"
            if not (site.site / path).is_file():
                broken.append((name, target))
            elif fragment and path in pages and fragment not in pages[path].ids:
                broken.append((name, target))
    assert broken == []


def test_pages_ask_no_other_host(site: Layout) -> None:
    """No style, script, font, image or frame is loaded from elsewhere; plain links may lead out."""

    class Resources(HTMLParser):
        found: list[str] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag != "a":
                self.found += [v for n, v in attrs if n in ("href", "src") and v and urlsplit(v).netloc]

    parser = Resources()
    for page in site.site.rglob("*.html"):
        parser.feed(page.read_text("utf-8"))
    assert parser.found == []


def test_pages_in_a_browser(site: Layout) -> None:
    """At every width: expected words visible, no console message, no request elsewhere, no sideways scrolling."""
    faults = []
    with served(site.site) as address, browser() as chrome:
        page = chrome.new_page(viewport={"width": WIDTHS[-1], "height": 800})
        page.on("console", lambda message: faults.append((path, message.type, message.text)))
        page.on("pageerror", lambda error: faults.append((path, "error", str(error))))
        page.on("request", lambda request: request.url.startswith((address, "data:")) or faults.append((path, request.url)))
        page.on("response", lambda answer: answer.status < 400 or faults.append((path, answer.status, answer.url)))
        for path, words in EXPECTED.items():
            page.goto(address + path, wait_until="networkidle")
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                text = " ".join(page.inner_text("main").split())
                faults += [(path, width, "missing", word) for word in words if word not in text]
                wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                if wide > 0:
                    faults.append((path, width, "overflow", wide))
    assert faults == []


def test_pages_read_without_scripts(site: Layout) -> None:
    """With scripts off every expected word is still there, and the home page leads to the provinces."""
    faults = []
    with served(site.site) as address, browser() as chrome:
        page = chrome.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800}).new_page()
        for path, words in EXPECTED.items():
            page.goto(address + path)
            text = " ".join(page.inner_text("main").split())
            faults += [(path, word) for word in words if word not in text]
        page.goto(address)
        page.click("text=Tỉnh Sơn La")
        assert page.url == f"{address}son-la/"
    assert faults == []


def test_downloads_are_one_click_from_the_plan(site: Layout) -> None:
    """Each plan page links its zip and every CSV, and the CSV is the committed file, byte for byte."""
    for folder in plan_folders(site):
        plan_id = plan_id_of(site, folder)
        links = read_links(site.site / plan_id / "index.html")
        archives = {target for target in links.targets if target.endswith(".zip")}
        assert len(archives) == 1
        tables = sorted(folder.glob("*.csv"))
        assert tables
        for table in tables:
            assert f"../../../du-lieu/{plan_id}/{table.name}" in links.targets
            assert filecmp.cmp(table, site.site / "du-lieu" / plan_id / table.name, shallow=False)


def test_the_search_covers_every_commune(site: Layout) -> None:
    """All 3,321 communes can be found, and each address is a page or an anchor that exists."""
    records = [record for path in (site.site / "tim-kiem" / "trang").iterdir() for record in json.loads(path.read_text("utf-8"))]
    communes = [record[1] for record in records if record[0] in ("commune", "unit")]
    assert len(communes) == len(set(communes)) == 3321
    anchors = {page: read_links(site.site / page / "index.html").ids for page in {path.partition("#")[0] for path in communes}}
    assert [path for path in communes if "#" in path and path.partition("#")[2] not in anchors[path.partition("#")[0]]] == []
    assert [path for path in (record[1] for record in records) if not (site.site / path.partition("#")[0] / "index.html").is_file()] == []


def test_two_builds_are_identical(site: Layout, tmp_path: Path) -> None:
    """The same data give the same bytes in every file, wherever the collection lies."""
    again = built(repository_copy(tmp_path))
    ours = sorted(path.relative_to(site.site) for path in site.site.rglob("*") if path.is_file())
    theirs = sorted(path.relative_to(again.site) for path in again.site.rglob("*") if path.is_file())
    assert ours == theirs
    assert [path for path in ours if not filecmp.cmp(site.site / path, again.site / path, shallow=False)] == []
