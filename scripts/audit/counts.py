"""Rules about counts: what the text announces against what is there, and parts against their whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from ..csv_files import Row
from ..formats import number
from ..numbers_vi import parse_number
from ..plans import Plan, Reference
from ..tables import schemas, whole
from .base import AuditRule, Finding


def value(row: Row, field: str = "value") -> Decimal | None:
    """The number in a cell; None for an empty cell or one that is no number."""
    return parse_number(row[field].replace(".", ",")) if row[field] else None


class AnnouncedAppendices(AuditRule):
    """The plan has as many appendices as its text announces."""

    title = "Số phụ lục nêu khác số phụ lục có"
    title_en = "Appendices announced and present"
    description = "Số phụ lục mà nội dung chính nhắc đến phải bằng số phụ lục có trong bản văn bản."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        for row in plan.rows("plans"):
            announced, present = whole(row["appendices_announced"]), whole(row["appendices_present"])
            if announced is not None and present is not None and announced != present:
                # "There is an appendix" does not say that it is the only one.
                said, said_en = ("phụ lục kèm theo", "an appendix") if announced == 1 else (f"{announced} phụ lục", f"{announced} appendices")
                has, has_en = (f"có {present} phụ lục", f"has {present}") if present else ("không có phụ lục nào", "has none")
                yield self.finding(
                    "plans", row, "appendices_announced", said, f"{present} phụ lục",
                    f"Nội dung chính nhắc đến {said}; bản văn bản này {has}.", f"The text announces {said_en}; this copy of the document {has_en}.",
                )  # fmt: skip


class AnnouncedCount(AuditRule):
    """Where the text counts things and attaches their list, the list has as many rows."""

    title = "Số nêu trong lời văn khác số liệt kê"
    title_en = "Announced count and listed rows"
    description = "Con số nêu kèm một danh sách phải bằng số dòng của danh sách đó."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        for row in plan.rows("results"):
            if not row["listed_in"] or row["listed_in"] not in plan.files or (announced := value(row)) is None:
                continue
            listed = [line for line in plan.rows(row["listed_in"]) if line.get("kind") != "group"]
            if announced != len(listed):
                name = schemas()[row["listed_in"]].title.lower()
                yield self.finding(
                    "results", row, "value", row["value_text"], f"{len(listed)} dòng trong danh sách",
                    f"Lời văn nêu “{row['value_text']}”; danh sách kèm theo ({name}) có {len(listed)} dòng.",
                    f"The text says “{row['value_text']}”; the attached list has {len(listed)} rows.",
                )  # fmt: skip


class ResultParts(AuditRule):
    """The parts of a reported figure add up to it."""

    title = "Các phần của một kết quả không cộng thành tổng"
    title_en = "Parts of a reported figure"
    description = "Những con số mà văn bản nêu là thành phần (“trong đó”) của một tổng phải cộng lại bằng tổng đó."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        parts: dict[str, list[Row]] = defaultdict(list)
        for row in plan.rows("results"):
            if row["parent_id"]:
                parts[row["parent_id"]].append(row)
        for row in plan.rows("results"):
            stated = [row, *parts[row["result_id"]]]
            # "About 17" or "above 15" can be part of any sum.
            if len(stated) == 1 or any(part["comparator"] != "eq" or value(part) is None for part in stated):
                continue
            whole_value, *known = (value(part) or Decimal() for part in stated)
            if sum(known) == whole_value:
                continue
            listed = " + ".join(number(part) for part in known)
            yield self.finding(
                "results", row, "value", row["value_text"], f"{listed} = {number(sum(known, Decimal()))}",
                f"Văn bản nêu “{row['value_text']}”, nhưng các phần đi kèm cộng lại là {listed} = {number(sum(known, Decimal()))}.",
                f"The document says “{row['value_text']}”, but the parts that it gives add up to {sum(known)}.",
                tuple(part["result_id"] for part in parts[row["result_id"]]),
            )  # fmt: skip


class MoreThanAll(AuditRule):
    """A share is not above the whole: no more than 100 %, no 9 out of 8."""

    title = "Phần lớn hơn toàn bộ"
    title_en = "More than all"
    description = "Con số nêu trên mẫu số không lớn hơn mẫu số; kết quả, chỉ tiêu của một chỉ số tính bằng phần trăm không quá 100%."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        for row in plan.rows("results"):
            reached, total = value(row), value(row, "out_of")
            limit = total if total is not None else Decimal(100) if _is_share(reference, row["indicator_id"], row["unit"]) else None
            if reached is not None and limit is not None and reached > limit:
                yield self._more("results", row, "value", limit)
        for row in plan.rows("target_values"):
            target = plan.by_id["targets"].get(row["target_id"])
            bounds = [bound for field in ("value_min", "value_max") if (bound := value(row, field)) is not None]
            if target and bounds and max(bounds) > 100 and _is_share(reference, target["indicator_id"], row["unit"]):
                yield self._more("target_values", row, "value_text", Decimal(100))

    def _more(self, table: str, row: Row, field: str, limit: Decimal) -> Finding:
        return self.finding(
            table, row, field, row["value_text"], f"không quá {number(limit)}",
            f"Văn bản nêu “{row['value_text']}”, lớn hơn toàn bộ là {number(limit)}.",
            f"The document says “{row['value_text']}”, more than the whole of {limit}.",
        )  # fmt: skip


def _is_share(reference: Reference, indicator_id: str, unit: str) -> bool:
    """Only a share has an end at 100 %: growth on the year before has none."""
    indicator = reference.keyed["indicators"].get(indicator_id)
    return unit == "%" and indicator is not None and indicator["unit"] == "%"


class RepeatedDocument(AuditRule):
    """A list of issued documents names each document once, and gives one number to one document."""

    title = "Cùng số văn bản ở hai dòng"
    title_en = "One number on two listed documents"
    description = "Trong danh sách văn bản đã ban hành, mỗi số ký hiệu của một năm chỉ ứng với một dòng."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        first: dict[tuple[str, str], Row] = {}
        for row in plan.rows("issued_documents"):
            before = first.setdefault((row["symbol"], row["issued_on"][:4]), row)  # numbers begin anew every year
            if row["symbol"] and before is not row:
                yield self.finding(
                    "issued_documents", row, "symbol", row["symbol"], f"số khác với {before['issued_document_id']}",
                    f"Số {row['symbol']} ghi ở hai dòng của danh sách: {before['issued_document_id']} và {row['issued_document_id']}.",
                    f"The number {row['symbol']} stands on two rows of the list: {before['issued_document_id']} and {row['issued_document_id']}.",
                    (before["issued_document_id"],),
                )  # fmt: skip
