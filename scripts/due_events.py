"""What of a plan falls due, as events of calendars: dated tasks, tasks and reports with a rhythm. Pure.

An event never claims a day that the document does not give: its title and its text say how exact the document is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from . import formats
from .datasets import FOLDER
from .facts import PlanFacts
from .languages import VIETNAMESE, writing
from .metrics import schedule_runs
from .naming import full_name, name_inside
from .rhythms import SHORTEST, Rhythm, printed_rhythm, stated_rhythm
from .summaries import heading
from .tables import schemas

Row = dict[str, Any]
# An event's id is made from its plan and row under this name, so that it is the same in every calendar and edition.
NAMESPACE = UUID("7d0c4c0e-6a55-4b0b-9f0e-2a3e5c1d9b64")
LISTS = "ics/"
BODIES = f"{LISTS}co-quan/"
TITLE_LENGTH = 110
# Of a time without a day: how the title says it, and what the text adds.
SPANS = {"month": ("tháng", "cuối tháng"), "quarter": ("quý", "cuối quý"), "year": ("năm", "cuối năm")}
RHYTHMS = {"monthly": ("Hằng tháng", "mỗi tháng"), "quarterly": ("Hằng quý", "mỗi quý"), "half-yearly": ("Sáu tháng một lần", "mỗi nửa năm"), "yearly": ("Hằng năm", "mỗi năm")}


@dataclass(frozen=True)
class When:
    """Days on which something is due; more than one has a rhythm. `title` says what kind of time it is, `note` how exact the document is."""

    days: list[date]
    title: str
    note: str = ""
    rhythm: Rhythm | None = None

    @property
    def exact(self) -> bool:
        """Whether the document gives the day."""
        return not self.note or bool(self.rhythm and self.rhythm.day)


def list_of_commune(commune: str) -> str:
    """The list of the events of a commune: "son-la/song-ma-04168" -> "ics/son-la/song-ma-04168"."""
    return LISTS + commune


def list_of_body(agency_id: str) -> str:
    return BODIES + agency_id


def address(name: str) -> str:
    """Where the calendar of a list stands, from the root of the site; that of a plan is named as that of a commune is."""
    return f"{FOLDER}{name.removeprefix(LISTS)}.ics" if name.startswith(BODIES) else f"{FOLDER}{name.removeprefix(LISTS)}/thoi-han.ics"


def listed(plan_id: str, events: list[Row]) -> list[tuple[str, Row]]:
    """(list, event) for the calendars of the plan's commune and of the bodies that lead or must report; of an event only `bodies` is looked at."""
    commune = list_of_commune(plan_id.rpartition("/")[0])
    return [(name, row) for row in events for name in (commune, *(list_of_body(agency_id) for agency_id in row["bodies"]))]


def events_of(facts: PlanFacts, stamp: datetime) -> list[Row]:
    """Every event of a plan in document order, as JSON can hold it; `stamp` is when the plan's data changed last, with a time zone.

    `day` is the first due day, `rule` an RRULE or None, `last` the last due day, `bodies` who leads or must report. A plan that was replaced
    has none; neither has what is ongoing, conditional, marked, or could not be read.
    """
    if facts.plan["stage"] == "replaced":
        return []
    with writing(VIETNAMESE):
        return [_event(facts, stamp, *found) for found in (*_tasks(facts), *_duties(facts))]


def _tasks(facts: PlanFacts) -> Iterator[tuple[str, When, Row]]:
    """(key of the event, when, what its text says)"""
    for group in facts.tasks:
        for task in group.rows:
            if task["kind"] != "task":
                continue
            for run, time in schedule_runs(task["schedules"]):
                when = _task_time(facts, run)
                if when and when.days:
                    due, years = time["due_on"], (time["period_from"], time["period_to"])
                    outside = bool(due and all(years) and not years[0] <= due.year <= years[1])
                    columns = list(dict.fromkeys(row["column_text"] for row in (run[0], run[-1]) if row["period_from"] and row["column_text"]))
                    yield f"{task['task_id']}:{time['seq']}", when, {
                        "name": f"{task['title']}. {task['name']}" if task["title"] else task["name"], "category": "Nhiệm vụ", "rows": [task],
                        "bodies": {body["agency_id"]: body["name"] for body in task["lead"]}, "id": task["task_id"], "role": "Chủ trì",
                        "words": time["schedule_text"], "columns": columns,
                        "outside": "Thời gian này nằm ngoài các năm của cột." if outside else "", "reading": {task["reading"], time["reading"]},
                    }  # fmt: skip


def _duties(facts: PlanFacts) -> Iterator[tuple[str, When, Row]]:
    """Duties; what several bodies must do alike is one event."""
    alike: dict[tuple[Any, ...], list[Row]] = {}
    for row in facts.duties:
        if row["due_on"] or row["recurrence"]:
            alike.setdefault((row["summary"], row["deadline_text"], row["recurrence"], row["due_rule"], row["due_on"]), []).append(row)
    for rows in alike.values():
        first = rows[0]
        when = _duty_time(facts, first)
        if when.days:
            yield first["duty_id"], when, {
                "name": first["summary"], "category": "Báo cáo" if first["kind"] == "report" else "Trách nhiệm", "rows": rows,
                "bodies": {row["agency_id"]: row["body"] for row in rows}, "id": first["duty_id"], "role": "Cơ quan",
                "words": first["deadline_text"], "columns": [], "outside": "", "reading": {row["reading"] for row in rows},
            }  # fmt: skip


def _task_time(facts: PlanFacts, run: list[Row]) -> When | None:
    time = run[0]
    if time["kind"] == "date":
        return When([time["due_on"]], "Hạn")
    if time["kind"] in SPANS:
        return _span(time["kind"], time["due_on"])
    if time["kind"] == "recurring":
        years = time["period_from"] or facts.plan["period_from"], run[-1]["period_to"] or facts.plan["period_to"]
        return _recurring(facts, printed_rhythm(time["recurrence"], time["schedule_text"]), *years)
    return None


def _duty_time(facts: PlanFacts, row: Row) -> When:
    due = row["due_on"]
    if not due:
        return _recurring(facts, stated_rhythm(row["recurrence"], row["due_rule"]), facts.plan["period_from"], facts.plan["period_to"])
    # "trong năm 2026" is read as the last day of the year, which the document does not print.
    return _span("year", due) if (due.month, due.day) == (12, 31) and "31" not in row["deadline_text"] else When([due], "Hạn")


def _span(kind: str, due: date) -> When:
    name, end = SPANS[kind]
    number = {"month": f" {due.month}/", "quarter": f" {('I', 'II', 'III', 'IV')[due.month // 3 - 1]}/", "year": " "}[kind]
    return When([due], f"Trong {name}{number}{due.year}", f"Văn bản chỉ nêu {name}, không nêu ngày; lịch đặt vào ngày {end}.")


def _recurring(facts: PlanFacts, rhythm: Rhythm, first_year: int, last_year: int) -> When:
    """From the first year to the last, but not before the document was there."""
    dated = facts.plan["issued_on"] or (facts.plan["signed_at"] and facts.plan["signed_at"].date())
    first = date(first_year, 1, 1)
    days = rhythm.days(max(first, dated) if dated else first, date(last_year, 12, 31))
    often, each = RHYTHMS[rhythm.recurrence]
    if rhythm.day:
        note = "Tháng không có ngày này: lịch đặt vào ngày cuối tháng." if rhythm.day > SHORTEST else ""
        return When(days, f"Hạn {often.lower()}", note, rhythm)
    if rhythm.recurrence == "yearly" and rhythm.months != (12,):
        return When(days, f"{often}, không nêu ngày", f"Văn bản không nêu ngày; lịch đặt vào ngày cuối tháng {rhythm.months[0]}.", rhythm)
    return When(days, f"{often}, không nêu ngày", f"Văn bản không nêu ngày; lịch đặt vào ngày cuối {each}.", rhythm)


def _event(facts: PlanFacts, stamp: datetime, key: str, when: When, said: Row) -> Row:
    name = said["name"]
    title = name if len(name) <= TITLE_LENGTH else name[:TITLE_LENGTH].rpartition(" ")[0].rstrip(" ,;:.") + "…"
    flags = list(dict.fromkeys(notice for row in said["rows"] for notice in facts.flags.get(row.get("task_id") or row["duty_id"], [])))
    words = f"Văn bản ghi: “{said['words']}”"
    if said["columns"]:
        words += f", cột {' đến '.join(f'“{column}”' for column in said['columns'])}"
    lines = [
        heading(facts) + (f" ({schemas()['plans'].label('stage', facts.plan['stage'])})" if facts.plan["stage"] != "issued" else ""),
        f"Việc: {name}" if title != name else "",
        f"{said['role']}: {'; '.join(said['bodies'].values()) or 'không nêu'}",
        f"{words}.", when.note, said["outside"],
        _repeats(when),
        f"Chỗ ghi trong văn bản: {'; '.join(dict.fromkeys(str(row['place']) for row in said['rows']))}.",
        "Cách đọc chưa chắc chắn: văn bản không cho biết rõ ô hoặc cột nào." if "doubtful" in said["reading"] else "",
        f"Có đối chiếu về dòng này: {', '.join(flags)}." if flags else "",
    ]  # fmt: skip
    last = when.days[-1]
    return {
        "uid": str(uuid5(NAMESPACE, f"{facts.plan_id}#{key}")), "stamp": stamp.isoformat(), "day": when.days[0].isoformat(), "last": last.isoformat(),
        "rule": when.rhythm.rule(last) if when.rhythm and len(when.days) > 1 else None,
        "summary": f"{when.title}: {title} – {name_inside(facts.commune)}", "description": "\n".join(filter(None, lines)),
        "page": f"{facts.plan_id}/#{said['id']}", "location": f"{full_name(facts.commune)}, {name_inside(facts.province)}",
        "categories": [said["category"]] + ([] if when.exact else ["Không nêu ngày"]), "bodies": list(said["bodies"]),
    }  # fmt: skip


def _repeats(when: When) -> str:
    """Until when it is repeated, for readers of calendars that do not say."""
    return f"Lặp lại đến {formats.day(when.days[-1])}." if len(when.days) > 1 else ""
