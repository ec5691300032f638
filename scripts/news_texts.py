"""What an entry of a feed says of its news, in Vietnamese: title, summary, and lines that lead to rows. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from . import formats
from .changes import TITLES, Change
from .languages import VIETNAMESE, writing
from .news import ROWS, News
from .places import anchor
from .summaries import Summary
from .tables import schemas

LINES = 30
CELL_LENGTH = 300
NOT_STATED = "không nêu"
# Kinds of changes of rows by what a title counts them as, in the order in which readers should see them.
OF_ROWS = {"corrected-cell": "ô được sửa", "removed-row": "dòng bị bỏ", "new-row": "dòng được thêm", "new-cell": "ô của cột mới"}
OF_NOTICES = {"new-row": "đối chiếu mới", "removed-row": "đối chiếu được gỡ", "corrected-cell": "chỗ trong đối chiếu được sửa", "new-cell": "ô của cột mới"}
GONE = {"removed-row", "removed-id"}
# Changes of the structure of which both sides are said, and those of which there is one.
BOTH_SIDES = {"retyped-field", "changed-key", "changed-constraint", "optional-field"}
ONE_SIDE = {"new-value", "removed-value", "new-reference", "removed-reference"}


@dataclass(frozen=True)
class Line:
    """One change: which row (`page` leads to it, "" for none), and what happened to it."""

    row: str
    page: str
    text: str


@dataclass(frozen=True)
class Entry:
    """`page` is what the entry is about, from the root of the site.

    `groups`: lines by the reason that they share, "" for none; `more` says how many changes are not listed, "" when all are.
    """

    title: str
    page: str
    summary: str
    said: list[str] = field(default_factory=list)
    groups: list[tuple[str, list[Line]]] = field(default_factory=list)
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
    changes = sorted(news.changes, key=_weight)
    groups: dict[str, list[Line]] = {}
    for change in changes[:LINES]:
        groups.setdefault(f"Lý do: {_short(change.reason)}" if change.reason else "", []).append(Line(_row(change), _page(change), _said(change, messages)))
    lines = [line for own in groups.values() for line in own]
    left = Counter(_table(change) for change in changes[LINES:])
    of_tables = ", ".join(f"{table} {formats.number(count)}" for table, count in left.items())
    about = known.heading if known else news.plan_id
    if news.plan_id:
        page = f"{news.plan_id}/" if known else f"{news.plan_id.partition('/')[0]}/"
    else:
        page = "du-lieu/"
    counted = _counted(news)
    title = f"{counted[:1].upper()}{counted[1:]}" + (f": {about}" if about else "")
    return Entry(
        title, page, "; ".join(f"{line.row}: {line.text.rstrip('.')}" for line in lines[:3]) + ("…" if len(news.changes) > 3 else "."),
        groups=list(groups.items()), more=f"Và {formats.number(left.total())} thay đổi nữa: {of_tables}." if left else "",
    )  # fmt: skip


def _weight(change: Change) -> tuple[str, int]:
    """What readers should see first: of rows what was wrong, of the structure what breaks scripts."""
    if change.kind not in ROWS:
        return change.level, 0
    order = list(OF_NOTICES if change.table == "notices" else OF_ROWS)
    return "", order.index("removed-row" if change.kind in GONE else change.kind)


def _counted(news: News) -> str:
    """"3 ô được sửa, 1 dòng được thêm"."""
    if news.kind == "structure":
        return f"cấu trúc dữ liệu thay đổi ({formats.number(len(news.changes))} chỗ)"
    kinds = Counter("removed-row" if change.kind in GONE else change.kind for change in news.changes)
    words = OF_NOTICES if news.kind == "notices" else OF_ROWS
    text = ", ".join(f"{formats.number(kinds[kind])} {said}" for kind, said in words.items() if kinds[kind])
    return f"danh mục dùng chung: {text}" if news.kind == "reference" else text


def _page(change: Change) -> str:
    """Where the row is shown; "" when it is no more, or is of no plan."""
    if not change.plan_id or change.kind in GONE:
        return ""
    return f"{change.plan_id}/" + (f"#{anchor(change.row_id)}" if change.row_id else "")


def _said(change: Change, messages: Mapping[str, str]) -> str:
    """What happened to the row or table."""
    if change.kind in ("corrected-cell", "new-cell"):
        return f"{_field(change)}: {_cell(change, change.before)} → {_cell(change, change.after)}"
    if change.kind in ("new-row", *GONE):
        message = messages.get(change.row_id, "đối chiếu này nay không còn") if change.table == "notices" else "thêm"
        return "bỏ" if change.kind in GONE else _short(message)
    what = TITLES[change.kind]
    if change.field and change.table:
        name = _field(change)
        what += f"{' ' if what.endswith(('cột', 'cột mới')) else ', cột '}{name}" + (f" ({change.field})" if name != change.field else "")
    if change.kind in BOTH_SIDES:
        return f"{what}: {_short(change.before or NOT_STATED)} → {_short(change.after or NOT_STATED)}"
    return f"{what}: {_short(change.after or change.before)}" if change.kind in ONE_SIDE else what


def _row(change: Change) -> str:
    """Which row: "Giá trị chỉ tiêu CT01, 2026, mức phải đạt"; the name of the table alone for the one row of plans; a file that is no table."""
    schema = schemas().get(change.table)
    parts = change.row_id.split(":") if change.row_id else []
    if schema:
        columns = schema.primary_key[1:] if change.plan_id else schema.primary_key
        if len(parts) == len(columns):
            parts = [schema.label(column, part) for column, part in zip(columns, parts)]
    return f"{_table(change)} {', '.join(parts)}".rstrip()


def _table(change: Change) -> str:
    """What the table is called; its name when the schemas of today lack it."""
    schema = schemas().get(change.table)
    return schema.title if schema else change.table or f"Tệp {change.field}"


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
