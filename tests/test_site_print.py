"""What a plan page prints: a notice-board sheet, as a PDF from a real browser."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
import zxingcpp
from PIL import Image
from site_support import browser, served

from scripts.paths import Layout
from scripts.plans import plan_folders, plan_id_of

A4 = (595, 842)  # points


def printed(folder: Path, path: str, tick: bool = False) -> pypdf.PdfReader:
    with served(folder) as address, browser() as chrome:
        page = chrome.new_page()
        page.goto(address + path, wait_until="networkidle")
        if tick:
            page.check("#mb-print-all")
        return pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def words(*pages: pypdf.PageObject) -> str:
    """The text without any space: where a font lacks a letter, another steps in and the PDF has gaps inside words."""
    return "".join("".join(page.extract_text() for page in pages).split())


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_every_plan_prints_one_sheet(published: Layout, prefix: str) -> None:
    """One A4 page with what, how much, who, by when, the day of the data and the address; no menu, no table of the page."""
    for folder in plan_folders(published):
        plan_id = plan_id_of(published, folder)
        sheet = printed(published.site, f"{prefix}{plan_id}/")
        assert [(round(page.mediabox.width), round(page.mediabox.height)) for page in sheet.pages] == [A4], plan_id
        text = words(*sheet.pages)
        headings = ("I. Xã hứa làm gì", "II. Tốn bao nhiêu", "III. Ai chịu trách nhiệm", "IV. Khi nào", "V. Chỗ văn bản chưa khớp", "Dữ liệu ngày")
        if not prefix:
            assert [heading for heading in headings if bare(heading) not in text] == []
        assert f"minhbach.example.vn/{plan_id}" in text, plan_id
        assert bare("Báo sai sót") not in text and bare("Mã, chỗ ghi") not in text


def test_the_code_leads_to_the_page(published: Layout) -> None:
    """A camera that sees the printed sheet reads the address of the plan's page."""
    with served(published.site) as address, browser() as chrome:
        page = chrome.new_page()
        page.emulate_media(media="print")
        for folder in plan_folders(published):
            plan_id = plan_id_of(published, folder)
            page.goto(f"{address}{plan_id}/")
            seen = Image.open(io.BytesIO(page.locator(".mb-sheet-code").screenshot()))
            assert [code.text for code in zxingcpp.read_barcodes(seen)] == [f"https://minhbach.example.vn/{plan_id}/"]


def test_a_site_without_address_says_so(site: Layout) -> None:
    """A code that leads nowhere is worse than none."""
    assert bare("chưa khai báo địa chỉ trang") in words(*printed(site.site, "son-la/song-ma-04168/khcn-2026/").pages)


def test_the_whole_page_prints_when_asked(published: Layout) -> None:
    """With the box ticked the tables follow the sheet, from a page of their own."""
    found = printed(published.site, "son-la/song-ma-04168/khcn-2026/", tick=True)
    assert len(found.pages) > 5
    assert bare("V. Chỗ văn bản chưa khớp") in words(found.pages[0])
    assert bare("Trả lời nhanh") not in words(found.pages[0])
    assert "NS01" in words(*found.pages) and bare("Danh mục cuối trang") not in words(*found.pages)


def test_other_pages_print_their_content(site: Layout) -> None:
    """Without menus and forms, with what they say."""
    text = words(*printed(site.site, "son-la/").pages)
    assert bare("Xã có kế hoạch") in text and bare("Giới thiệu") not in text
