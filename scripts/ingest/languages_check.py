"""Whether a document is Vietnamese in Unicode: old fonts (TCVN3, VNI), broken encodings and other languages are refused, one such cell is asked about. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from .grid import Cell, Document, Grid, Line
from .refusals import refused

_WORD = re.compile(r"[^\W\d_]+")
# Marks of encodings inside words. Superscript 2 and 3, degree and ordinal signs stand after letters in good text, so they are left out.
_SIGNS = {
    # "KÕ ho¹ch": vowels with tones are signs of Latin-1.
    # What may stand beside a word in good text (quotation marks, bullets, micro, trademarks) counts only inside one.
    "TCVN3 (.VnTime)": re.compile(r"[^\W\d_][¡-¦¨¬±´-¸¼-¾]|[¡-¦¨-ª¬-®±´¶¸¹¼-¾][^\W\d_]|[^\W\d_][«»][^\W\d_]"),
    # "Keá hoaïch": the vowel stands before its marks; none of these letters or pairs is Vietnamese.
    "VNI (VNI-Times)": re.compile(r"[A-Za-zÀ-ÿöñÖÑ]?[ïøûñöäåüëîÏØÛÑÖÄÅÜËÎ][A-Za-zÀ-ÿ]|[aAeEoO][âêÂÊåÅäÄüÜïÏûÛ]|[aA][éèêÉÈÊ]"),
}
# UTF-8 taken for Latin-1 ("Káº¿ hoáº¡ch"), or letters lost for good.
_BROKEN = re.compile(r"á[º»][\u0080-\u00bf\u2010-\u203a\u0152-\u0192\u02c6\u02dc\u20ac\u2122]|Ä[\u0080-\u0091\u2018\u2019\u0192]|Æ[°¡]|Ã[\u0080-\u00bf]|\ufffd")
# Letters that only Vietnamese writes: ă đ ơ ư, and every vowel with a hook, a dot below, or two marks.
_VIETNAMESE = re.compile(r"[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
# Shares of the words: from how many on a whole document is of the kind; from how many words on a share says anything.
_LEGACY, _FOREIGN, _FEW = 0.08, 0.08, 20
_ASK = "Chữ trong ô này giống phông {0} hoặc bị vỡ mã, không phải Unicode: đối chiếu với bản in rồi gõ lại."
# The same of a cell whose font says so.
OLD_FONT = "Chữ trong ô này gõ bằng phông cũ (như .VnTime, VNI-Times), không phải Unicode: đối chiếu với bản in rồi gõ lại."
_UNREAD = "\ufffd"
_COPIED = "in lại ra PDF từ tệp Word gốc; không có tệp gốc thì in ra giấy rồi quét, và đọc bản quét"
_CONVERT = "đổi văn bản sang Unicode bằng công cụ chuyển mã (như UniKey: Ctrl+Shift+F6), chọn phông Times New Roman, lưu lại rồi đọc lại"


def checked(document: Document) -> Document:
    """The document, doubts on cells in an old encoding. Raises Refused when it is in one as a whole, broken, or not Vietnamese."""
    text = "\n".join(_texts(document))
    words = _WORD.findall(text)
    count = max(len(words), 1)
    broken = _marked(_BROKEN, text)
    unread = [word for word in text.split() if _UNREAD in word]
    if len(unread) > 2 and len(unread) / max(len(text.split()), 1) > _LEGACY:
        raise refused(document.name, f"phông trong tệp không cho biết chữ nào là chữ nào ({len(unread)} từ không đọc được)", "chữ chép ra được từ tệp", _COPIED)
    if len(broken) > 2 and len(broken) / count > _LEGACY:
        raise refused(document.name, f"chữ bị vỡ mã, ví dụ “{broken[0]}”", "chữ Unicode đọc được", "xuất lại văn bản từ chương trình gốc, chọn mã UTF-8")
    for encoding, sign in _SIGNS.items():
        found = _marked(sign, text)
        if len(found) > 2 and len(found) / count > _LEGACY:
            raise refused(document.name, f"chữ gõ bằng phông cũ {encoding}, ví dụ “{found[0]}”", "chữ Unicode", _CONVERT)
    native = sum(1 for word in words if _VIETNAMESE.search(word))
    if len(words) >= _FEW and native / count < _FOREIGN:
        raise refused(
            document.name, f"{len(words)} chữ mà chỉ {native} chữ có dấu tiếng Việt", "văn bản tiếng Việt có dấu",
            "dùng bản tiếng Việt; nếu văn bản gõ không dấu thì lấy bản có dấu",
        )  # fmt: skip
    remarks = document.remarks
    if not native:
        remarks = (*remarks, "Văn bản hầu như không có chữ, chỉ có số: không kiểm tra được tiếng Việt.")
    return replace(document, blocks=tuple(_asked(block) for block in document.blocks), remarks=remarks)


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Line):
            yield block.text
        else:
            yield from (cell.text for cell in block.cells)


def _marked(sign: re.Pattern[str], text: str) -> list[str]:
    """The words in which a sign stands, as they are separated by spaces."""
    return [word for word in text.split() if sign.search(word)]


def _asked(block: Line | Grid) -> Line | Grid:
    return block if isinstance(block, Line) else replace(block, cells=tuple(map(_cell, block.cells)))


def _cell(cell: Cell) -> Cell:
    if any(doubt.question == OLD_FONT for doubt in cell.doubts):
        return cell
    for encoding, sign in (("lỗi", _BROKEN), *_SIGNS.items()):
        if sign.search(cell.text):
            return cell.doubting(_ASK.format(encoding))
    return cell
