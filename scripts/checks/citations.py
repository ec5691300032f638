"""Rules about citations and the documents they name, and about rows that point to other rows."""

from __future__ import annotations

from collections.abc import Iterator

from ..csv_files import CsvFile, Row
from ..plans import Plan, Reference
from ..problems import Problem, quote
from ..rules import CollectionRule, PlanRule, RowRule
from ..tables import whole
from ..text import fold


class MentionCount(RowRule):
    """A citation counts as many mentions as it names lines, in order, inside the source."""

    title = "Số lần nêu không khớp các dòng"
    title_en = "Mentions differ from their lines"
    description = "Cột mentions phải bằng số dòng ghi ở mention_lines; các dòng theo thứ tự và không vượt quá văn bản nguồn."
    tables = ("citations",)

    def check_row(self, plan: Plan, reference: Reference, file: CsvFile, row: Row) -> Iterator[Problem]:
        lines = [whole(text) for text in row["mention_lines"].split("; ")]
        if not row["mention_lines"] or None in lines:
            return  # reported by the schema
        if whole(row["mentions"]) not in (None, len(lines)):
            yield self.problem(
                file, row, "mentions", f"tìm thấy {row['mentions']}", f"{len(lines)}, theo mention_lines", "sửa mentions, hoặc thêm dòng còn thiếu vào mention_lines"
            )
        source = plan.by_id["sources"].get(row["source_id"])
        length = whole(source["lines"] or source["pages"]) if source else None
        if lines != sorted(lines) or length and lines[-1] > length:
            yield self.problem(
                file, row, "mention_lines", f"tìm thấy {quote(row['mention_lines'])}", "các số tăng dần" + (f", không quá {length}" if length else ""), "sửa số dòng"
            )


class OneDocumentOneId(CollectionRule):
    """A legal document has one identifier: no two rows of the same issuer carry the same number and date, or the same name."""

    title = "Một văn bản mang hai mã"
    title_en = "One document with two ids"
    description = "Trong legal_documents, hai dòng không được là cùng một văn bản: cùng số ký hiệu và cơ quan ban hành, hoặc cùng tên khi không có số."
    tables = ("legal_documents",)

    def check_collection(self, plan_ids: list[str], misplaced: list[str], reference: Reference) -> Iterator[Problem]:
        file = reference.files["legal_documents"]
        named: dict[tuple[str, str], list[Row]] = {}
        for row in file.rows:
            # Central numbers are one series; provinces and communes each have their own.
            series = {"symbol": row["level"] if row["level"] == "central" else fold(row["issuer"]), "title": fold(row["issuer"])}
            names = [(fold(row[field]).replace(" ", ""), issuer) for field, issuer in series.items() if row[field]]
            before = next((other for name in names for other in named.get(name, []) if self._same(other, row)), None)
            for name in names:
                named.setdefault(name, []).append(row)
            if before is not None:
                yield self.problem(
                    file, row, "document_id", f"{quote(row['document_id'])} là cùng văn bản với {quote(before['document_id'])} (dòng {before.number})",
                    "mỗi văn bản một mã", "bỏ một dòng và dùng mã còn lại trong các citations.csv",
                )  # fmt: skip


    @staticmethod
    def _same(one: Row, other: Row) -> bool:
        """Whether nothing tells two documents of one issuer and one number or title apart: numbers begin anew every year."""
        years = {row["issued_on"][:4] for row in (one, other)} - {""}
        numbers = {fold(row["symbol"]).replace(" ", "") for row in (one, other)} - {""}
        return len(years) < 2 and len(numbers) < 2


class ReplacementComplete(CollectionRule):
    """A document said to be replaced says by what, since when, on which authority, and when that was checked."""

    title = "Thông tin thay thế không đủ"
    title_en = "Replacement not fully stated"
    description = "Đã ghi một trong các cột replaced_by, replaced_on thì phải ghi cả hai, kèm source và verified_on."
    tables = ("legal_documents",)

    def check_collection(self, plan_ids: list[str], misplaced: list[str], reference: Reference) -> Iterator[Problem]:
        file = reference.files["legal_documents"]
        for row in file.rows:
            if row["replaced_by"] or row["replaced_on"]:
                for field in ("replaced_by", "replaced_on", "source", "verified_on"):
                    if not row[field]:
                        yield self.problem(
                            file, row, field, "ô trống", "đủ bốn cột replaced_by, replaced_on, source, verified_on", f"điền {field}, hoặc để trống cả replaced_by và replaced_on"
                        )


class LinkedTask(PlanRule):
    """A budget line names a task of the same plan."""

    title = "Nhiệm vụ của dòng ngân sách không có"
    title_en = "Budget line of an unknown task"
    description = "Cột task_id của budget_lines phải là mã một nhiệm vụ trong cùng kế hoạch."
    tables = ("budget_lines",)

    def check_plan(self, plan: Plan, reference: Reference) -> Iterator[Problem]:
        file = plan.files["budget_lines"]
        for row in file.rows:
            if row["task_id"] and row["task_id"] not in plan.by_id["tasks"] and not plan.files["tasks"].lost:
                yield self.problem(
                    file, row, "task_id", f"tìm thấy {quote(row['task_id'])}", "mã một nhiệm vụ có trong tasks.csv", "sửa task_id, hoặc để trống"
                )
