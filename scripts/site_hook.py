"""The thin MkDocs adapter: gives MkDocs the pages that build.py made, as ready HTML, and the files to copy.

Data pages never meet python-markdown or macros, and are not in the navigation: both would cost every page.
"""

from __future__ import annotations

import json
import shutil
from functools import lru_cache
from pathlib import Path
from typing import Any

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from scripts.paths import current_layout

Contents = tuple[tuple[str, str], ...]  # (anchor, title)
# The home page and the list of consistency notices; mkdocs.yml says where they stand.
IN_NAVIGATION = ("", "doi-chieu/")


@lru_cache(maxsize=1)
def read_body(path: Path) -> str:
    """One body at a time: the theme asks for it several times while it writes the page."""
    return path.read_text("utf-8")


class DataPage(Page):
    """A page whose body lies ready in a file. It is read when the page is written, so memory stays flat.

    MkDocs keeps every page until the end, so a page holds little and makes the rest when it is asked.
    """

    def __init__(self, entry: dict[str, Any], contents: Contents, bodies: Path, file: File, config: MkDocsConfig) -> None:
        self._bodies = bodies
        self._contents = contents
        # The navigation calls the home page by its place; its title in the browser is the site's name.
        # The theme writes titles and descriptions as they are, so they are escaped here.
        self._description = str(escape(entry["description"]))
        super().__init__(str(escape(entry["title"])) if entry["path"] else "Trang chủ", file, config)

    @property
    def content(self) -> str:
        return read_body(self._bodies / self.file.dest_uri) if self.active else ""

    @property
    def toc(self) -> TableOfContents:
        return TableOfContents([AnchorLink(title, anchor, 2) for anchor, title in self._contents])

    @property
    def meta(self) -> dict[str, Any]:
        # Without the side navigation the tables have the width; the menu stays reachable from the header.
        return {"description": self._description, "hide": ["navigation"], "render_macros": False}

    @content.setter
    def content(self, value: str | None) -> None:
        """MkDocs assigns what plug-ins make of the content; the body is final already."""

    @toc.setter
    def toc(self, value: TableOfContents) -> None:
        """MkDocs begins with an empty one."""

    @meta.setter
    def meta(self, value: dict[str, Any]) -> None:
        """MkDocs begins with an empty one."""

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.present_anchor_ids = None


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the data pages."""
    build = current_layout().build
    shared: dict[Contents, Contents] = {}  # pages of a kind have equal contents
    with open(build / "pages.jsonl", encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            in_nav = InclusionLevel.INCLUDED if entry["path"] in IN_NAVIGATION else InclusionLevel.NOT_IN_NAV
            file = File.generated(config, f"{entry['path']}index.md", content="", inclusion=in_nav)
            contents = tuple((anchor, title) for anchor, title in entry["contents"])
            DataPage(entry, shared.setdefault(contents, contents), build / "pages", file, config)
            files.append(file)
    return files


def on_post_build(config: MkDocsConfig) -> None:
    """Copy the downloads, and drop a site map that could name no address."""
    shutil.copytree(current_layout().build / "static", config.site_dir, dirs_exist_ok=True)
    if not config.site_url:
        for name in ("sitemap.xml", "sitemap.xml.gz"):
            (Path(config.site_dir) / name).unlink(missing_ok=True)
