"""What the first view of every kind of page moves over the network, gzipped, in a real browser.

`python -m benchmarks.weights [--site FOLDER] [--markdown FILE]`

Every response counts with its headers, as a phone that has never been here receives it: the page, styles, scripts,
images. The service worker is off: what it fetches comes after the view. The limit is 70 KB a page.
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from scripts.paths import Layout

LIMIT = 70_000  # bytes
WIDTH = 360
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
# The largest page of each kind that the committed data have; a kind with a query loads what the query needs.
KINDS = {
    "Trang chủ": "", "Tỉnh": "son-la/", "Xã": "son-la/muong-la-03808/", "Kế hoạch (dự toán)": "son-la/song-ma-04168/khcn-2026/",
    "Kế hoạch (chỉ tiêu)": "son-la/thuan-chau-03721/nq57-2025/", "Kế hoạch (chuyển đổi số)": "son-la/muong-la-03808/cds-2026/",
    "Tìm kiếm": "tim-kiem/", "Chỉ tiêu": "chi-tieu/", "Một chỉ tiêu": "chi-tieu/doanh-nghiep-khcn/", "Ngân sách": "ngan-sach/", "Nhiệm vụ": "nhiem-vu/",
    "Nhiệm vụ một quý": "nhiem-vu/quy-4-2026/", "Cơ quan": "co-quan/", "Một cơ quan": "co-quan/phong-van-hoa-xa-hoi/", "Văn bản": "van-ban/",
    "Một văn bản": "van-ban/57-nq-tw-2024/", "Đối chiếu": "doi-chieu/", "Một quy tắc": "doi-chieu/editorial/", "Dữ liệu": "du-lieu/",
    "Từ điển": "du-lieu/tu-dien/", "Phiên bản": "du-lieu/phien-ban/", "Một phiên bản": "du-lieu/phien-ban/0.2.0/", "Giới thiệu": "gioi-thieu/", "Đóng góp": "dong-gop/", "Khả năng tiếp cận": "tro-nang/", "404": "404.html",
}  # fmt: skip


class Compressed(SimpleHTTPRequestHandler):
    """Serves files gzipped, as every public host does."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = gzip.compress(path.read_bytes(), 6, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Say nothing of each request."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressed, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def first_view(chrome: object, address: str) -> dict[str, int]:
    """URL -> bytes received, of everything that a new visitor's browser asks for."""
    context = chrome.new_context(viewport={"width": WIDTH, "height": 640}, service_workers="block")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    urls: dict[str, str] = {}
    found: dict[str, int] = {}
    session.on("Network.responseReceived", lambda event: urls.__setitem__(event["requestId"], event["response"]["url"]))
    session.on("Network.loadingFinished", lambda event: found.__setitem__(urls.get(event["requestId"], "?"), int(event["encodedDataLength"])))
    page.goto(address, wait_until="networkidle")
    context.close()
    return found


def weigh(site: Path, kinds: dict[str, str]) -> dict[str, tuple[int, int]]:
    """Kind -> (bytes of the page itself, bytes of everything)."""
    from playwright.sync_api import sync_playwright

    browser = shutil.which(os.environ.get("CHROMIUM", "chromium"))
    if browser is None:
        raise SystemExit("không có trình duyệt: cài Chromium rồi chạy lại, ví dụ trên Debian: apt-get install chromium")
    with served(site) as address, sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=browser, args=FLAGS)
        found = {}
        for kind, path in kinds.items():
            received = first_view(chrome, address + path)
            found[kind] = (received[address + path], sum(received.values()))
        chrome.close()
        return found


def table(found: dict[str, tuple[int, int]]) -> str:
    lines = ["| Loại trang | Trang, KB | Lần xem đầu, KB |", "|---|---:|---:|"]
    lines += [f"| {kind} | {page / 1000:.1f} | {whole / 1000:.1f} |" for kind, (page, whole) in found.items()]
    return "\n".join(lines) + "\n"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.weights", description="Dung lượng lần xem đầu của mỗi loại trang, nén gzip.")
    parser.add_argument("--site", type=Path, default=Layout().site, help="thư mục trang đã dựng")
    parser.add_argument("--markdown", type=Path, help="ghi bảng ra tệp này")
    options = parser.parse_args(arguments)
    found = weigh(options.site, KINDS)
    print(table(found))
    if options.markdown:
        options.markdown.write_text(table(found), "utf-8")
    heavy = [kind for kind, (_page, whole) in found.items() if whole > LIMIT]
    if heavy:
        print(f"nặng hơn {LIMIT // 1000} KB: {', '.join(heavy)}", file=sys.stderr)
    return int(bool(heavy))


if __name__ == "__main__":
    sys.exit(main())
