"""Rules about tasks: what a row of the table leaves open, and parts that outlast their group."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..csv_files import Row
from ..places import part_of
from ..plans import Plan, Reference
from .base import AuditRule, Finding
from .dates import written


class _Without(AuditRule):
    """A task of an appendix lacks something that other tasks of the same part state.

    Where no task of the part states it the table has no such column, and of tasks in running text nobody expects it:
    each of these is said once, at the head of the plan, by the completeness panel.
    """

    field = ""
    what = what_en = ""

    def states(self, plan: Plan) -> Callable[[Row], bool]:
        return lambda row: bool(row[self.field])

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        states = self.states(plan)
        parts: dict[str, list[Row]] = {}
        for row in plan.rows("tasks"):
            part = part_of(plan.rows("source_parts"), row)
            if row["origin"] == "appendix":
                parts.setdefault(part["seq"] if part else "", []).append(row)
        for row in (row for rows in parts.values() if any(map(states, rows)) for row in rows):
            if row["kind"] == "task" and not states(row):
                yield self.finding(
                    "tasks", row, self.field, "", self.what,
                    f"Nhiệm vụ này không ghi {self.what}, trong khi bảng có cột đó.", f"This task states no {self.what_en}, although the table has a column for it.",
                )  # fmt: skip


class TaskWithoutLead(_Without):
    """A task of an appendix names who leads it."""

    title = "Nhiệm vụ không ghi cơ quan chủ trì"
    title_en = "Task without a lead"
    description = "Nhiệm vụ trong bảng phụ lục có cột chủ trì phải ghi cơ quan chủ trì."
    field, what, what_en = "lead_text", "cơ quan chủ trì", "lead"


class TaskWithoutProduct(_Without):
    """A task of an appendix says what comes of it."""

    title = "Nhiệm vụ không ghi sản phẩm"
    title_en = "Task without a product"
    description = "Nhiệm vụ trong bảng phụ lục có cột sản phẩm phải ghi sản phẩm."
    field, what, what_en = "product_text", "sản phẩm", "product"


class TaskWithoutDate(_Without):
    """A task of an appendix says when it is due."""

    title = "Nhiệm vụ không ghi thời gian"
    title_en = "Task without a date"
    description = "Nhiệm vụ trong bảng phụ lục có cột thời gian phải ghi thời gian thực hiện."
    what, what_en = "thời gian thực hiện", "time"

    def states(self, plan: Plan) -> Callable[[Row], bool]:
        scheduled = {row["task_id"] for row in plan.rows("task_schedules")}
        return lambda row: row["task_id"] in scheduled


class LaterThanGroup(AuditRule):
    """A part of a task is not due after the task itself."""

    title = "Việc con có hạn sau việc chung"
    title_en = "Part due after its whole"
    description = "Trong cùng một cột thời gian, hạn của việc con không sau hạn của việc mà nó thuộc về."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        due = {(row["task_id"], row["column_text"]): row for row in plan.rows("task_schedules") if row["due_on"]}
        for (task_id, column), row in due.items():
            task = plan.by_id["tasks"].get(task_id)
            whole = due.get((task["parent_id"], column)) if task else None
            mine, limit = written(row["due_on"]), written(whole["due_on"]) if whole else None
            if whole is not None and mine and limit and mine > limit:
                yield self.finding(
                    "task_schedules", row, "schedule_text", row["schedule_text"], whole["schedule_text"],
                    f"Việc này ghi “{row['schedule_text']}”, việc chung {whole['task_id']} ghi “{whole['schedule_text']}”.",
                    f"This part says “{row['schedule_text']}”, the task {whole['task_id']} that it belongs to “{whole['schedule_text']}”.",
                    (whole["task_id"],),
                )  # fmt: skip
