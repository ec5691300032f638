"""Rules about cited documents: one date for one document, and laws that are in force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..formats import day
from ..plans import Plan, Reference
from ..tables import schemas, whole
from .base import AuditRule, Finding
from .dates import dated, written

_YEAR_INSIDE = re.compile(r"/((?:19|20)[0-9]{2})/")


class CitedWithTwoDates(AuditRule):
    """A document is cited with one date throughout."""

    title = "Một văn bản được dẫn với hai ngày"
    title_en = "One document cited with two dates"
    description = "Cùng một văn bản thì mọi chỗ trong kế hoạch phải ghi cùng ngày ban hành."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        first: dict[str, dict[str, str]] = {}
        for row in plan.rows("citations"):
            if not row["issued_on"]:
                continue
            before = first.setdefault(row["document_id"], row)
            if before["issued_on"] != row["issued_on"]:
                name = row["symbol"] or row["name"]
                yield self.finding(
                    "citations", row, "issued_on", row["issued_on_text"], before["issued_on_text"],
                    f"{name} được dẫn ở đây với {row['issued_on_text']}, ở {before['citation_id']} với {before['issued_on_text']}.",
                    f"{name} is cited here with {row['issued_on']}, at {before['citation_id']} with {before['issued_on']}.",
                    (before["citation_id"],),
                )  # fmt: skip


class CitedWithOtherDate(AuditRule):
    """A document is cited with the date that it was issued on."""

    title = "Ngày dẫn khác ngày ban hành đã biết"
    title_en = "Cited with another date than known"
    description = "Ngày ghi khi viện dẫn phải bằng ngày ban hành đã biết của văn bản đó."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        told_right = {(row["document_id"], row["issued_on"]) for row in plan.rows("citations")}
        for row in plan.rows("citations"):
            known = reference.keyed["legal_documents"].get(row["document_id"])
            told, issued = written(row["issued_on"]), written(known["issued_on"]) if known else None
            # Where the plan itself also has the right date, the two dates are reported instead.
            if known and told and issued and told != issued and (row["document_id"], known["issued_on"]) not in told_right:
                name = row["symbol"] or row["name"]
                yield self.finding(
                    "citations", row, "issued_on_text", row["issued_on_text"], day(issued),
                    f"Ở đây {name} được ghi {row['issued_on_text']}; văn bản này ban hành ngày {day(issued)}.",
                    f"Here {name} is dated {told}; the document was issued on {issued}.",
                )  # fmt: skip


class CitedWithOtherNumber(AuditRule):
    """A document is cited with its number."""

    title = "Số ký hiệu dẫn khác số đã biết"
    title_en = "Cited with another number than known"
    description = "Số ký hiệu ghi khi viện dẫn phải là số đã biết của văn bản đó; khoảng trắng không tính."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        for row in plan.rows("citations"):
            known = reference.keyed["legal_documents"].get(row["document_id"])
            told, number = row["symbol"].replace(" ", ""), known["symbol"].replace(" ", "") if known else ""
            if told and number and told != number:
                yield self.finding(
                    "citations", row, "symbol", row["symbol"], known["symbol"],
                    f"Ở đây văn bản được ghi số {row['symbol']}; số của văn bản là {known['symbol']}.",
                    f"Here the document is numbered {row['symbol']}; its number is {known['symbol']}.",
                )  # fmt: skip


class SymbolYear(AuditRule):
    """The year inside a document number is the year of its date."""

    title = "Năm trong số ký hiệu khác năm ban hành"
    title_en = "Year of the number and year of the date"
    description = "Số ký hiệu có năm ở giữa (như 193/2025/QH15) thì ngày ban hành ghi kèm phải thuộc năm đó."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        for table in ("citations", "issued_documents"):
            for row in plan.rows(table):
                inside, told = _YEAR_INSIDE.search(row["symbol"]), written(row["issued_on"])
                if inside and told and int(inside[1]) != told.year:
                    yield self.finding(
                        table, row, "issued_on", row["issued_on_text"], f"năm {inside[1]}",
                        f"Số {row['symbol']} mang năm {inside[1]}, nhưng ngày ghi kèm là {row['issued_on_text']}.",
                        f"The number {row['symbol']} carries the year {inside[1]}, but is dated {told}.",
                    )  # fmt: skip


class _Replaced(AuditRule):
    """Looks at documents on which the plan rests and of which legal_documents says by what they were replaced, and when."""

    def judge(self, replaced: date, issued: date | None, begins: date | None) -> tuple[str, str] | None:
        """What is wrong with the day of replacement, in Vietnamese and in English; None when nothing is."""
        raise NotImplementedError

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        years = [whole(row["period_from"]) for row in plan.rows("plans")]
        begins = date(years[0], 1, 1) if years and years[0] else None
        for row in plan.rows("citations"):
            known = reference.keyed["legal_documents"].get(row["document_id"])
            replaced = written(known["replaced_on"]) if known else None
            if known is None or replaced is None or row["role"] not in ("legal_basis", "guidance", "parent_plan"):
                continue
            name = row["symbol"] or row["named_text"]
            if said := self.judge(replaced, dated(plan), begins):
                role, role_en = (schemas()["citations"].fields["role"][titles][row["role"]] for titles in ("enum_titles", "enum_titles_en"))
                yield self.finding(
                    "citations", row, "document_id", name, f"{known['replaced_by']} từ {day(replaced)}",
                    f"{name} được dẫn ({role}); {known['replaced_by']} thay thế từ {day(replaced)}, {said[0]}.",
                    f"{name} is cited ({role_en}); {known['replaced_by']} replaced it from {replaced}, {said[1]}.",
                )  # fmt: skip


class CitedAfterReplacement(_Replaced):
    """A document on which a plan rests is in force when the plan is issued."""

    title = "Dẫn văn bản đã bị thay thế"
    title_en = "Cited document was already replaced"
    description = (
        "Văn bản làm căn cứ phải còn hiệu lực khi kế hoạch ban hành. "
        "Quy tắc chỉ xét văn bản mà chúng tôi có căn cứ là bị thay thế bởi văn bản nào, từ ngày nào."
    )

    def judge(self, replaced: date, issued: date | None, begins: date | None) -> tuple[str, str] | None:
        if issued and replaced <= issued:
            return f"còn kế hoạch ban hành hoặc ký ngày {day(issued)}", f"while the plan was issued or signed on {issued}"
        return None


class ReplacedBeforePeriod(_Replaced):
    """A document on which a plan rests is still in force when the plan's period begins."""

    severity = "minor"
    title = "Dẫn văn bản thôi hiệu lực trước thời kỳ kế hoạch"
    title_en = "Cited document replaced before the period begins"
    description = (
        "Văn bản làm căn cứ nên còn hiệu lực khi thời kỳ của kế hoạch bắt đầu; còn hiệu lực lúc ban hành nhưng bị thay thế trước đó thì ghi lại. "
        "Quy tắc chỉ xét văn bản mà chúng tôi có căn cứ là bị thay thế bởi văn bản nào, từ ngày nào."
    )

    def judge(self, replaced: date, issued: date | None, begins: date | None) -> tuple[str, str] | None:
        if begins and issued and issued < replaced <= begins:
            said = f"sau khi kế hoạch ban hành, trước hoặc đúng ngày bắt đầu thời kỳ kế hoạch ({day(begins)})"
            return said, f"after the plan was issued and by the first day of its period ({begins})"
        return None
