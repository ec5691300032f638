"""What the search of a nation costs: making its index, and answering queries in a browser; beside Pagefind where it is installed.

`python -m benchmarks.search [--communes 3321] [--collection DIRECTORY] [--pagefind PYTHON] [--peer-communes 150]`

A synthetic nation of two plans a commune is written to a temporary folder (or taken from --collection). The index of all
its pages is made by processes as scripts.build uses them; reading the plans is measured apart. Then Chromium opens the search
page for each query with an empty cache: bytes are what the server sends of the index, uncompressed by it; milliseconds
count from the key stroke to the results on the page. Pagefind (`pip install 'pagefind[bin]'` in an environment of its own,
named by --pagefind) indexes the same bodies of fewer communes, and the same queries are put to both.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import json
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from scripts.paths import ROOT, Layout
from scripts.pages import search_page

from .measure import cost_of
from .pages import figure, folder_bytes, machine, table

QUERIES = [
    "Sông Mã", "song ma", "kế hoạch xã Sông Mã", "TT. Ít Ong", "xã Tân Hưng huyện Long Phú", "Hòa Bình", "hoa binh", "tan phu", "chieng kho", "q1",
    "chữ ký số", "chuyển đổi số", "khcn", "142/KH-UBND", "57-NQ/TW", "phòng văn hóa xã hội", "đào tạo kỹ năng số cho cán bộ",
    "kinh phí mua sắm thiết bị", "tổ công nghệ số cộng đồng", "kế hoạch", "an", "2026", "không có chữ này zzz",
    "tổ chức tuyên truyền nâng cao nhận thức về khoa học công nghệ đổi mới sáng tạo",
]  # fmt: skip
ENTER = """async (query) => {
  const input = document.querySelector("form[data-search] input"), form = input.form, began = performance.now();
  input.value = query; input.dispatchEvent(new Event("input"));
  while (form.dataset.answered !== query) await new Promise((done) => setTimeout(done, 1));
  return [performance.now() - began, document.querySelectorAll("#mb-found > li").length, document.getElementById("mb-status").textContent];
}"""
PEER = """async (query) => {
  const began = performance.now();
  const found = await window.peer.search(query);
  const shown = await Promise.all(found.results.slice(0, 10).map((result) => result.data()));
  return [performance.now() - began, found.results.length, shown.length ? shown[0].url : ""];
}"""
PEER_PAGE = '<!doctype html><html><meta charset="utf-8"><title>peer</title><script type="module">' \
    'import * as peer from "./pagefind/pagefind.js"; await peer.init(); window.peer = peer;</script>'  # fmt: skip


TURNS = 3


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Say nothing of each request."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def lay_out(index: Path, folder: Path) -> None:
    """A folder with no more than the search page, its script and the index."""
    (folder / "tim-kiem").mkdir(parents=True)
    shutil.copytree(index, folder / "tim-kiem", dirs_exist_ok=True)
    shutil.copytree(ROOT / "docs" / "assets", folder / "assets")
    (folder / "tim-kiem" / "index.html").write_text(f'<!doctype html><html lang="vi"><meta charset="utf-8"><main>{search_page().body}</main>', "utf-8")


def ask(chrome: Any, address: str, ready: str, script: str, counted: str, queries: list[str]) -> list[tuple[str, int, float, int, str]]:
    """(query, bytes, milliseconds, results, remark) of each query, each in a browser context with nothing cached.

    Milliseconds are the median of TURNS; the server is Python's, in the same machine, and takes its share of them.
    """
    answers = []
    for query in queries:
        turns = [ask_once(chrome, address, ready, script, counted, query) for _ in range(TURNS)]
        answers.append((query, turns[0][0], median(turn[1] for turn in turns), *turns[0][2:]))
    return answers


def ask_once(chrome: Any, address: str, ready: str, script: str, counted: str, query: str) -> tuple[int, float, int, str]:
    context = chrome.new_context()
    try:
        page, moved = context.new_page(), []
        page.on("requestfinished", lambda request: moved.append(request) if counted in request.url and not request.url.endswith(counted) else None)
        page.goto(address, wait_until="networkidle")
        page.wait_for_function(ready)
        milliseconds, results, remark = page.evaluate(script, query)
        page.wait_for_timeout(50)
        return sum(request.sizes()["responseBodySize"] for request in moved), milliseconds, results, remark
    finally:
        context.close()


def query_table(answers: list[tuple[str, int, float, int, str]]) -> list[str]:
    rows = [[f"`{query}`", figure(size / 1000), figure(ms, 0), remark or "–"] for query, size, ms, _, remark in answers]
    for name, choose in (("trung vị", median), ("lớn nhất", max)):
        rows.append([name, figure(choose(a[1] for a in answers) / 1000), figure(choose(a[2] for a in answers), 0), ""])
    return table(["Câu hỏi", "KB tải", "ms", "Trả lời"], rows)


def peer_bodies(layout: Layout, folder: Path) -> int:
    """Write the plan and commune pages of the collection as bare HTML; returns how many."""
    count = 0
    for body in sorted((layout.build / "pages").rglob("index.html")):
        target = folder / body.relative_to(layout.build / "pages")
        if target.parts[len(folder.parts)] in ("doi-chieu", "tim-kiem", "index.html"):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f'<!doctype html><html lang="vi"><meta charset="utf-8"><body><main data-pagefind-body>{body.read_text("utf-8")}</main>', "utf-8")
        count += 1
    (folder / "index.html").write_text(PEER_PAGE, "utf-8")
    return count


def compare(chrome: Any, layout: Layout, folder: Path, python: str) -> list[str]:
    """Pagefind and ours on the same pages of the whole collection."""
    environment = {"COLLECTION_ROOT": str(layout.root)}
    bodies = cost_of([sys.executable, "-m", "benchmarks.stages", "data"], environment)
    ours = layout.build / "static" / "tim-kiem"
    lay_out(ours, folder / "ours")
    pages = peer_bodies(layout, folder / "peer")
    cost = cost_of([python, "-m", "pagefind", "--site", str(folder / "peer"), "--force-language", "vi"], {})
    with served(folder) as address:
        mine = ask(chrome, address + "ours/tim-kiem/", "document.querySelector('form[data-search]').dataset.answered !== undefined", ENTER, "/tim-kiem/", QUERIES)
        theirs = ask(chrome, address + "peer/index.html", "window.peer !== undefined", PEER, "/pagefind/", QUERIES)
    lines = [f"So với Pagefind trên cùng {pages} trang (thân trang đầy đủ). Dựng mọi thân trang kèm chỉ mục của ta: {figure(bodies.wall)} s, {figure(bodies.peak)} MB; "
             f"riêng Pagefind lập chỉ mục: {figure(cost.wall)} s, {figure(cost.peak)} MB. Chỉ mục: ta {figure(folder_bytes(ours) / 10**6)} MB, "
             f"Pagefind {figure(folder_bytes(folder / 'peer' / 'pagefind') / 10**6)} MB.", "", "Của ta:", ""]  # fmt: skip
    return lines + query_table(mine) + ["", "Pagefind (địa chỉ là kết quả đầu):", ""] + query_table(theirs)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description="Đo tìm kiếm trên dữ liệu giả lập của cả nước.")
    parser.add_argument("--communes", type=int, default=3321)
    parser.add_argument("--collection", type=Path, help="dữ liệu giả lập đã có, để khỏi sinh lại")
    parser.add_argument("--pagefind", help="python của môi trường đã cài pagefind[bin]")
    parser.add_argument("--peer-communes", type=int, default=150)
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="ghi kết quả vào tệp này nữa")
    options = parser.parse_args()
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory(prefix="search-") as temporary, sync_playwright() as playwright:
        folder = Path(temporary)
        chrome = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        layout = Layout(options.collection or folder / "nation")
        make = [sys.executable, "-m", "benchmarks.nation"]
        if not options.collection:
            cost_of([*make, str(layout.root), "--communes", str(options.communes), "--plans-per-commune", "2"], {})
        environment = {"COLLECTION_ROOT": str(layout.root)}
        reading = cost_of([sys.executable, "-m", "benchmarks.stages", "read"], environment)
        indexing = cost_of([sys.executable, "-m", "benchmarks.stages", "search"], environment)
        index = layout.build / "static" / "tim-kiem"
        files = sum(path.is_file() for path in index.rglob("*"))
        contents = json.loads((index / "muc-luc.json").read_text("utf-8"))
        lines = [machine(), "",
                 f"{figure(contents['pages'], 0)} trang. Đọc mọi kế hoạch: {figure(reading.cpu)} s CPU, {figure(reading.wall)} s. Đọc và lập chỉ mục: "
                 f"{figure(indexing.cpu)} s CPU, {figure(indexing.wall)} s, {figure(indexing.peak)} MB ở tiến trình lớn nhất. Chỉ mục: {figure(files, 0)} tệp, "
                 f"{figure(folder_bytes(index) / 10**6)} MB; mục lục {figure((index / 'muc-luc.json').stat().st_size / 1000)} KB.", ""]  # fmt: skip
        lay_out(index, folder / "site")
        with served(folder / "site") as address:
            lines += query_table(ask(chrome, address + "tim-kiem/", "document.querySelector('form[data-search]').dataset.answered !== undefined", ENTER, "/tim-kiem/", QUERIES))
        if options.pagefind and subprocess.run([options.pagefind, "-m", "pagefind", "--version"], capture_output=True).returncode == 0:
            small = Layout(folder / "small")
            cost_of([*make, str(small.root), "--communes", str(options.peer_communes), "--plans-per-commune", "2"], {})
            lines += ["", *compare(chrome, small, folder / "peers", options.pagefind)]
        else:
            lines += ["", "Không có Pagefind trên máy này nên không so sánh được."]
        chrome.close()
    text = "\n".join(lines) + "\n"
    print(text, end="")
    if options.markdown:
        options.markdown.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
