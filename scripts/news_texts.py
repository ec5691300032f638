"""What an entry of a feed says of its news, in Vietnamese: title, summary, and lines that lead to rows. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from . import formats
from .changes import Change
from .languages import VIETNAMESE, writing
from .news import News
from .places import anchor
from .summaries import Summary
from .tables import schemas

LINES = 30
CELL_LENGTH = 300
NOT_STATED = "không nêu"
WHAT = {
    "new-row": "thêm", "removed-row": "bỏ", "new-table": "bảng mới", "removed-table": "bỏ bảng", "new-field": "cột mới", "removed-field": "bỏ cột",
    "retyped-field": "đổi kiểu dữ liệu của cột", "changed-key": "đổi khóa của bảng",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One change: which row (`page` leads to it, "" for none), what happened to it, why."""

    row: str
    page: str
    text: str
    reason: str = ""


@dataclass(frozen=True)
class Entry:
    """`page` is what the entry is about, from the root of the site; `more` says how many changes are not listed, "" when all are."""

    title: str
    page: str
    summary: str
    said: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    more: str = ""


def entry(news: News, plans: Mapping[str, Summary], messages: Mapping[str, str]) -> Entry:
    """`plans` are those of today by plan_id; `messages` those of the plan's notices of today by notice_id."""
    with writing(VIETNAMESE):
        known = plans.get(news.plan_id)
        if news.kind == "plan" and known:
            return Entry(f"Mới có dữ liệu: {known.heading}", f"{news.plan_id}/", _in_short(known), _in_full(known))
        if news.kind in ("plan", "removed"):
            what = "Đã gỡ khỏi dữ liệu" if news.kind == "removed" else "Mới có dữ liệu, nay không còn"
            reason = news.changes[0].reason
            page = f"{news.plan_id}/" if known else f"{news.plan_id.partition('/')[0]}/"
            return Entry(f"{what}: {known.heading if known else news.plan_id}", page, f"Lý do: {reason}" if reason else f"Kế hoạch {news.plan_id}.")
        return _listing(news, known, messages)


def _in_short(plan: Summary) -> str:
    disputed = " (các chỗ ghi không khớp nhau)" if plan.disputed else ""
    return "; ".join(filter(None, (_counts(plan), f"đề nghị {plan.request}{disputed}" if plan.request else ""))) + "."


def _counts(plan: Summary) -> str:
    counts = [f"{formats.number(n)} {what}" for n, what in ((plan.targets, "chỉ tiêu"), (plan.tasks, "nhiệm vụ")) if n]
    return ", ".join(counts) or "không có bảng chỉ tiêu, nhiệm vụ"


def _in_full(plan: Summary) -> list[str]:
    notices = f"{formats.number(plan.notices)} đối chiếu, trong đó {formats.number(plan.notices_material)} đáng kể." if plan.notices else ""
    request = f"Kinh phí đề nghị: {plan.request_full}" if plan.request else ""
    if plan.request_in_words:
        request += f"; bằng chữ: {plan.request_in_words}"
    if plan.disputed:
        request += "; các chỗ ghi trong văn bản không khớp nhau"
    return [text for text in (
        f"Chủ đề: {plan.topic}. Thời kỳ: {plan.period}.",
        f"Số văn bản: {plan.number}." if plan.number else "Số văn bản: không nêu.",
        f"Ngày ban hành: {plan.issued}." if plan.issued else "Ngày ban hành: không nêu.",
        f"{_counts(plan)[:1].upper()}{_counts(plan)[1:]}.", f"{request}." if request else "",
        notices,
    ) if text]  # fmt: skip


def _listing(news: News, known: Summary | None, messages: Mapping[str, str]) -> Entry:
    reasons = list(dict.fromkeys(change.reason for change in news.changes))
    one_reason = reasons[0] if len(reasons) == 1 else ""
    lines = [_line(change, messages, "" if one_reason else change.reason) for change in news.changes[:LINES]]
    left = len(news.changes) - len(lines)
    about = known.heading if known else news.plan_id
    if news.plan_id:
        page = f"{news.plan_id}/" if known else f"{news.plan_id.partition('/')[0]}/"
    else:
        page = "du-lieu/"
    counted = _counted(news)
    title = f"{counted[:1].upper()}{counted[1:]}" + (f": {about}" if about else "")
    return Entry(
        title, page, "; ".join(f"{line.row}: {line.text.rstrip('.')}" for line in lines[:3]) + ("…" if len(news.changes) > 3 else "."),
        [f"Lý do: {one_reason}"] if one_reason else [], lines, f"Và {formats.number(left)} thay đổi nữa." if left else "",
    )  # fmt: skip


def _counted(news: News) -> str:
    """"3 ô được sửa, 1 dòng được thêm"."""
    kinds = Counter(change.kind for change in news.changes)
    if news.kind == "structure":
        return f"cấu trúc dữ liệu thay đổi ({formats.number(len(news.changes))} chỗ)"
    if news.kind == "notices":
        words = {"new-row": "đối chiếu mới", "corrected-cell": "chỗ trong đối chiếu được sửa", "removed-row": "đối chiếu được gỡ"}
    else:
        words = {"corrected-cell": "ô được sửa", "new-row": "dòng được thêm", "removed-row": "dòng bị bỏ"}
    text = ", ".join(f"{formats.number(kinds[kind])} {said}" for kind, said in words.items() if kinds[kind])
    return f"danh mục dùng chung: {text}" if news.kind == "reference" else text


def _line(change: Change, messages: Mapping[str, str], reason: str) -> Line:
    gone = change.kind in ("removed-row", "removed-table")
    page = f"{change.plan_id}/" + (f"#{anchor(change.row_id)}" if change.row_id else "") if change.plan_id and not gone else ""
    if change.kind == "corrected-cell":
        text = f"{_field(change)}: {_cell(change, change.before)} → {_cell(change, change.after)}"
    elif change.table == "notices" and change.kind == "new-row":
        text = _short(messages.get(change.row_id, "")) or "đối chiếu này nay không còn"
    elif change.kind in ("new-field", "removed-field"):
        text = f"{WHAT[change.kind]} {_field(change)} ({change.field})"
    elif change.kind in ("retyped-field", "changed-key"):
        text = f"{' '.join(filter(None, (WHAT[change.kind], _field(change))))}: {change.before or NOT_STATED} → {change.after or NOT_STATED}"
    else:
        text = WHAT.get(change.kind, change.kind)
    return Line(_row(change), page, text, f"lý do: {_short(reason)}" if reason else "")


def _row(change: Change) -> str:
    """Which row: "Chỉ tiêu theo năm CT01, 2026, mục tiêu"; the name of the table alone for the one row of plans."""
    schema = schemas().get(change.table)
    if not schema:
        return " ".join(filter(None, (change.table, change.row_id)))
    columns = schema.primary_key[1:] if change.plan_id else schema.primary_key
    parts = change.row_id.split(":") if change.row_id else []
    if len(parts) == len(columns):
        parts = [schema.label(column, part) for column, part in zip(columns, parts)]
    return f"{schema.title} {', '.join(parts)}".rstrip()


def _field(change: Change) -> str:
    """What the column is called; its name when the schema of today lacks it."""
    schema = schemas().get(change.table)
    return schema.fields[change.field]["title"] if schema and change.field in schema.fields else change.field


def _cell(change: Change, value: str) -> str:
    schema = schemas().get(change.table)
    if not value:
        return NOT_STATED
    return f"“{_short(schema.label(change.field, value) if schema and change.field in schema.fields else value)}”"


def _short(text: str) -> str:
    return text if len(text) <= CELL_LENGTH else text[: CELL_LENGTH - 1].rstrip() + "…"
