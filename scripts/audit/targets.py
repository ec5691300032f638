"""Rules about the values of targets: their signs, their order over the years, parts and wholes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..csv_files import Row
from ..numbers_vi import NUMBER, decimal_of
from ..places import row_id
from ..plans import Plan, Reference
from ..text import tone_key
from .base import AuditRule, Finding
from .counts import value

_TWO_BOUNDS = re.compile(rf"({NUMBER}) ?%? ?[-–] ?({NUMBER}) ?%?(?: .*)?")
_BOUNDED = {"eq", "ge", "le", "range"}


def values_of(plan: Plan) -> dict[str, list[Row]]:
    """target_id -> its values, the earliest first, a baseline before a target of the same year."""
    found: dict[str, list[Row]] = {}
    for row in sorted(plan.rows("target_values"), key=lambda row: (row["year"], row["measure"])):
        found.setdefault(row["target_id"], []).append(row)
    return found


def bounds(row: Row) -> tuple[Decimal | None, Decimal | None]:
    return value(row, "value_min"), value(row, "value_max")


class PercentWithoutSign(AuditRule):
    """A share is printed with its sign."""

    severity = "minor"
    title = "Tỷ lệ in không có dấu phần trăm"
    title_en = "Share without a percent sign"
    description = "Giá trị của chỉ tiêu có tên bắt đầu bằng “Tỷ lệ” phải có dấu % hoặc đơn vị."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        known = values_of(plan)
        for target in plan.rows("targets"):
            if not tone_key(target["name"]).startswith(("tỷ lệ", "tỉ lệ")):
                continue
            for row in known.get(target["target_id"], []):
                if row["comparator"] in _BOUNDED and not row["unit"]:
                    yield self.finding(
                        "target_values", row, "value_text", row["value_text"], "có dấu %",
                        f"Chỉ tiêu là một tỷ lệ nhưng giá trị in “{row['value_text']}”, không có dấu phần trăm.",
                        f"The target is a share, but its value is printed “{row['value_text']}” without a percent sign.",
                    )  # fmt: skip


class RangeOutOfOrder(AuditRule):
    """A range is printed from its lower to its upper bound."""

    severity = "minor"
    title = "Khoảng in ngược"
    title_en = "Range out of order"
    description = "Khoảng giá trị in từ số nhỏ đến số lớn."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        for row in plan.rows("target_values"):
            match = _TWO_BOUNDS.fullmatch(row["value_text"])
            if match and decimal_of(match[1]) >= decimal_of(match[2]):
                yield self.finding(
                    "target_values", row, "value_text", row["value_text"], "từ số nhỏ đến số lớn",
                    f"Khoảng giá trị in “{row['value_text']}”, số đầu không nhỏ hơn số sau.",
                    f"The range is printed “{row['value_text']}”: its first bound is not below the second.",
                )  # fmt: skip


class ValueFalls(AuditRule):
    """What should rise over the years does not fall, and what should fall does not rise."""

    title = "Chỉ tiêu đi ngược chiều mong muốn"
    title_en = "Value falls where it should rise"
    description = "Với chỉ số càng cao càng tốt, giá trị của năm sau không thấp hơn năm trước; với chỉ số càng thấp càng tốt thì ngược lại."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        known = values_of(plan)
        for target in plan.rows("targets"):
            indicator = reference.keyed["indicators"].get(target["indicator_id"])
            sign = {"higher": 1, "lower": -1}.get(indicator["direction"], 0) if indicator else 0
            rows = [row for row in known.get(target["target_id"], []) if sign and row["comparator"] in _BOUNDED]
            for before, row in zip(rows, rows[1:]):
                if before["unit"] == row["unit"] and self._against(before, row, sign):
                    yield self.finding(
                        "target_values", row, "value_text", row["value_text"], f"không kém mức {before['value_text']} của năm {before['year']}",
                        f"Năm {before['year']} ghi “{before['value_text']}”, năm {row['year']} ghi “{row['value_text']}”.",
                        f"For {before['year']} it says “{before['value_text']}”, for {row['year']} “{row['value_text']}”.",
                        (row_id("target_values", before),),
                    )  # fmt: skip

    @staticmethod
    def _against(before: Row, row: Row, sign: int) -> bool:
        """Whether the later value is worse however its bounds are meant: its best end is below the earlier worst end."""
        earlier, later = [b for b in bounds(before) if b is not None], [b for b in bounds(row) if b is not None]
        return bool(earlier and later) and max(b * sign for b in later) < min(b * sign for b in earlier)


class PartAboveWhole(AuditRule):
    """A target that is part of another one of the same unit is not above it."""

    title = "Chỉ tiêu thành phần lớn hơn chỉ tiêu chung"
    title_en = "Part above its whole"
    description = "Giá trị đếm được của chỉ tiêu con không lớn hơn giá trị cùng năm, cùng đơn vị của chỉ tiêu cha."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        known = values_of(plan)
        for target in plan.rows("targets"):
            above = {(row["year"], row["measure"], row["unit"]): row for row in known.get(target["parent_id"], [])}
            for row in known.get(target["target_id"], []) if target["parent_id"] else []:
                parent = above.get((row["year"], row["measure"], row["unit"]))
                if parent is None or row["unit"] == "%":
                    continue
                part, limit = bounds(row)[0], bounds(parent)[1]
                if part is not None and limit is not None and part > limit:
                    yield self.finding(
                        "target_values", row, "value_text", row["value_text"], f"không quá “{parent['value_text']}” của {target['parent_id']}",
                        f"Chỉ tiêu con ghi “{row['value_text']}” cho năm {row['year']}, chỉ tiêu chung {target['parent_id']} ghi “{parent['value_text']}”.",
                        f"The part says “{row['value_text']}” for {row['year']}, its whole {target['parent_id']} “{parent['value_text']}”.",
                        (row_id("target_values", parent),),
                    )  # fmt: skip
