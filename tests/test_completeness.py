"""What can and cannot be found in a plan, item by item."""

from __future__ import annotations

import pytest
from html_support import ids
from literal_plans import plan, reference

from scripts import pages
from scripts.completeness import Item, items
from scripts.facts import plan_facts

Tables = dict[str, list[dict[str, str]]]


def panel(**tables: list[dict[str, str]]) -> dict[str, Item]:
    return {item.name: item for item in items(plan_facts(plan(**tables), reference()))}


def head(**cells: str) -> Tables:
    return {"plans": [cells]}


def targets(*values: dict[str, str] | None, leads: tuple[str, ...] = ()) -> Tables:
    """CT01, CT02, … with one value each, or none."""
    known = {f"CT{at:02}": value for at, value in enumerate(values, 1)}
    return {
        "targets": [{"target_id": target_id} for target_id in known],
        "target_values": [{"target_id": target_id, **value} for target_id, value in known.items() if value is not None],
        "target_agencies": [{"target_id": target_id, "agency_id": "ubnd-xa"} for target_id in leads],
    }


def tasks(*rows: dict[str, str], schedules: dict[str, str] | None = None, leads: tuple[str, ...] = ()) -> Tables:
    """NV01, NV02, … with these cells; `schedules` is task_id -> kind of its time."""
    return {
        "tasks": [{"task_id": f"NV{at:02}", **row} for at, row in enumerate(rows, 1)],
        "task_schedules": [{"task_id": task_id, "kind": kind, "due_on": "2026-05-31", "schedule_text": "x"} for task_id, kind in (schedules or {}).items()],
        "task_agencies": [{"task_id": task_id, "agency_id": "ubnd-xa"} for task_id in leads],
    }


def money(*stages: str, lines: int = 1, **cells: str) -> Tables:
    """Lines NS01, NS02, …, the first with an amount of each stage."""
    return {
        "budget_lines": [{"line_id": f"NS{at:02}"} for at in range(1, lines + 1)],
        "budget_amounts": [{"line_id": "NS01", "stage": stage, "amount": "5000", "amount_text": "5.000", **cells} for stage in stages],
    }


FIGURE = {"comparator": "eq", "value_min": "5", "value_max": "5", "value_text": "5"}
RESULT = {"measure": "baseline", "year": "2025", **FIGURE}
REPORT = {"kind": "report", "duty_id": "TN01"}
DISPUTE = {"notice_id": "DC01", "table": "budget_amounts", "row_id": "NS01:2026:requested", "field": "amount"}

# Item -> (rows, state, what the panel says) for every state that it can have.
STATES: list[tuple[str, Tables, str, str]] = [
    ("Số văn bản", head(document_number="142/KH-UBND"), "all", "142/KH-UBND"),
    ("Số văn bản", head(document_number_text="Số: /KH-UBND"), "none", "không nêu"),
    ("Ngày ban hành", head(issued_on="2025-08-13"), "all", "13/08/2025"),
    ("Ngày ban hành", head(signed_at="2025-10-04T12:02:52+07:00"), "none", "không nêu; ký số lần đầu 04/10/2025"),
    ("Ngày ban hành", {}, "none", "không nêu"),
    ("Người ký", head(signer_name="Hoàng Văn Thuyên"), "all", "Hoàng Văn Thuyên"),
    ("Người ký", head(signer_position="CHỦ TỊCH"), "none", "không nêu"),
    ("Chức vụ người ký", head(signer_position="CHỦ TỊCH"), "all", "chủ tịch"),
    ("Chức vụ người ký", {}, "none", "không nêu"),
    ("Cơ quan ban hành", head(issuer_text="ỦY BAN NHÂN DÂN XÃ SÔNG MÃ"), "all", "ỦY BAN NHÂN DÂN XÃ SÔNG MÃ"),
    ("Cơ quan ban hành", {}, "none", "không nêu"),
    ("Phụ lục được nhắc đến", head(appendices_announced="2", appendices_present="2"), "all", "nhắc đến 2, bản này có 2"),
    ("Phụ lục được nhắc đến", head(appendices_announced="2", appendices_present="3"), "all", "nhắc đến 2, bản này có 3"),
    ("Phụ lục được nhắc đến", head(appendices_announced="3", appendices_present="2"), "some", "nhắc đến 3, bản này có 2"),
    ("Phụ lục được nhắc đến", head(appendices_announced="1", appendices_present="0"), "none", "nhắc đến 1, bản này có 0"),
    ("Phụ lục được nhắc đến", head(appendices_announced="1"), "none", "nhắc đến 1, bản này có 0"),
    ("Chỉ tiêu có mức bằng số", targets(FIGURE, FIGURE), "all", "2 trong 2 chỉ tiêu"),
    ("Chỉ tiêu có mức bằng số", targets(FIGURE, RESULT, {}, None), "some", "1 trong 4 chỉ tiêu"),
    ("Chỉ tiêu có mức bằng số", targets({}, None), "none", "0 trong 2 chỉ tiêu"),
    ("Chỉ tiêu có mức bằng số", {}, "absent", "không có chỉ tiêu"),
    ("Chỉ tiêu có kết quả kỳ trước để so", targets(RESULT), "all", "1 trong 1 chỉ tiêu"),
    ("Chỉ tiêu có kết quả kỳ trước để so", targets(RESULT, FIGURE), "some", "1 trong 2 chỉ tiêu"),
    ("Chỉ tiêu có kết quả kỳ trước để so", targets(FIGURE), "none", "0 trong 1 chỉ tiêu"),
    ("Chỉ tiêu có kết quả kỳ trước để so", {}, "absent", "không có chỉ tiêu"),
    ("Chỉ tiêu có cơ quan chủ trì", targets(None, leads=("CT01",)), "all", "1 trong 1 chỉ tiêu"),
    ("Chỉ tiêu có cơ quan chủ trì", targets(None, None, leads=("CT02",)), "some", "1 trong 2 chỉ tiêu"),
    ("Chỉ tiêu có cơ quan chủ trì", targets(None), "none", "0 trong 1 chỉ tiêu"),
    ("Chỉ tiêu có cơ quan chủ trì", {}, "absent", "không có chỉ tiêu"),
    ("Nhiệm vụ có cơ quan chủ trì", tasks({}, {"kind": "group"}, leads=("NV01",)), "all", "1 trong 1 nhiệm vụ"),
    ("Nhiệm vụ có cơ quan chủ trì", tasks({}, {}, leads=("NV01",)), "some", "1 trong 2 nhiệm vụ"),
    ("Nhiệm vụ có cơ quan chủ trì", tasks({}, {"kind": "group"}, leads=("NV02",)), "none", "0 trong 1 nhiệm vụ"),
    ("Nhiệm vụ có cơ quan chủ trì", tasks({"kind": "group"}), "absent", "không có nhiệm vụ"),
    ("Nhiệm vụ có sản phẩm", tasks({"product_text": "Báo cáo"}), "all", "1 trong 1 nhiệm vụ"),
    ("Nhiệm vụ có sản phẩm", tasks({"product_text": "Báo cáo"}, {}), "some", "1 trong 2 nhiệm vụ"),
    ("Nhiệm vụ có sản phẩm", tasks({}), "none", "0 trong 1 nhiệm vụ"),
    ("Nhiệm vụ có sản phẩm", {}, "absent", "không có nhiệm vụ"),
    ("Nhiệm vụ có ghi thời gian", tasks({}, schedules={"NV01": "text"}), "all", "1 trong 1 nhiệm vụ"),
    ("Nhiệm vụ có ghi thời gian", tasks({}, {}, schedules={"NV02": "text"}), "some", "1 trong 2 nhiệm vụ"),
    ("Nhiệm vụ có ghi thời gian", tasks({}), "none", "0 trong 1 nhiệm vụ"),
    ("Nhiệm vụ có ghi thời gian", {}, "absent", "không có nhiệm vụ"),
    ("Nhiệm vụ có hạn cụ thể (ngày, tháng, quý)", tasks({}, {}, schedules={"NV01": "date", "NV02": "quarter"}), "all", "2 trong 2 nhiệm vụ"),
    ("Nhiệm vụ có hạn cụ thể (ngày, tháng, quý)", tasks({}, {}, schedules={"NV01": "month", "NV02": "year"}), "some", "1 trong 2 nhiệm vụ"),
    ("Nhiệm vụ có hạn cụ thể (ngày, tháng, quý)", tasks({}, schedules={"NV01": "recurring"}), "none", "0 trong 1 nhiệm vụ"),
    ("Nhiệm vụ có hạn cụ thể (ngày, tháng, quý)", {}, "absent", "không có nhiệm vụ"),
    ("Tổng kinh phí", money("requested"), "all", "5.000 đồng"),
    ("Tổng kinh phí", money("requested") | {"notices": [DISPUTE]}, "all", "5.000 đồng (có đối chiếu)"),
    ("Tổng kinh phí", money("requested") | {"notices": [DISPUTE | {"severity": "minor"}]}, "all", "5.000 đồng"),
    ("Tổng kinh phí", money("estimated_outturn"), "none", "không nêu"),
    ("Dòng kinh phí có số tiền", money("requested"), "all", "1 trong 1 dòng"),
    ("Dòng kinh phí có số tiền", money("requested", lines=3), "some", "1 trong 3 dòng"),
    ("Dòng kinh phí có số tiền", money(lines=2), "none", "0 trong 2 dòng"),
    ("Dòng kinh phí có số tiền", {}, "absent", "không có bảng kinh phí"),
    ("Số tiền đã được phê duyệt", money("requested", "approved"), "all", "có"),
    ("Số tiền đã được phê duyệt", money("requested", "executed"), "none", "không nêu"),
    ("Số tiền đã thực hiện", money("executed"), "all", "có"),
    ("Số tiền đã thực hiện", money("final"), "all", "có"),
    ("Số tiền đã thực hiện", money("requested", "approved"), "none", "không nêu"),
    ("Kết quả báo cáo có nêu thời điểm", {"results": [{"result_id": "KQ01", "as_of": "2025"}]}, "all", "1 trong 1 kết quả"),
    ("Kết quả báo cáo có nêu thời điểm", {"results": [{"result_id": "KQ01", "as_of": "2025"}, {"result_id": "KQ02"}]}, "some", "1 trong 2 kết quả"),
    ("Kết quả báo cáo có nêu thời điểm", {"results": [{"result_id": "KQ01", "as_of_text": "đến nay"}]}, "none", "0 trong 1 kết quả"),
    ("Kết quả báo cáo có nêu thời điểm", {}, "absent", "không báo cáo con số nào"),
    ("Việc báo cáo có thời hạn hoặc nhịp", {"duties": [REPORT | {"recurrence": "monthly"}]}, "all", "1 trong 1 việc báo cáo"),
    ("Việc báo cáo có thời hạn hoặc nhịp", {"duties": [REPORT | {"due_on": "2026-12-05"}, REPORT | {"duty_id": "TN02"}]}, "some", "1 trong 2 việc báo cáo"),
    ("Việc báo cáo có thời hạn hoặc nhịp", {"duties": [REPORT | {"deadline_text": "khi có yêu cầu"}]}, "none", "0 trong 1 việc báo cáo"),
    ("Việc báo cáo có thời hạn hoặc nhịp", {"duties": [{"duty_id": "TN01", "recurrence": "monthly"}]}, "absent", "không giao việc báo cáo"),
    ("Liên kết tới nơi công bố chính thức", {"sources": [{"url": "https://example.vn/kh.pdf"}]}, "all", "1 trong 1 tệp nguồn"),
    ("Liên kết tới nơi công bố chính thức", {"sources": [{"url": "https://example.vn/kh.pdf"}, {"source_id": "S2"}]}, "some", "1 trong 2 tệp nguồn"),
    ("Liên kết tới nơi công bố chính thức", {}, "none", "0 trong 1 tệp nguồn"),
]
STATED = {"Số văn bản", "Ngày ban hành", "Người ký", "Chức vụ người ký", "Cơ quan ban hành", "Tổng kinh phí", "Số tiền đã được phê duyệt", "Số tiền đã thực hiện"}


@pytest.mark.parametrize(("name", "tables", "state", "said"), STATES)
def test_each_item_says_how_much_of_it_is_there(name: str, tables: Tables, state: str, said: str) -> None:
    """All, some or none of the rows state it, or the document has no such rows; the same in words."""
    item = panel(**tables)[name]
    assert (item.state, item.text) == (state, said)


def test_every_item_is_told_in_all_its_states() -> None:
    """One cell is there or not; rows can state it all, in part or not at all; a document has a source, and appendices when it names some."""
    told: dict[str, set[str]] = {}
    for name, _, state, _ in STATES:
        told.setdefault(name, set()).add(state)
    everything = {**panel(), **panel(**head(appendices_announced="1"))}
    one = {"Phụ lục được nhắc đến": {"all", "some", "none"}, "Liên kết tới nơi công bố chính thức": {"all", "some", "none"}}
    assert told == {name: one.get(name, {"all", "none"} if name in STATED else {"all", "some", "none", "absent"}) for name in everything}


@pytest.mark.parametrize("announced", ["", "0"])
def test_appendices_are_looked_for_when_the_text_announces_some(announced: str) -> None:
    """A plan that announces none lacks none, whatever it has."""
    assert "Phụ lục được nhắc đến" not in panel(**head(appendices_announced=announced, appendices_present="2"))


def test_every_item_leads_to_a_section_of_the_page() -> None:
    """The reader can look at once where it would stand."""
    facts = plan_facts(plan(plans=[{"appendices_announced": "1"}]), reference())
    assert {item.place for item in items(facts)} <= set(ids(pages.plan_page(facts).body))
    assert len({item.name for item in items(facts)}) == len(items(facts))
