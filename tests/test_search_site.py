"""The search as readers meet it, on the built site of the committed data, in a real browser.

search_queries.csv holds what people type and what must come first: a page, or a row of a page (`#` and its anchor), or
words of the status line. SEARCH_TABLE=<file> writes all answers into a file.
"""

from __future__ import annotations

import csv
import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from site_support import browser, built, repository_copy, served

from scripts.paths import Layout

QUERIES = Path(__file__).with_name("search_queries.csv")
ANSWERED = "form[data-search][data-answered]"
ASK = """async (query) => {
  const input = document.querySelector("form[data-search] input"), form = input.form;
  delete form.dataset.answered; input.value = query; input.dispatchEvent(new Event("input"));
  while (form.dataset.answered === undefined) await new Promise((done) => setTimeout(done, 5));
  const first = document.querySelector("#mb-found > li");
  return {
    status: document.getElementById("mb-status").textContent,
    shown: document.querySelectorAll("#mb-found > li").length,
    page: first ? first.querySelector("h2 a").getAttribute("href") : "",
    rows: first ? [...first.querySelectorAll("ul a")].map((link) => link.getAttribute("href")) : [],
    text: first ? first.innerText : "",
  };
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    return built(repository_copy(tmp_path_factory.mktemp("collection")))


@pytest.fixture(scope="module")
def chrome() -> Iterator[Any]:
    with browser() as running:
        yield running


@pytest.fixture
def page(site: Layout, chrome: Any) -> Iterator[Any]:
    """The search page, without a query. The test fails at its end if a script failed or another host was asked."""
    with served(site.site) as address:
        found, faults = chrome.new_page(), []
        found.on("console", lambda message: faults.append(message.text))
        found.on("pageerror", lambda error: faults.append(str(error)))
        found.on("request", lambda request: request.url.startswith(address) or faults.append(request.url))
        found.on("response", lambda answer: answer.status < 400 or faults.append(answer.url))
        found.goto(f"{address}tim-kiem/")
        found.wait_for_selector(ANSWERED, state="attached")
        yield found
        found.close()
    assert faults == []


def listed() -> list[dict[str, str]]:
    with open(QUERIES, encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def first_place(answer: dict[str, Any]) -> list[str]:
    """The addresses that count as first: the page, and its first row."""
    return [place.removeprefix("../") for place in [answer["page"], *answer["rows"][:1]] if place]


def test_every_query_finds_what_it_means(page: Any) -> None:
    """The expected page or row stands first for every query of the list, and the status line says what it should."""
    rows = listed()
    assert len(rows) >= 70
    lines, wrong = [], []
    for row in rows:
        query = unicodedata.normalize(row["form"] or "NFC", row["query"])
        answer = page.evaluate(ASK, query)
        right = (not row["expected"] or row["expected"] in first_place(answer)) and row["message"] in answer["status"]
        line = f"{'   ' if right else 'SAI'} {row['query'][:60]!r} -> {' | '.join(first_place(answer)) or '–'} | {answer['status'][:120]}"
        lines.append(line)
        if not right:
            wrong.append(f"{line}\n      cần {row['expected'] or row['message']}: {row['why']}")
    if os.environ.get("SEARCH_TABLE"):
        Path(os.environ["SEARCH_TABLE"]).write_text("\n".join(lines) + "\n", "utf-8")
    assert not wrong, f"{len(wrong)} của {len(rows)} câu hỏi trả lời sai:\n" + "\n".join(wrong)


def test_results_are_readable(page: Any) -> None:
    """A result names the commune, the plan and the section, marks the words as they are printed and shows no folded text."""
    answer = page.evaluate(ASK, "an toan buc xa")
    for words in ("Tỉnh Sơn La › Xã Sông Mã › Kế hoạch", "Nhiệm vụ NV22", "an toàn bức xạ"):
        assert words in answer["text"]
    assert "an toan buc xa" not in answer["text"]
    assert page.locator("#mb-found > li").first.locator("ul mark").all_inner_texts()[:4] == ["an", "toàn", "bức", "xạ"]


def test_a_commune_without_plan_leads_to_its_line(page: Any) -> None:
    """Its result says that there is no plan here, and its link leads to the commune's own line of the province's page."""
    answer = page.evaluate(ASK, "xã Chiềng Khoong")
    assert "chưa có kế hoạch nào của xã này ở đây" in answer["text"]
    page.click("#mb-found h2 a")
    assert page.inner_text(":target").startswith("Xã Chiềng Khoong")


def test_a_row_leads_to_its_anchor(page: Any) -> None:
    """Following a row's link shows the row itself."""
    page.evaluate(ASK, "phòng học thông minh Nà Nghịu")
    page.click("#mb-found ul a")
    assert page.url.endswith("/son-la/song-ma-04168/khcn-2026/#NS30")
    assert "Nà Nghịu" in page.inner_text(":target")


def test_an_address_with_a_query_is_answered(page: Any) -> None:
    """The form works by plain navigation: ?q= is answered at once; typing keeps the address in step."""
    page.goto(page.url + "?q=S%C3%B4ng+M%C3%A3")
    page.wait_for_selector("#mb-found li")
    assert page.input_value("#mb-query") == "Sông Mã"
    assert "Sông Mã" in page.inner_text("#mb-found > li h2")
    page.fill("#mb-query", "Mường La")
    page.wait_for_function("new URLSearchParams(location.search).get('q') === 'Mường La'")
    page.fill("#mb-query", "")
    page.wait_for_function("!location.search.includes('q=')")


def test_the_keyboard_is_enough(page: Any) -> None:
    """Type, press Enter, go through the results with Tab, ask for more, and go on where the new ones begin."""
    page.focus("#mb-query")
    page.keyboard.type("xã tân")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('#mb-found > li').length === 10")
    page.wait_for_selector("form[data-search][data-answered='xã tân']", state="attached")
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.closest('#mb-found h2') ? 'result' : document.activeElement.id"))
        if reached[-1] == "mb-more":
            break
    assert reached.count("result") == 10 and reached[-1] == "mb-more"
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('#mb-found > li').length === 20")
    assert page.evaluate("[...document.querySelectorAll('#mb-found > li')].indexOf(document.activeElement.closest('li'))") == 10
    assert page.inner_text("#mb-status") == "Đang hiện 20 trang."


def test_screen_readers_are_told(page: Any) -> None:
    """The field has a label and a hint, the form is a search landmark, the count is announced, results are headings in a list."""
    assert page.get_by_role("search").count() >= 1
    assert page.get_by_label("Tên xã (tên mới hoặc tên cũ)").count() == 1
    status = page.locator("#mb-status")
    assert (status.get_attribute("role"), status.get_attribute("aria-live")) == ("status", "polite")
    described = page.get_attribute("#mb-query", "aria-describedby")
    assert "không dấu" in page.inner_text(f"#{described}")
    page.evaluate(ASK, "chữ ký số")
    assert status.inner_text().startswith("10 trang có đủ các chữ “chữ ký số”")
    results = page.get_by_role("list", name="Kết quả tìm kiếm")
    assert results.get_by_role("heading", level=2).count() == page.locator("#mb-found > li").count() == 10


def test_similar_spellings_are_told_apart(page: Any) -> None:
    """The status line says how many of the pages have the diacritics as typed; the others follow."""
    answer = page.evaluate(ASK, "Thuận Hóa")
    assert "đúng dấu như đã gõ" in answer["status"]
    assert "đúng dấu" not in page.evaluate(ASK, "thuan hoa")["status"]


@pytest.mark.parametrize("lost", ["muc-luc.json", "chu/*", "cap/*", "trang/*", "dong/**"])
def test_a_lost_file_is_told(site: Layout, chrome: Any, lost: str) -> None:
    """When a part of the index cannot be fetched the page says so and keeps its lists; the next query tries again."""
    with served(site.site) as address:
        page = chrome.new_context(service_workers="block").new_page()
        page.route(f"**/tim-kiem/{lost}", lambda route: route.abort())
        page.goto(f"{address}tim-kiem/")
        page.wait_for_selector(ANSWERED, state="attached")
        assert page.evaluate(ASK, "trợ lý ảo")["status"].startswith("Không tải được dữ liệu tìm kiếm")
        assert page.locator("#danh-sach").is_visible()
        page.unroute(f"**/tim-kiem/{lost}")
        assert "trợ lý ảo" in page.evaluate(ASK, "trợ lý ảo")["text"]


def test_without_scripts_the_page_offers_lists(site: Layout, chrome: Any) -> None:
    """It says that searching needs a script, and leads to the provinces."""
    with served(site.site) as address:
        page = chrome.new_context(java_script_enabled=False).new_page()
        page.goto(f"{address}tim-kiem/")
        assert "không chạy script" in page.inner_text("main")
        page.click("text=Các tỉnh và xã")
        page.click("main >> text=Tỉnh Sơn La")
        assert page.url == f"{address}son-la/"


def test_the_home_page_leads_to_the_search(site: Layout, chrome: Any) -> None:
    """Typing there and pressing Enter shows the results."""
    with served(site.site) as address:
        page = chrome.new_context(service_workers="block").new_page()
        page.goto(address)
        page.fill("main input[name=q]", "it ong")
        page.keyboard.press("Enter")
        page.wait_for_selector("#mb-found li")
        assert "Xã Mường La" in page.inner_text("#mb-found > li")


WRONG_ADDRESSES = {
    "son-la/song-ma/khcn-2026/": "son-la/song-ma-04168/khcn-2026/",
    "son-la/song-ma-4168/": "son-la/song-ma-04168/",
    "muong-la/cds-2026": "son-la/muong-la-03808/cds-2026/",
    "son-la/it-ong/": "son-la/muong-la-03808/",
    "S%C6%A1n%20La/Thu%E1%BA%ADn%20Ch%C3%A2u": "son-la/thuan-chau-03721/",
    "%E0%A4%A/song-ma/": "son-la/song-ma-04168/",
    "ha-giang/": "tuyen-quang/",
}


def test_a_wrong_address_leads_to_the_nearest_pages(site: Layout, chrome: Any) -> None:
    """A page with data-search-near offers what the words of its address name."""
    words = (site.site / "tim-kiem" / "index.html").read_text("utf-8").partition('<script type="application/json"')[2].partition("</script>")[0]
    html = (f'<!doctype html><html lang="vi"><div data-search-near data-root="/" data-prefix=""></div><script type="application/json"{words}</script>'
            '<script type="module" src="/assets/search.js"></script>')  # fmt: skip
    found = {}
    with served(site.site) as address:
        page = chrome.new_context(service_workers="block").new_page()
        page.route("**/*", lambda route: route.fulfill(status=404, content_type="text/html; charset=utf-8", body=html)
                   if route.request.resource_type == "document" else route.continue_())  # fmt: skip
        for wrong in WRONG_ADDRESSES:
            page.goto(address + wrong)
            page.wait_for_selector("[data-search-near][data-answered]")
            found[wrong] = page.locator(".mb-found h2 a").first.get_attribute("href").removeprefix("/")
    assert found == WRONG_ADDRESSES


def test_folding_is_that_of_the_server(page: Any) -> None:
    """The browser cuts and folds texts into the same words as the index, whatever form and tone style they are in."""
    from scripts.search_terms import folded, words

    texts = [
        "Sông Mã", "HÓA hoá hoà hòa hỏa hoả hõa họa", "Ủy Uỷ ủy uỷ thúy thuý thuỳ thủy quý", "khỏe khoẻ loè lòe", "Đắk Lắk ĐĂK ð đ Ð", "142/KH-UBND 57-NQ/TW",
        "752/SKHCN -KH&ĐMST", "M'Drắk K’Bang", "4G/5G, 01 Gbps/s", "“VNelD” … –", "Straße ǅ İstanbul", "tỷ lệ ≥ 0,23%", "snake_case x_1", "²³ ½ Ⅷ",
        "Nguyễn Thị Thùy Linh", "ngoằn ngoèo khuỷu", "a\u0300\u0323o \u0301", "日本 한국 ไทย", "",
    ]  # fmt: skip
    texts += [unicodedata.normalize("NFD", text) for text in texts]
    theirs = page.evaluate("(texts) => texts.map((text) => siteSearch.words(text).map((word) => [word, siteSearch.fold(word)]))", texts)
    ours = [[[word, folded(word)] for word in words(text)] for text in texts]
    assert theirs == ours


@pytest.mark.parametrize(
    ("typed", "parts"),
    [("songma", ["song", "ma"]), ("chuyểnđổisố", ["chuyển", "đổi", "số"]), ("itong", ["it", "ong"]), ("chiengkhoong", ["chieng", "khoong"]),
     ("752skhcn", ["752", "skhcn"]), ("qwxz", []), ("x" * 500, [])],
)  # fmt: skip
def test_words_written_together_are_told_apart(page: Any, typed: str, parts: list[str]) -> None:
    """Into the fewest syllables that Vietnamese can have; what cannot be Vietnamese stays as it is."""
    assert page.evaluate("(typed) => siteSearch.parts(typed)", typed) == parts


def test_hostile_text_is_text(site: Layout, chrome: Any) -> None:
    """Markup in the data and in the query is shown and never runs."""
    evil = "<img src=x onerror=window.pwned=1><script>window.pwned=1</script>"
    record = f'[["plan","x/","{evil} Sông Mã","","{evil}","",["{evil}"],["{evil} Sông Mã"],0]' + ',["page","y/","y","","","",[],[],0]' * 3 + "]"
    with served(site.site) as address:
        page = chrome.new_context(service_workers="block").new_page()
        page.route("**/tim-kiem/trang/*", lambda route: route.fulfill(status=200, body=record, content_type="application/json"))
        page.goto(f"{address}tim-kiem/?q=S%C3%B4ng+M%C3%A3+%3Cimg+src%3Dx+onerror%3Dwindow.pwned%3D1%3E")
        page.wait_for_selector("#mb-found li")
        assert "<img src=x" in page.inner_text("#mb-found")
        assert page.locator("#mb-found img, #mb-found script").count() == 0
        assert page.evaluate("window.pwned") is None
