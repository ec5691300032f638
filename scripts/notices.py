"""Print the rows of notices.csv that a plan still lacks, one for each finding without a notice; writes nothing.

`python -m scripts.notices PLAN_FOLDER…` A row is a proposal: whether the document or its transcription is at fault,
only a person who looks at the document can say.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator

from .audit import findings
from .audit.base import Finding
from .csv_files import csv_text
from .paths import current_layout
from .places import place_of
from .plans import NoSuchPlan, Plan, Reference, load_reference, load_with_siblings, named_folders
from .tables import schemas, whole

_ID = re.compile(r"DC([0-9]+)")


def missing(plan: Plan, reference: Reference) -> Iterator[Finding]:
    """The findings that no notice of the plan acknowledges as they are."""
    noted = {(*(row[f] for f in ("rule", "table", "row_id", "field", "printed", "expected")),) for row in plan.rows("notices")}
    for finding in findings(plan, reference):
        if (*finding.key, finding.printed, finding.expected) not in noted:
            yield finding


def proposed(plan: Plan, reference: Reference) -> list[dict[str, str]]:
    """Rows for the missing notices in document order, with ids that no notice of the plan has."""
    rows = []
    for finding in missing(plan, reference):
        rows.append({
            "plan_id": plan.plan_id, "notice_id": "", "rule": finding.rule, "severity": finding.severity, "table": finding.table,
            "row_id": finding.row_id, "field": finding.field, "printed": finding.printed, "expected": finding.expected,
            "elsewhere": "; ".join(finding.elsewhere), "message": finding.message, "message_en": finding.message_en, **place_of(plan, finding.table, finding.row, finding.field),
        })  # fmt: skip
    rows.sort(key=lambda row: (row["source_id"], whole(row["source_page"]) or 0, whole(row["source_line_from"]) or 0))
    numbers = [int(found[1]) for row in plan.rows("notices") if (found := _ID.fullmatch(row["notice_id"]))]
    for number, row in enumerate(rows, start=max(numbers, default=0) + 1):
        row["notice_id"] = f"DC{number:02}"
    return rows


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.notices", description="In sẵn các dòng notices.csv còn thiếu; không ghi tệp nào.")
    parser.add_argument("plans", nargs="+", metavar="PLAN_FOLDER", help="thư mục kế hoạch")
    layout = current_layout()
    try:
        folders = named_folders(layout, parser.parse_args(arguments).plans)
    except NoSuchPlan as error:
        parser.exit(1, f"{error}\n")
    reference = load_reference(layout)
    status = 0
    for plan in load_with_siblings(layout, folders):
        if plan.lost:
            print(f"{plan.lost[0].path}: tệp thiếu hoặc không đọc được trọn; cần đủ mọi bảng; chạy “make check” và sửa tệp trước", file=sys.stderr)
            status = 1
            continue
        rows = proposed(plan, reference)
        sys.stdout.write(csv_text(schemas()["notices"].columns, rows))
        print(f"{plan.plan_id}: {len(rows)} đối chiếu còn thiếu; xem lại từng dòng với văn bản trước khi thêm.", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
