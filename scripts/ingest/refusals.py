"""How a document is refused: its name, what was found, what is needed, what to do. Pure."""

from __future__ import annotations

from .grid import Refused


def refused(name: str, found: str, needed: str, fix: str) -> Refused:
    """The exception to raise; every part is Vietnamese and begins in lower case."""
    return Refused(f"{name}: tìm thấy {found}; cần {needed}; sửa: {fix}.")
