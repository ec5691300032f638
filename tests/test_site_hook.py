"""The MkDocs adapter: data pages are read only while they are written, and nothing of them is interpreted."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from scripts import build, site_hook
from scripts.paths import ROOT, Layout

HOSTILE = "</title></head><script>alert(1)</script> & \"a\" 'b' {{ 7*7 }}"
BODY = "<h1>Kế hoạch</h1>\n# không phải Markdown\n{{ 7*7 }} {% raw %} &lt;b&gt;\n"
ENTRIES = [
    {"path": "", "language": "vi", "kind": "home", "title": "Minh bạch kế hoạch xã", "description": "Trang chủ của các xã.", "alternates": [], "contents": [["tim-xa", "Tìm xã"]]},
    {"path": "doi-chieu/", "language": "vi", "kind": "list", "title": "Đối chiếu: có khớp không?", "description": "Mọi đối chiếu.", "alternates": [], "contents": [["tat-ca", "Tất cả đối chiếu"]]},
    {"path": "son-la/", "language": "vi", "kind": "province", "title": HOSTILE, "description": HOSTILE, "alternates": [], "contents": [["chi-tieu", "Chỉ tiêu"], ["nguon", "Nguồn"]]},
    {"path": "en/son-la/", "language": "en", "kind": "province", "title": "Sơn La province", "description": "Plans.", "alternates": [], "contents": [["chi-tieu", "Targets"]]},
    # What hand-written pages and the menu lead to.
    *(
        {"path": path, "language": "en" if path.startswith("en/") else "vi", "kind": "list", "title": path, "description": path, "alternates": [], "contents": [["a", "A"]]}
        for path in (
            "du-lieu/tu-dien/", "en/", "en/doi-chieu/", "en/du-lieu/tu-dien/",
            *(prefix + part for prefix in ("", "en/") for part in ("du-lieu/", "chi-tieu/", "nhiem-vu/", "ngan-sach/", "co-quan/", "van-ban/")),
        )
    ),
]


@pytest.fixture
def layout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Layout:
    """What build.py hands over, by hand: three pages, one download, figures."""
    made = Layout(tmp_path)
    for entry in ENTRIES:
        folder = made.build / "pages" / entry["path"]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index.html").write_text(BODY, "utf-8")
    (made.build / "pages.jsonl").write_text("".join(f"{json.dumps(entry)}\n" for entry in ENTRIES), "utf-8")
    (made.build / "edition.json").write_text('{"date": "2026-11-22"}', "utf-8")
    (made.build / "stats.json").write_text('{"plans": 5, "communes_covered": 4, "communes_total": 3321, "notices": 12}', "utf-8")
    (made.build / "static" / "du-lieu").mkdir(parents=True)
    (made.build / "static" / "du-lieu" / "tasks.csv").write_text("task_id\nNV01\n", "utf-8")
    monkeypatch.setenv("COLLECTION_ROOT", str(made.root))
    return made


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    """The settings of an empty project that uses the adapter, and nothing else."""
    (tmp_path / "docs").mkdir()
    settings = {"site_name": "Thử", "plugins": [], "hooks": [str(ROOT / "scripts" / "site_hook.py")]}
    (tmp_path / "mkdocs.yml").write_text(json.dumps(settings), "utf-8")
    return load_config(str(tmp_path / "mkdocs.yml"))


def files(config: MkDocsConfig) -> dict[str, File]:
    """The files that the adapter adds, by address."""
    return {file.dest_uri: file for file in config.plugins.on_files(Files([]), config=config)}


def test_pages_have_the_addresses_of_their_entries(layout: Layout, config: MkDocsConfig) -> None:
    """Each entry is one page, in its language; none is in the navigation, which MkDocs would write into every page."""
    found = files(config)
    assert list(found) == [f"{entry['path']}index.html" for entry in ENTRIES]
    assert {file.inclusion for file in found.values()} == {InclusionLevel.NOT_IN_NAV}
    assert found["index.html"].page.title == "Minh bạch kế hoạch xã"
    assert found["son-la/index.html"].url == "son-la/"
    assert (found["en/son-la/index.html"].url, found["en/son-la/index.html"].page.title) == ("en/son-la/", "Sơn La province")


def test_content_is_read_only_while_the_page_is_written(layout: Layout, config: MkDocsConfig) -> None:
    """Before and after its turn a page holds no body; it needs its file when it is written, and not before."""
    body = layout.build / "pages" / "son-la" / "index.html"
    body.unlink()
    page = files(config)["son-la/index.html"].page
    page.read_source(config)
    page.render(config, Files([]))
    assert page.content == ""
    page.active = True
    with pytest.raises(FileNotFoundError):
        page.content
    body.write_text(BODY, "utf-8")
    assert page.content == BODY
    page.active = False
    assert page.content == ""
    assert BODY not in map(str, vars(page).values())


def test_the_body_is_final(layout: Layout, config: MkDocsConfig) -> None:
    """What MkDocs or a plug-in assigns changes neither the body nor the contents, and no Markdown is left to convert."""
    page = files(config)["son-la/index.html"].page
    page.read_source(config)
    page.render(config, Files([]))
    page.content = "<p>khác</p>"
    page.active = True
    assert (page.markdown, page.content) == ("", BODY)
    assert [(link.title, link.url, link.level) for link in page.toc] == [("Chỉ tiêu", "#chi-tieu", 2), ("Nguồn", "#nguon", 2)]


def test_title_and_description_are_text(layout: Layout, config: MkDocsConfig) -> None:
    """The theme escapes what it writes, so they come to it as they are; the kind of page is there for its styles."""
    page = files(config)["son-la/index.html"].page
    assert page.title == HOSTILE
    assert page.meta == {"description": HOSTILE, "kind": "province", "alternates": [], "render_macros": False}


@pytest.mark.parametrize(
    ("address", "language", "path", "other"),
    [("", "vi", "", "en/"), ("son-la/", "vi", "son-la/", "en/son-la/"), ("en/", "en", "", ""), ("en/son-la/", "en", "son-la/", "son-la/")],
)
def test_a_page_knows_its_language_and_its_twin(address: str, language: str, path: str, other: str) -> None:
    """The language and the address in it follow from the address; the switch leads to the same page of the other language."""
    found = site_hook.frame(address)
    assert (found["language"], found["path"], found["prefix"]) == (language, path, "en/" if language == "en" else "")
    assert [twin for _code, _name, twin in found["others"]] == [other]


class Head(HTMLParser):
    """The title, the description and the number of heads and scripts in the text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.title = self.description = ""
        self.inside = ""
        self.scripts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        if tag == "meta" and dict(attrs).get("name") == "description":
            self.description = dict(attrs)["content"] or ""

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "title" and not self.title:
            self.title = data
        if self.inside == "script":
            self.scripts.append(data)


def test_the_built_page_shows_body_title_and_description_as_they_are(layout: Layout) -> None:
    """Through the whole of MkDocs and the theme: the body byte for byte, the title and the description as text."""
    build.build_site(layout)
    html = (layout.site / "son-la" / "index.html").read_text("utf-8")
    head = Head(html)
    assert BODY in html
    assert " ".join(head.title.split()) == f"{HOSTILE} - Minh bạch kế hoạch xã"
    assert head.description == HOSTILE
    assert "alert(1)" not in "".join(head.scripts)
    home = Head((layout.site / "index.html").read_text("utf-8"))
    assert (home.title, home.description) == ("Minh bạch kế hoạch xã", "Trang chủ của các xã.")


def test_downloads_are_copied(layout: Layout, config: MkDocsConfig) -> None:
    """They stand in the site as they were made."""
    site = Path(config.site_dir)
    site.mkdir()
    config.plugins.on_post_build(config=config)
    assert (site / "du-lieu" / "tasks.csv").read_text("utf-8") == "task_id\nNV01\n"


def test_a_site_without_pages_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, config: MkDocsConfig) -> None:
    """MkDocs run before the data are built stops, instead of making a site without plans."""
    monkeypatch.setenv("COLLECTION_ROOT", str(tmp_path / "nowhere"))
    with pytest.raises(FileNotFoundError):
        files(config)
