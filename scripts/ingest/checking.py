"""What is checked when a draft is complete: nothing lost, everything agrees with itself, and whether it would pass `make check`."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from ..audit.amounts import AmountWords, AmountWordsUnread, BudgetSum, BudgetViews
from ..audit.base import AuditRule
from ..audit.numbering import Numbering, NumberUnderOther
from ..csv_files import Row
from ..notices import proposed
from ..paths import Layout
from ..plans import Plan, Reference, load_folder
from ..problems import Problem
from ..tables import whole
from ..validate import check_plan, check_plan_schemas
from . import coverage
from .draft import Draft, Mark
from .grid import Place
from .pipeline import Drafted
from .writing import texts_of

# Each lost cell is a question of its own; after so many of them the table was misread.
LOST = 100
QUESTION = "Đối chiếu đề xuất ({rule}): {message}{hint} Văn bản in như vậy hay chép sai?"
# What only a person can see, by the rule that does not see it.
HINTS = {"investment-without-task": " Có nhiệm vụ ứng với khoản này thì ghi mã của nó vào task_id của dòng ngân sách, rồi xóa dòng đối chiếu."}


@dataclass(frozen=True, slots=True)
class Result:
    """One check in a sentence, with what it found."""

    passed: bool
    told: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Checked:
    """The draft with the notices that it needs, and what was found.

    `problems` are those of the draft as it is, its marks cleared; `left` those that stay when the additions to the
    reference tables have been made. `findings`: how many notices were proposed.
    """

    drafted: Drafted
    plan: Plan
    results: tuple[Result, ...]
    problems: tuple[Problem, ...]
    left: tuple[Problem, ...]
    findings: int


def check_draft(drafted: Drafted, siblings: list[Plan], reference: Reference) -> Checked:
    """Check a draft, add the notices that it needs, with a mark for each, and a mark for whatever was lost."""
    document, draft = drafted.document, drafted.draft
    known = with_additions(reference, draft)
    marks, results = list(draft.marks), []
    cells, lines, doubled = coverage.lost_cells(document, drafted.tables), coverage.lost_lines(document), coverage.doubled_lines(document)
    for cell in cells[:LOST]:
        marks.append(Mark("plans", "", "", f"Ô “{cell.text}” có trong bảng in mà không có trong bản nháp: ghi vào đâu?", cell.text, "", cell.place))
    if len(cells) > LOST:
        marks.append(Mark("plans", "", "", f"Còn {len(cells) - LOST} ô nữa có trong bảng in mà không có trong bản nháp: bảng nào đọc sai?", place=cells[LOST].place))
    if lines:
        marks.append(Mark("plans", "", "", f"Các dòng {coverage.ranges(lines)} của văn bản chưa được đọc: có dữ liệu không?", place=Place(None, lines[0], lines[-1])))
    if doubled:
        marks.append(Mark("plans", "", "", f"Các dòng {coverage.ranges(doubled)} của văn bản được đọc hai lần: dòng nào chép thừa?", place=Place(None, doubled[0], doubled[-1])))
    results.append(Result(not cells, "Mọi ô của các bảng đã đọc đều có chỗ", tuple(cell.text for cell in cells)))
    if document.source_lines:
        faults = [f"chưa đọc: {coverage.ranges(lines)}"] * bool(lines) + [f"đọc hai lần: {coverage.ranges(doubled)}"] * bool(doubled)
        results.append(Result(not faults, "Mỗi dòng có chữ của văn bản được đọc đúng một lần", tuple(faults)))
    plan = plan_of(draft, siblings)
    notices = proposed(plan, known)
    for row in notices:
        question = QUESTION.format(rule=row["rule"], message=row["message"], hint=HINTS.get(row["rule"], ""))
        marks.append(Mark("notices", row["notice_id"], "", question, row["printed"], row["expected"], _place(row)))
    draft = replace(draft, tables=draft.tables | {"notices": [*draft.tables["notices"], *notices]}, marks=marks)
    plan = plan_of(draft, siblings)
    # The marks are there to be cleared: whether the rest is sound is what a maintainer needs to know.
    cleared = replace(plan, review=None)
    problems = _problems(cleared, reference)
    left = _problems(cleared, known) if draft.additions else problems
    results += [_by_rule(notices, rules, told) for rules, told in AUDITED]
    results += _parsed(plan)
    return Checked(replace(drafted, draft=draft), plan, tuple(results), tuple(problems), tuple(left), len(notices))


# The rules of the audit that speak of transcription first of all.
AUDITED = (
    ((Numbering, NumberUnderOther), "Số thứ tự liền nhau"),
    ((BudgetSum, BudgetViews), "Số tiền cộng dồn khớp số in"),
    ((AmountWords, AmountWordsUnread), "Số tiền bằng chữ khớp số in"),
)


def _by_rule(notices: list[dict[str, str]], rules: tuple[type[AuditRule], ...], told: str) -> Result:
    codes = {rule.code() for rule in rules}
    found = [row for row in notices if row["rule"] in codes]
    return Result(not found, told, tuple(f"{row['row_id']}: {row['message']}" for row in found))


def _parsed(plan: Plan) -> list[Result]:
    """How many printed values became numbers or dates."""
    kinds: list[tuple[str, str, Callable[[Row], bool]]] = [
        ("target_values", "giá trị chỉ tiêu đọc thành số", lambda row: row["comparator"] != "text"),
        ("task_schedules", "thời gian đọc thành ngày", lambda row: row["kind"] != "text"),
        ("budget_amounts", "số tiền đọc thành đồng", lambda row: bool(row["amount"])),
        ("issued_documents", "ngày ban hành đọc được", lambda row: bool(row["issued_on"]) or not row["issued_on_text"]),
    ]
    found = []
    for table, told, is_parsed in kinds:
        if rows := plan.rows(table):
            odd = [row for row in rows if not is_parsed(row)]
            texts = dict.fromkeys(next((row[c] for c in ("value_text", "schedule_text", "amount_text", "issued_on_text") if c in row), "") for row in odd)
            found.append(Result(not odd, f"{len(rows) - len(odd)}/{len(rows)} {told}", tuple(texts)))
    agencies = [row for table in ("target_agencies", "task_agencies") for row in plan.rows(table)]
    if agencies:
        found.append(Result(all(row["agency_id"] for row in agencies), f"{sum(bool(row['agency_id']) for row in agencies)}/{len(agencies)} tên cơ quan có mã"))
    return found


def with_additions(reference: Reference, draft: Draft) -> Reference:
    """The reference tables as they are once the rows that the draft proposes have been added."""
    files = dict(reference.files)
    for table, rows in draft.additions.items():
        file = files[table]
        new = [Row(len(file.rows) + at, {column: row.get(column, "") for column in file.columns}) for at, row in enumerate(rows, start=2)]
        files[table] = replace(file, rows=[*file.rows, *new])
    return Reference(files)


def plan_of(draft: Draft, siblings: list[Plan]) -> Plan:
    """The draft as a plan, read from the very bytes that will be written."""
    with tempfile.TemporaryDirectory() as scratch:
        layout = Layout(Path(scratch))
        folder = layout.plans / draft.plan_id
        folder.mkdir(parents=True)
        for name, raw in texts_of(draft).items():
            (folder / name).write_bytes(raw)
        plan = load_folder(folder, draft.plan_id, f"data/plans/{draft.plan_id}")
    plan.siblings = siblings
    return plan


def _problems(plan: Plan, reference: Reference) -> list[Problem]:
    return sorted({*check_plan_schemas([plan], reference), *check_plan(plan, reference)})


def _place(row: dict[str, str]) -> Place:
    return Place(whole(row["source_page"]), whole(row["source_line_from"]), whole(row["source_line_to"]))
