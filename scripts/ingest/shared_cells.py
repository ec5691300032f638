"""Cells that name lead and supporting bodies together ("Chủ trì: …; phối hợp: …"), divided between the two columns of ours. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from .grid import Doubt
from .read_tables import ReadTable
from .row_cells import PrintedRow, Spot, is_nothing, printed_rows
from .table_phrases import words_of

ROLES = ("lead", "support")
KINDS = ("targets", "tasks")
_EDGES = " \t\n;,./"
# The dash or plus before the next item of a list.
_NEXT_ITEM = re.compile(r"(?:^|\s)[-–—+•*]\s*$")
_BEGINS = re.compile(r"[-–—+•*\s]*")
_DIVIDED = "Ô “{text}” nêu cả cơ quan chủ trì và cơ quan phối hợp, đã tách thành hai: đúng không?"
_TOGETHER = "Ô “{text}” nêu cả cơ quan chủ trì và cơ quan phối hợp, chưa tách được: ghi lại vào lead_text và support_text."


@dataclass(frozen=True, slots=True)
class _Parts:
    """The words of each role, "" for one that the cell does not name. `sure`: both stand after a label of their own."""

    lead: str
    support: str
    sure: bool


def rows_of(table: ReadTable) -> list[PrintedRow]:
    """The printed rows, such cells divided: the supporting bodies stand in the column of their own, or in one added at the end."""
    rows = printed_rows(table)
    if table.kind not in KINDS:
        return rows
    found = [_row(row) for row in rows]
    told = {role: _all_divided(rows, found, role) for role in ROLES}
    return [replace(row, spots=tuple(_without_question(spot, told) for spot in row.spots)) for row in found]


def _row(printed: PrintedRow) -> PrintedRow:
    spots = list(printed.spots)
    named = [at for at, spot in enumerate(spots) if spot.column.role in ROLES and not is_nothing(spot.text)]
    if len(named) != 1:
        return printed
    at = named[0]
    spot, parts = spots[at], _parts("\n".join(spots[at].lines) or spots[at].text)
    if parts is None:
        if not _names_both(spot.text):
            return printed
        spots[at] = replace(spot, doubts=(*spot.doubts, Doubt(_TOGETHER.format(text=spot.text[:80]))))
        return replace(printed, spots=tuple(spots))
    doubts = spot.doubts if parts.sure else (*spot.doubts, Doubt(_DIVIDED.format(text=spot.text[:80]), spot.text))
    for role, text in zip(ROLES, (parts.lead, parts.support)):
        made = _spot(spot, role, text, doubts if role == ("lead" if parts.lead else "support") else ())
        where = at if spot.column.role == role else next((index for index, other in enumerate(spots) if other.column.role == role), None)
        if where is not None:
            spots[where] = replace(made, column=spots[where].column)
        elif text:
            spots.append(made)
    return replace(printed, spots=tuple(spots))


def _spot(spot: Spot, role: str, text: str, doubts: tuple[Doubt, ...]) -> Spot:
    lines = tuple(line for line in text.split("\n") if line)
    return replace(spot, column=replace(spot.column, role=role, doubts=()), text=" ".join(lines), lines=lines, doubts=doubts)


@cache
def _either(means: str) -> str:
    """The phrases of table_phrases.csv as part of a pattern, the longest first."""
    return "|".join(r"[\s,/]+".join(map(re.escape, phrase.split())) for phrase in sorted(words_of(means), key=len, reverse=True))


@cache
def _labels() -> re.Pattern[str]:
    """A label with its colon; the group that is there says which role it names."""
    return re.compile(rf"(?<!\w)(?:(?P<lead>{_either('lead label')})|(?P<support>{_either('support label')}))\s*:", re.IGNORECASE)


@cache
def _mention(role: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_either(f'{role}s')})(?!\w)", re.IGNORECASE)


@cache
def _sentence() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<lead>[^:;]+?)\s*\(?(?<!\w)(?:{_either('leads')})\)?\s*[,;]?\s*(?:{_either('supports')})\s+(?P<support>[^:;]+)", re.IGNORECASE
    )


@cache
def _remark() -> re.Pattern[str]:
    """Names with their role behind them in brackets."""
    return re.compile(rf"(?P<names>[^()]+?)\s*\((?:(?P<lead>{_either('lead label')})|(?P<support>{_either('support label')}))\)[\s,;./]*", re.IGNORECASE)


def _parts(text: str) -> _Parts | None:
    """What stands after each label; None when the cell has none, names a role twice, or says something before the first."""
    labels = list(_labels().finditer(text))
    if not labels:
        return _spoken(text)
    roles = [match.lastgroup or "" for match in labels]
    if len(set(roles)) < len(roles) or not _BEGINS.fullmatch(text[: labels[0].start()]):
        return None
    ends = [*(match.start() for match in labels[1:]), len(text)]
    words = {role: _trimmed(text[match.end() : end]) for role, match, end in zip(roles, labels, ends)}
    if any(not part or _mention("lead").search(part) or _mention("support").search(part) for part in words.values()):
        return None
    return _Parts(words.get("lead", ""), words.get("support", ""), sure="lead" in words)


def _spoken(text: str) -> _Parts | None:
    """ "Phòng Kinh tế chủ trì, phối hợp với Công an xã", "Phòng Kinh tế (chủ trì), Công an xã (phối hợp)": a sentence, so it is asked about."""
    if remarked := _remarked(text):
        return remarked
    match = _sentence().fullmatch(text)
    parts = [_trimmed(match[role]) for role in ROLES] if match else []
    if not all(parts) or any(_mention(role).search(part) for role in ROLES for part in parts):
        return None
    return _Parts(*parts, sure=False) if parts else None


def _remarked(text: str) -> _Parts | None:
    """What stands before each role in brackets; None when the cell says more, or a role twice."""
    found = list(_remark().finditer(text))
    ends = [0, *(match.end() for match in found)]
    words = {match.lastgroup or "": _trimmed(match["names"]) for match in found}
    if set(words) != set(ROLES) or len(found) != len(ROLES) or ends[-1] != len(text) or any(match.start() != end for match, end in zip(found, ends)) or not all(words.values()):
        return None
    return _Parts(words["lead"], words["support"], sure=False)


def _trimmed(text: str) -> str:
    return _NEXT_ITEM.sub("", text.strip(_EDGES)).strip(_EDGES)


def _names_both(text: str) -> bool:
    return all(_mention(role).search(text) for role in ROLES)


def _all_divided(rows: Sequence[PrintedRow], found: Sequence[PrintedRow], role: str) -> bool:
    """Whether every cell with text of this column was divided, and surely: then nobody need be asked what the column holds."""
    pairs = [(before, after) for row, other in zip(rows, found) for before, after in zip(row.spots, other.spots) if before.column.role == role and before]
    return bool(pairs) and all(before.text != after.text and len(before.doubts) == len(after.doubts) for before, after in pairs)


def _without_question(spot: Spot, told: dict[str, bool]) -> Spot:
    return replace(spot, column=replace(spot.column, doubts=())) if told.get(spot.column.role) and spot.column.doubts else spot
