"""A DOCX or XLSX as its parts: a zip that is judged before anything in it is unpacked, and XML without DTDs or network."""

from __future__ import annotations

import io
import itertools
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from . import limits
from .refusals import refused

RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_ZIP_HEADER = 30
_ENCRYPTED = 0x1
# Files saved as "Strict Open XML" use other names for the same things.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|spreadsheetml|drawingml|officeDocument)/(\w+)")
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_SAVE_AGAIN = "mở tệp bằng Word, Excel hoặc LibreOffice rồi lưu lại thành DOCX hay XLSX"


class OfficeFile:
    """The parts of a zip in memory. Raises Refused when it is broken, encrypted, too large unpacked, or built to mislead."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
            raise self._broken(str(error)) from error
        self._members = {info.filename: info for info in self._judged(self._zip.infolist(), len(data))}

    def _judged(self, members: list[zipfile.ZipInfo], size: int) -> list[zipfile.ZipInfo]:
        limits.at_most(self.name, "tệp con trong tệp nén", len(members), limits.MEMBERS)
        seen: set[str] = set()
        for member in members:
            if member.flag_bits & _ENCRYPTED:
                raise refused(self.name, "tệp nén có mật khẩu", "tệp không đặt mật khẩu", "mở tệp, bỏ mật khẩu rồi lưu lại")
            # Office compares names without regard to case: two such members are two documents in one.
            key = member.filename.casefold()
            if key in seen or not _plain(member.filename):
                raise self._broken(f"tên “{member.filename[:80]}” trùng hoặc không hợp lệ")
            seen.add(key)
            if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise self._broken(f"cách nén lạ ở “{member.filename}”")
        total = sum(member.file_size for member in members)
        if total > limits.UNPACKED or (total > limits.RATIO_FROM and total > limits.RATIO * size) or _overlapping(members):
            raise refused(
                self.name,
                f"tệp nén {size:,} byte mà mở ra {total:,} byte, giống tệp làm để gây treo máy".replace(",", "."),
                f"nhiều nhất {limits.UNPACKED // limits.MEGABYTE} MB khi mở ra và không quá {limits.RATIO} lần tệp nén",
                "kiểm tra nguồn của tệp; nếu tệp đúng thì bỏ hình ảnh, trang tính thừa rồi lưu lại",
            )
        return members

    def _broken(self, why: str) -> Exception:
        return refused(self.name, f"tệp nén hỏng ({why})", "tệp DOCX hoặc XLSX mở được", _SAVE_AGAIN)

    def __contains__(self, part: str) -> bool:
        return part in self._members

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._members))

    def read(self, part: str) -> bytes:
        """The bytes of one part, never more than limits.PART whatever the zip says about its size."""
        if part not in self._members:
            raise self._broken(f"thiếu phần “{part}”")
        try:
            with self._zip.open(self._members[part]) as file:
                data = file.read(limits.PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise self._broken(f"không mở được “{part}”: {error}") from error
        if len(data) > limits.PART:
            raise refused(
                self.name, f"phần “{part}” lớn hơn {limits.PART // limits.MEGABYTE} MB", "phần nhỏ hơn", "tách văn bản thành nhiều tệp"
            )
        return data

    def xml(self, part: str) -> etree._Element:
        """The root element of an XML part, with the names of the usual (transitional) form. Raises Refused for a DTD or broken XML."""
        data = self.read(part)
        self._refuse_dtd(part, data)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
        try:
            return etree.fromstring(_STRICT.sub(_usual, data), parser)
        except etree.XMLSyntaxError as error:
            raise self._broken(f"XML sai ở “{part}”: {error.msg}") from error

    def _refuse_dtd(self, part: str, data: bytes) -> None:
        declared = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
        encoding = declared[1].lower() if declared else b"utf-8"
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            data = data.decode("utf-16", errors="replace").encode()
        elif encoding not in (b"utf-8", b"us-ascii", b"ascii"):
            raise self._broken(f"mã chữ lạ “{encoding.decode()}” ở “{part}”")
        if b"\x00" in data or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise refused(
                self.name, f"khai báo DTD hoặc thực thể XML trong “{part}”", "tệp Office thường, không có khai báo ấy",
                f"kiểm tra nguồn của tệp; nếu tin được thì {_SAVE_AGAIN}",
            )  # fmt: skip

    def main(self) -> str:
        """The part that the whole file is about: its document or workbook."""
        found = self.related("", "officeDocument")
        if not found:
            raise self._broken("không có phần chính")
        return found[0]

    def related(self, part: str, kind: str) -> list[str]:
        """The parts that `part` ("" for the file) points to by a relation of this kind ("styles", "header"), in the order stated."""
        return [target for target, found in self.relations(part).values() if found == kind and target in self._members]

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Id -> (part, kind) of every relation inside the file."""
        folder, own = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{own}.rels")
        if rels not in self._members:
            return {}
        found = {}
        for relation in self.xml(rels).iter(f"{RELATIONS}Relationship"):
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/" + folder, relation.get("Target", ""))).lstrip("/")
                found[relation.get("Id", "")] = (target, relation.get("Type", "").rsplit("/", 1)[-1])
        return found


def integer(text: str | None, otherwise: int = 0) -> int:
    """A whole number of the file, or `otherwise`: attributes are hostile text."""
    try:
        return int(text or "")
    except ValueError:
        return otherwise


def _usual(match: re.Match[bytes]) -> bytes:
    return b"http://schemas.openxmlformats.org/%s/2006/%s" % (match[1], match[2])


def _plain(name: str) -> bool:
    return not (name.startswith("/") or "\\" in name or "\x00" in name or ".." in name.split("/") or len(name) > 300)


def _overlapping(members: list[zipfile.ZipInfo]) -> bool:
    """True when two members share bytes of the file: one compressed block that unpacks many times."""
    ordered = sorted(members, key=lambda member: member.header_offset)
    return any(
        first.header_offset + _ZIP_HEADER + len(first.orig_filename) + first.compress_size > second.header_offset
        for first, second in itertools.pairwise(ordered)
    )
