"""A strict reader of iCalendar of our own: the rules of RFC 5545 and RFC 7986 that the calendars must keep, without the library that wrote them."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

Line = tuple[str, dict[str, str], str]
_LINE = re.compile(r"([A-Z][A-Z0-9-]*)((?:;[A-Z-]+=[^;:]+)*):(.*)", re.DOTALL)
# In text a comma, semicolon or backslash is escaped, and only these and line feeds are.
_TEXT = re.compile(r"(?:[^\\;,\x00-\x08\x0a-\x1f\x7f]|\\[\\;,nN])*")
TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME", "X-WR-CALDESC", "UID", "PRODID"}
ONCE = {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "LOCATION", "TRANSP", "URL", "RRULE"}


def unfolded(raw: bytes) -> list[str]:
    """The content lines; every physical line ends in CRLF, has no more than 75 octets and is UTF-8 by itself."""
    assert raw.endswith(b"\r\n") and b"\n" not in raw.replace(b"\r\n", b"") and b"\r" not in raw.replace(b"\r\n", b"")
    lines: list[str] = []
    for physical in raw[:-2].split(b"\r\n"):
        assert 0 < len(physical) <= 75, physical
        text = physical.decode("utf-8")
        if text[0] in " \t":
            lines[-1] += text[1:]
        else:
            lines.append(text)
    return lines


def read(raw: bytes) -> tuple[list[Line], list[list[Line]]]:
    """(properties of the calendar, properties of each event), all checked."""
    calendar: list[Line] = []
    events: list[list[Line]] = []
    inside: list[str] = []
    for text in unfolded(raw):
        match = _LINE.fullmatch(text)
        assert match, text
        line = (match[1], dict(pair.split("=", 1) for pair in match[2].split(";")[1:]), match[3])
        if line[0] == "BEGIN":
            inside.append(line[2])
            if line[2] == "VEVENT":
                events.append([])
        elif line[0] == "END":
            assert inside.pop() == line[2]
        elif inside == ["VCALENDAR"]:
            assert not events, "properties of the calendar stand before its events"
            calendar.append(line)
        else:
            assert inside == ["VCALENDAR", "VEVENT"]
            events[-1].append(line)
    assert inside == [] and events
    _check_calendar(calendar)
    for event in events:
        _check_event(event)
    uids = [one(event, "UID") for event in events]
    assert len(set(uids)) == len(uids)
    return calendar, events


def one(lines: list[Line], name: str) -> str:
    found = [value for own, _parameters, value in lines if own == name]
    assert len(found) == 1, f"{name}: {found}"
    return found[0]


def said(lines: list[Line], name: str) -> str:
    """A text with its escapes undone."""
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], one(lines, name))


def _check_calendar(lines: list[Line]) -> None:
    assert one(lines, "VERSION") == "2.0" and one(lines, "CALSCALE") == "GREGORIAN" and one(lines, "PRODID")
    assert ("REFRESH-INTERVAL", {"VALUE": "DURATION"}, "P1D") in lines
    assert one(lines, "NAME") == one(lines, "X-WR-CALNAME") and one(lines, "DESCRIPTION") == one(lines, "X-WR-CALDESC")
    for name, parameters, value in lines:
        assert name not in TEXTS or _TEXT.fullmatch(value), (name, value)
        assert name != "SOURCE" or parameters == {"VALUE": "URI"} and urlsplit(value).scheme == "https"


def _check_event(lines: list[Line]) -> None:
    names = [name for name, _parameters, _value in lines]
    assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION"} <= set(names)
    assert all(names.count(name) <= 1 for name in ONCE)
    assert re.fullmatch(r"[0-9]{8}T[0-9]{6}Z", one(lines, "DTSTAMP"))
    assert one(lines, "TRANSP") == "TRANSPARENT"
    [(parameters, start)] = [(parameters, value) for name, parameters, value in lines if name == "DTSTART"]
    assert parameters == {"VALUE": "DATE"} and re.fullmatch(r"[0-9]{8}", start)
    for name, _parameters, value in lines:
        assert name not in TEXTS or _TEXT.fullmatch(value), (name, value)
        if name == "RRULE":
            rule = dict(part.split("=") for part in value.split(";"))
            assert list(rule)[0] == "FREQ" and rule["FREQ"] in ("MONTHLY", "YEARLY") and "COUNT" not in rule
            # UNTIL has the type of DTSTART: a date.
            assert re.fullmatch(r"[0-9]{8}", rule["UNTIL"]) and date.fromisoformat(rule["UNTIL"]) > date.fromisoformat(start)
