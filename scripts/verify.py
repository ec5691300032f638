"""Compare the data with the original texts: each file by its hash, each row's printed words with the lines that it names.

`python -m scripts.verify DIRECTORY [PLAN_FOLDER…]` exits 1 when a source is not the one that was transcribed, or words
do not stand where a row says. The texts are not part of the repository; whoever has them can run this.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .audit import EDITORIAL
from .csv_files import Row
from .paths import current_layout
from .places import CELL_LINES, part_of, placed_tables, row_id, standing_row
from .plans import NoSuchPlan, Plan, load_plan, named_folders, plan_folders
from .problems import Problem, quote
from .source_text import Source, solid
from .tables import plan_tables, schemas, whole

# A name in a heading may wrap: what stands at a single named line is looked for in the lines from there.
WRAPPED = 6
# Of a label in our own words, this share must be words of the lines it sums up; a wrong range shares only the commonest.
SHARED_WORDS = 0.5
LABELS = ("name", "summary")
# Of these alone a row says nothing of its own: they head it, or count it.
HEADINGS = {"section_title", "number"}
# A sentence begins before and ends after the lines of its figure.
CONTEXT = 8


@dataclass
class Report:
    """What was found for one plan. `verified` (words of the document found) and `labels` (only our own words) count sound rows by table."""

    plan_id: str
    problems: list[Problem] = field(default_factory=list)
    rows: Counter[str] = field(default_factory=Counter)
    verified: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    skipped: int = 0


def printed_fields(table: str, row: Row, origin: str) -> list[str]:
    """The columns of this row that quote the document, as the schema says, and are not empty."""
    if table == "notices":
        return ["printed"] if row["printed"] else []
    fields = schemas()[table].fields.items()
    return [name for name, f in fields if row[name] and f.get("printed") in ("always", origin)]


def read_sources(plan: Plan, directory: Path) -> tuple[dict[str, Source], list[Problem]]:
    """The plan's text sources that are in the directory and are the very files that were transcribed."""
    sources, problems, file = {}, [], plan.files["sources"]
    for row in file.rows:
        if row["kind"] != "text":
            continue

        def fault(field: str, found: str, expected: str, fix: str, row: Row = row) -> None:
            problems.append(Problem(file.path, row.number, field, "verify-source", found, expected, fix))

        path = directory / Path(row["name"]).name
        try:
            raw = path.read_bytes()
        except OSError as error:
            fault("name", f"không mở được {quote(row['name'])} ({type(error).__name__})", "tệp văn bản gốc trong thư mục đã cho", "chép tệp đó vào thư mục rồi chạy lại")
            continue
        found = hashlib.sha256(raw).hexdigest()
        if found != row["sha256"]:
            fault("sha256", f"tệp có mã băm {found}", f"{row['sha256']}, mã của tệp đã chép", "tìm đúng tệp đã dùng, hoặc đối chiếu lại toàn bộ rồi sửa sources.csv")
            continue
        try:
            source = sources[row["source_id"]] = Source(raw.decode("utf-8"))
            if whole(row["lines"]) not in (len(source.lines), len(source.lines) - 1):
                fault("lines", f"tìm thấy {quote(row['lines'])}", f"{len(source.lines)} dòng, tách ở ký tự xuống dòng", "sửa số dòng")
        except UnicodeDecodeError:
            fault("name", f"{quote(row['name'])} không phải văn bản UTF-8", "tệp văn bản thuần UTF-8", "lưu lại tệp thành UTF-8")
    return sources, problems


def verify_plan(plan: Plan, directory: Path) -> Report:
    """Every row of the plan against its sources; rows of sources that are no text, or not at hand, are not verified."""
    report = Report(plan.plan_id)
    sources, report.problems = read_sources(plan, directory)
    report.problems += _lost_files(plan)
    report.problems += _dropped_mentions(plan, sources)
    for table in plan_tables():
        if table in ("sources", "source_parts"):
            continue
        for row in plan.rows(table):
            if table == "notices" and row["rule"] != EDITORIAL:
                continue  # it repeats the words of a row that is compared itself
            report.rows[table] += 1
            standing = standing_row(plan, table, row)
            source = sources.get(standing["source_id"]) if standing else None
            if source is not None and standing is not None:
                faults = list(_row_faults(plan, table, row, standing, source))
                report.problems += faults
                if not faults:
                    printed = printed_fields(table, row, standing.get("origin") or _part_kind(plan, standing))
                    own = set(printed) - HEADINGS
                    (report.verified if own else report.labels)[table] += 1
            else:
                report.skipped += 1
    return report


def _lost_files(plan: Plan) -> Iterator[Problem]:
    for file in plan.lost:
        yield Problem(file.path, 0, "", "verify-source", "tệp thiếu hoặc không đọc được trọn", "đủ mọi dòng của bảng", "chạy “make check” và sửa tệp trước")


def _dropped_mentions(plan: Plan, sources: dict[str, Source]) -> Iterator[Problem]:
    """A number stands in the source as often as the citations with it say."""
    counted: dict[tuple[str, str], list[Row]] = {}
    for row in plan.rows("citations"):
        if row["symbol"] and row["source_id"] in sources:
            counted.setdefault((row["source_id"], solid(row["symbol"])), []).append(row)
    for (source_id, symbol), rows in counted.items():
        told, found = sum(whole(row["mentions"]) or 0 for row in rows), sources[source_id].count(symbol)
        if told != found:
            yield Problem(
                plan.files["citations"].path, rows[0].number, "mentions", "verify-row", f"{rows[0]['citation_id']}: {quote(rows[0]['symbol'])} được đếm {told} lần",
                f"{found} lần trong văn bản", "đọc lại văn bản, rồi sửa mentions và mention_lines",
            )  # fmt: skip


def _part_kind(plan: Plan, row: Row) -> str:
    """Whether the row stands in the body or in an appendix."""
    part = part_of(plan.rows("source_parts"), row)
    return part["kind"] if part else ""


def _row_faults(plan: Plan, table: str, row: Row, standing: Row, source: Source) -> Iterator[Problem]:
    first, last = whole(standing["source_line_from"]), whole(standing["source_line_to"])
    file, name = plan.files[table], row_id(table, row) or plan.plan_id

    def fault(field: str, found: str, expected: str, fix: str) -> Problem:
        return Problem(file.path, row.number, field, "verify-row", f"{name}: {found}", expected, fix)

    if not first or not last or not first <= last <= len(source.lines):
        yield fault("source_line_to", f"dòng {first}–{last}", f"dòng đầu không sau dòng cuối, nhiều nhất {len(source.lines)}", "sửa số dòng")
        return
    printed = printed_fields(table, row, standing.get("origin") or _part_kind(plan, standing))
    for field_name in printed:
        if field_name == "section_title":
            # A heading stands above the rows of its section, as far as the section is long.
            begin, end = 1, last
        elif own := whole(row.get(CELL_LINES.get(table, {}).get(field_name, ""), "")):
            begin, end = own, own + WRAPPED
        else:
            begin, end = first, last
        broken = field_name != "section_title" and source.holds_broken(row[field_name], begin, end)
        if not broken and not source.holds(row[field_name], begin, end):
            yield fault(field_name, f"{quote(row[field_name])} không có ở dòng {begin}–{end}", "đúng chữ in trong các dòng đó", "so với văn bản, rồi sửa chữ hoặc sửa số dòng")
    if table == "citations":
        words = row["symbol"] or row["named_text"]
        for line in (whole(text) for text in row["mention_lines"].split("; ")):
            if line and not (words and source.names(words, line, line + WRAPPED)):
                yield fault("mention_lines", f"{quote(words)} không có ở dòng {line}", "mỗi dòng là chỗ bắt đầu một lần nêu", "sửa số dòng")
    for label in LABELS:
        ours = row.get(label) and label not in printed and table in placed_tables() and table != "citations"
        if ours and source.shares(row[label], max(1, first - CONTEXT), last + CONTEXT) < SHARED_WORDS:
            yield fault(label, f"{quote(row[label])} gần như không có chữ nào quanh dòng {first}–{last}", "nhãn tóm tắt đúng các dòng đó", "sửa số dòng hoặc viết lại nhãn")


def table_of(report: Report) -> str:
    """The counts of one plan as lines of text."""
    lines = [
        f"{report.plan_id}: khớp chữ in {sum(report.verified.values())}, chỉ có nhãn {sum(report.labels.values())}, "
        f"chưa so được {report.skipped}, tất cả {sum(report.rows.values())} dòng"
    ]
    for table, rows in report.rows.items():
        lines.append(f"  {table}: {report.verified[table]} khớp chữ in, {report.labels[table]} chỉ có nhãn của ta, {rows} dòng")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.verify", description="So dữ liệu với văn bản gốc; thoát 1 nếu có chỗ không khớp.")
    parser.add_argument("directory", type=Path, help="thư mục chứa các văn bản gốc")
    parser.add_argument("plans", nargs="*", metavar="PLAN_FOLDER", help="thư mục kế hoạch; bỏ trống để so tất cả")
    options = parser.parse_args(arguments)
    sys.stdout.reconfigure(errors="backslashreplace")
    layout = current_layout()
    if not options.directory.is_dir():
        parser.exit(1, f"{options.directory}: không phải thư mục; cần thư mục chứa các văn bản gốc; kiểm tra lại đường dẫn\n")
    try:
        folders = named_folders(layout, options.plans) if options.plans else plan_folders(layout)
    except NoSuchPlan as error:
        parser.exit(1, f"{error}\n")
    failed = skipped = 0
    for folder in folders:
        report = verify_plan(load_plan(layout, folder), options.directory)
        for problem in sorted(report.problems):
            print(problem.line())
        print(table_of(report))
        failed += len(report.problems)
        skipped += report.skipped
    left = f" {skipped} dòng chưa so được: nguồn không phải văn bản thuần, không có ở đây, hoặc dòng không chỉ ra nguồn." if skipped else ""
    print((f"{failed} chỗ không khớp." if failed else "Mọi dòng đã so đều khớp với văn bản gốc.") + left, file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
