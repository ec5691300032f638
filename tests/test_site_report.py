"""“Báo sai sót”: every row opens a message that says which row of which plan is meant, and what is printed there."""

from __future__ import annotations

import csv
from urllib.parse import parse_qs, urlsplit

import pytest
from html_support import tree
from site_support import browser, served

from scripts import edition
from scripts.paths import ROOT, Layout
from scripts.plans import plan_folders, plan_id_of

PLAN = "son-la/song-ma-04168/khcn-2026"
TABLES = {
    "targets": "target_id", "tasks": "task_id", "budget_lines": "line_id", "issued_documents": "issued_document_id", "citations": "citation_id",
    "results": "result_id", "duties": "duty_id", "proposals": "proposal_id",
}  # fmt: skip


def test_every_row_has_its_link(published: Layout) -> None:
    """Without a script the link opens the form of the repository with plan, row and lines filled in."""
    for folder in plan_folders(published):
        plan_id = plan_id_of(published, folder)
        body = (published.build / "pages" / plan_id / "index.html").read_text("utf-8")
        rows = {row.get("id"): row for row in tree(body).iter("tr") if row.get("id")}
        expected = set()
        for table, column in TABLES.items():
            with open(folder / f"{table}.csv", encoding="utf-8", newline="") as lines:
                expected |= {row[column] for row in csv.DictReader(lines)}
        assert expected == rows.keys()
        for identifier, row in rows.items():
            links = [link.get("href", "") for link in row.iter("a") if link.get("class") == "mb-report"]
            assert len(links) == 1
            address = urlsplit(links[0])
            fields = parse_qs(address.query)
            assert (address.netloc, address.path) == ("github.com", "/example/minhbach/issues/new")
            assert (fields["template"], fields["plan"], fields["row"]) == (["sai-sot.yml"], [plan_id], [identifier])
            assert fields["lines"][0] in "".join(row.itertext())


def test_the_form_has_the_fields_that_links_fill() -> None:
    """The template that the links name exists and has an input for each of their parameters."""
    form = (ROOT / ".github" / "ISSUE_TEMPLATE" / "sai-sot.yml").read_text("utf-8")
    assert all(f"id: {field}\n" in form for field in ("plan", "row", "lines", "printed", "wrong"))


@pytest.mark.parametrize("row, printed, lines", [("NS01", "625.000.000", "dòng 711–717"), ("KQ01", "45 văn bản", "dòng 272")])
def test_a_message_is_ready_to_send(published: Layout, row: str, printed: str, lines: str) -> None:
    """With a script: the printed text too, to the repository's form, by mail, or to copy; Escape gives the focus back."""
    with served(published.site) as address, browser() as chrome:
        page = chrome.new_page()
        page.goto(f"{address}{PLAN}/", wait_until="networkidle")
        page.focus(f"#{row} .mb-report")
        page.keyboard.press("Enter")
        text = page.input_value("dialog textarea")
        assert f"Kế hoạch: {PLAN}\n" in text and f"Dòng: {row}\n" in text and f"/{PLAN}/#{row}\n" in text
        form, mail = (page.get_attribute(f"dialog a >> nth={at}", "href") for at in (0, 1))
        fields = parse_qs(urlsplit(form).query)
        assert fields["plan"] == [PLAN] and fields["row"] == [row] and lines in fields["lines"][0] and printed in fields["printed"][0]
        assert mail.startswith("mailto:lienhe@example.vn?") and parse_qs(urlsplit(mail).query)["body"] == [text]
        page.fill("dialog textarea", "Phải là 5")
        assert parse_qs(urlsplit(page.get_attribute("dialog a >> nth=0", "href")).query)["wrong"] == ["Phải là 5"]
        page.keyboard.press("Escape")
        assert page.locator("dialog").count() == 0
        assert page.evaluate("document.activeElement.closest('tr').id") == row


def test_a_site_without_addresses_explains_how(site: Layout) -> None:
    """Nothing is configured: the link leads to the page on contributing, the message can be copied."""
    with served(site.site) as address, browser() as chrome:
        page = chrome.new_page()
        page.goto(f"{address}{PLAN}/", wait_until="networkidle")
        assert page.get_attribute("#NS01 .mb-report", "href") == "../../../dong-gop/#bao-sai-sot"
        page.click("#NS01 .mb-report")
        assert page.locator("dialog a").count() == 0 and page.locator("dialog button").count() == 2


def test_where_a_report_goes() -> None:
    """To the repository when there is one, else by mail, else nowhere; nothing of a row can end the address."""
    row = ("tinh/xa-00001/khcn-2026", "NV01", 'dòng 1 & "2"#x')
    both = edition.Edition(repository="https://kho.example/", contact="a@b.vn")
    assert both.report(*row).startswith("https://kho.example/issues/new?template=sai-sot.yml&")
    mail = edition.Edition(contact="a@b.vn").report(*row)
    assert mail.startswith("mailto:a@b.vn?subject=tinh%2Fxa-00001%2Fkhcn-2026%20NV01&body=") and "#" not in mail and '"' not in mail
    assert edition.Edition().report(*row) == ""


def test_addresses_of_an_edition() -> None:
    """The whole address for machines, the short one for people; neither when the site has none."""
    there = edition.Edition(site_url="https://minhbach.example.vn/kh/")
    assert there.address("son-la/") == "https://minhbach.example.vn/kh/son-la/"
    assert there.short_address("son-la/") == "minhbach.example.vn/kh/son-la"
    assert (edition.Edition().address("son-la/"), edition.Edition().short_address("son-la/")) == ("", "")
