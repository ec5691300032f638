"""What the site says in each language: messages, numbers, dates and names; and the pages of one beside those of the other."""

from __future__ import annotations

import ast
import json
import re
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from collection_support import Collection
from html_support import VOID

from scripts import build, formats, languages, messages
from scripts.languages import CODES, ENGLISH, LANGUAGES, VIETNAMESE, writing
from scripts.naming import full_name, name_inside
from scripts.paths import ROOT, TEMPLATES, Layout
from scripts.plans import load_reference
from scripts.quotations import LETTER, pieces
from scripts.templates import counted, environment, quote, quotes

PLACEHOLDER = re.compile(r"%\((\w+)\)s|\{(\w+)\}")
CATALOGUE = messages.read(LANGUAGES / "en.po")
FOUND = messages.gathered()


def strings(message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def all_messages():
    return [message for message in CATALOGUE if message.id]


def test_every_message_has_english_and_none_is_unused() -> None:
    """The file is what `make messages` writes from the code and the templates, with nothing left to translate."""
    assert list(messages.untranslated(messages.brought_up_to_date(CATALOGUE, FOUND))) == []
    assert {messages.key(message.id) for message in all_messages()} == {messages.key(message.id) for message in FOUND if message.id}
    assert (LANGUAGES / "en.po").read_text("utf-8") == messages.text(messages.brought_up_to_date(CATALOGUE, FOUND))
    assert not [message.id for message in CATALOGUE if message.fuzzy]


def test_gathering_misses_no_message() -> None:
    """Every call that marks a message is found, wherever it stands in the code; none hides in an f-string, where it would not be."""
    known = {messages.key(message.id) for message in FOUND if message.id}
    for path in (ROOT / "scripts").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "N_", "counted"):
                first = node.args[0]
                assert not isinstance(first, ast.JoinedStr), path
                if isinstance(first, ast.Constant):
                    assert first.value in known, f"{path}: {first.value}"


def test_templates_have_no_words_outside_messages() -> None:
    """What stands between tags and expressions has no Vietnamese letter; neither has an attribute."""
    for path in sorted(TEMPLATES.glob("*.html")):
        source = re.sub(r"\{#.*?#\}|\{% trans .*?\{% endtrans %\}|\{% trans %\}.*?\{% endtrans %\}|\{%.*?%\}|\{\{.*?\}\}", "", path.read_text("utf-8"), flags=re.S)
        assert LETTER.findall(source) == [], path.name


@pytest.mark.parametrize("message", all_messages(), ids=lambda message: messages.key(message.id)[:40])
def test_english_has_the_same_places_and_no_vietnamese(message) -> None:
    """Every value of the Vietnamese stands in the English too, the tags as well; letters with Vietnamese marks stand in quotes only."""
    for text in strings(message):
        assert {*PLACEHOLDER.findall(text)} == {*PLACEHOLDER.findall(messages.key(message.id))}
        assert sorted(re.findall(r"<[^>]*>", text)) == sorted(re.findall(r"<[^>]*>", messages.key(message.id)))
        assert not LETTER.search(re.sub(r"“[^”]*”", "", text))
        assert text.strip() == text or messages.key(message.id).strip() != messages.key(message.id)


def test_a_message_without_english_stops() -> None:
    """The page is not made half in Vietnamese: the error names the file, the message and what to do."""
    said = r"docs/_languages/en\.po: chưa dịch “Câu chưa ai dịch”; chạy “make messages”, thêm câu tiếng Anh rồi chạy lại"
    assert languages.gettext("Câu chưa ai dịch") == "Câu chưa ai dịch"
    with writing(ENGLISH):
        for ask in (lambda: languages.gettext("Câu chưa ai dịch"), lambda: counted("Câu chưa ai dịch", 2), lambda: environment(ENGLISH).from_string("{{ _('Câu chưa ai dịch') }}")):
            with pytest.raises(LookupError, match=said):
                ask()


def test_what_is_counted_tells_one_from_many() -> None:
    """English has two forms, Vietnamese one; numbers are written as in the language."""
    assert [counted("%(n)s nhiệm vụ", n) for n in (0, 1, 1234)] == ["0 nhiệm vụ", "1 nhiệm vụ", "1.234 nhiệm vụ"]
    with writing(ENGLISH):
        assert [counted("%(n)s nhiệm vụ", n) for n in (0, 1, 1234)] == ["0 tasks", "1 task", "1,234 tasks"]


def test_messages_are_brought_up_to_date() -> None:
    """New ones come in empty, old ones go, and one that becomes counted keeps its English for both numbers."""
    old, found = messages.Catalog(locale="en"), messages.Catalog(locale="en")
    old.add("giữ", "kept"), old.add("bỏ", "dropped"), old.add("%(n)s xã", "%(n)s communes")
    found.add("giữ"), found.add("mới"), found.add(("%(n)s xã", "%(n)s xã"))
    fresh = messages.brought_up_to_date(old, found)
    assert {message.id: message.string for message in fresh if message.id} == {
        "giữ": "kept", "mới": "", ("%(n)s xã", "%(n)s xã"): ("%(n)s communes", "%(n)s communes"),
    }  # fmt: skip
    assert list(messages.untranslated(fresh)) == ["mới"]
    assert messages.text(fresh) == messages.text(fresh)


@pytest.mark.parametrize(
    ("write", "vietnamese", "english"),
    [
        (lambda: formats.number(Decimal("1234.50")), "1.234,5", "1,234.5"),
        (lambda: formats.dong(5_267_475_000), "5.267.475.000 đồng", "5,267,475,000 dong"),
        (lambda: formats.dong_short(5_267_475_000), "5,27 tỷ đồng", "5.27 billion dong"),
        (lambda: formats.dong_short(740_000_000), "740 triệu đồng", "740 million dong"),
        (lambda: formats.percent(1, 7), "14,3%", "14.3%"),
        (lambda: formats.percent(1, 10**6), "dưới 0,1%", "under 0.1%"),
        (lambda: formats.day(date(2026, 11, 30)), "30/11/2026", "30 November 2026"),
        (lambda: formats.lines(409, 417), "dòng 409–417", "lines 409–417"),
        (lambda: formats.lines(12, 12), "dòng 12", "line 12"),
        (lambda: formats.lines(None, None, 3), "trang 3", "page 3"),
    ],
)
def test_numbers_money_and_dates(write, vietnamese: str, english: str) -> None:
    """Each as its readers write it."""
    assert write() == vietnamese
    with writing(ENGLISH):
        assert write() == english


@pytest.mark.parametrize(
    ("kind", "name", "whole", "inside", "english"),
    [
        ("xã", "Sông Mã", "Xã Sông Mã", "xã Sông Mã", "Sông Mã commune"),
        ("phường", "Ba Đình", "Phường Ba Đình", "phường Ba Đình", "Ba Đình ward"),
        ("đặc khu", "Lý Sơn", "Đặc khu Lý Sơn", "đặc khu Lý Sơn", "Lý Sơn special zone"),
        ("tỉnh", "Sơn La", "Tỉnh Sơn La", "tỉnh Sơn La", "Sơn La province"),
        ("thành phố", "Huế", "Thành phố Huế", "thành phố Huế", "Huế city"),
    ],
)
def test_places_are_named(kind: str, name: str, whole: str, inside: str, english: str) -> None:
    """The official name in Vietnamese, the kind after the name in English."""
    row = {"kind": kind, "name": name, "full_name": whole}
    assert (full_name(row), name_inside(row)) == (whole, inside)
    with writing(ENGLISH):
        assert (full_name(row), name_inside(row)) == (english, english)


def test_every_kind_of_place_has_a_name() -> None:
    """No row of the reference tables is without its English form."""
    reference = load_reference(Layout())
    with writing(ENGLISH):
        assert all(full_name(row) for table in ("communes", "provinces") for row in reference.rows(table))


def test_quotations_are_marked_on_english_pages_only() -> None:
    """And are text on both: markup in them is escaped."""
    assert (quote("Sửa <b>"), quotes("Ghi “Sơn La”.")) == ("Sửa <b>", "Ghi “Sơn La”.")
    with writing(ENGLISH):
        assert (quote("Sửa <b>"), quote("")) == ('<span lang="vi">Sửa &lt;b&gt;</span>', "")
        assert quotes("It says “Sơn <La>” & more.") == 'It says “<span lang="vi">Sơn &lt;La&gt;</span>” &amp; more.'


@pytest.mark.parametrize(
    ("sentence", "vietnamese"),
    [
        ("Nothing here.", []),
        ("NV03 names Phòng Kinh tế both as lead and as support.", ["Phòng Kinh tế"]),
        ("Công an xã leads targets or tasks.", ["Công an xã"]),
        ("Các cơ quan, đơn vị is written in 2 ways: “Cơ quan” and “các cơ quan”.", ["Các cơ quan, đơn vị", "Cơ quan", "các cơ quan"]),
        ("Decision 749/QĐ-TTg in section II.2 has its title.", ["749/QĐ-TTg"]),
        ('A body under "Tổ chức thực hiện" has a part.', ["Tổ chức thực hiện"]),
        ("The tasks of a commune (xã).", ["xã"]),
        ("“Not stated” stays English.", []),
    ],
)
def test_vietnamese_is_found_in_english_sentences(sentence: str, vietnamese: list[str]) -> None:
    """Quotations and names, whole; what is left is the sentence."""
    found = pieces(sentence)
    assert "".join(piece for piece, _is in found) == sentence
    assert [piece for piece, is_vietnamese in found if is_vietnamese] == vietnamese


class Unmarked(HTMLParser):
    """Text and attributes with Vietnamese letters outside elements that say so, but for names of places."""

    SPOKEN = ("title", "aria-label", "data-label", "data-count", "alt", "placeholder")

    def __init__(self, html: str, names: re.Pattern[str]) -> None:
        super().__init__()
        self.names, self.languages, self.found = names, ["en"], []
        self.feed(html)
        self.close()

    def _look(self, text: str, language: str) -> None:
        if language != VIETNAMESE and LETTER.search(self.names.sub("", text)):
            self.found.append(text.strip())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        language = given.get("lang") or self.languages[-1]
        for name in self.SPOKEN:
            self._look(given.get(name) or "", language)
        if tag not in VOID:
            # What a script holds is for machines.
            self.languages.append(VIETNAMESE if tag == "script" else language)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.languages.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """<rect/> of a chart holds nothing."""

    def handle_data(self, data: str) -> None:
        self._look(data, self.languages[-1])


@pytest.fixture(scope="module")
def bodies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bodies of all pages of the committed data, made once."""
    layout = Collection(tmp_path_factory.mktemp("languages"))
    (layout.root / "data").symlink_to(ROOT / "data")
    build.build_data(layout, with_downloads=False)
    return layout.build


def place_names() -> re.Pattern[str]:
    reference = load_reference(Layout())
    names = {row["name"] for table in ("communes", "provinces") for row in reference.rows(table)}
    names |= {row["province"].partition(" ")[2] for row in reference.rows("commune_predecessors")}
    names |= {row["province"].removeprefix("Thành phố ") for row in reference.rows("commune_predecessors")}
    return re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True) if name))


def test_every_vietnamese_word_of_an_english_page_is_marked(bodies: Path) -> None:
    """Words with Vietnamese letters stand inside an element with lang="vi"; names of places are names in any language."""
    names = place_names()
    pages = sorted((bodies / "pages" / "en").rglob("*.html"))
    assert len(pages) > 50
    assert {str(path.relative_to(bodies)): found for path in pages if (found := Unmarked(path.read_text("utf-8"), names).found)} == {}


def test_unmarked_words_are_seen() -> None:
    """The test above sees text and attributes, and lets names of places and marked words pass."""
    names = re.compile("Sơn La")
    html = '<p title="Đóng">Sơn La <b>cũ</b> <span lang="vi">Xã <i>Mã</i></span><br>xong</p>'
    assert Unmarked(html, names).found == ["Đóng", "cũ"]


def test_every_page_has_its_twin(bodies: Path) -> None:
    """Data pages and hand-written pages: each address exists in both languages, and each page says which it is in."""
    entries = [json.loads(line) for line in (bodies / "pages.jsonl").read_text("utf-8").splitlines()]
    by_language = {code: {entry["path"].removeprefix(languages.PREFIXES[code]) for entry in entries if entry["language"] == code} for code in CODES}
    assert by_language[VIETNAMESE] == by_language[ENGLISH] != set()
    assert {path.name for path in (ROOT / "docs").glob("*.md")} == {path.name for path in (ROOT / "docs/en").glob("*.md")}


def test_hand_written_twins_have_the_same_parts() -> None:
    """As many headings, list items and links in English as in Vietnamese, and the same figures of the data."""
    for path in sorted((ROOT / "docs").glob("*.md")):
        vietnamese, english = path.read_text("utf-8"), (path.parent / "en" / path.name).read_text("utf-8")
        for mark in (r"^#+ ", r"^- ", r"^\d+\. ", r"\]\([^)]*\)", r"\{%[^%]*%\}"):
            assert len(re.findall(mark, vietnamese, re.M)) == len(re.findall(mark, english, re.M)), (path.name, mark)
        assert re.findall(r"\{\{ stats\.(\w+)", vietnamese) == re.findall(r"\{\{ stats_en\.(\w+)", english)
        assert "{{ stats." not in english
