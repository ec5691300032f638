"""Tables of tasks: tasks, task_schedules, task_agencies."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..schedules import parse_period, parse_schedule
from .body_names import is_as_above
from .draft_agencies import Agencies
from .drafter import Drafter
from .read_tables import Column, ReadTable
from .row_cells import PrintedRow, Spot, is_bulleted, is_nothing, without_bullet
from .shared_cells import rows_of
from .standing import Standing

PLACED = ("number", "title", "name", "product", "lead", "support", "schedule", "note")
# A dash that begins an item of a list; between figures it joins two years.
_FIGURE = re.compile(r"[0-9]{1,2}|[IVX]+")
# What fills the column of a period instead of a cross; dashes and dots say that there is nothing.
_MARK = re.compile(r"[+*•●▪]")
_POINTS = {"date", "month", "quarter", "year"}
_ITEM = re.compile(r"(?<![0-9])\s+[-–+•]\s+|\s+[-–+•]\s+(?![0-9])")


def draft_tasks(drafter: Drafter, tables: Iterable[ReadTable], agencies: Agencies) -> None:
    for table in tables:
        rows = rows_of(table)
        standing, unplaced, told = Standing(drafter, "tasks", table), [], set()
        for at, printed in enumerate(rows):
            if standing.is_heading(printed):
                standing.enter(printed)
                continue
            if printed.row.kind == "total":
                drafter.sum_aside("tasks", printed)
                continue
            following = rows[at + 1] if at + 1 < len(rows) else None
            bare_name = not any(spot.column.role not in ("number", "name", "title") and not is_nothing(spot.text) for spot in printed.spots)
            group = bare_name and _is_group(standing, printed, following)
            row = drafter.standing("tasks", "NV", printed, origin="appendix", kind="group" if group else "task", **standing.section())
            standing.fill(row, printed)
            if printed.row.kind != "section" or printed.text("name"):
                drafter.words("tasks", row, "title", printed.one("title"))
            drafter.words("tasks", row, "product_text", printed.one("product"), dash="drop")
            drafter.words("tasks", row, "note_text", printed.one("note"))
            if bare_name and not group:
                question = "Dòng này chỉ có tên, không có cơ quan, thời gian, sản phẩm: là nhiệm vụ hay tên chung của các dòng dưới?"
                drafter.mark("tasks", row, "kind", question, "task", "group", printed.row.place)
            if row["title"] and not row["name"]:
                drafter.mark("tasks", row, "name", "Chỉ có tên ngắn, ô nội dung trống: so lại với văn bản.", row["title"], "", printed.row.place)
            agencies.of("tasks", "task_agencies", row, printed)
            _schedules(drafter, row, printed, told)
            drafter.astray("tasks", "tasks", row, printed, agencies.names)
            unplaced += [(row, spot) for spot in printed.spots if spot.column.role not in PLACED]
        drafter.unsaid("tasks")
        drafter.unplaced("tasks", unplaced)


def _is_group(standing: Standing, printed: PrintedRow, following: PrintedRow | None) -> bool:
    if printed.row.kind == "section":
        return True
    return following is not None and standing.has_below(printed, following)


def _schedules(drafter: Drafter, task: dict[str, str], printed: PrintedRow, told: set[int]) -> None:
    """One row for each entry of each cell of time."""
    seq = 0
    for spot in printed.all("schedule"):
        if is_nothing(spot.text) and not _MARK.fullmatch(spot.text):
            continue
        as_above = is_as_above(spot.text)
        entries, second = ([spot.text.strip(" -")], []) if as_above else entries_of(spot)
        period = parse_period(spot.column.heading)
        for entry in entries:
            seq += 1
            schedule = parse_schedule(entry)
            dates = [found.isoformat() if found else "" for found in (schedule.starts_on, schedule.due_on)]
            row = drafter.add(
                "task_schedules", task_id=task["task_id"], seq=str(seq), column_text=_column_text(spot.column),
                period_from=str(period[0]) if period else "", period_to=str(period[1]) if period else "", schedule_text=entry,
                kind=schedule.kind, starts_on=dates[0], due_on=dates[1], recurrence=schedule.recurrence, reading="certain",
            )  # fmt: skip
            drafter.spot("task_schedules", row, "schedule_text", spot)
            unread = schedule.kind == "text" and any(letter.isdigit() for letter in entry) and not _is_yearless(entry) and parse_period(entry) is None
            if unread or (schedule.kind == "text" and second):
                drafter.mark("task_schedules", row, "schedule_text", "Thời hạn này không đọc thành một mốc được, bản nháp giữ là chữ: so lại với văn bản; in đúng như vậy thì giữ.", entry, " | ".join(second), spot.place)
            if as_above:
                question = f"Ô “{spot.text}” nghĩa là như dòng trên? Chép thời hạn của dòng trên vào schedule_text."
                drafter.mark("task_schedules", row, "schedule_text", question, spot.text, "", spot.place)
            if entry.startswith(("=", "+", "-", "@")):
                drafter.mark("task_schedules", row, "schedule_text", f"Ô bắt đầu bằng “{entry[0]}”, kho dữ liệu không nhận.", entry, "", spot.place)
            if spot.column.years and not period and not told:
                unread_columns = [other.column for other in printed.all("schedule") if other.column.years and parse_period(other.column.heading) is None]
                told.update(column.index for column in unread_columns)
                headings = "”, “".join(column.heading for column in unread_columns)
                question = f"Tên cột “{headings}” nêu năm theo cách chưa đọc được: period_from, period_to để trống; đúng không?"
                drafter.mark("task_schedules", row, "column_text", question, spot.column.heading, "", spot.place)


def _column_text(column: Column) -> str:
    """The heading as printed; a figure alone ("1" under "Tháng") says nothing without the one above it."""
    return " ".join((*column.above[-1:], column.heading)) if _FIGURE.fullmatch(column.heading) else column.heading


def _is_yearless(entry: str) -> bool:
    """Whether only the year is missing: "Quý 2", "Tháng 3", "Trước 30/6" were read well, the document gives no date."""
    return parse_schedule(f"{entry}/2000").kind in ("month", "quarter", "date")


def entries_of(spot: Spot) -> tuple[list[str], list[str]]:
    """The entries of a cell of time, and the entries of another way of dividing it ([] when there is none).

    A list with dashes has one entry an item. Marks or line ends divide a cell only when every part alone can be read.
    """
    text = without_bullet(spot.text)
    if is_bulleted(spot.text):
        items = [item for piece in _ITEM.split(text) if (item := piece.strip(" ;"))]
        if items:
            return items, []
    if parse_schedule(text).kind != "text":
        return [text], []
    other: list[str] = []
    dashed = _ITEM.split(text)
    for parts in (re.split(r"\s*;\s*", text), [without_bullet(line) for line in spot.lines], re.split(r"\s*,\s*|\s+và\s+", text), dashed):
        items = [part.strip(" ;,") for part in parts if part.strip(" ;,")]
        if len(items) < 2:
            continue
        kinds = {parse_schedule(item).kind for item in items}
        # "Quý I/2026 - Quý IV/2026" may be two times, or all the time from the one to the other.
        if "text" not in kinds and not (parts is dashed and kinds <= _POINTS and ":" not in text):
            return items, []
        if kinds != {"text"} and not other:
            other = items
    return [text], other
