"""Rules about one row: whose it is, where it stands in the document, and the order of its bounds."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from ..csv_files import CsvFile, Row
from ..places import LINED, placed_tables
from ..plans import Plan, Reference
from ..problems import Problem, quote
from ..rules import RowRule
from ..tables import plan_tables, whole


class PlanIdFolder(RowRule):
    """The plan_id of every row is the path of the folder that holds it."""

    title = "plan_id khác thư mục"
    title_en = "plan_id differs from folder"
    description = "Cột plan_id phải đúng bằng đường dẫn thư mục dưới data/plans."

    @property
    def tables(self) -> tuple[str, ...]:
        return tuple(plan_tables())

    def check_row(self, plan: Plan, reference: Reference, file: CsvFile, row: Row) -> Iterator[Problem]:
        if row["plan_id"] != plan.plan_id:
            yield self.problem(
                file, row, "plan_id", f"tìm thấy {quote(row['plan_id'])}", f"cần {quote(plan.plan_id)} như thư mục",
                "sửa plan_id của dòng này, hoặc chuyển dòng sang đúng thư mục",
            )  # fmt: skip


class SourcePlace(RowRule):
    """Every row names its lines (blocks of a Word file), or its page (sheet of a workbook), inside the document and in order."""

    title = "Vị trí trong văn bản thiếu hoặc sai"
    title_en = "Place in the source"
    description = (
        "Mỗi dòng phải ghi dòng đầu, dòng cuối trong văn bản nguồn (khối, với tệp Word), hoặc trang (trang tính, với tệp Excel), "
        "không vượt quá độ dài văn bản."
    )

    @property
    def tables(self) -> tuple[str, ...]:
        return placed_tables()

    def check_row(self, plan: Plan, reference: Reference, file: CsvFile, row: Row) -> Iterator[Problem]:
        source = plan.by_id["sources"].get(row["source_id"])
        if source is None:
            return  # reported as an unknown reference
        if source["kind"] not in LINED:
            yield from self._page(file, row, source)
            yield from self._order(file, row)
            return
        for field in ("source_line_from", "source_line_to"):
            if not row[field]:
                yield self.problem(
                    file, row, field, "ô trống", "số dòng trong văn bản nguồn, đếm từ 1",
                    "mở văn bản nguồn, ghi dòng đầu và dòng cuối của mục này",
                )  # fmt: skip
        yield from self._order(file, row)
        first, last, length = (whole(t) for t in (row["source_line_from"], row["source_line_to"], source["lines"]))
        if length:
            for field, line in (("source_line_from", first), ("source_line_to", last)):
                if line and line > length:
                    yield self.problem(
                        file, row, field, f"dòng {line}", f"văn bản {source['source_id']} chỉ có {length} dòng",
                        "ghi đúng số dòng; dòng trống cũng được đếm",
                    )  # fmt: skip

    def _order(self, file: CsvFile, row: Row) -> Iterator[Problem]:
        first, last = whole(row["source_line_from"]), whole(row["source_line_to"])
        if first and last and first > last:
            yield self.problem(
                file, row, "source_line_to", f"từ dòng {first} đến dòng {last}", "dòng đầu không lớn hơn dòng cuối",
                "đổi lại hai số, hoặc xem lại văn bản nguồn",
            )  # fmt: skip

    def _page(self, file: CsvFile, row: Row, source: Row) -> Iterator[Problem]:
        page, pages = whole(row["source_page"]), whole(source["pages"])
        if not row["source_page"]:
            yield self.problem(
                file, row, "source_page", "ô trống", f"số trang, vì nguồn {source['source_id']} là tệp {source['kind']}",
                "ghi trang có mục này",
            )  # fmt: skip
        elif page and pages and page > pages:
            yield self.problem(
                file, row, "source_page", f"trang {page}", f"văn bản {source['source_id']} chỉ có {pages} trang",
                "ghi đúng số trang",
            )  # fmt: skip


class BoundsOrder(RowRule):
    """A period or range does not end before it begins."""

    title = "Khoảng ngược"
    title_en = "Bounds out of order"
    description = "Năm đầu không sau năm cuối; giá trị nhỏ nhất không lớn hơn giá trị lớn nhất; ngày bắt đầu không sau hạn."

    bounds = {
        "plans": (("period_from", "period_to"),),
        "target_values": (("value_min", "value_max"),),
        "task_schedules": (("period_from", "period_to"), ("starts_on", "due_on")),
    }
    tables = tuple(bounds)

    def check_row(self, plan: Plan, reference: Reference, file: CsvFile, row: Row) -> Iterator[Problem]:
        for low, high in self.bounds[file.table]:
            first, last = row[low], row[high]
            if first and last and _comparable(first) > _comparable(last):
                yield self.problem(
                    file, row, high, f"{low} {first}, {high} {last}", f"{low} không lớn hơn {high}",
                    "xem lại văn bản; nếu văn bản in ngược thì giữ nguyên phần chữ và để trống phần số",
                )  # fmt: skip


def _comparable(text: str) -> tuple[int, Decimal | str]:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return 1, text
    return (1, text) if number.is_nan() else (0, number)
