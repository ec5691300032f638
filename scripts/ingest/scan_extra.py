"""Whether this machine can read pictures of pages: that is an extra, and nobody else needs what it needs."""

from __future__ import annotations

from importlib.util import find_spec

from .refusals import refused
from .scan_ocr import INSTALL, program


def require(name: str) -> None:
    """Raises Refused, with what to install, when numpy or tesseract with its Vietnamese data is missing."""
    if find_spec("numpy") is None:
        fix = f"chạy “make scan” và “{INSTALL}” (máy Debian, Ubuntu) rồi đọc lại; tốt hơn: tìm bản PDF có chữ hoặc bản Word"
        raise refused(name, "bản quét (ảnh chụp), không có chữ", "văn bản có chữ, hoặc phần đọc bản quét (còn thiếu thư viện numpy)", fix)
    program(name)
