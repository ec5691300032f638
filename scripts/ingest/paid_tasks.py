"""Which task of the plan an investment pays for, where the names say it: asked about, never taken for granted. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from ..text import fold
from .draft import Draft, Mark
from .sheets import place_of

_WORD = re.compile(r"\w+")
# A single word ("Camera") says too little.
FEWEST = 2
_SAME = "Khoản đầu tư này và {task_id} (“{name}”) có phải cùng một việc không? Đúng thì giữ task_id; không thì để trống, khi ấy đối chiếu sẽ nói khoản này không gắn với nhiệm vụ nào."


def with_tasks(draft: Draft) -> Draft:
    """The same draft; an investment line without lines below it has the one task whose name holds every word of its own, with a question."""
    lines, tasks = draft.tables.get("budget_lines", []), draft.tables.get("tasks", [])
    parents = {row["parent_id"] for row in lines}
    named = [(task, _words(f"{task['title']} {task['name']}")) for task in tasks if task["kind"] == "task"]
    changed, marks = [], []
    for row in lines:
        words = _words(row["name"])
        wanted = row["expenditure"] == "investment" and row["line_id"] not in parents and not row["task_id"] and len(words) >= FEWEST
        found = [task for task, known in named if words <= known] if wanted else []
        if len(found) == 1:
            row = row | {"task_id": found[0]["task_id"]}
            question = _SAME.format(task_id=found[0]["task_id"], name=found[0]["name"][:80])
            marks.append(Mark("budget_lines", row["line_id"], "task_id", question, found[0]["task_id"], "", place_of(row), (found[0]["task_id"],)))
        changed.append(row)
    return replace(draft, tables=draft.tables | {"budget_lines": changed}, marks=[*draft.marks, *marks]) if marks else draft


def _words(text: str) -> set[str]:
    return set(_WORD.findall(fold(text)))
