"""The bytes of a PDF -> its pages, or a clear refusal; what the file says of signatures and notes. The edge to pdfminer's parser."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1

from . import limits
from .grid import Refused
from .pdf_unfolding import unfolding

PAGES = limits.PAGES
_FIELDS = 2_000
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(?:(Z|[+-])(?:(\d\d)'?(\d\d)?'?)?)?")
# pdfminer reports every oddity of a file as a warning; what matters here is said as a remark or a refusal.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


@dataclass(frozen=True)
class Opened:
    pages: list[PDFPage]
    remarks: list[str]
    signed_at: list[str]


def opened(name: str, data: bytes) -> Opened:
    """The pages of the file, at most PAGES. Refused: no PDF, damaged, a password, no pages, too many pages, streams that unfold without end."""
    if b"%PDF-" not in data[:1024]:
        raise Refused(f"{name}: không phải tệp PDF (thiếu dòng đầu %PDF-); hãy tải lại tệp")
    unfolding.reset()
    try:
        document = PDFDocument(PDFParser(BytesIO(data)), password="")
        pages = []
        for page in PDFPage.create_pages(document):
            pages.append(page)
            if len(pages) > PAGES:
                raise Refused(f"{name}: có hơn {PAGES} trang; cần tệp của một kế hoạch, không quá {PAGES} trang; hãy tách phần kế hoạch ra tệp riêng")
        said = resolve1(resolve1(document.catalog.get("Pages")).get("Count")) if pages else 0
        if isinstance(said, int) and said > len(pages):
            raise Refused(f"{name}: tệp ghi có {said} trang nhưng chỉ đọc được {len(pages)}; tệp hỏng; hãy tải lại, hoặc mở rồi in lại ra PDF")
        if not pages:
            raise Refused(f"{name}: không có trang nào đọc được; tệp có thể hỏng; hãy tải lại hoặc in lại ra PDF")
        remarks = ["Tệp có mật khẩu hạn chế sửa, in; vẫn đọc được chữ."] if document.encryption else []
        signed_at, notes = _form(document)
        return Opened(pages, remarks + notes + _annotations(pages), signed_at)
    except Refused as refusal:
        raise refusal if str(refusal).startswith(name) else Refused(f"{name}: {refusal}") from refusal
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise Refused(f"{name}: tệp đòi mật khẩu để mở; hãy mở bằng mật khẩu rồi in lại ra PDF không mật khẩu") from error
    except Exception as error:  # pdfminer raises errors of every kind on a damaged file
        raise broken(name, error) from error


def broken(name: str, error: BaseException, page: int | None = None) -> Refused:
    where = f", trang {page}" if page else ""
    return Refused(f"{name}{where}: tệp PDF hỏng, không đọc được ({type(error).__name__}); hãy tải lại tệp, hoặc mở rồi in lại ra PDF")


def _form(document: PDFDocument) -> tuple[list[str], list[str]]:
    """Times of signatures, and remarks on them."""
    form = resolve1(document.catalog.get("AcroForm")) or {}
    queue, seen, signed = list(resolve1(form.get("Fields")) or []) if isinstance(form, dict) else [], 0, []
    unsigned = 0
    while queue and seen < _FIELDS:
        seen += 1
        found = resolve1(queue.pop(0))
        if not isinstance(found, dict):
            continue
        queue += list(resolve1(found.get("Kids")) or [])
        kind, value = getattr(resolve1(found.get("FT")), "name", ""), resolve1(found.get("V"))
        if kind == "Sig":
            time = iso_time(_text(resolve1(value.get("M")))) if isinstance(value, dict) else ""
            signed += [time] if time else []
            unsigned += not time
    remarks = [f"Tệp có {len(signed)} chữ ký số, ký lúc {', '.join(signed)}; chữ ký chưa được kiểm tra."] if signed else []
    remarks += [f"Tệp có {unsigned} ô chữ ký số không ghi thời gian ký."] if unsigned else []
    return signed, remarks


def _annotations(pages: list[PDFPage]) -> list[str]:
    """A remark on notes and stamps laid over pages, which are no part of what is read."""
    found: dict[str, list[int]] = {}
    for number, page in enumerate(pages, 1):
        for note in (resolve1(page.annots) or [])[:_FIELDS]:
            note = resolve1(note)
            kind = getattr(resolve1(note.get("Subtype")), "name", "") if isinstance(note, dict) else ""
            if kind in ("FreeText", "Stamp", "Redact", "StrikeOut", "Caret", "Text") and number not in found.setdefault(kind, []):
                found[kind].append(number)
    return [f"Trang {', '.join(map(str, numbers))} có ghi chú hoặc dấu {kind} dán lên trên; không đọc, hãy xem trong tệp." for kind, numbers in sorted(found.items())]


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-16" if value[:2] in (b"\xfe\xff", b"\xff\xfe") else "latin-1", "replace")
    return value if isinstance(value, str) else ""


def iso_time(stamp: str) -> str:
    """A PDF date ("D:20251004093000+07'00'") in ISO 8601, "" when it is none."""
    match = _DATE.match(stamp)
    if not match:
        return ""
    year, month, day, hour, minute, second, zone, ahead, minutes = match.groups()
    if not hour:
        return f"{year}-{month}-{day}"
    offset = "" if not zone else "Z" if zone == "Z" or not ahead else f"{zone}{ahead}:{minutes or '00'}"
    return f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{offset}"
