"""Sitemaps: valid for the published schema, within its limits, complete, with the other language beside each page."""

from __future__ import annotations

from datetime import date

import pytest
from described_support import NOWHERE, SOMEWHERE, STANDARDS
from lxml import etree

from scripts import sitemap
from scripts.edition import Edition

NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
PAGES = ["", "son-la/", "son-la/song-ma-04168/khcn-2026/", "en/", "en/son-la/", "gioi-thieu/"]
CHANGED = {"son-la/": date(2026, 11, 2), "son-la/song-ma-04168/khcn-2026/": date(2026, 11, 20)}


def made(pages: list[str], of: Edition = SOMEWHERE, at_most: int = sitemap.AT_MOST) -> dict[str, str]:
    return dict(sitemap.files(of, pages, CHANGED, at_most))


def read(text: str) -> etree._Element:
    return etree.fromstring(text.encode("utf-8"))


def addresses(text: str) -> list[str]:
    return [str(node.text) for node in read(text).iterfind(".//s:loc", NS)]


def test_a_sitemap_is_valid_for_the_published_schema() -> None:
    """That of sitemaps.org, with the links to other languages; and the schema does see a fault."""
    schema = etree.XMLSchema(etree.parse(STANDARDS / "sitemap-with-alternates.xsd"))
    text = made(PAGES)["sitemap-1.xml"]
    assert schema.validate(read(text)), schema.error_log
    assert not schema.validate(read(text.replace("2026-11-20", "20/11/2026")))
    assert not schema.validate(read(text.replace("<loc>", "<address>").replace("</loc>", "</address>")))


def test_one_entry_in_full() -> None:
    """Its address, the day of its data, and the page in each language, itself too."""
    assert '<url><loc>https://example.org/minh-bach/son-la/</loc><lastmod>2026-11-02</lastmod>' \
        '<xhtml:link rel="alternate" hreflang="vi" href="https://example.org/minh-bach/son-la/"/>' \
        '<xhtml:link rel="alternate" hreflang="en" href="https://example.org/minh-bach/en/son-la/"/></url>\n' in made(PAGES)["sitemap-1.xml"]  # fmt: skip
    # A page in one language only names no other.
    assert "<url><loc>https://example.org/minh-bach/gioi-thieu/</loc></url>\n" in made(PAGES)["sitemap-1.xml"]


def test_languages_name_each_other() -> None:
    """What a page names as its other language names it back: search engines ask for both."""
    links = {
        str(entry.findtext("s:loc", namespaces=NS)): {str(link.get("href")) for link in entry.iterfind("x:link", NS)}
        for entry in read(made(PAGES)["sitemap-1.xml"]).iterfind("s:url", NS)
    }
    assert sum(bool(named) for named in links.values()) == 4
    for page, named in links.items():
        assert not named or page in named and all(links[other] == named for other in named)


def test_many_addresses_are_parted_and_none_is_lost() -> None:
    """No file holds more than the limit; the index names every file with the day of its latest page."""
    files = made(PAGES + PAGES, at_most=4)
    assert list(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml", "robots.txt"]
    listed = [address for name in ("sitemap-1.xml", "sitemap-2.xml") for address in addresses(files[name])]
    assert listed == [SOMEWHERE.address(page) for page in PAGES]
    assert [len(addresses(files[name])) for name in ("sitemap-1.xml", "sitemap-2.xml")] == [4, 2]
    index = read(files["sitemap.xml"])
    assert index.tag == f"{{{NS['s']}}}sitemapindex"
    assert addresses(files["sitemap.xml"]) == ["https://example.org/minh-bach/sitemap-1.xml", "https://example.org/minh-bach/sitemap-2.xml"]
    assert [node.text for node in index.iterfind(".//s:lastmod", NS)] == ["2026-11-20"]
    # The other language is named across files.
    assert 'hreflang="en" href="https://example.org/minh-bach/en/son-la/"' in files["sitemap-1.xml"]


def test_the_limits_of_sitemaps_hold_for_the_longest_addresses() -> None:
    """50,000 addresses and 50 MB a file."""
    long = [f"{prefix}{'a' * 90}/{number:05}/" for number in range(22_500) for prefix in ("", "en/")]
    text = made(long)["sitemap-1.xml"]
    assert text.count("<url>") == sitemap.AT_MOST <= 50_000
    assert len(text.encode("utf-8")) < 50_000_000


def test_robots_are_told_where_the_index_is() -> None:
    """Nothing is closed to them."""
    assert made(PAGES)["robots.txt"] == "User-agent: *\nAllow: /\n\nSitemap: https://example.org/minh-bach/sitemap.xml\n"


def test_a_site_without_an_address_has_none() -> None:
    """Relative addresses are not allowed in sitemaps."""
    assert made(PAGES, NOWHERE) == {}


@pytest.mark.parametrize("page", ["a&b/", "a<b>/", "a'b\"/"])
def test_addresses_are_escaped(page: str) -> None:
    """Whatever a file is called, the XML stays whole."""
    text = made([page, f"en/{page}"])["sitemap-1.xml"]
    assert addresses(text) == [SOMEWHERE.address(page), SOMEWHERE.address(f"en/{page}")]
    assert [link.get("href") for link in read(text).iterfind(".//x:link", NS)][:2] == addresses(text)
