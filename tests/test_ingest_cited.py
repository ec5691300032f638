"""The documents that a plan names, and the sums of money in its text: as printed, one row a document, a mark for what is not known."""

from __future__ import annotations

from functools import cache

import pytest

from scripts.ingest.cited import Mention, mentions
from scripts.ingest.draft import Draft
from scripts.ingest.grid import Document, Line, Place
from scripts.ingest.metadata import draft_metadata
from scripts.ingest.paragraphs import paragraphs, pieces
from scripts.ingest.read_tables import Tables
from scripts.ingest.totals import sums
from scripts.paths import Layout
from scripts.plans import Reference, load_reference

PLAN = "son-la/song-ma-04168/khcn-2026"


@cache
def reference() -> Reference:
    return load_reference(Layout())


def text(words: str) -> Document:
    blocks = tuple(Line(line, Place(None, number, number)) for number, line in enumerate(words.split("\n"), start=1) if line.strip())
    return Document("text", "a.txt", "0" * 64, blocks, lines=words.count("\n") + 1)


def found(words: str) -> list[Mention]:
    return mentions(paragraphs(pieces(text(words))))


def told(mention: Mention) -> tuple[str, str, str, str]:
    return mention.kind, mention.symbol or mention.named, mention.day, mention.issuer


def drafted(words: str) -> Draft:
    return draft_metadata(PLAN, text(words), Tables((), (), ()), reference())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá;", ("resolution", "57-NQ/TW", "ngày 22/12/2024", "Bộ Chính trị")),
        ("theo Nghị quyết số 71/NQ-\nCP ngày\n01/4/2025 của Chính phủ sửa đổi", ("resolution", "71/NQ-CP", "ngày 01/4/2025", "Chính phủ")),
        ("tại Công văn số 752/SKHCN -KH&ĐMST ngày 11/8/2025 của Sở Khoa học và Công nghệ tỉnh Mẫu, về việc",
         ("official_letter", "752/SKHCN -KH&ĐMST", "ngày 11/8/2025", "Sở Khoa học và Công nghệ tỉnh Mẫu")),
        ("Kế hoạch hành động số 333-KH/TU ngày 07 tháng 5 năm 2025 của Ban Thường vụ Tỉnh ủy", ("plan", "333-KH/TU", "ngày 07 tháng 5 năm 2025", "Ban Thường vụ Tỉnh ủy")),
        ("Luật Đầu tư công số 58/2024/QH15.", ("law", "58/2024/QH15", "", "")),
        ("Luật sửa đổi, bổ sung một số điều của Luật Mẫu số 78/2025/QH15.", ("law", "78/2025/QH15", "", "")),
        ("Nghị quyết quyết 57-NQ/TW của Bộ Chính trị", ("resolution", "57-NQ/TW", "", "Bộ Chính trị")),
        ("hướng dẫn của Bộ Khoa học và Công nghệ tại Công văn số 3584/BKHCN-KHTC ngày 18/7/2025,",
         ("official_letter", "3584/BKHCN-KHTC", "ngày 18/7/2025", "Bộ Khoa học và Công nghệ")),
        ("Quyết định số 422/QĐ-TTg ngày 04/4/2022 của Thủ tướng Chính phủ và các thủ tục ưu tiên", ("decision", "422/QĐ-TTg", "ngày 04/4/2022", "Thủ tướng Chính phủ")),
    ],
)  # fmt: skip
def test_one_mention(words: str, expected: tuple[str, str, str, str]) -> None:
    """Number, date and issuer as printed, line wraps undone; the number may be broken at its hyphen, its spacing damaged."""
    assert told(found(words)[0]) == expected


def test_a_mention_begins_with_the_kind_of_document() -> None:
    """Where the line breaks before the number, the mention stands on the line before."""
    (mention,) = found("theo dõi; Kế hoạch số\n142/KH-UBND ngày 04/6/2025\ncủa UBND tỉnh về việc")
    assert mention.place == Place(None, 1, 3)


def test_documents_of_one_issuer_named_together() -> None:
    """The issuer after the last is that of all of one series; another series has its own."""
    words = "theo Quyết định số 06/QĐ-TTg ngày 06/01/2022, Quyết định số 206/QĐ-TTg ngày 28/02/2024 của Thủ tướng Chính phủ và Nghị quyết số 3/NQ-CP của Chính phủ."
    assert [mention.issuer for mention in found(words)] == ["Thủ tướng Chính phủ", "Thủ tướng Chính phủ", "Chính phủ"]


@pytest.mark.parametrize("words", ["1 66/QĐ-UBND 02/7/2025", "Tỷ lệ 4G/5G đạt 100%.", "xã có 05/07 thôn", "hồ sơ 12/2025/ĐKKD"])
def test_what_has_no_kind_of_document_before_it_is_no_citation(words: str) -> None:
    """A list of the commune's own documents, ratios, files of other people."""
    assert found(words) == []


def test_laws_named_without_a_number() -> None:
    """By name, with the date where one is printed; names hold commas and "và"."""
    words = "sửa đổi một số điều của Luật Đấu thầu, Luật Thuế xuất khẩu, thuế nhập khẩu; Luật Tiêu chuẩn và quy chuẩn kỹ thuật. Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;"
    assert [(mention.named, mention.day) for mention in found(words)] == [
        ("Luật Đấu thầu", ""), ("Luật Thuế xuất khẩu, thuế nhập khẩu", ""), ("Luật Tiêu chuẩn và quy chuẩn kỹ thuật", ""),
        ("Luật Tổ chức chính quyền địa phương", "ngày 16/6/2025"),
    ]  # fmt: skip


def test_mentions_of_one_document_are_one_row() -> None:
    """The first full mention gives date and issuer; each line is counted; the document is found in legal_documents."""
    draft = drafted(
        "KẾ HOẠCH\nMẫu xã Sông Mã năm 2026\nThực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá;\nI. MỤC TIÊU\n"
        "1. Bám sát Nghị quyết 57-\nNQ/TW.\n2. Quán triệt Nghị quyết số 57-NQ/TW."
    )
    (row,) = draft.tables["citations"]
    assert (row["citation_id"], row["document_id"], row["symbol"], row["issued_on"], row["issuer_text"]) == (
        "CC01", "57-nq-tw-2024", "57-NQ/TW", "2024-12-22", "Bộ Chính trị",
    )  # fmt: skip
    assert (row["role"], row["mentions"], row["mention_lines"], row["reading"]) == ("parent_plan", "3", "3; 5; 7", "certain")
    assert row["name"] == reference().keyed["legal_documents"]["57-nq-tw-2024"]["title"]
    assert [mark for mark in draft.marks if mark.table == "citations"] == []


def test_one_number_with_two_dates_is_two_rows() -> None:
    rows = drafted("Nghị quyết số 57-NQ/TW ngày 22/12/2024; Nghị quyết số 57-NQ/TW ngày 22/12/2025; Nghị quyết số 57-NQ/TW.").tables["citations"]
    assert [(row["issued_on"], row["mentions"], row["document_id"]) for row in rows] == [("2024-12-22", "2", "57-nq-tw-2024"), ("2025-12-22", "1", "57-nq-tw-2024")]


def test_a_law_that_is_listed_under_a_longer_title_is_not_added_again() -> None:
    """A second row with its id would break the list: a person says whether it is the same law."""
    draft = drafted("Căn cứ Luật Chuyển đổi số;")
    (row,) = draft.tables["citations"]
    assert row["document_id"] in reference().keyed["legal_documents"] and not draft.additions
    (mark,) = [mark for mark in draft.marks if mark.table == "citations"]
    assert mark.question.startswith("Văn bản này đọc là luat-chuyen-doi-so (“Luật Chuyển đổi số")


def test_numbers_of_another_province_are_other_documents() -> None:
    """142/KH-UBND of Sơn La is known; the same number in another province is a new document, and the line to add is proposed."""
    words = "Thực hiện Kế hoạch số 142/KH-UBND ngày 04/6/2025 của UBND tỉnh Mẫu về chuyển đổi số;"
    assert drafted(words).tables["citations"][0]["document_id"] == "142-kh-ubnd-son-la-2025"
    draft = draft_metadata("quang-ngai/minh-long-21361/khcn-2026", text(words), Tables((), (), ()), reference())
    (row,) = draft.tables["citations"]
    assert (row["document_id"], row["name"]) == ("142-kh-ubnd-quang-ngai-2025", "Kế hoạch 142/KH-UBND")
    (mark,) = [mark for mark in draft.marks if mark.table == "citations"]
    assert "142-kh-ubnd-quang-ngai-2025,142/KH-UBND,plan,UBND tỉnh Mẫu,2025-06-04,Kế hoạch 142/KH-UBND,province,,,," in mark.question
    (added,) = draft.additions["legal_documents"]
    assert (added["document_id"], added["title"], added["level"]) == (row["document_id"], row["name"], "province")


def test_the_plans_own_number_is_no_citation() -> None:
    draft = drafted("Số: 12/KH-UBND\nKẾ HOẠCH\nMẫu năm 2026\nTrên đây là Kế hoạch số 12/KH-UBND.\nPhụ lục 1\n(Kèm theo Kế hoạch số 12/KH-UBND ngày 05/01/2026)")
    assert draft.tables["citations"] == []


def test_roles_follow_the_part_of_the_plan() -> None:
    """Legal bases under "Căn cứ"; what is carried out in the preamble; letters guide; what is only named is a mention."""
    words = (
        "KẾ HOẠCH\nMẫu xã Sông Mã năm 2026\nCăn cứ Nghị định số 85/2025/NĐ-CP ngày 08/4/2025 của Chính phủ;\nThực hiện Kế hoạch số 197/KH-UBND ngày 29/9/2025 của UBND tỉnh;\n"
        "Thực hiện Công văn số 917/UBND-KGVX của UBND tỉnh;\nI. TÌNH HÌNH\nXã lập theo tinh thần mới.\nNghị quyết số 1681/NQ-UBTVQH15 sắp xếp đơn vị."
    )
    assert [row["role"] for row in drafted(words).tables["citations"]] == ["legal_basis", "parent_plan", "guidance", "mention"]


def total(words: str) -> tuple[list[tuple[str, str, str, int | None]], list[str]]:
    named, left = sums(paragraphs(pieces(text(words))))
    return [(one.label, one.view, one.figure, one.amount) for one in named], [one.figure for one in left]


def test_a_total_in_figures_and_words_with_its_parts() -> None:
    """The parts below "Trong đó" belong to it; those by group of tasks are another view."""
    words = (
        "1. Tổng nhu cầu kinh phí năm 2026 là: 1.250.000.000 đồng (Số tiền bằng chữ: Một tỷ hai\ntrăm năm mươi triệu đồng).\nTrong đó:\n- Chi thường xuyên: 250.000.000 đồng.\n"
        "- Chi đầu tư phát triển: 1 tỷ đồng\n(Chi tiết tại Phụ lục 1 kèm theo)\n2. Phân theo nhóm nhiệm vụ:\n- Chi chuyển đổi số: 1.250.000.000 đồng."
    )
    draft = drafted(f"KẾ HOẠCH\nMẫu năm 2026\nI. KINH PHÍ\n{words}")
    lines = draft.tables["budget_lines"]
    assert [(row["line_id"], row["view"], row["parent_id"], row["name"], row["expenditure"]) for row in lines] == [
        ("NS01", "total", "", "Tổng nhu cầu kinh phí năm 2026", ""), ("NS02", "total", "NS01", "Chi thường xuyên", "recurrent"),
        ("NS03", "total", "NS01", "Chi đầu tư phát triển", "investment"), ("NS04", "task_group", "", "Chi chuyển đổi số", ""),
    ]  # fmt: skip
    assert [(row["line_id"], row["fiscal_year"], row["stage"], row["amount_text"], row["amount_words"], row["amount"]) for row in draft.tables["budget_amounts"]] == [
        ("NS01", "2026", "requested", "1.250.000.000", "Một tỷ hai trăm năm mươi triệu đồng", "1250000000"), ("NS02", "2026", "requested", "250.000.000", "", "250000000"),
        ("NS03", "2026", "requested", "1 tỷ đồng", "", "1000000000"), ("NS04", "2026", "requested", "1.250.000.000", "", "1250000000"),
    ]  # fmt: skip
    assert [mark for mark in draft.marks if mark.table.startswith("budget")] == []


def test_figures_and_words_that_disagree_are_asked_about() -> None:
    """The figure is kept as printed; the words are the second reading."""
    draft = drafted("KẾ HOẠCH\nMẫu năm 2026\nI. KINH PHÍ\n2. Dự toán ngân sách: 4.800.000 đồng (Bốn tỷ tám trăm triệu đồng)")
    (row,) = draft.tables["budget_amounts"]
    assert (row["amount"], row["amount_words"]) == ("4800000", "Bốn tỷ tám trăm triệu đồng")
    (mark,) = [mark for mark in draft.marks if mark.table.startswith("budget")]
    assert (mark.row_id, mark.reading, mark.second) == ("NS01:2026:requested", "4.800.000", "4.800.000.000")


def test_words_that_cannot_be_read_are_asked_about() -> None:
    draft = drafted("KẾ HOẠCH\nMẫu năm 2026\nI. KINH PHÍ\nTổng kinh phí: 5.000.000 đồng (bằng chữ: Năm triêu đồng)")
    (mark,) = [mark for mark in draft.marks if mark.table.startswith("budget")]
    assert mark.field == "amount_words"


def test_money_already_spent_is_no_request_without_a_question() -> None:
    draft = drafted("KẾ HOẠCH\nMẫu năm 2026\nI. KINH PHÍ\nNăm 2025 xã đã bố trí với tổng số tiền là: 625.000.000 đồng.")
    (row,) = draft.tables["budget_amounts"]
    assert (row["stage"], row["fiscal_year"]) == ("estimated_outturn", "2025")
    assert {mark.field for mark in draft.marks if mark.table.startswith("budget")} == {"stage", "name"}


def test_other_sums_are_asked_about_and_never_lost() -> None:
    """A sum in passing becomes no line of the budget; "01 đồng chí" is no sum."""
    assert total("Xã có 01 đồng chí phụ trách. Mỗi hộ được hỗ trợ 5.000.000 đồng.") == ([], ["5.000.000"])
