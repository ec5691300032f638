"""One change of the data between two versions of them, as a value. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

# What a change is -> the part of the version that it raises.
LEVELS = {
    "removed-table": "major", "removed-field": "major", "retyped-field": "major", "changed-key": "major", "removed-plan": "major",
    "new-table": "minor", "new-field": "minor", "new-plan": "minor", "new-row": "minor", "removed-row": "minor",
    "corrected-cell": "patch",
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """`kind` is a key of LEVELS; `version` the release that brought it, "" while unreleased; `at` when it entered the data, with a time zone.

    `plan_id` is "" for reference tables and schemas. `row_id` is the row's key inside its plan ("CT01:2026:target"; "" for the one row of
    plans), in a reference table its whole key. `field`, `before` and `after` are cells of a corrected row ("" = not stated), or the field and
    its types of a changed schema. A new plan is one change: its rows are not listed.
    """

    version: str
    at: datetime
    kind: str
    plan_id: str
    table: str
    row_id: str
    field: str
    before: str
    after: str
    reason: str

    @property
    def level(self) -> str:
        return LEVELS[self.kind]
