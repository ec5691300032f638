"""The committed releases: releases/<version>/release.json says which data it was, changes.csv what changed and why."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime, time

from ..changes import LEVELS, Change
from ..csv_files import csv_text
from ..paths import Layout
from .git import VIETNAM
from .levels import parts

COLUMNS = ["kind", "plan_id", "table", "row_id", "field", "before", "after", "reason", "at"]


class BrokenRelease(ValueError):
    """A committed release cannot be read or does not match its data; the text says which and why, in Vietnamese."""


@dataclass(frozen=True)
class Release:
    """`date` is the day in Vietnam of the last commit to its data, `level` what it raised ("" for the first).

    `data_tree` is git's id of its data/ folder, `datapackage` that of its datapackage.json. `content_sha256` is the
    SHA-256 of the lines "<sha256>  data/<path>" of its files, sorted by path. `counts`: plans, files, rows, changes.
    """

    version: str
    date: date
    level: str
    data_tree: str
    datapackage: str
    content_sha256: str
    counts: dict[str, int]

    @property
    def at(self) -> datetime:
        """The beginning of its day."""
        return datetime.combine(self.date, time(), VIETNAM)

    def text(self) -> str:
        """Its release.json."""
        return json.dumps(asdict(self) | {"date": self.date.isoformat()}, ensure_ascii=False, indent=2) + "\n"


def home(layout: Layout) -> Layout:
    """Where the releases of a collection lie: with it, else (a copy of the data alone) with the code."""
    return layout if layout.releases.is_dir() or (layout.root / ".git").exists() else Layout()


def read_releases(layout: Layout) -> list[Release]:
    """Every release, oldest first. Raises BrokenRelease."""
    found = []
    for path in home(layout).releases.glob("*/release.json"):
        try:
            said = json.loads(path.read_text("utf-8"))
            release = Release(**said | {"date": date.fromisoformat(said["date"])})
            if release.version != path.parent.name:
                raise ValueError(f"version là “{release.version}”")
            found.append((parts(release.version), release))
        except (ValueError, TypeError, KeyError, OSError) as error:
            raise BrokenRelease(f"releases/{path.parent.name}/release.json: {error}; khôi phục tệp này từ git") from None
    return [release for _, release in sorted(found, key=lambda item: item[0])]


def read_changes(layout: Layout, version: str) -> list[Change]:
    """What a release changed, in the order written. Raises BrokenRelease."""
    path = home(layout).releases / version / "changes.csv"
    try:
        reader = csv.DictReader(io.StringIO(path.read_text("utf-8"), newline=""), strict=True)
        if reader.fieldnames != COLUMNS:
            raise ValueError(f"cần các cột {', '.join(COLUMNS)}")
        changes = [Change(version=version, **row | {"at": datetime.fromisoformat(row["at"])}) for row in reader]
        if unknown := {change.kind for change in changes} - LEVELS.keys():
            raise ValueError(f"kind không có: {', '.join(sorted(unknown))}")
        return changes
    except (OSError, ValueError, TypeError, csv.Error) as error:
        raise BrokenRelease(f"releases/{version}/changes.csv: {error}; khôi phục tệp này từ git") from None


def changes_text(changes: list[Change]) -> str:
    """Changes as the CSV of a release."""
    return csv_text(COLUMNS, [{column: getattr(change, column) for column in COLUMNS} | {"at": change.at.isoformat()} for change in changes])
