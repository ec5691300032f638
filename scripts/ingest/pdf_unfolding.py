"""Compressed streams of a PDF unfold within a limit: pdfminer itself would unfold a few kilobytes to gigabytes."""

from __future__ import annotations

import zlib
from typing import Any

from pdfminer import pdftypes

from .grid import Refused

# Bytes that one stream, and all streams of a file, may unfold to.
ONE, ALL = 60_000_000, 300_000_000
_MESSAGE = "nội dung nén trong tệp bung ra quá lớn; tệp không bình thường; hãy in lại ra PDF"


class _Unfolding:
    """Stands where pdfminer uses the module zlib; `total` is what the file in work has unfolded to."""

    error = zlib.error

    def __init__(self) -> None:
        self.total = 0

    def reset(self) -> None:
        """Before every file."""
        self.total = 0

    def counted(self, data: bytes) -> bytes:
        self.total += len(data)
        if self.total > ALL:
            raise Refused(_MESSAGE)
        return data

    def decompress(self, data: bytes) -> bytes:
        stream = zlib.decompressobj()
        unfolded = stream.decompress(data, ONE)
        if stream.unconsumed_tail:
            raise Refused(_MESSAGE)
        if not stream.eof:
            raise zlib.error("incomplete stream")
        return self.counted(unfolded)

    def decompressobj(self) -> _Piecewise:
        return _Piecewise(self)


class _Piecewise:
    """For damaged streams, which pdfminer unfolds byte by byte."""

    def __init__(self, unfolding: _Unfolding) -> None:
        self._stream = zlib.decompressobj()
        self._unfolding = unfolding

    def decompress(self, data: bytes) -> bytes:
        return self._unfolding.counted(self._stream.decompress(data))


def _old(*_: Any) -> bytes:
    raise Refused("tệp dùng kiểu nén cũ (LZW, RunLength) không được đọc; hãy mở rồi in lại ra PDF")


unfolding = _Unfolding()
# pdfminer takes no limit from its callers, so the names it looks up are replaced, once, here.
pdftypes.zlib = unfolding
pdftypes.lzwdecode = pdftypes.rldecode = _old
