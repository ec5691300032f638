"""The open questions of a drafted plan, as review.csv in its folder holds them until a person has answered every one. Pure.

The file stands beside the tables of a plan and is none of them: nothing publishes, counts or tidies it. While it has
a row, the plan does not pass the checks.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

NAME = "review.csv"


@dataclass(frozen=True, slots=True)
class ReviewMark:
    """One row. `table`, `row_id`, `field` name a cell as notices do; `reading` is what the draft holds, `second_reading` the next best."""

    table: str
    row_id: str
    field: str
    question: str
    reading: str = ""
    second_reading: str = ""
    source_page: str = ""
    source_line_from: str = ""
    source_line_to: str = ""


COLUMNS = [column.name for column in fields(ReviewMark)]


def is_review(path: str) -> bool:
    """Whether a path below data/ is the review.csv of a plan folder."""
    return path.startswith("plans/") and path.endswith(f"/{NAME}")
