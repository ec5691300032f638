"""What is asked about the signature block of a plan. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from . import signing
from .phrases import is_upper, starts
from .sheets import Sheets

_NO_SIGNER = "Không thấy họ tên người ký: văn bản có phần ký không?"
_SIGNED_LATER = "Phần lời văn không có phần ký; sau phụ lục có tên “{name}”: có phải người ký kế hoạch không?"
_ONLY_NAME = "Phần ký chỉ thấy họ tên, không thấy chức vụ: dòng này có đúng là người ký không?"
_BESIDE = "Họ tên người ký đứng chung dòng với nơi nhận: tách có đúng không?"
_CAPITALS = "Dòng chữ in hoa này có đúng là họ tên người ký không?"
_OTHER_NAMES = "Phần ký có hơn một tên: tên nào là người ký kế hoạch? Ký liên tịch thì ghi người ký của Ủy ban nhân dân."
_NO_POSITION = "Phần ký in “{printed}.” nhưng không thấy chức vụ người ký: văn bản có in không?"
_OTHER_AUTHORITY = "Phần ký in “{printed}.”: cột này chỉ nhận TM, KT nên bản nháp để trống; văn bản có in đúng như vậy không?"
_TIME = "Dấu thời gian ký số “{text}” không có múi giờ hoặc không đúng: ký lúc nào?"


def ask_signature(sheets: Sheets, signature: signing.Signature, later: signing.Signature, times: Sequence[str]) -> None:
    """A question for whatever the signature block leaves open. `later`: what stands after the appendices; `times`: stamps of digital signatures."""
    name, position = signature.name, signature.position
    if not name.text and later.block and later.name.text:
        sheets.ask("plans", "", "signer_name", _SIGNED_LATER.format(name=later.name.text), "", later.name.text, later.name.place)
    elif not name.text:
        sheets.ask("plans", "", "signer_name", _NO_SIGNER, place=position.place)
    elif signature.others:
        sheets.ask("plans", "", "signer_name", _OTHER_NAMES, name.text, signature.others[0], name.place)
    elif signature.beside:
        sheets.ask("plans", "", "signer_name", _BESIDE, name.text, place=name.place)
    elif is_upper(name.text) and not starts(name.text, "surname"):
        sheets.ask("plans", "", "signer_name", _CAPITALS, name.text, place=name.place)
    elif not signature.block:
        sheets.ask("plans", "", "signer_name", _ONLY_NAME, name.text, place=name.place)
    if signature.block and not position.text:
        sheets.ask("plans", "", "signer_position", _NO_POSITION.format(printed=signature.printed), place=name.place)
    if signature.printed and not signature.authority:
        sheets.ask("plans", "", "signing_authority", _OTHER_AUTHORITY.format(printed=signature.printed), place=position.place)
    for text in signing.unread(times):
        sheets.ask("plans", "", "signed_at", _TIME.format(text=text))
