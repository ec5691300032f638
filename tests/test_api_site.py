"""The finished site against its own description: what is published below /du-lieu/ is what openapi.json says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from test_api_files import faults, resource_of

from scripts.api.resources import JSON, resources
from scripts.paths import Layout

# Pages lie there too, and what pages are made of.
PAGES = {".html", ".svg", ".css", ".js"}


@pytest.fixture(scope="module")
def root(site: Layout) -> Path:
    return site.site


def published(root: Path) -> list[str]:
    """The addresses of everything below /du-lieu/ that is no page."""
    return sorted(path.relative_to(root).as_posix() for path in (root / "du-lieu").rglob("*") if path.is_file() and path.suffix not in PAGES)


def test_everything_published_is_described(root: Path) -> None:
    """Each file has an address in the description; each address that is always there has a file."""
    patterns = {each.operation: re.compile(re.sub(r"\\\{\w+\\\}", "[A-Za-z0-9._-]+", re.escape(each.template))) for each in resources()}
    addresses = published(root)
    assert [address for address in addresses if not any(pattern.fullmatch(address) for pattern in patterns.values())] == []
    met = {name for name, pattern in patterns.items() if any(map(pattern.fullmatch, addresses))}
    assert met >= {each.operation for each in resources() if each.certain}


def test_every_published_json_holds_what_is_described(root: Path) -> None:
    """The files of the real writers, not only those of a test; of the country's communes a part, for they are alike."""
    document = json.loads((root / "du-lieu/openapi.json").read_text("utf-8"))
    names = {each.template.rpartition("/")[2] for each in resources() if each.media_type != JSON}
    seen = 0
    for address in published(root):
        if address.endswith(".json") and not address.endswith(".csvw.json") and address.rpartition("/")[2] not in names:
            value = json.loads((root / address).read_text("utf-8"))
            if resource_of(address).schema == "Collection":
                value["tables"] |= {table: rows[::40] for table, rows in value["tables"].items() if len(rows) > 1000}
            assert faults(document, address, value) == []
            seen += 1
    assert seen > 200
