"""Rules about a plan as a whole: its identity, its tree of rows, and the order of the document."""

from __future__ import annotations

from collections.abc import Iterator

from ..places import LINED, placed_tables
from ..plans import Plan, Reference
from ..problems import Problem, quote
from ..rules import PlanRule, Rule
from ..tables import schemas, whole

# Table -> (own id, fields that a child shares with its parent, kind of row that may be a parent)
# Tables whose row ids are published addresses. A notice may go when its cause is corrected.
KEPT = ("targets", "tasks", "budget_lines", "issued_documents", "citations", "results", "duties", "proposals")
TREES = {
    "targets": ("target_id", ("origin", "section_number", "section_title"), None),
    "tasks": ("task_id", ("origin", "section_number", "section_title"), ("kind", "group")),
    "budget_lines": ("line_id", ("view",), None),
    "results": ("result_id", (), None),
}


class OnePlanRow(PlanRule):
    """plans.csv has exactly one row and sources.csv at least one."""

    title = "Thiếu hoặc thừa dòng kế hoạch, nguồn"
    title_en = "One plan, at least one source"
    description = "plans.csv có đúng một dòng; sources.csv có ít nhất một dòng."
    tables = ("plans", "sources")

    def check_plan(self, plan: Plan, reference: Reference) -> Iterator[Problem]:
        plans, sources = plan.files["plans"], plan.files["sources"]
        if not plans.lost and len(plans.rows) != 1:
            yield self.problem(
                plans, 0, "", f"có {len(plans.rows)} dòng dữ liệu", "đúng một dòng: một thư mục là một kế hoạch",
                "đặt mỗi kế hoạch trong thư mục riêng",
            )  # fmt: skip
        if not sources.lost and not sources.rows:
            yield self.problem(
                sources, 0, "", "không có dòng nào", "ít nhất một nguồn",
                "thêm dòng cho tệp văn bản đã dùng (tên tệp, mã băm sha256, số dòng hoặc số trang)",
            )  # fmt: skip


class SourceLength(PlanRule):
    """A source says how long it is, in lines or pages, and no part reaches beyond its end."""

    title = "Nguồn thiếu độ dài hoặc phần vượt quá nguồn"
    title_en = "Length of a source"
    description = "Nguồn văn bản thuần phải ghi số dòng, tệp Word số khối, nguồn chia trang số trang; không phần nào vượt quá độ dài đó."
    tables = ("sources", "source_parts")

    def check_plan(self, plan: Plan, reference: Reference) -> Iterator[Problem]:
        for row in plan.rows("sources"):
            unit, end = ("lines", "line_to") if row["kind"] in LINED else ("pages", "page_to")
            length = whole(row[unit])
            if not row[unit]:
                yield self.problem(
                    plan.files["sources"], row, unit, "ô trống", f"độ dài của nguồn {row['source_id']}",
                    "ghi số dòng (kể cả dòng trống) hoặc số trang của tệp nguồn",
                )  # fmt: skip
            for part in plan.rows("source_parts"):
                if part["source_id"] == row["source_id"] and length and (whole(part[end]) or 0) > length:
                    yield self.problem(
                        plan.files["source_parts"], part, end, f"tìm thấy {part[end]}", f"không quá {length}, hết nguồn {row['source_id']}",
                        "sửa giới hạn của phần này, hoặc độ dài của nguồn",
                    )  # fmt: skip


class Sequence(PlanRule):
    """Rows that are counted within their owner are numbered 1, 2, 3 in the order of the file."""

    title = "Thứ tự không liên tục"
    title_en = "Positions not consecutive"
    description = "Cột seq của các mốc thời gian và các phần của nguồn phải là 1, 2, 3… theo thứ tự dòng."
    tables = ("task_schedules", "source_parts")

    def check_plan(self, plan: Plan, reference: Reference) -> Iterator[Problem]:
        for table in self.tables:
            file = plan.files[table]
            owner_of = [column for column in schemas()[table].primary_key if column != "seq"]
            seen: dict[tuple[str, ...], int] = {}
            for row in file.rows:
                owner = tuple(row[column] for column in owner_of)
                seen[owner] = seen.get(owner, 0) + 1
                if row["seq"] and row["seq"] != str(seen[owner]):
                    yield self.problem(
                        file, row, "seq", f"tìm thấy {quote(row['seq'])}", f"cần “{seen[owner]}”, theo thứ tự dòng",
                        "đánh số 1, 2, 3… theo thứ tự in trong văn bản",
                    )  # fmt: skip


class PlanPath(PlanRule):
    """The folder's path is the province's slug, the commune's slug and code, and agrees with commune_code."""

    title = "Đường dẫn thư mục không khớp xã, tỉnh"
    title_en = "Folder path differs from commune"
    description = "Thư mục phải là <tỉnh>/<xã>-<mã xã>/<kế hoạch> đúng theo bảng tỉnh, xã và cột commune_code."
    tables = ("plans",)

    def check_plan(self, plan: Plan, reference: Reference) -> Iterator[Problem]:
        file = plan.files["plans"]
        for row in file.rows:
            commune = reference.keyed["communes"].get(row["commune_code"])
            if commune is None:
                continue  # reported as an unknown reference
            province = reference.keyed["provinces"].get(commune["province_code"])
            expected = f"{province['slug'] if province else '?'}/{commune['slug']}-{commune['code']}"
            if plan.plan_id.rpartition("/")[0] != expected:
                yield self.problem(
                    file, row, "commune_code", f"mã {row['commune_code']} là {commune['full_name']}",
                    f"thư mục {expected}/…", f"sửa commune_code, hoặc chuyển thư mục {plan.plan_id}",
                )  # fmt: skip


class ParentRow(PlanRule):
    """A row's parent stands before it, in the same section or view, and is of a kind that has parts."""

    title = "Dòng cha sai"
    title_en = "Wrong parent"
    description = "Dòng cha phải đứng trước, cùng mục hoặc cùng cách phân loại, và (với nhiệm vụ) là dòng nhóm."
    tables = tuple(TREES)

    def check_plan(self, plan: Plan, reference: Reference) -> Iterator[Problem]:
        for table, (key, shared, kind) in TREES.items():
            file = plan.files[table]
            seen: dict[str, dict[str, str]] = {}
            for row in file.rows:
                parent_id = row["parent_id"]
                parent = seen.get(parent_id)
                if parent_id and parent is None and parent_id in plan.by_id[table]:
                    yield self.problem(
                        file, row, "parent_id", f"{quote(parent_id)} đứng sau hoặc là chính dòng này",
                        "dòng cha đứng trước dòng con", "sửa parent_id hoặc xếp lại các dòng",
                    )  # fmt: skip
                elif parent_id and parent is not None:
                    for field in shared:
                        if parent[field] != row[field]:
                            yield self.problem(
                                file, row, field, f"tìm thấy {quote(row[field])}",
                                f"{quote(parent[field])} như dòng cha {parent_id}", f"sửa {field} hoặc parent_id",
                            )  # fmt: skip
                    if kind and parent[kind[0]] != kind[1]:
                        yield self.problem(
                            file, row, "parent_id", f"dòng cha {parent_id} có {kind[0]} {quote(parent[kind[0]])}",
                            f"dòng cha có {kind[0]} {quote(kind[1])}", f"sửa parent_id, hoặc {kind[0]} của dòng cha",
                        )  # fmt: skip
                seen[row[key]] = row


class DocumentOrder(PlanRule):
    """Rows stand in the order of the document."""

    title = "Sai thứ tự văn bản"
    title_en = "Not in document order"
    description = "Các dòng của một bảng phải theo thứ tự xuất hiện trong văn bản nguồn."

    @property
    def tables(self) -> tuple[str, ...]:
        return placed_tables()

    def check_plan(self, plan: Plan, reference: Reference) -> Iterator[Problem]:
        for table in placed_tables():
            file = plan.files[table]
            last: dict[str, tuple[int, int]] = {}
            for row in file.rows:
                place = tuple(whole(row[f]) or 0 for f in ("source_page", "source_line_from"))
                source = plan.by_id["sources"].get(row["source_id"])
                sheet = source is not None and source["kind"] == "xlsx"
                if sheet:
                    place = (place[0], 0)  # tables side by side on a sheet stand on the same rows
                before = last.get(row["source_id"], (0, 0))
                if any(place) and place < before:
                    yield self.problem(
                        file, row, "source_line_from", f"dòng {row['source_line_from']} (trang {place[0] or 'không ghi'})",
                        f"không trước {'trang' if sheet else 'dòng'} {before[not sheet]} của hàng trên", "xếp lại các hàng hoặc sửa số dòng",
                    )  # fmt: skip
                # A place beyond the source is reported as such, not once more for every row below it.
                ends = (whole(source["pages"]), whole(source["lines"])) if source else (None, None)
                if all(end is None or at <= end for at, end in zip(place, ends)):
                    last[row["source_id"]] = max(before, place)


class StableIds(Rule):
    """An id or plan that was published stays: an id is never given to another row, and neither disappears."""

    title = "Mã đã công bố bị đổi hoặc mất"
    title_en = "Published id moved or lost"
    description = "Mã dòng (CT01, NV01, ...) và trang kế hoạch là địa chỉ đã công bố; thêm dòng thì đặt mã mới, không đánh số lại, không xóa."
    tables = KEPT

    def check_against(self, plan: Plan, published: Plan) -> Iterator[Problem]:
        """Compare with the plan as it was published: the row an id named must not stand under another id."""
        for table in KEPT:
            key = published.files[table].columns[1]
            now = {_identity(row): row for row in plan.rows(table)}
            for row_id, old in published.by_id[table].items():
                row = now.get(_identity(old))
                if row is None and row_id not in plan.by_id[table]:
                    yield self.problem(
                        plan.files[table], 0, key, f"mã {row_id} đã công bố nay không còn", "mã đã công bố thì giữ",
                        "khôi phục dòng này; nếu dòng chưa bao giờ có trong văn bản thì nói rõ trong yêu cầu gộp",
                    )  # fmt: skip
                same = plan.by_id[table].get(row_id)
                if row is not None and row[key] != row_id and (same is None or _identity(same) != _identity(old)):
                    yield self.problem(
                        plan.files[table], row, key, f"dòng này đã công bố với mã {row_id}, nay mang mã {row[key]}",
                        f"mã {row_id}", "giữ mã cũ; dòng mới thêm lấy số chưa dùng, dù đứng giữa bảng",
                    )  # fmt: skip


IDENTITY = ("section_number", "number", "name", "symbol", "view", "agency_text", "summary", "value_text", "source_line_from")


def _identity(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row.get(f, "") for f in IDENTITY)
