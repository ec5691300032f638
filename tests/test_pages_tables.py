"""The tables of targets and tasks on the page of a plan."""

from __future__ import annotations

import pytest
from html_support import by_id, cells, headings, tables, text, tree
from literal_plans import plan, reference

from scripts import pages
from scripts.facts import plan_facts


def body_of(**tables: list[dict[str, str]]) -> str:
    return pages.plan_page(plan_facts(plan(**tables), reference())).body


def target(target_id: str = "CT01", **cells: str) -> dict[str, str]:
    return {"target_id": target_id, **cells}


def task(task_id: str = "NV01", **cells: str) -> dict[str, str]:
    return {"task_id": task_id, **cells}


def value(text: str, comparator: str = "text", low: str = "", high: str = "", unit: str = "", **cells: str) -> dict[str, str]:
    parsed = {"value_text": text, "comparator": comparator, "value_min": low, "value_max": high, "unit": unit}
    return {"target_id": "CT01", **parsed, **cells}


def lead(key: str, row_id: str, agency_text: str, agency_id: str = "phong-kinh-te", **cells: str) -> dict[str, str]:
    return {key: row_id, "agency_text": agency_text, "agency_id": agency_id, **cells}


def test_target_values_are_shown_beside_their_print() -> None:
    """A figure that reads like its print stands alone; another shows both; words stay words; no value is "không nêu"."""
    body = body_of(
        targets=[target(number="1", reading="doubtful"), target("CT02")],
        target_values=[
            value("Tối thiểu 4 lượt/ năm", "ge", "4", unit="lượt/ năm"),
            value("≥ 15 %", "ge", "15", unit="%", year="2025", measure="baseline"),
            value("Duy trì", year="2027", reading="doubtful"),
            value("80%-90%", "range", "80", "90", "%", target_id="CT02"),
        ],
    )
    assert headings(body) == ["Mã, chỗ ghi", "Chỉ tiêu", "Kết quả 2025", "Chỉ tiêu 2026", "Chỉ tiêu 2027"]
    assert cells(body, "CT01") == [
        "1 Phủ sóng 5G đọc chưa chắc chắn", "≥ 15%", "≥ 4 lượt/ năm In trong văn bản: “Tối thiểu 4 lượt/ năm”",
        "Duy trì đọc chưa chắc chắn",
    ]  # fmt: skip
    assert cells(body, "CT02") == ["Phủ sóng 5G", "không nêu", "80–90% In trong văn bản: “80%-90%”", "không nêu"]
    assert text(by_id(body, "CT01")[0]) == "CT01 Phần lời văn, dòng 10 Báo sai sót"


def test_bodies_have_columns_only_where_the_document_names_them() -> None:
    """The appendix with bodies and the text without them are two tables; another spelling is shown beside the common name."""
    body = body_of(
        targets=[target(), target("CT02", origin="body")],
        target_agencies=[lead("target_id", "CT01", "PHÒNG KINH TẾ"), lead("target_id", "CT01", "Công an", "cong-an-xa", role="support")],
    )
    assert [text(caption) for table in tables(body) for caption in table.iter("caption")] == ["Chỉ tiêu trong phụ lục", "Chỉ tiêu trong phần lời văn"]
    assert headings(body) == ["Mã, chỗ ghi", "Chỉ tiêu", "Chủ trì", "Phối hợp", "Mã, chỗ ghi", "Chỉ tiêu"]
    assert cells(body, "CT01") == ["Phủ sóng 5G", "Phòng Kinh tế", "Công an xã In trong văn bản: “Công an”"]
    assert cells(body, "CT02") == ["Phủ sóng 5G"]


@pytest.mark.parametrize(
    ("number", "title", "expected"),
    [("I", "HẠ TẦNG", ["I. HẠ TẦNG"]), ("I", "", ["I"]), ("", "HẠ TẦNG", ["HẠ TẦNG"]), ("", "", [])],
)
def test_sections_are_headed_as_printed(number: str, title: str, expected: list[str]) -> None:
    """What is not printed leaves no dot behind; a document without sections has no heading rows."""
    section = {"section_number": number, "section_title": title}
    for given in ({"targets": [target(**section)]}, {"tasks": [task(**section)]}):
        rows = [row for row in tree(body_of(**given)).iter("tr") if row.get("class") == "mb-section"]
        assert [text(row) for row in rows] == expected


def test_tasks_show_bodies_products_and_times() -> None:
    """A task's short title, bodies, product, schedules with what was read from them, and note; what is missing is "không nêu"."""
    body = body_of(
        tasks=[task(title="Hội nghị", number="2", product_text="Báo cáo", note_text="Đã bố trí vốn"), task("NV02")],
        task_agencies=[lead("task_id", "NV01", "Phòng Kinh tế")],
        task_schedules=[
            {"task_id": "NV01", "schedule_text": "Tháng 5/2026", "kind": "month", "due_on": "2026-05-31", "reading": "doubtful"},
            {"task_id": "NV01", "seq": "2", "schedule_text": "Tháng 10/226"},
        ],
    )
    assert cells(body, "NV01") == [
        "2 Hội nghị. Tổ chức hội nghị", "Phòng Kinh tế", "không nêu", "Báo cáo",
        "Tháng 5/2026 hạn 31/05/2026 đọc chưa chắc chắn Tháng 10/226 không đọc được thành ngày Ghi chú: Đã bố trí vốn",
    ]  # fmt: skip
    assert cells(body, "NV02") == ["Tổ chức hội nghị", "không nêu", "không nêu", "không nêu", "không nêu"]


def test_headings_among_tasks_hide_nothing() -> None:
    """A heading spans the row; one that the document gives a body, a product or a time shows them."""
    body = body_of(
        tasks=[task(kind="group"), task("NV02", kind="group"), task("NV03", kind="group", product_text="Đề án")],
        task_agencies=[lead("task_id", "NV02", "Phòng Kinh tế")],
    )
    assert cells(body, "NV01") == ["Tổ chức hội nghị"]
    assert cells(body, "NV02")[1] == "Phòng Kinh tế"
    assert cells(body, "NV03")[3] == "Đề án"
    assert {by_id(body, row_id).get("class") for row_id in ("NV01", "NV02", "NV03")} == {"mb-group"}


def test_equal_columns_of_a_schedule_read_once() -> None:
    """Columns with the same words are named together, and a mark alone is said to be one."""
    columns = [("x", "marked", 2025, 2025), ("Hàng năm", "recurring", 2025, 2030), ("Hàng năm", "recurring", 2030, 2035), ("Hàng năm", "recurring", 2040, 2045)]
    schedules = [
        {"task_id": "NV01", "seq": str(seq), "schedule_text": said, "kind": kind, "period_from": str(first), "period_to": str(last)}
        for seq, (said, kind, first, last) in enumerate(columns, 1)
    ]
    shown = cells(body_of(tasks=[task()], task_schedules=schedules), "NV01")[-1]
    assert shown == "Năm 2025: x có đánh dấu, không ghi ngày 2025–2035: Hàng năm 2040–2045: Hàng năm"
