"""Pages that are pictures give the cells that their rules draw; every cell with ink is asked about once, and nothing is read without the extra."""

from __future__ import annotations

import io
import os
import shutil
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from benchmarks.ingest import __main__ as benchmark
from benchmarks.ingest.scanning import write_scan
from scripts.ingest import image_pages, limits, scan_extra, scan_ocr
from scripts.ingest.draft import Draft
from scripts.ingest.grid import Box, Cell, Document, Doubt, Grid, Line, Place, Refused
from scripts.ingest.page_images import crop_png, pixels
from scripts.ingest.pictures import Pictures
from scripts.ingest.read_tables import Column, ReadRow, ReadTable, Tables
from scripts.ingest.reading import read_document
from scripts.ingest.scan_headings import mended_headings
from scripts.ingest.scan_letters import mended_letters
from scripts.ingest.scan_marks import picture_marks
from scripts.ingest.scan_numbers import counted
from scripts.ingest.tables import read_tables

pytest.importorskip("numpy", reason="phần đọc bản quét chưa cài: make scan")

from scripts.ingest.pdf_lattice import lattices  # noqa: E402
from scripts.ingest.scan import read_scan  # noqa: E402
from scripts.ingest.scan_cells import without_spare_borders  # noqa: E402
from scripts.ingest.scan_gaps import continued  # noqa: E402
from scripts.ingest.scan_ocr import Word  # noqa: E402
from scripts.ingest.scan_page import Sheet, image_sheet, ink, straightened  # noqa: E402
from scripts.ingest.scan_readings import best_of, looked, surer  # noqa: E402
from scripts.ingest.scan_rules import page_rules  # noqa: E402
from scripts.ingest.scan_signs import with_bars  # noqa: E402

A4 = (2480, 3508)
XS, YS = (300, 600, 1500, 2100), (400, 600, 800, 1000)
SHA = "0" * 64


def sheet_of(xs=XS, ys=YS, dots: int = 0, words: bool = True, gap: tuple[int, int] | None = None) -> Image.Image:
    """A page with a table; `dots`: level rules as dots this far apart; `gap`: where the level rules are broken."""
    page = Image.new("L", A4, 255)
    pen = ImageDraw.Draw(page)
    for y in ys:
        for x in range(xs[0], xs[-1], dots or 1):
            if not (gap and gap[0] <= x < gap[1]):
                pen.rectangle((x, y, x + (3 if dots else 1), y + 3), fill=0)
    for x in xs:
        pen.rectangle((x, ys[0], x + 3, ys[-1]), fill=0)
    if words:
        font = ImageFont.load_default(40)
        for row, y in enumerate(ys[:-1]):
            for column, x in enumerate(xs[:-1]):
                pen.text((x + 60, y + 70), f"r{row}c{column}", fill=0, font=font)
    return page


def shape(page: Image.Image) -> list[tuple[int, int, int]]:
    """Columns, rows and cells of each table found."""
    mask = ink(straightened(Sheet(1, page, 0.24)).picture)
    found = [without_spare_borders(one) for one in lattices(*page_rules(mask), lambda *_: False)]
    return [(len(one.xs) - 1, len(one.ys) - 1, len(one.regions)) for one in found]


def png(page: Image.Image, kind: str = "PNG", **how) -> bytes:
    file = io.BytesIO()
    page.save(file, kind, **how)
    return file.getvalue()


@pytest.fixture
def fake(tmp_path, monkeypatch):
    """A program called tesseract that reads "một" (or what it is told) in every picture."""

    def install(word: str = "một", languages: str = "vie\neng", sure: int = 87, body: str = "") -> None:
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        program = folder / "tesseract"
        program.write_text(
            "#!/bin/sh\n"
            f"case \"$1\" in --list-langs) printf 'List of languages:\\n{languages.replace(chr(10), chr(92) + 'n')}\\n'; exit 0;; esac\n"
            "case \"$*\" in *'--psm 0'*) exit 1;; esac\n"
            + (body or "n=0\nwhile read file; do n=$((n+1)); printf '5\\t%s\\t1\\t1\\t1\\t1\\t10\\t10\\t80\\t30\\t" + f"{sure}\\t{word}" + "\\n' $n; done < \"$1\"\n")
        )
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")

    return install


# Rules


def test_a_table_is_found_by_its_rules() -> None:
    """Three columns, three rows, nine cells; letters are no rules."""
    assert shape(sheet_of()) == [(3, 3, 9)]


@pytest.mark.parametrize("slant", [-2.0, -0.7, 1.3])
def test_a_slanted_page_is_straightened(slant: float) -> None:
    """A scanner takes paper in at an angle."""
    assert shape(sheet_of().rotate(slant, Image.Resampling.BICUBIC, fillcolor=255)) == [(3, 3, 9)]


def test_dotted_and_broken_rules_count() -> None:
    """Rows are often ruled by dots, and a faint scan breaks rules."""
    assert shape(sheet_of(dots=9)) == [(3, 3, 9)]
    assert shape(sheet_of(gap=(700, 708))) == [(3, 3, 9)]


def test_rules_that_make_no_table_are_asked_about(fake) -> None:
    """The last row of a table on a page of its own, with nothing below it: its words stand among the lines, and somebody has to look."""
    fake()
    page = Image.new("L", A4, 255)
    pen = ImageDraw.Draw(page)
    for x in XS[1:]:
        pen.rectangle((x, 400, x + 3, 560), fill=0)
    (line,) = read_scan("a.png", png(page), SHA).unread
    assert "Trang 1 có đường kẻ dọc" in line.text and line.place == Place(page=1)
    assert read_scan("a.png", png(sheet_of()), SHA).unread == ()


def test_a_heavy_rule_and_a_double_one_are_rules() -> None:
    """Word draws frames up to 3 points thick, and a scanner runs two lines into one."""
    page = sheet_of()
    pen = ImageDraw.Draw(page)
    for y in YS:
        pen.rectangle((XS[0], y, XS[-1], y + 11), fill=0)
    assert shape(page) == [(3, 3, 9)]


def test_a_dashed_rule_goes_on_where_it_is_short() -> None:
    """A low cell has few dashes of its own; the rest of the line tells what they are. A letter across the border of a merged cell is no rule."""
    page = sheet_of(words=False)
    pen = ImageDraw.Draw(page)
    for y in (460, 660):
        pen.rectangle((XS[0], y, XS[-1], y + 3), fill=0)
    for x in XS[1:-1]:
        for y in range(YS[0], YS[-1], 20):
            pen.rectangle((x - 4, y + 12, x + 8, y + 19), fill=255)
    dashed = ink(page)
    assert [(len(one.xs) - 1, len(one.regions)) for one in lattices(*continued(dashed, *page_rules(dashed)), lambda *_: False)] == [(3, 15)]
    pen.rectangle((590, 606, 610, 657), fill=255)
    pen.rectangle((600, 624, 604, 639), fill=0)
    merged = ink(page)
    assert [(len(one.xs) - 1, len(one.regions)) for one in lattices(*continued(merged, *page_rules(merged)), lambda *_: False)] == [(3, 14)]


def test_a_cell_merged_over_columns_stays_one() -> None:
    """A rule that is left out joins two cells."""
    page = sheet_of(words=False)
    ImageDraw.Draw(page).rectangle((590, 610, 610, 790), fill=255)
    assert shape(page) == [(3, 3, 8)]


def test_grey_paper_and_light_rules_are_read() -> None:
    """What is ink is told by the paper around it."""
    assert shape(sheet_of().point(lambda value: 130 + value // 4)) == [(3, 3, 9)]


def test_a_page_of_text_has_no_table() -> None:
    """Lines of letters are no rules however tight they stand."""
    page = Image.new("L", A4, 255)
    pen = ImageDraw.Draw(page)
    for y in range(300, 2000, 52):
        pen.text((200, y), "Mumble nominum communis " * 3, fill=0, font=ImageFont.load_default(46))
    assert shape(page) == []


def test_boxes_lead_back_to_the_page_as_shown() -> None:
    """A box on the straightened picture is where the cell stands on the slanted page, in points of that page."""
    page = sheet_of(words=False).rotate(-1.5, Image.Resampling.BICUBIC, fillcolor=255)
    straight = straightened(Sheet(1, page, 0.24))
    lattice = lattices(*page_rules(ink(straight.picture)), lambda *_: False)[0]
    box = straight.box(lattice.xs[0], lattice.ys[0], lattice.xs[-1], lattice.ys[-1])
    dark = page.point(lambda value: 255 if value < 128 else 0).getbbox()
    assert [box.x0, box.top, box.x1, box.bottom] == pytest.approx([edge * 0.24 for edge in dark], abs=12)
    turned_back = Sheet(1, page.transpose(Image.Transpose.ROTATE_270), 0.24, turn=90)
    assert turned_back.box(0, 0, 10, 20) == Box(1, 0.0, round(A4[1] * 0.24 - 10, 2), 20.0, round(A4[1] * 0.24, 2))


# Reading


def test_every_cell_with_text_is_asked_about_once(fake, tmp_path: Path) -> None:
    """How sure the program is stands in the question; the place is that of the cell."""
    fake()
    (tmp_path / "a.png").write_bytes(png(sheet_of()))
    document = read_document(tmp_path / "a.png")
    (grid,) = document.grids
    assert (document.kind, document.pages, document.scanned) == ("scan", 1, (1,))
    assert {(cell.text, cell.method, len(cell.doubts)) for cell in grid.cells} == {("một", "ocr", 1)}
    assert grid.cells[0].doubts[0].question == "Đọc từ ảnh, độ tin 87 %: “một” đúng chưa?"
    assert [block.text for block in document.blocks if isinstance(block, Line)] == ["một"]
    assert any("có thể sai" in remark for remark in document.remarks)


def test_ink_that_is_not_read_is_asked_about_and_blank_cells_are_not(fake) -> None:
    """An empty cell with a stroke in it may hold a value."""
    fake(body="exit 0\n")
    page = sheet_of(words=False)
    ImageDraw.Draw(page).text((700, 470), "≥", fill=0, font=ImageFont.load_default(60))
    (grid,) = read_scan("a.png", png(page), SHA).grids
    assert [(cell.column, [doubt.question for doubt in cell.doubts]) for cell in grid.cells if cell.doubts] == [
        (1, ["Ô có nét mực trên ảnh mà không đọc ra chữ nào; trong ô in gì?"])
    ]


def stamped(page: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    """The page in colour, with a stamp of red rings in the box; what is black below it stays black."""
    layer = Image.new("RGB", page.size, "white")
    pen = ImageDraw.Draw(layer)
    for inset in range(0, 180, 25):
        pen.ellipse((box[0] + inset, box[1] + inset, box[2] - inset, box[3] - inset), outline=(205, 32, 44), width=9)
    return ImageChops.multiply(page.convert("RGB"), layer)


def test_a_stamp_over_a_table_changes_none_of_its_cells(fake) -> None:
    """The rules below it are found; a cell that red ink touches says so, the others are as without it."""
    fake()
    (clean,), (grid,) = (read_scan("a.png", png(page), SHA).grids for page in (sheet_of(), stamped(sheet_of(), (280, 380, 740, 840))))
    assert grid.texts() == clean.texts()
    asked = {(cell.row, cell.column): cell.doubts[0].question for cell in grid.cells}
    assert "Nét đỏ" in asked[0, 0]
    assert "Nét đỏ" not in asked[2, 2]
    (remark,) = [remark for remark in read_scan("a.png", png(stamped(sheet_of(), (280, 380, 740, 840))), SHA).remarks if "mực đỏ" in remark]
    assert "Trang 1" in remark


@pytest.mark.parametrize(("sure", "text"), [(91, "một"), (31, "")])
def test_a_cell_with_red_ink_only_is_read_where_it_is_letters(fake, sure: int, text: str) -> None:
    """Red letters are read surely; a piece of a stamp is not, and is not put into a blank cell. Both are asked about."""
    fake(sure=sure)
    page = sheet_of(words=False)
    ImageDraw.Draw(page).text((XS[1] + 60, YS[0] + 70), "x", fill=0, font=ImageFont.load_default(40))
    page = page.convert("RGB")
    ImageDraw.Draw(page).text((XS[1] + 60, YS[1] + 70), "abc def", fill=(205, 32, 44), font=ImageFont.load_default(60))
    (grid,) = read_scan("a.png", png(page), SHA).grids
    (cell,) = [cell for cell in grid.cells if (cell.row, cell.column) == (1, 1)]
    assert cell.text == text
    assert "chỉ có mực đỏ, đọc ra “một”" in cell.doubts[0].question
    assert not next(cell for cell in grid.cells if (cell.row, cell.column) == (2, 2)).doubts


def test_a_page_printed_in_red_is_read(fake) -> None:
    """Its ink is no stamp."""
    fake()
    page = ImageChops.lighter(sheet_of().convert("RGB"), Image.new("RGB", A4, (190, 10, 20)))
    (grid,) = read_scan("a.png", png(page), SHA).grids
    assert (grid.rows, grid.columns) == (3, 3)
    assert not any("đỏ" in cell.doubts[0].question for cell in grid.cells)


def test_readings_that_differ_are_both_told(fake) -> None:
    """English, which tells figures apart better, reads 50 twice where Vietnamese reads 90: the majority stands, the other is told."""
    fake(body='case "$*" in *"-l eng"*) w=50;; *) w=90;; esac\nn=0\nwhile read f; do n=$((n+1)); printf \'5\\t%s\\t1\\t1\\t1\\t1\\t10\\t10\\t80\\t30\\t60\\t%s\\n\' $n $w; done < "$1"\n')
    (grid,) = read_scan("a.png", png(sheet_of()), SHA).grids
    assert {(cell.text, cell.doubts[0].second) for cell in grid.cells} == {("50", "90")}


@pytest.mark.parametrize(("read", "width", "text"), [("VỊ", 30, "VI"), ("Vv", 30, "V"), ("IIl", 30, "III"), ("11", 30, "11"), ("Vì", 200, "Vì"), ("IIII", 30, "IIII"), ("d", 30, "d")])
def test_a_roman_number_is_one_whatever_stroke_it_was_read_with(read: str, width: float, text: str) -> None:
    """In the narrow column of the numbers."""
    picture = Image.new("L", (60, 40), 255)
    (found,) = looked([picture], [width], lambda pictures, language: [[Word(read, 5, 5, 40, 30, (1, 1, 1), 80)] for _ in pictures])
    assert best_of(found)[0].text == text


@pytest.mark.parametrize(
    ("read", "mended"),
    [
        ("TỶ lệ thỦ tục cỦa hỢp tác xã", "Tỷ lệ thủ tục của hợp tác xã"), ("CƠ quan, đơn vị", "Cơ quan, đơn vị"), ("tờ Trình của UBND, VNeID, ĐMST", "tờ Trình của UBND, VNeID, ĐMST"),
        ("CƠ SỞ DỮ LIỆU", "CƠ SỞ DỮ LIỆU"), ("Lãnh đạo HĐND và KẾ hoạch", "Lãnh đạo HĐND và KẾ hoạch"), ("Quý IH/2026; Quý l/2027; quý Hội thi", "Quý III/2026; Quý I/2027; quý Hội thi"),
    ],
)  # fmt: skip
def test_letters_of_one_shape_are_what_can_stand_there(read: str, mended: str) -> None:
    """Where a capital or a stroke may be right it is left; no word is looked up."""
    assert mended_letters(read) == mended


def test_numbers_that_break_the_count_are_the_reading_that_goes_on_with_it() -> None:
    """Every cell was asked about and still is, once; without another reading the number stays."""
    read = [("I", "1"), ("1", ""), ("2", "Z"), ("5", "3"), ("II", "H"), ("1", ""), ("II", "III"), ("IV", ""), ("VI", "")]
    cells = counted([Cell(row, 0, text, method="ocr", doubts=(Doubt(f"“{text}” đúng chưa?", second),)) for row, (text, second) in enumerate(read)])
    assert [cell.text for cell in cells] == ["I", "1", "2", "3", "II", "1", "III", "IV", "VI"]
    assert [len(cell.doubts) for cell in cells] == [1] * len(read) and cells[3].doubts[0].second == "5"


def test_a_stroke_of_a_rule_is_no_text(fake) -> None:
    """It is asked about; a dash or a cross is text."""
    for word, text in (("/", ""), ("-", "-"), ("x", "x")):
        fake(word)
        (grid,) = read_scan("a.png", png(sheet_of()), SHA).grids
        assert {cell.text for cell in grid.cells} == {text} and all(len(cell.doubts) == 1 for cell in grid.cells)


def test_of_two_readings_of_a_text_each_word_is_the_surer_one() -> None:
    """A word that one look misread is taken from the other; neither is corrected by a list of words."""
    words = [Word(text, at * 50, 0, at * 50 + 40, 20, (1, 1, 1), sure) for at, (text, sure) in enumerate((("Phòng", 90), ("Kính", 40), ("tế", 95)))]
    others = [replace(word, text=text, sure=sure) for word, (text, sure) in zip(words, (("Phong", 50), ("Kinh", 80), ("tế", 90)))]
    assert [(word.text, word.sure) for word in surer(words, others)] == [("Phòng", 90), ("Kinh", 80), ("tế", 95)]


def test_a_reading_without_vietnamese_counts_only_for_what_has_none() -> None:
    """"d" is not taken for "đ", nor "Xa" for "Xã"; "II" is taken for "H", and the strokes of "Ill" are a Roman number."""
    def reader(native: str, foreign: str):
        return lambda pictures, language: [[Word(native if language == "vie" else foreign, 0, 0, 40, 20, (1, 1, 1), 80)] for _ in pictures]

    blank = Image.new("L", (100, 40), 255)
    best = [best_of(looked([blank], [100.0], reader(*both))[0])[0].text for both in (("đ", "d"), ("Xã", "Xa"), ("H", "II"), ("HI", "Ill"), ("1II", "1II"), (">15%", "215%"))]
    assert best == ["đ", "Xã", "II", "III", "III", ">15%"]


@pytest.mark.parametrize(("sign", "bar", "read"), [(">", True, "≥ 80%"), (">", False, "> 80%"), ("<", True, "≤ 80%"), ("=", True, "≥ 80%")])
def test_the_bar_below_a_sign_is_seen(sign: str, bar: bool, read: str) -> None:
    """The recognition has no letter for it, and a bound would be another one."""
    picture = Image.new("L", (200, 60), 255)
    pen = ImageDraw.Draw(picture)
    tip, back = (12, 38) if sign == "<" else (38, 12)
    pen.line([(back, 10), (tip, 22), (back, 34)], fill=0, width=4)
    if bar:
        pen.rectangle((11, 38, 40, 41), fill=0)
    assert with_bars(picture, Word(f"{sign} 80%", 5, 5, 190, 45, (1, 1, 1), 80)).text == read


def test_a_table_with_rules_between_its_rows_only_is_read(fake) -> None:
    """Its columns part where every row leaves white space; each cell asks whether it is one."""
    place = {(row, column): (XS[column] + 60, YS[row] + 70) for row in range(3) for column in range(3)}
    told = "".join(f"5\\t1\\t{row * 3 + column + 1}\\t1\\t1\\t1\\t{x}\\t{y}\\t120\\t40\\t90\\tmột\\n" for (row, column), (x, y) in place.items())
    fake(body=f"case \"$*\" in *'--psm 3'*) printf '{told}'; exit 0;; esac\nn=0\nwhile read file; do n=$((n+1)); printf '5\\t%s\\t1\\t1\\t1\\t1\\t10\\t10\\t80\\t30\\t87\\tmột\\n' $n; done < \"$1\"\n")
    page = sheet_of()
    pen = ImageDraw.Draw(page)
    for x in XS:
        pen.rectangle((x, YS[0] + 5, x + 3, YS[-1] - 2), fill=255)
    document = read_scan("a.png", png(page), SHA)
    (grid,) = document.grids
    assert (grid.rows, grid.columns, [block for block in document.blocks if isinstance(block, Line)]) == (3, 3, [])
    assert all("không khép kín" in cell.doubts[0].question for cell in grid.cells)
    assert any("không kẻ dọc" in remark for remark in document.remarks)


def test_pages_of_a_pdf_that_are_pictures_are_read_as_such(fake, tmp_path: Path) -> None:
    """What the reader of PDFs refuses for want of letters goes on here; the pieces for the review page are cut from it."""
    fake()
    data = png(sheet_of(), "PDF", resolution=300)
    (tmp_path / "a.pdf").write_bytes(data)
    document = read_document(tmp_path / "a.pdf")
    assert (document.kind, [(grid.rows, grid.columns) for grid in document.grids]) == ("scan", [(3, 3)])
    box = document.grids[0].cells[4].box
    assert (box.x0, box.top) == pytest.approx((144, 144), abs=1)
    assert pixels(crop_png(data, box, margin=0)) == pytest.approx((432, 96), abs=2)


def test_pieces_are_cut_from_an_image(fake) -> None:
    """The review page shows the cell of a picture too; a page that is not there is refused."""
    data = png(sheet_of())
    width, height = pixels(crop_png(data, Box(1, 144, 144, 360, 192), margin=0))
    assert (width, height) == pytest.approx((432, 96), abs=2)
    assert Pictures(data).address(Box(1, 144, 144, 360, 192)).startswith("data:image/png;base64,")
    with pytest.raises(Refused, match="không có trang 2"):
        crop_png(data, Box(2, 0, 0, 10, 10))


def test_frames_of_a_tiff_are_pages(fake) -> None:
    """A scanner writes all pages into one file."""
    fake()
    pages = [sheet_of(), sheet_of()]
    document = read_scan("a.tif", png(pages[0], "TIFF", save_all=True, append_images=pages[1:], compression="tiff_deflate"), SHA)
    assert [grid.place.page for grid in document.grids] == [1, 2]


def test_a_photo_is_read_at_the_size_of_the_paper() -> None:
    """Half the pixels of a scan are enlarged to the same letters."""
    sheet = image_sheet(sheet_of().reduce(2), 1)
    assert sheet.picture.size == A4
    assert sheet.box(0, 0, 595.2, 841.92).x1 == pytest.approx(595.2, abs=0.5)


# What is refused


def test_without_tesseract_it_is_said_what_to_install(monkeypatch, tmp_path: Path) -> None:
    """By an image, and by a PDF of images."""
    monkeypatch.setenv("PATH", str(tmp_path))
    for name, data in (("a.png", png(sheet_of())), ("a.pdf", png(sheet_of(), "PDF", resolution=300))):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(Refused, match="apt-get install tesseract-ocr tesseract-ocr-vie.*make scan"):
            read_document(tmp_path / name)


def test_without_vietnamese_or_numpy_it_is_said_too(fake, monkeypatch) -> None:
    """English alone would read Vietnamese without marks."""
    fake(languages="eng\\nosd")
    with pytest.raises(Refused, match=r"tiếng Việt \(vie\).*tesseract-ocr-vie"):
        scan_extra.require("a.png")
    monkeypatch.setattr(scan_extra, "find_spec", lambda name: None)
    with pytest.raises(Refused, match="numpy.*make scan|make scan.*numpy"):
        scan_extra.require("a.png")


def test_a_picture_made_to_fill_the_memory_is_refused(fake, monkeypatch) -> None:
    """By the size that it states, before it is unpacked; in a PDF too."""
    fake()
    monkeypatch.setattr(limits, "PIXELS", 1_000_000)
    for name, data in (("a.png", png(sheet_of())), ("a.pdf", png(sheet_of(), "PDF", resolution=300))):
        with pytest.raises(Refused, match="1.000.000 điểm"):
            read_scan(name, data, SHA)


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00", png(sheet_of())[:5000]], ids=["no picture", "cut off"])
def test_a_damaged_picture_is_refused(fake, data: bytes) -> None:
    """With what to do about it."""
    fake()
    with pytest.raises(Refused, match="ảnh hỏng"):
        read_scan("a.png", data, SHA)


def test_a_program_that_fails_or_hangs_is_refused(fake, monkeypatch) -> None:
    """Its own words are told; the time of one run is bounded."""
    fake(body="echo 'no memory' >&2; exit 3\n")
    with pytest.raises(Refused, match=r"báo lỗi \(no memory\)"):
        read_scan("a.png", png(sheet_of()), SHA)
    fake(body="sleep 5\n")
    monkeypatch.setattr(limits, "SCAN_CALL_SECONDS", 0.2)
    with pytest.raises(Refused, match="quá 0.2 giây"):
        read_scan("a.png", png(sheet_of()), SHA)


def test_pages_are_counted(fake, monkeypatch) -> None:
    """More than a plan can have are refused before the first is read."""
    fake()
    monkeypatch.setattr(limits, "SCANNED_PAGES", 1)
    pages = [sheet_of(), sheet_of()]
    with pytest.raises(Refused, match="hơn 1 trang quét"):
        next(image_pages.frames("a.tif", png(pages[0], "TIFF", save_all=True, append_images=pages[1:])))


# What is asked besides


def ocr(row: int, column: int, text: str) -> Cell:
    return Cell(row, column, text, text, Place(page=1), method="ocr", doubts=(Doubt(f"Đọc từ ảnh: “{text}” đúng chưa?"),))


def table(*rows: tuple[str, ...], widths=(1.0, 5.0, 3.0)) -> Grid:
    return Grid(tuple(ocr(at, column, text) for at, texts in enumerate(rows) for column, text in enumerate(texts)), len(rows), len(rows[0]), Place(page=1), widths=widths)


def test_a_heading_with_a_wrong_letter_is_mended_and_asked_about() -> None:
    """Its table is not lost for it; what was read is the second-best reading. Cells below the heading are left as read."""
    (grid,) = mended_headings([table(("Sft", "Nội dung nhiệm vụ", "Cơ quan chù trì", "Sản phẩm"), ("Sft", "Mở lớp", "Phòng Kinh tế", "Năm 2O26"), widths=(1.0, 5.0, 3.0, 2.0))])
    assert grid.texts() == [["STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Sản phẩm"], ["Sft", "Mở lớp", "Phòng Kinh tế", "Năm 2O26"]]
    assert [(doubt.question.startswith("Đọc từ ảnh được “Sft”"), doubt.second) for doubt in grid.cells[0].doubts] == [(True, "Sft")]


def test_one_heading_on_several_pages_is_one_heading() -> None:
    """A table is not torn in two because the repeated heading was read otherwise; years that differ are left as read."""
    body = (("1", "Mở lớp", "50%"), ("2", "Mua máy", "60%"))
    first, second, third = mended_headings([
        table(("STT", "Nội dung chỉ tiêu", "Kết quả năm 2025"), *body),
        table(("SIE", "Nội dụng chỉ tiều", "Kết quả năm 2025"), *body),
        table(("EE", "Nội dung chỉ tiêu", "Kết quả năm 2026"), *body),
    ])  # fmt: skip
    assert second.texts()[0] == first.texts()[0]
    assert third.texts()[0] == ["STT", "Nội dung chỉ tiêu", "Kết quả năm 2026"]
    assert [[doubt.second for doubt in cell.doubts] for cell in second.row(0)[:2]] == [["SIE"], ["Nội dụng chỉ tiều"]]


def test_a_narrow_column_of_numbers_is_one_whatever_was_read_over_it() -> None:
    """"Số" alone would be the heading of symbols; where symbols stand below, it is."""
    (numbers,) = mended_headings([table(("Số", "Nội dung nhiệm vụ", "Cơ quan chủ trì"), ("1", "Mở lớp", "Phòng Kinh tế"), ("2", "Mua máy", "Công an xã"))])
    (symbols,) = mended_headings([table(("Số", "Trích yếu", "Ngày ban hành"), ("12/KH-UBND", "Mở lớp", "02/7/2025"))])
    assert (numbers.texts()[0][0], numbers.cells[0].doubts[0].second) == ("STT", "Số")
    assert symbols.texts()[0][0] == "Số"


def test_a_heading_with_a_year_is_mended_but_its_year_is_not() -> None:
    """Marks that were lost are found again; the figure is the one that was read."""
    (grid,) = mended_headings([table(("STT", "Nội dung", "Dự toan kinh phi năm 2027"), ("1", "Mở lớp", "5"))])
    assert grid.texts()[0][2] == "Dự toán kinh phí năm 2027"
    assert grid.cells[2].doubts[0].second == "Dự toan kinh phi năm 2027"


def test_headings_and_kinds_of_rows_are_asked_about() -> None:
    """A heading misread is wrong in every row; a letter misread makes a section of a row."""
    document = Document("scan", "a.pdf", SHA, (table(("STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì"), ("I", "Đào tạo", ""), ("1", "Mở lớp", "Phòng Kinh tế")),), pages=1, scanned=(1,))
    (read,) = read_tables(document).read
    assert all(any(doubt.question.startswith("Tiêu đề cột: đọc từ ảnh") for doubt in column.doubts) for column in read.columns)
    assert [(row.kind, [doubt.question for doubt in row.doubts]) for row in read.rows] == [
        ("section", ["Dòng đọc từ ảnh này được hiểu là đề mục của các dòng dưới; đúng không?"]), ("row", []),
    ]  # fmt: skip


def test_a_row_numbered_as_sections_are_is_asked_about() -> None:
    """Strokes in its other cells make a row of it; the letter tells that it may be a section."""
    document = Document("scan", "a.pdf", SHA, (table(("STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì"), ("II", "Đào tạo", "_"), ("1", "Mở lớp", "Phòng Kinh tế")),), pages=1, scanned=(1,))
    (read,) = read_tables(document).read
    asked = "Dòng đọc từ ảnh này được hiểu là một dòng nội dung, không phải đề mục; đúng không?"
    assert [(row.kind, asked in [doubt.question for doubt in row.doubts]) for row in read.rows] == [("row", True), ("row", False)]


def test_rows_from_running_text_are_asked_about() -> None:
    """The head of the plan field by field, a citation once, and what stands over a table; a document with letters not at all."""
    draft = Draft("p", {
        "plans": [{"plan_id": "p", "title": "Kế hoạch", "signer_name": "Nguyễn Văn Mẫu", "source_page": "1"}],
        "citations": [{"plan_id": "p", "citation_id": "CC01", "symbol": "57-NQ/TW", "source_page": "1"}],
    })  # fmt: skip
    tables = Tables((ReadTable("tasks", (Column(0, "STT", "number"),), (ReadRow("row", (None,), Place(page=1)),), (Line("DANH MỤC"),), Place(page=1), "đồng"),), (), ())
    scan = Document("scan", "a.pdf", SHA, (), pages=1, scanned=(1,))
    marks = picture_marks(scan, tables, draft)
    assert [(mark.table, mark.field, mark.reading) for mark in marks[:3]] == [("plans", "title", "Kế hoạch"), ("plans", "signer_name", "Nguyễn Văn Mẫu"), ("citations", "", "57-NQ/TW")]
    assert "“DANH MỤC”, đơn vị “đồng”" in marks[3].question
    assert picture_marks(Document("pdf", "a.pdf", SHA, (), pages=1), tables, draft) == []


# The benchmark


def test_a_made_up_scan_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    """Its mistakes can be looked at again."""
    (tmp_path / "a.pdf").write_bytes(png(sheet_of(), "PDF", resolution=300))
    said = [write_scan(tmp_path / "a.pdf", 3, tmp_path / name) for name in ("b.pdf", "c.pdf")]
    assert said[0] == said[1]
    assert (tmp_path / "b.pdf").read_bytes() == (tmp_path / "c.pdf").read_bytes()


def test_without_tesseract_the_benchmark_says_so(monkeypatch, tmp_path: Path, capsys) -> None:
    """It measures nothing and claims nothing."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert benchmark.main(["--only", "scan", "--count", "1"]) == 0
    assert "Scans are left out: " in capsys.readouterr().err


# The real program


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="máy này chưa có tesseract: apt-get install tesseract-ocr tesseract-ocr-vie")
def test_the_real_program_reads_a_page() -> None:
    """Letters and figures as printed; each of them asked about."""
    try:
        scan_ocr.program("a.png")
    except Refused as refusal:
        pytest.skip(str(refusal))
    page = sheet_of(words=False)
    pen = ImageDraw.Draw(page)
    for row, texts in enumerate((("STT", "Noi dung", "Nam 2026"), ("1", "Mua may tinh", "250.000"), ("2", "Thue may in", "37.500"))):
        for column, text in enumerate(texts):
            pen.text((XS[column] + 60, YS[row] + 70), text, fill=0, font=ImageFont.load_default(46))
    (grid,) = read_scan("a.png", png(page), SHA).grids
    assert [row[2] for row in grid.texts()] == ["Nam 2026", "250.000", "37.500"]
    assert all(len(cell.doubts) == 1 for cell in grid.cells)
