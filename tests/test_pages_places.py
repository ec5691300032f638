"""The pages of communes and provinces, and the home page."""

from __future__ import annotations

from typing import Any

import pytest
from html_support import by_id, links, text, tree
from literal_plans import REFERENCE_ROWS

from scripts import languages, pages
from scripts.pages import Page
from scripts.summaries import RequestTotal, Summary

HOSTILE = "<script>alert(1)</script> & \"a\" {{ 7*7 }}"
(PROVINCE,) = REFERENCE_ROWS["provinces"]
(COMMUNE,) = REFERENCE_ROWS["communes"]
OLD = {"commune_code": "04168", "seq": "1", "name": "Xã Nà Nghịu", "district": "Huyện Sông Mã", "province": "Tỉnh Sơn La", "part": "whole"}


def summary(**changes: Any) -> Summary:
    plain = {
        "plan_id": "son-la/song-ma-04168/khcn-2026", "commune_code": "04168", "heading": "Kế hoạch khoa học 2026, xã Sông Mã",
        "topic": "Khoa học", "period": "2026", "dated": "2025-10-04", "number": "142/KH-UBND", "issued": "04/10/2025", "targets": 16,
        "tasks": 9, "request": "5,27 tỷ đồng", "request_full": "5.267.475.000 đồng", "request_in_words": "",
        "leaders": ["Phòng Kinh tế", "Công an xã"],
    }  # fmt: skip
    return Summary(**{**plain, **changes})


COVERAGE = {"plans": 1234, "communes_covered": 4, "communes_total": 3321, "notices": 5678}
NOTHING = {"number": "", "issued": "", "targets": 0, "tasks": 0, "request": "", "request_full": "", "leaders": []}


def commune_page(predecessors: list[dict[str, str]] | None = None, plans: list[Summary] | None = None, **cells: str) -> Page:
    return pages.commune_page({**COMMUNE, **cells}, PROVINCE, predecessors or [], [summary()] if plans is None else plans)


def place(**changes: Any) -> dict[str, Any]:
    """A commune as a province page gets it."""
    return {**COMMUNE, "formerly": [], "plans": [], **changes}


def rows(body: str) -> list[list[str]]:
    return [[text(cell) for cell in row] for part in tree(body).iter("tbody") for row in part]


def facts(body: str) -> dict[str, str]:
    return {text(pair[0]): text(pair[1]) for listed in tree(body).iter("dl") for pair in listed}


def test_a_commune_page_has_its_address_and_name() -> None:
    """Slug and code make the address; the title names the province too."""
    page = commune_page()
    assert page.path == "son-la/song-ma-04168/"
    assert page.title == "Xã Sông Mã, tỉnh Sơn La"
    assert page.description == "Xã Sông Mã, tỉnh Sơn La: 1 kế hoạch, chỉ tiêu, nhiệm vụ và kinh phí đặt cạnh nhau."
    assert [anchor for anchor, _ in page.contents] == [h2.get("id") for h2 in tree(page.body).iter("h2")]


def test_a_commune_compares_its_plans() -> None:
    """One column a plan; what a plan does not state is said, never 0 or blank."""
    page = commune_page(plans=[summary(notices=1234, notices_material=5), summary(plan_id="son-la/song-ma-04168/cds-2026", topic="Chuyển đổi số", **NOTHING)])
    assert rows(page.body) == [
        ["Số văn bản", "142/KH-UBND", "không nêu"],
        ["Ngày", "04/10/2025", "không nêu"],
        ["Chỉ tiêu", "16", "không nêu"],
        ["Nhiệm vụ", "9", "không nêu"],
        ["Kinh phí", "5,27 tỷ đồng nhu cầu, đề xuất: 5.267.475.000 đồng", "không nêu số tiền"],
        ["Đối chiếu", "1.234 chỗ, 5 đáng kể", "chưa thấy"],
        ["Chủ trì nhiều nhất", "Phòng Kinh tế Công an xã", "không nêu"],
    ]
    assert {"../../son-la/song-ma-04168/cds-2026/", "../../son-la/song-ma-04168/khcn-2026/#doi-chieu"} <= set(links(page.body))


def test_a_disputed_sum_is_marked_wherever_it_is_listed() -> None:
    """The figures stand in full, not in a unit that would hide which sum is meant."""
    disputed = summary(request="4,81 triệu đồng", request_full="4.814.980 đồng", request_in_words="4.814.980.000 đồng")
    expected = "4.814.980 đồng (bằng số) hay 4.814.980.000 đồng (bằng chữ) nhu cầu, đề xuất số và chữ trong văn bản không khớp"
    assert rows(commune_page(plans=[disputed]).body)[4] == ["Kinh phí", expected]
    assert text(tree(pages.province_page(PROVINCE, [place(plans=[disputed])]).body)).count(f"kinh phí: {expected}") == 1
    assert text(tree(pages.home_page([], COVERAGE, [disputed], []).body)).count(f"kinh phí: {expected}") == 1


@pytest.mark.parametrize(("area", "expected"), [("105.99", "105,99 km²"), ("1118.35", "1.118,35 km²"), ("190", "190 km²"), ("", "chưa có số liệu")])
def test_areas_are_written_as_numbers(area: str, expected: str) -> None:
    """A comma before decimals, a dot between thousands; without a figure the page says so."""
    assert facts(commune_page(area_km2=area).body)["Diện tích"] == expected


def test_a_commune_tells_what_it_was_formed_from() -> None:
    """Old units with their district; a part is called one, another province is named, and none known is said."""
    formed = [OLD, {**OLD, "name": "Xã Chiềng Khương", "part": "part"}, {**OLD, "name": "Xã Mường Luân", "district": "", "province": "Tỉnh Điện Biên"}]
    assert facts(commune_page(formed).body)["Thành lập từ"] == (
        "Xã Nà Nghịu, Huyện Sông Mã một phần Xã Chiềng Khương, Huyện Sông Mã Xã Mường Luân, Tỉnh Điện Biên"
    )
    assert facts(commune_page([]).body)["Thành lập từ"] == "chưa có số liệu"


def test_a_province_lists_its_communes_in_alphabetical_order() -> None:
    """Communes with plans first, then all of them with their old names; only covered communes are links."""
    communes = [
        place(code="2", slug="to-hieu", name="Tô Hiệu", full_name="Phường Tô Hiệu"),
        place(plans=[summary(), summary(plan_id="son-la/song-ma-04168/cds-2026", topic="Chuyển đổi số", **NOTHING)]),
        place(code="3", slug="doan-ket", name="Đoàn Kết", full_name="Xã Đoàn Kết", formerly=["Xã Cũ", "Xã Xưa"]),
    ]
    page = pages.province_page(PROVINCE, communes)
    assert (page.path, page.title) == ("son-la/", "Tỉnh Sơn La")
    assert page.description == "Tỉnh Sơn La: kế hoạch của 1 trong 3 xã, phường, đặc khu."
    covered, everyone = [element for element in tree(page.body).iter("ul") if element.get("class", "").startswith("mb-")]
    assert [text(item) for item in everyone] == ["Xã Đoàn Kết (Xã Cũ, Xã Xưa)", "Xã Sông Mã", "Phường Tô Hiệu"]
    assert text(covered) == (
        "Xã Sông Mã Khoa học 2026: 16 chỉ tiêu, 9 nhiệm vụ; kinh phí: 5,27 tỷ đồng nhu cầu, đề xuất: 5.267.475.000 đồng "
        "Chuyển đổi số 2026: không nêu chỉ tiêu, không nêu nhiệm vụ; kinh phí: không nêu số tiền"
    )
    assert [link.get("href") for link in everyone.iter("a")] == ["song-ma-04168/"]
    assert [item.get("id") for item in everyone] == ["doan-ket-3", "song-ma-04168", "to-hieu-2"]


def test_a_province_without_plans_lists_its_communes() -> None:
    """It says that no plan is known here and how to add one; each commune has its anchor."""
    page = pages.province_page(PROVINCE, [place(formerly=["Xã Nà Nghịu"])])
    assert page.description == "Tỉnh Sơn La: kế hoạch của 0 trong 1 xã, phường, đặc khu."
    assert page.contents == [("tat-ca", "Tất cả xã, phường")]
    shown = text(tree(page.body))
    assert "Ở đây chưa có kế hoạch nào của 1 xã, phường, đặc khu trong tỉnh." in shown
    assert text(by_id(page.body, "song-ma-04168")) == "Xã Sông Mã (Xã Nà Nghịu)"
    assert "Xã có kế hoạch" not in shown


def test_the_search_page_works_by_plain_navigation() -> None:
    """Its form asks the page itself; what the script says stands in the page; links lead to the root of the language."""
    page = pages.search_page()
    assert page.path == "tim-kiem/"
    (form,) = tree(page.body).iter("form")
    assert (form.get("data-root"), form.get("data-prefix"), form.get("role")) == ("../", "", "search")
    assert "../doi-chieu/" in links(page.body)
    with languages.writing("en"):
        english = pages.search_page()
    (form,) = tree(english.body).iter("form")
    assert (english.address, form.get("data-root"), form.get("data-prefix")) == ("en/tim-kiem/", "../../", "en/")
    assert "../doi-chieu/" in links(english.body)


def province(name: str, covered: int, **changes: Any) -> dict[str, Any]:
    counts = {"communes_covered": covered, "communes_total": 75, "formerly": []}
    return {**PROVINCE, "name": name, "full_name": f"Tỉnh {name}", "code": "14", **counts, **changes}


def test_the_home_page_finds_and_counts() -> None:
    """A form leads to the search; every province is a link, those with plans first and with their counts."""
    provinces = [province("Sơn La", 3), province("Cần Thơ", 0, code="92", formerly=["Hậu Giang", "Sóc Trăng"]),
                 province("An Giang", 1, code="91", slug="an-giang")]  # fmt: skip
    page = pages.home_page(provinces, COVERAGE, [summary(), summary(**NOTHING)], [RequestTotal(2026, 5267475000, 1, 2), RequestTotal(2027, 0, 0, 1)])
    assert page.path == ""
    (form,) = tree(page.body).iter("form")
    assert (form.get("action"), form.get("role")) == ("tim-kiem/", "search")
    assert by_id(page.body, "mb-query").get("name") == "q"
    shown = text(tree(page.body))
    assert "Tỉnh An Giang: 1 trong 75 xã, phường, đặc khu Tỉnh Sơn La: 3 trong 75 xã, phường, đặc khu" in shown
    assert "1.234 kế hoạch của 4 trong 3.321 xã, phường, đặc khu" in shown
    assert "Đối chiếu: 5.678 chỗ các kế hoạch tự mâu thuẫn" in shown
    assert (
        "(chưa phải ngân sách được duyệt): năm 2026: 5.267.475.000 đồng của 1 kế hoạch; không cộng 2 kế hoạch có số tiền đang có đối chiếu "
        "năm 2027: không có số nào cộng được; không cộng 1 kế hoạch có số tiền đang có đối chiếu" in shown
    )
    assert "Kế hoạch khoa học 2026, xã Sông Mã 16 chỉ tiêu, 9 nhiệm vụ; kinh phí: 5,27 tỷ đồng" in shown
    assert "Kế hoạch khoa học 2026, xã Sông Mã không nêu chỉ tiêu, không nêu nhiệm vụ; kinh phí: không nêu số tiền" in shown
    assert "Tỉnh chưa có kế hoạch, xem danh sách xã: Cần Thơ." in shown
    assert {"an-giang/", "son-la/", "son-la/song-ma-04168/khcn-2026/"} <= set(links(page.body))


def test_names_are_shown_as_text() -> None:
    """Markup and template code in a name of the reference tables are characters on every page of places."""
    plan = summary(heading=HOSTILE, topic=HOSTILE, number=HOSTILE, leaders=[HOSTILE])
    hostile_place = place(name=HOSTILE, full_name=HOSTILE, formerly=[HOSTILE], plans=[plan])
    bodies = [
        commune_page([{**OLD, "name": HOSTILE, "district": HOSTILE, "province": HOSTILE}], [plan], full_name=HOSTILE).body,
        pages.province_page({**PROVINCE, "full_name": HOSTILE}, [hostile_place]).body,
        pages.home_page([province(HOSTILE, 1, formerly=[HOSTILE])], COVERAGE, [plan], []).body,
    ]
    for body in bodies:
        assert list(tree(body).iter("script")) == []
    counts = [text(tree(body)).count(HOSTILE) for body in bodies]
    # Commune: h1, topic, number, leader, own name, three of the old unit. Province: h1, link, topic, list, old name.
    # Home: covered province, heading of the plan.
    assert counts == [8, 5, 2]
