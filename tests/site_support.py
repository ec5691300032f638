"""A built site, a server for it and a browser, for the tests that look at pages as readers do."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from scripts import build
from scripts.paths import MKDOCS_CONFIG, ROOT, Layout

INSTALL = "cài Chromium rồi chạy lại, ví dụ trên Debian: apt-get install chromium fonts-noto-core"
# A browser under test must not look for its vendor's hosts.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def built(root: Path) -> Layout:
    """Build the site of the collection below `root`, as `make site` does after its checks."""
    layout = Layout(root)
    build.build_data(layout)
    build.build_site(layout)
    return layout


def repository_copy(root: Path) -> Path:
    """A copy of the committed data, to build from or to damage."""
    shutil.copytree(ROOT / "data", root / "data", ignore=shutil.ignore_patterns("schemas"))
    return root


def project_copy(root: Path) -> Path:
    """A copy of the hand-written pages and the settings, to damage; returns the settings file."""
    shutil.copytree(ROOT / "docs", root / "docs")
    (root / "scripts").symlink_to(ROOT / "scripts")
    return Path(shutil.copy(MKDOCS_CONFIG, root))


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Say nothing of each request."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a server for this folder, on a free local port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def chromium() -> str:
    """The path of a browser. Without one the test fails under CI=true, elsewhere it is skipped and says how to install it."""
    names = [os.environ.get("CHROMIUM", "")] + ["chromium", "chromium-browser", "google-chrome"]
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    if path is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"không có trình duyệt: {INSTALL}")
    return path


@contextmanager
def browser() -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    path = chromium()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield running
        finally:
            running.close()
