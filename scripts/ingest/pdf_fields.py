"""Fields of a form that were filled in: what a program draws of them over the page. Pure but for pdfminer's objects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import apply_matrix_rect

_MOST = 2_000
_DEEPEST = 10
# Flags of a field that is not shown.
_HIDDEN, _NO_VIEW = 2, 32
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True)
class Field:
    """The drawing of a field: a form with its box and matrix, and where it is put on the page."""

    stream: PDFStream
    bbox: tuple[float, ...]
    matrix: tuple[float, ...]
    put: tuple[float, ...]


def filled_fields(page: PDFPage) -> tuple[list[Field], int]:
    """The fields of text on a page with a value, as they are drawn; how many others hold a value that is not drawn or is a cross."""
    found: list[Field] = []
    undrawn = 0
    for note in _shown(page):
        kind, value = getattr(resolve1(_inherited(note, "FT")), "name", ""), resolve1(_inherited(note, "V"))
        state = resolve1(note.get("AS"))
        if kind == "Btn":
            undrawn += isinstance(state, PSLiteral) and state.name != "Off"
        elif kind in ("Tx", "Ch") and value:
            drawing = resolve1((resolve1(note.get("AP")) or {}).get("N"))
            field = _placed(drawing, note) if isinstance(drawing, PDFStream) else None
            found += [field] if field else []
            undrawn += field is None
    return found, undrawn


def _shown(page: PDFPage) -> Iterator[dict[str, Any]]:
    for note in map(resolve1, (resolve1(page.annots) or [])[:_MOST]):
        if isinstance(note, dict) and getattr(resolve1(note.get("Subtype")), "name", "") == "Widget" and not int(resolve1(note.get("F")) or 0) & (_HIDDEN | _NO_VIEW):
            yield note


def _inherited(field: dict[str, Any], name: str) -> Any:
    for _ in range(_DEEPEST):
        if name in field:
            return field[name]
        field = resolve1(field.get("Parent"))
        if not isinstance(field, dict):
            return None
    return None


def _placed(stream: PDFStream, note: dict[str, Any]) -> Field | None:
    """The drawing scaled into the rectangle of its field; None when either has no area."""
    bbox, rectangle = _numbers(stream.get("BBox"), 4), _numbers(note.get("Rect"), 4)
    matrix = _numbers(stream.get("Matrix"), 6) or _IDENTITY
    if not bbox or not rectangle:
        return None
    x0, y0, x1, y1 = apply_matrix_rect(matrix, bbox)
    left, right = sorted((rectangle[0], rectangle[2]))
    low, high = sorted((rectangle[1], rectangle[3]))
    if x1 <= x0 or y1 <= y0 or right <= left or high <= low:
        return None
    wide, tall = (right - left) / (x1 - x0), (high - low) / (y1 - y0)
    return Field(stream, bbox, matrix, (wide, 0.0, 0.0, tall, left - x0 * wide, low - y0 * tall))


def _numbers(value: Any, count: int) -> tuple[float, ...]:
    found = resolve1(value)
    numbers = tuple(map(resolve1, found)) if isinstance(found, list) else ()
    return numbers if len(numbers) == count and all(isinstance(number, (int, float)) for number in numbers) else ()
