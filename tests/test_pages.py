"""The page of a plan: what it answers, its tables of targets and tasks, its source."""

from __future__ import annotations

import pytest
from html_support import answer, cells, ids, links, text, tree
from html_support import tables as tables_of
from literal_plans import plan, reference

from scripts import pages, summaries
from scripts.facts import plan_facts
from scripts.pages import Page
from scripts.summaries import Summary

HOSTILE = "<script>alert(1)</script> & \"a\" 'b' {{ 7*7 }} {% raw %} </td></table>"


def plan_page(**tables: list[dict[str, str]]) -> Page:
    return pages.plan_page(plan_facts(plan(**tables), reference()))


def summary(**tables: list[dict[str, str]]) -> Summary:
    return summaries.summary(plan_facts(plan(**tables), reference()))


def target(target_id: str = "CT01", **cells: str) -> dict[str, str]:
    return {"target_id": target_id, **cells}


def task(task_id: str = "NV01", **cells: str) -> dict[str, str]:
    return {"task_id": task_id, **cells}


def lead(key: str, row_id: str) -> dict[str, str]:
    return {key: row_id, "agency_text": "Phòng Kinh tế", "agency_id": "phong-kinh-te"}


def test_a_page_is_a_value_with_its_address_and_contents() -> None:
    """The address is the plan's id, the title says topic, years and commune, and the contents lead to places on the page."""
    page = plan_page()
    assert page.path == "son-la/song-ma-04168/khcn-2026/"
    assert page.title == "Kế hoạch khoa học, công nghệ 2026, xã Sông Mã"
    assert [text(h1) for h1 in tree(page.body).iter("h1")] == [page.title]
    assert [anchor for anchor, _ in page.contents] == [h2.get("id") for h2 in tree(page.body).iter("h2")]
    assert plan_page(plans=[{"period_to": "2030"}]).title == "Kế hoạch khoa học, công nghệ 2026–2030, xã Sông Mã"


def test_every_link_inside_the_page_has_its_target() -> None:
    """Ids are unique, and a link to a row or section leads to it."""
    body = plan_page(
        targets=[target()], target_values=[{"target_id": "CT01", "value_text": "5", "comparator": "eq", "value_min": "5", "value_max": "5"}], tasks=[task()], issued_documents=[{"issued_document_id": "VB01"}],
        task_schedules=[{"task_id": "NV01", "kind": "month", "schedule_text": "Tháng 5/2026", "due_on": "2026-05-31"}],
        citations=[{"citation_id": "CC01"}], duties=[{"duty_id": "TN01", "due_on": "2026-12-05"}], proposals=[{"proposal_id": "KN01"}],
        results=[{"result_id": "KQ01"}, {"result_id": "KQ02", "parent_id": "KQ01"}],
        notices=[{"notice_id": "DC01", "table": "duties", "row_id": "TN01"}, {"notice_id": "DC02", "field": "document_number"}],
        budget_lines=[{"line_id": "NS01"}], budget_amounts=[{"line_id": "NS01", "amount_text": "5", "amount": "5"}],
    ).body  # fmt: skip
    assert len(ids(body)) == len(set(ids(body)))
    inside = {link.removeprefix("#") for link in links(body) if link.startswith("#")}
    assert {"CT01", "NV01", "NS01", "VB01", "CC01", "KQ01", "KQ02", "TN01", "KN01", "DC01", "DC02", "nguon"} <= inside
    assert inside <= set(ids(body))


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        ({}, "Kế hoạch khoa học, công nghệ 2026, xã Sông Mã; từng số liệu dẫn về chỗ ghi trong văn bản."),
        ({"targets": [target("CT01"), target("CT02")]}, "Kế hoạch khoa học, công nghệ 2026, xã Sông Mã: 2 chỉ tiêu; từng số liệu dẫn về chỗ ghi trong văn bản."),
        ({"tasks": [task()], "budget_lines": [{"line_id": "NS01"}], "budget_amounts": [{"line_id": "NS01", "amount_text": "5 tỷ", "amount": "5000000000"}]},
         "Kế hoạch khoa học, công nghệ 2026, xã Sông Mã: 1 nhiệm vụ, nhu cầu kinh phí 5 tỷ đồng; từng số liệu dẫn về chỗ ghi trong văn bản."),
        ({"budget_lines": [{"line_id": "NS01"}], "budget_amounts": [{"line_id": "NS01", "amount_text": "5", "amount": "5", "amount_words": "Sáu đồng"}]},
         "Kế hoạch khoa học, công nghệ 2026, xã Sông Mã: nhu cầu kinh phí 5 đồng hay 6 đồng; từng số liệu dẫn về chỗ ghi trong văn bản."),
    ],
)  # fmt: skip
def test_descriptions_say_what_is_there(tables: dict[str, list[dict[str, str]]], expected: str) -> None:
    """What the document does not state is left out, never counted as 0; of two sums that disagree both are told."""
    assert plan_page(**tables).description == expected


def test_an_empty_plan_says_what_is_not_stated() -> None:
    """Every table that a document lacks is said to be lacking; nothing reads as nought."""
    body = plan_page().body
    shown = text(tree(body))
    for words in ("Văn bản không có bảng chỉ tiêu, bảng nhiệm vụ.", "Không nêu số tiền", "Không có bảng nêu cơ quan chủ trì",
                  "Người ký: không nêu.", "Văn bản không nêu chỉ tiêu có số lượng.", "Văn bản không nêu nhiệm vụ.", "Văn bản không nêu số tiền.",
                  "Văn bản không kèm danh mục văn bản đã ban hành.", "Số văn bản không nêu", "Phụ lục không nêu", "Nơi công bố chính thức chưa biết",
                  "Lời văn không báo cáo con số nào đã đạt được.", "Văn bản không có phần tổ chức thực hiện.", "Văn bản không nêu khó khăn, kiến nghị.",
                  "Văn bản không viện dẫn văn bản nào.", "Chưa tìm thấy chỗ nào văn bản tự mâu thuẫn."):  # fmt: skip
        assert words in shown
    assert "0 chỉ tiêu" not in shown
    assert tables_of(body) == []


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        ({"targets": [target()]}, "1 chỉ tiêu, không nêu nhiệm vụ Chỉ tiêu: Hạ tầng (1)."),
        ({"tasks": [task(), task("NV02", kind="group")]}, "không nêu chỉ tiêu, 1 nhiệm vụ Nhiệm vụ trong phụ lục: Tuyên truyền (1)."),
        ({"targets": [target(section_title="Nhân lực (xã)"), target("CT02", section_title=""), target("CT03", section_number="", section_title="")]},
         "3 chỉ tiêu, không nêu nhiệm vụ Chỉ tiêu: Nhân lực (1); I (1); không chia mục (1)."),
    ],
)  # fmt: skip
def test_the_promise_counts_by_section(tables: dict[str, list[dict[str, str]]], expected: str) -> None:
    """Sections are named in running text; one without a title by its number, rows without a section as such."""
    assert answer(plan_page(**tables).body, "Hứa làm gì?") == expected


def test_who_is_responsible() -> None:
    """Who leads how much, how much nobody leads, and who signed."""
    found = answer(plan_page(
        plans=[{"signer_name": "Hoàng Văn Thuyên", "signer_position": "CHỦ TỊCH"}], targets=[target(), target("CT02")], tasks=[task()],
        target_agencies=[lead("target_id", "CT01")], task_agencies=[lead("task_id", "NV01")],
    ).body, "Ai chịu trách nhiệm?")  # fmt: skip
    assert found == (
        "Phòng Kinh tế: chủ trì 1 chỉ tiêu, 1 nhiệm vụ Không nêu cơ quan chủ trì: 1 chỉ tiêu. Người ký: Hoàng Văn Thuyên, chủ tịch."
    )


def test_when_things_are_due() -> None:
    """The first dates with their tasks, how many more there are, and what the plan says of time altogether."""
    schedules = [
        {"task_id": f"NV0{at}", "schedule_text": f"{at}/2026", "kind": "month", "due_on": f"2026-0{at}-28", "reading": "doubtful" if at == 2 else "certain"}
        for at in range(1, 9)
    ]
    found = answer(plan_page(tasks=[task(f"NV0{at}") for at in range(1, 10)], task_schedules=schedules).body, "Khi nào?")
    assert found == (
        "2026 28/01/2026: Tổ chức hội nghị 28/02/2026: Tổ chức hội nghị đọc chưa chắc chắn 28/03/2026: Tổ chức hội nghị "
        "28/04/2026: Tổ chức hội nghị 28/05/2026: Tổ chức hội nghị 28/06/2026: Tổ chức hội nghị và 2 mốc khác trong bảng nhiệm vụ. "
        "Nhiệm vụ: 8 có hạn cụ thể (ngày, tháng, quý); 1 không nêu thời gian."
    )


def test_the_source_can_be_identified() -> None:
    """The file's name, length, hash and parts, and where it was published."""
    page = plan_page(
        sources=[{"kind": "pdf", "lines": "", "pages": "12", "url": "https://example.vn/kh.pdf"}],
        source_parts=[{"name": "Phụ lục I", "line_from": "", "line_to": "", "page_from": "3", "page_to": "12"}],
        issued_documents=[{"issued_document_id": "VB01", "issued_on_text": "/7/2025", "symbol": "66/QĐ-UBND"}],
    )
    shown = text(tree(page.body))
    assert "Tệp nguồn S1: ke-hoach.txt" in shown
    assert "12 trang" in shown
    assert "0" * 64 in shown
    assert "Phụ lục I: trang 3–12" in shown
    assert "https://example.vn/kh.pdf" in links(page.body)
    assert cells(page.body, "VB01") == ["Quyết định thành lập tổ", "66/QĐ-UBND", "không nêu In trong văn bản: “/7/2025”"]


# Table -> the columns whose printed text the page shows.
SHOWN = {
    "plans": ("title", "document_number_text", "issued_on_text", "issuer_text", "signer_name", "replaces_text", "notes"),
    "sources": ("name",),
    "source_parts": ("name",),
    "targets": ("name", "number", "section_number", "section_title"),
    "target_values": ("value_text",),
    "target_agencies": ("agency_text",),
    "tasks": ("name", "title", "number", "section_number", "section_title", "product_text", "note_text"),
    "task_schedules": ("schedule_text",),
    "task_agencies": ("agency_text",),
    "budget_lines": ("name", "number"),
    "budget_amounts": ("amount_text", "amount_words"),
    "issued_documents": ("name", "number", "symbol", "issued_on_text"),
    "citations": ("name", "symbol", "issued_on_text", "issuer_text"),
    "results": ("name", "value_text", "as_of_text"),
    "duties": ("summary", "agency_text", "deadline_text"),
    "proposals": ("summary",),
    "notices": ("message", "printed", "expected"),
}
KEYS = {
    "targets": {"target_id": "CT01"}, "target_values": {"target_id": "CT01"}, "tasks": {"task_id": "NV01"}, "task_schedules": {"task_id": "NV01"},
    "target_agencies": {"target_id": "CT01", "agency_id": "ubnd-xa"}, "task_agencies": {"task_id": "NV01", "agency_id": "ubnd-xa"},
    "budget_lines": {"line_id": "NS01", "view": "spending_type"}, "budget_amounts": {"line_id": "NS01", "amount": "5"},
    "issued_documents": {"issued_document_id": "VB01"}, "citations": {"citation_id": "CC01"}, "results": {"result_id": "KQ01"},
    "duties": {"duty_id": "TN01"}, "proposals": {"proposal_id": "KN01"}, "notices": {"notice_id": "DC01"},
}  # fmt: skip


def test_contributed_text_is_shown_as_text() -> None:
    """Markup and template code in any printed cell are characters on the page, and change none of its elements."""

    def page_of(text_of: str) -> str:
        return plan_page(**{
            table: [{**KEYS.get(table, {}), **{column: f"{text_of} {table}.{column}" for column in columns}}] for table, columns in SHOWN.items()
        }).body  # fmt: skip

    body = page_of(HOSTILE)
    shown = text(tree(body))
    for table, columns in SHOWN.items():
        for column in columns:
            assert f"{HOSTILE} {table}.{column}" in shown
    assert [element.tag for element in tree(body).iter()] == [element.tag for element in tree(page_of("chữ")).iter()]


@pytest.mark.parametrize(
    ("head", "issued", "dated"),
    [
        ({"issued_on": "2025-08-13", "signed_at": "2025-10-04T08:00:00+07:00"}, "13/08/2025", "2025-08-13"),
        ({"signed_at": "2025-10-04T23:30:00+07:00"}, "không nêu; ký số lần đầu 04/10/2025", "2025-10-04"),
        ({}, "", "2026"),
    ],
)
def test_summaries_date_a_plan_as_well_as_it_can_be_dated(head: dict[str, str], issued: str, dated: str) -> None:
    """Its own date, else the day of its first signature where it was signed, else only its first year."""
    found = summary(plans=[head])
    assert (found.issued, found.dated) == (issued, dated)
