"""What a plan is, read from its document: head, signature, parts, citations, sums in the text; what it does not state stays empty."""

from __future__ import annotations

from functools import cache

import pytest

from scripts.ingest.draft import Draft, Mark
from scripts.ingest.grid import Cell, Document, Grid, Line, Place
from scripts.ingest.metadata import UnknownCommune, draft_metadata
from scripts.ingest.read_tables import Column, ReadTable, SetAside, Tables
from scripts.paths import Layout
from scripts.plans import Reference, load_reference
from scripts.tables import schemas

PLAN = "son-la/song-ma-04168/khcn-2026"
NOTHING = Tables((), (), ())
SHA = "0" * 64

HEAD = """\
ỦY BAN NHÂN DÂN
XÃ SÔNG MÃ
Số: 12/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sông Mã, ngày 05 tháng 01 năm 2026
KẾ HOẠCH
Hoạt động khoa học, công nghệ
xã Sông Mã năm 2026"""
END = """\
Nơi nhận:
- Như trên;
- Lưu: VT, An (05b).
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Mẫu"""


@cache
def reference() -> Reference:
    return load_reference(Layout())


def text(*parts: str, name: str = "ke-hoach.txt") -> Document:
    """A plain text: every line a Line, empty lines counted."""
    lines = "\n".join(parts).split("\n")
    blocks = tuple(Line(line, Place(None, number, number)) for number, line in enumerate(lines, start=1) if line.strip())
    return Document("text", name, SHA, blocks, lines=len(lines), source_lines=tuple(lines))


def drafted(document: Document, plan_id: str = PLAN, tables: Tables = NOTHING) -> Draft:
    return draft_metadata(plan_id, document, tables, reference())


def plan_of(draft: Draft) -> dict[str, str]:
    (row,) = draft.tables["plans"]
    return row


def asked(draft: Draft, table: str = "plans") -> dict[str, Mark]:
    return {mark.field: mark for mark in draft.marks if mark.table == table}


def test_a_whole_head_needs_no_question() -> None:
    """Number, place and date, issuer, title and signature as printed, each with its line; no marks."""
    draft = drafted(text(HEAD, "Căn cứ tình hình của xã;", "I. MỤC TIÊU", "1. Đạt chỉ tiêu.", END))
    row = plan_of(draft)
    assert row | {
        "commune_code": "04168", "topic_id": "khcn", "title": "KẾ HOẠCH Hoạt động khoa học, công nghệ xã Sông Mã năm 2026",
        "document_number_text": "Số: 12/KH-UBND", "document_number": "12/KH-UBND", "issued_on_text": "Sông Mã, ngày 05 tháng 01 năm 2026",
        "issued_on": "2026-01-05", "issuer_text": "ỦY BAN NHÂN DÂN XÃ SÔNG MÃ", "signer_name": "Nguyễn Văn Mẫu", "signer_position": "CHỦ TỊCH",
        "signing_authority": "TM", "signed_at": "", "period_from": "2026", "period_to": "2026", "stage": "issued", "replaces_text": "",
        "appendices_announced": "0", "appendices_present": "0", "document_number_line": "3", "issued_on_line": "6", "issuer_line": "1",
        "signer_line": "18", "signer_position_line": "17", "source_id": "S1", "source_page": "", "source_line_from": "7", "source_line_to": "9",
    } == row  # fmt: skip
    assert draft.marks == []
    assert list(row) == schemas()["plans"].columns


def test_a_blank_number_and_date_are_kept_as_printed() -> None:
    """They are filled in by hand: nothing is guessed and nobody is asked."""
    head = HEAD.replace("Số: 12/KH-UBND", "Số:       /KH-UBND").replace("ngày 05 tháng 01 năm", "ngày     tháng     năm")
    draft = drafted(text(head, "I. MỤC TIÊU", END))
    row = plan_of(draft)
    assert (row["document_number_text"], row["document_number"]) == ("Số: /KH-UBND", "")
    assert (row["issued_on_text"], row["issued_on"]) == ("Sông Mã, ngày tháng năm 2026", "")
    assert draft.marks == []


def test_dots_stand_for_a_blank() -> None:
    head = HEAD.replace("Số: 12/KH-UBND", "Số: ....../KH-UBND").replace("ngày 05 tháng 01 năm 2026", "ngày … tháng … năm 2026")
    row = plan_of(drafted(text(head, "I. MỤC TIÊU", END)))
    assert (row["document_number_text"], row["document_number"]) == ("Số: ....../KH-UBND", "")
    assert (row["issued_on_text"], row["issued_on"]) == ("Sông Mã, ngày … tháng … năm 2026", "")


def test_an_impossible_date_is_asked_about() -> None:
    draft = drafted(text(HEAD.replace("ngày 05 tháng 01", "ngày 31 tháng 02"), "I. MỤC TIÊU", END))
    assert plan_of(draft)["issued_on"] == ""
    assert "issued_on_text" in asked(draft)


@pytest.mark.parametrize(
    ("plan_id", "head", "issuer"),
    [
        ("ha-noi/ba-dinh-00004/khcn-2026", "ỦY BAN NHÂN DÂN\nPHƯỜNG BA ĐÌNH", "ỦY BAN NHÂN DÂN PHƯỜNG BA ĐÌNH"),
        ("ha-noi/ba-dinh-00004/khcn-2026", "UBND PHƯỜNG BA ĐÌNH", "UBND PHƯỜNG BA ĐÌNH"),
        ("ha-noi/ba-dinh-00004/khcn-2026", "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nPHƯỜNG BA ĐÌNH Độc lập – Tự do – Hạnh phúc",
         "ỦY BAN NHÂN DÂN PHƯỜNG BA ĐÌNH"),
        ("ha-noi/ba-dinh-00004/khcn-2026", "ỦY BAN NHÂN DÂN\nCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT\nPHƯỜNG BA ĐÌNH\nNAM\nĐộc lập - Tự do - Hạnh phúc",
         "ỦY BAN NHÂN DÂN PHƯỜNG BA ĐÌNH"),
    ],
)  # fmt: skip
def test_issuers_of_other_communes(plan_id: str, head: str, issuer: str) -> None:
    """On one line or two, beside the national motto or mixed with its lines."""
    body = "Số: 7/KH-UBND Ba Đình, ngày 13 tháng 8 năm 2025\nKẾ HOẠCH\nChuyển đổi số năm 2026\nI. MỤC TIÊU"
    draft = drafted(text(head, body, "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Thị Mẫu"), plan_id)
    row = plan_of(draft)
    assert row["issuer_text"] == issuer
    assert (row["document_number"], row["issued_on"], row["issued_on_text"]) == ("7/KH-UBND", "2025-08-13", "Ba Đình, ngày 13 tháng 8 năm 2025")
    assert (row["signing_authority"], row["signer_position"], row["signer_name"]) == ("KT", "PHÓ CHỦ TỊCH", "Trần Thị Mẫu")
    assert draft.marks == []


def test_a_special_zone() -> None:
    code, row = next((code, row) for code, row in reference().keyed["communes"].items() if row["kind"] == "đặc khu")
    province = reference().keyed["provinces"][row["province_code"]]
    head = HEAD.replace("XÃ SÔNG MÃ", f"ĐẶC KHU {row['name'].upper()}").replace("xã Sông Mã", row["full_name"])
    found = plan_of(drafted(text(head, "I. MỤC TIÊU", END), f"{province['slug']}/{row['slug']}-{code}/khcn-2026"))
    assert found["issuer_text"] == f"ỦY BAN NHÂN DÂN ĐẶC KHU {row['name'].upper()}"


def test_a_document_of_another_commune_is_asked_about() -> None:
    draft = drafted(text(HEAD.replace("SÔNG MÃ", "MẪU"), "I. MỤC TIÊU", END))
    assert asked(draft)["commune_code"].reading == "04168"


def test_a_folder_without_a_known_commune_is_refused() -> None:
    with pytest.raises(UnknownCommune, match="99999"):
        drafted(text(HEAD), "son-la/khong-co-99999/khcn-2026")


def test_the_letterhead_may_stand_in_the_middle_of_the_text() -> None:
    """As text taken from a PDF has it: the head follows a page of the body."""
    lines = HEAD.split("\n")
    draft = drafted(text(*lines[6:], "A. MỤC ĐÍCH", "Tiếp tục thực hiện tốt.", *lines[:6], "B. NỘI DUNG", END))
    row = plan_of(draft)
    assert (row["issuer_text"], row["document_number"], row["issuer_line"]) == ("ỦY BAN NHÂN DÂN XÃ SÔNG MÃ", "12/KH-UBND", "6")
    assert draft.marks == []


def test_without_a_letterhead_the_appendix_and_the_text_are_used_and_asked_about() -> None:
    """Number and date from "Kèm theo", the issuer from the sentence that issues the plan."""
    body = "KẾ HOẠCH\nChuyển đổi số năm 2026\n\n\n\nUBND xã Sông Mã ban hành kế hoạch như sau:\nI. MỤC TIÊU\n(Chi tiết tại Phụ lục I kèm theo)"
    draft = drafted(text(body, END, "PHỤ LỤC I", "CHỈ TIÊU NĂM 2026", "(Kèm theo Kế hoạch số      /KH-UBND ngày     /01/2026 của UBND xã)"))
    row = plan_of(draft)
    assert (row["document_number_text"], row["issued_on_text"], row["issuer_text"]) == ("Kế hoạch số /KH-UBND", "ngày /01/2026", "UBND xã Sông Mã")
    assert (row["document_number_line"], row["issuer_line"], row["appendices_line"]) == ("17", "6", "8")
    assert set(asked(draft)) == {"document_number_text", "issuer_text"}


def test_two_numbers_that_contradict_each_other_are_asked_about() -> None:
    draft = drafted(text(HEAD, "I. MỤC TIÊU", "(có Phụ lục I kèm theo)", END, "Phụ lục I", "(Kèm theo Kế hoạch số 21/KH-UBND ngày 05/01/2026)"))
    mark = asked(draft)["document_number_text"]
    assert (mark.reading, mark.second) == ("Số: 12/KH-UBND", "Kế hoạch số 21/KH-UBND")


def test_a_title_without_its_kind_is_asked_about() -> None:
    draft = drafted(text("Hoạt động khoa học, công nghệ", "xã Sông Mã năm 2026", "", "", "", "Thực hiện chỉ đạo của tỉnh, UBND xã Sông Mã ban hành:", "I. MỤC TIÊU", END))
    assert plan_of(draft)["title"] == "Hoạt động khoa học, công nghệ xã Sông Mã năm 2026"
    assert "title" in asked(draft)


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        (("KẾ HOẠCH HOẠT ĐỘNG KHOA HỌC NĂM 2026",), "KẾ HOẠCH HOẠT ĐỘNG KHOA HỌC NĂM 2026"),
        (("KẾ HOẠCH HOẠT ĐỘNG", "KHOA HỌC NĂM 2026"), "KẾ HOẠCH HOẠT ĐỘNG KHOA HỌC NĂM 2026"),
        (("KẾ HOẠCH Hoạt động khoa học", "xã Sông Mã năm 2026"), "KẾ HOẠCH Hoạt động khoa học xã Sông Mã năm 2026"),
        (("KẾ HOẠCH", "Thực hiện Nghị quyết 57-NQ/TW năm 2026"), "KẾ HOẠCH Thực hiện Nghị quyết 57-NQ/TW năm 2026"),
    ],
)
def test_a_title_on_the_line_of_its_kind_ends_before_the_first_basis(printed: tuple[str, ...], title: str) -> None:
    """Without an empty line between: what a document is based on is no part of its title, but a subject may begin as a basis does."""
    draft = drafted(text(*printed, "Thực hiện chỉ đạo của tỉnh, UBND xã Sông Mã ban hành:", "I. MỤC TIÊU", END))
    assert plan_of(draft)["title"] == title and "title" not in asked(draft)


def test_a_decision_is_no_plan_without_a_question() -> None:
    draft = drafted(text(HEAD.replace("KẾ HOẠCH", "QUYẾT ĐỊNH"), "Căn cứ tình hình;", "I. MỤC TIÊU", END))
    assert "không phải kế hoạch" in asked(draft)["title"].question


def test_a_draft_is_a_draft() -> None:
    draft = drafted(text("DỰ THẢO", HEAD, "I. MỤC TIÊU", END))
    assert plan_of(draft)["stage"] == "draft"
    assert asked(draft)["stage"].second == "issued"


def test_without_number_date_signature_and_stamp_the_stage_is_asked_about() -> None:
    draft = drafted(text("KẾ HOẠCH", "Chuyển đổi số xã Sông Mã năm 2026", "I. MỤC TIÊU"))
    assert (plan_of(draft)["stage"], plan_of(draft)["signer_name"]) == ("draft", "")
    assert {"stage", "signer_name", "issuer_text"} <= set(asked(draft))


def test_two_columns_on_one_line_name_the_signatory_and_ask() -> None:
    """The list of recipients may stand on the same lines; names in it are nobody's business."""
    end = "Nơi nhận: KT. CHỦ TỊCH\n- Như trên; PHÓ CHỦ TỊCH\n- Lưu: VT, Hoa (02b). Lê Thị Văn Mẫu"
    draft = drafted(text(HEAD, "I. MỤC TIÊU", end))
    row = plan_of(draft)
    assert (row["signing_authority"], row["signer_position"], row["signer_name"]) == ("KT", "PHÓ CHỦ TỊCH", "Lê Thị Văn Mẫu")
    assert "signer_name" in asked(draft)
    assert not any("Hoa" in cell for row in draft.tables["plans"] for cell in row.values())


def test_a_line_in_capitals_is_a_name_only_with_a_question() -> None:
    """A name may be printed in capitals; so may the title of the next table, where the name was left blank."""
    named = drafted(text(HEAD, "I. MỤC TIÊU", END.replace("Nguyễn Văn Mẫu", "NGUYỄN VĂN MẪU")))
    assert plan_of(named)["signer_name"] == "NGUYỄN VĂN MẪU"
    assert named.marks == []
    assert "signer_name" in asked(drafted(text(HEAD, "I. MỤC TIÊU", END.replace("Nguyễn Văn Mẫu", "DANH MỤC NHIỆM VỤ"))))


def test_a_name_without_an_office_is_asked_about() -> None:
    draft = drafted(text(HEAD, "I. MỤC TIÊU", "Nơi nhận:\n- Lưu: VT, Hoa (02b).\nLê Thị Mẫu"))
    assert (plan_of(draft)["signer_name"], plan_of(draft)["signer_position"]) == ("Lê Thị Mẫu", "")
    assert "signer_name" in asked(draft)


def test_the_earliest_stamp_is_the_time_of_signing() -> None:
    """Of those that the file states and those that the text prints, whatever their form and zone."""
    document = text(HEAD, "I. MỤC TIÊU", END, "Ký bởi: UBND xã", "2026-01-06T09:00:00+0700", "Thời gian ký: 06.01.2026 08:30:00 +07:00")
    assert plan_of(drafted(document))["signed_at"] == "2026-01-06T08:30:00+07:00"
    signed = Document("pdf", "a.pdf", SHA, (Line("KẾ HOẠCH", Place(1)),), pages=1, signed_at=("2026-01-05T23:00:00+00:00", "2026-01-07T00:00:00+07:00"))
    assert plan_of(drafted(signed))["signed_at"] == "2026-01-06T06:00:00+07:00"


def test_a_time_without_a_zone_is_asked_about() -> None:
    signed = Document("pdf", "a.pdf", SHA, (Line("KẾ HOẠCH", Place(1)),), pages=1, signed_at=("2026-01-05T23:00:00",))
    draft = drafted(signed)
    assert plan_of(draft)["signed_at"] == ""
    assert "signed_at" in asked(draft)


@pytest.mark.parametrize(
    ("title", "period", "questioned"),
    [
        ("Chuyển đổi số năm 2026", ("2026", "2026"), False),
        ("Phát triển khoa học giai đoạn 2026 - 2030", ("2026", "2030"), True),
        ("Phát triển khoa học năm 2026 và giai đoạn 2026-2030", ("2026", "2030"), True),
        ("Chuyển đổi số năm 2025", ("2025", "2025"), True),
        ("Thực hiện Kế hoạch số 142/KH-UBND ngày 04 tháng 6 năm 2025 của tỉnh", ("2026", "2026"), True),
    ],
)
def test_the_period_is_that_of_the_title(title: str, period: tuple[str, str], questioned: bool) -> None:
    """A date in a title is no period; several years, or another one than the folder's, are asked about."""
    draft = drafted(text(HEAD.replace("Hoạt động khoa học, công nghệ\nxã Sông Mã năm 2026", title), "I. MỤC TIÊU", END))
    assert (plan_of(draft)["period_from"], plan_of(draft)["period_to"]) == period
    within = title.endswith("2026 - 2030")
    assert ("period_from" in asked(draft)) is (questioned and not within)


def test_a_title_without_years_leaves_the_period_to_the_tables() -> None:
    """A result of the year before is no part of it."""
    columns = tuple(Column(at, "", role, years=(year, year)) for at, (role, year) in enumerate([("baseline", 2024), ("target", 2025), ("target", 2030)]))
    tables = Tables((ReadTable("targets", columns, (), (), Place()),), (), ())
    head = HEAD.replace("xã Sông Mã năm 2026", "xã Sông Mã")
    draft = drafted(text(head, "I. MỤC TIÊU", END), tables=tables)
    assert (plan_of(draft)["period_from"], plan_of(draft)["period_to"]) == ("2025", "2030")
    assert "period_from" in asked(draft)


def test_what_a_plan_replaces() -> None:
    body = "I. MỤC TIÊU\n1. Mở rộng.\nKế hoạch này thay thế Kế hoạch số\n47/KH-UBND ngày 19/9/2025 của UBND xã Sông Mã./."
    draft = drafted(text(HEAD, body, END))
    row = plan_of(draft)
    assert (row["replaces_text"], row["replaces_line"]) == ("Kế hoạch số 47/KH-UBND ngày 19/9/2025", "12")
    (citation,) = draft.tables["citations"]
    assert (citation["role"], citation["document_id"]) == ("replaced", "47-kh-ubnd-song-ma-2025")


def test_word_letterheads_are_grids() -> None:
    """In a Word file head and signature stand in tables without lines, set aside; a cell holds lines."""
    def grid(at: int, left: str, right: str) -> Grid:
        place = Place(None, at, at)
        cells = tuple(Cell(0, column, raw.replace("\n", " "), raw, place) for column, raw in enumerate((left, right)))
        return Grid(cells, 1, 2, place)

    head = grid(1, "ỦY BAN NHÂN DÂN\nXÃ SÔNG MÃ\nSố: 3/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSông Mã, ngày 02 tháng 3 năm 2026")
    end = grid(5, "Nơi nhận:\n- Lưu: VT.", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLê Văn Mẫu")
    lines = [Line(words, Place(None, at, at), bold) for at, words, bold in [(2, "KẾ HOẠCH", True), (3, "Chuyển đổi số năm 2026", True), (4, "UBND xã ban hành kế hoạch này.", False)]]
    document = Document("docx", "kh.docx", SHA, (head, *lines, end), lines=5)
    draft = drafted(document, tables=Tables((), (SetAside(head, "phần đầu"), SetAside(end, "phần ký")), ()))
    row = plan_of(draft)
    assert (row["issuer_text"], row["document_number"], row["issued_on"]) == ("ỦY BAN NHÂN DÂN XÃ SÔNG MÃ", "3/KH-UBND", "2026-03-02")
    assert (row["signer_name"], row["signing_authority"], row["signer_line"]) == ("Lê Văn Mẫu", "KT", "5")
    assert (row["title"], row["source_line_from"], row["source_line_to"]) == ("KẾ HOẠCH Chuyển đổi số năm 2026", "2", "3")
    assert draft.marks == []
    assert [(part["kind"], part["line_from"], part["line_to"]) for part in draft.tables["source_parts"]] == [("body", "1", "5")]
    (source,) = draft.tables["sources"]
    assert (source["source_id"], source["kind"], source["name"], source["lines"], source["pages"]) == ("S1", "docx", "kh.docx", "5", "")
