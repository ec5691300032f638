"""Pieces of the pages of a PDF or an image as data addresses, as many as a review page can hold."""

from __future__ import annotations

from base64 import b64encode

from .grid import Box, Refused
from .opening import is_image

COUNT = 300
BYTES = 8_000_000


class Pictures:
    """Cuts boxes out of one document; the same box is cut once. `left_out` counts what no longer found room."""

    def __init__(self, data: bytes):
        self._data, self._cut, self._bytes, self.left_out = data, {}, 0, 0
        # Word files and workbooks have no pages that could be drawn, texts neither.
        self._has_pages = b"%PDF-" in data[:1024] or is_image(data)

    def address(self, box: Box) -> str:
        """`data:image/png;base64,…`; "" when the document has no such piece or there is no more room."""
        if not self._has_pages:
            return ""
        if box not in self._cut:
            if len(self._cut) >= COUNT or self._bytes >= BYTES:
                self.left_out += 1
                return ""
            self._cut[box] = self._draw(box)
            self._bytes += len(self._cut[box])
        return self._cut[box]

    def _draw(self, box: Box) -> str:
        from .page_images import crop_png

        try:
            return "data:image/png;base64," + b64encode(crop_png(self._data, box)).decode("ascii")
        except Refused:
            self.left_out += 1
            return ""
