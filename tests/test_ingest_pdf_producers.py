"""PDFs of other programs than the ones a commune usually has: layers, form fields, fonts that do not say what their letters are, drawn in other ways."""

from __future__ import annotations

from pdf_support import A4, TEXTS, WORDS, XS, YS, pdf, read, stream, table, text

# The first object after those of a file with one page.
FIRST = 8


def resources(more: str) -> str:
    """The resources of the page, with others beside the font."""
    return f"/Resources<</Font<</F1 3 0 R/F2 {FIRST} 0 R>>{more}>>"


def other(x: float, top: float, codes: str) -> str:
    """Letters of the font F2 by their codes in hexadecimal figures."""
    return f"BT /F2 10 Tf {x} {A4[1] - top} Td <{codes}> Tj ET "


def font(more: str, flags: int = 4) -> bytes:
    """A font of one byte a letter that is embedded in the file."""
    return f"<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Made/FirstChar 0/LastChar 255/Widths[{'500 ' * 256}]{more}/FontDescriptor<</Type/FontDescriptor/FontName/ABCDEF+Made/Flags {flags}/Ascent 800/Descent -200/FontBBox[0 -200 1000 800]/FontFile2 {FIRST + 1} 0 R>>>>".encode()


def questions(cell):
    return " ".join(doubt.question for doubt in cell.doubts)


def test_what_stands_on_a_layer_that_is_off_is_not_read_and_told():
    catalog = f"/OCProperties<</OCGs[{FIRST} 0 R {FIRST + 1} 0 R]/D<</OFF[{FIRST} 0 R]>>>>"
    layers = (b"<</Type/OCG/Name(Cu)>>", b"<</Type/OCG/Name(Moi)>>")
    drawn = "/OC /L1 BDC " + text(200, 145, "số cũ") + "EMC /OC /L2 BDC " + WORDS + "EMC "
    properties = f"/Resources<</Font<</F1 3 0 R>>/Properties<</L1 {FIRST} 0 R/L2 {FIRST + 1} 0 R>>>>"
    document = read(pdf(table(XS, YS) + drawn, page=properties, catalog=catalog, more=layers))
    assert document.grids[0].texts() == TEXTS
    assert "không hiện trên trang in" in document.remarks[0]


def test_a_layer_of_several_is_off_when_all_of_them_are():
    catalog = f"/OCProperties<</OCGs[{FIRST} 0 R]/D<</BaseState/OFF>>>>"
    layers = (b"<</Type/OCG/Name(Cu)>>", f"<</Type/OCMD/OCGs[{FIRST} 0 R]>>".encode())
    properties = f"/Resources<</Font<</F1 3 0 R>>/Properties<</M {FIRST + 1} 0 R>>>>"
    document = read(pdf(table(XS, YS) + WORDS + "/OC /M BDC " + text(200, 145, "số cũ") + "EMC ", page=properties, catalog=catalog, more=layers))
    assert document.grids[0].texts() == TEXTS


def test_a_filled_field_of_a_form_is_read_where_it_is_drawn():
    """The empty cell of the table holds a field; a ticked box beside it is told, since its cross is a sign without a meaning."""
    drawing = stream(b"BT /F1 10 Tf 2 5 Td <003900300025> Tj ET", "/Type/XObject/Subtype/Form/BBox[0 0 90 20]/Resources<</Font<</F1 3 0 R>>>>")
    field = f"<</Type/Annot/Subtype/Widget/FT/Tx/V(90%)/Rect[305 {A4[1] - 155} 395 {A4[1] - 135}]/AP<</N {FIRST + 2} 0 R>>>>".encode()
    box = b"<</Type/Annot/Subtype/Widget/FT/Btn/AS/Yes/Rect[10 10 20 20]>>"
    words = WORDS.replace(text(305, 145, "≥ 0,23%"), "")
    document = read(pdf(table(XS, YS) + words, page=f"/Annots[{FIRST} 0 R {FIRST + 1} 0 R]", more=(field, box, drawing)))
    assert document.grids[0].texts() == [TEXTS[0], [*TEXTS[1][:2], "90%"]]
    assert ["1 ô biểu mẫu" in line.text for line in document.unread] == [True]


def test_a_figure_is_cut_to_its_box_and_leaves_no_trace_of_its_own_place():
    """What stands outside the box of a figure is not shown; words after it stand where the page puts them."""
    inner = stream((text(20, 842 - 5, "trong") + text(200, 842 - 5, "ngoài")).encode(), "/Type/XObject/Subtype/Form/BBox[0 0 100 20]/Matrix[1 0 0 1 105 690]/Resources<</Font<</F1 3 0 R>>>>")
    words = text(55, 115, "1") + "/X Do " + text(305, 115, "sau")
    document = read(pdf(table(XS, YS) + words, page=f"/Resources<</Font<</F1 3 0 R>>/XObject<</X {FIRST} 0 R>>>>", more=(inner,)))
    assert document.grids[0].texts() == [["1", "", "sau"], ["", "trong", ""]]


def test_letters_that_only_a_guess_would_give_are_unread_and_asked():
    """An embedded font of signs without a table of its letters: code 31 need not be "1"."""
    drawn = table(XS, YS) + WORDS.replace(text(305, 145, "≥ 0,23%"), "") + other(305, 145, "3031")
    cells = read(pdf(drawn, page=resources(""), more=(font(""), stream(b"")))).grids[0].cells
    assert cells[-1].text == "��"
    assert "thiếu bảng mã" in questions(cells[-1])
    named = read(pdf(drawn, page=resources(""), more=(font("/Encoding/WinAnsiEncoding"), stream(b"")))).grids[0].cells
    assert named[-1].text == "01"


def test_a_letter_that_the_font_does_not_hold_is_unread_and_asked():
    """Programs print a box for it and write it as the code 0, which is no letter."""
    unicode = stream(b"1 beginbfchar\n<01> <0000>\nendbfchar\n1 beginbfchar\n<02> <0038>\nendbfchar\n")
    drawn = table(XS, YS) + WORDS.replace(text(305, 145, "≥ 0,23%"), "") + other(305, 145, "0102")
    cells = read(pdf(drawn, page=resources(""), more=(font(f"/ToUnicode {FIRST + 2} 0 R"), stream(b""), unicode))).grids[0].cells
    assert cells[-1].text == "�8"
    assert "thiếu bảng mã" in questions(cells[-1])


def test_names_of_letters_without_a_meaning_are_unread():
    drawn = table(XS, YS) + WORDS.replace(text(305, 145, "≥ 0,23%"), "") + other(305, 145, "4142")
    cells = read(pdf(drawn, page=resources(""), more=(font("/Encoding<</Differences[65/g12/seven]>>"), stream(b"")))).grids[0].cells
    assert cells[-1].text == "�7"
