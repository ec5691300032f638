"""A PDF with text gives the cells that its rules draw, as printed; what is not certain is asked, what cannot be read is refused."""

from __future__ import annotations

import io
import itertools
import zlib

import pypdf
import pytest
from pdf_support import A4, TEXTS, WORDS, XS, YS, bar, line, pdf, read, stream, table, text

from scripts.ingest.grid import Box, Grid, Line, Refused
from scripts.ingest.page_images import crop_png, pixels
from scripts.ingest.pdf_edges import rules
from scripts.ingest.pdf_ink import Bar
from scripts.ingest.pdf_opening import iso_time
from scripts.ingest.syllables import is_syllable
from scripts.ingest.wraps import unwrapped


def test_cells_of_a_ruled_table_are_read_without_a_doubt():
    grid = read(pdf(table(XS, YS) + WORDS)).grids[0]
    assert grid.texts() == TEXTS
    assert [cell.doubts for cell in grid.cells] == [()] * 6
    assert (grid.rows, grid.columns, grid.place.page, grid.widths) == (2, 3, 1, (50.0, 200.0, 100.0))
    assert grid.cells[4].box == Box(1, 100, 130, 300, 160)
    assert {cell.method for cell in grid.cells} == {"ruled"}


def dotted(x0: float, y0: float, x1: float, y1: float) -> str:
    """Dots of half a point, one and a half points apart."""
    steps = int(max(x1 - x0, y1 - y0) / 1.5)
    return "".join(bar(x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps, 0.5, 0.5) for step in range(steps + 1))


@pytest.mark.parametrize(
    "drawn",
    [
        "".join(dotted(XS[0], y, XS[-1], y) for y in YS) + "".join(dotted(x, YS[0], x, YS[-1]) for x in XS),
        "".join(bar(XS[0], y, XS[-1] - XS[0], 0.7) for y in YS) + "".join(bar(x, YS[0], 0.7, YS[-1] - YS[0]) for x in XS),
        "[3 3] 0 d " + table(XS, YS),
        "".join(table([x - 1 for x in XS], ys) + table([x + 1 for x in XS], ys) for ys in ([y - 1 for y in YS], [y + 1 for y in YS])),
        "".join(f"{x0 + 1} {A4[1] - y1 + 1} {x1 - x0 - 2} {y1 - y0 - 2} re S " for y0, y1 in itertools.pairwise(YS) for x0, x1 in itertools.pairwise(XS)),
    ],
    ids=["dots", "filled bars", "dashes", "double lines", "a box for every cell"],
)
def test_every_way_to_draw_a_border_gives_the_same_cells(drawn):
    assert read(pdf(drawn + WORDS)).grids[0].texts() == TEXTS


def test_a_merged_cell_is_one_cell_with_spans():
    """Below the heading one row is merged over two columns, and the first column over two rows."""
    drawn = table([50, 400], [100, 130, 190]) + line(100, 100, 100, 190) + line(100, 160, 400, 160) + line(250, 100, 250, 130) + line(250, 160, 250, 190)
    words = text(55, 115, "A") + text(105, 115, "B") + text(255, 115, "C") + text(55, 160, "I") + text(105, 145, "Gop hai cot cua hang nay lai") + text(105, 175, "x")
    cells = read(pdf(drawn + words)).grids[0].cells
    assert [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in cells] == [
        (0, 0, 1, 1, "A"), (0, 1, 1, 1, "B"), (0, 2, 1, 1, "C"), (1, 0, 2, 1, "I"), (1, 1, 1, 2, "Gop hai cot cua hang nay lai"), (2, 1, 1, 1, "x"), (2, 2, 1, 1, "")
    ]  # fmt: skip


def test_the_sides_of_a_table_may_be_open():
    drawn = "".join(line(50, y, 400, y) for y in YS) + line(100, 100, 100, 160) + line(300, 100, 300, 160)
    assert read(pdf(drawn + WORDS)).grids[0].texts() == TEXTS


def test_underlines_strike_through_and_backgrounds_are_no_rules():
    extra = line(105, 146, 160, 146) + line(105, 142, 160, 142) + "0.8 g " + bar(100, 130, 200, 15) + "0 g "
    grid = read(pdf(extra + table(XS, YS) + WORDS)).grids[0]
    assert (grid.rows, grid.columns, grid.texts()) == (2, 3, TEXTS)


def test_one_box_is_no_table_and_its_text_stays_a_line():
    document = read(pdf(table([50, 300], [100, 130]) + text(55, 115, "Trong khung")))
    assert document.blocks == (Line("Trong khung", document.blocks[0].place),)


def test_blocks_come_from_the_top_and_pages_in_order():
    pages = [text(50, 80, "Phu luc") + table(XS, YS) + WORDS + text(50, 300, "Het trang"), text(50, 80, "Trang hai")]
    blocks = read(pdf(*pages)).blocks
    assert [block.text if isinstance(block, Line) else "bảng" for block in blocks] == ["Phu luc", "bảng", "Het trang", "Trang hai"]


def test_a_table_cut_by_the_page_break_says_so():
    tall = [60, 400, 790]
    first = text(50, 50, "Phu luc") + table(XS, tall) + text(105, 700, "Nua dau")
    second = text(295, 30, "2") + table(XS, [60, 90, 120]) + text(105, 75, "nua sau") + text(50, 150, "Het")
    one, two = read(pdf(first, second)).grids
    assert (one.cut_above, one.cut_below) == (False, True)
    assert (two.cut_above, two.cut_below) == (True, False)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_reads_the_same_and_its_boxes_are_those_of_the_page_as_shown(turn):
    grid = read(pdf(table(XS, YS) + WORDS, page=f"/Rotate {turn}")).grids[0]
    width, height = A4
    shown = {90: (height - 160, 100, height - 130, 300), 180: (width - 300, height - 160, width - 100, height - 130), 270: (130, width - 300, 160, width - 100)}
    assert grid.texts() == TEXTS
    assert grid.cells[4].box == Box(1, *shown[turn])


def test_boxes_count_from_the_corner_of_the_crop_box():
    grid = read(pdf(table(XS, YS) + WORDS, page="/CropBox[20 40 500 832]")).grids[0]
    assert grid.cells[4].box == Box(1, 80, 120, 280, 150)


def test_wrapped_lines_become_one_and_raw_keeps_them():
    words = text(105, 112, "Theo Nghị quyết số 57-") + text(105, 124, "NQ/TW của Bộ")
    cell = read(pdf(table(XS, [100, 130, 160]) + words)).grids[0].cells[1]
    assert (cell.text, cell.raw) == ("Theo Nghị quyết số 57-NQ/TW của Bộ", "Theo Nghị quyết số 57-\nNQ/TW của Bộ")


def test_a_heading_broken_in_a_narrow_column_is_whole_again():
    xs = [50, 68, 300]
    grid = read(pdf(table(xs, YS) + text(54, 112, "ST") + text(54, 124, "T") + text(75, 115, "Noi dung"))).grids[0]
    assert grid.texts()[0] == ["STT", "Noi dung"]


def test_two_words_in_a_narrow_column_stay_two():
    """Also when headings.csv knows them together: both are syllables, their joint is none."""
    cell = read(pdf(table([50, 84, 300], YS) + text(54, 112, "Hoàn") + text(54, 124, "thành"))).grids[0].cells[0]
    assert (cell.text, cell.doubts) == ("Hoàn thành", ())


def test_the_pieces_of_a_number_are_joined_however_many():
    cell = read(pdf(table([50, 80, 300], YS) + text(53, 108, "5.267") + text(53, 117, ".475.") + text(53, 126, "000"))).grids[0].cells[0]
    assert (cell.text, cell.doubts) == ("5.267.475.000", ())


@pytest.mark.parametrize(("pieces", "whole", "asked"), [(("1", "0"), "10", 1), (("1", "2"), "1 2", 1), (("12", "%"), "12%", 1)])
def test_a_short_number_that_may_be_broken_is_asked(pieces, whole, asked):
    cell = read(pdf(table([50, 68, 300], YS) + text(54, 112, pieces[0]) + text(54, 124, pieces[1]))).grids[0].cells[0]
    assert (cell.text, len(cell.doubts)) == (whole, asked)


@pytest.mark.parametrize(
    ("letters", "one"),
    [("Hoàn", True), ("thành", True), ("Hoànthành", False), ("nghiêng", True), ("QUỐC", True), ("gì", True), ("lượt", True), ("lươt", False), ("ST", False), ("hòá", False)],
)
def test_syllables_are_known_by_their_spelling(letters, one):
    assert is_syllable(letters) is one


def test_a_number_broken_in_a_narrow_column_is_joined_and_one_that_may_be_two_is_asked():
    xs = [50, 100, 300]
    sure = read(pdf(table(xs, YS) + text(53, 112, "5.267.475") + text(53, 124, ".000"))).grids[0].cells[0]
    asked = read(pdf(table(xs, YS) + text(53, 112, "12345678") + text(53, 124, "90"))).grids[0].cells[0]
    assert (sure.text, sure.doubts) == ("5.267.475.000", ())
    assert asked.text == "1234567890"
    assert [doubt.second for doubt in asked.doubts] == ["12345678 90"]


def test_a_word_over_a_rule_goes_whole_to_one_cell_and_both_are_asked():
    grid = read(pdf(table([50, 100, 300], YS) + text(83, 115, "12345678"))).grids[0]
    assert grid.texts()[0] == ["", "12345678"]
    assert all("12345678" in grid.cells[number].doubts[0].question for number in (0, 1))


def test_text_cut_at_the_edge_of_its_cell_is_whole_and_asked():
    clipped = f"q 50 {A4[1] - 130} 50 30 re W n " + text(55, 115, "123456789012") + "Q "
    cells = read(pdf(table([50, 100, 300], YS) + clipped)).grids[0].cells
    assert [cell.text for cell in cells[:2]] == ["123456789012", ""]
    assert "bị cắt" in cells[0].doubts[0].question


def test_text_that_ends_at_the_rule_may_have_been_cut_by_the_program():
    cells = read(pdf(table([50, 100, 300], YS) + text(55, 115, "123456789") + text(105, 115, "1"))).grids[0].cells
    assert ["chạm mép ô" in doubt.question for cell in cells for doubt in cell.doubts] == [True]


def test_a_small_raised_digit_after_a_number_is_not_part_of_it():
    cell = read(pdf(table(XS, YS) + text(105, 115, "100") + text(120, 111, "1", 6))).grids[0].cells[1]
    assert cell.text == "100¹"
    assert [doubt.second for doubt in cell.doubts] == ["1001"]


def test_decomposed_letters_become_composed():
    assert read(pdf(table(XS, YS) + text(105, 115, "Tie\u0302\u0301n"))).grids[0].cells[1].text == "Tiến"


def test_rows_and_columns_without_rules_are_asked_about():
    rows = text(60, 115, "1") + text(60, 135, "2") + text(105, 115, "Noi dung mot") + text(105, 135, "Noi dung hai")
    grid = read(pdf(table(XS, [100, 150, 180]) + rows)).grids[0]
    assert grid.texts()[:2] == [["1", "Noi dung mot", ""], ["2", "Noi dung hai", ""]]
    assert [cell.method == "words" for cell in grid.cells] == [True] * 6 + [False] * 3
    centred = text(60, 115, "1") + text(60, 135, "2") + text(105, 125, "Noi dung") + text(105, 140, "hai")
    cells = read(pdf(table(XS, [100, 150, 180]) + centred)).grids[0].cells
    assert all("nhiều hàng" in cell.doubts[-1].question for cell in cells[:2])
    columns = table(XS, [100, 130]) + table([50, 400], [130, 160]) + text(55, 145, "1") + text(200, 145, "Noi dung")
    merged = read(pdf(columns)).grids[0].cells[-1]
    assert "thiếu đường kẻ dọc" in merged.doubts[0].question


def test_a_table_without_rules_is_remarked_not_guessed():
    rows = "".join(text(50, top, str(top)) + text(150, top, "Noi dung") + text(300, top, "100") for top in (100, 120, 140, 160))
    document = read(pdf(rows))
    assert document.grids == []
    assert "bảng không kẻ khung (4 dòng" in document.unread[0].text


def test_slanting_and_invisible_text_is_left_out_with_a_remark():
    slanting = "BT /F1 60 Tf 0.7 0.7 -0.7 0.7 150 600 Tm <00440055> Tj ET "
    document = read(pdf(table(XS, YS) + WORDS + slanting + text(105, 150, "an", before="3 Tr")))
    assert document.grids[0].texts() == TEXTS
    assert [remark.split(",")[0] for remark in document.remarks] == ["Trang 1 có chữ viết chéo", "Trang 1 có 2 chữ không hiện trên trang in"]


def test_letters_without_a_code_table_are_shown_as_unreadable_and_asked():
    unknown = f"BT /F1 10 Tf 105 {A4[1] - 115} Td <F8000041> Tj ET "
    cell = read(pdf(table(XS, YS) + unknown)).grids[0].cells[1]
    assert cell.text == "\ufffdA"
    assert "bảng mã" in cell.doubts[0].question


def test_times_of_signatures_are_kept_as_the_file_states_them():
    form = "/AcroForm<</Fields[8 0 R]>>"
    field = b"<</FT/Sig/T(ky)/V<</Type/Sig/M(D:20251004093000+07'00')>>>>"
    document = read(pdf(text(50, 100, "Ke hoach"), catalog=form, more=(field,)))
    assert document.signed_at == ("2025-10-04T09:30:00+07:00",)
    assert "chưa được kiểm tra" in document.remarks[0]


@pytest.mark.parametrize(
    ("stamp", "time"),
    [("D:20251004093000+07'00'", "2025-10-04T09:30:00+07:00"), ("D:20251004093000Z", "2025-10-04T09:30:00Z"), ("D:20251004", "2025-10-04"), ("hôm qua", "")],
)
def test_pdf_dates(stamp, time):
    assert iso_time(stamp) == time


def rewritten(data: bytes, **password) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(**password)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_a_password_to_open_is_refused_and_one_against_changes_is_remarked():
    made = pdf(table(XS, YS) + WORDS)
    with pytest.raises(Refused, match="mật khẩu"):
        read(rewritten(made, user_password="mo", owner_password="chu", algorithm="AES-128"))
    document = read(rewritten(made, user_password="", owner_password="chu", algorithm="AES-128"))
    assert document.grids[0].texts() == TEXTS
    assert "mật khẩu" in document.remarks[0]


def bomb(size: int) -> bytes:
    return stream(zlib.compress(zlib.compress(b" " * size, 9), 9), "/Filter[/FlateDecode/FlateDecode]")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "không phải tệp PDF"),
        (b"%PDF-1.4\nrac", "hỏng"),
        (pdf(table(XS, YS) + WORDS)[:900], "hỏng|không có trang"),
        (pdf(), "không có trang nào"),
        (pdf("0 0 m"), "bản quét"),
        (pdf(*["0 0 m"] * 201), "hơn 200 trang"),
        (pdf("0 0 9 9 re f " * 40_001), "nét vẽ"),
        (pdf(text(1, 1, "a" * 60_001)), "hơn 60000 chữ"),
        (pdf(WORDS, size=(10**9, 10**9)), "khổ trang"),
        (pdf("", raw=bomb(70_000_000)), "bung ra quá lớn"),
        (pdf("", raw=bomb(7_000_000)), "lệnh vẽ"),
    ],
    ids=["empty", "garbage", "cut off", "no pages", "no text", "pages", "paths", "letters", "media box", "bomb", "operators"],
)
def test_what_cannot_be_read_is_refused_with_the_reason(data, said):
    with pytest.raises(Refused, match=said):
        read(data)


def test_the_same_bytes_give_the_same_document():
    data = pdf(table(XS, YS) + WORDS)
    assert read(data) == read(data)


def test_crops_are_small_and_the_same_every_time():
    data = pdf(table(XS, YS) + WORDS)
    box = read(data).grids[0].cells[4].box
    png = crop_png(data, box)
    assert png == crop_png(data, box)
    assert pixels(png) == (424, 84)
    with pytest.raises(Refused, match="trang 2"):
        crop_png(data, Box(2, 0, 0, 9, 9))


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["Nghị quyết số 57-", "NQ/TW"], "Nghị quyết số 57-NQ/TW"),
        (["142", "/KH-UBND"], "142/KH-UBND"),
        (["giai đoạn 2026-", "2030"], "giai đoạn 2026-2030"),
        (["Phòng Văn hóa -", "Xã hội"], "Phòng Văn hóa - Xã hội"),
        (["Phòng Văn hóa", "- Xã hội"], "Phòng Văn hóa - Xã hội"),
        (["4 lượt/ ", "năm"], "4 lượt/ năm"),
        (["lượt/", "năm"], "lượt/năm"),
        (["57\u00ad", "NQ/TW"], "57-NQ/TW"),
        (["Tie\u0302\u0301n", "", " độ "], "Tiến độ"),
        ([], ""),
    ],
)
def test_wraps_are_undone(lines, whole):
    assert unwrapped(lines) == whole


def test_far_fragments_are_no_rule():
    """Dots further apart than dashes are: bullets, not a border."""
    across, down = rules([Bar(x, 10, x + 1, 11) for x in range(0, 100, 20)])
    assert (across, down) == ([], [])


def test_grids_hold_every_cell_once():
    grid = read(pdf(table(XS, YS) + WORDS)).grids[0]
    assert isinstance(grid, Grid)
    assert sum(cell.row_span * cell.column_span for cell in grid.cells) == grid.rows * grid.columns


@pytest.mark.parametrize(
    ("lines", "second"),
    [
        (["Tối thiểu 4 lượt/", "năm"], "Tối thiểu 4 lượt/ năm"),
        (["đề tài, mô hình...", "về chuyển đổi số"], "đề tài, mô hình...về chuyển đổi số"),
        (["khoa học-", "công nghệ"], "khoa học- công nghệ"),
        (["Nghị quyết 57-", "NQ/TW"], None),
        (["Văn hóa -", "Xã hội"], None),
    ],
)
def test_a_wrap_that_may_hide_a_space_is_asked(lines, second):
    """After a stroke or dots before a small letter both ways of writing are usual; inside a symbol there is one."""
    words = "".join(text(53, 112 + 12 * number, line) for number, line in enumerate(lines))
    cell = read(pdf(table([50, 250, 300], [100, 130, 160]) + words)).grids[0].cells[0]
    assert [doubt.second for doubt in cell.doubts] == ([second] if second else [])
