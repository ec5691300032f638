"""The built site for everyone: axe-core on every kind of page, the keyboard, reduced motion, reading without a network."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from site_support import browser, served

from scripts.paths import Layout

# One page of every kind; each has its twin below en/.
KINDS = {
    "home": "", "province": "son-la/", "province without plans": "ha-noi/", "commune": "son-la/muong-la-03808/",
    "plan with budget": "son-la/song-ma-04168/khcn-2026/", "plan with targets": "son-la/thuan-chau-03721/nq57-2025/",
    "search": "tim-kiem/?q=chuyen+doi+so", "indicators": "chi-tieu/", "indicator": "chi-tieu/doanh-nghiep-khcn/", "budgets": "ngan-sach/", "tasks": "nhiem-vu/",
    "tasks of a quarter": "nhiem-vu/quy-4-2026/", "bodies": "co-quan/", "body": "co-quan/phong-van-hoa-xa-hoi/", "documents": "van-ban/",
    "document": "van-ban/57-nq-tw-2024/", "consistency": "doi-chieu/", "rule": "doi-chieu/amount-words/", "data": "du-lieu/",
    "dictionary": "du-lieu/tu-dien/", "versions": "du-lieu/phien-ban/", "version": "du-lieu/phien-ban/0.2.0/", "about": "gioi-thieu/", "contributing": "dong-gop/", "accessibility": "tro-nang/",
}  # fmt: skip
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PLAN = "son-la/song-ma-04168/khcn-2026/"


def faults_of(page: object, name: str) -> list[tuple[str, str, str, str]]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [(name, fault["id"], fault["help"], node["html"][:160]) for fault in found for node in fault["nodes"][:3]]


# Between them: a phone and a desk, light and dark, both languages. Colours and sizes do not depend on the language.
VIEWS = [("", 360, "light"), ("", 1280, "dark"), ("en/", 1280, "light")]


@pytest.mark.parametrize("prefix, width, scheme", VIEWS)
def test_axe_finds_no_violation(site: Layout, prefix: str, width: int, scheme: str) -> None:
    """Every kind of page: WCAG 2.2 AA and best practice."""
    faults = []
    with served(site.site) as address, browser() as chrome:
        page = chrome.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce", service_workers="block").new_page()
        for name, path in {**KINDS, "404": "404.html"}.items():
            if prefix and name == "404":
                continue  # it stands once, in Vietnamese
            answer = page.goto(address + prefix + path)
            if name == "search":
                page.wait_for_selector("#mb-found > li")
            assert answer.status == 200, prefix + path
            faults += faults_of(page, prefix + name)
    assert faults == []


def test_the_first_key_leads_past_the_menu(site: Layout) -> None:
    """Tab shows the way to the content, Enter takes it, and the focus is there; every focused thing is outlined."""
    with served(site.site) as address, browser() as chrome:
        page = chrome.new_page()
        page.goto(address + PLAN, wait_until="networkidle")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Tới nội dung chính"
        assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "noi-dung"
        unseen = []
        for _step in range(40):
            page.keyboard.press("Tab")
            style = page.evaluate("(e => { const s = getComputedStyle(e); return [s.outlineStyle, parseFloat(s.outlineWidth), e.outerHTML.slice(0, 80)] })(document.activeElement)")
            if style[0] == "none" or style[1] < 2:
                unseen.append(style)
        assert unseen == []


def test_headings_and_landmarks_stand_in_order(site: Layout) -> None:
    """One h1, no level skipped, one banner, main and footer, and the language of the page."""
    with served(site.site) as address, browser() as chrome:
        page = chrome.new_page()
        for prefix, language in (("", "vi"), ("en/", "en")):
            for name, path in KINDS.items():
                page.goto(address + prefix + path)
                levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3, h4')].filter(h => h.checkVisibility()).map(h => +h.tagName[1])")
                assert levels[0] == 1 and levels.count(1) == 1, (name, levels)
                assert all(after <= before + 1 for before, after in zip(levels, levels[1:])), (name, levels)
                assert [page.locator(tag).count() for tag in ("body > header", "main", "body > footer")] == [1, 1, 1], name
                assert page.get_attribute("html", "lang") == language


def test_motion_is_reduced_when_asked(site: Layout) -> None:
    """No smooth scrolling for readers who asked for none."""
    with served(site.site) as address, browser() as chrome:
        found = {}
        for wish in ("reduce", "no-preference"):
            page = chrome.new_context(reduced_motion=wish).new_page()
            page.goto(address)
            found[wish] = page.evaluate("getComputedStyle(document.documentElement).scrollBehavior")
        assert found == {"reduce": "auto", "no-preference": "smooth"}


def test_visited_pages_are_read_without_a_network(site: Layout) -> None:
    """After one visit a page and its styles come from the phone, the first page too; a page never seen leads to the home page."""
    with served(site.site) as address, browser() as chrome:
        context = chrome.new_context()
        page = context.new_page()
        page.goto(address + PLAN, wait_until="networkidle")
        page.wait_for_function("caches.match(location.pathname).then(Boolean)")
        page.goto(address + "son-la/", wait_until="networkidle")
        context.set_offline(True)
        page.goto(address + "son-la/")
        assert page.inner_text("h1") == "Tỉnh Sơn La"
        page.goto(address + PLAN)
        assert "xã Sông Mã" in page.inner_text("h1")
        assert page.evaluate("getComputedStyle(document.querySelector('.mb-header')).backgroundColor") == "rgb(11, 85, 99)"
        page.goto(address + "quang-ngai/")
        assert page.inner_text("h1") == "Minh bạch kế hoạch xã"


@pytest.mark.parametrize("fragment", ["NV999", "%3Cimg%20src=x%20onerror=alert(1)%3E", "%E0%A4%A"])
def test_an_anchor_that_is_not_there_is_said(site: Layout, fragment: str) -> None:
    """The page stays whole and says which row it does not have; nothing of the address is run."""
    with served(site.site) as address, browser() as chrome:
        page = chrome.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: (faults.append("dialog"), dialog.dismiss()))
        page.goto(f"{address}{PLAN}#{fragment}", wait_until="networkidle")
        assert "Trang này không có dòng" in page.inner_text(".mb-lost")
        assert page.locator(".mb-lost img").count() == 0 and faults == []
        page.goto(f"{address}{PLAN}#NS01", wait_until="networkidle")
        assert page.locator(".mb-lost").count() == 0


def test_the_language_switch_keeps_the_page(site: Layout) -> None:
    """From every kind of page to the same page in English, and back."""
    with served(site.site) as address, browser() as chrome:
        page = chrome.new_page()
        for path in KINDS.values():
            path = path.partition("?")[0]
            page.goto(address + path)
            page.click(".mb-tools a[hreflang=en]")
            assert page.url == f"{address}en/{path}"
            page.click(".mb-tools a[hreflang=vi]")
            assert page.url == address + path


def test_every_page_has_its_twin(site: Layout) -> None:
    """What is there in Vietnamese is there in English, and nothing else."""
    pages = {path.relative_to(site.site) for path in site.site.rglob("index.html")}
    english = {path.relative_to("en") for path in pages if path.parts[0] == "en"}
    assert english == {path for path in pages if path.parts[0] != "en"}
    assert Path("index.html") in english
