"""The thin MkDocs adapter: gives MkDocs the pages that build.py made, as ready HTML, and the files to copy.

Data pages never meet python-markdown or macros, and are not in the navigation: both would cost every page.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from scripts import languages
from scripts.datasets import FOLDER
from scripts.formats import day
from scripts.languages import N_, PREFIXES
from scripts.offers import ATOM, FEED_FILE, JSON
from scripts.paths import current_layout
from scripts.templates import environment

Contents = tuple[tuple[str, str], ...]  # (anchor, title)
# What every page offers: the questions first, then what is behind the data.
MENU = (
    ("chi-tieu/", N_("Chỉ tiêu")), ("nhiem-vu/", N_("Nhiệm vụ")), ("ngan-sach/", N_("Ngân sách")), ("co-quan/", N_("Cơ quan")),
    ("van-ban/", N_("Văn bản")), ("doi-chieu/", N_("Đối chiếu")), ("du-lieu/", N_("Dữ liệu")), ("gioi-thieu/", N_("Giới thiệu")),
    ("dong-gop/", N_("Đóng góp")),
)  # fmt: skip
# Scripts that only some pages need -> what such a page holds.
SCRIPTS = {"tables.js": ("data-sortable", "data-filter="), "quarters.js": ("data-until",)}
# What the head of a page names that has no data of its own: those of the whole collection.
COMMON = ((JSON, N_("Mục lục dữ liệu (JSON)"), f"{FOLDER}index.json"), (ATOM, N_("Tin thay đổi (Atom)"), f"{FOLDER}{FEED_FILE}"))
NAMES = {languages.VIETNAMESE: "Tiếng Việt", languages.ENGLISH: "English"}


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
        self._description, self._kind, self._alternates = entry["description"], entry["kind"], entry["alternates"]
        super().__init__(entry["title"], file, config)

    @property
    def content(self) -> str:
        return read_body(self._bodies / self.file.dest_uri) if self.active else ""

    @property
    def toc(self) -> TableOfContents:
        return TableOfContents([AnchorLink(title, anchor, 2) for anchor, title in self._contents])

    @property
    def meta(self) -> dict[str, Any]:
        return {"description": self._description, "kind": self._kind, "alternates": self._alternates, "render_macros": False}

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
            file = File.generated(config, f"{entry['path']}index.md", content="", inclusion=InclusionLevel.NOT_IN_NAV)
            contents = tuple((anchor, title) for anchor, title in entry["contents"])
            DataPage(entry, shared.setdefault(contents, contents), build / "pages", file, config)
            files.append(file)
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """The theme is ours: it escapes everything, and speaks the language of the page.

    Raises PluginError when the menu leads to a page that is not there.
    """
    there = {file.dest_uri for file in files}
    lost = [path for path in (f"{prefix}{address}index.html" for prefix in PREFIXES.values() for address, _name in MENU) if path not in there]
    if lost:
        raise PluginError(f"danh mục dẫn tới trang không có: {', '.join(lost)}; cần tệp .md cùng tên trong docs/ và docs/en/")
    env.autoescape = True
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_callables(languages.gettext, languages.ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals["data_day"] = _data_day()
    env.globals["search_words"] = lambda: environment(languages.current()).get_template("_search_words.html").render()
    return env


def _data_day() -> Callable[[], str]:
    """Writes the day of the data in the language of the page; empty when no repository tells."""
    stated = json.loads((current_layout().build / "edition.json").read_text("utf-8"))["date"]
    return lambda: day(date.fromisoformat(stated)) if stated else ""


def frame(path: str) -> dict[str, Any]:
    """What the theme needs to know of the page at `path`: its language, its address in it, its other language, the menu."""
    own = next(code for code in reversed(languages.CODES) if path.startswith(PREFIXES[code]))
    neutral = path.removeprefix(PREFIXES[own])
    others = [(code, NAMES[code], PREFIXES[code] + neutral) for code in languages.CODES if code != own]
    return {"language": own, "prefix": PREFIXES[own], "path": neutral, "others": others, "menu": MENU}


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    found = frame(page.file.url if page.file.url != "./" else "")
    languages.activate(found["language"])
    content = page.content or ""
    found["alternates"] = page.meta.get("alternates") or [(kind, languages.gettext(name), address) for kind, name, address in COMMON]
    return context | found | {"scripts": [name for name, marks in SCRIPTS.items() if any(mark in content for mark in marks)]}


def on_pre_template(template: Any, template_name: str, config: MkDocsConfig) -> Any:
    """Pages that stand for no address, as 404.html, are Vietnamese and name the English home page."""
    languages.activate(languages.VIETNAMESE)
    return template


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    return context | frame("")


def on_post_build(config: MkDocsConfig) -> None:
    """Copy what is no page. The site map of MkDocs gives way to ours, which a site without an address does not have."""
    languages.activate(languages.VIETNAMESE)
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        (Path(config.site_dir) / name).unlink(missing_ok=True)
    shutil.copytree(current_layout().build / "static", config.site_dir, dirs_exist_ok=True)
