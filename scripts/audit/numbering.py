"""Rules about printed numbers (STT): rows of one list are numbered one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..csv_files import Row
from ..places import row_id
from ..plans import Plan, Reference
from .base import AuditRule, Finding

NUMBERED = ("targets", "tasks", "budget_lines", "issued_documents")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_IS_ROMAN = re.compile(r"(?=[IVXL])X{0,4}(?:IX|IV|V?I{0,3})")
# Lists by letter follow either alphabet: a b c d e or a b c d đ e.
ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", "abcdđeghiklmnopqrstuvxy")
SHOWN = 60


def ordinals(printed: str) -> set[int]:
    """The places in a list that a printed number can mean: "4" and "IV" are 4, "1.4" the 4th below 1, "e" the 5th or 6th, "I" the 1st or 9th."""
    last = bare(printed).rpartition(".")[2]
    if last.isascii() and last.isdigit() and len(last) < 6:
        return {int(last)}
    letters = {alphabet.index(last.lower()) + 1 for alphabet in ALPHABETS if len(last) == 1 and last.lower() in alphabet}
    if _IS_ROMAN.fullmatch(last):
        values = [_ROMAN[letter] for letter in last]
        return letters | {sum(-v if v < max(values[at:]) else v for at, v in enumerate(values))}
    return letters


def bare(printed: str) -> str:
    """The number without what is printed around it: "(1)", "1/", "1." are 1."""
    return printed.strip("()./ ")


def in_order(numbers: list[str], start: int) -> int | None:
    """The index of the first number that is not the next one; None when all are."""
    for at, printed in enumerate(numbers):
        if start + at not in ordinals(printed):
            return at
    return None


class Numbering(AuditRule):
    """Printed numbers count up by one inside their list; a list may also go on where the list of the section before ended."""

    severity = "minor"
    title = "Số thứ tự lặp, nhảy hoặc bắt đầu lại"
    title_en = "Numbers repeat, skip or restart"
    description = "Số thứ tự in của các dòng cùng một danh sách phải tăng từng đơn vị, bắt đầu từ 1 hoặc tiếp số của mục trước."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        for table in NUMBERED:
            ended: dict[tuple[str, int], set[int]] = {}
            for rows in lists(plan, table):
                depth = (rows[0].get("origin", ""), rows[0]["number"].count("."))
                numbers = [row["number"] for row in rows]
                starts = [1, *(last + 1 for last in sorted(ended.get(depth, set())))]
                faults = [in_order(numbers, start) for start in starts]
                ended[depth] = ordinals(numbers[-1])
                if all(fault is not None for fault in faults):
                    yield self._broken(table, rows, numbers, max(fault or 0 for fault in faults))

    def _broken(self, table: str, rows: list[Row], numbers: list[str], at: int) -> Finding:
        row, shown = rows[at], ", ".join(numbers[:SHOWN]) + (", …" if len(numbers) > SHOWN else "")
        before = f"sau “{numbers[at - 1]}”" if at else "ở đầu danh sách"
        before_en = f"after “{numbers[at - 1]}”" if at else "at the head of the list"
        return self.finding(
            table, row, "number", shown, "số tăng từng đơn vị",
            f"Số thứ tự trong danh sách này là {shown}: {before} là “{numbers[at]}”. Dòng được gọi bằng mã, không bằng số thứ tự.",
            f"The numbers of this list are {shown}: “{numbers[at]}” stands {before_en}. Rows are named by id, not by this number.",
            tuple(row_id(table, rows[at - 1]) for _ in range(1) if at),
        )  # fmt: skip


def lists(plan: Plan, table: str) -> Iterator[list[Row]]:
    """The numbered rows that stand side by side: same section, same parent, same kind of number ("2" is no neighbour of "1.1")."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in plan.rows(table):
        # Of the numbered items of running text only those that say something to do are rows.
        if row["number"] and row.get("origin") != "body":
            stem = bare(row["number"]).rpartition(".")[0]
            head = (row.get("origin", ""), row.get("section_number", ""), row.get("section_title", ""), row.get("view", ""))
            groups.setdefault((*head, row.get("parent_id", ""), stem), []).append(row)
    yield from groups.values()


class NumberUnderOther(AuditRule):
    """A row numbered 4.2 stands under the row numbered 4."""

    severity = "minor"
    title = "Số thứ tự con đứng dưới số khác"
    title_en = "Part numbered under another row"
    description = "Dòng có số kiểu 4.2 phải đứng dưới dòng số 4 của cùng mục, không đứng một mình hay dưới dòng số khác."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        for table in ("targets", "tasks", "budget_lines"):
            astray: dict[tuple[str, ...], list[Row]] = {}
            plain = ""  # the last number without a part that was printed above
            for row in plan.rows(table):
                stem = bare(row["number"]).rpartition(".")[0] if row.get("origin") != "body" else ""
                parent = plan.by_id[table].get(row["parent_id"])
                above = bare(parent["number"]) if parent else row.get("section_number", "")
                # Under a section the number of the section may come first: II.3, or 2.3 in section II.
                in_section = not parent and ordinals(stem) and ordinals(stem) == ordinals(above)
                fits = not stem or stem == above or in_section or (not parent and stem == plain)
                plain = plain if stem else bare(row["number"])
                if not fits:
                    astray.setdefault((row.get("section_number", ""), row["parent_id"], stem, above), []).append(row)
            for (_, parent_id, stem, above), rows in astray.items():
                yield self._astray(table, rows, parent_id, stem, above)

    def _astray(self, table: str, rows: list[Row], parent_id: str, stem: str, above: str) -> Finding:
        numbers = ", ".join(row["number"] for row in rows)
        if parent_id:
            shown, shown_en = f"đứng dưới dòng số {above} ({parent_id})", f"stand under the row numbered {above} ({parent_id})"
        else:
            shown, shown_en = "không đứng dưới dòng nào", "stand under no row"
        return self.finding(
            table, rows[0], "number", numbers, f"dưới dòng số {stem}",
            f"Các dòng in số {numbers} {shown}, không dưới dòng số {stem}.", f"The rows numbered {numbers} {shown_en}, not under a row numbered {stem}.",
            tuple(row_id(table, row) for row in rows[1:]),
        )  # fmt: skip
