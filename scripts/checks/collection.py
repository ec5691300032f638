"""Rules about the collection: there are plans, and every file lies where it belongs."""

from __future__ import annotations

from collections.abc import Iterator

from ..plans import Reference
from ..problems import Problem
from ..rules import CollectionRule
from ..tables import reference_tables


class NoPlans(CollectionRule):
    """There is at least one plan: an empty collection would validate and mean nothing."""

    title = "Không có kế hoạch nào"
    title_en = "No plans"
    description = "Phải có ít nhất một thư mục kế hoạch dưới data/plans."

    def check_collection(self, plan_ids: list[str], misplaced: list[str], reference: Reference) -> Iterator[Problem]:
        if not plan_ids:
            yield self.problem(
                "data/plans", 0, "", "không có thư mục kế hoạch nào", "ít nhất một thư mục <tỉnh>/<xã>-<mã>/<kế hoạch>",
                "khôi phục data/plans",
            )  # fmt: skip


class MisplacedFile(CollectionRule):
    """Every file under data/plans lies in a plan folder, three levels down."""

    title = "Tệp đặt sai chỗ"
    title_en = "Misplaced file"
    description = "Tệp phải nằm trong thư mục data/plans/<tỉnh>/<xã>-<mã xã>/<kế hoạch>/."

    def check_collection(self, plan_ids: list[str], misplaced: list[str], reference: Reference) -> Iterator[Problem]:
        for path in misplaced:
            yield self.problem(
                path, 0, "", "tệp không nằm trong thư mục kế hoạch", "data/plans/<tỉnh>/<xã>-<mã xã>/<kế hoạch>/<bảng>.csv",
                "chuyển tệp vào đúng thư mục, hoặc xóa",
            )  # fmt: skip


class EmptyReference(CollectionRule):
    """No reference table is empty: a lost table would make every look-up fail in silence."""

    title = "Bảng tham chiếu trống"
    title_en = "Empty reference table"
    description = "Mỗi bảng tham chiếu phải có ít nhất một dòng."

    @property
    def tables(self) -> tuple[str, ...]:
        return tuple(reference_tables())

    def check_collection(self, plan_ids: list[str], misplaced: list[str], reference: Reference) -> Iterator[Problem]:
        for file in reference.files.values():
            if not file.lost and not file.rows:
                yield self.problem(file, 0, "", "không có dòng dữ liệu", "ít nhất một dòng", "khôi phục tệp")
