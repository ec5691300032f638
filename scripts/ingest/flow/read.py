"""A text without coordinates as a document. Pure."""

from __future__ import annotations

import re

from ...text import clean, nfc
from ..grid import Document, Grid, Line, Place, Refused
from .dialect import dialect
from .signs import sign_of_table
from .tables import Found, find_tables

# Marks without width, which a reader does not see and which part words; a no-break space is a space.
_UNSEEN = {**dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD)), 0x00A0: " "}
_STAMP = re.compile(r"\t+(20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9])(?:([+-][0-9]{2}):?([0-9]{2})|(Z))\s*")


def read_text(name: str, data: bytes, sha256: str) -> Document:
    """Its lines (split at "\\n", counted from 1), and each table as one Grid, its pages joined.

    Refused when the bytes are no UTF-8, or when tables were drawn in a way that cannot be read with certainty.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(f"{name}: không phải văn bản UTF-8 (byte thứ {error.start + 1} sai); hãy lưu lại tệp dưới dạng UTF-8.") from error
    # Windows ends its lines with two characters; the lines and their numbers are the same.
    lines = tuple(text.replace("\r\n", "\n").translate(_UNSEEN).split("\n"))
    seen = dialect(lines)
    tables: list[Found] = []
    unread: list[Line] = []
    remarks: list[str] = []
    if seen.known:
        tables, unread = find_tables(lines, name)
        remarks.append(f"Văn bản không có toạ độ; bảng được đọc theo dấu ngắt của bản trích ({seen.evidence}).")
    else:
        _refuse_tables(name, lines, seen.drawn, seen.evidence)
        remarks.append(f"Không rõ kiểu trích của văn bản ({seen.evidence}): chỉ đọc từng dòng, không đọc bảng.")
    remarks += [line.text for line in unread]
    for table in tables:
        remarks += table.remarks
    shown = tuple(nfc(line) for line in lines)
    count = len(lines) - (not lines[-1])
    return Document(
        "text", name, sha256, _blocks(shown, tables), lines=count, remarks=tuple(remarks), unread=tuple(unread),
        signed_at=tuple(stamp for line in lines if (stamp := _stamp(line))), source_lines=shown,
    )  # fmt: skip


def _refuse_tables(name: str, lines: tuple[str, ...], drawn: str, evidence: str) -> None:
    """Rows must not be lost without a word: a text of another kind that holds tables is not read at all."""
    found = sign_of_table(lines)
    if found or drawn:
        what = f"dòng {found} giống đầu một bảng" if found else f"có {drawn}"
        raise Refused(
            f"{name}: {what}, nhưng văn bản không thuộc kiểu trích đã biết ({evidence}), nên không thể chia ô cho chắc chắn. "
            "Hãy đưa tệp gốc (PDF, DOCX hoặc XLSX) thay cho bản văn bản này."
        )


def _stamp(line: str) -> str:
    match = _STAMP.fullmatch(line)
    return match[1] + (match[4] or f"{match[2]}:{match[3]}") if match else ""


def _blocks(lines: tuple[str, ...], tables: list[Found]) -> tuple[Line | Grid, ...]:
    inside = {line for table in tables for line in table.lines | table.taken_out}
    blocks: list[tuple[int, Line | Grid]] = [(table.grid.place.line_from or 0, table.grid) for table in tables]
    for number, line in enumerate(lines, start=1):
        if clean(line) and number not in inside:
            blocks.append((number, Line(clean(line), Place(None, number, number))))
    return tuple(block for _, block in sorted(blocks, key=lambda block: block[0]))


def unused_lines(document: Document) -> list[int]:
    """Lines with words that stand in no Line, no cell and no remark: always none, which a test proves."""
    used: set[int] = set()
    for block in document.blocks:
        places = [block.place] if isinstance(block, Line) else [cell.place for cell in block.cells]
        for place in places:
            if place.line_from:
                used |= set(range(place.line_from, (place.line_to or place.line_from) + 1))
    for remark in document.remarks:
        for first, last in re.findall(r"Dòng ([0-9]+)(?:–([0-9]+))?", remark):
            used |= set(range(int(first), int(last or first) + 1))
    return [number for number, line in enumerate(document.source_lines, start=1) if clean(line) and number not in used]
