"""Heads and feet as other communes write them: names with figures, blank numbers, joint and delegated signatures, appendices, sums. Made-up texts."""

from __future__ import annotations

from functools import cache

import pytest

from scripts.ingest.appendices import announced
from scripts.ingest.cited import mentions
from scripts.ingest.doubled_totals import with_one_total
from scripts.ingest.draft import Draft
from scripts.ingest.flow import read_text
from scripts.ingest.grid import Document, Line, Place
from scripts.ingest.metadata import draft_metadata
from scripts.ingest.paid_tasks import with_tasks
from scripts.ingest.paragraphs import paragraphs, pieces
from scripts.ingest.read_tables import Tables
from scripts.ingest.totals import sums
from scripts.paths import Layout
from scripts.plans import Reference, load_reference
from scripts.tables import schemas

BA_DINH, A_LUOI, VAN_MIEU, EA_H_LEO, PHU_QUOC = (
    "ha-noi/ba-dinh-00004/cds-2026", "hue/a-luoi-2-20044/cds-2026", "ha-noi/van-mieu-quoc-tu-giam-00226/cds-2026", "dak-lak/ea-h-leo-24184/cds-2026",
    "an-giang/phu-quoc-31078/cds-2026",
)  # fmt: skip
BODY = "KẾ HOẠCH\nChuyển đổi số năm 2026\nCăn cứ tình hình thực tế;\nI. MỤC TIÊU\nThực hiện tốt."
FOOT = "Nơi nhận:\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrịnh Văn Mẫu"


@cache
def reference() -> Reference:
    return load_reference(Layout())


def text(words: str) -> Document:
    blocks = tuple(Line(line, Place(None, number, number)) for number, line in enumerate(words.split("\n"), start=1) if line.strip())
    return Document("text", "a.txt", "0" * 64, blocks, lines=words.count("\n") + 1)


def drafted(plan_id: str, *parts: str) -> Draft:
    return draft_metadata(plan_id, text("\n".join(parts)), Tables((), (), ()), reference())


def plan(draft: Draft, *columns: str) -> tuple[str, ...]:
    (row,) = draft.tables["plans"]
    return tuple(row[column] for column in columns)


def asked(draft: Draft, table: str = "plans") -> set[str]:
    return {mark.field for mark in draft.marks if mark.table == table}


@pytest.mark.parametrize(
    ("plan_id", "head", "expected"),
    [
        (A_LUOI, "ỦY BAN NHÂN DÂN\nXÃ A LƯỚI 2\nSố: 7/KH-UBND\nA Lưới 2, ngày 08 tháng 01 năm 2026", ("7/KH-UBND", "A Lưới 2, ngày 08 tháng 01 năm 2026", "2026-01-08", "ỦY BAN NHÂN DÂN XÃ A LƯỚI 2")),
        (A_LUOI, "ỦY BAN NHÂN DÂN\nXÃ A LƯỚI 2\nSố:      /KH-UBND\nA Lưới 2, ngày     tháng 01 năm 2026", ("", "A Lưới 2, ngày tháng 01 năm 2026", "", "ỦY BAN NHÂN DÂN XÃ A LƯỚI 2")),
        (VAN_MIEU, "ỦY BAN NHÂN DÂN\nPHƯỜNG VĂN MIẾU -\nQUỐC TỬ GIÁM\nSố: 7/KH-UBND\nVăn Miếu - Quốc Tử Giám, ngày 20/01/2026",
         ("7/KH-UBND", "Văn Miếu - Quốc Tử Giám, ngày 20/01/2026", "2026-01-20", "ỦY BAN NHÂN DÂN PHƯỜNG VĂN MIẾU - QUỐC TỬ GIÁM")),
        (VAN_MIEU, "ỦY BAN NHÂN DÂN\nPHƯỜNG VĂN MIẾU -\nQUỐC TỬ GIÁM Văn Miếu - Quốc Tử Giám, ngày 20/01/2026\nSố: 7/KH-UBND",
         ("7/KH-UBND", "Văn Miếu - Quốc Tử Giám, ngày 20/01/2026", "2026-01-20", "ỦY BAN NHÂN DÂN PHƯỜNG VĂN MIẾU - QUỐC TỬ GIÁM")),
        (EA_H_LEO, "ỦY BAN NHÂN DÂN\nXÃ EA H’LEO\nSố 7 /KH-UBND-VHXH\nEa H’Leo, ngày 2 tháng 3 năm 2026", ("7/KH-UBND-VHXH", "Ea H’Leo, ngày 2 tháng 3 năm 2026", "2026-03-02", "ỦY BAN NHÂN DÂN XÃ EA H’LEO")),
        (BA_DINH, "UBND PHƯỜNG BA ĐÌNH\nSố: 7/KH-UBND\nBa Đình, ngày 12 tháng 01 năm\nV/v chuyển đổi số\n2026", ("7/KH-UBND", "Ba Đình, ngày 12 tháng 01 năm 2026", "2026-01-12", "UBND PHƯỜNG BA ĐÌNH")),
        (BA_DINH, "UBND PHƯỜNG BA ĐÌNH\nSố:\n/KH-UBND\nBa Đình, ngày\n20/01/2026", ("", "Ba Đình, ngày 20/01/2026", "2026-01-20", "UBND PHƯỜNG BA ĐÌNH")),
        (BA_DINH, "UBND PHƯỜNG BA ĐÌNH\nSố: 7/KH-UBND\nBa Đình, ngày     tháng     năm", ("7/KH-UBND", "Ba Đình, ngày tháng năm", "", "UBND PHƯỜNG BA ĐÌNH")),
        (BA_DINH, "UBND PHƯỜNG BA ĐÌNH\nSố: 7/KH-UBND\nNgày 12 tháng 01 năm 2026", ("7/KH-UBND", "Ngày 12 tháng 01 năm 2026", "2026-01-12", "UBND PHƯỜNG BA ĐÌNH")),
        (BA_DINH, "UBND PHƯỜNG BA ĐÌNH\nSố: 7/KH-UBND\nV/v chuyển đổi số Ba Đình, ngày 12 tháng 01 năm 2026", ("7/KH-UBND", "Ba Đình, ngày 12 tháng 01 năm 2026", "2026-01-12", "UBND PHƯỜNG BA ĐÌNH")),
    ],
)  # fmt: skip
def test_heads(plan_id: str, head: str, expected: tuple[str, ...]) -> None:
    """Names with figures, hyphens, apostrophes and over two lines; the number and the date in any usual form, broken by a narrow column too. Nothing is asked."""
    draft = drafted(plan_id, head, BODY, FOOT)
    assert plan(draft, "document_number", "issued_on_text", "issued_on", "issuer_text") == expected
    assert draft.marks == []


@pytest.mark.parametrize(
    ("foot", "expected"),
    [
        ("T/M ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrịnh Văn Mẫu", ("TM", "CHỦ TỊCH", "Trịnh Văn Mẫu")),
        ("TM UBND PHƯỜNG\nCHỦ TỊCH\nTrịnh Văn Mẫu", ("TM", "CHỦ TỊCH", "Trịnh Văn Mẫu")),
        ("KT CHỦ TỊCH\nPHÓ CHỦ TỊCH\nK’ Mẫu", ("KT", "PHÓ CHỦ TỊCH", "K’ Mẫu")),
        ("T/M ĐẢNG ỦY\nBÍ THƯ\nTrịnh Văn Mẫu", ("TM", "BÍ THƯ", "Trịnh Văn Mẫu")),
        ("TM. ỦY BAN NHÂN DÂN\nQUYỀN CHỦ TỊCH\n(Ký, đóng dấu)\nH'Bia Niê", ("TM", "QUYỀN CHỦ TỊCH", "H'Bia Niê")),
    ],
)
def test_feet(foot: str, expected: tuple[str, ...]) -> None:
    """The authority with a stroke or nothing behind it, names of the Central Highlands."""
    draft = drafted(BA_DINH, "UBND PHƯỜNG BA ĐÌNH\nSố: 7/KH-UBND\nBa Đình, ngày 12 tháng 01 năm 2026", BODY, "Nơi nhận:\n- Lưu: VT.", foot)
    assert plan(draft, "signing_authority", "signer_position", "signer_name") == expected
    assert draft.marks == []


def test_the_office_of_a_delegate_is_kept_whole() -> None:
    draft = drafted(PHU_QUOC, "UBND ĐẶC KHU PHÚ QUỐC\nSố: 7/KH-UBND\nPhú Quốc, ngày 12 tháng 01 năm 2026", BODY, "TUQ. CHỦ TỊCH\nTRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI\nHuỳnh Văn Mẫu")
    assert plan(draft, "signing_authority", "signer_position", "signer_name") == ("", "TRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI", "Huỳnh Văn Mẫu")
    assert asked(draft) == {"signing_authority"}


def test_a_programme_of_action_is_no_chapter() -> None:
    """ "CHƯƠNG TRÌNH" heads a document, "CHƯƠNG I" a part of one; its number is CTr."""
    head = "UBND PHƯỜNG BA ĐÌNH\nSố: 01/CTr-UBND\nBa Đình, ngày 12 tháng 01 năm 2026\nCHƯƠNG TRÌNH HÀNH ĐỘNG\nThực hiện chuyển đổi số năm 2026"
    draft = drafted(BA_DINH, head, "Căn cứ tình hình thực tế;\nI. MỤC TIÊU", FOOT)
    assert plan(draft, "document_number", "title") == ("01/CTr-UBND", "CHƯƠNG TRÌNH HÀNH ĐỘNG Thực hiện chuyển đổi số năm 2026")
    assert asked(draft) == {"title"}


def test_a_title_ends_before_a_list_of_bases_and_has_no_full_stop() -> None:
    head = "UBND PHƯỜNG BA ĐÌNH\nSố: 7/KH-UBND\nBa Đình, ngày 12 tháng 01 năm 2026\nKẾ HOẠCH\nChuyển đổi số năm 2026"
    assert plan(drafted(BA_DINH, head, "- Căn cứ tình hình thực tế;\nI. MỤC TIÊU", FOOT), "title") == ("KẾ HOẠCH Chuyển đổi số năm 2026",)
    assert "title" in asked(drafted(BA_DINH, head, "Năm qua công tác này có chuyển biến.\nI. MỤC TIÊU", FOOT))


def test_a_title_in_the_letterhead_ends_before_the_date() -> None:
    head = "UBND PHƯỜNG BA ĐÌNH\nSố: 7/KH-UBND\nKẾ HOẠCH\nChuyển đổi số năm 2026\nBa Đình, ngày 12 tháng 01 năm 2026"
    assert plan(drafted(BA_DINH, head, "Căn cứ tình hình thực tế;\nI. MỤC TIÊU", FOOT), "title", "issued_on") == ("KẾ HOẠCH Chuyển đổi số năm 2026", "2026-01-12")


def test_a_draft_in_brackets_is_a_draft() -> None:
    draft = drafted(BA_DINH, "UBND PHƯỜNG BA ĐÌNH\nSố: 7/KH-UBND", BODY.replace("KẾ HOẠCH\n", "KẾ HOẠCH\n(DỰ THẢO)\n"), FOOT)
    assert plan(draft, "stage") == ("draft",) and "stage" in asked(draft)


def test_a_number_that_only_the_appendix_prints_is_asked_about() -> None:
    draft = drafted(BA_DINH, "UBND PHƯỜNG BA ĐÌNH\nSố:     /KH-UBND", BODY, "(có Phụ lục I kèm theo)", FOOT, "PHỤ LỤC I\n(Kèm theo Kế hoạch số 27/KH-UBND ngày 09/01/2026)")
    (mark,) = [mark for mark in draft.marks if mark.field == "document_number_text"]
    assert mark.second == "Kế hoạch số 27/KH-UBND"


@pytest.mark.parametrize(
    ("words", "numbers", "count"),
    [
        ("(Chi tiết tại các Phụ lục I, II, III và IV đính kèm)", ("i", "ii", "iii", "iv"), 0),
        ("nêu từ Phụ lục 1 đến Phụ lục 3 kèm theo", ("1", "3"), 0),
        ("(Có 02 (hai) phụ lục kèm theo)", (), 2),
        ("(Kèm theo Kế hoạch này là 03 phụ lục chi tiết)", (), 3),
        ("(Kèm theo Phụ lục 1, 2026)", ("1",), 0),
        ("theo Nghị quyết số 57/NQ phụ lục kèm theo", (), 0),
    ],
)
def test_appendices_announced(words: str, numbers: tuple[str, ...], count: int) -> None:
    """A list of numbers is all of them; a number of appendices in figures or words is a count, a year or the number of a document is none."""
    said = announced(paragraphs(pieces(text(words))))
    assert (said.numbers, said.count) == (numbers, count)


def test_another_plan_that_ends_is_asked_about() -> None:
    """Two plans replaced at once, or one "hết hiệu lực": nobody decides in silence which one is meant."""
    both = drafted(BA_DINH, BODY, "Kế hoạch này thay thế Kế hoạch số 12/KH-UBND ngày 05/01/2026 và Kế hoạch số 13/KH-UBND ngày 06/01/2026.", FOOT)
    assert plan(both, "replaces_text") == ("Kế hoạch số 12/KH-UBND ngày 05/01/2026",) and "replaces_text" in asked(both)
    ended = drafted(BA_DINH, BODY, "Kế hoạch số 12/KH-UBND ngày 05/01/2026 hết hiệu lực kể từ ngày ký Kế hoạch này.", FOOT)
    assert plan(ended, "replaces_text") == ("",) and "replaces_text" in asked(ended)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Căn cứ Quyết định số: 749/QĐ-TTg ngày 03/6/2020;", [("decision", "749/QĐ-TTg", "ngày 03/6/2020")]),
        ("Căn cứ các Nghị định: số 137/2024/NĐ-CP ngày 23/10/2024; số 194/2025/NĐ-CP ngày 03/7/2025;", [("decree", "137/2024/NĐ-CP", "ngày 23/10/2024"), ("decree", "194/2025/NĐ-CP", "ngày 03/7/2025")]),
        ("Nghị quyết số 71/NQ-CP (ngày 01/4/2025) của Chính phủ", [("resolution", "71/NQ-CP", "ngày 01/4/2025")]),
        ("Luật Dữ liệu năm 2024, Luật Mẫu;", [("law", "Luật Dữ liệu năm 2024", ""), ("law", "Luật Mẫu", "")]),
        ("Thông tư số 26/2026/TT-BTC ngày 25-3-2026 của Bộ Tài chính", [("circular", "26/2026/TT-BTC", "ngày 25-3-2026")]),
    ],
)
def test_citations_in_other_spellings(words: str, expected: list[tuple[str, str, str]]) -> None:
    """A colon after "số", one kind for several numbers, the date in brackets or with dashes."""
    found = mentions(paragraphs(pieces(text(words))), ["Bộ Tài chính"])
    assert [(one.kind, one.symbol or one.named, one.day) for one in found] == expected


def test_a_date_that_is_none_is_asked_about_and_a_law_proposes_its_name() -> None:
    draft = drafted(BA_DINH, "Căn cứ Luật Thử nghiệm mẫu số 999/2025/QH15 ngày 25-3-2025;")
    assert {mark.field for mark in draft.marks if mark.table == "citations"} == {"document_id", "issued_on_text"}
    (row,) = draft.additions["legal_documents"]
    assert (row["title"], row["issuer"], row["level"]) == ("Luật Thử nghiệm mẫu", "Quốc hội", "central")


def told(words: str) -> list[tuple[str, int | None, str, str]]:
    return [(one.figure, one.amount, one.words, one.loose) for one in sums(paragraphs(pieces(text(words))))[0]]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Tổng kinh phí: 500.000.000đ.", [("500.000.000", 500_000_000, "", "")]),
        ("Tổng kinh phí: 60.000.000 VNĐ.", [("60.000.000", 60_000_000, "", "")]),
        ("Tổng kinh phí: 1 250 000 000 đồng.", [("1 250 000 000", 1_250_000_000, "", "")]),
        ("Tổng kinh phí: 2 tỷ 500 triệu đồng.", [("2 tỷ 500 triệu đồng", None, "", "")]),
        ("Tổng kinh phí khoảng 1,25 tỷ đồng.", [("1,25 tỷ đồng", 1_250_000_000, "", "khoảng 1,25 tỷ đồng")]),
        ("Kinh phí thực hiện: 120.000.000 đồng/năm.", [("120.000.000", 120_000_000, "", "120.000.000 đồng/năm")]),
        ("Kinh phí dự kiến: 500 - 700 triệu đồng.", [("700 triệu đồng", 700_000_000, "", "500 - 700 triệu đồng")]),
        ("Tổng kinh phí: 415.000.000 đồng. Bằng chữ: Bốn trăm mười lăm triệu đồng.", [("415.000.000", 415_000_000, "Bốn trăm mười lăm triệu đồng", "")]),
        ("Tổng kinh phí: 5.000.000 đồng\n(Viết bằng chữ: Năm triệu đồng chẵn)\nKinh phí dự kiến: 6.000.000 đồng",
         [("5.000.000", 5_000_000, "Năm triệu đồng chẵn", ""), ("6.000.000", 6_000_000, "", "")]),
    ],
)  # fmt: skip
def test_sums_as_others_write_them(words: str, expected: list[tuple[str, int | None, str, str]]) -> None:
    """Short units, spaces between thousands, two units in one sum, sums that are no exact ones; words behind a full stop or on the next line."""
    assert told(words) == expected


def test_a_sum_in_words_over_two_lines_is_whole() -> None:
    """A line that holds nothing but the last words of a sum is no unit of a table."""
    draft = drafted(BA_DINH, "KẾ HOẠCH\nMẫu năm 2026\nI. KINH PHÍ\nTổng kinh phí: 1.250.000.000 đồng (Một tỷ hai trăm năm mươi\ntriệu đồng).")
    assert [row["amount_words"] for row in draft.tables["budget_amounts"]] == ["Một tỷ hai trăm năm mươi triệu đồng"]


def test_what_is_no_exact_sum_is_asked_about() -> None:
    draft = drafted(BA_DINH, "KẾ HOẠCH\nMẫu năm 2026\nI. KINH PHÍ\nTổng kinh phí: 2 tỷ 500 triệu đồng.\nKinh phí dự kiến: gần 900.000.000 đồng.\nNhu cầu kinh phí: 1 250 000 000 đồng.")
    assert [row["amount"] for row in draft.tables["budget_amounts"]] == ["900000000", "1250000000"]
    assert [mark.row_id for mark in draft.marks if mark.table.startswith("budget")] == ["NS01", "NS02:2026:requested", "NS03:2026:requested"]


def line(line_id: str, name: str, **cells: str) -> dict[str, str]:
    return dict.fromkeys(schemas()["budget_lines"].columns, "") | {"plan_id": BA_DINH, "line_id": line_id, "view": "total", "name": name, "source_line_from": line_id[2:], "source_line_to": line_id[2:]} | cells


def amount(line_id: str, year: str = "2026") -> dict[str, str]:
    return dict.fromkeys(schemas()["budget_amounts"].columns, "") | {"line_id": line_id, "fiscal_year": year, "stage": "requested", "amount": "5"}


def test_a_total_in_the_text_and_under_the_table_is_one() -> None:
    """The total row of the table stands under that of the text, with a question; of another year, or where the text divides its total, both stand alone."""
    spoken = Draft(BA_DINH, {"budget_lines": [line("NS01", "Tổng kinh phí")]})
    both = [line("NS01", "Tổng kinh phí"), line("NS02", "Chi thường xuyên", view="spending_type"), line("NS03", "Tổng cộng")]
    found = with_one_total(Draft(BA_DINH, {"budget_lines": both, "budget_amounts": [amount("NS01"), amount("NS02"), amount("NS03")]}), spoken)
    assert [row["parent_id"] for row in found.tables["budget_lines"]] == ["", "", "NS01"]
    assert [(mark.row_id, mark.field, mark.reading, mark.place) for mark in found.marks] == [("NS03", "parent_id", "NS01", Place(None, 3, 3))]
    other_year = Draft(BA_DINH, {"budget_lines": both, "budget_amounts": [amount("NS01"), amount("NS03", "2025")]})
    assert with_one_total(other_year, spoken) == other_year
    divided = Draft(BA_DINH, {"budget_lines": [*both, line("NS04", "Trong đó", parent_id="NS01")], "budget_amounts": [amount("NS01"), amount("NS03")]})
    assert with_one_total(divided, spoken) == divided


def test_an_investment_is_that_of_the_task_that_its_name_names() -> None:
    """Every word of the line stands in the name of one task: its id, with a question. One word, two such tasks or running costs give none."""
    task = dict.fromkeys(schemas()["tasks"].columns, "") | {"kind": "task"}
    tasks = [task | {"task_id": "NV01", "name": "Lắp đặt camera an ninh tại nhà văn hóa"}, task | {"task_id": "NV02", "name": "Mua máy tính"}, task | {"task_id": "NV03", "name": "Mua máy tính xách tay"}]
    lines = [
        line("NS01", "Camera an ninh", expenditure="investment"), line("NS02", "Camera", expenditure="investment"),
        line("NS03", "Mua máy tính", expenditure="investment"), line("NS04", "Camera an ninh", expenditure="recurrent"),
    ]  # fmt: skip
    found = with_tasks(Draft(BA_DINH, {"budget_lines": lines, "tasks": tasks}))
    assert [row["task_id"] for row in found.tables["budget_lines"]] == ["NV01", "", "", ""]
    assert [(mark.row_id, mark.field, mark.others) for mark in found.marks] == [("NS01", "task_id", ("NV01",))]


def test_standing_committees_among_the_recipients_are_no_heading_of_numbers() -> None:
    """ "- TT Đảng ủy;" begins no table: a text of unknown kind without tables is read line by line."""
    assert len(read_text("a.txt", "KẾ HOẠCH\nNơi nhận:\n- TT Đảng ủy, HĐND xã;\n- Lưu: VT.".encode(), "0").blocks) == 4
