"""Feeds of what changed: valid Atom, one entry for each plan, kind of news and time, the same ids wherever the site stands."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import feedparser
import pytest
from lxml import etree

from scripts import feeds, summaries
from scripts.changes import LEVELS, Change
from scripts.edition import Edition
from scripts.facts import plan_facts
from scripts.languages import ENGLISH, writing
from scripts.news import KINDS, Feed, by_feed, every_feed, kind_of, named_bodies, news
from scripts.news_texts import entry
from scripts.paths import Layout
from scripts.plans import load_plan, load_reference, plan_folders
from scripts.summaries import Summary

PLAN = "son-la/song-ma-04168/khcn-2026"
OTHER = "son-la/muong-la-03808/cds-2026"
FIRST = datetime.fromisoformat("2026-11-01T09:00:00+07:00")
LATER = datetime.fromisoformat("2026-11-18T15:30:00+00:00")
HERE = Edition(date(2026, 11, 20), "https://vidu.vn/kh/")
NOWHERE = Edition(date(2026, 11, 20))
COLLECTION = Feed("collection")
SCHEMA = etree.RelaxNG(etree.parse(str(Path(__file__).parent / "atom.rng")))
A = "{http://www.w3.org/2005/Atom}"
BODIES = {PLAN: {"phong-kinh-te", "cong-an-xa"}, OTHER: {"cong-an-xa"}}


def change(kind: str = "corrected-cell", **given: Any) -> Change:
    return Change(**{"version": "", "at": LATER, "kind": kind, "plan_id": PLAN, "table": "targets", "row_id": "CT01", "field": "", "before": "", "after": "", "reason": ""} | given)


def summary(plan_id: str, heading: str) -> Summary:
    return Summary(
        plan_id, plan_id[-16:-11], heading, "Chuyển đổi số", "2026", "2026", "", "", 12, 1234, "4,81 triệu đồng", "4.814.980 đồng", "4.814.980.000 đồng",
        disputed=True, notices=17, notices_material=11,
    )  # fmt: skip


PLANS = [summary(PLAN, "Kế hoạch khoa học 2026, xã Sông Mã"), summary(OTHER, "Kế hoạch chuyển đổi số 2026, xã Mường La")]
KNOWN = {plan.plan_id: plan for plan in PLANS}


def no_messages(plan_id: str) -> Mapping[str, str]:
    raise AssertionError(f"{plan_id}: no notice is news")


def atom(changes: list[Change], feed: Feed = COLLECTION, of: Edition = HERE, messages: Any = no_messages) -> bytes:
    [(address, raw)] = feeds.files([feed], changes, PLANS, BODIES, messages, of)
    assert address == feed.address
    check(raw, feed, of)
    return raw


def check(raw: bytes, feed: Feed, of: Edition) -> None:
    """The schema, another reader of feeds, and the rules that a schema cannot say."""
    tree = etree.parse(io.BytesIO(raw))
    assert SCHEMA.validate(tree), SCHEMA.error_log
    read = feedparser.parse(raw)
    assert read.bozo == 0 and read.version == "atom10" and read.feed.language == "vi"
    root = tree.getroot()
    ids = [found.text for found in root.iter(f"{A}id")]
    assert len(set(ids)) == len(ids)
    times = [datetime.fromisoformat(found.findtext(f"{A}updated")) for found in root.iter(f"{A}entry")]
    assert times == sorted(times, reverse=True) and all(time.tzinfo for time in times)
    if times:
        assert datetime.fromisoformat(root.findtext(f"{A}updated")) == times[0]
    for holder in (root, *root.iter(f"{A}entry")):
        assert [link.get("rel") for link in holder.findall(f"{A}link")].count("alternate") == 1
    itself = [link.get("href") for link in root.findall(f"{A}link[@rel='self']")]
    assert itself == ([of.address(feed.address)] if of.site_url else [])
    stands = of.address(feed.address) or f"https://noi-khac.vn/thu/{feed.address}"
    base = stands.removesuffix(feed.address)
    hrefs = [link.get("href") for link in root.iter(f"{A}link") if link.get("rel") != "license"]
    hrefs += [href for content in root.iter(f"{A}content") for href in etree.HTML(content.text).xpath("//a/@href")]
    assert all(urljoin(stands, href).startswith(base) and ".." not in urljoin(stands, href) for href in hrefs)
    assert of.site_url or not any(href.startswith("http") for href in hrefs)


def entries(raw: bytes) -> list[Any]:
    return feedparser.parse(raw).entries


def lines(found: Any) -> list[str]:
    """The items of an entry's content, as people read them."""
    return ["".join(item.itertext()) for item in etree.HTML(found.content[0].value).iter("li")]


def paragraphs(found: Any) -> list[str]:
    return ["".join(item.itertext()) for item in etree.HTML(found.content[0].value).iter("p")]


def test_a_new_plan() -> None:
    """One entry that says what the plan is; amounts that contradict each other are called so."""
    [found] = entries(atom([change("new-plan", table="plans", row_id="")]))
    assert found.title == "Mới có dữ liệu: Kế hoạch khoa học 2026, xã Sông Mã"
    assert found.link == "https://vidu.vn/kh/son-la/song-ma-04168/khcn-2026/"
    assert found.summary == "12 chỉ tiêu, 1.234 nhiệm vụ; đề nghị 4,81 triệu đồng (các chỗ ghi không khớp nhau)."
    assert paragraphs(found) == [
        "Chủ đề: Chuyển đổi số. Thời kỳ: 2026.", "Số văn bản: không nêu.", "Ngày ban hành: không nêu.", "12 chỉ tiêu, 1.234 nhiệm vụ.",
        "Kinh phí đề nghị: 4.814.980 đồng; bằng chữ: 4.814.980.000 đồng; các chỗ ghi trong văn bản không khớp nhau.", "17 đối chiếu, trong đó 11 đáng kể.",
    ]  # fmt: skip
    assert (found.tags[0].term, found.tags[0].label) == ("plan", "Kế hoạch mới")


def test_corrected_figures() -> None:
    """Each row with the titles of its columns, what it was and is, and a link to it; what was wrong first, by reason; codes in words."""
    raw = atom([
        change(table="tasks", row_id="NV03", kind="new-row", reason="Sót dòng"),
        change(table="target_values", row_id="CT01:2026:target", field="value_min", before="80", after="85", reason="Gõ nhầm"),
        change(table="target_values", row_id="CT01:2026:target", field="value_text", before="≥ 80%", after="≥ 85%", reason="Gõ nhầm"),
        change(table="targets", row_id="CT01", field="reading", before="certain", after="doubtful", reason="Gõ nhầm"),
        change(table="plans", row_id="", field="issued_on", before="", after="2026-01-05", reason="Gõ nhầm"),
        change(table="task_schedules", row_id="NV06:2", kind="removed-row", reason=""),
        change(table="duties", row_id="TN02", kind="new-cell", field="section", after="IV.1", reason="Cột mới"), change(table="duties", row_id="TN09", kind="removed-id"),
    ])  # fmt: skip
    [found] = entries(raw)
    assert found.title == "4 ô được sửa, 2 dòng bị bỏ, 1 dòng được thêm, 1 ô của cột mới: Kế hoạch khoa học 2026, xã Sông Mã"
    assert paragraphs(found) == ["Lý do: Gõ nhầm", "Lý do: Sót dòng", "Lý do: Cột mới"]
    assert lines(found) == [
        "Kế hoạch: Ngày ban hành: không nêu → “2026-01-05”",
        "Chỉ tiêu CT01: Mức chắc chắn khi đọc: “chắc chắn” → “chưa chắc chắn”",
        "Giá trị chỉ tiêu CT01, 2026, mức phải đạt: Giá trị (nguyên văn): “≥ 80%” → “≥ 85%”",
        "Giá trị chỉ tiêu CT01, 2026, mức phải đạt: Giá trị từ: “80” → “85”",
        "Thời gian thực hiện nhiệm vụ NV06, 2: bỏ", "Trách nhiệm thực hiện TN09: bỏ",
        "Nhiệm vụ NV03: thêm",
        "Trách nhiệm thực hiện TN02: Mục: không nêu → “IV.1”",
    ]  # fmt: skip
    page = "https://vidu.vn/kh/son-la/song-ma-04168/khcn-2026/"
    assert re.findall('href="([^"]*)"', found.content[0].value) == [page, f"{page}#CT01", f"{page}#CT01", f"{page}#CT01", f"{page}#NV03", f"{page}#TN02"]
    assert found.summary.endswith("Giá trị (nguyên văn): “≥ 80%” → “≥ 85%”…")


def test_a_reason_that_all_share_is_said_once() -> None:
    """Above the lines."""
    [found] = entries(atom([change(field="name", before="a", after="b", reason="Đọc lại bản in"), change(field="name", row_id="CT02", before="c", after="d", reason="Đọc lại bản in")]))
    assert paragraphs(found) == ["Lý do: Đọc lại bản in"] and lines(found) == ["Chỉ tiêu CT01: Tên chỉ tiêu: “a” → “b”", "Chỉ tiêu CT02: Tên chỉ tiêu: “c” → “d”"]


def test_many_corrections_are_counted() -> None:
    """Thirty are listed, the others counted; long cells are cut with a sign."""
    [found] = entries(atom([change(field="name", row_id=f"CT{number:04}", before="chữ " * 200, after="b") for number in range(1234)]))
    assert len(lines(found)) == 30 and paragraphs(found) == ["Và 1.204 thay đổi nữa: Chỉ tiêu 1.204."]
    assert found.title.startswith("1.234 ô được sửa: ") and "chữ chữ…” → “b”" in lines(found)[0] and len(lines(found)[0]) < 340


def test_new_notices() -> None:
    """Their messages, asked for once a plan; a notice that was withdrawn meanwhile is said to be gone."""
    asked = []

    def messages(plan_id: str) -> dict[str, str]:
        asked.append(plan_id)
        return {"DC01": "Số tiền bằng số và bằng chữ khác nhau.", "DC02": "Hai chỗ không khớp."}

    changes = [change("new-row", table="notices", row_id=f"DC0{number}") for number in (3, 2, 1)] + [change("removed-row", at=FIRST, table="notices", row_id="DC00")]
    latest, older = entries(atom(changes, messages=messages))
    assert latest.title == "3 đối chiếu mới: Kế hoạch khoa học 2026, xã Sông Mã" and older.title.startswith("1 đối chiếu được gỡ: ")
    assert lines(latest) == ["Đối chiếu DC01: Số tiền bằng số và bằng chữ khác nhau.", "Đối chiếu DC02: Hai chỗ không khớp.", "Đối chiếu DC03: đối chiếu này nay không còn"]
    assert 'khcn-2026/#DC01">' in latest.content[0].value and asked == [PLAN]


def test_a_plan_that_was_taken_away() -> None:
    """It has no page any more: the entry leads to its province, and says why; so does the older entry of when it was new."""
    gone = "son-la/xa-cu-00001/khcn-2026"
    removed, new = entries(atom([change("removed-plan", plan_id=gone, table="plans", row_id="", reason="Nhập trùng"), change("new-plan", plan_id=gone, at=FIRST, table="plans", row_id="")]))
    assert (removed.title, removed.summary) == (f"Đã gỡ khỏi dữ liệu: {gone}", "Lý do: Nhập trùng")
    assert new.title == f"Mới có dữ liệu, nay không còn: {gone}"
    assert {removed.link, new.link} == {"https://vidu.vn/kh/son-la/"}


def test_shared_lists_and_structure_are_news_of_the_collection_only() -> None:
    """A column that is new concerns who reads the tables by machine, not who follows a commune; what breaks their scripts comes first."""
    changes = [
        change(plan_id="", table="agencies", row_id="phong-kinh-te", field="name", before="Phòng KT", after="Phòng Kinh tế"),
        change("new-field", plan_id="", row_id="", field="unit", after="string"), change("retyped-field", plan_id="", row_id="", field="name", before="string", after="integer"),
        change("changed-key", plan_id="", row_id="", before="plan_id", after="plan_id, target_id"), change("removed-table", plan_id="", table="bang_cu", row_id=""),
        change("removed-value", plan_id="", row_id="", field="reading", before="unsure"), change("changed-constraint", plan_id="", row_id="", field="name", after="minLength: 1"),
        change("new-reference", plan_id="", row_id="", field="indicator_id", after="indicator_id -> indicators (indicator_id)"),
        change("changed-description", plan_id="", table="", row_id="", field="README.md"), change("changed-description", plan_id="", row_id="", after="title"),
    ]  # fmt: skip
    reference, structure = entries(atom(changes))
    assert reference.title == "Danh mục dùng chung: 1 ô được sửa" and lines(reference) == ["Cơ quan, đơn vị phong-kinh-te: Tên cơ quan: “Phòng KT” → “Phòng Kinh tế”"]
    assert structure.title == "Cấu trúc dữ liệu thay đổi (9 chỗ)" and lines(structure) == [
        "Chỉ tiêu: đổi kiểu của cột Tên chỉ tiêu (name): string → integer", "Chỉ tiêu: bỏ giá trị của danh mục, cột Mức chắc chắn khi đọc (reading): unsure",
        "Chỉ tiêu: đổi khóa của bảng: plan_id → plan_id, target_id", "bang_cu: bỏ bảng",
        "Chỉ tiêu: đổi ràng buộc của cột Tên chỉ tiêu (name): không nêu → minLength: 1",
        "Chỉ tiêu: liên kết mới tới bảng khác, cột Mã chỉ số (indicator_id): indicator_id -> indicators (indicator_id)", "Chỉ tiêu: cột mới unit",
        "Chỉ tiêu: sửa lời mô tả", "Tệp README.md: sửa lời mô tả",
    ]  # fmt: skip
    assert list(by_feed(news(changes), BODIES)) == ["du-lieu/thay-doi.atom"]
    assert reference.link == structure.link == "https://vidu.vn/kh/du-lieu/"


def test_which_feeds_a_plan_is_in() -> None:
    """The collection's, those of its province and commune, and those of every body that it names."""
    found = by_feed(news([change("new-plan", at=FIRST, table="plans", row_id=""), change("new-plan", plan_id=OTHER, table="plans", row_id="")]), BODIES)
    assert {address: [one.plan_id for one in own] for address, own in found.items()} == {
        "du-lieu/thay-doi.atom": [OTHER, PLAN], "du-lieu/son-la/thay-doi.atom": [OTHER, PLAN], "du-lieu/son-la/song-ma-04168/thay-doi.atom": [PLAN],
        "du-lieu/son-la/muong-la-03808/thay-doi.atom": [OTHER], "du-lieu/co-quan/cong-an-xa.atom": [OTHER, PLAN], "du-lieu/co-quan/phong-kinh-te.atom": [PLAN],
    }  # fmt: skip


@pytest.mark.parametrize(
    "feed, address, page, title",
    [
        (COLLECTION, "du-lieu/thay-doi.atom", "du-lieu/", "Minh bạch kế hoạch xã: thay đổi của dữ liệu"),
        (Feed("place", "son-la", "Tỉnh Sơn La"), "du-lieu/son-la/thay-doi.atom", "son-la/", "Minh bạch kế hoạch xã: thay đổi của dữ liệu, Tỉnh Sơn La"),
        (Feed("place", "son-la/song-ma-04168", "Xã Sông Mã"), "du-lieu/son-la/song-ma-04168/thay-doi.atom", "son-la/song-ma-04168/", "Minh bạch kế hoạch xã: thay đổi của dữ liệu, Xã Sông Mã"),
        (Feed("body", "phong-kinh-te", "Phòng Kinh tế"), "du-lieu/co-quan/phong-kinh-te.atom", "co-quan/phong-kinh-te/", "Minh bạch kế hoạch xã: thay đổi của dữ liệu, Phòng Kinh tế"),
    ],
)
@pytest.mark.parametrize("of", [HERE, NOWHERE], ids=["known address", "unknown address"])
def test_every_feed(feed: Feed, address: str, page: str, title: str, of: Edition) -> None:
    """Where it stands, what it is about, what it says of itself; valid with relative links too."""
    assert (feed.address, feed.page) == (address, page)
    read = feedparser.parse(atom([change(field="name", before="a", after="b")], feed, of)).feed
    assert read.title == title and "100 mục mới nhất" in read.subtitle and read.rights == "Creative Commons Attribution 4.0 International (CC-BY-4.0)"
    assert read.author == "Minh bạch kế hoạch xã"


def test_a_feed_without_news_is_valid() -> None:
    """It is of the day of the edition; without a day, of the first one that computers know."""
    feed = Feed("place", "ca-mau", "Tỉnh Cà Mau")
    assert feedparser.parse(atom([], feed)).feed.updated == "2026-11-20T00:00:00+07:00"
    assert feedparser.parse(atom([], feed, Edition())).feed.updated == "1970-01-01T00:00:00+07:00"


def test_only_the_newest_hundred() -> None:
    """The older ones are left out, and the feed says how many it holds."""
    changes = [change(at=FIRST + timedelta(hours=number), field="name", before=str(number), after="x") for number in range(130)]
    found = entries(atom(changes))
    assert len(found) == 100 and found[0].updated == "2026-11-06T18:00:00+07:00" and found[-1].updated == "2026-11-02T15:00:00+07:00"


def test_ids_are_the_same_wherever_and_whenever() -> None:
    """For another address of the site, another time zone of the same moment, a release, another order of the changes."""
    one = [change(field="name", before="a", after="b"), change("new-plan", plan_id=OTHER, table="plans", row_id="")]
    moved = [change("new-plan", plan_id=OTHER, table="plans", row_id="", version="1.1.0"), change(field="name", before="a", after="b", version="1.1.0", at=datetime.fromisoformat("2026-11-18T22:30:00+07:00"))]
    assert [found.id for found in entries(atom(one))] == [found.id for found in entries(atom(moved, of=NOWHERE))] == [
        "urn:uuid:5959de30-e122-5677-b288-c84c4ac93f61", "urn:uuid:4a1e35f4-d363-552e-a4b1-141ca6c658c9",
    ]  # fmt: skip
    assert atom(one) == atom(moved)


def test_one_entry_for_each_plan_kind_and_time() -> None:
    """Two tables of one commit are one entry; notices are another, and so is another time."""
    found = news([change(field="name"), change(table="tasks", row_id="NV01", field="name"), change("new-row", table="notices", row_id="DC01"), change(field="name", at=FIRST), change(field="name", plan_id=OTHER)])
    assert [(one.plan_id, one.kind, one.at, len(one.changes)) for one in found] == [
        (OTHER, "figures", LATER, 1), (PLAN, "figures", LATER, 2), (PLAN, "notices", LATER, 1), (PLAN, "figures", FIRST, 1),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", LEVELS)
def test_every_kind_of_change_is_news(kind: str) -> None:
    """And has a line that people can read."""
    of_plan = kind.endswith(("-plan", "-row", "-id", "-cell"))
    one = change(kind, plan_id=PLAN if of_plan else "", field="name" if kind.endswith(("cell", "field", "value", "constraint")) else "")
    assert kind_of(one) in KINDS
    [found] = news([one])
    said = entry(found, KNOWN, {})
    assert said.title and said.summary and kind not in said.summary


def test_a_time_without_zone_is_refused() -> None:
    """It could be any of several moments."""
    with pytest.raises(ValueError, match="CT01: thời điểm 2026-11-01T00:00:00 thiếu múi giờ; cần dạng"):
        atom([change(at=datetime(2026, 11, 1))])


@pytest.mark.parametrize(
    "text, kept",
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("]]> &amp; \"'", "]]> &amp; \"'"),
        ("{{ 7*7 }} {% for %}", "{{ 7*7 }} {% for %}"),
        ("chuông \x07 \x00 \x1b", "chuông \ufffd \ufffd \ufffd"),
        ("nửa chữ \ud83d \ufffe đủ 😀", "nửa chữ \ufffd \ufffd đủ 😀"),
    ],
)
def test_hostile_text_stays_text(text: str, kept: str) -> None:
    """In titles and in content; what XML cannot hold is replaced for all to see."""
    plans = [summary(PLAN, text)]
    [(_address, raw)] = feeds.files([COLLECTION], [change(field="name", before=text, after=text, reason=text)], plans, BODIES, no_messages, HERE)
    check(raw, COLLECTION, HERE)
    found = etree.parse(io.BytesIO(raw)).getroot().find(f"{A}entry")
    assert found.findtext(f"{A}title") == f"1 ô được sửa: {kept}"
    html = etree.HTML(found.findtext(f"{A}content"))
    assert "".join(html.find(".//li").itertext()) == f"Chỉ tiêu CT01: Tên chỉ tiêu: “{kept}” → “{kept}”" and html.find(".//script") is None
    assert html.findtext(".//p") == f"Lý do: {kept}"


def test_feeds_are_vietnamese_whatever_page_is_written() -> None:
    """They are made beside the pages of both languages, and are the same."""
    changes = [change(field="reading", before="certain", after="doubtful"), change("new-plan", plan_id=OTHER, table="plans", row_id="")]
    with writing(ENGLISH):
        english = atom(changes)
    assert english == atom(changes)


@pytest.mark.parametrize("tag", ["id", "title", "updated", "author", "link"])
def test_the_schema_finds_what_is_missing(tag: str) -> None:
    """A feed without it is refused: the schema is no empty promise."""
    tree = etree.parse(io.BytesIO(atom([change(field="name", before="a", after="b")])))
    for found in tree.getroot().findall(f"{A}{tag}"):
        tree.getroot().remove(found)
    assert not SCHEMA.validate(tree)


def test_the_feeds_that_there_are() -> None:
    """Of every province, whether it has plans or not, so that people can follow it before; of communes and bodies that have plans."""
    known = load_reference(Layout())
    found = every_feed(known, {"04168", "21361"}, {"phong-kinh-te"})
    assert len(found) == 1 + 34 + 2 + 1 and len({feed.id for feed in found}) == len(found)
    assert {feed.address: feed.name for feed in found if feed.path.count("/")} == {
        "du-lieu/son-la/song-ma-04168/thay-doi.atom": "Xã Sông Mã, tỉnh Sơn La", "du-lieu/quang-ngai/minh-long-21361/thay-doi.atom": "Xã Minh Long, tỉnh Quảng Ngãi",
    }  # fmt: skip
    assert (found[0].address, found[-1].address) == ("du-lieu/thay-doi.atom", "du-lieu/co-quan/phong-kinh-te.atom")


def test_bodies_and_messages_of_a_committed_plan() -> None:
    """The bodies of its duties, targets and tasks; the messages of its notices, none for a plan that is gone."""
    facts = plan_facts(load_plan(Layout(), Layout().plans / PLAN), load_reference(Layout()))
    assert {"ban-to-dan-pho", "phong-kinh-te", "phong-van-hoa-xa-hoi"} < set(named_bodies(facts))
    messages = feeds.notice_messages(Layout())
    assert set(messages(PLAN)) == {row["notice_id"] for row in facts.notices} and messages("son-la/xa-cu-00001/khcn-2026") == {}


def test_rows_that_entries_lead_to_are_on_the_page_of_the_plan() -> None:
    """Of the committed plans: every row with an id of its own has its place on the page."""
    from scripts import pages

    layout, known = Layout(), load_reference(Layout())
    for folder in plan_folders(layout):
        plan = load_plan(layout, folder)
        facts = plan_facts(plan, known)
        ids = set(re.findall(r'id="([A-Z]{2}[0-9]+)"', pages.plan_page(facts, HERE).body))
        wanted = {row_id for table in ("targets", "tasks", "budget_lines", "issued_documents", "citations", "results", "duties", "proposals", "notices") for row_id in plan.by_id[table]}
        assert wanted <= ids, sorted(wanted - ids)[:5]
        assert summaries.summary(facts).heading in entry(news([change("new-plan", plan_id=plan.plan_id, table="plans", row_id="")])[0], {plan.plan_id: summaries.summary(facts)}, {}).title
