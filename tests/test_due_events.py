"""What becomes an event of a calendar, on which day, and in which words; what does not become one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from literal_plans import plan, reference

from scripts import due_events
from scripts.due_events import events_of
from scripts.facts import plan_facts
from scripts.languages import ENGLISH, writing
from scripts.paths import Layout
from scripts.plans import load_plan, load_reference, plan_folders, plan_id_of

STAMP = datetime.fromisoformat("2026-11-20T00:00:00+07:00")


def events(**tables: list[dict[str, str]]) -> list[dict[str, Any]]:
    return events_of(plan_facts(plan(**tables), reference()), STAMP)


def task(schedules: list[dict[str, str]], plans: dict[str, str] | None = None, **cells: str) -> list[dict[str, Any]]:
    return events(plans=[plans or {}], tasks=[{"task_id": "NV01", **cells}], task_agencies=[{"task_id": "NV01", "agency_text": "Phòng Kinh tế", "agency_id": "phong-kinh-te"}],
                  task_schedules=[{"task_id": "NV01", "seq": str(at), **row} for at, row in enumerate(schedules, 1)])  # fmt: skip


def duty(*rows: dict[str, str], plans: dict[str, str] | None = None, **tables: list[dict[str, str]]) -> list[dict[str, Any]]:
    return events(plans=[plans or {}], duties=[{"duty_id": f"TN{at:02}", **row} for at, row in enumerate(rows, 1)], **tables)


@pytest.fixture(scope="module")
def real() -> dict[str, list[dict[str, Any]]]:
    """The events of the committed plans."""
    layout, known = Layout(), load_reference(Layout())
    return {plan_id_of(layout, folder): events_of(plan_facts(load_plan(layout, folder), known), STAMP) for folder in plan_folders(layout)}


def test_a_task_with_a_date() -> None:
    """The whole event, as it goes to the calendar."""
    [found] = task([{"kind": "date", "schedule_text": "Trước 30/11/2026", "due_on": "2026-11-30", "column_text": "Thời gian"}])
    assert found == {
        "uid": "a96c2eee-3fab-50f8-8483-22bc4c34fadd", "stamp": "2026-11-20T00:00:00+07:00", "day": "2026-11-30", "last": "2026-11-30", "rule": None,
        "summary": "Hạn: Tổ chức hội nghị – xã Sông Mã",
        "description": "Kế hoạch khoa học, công nghệ 2026, xã Sông Mã\nChủ trì: Phòng Kinh tế\nVăn bản ghi: “Trước 30/11/2026”.\n"
                       "Chỗ ghi trong văn bản: Phần lời văn, dòng 20.",
        "page": "son-la/song-ma-04168/khcn-2026/#NV01", "location": "Xã Sông Mã, tỉnh Sơn La", "categories": ["Nhiệm vụ"], "bodies": ["phong-kinh-te"],
    }  # fmt: skip


@pytest.mark.parametrize(
    "schedule, day, title, note",
    [
        ({"kind": "month", "schedule_text": "Tháng 02/2026", "due_on": "2026-02-28"}, "2026-02-28", "Trong tháng 2/2026: ", "Văn bản chỉ nêu tháng, không nêu ngày; lịch đặt vào ngày cuối tháng."),
        ({"kind": "quarter", "schedule_text": "Quý III/2026", "due_on": "2026-09-30"}, "2026-09-30", "Trong quý III/2026: ", "Văn bản chỉ nêu quý, không nêu ngày; lịch đặt vào ngày cuối quý."),
        ({"kind": "year", "schedule_text": "Năm 2026", "due_on": "2026-12-31"}, "2026-12-31", "Trong năm 2026: ", "Văn bản chỉ nêu năm, không nêu ngày; lịch đặt vào ngày cuối năm."),
        ({"kind": "recurring", "schedule_text": "Hằng quý", "recurrence": "quarterly"}, "2026-03-31", "Hằng quý, không nêu ngày: ", "Văn bản không nêu ngày; lịch đặt vào ngày cuối mỗi quý."),
        ({"kind": "recurring", "schedule_text": "6 tháng", "recurrence": "half-yearly"}, "2026-06-30", "Sáu tháng một lần, không nêu ngày: ", "Văn bản không nêu ngày; lịch đặt vào ngày cuối mỗi nửa năm."),
        ({"kind": "recurring", "schedule_text": "Tháng 11 hằng năm", "recurrence": "yearly"}, "2026-11-30", "Hằng năm, không nêu ngày: ", "Văn bản không nêu ngày; lịch đặt vào ngày cuối tháng 11."),
    ],
)
def test_a_time_without_a_day_says_so(schedule: dict[str, str], day: str, title: str, note: str) -> None:
    """On the last day of what is printed, and never as if the document gave that day."""
    [found] = task([schedule])
    assert (found["day"], found["summary"]) == (day, f"{title}Tổ chức hội nghị – xã Sông Mã")
    assert note in found["description"].split("\n") and f"Văn bản ghi: “{schedule['schedule_text']}”." in found["description"]
    assert found["categories"] == ["Nhiệm vụ", "Không nêu ngày"]


@pytest.mark.parametrize("kind", ["ongoing", "conditional", "marked", "text"])
def test_what_has_no_time_has_no_event(kind: str) -> None:
    """Ongoing, waiting for a condition, only marked, or not read as a time; neither has a heading over tasks, nor a duty without time."""
    assert task([{"kind": kind, "schedule_text": "x"}]) == []
    assert task([{"kind": "year", "schedule_text": "Năm 2026", "due_on": "2026-12-31"}], kind="group") == []
    assert duty({}) == []


def test_a_plan_that_was_replaced_has_none() -> None:
    """Its successor says what is due; a draft says that it is one."""
    schedule = [{"kind": "year", "schedule_text": "Năm 2026", "due_on": "2026-12-31"}]
    assert task(schedule, {"stage": "replaced"}) == []
    assert task(schedule, {"stage": "draft"})[0]["description"].startswith("Kế hoạch khoa học, công nghệ 2026, xã Sông Mã (dự thảo)\n")


def test_neighbouring_columns_with_the_same_words_are_one_event() -> None:
    """From the first year to the last, each year once, although the printed periods share years."""
    [found] = task([
        {"kind": "recurring", "schedule_text": "Hàng năm", "recurrence": "yearly", "column_text": f"Giai đoạn {year} - {year + 5}", "period_from": str(year), "period_to": str(year + 5)}
        for year in (2025, 2030)
    ])  # fmt: skip
    assert (found["day"], found["last"]) == ("2025-12-31", "2035-12-31")
    assert found["rule"] == {"freq": "YEARLY", "bymonth": 12, "bymonthday": -1, "until": "2035-12-31"}
    assert "cột “Giai đoạn 2025 - 2030” đến “Giai đoạn 2030 - 2035”.\n" in found["description"] and "Lặp lại đến 31/12/2035." in found["description"]


def test_times_of_one_task_have_ids_of_their_own() -> None:
    """Two printed times are two events; the id depends on plan, row and position, not on the words."""
    both = task([{"kind": "month", "schedule_text": "Tháng 01/2026", "due_on": "2026-01-31"}, {"kind": "recurring", "schedule_text": "Hằng quý", "recurrence": "quarterly"}])
    other = task([{"kind": "month", "schedule_text": "Tháng 02/2026", "due_on": "2026-02-28"}], name="Tên khác")
    assert len({event["uid"] for event in both}) == 2 and both[0]["uid"] == other[0]["uid"]


def test_a_time_outside_its_column_and_a_doubtful_reading_are_said() -> None:
    """So is a notice about the row."""
    [found] = events(
        tasks=[{"task_id": "NV01", "reading": "doubtful"}], notices=[{"notice_id": "DC07", "table": "tasks", "row_id": "NV01"}],
        task_schedules=[{"task_id": "NV01", "kind": "month", "schedule_text": "Tháng 9/2026", "due_on": "2026-09-30", "column_text": "Năm 2025", "period_from": "2025", "period_to": "2025"}],
    )  # fmt: skip
    assert found["description"].split("\n")[1:] == [
        "Chủ trì: không nêu", "Văn bản ghi: “Tháng 9/2026”, cột “Năm 2025”.", "Văn bản chỉ nêu tháng, không nêu ngày; lịch đặt vào ngày cuối tháng.",
        "Thời gian này nằm ngoài các năm của cột.", "Chỗ ghi trong văn bản: Phần lời văn, dòng 20.",
        "Cách đọc chưa chắc chắn: văn bản không cho biết rõ ô hoặc cột nào.", "Có đối chiếu về dòng này: DC07.",
    ]  # fmt: skip


def test_what_several_bodies_must_do_alike_is_one_event() -> None:
    """Of all of them; another deadline is another event."""
    row = {"summary": "Báo cáo xã", "kind": "report", "deadline_text": "trước ngày 05 của tháng cuối quý", "recurrence": "quarterly", "due_rule": "day 05 of the last month of each quarter"}
    found = duty(row, {**row, "agency_id": "cong-an-xa", "agency_text": "công an"}, {**row, "due_rule": "day 02 of the last month of each quarter"})
    assert [(event["day"], event["bodies"]) for event in found] == [("2026-03-05", ["phong-kinh-te", "cong-an-xa"]), ("2026-03-02", ["phong-kinh-te"])]
    assert found[0]["summary"] == "Hạn hằng quý: Báo cáo xã – xã Sông Mã" and found[0]["categories"] == ["Báo cáo"]
    assert "Cơ quan: Phòng Kinh tế; Công an xã\n" in found[0]["description"]


def test_a_rhythm_begins_no_earlier_than_its_document() -> None:
    """What would have been due before the day of the document is no event; without a day the period counts."""
    row = {"summary": "Báo cáo", "kind": "report", "deadline_text": "trước ngày 05 hàng tháng", "recurrence": "monthly", "due_rule": "day 05 of each month"}
    assert duty(row)[0]["day"] == "2026-01-05"
    assert duty(row, plans={"issued_on": "2026-07-14"})[0]["day"] == "2026-08-05"
    assert duty(row, plans={"signed_at": "2026-11-30T12:00:00+07:00"})[0]["rule"] is None
    assert duty(row, plans={"issued_on": "2026-12-06"}) == []


def test_a_year_alone_is_no_last_day_of_december() -> None:
    """ "trong năm 2026" gives no day; "trước ngày 31/12/2026" gives one."""
    year, day = duty({"deadline_text": "trong năm 2026", "due_on": "2026-12-31"}, {"deadline_text": "trước ngày 31/12/2026", "due_on": "2026-12-31"})
    assert year["summary"].startswith("Trong năm 2026: ") and year["categories"] == ["Trách nhiệm", "Không nêu ngày"]
    assert day["summary"].startswith("Hạn: ") and day["categories"] == ["Trách nhiệm"]


def test_a_day_that_some_months_lack_is_explained() -> None:
    """The document gives the day, so it counts as one."""
    [found] = duty({"deadline_text": "trước ngày 31 hàng tháng", "recurrence": "monthly", "due_rule": "day 31 of each month"})
    assert "Tháng không có ngày này: lịch đặt vào ngày cuối tháng." in found["description"] and found["categories"] == ["Trách nhiệm"]


def test_a_long_name_is_cut_in_the_title_only() -> None:
    """At a word, with a sign; the text has it whole."""
    [found] = task([{"kind": "year", "schedule_text": "Năm 2026", "due_on": "2026-12-31"}], name="Tổ chức hội nghị, " * 10 + "hết")
    assert found["summary"] == "Trong năm 2026: Tổ chức hội nghị, Tổ chức hội nghị, Tổ chức hội nghị, Tổ chức hội nghị, Tổ chức hội nghị, Tổ chức hội nghị… – xã Sông Mã"
    assert f"Việc: {'Tổ chức hội nghị, ' * 10}hết\n" in found["description"]


def test_calendars_are_vietnamese_whatever_page_is_written() -> None:
    """They are made beside the pages of both languages, and are the same."""
    schedule = [{"kind": "year", "schedule_text": "Năm 2026", "due_on": "2026-12-31"}]
    with writing(ENGLISH):
        english = task(schedule)
    assert english == task(schedule)


def test_lists_and_addresses() -> None:
    """Each event stands once for its commune and once for each body; the plan's own calendar is named as the commune's is."""
    tables = {"duties": [{"duty_id": "TN01", "deadline_text": "trước ngày 05/12/2026", "due_on": "2026-12-05"}, {"duty_id": "TN02", "agency_id": "cong-an-xa", "deadline_text": "trước ngày 05/12/2026", "due_on": "2026-12-05"}]}
    named = due_events.listed("son-la/song-ma-04168/khcn-2026", events(**tables))
    assert [name for name, _row in named] == ["ics/son-la/song-ma-04168", "ics/co-quan/phong-kinh-te", "ics/co-quan/cong-an-xa"]
    assert [due_events.address(name) for name, _row in named] == [
        "du-lieu/son-la/song-ma-04168/thoi-han.ics", "du-lieu/co-quan/phong-kinh-te.ics", "du-lieu/co-quan/cong-an-xa.ics",
    ]  # fmt: skip
    assert due_events.address(due_events.list_of_commune("son-la/song-ma-04168/khcn-2026")) == "du-lieu/son-la/song-ma-04168/khcn-2026/thoi-han.ics"


def test_the_committed_plans(real: dict[str, list[dict[str, Any]]]) -> None:
    """How many events each has; every id is of one event only."""
    assert {plan_id: len(found) for plan_id, found in real.items()} == {
        "quang-ngai/minh-long-21361/khcn-2026": 0, "son-la/muong-la-03808/cds-2026": 22, "son-la/muong-la-03808/khcn-2026": 8,
        "son-la/song-ma-04168/khcn-2026": 1, "son-la/thuan-chau-03721/nq57-2025": 33,
    }  # fmt: skip
    uids = [event["uid"] for found in real.values() for event in found]
    assert len(set(uids)) == len(uids)
    assert not any("Tháng 10/226" in event["description"] for event in real["son-la/muong-la-03808/cds-2026"])
