"""What the pages of a nation cost, beside the least that the same pages could cost.

`python -m benchmarks.pages [--communes 100 1000 3321] [--markdown FILE] [--pages-only]`

For each size a synthetic nation is written to a temporary folder. Then, in turn and in the same run, the site is
built (bodies, MkDocs, no downloads) and a bare loop makes the same bodies (read, render, write; no MkDocs); the
bodies must be the same bytes. In the same way the bodies are made in both languages and in Vietnamese alone, to know
what the second language costs, and with the downloads, to know what these cost. Each run starts from the data alone and in processes of its own, all of which count.
"""

from __future__ import annotations

import argparse
import filecmp
import os
import platform
import shutil
import sys
import tempfile
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from statistics import median

from scripts.datasets import FOLDER
from scripts.formats import rounded
from scripts.paths import Layout

from .measure import Cost, cost_of

SIZES = [100, 1000, 3321]
PAIRS, PAIRS_OF_A_NATION = 3, 2  # the largest size takes minutes, and varies less
DOWNLOADS = "downloads"
INFORMATION = {DOWNLOADS: "Thân trang và tệp tải về", "validate": "Kiểm tra dữ liệu"}
HIGHEST_RATIO = 3
HIGHEST_GROWTH = 1.25
HIGHEST_OF_LANGUAGES = 2  # the second language must not double the cost


@dataclass
class Measured:
    """One size: the runs in the order in which they were made, and what they wrote."""

    communes: int
    pages: int
    site: list[Cost]
    loop: list[Cost]
    both: list[Cost]
    vietnamese: list[Cost]
    body_bytes: int
    site_bytes: int
    information: dict[str, Cost]
    download_files: int = 0
    download_bytes: int = 0

    @property
    def ratios(self) -> list[float]:
        return [site.cpu / loop.cpu for site, loop in zip(self.site, self.loop)]

    @property
    def language_ratios(self) -> list[float]:
        """Bodies in both languages beside bodies in one."""
        return [both.cpu / one.cpu for both, one in zip(self.both, self.vietnamese)]

    @property
    def site_cpu(self) -> float:
        """Milliseconds of the site's build."""
        return median(cost.cpu for cost in self.site) * 1000


def folder_bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def assert_same_files(left: Path, right: Path) -> None:
    """SystemExit when the folders do not hold the same files with the same bytes."""
    names = [{path.relative_to(folder) for path in folder.rglob("*") if path.is_file()} for folder in (left, right)]
    wrong = names[0] ^ names[1] or {n for n in names[0] if not filecmp.cmp(left / n, right / n, shallow=False)}
    if wrong:
        raise SystemExit(f"{len(wrong)} thân trang khác nhau, ví dụ {min(wrong)}")


def run_stage(layout: Layout, stage: str) -> Cost:
    """Run one stage from the data alone: what an earlier run made is removed before, not on the stage's time."""
    for made in (layout.build, layout.site):
        shutil.rmtree(made, ignore_errors=True)
    print(f"  {stage} …", end="", flush=True, file=sys.stderr)
    cost = cost_of([sys.executable, "-m", "benchmarks.stages", stage], {"COLLECTION_ROOT": str(layout.root)})
    print(f" {cost.cpu:.1f} s CPU, {cost.wall:.1f} s, {cost.peak:.0f} MB", file=sys.stderr)
    return cost


def measure_size(layout: Layout, communes: int, pairs: int, pages_only: bool) -> Measured:
    """Generate and measure one size in an empty folder."""
    print(f"{communes} xã", file=sys.stderr)
    cost_of([sys.executable, "-m", "benchmarks.nation", str(layout.root), "--communes", str(communes)], {})
    measured = Measured(communes, 0, [], [], [], [], 0, 0, {})
    bodies, looped = layout.root / "bodies", layout.root / "loop"
    for _ in range(pairs):
        measured.site.append(run_stage(layout, "site"))
        measured.pages = len((layout.build / "pages.jsonl").read_text("utf-8").splitlines())
        measured.site_bytes = folder_bytes(layout.site)
        (layout.build / "pages").rename(bodies)
        measured.loop.append(run_stage(layout, "loop"))
        assert_same_files(bodies, looped)
        measured.body_bytes = folder_bytes(bodies)
        shutil.rmtree(bodies)
        shutil.rmtree(looped)
        measured.both.append(run_stage(layout, "data"))
        measured.vietnamese.append(run_stage(layout, "vietnamese"))
    if not pages_only:
        for stage in INFORMATION:
            measured.information[stage] = run_stage(layout, stage)
            if stage == DOWNLOADS:
                folder = layout.build / "static" / FOLDER
                measured.download_files = sum(path.is_file() for path in folder.rglob("*"))
                measured.download_bytes = folder_bytes(folder)
    return measured


def figure(value: float, places: int = 1) -> str:
    return rounded(Decimal(value), places)


def table(heads: list[str], rows: list[list[str]]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in (heads, ["---:"] * len(heads), *rows)]


def page_table(results: list[Measured]) -> list[str]:
    heads = ["Số xã", "Số trang", "Trang web: CPU, ms/trang", "Trang web: thời gian, ms/trang", "Vòng lặp: CPU, ms/trang",
             "Vòng lặp: thời gian, ms/trang", "Tỷ lệ CPU, trung vị", "Tỷ lệ CPU, nhỏ nhất–lớn nhất", "Bộ nhớ lớn nhất: trang web, MB",
             "Bộ nhớ lớn nhất: vòng lặp, MB", "Thân trang, MB", "Trang web, MB"]  # fmt: skip
    rows = []
    for m in results:
        times = [
            figure(median(getattr(cost, kind) for cost in costs) / m.pages * 1000, 2)
            for costs in (m.site, m.loop) for kind in ("cpu", "wall")
        ]  # fmt: skip
        rows.append([
            figure(m.communes, 0), figure(m.pages, 0), *times, figure(median(m.ratios), 2),
            f"{figure(min(m.ratios), 2)}–{figure(max(m.ratios), 2)}", figure(max(cost.peak for cost in m.site)),
            figure(max(cost.peak for cost in m.loop)), figure(m.body_bytes / 10**6), figure(m.site_bytes / 10**6),
        ])  # fmt: skip
    return table(heads, rows)


def language_table(results: list[Measured]) -> list[str]:
    heads = ["Số xã", "Thân trang, hai thứ tiếng: CPU, giây", "Thân trang, tiếng Việt: CPU, giây", "Tỷ lệ, trung vị", "Tỷ lệ, nhỏ nhất–lớn nhất"]
    rows = [
        [
            figure(m.communes, 0), *(figure(median(cost.cpu for cost in costs)) for costs in (m.both, m.vietnamese)),
            figure(median(m.language_ratios), 2), f"{figure(min(m.language_ratios), 2)}–{figure(max(m.language_ratios), 2)}",
        ]
        for m in results
    ]  # fmt: skip
    return table(heads, rows)


def information_table(results: list[Measured]) -> list[str]:
    rows = [
        [figure(m.communes, 0), INFORMATION[stage], figure(cost.cpu), figure(cost.wall), figure(cost.cpu / m.communes * 1000), figure(cost.peak)]
        for m in results for stage, cost in m.information.items()
    ]  # fmt: skip
    return table(["Số xã", "Việc", "CPU, giây", "Thời gian, giây", "CPU, ms/kế hoạch", "Bộ nhớ lớn nhất, MB"], rows) if rows else []


def download_table(results: list[Measured]) -> list[str]:
    """The downloads of plans, communes, provinces and the whole: what a build with them takes beyond one that makes bodies alone."""
    heads = ["Số xã", "Tệp tải về", "MB", "KB/kế hoạch", "CPU, giây", "CPU, ms/kế hoạch", "Thời gian, giây", "Thời gian, ms/kế hoạch"]
    rows = []
    for m in results:
        if whole := m.information.get(DOWNLOADS):
            cpu, wall = (getattr(whole, kind) - median(getattr(cost, kind) for cost in m.both) for kind in ("cpu", "wall"))
            rows.append([
                figure(m.communes, 0), figure(m.download_files, 0), figure(m.download_bytes / 10**6), figure(m.download_bytes / m.communes / 1000, 0),
                figure(cpu), figure(cpu / m.communes * 1000, 0), figure(wall), figure(wall / m.communes * 1000, 0),
            ])  # fmt: skip
    return table(heads, rows) if rows else []


def aims(results: list[Measured]) -> list[str]:
    """Whether the aims hold, in plain lines. A benchmark reports; it does not judge."""
    worst = max(max(m.ratios) for m in results)
    held = "đạt" if worst <= HIGHEST_RATIO else "KHÔNG đạt"
    lines = [f"Mục tiêu: trang web tốn không quá {HIGHEST_RATIO} lần CPU của vòng lặp. {held}, cao nhất {figure(worst, 2)} lần."]
    worst = max(max(m.language_ratios) for m in results)
    held = "đạt" if worst < HIGHEST_OF_LANGUAGES else "KHÔNG đạt"
    lines.append(f"Mục tiêu: hai thứ tiếng tốn chưa tới {HIGHEST_OF_LANGUAGES} lần CPU của một thứ tiếng. {held}, cao nhất {figure(worst, 2)} lần.")
    by_size = sorted(results, key=lambda m: m.pages)
    if len(by_size) > 1:
        least, most = by_size[0], by_size[-1]
        growth = most.site_cpu / most.pages / (least.site_cpu / least.pages)
        held = "đạt" if growth <= HIGHEST_GROWTH else "KHÔNG đạt"
        lines.append(
            f"Mục tiêu: chi phí tăng tuyến tính. {held}, CPU mỗi trang ở {figure(most.communes, 0)} xã bằng {figure(growth, 2)} lần "
            f"ở {figure(least.communes, 0)} xã (cho phép {figure(HIGHEST_GROWTH, 2)})."
        )
    for fewer, more in zip(by_size, by_size[1:]):
        added = (more.site_cpu - fewer.site_cpu) / (more.pages - fewer.pages)
        lines.append(f"Từ {figure(fewer.communes, 0)} lên {figure(more.communes, 0)} xã, mỗi trang thêm tốn {figure(added, 2)} ms CPU.")
    return lines


def machine() -> str:
    return f"Máy: {os.cpu_count()} nhân {platform.machine()}, {platform.system()}, Python {platform.python_version()}."


def report(results: list[Measured]) -> str:
    """The figures as Markdown."""
    method = "Trang web và vòng lặp chạy xen kẽ, mỗi số là trung vị; bộ nhớ là của tiến trình lớn nhất."
    blocks = [[f"{machine()} {method}"], page_table(results), language_table(results), information_table(results), download_table(results), *([line] for line in aims(results))]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description="Đo chi phí dựng trang web trên dữ liệu giả lập.")
    parser.add_argument("--communes", type=int, nargs="+", default=SIZES, help="các cỡ cần đo, tính bằng số xã")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="ghi kết quả vào tệp này nữa")
    parser.add_argument("--pages-only", action="store_true", help="chỉ đo trang; bỏ tệp tải về và kiểm tra dữ liệu")
    options = parser.parse_args()
    results = []
    for communes in options.communes:
        with tempfile.TemporaryDirectory(prefix="nation-") as folder:
            pairs = PAIRS if communes <= 1000 else PAIRS_OF_A_NATION
            results.append(measure_size(Layout(Path(folder)), communes, pairs, options.pages_only))
    text = report(results)
    print(text, end="")
    if options.markdown:
        options.markdown.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
