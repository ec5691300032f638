"""Notices on the page of their plan, on the list of all, and on the page of their rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from html_support import by_id, ids, links, text, tree
from literal_plans import PLAN_ID, plan, reference

from scripts import consistency, pages, plan_builds, site_builds
from scripts.audit import AUDIT_RULES, rule_book
from scripts.consistency import Notice
from scripts.facts import PlanFacts, plan_facts
from scripts.list_store import ListStore
from scripts.page import Page

CODES = [rule["code"] for rule in rule_book()]
OTHER = "son-la/song-ma-04168/cds-2026"
HOSTILE = "<script>alert(1)</script> & \"a\" {{ 7*7 }} </li></ul>"


def facts(*notices: dict[str, str]) -> PlanFacts:
    """A plan of two targets and a task with these notices, DC01, DC02, …"""
    rows = [{"notice_id": f"DC{at:02}", **notice} for at, notice in enumerate(notices, 1)]
    return plan_facts(plan(targets=[{"target_id": "CT01"}, {"target_id": "CT02"}], tasks=[{"task_id": "NV01"}], notices=rows), reference())


def listed(*notices: dict[str, str]) -> list[Notice]:
    return consistency.listed(facts(*notices), "Kế hoạch khoa học 2026")


def many(count: int, rule: str = "editorial", severity: str = "material") -> list[Notice]:
    (one,) = listed({"rule": rule, "severity": severity})
    return [{**one, "id": f"DC{at:03}"} for at in range(1, count + 1)]


def in_chunks(notices: list[Notice]) -> Iterator[list[Notice]]:
    size = consistency.ON_A_PAGE
    return iter([notices[at : at + size] for at in range(0, len(notices), size)])


def items(page: Page) -> list[str]:
    """The notices that a page lists."""
    return [text(item) for item in by_id(page.body, "mb-all-notices")]


def test_those_that_matter_most_come_first() -> None:
    """Material before minor, and otherwise in the order of the file."""
    found = consistency.notices(facts({"severity": "minor"}, {}, {"severity": "minor"}, {}), "")
    assert [(notice["id"], notice["severity_label"]) for notice in found] == [
        ("DC02", "đáng kể"), ("DC04", "đáng kể"), ("DC01", "nhỏ"), ("DC03", "nhỏ"),
    ]  # fmt: skip


def test_a_notice_is_a_value_with_its_row_place_and_rule() -> None:
    """A notice about a value leads to its target; one about the plan itself to no row."""
    about, whole = consistency.notices(
        facts({"table": "target_values", "row_id": "CT01:2026:target", "rule": "range-out-of-order"}, {"field": "issued_on"}), ""
    )
    assert (about["about"], about["part"], about["lines"], about["rule_title"]) == ("CT01", "Phần lời văn", "dòng 90", "Khoảng in ngược")
    assert (whole["about"], whole["rule_title"]) == ("", "Người duy trì ghi nhận")


@pytest.mark.parametrize(
    ("printed", "expected", "shown"),
    [("0,5 ha", "5 ha", "Văn bản ghi “0,5 ha”; chỗ khác ghi hoặc cần có: 5 ha."), ("0,5 ha", "", "Văn bản ghi “0,5 ha”."), ("", "5 ha", ""),
     ("", "", ""), ("Hai chỗ", "một chỗ", "Văn bản ghi “Hai chỗ”; chỗ khác ghi hoặc cần có: một chỗ."), ("Hai chỗ", "Hai chỗ", "")],
)  # fmt: skip
def test_printed_words_stand_beside_a_message_that_does_not_quote_them(printed: str, expected: str, shown: str) -> None:
    """What the message says already is not said twice; a blank is not quoted."""
    cells = {"printed": printed, "expected": expected}
    for body in (pages.plan_page(facts(cells)).body, next(consistency.rule_pages("editorial", iter([listed(cells)]), 1)).body):
        (item,) = [item for item in tree(body).iter("li") if item.get("class") == "mb-notice mb-material"]
        assert [text(line) for line in item.iter("p") if line.get("class") == "mb-printed"] == ([shown] if shown else [])


@pytest.mark.parametrize(
    ("elsewhere", "expected"),
    [
        ("", []),
        ("NV01", [("NV01", f"../../../{PLAN_ID}/#NV01")]),
        ("CT02:2026:target", [("CT02", f"../../../{PLAN_ID}/#CT02")]),
        ("590", [("dòng 590", "")]),
        ("590-596", [("dòng 590–596", "")]),
        (f"{OTHER}#CT05:2026:target", [("CT05 của kế hoạch cds-2026", f"../../../{OTHER}/#CT05")]),
        (f"{PLAN_ID}#CT02", [("CT02", f"../../../{PLAN_ID}/#CT02")]),
        ("NV01; 12; CT01", [("NV01", f"../../../{PLAN_ID}/#NV01"), ("dòng 12", ""), ("CT01", f"../../../{PLAN_ID}/#CT01")]),
    ],
)
def test_other_places_are_named_and_linked(elsewhere: str, expected: list[tuple[str, str]]) -> None:
    """A row of this plan or of another one of the commune is a link from where the page stands; lines of the source are words."""
    (notice,) = consistency.notices(facts({"elsewhere": elsewhere}), "../../../")
    assert notice["elsewhere"] == expected


def test_the_page_of_a_plan_shows_its_notices_where_they_belong() -> None:
    """Each with an anchor of its own, a link to its row and rule; the row leads back to it, and every link inside the page has its target."""
    found = facts({"table": "tasks", "row_id": "NV01", "field": "name", "elsewhere": "CT02; 12-14", "message": "NV01 và CT02 khác nhau."}, {"severity": "minor"})
    body = pages.plan_page(found).body
    shown = text(by_id(body, "DC01"))
    assert shown.startswith("DC01 đáng kể Người duy trì ghi nhận NV01 và CT02 khác nhau. NV01, Phần lời văn, dòng 90; xem thêm CT02, dòng 12–14")
    assert [link.get("href") for link in by_id(body, "DC01").iter("a")] == [
        "#DC01", "../../../doi-chieu/editorial/", "#NV01", f"../../../{PLAN_ID}/#CT02",
    ]  # fmt: skip
    assert "Đối chiếu: DC01" in text(by_id(body, "NV01")[0])
    assert {link.removeprefix("#") for link in links(body) if link.startswith("#")} <= set(ids(body))
    assert "2 chỗ văn bản tự mâu thuẫn, thiếu hoặc in sai, trong đó 1 chỗ ảnh hưởng" in text(tree(body))


def test_a_plan_without_notices_says_so() -> None:
    """And does not say that all is well."""
    shown = text(tree(pages.plan_page(facts()).body))
    assert "Chưa tìm thấy chỗ nào văn bản tự mâu thuẫn. Điều đó không có nghĩa là mọi con số đều đúng." in shown


def test_the_overview_counts_every_rule() -> None:
    """All rules in plain words, those that found nothing with 0, and the notices with their plan."""
    counts = {"editorial": {"material": 1234, "minor": 1}, "budget-sum": {"minor": 2}}
    (page,) = consistency.overview_pages(counts, iter([listed({"message": "Không khớp."})]), 1)
    assert (page.path, page.description[:5]) == ("doi-chieu/", "1 chỗ")
    assert [anchor for anchor, _ in page.contents] == [h2.get("id") for h2 in tree(page.body).iter("h2")]
    told = {code: [text(cell) for cell in by_id(page.body, f"quy-tac-{code}")][2:4] for code in CODES}
    assert told == {**dict.fromkeys(CODES, ["0", "0"]), "editorial": ["1.234", "1"], "budget-sum": ["0", "2"]}
    assert [item for item in items(page) if "Không khớp. Kế hoạch khoa học 2026, DC01" in item] == items(page) != []
    assert f"../{PLAN_ID}/#DC01" in links(page.body)


def test_rules_are_those_of_the_audit_and_the_editorial_one() -> None:
    """Each told in both languages; the severity of an editorial notice is its own."""
    assert CODES == [*(rule.code() for rule in AUDIT_RULES), "editorial"]
    assert all(rule[key] for rule in rule_book() for key in ("title", "title_en", "description", "description_en"))
    assert [rule["code"] for rule in rule_book() if rule["severity"] not in ("material", "minor")] == ["editorial"]


@pytest.mark.parametrize("code", CODES)
def test_every_rule_has_a_page_even_with_nothing_found(code: str) -> None:
    """An address that is linked exists, and says that no plan has such a notice."""
    (page,) = consistency.rule_pages(code, iter([]), 0)
    assert page.path == f"doi-chieu/{code}/"
    assert "Chưa kế hoạch nào có đối chiếu theo quy tắc này." in text(tree(page.body))
    assert text(next(tree(page.body).iter("h1"))) == page.title
    assert page.contents == [("tim-thay", "Đã tìm thấy")]


@pytest.mark.parametrize(("count", "sizes"), [(1, [1]), (200, [200]), (201, [200, 1]), (500, [200, 200, 100])])
def test_long_lists_go_on_for_as_many_pages_as_needed(count: int, sizes: list[int]) -> None:
    """200 notices a page, of a rule as of all; each of a few pages leads to every other and to the plans, wherever it stands."""
    assert consistency.ON_A_PAGE == 200
    notices = many(count)
    for start, found in (
        ("doi-chieu/editorial/", list(consistency.rule_pages("editorial", in_chunks(notices), count))),
        ("doi-chieu/", list(consistency.overview_pages({}, in_chunks(notices), count))),
    ):
        paths = [start, *(f"{start}trang-{number}/" for number in range(2, len(sizes) + 1))]
        assert [page.path for page in found] == paths
        assert [len(items(page)) for page in found] == sizes
        assert len({page.title for page in found}) == len(sizes)
        for page in found:
            root = "../" * page.path.count("/")
            others = {f"{root}{path}" for path in paths if path != page.path}
            shown = set(links(page.body))
            assert others <= shown
            assert {f"{root}{PLAN_ID}/#{notice['id']}" for notice in notices[sum(sizes[: paths.index(page.path)]) :][: len(items(page))]} <= shown
        assert [text(strong) for page in found for strong in tree(page.body).iter("strong") if strong.get("aria-current")] == [
            str(number) for number in range(1, len(sizes) + 1) if len(sizes) > 1
        ]  # fmt: skip


def test_a_very_long_list_leads_to_its_ends_and_neighbours() -> None:
    """Each page names few others, so that the pages of a nation do not grow with their square; from each one the next and the last are a click away."""
    count = 200 * 30
    paths = ["doi-chieu/editorial/", *(f"doi-chieu/editorial/trang-{number}/" for number in range(2, 31))]
    for at, page in enumerate(consistency.rule_pages("editorial", in_chunks(many(count)), count)):
        root = "../" * page.path.count("/")
        named = {link.removeprefix(root) for link in links(page.body)} & set(paths)
        assert page.path == paths[at]
        assert {paths[0], paths[-1], *paths[max(0, at - 1) : at + 2]} - {page.path} <= named
        assert len(named) < 12


def test_the_filter_offers_what_the_page_holds() -> None:
    """Plans and rules that occur, each once; where one rule is shown there is no choice of rules."""
    two = listed({"rule": "budget-sum"}, {"rule": "blank-date", "severity": "minor"}, {"rule": "budget-sum"})
    (page,) = consistency.overview_pages({}, iter([[*two, {**two[0], "plan_id": OTHER, "plan": "Kế hoạch chuyển đổi số"}]]), 4)
    assert [option.get("value") for option in by_id(page.body, "mb-filter-plan")] == ["", PLAN_ID, OTHER]
    assert sorted(option.get("value") or "" for option in by_id(page.body, "mb-filter-rule")) == ["", "blank-date", "budget-sum"]
    assert [item.get("data-severity") for item in by_id(page.body, "mb-all-notices")] == ["material", "material", "minor", "material"]
    (single,) = consistency.rule_pages("budget-sum", iter([two[:1]]), 1)
    assert "mb-filter-rule" not in ids(single.body)


def test_the_words_of_a_notice_are_text() -> None:
    """Markup and template code in a message or printed words are characters on every page."""
    cells = {"message": HOSTILE, "printed": f"in {HOSTILE}", "expected": f"cần {HOSTILE}"}
    bodies = [
        pages.plan_page(facts(cells)).body,
        *(page.body for page in consistency.overview_pages({}, iter([listed(cells)]), 1)),
        *(page.body for page in consistency.rule_pages("editorial", iter([listed(cells)]), 1)),
    ]
    for body in bodies:
        assert list(tree(body).iter("script")) == []
        # The sheet for printing repeats the message.
        assert text(tree(body)).count(HOSTILE) == 3 + ("mb-sheet" in body)


def test_a_site_keeps_and_counts_its_notices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Notices are counted by rule and severity and given back a page at a time, in the order in which plans were added."""
    monkeypatch.setattr(consistency, "ON_A_PAGE", 2)
    site = site_builds.Site([], [], ListStore(tmp_path / "lists", 2), defaultdict(Counter))
    entry, short = {"path": ""}, SimpleNamespace(commune_code="04168")
    assert list(site.notices.chunks("editorial")) == []
    for notices in (
        listed({}, {"severity": "minor", "rule": "budget-sum"}, {}),
        listed(),
        [{**notice, "plan_id": OTHER} for notice in listed({}, {"rule": "budget-sum"})],
    ):
        site.take(plan_builds.Made("vi", entry, short, notices))
    assert {rule: dict(counts) for rule, counts in site.severities.items()} == {"editorial": {"material": 3}, "budget-sum": {"minor": 1, "material": 1}}
    assert site.notices.counts == {consistency.ALL: 5, "editorial": 3, "budget-sum": 2}
    kept = [[(notice["plan_id"], notice["id"]) for notice in chunk] for chunk in site.notices.chunks("editorial")]
    assert kept == [[(PLAN_ID, "DC01"), (PLAN_ID, "DC03")], [(OTHER, "DC01")]]
    made = {page.path: page for page in consistency.pages(site.severities, site.notices.chunks)}
    turns = ["doi-chieu/trang-2/", "doi-chieu/trang-3/", "doi-chieu/editorial/trang-2/"]
    assert sorted(made) == sorted(["doi-chieu/", *turns, *(f"doi-chieu/{code}/" for code in CODES)])
    assert [len(items(made[path])) for path in ("doi-chieu/", *turns[:2])] == [2, 2, 1]
    assert [text(cell) for cell in by_id(made["doi-chieu/"].body, "quy-tac-editorial")][2:4] == ["3", "0"]
