"""What a printed heading of a column means, by headings.csv: a file that maintainers edit, never code. Pure but for reading it.

In a heading of headings.csv `{năm}` stands for a year (2026, or "năm 2026"), `{giai đoạn}` for two ("2026 - 2030"), `{ngày}` for a day and
month before a year, `{tháng}` for 1 to 12, `{quý}` for I to IV or 1 to 4, "…" for any words. A heading without "…" goes before one with it, and of those the longest. `tables`: "*" for every kind of table.
`role`: amount:<stage> names a stage of budget_amounts; "?" at its end asks the maintainer each time; "!" goes before every other heading
("…so với…": whatever else such a heading says, its column compares).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from ..tables import schemas
from ..text import clean, tone_key
from .grid import Refused
from .read_tables import KINDS, OTHER, ROLES, WITHHELD

FILE = Path(__file__).parent / "headings.csv"
# Abbreviations that a heading not in headings.csv is tried again without.
SHORT = Path(__file__).parent / "heading_short.csv"
_APART = re.compile(r"[^\w{}…]+")
_PLACES = {"{năm}": "(?:năm)?(20[0-9]{2})", "{giaiđoạn}": "(?:giaiđoạn)?(?:năm)?(20[0-9]{2})(?:đến|đếnnăm)?(20[0-9]{2})", "{ngày}": "[0-9]{2,4}",
           "{tháng}": "(?:0?[1-9]|1[0-2])", "{quý}": "(?:iv|i{1,3}|[1-4])", "…": ".*"}  # fmt: skip
_PLACE = re.compile("|".join(map(re.escape, _PLACES)))
# In words without spaces "2026-2030" is one run of figures, and so is "20/12/2026": its first part is no year of a plan.
_RUN = re.compile(r"[0-9]+")
_YEARS_IN_RUN = re.compile(r"(?:20(?:1[3-9]|[2-9][0-9]))+")
_YEARLESS = re.compile(r"\((?![^()]*20[0-9]{2})[^()]*\)|\[[^\[\]]*\]|[*]+")
# "2026/2025", "TH 2025/KH 2025": one year measured by another. Not "30/6/2025", "số 10/2025/NQ-HĐND".
_RATIO = re.compile(r"(?<![0-9/.])20[0-9]{2}[)\s]*/\s*\w")
# "% hoàn thành" is no time at which something is done.
_SHARE = re.compile(r"^\s*%\s*(?=\w)")
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])\s+(?=[0-9])")
# A longer text is a sentence, no heading.
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading means in one kind of table. `years` as in read_tables.Column; `sure` is False where headings.csv says "?".

    `firm`: it means this whatever heading stands over it ("!" in headings.csv).
    """

    table: str
    role: str
    stage: str = ""
    years: tuple[int, int] | None = None
    sure: bool = True
    firm: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    words: str
    pattern: re.Pattern[str]
    tables: tuple[str, ...]
    role: str
    stage: str
    sure: bool
    # 0 without "…"; with it the shorter the words, the further behind; -1 with "!".
    behind: int


def key(heading: str) -> str:
    """The words of a heading, whatever its capitals, punctuation and the place of its tone marks."""
    return _APART.sub(" ", tone_key(clean(heading))).strip()


def squeezed(text: str) -> str:
    """The same without spaces: a narrow column breaks words ("ST T", "Ghi ch ú")."""
    return key(text).replace(" ", "").replace("_", "")


@cache
def _known() -> tuple[dict[str, list[_Entry]], list[_Entry]]:
    """Headings of words alone by their words, and those with places: most of the file need not be tried one by one."""
    with FILE.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        entries = [_entry(*_checked(reader.line_num, row)) for row in reader]
    plain: dict[str, list[_Entry]] = {}
    for entry in entries:
        if not _PLACE.search(entry.words):
            plain.setdefault(entry.words, []).append(entry)
    return plain, [entry for entry in entries if _PLACE.search(entry.words)]


def _checked(line: int, row: dict[str | None, str | None]) -> tuple[str, str, str]:
    """The three cells of a line that a maintainer may have added. Raises Refused for one that would be read as nothing."""
    heading, tables, role = (row.get(column) or "" for column in ("heading", "tables", "role"))
    kinds = KINDS if tables == "*" else tables.split()
    name, colon, stage = role.rstrip("?!").partition(":")
    fault = ""
    if None in row or not (heading and kinds and role):
        fault = "cần đúng ba ô heading,tables,role; ô có dấu phẩy đặt trong dấu ngoặc kép"
    elif unknown := [kind for kind in kinds if kind not in KINDS]:
        fault = f"không có loại bảng “{unknown[0]}”; cần {', '.join(KINDS)} hoặc *"
    elif name not in (OTHER, WITHHELD) and not any(name in ROLES[kind] for kind in kinds):
        fault = f"không có vai trò “{name}”; cần một trong {', '.join(dict.fromkeys(role for kind in kinds for role in ROLES[kind]))}, {OTHER}, {WITHHELD}"
    elif (colon or name == "amount") and stage not in schemas()["budget_amounts"].fields["stage"]["enum_titles"]:
        fault = f"không có giai đoạn “{stage}” của số tiền; cần amount: và một trong {', '.join(schemas()['budget_amounts'].fields['stage']['enum_titles'])}"
    if fault:
        raise Refused(f"scripts/ingest/{FILE.name}, dòng {line}: “{','.join(filter(None, (heading, tables, role)))}”: {fault}; sửa dòng này rồi chạy lại.")
    return heading, tables, role


def _entry(heading: str, tables: str, role: str) -> _Entry:
    words = squeezed(heading)
    literal = _PLACE.split(words)
    places = [_PLACES[place] for place in _PLACE.findall(words)]
    pattern = "".join(re.escape(text) + place for text, place in zip(literal, [*places, ""]))
    name, _, stage = role.rstrip("?!").partition(":")
    kinds = KINDS if tables == "*" else tuple(tables.split())
    behind = -1 if role.endswith("!") else 1000 - sum(map(len, literal)) if "…" in words else 0
    return _Entry(words, re.compile(pattern), kinds, name, stage, not role.endswith("?"), behind)


def meanings(heading: str) -> list[Meaning]:
    """Every meaning that headings.csv gives this heading; none when it does not know it. What stands in brackets (a unit) need not be known."""
    heading = _SHARE.sub("tỷ lệ ", heading)
    if compares(heading):
        return [Meaning(kind, OTHER, firm=True) for kind in KINDS]
    return list(_known_as(heading) or _known_as(_in_full(heading)))


def compares(heading: str) -> bool:
    """Whether the heading measures one year by another; a narrow column may have broken the years ("202 6/2025")."""
    return len(heading) <= LONGEST and bool(_RATIO.search(_BETWEEN_DIGITS.sub("", heading)))


def _known_as(heading: str) -> tuple[Meaning, ...]:
    return _meanings(squeezed(heading), squeezed(_YEARLESS.sub(" ", heading)))


@cache
def _short() -> dict[str, str]:
    with SHORT.open(encoding="utf-8-sig", newline="") as file:
        return {key(row["short"]): row["words"] for row in csv.DictReader(file)}


def _in_full(heading: str) -> str:
    """The heading with its abbreviations in full words: "Dự kiến KP" -> "dự kiến kinh phí". One that has none is the same."""
    return " ".join(_short().get(word, word) for word in key(heading).split())


@lru_cache(maxsize=4096)
def exactly(heading: str) -> tuple[Meaning, ...]:
    """The same by the headings of headings.csv without "…" alone: what any words may stand in proves little."""
    plain, placed = _known()
    words = squeezed(heading)
    entries = [(entry, match) for entry in (*plain.get(words, ()), *placed) if not entry.behind and (match := entry.pattern.fullmatch(words))]
    return tuple(dict.fromkeys(Meaning(kind, entry.role, entry.stage, None, entry.sure) for entry, _ in entries for kind in entry.tables))


@lru_cache(maxsize=4096)
def _meanings(whole: str, without_brackets: str) -> tuple[Meaning, ...]:
    readings = [words for words in dict.fromkeys((whole, without_brackets)) if words and len(words) <= LONGEST]
    plain, placed = _known()
    matched = [(entry, match) for words in readings for entry in (*plain.get(words, ()), *placed) if (match := entry.pattern.fullmatch(words))]
    found: dict[Meaning, None] = {}
    for kind in KINDS:
        own = [(entry, match) for entry, match in matched if kind in entry.tables]
        # "{năm} (ước)" says more than "{năm}".
        own = [(entry, match) for entry, match in own if match.string == whole and not entry.behind] or own
        nearest = min((entry.behind for entry, _ in own), default=0)
        for entry, match in own:
            if entry.behind == nearest:
                years = _years(entry, match)
                found[Meaning(kind, entry.role, entry.stage, years, entry.sure, entry.behind < 0)] = None
    return tuple(found)


def _years(entry: _Entry, match: re.Match[str]) -> tuple[int, int] | None:
    """The years in the places of a heading; of one with "…" every year that it names: "Nhu cầu vốn giai đoạn 2026-2030" is no sum of 2030."""
    found = list(map(int, match.groups()))
    if found and entry.behind:
        runs = _RUN.findall(match.string)
        found = sorted({*found, *(int(run[at : at + 4]) for run in runs if _YEARS_IN_RUN.fullmatch(run) for at in range(0, len(run), 4))})
    return (found[0], found[-1]) if found else None


def kinds_of(headings: Iterable[str]) -> set[str]:
    """The kinds of table in which every one of these headings has a meaning."""
    left = set(KINDS)
    for heading in headings:
        left &= {meaning.table for meaning in meanings(heading)}
    return left
