"""What a first view moves over the network: the limit holds for every kind of page."""

from __future__ import annotations

from benchmarks import weights
from site_support import chromium

from scripts.paths import Layout


def test_no_first_view_is_heavy(published: Layout) -> None:
    """At most 70 KB gzipped with styles and scripts, on the site that has the longest links; the page itself counts in it."""
    chromium()
    found = weights.weigh(published.site, weights.KINDS)
    assert found.keys() == weights.KINDS.keys()
    assert {kind: whole for kind, (_page, whole) in found.items() if whole > weights.LIMIT} == {}
    assert all(0 < page < whole for page, whole in found.values())
    lines = weights.table(found).splitlines()
    assert len(lines) == 2 + len(found) and lines[2].startswith("| Trang chủ | ")
