"""Read a document and draft its plan: `python -m scripts.ingest DOCUMENT --plan PLAN_ID [--out DIR]`.

Exit 0 when the draft was written, or was there already; 2 when nothing was written: the document is refused, no table
of a plan was read, the folder holds something else than this draft, cannot be written, or the run was stopped.
"""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress
from pathlib import Path

from ..paths import Layout, current_layout
from ..plans import Plan, load_folder, load_plan, load_reference, load_tables, plan_folders, plan_id_of
from ..problems import visible
from ..review_marks import NAME
from .checking import Checked, check_draft
from .differences import Difference, differences
from .draft_targets import known_indicators
from .form_draft import drafted_form
from .form_reading import is_form
from .grid import Refused
from .limits import HELP, bounded
from .new_plan import is_begun
from .opening import open_document
from .pipeline import make_draft
from .plan_ids import checked_plan_id
from .reading import read_opened
from .report import review_page
from .summary import summary
from .writing import REPORT, is_free, report_path, texts_of, write_draft, write_file, write_folder

# More differences than this are for the review page.
SHOWN = 200


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.ingest",
        description="Đọc một văn bản (PDF, DOCX, XLSX, văn bản thuần) thành bản nháp của một kế hoạch, kèm trang xem lại. Không ghi đè tệp nào.",
        epilog=HELP,
    )
    parser.add_argument("document", metavar="DOCUMENT", type=Path, help="tệp văn bản")
    parser.add_argument("--plan", metavar="PLAN_ID", required=True, help="<tỉnh>/<xã>-<mã xã>/<kế hoạch>, như son-la/song-ma-04168/khcn-2026")
    parser.add_argument("--out", metavar="DIR", type=Path, help="ghi vào thư mục này thay cho data/plans/PLAN_ID")
    parser.add_argument("--without-tables", action="store_true", help="văn bản không có bảng nào: vẫn nháp số, ngày, người ký, căn cứ, số tiền nêu trong lời văn")
    options = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")
    code = 0
    try:
        code = ingest(current_layout(), options.document, options.plan, options.out, not options.without_tables)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # nobody reads what is printed any more; what was to be written is written
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return code
    except Refused as refusal:
        print("\n".join(map(visible, str(refusal).splitlines())), file=sys.stderr)
    except OSError as error:
        told = visible(str(error.filename2 or error.filename or "đĩa"))
        print(f"{told}: không ghi được hoặc không đọc được ({error.strerror}); cần chỗ trống trên đĩa và quyền ghi; sửa: dọn đĩa, đổi quyền hoặc chọn thư mục khác rồi chạy lại.", file=sys.stderr)
    return 2


def ingest(layout: Layout, path: Path, plan_id: str, out: Path | None = None, tables_wanted: bool = True) -> int:
    """Draft the plan and write it; prints what was done. Raises Refused before anything is written."""
    reference = load_reference(layout)
    plan_id = checked_plan_id(plan_id, reference)
    if out and out.resolve().is_relative_to(layout.plans.resolve()):
        raise Refused(f"--out {out}: tìm thấy thư mục trong data/plans; cần một chỗ khác; sửa: bỏ --out để ghi vào data/plans/{plan_id}.")
    folder = out or layout.plans / plan_id
    free = is_free(folder) or is_begun(folder, plan_id)
    opened = open_document(path)
    if is_form(opened.data):
        drafted = drafted_form(opened, plan_id, reference)
    else:
        document = read_opened(opened)
        with bounded(document.name):
            drafted = make_draft(document, plan_id, reference, known_indicators(load_tables(layout, "targets"), reference), tables_wanted)
    with bounded(opened.name):
        checked = check_draft(drafted, _siblings(layout, plan_id), reference)
        files, shown, report = texts_of(checked.drafted.draft), layout.relative(folder), report_path(layout, plan_id, out)
        differing = [] if free else _differing(checked, files, folder, shown)
        page = review_page(checked, opened.data, "" if out else shown, differing).encode("utf-8")
    if free:
        if out:
            write_folder(folder, files | {REPORT: page}, folder.resolve().parent)
        else:
            write_draft(folder, files, report, page, layout.build / "ingest")
        print(summary(checked, shown, layout.relative(report), not out))
        return 0
    if not (out and differing):
        write_file(report, page)
    if not differing:
        print(f"{shown}: không có gì mới, bản nháp đã ở đây. Trang xem lại: {layout.relative(report)}")
        return 0
    with suppress(BrokenPipeError):  # refused all the same
        _refuse(differing, shown, "" if out else layout.relative(report))
    return 2


def _siblings(layout: Layout, plan_id: str) -> list[Plan]:
    """The other plans of the commune."""
    commune = plan_id.rpartition("/")[0]
    ids = {plan_id_of(layout, folder): folder for folder in plan_folders(layout)}
    return [load_plan(layout, folder) for other, folder in ids.items() if other.rpartition("/")[0] == commune and other != plan_id]


def _differing(checked: Checked, files: dict[str, bytes], folder: Path, shown: str) -> list[Difference]:
    held = load_folder(folder, checked.plan.plan_id, shown)
    names = [*(f"{table}.csv" for table in held.files), NAME]
    raw = {name: (folder / name).read_bytes() if (folder / name).is_file() else None for name in names}
    return differences(files, checked.plan, held, raw)


def _refuse(differing: list[Difference], shown: str, report: str) -> None:
    print(f"{shown}: thư mục đã có và khác bản nháp ở {len(differing)} chỗ; không ghi đè gì.", file=sys.stderr)
    for one in differing[:SHOWN]:
        print(visible(one.sentence()), file=sys.stderr)
    if len(differing) > SHOWN:
        print(f"… và {len(differing) - SHOWN} chỗ khác.", file=sys.stderr)
    print(f"Giữ thư mục như đang có thì không phải làm gì. Muốn lấy bản nháp mới thì chuyển hoặc xóa {shown} rồi chạy lại." + (f" Trang xem lại: {report}" if report else ""), file=sys.stderr)
