"""What each format of the downloads costs at national size, beside the fastest library that writes the same rows.

`python -m benchmarks.formats [--rows 700000] [--runs 3] [--markdown FILE] [--no-long-sheet]`

The rows come from a synthetic nation in a temporary folder, written once as CSV that everyone reads. Every library is tried
once; then our writer and the library that took the least CPU run in turn, each in a process of its own. At the end our Excel
file of a table that does not fit on one sheet is read back.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from scripts.datasets import BY_NAME, FORMATS
from scripts.downloads.dataset_files import CHUNK
from scripts.paths import ROOT

from .format_contenders import ALL, PEERS
from .format_input import ROWS
from .measure import Cost, cost_of
from .pages import figure, folder_bytes, machine

RUNS = 3
HIGHEST_RATIO = 3
# Why a format takes longer than a library that knows only cells.
WHY = {
    "csv": "mọi ô được đọc theo kiểu của cột trước khi ghi; bộ nhớ chỉ giữ từng đoạn {chunk} dòng",
    "ndjson": "mọi ô được đọc theo kiểu của cột trước khi ghi; bộ nhớ chỉ giữ từng đoạn {chunk} dòng",
    "json": "mọi ô được đọc theo kiểu của cột trước khi ghi; bộ nhớ chỉ giữ từng đoạn {chunk} dòng",
    "parquet": "mọi ô được đọc theo kiểu của cột trước khi ghi; bộ nhớ chỉ giữ từng nhóm dòng",
    "sqlite": "tệp có khóa, chỉ mục, ràng buộc mã, tìm toàn văn có dấu và không dấu, và mọi khóa ngoại được kiểm",
    "zip": "mọi ô được đọc theo kiểu của cột trước khi ghi; gói có thêm lược đồ, từ điển và mã băm",
    "xlsx": "mọi ô được đọc theo kiểu của cột trước khi ghi; bộ nhớ chỉ giữ từng đoạn {chunk} dòng",
}  # fmt: skip

WHOLE = {"read": "Đọc CSV", "read typed": "Đọc CSV, mọi ô theo kiểu của cột", ALL: "Bảy định dạng trong một lượt"}


@dataclass
class Runs:
    """One contender: its runs and how many bytes it wrote."""

    costs: list[Cost]
    bytes: int

    @property
    def cpu(self) -> float:
        return median(cost.cpu for cost in self.costs)

    def figures(self) -> list[str]:
        wall, peak = median(cost.wall for cost in self.costs), max(cost.peak for cost in self.costs)
        return [figure(self.cpu, 2), figure(wall, 2), figure(peak, 0), figure(self.bytes / 10**6)]


@dataclass
class Measured:
    """One format: ours, the fastest other, and every other one's first run. `pairs` are the CPU of ours and of the fastest in each turn."""

    form: str
    ours: Runs
    fastest: str
    peer: Runs
    tried: dict[str, Runs]

    @property
    def ratio(self) -> float:
        return median(ours.cpu / peer.cpu for ours, peer in zip(self.ours.costs, self.peer.costs))

    @property
    def clock_ratio(self) -> float:
        return median(ours.wall / peer.wall for ours, peer in zip(self.ours.costs, self.peer.costs))


def run(name: str, source: Path) -> Runs:
    """Run one contender; what it wrote is measured and removed."""
    target = source.parent / "written"
    print(f"  {name} …", end="", flush=True, file=sys.stderr)
    cost = cost_of([sys.executable, "-m", "benchmarks.format_contenders", name, str(source), str(target)], {})
    size = folder_bytes(target)
    shutil.rmtree(target)
    print(f" {cost.cpu:.1f} s CPU, {cost.wall:.1f} s, {cost.peak:.0f} MB", file=sys.stderr)
    return Runs([cost], size)


def measure(form: str, peers: Iterable[str], source: Path, runs: int) -> Measured:
    """Every peer once, then ours and the fastest of them in turn."""
    tried = {peer: run(f"{form}: {peer}", source) for peer in peers}
    fastest = min(tried, key=lambda peer: tried[peer].cpu)
    ours, peer = Runs([], 0), Runs([], 0)
    for _ in range(runs):
        for runs_of, name in ((ours, form), (peer, f"{form}: {fastest}")):
            made = run(name, source)
            runs_of.costs, runs_of.bytes = [*runs_of.costs, *made.costs], made.bytes
    return Measured(form, ours, fastest, peer, tried)


def table(heads: list[str], rows: list[list[str]], words: int) -> list[str]:
    """A Markdown table of which the first columns hold words."""
    rules = [":---" if at < words else "---:" for at in range(len(heads))]
    return [f"| {' | '.join(row)} |" for row in (heads, rules, *rows)]


def format_table(results: list[Measured]) -> list[str]:
    ours = ["CPU, giây", "thời gian, giây", "bộ nhớ, MB", "ghi, MB"]
    heads = ["Định dạng", "Nhanh nhất để so", *(f"Dự án: {head}" for head in ours), *(f"Để so: {head}" for head in ours), "Tỷ lệ CPU", "Tỷ lệ thời gian"]
    rows = [
        [BY_NAME[m.form].title, m.fastest, *m.ours.figures(), *m.peer.figures(), figure(m.ratio, 2), figure(m.clock_ratio, 2)] for m in results
    ]  # fmt: skip
    return table(heads, rows, 2)


def tried_table(results: list[Measured]) -> list[str]:
    heads = ["Định dạng", "Thư viện", "CPU, giây", "thời gian, giây", "bộ nhớ, MB", "ghi, MB"]
    return table(heads, [[BY_NAME[m.form].title, name, *made.figures()] for m in results for name, made in m.tried.items()], 2)


def whole_table(whole: dict[str, Runs]) -> list[str]:
    heads = ["Việc của dự án", "CPU, giây", "thời gian, giây", "bộ nhớ, MB", "ghi, MB"]
    return table(heads, [[name, *made.figures()] for name, made in whole.items()], 1)


def aims(results: list[Measured]) -> list[str]:
    """Which formats take longer than they may, and why. A benchmark reports; it does not judge."""
    above = [m for m in results if m.ratio > HIGHEST_RATIO]
    if not above:
        worst = max(results, key=lambda m: m.ratio)
        return [f"Không định dạng nào tốn trên {HIGHEST_RATIO} lần CPU của thư viện nhanh nhất; cao nhất {BY_NAME[worst.form].title}, {figure(worst.ratio, 2)} lần."]
    lines = [f"Trên {HIGHEST_RATIO} lần CPU của thư viện nhanh nhất:"]
    return lines + [f"- {BY_NAME[m.form].title}, {figure(m.ratio, 2)} lần: {WHY[m.form].format(chunk=figure(CHUNK, 0))}." for m in above]


def answer(*arguments: str) -> dict[str, int]:
    """What a module of the benchmarks says when it has done its work, in a process of its own: whoever measures must stay small."""
    print(f"  {arguments[0]} …", file=sys.stderr)
    done = subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return json.loads(done.stdout)


def long_sheet(sheets: dict[str, int]) -> str:
    counted = "; ".join(f"{sheet}: {figure(rows, 0)} dòng" for sheet, rows in sheets.items())
    return f"Bảng dài hơn một trang tính của Excel, đọc lại bằng openpyxl: {counted}."


def report(counts: dict[str, int], results: list[Measured], whole: dict[str, Runs], sheets: dict[str, int]) -> str:
    """The figures as Markdown."""
    method = (
        f"{figure(counts['rows'], 0)} dòng của {figure(counts['plans'], 0)} kế hoạch giả lập và {figure(counts['reference'], 0)} dòng tham chiếu. Dự án và thư viện nhanh nhất chạy xen kẽ, mỗi lần một tiến trình; "
        "mỗi số là trung vị, bộ nhớ là lần cao nhất."
    )
    blocks = [[f"{machine()} {method}"], format_table(results), aims(results), whole_table(whole), tried_table(results), [long_sheet(sheets)] if sheets else []]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.formats", description="Đo chi phí ghi từng định dạng tải về trên dữ liệu giả lập.")
    parser.add_argument("--rows", type=int, default=ROWS, help="khoảng bao nhiêu dòng của các kế hoạch")
    parser.add_argument("--runs", type=int, default=RUNS, help="số lần chạy của mỗi bên")
    parser.add_argument("--formats", nargs="+", choices=[form.name for form in FORMATS], default=[form.name for form in FORMATS], help="các định dạng cần đo")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="ghi kết quả vào tệp này nữa")
    parser.add_argument("--no-long-sheet", action="store_true", help="bỏ phép thử bảng dài hơn một trang tính")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="formats-") as folder:
        source = Path(folder) / "input"
        counts = answer("benchmarks.format_input", str(source), "--rows", str(options.rows))
        whole = {said: run(name, source) for name, said in WHOLE.items()}
        results = [measure(form, peers, source, options.runs) for form, peers in PEERS.items() if form in options.formats]
        sheets = {} if options.no_long_sheet else answer("benchmarks.long_sheet", str(Path(folder) / "long.xlsx"))
    text = report(counts, results, whole, sheets)
    print(text, end="")
    if options.markdown:
        options.markdown.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
