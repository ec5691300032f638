"""Compressed streams of a PDF unfold within a limit: pdfminer itself would unfold a few kilobytes to gigabytes."""

from __future__ import annotations

import zlib
from io import BytesIO

from pdfminer import pdftypes
from pdfminer.lzw import LZWDecoder

from .grid import Refused

# Bytes that one stream, and all streams of a file, may unfold to.
ONE, ALL = 60_000_000, 300_000_000
# Bytes of a stream in the old LZW compression, which is unfolded code by code.
OLD = 3_000_000
_END = 257
_OLD = "tệp có phần nén kiểu cũ (LZW) quá lớn để đọc; hãy mở rồi in lại ra PDF"
_MESSAGE = "nội dung nén trong tệp bung ra quá lớn; tệp không bình thường; hãy in lại ra PDF"


class _Unfolding:
    """Stands where pdfminer uses the module zlib; `total` is what the file in work has unfolded to, `damaged` counts its streams that end too early."""

    error = zlib.error

    def __init__(self) -> None:
        self.total = self.damaged = 0

    def reset(self) -> None:
        """Before every file."""
        self.total = self.damaged = 0

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
        self.damaged += 1
        return _Piecewise(self)


class _Piecewise:
    """For damaged streams, which pdfminer unfolds byte by byte."""

    def __init__(self, unfolding: _Unfolding) -> None:
        self._stream = zlib.decompressobj()
        self._unfolding = unfolding

    def decompress(self, data: bytes) -> bytes:
        return self._unfolding.counted(self._stream.decompress(data))


class _Codes(LZWDecoder):
    """pdfminer's, which stops without a word at a wrong code; `ended`: the code that ends the data has come."""

    ended = False

    def feed(self, code: int) -> bytes:
        self.ended = code == _END
        return super().feed(code)


def _lzw(data: bytes) -> bytes:
    if len(data) > OLD:
        raise Refused(_OLD)
    unfolded, codes = bytearray(), _Codes(BytesIO(data))
    for piece in codes.run():
        if codes.ended:
            break
        unfolded += piece
        if len(unfolded) > ONE:
            raise Refused(_MESSAGE)
    unfolding.damaged += not codes.ended
    return unfolding.counted(bytes(unfolded))


def _run_lengths(data: bytes) -> bytes:
    """The PDF standard's RunLengthDecode: up to 127 that many bytes and one more follow, from 129 on one byte 257 less that many times, 128 ends."""
    unfolded, at = bytearray(), 0
    while at < len(data) and data[at] != 128:
        count = data[at]
        unfolded += data[at + 1 : at + 2 + count] if count < 128 else data[at + 1 : at + 2] * (257 - count)
        at += 2 + count if count < 128 else 2
        if len(unfolded) > ONE:
            raise Refused(_MESSAGE)
    return unfolding.counted(bytes(unfolded))


unfolding = _Unfolding()
# pdfminer takes no limit from its callers, so the names it looks up are replaced, once, here.
pdftypes.zlib = unfolding
pdftypes.lzwdecode, pdftypes.rldecode = _lzw, _run_lengths
