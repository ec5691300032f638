"""Word documents: every cell as it is printed, and a question wherever it could be read in another way."""

import io
import re
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from scripts.ingest import docx_numbering, limits, symbols
from scripts.ingest.docx import read_docx
from scripts.ingest.grid import Document, Grid, Line, Refused
from scripts.ingest.languages_check import checked

NAMES = (
    nsdecls("w", "r", "m", "wp", "a", "pic")
    + ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
    + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def xml(text: str) -> Any:
    return parse_xml(re.sub(r"^<([\w:]+)", rf"<\1 {NAMES}", text))


def cell(content: str = "", properties: str = "") -> str:
    """One w:tc; plain text becomes a paragraph."""
    inside = content if content.startswith("<") else f"<w:p><w:r><w:t>{content}</w:t></w:r></w:p>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(each if each.startswith('<w:tc>') else cell(each) for each in cells)}</w:tr>"


def table(*rows: str, widths: tuple[int, ...] = ()) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def numbered(number: int, level: int = 0, text: str = "") -> str:
    return paragraph(run(text), properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def saved(*blocks: str, numbering: tuple[str, ...] = ()) -> bytes:
    """A DOCX with these blocks as its body."""
    document = docx.Document()
    for number, block in enumerate(blocks):
        document.element.body.insert(number, xml(block))
    if numbering:
        part = document.part.numbering_part.element
        for child in list(part):
            part.remove(child)
        for definition in numbering:
            part.append(xml(definition))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def read(*blocks: str, numbering: tuple[str, ...] = ()) -> Document:
    return read_docx("a.docx", saved(*blocks, numbering=numbering), "0" * 64)


def grid(document: Document) -> Grid:
    (found,) = document.grids
    return found


def asked(found: Grid) -> dict[str, list[str]]:
    """Text of a cell -> the second readings of its questions."""
    return {cell.text: [doubt.second for doubt in cell.doubts] for cell in found.cells if cell.doubts}


def test_a_plain_table_has_every_cell_once_and_no_question() -> None:
    """Equal neighbours stay two cells; places count paragraphs and rows."""
    found = read(
        paragraph(run("Phụ lục 1", "<w:b/>")),
        paragraph(),
        table(row("STT", "Cơ quan chủ trì", "Cơ quan phối hợp"), row("1", "Phòng Kinh tế", "Phòng Kinh tế"), widths=(500, 2000, 2000)),
        paragraph(run("Hết")),
    )
    assert grid(found).texts() == [["STT", "Cơ quan chủ trì", "Cơ quan phối hợp"], ["1", "Phòng Kinh tế", "Phòng Kinh tế"]]
    assert asked(grid(found)) == {} and found.remarks == ()
    assert [(line.text, line.place.line_from, line.bold) for line in found.blocks if isinstance(line, Line)] == [("Phụ lục 1", 1, True), ("Hết", 5, False)]
    assert [cell.place.line_from for cell in grid(found).cells] == [3, 3, 3, 4, 4, 4]
    assert (found.lines, found.pages, grid(found).widths) == (5, None, (500, 2000, 2000))


def test_merged_cells_are_one_cell_with_spans() -> None:
    """Downwards, sideways in both ways Word has of saying it, and both at once."""
    found = grid(
        read(
            table(
                row(cell("STT", '<w:vMerge w:val="restart"/>'), cell("Năm", '<w:gridSpan w:val="2"/>')),
                row(cell("", "<w:vMerge/>"), "2025", "2026"),
                row(cell("I", '<w:hMerge w:val="restart"/>'), cell("", '<w:hMerge w:val="continue"/>'), "x"),
                row("1", cell("A", '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>')),
                row("2", cell("", '<w:gridSpan w:val="2"/><w:vMerge w:val="continue"/>')),
            )
        )
    )
    spans = {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in found.cells}
    assert spans == {
        "STT": (0, 0, 2, 1), "Năm": (0, 1, 1, 2), "2025": (1, 1, 1, 1), "2026": (1, 2, 1, 1), "I": (2, 0, 1, 2), "x": (2, 2, 1, 1),
        "1": (3, 0, 1, 1), "A": (3, 1, 2, 2), "2": (4, 0, 1, 1),
    }  # fmt: skip


def test_columns_that_missed_each_other_by_a_hair_are_one() -> None:
    """A grid of five edges where a person sees three columns."""
    rows = (
        row(cell("STT"), cell("Tên", '<w:gridSpan w:val="2"/>'), cell("Số")),
        row(cell("1", '<w:gridSpan w:val="2"/>'), cell("A"), cell("5")),
    )
    found = grid(read(table(*rows, widths=(1000, 15, 3000, 1000))))
    assert found.texts() == [["STT", "Tên", "Số"], ["1", "A", "5"]]
    assert asked(found) == {}


def test_rows_that_begin_later_keep_their_columns() -> None:
    """w:gridBefore leaves columns out at the left."""
    found = grid(read(table(row("a", "b", "c"), row("d", "e", properties='<w:gridBefore w:val="1"/>'))))
    assert found.texts() == [["a", "b", "c"], ["", "d", "e"]]


def test_a_row_with_too_few_cells_is_read_by_its_widths_or_asked_about() -> None:
    """Without a word about merging only the widths can tell."""
    wide = row(cell("I", '<w:tcW w:w="1000" w:type="dxa"/>'), cell("Mục", '<w:tcW w:w="4000" w:type="dxa"/>'))
    found = grid(read(table(row("1", "A", "B"), wide, widths=(1000, 2000, 2000))))
    assert [(cell.text, cell.column_span, cell.doubts) for cell in found.row(1)] == [("I", 1, ()), ("Mục", 2, ())]
    found = grid(read(table(row("1", "A", "B"), row("I", "Mục"), widths=(1000, 2000, 2000))))
    assert [cell.text for cell in found.row(1)] == ["I", "Mục", ""] and list(asked(found)) == ["I"]


LISTS = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>'
    '<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2.%4."/></w:lvl></w:abstractNum>',
    '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="5"/><w:numFmt w:val="decimalZero"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>',
    '<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/><w:rPr><w:rFonts w:ascii="Symbol" '
    'w:hAnsi="Symbol"/></w:rPr></w:lvl></w:abstractNum>',
    '<w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="cardinalText"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>',
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="7"/></w:lvlOverride></w:num>',
    '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>',
    '<w:num w:numId="4"><w:abstractNumId w:val="3"/></w:num>',
    '<w:num w:numId="5"><w:abstractNumId w:val="4"/></w:num>',
)


def test_automatic_numbers_are_read_as_printed() -> None:
    """Levels count by themselves, deeper ones begin anew, a list of the same kind goes on or begins where it says."""
    steps = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 3), (2, 1), (2, 1), (1, 1), (3, 0), (3, 0)]
    found = grid(read(table(*(row(cell(numbered(*step)), "x") for step in steps)), numbering=LISTS))
    assert [texts[0] for texts in found.texts()] == ["I", "1", "2", "a)", "b)", "3", "a)", "II", "1", "2.1.1.", "7", "8", "9", "05", "06"]
    assert asked(found) == {}


def test_bullets_stand_before_their_lines() -> None:
    """The sign that the symbol font prints, each line by itself in the raw text."""
    found = grid(read(table(row("1", cell(numbered(4, 0, "một") + numbered(4, 0, "hai")))), numbering=LISTS))
    assert found.cells[1].raw == "• một\n• hai" and found.cells[1].text == "• một • hai"


def test_a_number_in_an_unknown_form_is_asked_about() -> None:
    """Numbers in words depend on the language of the machine."""
    found = grid(read(table(row(cell(numbered(5)), "x")), numbering=LISTS))
    assert list(asked(found)) == ["1"]


def test_numbering_by_style_and_restart_rules() -> None:
    """A style may carry the list; a level may never begin anew; a circle of styles ends."""
    document = docx.Document()
    styles = document.styles.element
    styles.append(xml('<w:style w:type="paragraph" w:styleId="Muc"><w:basedOn w:val="Vong"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'))
    styles.append(xml('<w:style w:type="paragraph" w:styleId="Vong"><w:basedOn w:val="Muc"/></w:style>'))
    part = document.part.numbering_part.element
    for child in list(part):
        part.remove(child)
    part.append(
        xml(
            '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
            '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlRestart w:val="0"/><w:pStyle w:val="Muc"/><w:lvlText w:val="%1.%2"/></w:lvl>'
            "</w:abstractNum>"
        )
    )
    part.append(xml('<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'))
    for number, block in enumerate((numbered(1), paragraph(properties='<w:pStyle w:val="Vong"/>'), numbered(1), paragraph(properties='<w:pStyle w:val="Muc"/>'))):
        document.element.body.insert(number, xml(block))
    stream = io.BytesIO()
    document.save(stream)
    assert [block.text for block in read_docx("a.docx", stream.getvalue(), "").blocks] == ["1.", "1.1", "2.", "2.2"]


def test_tracked_changes_are_read_as_accepted_and_asked_about() -> None:
    """The second reading is the text before the change; a deleted row is told, not dropped in silence; an added one is one question."""
    found = read(
        table(
            row("1", cell(paragraph(run("Chuyển đổi "), f"<w:ins>{run('số')}</w:ins>", "<w:del><w:r><w:delText>mới</w:delText></w:r></w:del>"))),
            row("2", "Bỏ", properties="<w:del/>"),
            row("3", "Thêm", properties="<w:ins/>"),
        )
    )
    assert grid(found).texts() == [["1", "Chuyển đổi số"], ["3", "Thêm"]]
    assert asked(grid(found)) == {"Chuyển đổi số": ["Chuyển đổi mới"], "3": [""]}
    whole = [cell(paragraph(f"<w:ins>{run(text)}</w:ins>")) for text in ("4", "Mới")]
    assert asked(grid(read(table(row("1", "Cũ"), row(*whole))))) == {"4": [""]}
    assert any("2 chỗ sửa" in remark for remark in found.remarks) and any("“2 | Bỏ”" in remark for remark in found.remarks)


@pytest.mark.parametrize(
    "content, text, seconds",
    [
        (paragraph(run("10 m"), run("2", '<w:vertAlign w:val="superscript"/>')), "10 m2", None),
        (paragraph(run("90%"), run("1", '<w:vertAlign w:val="superscript"/>')), "90%", ["90%1"]),
        (paragraph(run("Quý I", "<w:strike/>"), run(" Quý II")), "Quý I Quý II", ["Quý II"]),
        (paragraph(run("ubnd xã", "<w:caps/>")), "UBND XÃ", None),
        (paragraph(run("thấy"), run(" giấu", "<w:vanish/>")), "thấy", None),
        (paragraph('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', run(" 95%")), "≥ 95%", None),
        (paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'), "✓", None),
        (paragraph(run("\uf0a3 5", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>')), "≤ 5", None),
        (paragraph('<w:r><w:sym w:font="Lạ" w:char="F041"/></w:r>', run("5")), "\uf0415", [""]),
        (paragraph(run("a"), "<w:r><w:br/></w:r>", run("b"), "<w:r><w:tab/></w:r>", run("c"), "<w:r><w:noBreakHyphen/><w:softHyphen/></w:r>", run("d")), "a b c-d", None),
        (paragraph("<m:oMath><m:r><m:t>x = 5</m:t></m:r></m:oMath>"), "x = 5", None),
        (paragraph("<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"), "1/2", [""]),
        (paragraph('<w:fldSimple w:instr="SEQ a">' + run("7") + "</w:fldSimple>"), "7", None),
        (paragraph("<w:sdt><w:sdtPr/><w:sdtContent>" + run("trong hộp") + "</w:sdtContent></w:sdt>"), "trong hộp", None),
        (paragraph("<w:hyperlink>" + run("liên kết") + "</w:hyperlink>"), "liên kết", None),
        (paragraph('<w:r><w:drawing><a:blip/></w:drawing></w:r>', run("5")), "5", [""]),
        (paragraph(run("1")) + table(row("trong")) + paragraph(), "1 trong", [""]),
    ],
)
def test_what_a_cell_prints(content: str, text: str, seconds: list[str] | None) -> None:
    """Its text, and whether it is asked about, with the second reading."""
    found = grid(read(table(row("x", cell(content)))))
    assert (found.cells[1].text, asked(found).get(text)) == (text, seconds)


def test_a_field_shows_its_result_and_never_swallows_the_rest() -> None:
    """Instructions are not printed; a field without an end stops at its paragraph."""
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText> =SUM(ABOVE) </w:instrText></w:r>"
    whole = paragraph(char("begin"), code, char("separate"), run("12"), char("end"))
    found = grid(read(table(row(cell(whole), "a"), row(cell(paragraph(char("begin"), code, run("mất"))), "b"), row("c", "d"))))
    assert found.texts() == [["12", "a"], ["", "b"], ["c", "d"]]
    found = grid(read(table(row(cell(paragraph(char("begin"), "<w:r><w:instrText> LISTNUM </w:instrText></w:r>", char("end"))), "a"))))
    assert [len(each.doubts) for each in found.cells] == [1, 0]


def test_a_text_box_is_read_once() -> None:
    """Word writes it twice, for new and for old readers."""
    box = "<w:txbxContent>" + paragraph(run("khung")) + "</w:txbxContent>"
    both = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    found = read(paragraph(run("neo"), both), table(row("1", cell(paragraph(run("ô"), both)))))
    assert [line.text for line in found.blocks if isinstance(line, Line)] == ["neo", "khung"]
    assert grid(found).texts() == [["1", "ô khung"]] and list(asked(grid(found))) == ["ô khung"]


def test_a_table_inside_a_cell_is_a_table_of_its_own() -> None:
    """A frame of one cell is none: what is in it stands as if it were not there."""
    inner = table(row("a", "b"), row("c", "d"))
    found = read(table(row("1", cell(paragraph(run("xem")) + inner))), table(row(cell(paragraph(run("Đơn vị: đồng")) + inner))))
    assert [block.texts() if isinstance(block, Grid) else block.text for block in found.blocks] == [
        [["1", "xem"]], [["a", "b"], ["c", "d"]], "Đơn vị: đồng", [["a", "b"], ["c", "d"]],
    ]  # fmt: skip
    assert list(asked(found.grids[0])) == ["xem"]


def test_a_frame_of_several_rows_is_none_either() -> None:
    """A name in one row and the table itself in the next; a table of one column without tables inside stays a table."""
    inner = table(row("a", "b"), row("c", "d"))
    found = read(table(row(cell(paragraph(run("CHỈ TIÊU", "<w:b/>")))), row(cell(inner + paragraph()))), table(row("x"), row("y")))
    assert [block.texts() if isinstance(block, Grid) else (block.text, block.bold) for block in found.blocks] == [
        ("CHỈ TIÊU", True), [["a", "b"], ["c", "d"]], [["x"], ["y"]],
    ]  # fmt: skip
    assert not any(asked(each) for each in found.grids)


def test_the_lower_part_of_a_merged_cell_without_an_upper_one_is_read_and_asked_about() -> None:
    """Some programs leave it so when they cut a table in two."""
    found = read(table(row("1", cell("Phòng Kinh tế", "<w:vMerge/>")), row("2", cell("", "<w:vMerge/>")), row("3", "b")))
    assert grid(found).texts() == [["1", "Phòng Kinh tế"], ["2", ""], ["3", "b"]]
    assert [each.row_span for each in grid(found).cells if each.text == "Phòng Kinh tế"] == [2]
    assert list(asked(grid(found))) == ["Phòng Kinh tế"] and found.remarks == ()


@pytest.mark.parametrize(
    ("font", "typed", "text", "questions"),
    [
        ("Webdings", "a", "✓", 0),
        ("Wingdings 3", "p", "p", 1),
        (".VnTime", "Phßng Kinh tÕ", "Phßng Kinh tÕ", 1),
        (".VnTime", "Sè", "Sè", 1),
        (".VnTime", "Phòng Kinh tế", "Phòng Kinh tế", 0),
        (".VnTime", "LAN", "LAN", 0),
        ("VNI-Times", "soá", "soá", 1),
    ],
)
def test_the_font_says_what_letters_are(font: str, typed: str, text: str, questions: int) -> None:
    """Letters of a font of signs, or of a font before Unicode, are not what they look like; Unicode in such a font is."""
    found = read(table(row("1", cell(paragraph(run(typed, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'))), "b")))
    shown = grid(checked(found)).cells[1]
    assert (shown.text, len(shown.doubts)) == (text, questions)


def test_rows_and_tables_in_content_controls_are_read() -> None:
    """Whatever wraps them."""
    wrapped = f"<w:sdt><w:sdtPr/><w:sdtContent>{row('2', 'b')}</w:sdtContent></w:sdt>"
    found = read(f"<w:sdt><w:sdtPr/><w:sdtContent>{table(row('1', 'a'), wrapped)}</w:sdtContent></w:sdt>")
    assert grid(found).texts() == [["1", "a"], ["2", "b"]]


def test_what_is_hidden_or_covered_is_told() -> None:
    """A hidden row, text under a merged cell, columns typed with the Tab key: each leaves a remark."""
    found = read(
        table(row(cell("a", '<w:vMerge w:val="restart"/>'), "b"), row(cell("che", "<w:vMerge/>"), "c"), row("ẩn", "d", properties="<w:hidden/>")),
        *(paragraph(run("1"), "<w:r><w:tab/></w:r>", run("2"), "<w:r><w:tab/></w:r>", run("3")) for _ in range(3)),
    )
    assert grid(found).texts() == [["a", "b"], ["", "c"]]
    assert [any(word in remark for remark in found.remarks) for word in ("“che”", "bị ẩn", "phím Tab")] == [True, True, True]


def test_a_drop_cap_belongs_to_its_word() -> None:
    """Word keeps the large letter in a paragraph of its own."""
    found = read(paragraph(run("K"), properties='<w:framePr w:dropCap="drop"/>'), paragraph(run("ế hoạch")))
    assert [block.text for block in found.blocks] == ["Kế hoạch"]


def test_content_from_other_files_and_tables_too_wide_are_refused() -> None:
    """What is not in the file cannot be read; a span of a million columns is no table."""
    with pytest.raises(Refused, match="phần nhúng"):
        read('<w:altChunk r:id="x"/>')
    with pytest.raises(Refused, match="cột trong một bảng"):
        read(table(row(cell("a", f'<w:gridSpan w:val="{limits.COLUMNS * 10_000}"/>'), "b")))


def test_strict_files_are_read_like_the_others() -> None:
    """Word's “Strict Open XML” differs in the names of its elements only."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(table(row("1", "a"))))) as usual, zipfile.ZipFile(stream, "w") as strict:
        for name in usual.namelist():
            content = usual.read(name)
            for kind in (b"wordprocessingml", b"officeDocument"):
                content = content.replace(b"http://schemas.openxmlformats.org/%s/2006/" % kind, b"http://purl.oclc.org/ooxml/%s/" % kind)
            strict.writestr(name, content)
    assert grid(read_docx("a.docx", stream.getvalue(), "")).texts() == [["1", "a"]]


def test_letters_and_roman_numbers_count_as_word_does() -> None:
    """After z comes aa, then bb."""
    assert [docx_numbering.FORMATS["lowerLetter"](number) for number in (1, 26, 27, 28, 0)] == ["a", "z", "aa", "bb", ""]
    assert [docx_numbering.roman(number) for number in (4, 9, 14, 1990)] == ["iv", "ix", "xiv", "mcmxc"]


def test_letters_of_common_fonts_are_left_alone() -> None:
    """Only symbol fonts change what a letter means."""
    assert symbols.unfolded("≥ 5 m²", "Times New Roman") == ("≥ 5 m²", True)
    assert symbols.unfolded("\uf0b3", "Times New Roman") == ("\uf0b3", False)
