"""The parts of a document: running text and appendices, with bounds that the checks accept."""

from __future__ import annotations

from functools import cache

import pytest
from literal_plans import plan

from scripts.checks.parts import AppendixCount, RowOutsideParts, SourcePartOrder
from scripts.ingest.draft import Draft
from scripts.ingest.grid import Cell, Document, Grid, Line, Place
from scripts.ingest.metadata import draft_metadata
from scripts.ingest.read_tables import Tables
from scripts.paths import Layout
from scripts.plans import Reference, load_reference

PLAN = "son-la/song-ma-04168/khcn-2026"
BODY = "KẾ HOẠCH\nChuyển đổi số xã Sông Mã năm 2026\nI. MỤC TIÊU\n(Chi tiết tại Phụ lục I kèm theo)\n1. Xem Phụ lục II."


@cache
def reference() -> Reference:
    return load_reference(Layout())


def drafted(document: Document) -> Draft:
    return draft_metadata(PLAN, document, Tables((), (), ()), reference())


def text(words: str) -> Document:
    blocks = tuple(Line(line, Place(None, number, number)) for number, line in enumerate(words.split("\n"), start=1) if line.strip())
    return Document("text", "a.txt", "0" * 64, blocks, lines=words.count("\n") + 1)


def paged(*pages: str) -> Document:
    blocks = tuple(Line(line, Place(number)) for number, page in enumerate(pages, start=1) for line in page.split("\n"))
    return Document("pdf", "a.pdf", "0" * 64, blocks, pages=len(pages))


def parts(draft: Draft) -> list[tuple[str, str, str, str]]:
    return [(row["kind"], row["name"], row["line_from"] or row["page_from"], row["line_to"] or row["page_to"]) for row in draft.tables["source_parts"]]


def test_parts_of_a_text() -> None:
    """Each goes on to the line before the next; the last to the end, empty lines counted."""
    draft = drafted(text(f"{BODY}\n\nPhụ lục I\nCHỈ TIÊU\n\nPHỤ LỤC II: NHIỆM VỤ\nSTT\n"))
    assert parts(draft) == [("body", "Phần lời văn", "1", "6"), ("appendix", "Phụ lục I", "7", "9"), ("appendix", "Phụ lục II", "10", "12")]
    (row,) = draft.tables["plans"]
    assert (row["appendices_announced"], row["appendices_present"], row["appendices_line"]) == ("2", "2", "4")


def test_stamps_after_the_last_appendix_belong_to_no_part() -> None:
    draft = drafted(text(f"{BODY}\nPhụ lục I\nCHỈ TIÊU\nSTT\n\n2026-01-05T10:00:00+0700\nUBND XÃ SÔNG MÃ đã ký lên văn bản này!"))
    assert parts(draft)[-1] == ("appendix", "Phụ lục I", "6", "8")


def test_a_sentence_about_an_appendix_is_no_heading() -> None:
    """Wrapped lines may begin with the word."""
    draft = drafted(text("KẾ HOẠCH\nMẫu xã Sông Mã năm 2026\nI. TÌNH HÌNH\nXã ban hành văn bản (có\nPhụ lục 2 danh sách văn bản kèm theo)."))
    assert parts(draft) == [("body", "Phần lời văn", "1", "5")]
    row = draft.tables["plans"][0]
    # The audit finds that they differ and asks; asking here too would be asking twice.
    assert (row["appendices_announced"], row["appendices_present"]) == ("2", "0")
    assert not [mark for mark in draft.marks if mark.field == "appendices_announced"]


@pytest.mark.parametrize("heading", ["Phụ lục I", "PHỤ LỤC I", "Phụ lục I.", "Phụ lục số I", "PHỤ LỤC I - CHỈ TIÊU", "PHỤ LỤC I CHỈ TIÊU NĂM 2026", "Phụ lục I (tiếp theo)"])
def test_headings_of_appendices(heading: str) -> None:
    assert parts(drafted(text(f"{BODY}\n{heading}\nSTT")))[1][:2] == ("appendix", "Phụ lục I")


def test_an_appendix_without_a_number_has_its_word_for_a_name() -> None:
    """The letter with which its title begins is no number; tables inside an appendix are no appendices."""
    assert parts(drafted(text(f"{BODY}\nPHỤ LỤC CHỈ TIÊU NĂM 2026\nBiểu số 1\nSTT")))[1:] == [("appendix", "Phụ lục", "6", "8")]
    assert [name for _, name, _, _ in parts(drafted(text(f"{BODY}\nBiểu số 1\nSTT\nBiểu số 2\nSTT")))] == ["Phần lời văn", "Biểu số 1", "Biểu số 2"]


def test_a_heading_repeated_on_the_next_page_is_no_second_appendix() -> None:
    draft = drafted(paged(BODY, "Phụ lục I\nSTT", "Phụ lục I (tiếp)\nSTT", "Phụ lục II\nSTT"))
    assert parts(draft) == [("body", "Phần lời văn", "1", "1"), ("appendix", "Phụ lục I", "2", "3"), ("appendix", "Phụ lục II", "4", "4")]


def test_two_parts_on_one_page_satisfy_the_checks() -> None:
    """An appendix may begin in the middle of a page of a PDF."""
    draft = drafted(paged(f"{BODY}\nNơi nhận:\nPhụ lục I\nSTT", "Phụ lục II\nSTT"))
    assert parts(draft) == [("body", "Phần lời văn", "1", "1"), ("appendix", "Phụ lục I", "1", "1"), ("appendix", "Phụ lục II", "2", "2")]
    found = plan(**draft.tables)
    for rule in (SourcePartOrder(), AppendixCount(), RowOutsideParts()):
        assert list(rule.check_plan(found, reference())) == []


def test_a_workbook_of_appendices_has_no_running_text() -> None:
    """Its sheets are pages; one question says that the plan itself is missing, not one for each thing that it would state."""
    def grid(sheet: int) -> Grid:
        return Grid((Cell(0, 0, "STT", "STT", Place(sheet, 3, 3)),), 1, 1, Place(sheet, 3, 3))

    blocks = (Line("Phụ lục 1", Place(1, 1, 1)), grid(1), Line("Phụ lục 2", Place(2, 1, 1)), grid(2))
    draft = drafted(Document("xlsx", "a.xlsx", "0" * 64, blocks, pages=2))
    assert parts(draft) == [("appendix", "Phụ lục 1", "1", "1"), ("appendix", "Phụ lục 2", "2", "2")]
    assert {mark.field for mark in draft.marks if mark.table == "plans"} == {"title", "stage", "period_from", "commune_code"}


@pytest.mark.parametrize("wrapped", ["Phụ lục II.", "Phụ lục II"])
def test_the_end_of_a_sentence_is_no_heading(wrapped: str) -> None:
    """A line that is full goes on with the name of an appendix alone: its heading comes later."""
    lines = f"{BODY}\nKinh phí thực hiện là 560.000.000 đồng, số tiền chi tiết tại\n{wrapped}\nPhụ lục I\nSTT\nPhụ lục II\nSTT"
    draft = drafted(text(lines))
    assert parts(draft) == [("body", "Phần lời văn", "1", "7"), ("appendix", "Phụ lục I", "8", "9"), ("appendix", "Phụ lục II", "10", "11")]


def test_a_heading_inside_the_frame_of_its_table() -> None:
    """A title merged over the table is a heading; a cell that names an appendix is none."""
    top = Cell(0, 0, "PHỤ LỤC I CHỈ TIÊU (Kèm theo Kế hoạch số 1/KH-UBND)", "PHỤ LỤC I\nCHỈ TIÊU\n(Kèm theo Kế hoạch số 1/KH-UBND)", Place(None, 6, 6), column_span=2)
    cells = (top, Cell(1, 0, "STT", "STT", Place(None, 7, 7)), Cell(1, 1, "Phụ lục II", "Phụ lục II", Place(None, 7, 7)))
    document = Document("docx", "a.docx", "0" * 64, (*text(BODY).blocks, Grid(cells, 2, 2, Place(None, 6, 7))), lines=7)
    assert parts(drafted(document)) == [("body", "Phần lời văn", "1", "5"), ("appendix", "Phụ lục I", "6", "7")]


def test_an_unnumbered_appendix() -> None:
    """ "Có phụ lục kèm theo" announces one; where the document has several, they cannot be counted, and a person is asked."""
    body = BODY.replace("Phụ lục I kèm", "phụ lục kèm").replace("1. Xem Phụ lục II.", "")
    (row,) = drafted(text(f"{body}\nPHỤ LỤC\nSTT")).tables["plans"]
    assert (row["appendices_announced"], row["appendices_present"]) == ("1", "1")
    draft = drafted(text(f"{body}\nPHỤ LỤC I\nSTT\nPHỤ LỤC II\nSTT"))
    (row,) = draft.tables["plans"]
    assert (row["appendices_announced"], row["appendices_present"], row["appendices_line"]) == ("", "2", "4")
    assert "appendices_announced" in {mark.field for mark in draft.marks}
