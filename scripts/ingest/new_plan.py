"""Begin a plan by hand: `python -m scripts.ingest.new_plan --plan PLAN_ID [--years 2025,2026] [--form FILE.xlsx]`.

Makes the plan's folder with every table (headers only, and the one row of plans.csv that the id gives) and the form to fill in.
Either everything is made or nothing.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from pathlib import Path

from ..csv_files import csv_text
from ..paths import Layout, current_layout
from ..plans import load_reference, names_in, plan_id_of
from ..problems import quote
from ..tables import plan_tables, schemas
from .form_layout import GUIDE_SHEET
from .form_writing import form_bytes
from .grid import Refused
from .plan_ids import checked_plan_id

_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")


def form_years(plan_id: str, asked: str) -> list[int]:
    """The years of the form's columns: those asked for ("2025,2026"), else the year in the plan's name and the one before. Raises Refused."""
    if asked:
        years = [part.strip() for part in asked.split(",")]
        if not all(_YEAR.fullmatch(year) for year in years):
            raise Refused(f"Các năm {quote(asked)} không đúng dạng; cần các năm ngăn bằng dấu phẩy, ví dụ --years 2025,2026")
        return sorted({int(year) for year in years})
    found = _YEAR.findall(plan_id.rpartition("/")[2])
    if len(found) != 1:
        raise Refused(f"Tên {quote(plan_id.rpartition('/')[2])} không cho biết kế hoạch của năm nào; thêm --years, ví dụ --years 2025,2026")
    return [int(found[0]) - 1, int(found[0])]


def plan_files(plan_id: str) -> dict[str, str]:
    """File name -> text of every table of a plan that is begun: only what the id says is known."""
    known = {"plans": [{"plan_id": plan_id, "commune_code": plan_id.split("/")[1].rpartition("-")[2]}]}
    return {
        f"{table}.csv": csv_text(schemas()[table].columns, [dict.fromkeys(schemas()[table].columns, "") | row for row in known.get(table, [])])
        for table in plan_tables()
    }


def is_begun(folder: Path, plan_id: str) -> bool:
    """Whether a folder holds what `begin` made and nothing else: nobody has typed into it, so a draft may take its place."""
    files = plan_files(plan_id)
    return folder.is_dir() and set(names_in(folder)) == files.keys() and all(
        (folder / name).is_file() and (folder / name).read_bytes() == text.encode("utf-8") for name, text in files.items()
    )  # fmt: skip


def begin(layout: Layout, plan_id: str, years: str = "", form: Path | None = None) -> tuple[Path, Path]:
    """Make the folder and the form; returns both paths. Raises Refused, and then nothing is left behind."""
    reference = load_reference(layout)
    plan_id = checked_plan_id(plan_id, reference)
    columns = form_years(plan_id, years)
    folder = layout.plans / plan_id
    form = form or layout.build / "ingest" / plan_id / "form.xlsx"
    for path, what in ((folder, "Thư mục"), (form, "Tệp mẫu")):
        if path.exists():
            raise Refused(f"{what} {layout.relative(path)} đã có, không ghi đè; chọn tên khác, hoặc tự xóa nếu thật sự muốn làm lại")
    if form.suffix.lower() != ".xlsx":
        raise Refused(f"Tên tệp mẫu {quote(str(form))} không kết thúc bằng .xlsx; đổi tên ở --form")
    files = [(form, form_bytes(plan_id, columns, reference))]
    made: list[Path] = []
    try:
        made += _parents(folder)
        made += _parents(form)
        scratch = Path(tempfile.mkdtemp(dir=folder.parent, prefix="."))
        made.append(scratch)
        scratch.chmod(0o755)
        files += [(scratch / name, text.encode("utf-8")) for name, text in plan_files(plan_id).items()]
        for path, content in files:
            with path.open("xb") as out:
                made.append(path)
                out.write(content)
        os.rename(scratch, folder)
    except BaseException as error:
        for path in reversed(made):
            path.rmdir() if path.is_dir() else path.unlink()
        if isinstance(error, OSError):
            raise Refused(f"Không ghi được {error.filename or plan_id} ({error.strerror}); kiểm tra quyền ghi và chỗ trống trên đĩa") from error
        raise
    return folder, form


def _parents(path: Path) -> list[Path]:
    """Make the folders above a path; returns those that were not there, the upper ones first."""
    missing = [parent for parent in reversed(path.parents) if not parent.exists()]
    path.parent.mkdir(parents=True, exist_ok=True)
    return missing


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.ingest.new_plan", description="Bắt đầu một kế hoạch không có tệp: tạo thư mục và mẫu nhập.")
    parser.add_argument("--plan", required=True, metavar="MÃ", help="mã kế hoạch: <tỉnh>/<xã>-<mã xã>/<kế hoạch>")
    parser.add_argument("--years", default="", metavar="NĂM,NĂM", help="các năm có cột trong mẫu; bỏ trống: năm trong tên kế hoạch và năm trước")
    parser.add_argument("--form", type=Path, metavar="TỆP.xlsx", help="chỗ ghi mẫu; bỏ trống: build/ingest/<mã>/form.xlsx")
    named = parser.parse_args(arguments)
    layout = current_layout()
    try:
        folder, form = begin(layout, named.plan, named.years, named.form)
    except Refused as error:
        print(error, file=sys.stderr)
        return 2
    print(f"Đã tạo {layout.relative(folder)}/ ({len(plan_tables())} bảng trống) và mẫu {layout.relative(form)}.")
    plan_id = plan_id_of(layout, folder)
    print("Việc tiếp theo:")
    print(f"1. Mở {layout.relative(form)} bằng Excel hoặc LibreOffice, đọc trang “{GUIDE_SHEET}”, rồi điền từng trang.")
    print(f"2. Chạy: make ingest DOC={layout.relative(form)} PLAN={plan_id}")
    print("   Mẫu còn chỗ sai thì lệnh kể mọi chỗ và không ghi gì; sửa mẫu rồi chạy lại.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
