"""The rule about drafts: every question that ingestion left open is answered before the plan counts as transcribed."""

from __future__ import annotations

from collections.abc import Iterator

from ..csv_files import Row
from ..plans import Plan, Reference
from ..problems import Problem, quote
from ..rules import PlanRule

ANSWER = "so với văn bản, sửa dòng nếu cần, rồi xóa dòng này của review.csv"


class OpenReview(PlanRule):
    """No question of a drafted plan is open: review.csv, if the folder still has one, has no rows."""

    title = "Còn câu hỏi chưa ai trả lời"
    title_en = "Open question of a draft"
    description = "Bản nháp do máy đọc có câu hỏi nào trong review.csv thì phải có người so với văn bản rồi xóa dòng đó; hết câu hỏi thì xóa tệp."

    def check_plan(self, plan: Plan, reference: Reference) -> Iterator[Problem]:
        file = plan.review
        if file is None:
            return
        missing = file.missing_columns if file.header else []
        if file.unopened or file.undecodable or file.unreadable or missing:
            found = f"thiếu cột {', '.join(missing)}" if missing else "không đọc được trọn tệp"
            yield self.problem(
                file, 0, "", found, f"CSV UTF-8 có các cột {','.join(file.columns)}",
                "khôi phục tệp; hoặc nếu mọi câu hỏi đã trả lời thì xóa tệp",
            )  # fmt: skip
        for row in file.rows:
            yield self.problem(file, row, row["field"], f"{_about(row)}: {row['question'] or 'câu hỏi để trống'}", _readings(row), ANSWER)


def _about(row: Row) -> str:
    return " ".join(filter(None, (row["table"], row["row_id"]))) or "cả kế hoạch"


def _readings(row: Row) -> str:
    """What the draft holds and what else it could be."""
    held = f"bản nháp ghi {quote(row['reading'])}" if row["reading"] else "bản nháp để trống"
    return f"{held}, cũng có thể là {quote(row['second_reading'])}" if row["second_reading"] else held
