"""What to ask about a printed figure that was read, or could not be: commas of English programs, sums of an unlikely size. Pure."""

from __future__ import annotations

import re

# "1,500" as a comma between thousands would be printed elsewhere.
_VALUE = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_AMOUNT = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
# A sum below this, or above what any commune has, is worth a look: the unit may be another one.
SMALL, LARGE = 1000, 10**12
_UNHELD = "Kho chỉ giữ số tiền viết thành một con số; văn bản in khác (như “2 tỷ 500 triệu”) thì xóa dòng này ở budget_amounts.csv và ghi lời in vào một dòng editorial của notices.csv."


def about_value(text: str) -> tuple[str, str] | None:
    """The question about a value and its second reading; None when there is none."""
    if _VALUE.fullmatch(text):
        return "Dấu phẩy trong giá trị này ngăn phần thập phân hay ngăn hàng nghìn?", text.replace(",", ".")
    return None


def about_amount(text: str, amount: int | None, unit: str) -> tuple[str, str] | None:
    """The same about a sum in dong, None when it was not read; `unit`: that of its table as printed, "" for none."""
    if _AMOUNT.fullmatch(text):
        return "Dấu phẩy trong số tiền này ngăn phần thập phân hay ngăn hàng nghìn?", text.replace(",", ".")
    if amount is None:
        return f"Không đọc được số tiền này (đơn vị của bảng: “{unit or 'không in'}”): so lại với văn bản. {_UNHELD}", ""
    if unit and 0 < amount < SMALL:
        return f"Số tiền dưới 1.000 đồng: đơn vị của bảng có đúng là “{unit}” không?", ""
    if unit and amount >= LARGE:
        return f"Số tiền từ 1.000 tỷ đồng trở lên: đơn vị của bảng có đúng là “{unit}” không?", ""
    return None
