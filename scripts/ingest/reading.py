"""Any document that is accepted -> grid.Document: the one door to the adapters, inside the bounds of time and memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from . import limits, scan_extra
from .grid import Document
from .languages_check import checked
from .opening import Opened, open_document

Adapter = Callable[[str, bytes, str], Document]


def read_document(path: Path) -> Document:
    """Opens the file, reads it by its kind, checks that it is Vietnamese in Unicode. Raises Refused, in Vietnamese."""
    return read_opened(open_document(path))


def read_opened(opened: Opened) -> Document:
    """The same for a file that is open already."""
    with limits.bounded(opened.name):
        return checked(adapter(opened.name, opened.kind)(opened.name, opened.data, opened.sha256))


def adapter(name: str, kind: str) -> Adapter:
    """The reader of a kind that opening.py gives. Each brings its own libraries, so only the one that is needed is loaded."""
    if kind == "pdf":
        from .pdf import read_pdf as read
    elif kind == "docx":
        from .docx import read_docx as read
    elif kind == "xlsx":
        from .xlsx import read_xlsx as read
    elif kind == "text":
        from .flow.read import read_text as read
    else:
        # numpy belongs to an extra: without it the import below would fail in words that help nobody.
        scan_extra.require(name)
        from .scan import read_scan as read
    return read
