"""A document as bytes, read once and known by what it holds, not by its suffix. What cannot be read is refused here, with the way out."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from ..text import nfc
from . import limits
from .grid import Refused
from .office_file import OfficeFile
from .refusals import refused

NEEDED = "một tệp PDF, DOCX, XLSX, văn bản UTF-8 hoặc ảnh quét"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF_WITHIN = 1024
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"GIF87a", b"GIF89a")
# The root element of the main part says what an Office file is.
_ROOTS = {"document": "docx", "workbook": "xlsx"}
_OLD = "mở bằng Word, Excel hoặc LibreOffice rồi lưu thành {0} (Tệp > Lưu thành), sau đó đọc tệp {0} ấy"


@dataclass(frozen=True, slots=True)
class Opened:
    """A document that can be read: `kind` is pdf | docx | xlsx | text | image, `sha256` names exactly these bytes."""

    name: str
    data: bytes
    sha256: str
    kind: str


def open_document(path: Path) -> Opened:
    """Reads the file once. Raises Refused, in Vietnamese, for whatever no adapter reads."""
    name = nfc(path.name)
    data = _bytes(path, name)
    return Opened(name, data, hashlib.sha256(data).hexdigest(), kind_of(name, data))


def _bytes(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            if not stat.S_ISREG(before.st_mode):
                raise refused(name, "một thiết bị hoặc đường ống", NEEDED, "chép nội dung ra một tệp thường")
            if before.st_size > limits.BYTES:
                raise _too_large(name, before.st_size)
            data = file.read(limits.BYTES + 1)
            after = os.fstat(file.fileno())
        now = path.stat()
    except FileNotFoundError:
        raise refused(name, "không có tệp này", "đường dẫn tới một tệp có thật", "kiểm tra lại tên và thư mục của tệp") from None
    except IsADirectoryError:
        raise refused(name, "một thư mục", NEEDED, "ghi đường dẫn tới từng tệp trong thư mục ấy") from None
    except PermissionError:
        raise refused(name, "tệp không cho phép đọc", NEEDED, "cấp quyền đọc, hoặc đóng chương trình đang mở tệp") from None
    except OSError as error:
        raise refused(name, f"tệp không đọc được ({error.strerror})", NEEDED, "chép tệp ra chỗ khác rồi thử lại") from error
    if len(data) > limits.BYTES:
        raise _too_large(name, len(data))
    if len({(state.st_ino, state.st_size, state.st_mtime_ns) for state in (before, after, now)}) > 1 or len(data) != before.st_size:
        raise refused(name, "tệp bị sửa trong lúc đọc", "tệp đứng yên", "đóng chương trình đang mở tệp, chờ chép hoặc tải xong rồi thử lại")
    if not data:
        raise refused(name, "tệp rỗng (0 byte)", NEEDED, "tải hoặc chép lại tệp")
    return data


def _too_large(name: str, size: int) -> Refused:
    most = limits.BYTES // limits.MEGABYTE
    return refused(name, f"tệp {size / limits.MEGABYTE:.0f} MB", f"tệp không quá {most} MB", "giảm độ phân giải của ảnh quét hoặc tách tệp")


def is_image(data: bytes) -> bool:
    """Whether the bytes begin as those of a picture do."""
    return data.startswith(_IMAGES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def kind_of(name: str, data: bytes) -> str:
    """pdf | docx | xlsx | text | image, by content. Raises Refused for anything else."""
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    if data.startswith(_OLE):
        raise _old_office(name, data)
    if data.startswith(b"PK"):
        return _zipped(name, data)
    if is_image(data):
        return "image"
    if data.lstrip()[:5] == b"{\\rtf":
        raise refused(name, "tệp RTF", NEEDED, _OLD.format("DOCX"))
    return _text(name, data)


def _old_office(name: str, data: bytes) -> Refused:
    """Why a container of the old Office kind is not read: what its streams are called says what it is."""

    # Names of streams do not go by capitals: some programs write "WORKBOOK".
    small = data.lower()

    def holds(stream: str) -> bool:
        return stream.lower().encode("utf-16-le") in small

    if holds("DRMEncryptedDataSpace") or holds("DRMEncryptedTransform"):
        return refused(name, "tệp Office bị khóa quyền (DRM)", "tệp ai cũng mở được", "nhờ nơi ban hành gửi bản không khóa, hoặc lưu ra PDF")
    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        return refused(name, "tệp Office có mật khẩu", "tệp không đặt mật khẩu", "mở bằng mật khẩu, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ) rồi lưu lại")
    if holds("WordDocument"):
        return refused(name, "tệp Word kiểu cũ (.doc)", NEEDED, _OLD.format("DOCX"))
    if holds("Workbook") or holds("Book"):
        return refused(name, "tệp Excel kiểu cũ (.xls)", NEEDED, _OLD.format("XLSX"))
    return refused(name, "tệp Office kiểu cũ không rõ loại", NEEDED, _OLD.format("DOCX hoặc XLSX"))


def _zipped(name: str, data: bytes) -> str:
    file = OfficeFile(name, data)
    if "mimetype" in file and b"opendocument" in file.read("mimetype")[:100]:
        sheet = b"spreadsheet" in file.read("mimetype")[:100]
        raise refused(name, "tệp OpenDocument (.odt, .ods)", NEEDED, _OLD.format("XLSX" if sheet else "DOCX"))
    if "[Content_Types].xml" not in file:
        raise refused(name, "tệp nén (zip) không phải DOCX hay XLSX", NEEDED, "giải nén rồi đọc từng tệp bên trong")
    main = file.main()
    if main.endswith(".bin"):
        raise refused(name, "tệp Excel dạng nhị phân (.xlsb)", NEEDED, _OLD.format("XLSX"))
    root = file.xml(main).tag.rpartition("}")[2]
    if root not in _ROOTS:
        raise refused(name, f"tệp Office loại khác (“{root}”)", NEEDED, "lưu phần có bảng ra DOCX, XLSX hoặc PDF")
    return _ROOTS[root]


def _text(name: str, data: bytes) -> str:
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:500].lower()
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise refused(name, "văn bản mã UTF-16", "văn bản mã UTF-8", "mở bằng Notepad, chọn Lưu thành, mục Mã hóa chọn UTF-8")
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<table")):
        raise refused(name, "trang HTML (kể cả khi tên là .doc, .xls)", NEEDED, _OLD.format("DOCX hoặc XLSX"))
    if start.startswith(b"<?xml"):
        raise refused(name, "tệp XML", NEEDED, _OLD.format("DOCX hoặc XLSX"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = "tệp nhị phân không rõ loại" if _binary(data) else f"văn bản không phải mã UTF-8 (sai từ byte {error.start})"
        raise refused(name, found, NEEDED, "mở bằng chương trình đã tạo ra nó, lưu lại thành PDF, DOCX hoặc văn bản UTF-8") from None
    if _binary(data):
        raise refused(name, "tệp nhị phân không rõ loại", NEEDED, "lưu văn bản ra PDF, DOCX, XLSX hoặc văn bản UTF-8")
    if not text.strip():
        raise refused(name, "văn bản chỉ có khoảng trắng", NEEDED, "kiểm tra lại tệp")
    limits.at_most(name, "ký tự", len(text), limits.CHARACTERS)
    return "text"


def _binary(data: bytes) -> bool:
    """Control characters that no text holds (form feed, tab and line ends apart)."""
    return any(byte < 32 and byte not in b"\t\n\r\f\v\x1a\x1b" for byte in data[:100_000])
