"""One change of the data between two versions of them, as a value. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .languages import N_

# What a change is -> the part of the version that it raises. Why each stands where it stands: docs/decisions/0022.
# Major: a script that names tables, columns, keys, codes or ids, or an address, stops working or silently finds less.
# Minor: there is more, or what was promised of it is stated otherwise. Patch: the same things, said more correctly.
LEVELS = {
    "removed-table": "major", "removed-field": "major", "retyped-field": "major", "changed-key": "major", "removed-plan": "major",
    # An id that other tables name; a code that scripts filter by; a column that could not be empty and now can.
    "removed-id": "major", "removed-value": "major", "optional-field": "major", "removed-reference": "major",
    "new-table": "minor", "new-field": "minor", "new-plan": "minor", "new-row": "minor", "removed-row": "minor",
    "new-cell": "minor", "new-value": "minor", "new-reference": "minor", "changed-constraint": "minor", "moved-field": "minor",
    "corrected-cell": "patch", "changed-description": "patch",
}  # fmt: skip

# What people call each kind.
TITLES = {
    "removed-table": N_("bỏ bảng"), "removed-field": N_("bỏ cột"), "retyped-field": N_("đổi kiểu của cột"), "changed-key": N_("đổi khóa của bảng"),
    "removed-plan": N_("bỏ kế hoạch"), "removed-id": N_("bỏ dòng mà bảng khác dẫn tới"), "removed-value": N_("bỏ giá trị của danh mục"),
    "optional-field": N_("cột bắt buộc thành không bắt buộc"), "removed-reference": N_("bỏ liên kết tới bảng khác"),
    "new-table": N_("bảng mới"), "new-field": N_("cột mới"), "new-plan": N_("kế hoạch mới"), "new-row": N_("dòng mới"), "removed-row": N_("bỏ dòng"),
    "new-cell": N_("ô của cột mới"), "new-value": N_("giá trị mới của danh mục"), "new-reference": N_("liên kết mới tới bảng khác"),
    "changed-constraint": N_("đổi ràng buộc của cột"), "moved-field": N_("đổi thứ tự cột"),
    "corrected-cell": N_("sửa ô"), "changed-description": N_("sửa lời mô tả"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """`kind` is a key of LEVELS; `version` the release that brought it, "" while unreleased; `at` when it entered the data, with a time zone.

    `plan_id` is "" for reference tables and schemas. `row_id` is the row's key inside its plan ("CT01:2026:target"; "" for the one row of
    plans), in a reference table its whole key. `field`, `before` and `after` are cells of a corrected row ("" = not stated), or the field and
    its types of a changed schema. A new plan is one change: its rows are not listed; nor are those of a new reference table.
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
