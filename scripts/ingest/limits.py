"""How large a document may be, and how long and in how much memory it is read: one place for every adapter.

A plan of a commune has some dozens of pages; the bounds leave ten times that, and stop what was made to exhaust a machine.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from .grid import Refused
from .refusals import refused

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

MEGABYTE = 1024 * 1024
BYTES = 60 * MEGABYTE
# A DOCX or XLSX is a zip: its members, their sizes unpacked, and how much larger they may be than the file.
MEMBERS = 5_000
PART = 80 * MEGABYTE
UNPACKED = 300 * MEGABYTE
RATIO = 200
# Below this a high ratio is only repetitive XML.
RATIO_FROM = 20 * MEGABYTE
PAGES = 200
SHEETS = 100
# Cells of all tables together; columns of one table; paragraphs and table rows; characters of the whole text.
CELLS = 100_000
COLUMNS = 100
BLOCKS = 50_000
CHARACTERS = 5_000_000
SECONDS = 300
MEMORY = 4096 * MEGABYTE
# Pages that are pictures: how many, how large each may be unpacked (A4 at 600 dpi has 35 million), and how much more time each one is given.
SCANNED_PAGES = 100
PIXELS = 80_000_000
SCAN_PAGE_SECONDS = 240
# One run of the program that reads pictures.
SCAN_CALL_SECONDS = 150


def shown(count: int) -> str:
    """1234 -> "1.234"."""
    return f"{count:,}".replace(",", ".")


HELP = (
    f"Giới hạn: tệp tối đa {BYTES // MEGABYTE} MB, {PAGES} trang, {shown(CELLS)} ô, {shown(CHARACTERS)} ký tự; "
    f"đọc không quá {SECONDS // 60} phút và {MEMORY // MEGABYTE // 1024} GB bộ nhớ. "
    f"Bản quét (cần “make scan”): tối đa {SCANNED_PAGES} trang, mỗi trang {PIXELS // 1_000_000} triệu điểm ảnh; thường mất 5–30 giây mỗi trang, được thêm tối đa {SCAN_PAGE_SECONDS} giây mỗi trang."
)


class _TooLong(BaseException):
    """The clock ran out; no `except Exception` of a library may swallow it."""


def _ring(signum: int, frame: FrameType | None) -> None:
    raise _TooLong


def at_most(name: str, what: str, count: int, most: int) -> None:
    """Raises Refused when there are more than allowed: `what` is a Vietnamese noun ("ô", "trang")."""
    if count > most:
        raise refused(name, f"hơn {shown(most)} {what}", f"nhiều nhất {shown(most)} {what}", "tách văn bản thành nhiều tệp, chỉ giữ phần có bảng")


@contextmanager
def _memory(most: int) -> Iterator[None]:
    if resource is None:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    lowest = min([most, *(limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY)])
    try:
        resource.setrlimit(resource.RLIMIT_AS, (lowest, hard))
    except (ValueError, OSError):  # a system that knows the limit and cannot set it: the other bounds remain
        yield
        return
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _has_clock() -> bool:
    # A signal reaches the main thread only.
    return hasattr(signal, "SIGALRM") and threading.current_thread() is threading.main_thread()


def more_time(seconds: float) -> None:
    """Puts off the end of the time that is running: reading a picture takes longer than reading letters."""
    if _has_clock() and signal.getsignal(signal.SIGALRM) is _ring:
        left, _ = signal.getitimer(signal.ITIMER_REAL)
        signal.setitimer(signal.ITIMER_REAL, left + seconds)


@contextmanager
def _clock(seconds: float) -> Iterator[None]:
    if not _has_clock():
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def bounded(name: str, seconds: float = SECONDS, memory: int = MEMORY) -> Iterator[None]:
    """Reads a document inside these bounds where the system has them. Raises Refused when time or memory (bytes) run out."""
    try:
        with _memory(memory), _clock(seconds):
            yield
    except _TooLong:
        raise _exceeded(name, f"tài liệu đọc quá {seconds:g} giây chưa xong", f"đọc xong trong {seconds:g} giây (bản quét được thêm theo trang)") from None
    except MemoryError:
        limit = f"{memory // MEGABYTE} MB bộ nhớ"
        raise _exceeded(name, f"tài liệu cần hơn {limit}", f"đọc trong {limit}") from None


def _exceeded(name: str, found: str, needed: str) -> Refused:
    return refused(name, found, needed, "tách văn bản thành nhiều tệp nhỏ hơn, chỉ giữ các trang có bảng")
