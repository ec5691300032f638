"""Which part of the version changes raise, and the version that follows. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from ..changes import LEVELS
from ..languages import N_

# From the weakest up.
ORDER = ("patch", "minor", "major")
TITLES = {
    "major": N_("lớn (major): có thể làm hỏng đoạn mã đang dùng dữ liệu"),
    "minor": N_("vừa (minor): có thêm dữ liệu, mã cũ vẫn chạy"),
    "patch": N_("nhỏ (patch): chỉ sửa cho đúng"),
}


def level(kinds: Iterable[str]) -> str:
    """The strongest level among these kinds of change; "" when there are none."""
    return max((LEVELS[kind] for kind in kinds), key=ORDER.index, default="")


def parts(version: str) -> tuple[int, int, int]:
    """The three numbers of a version. Raises ValueError for a text that is none."""
    numbers = version.split(".")
    if len(numbers) != 3 or not all(number.isascii() and number.isdigit() and str(int(number)) == number for number in numbers):
        raise ValueError(f"“{version}” không phải số phiên bản; cần ba số như 0.3.0")
    major, minor, patch = map(int, numbers)
    return major, minor, patch


def next_version(last: str, raised: str) -> str:
    """The version that follows `last` ("" for none yet) when this level is raised; `last` itself when nothing is.

    Versions before 1.0.0 follow the same rule: the first major change leads to 1.0.0.
    """
    if not last:
        return "0.1.0"
    major, minor, patch = parts(last)
    return {"major": f"{major + 1}.0.0", "minor": f"{major}.{minor + 1}.0", "patch": f"{major}.{minor}.{patch + 1}", "": last}[raised]


def version_label(last: str, unreleased: Iterable[str]) -> str:
    """What data are called that differ from the release `last` by these kinds of change: "0.3.0", or "0.4.0-dev" before that release."""
    raised = level(unreleased)
    return f"{next_version(last, raised)}-dev" if raised else last
