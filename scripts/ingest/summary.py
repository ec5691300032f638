"""What the command says when a draft was written: what was found, and what a maintainer does next, step by step. Pure."""

from __future__ import annotations

from ..problems import visible
from ..review_marks import NAME
from ..tables import schemas
from .checking import Checked

# More than these are on the review page.
SHOWN = 20


def summary(checked: Checked, folder: str, report: str, in_place: bool) -> str:
    """Lines of Vietnamese. `folder` and `report` as people write paths; `in_place`: the folder lies in data/plans."""
    return "\n".join([*_found(checked, folder), *_validity(checked), "Việc tiếp theo:", *(f"{at}. {step}" for at, step in enumerate(steps(checked, folder, report, in_place), start=1))])


def _found(checked: Checked, folder: str) -> list[str]:
    drafted = checked.drafted
    tables, document = drafted.tables, drafted.document
    rows = [f"{schemas()[table].title} {len(rows)}" for table, rows in drafted.draft.tables.items() if rows]
    lines = [f"Đã nháp {folder} từ {visible(document.name)}."]
    if document.blocks:
        lines.append(f"- Bảng: {len(tables.read)} đã đọc, {len(tables.stopped)} chưa đọc được, {len(tables.aside)} để ngoài.")
    lines.append(f"- Dòng: {'; '.join(rows)}.")
    lines.append(f"- Câu hỏi cần người trả lời: {len(drafted.draft.marks)}, trong đó {checked.findings} đối chiếu đề xuất.")
    return lines + [f"- Chưa đọc được: {visible(one.reason)}" for one in tables.stopped]


def _validity(checked: Checked) -> list[str]:
    if not checked.left:
        return []
    lines = [f"- Xóa hết câu hỏi rồi “make check” vẫn còn báo {len(checked.left)} lỗi:"]
    lines += [f"  {problem.line()}" for problem in checked.left[:SHOWN]]
    return lines + [f"  … và {len(checked.left) - SHOWN} lỗi khác, xem trang xem lại"] * (len(checked.left) > SHOWN)


def steps(checked: Checked, folder: str, report: str, in_place: bool) -> list[str]:
    """What a maintainer does next, a sentence each; the first opens `report`, unless that is ""."""
    draft, stopped = checked.drafted.draft, checked.drafted.tables.stopped
    found = [f"Mở {report} bằng trình duyệt, đặt cạnh văn bản gốc."] if report else []
    if not in_place:
        return [*found, "Bản nháp này chỉ để xem; chạy lại không có OUT (--out) thì nó được ghi vào data/plans."]
    if any(one.lines for one in stopped):
        found.append(f"Bảng chưa đọc được: thêm dòng mà trang xem lại nêu vào scripts/ingest/headings.csv, xóa thư mục {folder} (chưa ai sửa gì), rồi chạy lại đúng lệnh này.")
    if draft.marks:
        found.append(f"Trả lời {len(draft.marks)} câu hỏi trong {folder}/{NAME}: bản nháp đúng thì xóa dòng câu hỏi; sai thì sửa tệp CSV mà câu hỏi nêu, rồi xóa dòng câu hỏi. Hết câu hỏi thì xóa {NAME}.")
    else:
        found.append("Không có câu hỏi nào; vẫn đọc lại từng dòng một lần với văn bản.")
    if new := {table: rows for table, rows in draft.additions.items() if rows}:
        told = ", ".join(f"{table}.csv ({len(rows)})" for table, rows in new.items())
        found.append(f"Chép các dòng mà mục “Dòng cần thêm” của trang xem lại kể vào cuối tệp trong data/reference: {told}.")
    if checked.left:
        found.append("Sửa các lỗi mà trang xem lại kể ở mục “Qua được make check không”.")
    found.append(f"Chạy make package, rồi make check PLAN={folder}; còn lỗi thì mỗi dòng lỗi nói sửa thế nào.")
    found.append("Chạy make changes, ghi lý do vào releases/next.csv, rồi make check và make site để xem trang của kế hoạch.")
    return found
