"""Rows of budget_lines and budget_amounts for the sums that the running text names. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from ..numbers_vi import is_spaced
from .sheets import Sheets
from .totals import Sum, Unnamed

_DISAGREE = "Số tiền bằng số {figure} và bằng chữ “{words}” không khớp: giữ số như in; văn bản in sai, hay đọc sai?"
_UNREAD = "Số tiền bằng chữ “{words}” không đọc được thành số: so lại với {figure}."
_AMOUNT = "Số tiền “{figure}” không đọc thành một con số được, chưa ghi vào budget_amounts: so lại với văn bản; in đúng như vậy thì ghi lời in vào một dòng editorial của notices.csv."
_LOOSE = "Văn bản viết “{loose}”, bản nháp chỉ ghi con số: có đúng là số tiền của khoản này không?"
_SPACED = "Khoảng trống trong số “{figure}” ngăn hàng nghìn, hay đây là hai số?"
_NO_YEAR = "Khoản này không nêu năm và kế hoạch có nhiều năm: số tiền của năm nào? Chưa ghi vào budget_amounts."
_LABEL = "Khoản nêu trong câu văn ở đây là gì? Viết nhãn ngắn bằng lời của mình."
_STAGE = "Câu này nói tiền đã bố trí hoặc ước thực hiện: có đúng là khâu estimated_outturn không?"
_APPROVED = "Câu này nói kinh phí đã được giao hoặc phê duyệt: là số được duyệt (approved) hay vẫn là nhu cầu (requested)?"
_LEFT = "Lời văn nêu số tiền “{figure}” mà bản nháp chưa ghi: có phải một khoản kinh phí của kế hoạch không?"


def add_totals(sheets: Sheets, sums: Sequence[Sum], left: Sequence[Unnamed], years: tuple[int, int] | None) -> None:
    """The named sums as lines NS01, NS02, … of view total or task_group, parts under their total. `years`: the period of the plan."""
    ids = [f"NS{number:02}" for number in range(1, len(sums) + 1)]
    for line_id, one in zip(ids, sums):
        year = one.year or (years[0] if years and years[0] == years[1] else None)
        name = f"{one.label[:1].upper()}{one.label[1:]}" + (f" năm {year}" if one.parent is None and one.view == "total" and year else "")
        sheets.add(
            "budget_lines", one.place, line_id=line_id, view=one.view, parent_id=ids[one.parent] if one.parent is not None else "", name=name,
            expenditure=one.expenditure, reading="doubtful" if one.doubtful else "certain",
        )  # fmt: skip
        if one.doubtful:
            sheets.ask("budget_lines", line_id, "name", _LABEL, name, place=one.place)
        _amount(sheets, line_id, one, year)
    for one in left:
        sheets.ask("budget_lines", "", "", _LEFT.format(figure=one.figure), place=one.place)


def _amount(sheets: Sheets, line_id: str, one: Sum, year: int | None) -> None:
    if one.amount is None:
        sheets.ask("budget_lines", line_id, "", _AMOUNT.format(figure=one.figure), place=one.place)
        return
    if year is None:
        sheets.ask("budget_lines", line_id, "", _NO_YEAR, one.figure, place=one.place)
        return
    stage = "estimated_outturn" if one.outturn else "requested"
    row_id = f"{line_id}:{year}:{stage}"
    sheets.add(
        "budget_amounts", line_id=line_id, fiscal_year=year, stage=stage, amount_text=one.figure, amount_words=one.words, amount=one.amount
    )
    if one.outturn:
        sheets.ask("budget_amounts", row_id, "stage", _STAGE, stage, "requested", one.place)
    elif one.approved:
        sheets.ask("budget_amounts", row_id, "stage", _APPROVED, stage, "approved", one.place)
    if one.loose:
        sheets.ask("budget_amounts", row_id, "amount_text", _LOOSE.format(loose=one.loose), one.figure, place=one.place)
    if is_spaced(one.figure):
        sheets.ask("budget_amounts", row_id, "amount_text", _SPACED.format(figure=one.figure), one.figure, place=one.place)
    if one.words and one.words_amount is None:
        sheets.ask("budget_amounts", row_id, "amount_words", _UNREAD.format(words=one.words, figure=one.figure), one.words, place=one.place)
    elif one.words_amount not in (None, one.amount):
        question = _DISAGREE.format(figure=one.figure, words=one.words)
        sheets.ask("budget_amounts", row_id, "amount_text", question, one.figure, f"{one.words_amount:,}".replace(",", "."), one.place)
