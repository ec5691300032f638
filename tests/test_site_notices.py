"""Notices on the built site: all of them on /doi-chieu/, filtered by a script, and linked with the rows that they are about."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from html_support import ids, links, text, tree
from site_support import browser, served

from scripts.audit import rule_book
from scripts.paths import Layout

Row = dict[str, str]
# Table -> the column of its ids, which are anchors on the page of the plan.
IDS = {
    "targets": "target_id", "tasks": "task_id", "budget_lines": "line_id", "issued_documents": "issued_document_id", "citations": "citation_id",
    "results": "result_id", "duties": "duty_id", "proposals": "proposal_id", "notices": "notice_id",
}  # fmt: skip
ON_A_PAGE = 200
VISIBLE = "[...document.querySelectorAll('#mb-all-notices > li')].filter(item => item.offsetParent).map(item => item.innerText)"


def plan_ids(site: Layout) -> list[str]:
    return sorted(path.parent.relative_to(site.plans).as_posix() for path in site.plans.glob("*/*/*/plans.csv"))


def rows(site: Layout, plan_id: str, table: str) -> list[Row]:
    with open(site.plans / plan_id / f"{table}.csv", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def all_notices(site: Layout) -> list[Row]:
    """Plan by plan, in each the material ones first: as the list shows them."""
    return [row for plan_id in plan_ids(site) for row in sorted(rows(site, plan_id, "notices"), key=lambda row: row["severity"] == "minor")]


def listed(site: Layout) -> Iterator[tuple[str, list[Row]]]:
    """The pages of the list and the notices that each should hold."""
    notices = all_notices(site)
    assert notices
    for at in range(0, len(notices), ON_A_PAGE):
        yield "doi-chieu/" if at == 0 else f"doi-chieu/trang-{at // ON_A_PAGE + 1}/", notices[at : at + ON_A_PAGE]


def html(site: Layout, path: str) -> str:
    """What the build wrote for the page, without the theme around it."""
    return (site.build / "pages" / path / "index.html").read_text("utf-8")


def shown_items(body: str) -> list[tuple[str, str, str, str]]:
    """(plan, rule, severity, text) of the listed notices."""
    items = [item for item in tree(body).iter("li") if item.get("data-rule")]
    return [(item.get("data-plan", ""), item.get("data-rule", ""), item.get("data-severity", ""), text(item)) for item in items]


def words(message: str) -> str:
    return " ".join(message.split())


def test_the_list_shows_every_notice_of_every_plan(site: Layout) -> None:
    """Each once, with its rule, its weight and its message, in the order of the plans; the pages lead on to one another."""
    pages = dict(listed(site))
    for path, notices in pages.items():
        body = html(site, path)
        found = shown_items(body)
        assert [item[:3] for item in found] == [(row["plan_id"], row["rule"], row["severity"]) for row in notices]
        assert all(words(row["message"]) in item[3] and f", {row['notice_id']}" in item[3] for item, row in zip(found, notices))
        root = "../" * path.count("/")
        assert {f"{root}{other}" for other in pages if other != path} <= set(links(body))
        assert {f"{root}{row['plan_id']}/#{row['notice_id']}" for row in notices} <= set(links(body))


def test_every_rule_has_its_page_with_what_it_found(site: Layout) -> None:
    """The rule's pages together hold its notices, and the overview counts them by weight."""
    found = Counter((row["rule"], row["severity"]) for row in all_notices(site))
    counted = {item.get("id", ""): [text(cell) for cell in item] for item in tree(html(site, "doi-chieu/")).iter("tr")}
    for rule in rule_book():
        code = rule["code"]
        pages = sorted(path.parent.relative_to(site.build / "pages").as_posix() for path in (site.build / "pages/doi-chieu" / code).rglob("index.html"))
        items = [item for path in pages for item in shown_items(html(site, path))]
        assert Counter((item[1], item[2]) for item in items) == Counter({key: count for key, count in found.items() if key[0] == code})
        assert counted[f"quy-tac-{code}"][2:4] == [str(found[code, severity]) for severity in ("material", "minor")]


@pytest.mark.parametrize("table", IDS)
def test_rows_can_be_cited_by_their_address(site: Layout, table: str) -> None:
    """Every id of every table of the plan is an anchor on the plan's page, once."""
    for plan_id in plan_ids(site):
        anchors = Counter(ids(html(site, f"{plan_id}/")))
        assert {row[IDS[table]]: anchors[row[IDS[table]]] for row in rows(site, plan_id, table)} == {row[IDS[table]]: 1 for row in rows(site, plan_id, table)}


def test_notices_of_a_plan_lead_to_rows_of_its_page(site: Layout) -> None:
    """To the row that each is about, and to the other rows that it names; those rows lead back."""
    for plan_id in plan_ids(site):
        body = html(site, f"{plan_id}/")
        anchors, by_id = set(ids(body)), {element.get("id"): element for element in tree(body).iter() if element.get("id")}
        for row in rows(site, plan_id, "notices"):
            hrefs = [link.get("href", "") for link in by_id[row["notice_id"]].iter("a")]
            own = f"../../../{plan_id}/#"
            inside = {href.removeprefix(own).removeprefix("#") for href in hrefs if href.startswith(("#", own))}
            about = row["row_id"].split(":")[0]
            named = {place.split(":")[0] for place in row["elsewhere"].split("; ") if place and "#" not in place and not place[0].isdigit()}
            assert inside == {row["notice_id"], *named, *([about] if about else [])} <= anchors, row["notice_id"]
            if about:
                assert f"#{row['notice_id']}" in {link.get("href") for link in by_id[about].iter("a")}, row["notice_id"]


Wanted = dict[str, str]


def fits(row: Row, wanted: Wanted) -> bool:
    columns = {"plan": "plan_id", "rule": "rule", "severity": "severity"}
    return all(not value or row[columns[key]] == value for key, value in wanted.items())


def choices(notices: list[Row]) -> list[Wanted]:
    """Every plan, rule and severity that occurs, pairs of plan and severity, one choice that nothing fits, and everything again."""
    plans, rules = dict.fromkeys(row["plan_id"] for row in notices), dict.fromkeys(row["rule"] for row in notices)
    single = [{"plan": plan} for plan in plans] + [{"rule": rule} for rule in rules] + [{"severity": severity} for severity in ("material", "minor")]
    pairs = [{"plan": plan, "severity": severity} for plan in plans for severity in ("material", "minor")]
    every = [{"plan": plan, "rule": rule} for plan in plans for rule in rules]
    nothing = [wanted for wanted in every if not any(fits(row, wanted) for row in notices)][:1]
    return [*single, *pairs, *nothing, {}]


def test_the_filters_show_what_fits_and_say_how_many(site: Layout) -> None:
    """By plan, by rule, by severity, and by two of them; the status text counts what is left, and all come back."""
    with served(site.site) as address, browser() as chrome:
        page = chrome.new_page(viewport={"width": 360, "height": 800})
        for path, notices in listed(site):
            page.goto(address + path, wait_until="networkidle")
            assert page.is_visible("form.mb-filter")
            for wanted in choices(notices):
                for key in ("plan", "rule", "severity"):
                    page.select_option(f"#mb-filter-{key}", wanted.get(key, ""))
                left = [row for row in notices if fits(row, wanted)]
                shown = [words(item) for item in page.evaluate(VISIBLE)]
                assert page.inner_text("[data-count]") == (f"{len(left)} đối chiếu." if left else "Không có dòng nào khớp; bỏ bớt bộ lọc."), wanted
                assert len(shown) == len(left), wanted
                assert all(words(row["message"]) in item for item, row in zip(shown, left)), wanted


def test_a_choice_can_be_made_by_keyboard(site: Layout) -> None:
    """Every choice has its label, and typing in a list filters like clicking."""
    with served(site.site) as address, browser() as chrome:
        page = chrome.new_page()
        page.goto(f"{address}doi-chieu/", wait_until="networkidle")
        for label in ("Kế hoạch", "Quy tắc", "Mức độ"):
            assert page.get_by_label(label, exact=True).count() == 1
        page.focus("#mb-filter-severity")
        page.keyboard.press("ArrowDown")
        _, notices = next(listed(site))
        assert page.inner_text("[data-count]") == f"{sum(row['severity'] == 'material' for row in notices)} đối chiếu."


def test_without_scripts_all_are_listed(site: Layout) -> None:
    """Nothing is hidden but the filter, which would do nothing."""
    with served(site.site) as address, browser() as chrome:
        page = chrome.new_context(java_script_enabled=False).new_page()
        for path, notices in listed(site):
            page.goto(address + path)
            assert page.locator("#mb-all-notices > li:visible").count() == len(notices)
            assert not page.is_visible("form.mb-filter")
            text_of_page = words(page.inner_text("main"))
            assert all(words(row["message"]) in text_of_page for row in notices)


def test_no_page_of_notices_is_lost(site: Layout) -> None:
    """MkDocs makes a page of the site of each, and no other."""
    made = {path.relative_to(site.site).as_posix() for path in Path(site.site / "doi-chieu").rglob("index.html")}
    assert made == {path.relative_to(site.build / "pages").as_posix() for path in (site.build / "pages/doi-chieu").rglob("index.html")}
