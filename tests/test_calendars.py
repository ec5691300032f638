"""Calendars keep the rules of iCalendar, say the due days that the plans say, and stay small for bodies that many plans name."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import ical_support
import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar
from ical_support import one, said

from scripts import calendars, due_events
from scripts.calendars import EventStore, calendar, files, packed
from scripts.edition import Edition
from scripts.facts import plan_facts
from scripts.list_store import ListStore
from scripts.paths import Layout
from scripts.plans import load_plan, load_reference, plan_folders

HERE = Edition(date(2026, 11, 20), "https://vidu.vn/kh/")
NOWHERE = Edition(date(2026, 11, 20))
TODAY = date(2026, 11, 20)
ROW = {"uid": "a96c2eee-3fab-50f8-8483-22bc4c34fadd", "stamp": "2026-11-20T00:00:00+07:00", "day": "2026-11-30", "last": "2026-11-30", "rule": None, "summary": "Hạn: Họp",
       "description": "Kế hoạch\nChủ trì: không nêu", "page": "son-la/a-00001/b/#NV01", "location": "Xã A", "categories": ["Nhiệm vụ"], "bodies": []}  # fmt: skip


def one_event(of: Edition, title: str = "A", **cells: Any) -> bytes:
    """A calendar of one event."""
    return calendar("du-lieu/a.ics", title, title, [packed({**ROW, **cells}, of)], of)


def days(event: list[ical_support.Line]) -> list[str]:
    """The days of an event as another library expands them."""
    start = one(event, "DTSTART")
    rules = [value for name, _parameters, value in event if name == "RRULE"]
    found = rrulestr(f"DTSTART:{start}\nRRULE:{rules[0]}") if rules else [datetime.strptime(start, "%Y%m%d")]
    return [moment.date().isoformat() for moment in found]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every calendar of the committed plans."""
    layout, known = Layout(), load_reference(Layout())
    store = EventStore(ListStore(tmp_path_factory.mktemp("lists"), 400), TODAY)
    for folder in plan_folders(layout):
        facts = plan_facts(load_plan(layout, folder), known)
        store.add(due_events.listed(facts.plan_id, calendars.written(facts, HERE.stamp, HERE)))
    return dict(files(store, calendars.titles(known), HERE))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EventStore]:
    yield EventStore(ListStore(tmp_path / "lists", 3), TODAY, most=4)


def test_every_calendar_keeps_the_rules(real: dict[str, bytes]) -> None:
    """By a reader of our own, and by the library, which finds no error and the same events."""
    assert len(real) == 17
    for raw in real.values():
        _calendar, events = ical_support.read(raw)
        parsed = Calendar.from_ical(raw)
        assert parsed.errors == [] and [event.errors for event in parsed.events] == [[]] * len(events)
        assert [str(event["UID"]) for event in parsed.events] == [one(event, "UID") for event in events]


def test_which_calendars_there_are(real: dict[str, bytes]) -> None:
    """Minh Long has no due day, so there is no file for it: a calendar without events is none."""
    assert sorted(address for address in real if "co-quan" not in address) == [
        "du-lieu/son-la/muong-la-03808/thoi-han.ics", "du-lieu/son-la/song-ma-04168/thoi-han.ics", "du-lieu/son-la/thuan-chau-03721/thoi-han.ics",
    ]  # fmt: skip
    with pytest.raises(ValueError, match="không có sự kiện"):
        calendar("du-lieu/quang-ngai/minh-long-21361/thoi-han.ics", "Thời hạn", "", [], HERE)


@pytest.mark.parametrize(
    "place, row, expected",
    [
        ("muong-la-03808", "khcn-2026/#TN12", ["2026-03-05", "2026-06-05", "2026-09-05", "2026-12-05"]),
        ("muong-la-03808", "cds-2026/#TN13", ["2026-03-05", "2026-06-05", "2026-09-05", "2026-12-05"]),
        ("muong-la-03808", "cds-2026/#TN22", ["2026-03-02", "2026-06-02", "2026-09-02", "2026-12-02"]),
        ("muong-la-03808", "cds-2026/#TN04", ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31", "2026-08-31",
                                              "2026-09-30", "2026-10-31", "2026-11-30", "2026-12-31"]),
        ("muong-la-03808", "cds-2026/#NV02", ["2026-11-30"]),
        ("song-ma-04168", "khcn-2026/#TN07", ["2026-12-05"]),
        ("thuan-chau-03721", "nq57-2025/#TN02", ["2025-12-31"]),
        ("thuan-chau-03721", "nq57-2025/#TN06", [f"{year}-{month:02}-05" for year in range(2025, 2046) for month in range(1, 13)]),
        ("thuan-chau-03721", "nq57-2025/#TN07", [f"{year}-{day}" for year in range(2025, 2046) for day in ("03-31", "06-30", "09-30", "12-31")]),
        ("thuan-chau-03721", "nq57-2025/#TN08", [f"{year}-{day}" for year in range(2025, 2046) for day in ("06-30", "12-31")]),
        ("thuan-chau-03721", "nq57-2025/#TN09", [f"{year}-12-31" for year in range(2025, 2046)]),
    ],
)  # fmt: skip
def test_due_days_of_the_committed_duties(real: dict[str, bytes], place: str, row: str, expected: list[str]) -> None:
    """Every duty with a time, as the RRULE gives it."""
    _calendar, events = ical_support.read(real[f"du-lieu/son-la/{place}/thoi-han.ics"])
    [event] = [event for event in events if one(event, "URL").endswith(f"/{place}/{row}")]
    assert days(event) == expected


def test_yearly_plan_of_thuan_chau_in_november(real: dict[str, bytes]) -> None:
    """ "Tháng 11 hàng năm" stands at the end of November of each year, beside the month of the first year."""
    _calendar, events = ical_support.read(real["du-lieu/son-la/thuan-chau-03721/thoi-han.ics"])
    found = [event for event in events if one(event, "URL").endswith("#NV05")]
    assert [days(event) for event in found] == [["2025-07-31"], [f"{year}-11-30" for year in range(2025, 2046)]]


def test_every_duty_with_a_time_is_in_the_calendar_of_its_body(real: dict[str, bytes]) -> None:
    """But for three that are the same as another one, and stand in its event."""
    links = {one(event, "URL") for address, raw in real.items() if "co-quan" in address for event in ical_support.read(raw)[1]}
    rows = {f"{folder.parent.name}/{folder.name}/#{row['duty_id']}" for folder in plan_folders(Layout()) for row in load_plan(Layout(), folder).rows("duties") if row["due_on"] or row["recurrence"]}
    alike = {"muong-la-03808/khcn-2026/#TN13", "muong-la-03808/cds-2026/#TN33", "song-ma-04168/khcn-2026/#TN08"}
    assert {row for row in rows if f"https://vidu.vn/kh/son-la/{row}" not in links} == alike and len(rows) == 13


def test_what_a_calendar_says_of_itself(real: dict[str, bytes]) -> None:
    """Its name, where it can be fetched anew, and that days which are not stated are called so."""
    lines, _events = ical_support.read(real["du-lieu/son-la/muong-la-03808/thoi-han.ics"])
    assert said(lines, "NAME") == "Thời hạn: Xã Mường La, tỉnh Sơn La"
    assert said(lines, "DESCRIPTION") == "Thời hạn ghi trong kế hoạch của xã. Văn bản không nêu ngày thì sự kiện nói rõ là không nêu ngày."
    assert one(lines, "SOURCE") == "https://vidu.vn/kh/du-lieu/son-la/muong-la-03808/thoi-han.ics"
    lines, _events = ical_support.read(real["du-lieu/co-quan/phong-kinh-te.ics"])
    assert said(lines, "NAME") == "Thời hạn: Phòng Kinh tế" and "ở mọi xã" in said(lines, "DESCRIPTION")


def test_the_same_event_has_one_id_in_every_calendar(real: dict[str, bytes]) -> None:
    """So a program that has both calendars can tell that it is one."""
    commune = {one(event, "URL"): one(event, "UID") for event in ical_support.read(real["du-lieu/son-la/song-ma-04168/thoi-han.ics"])[1]}
    body = {one(event, "URL"): one(event, "UID") for event in ical_support.read(real["du-lieu/co-quan/ban-to-dan-pho.ics"])[1]}
    assert commune == body != {}


def test_a_site_without_address_gives_no_address() -> None:
    """Events have their text all the same; the time stamp is that of the data, in UTC."""
    lines, [event] = ical_support.read(one_event(NOWHERE))
    assert not {"SOURCE", "URL"} & {name for name, _parameters, _value in [*lines, *event]}
    assert said(event, "DESCRIPTION") == "Kế hoạch\nChủ trì: không nêu" and one(event, "DTSTAMP") == "20261119T170000Z"
    _lines, [event] = ical_support.read(one_event(HERE))
    assert said(event, "DESCRIPTION").endswith("\nhttps://vidu.vn/kh/son-la/a-00001/b/#NV01") and one(event, "URL") == "https://vidu.vn/kh/son-la/a-00001/b/#NV01"


@pytest.mark.parametrize(
    "text, kept",
    [
        ("a;b,c\\d", "a;b,c\\d"),
        ("x\r\nBEGIN:VALARM\nEND:VEVENT", "x\ufffd\nBEGIN:VALARM\nEND:VEVENT"),
        ("chuông\x07 \x00 \x1b[2J \x7f", "chuông\ufffd \ufffd \ufffd[2J \ufffd"),
        ("nửa chữ \ud83d đủ 😀", "nửa chữ \ufffd đủ 😀"),
        ("hóa".encode().decode() + " ho\u0301a", "hóa hóa"),
        ("Ệ" * 300, "Ệ" * 300),
        ("\\n không xuống dòng; \\", "\\n không xuống dòng; \\"),
    ],
)
def test_hostile_text_stays_text(text: str, kept: str) -> None:
    """It ends no event, begins no alarm; what a calendar cannot hold is replaced for all to see, and lines are folded between characters."""
    raw = one_event(NOWHERE, text, summary=text, description=text, location=text, categories=[text])
    lines, [event] = ical_support.read(raw)
    assert {said(event, name) for name in ("SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES")} | {said(lines, "NAME")} == {kept}
    [parsed] = Calendar.from_ical(raw).events
    assert str(parsed["SUMMARY"]) == kept


def test_a_calendar_is_what_the_library_would_write(real: dict[str, bytes]) -> None:
    """Its events are written one by one; the whole read and written by the library is the same, byte for byte."""
    for raw in real.values():
        assert Calendar.from_ical(raw).to_ical() == raw


def _due(number: int, day: str, last: str = "") -> dict[str, Any]:
    return packed({**ROW, "uid": f"{number:04}", "day": day, "last": last or day}, HERE)


def test_a_body_in_very_many_plans_keeps_what_is_due_next(store: EventStore) -> None:
    """What is due from today on comes first, the nearest before the later, a rhythm that still runs counting as due; then what is past, the latest first."""
    rows = [_due(1, "2026-11-19"), _due(2, "2026-11-20"), _due(3, "2027-01-01"), _due(4, "2025-01-31", "2045-12-31"), _due(5, "2025-01-01"), _due(6, "2030-01-01")]
    name = due_events.list_of_body("phong-kinh-te")
    store.add([(name, row) for row in rows])
    assert [row["uid"] for row in store.rows(name)] == ["0002", "0004", "0003", "0006"]
    assert store.left_out(name) == 2
    [(address, raw)] = files(store, {name: "Thời hạn: Phòng Kinh tế"}, HERE)
    lines, events = ical_support.read(raw)
    assert address == "du-lieu/co-quan/phong-kinh-te.ics" and len(events) == 4
    assert "Lịch này chỉ giữ 4 sự kiện, hạn gần nhất trước; 2 sự kiện khác không có ở đây. Lịch đủ là lịch của từng xã: du-lieu/<tỉnh>/<xã>/thoi-han.ics." in said(lines, "DESCRIPTION")


def test_what_is_kept_does_not_depend_on_the_order(tmp_path: Path) -> None:
    """Of hundreds of events in any order the same few are kept, and no more than twice as many ever lie on the disk."""
    rows = [_due(number, f"{2024 + number % 5}-{number % 12 + 1:02}-{number % 28 + 1:02}") for number in range(300)]
    name = due_events.list_of_body("a")
    results = []
    for seed in range(3):
        random.Random(seed).shuffle(rows)
        kept = EventStore(ListStore(tmp_path / str(seed), 7), TODAY, most=5)
        for at in range(0, len(rows), 7):
            kept.add([(name, row) for row in rows[at : at + 7]])
            assert sum(len(chunk) for chunk in kept.store.chunks(name)) < 2 * 5 + 7
        results.append((kept.rows(name), kept.left_out(name)))
    assert results[0] == results[1] == results[2] and results[0][1] == 295


def test_a_commune_keeps_every_event(store: EventStore) -> None:
    """Its calendar is the complete one, in the order of the days."""
    name = due_events.list_of_commune("son-la/song-ma-04168")
    store.add([(name, _due(number, f"2026-01-{28 - number:02}")) for number in range(20)])
    [(_address, raw)] = files(store, {name: "Thời hạn"}, HERE)
    assert [one(event, "UID") for event in ical_support.read(raw)[1]] == [f"{number:04}" for number in reversed(range(20))] and store.left_out(name) == 0


def test_titles_of_all_communes_and_bodies() -> None:
    """Every list that an event can be in has a title."""
    known = load_reference(Layout())
    titles = calendars.titles(known)
    assert len(titles) == len(known.rows("communes")) + len(known.rows("agencies"))
    assert titles["ics/son-la/song-ma-04168"] == "Thời hạn: Xã Sông Mã, tỉnh Sơn La" and titles["ics/co-quan/cong-an-xa"] == "Thời hạn: Công an xã"
