"""Rules about what an issued document must carry and a plan leaves blank: number, date, signer."""

from __future__ import annotations

from collections.abc import Iterator

from ..plans import Plan, Reference
from .base import AuditRule, Finding


class _Blank(AuditRule):
    """The plan row states something in `parsed`; `printed` are the columns that show what stands in its place."""

    parsed = ""
    printed: tuple[str, ...] = ()
    what = what_en = ""

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        for row in plan.rows("plans"):
            if row["stage"] != "draft" and not row[self.parsed]:
                shown = " ".join(row[column] for column in self.printed if row[column])
                seen = f"ở chỗ đó in “{shown}”" if shown else "không có chỗ nào in"
                seen_en = f"it prints “{shown}” in that place" if shown else "nothing is printed for it"
                yield self.finding(
                    "plans", row, self.parsed, shown, self.what,
                    f"Bản văn bản này không nêu {self.what}: {seen}.", f"This copy of the document does not state {self.what_en}: {seen_en}.",
                )  # fmt: skip


class BlankNumber(_Blank):
    """An issued plan states its document number."""

    title = "Không có số văn bản"
    title_en = "Document number missing"
    description = "Kế hoạch đã ban hành phải có số văn bản; nhiều bản lưu để trống chỗ ghi số."
    parsed, printed, what, what_en = "document_number", ("document_number_text",), "số văn bản", "its number"


class BlankDate(_Blank):
    """An issued plan states its full date of issue."""

    title = "Không có ngày ban hành"
    title_en = "Date of issue missing"
    description = "Kế hoạch đã ban hành phải có đủ ngày, tháng, năm ban hành."
    parsed, printed, what, what_en = "issued_on", ("issued_on_text",), "đủ ngày ban hành", "a full date of issue"


class BlankSigner(_Blank):
    """An issued plan names the one who signed it."""

    title = "Không có người ký"
    title_en = "Signer missing"
    description = "Kế hoạch đã ban hành phải ghi họ tên người ký."
    parsed, printed, what, what_en = "signer_name", ("signer_position",), "họ tên người ký", "who signed it"


class BlankSignerPosition(_Blank):
    """An issued plan states the office of the one who signed it."""

    title = "Không có chức vụ người ký"
    title_en = "Signer's office missing"
    description = "Kế hoạch đã ban hành phải ghi chức vụ của người ký."
    parsed, printed, what, what_en = "signer_position", ("signer_name",), "chức vụ người ký", "the office of the signer"
