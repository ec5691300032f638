"""The signature block of a plan: on whose authority, which office, whose name; and the time stamps of digital signatures. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from .head import Found
from .paragraphs import Piece
from .phrases import alternatives, is_upper, key, names, starts, words

# "K’ Mẫu", "H'Bia Niê": names of the Central Highlands have a stroke in them.
_WORD = r"[^\W\d_]+(?:['’][^\W\d_]*)*"
_NAME = re.compile(rf"{_WORD}(?:[ -]{_WORD}){{1,5}}")
# In a line of two columns the list of recipients ends where the name begins.
_AFTER_LIST = re.compile(r"(?:[.;:,)/]\s*|\s{2,})([^\W\d_]+(?: [^\W\d_]+){1,4})$")
# "ThS. Lò Văn Mẫu": a degree before the name is no part of it.
_DEGREE = re.compile(r"(?:[A-ZĐ]\w{0,3}\.\s?)+(?=[A-ZĐ]\w+ )")
_LIST = re.compile(r"[-–+*•]\s?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})[T ]([0-9]{2}):([0-9]{2}):([0-9]{2})\s?(Z|[+-][0-9]{2}:?[0-9]{2})")
_DAY_FIRST = re.compile(r"([0-9]{2})[./-]([0-9]{2})[./-]([0-9]{4})\s+([0-9]{2}):([0-9]{2}):([0-9]{2})\s?(Z|[+-][0-9]{2}:?[0-9]{2})")
BLOCK = 30


@dataclass(frozen=True)
class Signature:
    """`authority`: TM | KT | "". `printed`: the authority as printed when it is another. `beside`: the name stood on a line with other words."""

    authority: str = ""
    printed: str = ""
    position: Found = Found()
    name: Found = Found()
    others: tuple[str, ...] = ()
    beside: bool = False
    block: bool = False
    at: int = -1


def signature(lines: Sequence[Piece]) -> Signature:
    """What the signature block says; empty parts where it says nothing. `at`: index of its first line."""
    # "T/M ĐẢNG ỦY" needs no dot; "TM" without one only before a committee or an office.
    authority = re.compile(rf"{alternatives('authority')}(?:\s*[./]\s*(?=\w)|\s+(?={alternatives('issuer')}|{alternatives('position')})|(?<=/\w)\s+(?=\w))")
    position = re.compile(rf"{alternatives('position')}")
    begin = next((at for at, piece in enumerate(lines) if _authority(authority, piece.text)), None)
    recipients = next((at for at, piece in enumerate(lines) if starts(piece.text, "recipients")), None)
    if begin is None:
        return _unheaded(lines, recipients, position)
    found, printed, place_of_position, last = [], "", Found(), begin
    for at in range(begin, min(len(lines), begin + BLOCK)):
        text = lines[at].text
        for match in authority.finditer(key(text)):
            if text[match.start() : match.start() + 2].isupper():
                short = text[match.start() : match.end()].strip(" ./")
                found.append(words("authority")[key(short)])
                printed, last = short, at
        if offices := [m for m in position.finditer(key(text)) if is_upper(text[m.start() : m.end()])]:
            office = offices[-1]
            # "KT. CHỦ TỊCH" names the office of another; the signatory's own follows.
            if not re.search(rf"{alternatives('authority')}\s*[./]?\s*$", key(text)[: office.start()]):
                place_of_position, last = Found(_whole_office(text, office), lines[at].place), at
                break
    name, others, beside = _name(lines[last + 1 : begin + BLOCK])
    value = "KT" if "KT" in found else found[-1] if found else ""
    return Signature(value, printed, place_of_position, name, others, beside, True, begin if recipients is None else min(begin, recipients))


def _whole_office(text: str, office: re.Match[str]) -> str:
    """The office with what it is of: "TRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI"; a second column beside it is another office or no capitals."""
    rest = text[office.end() :]
    more = "" if re.search(alternatives("position"), key(rest)) or not is_upper(rest) else rest
    return text[office.start() : office.end()] + more.rstrip()


def _authority(pattern: re.Pattern[str], text: str) -> bool:
    match = pattern.search(key(text))
    return bool(match) and text[match.start() : match.start() + 2].isupper() and is_upper(text[match.end() :].split("  ")[0])


def _unheaded(lines: Sequence[Piece], recipients: int | None, position: re.Pattern[str]) -> Signature:
    """No authority printed: an office alone on its line ("CHỦ TỊCH"), or a name after the list of recipients."""
    for at, piece in enumerate(lines):
        match = position.fullmatch(key(piece.text))
        if match and is_upper(piece.text):
            name, others, beside = _name(lines[at + 1 : at + 1 + BLOCK])
            return Signature("", "", Found(piece.text, piece.place), name, others, beside, True, at if recipients is None else min(at, recipients))
    if recipients is None:
        return Signature()
    name, others, beside = _name([piece for piece in lines[recipients + 1 : recipients + BLOCK] if not _LIST.match(piece.text)])
    return Signature("", "", Found(), name, others, beside, False, recipients)


def _name(lines: Sequence[Piece]) -> tuple[Found, tuple[str, ...], bool]:
    """The first line that is a person's name; other candidates; whether it was taken out of a line with other words."""
    found: list[tuple[Found, bool]] = []
    for piece in lines:
        text = _DEGREE.sub("", piece.text.strip(" ./"), count=1)
        if starts(text, "appendix") or starts(text, "title") and is_upper(text):
            break
        if _is_name(text):
            found.append((Found(text, piece.place), False))
        elif _LIST.match(text) and (match := _AFTER_LIST.search(text)) and _is_name(match[1], words_at_least=3):
            found.append((Found(match[1], piece.place), True))
    if not found:
        return Found(), (), False
    alone = [one for one, beside in found if not beside]
    best, beside = (alone[0], False) if alone else found[-1]
    return best, tuple(dict.fromkeys(one.text for one, _ in found if one.text != best.text)), beside


def _is_name(text: str, words_at_least: int = 2) -> bool:
    if not _NAME.fullmatch(text) or names(text, "issuer") or names(text, "position") or names(text, "unsigned") or names(text, "stamp") or names(text, "motto"):
        return False
    parts = text.split()
    return len(parts) >= words_at_least and (is_upper(text) or all(_is_capitalised(part) for part in parts if len(part) > 1))


def _is_capitalised(part: str) -> bool:
    """ "Văn", "H'Bia", "K’": each piece between strokes begins with a capital, if it has letters at all."""
    pieces = [piece for piece in re.split("['’-]", part) if piece]
    return bool(pieces) and part[0].isupper() and all(piece[1:].islower() or len(piece) == 1 for piece in pieces)


def stamps(lines: Iterable[Piece]) -> list[str]:
    """The times of digital signatures that the text itself prints, ISO 8601."""
    found = []
    for piece in lines:
        found += ["-".join(m.group(1, 2, 3)) + "T" + ":".join(m.group(4, 5, 6)) + m[7] for m in _ISO.finditer(piece.text)]
        found += ["-".join(m.group(3, 2, 1)) + "T" + ":".join(m.group(4, 5, 6)) + m[7] for m in _DAY_FIRST.finditer(piece.text)]
    return found


def earliest(times: Iterable[str]) -> str:
    """The earliest of them, in Vietnamese time unless it names another zone; "" for none. Times without a zone, or impossible ones, are left out."""
    known = []
    for text in times:
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            continue
        if moment.tzinfo is not None:
            known.append(moment)
    if not known:
        return ""
    first = min(known)
    if first.utcoffset() == timedelta(0):
        first = first.astimezone(timezone(timedelta(hours=7)))
    return first.isoformat(timespec="seconds")


def unread(times: Iterable[str]) -> list[str]:
    """The stated times that are not used: without a zone, or impossible."""
    return [text for text in times if not earliest([text])]
