"""The addresses of the site for search engines: sitemaps of bounded size, an index of them, robots.txt. Pure.

Only for a site that says where it stands: sitemaps hold whole addresses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from .edition import Edition
from .languages import CODES, PREFIXES, VIETNAMESE

# sitemaps.org takes 50,000 addresses and 50 MB a file; with its alternates an address takes about 500 bytes.
AT_MOST = 45_000
INDEX = "sitemap.xml"
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def files(of: Edition, pages: Sequence[str], changed: Mapping[str, date], at_most: int = AT_MOST) -> Iterator[tuple[str, str]]:
    """File name -> text, one file at a time: the sitemaps, their index, robots.txt; nothing when the site has no address.

    `pages` are addresses from the root of the site, of every language, in the order to list them; one given twice is listed once.
    `changed` says when a page's data changed last, for those of which that is known.
    """
    if not of.site_url:
        return
    known = list(dict.fromkeys(pages))
    all_pages = set(known)
    parts = [known[at : at + at_most] for at in range(0, len(known), at_most)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts):
        yield name, _urlset(of, part, changed, all_pages)
    latest = [max((changed[page] for page in part if page in changed), default=None) for part in parts]
    entries = "".join(f"<sitemap><loc>{escape(of.address(name))}</loc>{_changed(day)}</sitemap>\n" for name, day in zip(names, latest))
    yield INDEX, f'{HEAD}<sitemapindex xmlns="{NAMESPACE}">\n{entries}</sitemapindex>\n'
    yield "robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {of.address(INDEX)}\n"


def _urlset(of: Edition, part: Iterable[str], changed: Mapping[str, date], known: set[str]) -> str:
    entries = "".join(
        f"<url><loc>{escape(of.address(page))}</loc>{_changed(changed.get(page))}{_alternates(of, page, known)}</url>\n" for page in part
    )  # fmt: skip
    return f'{HEAD}<urlset xmlns="{NAMESPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{entries}</urlset>\n'


def _changed(day: date | None) -> str:
    return f"<lastmod>{day.isoformat()}</lastmod>" if day else ""


def _alternates(of: Edition, page: str, known: set[str]) -> str:
    """The same page in each language, itself too, when it is there in more than one."""
    own = next((code for code in CODES if PREFIXES[code] and page.startswith(PREFIXES[code])), VIETNAMESE)
    path = page.removeprefix(PREFIXES[own])
    found = [(code, PREFIXES[code] + path) for code in CODES if PREFIXES[code] + path in known]
    if len(found) < 2:
        return ""
    return "".join(f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(of.address(other))}/>' for code, other in found)
