"""What a release writes into the texts that people keep: an entry in CHANGELOG.md, the version where it is named. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from ..changes import TITLES, Change
from ..formats import number

PENDING = "## Chưa phát hành"


class Unexpected(ValueError):
    """A text is not of the form that people agreed on; the message says which and what is expected, in Vietnamese."""


def entry(version: str, day: date, level: str, changes: Iterable[Change], kept: str) -> str:
    """The entry of a release for data users: what people wrote of it before, then a line for every table, kind, column and reason."""
    plans: dict[tuple[str, ...], set[str]] = defaultdict(set)
    counts: dict[tuple[str, ...], int] = defaultdict(int)
    for change in changes:
        group = (change.table, change.kind, change.field, change.reason)
        counts[group] += 1
        plans[group].add(change.plan_id)
    lines = [_line(group, counts[group], plans[group] - {""}) for group in counts]
    said = f"{kept}\n\n" if kept else ""
    return f"## {version}\n\nPhát hành ngày {day.day}/{day.month}/{day.year}{level and f', mức {level}'}.\n\n{said}" + "\n".join(lines) + "\n"


def _line(group: tuple[str, ...], count: int, plans: set[str]) -> str:
    table, kind, field, reason = group
    named = " ".join(f"`{name}`" for name in (table, field) if name)
    of = f" ở {number(len(plans))} kế hoạch" if len(plans) > 1 else f" ở `{min(plans)}`" if plans else ""
    return f"- {(named + ': ') if named else ''}{TITLES[kind]} ({number(count)}){of}. {reason}"


def changelog(text: str, written: str) -> str:
    """CHANGELOG.md with the entry in the place of what was not released, above the entries of earlier versions."""
    before, _kept, after = _parted(text)
    return f"{before}{written}{after and chr(10)}{after}"


def pending(text: str) -> str:
    """What people wrote under “Chưa phát hành”."""
    return _parted(text)[1]


def _parted(text: str) -> tuple[str, str, str]:
    """Before the first entry, what is not released, the released entries."""
    starts = [match.start() for match in re.finditer("^## ", text, re.MULTILINE)] + [len(text)]
    head = text[: starts[0]].rstrip("\n") + "\n\n"
    if not text[starts[0] :].startswith(PENDING):
        return head, "", text[starts[0] :]
    return head, text[starts[0] : starts[1]].removeprefix(PENDING).strip(), text[starts[1] :]


def project(text: str, version: str) -> str:
    """pyproject.toml with this version. Raises Unexpected."""
    return _replaced("pyproject.toml", text, r'^(version = ")[^"\n]*(")$', version)


def citation(text: str, version: str, day: date) -> str:
    """CITATION.cff with this version and day. Raises Unexpected."""
    text = _replaced("CITATION.cff", text, r"""^(version: *["']?)[^"'\s]+(["']?)$""", version)
    return _replaced("CITATION.cff", text, r"""^(date-released: *["']?)[^"'\s]+(["']?)$""", day.isoformat())


def _replaced(name: str, text: str, pattern: str, value: str) -> str:
    made, count = re.subn(pattern, lambda match: match[1] + value + match[2], text, flags=re.MULTILINE)
    if count != 1:
        raise Unexpected(f"{name}: tìm thấy {count} dòng “{pattern[2:].split('[')[0].strip(' *=(')}…”; cần đúng một dòng; khôi phục dòng đó rồi chạy lại")
    return made
