"""Opening a document: known by its content, read once, and refused in words that say what to do."""

import io
import os
import time
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest

from scripts.ingest import limits, opening, reading
from scripts.ingest.grid import Cell, Document, Grid, Line, Refused
from scripts.ingest.languages_check import checked
from scripts.ingest.office_file import OfficeFile, integer

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def written(tmp_path: Path, name: str, data: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def zipped(members: dict[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return stream.getvalue()


def a_docx() -> bytes:
    stream = io.BytesIO()
    docx.Document().save(stream)
    return stream.getvalue()


def an_xlsx() -> bytes:
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    return stream.getvalue()


def changed_docx(part: str, content: bytes) -> bytes:
    """A good DOCX with one part replaced or added."""
    with zipfile.ZipFile(io.BytesIO(a_docx())) as file:
        members = {name: file.read(name) for name in file.namelist()}
    return zipped(members | {part: content})


@pytest.mark.parametrize(
    "name, data, kind",
    [
        ("a.txt", b"%PDF-1.7 ...", "pdf"),
        ("a.pdf", a_docx(), "docx"),
        ("a.docx", an_xlsx(), "xlsx"),
        ("a.bin", "Kế hoạch\nnăm 2026".encode(), "text"),
        ("a.txt", b"\xef\xbb\xbf" + "Kế hoạch\f".encode(), "text"),
        ("a.docx", b"\x89PNG\r\n\x1a\n\x00", "image"),
        ("a.jpg", b"\xff\xd8\xff\xe0\x00", "image"),
    ],
)
def test_the_kind_is_what_the_bytes_are(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    """The suffix is never asked."""
    opened = opening.open_document(written(tmp_path, name, data))
    assert (opened.name, opened.kind, opened.data, len(opened.sha256)) == (name, kind, data, 64)


@pytest.mark.parametrize(
    "data, words",
    [
        (b"", "tệp rỗng"),
        (b" \n\n ", "chỉ có khoảng trắng"),
        (OLE + "WordDocument".encode("utf-16-le"), "Word kiểu cũ"),
        (OLE + "Workbook".encode("utf-16-le"), "Excel kiểu cũ"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "có mật khẩu"),
        (OLE + "EncryptedPackage DRMEncryptedTransform".encode("utf-16-le"), "khóa quyền"),
        (OLE, "không rõ loại"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "HTML"),
        (b'<?xml version="1.0"?><Workbook/>', "tệp XML"),
        ("Kế hoạch".encode("utf-16"), "UTF-16"),
        ("Kế hoạch năm".encode("cp1258", "replace"), "không phải mã UTF-8"),
        (b"\x00\x01\x02\x03", "nhị phân"),
        (bytes(range(256)), "nhị phân"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), "OpenDocument"),
        (zipped({"a.txt": "a"}), "không phải DOCX hay XLSX"),
        (zipped({}), "không phải DOCX hay XLSX"),
        (b"PK\x03\x04 broken", "tệp nén hỏng"),
        (a_docx()[:-200], "tệp nén hỏng"),
    ],
)
def test_what_no_adapter_reads_is_refused_with_the_way_out(tmp_path: Path, data: bytes, words: str) -> None:
    """Each refusal names the file, what was found, what is needed and what to do."""
    with pytest.raises(Refused) as raised:
        opening.open_document(written(tmp_path, "kế hoạch.docx", data))
    message = str(raised.value)
    assert words in message
    assert message.startswith("kế hoạch.docx: tìm thấy ") and "; cần " in message and "; sửa: " in message


def test_missing_files_folders_and_large_files_are_refused(tmp_path: Path) -> None:
    """Nothing is read where nothing can be."""
    with pytest.raises(Refused, match="không có tệp này"):
        opening.open_document(tmp_path / "none.pdf")
    with pytest.raises(Refused, match="một thư mục"):
        opening.open_document(tmp_path)
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.truncate(limits.BYTES + 1)
    with pytest.raises(Refused, match="tệp không quá 60 MB"):
        opening.open_document(path)


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of one version and half of another is no document."""
    path = written(tmp_path, "a.txt", "Kế hoạch".encode())
    stat = os.fstat

    def growing(number: int) -> os.stat_result:
        with path.open("ab") as file:
            file.write(b"x")
        return stat(number)

    monkeypatch.setattr(opening.os, "fstat", growing)
    with pytest.raises(Refused, match="bị sửa trong lúc đọc"):
        opening.open_document(path)


def test_zip_bombs_are_refused_before_they_are_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the sizes that the zip states: too many members, too much in all, too much from too little."""
    bomb = zipped({"[Content_Types].xml": "<a/>", "word/media/a.bin": bytes(limits.RATIO_FROM + 1)})
    monkeypatch.setattr(OfficeFile, "read", None)
    with pytest.raises(Refused, match="treo máy"):
        opening.open_document(written(tmp_path, "a.docx", bomb))
    monkeypatch.setattr(limits, "MEMBERS", 3)
    with pytest.raises(Refused, match="hơn 3 tệp con"):
        opening.open_document(written(tmp_path, "b.docx", zipped({str(n): "" for n in range(4)})))


def test_a_zip_that_lies_about_a_size_gives_no_more_than_it_states(tmp_path: Path) -> None:
    """The true content is longer than the central directory says: the part is broken, not read on."""
    content = b"<a>" + bytes(200_000) + b"</a>"
    data = zipped({"[Content_Types].xml": content})
    lying = data.replace(len(content).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != data
    with pytest.raises(Refused, match="tệp nén hỏng"):
        OfficeFile("a.docx", lying).read("[Content_Types].xml")


@pytest.mark.parametrize("second", ["WORD/document.xml", "../document.xml", "/etc/passwd", "word\\document.xml"])
def test_members_that_mislead_are_refused(second: str) -> None:
    """Two members of one name, or names that leave the zip."""
    with pytest.raises(Refused, match="trùng hoặc không hợp lệ"):
        OfficeFile("a.docx", zipped({"word/document.xml": "<a/>", second: "<b/>"}))


def test_members_that_share_bytes_are_refused() -> None:
    """One compressed block named by two entries of the directory unpacks twice."""
    data = bytearray(zipped({"a": bytes(9), "b": bytes(9)}))
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 4)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    with pytest.raises(Refused, match="treo máy"):
        OfficeFile("a.docx", bytes(data))


@pytest.mark.parametrize(
    "content",
    [
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>',
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'.encode("utf-16"),
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
    ],
)
def test_xml_that_declares_entities_is_refused(tmp_path: Path, content: bytes) -> None:
    """In whatever encoding: no DTD is ever needed in an Office file."""
    with pytest.raises(Refused, match="DTD hoặc thực thể"):
        opening.open_document(written(tmp_path, "a.docx", changed_docx("word/document.xml", content)))


@pytest.mark.parametrize("content", [b"<w:document", b'<?xml version="1.0" encoding="utf-7"?><a/>', b"<a>" * 400 + b"</a>" * 400])
def test_broken_xml_is_refused(tmp_path: Path, content: bytes) -> None:
    """Not well-formed, in a strange encoding, or nested without end."""
    with pytest.raises(Refused, match="tệp nén hỏng"):
        opening.open_document(written(tmp_path, "a.docx", changed_docx("word/document.xml", content)))


@pytest.mark.parametrize("place", range(0, 2000, 23))
def test_damaged_bytes_end_in_a_refusal_or_do_no_harm(place: int) -> None:
    """Whatever the zip library makes of them."""
    data = bytearray(a_docx())
    where = -place - 1 if place % 2 else len(data) * place // 2000
    data[where] ^= 0xFF
    try:
        assert opening.kind_of("a.docx", bytes(data)) == "docx"
    except Refused as error:
        assert str(error).startswith("a.docx: tìm thấy ")


def test_whole_numbers_of_a_file_are_bounded() -> None:
    """Attributes are hostile text; some programs write decimals."""
    assert [integer(text, 7) for text in ("12", "-3", "4680.0", "1" * 400, "x", "", None, "१")] == [12, -3, 4680, 7, 7, 7, 7, 7]


def test_other_office_files_are_refused(tmp_path: Path) -> None:
    """A presentation has the same wrapping."""
    with pytest.raises(Refused, match="presentation"):
        opening.open_document(written(tmp_path, "a.pptx", changed_docx("word/document.xml", b"<presentation/>")))


def test_reading_ends_when_the_time_is_over() -> None:
    """The clock of the wall counts, and what was there before is there again."""
    with pytest.raises(Refused, match=r"quá 0.05 giây"), limits.bounded("a.pdf", seconds=0.05):
        time.sleep(5)
    with limits.bounded("a.pdf", seconds=5):
        pass


def test_reading_ends_when_the_memory_is_used_up() -> None:
    """An adapter that runs out of memory ends in a refusal too."""
    with pytest.raises(Refused, match="MB bộ nhớ"), limits.bounded("a.pdf"):
        raise MemoryError


def test_the_help_states_the_bounds() -> None:
    """The same numbers as in the code, written as Vietnamese writes them."""
    assert limits.HELP.startswith("Giới hạn: tệp tối đa 60 MB, 200 trang, 100.000 ô, 5.000.000 ký tự; đọc không quá 5 phút và 4 GB bộ nhớ. Bản quét")


def document(*texts: str) -> Document:
    cells = tuple(Cell(number, 0, text) for number, text in enumerate(texts))
    return Document("text", "a.txt", "0" * 64, (Line(texts[0]), Grid(cells, len(texts), 1)))


GOOD = "Ủy ban nhân dân xã giao Phòng Kinh tế chủ trì, phối hợp triển khai 100 m² nhà ở, hoàn thành trước ngày 30 tháng 6; giá, toán, quà, thuỷ, xoá; «Bình dân học vụ số» 5µm ·Windows®"


@pytest.mark.parametrize(
    "text, words",
    [
        ("Uû ban nh©n d©n x· ban hµnh kÕ ho¹ch ph¸t triÓn khoa häc c«ng nghÖ ®æi míi s¸ng t¹o", "TCVN3"),
        ("Uûy ban nhaân daân xaõ ban haønh keá hoaïch phaùt trieån khoa hoïc coâng ngheä ñoåi môùi", "VNI"),
        ("á»¦y ban nhÃ¢n dÃ¢n xÃ£ ban hÃ nh káº¿ hoáº¡ch phÃ¡t triá»ƒn", "vỡ mã"),
        ("The people's committee of the commune issues this plan for science and technology in the year two thousand twenty six", "tiếng Việt"),
        ("Uy ban nhan dan xa ban hanh ke hoach phat trien khoa hoc cong nghe va doi moi sang tao nam hai nghin", "tiếng Việt"),
    ],
)
def test_a_document_that_is_not_vietnamese_in_unicode_is_refused(text: str, words: str) -> None:
    """Old fonts, broken encodings, other languages, text without diacritics: the refusal says which."""
    with pytest.raises(Refused, match=words):
        checked(document(text))


def test_one_cell_in_an_old_font_is_asked_about() -> None:
    """The rest of the document stays as it is."""
    found = checked(document(GOOD, GOOD, "kÕ ho¹ch"))
    assert [bool(cell.doubts) for cell in found.grids[0].cells] == [False, False, True]


def test_good_text_is_left_alone() -> None:
    """Units with raised figures and both places of tone marks are no signs of old fonts."""
    assert checked(document(GOOD)) == document(GOOD)


def test_a_document_of_figures_is_remarked_not_refused() -> None:
    """A sheet of numbers says nothing about its language."""
    assert "chỉ có số" in checked(document("1.200", "85%")).remarks[0]
