"""Changes that share a reason: of one plan, one table, one kind and one column. releases/next.csv holds the reasons until the next release."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from ..changes import Change
from ..csv_files import csv_text
from ..paths import Layout
from .releases import BrokenRelease, home

COLUMNS = ["plan_id", "table", "kind", "field", "count", "reason"]


class Group(NamedTuple):
    plan_id: str
    table: str
    kind: str
    field: str

    def named(self) -> str:
        """How messages call it."""
        return ", ".join(part for part in self if part)


Reasons = Mapping[Group, str]


def group(change: Change) -> Group:
    return Group(change.plan_id, change.table, change.kind, change.field)


def counts(changes: Iterable[Change]) -> dict[Group, int]:
    """How many changes each group has, in the order of the changes."""
    return dict(Counter(map(group, changes)))


def with_reasons(changes: Iterable[Change], reasons: Reasons) -> list[Change]:
    """The changes with the reason of their group, "" for none."""
    return [replace(change, reason=reasons.get(group(change), "")) for change in changes]


def next_text(changes: Iterable[Change], reasons: Reasons) -> str:
    """next.csv for these changes, with the reasons written so far."""
    rows = [{**one._asdict(), "count": str(count), "reason": reasons.get(one, "")} for one, count in counts(changes).items()]
    return csv_text(COLUMNS, rows)


def read_next(layout: Layout) -> tuple[dict[Group, str], dict[Group, str]]:
    """The counts and the reasons of releases/next.csv as written there; nothing when there is no such file. Raises BrokenRelease."""
    path = home(layout).releases / "next.csv"
    written: dict[Group, str] = {}
    reasons: dict[Group, str] = {}
    try:
        # A spreadsheet may have saved it, with a mark in front and quotes of its own.
        reader = csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""), strict=True)
        if reader.fieldnames != COLUMNS:
            raise ValueError(f"cần các cột {', '.join(COLUMNS)}")
        for row in reader:
            one = Group(*(row[column] or "" for column in Group._fields))
            written[one], reasons[one] = row["count"] or "", (row["reason"] or "").strip()
    except FileNotFoundError:
        return {}, {}
    except (OSError, ValueError, csv.Error) as error:
        raise BrokenRelease(f"releases/next.csv: {error}; sửa tệp, hoặc xóa rồi chạy “make changes” để viết lại") from None
    return written, reasons


def is_stale(written: dict[Group, str], changes: Iterable[Change]) -> bool:
    """Whether next.csv speaks of other changes than these."""
    return written != {one: str(count) for one, count in counts(changes).items()}
