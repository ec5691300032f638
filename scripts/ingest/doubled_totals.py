"""A total that the running text names and a table prints again: one sum, not two. Pure."""

from __future__ import annotations

from dataclasses import replace

from .draft import Draft, Mark
from .sheets import place_of

_SAME = "Dòng cộng này của bảng và {line_id} trong lời văn có phải cùng một tổng không? Bản nháp để nó dưới {line_id} cho khỏi cộng hai lần; hai tổng khác nhau thì để trống parent_id."


def with_one_total(draft: Draft, spoken: Draft) -> Draft:
    """The same draft; the total row of a table stands under the one total of the running text for its year and stage, with a question.

    `spoken`: the draft of the running text alone. A total that the text itself divides keeps its own parts.
    """
    lines = draft.tables.get("budget_lines", [])
    in_text = {_where(row) for row in spoken.tables.get("budget_lines", [])}
    columns: dict[str, set[tuple[str, str]]] = {}
    for row in draft.tables.get("budget_amounts", []):
        columns.setdefault(row["line_id"], set()).add((row["fiscal_year"], row["stage"]))
    divided = {row["parent_id"] for row in lines}
    roots = [row for row in lines if row["view"] == "total" and not row["parent_id"]]
    named = [row for row in roots if _where(row) in in_text and row["line_id"] not in divided]
    above: dict[str, str] = {}
    for row in roots:
        same = [one["line_id"] for one in named if columns.get(one["line_id"], set()) & columns.get(row["line_id"], set())]
        if _where(row) not in in_text and len(same) == 1:
            above[row["line_id"]] = same[0]
    if not above:
        return draft
    changed = [row | {"parent_id": above[row["line_id"]]} if row["line_id"] in above else row for row in lines]
    marks = [
        Mark("budget_lines", row["line_id"], "parent_id", _SAME.format(line_id=other), other, "", place_of(row), (other,))
        for row in lines if (other := above.get(row["line_id"], ""))
    ]  # fmt: skip
    return replace(draft, tables=draft.tables | {"budget_lines": changed}, marks=[*draft.marks, *marks])


def _where(row: dict[str, str]) -> tuple[str, ...]:
    return row["name"], row["source_page"], row["source_line_from"], row["source_line_to"]
