"""Sorting, filtering and the marking of quarters in a real browser, with and without scripts."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from site_support import browser, built, repository_copy, served

from scripts.paths import ROOT, Layout
from scripts.text import sort_key

NAMES = ["Đà Bắc", "Dương Quang", "Ea Súp", "Mã", "Mạ", "Ma", "Mả", "Má", "Mà", "Mâm", "Mắn", "Điện Biên", "Ô Lâm", "Ơ Đu", "Oai"]
ROWS = "[...document.querySelectorAll('#t tbody tr')].filter(row => row.offsetParent)"
VISIBLE = "[...document.querySelectorAll('main tbody tr')].filter(row => row.offsetParent).length"
NARROW = {"width": 360, "height": 800}
WIDTHS = (360, 768, 1280)
NOTHING = "Không có dòng nào khớp; bỏ bớt bộ lọc."
PAST = "đã qua hạn ghi trong kế hoạch; chưa thấy báo cáo ở đây, không có nghĩa là chưa làm"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    return built(repository_copy(tmp_path_factory.mktemp("collection")))


@contextmanager
def table(folder: Path) -> Iterator[object]:
    """A page with one table of names and amounts, sorted and filtered by the site's script."""
    amounts = ["9", "100", "", "20.5", *["1"] * (len(NAMES) - 4)]
    rows = "".join(
        f'<tr data-commune="{at % 3}" data-lead="a{at} b{at % 2}"><th scope="row">Xã {name}</th><td data-sort="{amount}">{amount or "không nêu"}</td></tr>'
        for at, (name, amount) in enumerate(zip(NAMES, amounts))
    )
    (folder / "index.html").write_text(
        f'<!doctype html><meta charset="utf-8"><script src="tables.js" defer></script><form data-filter="t" data-said="{{n}} / {{total}}" data-none="{NOTHING}" hidden>'
        '<select id="c" data-key="commune"><option value="">.</option><option value="1">1</option></select>'
        '<select id="l" data-key="lead" data-many><option value="">.</option><option value="b1">b1</option><option value="a1">a1</option></select>'
        '<input data-text type="search"><button type="reset">Xóa lọc</button><span role="status" data-count></span></form>'
        f'<table id="t" data-sortable><thead><tr><th scope="col">Xã</th><th scope="col">Số tiền</th></tr></thead><tbody>{rows}</tbody></table>',
        "utf-8",
    )
    (folder / "tables.js").write_bytes((ROOT / "docs/assets/tables.js").read_bytes())
    with served(folder) as address, browser() as chrome:
        page = chrome.new_page()
        page.goto(address, wait_until="networkidle")
        yield page


def names(page: object) -> list[str]:
    return [name.removeprefix("Xã ") for name in page.evaluate(f"{ROWS}.map(row => row.cells[0].innerText)")]


def test_names_are_sorted_as_vietnamese_dictionaries_do(tmp_path: Path) -> None:
    """Đ after D, Ơ after Ô, and the tones in their order, as pages made without a browser sort; and back again."""
    with table(tmp_path) as page:
        page.click("th >> text=Xã")
        assert names(page) == sorted(NAMES, key=sort_key)
        assert page.get_attribute("th:first-child", "aria-sort") == "ascending"
        page.focus("th button")
        page.keyboard.press("Enter")
        assert names(page) == sorted(NAMES, key=sort_key, reverse=True)
        assert page.get_attribute("th:first-child", "aria-sort") == "descending"


def test_amounts_are_sorted_as_numbers_and_what_is_not_stated_comes_last(tmp_path: Path) -> None:
    """Up and down; only one column says that it is the one."""
    with table(tmp_path) as page:
        page.click("th >> text=Xã")
        page.click("th >> text=Số tiền")
        cells = f"{ROWS}.map(row => row.cells[1].dataset.sort)"
        assert page.evaluate(cells) == [*["1"] * (len(NAMES) - 4), "9", "20.5", "100", ""]
        page.click("th >> text=Số tiền")
        assert page.evaluate(cells) == ["100", "20.5", "9", *["1"] * (len(NAMES) - 4), ""]
        assert page.locator("[aria-sort]").count() == 1


def test_filters_narrow_together(tmp_path: Path) -> None:
    """A choice, one of several values of a row, and words without their marks; what is left is counted."""
    with table(tmp_path) as page:
        assert page.inner_text("[role=status]") == f"{len(NAMES)} / {len(NAMES)}"
        page.select_option("#c", "1")
        assert names(page) == NAMES[1::3]
        page.select_option("#l", "b1")
        assert names(page) == [name for at, name in enumerate(NAMES) if at % 3 == 1 and at % 2]
        page.select_option("#l", "a1")
        assert names(page) == [NAMES[1]]
        page.select_option("#c", "")
        page.select_option("#l", "")
        page.fill("[data-text]", "DIEN bien")
        assert names(page) == ["Điện Biên"]
        assert page.inner_text("[role=status]") == f"1 / {len(NAMES)}"


def test_a_filter_that_fits_nothing_helps_out(tmp_path: Path) -> None:
    """The page says what to do, nothing breaks, and one button brings every row back."""
    with table(tmp_path) as page:
        errors: list[object] = []
        page.on("pageerror", lambda error: errors.append(error))
        page.fill("[data-text]", "không có xã này (.*[")
        assert (names(page), page.inner_text("[role=status]")) == ([], NOTHING)
        page.click("th >> text=Xã")
        page.click("text=Xóa lọc")
        page.wait_for_function(f"{ROWS}.length === {len(NAMES)}")
        assert names(page) == sorted(NAMES, key=sort_key)
        assert page.inner_text("[role=status]") == f"{len(NAMES)} / {len(NAMES)}"
        assert errors == []


def test_the_scripts_are_small() -> None:
    """Under 3 KB compressed, both together."""
    assert sum(len(gzip.compress((ROOT / "docs/assets" / name).read_bytes())) for name in ("tables.js", "quarters.js")) < 3000


def test_lists_are_complete_without_scripts(site: Layout) -> None:
    """No filter that does nothing, no button that does nothing, every row."""
    with served(site.site) as address, browser() as chrome:
        pages = [chrome.new_context(java_script_enabled=enabled, viewport=NARROW).new_page() for enabled in (True, False)]
        for path in ("nhiem-vu/thuong-xuyen/", "co-quan/phong-van-hoa-xa-hoi/", "chi-tieu/", "doi-chieu/"):
            for page in pages:
                page.goto(address + path, wait_until="networkidle")
            scripted, plain = pages
            assert plain.locator("form[data-filter]:visible, button:visible").count() == 0
            assert scripted.locator("form[data-filter]:visible").count() == 1
            rows = "main tbody tr:visible, main .mb-notices > li:visible"
            assert plain.locator(rows).count() == scripted.locator(rows).count() > 20


def test_a_list_of_tasks_is_filtered_by_its_body(site: Layout) -> None:
    """On a phone, by a choice and by words that fit nothing; the reset button is beside the line that says so."""
    with served(site.site) as address, browser() as chrome:
        page = chrome.new_page(viewport=NARROW)
        page.goto(f"{address}nhiem-vu/thuong-xuyen/", wait_until="networkidle")
        total = page.evaluate(VISIBLE)
        page.get_by_label("Chủ trì").select_option("cong-an-xa")
        left = page.evaluate(VISIBLE)
        assert 0 < left < total
        assert left == page.locator("tbody tr:has(a[href$='co-quan/cong-an-xa/'])").count()
        assert page.inner_text("[data-count]") == f"Đang hiện {left} trong {total} dòng."
        page.get_by_label("Có chữ").fill("xyzxyz")
        assert page.inner_text("[data-count]") == NOTHING
        page.click("text=Xóa lọc")
        page.wait_for_function(f"{VISIBLE} === {total}")


@pytest.mark.parametrize(
    ("today", "now", "past"),
    [("2026-11-22", ["quy-4-2026"], 4), ("2025-07-01", ["quy-3-2025"], 0), ("2026-05-05", [], 3), ("2027-01-01", [], 5)],
)
def test_quarters_are_marked_by_the_readers_calendar(site: Layout, today: str, now: list[str], past: int) -> None:
    """The present one, and those whose last day is gone, of which nothing else is said than that no report was seen."""
    with served(site.site) as address, browser() as chrome:
        page = chrome.new_page()
        year, month, day = map(int, today.split("-"))
        page.add_init_script(f"const Real = Date; Date = class extends Real {{ constructor(...a) {{ a.length ? super(...a) : super({year}, {month - 1}, {day}, 12); }} }};")
        page.goto(f"{address}nhiem-vu/", wait_until="networkidle")
        assert page.eval_on_selector_all("tr:has(.mb-now)", "rows => rows.map(row => row.id)") == now
        assert page.eval_on_selector_all(".mb-past", "marks => marks.map(mark => mark.textContent)") == [PAST] * past


@pytest.mark.parametrize("width", WIDTHS)
def test_no_list_overflows(site: Layout, width: int) -> None:
    """At a phone's, a tablet's and a desk's width, in both languages; a chart's text is never below 11 pixels."""
    with served(site.site) as address, browser() as chrome:
        page = chrome.new_page(viewport={"width": width, "height": 800})
        for path in ("chi-tieu/", "chi-tieu/ho-so-tthc-truc-tuyen/", "ngan-sach/", "nhiem-vu/", "nhiem-vu/quy-4-2026/", "co-quan/", "co-quan/phong-kinh-te/",
                     "van-ban/", "van-ban/57-nq-tw-2024/", "van-ban/chuoi/", "en/ngan-sach/", "en/nhiem-vu/thuong-xuyen/"):  # fmt: skip
            page.goto(address + path, wait_until="networkidle")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
            for size, scale in page.eval_on_selector_all(
                "svg.mb-chart text", "found => found.map(t => [parseFloat(getComputedStyle(t).fontSize), t.ownerSVGElement.getBoundingClientRect().width / 340])"
            ):
                assert size * scale >= 11, path
