"""The table of plans in README.md: written from the data, or compared with them.

`python -m scripts.readme` writes the lines between the two marks; `--check` says what is stale and exits 1. All else is
the text of people and stays as it is.
"""

from __future__ import annotations

import argparse
import sys

from .formats import number
from .naming import lower_first
from .paths import Layout, current_layout
from .plans import Plan, Reference, load_reference, load_tables
from .tables import schemas

BEGIN, END = "<!-- bảng kế hoạch: make package viết -->", "<!-- hết bảng kế hoạch -->"
# Heading -> the tables whose rows are counted; tasks are counted apart.
COUNTED = {
    "Dòng ngân sách": "budget_lines", "Văn bản đã ban hành": "issued_documents", "Kết quả đã báo cáo": "results", "Trách nhiệm": "duties",
    "Văn bản nêu tên": "citations", "Đối chiếu": "notices",
}  # fmt: skip
TABLES = ("plans", "targets", "tasks", *COUNTED.values())


class NoMarks(ValueError):
    """README.md lacks the lines between which the table stands."""


def plan_lines(layout: Layout) -> list[str]:
    """What stands between the marks: how many plans of how many communes, and a table with a line for each plan, in the order of the folders."""
    reference = load_reference(layout)
    plans = list(load_tables(layout, *TABLES))
    communes = len({plan.plan_id.rpartition("/")[0] for plan in plans})
    headings = ["Kế hoạch", "Chỉ tiêu", "Nhiệm vụ (phụ lục + lời văn)", *COUNTED]
    return [
        f"Hiện có **{number(len(plans))} kế hoạch của {number(communes)}** trong {number(len(reference.rows('communes')))} xã, phường, đặc khu:", "",
        f"| {' | '.join(headings)} |", f"|---|{'---:|' * (len(headings) - 1)}", *(_line(plan, reference) for plan in plans),
    ]  # fmt: skip


def _line(plan: Plan, reference: Reference) -> str:
    cells = [_name(plan, reference), str(len(plan.rows("targets"))), _tasks(plan), *(str(len(plan.rows(table))) for table in COUNTED.values())]
    return f"| {' | '.join(cells)} |"


def _name(plan: Plan, reference: Reference) -> str:
    """ "Xã Sông Mã (Sơn La), chuyển đổi số 2026"; the id of a plan whose own row cannot be read."""
    row = next(iter(plan.rows("plans")), None)
    commune = reference.keyed["communes"].get(row["commune_code"]) if row else None
    if row is None or commune is None:
        return plan.plan_id
    province = reference.keyed["provinces"].get(commune["province_code"])
    topic = reference.keyed["topics"].get(row["topic_id"])
    years = "–".join(dict.fromkeys(year for year in (row["period_from"], row["period_to"]) if year))
    subject = f"{lower_first(topic['name']) if topic else row['topic_id']} {years}".strip()
    stage = "" if row["stage"] == "issued" else f" ({schemas()['plans'].label('stage', row['stage'])})"
    return f"{commune['full_name']} ({province['name'] if province else '?'}), {subject}{stage}"


def _tasks(plan: Plan) -> str:
    rows = plan.rows("tasks")
    printed = [row for row in rows if row["origin"] == "appendix"]
    groups = sum(row["kind"] == "group" for row in printed)
    return f"{len(printed) - groups}{f' (và {groups} nhóm)' if groups else ''} + {len(rows) - len(printed)}"


def fresh_text(text: str, lines: list[str]) -> str:
    """README.md with these lines between its marks. Raises NoMarks."""
    before, begin, rest = text.partition(f"{BEGIN}\n")
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise NoMarks
    return "\n".join([f"{before}{BEGIN}", "", *lines, "", f"{END}{after}"])


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.readme", description="Viết lại bảng kế hoạch trong README.md.")
    parser.add_argument("--check", action="store_true", help="chỉ kiểm tra, không ghi; thoát 1 nếu bảng đã cũ")
    options = parser.parse_args(arguments)
    layout = current_layout()
    path = layout.root / "README.md"
    text = path.read_text("utf-8")
    try:
        fresh = fresh_text(text, plan_lines(layout))
    except NoMarks:
        print(f"README.md: không thấy hai dòng bao quanh bảng kế hoạch; cần “{BEGIN}” và “{END}”; khôi phục hai dòng ấy [broken-readme]")
        return 1
    if fresh == text:
        return 0
    if options.check:
        old, new = text.splitlines(), fresh.splitlines()
        row = next(at for at, line in enumerate([*new, ""], start=1) if at > len(old) or line != old[at - 1])
        print(f"README.md:{row}: bảng kế hoạch đã cũ; cần khớp với data/plans; chạy “make package” rồi lưu thay đổi [stale-readme]")
        return 1
    path.write_text(fresh, "utf-8")
    print("Đã cập nhật bảng kế hoạch trong README.md.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
