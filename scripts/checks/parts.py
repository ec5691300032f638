"""Rules about the parts of a source: they cover every row that stands in the document."""

from __future__ import annotations

from collections.abc import Iterator

from ..places import part_of, placed_tables, span
from ..plans import Plan, Reference
from ..problems import Problem
from ..rules import PlanRule
from ..tables import whole


class SourcePartOrder(PlanRule):
    """Parts have their bounds, stand in order and do not overlap."""

    title = "Các phần của nguồn chồng nhau hoặc thiếu giới hạn"
    title_en = "Source parts overlap or have no bounds"
    description = "Mỗi phần ghi dòng đầu, dòng cuối (hoặc trang); các phần theo thứ tự, không chồng lên nhau; hai phần liền nhau có thể chung một trang."
    tables = ("source_parts",)

    def check_plan(self, plan: Plan, reference: Reference) -> Iterator[Problem]:
        file = plan.files["source_parts"]
        ends: dict[str, int] = {}
        for row in file.rows:
            bounds = span(row)
            if bounds is None:
                yield self.problem(
                    file, row, "line_from", "không đủ dòng đầu và dòng cuối", "line_from và line_to (hoặc page_from và page_to)",
                    "ghi giới hạn của phần này trong nguồn",
                )  # fmt: skip
                continue
            after = ends.get(row["source_id"], 0)
            shared = not row["line_from"]  # a page ends one part and begins the next
            if bounds[0] > bounds[1] or bounds[0] < after or (bounds[0] == after and not shared):
                yield self.problem(
                    file, row, "line_from", f"từ {bounds[0]} đến {bounds[1]}", f"bắt đầu {'từ' if shared else 'sau'} {after}, kết thúc không trước chỗ bắt đầu",
                    "sửa giới hạn của phần này hoặc phần ngay trên",
                )  # fmt: skip
            ends[row["source_id"]] = max(after, bounds[1])


class RowOutsideParts(PlanRule):
    """Every row stands in a part of its source, and its origin is the kind of that part."""

    title = "Dòng nằm ngoài các phần của nguồn"
    title_en = "Row outside every part"
    description = "Vị trí của mỗi dòng phải thuộc một phần trong source_parts; origin phải đúng loại phần đó."

    @property
    def tables(self) -> tuple[str, ...]:
        return placed_tables()

    def check_plan(self, plan: Plan, reference: Reference) -> Iterator[Problem]:
        if plan.files["source_parts"].lost:
            return
        parts = plan.rows("source_parts")
        for table in placed_tables():
            file = plan.files[table]
            for row in file.rows:
                if whole(row["source_line_from"]) is None and whole(row["source_page"]) is None:
                    continue  # reported by SourcePlace
                part = part_of(parts, row)
                if part is None:
                    yield self.problem(
                        file, row, "source_line_from", f"dòng {row['source_line_from'] or 'trang ' + row['source_page']} của {row['source_id']}",
                        "nằm trong một phần của source_parts.csv", "sửa vị trí, hoặc thêm phần còn thiếu vào source_parts.csv",
                    )  # fmt: skip
                elif (last := whole(row["source_line_to"])) and part["line_to"] and last > (whole(part["line_to"]) or last):
                    yield self.problem(
                        file, row, "source_line_to", f"dòng {last}", f"không quá dòng {part['line_to']}, hết {part['name']}",
                        "sửa dòng cuối, hoặc giới hạn của phần trong source_parts.csv",
                    )  # fmt: skip
                elif row.get("origin", part["kind"]) != part["kind"]:
                    yield self.problem(
                        file, row, "origin", f"tìm thấy “{row['origin']}”", f"“{part['kind']}”, vì dòng nằm trong {part['name']}",
                        "sửa origin hoặc vị trí",
                    )  # fmt: skip


class AppendixCount(PlanRule):
    """appendices_present is the number of appendices among the parts."""

    title = "Số phụ lục có trong văn bản không khớp"
    title_en = "Number of appendices present"
    description = "appendices_present phải bằng số phần loại appendix trong source_parts.csv."
    tables = ("plans",)

    def check_plan(self, plan: Plan, reference: Reference) -> Iterator[Problem]:
        file = plan.files["plans"]
        if plan.files["source_parts"].lost:
            return
        count = sum(part["kind"] == "appendix" for part in plan.rows("source_parts"))
        for row in file.rows:
            if whole(row["appendices_present"]) not in (None, count):
                yield self.problem(
                    file, row, "appendices_present", f"tìm thấy {row['appendices_present']}",
                    f"{count}, theo source_parts.csv", "sửa số này, hoặc thêm phụ lục vào source_parts.csv",
                )  # fmt: skip
