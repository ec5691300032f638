"""Events as iCalendar files (RFC 5545, RFC 7986), and the events of all plans on their way to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta, timezone
from heapq import nsmallest
from typing import Any

from icalendar import Calendar, Event, vDuration, vText

from .due_events import BODIES, address, events_of, list_of_body, list_of_commune
from .edition import Edition
from .facts import PlanFacts
from .list_store import ListStore
from .naming import lower_first
from .plans import Reference
from .text import nfc

Row = dict[str, Any]
# A calendar of a body that many plans name holds this many events: programs that show calendars slow down beyond.
MOST = 1000
PRODUCER = "-//Minh bạch kế hoạch xã//Thời hạn//VI"
FRESH = timedelta(days=1)
# RFC 5545 keeps control characters out of text, but for tabs and line feeds; a lone surrogate is no character at all.
_UNHOLDABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def plain(text: str) -> str:
    """Text that a calendar can hold: what it cannot is replaced by U+FFFD, for all to see."""
    return _UNHOLDABLE.sub("\ufffd", nfc(text))


def rank(row: Row, today: date) -> tuple[int, int, str]:
    """What is due from `today` on comes first, the nearest before the later; then what is past, the latest first."""
    first, last = date.fromisoformat(row["day"]), date.fromisoformat(row["last"])
    return (0, max(first, today).toordinal(), row["uid"]) if last >= today else (1, -last.toordinal(), row["uid"])


class EventStore:
    """The events of every commune and body on disk; of a body no more than `most` are kept, those of lowest rank.

    Which are kept depends on the events alone, not on the order in which they come.
    """

    def __init__(self, store: ListStore, today: date, most: int = MOST) -> None:
        self.store, self.today, self.most = store, today, most
        self._kept: dict[str, int] = {}

    def add(self, named: list[tuple[str, Row]]) -> None:
        """Append each event to the calendar of its name, see `written` and due_events.listed."""
        self.store.add(named)
        for name, _row in named:
            if name.startswith(BODIES):
                self._kept[name] = self._kept.get(name, 0) + 1
        # Thinned at twice the limit: each event is read again at most once.
        for name in {name for name, _row in named if self._kept.get(name, 0) >= 2 * self.most}:
            rows, total = self.rows(name), self.store.counts[name]
            self.store.remove(name)
            self.store.add([(name, row) for row in rows])
            self.store.counts[name], self._kept[name] = total, len(rows)

    def names(self) -> list[str]:
        """The calendars that have an event; for any other there is no file, and no page may link to one."""
        return sorted(name for name, count in self.store.counts.items() if count)

    def rows(self, name: str) -> list[Row]:
        """The events that the calendar holds."""
        rows = (row for chunk in self.store.chunks(name) for row in chunk)
        return nsmallest(self.most, rows, key=lambda row: rank(row, self.today)) if name.startswith(BODIES) else list(rows)

    def left_out(self, name: str) -> int:
        """How many events the calendar does not hold."""
        return max(self.store.counts[name] - self.most, 0) if name.startswith(BODIES) else 0


def describe(name: str, left_out: int = 0, most: int = MOST) -> str:
    """What the calendar of this list says of itself."""
    parts = ["Thời hạn ghi trong kế hoạch của xã. Văn bản không nêu ngày thì sự kiện nói rõ là không nêu ngày."]
    if name.startswith(BODIES):
        parts.append("Gồm việc cơ quan này chủ trì hoặc được giao, ở mọi xã; các xã dùng chung tên cơ quan thì chung một lịch.")
    if left_out:
        held, out = f"{most:,}".replace(",", "."), f"{left_out:,}".replace(",", ".")
        parts.append(f"Lịch này chỉ giữ {held} sự kiện, hạn gần nhất trước; {out} sự kiện khác không có ở đây. Lịch đủ là lịch của từng xã: du-lieu/<tỉnh>/<xã>/thoi-han.ics.")
    return " ".join(parts)


def packed(row: Row, of: Edition) -> Row:
    """An event of due_events.events_of as it stands in every calendar: written once, for that takes most of the time.

    `ics` is its text; `uid`, `day`, `last` and `bodies` say in which calendars it is, and where in them.
    """
    return {**{key: row[key] for key in ("uid", "day", "last", "bodies")}, "ics": _event(row, of).to_ical().decode("utf-8")}


def written(facts: PlanFacts, stamp: datetime, of: Edition) -> list[Row]:
    """The packed events of a plan; `stamp` is when its data changed last, with a time zone."""
    return [packed(row, of) for row in events_of(facts, stamp)]


def calendar(where: str, title: str, description: str, rows: Iterable[Row], of: Edition) -> bytes:
    """One iCalendar file of packed events, in the order of their days; `where` it stands below the root of the site.

    Raises ValueError without events: the format asks for one.
    """
    events = "".join(row["ics"] for row in sorted(rows, key=lambda row: (row["day"], row["uid"]))).encode("utf-8")
    if not events:
        raise ValueError(f"{where}: không có sự kiện nào; lịch trống thì không ghi tệp")
    made = Calendar()
    made.add("prodid", PRODUCER)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    # Of a name that begins with X- the library does not know that it is text, to be escaped.
    for name in ("name", "x-wr-calname"):
        made.add(name, vText(plain(title)))
    for name in ("description", "x-wr-caldesc"):
        made.add(name, vText(plain(description)))
    # RFC 7986 asks that the type of this and of SOURCE be said.
    made.add("refresh-interval", FRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(FRESH))
    if of.site_url:
        made.add("source", of.address(where), parameters={"VALUE": "URI"})
    head, end, _nothing = made.to_ical().rpartition(b"END:VCALENDAR")
    return head + events + end + b"\r\n"


def _event(row: Row, of: Edition) -> Event:
    made = Event()
    made.add("uid", row["uid"])
    made.add("dtstamp", datetime.fromisoformat(row["stamp"]).astimezone(timezone.utc))
    made.add("dtstart", date.fromisoformat(row["day"]))
    if row["rule"]:
        made.add("rrule", row["rule"] | {"until": date.fromisoformat(row["rule"]["until"])})
    url = of.address(row["page"])
    made.add("summary", plain(row["summary"]))
    # Several programs show the text of an event, but not its address.
    made.add("description", plain("\n".join(filter(None, (row["description"], url)))))
    made.add("location", plain(row["location"]))
    made.add("categories", [plain(category) for category in row["categories"]])
    made.add("transp", "TRANSPARENT")
    if url:
        made.add("url", url)
    return made


def files(store: EventStore, titles: Mapping[str, str], of: Edition) -> Iterator[tuple[str, bytes]]:
    """(address, bytes) of the calendar of every commune and body that has an event; `titles`: list -> what its calendar is called.

    Raises KeyError for a list without title.
    """
    for name in store.names():
        left_out = store.left_out(name)
        yield address(name), calendar(address(name), titles[name], describe(name, left_out, store.most), store.rows(name), of)


def titles(reference: Reference) -> dict[str, str]:
    """List -> what its calendar is called, for every commune and body that there is."""
    provinces = reference.keyed["provinces"]
    found = {}
    for row in reference.rows("communes"):
        province = provinces[row["province_code"]]
        found[list_of_commune(f"{province['slug']}/{row['slug']}-{row['code']}")] = f"Thời hạn: {row['full_name']}, {lower_first(province['full_name'])}"
    return found | {list_of_body(row["agency_id"]): f"Thời hạn: {row['name']}" for row in reference.rows("agencies")}
